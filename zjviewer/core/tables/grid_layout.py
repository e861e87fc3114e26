"""Layout of a source table on a page: heading cells, alignment, column widths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal
from unicodedata import east_asian_width

from zjviewer.core.model.report import SourceCell, SourceGrid, Span
from zjviewer.core.tables.grid_structure import GridBlock, classify_cell, split_grid

Edge = Literal["left", "middle", "right"]

PADDING = 0.4
"""Ems of air on each side of a cell."""
_NARROW = 0.6
"""Ems of a digit or a Latin letter, generously."""
_LEAST_WORDS = 4
_LEAST_HEADING = 2
"""Characters of a label and of a heading that are not broken."""
_MOST_WORDS = 18
"""Ems beyond which no cell asks for a wider column."""
_HIGHER = 1.3
"""Times as high as with the letters with which it is lowest that a table may be with larger ones."""
_STRETCH = 0.6
"""Part of the measure from which on a table is stretched to all of it."""


@dataclass(frozen=True, slots=True)
class LaidOutCell:
    """A cell as it is set."""

    cell: SourceCell
    text: str
    is_header: bool
    edge: Edge
    ems: float
    """Width of its text in one line."""


@dataclass(frozen=True, slots=True, eq=False)
class TableLayout:
    """A table as it is set, in ems of its own letters; they grow and shrink with the room that there is.

    Compared by identity, so that results of `fit_to_width` can be cached by it.
    """

    grid: SourceGrid
    cells: tuple[LaidOutCell, ...]
    heads: int
    """Rows of headings at the top."""
    least: tuple[float, ...]
    """For each column the width with padding below which numbers and short labels would be broken."""
    most: tuple[float, ...]
    """For each column the width with padding at which no line is broken."""
    tight: tuple[float, ...]
    """For each column the width with padding below which numbers and Latin words would be broken; labels are."""

    @property
    def wish(self) -> float:
        """The width of the table at which nothing is broken."""
        return sum(self.most)


@dataclass(frozen=True, slots=True)
class FittedLayout:
    """A table's letters and columns, in pixels."""

    size: int
    widths: tuple[int, ...]

    @property
    def width(self) -> int:
        """Of the whole table."""
        return sum(self.widths)


def lay_out_grid(grid: SourceGrid, index: int, text: str) -> TableLayout:
    """`index` is the grid's place in `Report.grids`."""
    parts = split_grid(grid, index, text)
    heads = _heading_rows(grid, parts, text)
    values = _value_columns(parts, text)
    tiles = tuple(_tiles(grid, text))
    begun = {(cell.row, cell.column) for cell in tiles}
    cells = tuple(_set(cell, text[cell.span.start : cell.span.end], grid.width, heads, values, begun) for cell in tiles)
    at_top = next((row for row in range(grid.height) if row not in heads), grid.height)
    least = _widths(grid, ((each.cell, _unbroken(each)) for each in cells))
    tight = _widths(grid, ((each.cell, _unbroken(each, tight=True)) for each in cells if each.cell.columns == 1))
    most = _widths(grid, ((each.cell, min(_MOST_WORDS, each.ems)) for each in cells if each.cell.columns == 1))
    widest = tuple(max(pair) + 2 * PADDING for pair in zip(least, most, strict=True))
    padded = (tuple(width + 2 * PADDING for width in widths) for widths in (least, tight))
    return TableLayout(grid, cells, at_top, next(padded), widest, next(padded))


@lru_cache(maxsize=256)
def fit_to_width(plan: TableLayout, measure: int, room: int, sizes: range) -> FittedLayout:
    """The largest letters that fit into `room` pixels and do not make the table much higher than smaller ones would.

    A table keeps to the measure where it can. One that fits with no letters has its labels broken, and is wider than
    the room where its numbers alone are.
    """
    tried = [
        FittedLayout(size, _columns(plan, measure, room, size)) for size in sizes if sum(plan.least) * size <= room
    ]
    if not tried:
        return FittedLayout(sizes[-1], _tight_columns(plan, room, sizes[-1]))
    heights = [_height(plan, each) for each in tried]
    low = _HIGHER * min(heights)
    return next(each for each, height in zip(tried, heights, strict=True) if height <= low)


def _columns(plan: TableLayout, measure: int, room: int, size: int) -> tuple[int, ...]:
    """Widths in pixels; what is over or missing is shared out by what the columns lack."""
    least, most = sum(plan.least) * size, sum(plan.most) * size
    width = min(room, max(most, measure) if most > _STRETCH * measure else most)
    spare = max(0.0, width - least)
    share = min(1.0, spare / (most - least)) if most > least else 0.0
    over = max(0.0, spare - (most - least)) / len(plan.most)
    pairs = zip(plan.least, plan.most, strict=True)
    return tuple(max(1, int((low + (high - low) * share) * size + over)) for low, high in pairs)


