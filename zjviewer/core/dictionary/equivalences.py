"""How the cells of one era's tables correspond to those of the era before, as the dictionary's files declare it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Grade = Literal["comparable", "near", "different"]
GRADES: tuple[Grade, ...] = ("comparable", "near", "different")
"""`comparable`: the same definition; `near`: definitions that overlap for the most part; `different`: names that look
alike and count different things, declared so that nobody maps them."""

EACH = "*"
"""Stands for every row or column; the same one on both sides."""


class CellName(NamedTuple):
    """Address of a cell in an era's tables by ids."""

    table: str
    row: str
    column: str
    """Empty in a table whose columns are facets of one value, as in the era before 2019."""


@dataclass(frozen=True, slots=True)
class CrossEraMapping:
    """The sum of some cells of an era corresponds to the sum of some cells of the era before."""

    cells: tuple[CellName, ...]
    before: tuple[CellName, ...]
    grade: Grade
    reason: str
    """In Chinese, for notes below charts."""
    source: str
    """The two notices and their items."""

    @property
    def only_cell(self) -> CellName | None:
        """The cell of a comparable pair; None for sums and for other grades."""
        return self.cells[0] if self._is_pair else None

    @property
    def only_before(self) -> CellName | None:
        """The cell of the era before of a comparable pair; None for sums and for other grades."""
        return self.before[0] if self._is_pair else None

    @property
    def _is_pair(self) -> bool:
        return self.grade == "comparable" and len(self.cells) == len(self.before) == 1

    def before_of(self, cells: frozenset[CellName]) -> frozenset[CellName] | None:
        """Cells of the era before that correspond to these; None where this mapping does not speak of them."""
        return _translated(self.cells, self.before, cells)

    def after_of(self, before: frozenset[CellName]) -> frozenset[CellName] | None:
        """Cells of the era that correspond to these of the era before; None where it does not speak of them."""
        return _translated(self.before, self.cells, before)


def parse_mapping(entry: Mapping[str, Any]) -> CrossEraMapping:
    """As a dictionary's file writes it. Raises ValueError for an unknown grade and a missing reason or source."""
    if entry["grade"] not in GRADES or not entry["reason"] or not entry["source"]:
        raise ValueError(f"The equivalence of {entry['cells']} needs a grade, a reason and a source")
    return CrossEraMapping(
        _cells(entry["cells"]), _cells(entry["before"]), entry["grade"], entry["reason"], entry["source"]
    )


def _cells(written: Iterable[str]) -> tuple[CellName, ...]:
    return tuple(CellName(*(*cell.split("/"), "")[:3]) for cell in written)


def _translated(
    own: tuple[CellName, ...], other: tuple[CellName, ...], cells: frozenset[CellName]
) -> frozenset[CellName] | None:
    """The other side for these cells of its own side; rows and columns written `*` take the value they have there."""
    if not cells or len(own) != len(cells):
        return None
    sample = next(iter(cells))
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    row = sample.row if len(rows) == 1 else None
    column = sample.column if len(columns) == 1 else None

    def filled(pattern: CellName) -> CellName | None:
        chosen = (row if pattern.row == EACH else pattern.row, column if pattern.column == EACH else pattern.column)
        return None if None in chosen else CellName(pattern.table, chosen[0] or "", chosen[1] or "")

    mine = {filled(pattern) for pattern in own}
    if None in mine or mine != set(cells):
        return None
    theirs = {filled(pattern) for pattern in other}
    return None if None in theirs else frozenset(cell for cell in theirs if cell is not None)
