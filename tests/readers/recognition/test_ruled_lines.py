"""Ruled lines and skew of scanned pages: the same grids as those of the page that was scanned."""

import numpy as np
import pytest

from tests.papers import as_pdf, national
from tests.readers.recognition.pictures import blurred, compressed, noisy, page_image, poor, turned
from zjviewer.readers.layout.ruled_tables import tables_in
from zjviewer.readers.layout.visible_text import RuledLine

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from zjviewer.readers.recognition.ruled_lines import ink_of, rotated, ruled_lines, skew_of


def cells_of(tables):
    return [{(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells} for table in tables]


@pytest.fixture(scope="module")
def printed():
    """Cells of the tables of each page of the national report, from the lines in the PDF itself."""
    import pypdfium2 as pdfium

    from zjviewer.readers.pdf.page_content import PDFIUM, read_page

    with PDFIUM:
        document = pdfium.PdfDocument(as_pdf(national(), numbers=False))
        found = [cells_of(tables_in(read_page(document, index).rules)) for index in range(len(document))]
        document.close()
    return found


WAYS = {"clean": lambda image: image, "blurred": blurred, "noisy": noisy, "compressed": compressed, "poor": poor}


@pytest.mark.parametrize("dots_per_inch", [150, 200])
@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_the_grids_of_a_scan_are_those_of_the_page(printed, way, dots_per_inch):
    for page, expected in enumerate(printed):
        image = way(page_image(national(), dots_per_inch, page))
        skew = skew_of(ink_of(image))
        ink = ink_of(rotated(image, skew) if skew else image)
        scale = 842 / max(image.shape)
        rules = [RuledLine(*(scale * value for value in (r.x0, r.y0, r.x1, r.y1))) for r in ruled_lines(ink)]
        assert cells_of(tables_in(rules)) == expected


@pytest.mark.parametrize("degrees", [-4.0, -1.3, -0.4, 0.3, 0.7, 2.5])
@pytest.mark.parametrize("page", [0, 2])
def test_the_skew_of_a_page_is_measured(degrees, page):
    image = turned(page_image(national(), 150, page), degrees)
    assert skew_of(ink_of(image)) == pytest.approx(-degrees, abs=0.06)


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.0, 1.1])
def test_the_skew_of_a_page_without_lines_is_measured_by_its_text(degrees):
    image = page_image(national(), 150, 0)[:600]
    assert skew_of(ink_of(turned(image, degrees))) == pytest.approx(-degrees, abs=0.2)


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_an_empty_page_has_no_lines_and_no_skew(shade):
    ink = ink_of(np.full((400, 300), shade, np.uint8))
    assert (ruled_lines(ink), skew_of(ink)) == ([], 0.0)
