"""What must hold in the national tables, as the dictionary's files declare it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

NUMBER_SIGN = "#"
"""Placeholder of the number in a pattern of prose."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the terms on its left is that of those on its right."""

    tables: tuple[str, ...]
    """Ids of the tables that its terms stand in; of more than one, the rows go on in the next."""
    along: Literal["rows", "columns"]
    """`columns`: in every column, the terms are rows; `rows`: in every row, the terms are columns."""
    left: tuple[str, ...]
    """Ids of rows or columns; `refused.*` stands for all that begin so."""
    right: tuple[str, ...]
    only: tuple[str, ...]
    """Ids of the columns or rows in which it holds; empty for all."""
    source: str
    """The notice and its item."""


@dataclass(frozen=True, slots=True)
class YearTransition:
    """What a cell of one year must be by cells of the year before and of its own."""

    table: str
    row: str
    """Id of the row that states it; `*` stands for every row."""
    column: str
    """Id of the column; `*` stands for every column."""
    before: tuple[tuple[str, str, int], ...]
    """Cells of the year before, as row, column and sign; `*` is the row or the column that states it."""
    own: tuple[tuple[str, str, int], ...]
    """The same of its own year."""
    source: str


@dataclass(frozen=True, slots=True)
class ProsePattern:
    """How prose states a cell of a national table."""

    table: str
    cells: tuple[tuple[str, str], ...]
    """Row and column of the cells whose sum it states."""
    pattern: re.Pattern[str]
    """Matches a clause whose number is written `NUMBER_SIGN`."""
    instead: tuple[tuple[tuple[str, str], ...], ...]
    """Other cells whose sum the same wording may mean."""


def parse_identity(entry: Mapping[str, Any]) -> Identity:
    """As a dictionary's file writes it."""
    tables = entry["table"]
    return Identity(
        (tables,) if isinstance(tables, str) else tuple(tables),
        entry["along"],
        tuple(entry["left"]),
        tuple(entry["right"]),
        tuple(entry.get("only", ())),
        entry["source"],
    )


def parse_transition(entry: Mapping[str, Any]) -> YearTransition:
    """As a dictionary's file writes it: a term is `row/column`, with a minus sign before it where it is taken away."""
    row, column = entry["cell"].split("/")
    return YearTransition(
        entry["table"], row, column, _signed(entry["before"]), _signed(entry.get("own", ())), entry["source"]
    )


def parse_pattern(entry: Mapping[str, Any]) -> ProsePattern:
    """As a dictionary's file writes it."""
    return ProsePattern(
        entry["table"],
        _cells(entry["cells"]),
        re.compile(entry["words"]),
        tuple(_cells(cells) for cells in entry.get("instead", ())),
    )


def _signed(terms: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
    return tuple((*_cell(term.lstrip("-")), -1 if term.startswith("-") else 1) for term in terms)


def _cells(terms: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(map(_cell, terms))


def _cell(term: str) -> tuple[str, str]:
    row, column = term.split("/")
    return row, column
