"""Scene of a chart: boxes and texts in logical pixels from the top left, without colours and fonts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from zjviewer.core.charts.axis import Axis
from zjviewer.core.model.chart_options import Palette
from zjviewer.core.text.lazy_patterns import lazy_pattern

TextMeasure = Callable[[str, float, bool], float]
"""Width in pixels of a line of text, at a size in pixels, bold or not."""
Role = Literal["title", "subtitle", "key", "heading", "category", "value", "beside", "tick", "source", "note"]
Shape = Literal["bar", "dot", "words"]
Side = Literal["inside", "outside"]
Line = Literal["baseline", "grid", "track", "stem", "trend", "near", "change"]
"""`trend` joins the values of a series, `near` does so between near equivalents; `change` marks a change of format."""

TITLE_SIZE = 16
LABEL_SIZE = 13
SMALL_SIZE = 11
_LINE_HEIGHT = 1.4
"""Of the type size. Noto's own line is 1.45 em, accents included, which Chinese has none of."""

_TOKEN = lazy_pattern(
    r"[+−-]?\d[\d.,]*(?:%|[余多]?[万亿]*[年月日件条个项次家份篇场期人元户宗起批例部台套处种类]?)|[A-Za-z.,%+−-]+|\s+|.",
    re.DOTALL,
)
"""A number with its unit, a word, or one character: nothing that a line may break."""
_NEVER_FIRST = frozenset("、，。；：？！）》〉」』”’】〕%…·,.;:?!)]}›")
_PAUSE = re.compile("[，。；：、》）]+|(?<=›) ")
"""Where a line is best broken."""
_SHORTER = 0.4
"""Of the other line: how long the shorter one of two lines is at least when it is broken at a pause."""
_NEVER_LAST = frozenset("《（〈「『“‘【〔([{")


class Box(NamedTuple):
    """A rectangle; `y` grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The first x beyond it."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The first y beyond it."""
        return self.y + self.height

    def intersects(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class TextItem:
    """One line of text, whole inside its box and set at its left."""

    text: str
    box: Box
    size: float
    role: Role
    bold: bool = False
    mark: int | None = None
    """Index of the mark that it speaks of."""
    background_role: str = ""
    """Tone of the bar that it stands on; empty on the ground."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as a shape."""

    figures: tuple[str, ...]
    """Ids: first the figure that gives the length, then the one that the label names beside it."""
    value: Decimal
    category: str
    label: str
    tooltip: str
    """Tooltip: every digit, with indicator, subject and year."""
    shape: Shape
    box: Box
    color_role: str
    """`series0` (the accent) to `series5`, `muted`, `total`, `group`, `positive`, `negative`, `level0` to `level4`
    (classes of values, the palest first), `nothing` (no value)."""
    side: Side
    """Where its label stands."""
    hit_boxes: tuple[Box, ...]
    """Where pointing means this mark; those of different marks do not meet."""


@dataclass(frozen=True, slots=True)
class LineItem:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    line: Line
    mark: int | None = None
    """Index of the mark that a stem belongs to."""
    color_role: str = ""
    """Of a line that joins the values of a series, as `Mark.color_role`."""


@dataclass(frozen=True, slots=True)
class LegendSwatch:
    """A patch of a mark's or a series' colour beside its name."""

    box: Box
    color_role: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class PlotArea:
    """The part of a drawing between its head and its foot."""

    marks: tuple[Mark, ...]
    texts: tuple[TextItem, ...]
    rules: tuple[LineItem, ...]
    chips: tuple[LegendSwatch, ...]
    axis: Axis
    bottom: float
    notes: tuple[str, ...] = ()
    """Sentences that a reader of the marks must know."""


@dataclass(frozen=True, slots=True)
class ChartScene:
    """All of a drawing."""

    chart: str
    width: float
    height: float
    """Of what is drawn; may be more than the height that was asked for, never less than the marks need."""
    title: str
    subtitle: str
    marks: tuple[Mark, ...]
    texts: tuple[TextItem, ...]
    rules: tuple[LineItem, ...]
    chips: tuple[LegendSwatch, ...]
    axis: Axis
    description: str
    """Description of the chart with every value, for screen readers."""
    notes: tuple[str, ...] = ()
    """Sentences below the marks."""
    source: str = ""
    """Where the numbers come from."""
    palette: Palette = "standard"


def line_height(size: float) -> float:
    """Of one line of text, in whole pixels."""
    return float(round(size * _LINE_HEIGHT))


def wrap_text(
    text: str,
    width: float,
    size: float,
    measure: TextMeasure,
    bold: bool = False,
    most: int = 3,
) -> tuple[str, ...]:
    """Lines no wider than `width`, about as long as one another.

    At most `most` of them; what is lost at the end shows as `…`.

    Breaks between any two Chinese characters, not inside a word, not between a number and its unit, not before a
    closing mark or after an opening one.
    """
    if measure(text, size, bold) <= width:
        return (text,)
    lines = _broken(text, width, size, measure, bold)
    if len(lines) > most:
        return (*lines[: most - 1], elide_text("".join(lines[most - 1 :]), width, size, measure, bold))
    if len(lines) == 2 and (apart := _at_a_pause(text, width, size, measure, bold)):
        return apart
    narrow, wide = width / 2, width
    while wide - narrow > size / 4:
        tried = (narrow + wide) / 2
        shorter = _broken(text, tried, size, measure, bold)
        if len(shorter) == len(lines) and max(measure(line, size, bold) for line in shorter) <= tried:
            wide, lines = tried, shorter
        else:
            narrow = tried
    return tuple(lines)


def _at_a_pause(text: str, width: float, size: float, measure: TextMeasure, bold: bool) -> tuple[str, ...]:
    """Two lines that are broken behind a comma or another mark; empty where none is near enough to the middle."""
    found = []
    for match in _PAUSE.finditer(text, 1, len(text) - 1):
        pair = text[: match.end()].strip(), text[match.end() :].strip()
        widths = [measure(line, size, bold) for line in pair]
        if (
            pair[1]
            and pair[1][0] not in _NEVER_FIRST
            and min(widths) >= _SHORTER * max(widths)
            and max(widths) <= width
        ):
            found.append((max(widths), pair))
    return min(found)[1] if found else ()


def _broken(text: str, width: float, size: float, measure: TextMeasure, bold: bool) -> list[str]:
    """As much on every line as fits."""
    lines: list[str] = []
    line: list[str] = []
    for token in _TOKEN.findall(text):
        for piece in (token,) if measure(token, size, bold) <= width else tuple(token):
            if line and measure("".join(line) + piece, size, bold) > width:
                end = _line_end([*line, piece])
                if measure("".join(line[end:]) + piece, size, bold) > width:
                    end = len(line)
                lines.append("".join(line[:end]))
                line = line[end:]
            if line or not piece.isspace():
                line.append(piece)
    return [head for head in (*(each.strip() for each in lines), "".join(line).strip()) if head]


def _line_end(pieces: Sequence[str]) -> int:
    """How many of the pieces before the last one stay in a line that has no room for it; all of them if need be."""
    most = len(pieces) - 1
    allowed = (
        end
        for end in range(most, 0, -1)
        if pieces[end][0] not in _NEVER_FIRST and pieces[end - 1][-1] not in _NEVER_LAST
    )
    return next(allowed, most)


def elide_text(text: str, width: float, size: float, measure: TextMeasure, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits before a `…`."""
    if measure(text, size, bold) <= width:
        return text
    while text and measure(text + "…", size, bold) > width:
        text = text[:-1]
    return text + "…"
