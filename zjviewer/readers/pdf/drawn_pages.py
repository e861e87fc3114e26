"""Pages that are given as lists of what is drawn on them: PDFium draws them, in the font of the program."""

import ctypes
import io
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zjviewer import paths
from zjviewer.readers.layout.geometry import Matrix, combined, transformed
from zjviewer.readers.layout.original_pages import (
    Drawing,
    DrawnLetter,
    DrawnPath,
    DrawnPicture,
    OriginalPages,
    PagePicture,
)
from zjviewer.readers.pdf.page_content import PDFIUM
from zjviewer.readers.pdf.page_images import picture_of

_MISSING = (225, 225, 225, 255)
"""Colour of the area of a picture that cannot be decoded."""


class Drawings(Protocol):
    """Pages as lists of what is drawn on them."""

    def sizes(self, most: int) -> Sequence[tuple[float, float]]:
        """Width and height of each page in points, of at most so many pages."""

    def page(self, index: int) -> Drawing:
        """What is drawn on the page at an index. Raises IndexError where there is none."""


def drawn_pages(drawings: Drawings) -> OriginalPages:
    """Pages of drawings. Each page is drawn when it is asked for, as a page of one PDF document with one font."""
    with PDFIUM:
        document = pdfium.PdfDocument.new()
    font = _Font(document)
    drawn: dict[int, int] = {}

    def picture(index: int, width: int) -> PagePicture:
        if index not in drawn:
            drawing = drawings.page(index)
            with PDFIUM:
                drawn[index] = len(document)
                _add_page(document, font, drawing)
        return picture_of(document, drawn[index], width)

    return OriginalPages(drawings.sizes, picture, lambda index: drawings.page(index).text)


class _Font:
    """Font of the program in a document; loading it takes longer than drawing a page."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document

    @cached_property
    def raw(self) -> object:
        data = (paths.resources() / "fonts" / "NotoSansSC-Regular.otf").read_bytes()
        self._data = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        return raw.FPDFText_LoadFont(self._document.raw, self._data, len(data), raw.FPDF_FONT_TRUETYPE, True)


def _add_page(document: pdfium.PdfDocument, font: _Font, drawing: Drawing) -> None:
    page = document.new_page(*drawing.size)
    upright: Matrix = (1, 0, 0, -1, 0, drawing.size[1])
    for item in drawing.items:
        if isinstance(item, DrawnLetter):
            _add_letter(document, page, font, item, upright)
        elif isinstance(item, DrawnPath):
            _add_path(page, item, upright)
        else:
            _add_picture(document, page, item, upright)
    page.gen_content()
    page.close()


def _add_letter(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, font: _Font, letter: DrawnLetter, upright: Matrix
) -> None:
    found = raw.FPDFPageObj_CreateTextObj(document.raw, font.raw, 1.0)
    text = ctypes.create_string_buffer(f"{letter.text}\0".encode("utf-16-le", "replace"))
    raw.FPDFText_SetText(found, ctypes.cast(text, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(found, *letter.colour)
    raw.FPDFPageObj_Transform(found, *combined(letter.matrix, upright))
    raw.FPDFPage_InsertObject(page.raw, found)


def _add_path(page: pdfium.PdfPage, path: DrawnPath, upright: Matrix) -> None:
    found = raw.FPDFPageObj_CreateNewPath(0.0, 0.0)
    for step, values in path.steps:
        if step == "M":
            raw.FPDFPath_MoveTo(found, *values)
        elif step == "L":
            raw.FPDFPath_LineTo(found, *values)
        elif step == "B":
            raw.FPDFPath_BezierTo(found, *values)
        else:
            raw.FPDFPath_Close(found)
    if path.fill is not None:
        raw.FPDFPageObj_SetFillColor(found, *path.fill)
    if path.stroke is not None:
        raw.FPDFPageObj_SetStrokeColor(found, *path.stroke)
        raw.FPDFPageObj_SetStrokeWidth(found, path.width)
    fill = raw.FPDF_FILLMODE_NONE if path.fill is None else raw.FPDF_FILLMODE_WINDING
    raw.FPDFPath_SetDrawMode(found, fill, path.stroke is not None)
    raw.FPDFPageObj_Transform(found, *upright)
    raw.FPDFPage_InsertObject(page.raw, found)


def _add_picture(document: pdfium.PdfDocument, page: pdfium.PdfPage, picture: DrawnPicture, upright: Matrix) -> None:
    """Add a picture: a JPEG is decoded by PDFium; any other leaves a grey area."""
    if picture.raw.startswith(b"\xff\xd8\xff"):
        found = pdfium.PdfImage.new(document)
        try:
            found.load_jpeg(io.BytesIO(picture.raw), inline=True)
        except pdfium.PdfiumError:
            pass
        else:
            raw.FPDFImageObj_SetMatrix(found.raw, *combined(picture.matrix, upright))
            page.insert_obj(found)
            return
    corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    steps = [("ML"[index > 0], transformed(x, y, picture.matrix)) for index, (x, y) in enumerate(corners)]
    _add_path(page, DrawnPath((*steps, ("C", ())), _MISSING, None, 0.0), upright)
