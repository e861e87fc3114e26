"""Tables as pandas frames, for those who want to compute with them."""

from decimal import Decimal
from typing import TYPE_CHECKING

from zjviewer.core.model.analysis import Figure, Table

if TYPE_CHECKING:
    import pandas as pd


def to_figure_frame(table: Table) -> "pd.DataFrame":
    """A frame of figures: row labels as index, column titles as columns, None where the report states nothing."""
    return _frame(table, [list(row.cells) for row in table.rows])


def to_frame(table: Table, exact: bool = True) -> "pd.DataFrame":
    """The same frame with the values: `Decimal` or None; without `exact`, floats or NaN, ready for arithmetic."""
    cells = [[_value(cell) for cell in row.cells] for row in table.rows]
    frame = _frame(table, cells)
    return frame if exact else frame.astype(float)


def _value(cell: Figure | None) -> Decimal | None:
    return None if cell is None else cell.value


def _frame(table: Table, cells: list[list[Figure | None]] | list[list[Decimal | None]]) -> "pd.DataFrame":
    import pandas as pd

    labels = [row.label for row in table.rows]
    return pd.DataFrame(cells, index=labels, columns=list(table.columns), dtype=object)
