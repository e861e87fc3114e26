"""Tables of ruled lines: their edges, merged cells, gaps in lines, and frames that are no tables."""

import pytest

from zjviewer.readers.layout.ruled_tables import RuledCell, tables_in
from zjviewer.readers.layout.visible_text import Char, RuledLine


def level(y: float, x0: float, x1: float) -> RuledLine:
    return RuledLine(x0, y, x1, y)


def upright(x: float, y0: float, y1: float) -> RuledLine:
    return RuledLine(x, y0, x, y1)


def grid(*, left: float = 100, top: float = 50, columns: int = 3, rows: int = 2, sides: bool = True, ends: bool = True):
    """Lines of a table with cells of 80 by 20, with or without the outer ones."""
    right, bottom = left + 80 * columns, top + 20 * rows
    lines = [level(top + 20 * n, left, right) for n in range(rows + 1) if ends or 0 < n < rows]
    return lines + [upright(left + 80 * n, top, bottom) for n in range(columns + 1) if sides or 0 < n < columns]


@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("ends", [True, False])
def test_edges_that_are_not_drawn_stand_where_the_lines_end(sides, ends):
    (table,) = tables_in(grid(sides=sides, ends=ends))
    assert table.xs == (100, 180, 260, 340)
    assert table.ys == (50, 70, 90)
    assert table.cells == tuple(RuledCell(row, column, 1, 1) for row in (0, 1) for column in (0, 1, 2))


def test_lines_of_several_lengths_reach_to_the_furthest_ends():
    lines = [level(50, 120, 340), level(70, 100, 300), level(90, 100, 320), upright(180, 30, 90), upright(260, 50, 115)]
    (table,) = tables_in(lines)
    assert (table.xs, table.ys) == ((100, 180, 260, 340), (30, 50, 70, 90, 115))


@pytest.mark.parametrize(("gap", "cells"), [(3.9, 6), (4.1, 6), (60, 5)])
def test_a_gap_in_a_line_opens_a_cell_where_it_holds_the_middle_of_its_edge(gap, cells):
    lines = [each for each in grid() if each != level(70, 100, 340)]
    (table,) = tables_in([*lines, level(70, 100, 110), level(70, 110 + gap, 340)])
    assert len(table.cells) == cells


@pytest.mark.parametrize(("apart", "columns"), [(3.4, 3), (7.5, 4)])
def test_parallel_lines_that_are_near_are_one(apart, columns):
    (table,) = tables_in([*grid(), upright(180 + apart, 50, 90)])
    assert len(table.xs) - 1 == columns


def test_a_line_that_is_missing_merges_the_cells_on_both_sides():
    whole = [each for each in grid() if each != upright(180, 50, 90)]
    (table,) = tables_in([*whole, upright(180, 70, 90)])
    assert table.cells == (
        *(RuledCell(0, 0, 1, 2), RuledCell(0, 2, 1, 1)),
        *(RuledCell(1, 0, 1, 1), RuledCell(1, 1, 1, 1), RuledCell(1, 2, 1, 1)),
    )
    down = [each for each in grid() if each != level(70, 100, 340)]
    (table,) = tables_in([*down, level(70, 180, 340)])
    assert table.cells[0] == RuledCell(0, 0, 2, 1)
    assert len(table.cells) == 5


def test_cells_stay_rectangles():
    lines = [level(50, 100, 260), level(90, 100, 260), upright(100, 50, 90), upright(260, 50, 90)]
    (table,) = tables_in([*lines, level(70, 100, 180), upright(180, 70, 90)])
    assert sum(cell.rows * cell.columns for cell in table.cells) == 4
    assert table.cells[0] in (RuledCell(0, 0, 1, 2), RuledCell(0, 0, 1, 1))


def test_a_frame_is_no_table_and_two_tables_stand_from_top_to_bottom():
    assert tables_in(grid(columns=1, rows=1)) == []
    assert tables_in([level(50, 0, 100), level(70, 0, 100)]) == []
    assert tables_in([upright(50, 0, 100)]) == []
    below, above = tables_in(grid(top=400, columns=1) + grid(top=50, rows=1))
    assert (below.ys[0], above.ys[0]) == (50, 400)
    assert (len(below.cells), len(above.cells)) == (3, 2)


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [
        *((101, 51, (0, 0)), (179, 69, (0, 0)), (181, 69, (0, 1)), (179, 71, (1, 0)), (339, 89, (1, 2))),
        *((99, 60, None), (341, 60, None), (200, 49, None), (200, 91, None)),
    ],
)
def test_a_letter_belongs_to_the_cell_that_holds_its_middle(x, y, place):
    (table,) = tables_in(grid())
    cell = table.cell_at(Char("字", x - 6, y - 5, x + 6, y + 5, 12))
    assert (cell and (cell.row, cell.column)) == place
