"""Pages of a PDF document as they are printed: pictures, and the places of characters and links.

Coordinates are in points from the upper left corner of the page as it is shown, rotated and cropped; y increases
downwards.
"""

import ctypes
from collections.abc import Callable
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zjviewer.readers.layout.original_pages import (
    MOST_PIXELS,
    OriginalPages,
    PageLink,
    PagePicture,
    PageText,
    Rect,
)
from zjviewer.readers.pdf.page_content import PDFIUM

MOST_CHARS = 60_000
"""Characters of a page whose places are given; those that follow have none."""
_MOST_LINKS = 2_000
_SCALE = 20
"""Units of the device coordinates in a point."""


def original_pages(data: bytes) -> OriginalPages:
    """Pages of a PDF file. Raises PdfiumError where it is damaged or encrypted."""
    document = open_pages(data)
    return OriginalPages(partial(page_sizes, document), partial(picture_of, document), partial(text_of, document))


def open_pages(data: bytes) -> pdfium.PdfDocument:
    """Document for the functions below. Raises PdfiumError where it is damaged or encrypted."""
    with PDFIUM:
        document = pdfium.PdfDocument(data)
        document.init_forms()  # the content of form fields belongs to the picture
        return document


def page_sizes(document: pdfium.PdfDocument, most: int) -> list[tuple[float, float]]:
    """Width and height of each page, in points, of at most so many pages."""
    with PDFIUM:
        return [document.get_page_size(index) for index in range(min(most, len(document)))]


def picture_of(document: pdfium.PdfDocument, index: int, width: int) -> PagePicture:
    """Picture of a page with a width in pixels, reduced where it would have more than `MOST_PIXELS`."""
    with PDFIUM:
        page = document[index]
        across, down = page.get_size()
        scale = max(1, width) / max(1.0, across)
        scale *= min(1.0, (MOST_PIXELS / max(1.0, across * down * scale * scale)) ** 0.5)
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        try:
            row = bitmap.width * 4
            pixels = bytes(bitmap.buffer)
            if bitmap.stride != row:
                lines = range(0, bitmap.stride * bitmap.height, bitmap.stride)
                pixels = b"".join(pixels[at : at + row] for at in lines)
            return PagePicture(bitmap.width, bitmap.height, pixels)
        finally:
            bitmap.close()
            page.close()


def text_of(document: pdfium.PdfDocument, index: int) -> PageText:
    """Characters of a page with their places, and its links."""
    with PDFIUM:
        page = document[index]
        textpage = page.get_textpage()
        try:
            place = _placing(page)
            count = min(MOST_CHARS, raw.FPDFText_CountChars(textpage.raw))
            characters, rects = [], []
            box = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
            for at in range(count):
                code = raw.FPDFText_GetUnicode(textpage.raw, at)
                known = bool(code) and raw.FPDFText_GetCharBox(textpage.raw, at, *box)
                characters.append(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd")
                left, right, bottom, top = (value.value for value in box)
                rects.append(_rect(place, left, bottom, right, top) if known else (0.0, 0.0, 0.0, 0.0))
            return PageText("".join(characters), tuple(rects), tuple(_links(document, page, place)))
        finally:
            textpage.close()
            page.close()


_Place = Callable[[float, float], tuple[float, float]]


def _placing(page: pdfium.PdfPage) -> _Place:
    """Function from the coordinates of a page's content to those of the page as it is shown."""
    width, height = (max(1, round(length * _SCALE)) for length in page.get_size())
    x, y = ctypes.c_int(), ctypes.c_int()

    def place(across: float, up: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, across, up, x, y)
        return x.value / _SCALE, y.value / _SCALE

    return place


def _rect(place: _Place, left: float, bottom: float, right: float, top: float) -> Rect:
    (x0, y0), (x1, y1) = place(left, top), place(right, bottom)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage, place: _Place) -> list[PageLink]:
    """Links to places of the same document; addresses of the network are left out."""
    found: list[PageLink] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    area = raw.FS_RECTF()
    while len(found) < _MOST_LINKS and raw.FPDFLink_Enumerate(page.raw, position, link):
        target = raw.FPDFLink_GetDest(document.raw, link)
        if not target and (action := raw.FPDFLink_GetAction(link)):
            target = raw.FPDFAction_GetDest(document.raw, action)
        index = raw.FPDFDest_GetDestPageIndex(document.raw, target) if target else -1
        if index < 0 or index >= len(document) or not raw.FPDFLink_GetAnnotRect(link, area):
            continue
        rect = _rect(place, area.left, area.bottom, area.right, area.top)
        found.append(PageLink(rect, index, _height(document, index, target)))
    return found


def _height(document: pdfium.PdfDocument, index: int, target: object) -> float:
    """Height on a page to which a link leads, from the upper edge; 0 where it names none."""
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    if not raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom) or not has_y.value:
        return 0.0
    page = document[index]
    try:
        return max(0.0, _placing(page)(x.value if has_x.value else 0.0, y.value)[1])
    finally:
        page.close()
