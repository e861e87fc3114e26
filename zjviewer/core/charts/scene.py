"""Scene of a chart: boxes and texts in logical pixels from the top left, without colours and fonts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from zjviewer.core.charts.axis import Axis

TextMeasure = Callable[[str, float, bool], float]
"""Width in pixels of a line of text, at a size in pixels, bold or not."""
Role = Literal["title", "subtitle", "key", "category", "value", "beside", "tick", "source", "note"]
Shape = Literal["bar", "dot", "words"]
Side = Literal["inside", "outside"]
Line = Literal["baseline", "grid", "track", "stem"]

TITLE_SIZE = 16
LABEL_SIZE = 13
SMALL_SIZE = 11
_LINE_HEIGHT = 1.4
"""Of the type size. Noto's own line is 1.45 em, accents included, which Chinese has none of."""

_TOKEN = re.compile(r"[A-Za-z0-9.,%+−-]+|\s+|.", re.DOTALL)
_NEVER_FIRST = "、，。；：？！）》〉」』”’】〕%…·,.;:?!)]}"


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
    """`series0` to `series5`, `muted`, `positive`, `negative`."""
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
    even: bool = True,
) -> tuple[str, ...]:
    """Lines no wider than `width`, about as long as one another or as long as they can be.

    At most `most` of them; what is lost at the end shows as `…`.

    Breaks between any two Chinese characters, not inside a word or number, and not before a closing mark.
    """
    if measure(text, size, bold) <= width:
        return (text,)
    lines = _broken(text, width, size, measure, bold)
    if len(lines) > most:
        return (*lines[: most - 1], elide_text("".join(lines[most - 1 :]), width, size, measure, bold))
    if not even:
        return tuple(lines)
    narrow, wide = width / 2, width
    while wide - narrow > size / 4:
        tried = (narrow + wide) / 2
        shorter = _broken(text, tried, size, measure, bold)
        if len(shorter) == len(lines) and max(measure(line, size, bold) for line in shorter) <= tried:
            wide, lines = tried, shorter
        else:
            narrow = tried
    return tuple(lines)


def _broken(text: str, width: float, size: float, measure: TextMeasure, bold: bool) -> list[str]:
    """As much on every line as fits."""
    lines: list[str] = []
    line = ""
    for token in _TOKEN.findall(text):
        for piece in (token,) if measure(token, size, bold) <= width else tuple(token):
            if not line or measure(line + piece, size, bold) <= width:
                line += piece
            else:
                head = _before_marks(line) if piece in _NEVER_FIRST else line
                if measure(line[len(head) :] + piece, size, bold) > width:
                    head = line
                lines.append(head)
                line = (line[len(head) :] + piece).lstrip()
    return [head for head in (*(each.strip() for each in lines), line.strip()) if head]


def _before_marks(line: str) -> str:
    """The line without its last character that may begin another, and the marks behind that; all of it if need be."""
    return line.rstrip(_NEVER_FIRST)[:-1] or line


def elide_text(text: str, width: float, size: float, measure: TextMeasure, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits before a `…`."""
    if measure(text, size, bold) <= width:
        return text
    while text and measure(text + "…", size, bold) > width:
        text = text[:-1]
    return text + "…"
