"""Tables of formats that define only the vertical cell edges of each row, as DOC and RTF do."""

from typing import NamedTuple

from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, TableCell


class CellShape(NamedTuple):
    """Edges and merge flags of one cell."""

    left: int
    """Left edge, in twips (1/1440 inch), as is `right`."""
    right: int
    merged_left: bool
    """Whether it is merged with the cell to its left."""
    merged_up: bool
    """Whether it is merged with the cell above."""


def table_of_edges(rows: list[tuple[list[str], tuple[CellShape, ...]]]) -> Block:
    """Table whose grid consists of all vertical edges of its rows; a table of one column becomes a paragraph."""
    edges = sorted({edge for _, shapes in rows for shape in shapes for edge in (shape.left, shape.right)})
    columns = {edge: index for index, edge in enumerate(_without_slips(edges))}
    placed: list[TableCell] = []
    open_above: dict[int, int] = {}
    """For each column, the index in `placed` of the cell that a cell below may be merged with."""
    for r, (texts, shapes) in enumerate(rows):
        if len(shapes) != len(texts):
            shapes = tuple(CellShape(at, at + 1, False, False) for at in range(len(texts)))
            spans = [(at, 1) for at in range(len(texts))]
        else:
            spans = [_span(shape, columns) for shape in shapes]
        for text, shape, (column, width) in zip(texts, shapes, spans, strict=True):
            if shape.merged_left and placed and placed[-1].row == r:
                last = placed[-1]
                placed[-1] = TableCell(r, last.column, last.text, last.rows, column + width - last.column)
            elif shape.merged_up and column in open_above:
                upper = placed[open_above[column]]
                placed[open_above[column]] = TableCell(
                    upper.row, upper.column, upper.text, r - upper.row + 1, upper.columns
                )
            else:
                open_above[column] = len(placed)
                placed.append(TableCell(r, column, text, 1, width))
    width = max((cell.column + cell.columns for cell in placed), default=0)
    if width < 2:
        return Paragraph(" ".join(cell.text for cell in placed if cell.text))
    return SourceTable(len(rows), width, tuple(placed))


def _without_slips(edges: list[int], slip: int = 30) -> list[int]:
    """Edges without those nearer than `slip` twips to the previous one, as in tables drawn by hand."""
    kept: list[int] = []
    for edge in edges:
        if not kept or edge - kept[-1] > slip:
            kept.append(edge)
    return kept


def _span(shape: CellShape, columns: dict[int, int]) -> tuple[int, int]:
    """First column and column span of a cell."""
    first = max((index for edge, index in columns.items() if edge <= shape.left), default=0)
    last = max((index for edge, index in columns.items() if edge <= shape.right), default=first + 1)
    return first, max(1, last - first)
