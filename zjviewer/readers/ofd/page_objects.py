"""Graphic objects of an OFD page (GB/T 33190-2016, chapters 8 to 11): characters with their boxes, ruled lines and
pictures.

Coordinates of the format are in millimetres, y downwards; those of the result in points from the upper left corner.
"""

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from zjviewer.readers.common.xml_parts import local_name
from zjviewer.readers.layout.geometry import IDENTITY, Matrix, combined, straight_line, transformed
from zjviewer.readers.layout.original_pages import Colour, Drawn, DrawnLetter, DrawnPath, DrawnPicture
from zjviewer.readers.layout.visible_text import Char, Glyph, Paint, RuledLine
from zjviewer.readers.ofd.package import Document, child, children, drawing_parameters

POINTS = 72 / 25.4
"""Points in a millimetre."""
_MOST_OBJECTS = 60_000
_MOST_LETTERS = 300_000
_MOST_SEGMENTS = 5_000
_DEEPEST = 8
"""Largest nesting depth of groups."""
_ASCENT = 0.88
"""Height of a character above its base line, as a share of the font size."""
_LIGHT, _WHITE, _FAINT = 150, 245, 128
"""Smallest value of each colour channel of light text and of invisible lines; largest opacity of faint text."""
_LINE_WIDTH = 0.353
"""Width of lines without a width of their own, in millimetres."""
_FARTHEST = 1e5
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Number of operands of each path operator."""


@dataclass(slots=True)
class PageObjects:
    """Content of a page, collected from its templates and layers."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[RuledLine] = field(default_factory=list)
    pictures: int = 0
    drawn: list[Drawn] = field(default_factory=list)
    """What is drawn, the last on top; only where it is asked for."""
    seen: int = 0
    """Number of objects read so far."""


@dataclass(frozen=True, slots=True)
class _Colour:
    red: float
    green: float
    blue: float
    opacity: float

    @property
    def least(self) -> float:
        """Value of the darkest channel, 0 to 255."""
        return min(self.red, self.green, self.blue)

    @property
    def drawn(self) -> Colour:
        red, green, blue, opacity = (
            round(min(255.0, max(0.0, value))) for value in (self.red, self.green, self.blue, self.opacity)
        )
        return red, green, blue, opacity


