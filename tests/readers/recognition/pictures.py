"""Pictures of pages for the tests, and what a poor scanner makes of them."""

import numpy as np

from tests.papers import Grid, Paper, Words, as_pdf, row

PAPER = Paper(
    "江阳市2023年政府信息公开工作年度报告",
    (
        Words("一、总体情况", 1),
        Words("全年主动公开信息1136条，比上年增长5.2%，收到申请21件。"),
        Grid((row("指标", "2022年", "2023年"), row("受理", "18", "305"), row("办结", "0", "1204"))),
    ),
)


_RENDERED = {}


def page_image(paper=PAPER, dots_per_inch=150, page=0):
    """Grey image of a page of a paper."""
    key = (paper.title, dots_per_inch, page)
    if key not in _RENDERED:
        _RENDERED[key] = rendered(paper, dots_per_inch, page)
    return _RENDERED[key].copy()


def rendered(paper, dots_per_inch, page):
    import pypdfium2 as pdfium

    from zjviewer.readers.pdf.page_content import PDFIUM  # it makes PDFium use the fonts of the program

    with PDFIUM:
        document = pdfium.PdfDocument(as_pdf(paper, numbers=False))
        bitmap = document[page].render(scale=dots_per_inch / 72, grayscale=True)
        image = np.array(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width].copy()
        document.close()
    return image


def blurred(image):
    import cv2

    return cv2.GaussianBlur(image, (0, 0), 1.0)


def noisy(image):
    chance = np.random.default_rng(7)
    return np.clip(image + chance.normal(0, 18, image.shape), 0, 255).astype(np.uint8)


def compressed(image, quality=45):
    import cv2

    return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)


def turned(image, degrees=0.7):
    from zjviewer.readers.recognition.ruled_lines import rotated

    return rotated(image, degrees)


def poor(image):
    """Rotated, blurred, noisy and compressed."""
    return compressed(noisy(blurred(turned(image))))


def encoded(image, ending=".png"):
    import cv2

    return cv2.imencode(ending, image)[1].tobytes()
