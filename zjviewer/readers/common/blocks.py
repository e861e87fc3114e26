"""Blocks: paragraphs and tables of any format in reading order, and their assembly into the canonical text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import SourceCell, SourceGrid, Span, StyledHeading
from zjviewer.core.text.segmentation import normalise

if TYPE_CHECKING:
    pass


class Paragraph(NamedTuple):
    """Paragraph of the source file, without line breaks inside."""

    text: str
    line: int = 0
    """Line number in the source, from 1; 0 where the format has no lines."""
    level: int = 0
    """Heading level by the markup of the source, from 1; 0 for text that is not marked as a heading."""
    centred: bool = False
    """Whether the paragraph is centred, as titles are."""
    pages: tuple[tuple[int, int], ...] = ()
    """Pairs (offset in `text`, page number) for each page that starts in the paragraph; the first pair is the page of
    its first character: ((0, 3), (57, 4))."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Cell of a source table; the position of a merged cell is its upper left corner."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Table of the source file. The cells do not overlap; grid positions without a cell are empty."""

    height: int
    width: int
    cells: tuple[TableCell, ...]
    heads: int = 0
    line: int = 0
    pages: tuple[tuple[int, int], ...] = ()
    """Pairs (row, page number) for each page that starts in the table; the first pair is the page of its first row."""


Block = Paragraph | SourceTable


class AssembledText(NamedTuple):
    """Canonical text with its tables, marked headings and page starts."""

    text: str
    grids: tuple[SourceGrid, ...]
    marks: tuple[StyledHeading, ...]
    pages: tuple[int, ...]


def assemble_text(blocks: Sequence[Block]) -> AssembledText:
    """Canonical text of the blocks; empty paragraphs and empty tables are left out."""
    parts: list[str] = []
    grids: list[SourceGrid] = []
    marks: list[StyledHeading] = []
    begins: dict[int, int] = {}
    at = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            text = one_line(block.text)
            if not text:
                continue
            if block.level:
                marks.append(StyledHeading(Span(at, at + len(text)), block.level))
            for offset, page in block.pages:
                begins.setdefault(page, at + min(offset, len(text)))
        else:
            grid, text, rows = _laid(block, at)
            if not text.strip():
                continue
            grids.append(grid)
            for row, page in block.pages:
                begins.setdefault(page, rows[min(row, len(rows) - 1)])
        parts.append(text)
        at += len(text) + 1
    return AssembledText("\n".join(parts), tuple(grids), tuple(marks), _page_starts(begins))


_BLANKS = " \u00a0\u2002\u2003\u3000"


def one_line(text: str) -> str:
    """Normalised text on one line: no line breaks or tabs, no white space at either end."""
    return " ".join(normalise(text).split("\n")).replace("\t", " ").strip()


def table_of(rows: Sequence[Sequence[str]], heads: int = 0, line: int = 0) -> SourceTable:
    """Table without merged cells; short rows are filled with empty cells."""
    width = max(map(len, rows))
    cells = tuple(TableCell(r, c, row[c] if c < len(row) else "") for r, row in enumerate(rows) for c in range(width))
    return SourceTable(len(rows), width, cells, heads, line)


def words_of(block: Block) -> str:
    """Text of a paragraph, or the texts of a table's cells joined by spaces."""
    if isinstance(block, Paragraph):
        return one_line(block.text)
    return " ".join(filter(None, (one_line(cell.text) for cell in block.cells)))


def without_empty_edges(table: SourceTable) -> SourceTable:
    """Table without the rows and columns in which no cell starts; the spans of merged cells are reduced accordingly."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    if len(rows) == table.height and len(columns) == table.width:
        return table
    row_at = {row: index for index, row in enumerate(rows)}
    column_at = {column: index for index, column in enumerate(columns)}
    cells = tuple(
        replace(
            cell,
            row=row_at[cell.row],
            column=column_at[cell.column],
            rows=max(1, sum(cell.row <= row < cell.row + cell.rows for row in rows)),
            columns=max(1, sum(cell.column <= column < cell.column + cell.columns for column in columns)),
        )
        for cell in table.cells
    )
    heads = sum(row < table.heads for row in rows)
    pages = tuple((min((row_at[r] for r in rows if r >= at), default=len(rows) - 1), page) for at, page in table.pages)
    return replace(table, height=len(rows), width=len(columns), cells=cells, heads=heads, pages=pages)


def _laid(table: SourceTable, at: int) -> tuple[SourceGrid, str, list[int]]:
    """Grid of a table that starts at offset `at`, its text, and the offsets at which its rows start."""
    cell_texts = {(cell.row, cell.column): one_line(cell.text) for cell in table.cells}
    spans: dict[tuple[int, int], Span] = {}
    lines: list[str] = []
    rows: list[int] = []
    start = at
    for row in range(table.height):
        rows.append(at)
        texts = [cell_texts.get((row, column), "") for column in range(table.width)]
        for column, text in enumerate(texts):
            spans[row, column] = Span(at, at + len(text))
            at += len(text) + 1
        lines.append("\t".join(texts))
    text = "\n".join(lines)
    ordered = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    cells = tuple(
        SourceCell(spans[c.row, c.column], c.row, c.column, c.rows, c.columns, _indent(c.text)) for c in ordered
    )
    return SourceGrid(Span(start, start + len(text)), table.height, table.width, cells, table.heads), text, rows


def _indent(text: str) -> int:
    """Width of the white space at the start of a text, in half-width characters."""
    first = text.lstrip(_BLANKS)
    return sum(2 if blank == "\u3000" else 1 for blank in text[: len(text) - len(first)]) if first else 0


def _page_starts(begins: dict[int, int]) -> tuple[int, ...]:
    """Start offsets of all pages, in order; a page without text has the start offset of the next page."""
    if not begins:
        return ()
    starts: list[int] = []
    known = 0
    for page in range(max(begins), 0, -1):
        known = begins.get(page, known)
        starts.append(known)
    starts.reverse()
    starts[0] = 0
    return tuple(accumulate(starts, max))


def join_wrapped_lines(lines: Sequence[str]) -> str:
    """Wrapped lines as one text: a space separates Latin words at a line break, nothing separates Chinese
    characters."""
    text = ""
    for line in lines:
        part = line.strip()
        gap = " " if text and part and text[-1].isascii() and part[0].isascii() and part[0].isalpha() else ""
        text += gap + part
    return text
