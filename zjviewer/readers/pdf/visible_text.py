"""Which letters of a page are its text: not watermarks, nor what is invisible or off the page; sideways and vertical
writing turned upright. Plain values, without PDFium.

Places are in points from the upper left corner, so that y grows downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from zjviewer.core.model.report import DropReason

_STRAIGHT = 4
"""Degrees that a letter may be turned and still stand upright."""
_LARGER = 1.35
"""Times the usual size from which light letters are a watermark."""
_FEWEST_TURNED = 2
_FEWEST_VERTICAL = 6
"""Letters one below the other that are a column of vertical writing."""


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


class Paint(NamedTuple):
    """How a letter is painted."""

    light: bool = False
    invisible: bool = False
    layered: bool = False
    """Whether it belongs to a layer that can be switched off."""


class Glyph(NamedTuple):
    """A letter as it stands on the page."""

    char: Char
    angle: int
    """Degrees against the clock, 0 to 359, as the page is shown."""
    paint: Paint


class VisibleText(NamedTuple):
    """The text of a page by direction, and what is no part of it."""

    letters: tuple[Char, ...]
    """Upright ones, in the order of the file."""
    turned: tuple[tuple[int, tuple[Char, ...]], ...]
    """Angle, and the letters with places on a page that is turned by it."""
    unseen: tuple[tuple[str, DropReason], ...]


def visible_text(glyphs: Sequence[Glyph], width: float, height: float, *, has_pictures: bool) -> VisibleText:
    """Sort the letters of a page. Invisible ones count where a picture shows them: the text layer of a scan."""
    ordinary = Paint()
    if all(g.angle == 0 and g.paint == ordinary and _is_on_page(g.char, width, height) for g in glyphs):
        return VisibleText(tuple(glyph.char for glyph in glyphs), (), ())
    dropped: dict[DropReason, list[str]] = {}
    invisible = [glyph for glyph in glyphs if glyph.paint.invisible]
    is_scan = has_pictures and 2 * len(invisible) > len(glyphs)
    shown: list[Glyph] = []
    for glyph in glyphs:
        if (glyph.paint.invisible and not is_scan) or not _is_on_page(glyph.char, width, height):
            dropped.setdefault("hidden", []).append(glyph.char.text)
        elif min(glyph.angle % 90, -glyph.angle % 90) > _STRAIGHT:
            dropped.setdefault("watermark", []).append(glyph.char.text)
        else:
            shown.append(glyph)
    dark = [glyph.char.size for glyph in shown if not glyph.paint.light]
    usual = median(dark) if dark else 0.0
    text: list[Glyph] = []
    for glyph in shown:
        if glyph.paint.light and usual and glyph.char.size >= _LARGER * usual:
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
    """Letters written one below the other, with places as if their columns were lines from right to left; and the rest.

    They are known by their order in the file: each stands right below the one before.
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
    """A letter of a column at its place in a line."""
    return Char(letter.text, letter.y0, width - letter.x1, letter.y1, width - letter.x0, letter.size)


def turn_rules(rules: Iterable[RuledLine], angle: int, width: float, height: float) -> Iterator[RuledLine]:
    """Ruled lines on the page turned by an angle."""
    for rule in rules:
        x0, y0, x1, y1 = _turn_box(rule.x0, rule.y0, rule.x1, rule.y1, angle, width, height)
        yield RuledLine(x0, y0, x1, y1)


def _is_on_page(char: Char, width: float, height: float) -> bool:
    return 0 <= (char.x0 + char.x1) / 2 <= width and 0 <= char.middle <= height


def _direction(angle: int) -> int:
    return round(angle / 90) % 4 * 90


def _is_margin(letters: Sequence[Char], upright: Sequence[Char]) -> bool:
    """Whether turned letters are one line beside the text, such as a note of who has downloaded it."""
    left, right = min(char.x0 for char in upright), max(char.x1 for char in upright)
    first, last = min(char.x0 for char in letters), max(char.x1 for char in letters)
    narrow = last - first <= 2 * max(char.size for char in letters)
    return narrow and (last <= left + 1 or first >= right - 1)


def _turn(char: Char, angle: int, width: float, height: float) -> Char:
    return Char(char.text, *_turn_box(char.x0, char.y0, char.x1, char.y1, angle, width, height), char.size)


def _turn_box(
    x0: float, y0: float, x1: float, y1: float, angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box on the page turned so that letters at an angle stand upright."""
    if angle == 90:
        return height - y1, x0, height - y0, x1
    if angle == 270:
        return y0, width - x1, y1, width - x0
    return width - x1, height - y1, width - x0, height - y0


def _is_below(upper: Char, lower: Char) -> bool:
    across = abs((upper.x0 + upper.x1) - (lower.x0 + lower.x1)) / 2
    down = lower.middle - upper.middle
    return across < 0.3 * upper.size and 0.6 * upper.size < down < 1.9 * upper.size