def _tight_columns(plan: TableLayout, room: int, size: int) -> tuple[int, ...]:
    """Widths in pixels for less room than `least` asks for; what is over is shared out by what the columns lack."""
    lack = [max(0.0, low - tight) for tight, low in zip(plan.tight, plan.least, strict=True)]
    spare = max(0.0, room - sum(plan.tight) * size)
    share = min(1.0, spare / (sum(lack) * size)) if sum(lack) else 0.0
    pairs = zip(plan.tight, lack, strict=True)
    return tuple(max(1, int((tight + missing * share) * size)) for tight, missing in pairs)


def _height(plan: TableLayout, made: FittedLayout) -> int:
    """Pixels, about, of the lines that the rows need."""
    lines = [1] * plan.grid.height
    for each in plan.cells:
        cell = each.cell
        if cell.rows == 1:
            width = sum(made.widths[cell.column : cell.column + cell.columns]) - 2 * PADDING * made.size
            lines[cell.row] = max(lines[cell.row], ceil(each.ems * made.size / max(width, 1.0)))
    return sum(lines) * made.size


def _tiles(grid: SourceGrid, text: str) -> Iterator[SourceCell]:
    """The cells, without overlaps, and an empty one wherever there is none: together they cover the table."""
    owner: dict[tuple[int, int], SourceCell] = {}
    for cell in grid.cells:
        places = [
            (row, column)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        beyond = cell.row + cell.rows > grid.height or cell.column + cell.columns > grid.width
        if beyond or not owner.keys().isdisjoint(places):
            cell = cell._replace(rows=1, columns=1)
            places = places[:1]
        owner.update(dict.fromkeys(places, cell))
    at = grid.span.start
    for row, line in enumerate(text[grid.span.start : grid.span.end].split("\n")):
        for column, content in enumerate(line.split("\t")):
            cell = owner.get((row, column), SourceCell(Span(at, at + len(content)), row, column))
            if (cell.row, cell.column) == (row, column):
                yield cell
            at += len(content) + 1


def _heading_rows(grid: SourceGrid, parts: Sequence[GridBlock], text: str) -> set[int]:
    """Rows with text but no values; in a form that is not filled in, the rows above its first empty row."""
    values = {row.row for part in parts for row in part.rows}
    filled = {cell.row for cell in grid.cells if text[cell.span.start : cell.span.end].strip()}
    if not values:
        empty = next((row for row in range(grid.height) if row not in filled), grid.heads)
        return set(range(max(empty, grid.heads)))
    return set(range(grid.heads)) | (filled - values)


def _value_columns(parts: Sequence[GridBlock], text: str) -> set[int]:
    """Columns of numbers, and those that are still to be filled."""
    found: dict[int, int] = {}
    for part in parts:
        for row in part.rows:
            for cell in row.cells:
                if cell is not None:
                    is_words = classify_cell(text[cell.span.start : cell.span.end]) == "words"
                    found[cell.column] = found.get(cell.column, 0) + (-1 if is_words else 1)
    return {column for column, count in found.items() if count > 0}


def _set(
    cell: SourceCell, content: str, width: int, heads: set[int], values: set[int], begun: set[tuple[int, int]]
) -> LaidOutCell:
    head = cell.row in heads
    covered = range(cell.column, cell.column + cell.columns)
    below = sum((cell.row + cell.rows, column) in begun for column in covered)
    if head and below > 1 and cell.columns < width:
        return LaidOutCell(cell, content, head, "middle", _ems(content))
    is_value = values.issuperset(covered) and (head or classify_cell(content) != "words")
    return LaidOutCell(cell, content, head, "right" if is_value else "left", _ems(content))


def _widths(grid: SourceGrid, asked: Iterator[tuple[SourceCell, float]]) -> list[float]:
    """What the cells ask for, by column; a merged one asks all of its columns alike for what they lack."""
    found = [0.0] * grid.width
    merged: list[tuple[SourceCell, float]] = []
    for cell, ems in asked:
        if cell.columns == 1:
            found[cell.column] = max(found[cell.column], ems)
        else:
            merged.append((cell, ems))
    for cell, ems in merged:
        lack = ems - sum(found[cell.column : cell.column + cell.columns]) - 2 * PADDING * (cell.columns - 1)
        for column in range(cell.column, cell.column + cell.columns):
            found[column] += max(0.0, lack) / cell.columns
    return found


def _unbroken(each: LaidOutCell, tight: bool = False) -> float:
    """Ems of a cell's longest stretch without a place for a break: numbers, Latin words, the first characters."""
    longest = run = 0.0
    for char in each.text:
        wide = _is_wide(char)
        run = 0.0 if wide or char == " " else run + _NARROW
        longest = max(longest, run)
    least = _LEAST_HEADING if each.is_header or each.edge != "left" else _LEAST_WORDS
    if tight:
        least //= 2
    return max(min(longest, _MOST_WORDS), min(float(least), each.ems))


def _ems(content: str) -> float:
    return sum(1.0 if _is_wide(char) else _NARROW for char in content)


def _is_wide(char: str) -> bool:
    return char > "\xff" and east_asian_width(char) in "WFA"
