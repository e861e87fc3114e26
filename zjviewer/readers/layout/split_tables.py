"""Tables split by page ends: detects whether two pieces are one table, and joins them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjviewer.readers.common.blocks import SourceTable, TableCell, join_wrapped_lines
from zjviewer.readers.layout.lines import lines_of
from zjviewer.readers.layout.ruled_tables import RuledCell, RuledTable
from zjviewer.readers.layout.visible_text import Char

_LOW, _HIGH = 0.7, 0.25
"""Shares of the page height: the upper piece of a split table ends below the first, the lower piece starts above the
second."""
_NEAR = 7.0
"""Largest difference between the column edges of two pieces, in points."""
_NUMBER = re.compile(r"[-−+]?[\d,]+(?:\.\d+)?%?|[-—/／]+")
_OPENS = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)、.．]|合计|总计|其中")
_WIDE_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) +(?=[\u2e80-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Piece:
    """Table or part of a table on one page; after joining, on several pages."""

    xs: tuple[float, ...]
    """Edges of the columns, in points."""
    table: SourceTable
    top: float = 0.0
    """Upper edge on its first page, as a share of the page height."""
    bottom: float = 1.0
    """Lower edge on its last page, as a share of the page height."""
    mended: int = 0
    """Number of page ends across which it was joined."""


def table_fragment(ruled: RuledTable, letters: Sequence[Char], page: int, height: float) -> Piece:
    """Piece with the text of the cells of a ruled table; wrapped lines are joined."""
    inside: dict[RuledCell, list[Char]] = {}
    for letter in letters:
        cell = ruled.cell_at(letter)
        if cell is not None:
            inside.setdefault(cell, []).append(letter)
    cells = tuple(
        TableCell(c.row, c.column, _cell_text(inside.get(c, ()), page), c.rows, c.columns) for c in ruled.cells
    )
    table = SourceTable(len(ruled.ys) - 1, len(ruled.xs) - 1, cells, pages=((0, page),))
    return Piece(ruled.xs, table, ruled.ys[0] / height, ruled.ys[-1] / height)


def _cell_text(letters: Sequence[Char], page: int) -> str:
    return _WIDE_GAP.sub("", join_wrapped_lines([line.text for line in lines_of(letters, page)])) if letters else ""


def join_split_tables(upper: Piece, lower: Piece) -> Piece | None:
    """Joined table, where `lower` continues `upper` at the top of the next page; None where they are separate
    tables."""
    edges = _shared(upper.xs, lower.xs)
    if edges is None or upper.bottom < _LOW or lower.top > _HIGH:
        return None
    above, below = _spread(upper, edges), _spread(lower, edges)
    below = _without_heads(above, below)
    if below.height == 0:
        return None
    above, below = _split_row(above, below)
    if below.height == 0:
        return Piece(edges, above, upper.top, lower.bottom, upper.mended + lower.mended + 1)
    return Piece(edges, _stacked(above, below), upper.top, lower.bottom, upper.mended + lower.mended + 1)


def _shared(upper: tuple[float, ...], lower: tuple[float, ...]) -> tuple[float, ...] | None:
    """Column edges of the joined table: the outer edges agree, and all edges of one table are edges of the other; None
    otherwise."""
    if abs(upper[0] - lower[0]) > _NEAR or abs(upper[-1] - lower[-1]) > _NEAR:
        return None
    more, fewer = (upper, lower) if len(upper) >= len(lower) else (lower, upper)
    if all(min(abs(edge - other) for other in more) <= _NEAR for edge in fewer):
        return more
    return None


def _spread(piece: Piece, edges: tuple[float, ...]) -> SourceTable:
    """Table of a piece with its cells on the columns of the joined table."""

    def at(edge: float) -> int:
        return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))

    cells = []
    for cell in piece.table.cells:
        first, last = at(piece.xs[cell.column]), at(piece.xs[cell.column + cell.columns])
        cells.append(replace(cell, column=first, columns=max(1, last - first)))
    return replace(piece.table, width=len(edges) - 1, cells=tuple(cells))


def _without_heads(above: SourceTable, below: SourceTable) -> SourceTable:
    """Lower table without heading rows that repeat those of the upper table."""
    rows = 0
    while rows < min(above.height, below.height) and _row(above, rows) == _row(below, rows):
        rows += 1
    if not rows or any(_NUMBER.fullmatch(text) for row in range(rows) for text in _row(below, row)):
        return below
    return _from(below, rows)


def _row(table: SourceTable, row: int) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == row and cell.text]


def _from(table: SourceTable, row: int) -> SourceTable:
    """Part of a table from a row to the end."""
    cells = tuple(replace(cell, row=cell.row - row) for cell in table.cells if cell.row >= row)
    pages = tuple((max(0, at - row), page) for at, page in table.pages)
    return replace(table, height=table.height - row, cells=cells, pages=pages)


def _split_row(above: SourceTable, below: SourceTable) -> tuple[SourceTable, SourceTable]:
    """Both tables after joining a row that the page end splits; the numbers are in its upper or in its lower part.

    A label split between both pages, such as （四）无 | 法提供, is joined too.
    """
    last = above.height - 1
    head = {c.column: c for c in below.cells if c.row == 0}
    foot = {c.column: c for c in above.cells if c.row + c.rows - 1 == last}
    labels = [c for c in head.values() if c.text and not _NUMBER.fullmatch(c.text)]
    numbers_below = any(_NUMBER.fullmatch(c.text) for c in head.values())
    numbers_above = any(_NUMBER.fullmatch(c.text) for c in foot.values())
    goes_on = [
        c
        for c in labels
        if c.column in foot and foot[c.column].text and not _OPENS.match(c.text) and c.columns == foot[c.column].columns
    ]
    whole_row = (
        labels == goes_on and bool(labels) and numbers_above != numbers_below and all(c.rows == 1 for c in labels)
    )
    if whole_row:
        grown = {
            c.column: replace(c, text=join_wrapped_lines([c.text, head[c.column].text]))
            for c in foot.values()
            if c.column in head
        }
        cells = tuple(grown.get(c.column, c) if c.row + c.rows - 1 == last else c for c in above.cells)
        return replace(above, cells=cells), _from(below, 1)
    tails = {c.column for c in goes_on if c.rows > 1 or foot[c.column].rows > 1}
    if not tails:
        return above, below
    cells = tuple(
        replace(c, text=join_wrapped_lines([c.text, head[c.column].text]))
        if c.row + c.rows - 1 == last and c.column in tails
        else c
        for c in above.cells
    )
    emptied = tuple(replace(c, text="") if c.row == 0 and c.column in tails else c for c in below.cells)
    return replace(above, cells=cells), replace(below, cells=emptied)


def _stacked(above: SourceTable, below: SourceTable) -> SourceTable:
    """Both tables as one; a merged label cell is extended over its empty continuation in the lower table."""
    last = above.height - 1
    grows: dict[int, int] = {}
    for cell in below.cells:
        upper = next((c for c in above.cells if c.row + c.rows - 1 == last and c.column == cell.column), None)
        if (
            cell.row != 0
            or cell.text
            or upper is None
            or upper.columns != cell.columns
            or _NUMBER.fullmatch(upper.text)
        ):
            continue
        if upper.text and (upper.rows > 1 or cell.rows > 1):
            grows[cell.column] = cell.rows
    upper_cells = tuple(
        replace(c, rows=c.rows + grows[c.column]) if c.row + c.rows - 1 == last and c.column in grows else c
        for c in above.cells
    )
    lower_cells = tuple(
        replace(c, row=c.row + above.height) for c in below.cells if not (c.row == 0 and c.column in grows)
    )
    pages = (*above.pages, *((at + above.height, page) for at, page in below.pages))
    return replace(above, height=above.height + below.height, cells=(*upper_cells, *lower_cells), pages=pages)
