"""Visible text of a PDF page: leaves out watermarks, invisible characters and characters outside the page; turns
rotated and vertical text upright. Independent of PDFium.

Coordinates are in points from the upper left corner; y increases downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from zjviewer.core.model.report import DropReason

_STRAIGHT = 4
"""Largest rotation of an upright character, in degrees."""
_LARGER = 1.35
"""Smallest size of light characters that are a watermark, as a multiple of the usual size."""
_TINY = 1.5
"""Largest size of text that nobody can read, in points."""
_FEWEST_TILES = 4
"""Number of places of the same light word on one page from which it is a watermark."""
_FEWEST_TURNED = 2
_FEWEST_VERTICAL = 6
"""Smallest number of characters in a column of vertical text."""


@dataclass(frozen=True, slots=True)
class Char:
    """Character with its bounding box, in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Font size, in points."""

    @property
    def middle(self) -> float:
        """Vertical centre, in points."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class RuledLine:
    """Ruled line: horizontal where `y0 == y1`, vertical where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """True for a horizontal line, False for a vertical one."""
        return self.y0 == self.y1


class Paint(NamedTuple):
    """Paint properties of a character."""

    light: bool = False
    invisible: bool = False
    unsure: bool = False
    """Whether the rendered page has to show if the character is seen: it may belong to a layer (optional content) that
    is hidden, or is white or transparent."""
    covered: bool = False
    """Whether a clip, a shape drawn later or a hidden layer keeps the character from the page."""


class Glyph(NamedTuple):
    """Character on the page with its rotation and paint."""

    char: Char
    angle: int
    """Counter-clockwise rotation on the displayed page, in degrees from 0 to 359."""
    paint: Paint


class VisibleText(NamedTuple):
    """Characters of a page by direction, and text left out."""

    letters: tuple[Char, ...]
    """Upright characters, in the order of the file."""
    turned: tuple[tuple[int, tuple[Char, ...]], ...]
    """Pairs (angle, characters) of rotated text; the coordinates are those of the page turned by the angle."""
    unseen: tuple[tuple[str, DropReason], ...]


def visible_text(glyphs: Sequence[Glyph], width: float, height: float, *, has_pictures: bool) -> VisibleText:
    """Visible characters of a page and text left out. On a page with pictures, invisible characters are the text layer
    of a scan and count as visible."""
    ordinary = Paint()
    if all(g.angle == 0 and g.paint == ordinary and _is_legible(g.char, width, height) for g in glyphs):
        return VisibleText(tuple(glyph.char for glyph in glyphs), (), ())
    dropped: dict[DropReason, list[str]] = {}
    invisible = [glyph for glyph in glyphs if glyph.paint.invisible]
    is_scan = has_pictures and 2 * len(invisible) > len(glyphs)
    shown: list[Glyph] = []
    for glyph in glyphs:
        paint = glyph.paint
        if paint.covered or (paint.invisible and not is_scan) or not _is_legible(glyph.char, width, height):
            dropped.setdefault("hidden", []).append(glyph.char.text)
        elif min(glyph.angle % 90, -glyph.angle % 90) > _STRAIGHT:
            dropped.setdefault("watermark", []).append(glyph.char.text)
        else:
            shown.append(glyph)
    dark = [glyph.char.size for glyph in shown if not glyph.paint.light]
    usual = median(dark) if dark else 0.0
    text: list[Glyph] = []
    tiles = _repeated(shown) if dark else set()
    for at, glyph in enumerate(shown):
        if glyph.paint.light and usual and (at in tiles or glyph.char.size >= _LARGER * usual):
            dropped.setdefault("watermark", []).append(glyph.char.text)
        else:
            text.append(glyph)
    upright = tuple(glyph.char for glyph in text if _direction(glyph.angle) == 0)
    turned: list[tuple[int, tuple[Char, ...]]] = []
    for angle in (90, 180, 270):
        letters = [glyph.char for glyph in text if _direction(glyph.angle) == angle]
        if not letters:
            continue
        if upright and (len(letters) < _FEWEST_TURNED or _is_margin(letters, upright)):
            dropped.setdefault("running head", []).extend(letter.text for letter in letters)
        else:
            turned.append((angle, tuple(_turn(letter, angle, width, height) for letter in letters)))
    return VisibleText(upright, tuple(turned), tuple(("".join(parts), reason) for reason, parts in dropped.items()))


def vertical_writing(letters: Sequence[Char], width: float) -> tuple[list[Char], list[Char]]:
    """Characters of vertical text, with coordinates as if their columns were horizontal lines; and all other
    characters.

    Vertical text is detected by the order of the file: each character is directly below the previous one.
    """
    runs: list[list[Char]] = []
    for letter in letters:
        if runs and _is_below(runs[-1][-1], letter):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    columns = [run for run in runs if len(run) >= _FEWEST_VERTICAL]
    inside = {id(letter) for run in columns for letter in run}
    vertical = [
        Char(each.text, each.y0, width - each.x1, each.y1, width - each.x0, each.size)
        for run in columns
        for each in run
    ]
    return vertical, [letter for letter in letters if id(letter) not in inside]


def _upright(letter: Char, width: float) -> Char:
    """Character of a column with its coordinates in a horizontal line."""
    return Char(letter.text, letter.y0, width - letter.x1, letter.y1, width - letter.x0, letter.size)


def turn_rules(rules: Iterable[RuledLine], angle: int, width: float, height: float) -> Iterator[RuledLine]:
    """Ruled lines in the coordinates of the page turned by an angle."""
    for rule in rules:
        x0, y0, x1, y1 = _turn_box(rule.x0, rule.y0, rule.x1, rule.y1, angle, width, height)
        yield RuledLine(x0, y0, x1, y1)


def _is_legible(char: Char, width: float, height: float) -> bool:
    """Whether a character is on the page and large enough to be read."""
    return char.size > _TINY and _is_on_page(char, width, height)


def _repeated(glyphs: Sequence[Glyph]) -> set[int]:
    """Indices of light glyphs in words that stand in many places of the page, as a watermark in tiles does."""
    words: dict[str, list[range]] = {}
    first = 0
    for at in range(1, len(glyphs) + 1):
        if at == len(glyphs) or not _follows(glyphs[at - 1], glyphs[at]):
            word = "".join(glyph.char.text for glyph in glyphs[first:at])
            if glyphs[first].paint.light and len(word) > 1 and not word.isdecimal():
                words.setdefault(word, []).append(range(first, at))
            first = at
    return {at for places in words.values() if len(places) >= _FEWEST_TILES for place in places for at in place}


def _follows(before: Glyph, after: Glyph) -> bool:
    """Whether two light glyphs stand beside each other in a word."""
    near = abs(after.char.middle - before.char.middle) < 0.2 * before.char.size
    return near and before.paint.light and after.paint.light and -1 < after.char.x0 - before.char.x1 < before.char.size


def _is_on_page(char: Char, width: float, height: float) -> bool:
    return 0 <= (char.x0 + char.x1) / 2 <= width and 0 <= char.middle <= height


def _direction(angle: int) -> int:
    return round(angle / 90) % 4 * 90


def _is_margin(letters: Sequence[Char], upright: Sequence[Char]) -> bool:
    """Whether rotated characters are a single line in the left or right margin, such as a download notice."""
    left, right = min(char.x0 for char in upright), max(char.x1 for char in upright)
    first, last = min(char.x0 for char in letters), max(char.x1 for char in letters)
    narrow = last - first <= 2 * max(char.size for char in letters)
    return narrow and (last <= left + 1 or first >= right - 1)


def _turn(char: Char, angle: int, width: float, height: float) -> Char:
    return Char(char.text, *_turn_box(char.x0, char.y0, char.x1, char.y1, angle, width, height), char.size)


def _turn_box(
    x0: float, y0: float, x1: float, y1: float, angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Box in the coordinates of the page turned so that characters at an angle are upright."""
    if angle == 90:
        return height - y1, x0, height - y0, x1
    if angle == 270:
        return y0, width - x1, y1, width - x0
    return width - x1, height - y1, width - x0, height - y0


def _is_below(upper: Char, lower: Char) -> bool:
    across = abs((upper.x0 + upper.x1) - (lower.x0 + lower.x1)) / 2
    down = lower.middle - upper.middle
    return across < 0.3 * upper.size and 0.6 * upper.size < down < 1.9 * upper.size
