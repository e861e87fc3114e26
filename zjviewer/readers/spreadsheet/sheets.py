"""Conversion of a sheet to paragraphs and tables: titles above, notes below, one table for each group of successive
rows."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zjviewer.core.model.report import DroppedText, DropReason, ImportRemark
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, TableCell
from zjviewer.readers.common.raised import raised_text

MOST_CELLS = 200_000
"""Largest number of non-empty cells of a sheet that are read."""
_PLAIN_NAMES = ("sheet", "工作表", "表")

Merged = Mapping[tuple[int, int], tuple[int, int]]
"""Row and column spans of merged cells, by (row, column) of the upper left corner."""


class Piece(NamedTuple):
    """A part of a cell's text in one font."""

    text: str
    struck: bool = False
    raised: bool = False


@dataclass(slots=True)
class Sheet:
    """The content of a sheet as text, and which rows and columns of it are hidden."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    """Text by (row, column), counted from 0; empty cells are missing."""
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Row and column spans of merged cells, by (row, column) of the upper left corner."""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    dropped: list[DroppedText] = field(default_factory=list)
    """Struck text and marks of notes."""
    without_result: int = 0
    """Number of formulas without a stored result."""
    too_large: bool = False

    def seen(self, pieces: Sequence[Piece]) -> str:
        """The text that a reader sees of a cell; struck pieces and marks of notes are listed in `dropped`."""
        text = ""
        for piece in pieces:
            raised = raised_text(text, piece.text) if piece.raised else piece.text
            if piece.struck or raised is None:
                if piece.text.strip():
                    why: DropReason = "struck" if piece.struck else "note mark"
                    self.dropped.append(DroppedText(piece.text.strip(), 0, why))
            else:
                text += raised
        return text


class _Grid(NamedTuple):
    """The visible cells of a sheet, in rows and columns without gaps where some are hidden."""

    cells: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], tuple[int, int]]
    hidden_rows: list[int]
    left_out: int
    """Hidden rows and columns that hold something."""

    def line(self, row: int) -> int:
        """The number that the spreadsheet shows beside a row of the grid."""
        for hidden in self.hidden_rows:
            row += hidden <= row
        return row + 1


def _visible(sheet: Sheet) -> _Grid:
    """A sheet without its hidden rows and columns; a merged cell shows its text in what is left of it."""
    rows, columns = sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
    if not rows and not columns:
        return _Grid(sheet.cells, sheet.merged, [], 0)
    cells: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    left_out: set[tuple[str, int]] = set()
    for (row, column), text in sheet.cells.items():
        height, width = sheet.merged.get((row, column), (1, 1))
        top, left = row - bisect_left(rows, row), column - bisect_left(columns, column)
        size = (
            row + height - bisect_left(rows, row + height) - top,
            column + width - bisect_left(columns, column + width) - left,
        )
        if min(size) < 1:
            left_out.add(("row", row) if size[0] < 1 else ("column", column))
            continue
        cells[top, left] = text
        if size != (1, 1):
            merged[top, left] = size
    return _Grid(cells, merged, rows, len(left_out))


def blocks_of_sheets(sheets: Sequence[Sheet]) -> tuple[list[Block], list[ImportRemark]]:
    """Blocks of all visible sheets, each sheet as a section with its tables; and remarks on content left out."""
    shown = [(sheet, grid) for sheet in sheets if not sheet.hidden and (grid := _visible(sheet)).cells]
    alone = len(shown) == 1 and shown[0][0].name.strip().casefold().rstrip("0123456789 ") in _PLAIN_NAMES
    blocks: list[Block] = []
    for sheet, grid in shown:
        found = list(_blocks(grid))
        if not alone:
            # The title of the workbook is placed before the first section, not inside it.
            titled = not blocks and isinstance(found[0], Paragraph) and found[0].centred
            found.insert(int(titled), Paragraph(sheet.name.strip(), level=1))
        blocks.extend(found)
    return blocks, list(_remarks(sheets))


def _remarks(sheets: Sequence[Sheet]) -> Iterator[ImportRemark]:
    for sheet in sheets:
        name = (("sheet", sheet.name),)
        if sheet.hidden and sheet.cells:
            yield ImportRemark("doubted", "The sheet {sheet} is hidden and was left out.", name)
        elif hidden := _visible(sheet).left_out:
            count = (*name, ("count", str(hidden)))
            yield ImportRemark("doubted", "Hidden rows and columns of the sheet {sheet} were left out: {count}.", count)
        if sheet.without_result and not sheet.hidden:
            count = (*name, ("count", str(sheet.without_result)))
            message = "Formulas of the sheet {sheet} have no stored result: {count}. Open the file once and save it."
            yield ImportRemark("doubted", message, count)
        if sheet.too_large:
            yield ImportRemark("doubted", "The sheet {sheet} is too large; its end was left out.", name)


def _blocks(grid: _Grid) -> Iterator[Block]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(grid.cells.items()):
        rows.setdefault(row, {})[column] = text
    group: list[int] = []
    for row in rows:
        if group and row > _last_row(group[-1], rows, grid.merged) + 1:
            yield from _group(group, rows, grid)
            group = []
        group.append(row)
    if group:
        yield from _group(group, rows, grid)


def _last_row(row: int, rows: Mapping[int, Mapping[int, str]], merged: Merged) -> int:
    """Last row that is covered by the merged cells of a row."""
    return max(row + merged.get((row, column), (1, 1))[0] - 1 for column in rows[row])


def _group(group: Sequence[int], rows: Mapping[int, Mapping[int, str]], grid: _Grid) -> Iterator[Block]:
    """Blocks of successive rows without an empty row between them: rows with a single cell at the start and end are
    paragraphs, the others are a table."""
    singles = [len(rows[row]) == 1 and grid.merged.get((row, next(iter(rows[row]))), (1, 1))[0] == 1 for row in group]
    if all(singles):
        for row in group:
            yield Paragraph(next(iter(rows[row].values())), line=grid.line(row))
        return
    first = singles.index(False)
    last = len(singles) - singles[::-1].index(False)
    while last < len(group) and _is_cell_of_table(group[last], rows, group[first:last]):
        last += 1
    for row in group[:first]:
        yield Paragraph(next(iter(rows[row].values())), line=grid.line(row), centred=True)
    yield _table(group[first:last], rows, grid.merged, grid.line(group[first]))
    for row in group[last:]:
        yield Paragraph(next(iter(rows[row].values())), line=grid.line(row))


def _is_cell_of_table(row: int, rows: Mapping[int, Mapping[int, str]], table: Sequence[int]) -> bool:
    """Whether the only cell of a row below a table is in a column of values."""
    (column,) = rows[row]
    return column > min(column for each in table for column in rows[each])


def _table(group: Sequence[int], rows: Mapping[int, Mapping[int, str]], merged: Merged, line: int) -> SourceTable:
    top, bottom = group[0], max(_last_row(row, rows, merged) for row in group)
    left = min(column for row in group for column in rows[row])
    right = max(c + merged.get((row, c), (1, 1))[1] - 1 for row in group for c in rows[row])
    cells: list[TableCell] = []
    taken: set[tuple[int, int]] = set()
    for row in group:
        for column, text in rows[row].items():
            if (row, column) in taken:
                continue
            height, width = merged.get((row, column), (1, 1))
            covered = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            if covered & taken or len(covered) > MOST_CELLS:
                height, width, covered = 1, 1, {(row, column)}
            taken |= covered
            cells.append(TableCell(row - top, column - left, text, height, width))
    return SourceTable(bottom - top + 1, right - left + 1, tuple(cells), line=line)
