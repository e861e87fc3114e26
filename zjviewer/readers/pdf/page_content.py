"""What stands on a page of a PDF: letters with their places, and ruled lines. The only file that speaks to PDFium.

Places are in points from the upper left corner, so that y grows downwards.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zjviewer import paths

PDFIUM = threading.Lock()
"""Held by whoever speaks to PDFium, which bears one thread at a time."""

_THIN = 3.0
"""Points; a filled shape no thicker than this is a line."""
_SHORTEST = 4.0
_WHITE = 245
_DEEPEST = 8
"""Forms inside forms that are looked into."""
_LOOSEST = 2.2
_MOST_OBJECTS = 60_000
_BREAKS = frozenset({0x0A, 0x0D, 0x0B, 0x0C})


def _with_own_fonts() -> None:
    """Let PDFium measure fonts that a file does not hold by the program's own, whatever the system has.

    It drops a text whose letter the system's substitute lacks: a lone 0 in a cell, where that is Droid Sans Fallback.
    """
    folders = (ctypes.c_char_p * 2)(str(paths.resources() / "fonts").encode(), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(folders, type(config.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(config)


_with_own_fonts()


@dataclass(frozen=True, slots=True)
class Char:
    """One character and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Of its font, in points."""

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A ruled line: level where `y0 == y1`, upright where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """False for an upright one."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page."""

    number: int
    width: float
    height: float
    letters: tuple[Char, ...]
    """In the order of the file, white space left out."""
    rules: tuple[RuledLine, ...]
    pictures: int
    """How many pictures it has."""


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Raises pdfium.PdfiumError for a broken page."""
    page = document[index]
    try:
        width, height = page.get_size()
        left, bottom, _, top = page.get_bbox()
        turned = page.get_rotation()
        frame = _Frame(left, bottom, top, width, height, turned)
        textpage = page.get_textpage()
        try:
            letters = tuple(_letters(textpage, frame))
        finally:
            textpage.close()
        rules, pictures = _drawn(page, frame)
        return PageContent(index + 1, width, height, letters, tuple(rules), pictures)
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a page lies in its own space, which counts upwards and knows no rotation."""

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
        ax, ay = self.place(x0, y0)
        bx, by = self.place(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _letters(textpage: pdfium.PdfTextPage, frame: _Frame) -> Iterator[Char]:
    page = textpage.raw
    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    high = 0
    # Equal letters and equal places across and down, of which a page has hundreds, are kept once.
    names: dict[int, str] = {}
    one: dict[float, float] = {}
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        if raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        if not raw.FPDFText_GetCharBox(page, index, x0, x1, y0, y1):
            continue
        left, top, right, bottom = frame.box(x0.value, y0.value, x1.value, y1.value)
        size = raw.FPDFText_GetFontSize(page, index)
        if raw.FPDFText_GetMatrix(page, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        if size <= 0.5:
            size = bottom - top
        if raw.FPDFText_GetLooseCharBox(page, index, loose):
            box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
            if max(box[2] - box[0], box[3] - box[1]) <= _LOOSEST * size:  # some fonts give a box ten times too large
                left, top, right, bottom = box
        place = (one.setdefault(number, number) for number in (left, top, right, bottom, size))
        yield Char(names.setdefault(code, chr(code)), *place)


def _drawn(page: pdfium.PdfPage, frame: _Frame) -> tuple[list[RuledLine], int]:
    rules: list[RuledLine] = []
    pictures = 0
    for seen, (item, matrix) in enumerate(_objects(page)):
        if seen > _MOST_OBJECTS:
            break
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(item, matrix, frame))
    return rules, pictures


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[object, Matrix]]:
    """Every object with the matrix of the forms around it."""

    def inside(form: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
        for index in range(raw.FPDFFormObj_CountObjects(form)):
            yield from one(raw.FPDFFormObj_GetObject(form, index), matrix, depth)

    def one(item: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST:
            yield from inside(item, _times(_matrix_of(item), matrix), depth + 1)

    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from one(raw.FPDFPage_GetObject(page.raw, index), _SAME, 0)


def _matrix_of(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _rules(item: object, matrix: Matrix, frame: _Frame) -> Iterator[RuledLine]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    if stroke.value and _is_seen(item, raw.FPDFPageObj_GetStrokeColor):
        yield from _stroked(item, _times(_matrix_of(item), matrix), frame)
    elif fill.value and _is_seen(item, raw.FPDFPageObj_GetFillColor):
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            ax, ay = _through(left.value, bottom.value, matrix)
            bx, by = _through(right.value, top.value, matrix)
            yield from _line(*frame.box(ax, ay, bx, by))


def _is_seen(item: object, colour_of: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, alpha):  # type: ignore[operator]
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < _WHITE


def _stroked(item: object, matrix: Matrix, frame: _Frame) -> Iterator[RuledLine]:
    """The straight, level and upright segments of an outline."""
    x, y = ctypes.c_float(), ctypes.c_float()
    begun: tuple[float, float] | None = None
    at: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item), 5000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        to = frame.place(*_through(x.value, y.value, matrix))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and at is not None:
            yield from _line(min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1]))
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            begun = to
        if raw.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield from _line(min(begun[0], to[0]), min(begun[1], to[1]), max(begun[0], to[0]), max(begun[1], to[1]))
        at = to


def _through(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _line(x0: float, y0: float, x1: float, y1: float) -> Iterator[RuledLine]:
    if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST:
        middle = (y0 + y1) / 2
        yield RuledLine(x0, middle, x1, middle)
    elif x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST:
        middle = (x0 + x1) / 2
        yield RuledLine(middle, y0, middle, y1)
