"""Properties of table rows in the binary format of Word: what is cut short gives fewer cells, and no error."""

import struct

import pytest

from zjviewer.readers.doc.binary_document import CellShape, _cells


def operand(edges: tuple[int, ...], flags: tuple[int, ...]) -> bytes:
    """Operand of `sprmTDefTable`: size, number of cells, edges, and 20 bytes for each cell."""
    head = struct.pack(f"<HB{len(edges)}h", 0, len(edges) - 1, *edges)
    return head + b"".join(struct.pack("<H18x", each) for each in flags)


def test_cells_have_their_edges_and_how_they_are_merged():
    found = _cells(operand((-100, 200, 500, 900), (0, 2, 1 << 5)))
    assert found == (
        CellShape(-100, 200, False, False),
        CellShape(200, 500, True, False),
        CellShape(500, 900, False, True),
    )
    assert _cells(operand((0, 1), (3 << 5,))) == (CellShape(0, 1, False, False),)


@pytest.mark.parametrize("length", range(13))
def test_an_operand_that_is_cut_short_has_the_cells_whose_edges_are_there(length):
    whole = operand((0, 100, 200, 300), (2, 2, 2))
    edges_end = 3 + 2 * 4
    found = _cells(whole[:length])
    assert len(found) == (3 if length >= edges_end else 0)
    assert [cell for cell in found if cell != CellShape(cell.left, cell.right, False, False)] == []


def test_flags_count_once_both_their_bytes_are_there():
    whole = operand((0, 100), (2,))
    start = 3 + 2 * 2
    assert [_cells(whole[: start + more])[0].merged_left for more in (0, 1, 2, 3)] == [False, False, True, True]


@pytest.mark.parametrize(("count", "cells"), [(0, 0), (1, 1), (63, 63), (64, 0)])
def test_a_row_has_at_most_63_cells(count, cells):
    assert len(_cells(operand(tuple(range(count + 1)), (0,) * count))) == cells
