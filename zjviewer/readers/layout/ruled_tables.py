"""Tables from ruled lines: groups of lines that form a table, edges of its columns and rows, and merged cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zjviewer.readers.layout.visible_text import Char, RuledLine

_NEAR = 3.5
"""Largest distance between parallel lines that are one line, in points."""
_REACH = 4.0
"""Largest gap between lines that still touch, in points."""
_MOST_RULES = 3000
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """Position and span of a cell on the grid of its table."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Grid of a ruled table; `xs` and `ys` are the edges of its columns and rows on the page, in points."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[RuledCell, ...], ...]
    """Cell that covers each grid position, row by row."""

    @property
    def cells(self) -> tuple[RuledCell, ...]:
        """All cells, each once, in reading order."""
        return tuple(
            cell for r, row in enumerate(self.owners) for c, cell in enumerate(row) if (cell.row, cell.column) == (r, c)
        )

    def cell_at(self, letter: Char) -> RuledCell | None:
        """Cell that contains the centre of a character; None outside the table."""
        column = bisect_right(self.xs, (letter.x0 + letter.x1) / 2) - 1
        row = bisect_right(self.ys, letter.middle) - 1
        if not (0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1):
            return None
        return self.owners[row][column]


def tables_in(rules: Sequence[RuledLine]) -> list[RuledTable]:
    """Tables of a page from top to bottom; a frame around one cell is no table. Empty if there are too many lines."""
    level = _merged([(r.y0, r.x0, r.x1) for r in rules if r.level])
    upright = _merged([(r.x0, r.y0, r.y1) for r in rules if not r.level])
    if not level or not upright or len(level) + len(upright) > _MOST_RULES:
        return []
    found = [table for group in _groups(level, upright) if (table := _table(*group)) is not None]
    return sorted(found, key=lambda table: table.ys[0])


Line = tuple[float, float, float]
"""Line as (position across its direction, start, end), in points."""


def _merged(lines: Iterable[Line]) -> list[Line]:
    """The lines; those at the same position that touch each other are joined."""
    tracks: list[list[Line]] = []
    for line in sorted(lines):
        if tracks and line[0] - tracks[-1][0][0] <= _NEAR:
            tracks[-1].append(line)
        else:
            tracks.append([line])
    merged: list[Line] = []
    for track in tracks:
        at = sum(line[0] for line in track) / len(track)
        start, end = None, 0.0
        for _, begins, ends in sorted(track, key=lambda line: line[1]):
            if start is None:
                start, end = begins, ends
            elif begins <= end + _REACH:
                end = max(end, ends)
            else:
                merged.append((at, start, end))
                start, end = begins, ends
        if start is not None:
            merged.append((at, start, end))
    return merged


def _groups(level: Sequence[Line], upright: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Groups of connected horizontal and vertical lines."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, x0, x1) in enumerate(level):
        for j, (x, y0, y1) in enumerate(upright):
            if x0 - _REACH <= x <= x1 + _REACH and y0 - _REACH <= y <= y1 + _REACH:
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, line in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(upright):
        groups.setdefault(root(len(level) + j), ([], []))[1].append(line)
    return list(groups.values())


def _table(level: Sequence[Line], upright: Sequence[Line]) -> RuledTable | None:
    if not level or not upright:
        return None
    left, right = min(line[1] for line in level), max(line[2] for line in level)
    top, bottom = min(line[1] for line in upright), max(line[2] for line in upright)
    xs = _edges([line[0] for line in upright], left, right)
    ys = _edges([line[0] for line in level], top, bottom)
    height, width = len(ys) - 1, len(xs) - 1
    if height * width < 2 or height * width > _MOST_CELLS:
        return None
    rows = _bars(level, ys, xs)
    columns = _bars(upright, xs, ys)
    return RuledTable(tuple(xs), tuple(ys), _cells(height, width, rows, columns))


def _edges(found: Iterable[float], low: float, high: float) -> list[float]:
    """Sorted positions of lines, including the outer edges of the table where no line was drawn."""
    edges: list[float] = []
    for at in sorted((*found, low, high)):
        if not edges or at - edges[-1] > 2 * _NEAR:
            edges.append(at)
    return edges


def _bars(lines: Sequence[Line], tracks: Sequence[float], across: Sequence[float]) -> set[tuple[int, int]]:
    """Segments of the grid that are drawn, as (edge index, index of the interval between two edges of the other
    direction)."""
    drawn: set[tuple[int, int]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    for at, begins, ends in lines:
        track = min(range(len(tracks)), key=lambda index: abs(tracks[index] - at))
        for place in range(bisect_left(middles, begins), bisect_right(middles, ends)):
            drawn.add((track, place))
    return drawn


def _cells(
    height: int, width: int, rows: set[tuple[int, int]], columns: set[tuple[int, int]]
) -> tuple[tuple[RuledCell, ...], ...]:
    """Cells of a grid: each is extended to the right and downwards until a line ends it; cells remain rectangles."""
    owner: dict[tuple[int, int], RuledCell] = {}
    for r in range(height):
        for c in range(width):
            if (r, c) in owner:
                continue
            across = 1
            while c + across < width and (c + across, r) not in columns and (r, c + across) not in owner:
                across += 1
            down = 1
            while r + down < height and _open(r + down, c, across, rows, columns, owner):
                down += 1
            cell = RuledCell(r, c, down, across)
            owner |= {(r + i, c + j): cell for i in range(down) for j in range(across)}
    return tuple(tuple(owner[r, c] for c in range(width)) for r in range(height))


def _open(
    row: int,
    column: int,
    across: int,
    rows: set[tuple[int, int]],
    columns: set[tuple[int, int]],
    owner: dict[tuple[int, int], RuledCell],
) -> bool:
    """Whether a cell of the previous row can be extended into this row: no line above or within its part of the row."""
    places = range(column, column + across)
    if any((row, place) in rows or (row, place) in owner for place in places):
        return False
    return not any((place, row) in columns for place in places[1:])