class ObjectReader:
    """Reads graphic objects of one document into `PageObjects`."""

    def __init__(self, document: Document, media: Callable[[str], bytes] | None = None) -> None:
        """`media`: function that gives the bytes of a part; None where nothing is to be drawn."""
        self._document = document
        self._media = media

    def add_layers(self, content: etree._Element | None, origin: tuple[float, float], found: PageObjects) -> None:
        """Add all layers of the content of a page or template. `origin`: upper left corner of the page area, in
        millimetres."""
        place: Matrix = (POINTS, 0, 0, POINTS, -origin[0] * POINTS, -origin[1] * POINTS)
        for layer in children(content, "Layer"):
            self.add_block(layer, place, found, defaults=(layer.get("DrawParam", ""),))

    def add_block(
        self,
        block: etree._Element,
        place: Matrix,
        found: PageObjects,
        *,
        defaults: tuple[str, ...] = (),
        hidden: bool = False,
        depth: int = 0,
    ) -> None:
        """Add the objects of a layer, group or annotation. `place`: transformation from its coordinates to points;
        `defaults`: identifiers of inherited drawing parameters."""
        hidden = hidden or _is_hidden(block)
        for element in block:
            found.seen += 1
            if found.seen > _MOST_OBJECTS or len(found.glyphs) > _MOST_LETTERS:
                return
            name = local_name(element)
            named = (element.get("DrawParam", ""), *defaults)
            if name == "TextObject":
                for glyph, letter in islice(self._text(element, place, named, hidden), _MOST_LETTERS):
                    found.glyphs.append(glyph)
                    if self._media is not None and not (glyph.paint.invisible or glyph.paint.covered):
                        found.drawn.append(letter)
            elif name == "PathObject" and not hidden and not _is_hidden(element):
                found.rules += self._path(element, place, named)
                if self._media is not None:
                    found.drawn += self._drawn_path(element, place, named)
            elif name == "ImageObject" and not hidden and not _is_hidden(element):
                found.pictures += 1
                if self._media is not None:
                    raw = self._media(self._document.media.get(element.get("ResourceID", ""), ""))
                    upright: Matrix = (1, 0, 0, -1, 0, 1)
                    found.drawn.append(DrawnPicture(raw, combined(upright, combined(_matrix(element), place))))
            elif name == "PageBlock" and depth < _DEEPEST:
                self.add_block(element, place, found, defaults=defaults, hidden=hidden, depth=depth + 1)
            elif name == "CompositeObject" and depth < _DEEPEST:
                group = child(self._document.composites.get(element.get("ResourceID", "")), "Content")
                if group is not None:
                    inner = combined(_matrix(element), place)
                    is_hidden = hidden or _is_hidden(element)
                    self.add_block(group, inner, found, defaults=named, hidden=is_hidden, depth=depth + 1)

    def _colour(self, element: etree._Element, name: str, named: Sequence[str]) -> _Colour:
        """Fill or stroke colour of an object: its own, or the one of its drawing parameters; black otherwise."""
        sources = [element, *(part for identifier in named for part in drawing_parameters(self._document, identifier))]
        given = next((each for source in sources if (each := child(source, name)) is not None), None)
        opacity = _number(element.get("Alpha"), 255)
        if given is None:
            return _Colour(0, 0, 0, opacity)
        opacity *= _number(given.get("Alpha"), 255) / 255
        values = [_channel(part) for part in given.get("Value", "").split()[:4]]
        if len(values) in (1, 3):
            return _Colour(values[0], values[len(values) // 2], values[-1], opacity)
        if len(values) == 4:
            red, green, blue = (max(0.0, 255 - value - values[3]) for value in values[:3])
            return _Colour(red, green, blue, opacity)
        return _Colour(0, 0, 0, opacity)

    def _text(
        self, element: etree._Element, place: Matrix, named: Sequence[str], hidden: bool
    ) -> Iterator[tuple[Glyph, DrawnLetter]]:
        size = _number(element.get("Size"), 0)
        if size <= 0:
            return
        matrix = combined(_matrix(element), place)
        filled, stroked = element.get("Fill", "true") != "false", element.get("Stroke", "false") == "true"
        colour = self._colour(element, "FillColor" if filled else "StrokeColor", named)
        light = colour.least >= _LIGHT or colour.opacity < _FAINT
        unpainted = not (filled or stroked) or colour.opacity <= 1
        paint = Paint(light=light, invisible=hidden or _is_hidden(element) or unpainted)
        shown = _clip(element, place)
        turn = _number(element.get("CharDirection"), 0)
        wide = size * _number(element.get("HScale"), 1)
        for text, x, y, step in _positions(element, size, wide):
            width = wide if unicodedata.east_asian_width(text) in "WFA" else wide / 2
            if 0.3 * width < step < width:
                width = step
            glyph = _turned(turn, x, y, matrix)
            corners = [
                transformed(cx, cy, glyph)
                for cx, cy in ((0, -_ASCENT * size), (width, -_ASCENT * size), (0, 0.12 * size), (width, 0.12 * size))
            ]
            xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
            if not all(map(math.isfinite, (*xs, *ys))):
                continue
            height = size * math.hypot(glyph[2], glyph[3])
            char = Char(text, min(xs), min(ys), max(xs), max(ys), height)
            clipped = shown is not None and _is_outside(char, shown)
            angle = round(-math.degrees(math.atan2(glyph[1], glyph[0]))) % 360
            letter = DrawnLetter(text, combined((wide, 0, 0, -size, 0, 0), glyph), colour.drawn)
            yield Glyph(char, angle, paint._replace(covered=True) if clipped else paint), letter

    def _path(self, element: etree._Element, place: Matrix, named: Sequence[str]) -> Iterator[RuledLine]:
        matrix = combined(_matrix(element), place)
        drawn = element.get("Stroke", "true") != "false"
        if self._is_seen(element, "StrokeColor", named) and drawn:
            for line in _straight_parts(element, matrix):
                yield from straight_line(*line)
        elif element.get("Fill", "false") == "true" and self._is_seen(element, "FillColor", named):
            lines = list(_straight_parts(element, matrix))
            if lines:
                x0s, y0s, x1s, y1s = zip(*lines, strict=True)
                yield from straight_line(min(x0s), min(y0s), max(x1s), max(y1s))

    def _drawn_path(self, element: etree._Element, place: Matrix, named: Sequence[str]) -> Iterator[DrawnPath]:
        matrix = combined(_matrix(element), place)
        is_filled, is_stroked = element.get("Fill", "false") == "true", element.get("Stroke", "true") != "false"
        fill = self._colour(element, "FillColor", named).drawn if is_filled else None
        stroke = self._colour(element, "StrokeColor", named).drawn if is_stroked else None
        steps = tuple(_path_steps(element, matrix))
        if steps and (fill or stroke):
            across = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            yield DrawnPath(steps, fill, stroke, across * self._line_width(element, named))

    def _line_width(self, element: etree._Element, named: Sequence[str]) -> float:
        """Width of lines in millimetres."""
        sources = [element, *(part for identifier in named for part in drawing_parameters(self._document, identifier))]
        written = next((each.get("LineWidth") for each in sources if each.get("LineWidth")), None)
        return _number(written, _LINE_WIDTH)

    def _is_seen(self, element: etree._Element, name: str, named: Sequence[str]) -> bool:
        colour = self._colour(element, name, named)
        return colour.opacity > 10 and colour.least < _WHITE


def box_of(element: etree._Element | None) -> tuple[float, float, float, float] | None:
    """Box (left, top, width, height) written as the text of an element, in millimetres; None where it is none."""
    values = _numbers(element.text if element is not None else None)
    return (values[0], values[1], values[2], values[3]) if len(values) >= 4 and min(values[2:4]) > 0 else None


def _is_hidden(element: etree._Element) -> bool:
    return element.get("Visible", "true").strip().casefold() in ("false", "0")


def _clip(element: etree._Element, place: Matrix) -> tuple[float, float, float, float] | None:
    """Box (x0, y0, x1, y1) of an object in points, outside of which nothing is painted; None where it has no size."""
    boundary = _numbers(element.get("Boundary"))
    if len(boundary) < 4 or min(boundary[2:4]) <= 0:
        return None
    left, top, width, height = boundary[:4]
    corners = [transformed(left + x, top + y, place) for x in (0, width) for y in (0, height)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _is_outside(char: Char, box: tuple[float, float, float, float]) -> bool:
    """Whether a character is outside a box by more than its own size; writers compute the boxes of objects roughly."""
    x, y, room = (char.x0 + char.x1) / 2, char.middle, char.size
    return not (box[0] - room <= x <= box[2] + room and box[1] - room <= y <= box[3] + room)


def _matrix(element: etree._Element) -> Matrix:
    """Transformation from the coordinates of an object to those that contain it."""
    boundary = _numbers(element.get("Boundary"))
    left, top = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)
    values = _numbers(element.get("CTM"))
    own: Matrix = (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else IDENTITY
    return combined(own, (1, 0, 0, 1, left, top))


def _positions(element: etree._Element, size: float, wide: float) -> Iterator[tuple[str, float, float, float]]:
    """Characters of a text object: character, position on its base line, and distance to the next one (0 where it is
    not to the right)."""
    down = _number(element.get("ReadDirection"), 0) % 180 == 90
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = code.text or ""
        if "\n" in text:
            text = text.strip("\r\n\t")  # line breaks of a pretty-printed file
        steps_x, steps_y = (list(_deltas(code.get(name), len(text))) for name in ("DeltaX", "DeltaY"))
        free = not steps_x and not steps_y
        at_x, at_y = x, y
        for index, letter in enumerate(text):
            natural = wide if unicodedata.east_asian_width(letter) in "WFA" else wide / 2
            step_x = _at(steps_x, index) if not free else 0.0 if down else natural
            step_y = _at(steps_y, index) if not free else size if down else 0.0
            if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf", "Cs"):
                yield letter, at_x, at_y, step_x if step_x > 0 and not step_y else 0.0
            at_x, at_y = at_x + step_x, at_y + step_y


def _at(steps: Sequence[float], index: int) -> float:
    """Step after a character; a list that is too short goes on with its last step."""
    return steps[min(index, len(steps) - 1)] if steps else 0.0


def _deltas(written: str | None, most: int) -> Iterator[float]:
    """Steps written as numbers and groups `g COUNT STEP`, at most one per character."""
    parts = iter((written or "").split())
    found = 0
    for part in parts:
        if part == "g":
            count, step = int(_number(next(parts, "0"), 0)), _number(next(parts, "0"), 0)
        else:
            count, step = 1, _number(part, 0)
        for _ in range(max(0, min(count, most - found))):
            yield step
        found += max(0, count)
        if found >= most:
            return


def _turned(degrees: float, x: float, y: float, matrix: Matrix) -> Matrix:
    """Transformation from the coordinates of a character, whose base line begins at (0, 0), to points. `degrees`:
    clockwise rotation of the single character."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return combined((cos, sin, -sin, cos, x, y), matrix)


def _straight_parts(element: etree._Element, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Boxes (x0, y0, x1, y1) of the straight segments of a path, in points."""
    data = child(element, "AbbreviatedData")
    parts = iter((data.text or "").split() if data is not None else ())
    begun = at = None
    for operator in islice(parts, _MOST_SEGMENTS):
        if operator not in _OPERANDS:
            continue
        values = [_number(part, 0) for part in islice(parts, _OPERANDS[operator])]
        if len(values) < _OPERANDS[operator]:
            return
        to = begun if operator == "C" else transformed(values[-2], values[-1], matrix)
        if to is None or not all(map(math.isfinite, to)):
            continue
        if operator in "LC" and at is not None:
            yield min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1])
        if operator in "SM":
            begun = to
        at = to


def _path_steps(element: etree._Element, matrix: Matrix) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Steps of a path in points, as in `DrawnPath`; an arc is a straight line."""
    data = child(element, "AbbreviatedData")
    parts = iter((data.text or "").split() if data is not None else ())
    at = (0.0, 0.0)
    for operator in islice(parts, _MOST_SEGMENTS):
        if operator not in _OPERANDS:
            continue
        values = [_number(part, 0) for part in islice(parts, _OPERANDS[operator])]
        if len(values) < _OPERANDS[operator]:
            return
        points = [transformed(x, y, matrix) for x, y in zip(values[::2], values[1::2], strict=False)]
        if not all(abs(value) < _FARTHEST for point in points for value in point):
            continue
        if operator == "C":
            yield "C", ()
            continue
        if operator == "B":
            yield "B", (*points[0], *points[1], *points[2])
        elif operator == "Q":
            (x0, y0), (x1, y1), (x2, y2) = at, points[0], points[1]
            yield "B", ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3, x2, y2)
        else:
            end = points[0] if operator in "SML" else transformed(values[-2], values[-1], matrix)
            yield "M" if operator in "SM" else "L", end
            points = [end]
        at = points[-1]


def _numbers(written: str | None) -> list[float]:
    return [_number(part, 0) for part in (written or "").split()[:8]]


def _number(written: str | None, default: float) -> float:
    """Number of an attribute; the default where it is missing or no finite number."""
    try:
        value = float(written) if written else default
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def _channel(written: str) -> float:
    """Value of a colour channel, decimal or hexadecimal such as `#ee`."""
    if written.startswith("#"):
        try:
            return float(int(written[1:3], 16))
        except ValueError:
            return 0.0
    return _number(written, 0)
