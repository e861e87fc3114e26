"""Scene of a chart: boxes and texts in logical pixels from the top left, without colours and fonts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from zjviewer.core.charts.axis import Axis
from zjviewer.core.model.chart_options import Palette
from zjviewer.core.text.line_breaks import break_lines, elide

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
SOURCE_LINES = 2
"""Lines of the source at most."""
_LINE_HEIGHT = 1.4
"""Of the type size. Noto's own line is 1.45 em, accents included, which Chinese has none of."""


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
    sources: tuple[str, ...] = ("",)
    """Name of the source, and shorter ones for a narrow pane; one empty text where there is none."""
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
    """Lines of a text at a size, no wider than `width` and about as long as one another; at most `most` of them, and
    what is lost at the end shows as `…`. An empty text is one empty line."""
    return break_lines(text, width, lambda line: measure(line, size, bold), most)


def fitting_text(texts: Sequence[str], width: float, size: float, measure: TextMeasure, most: int) -> str:
    """The first of these texts that is whole on at most `most` lines, else the last one; empty where there is none."""
    whole = (text for text in texts if not wrap_text(text, width, size, measure, most=most)[-1].endswith("…"))
    return next(whole, texts[-1] if texts else "")


def elide_text(text: str, width: float, size: float, measure: TextMeasure, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits before a `…`."""
    return elide(text, width, lambda line: measure(line, size, bold))
