"""What the library stores of an analysis, as JSON from a worker and back: sections, cells, checks and identity.

Every value from a worker is validated, because a malicious file may control the worker.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar, get_args

from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.model.checks import Verdict
from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.identity import Identity, Source
from zjviewer.readers.sandbox.report_json import InvalidWorkerReply

_T = TypeVar("_T")
_LONGEST_NAME = 400
"""Characters of a title, name or label; longer ones are cut."""
_LONGEST_FORMULA = 600
_NOT_APPLICABLE = frozenset(("/", "／", "-", "—", "——", "不适用", "无此项", "不涉及"))
SEMANTICS = ("number", "zero", "empty", "not_applicable", "text")


class StoredSection(NamedTuple):
    """A node of the outline; offsets into the text."""

    id: str
    level: int
    start: int
    end: int
    title: str


class Cell(NamedTuple):
    """A cell of a national table, by the keys of table, row and column; one without a number has no span."""

    table: str
    row: str
    column: str
    semantics: str
    """One of `SEMANTICS`."""
    value: str
    """The number in `unit`, as a plain decimal; empty without one."""
    literal: str
    unit: str
    qualifier: str
    start: int
    end: int


class StoredFigure(NamedTuple):
    """A figure, by the names of `zjviewer figures`."""

    literal: str
    value: str
    """The number in `unit`, as a plain decimal."""
    unit: str
    kind: str
    qualifier: str
    indicator: str
    subject: str
    section: str
    status: str
    low: str
    """Least value of a vague number, as `value`; empty without one."""
    high: str
    year: int
    """0 where it is not known."""
    start: int
    end: int


class StoredCheck(NamedTuple):
    """A check."""

    id: str
    rule: str
    verdict: str
    formula: str
    section: str
    starts: tuple[int, ...] = ()
    """Where its figures begin in the text."""


class Contents(NamedTuple):
    """What was extracted from a report."""

    era: str = ""
    cells: tuple[Cell, ...] = ()
    checks: tuple[StoredCheck, ...] = ()
    """Those that fail; all of them where the request asks for everything."""
    passed: int = 0
    failed: int = 0
    not_assessable: int = 0
    figures: tuple[StoredFigure, ...] = ()
    """Only where the request asks for everything."""


def sections_to_json(analysis: Analysis) -> list[list[Any]]:
    """Rows of `StoredSection`."""
    return [[each.id, each.level, each.start, each.end, each.title[:_LONGEST_NAME]] for each in analysis.sections]


def contents_to_json(analysis: Analysis, everything: bool = False) -> dict[str, Any]:
    """JSON values of `Contents`, with all figures and checks where everything is wanted."""
    verdicts = [check.verdict for check in analysis.checks]
    figures = analysis.figure_by_id
    return {
        "era": analysis.era,
        "cells": [list(cell) for cell in _cells(analysis)],
        "checks": [
            [
                *(check.id, check.rule, check.verdict, check.formula[:_LONGEST_FORMULA], check.section),
                [figures[each].start for each in check.figures if each in figures],
            ]
            for check in analysis.checks
            if everything or check.verdict == "fail"
        ],
        "figures": [list(figure) for figure in _figures(analysis)] if everything else [],
        "verdicts": [verdicts.count(verdict) for verdict in ("pass", "fail", "not_assessable")],
    }


def sections_from_json(plain: object, length: int) -> tuple[StoredSection, ...]:
    """Sections of a text with so many characters. Raises InvalidWorkerReply."""
    return _each(
        plain, 5, lambda row: StoredSection(_name(row[0]), _count(row[1]), *_span(row[2:4], length), _name(row[4]))
    )


def contents_from_json(plain: object, length: int) -> Contents:
    """Contents of a report with so many characters. Raises InvalidWorkerReply."""
    values = _of(dict, plain)
    if set(values) != {"era", "cells", "checks", "verdicts", "figures"}:
        raise InvalidWorkerReply("contents")
    passed, failed, not_assessable = map(_count, _row(values["verdicts"], 3))
    return Contents(
        _name(values["era"]),
        _each(values["cells"], len(Cell._fields), lambda row: _cell(row, length)),
        _each(values["checks"], len(StoredCheck._fields), lambda row: _check(row, length)),
        passed,
        failed,
        not_assessable,
        _each(values["figures"], len(StoredFigure._fields), lambda row: _figure(row, length)),
    )


def identity_from_json(plain: object) -> Identity:
    """Identity from the list of its fields. Raises InvalidWorkerReply."""
    row = _row(plain, len(Identity._fields))
    values = dict(zip(Identity._fields, row, strict=True))
    year = values.pop("year")
    texts: dict[str, Any] = {name: _name(value) for name, value in values.items()}
    sources = get_args(Source)
    if texts["unit_type"] not in UNIT_TYPES or any(
        texts[name] not in sources for name in texts if name.endswith("source")
    ):
        raise InvalidWorkerReply("identity")
    return Identity(**texts, year=None if year is None else _count(year, 9999))


def _figures(analysis: Analysis) -> Iterator[StoredFigure]:
    for each in analysis.figures:
        names = (each.literal, f"{each.value:f}", each.unit, each.kind, each.qualifier, each.indicator, each.subject)
        limits = ("" if limit is None else f"{limit:f}" for limit in (each.low, each.high))
        texts = (*names, each.section, each.status, *limits)
        yield StoredFigure._make((*(text[:_LONGEST_NAME] for text in texts), each.year or 0, each.start, each.end))


def _cells(analysis: Analysis) -> Iterator[Cell]:
    for table in analysis.tables:
        if table.keys:
            yield from _cells_of(table)


def _cells_of(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        if not row.key:
            continue
        for index, (figure, column) in enumerate(zip(row.cells, table.keys, strict=False)):
            names = (table.id, row.key, column)
            if figure is None:
                text = row.cell_text(index).strip()[:_LONGEST_NAME]
                kind = "empty" if not text else "not_applicable" if text in _NOT_APPLICABLE else "text"
                yield Cell(*names, kind, "", text, "", "", 0, 0)
            else:
                kind = "number" if figure.value else "zero"
                value = f"{figure.value:f}"
                literal = figure.literal[:_LONGEST_NAME]
                yield Cell(*names, kind, value, literal, figure.unit, figure.qualifier, figure.start, figure.end)


def _cell(row: list[Any], length: int) -> Cell:
    texts = [_name(value) for value in row[:8]]
    start, end = _span(row[8:], length)
    cell = Cell._make((*texts, start, end))
    if cell.semantics not in SEMANTICS or bool(cell.value) != (cell.semantics in ("number", "zero")):
        raise InvalidWorkerReply("cell")
    _check_numbers(cell.value)
    return cell


def _figure(row: list[Any], length: int) -> StoredFigure:
    texts = [_name(value) for value in row[:11]]
    figure = StoredFigure._make((*texts, _count(row[11], 9999), *_span(row[12:], length)))
    _check_numbers(figure.value or "nan", figure.low, figure.high)
    return figure


def _check_numbers(*numbers: str) -> None:
    """Raise InvalidWorkerReply for anything but a finite decimal or nothing."""
    for number in filter(None, numbers):
        try:
            finite = Decimal(number).is_finite()
        except InvalidOperation as error:
            raise InvalidWorkerReply("value") from error
        if not finite:
            raise InvalidWorkerReply("value")


def _check(row: list[Any], length: int) -> StoredCheck:
    texts = [_name(value, _LONGEST_FORMULA) for value in row[:5]]
    check = StoredCheck._make((*texts, tuple(_count(start, length) for start in _of(list, row[5]))))
    if check.verdict not in get_args(Verdict):
        raise InvalidWorkerReply("verdict")
    return check


def _span(row: list[Any], length: int) -> tuple[int, int]:
    start, end = (_count(value, length) for value in row)
    if end < start:
        raise InvalidWorkerReply("span")
    return start, end


def _name(plain: object, longest: int = _LONGEST_NAME) -> str:
    if type(plain) is not str or len(plain) > longest or any("\ud800" <= char <= "\udfff" for char in plain):
        raise InvalidWorkerReply("name")
    return plain


def _count(plain: object, most: int = 2**31) -> int:
    if type(plain) is not int or not 0 <= plain <= most:
        raise InvalidWorkerReply("number")
    return plain


def _row(plain: object, length: int) -> list[Any]:
    row = _of(list, plain)
    if len(row) != length:
        raise InvalidWorkerReply("row")
    return row


def _each(plain: object, width: int, read: Callable[[list[Any]], _T]) -> tuple[_T, ...]:
    return tuple(read(_row(part, width)) for part in _of(list, plain))


def _of(kind: type[_T], plain: object) -> _T:
    if type(plain) is not kind:
        raise InvalidWorkerReply(f"no {kind.__name__}")
    return plain
