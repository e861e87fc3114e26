"""Reading of a PDF page: characters with their coordinates, and ruled lines. The only module that reads pages with
PDFium.

Coordinates are in points from the upper left corner; y increases downwards.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zjviewer import paths
from zjviewer.readers.layout.geometry import Matrix, combined, straight_line, transformed
from zjviewer.readers.layout.page_content import PageContent, content_of
from zjviewer.readers.layout.visible_text import Char, Glyph, Paint, RuledLine
from zjviewer.readers.pdf.annotations import added_text
from zjviewer.readers.pdf.page_objects import Box, Hidden, HiddenText, is_layered, matrix_of, objects_of

PDFIUM = threading.Lock()
"""Lock for all calls of PDFium, which is not thread-safe."""

_WHITE = 245
_RECOGNITION_SIDE = 2_338
"""Longer side of the image of a page for recognition, in pixels: A4 at 200 dots per inch."""
_LOOSEST = 2.2
_MOST_OBJECTS = 60_000
_BREAKS = frozenset({0x09, 0x0A, 0x0D, 0x0B, 0x0C})
_LATIN = (0xC0, 0x24F)
"""Range of accented Latin letters, which do not occur in Chinese reports: fonts without a Unicode mapping return them
for glyph numbers."""
_LIGHT = 150
"""Smallest value, 0 to 255, of each colour channel of light text, which may be a watermark."""
_FAINT = 128
_PAINTED = 250
_MOST_PIXELS = 8_000_000
_WHITE_TEXT, _CLEAR = 250, 10
"""Smallest value of each colour channel of white text, and alpha below which text is transparent; such text is seen on
a coloured ground only."""
_INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def _with_own_fonts() -> None:
    """Configure PDFium to use the fonts of the program instead of system fonts as substitutes for fonts that a file
    does not embed.

    PDFium drops text whose glyph is missing in the substitute font, such as a single 0 in a cell with Droid Sans
    Fallback.
    """
    folders = (ctypes.c_char_p * 2)(str(paths.resources() / "fonts").encode(), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(folders, type(config.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(config)


_with_own_fonts()


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Content of the page at `index`, counted from 0. Raises pdfium.PdfiumError for a damaged page."""
    page = document[index]
    try:
        width, height = page.get_size()
        left, bottom, _, top = page.get_bbox()
        turned = page.get_rotation()
        frame = _Frame(left, bottom, top, width, height, turned)
        pixels = _Pixels(page)
        drawn = _drawn(page, frame, pixels)
        textpage = page.get_textpage()
        try:
            glyphs, unmapped = _glyphs(textpage, frame, drawn)
        finally:
            textpage.close()
        if not drawn.plain:
            glyphs = [_seen(glyph, pixels) for glyph in glyphs]
        added = added_text(page, frame)
        found = content_of(index + 1, (width, height), [*glyphs, *added.glyphs], drawn.rules, drawn.pictures)
        return replace(found, unmapped=unmapped, unseen=(*found.unseen, *added.comments))
    finally:
        page.close()


def rendered_page(document: pdfium.PdfDocument, index: int) -> Any:
    """Page as an array of grey values of shape (height, width), for recognition. Raises pdfium.PdfiumError."""
    import numpy as np

    page = document[index]
    try:
        scale = _RECOGNITION_SIDE / max(1.0, *page.get_size())
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return np.array(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width]
        finally:
            bitmap.close()
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Conversion from PDF coordinates, where y increases upwards and rotation is ignored, to coordinates of the
    displayed page."""

    left: float
    bottom: float
    top: float
    width: float
    height: float
    turned: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        x -= self.left
        y -= self.bottom
        if self.turned == 90:
            return y, x
        if self.turned == 180:
            return self.width - x, y
        if self.turned == 270:
            return self.width - y, self.height - x
        return x, self.height - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if not self.turned and x0 <= x1 and y0 <= y1:  # nearly every character
            up = self.height + self.bottom
            return x0 - self.left, up - y1, x1 - self.left, up - y0
        ax, ay = self.place(x0, y0)
        bx, by = self.place(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class _Drawn(NamedTuple):
    """What the objects of a page say about it."""

    rules: list[RuledLine]
    pictures: int
    plain: bool
    """Whether all text is painted in the ordinary way and nothing hides it: single characters need no check."""
    hidden: Hidden
    nested: set[int]
    """Addresses of the text objects inside form objects."""


def _glyphs(textpage: pdfium.PdfTextPage, frame: _Frame, drawn: _Drawn) -> tuple[list[Glyph], int]:
    """Glyphs of a page in the order of the file, and the number of other characters without a Unicode value."""
    page = textpage.raw
    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    high = unmapped = 0
    # A page has hundreds of equal characters and equal coordinates; each is stored once to limit memory use.
    names: dict[int, str] = {}
    numbers: dict[float, float] = {}
    once = numbers.setdefault
    paints: dict[int, Paint] = {}
    ordinary = Paint()
    glyphs: list[Glyph] = []
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if (code < 0x20 and code not in _BREAKS) or _LATIN[0] <= code <= _LATIN[1]:
            unmapped += raw.FPDFText_HasUnicodeMapError(page, index) == 1 or code >= 0x20
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        if raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        if not raw.FPDFText_GetCharBox(page, index, x0, x1, y0, y1):
            continue
        left, top, right, bottom = frame.box(x0.value, y0.value, x1.value, y1.value)
        size = raw.FPDFText_GetFontSize(page, index)
        angle = 0
        if raw.FPDFText_GetMatrix(page, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            if matrix.b or matrix.a < 0:
                angle = round(math.degrees(math.atan2(matrix.b, matrix.a)))
        if size <= 0.5:
            size = bottom - top
        if raw.FPDFText_GetLooseCharBox(page, index, loose):
            box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
            if max(box[2] - box[0], box[3] - box[1]) <= _LOOSEST * size:  # some fonts return a box ten times too large
                left, top, right, bottom = box
        paint = ordinary
        if not drawn.plain and (item := raw.FPDFText_GetTextObject(page, index)):
            key = ctypes.addressof(item.contents)
            if key not in paints:
                paints[key] = _paint_of(item)
            paint = paints[key]
            if key in drawn.nested:
                paint = paint._replace(unsure=True)
            if drawn.hidden.hides(key, (left, top, right, bottom)):
                paint = paint._replace(covered=True)
        letter = names.get(code) or names.setdefault(code, chr(code))
        char = Char(
            letter, once(left, left), once(top, top), once(right, right), once(bottom, bottom), once(size, size)
        )
        glyphs.append(Glyph(char, (angle - frame.turned) % 360, paint))
    return glyphs, unmapped


def _paint_of(item: object) -> Paint:
    """Paint properties of the characters of a text object."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    light = bool(coloured) and (min(red.value, green.value, blue.value) >= _LIGHT or alpha.value < _FAINT)
    hidden = raw.FPDFTextObj_GetTextRenderMode(item) in (
        raw.FPDF_TEXTRENDERMODE_INVISIBLE,
        raw.FPDF_TEXTRENDERMODE_CLIP,
    )
    unseen = bool(coloured) and (min(red.value, green.value, blue.value) >= _WHITE_TEXT or alpha.value < _CLEAR)
    return Paint(light=light, invisible=hidden, unsure=unseen or is_layered(item))


