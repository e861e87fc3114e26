"""Which source table a place of the text is in, and what some of its cells hold."""

from bisect import bisect_right
from collections.abc import Sequence

from zjviewer.core.model.report import Grid


def grid_at(grids: Sequence[Grid], offset: int) -> Grid | None:
    """The table around an offset."""
    index = bisect_right(grids, offset, key=lambda grid: grid.span.start) - 1
    return grids[index] if index >= 0 and offset < grids[index].span.end else None


def rectangle(grid: Grid, text: str, rows: range, columns: range) -> str:
    """The words of some of a table's cells, a line for each row, parted by tabs; merged ones stand where they begin."""
    words = {(cell.row, cell.column): text[cell.span.start : cell.span.end] for cell in grid.cells}
    return "\n".join("\t".join(words.get((row, column), "") for column in columns) for row in rows)
