"""Tables as pandas frames for further computation."""

from typing import TYPE_CHECKING

from zjviewer.core.model.analysis import Table

if TYPE_CHECKING:
    import pandas as pd


def to_frame(table: Table, exact: bool = True) -> "pd.DataFrame":
    """Values of a table: row labels as index, column titles as columns. `Decimal`, or None for an empty
    cell; with `exact=False` floats and NaN."""
    import pandas as pd

    cells = [[None if cell is None else cell.value for cell in row.cells] for row in table.rows]
    labels = [row.label for row in table.rows]
    frame = pd.DataFrame(cells, index=labels, columns=list(table.columns), dtype=object)
    return frame if exact else frame.astype(float)
