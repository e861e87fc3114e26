"""One mark of a chart before it is laid out, and whether marks are the parts of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.core.model.analysis import Figure

MOST_PARTS = 6
"""Parts of a whole that one bar can show."""
_PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class DataPoint:
    """A figure to be drawn, with the labels that name it."""

    label: str
    """Of its row, or of its column where the chart has one row."""
    category: int
    """Index of its row or column; points of one category are drawn together."""
    series: int
    """Index into the chart's columns; 0 where columns are not series."""
    figure: Figure
    secondary: Figure | None = None
    """The figure stated with it: the share of a count, the count of a share."""
    is_total: bool = False
    """Whether it is the total of the other points, because its label or the form says so."""
    key: str = ""
    """Id of its row in a national form; empty in other tables."""


def is_partition(points: Sequence[DataPoint]) -> bool:
    """Whether the parts make up a whole: shares that add up to 100, or amounts that add up to a stated total."""
    parts = [point.figure for point in points if not point.is_total]
    if not 2 <= len(parts) <= MOST_PARTS or any(figure.value < 0 for figure in parts):
        return False
    total = sum(figure.value for figure in parts)
    if all(figure.kind == "share" for figure in parts):
        return abs(total - _PER_CENT) <= sum(map(_rounding, parts))
    shares = [point.secondary for point in points if not point.is_total and point.secondary]
    if len(shares) == len(parts):
        return True
    return total > 0 and [point.figure.value for point in points if point.is_total] == [total]


def _rounding(figure: Figure) -> Decimal:
    """Half a unit of the last decimal place of a value: the most that rounding can have changed it."""
    exponent = figure.value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent if isinstance(exponent, int) else 0, 0)) / 2
