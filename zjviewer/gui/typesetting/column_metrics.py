"""The measure of the text: how wide its column is, and what room tables get beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import FittedLayout, TableLayout

LINE_LENGTH_EM = 42
"""Characters in a full line."""
TABLE_SIZE = 14
"""Pixels at 100 %, where there is room enough."""
_SMALLEST = 0.78
"""Part of that below which no table goes."""


class ColumnGeometry(NamedTuple):
    """What tables are fitted to: pixels of a column in the middle of a page that may be wider, and the type's scale."""

    width: int
    column: int
    scale: float
    """1 is 100 %."""

    @property
    def side(self) -> int:
        """Pixels beside the column."""
        return (self.width - self.column) // 2

    def fit(self, plan: TableLayout) -> FittedLayout:
        """A table's letters and columns."""
        from zjviewer.core.tables.grid_layout import fit_to_width  # a text without tables does not need it

        largest = max(1, round(TABLE_SIZE * self.scale))
        return fit_to_width(plan, self.column, self.width, range(largest, round(largest * _SMALLEST) - 1, -1))

    def left(self, made: FittedLayout) -> int:
        """Where a table begins: with the column, or so far to the left as it reaches out of it to the right."""
        return self.side if made.width <= self.column else max(0, (self.width - made.width) // 2)
