"""What a reader chose for a chart: its texts, kind, order, scale, labels, colours and size."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Sort = Literal["report", "descending", "ascending"]
ValueMeasure = Literal["count", "share"]
Labels = Literal["all", "values", "none"]
Palette = Literal["standard", "colours", "teal", "print"]

SORTS: tuple[Sort, ...] = get_args(Sort)
MEASURES: tuple[ValueMeasure, ...] = get_args(ValueMeasure)
LABELS: tuple[Labels, ...] = get_args(Labels)
PALETTES: tuple[Palette, ...] = get_args(Palette)
CHART_KINDS = (
    "bars",
    "grouped",
    "parts",
    "change",
    "rates",
    "stacked",
    "full",
    "dots",
    "lollipop",
    "results",
    "balance",
)
"""Names of the kinds in `core.charts.kinds`, so that an editorial file is read without the layout of charts."""
LONGEST_TITLE = 200
"""Of a title or a subtitle, in code points."""
LONGEST_NOTE = 1_000
MOST_HIGHLIGHTS = 50
NARROWEST, WIDEST = 40.0, 1000.0
"""Limits of a width or a height in millimetres."""
SMALLEST_TEXT, LARGEST_TEXT = 50, 300
"""Limits of the size of text, in per cent."""


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """Values that differ from the defaults are edits; those that do not apply to a chart are ignored."""

    sort: Sort = "report"
    measure: ValueMeasure = "count"
    log: bool = False
    note: bool = True
    """Whether notes are shown below the chart."""
    title: str = ""
    """The reader's own title; empty for the title of the table, or the finding."""
    finding: bool = False
    """Whether the title is a finding, made from the numbers each time the chart is drawn."""
    subtitle: str = ""
    own_note: str = ""
    """A note of the reader, below the others."""
    highlights: tuple[str, ...] = ()
    """Labels of the rows, or of the columns, whose marks have the accent colour; empty leaves that to the chart."""
    kind: str = ""
    """Name in `core.charts.kinds`; empty for the kind that suits the table."""
    labels: Labels = "all"
    """`all`: the value and the share beside it; `values`: without the share; `none`: an axis instead."""
    palette: Palette = "standard"
    width: float = 0.0
    """In millimetres; 0 as wide as the pane, or as the export asks for."""
    height: float = 0.0
    """In millimetres; 0 for as high as the marks need."""
    text_size: int = 100
    """In per cent."""


AS_REPORTED = ChartOptions()


class SizePreset(NamedTuple):
    """Width and height in millimetres (0 for as high as the marks need), and the size of text in per cent."""

    width: float
    height: float
    text_size: int


PRESETS = {
    "word": SizePreset(160.0, 0.0, 100),
    "half": SizePreset(80.0, 0.0, 85),
    "slide": SizePreset(254.0, 142.9, 180),
    "square": SizePreset(120.0, 120.0, 110),
    "tall": SizePreset(90.0, 160.0, 100),
}
"""Sizes by name: the text of a page in Word, half a column of print, a slide of 16:9, a square, a telephone of 9:16."""