class _Pixels:
    """Page rendered in greyscale, with one pixel per point. Rendered when it is first asked for."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page

    @cached_property
    def _rows(self) -> tuple[int, list[bytes]] | None:
        """Width in pixels, and rows from top to bottom; None for a page too large to render."""
        if math.prod(self._page.get_size()) > _MOST_PIXELS:
            return None
        bitmap = self._page.render(scale=1, grayscale=True, may_draw_forms=False)
        try:
            pixels, stride = bytes(bitmap.buffer), bitmap.stride
            return bitmap.width, [pixels[at : at + bitmap.width] for at in range(0, bitmap.height * stride, stride)]
        finally:
            bitmap.close()

    def is_painted(self, box: Box) -> bool:
        """Whether the page shows anything in a box; True where that is not known."""
        if self._rows is None:
            return True
        width, rows = self._rows
        left, right = max(0, int(box[0])), min(width, int(box[2]) + 2)
        high, low = max(0, int(box[1])), int(box[3]) + 2
        return any(min(row[left:right], default=255) < _PAINTED for row in rows[high:low])


def _seen(glyph: Glyph, pixels: _Pixels) -> Glyph:
    """Glyph marked as covered where the page does not show it. This is necessary because PDFium also extracts the text
    of hidden layers and white text."""
    char = glyph.char
    if glyph.paint.unsure and not pixels.is_painted((char.x0, char.y0, char.x1, char.y1)):
        return glyph._replace(paint=glyph.paint._replace(covered=True))
    return glyph


def _drawn(page: pdfium.PdfPage, frame: _Frame, pixels: _Pixels) -> _Drawn:
    """Ruled lines and pictures of a page, and how its text is painted."""
    rules: list[RuledLine] = []
    pictures = 0
    plain = True
    ordinary = Paint()
    over = HiddenText(frame.box)
    nested: set[int] = set()
    for order, drawn in enumerate(objects_of(page.raw, frame.box)):
        if order > _MOST_OBJECTS:
            plain = False
            break
        kind = raw.FPDFPageObj_GetType(drawn.item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            if raw.FPDFPath_GetDrawMode(drawn.item, fill, stroke):
                rules.extend(
                    _rules(drawn.item, drawn.matrix, frame, stroked=bool(stroke.value), filled=bool(fill.value))
                )
                if fill.value:
                    over.add_fill(order, drawn)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            plain = plain and _paint_of(drawn.item) == ordinary
            if drawn.nested:
                nested.add(ctypes.addressof(drawn.item.contents))  # type: ignore[attr-defined]
            over.add_text(order, drawn)
    hidden = over.found(pixels.is_painted)
    return _Drawn(rules, pictures, plain and not nested and hidden == Hidden({}, {}), hidden, nested)


def _rules(item: object, matrix: Matrix, frame: _Frame, *, stroked: bool, filled: bool) -> Iterator[RuledLine]:
    if stroked and _is_seen(item, raw.FPDFPageObj_GetStrokeColor):
        yield from _stroked(item, combined(matrix_of(item), matrix), frame)
    elif filled and _is_seen(item, raw.FPDFPageObj_GetFillColor):
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            ax, ay = transformed(left.value, bottom.value, matrix)
            bx, by = transformed(right.value, top.value, matrix)
            yield from straight_line(*frame.box(ax, ay, bx, by))


def _is_seen(item: object, colour_of: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, alpha):  # type: ignore[operator]
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < _WHITE


def _stroked(item: object, matrix: Matrix, frame: _Frame) -> Iterator[RuledLine]:
    """Horizontal and vertical straight segments of a stroked path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    begun: tuple[float, float] | None = None
    at: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item), 5000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        to = frame.place(*transformed(x.value, y.value, matrix))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and at is not None:
            yield from straight_line(min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1]))
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            begun = to
        if raw.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield from straight_line(
                min(begun[0], to[0]), min(begun[1], to[1]), max(begun[0], to[0]), max(begun[1], to[1])
            )
        at = to
