"""Objects of a PDF page in drawing order, and which characters a clip or a later filled shape hides.

Coordinates are in points of the displayed page, from the upper left corner; y increases downwards.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as raw

from zjviewer.readers.layout.geometry import IDENTITY, Matrix, combined, transformed

Box = tuple[float, float, float, float]
"""Box (x0, y0, x1, y1)."""

_DEEPEST = 8
"""Largest nesting depth of form objects that are read."""
_MOST_SEGMENTS = 1_000
_MOST_COVERS = 500
"""Largest number of filled shapes of one page that are compared with its text."""
_BAND = 20.0
"""Height of the bands in which the filled shapes of a page are looked up, in points."""
_MARGIN = 0.25
"""Part of a character's box at each edge that a shape need not cover."""
_OPAQUE = 255


class PageObject(NamedTuple):
    """Object with what the form objects around it do to it."""

    item: object
    matrix: Matrix
    """Combined matrix of the form objects that contain it."""
    clip: Box | None
    """Box outside of which the form objects around it paint nothing; None where they do not limit it."""
    solid: bool
    """Whether no form object around it is transparent or belongs to a layer that can be hidden."""
    nested: bool = False
    """Whether it is inside a form object, which may belong to a layer by its dictionary."""


class Hidden(NamedTuple):
    """Boxes that hide characters of a text object, by the address of the object."""

    clips: dict[int, Box]
    """Box outside of which nothing of the text is painted."""
    covers: dict[int, list[Box]]
    """Opaque shapes drawn over the text."""

    def hides(self, address: int, box: Box) -> bool:
        """Whether a character of a text object is outside its clip or below a shape."""
        clip = self.clips.get(address)
        if clip is not None:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]):
                return True
        covers = self.covers.get(address)
        return covers is not None and _is_covered(box, covers)


class HiddenText:
    """Collects the text objects and the filled shapes of a page in drawing order. `place`: conversion of a box from
    PDF coordinates."""

    def __init__(self, place: Callable[[float, float, float, float], Box]) -> None:
        self._place = place
        self._texts: list[tuple[int, PageObject]] = []
        self._covers: list[tuple[int, Box]] = []

    def add_text(self, order: int, drawn: PageObject) -> None:
        """Remember a text object."""
        self._texts.append((order, drawn))

    def add_fill(self, order: int, drawn: PageObject) -> None:
        """Remember a filled shape where it is an opaque upright rectangle drawn after some text."""
        if not self._texts or len(self._covers) >= _MOST_COVERS or not drawn.solid or not _is_opaque(drawn.item):
            return
        corners = _rectangle(drawn.item)
        if corners is None:
            return
        whole = combined(matrix_of(drawn.item), drawn.matrix)
        if _is_upright(whole):
            box, clip = self._placed(corners, whole), self._clip(drawn)
            self._covers.append((order, box if clip is None else _common(box, clip)))

    def found(self, is_painted: Callable[[Box], bool]) -> Hidden:
        """What hides text, of the text objects that something may hide. `is_painted`: whether the page shows anything
        within a box; a clip is not looked up for a text of one or two characters that is shown, which saves most of
        the time on pages where every character is an object with a clip of its own."""
        bands: dict[int, list[tuple[int, Box]]] = {}
        for order, box in self._covers:
            for band in range(_band(box[1]), _band(box[3]) + 1) if box[1] < box[3] else ():
                bands.setdefault(band, []).append((order, box))
        hidden = Hidden({}, {})
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for order, drawn in self._texts:
            clipped = _has_clip(drawn)
            if not (clipped or bands) or not raw.FPDFPageObj_GetBounds(drawn.item, left, bottom, right, top):
                continue
            box = self._placed((left.value, bottom.value, right.value, top.value), drawn.matrix)
            address = ctypes.addressof(drawn.item.contents)  # type: ignore[attr-defined]
            if clipped and not (_is_short(box) and is_painted(box)):
                clip = self._clip(drawn)
                if clip is not None and not _contains(clip, box):
                    hidden.clips[address] = clip
            if not bands:
                continue
            near = {over for band in range(_band(box[1]), _band(box[3]) + 1) for over in bands.get(band, ())}
            covers = [over for at, over in near if at > order and _meet(over, box)]
            if covers:
                hidden.covers[address] = covers
        return hidden

    def _clip(self, drawn: PageObject) -> Box | None:
        return clip_of(drawn.item, drawn.matrix, self._place, drawn.clip)

    def _placed(self, box: Box, matrix: Matrix) -> Box:
        return _transformed_box(box, matrix, self._place)


