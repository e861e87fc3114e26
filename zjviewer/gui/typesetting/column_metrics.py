"""Width of the text column and of the tables in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import FittedLayout, TableLayout

LINE_LENGTH_EM = 42
"""Characters in a full line."""
TABLE_SIZE = 14
"""Largest font size of tables, in pixels at 100 %."""
_SMALLEST = 0.74
"""Smallest font size of tables, as a fraction of the largest."""


class ColumnGeometry(NamedTuple):
    """Page width and column width in pixels, and the scale of the fonts. The column is centred in the page, which may
    be wider to make room for tables."""

    width: int
    column: int
    scale: float
    """1 is 100 %."""

    @property
    def side(self) -> int:
        """Pixels between an edge of the page and the column."""
        return (self.width - self.column) // 2

    def fit(self, table: TableLayout) -> FittedLayout:
        """Font size and column widths of a table on this page."""
        from zjviewer.core.tables.grid_layout import fit_to_width  # a text without tables does not need it

        largest = max(1, round(TABLE_SIZE * self.scale))
        return fit_to_width(table, self.column, self.width, range(largest, round(largest * _SMALLEST) - 1, -1))

    def left(self, fitted: FittedLayout) -> int:
        """Left edge of a table: that of the column, or, for a table wider than the column, centred in the page."""
        return self.side if fitted.width <= self.column else max(0, (self.width - fitted.width) // 2)
