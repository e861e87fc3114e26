"""Tables as pandas frames for further computation."""

from decimal import Decimal
from typing import TYPE_CHECKING

from zjviewer.core.model.analysis import Figure, Table

if TYPE_CHECKING:
    import pandas as pd


def to_figure_frame(table: Table) -> "pd.DataFrame":
    """Frame of figures: row labels as index, column titles as columns, None for an empty cell."""
    return _frame(table, [list(row.cells) for row in table.rows])


def to_frame(table: Table, exact: bool = True) -> "pd.DataFrame":
    """Frame of values with the same index and columns: `Decimal` or None; with `exact=False` floats and NaN."""
    cells = [[_value(cell) for cell in row.cells] for row in table.rows]
    frame = _frame(table, cells)
    return frame if exact else frame.astype(float)


def _value(cell: Figure | None) -> Decimal | None:
    return None if cell is None else cell.value


def _frame(table: Table, cells: list[list[Figure | None]] | list[list[Decimal | None]]) -> "pd.DataFrame":
    import pandas as pd

    labels = [row.label for row in table.rows]
    return pd.DataFrame(cells, index=labels, columns=list(table.columns), dtype=object)