def objects_of(page: object, place: Callable[[float, float, float, float], Box]) -> Iterator[PageObject]:
    """Every object of a page except form objects, which are replaced by what they contain."""

    def one(item: object, around: PageObject, depth: int) -> Iterator[PageObject]:
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield around._replace(item=item)
        elif depth < _DEEPEST:
            inner = PageObject(
                item,
                combined(matrix_of(item), around.matrix),
                clip_of(item, around.matrix, place, around.clip),
                around.solid and not raw.FPDFPageObj_HasTransparency(item) and not is_layered(item),
                nested=True,
            )
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                yield from one(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from one(raw.FPDFPage_GetObject(page, index), PageObject(None, IDENTITY, None, True), 0)


def clip_of(
    item: object, matrix: Matrix, place: Callable[[float, float, float, float], Box], around: Box | None
) -> Box | None:
    """Box outside of which nothing of an object is painted: its clip within a box `around`; None where nothing limits
    it. A path counts with its bounds."""
    path = raw.FPDFPageObj_GetClipPath(item)
    for number in range(max(0, raw.FPDFClipPath_CountPaths(path))):
        count = raw.FPDFClipPath_CountPathSegments(path, number)
        if not 0 < count <= _MOST_SEGMENTS:
            continue
        points = _points([raw.FPDFClipPath_GetPathSegment(path, number, index) for index in range(count)])
        if not points:
            continue
        box = _transformed_box(_outline(points), matrix, place)
        around = box if around is None else _common(around, box)
    return around


def matrix_of(item: object) -> Matrix:
    """Matrix of an object."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def is_layered(item: object) -> bool:
    """Whether an object belongs to a layer (optional content) that can be hidden."""
    marks = range(min(raw.FPDFPageObj_CountMarks(item), 20))
    return any(_mark_name(raw.FPDFPageObj_GetMark(item, at)) == "OC" for at in marks)


def _mark_name(mark: object) -> str:
    buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
        return ""
    return bytes(buffer)[: max(0, min(length.value, 128) - 2)].decode("utf-16-le", "replace")


def _is_opaque(item: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha.value < _OPAQUE:
        return False
    return not raw.FPDFPageObj_HasTransparency(item) and not is_layered(item)


def _points(segments: Sequence[object]) -> list[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    return [(x.value, y.value) for segment in segments if raw.FPDFPathSegment_GetPoint(segment, x, y)]


def _rectangle(item: object) -> Box | None:
    """Upright rectangle that a path draws, in its own coordinates; None for every other path."""
    count = raw.FPDFPath_CountSegments(item)
    if count not in (4, 5):
        return None
    segments = [raw.FPDFPath_GetPathSegment(item, index) for index in range(count)]
    points = _points(segments)
    kinds = {raw.FPDFPathSegment_GetType(segment) for segment in segments[1:]}
    if len(points) != count or kinds != {raw.FPDF_SEGMENT_LINETO} or points[0] != points[4 % count]:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
    if (ax, by, cx, dy) != (bx, cy, dx, ay) and (ay, bx, cy, dx) != (by, cx, dy, ax):
        return None
    return _outline(points)


def _outline(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _transformed_box(box: Box, matrix: Matrix, place: Callable[[float, float, float, float], Box]) -> Box:
    if matrix == IDENTITY:
        return place(*box)
    corners = [transformed(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return place(*_outline(corners))


def _has_clip(drawn: PageObject) -> bool:
    return drawn.clip is not None or raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(drawn.item)) > 0


def _is_short(box: Box) -> bool:
    return box[2] - box[0] < 2 * (box[3] - box[1])


def _is_upright(matrix: Matrix) -> bool:
    straight, turned = max(abs(matrix[0]), abs(matrix[3])), max(abs(matrix[1]), abs(matrix[2]))
    return min(straight, turned) <= 1e-6 * max(straight, turned)


def _band(y: float) -> int:
    return int(max(-1e5, min(1e5, y)) // _BAND)


def _common(one: Box, other: Box) -> Box:
    """Intersection; its corners are the wrong way round where it is empty."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _contains(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _is_covered(char: Box, shapes: Sequence[Box]) -> bool:
    """Whether shapes together cover a character but for the edges of its box, which hold no ink: its centre and four
    points around it."""
    middles = ((char[0] + char[2]) / 2, (char[1] + char[3]) / 2)
    across, down = _MARGIN * (char[2] - char[0]), _MARGIN * (char[3] - char[1])
    points = [
        middles,
        *((x, y) for x in (char[0] + across, char[2] - across) for y in (char[1] + down, char[3] - down)),
    ]
    return all(any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in shapes) for x, y in points)
