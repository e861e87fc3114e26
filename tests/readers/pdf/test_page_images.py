"""Pages as they are printed: the characters stand where the picture is dark, however the page is turned or cropped."""

import io

import pytest
from pypdfium2 import PdfDocument, PdfiumError
from reportlab.pdfgen.canvas import Canvas

from zjviewer.readers.pdf.page_images import MOST_PIXELS, open_pages, page_sizes, picture_of, text_of

WIDTH, HEIGHT = 300, 200


def drawn(turned=0, crop=None, pages=1):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for number in range(pages):
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(60, 90, f"H{number}H")
        canvas.bookmarkPage(f"p{number}")
        if number == 0 and pages > 1:
            canvas.linkAbsolute("", "p1", (60, 90, 120, 120))
            canvas.linkURL("https://example.org", (0, 0, 20, 20))
        canvas.showPage()
    canvas.save()
    changed = PdfDocument(file.getvalue())
    for page in changed:
        page.set_rotation(turned)
        if crop:
            page.set_cropbox(*crop)
    saved = io.BytesIO()
    changed.save(saved)
    return open_pages(saved.getvalue())


def dark(picture, rect, scale):
    """Share of dark pixels in a rectangle of points."""
    left, top, right, bottom = (round(side * scale) for side in rect)
    rows = range(max(0, top), min(picture.height, bottom))
    columns = range(max(0, left), min(picture.width, right))
    pixels = [picture.pixels[4 * (y * picture.width + x)] for y in rows for x in columns]
    return sum(value < 128 for value in pixels) / max(1, len(pixels))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 50, 260, 180)])
def test_characters_stand_where_the_picture_is_dark(turned, crop):
    document = drawn(turned, crop)
    [(width, height)] = page_sizes(document, 10)
    across, down = (220, 130) if crop else (WIDTH, HEIGHT)
    assert (width, height) == pytest.approx((down, across) if turned % 180 else (across, down))
    picture = picture_of(document, 0, round(width * 2))
    assert (picture.width, picture.height) == (round(width * 2), round(height * 2))
    assert len(picture.pixels) == 4 * picture.width * picture.height
    text = text_of(document, 0)
    assert text.characters[:3] == "H0H"
    for rect in text.rects[:3]:
        assert dark(picture, rect, 2) > 0.25
    outside = sum(dark(picture, (0, y, width, y + 1), 2) for y in range(3))
    assert outside == 0


def test_a_link_leads_to_its_page_and_an_address_is_none():
    document = drawn(pages=3)
    [link] = text_of(document, 0).links
    assert link.page == 1
    assert link.rect == pytest.approx((60, HEIGHT - 120, 120, HEIGHT - 90), abs=0.2)
    assert text_of(document, 1).links == ()


def test_a_picture_has_no_more_pixels_than_the_limit():
    picture = picture_of(drawn(), 0, 1_000_000)
    assert MOST_PIXELS * 0.9 < picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture_of(drawn(), 0, 0).width >= 1


def test_sizes_are_those_of_the_first_pages():
    assert len(page_sizes(drawn(pages=3), 2)) == 2


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.4 and no more", b"PK\x03\x04"])
def test_a_damaged_file_raises(raw):
    with pytest.raises(PdfiumError):
        open_pages(raw)
