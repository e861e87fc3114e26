"""The national tables, each by the identities of its own era, and what the prose says of their cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from zjviewer.checks.evidence.check_builder import Expression, make_check, not_assessable, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount
from zjviewer.core.dictionary.identities import NUMBER_SIGN, Identity, ProsePattern
from zjviewer.core.dictionary.metrics import MetricDictionary, dictionary_for_era, subject_class
from zjviewer.core.model.analysis import Figure, Row, Table
from zjviewer.core.model.checks import Check

_NO_WHOLE = re.compile(r"其中|网络|网上|线上|当面|信函|传真|邮[寄件]|平台|窗口|平均|日均|新增")
_NEAR = Decimal("0.02")
"""How far prose may be from a cell, as a part of it, for one of both to be a slip."""
FILLED_WITH_WORDS = "{names}未填数字,无法核对。"
OWN_ROWS = "表中有格式之外的行:{names}。"


@dataclass(frozen=True, slots=True)
class _FormCell:
    """A cell of a national table, by what the dictionary calls its line."""

    label: str
    figure: Figure | None


def national_table_checks(prose: SentenceContext) -> Iterator[Check]:
    """Every identity of the report's era, in every line of the tables that it is declared for."""
    dictionary = dictionary_for_era(prose.analysis.era)
    for identity in dictionary.identities if dictionary else ():
        tables = [t for name in identity.tables if (t := prose.analysis.table_by_id.get(name)) and t.keys]
        if not tables:
            continue
        lines = _columns(tables, identity) if identity.along == "columns" else _rows(tables[0], identity)
        for name, cells, own in lines:
            check = _checked(prose, identity, name, cells, own)
            if check is not None:
                yield check


def _columns(
    tables: Sequence[Table], identity: Identity
) -> Iterator[tuple[str, Mapping[str, _FormCell], Mapping[str, _FormCell]]]:
    """Each column: its name, its cells by the ids of the rows, and those in rows that the format does not have."""
    for key in dict.fromkeys(key for table in tables for key in table.keys):
        if identity.only and key not in identity.only:
            continue
        cells: dict[str, _FormCell] = {}
        own: dict[str, _FormCell] = {}
        name = ""
        for table in tables:
            if key not in table.keys:
                continue
            column = table.keys.index(key)
            name = table.columns[column]
            for row in table.rows:
                (cells if row.key else own)[row.key or row.label] = _FormCell(row.label, row.cells[column])
        yield name, cells, own


def _rows(table: Table, identity: Identity) -> Iterator[tuple[str, Mapping[str, _FormCell], Mapping[str, _FormCell]]]:
    for row in table.rows:
        if row.key and (not identity.only or row.key in identity.only):
            yield row.label, _across(table, row), {}


def _across(table: Table, row: Row) -> dict[str, _FormCell]:
    return {
        key: _FormCell(label, cell)
        for key, label, cell in zip(table.keys, table.columns, row.cells, strict=True)
        if key
    }


def _checked(
    prose: SentenceContext, identity: Identity, name: str, cells: Mapping[str, _FormCell], own: Mapping[str, _FormCell]
) -> Check | None:
    """None where the report states too little to speak of the identity at all."""
    left, right = (_found(side, cells) for side in (identity.left, identity.right))
    stated = [cell.figure for cell in (*left, *right) if cell.figure is not None]
    if not any(cell.figure for cell in left) or not any(cell.figure for cell in right):
        return None
    if len({figure.id for figure in stated}) < len(stated):  # words that fit two metrics were bound to one figure
        return None
    in_prose = any(figure.id in prose.index_of for figure in stated)
    whole = all(_found((term,), cells) for term in (*identity.left, *identity.right) if "*" not in term)
    if in_prose and not (whole and _together(prose, stated)):
        return None
    missing = [cell.label for cell in (*left, *right) if cell.figure is None]
    if missing or not (whole or _has_alternative(identity, cells)):
        note = FILLED_WITH_WORDS.format(names="、".join(missing) or "有的项目")
        return not_assessable(prose, "table", _words(left), _words(right, name), stated, identity.source, note)
    others = [cell for cell in own.values() if cell.figure is not None]
    check = _summed(prose, identity, name, left, right)
    if check.verdict == "fail" and others and any("*" in term for term in identity.left):
        again = _summed(prose, identity, name, [*left, *others], right)
        note = OWN_ROWS.format(names="、".join(cell.label for cell in others))
        if again.verdict == "pass":
            return _summed(prose, identity, name, [*left, *others], right, note)
    return check


def _found(terms: Sequence[str], cells: Mapping[str, _FormCell]) -> list[_FormCell]:
    return [cell for term in terms for key, cell in cells.items() if fnmatchcase(key, term)]


def _has_alternative(identity: Identity, cells: Mapping[str, _FormCell]) -> bool:
    """A row that the format splits, such as 其他处理, stands as a whole or as its parts."""
    return all(
        _found((term,), cells) or _found((f"{term}.*",), cells)
        for term in (*identity.left, *identity.right)
        if "*" not in term
    )


def _together(prose: SentenceContext, figures: Sequence[Figure]) -> bool:
    """Whether what prose states stands in one sentence or two that follow each other."""
    places = [prose.index_of[figure.id] for figure in figures if figure.id in prose.index_of]
    return max(places) - min(places) <= 1


def _summed(
    prose: SentenceContext,
    identity: Identity,
    name: str,
    left: Sequence[_FormCell],
    right: Sequence[_FormCell],
    note: str = "",
) -> Check:
    return make_check(prose, "table", _sum(prose, left), _sum(prose, right, name), identity.source, note)


def _sum(prose: SentenceContext, cells: Sequence[_FormCell], name: str = "") -> Expression:
    added = sum_of(prose, [cell.figure for cell in cells if cell.figure is not None])
    return Expression(added.numbers, _words(cells, name), added.value, added.allowed, added.figures)


def _words(cells: Sequence[_FormCell], name: str = "") -> str:
    return " + ".join(cell.label for cell in cells) + (f"({name})" if name else "")


def prose_against_table_checks(prose: SentenceContext) -> Iterator[Check]:
    """What the prose says of a cell, where it says the same or nearly the same."""
    dictionary = dictionary_for_era(prose.analysis.era)
    if dictionary is None:
        return
    for figure in (f for group in prose.inside for f in group):
        if not speaks_for_all(prose, figure, prose.analysis.report.year):
            continue
        for wording in dictionary.wordings:
            check = _check_prose(prose, wording, figure)
            if check is not None:
                yield check
                break
    yield from _metrics_in_prose(prose, dictionary)


def speaks_for_all(prose: SentenceContext, figure: Figure, year: int | None) -> bool:
    """Whether a figure is of the whole body and the whole of a year, and not of a part."""
    report = prose.analysis.report
    return (
        is_amount(figure)
        and figure.year == year
        and not prose.is_planned(figure)
        and not prose.part_of_year(figure)
        and not _NO_WHOLE.search(prose.before(figure))
        and subject_class(figure.subject, report.region) != "lower"
    )


def _check_prose(prose: SentenceContext, wording: ProsePattern, figure: Figure) -> Check | None:
    table = prose.analysis.table_by_id.get(wording.table)
    clause = prose.clause_of(figure).replace(figure.literal, NUMBER_SIGN, 1)
    if table is None or not table.keys or not wording.pattern.search(clause):
        return None
    for cells in (wording.cells, *wording.instead):
        sums = _cells_of(prose, table, cells)
        if sums is not None and sums.value == figure.value:
            return make_check(prose, "prose", sums, figure)
    sums = _cells_of(prose, table, wording.cells)
    if sums is None or abs(sums.value - figure.value) > max(Decimal(1), figure.value * _NEAR):
        return None
    return make_check(prose, "prose", sums, figure)


def _cells_of(prose: SentenceContext, table: Table, cells: Sequence[tuple[str, str]]) -> Expression | None:
    """The sum of a table's cells; None where one of them states nothing."""
    found: list[Figure] = []
    for key, column in cells:
        row = next((row for row in table.rows if row.key == key), None)
        figure = row.cells[table.keys.index(column)] if row is not None and column in table.keys else None
        if figure is None or figure.id in prose.index_of:
            return None
        found.append(figure)
    return sum_of(prose, found)


def _metrics_in_prose(prose: SentenceContext, dictionary: MetricDictionary) -> Iterator[Check]:
    """The same for an era whose dictionary knows the words for each metric."""
    cells = {row.key: row.cells[0] for table in prose.analysis.tables if table.keys for row in table.rows}
    for key, cell in cells.items():
        metric = dictionary.metrics.get(key)
        if metric is None or cell is None or metric.after or cell.id in prose.index_of:
            continue
        for figure in (f for group in prose.inside for f in group):
            before = prose.plain[max(0, figure.start - 80) : figure.start]
            if (
                figure.unit in metric.units
                and metric.ends(before)
                and speaks_for_all(prose, figure, prose.analysis.report.year)
            ):
                if abs(cell.value - figure.value) <= max(Decimal(1), figure.value * _NEAR):
                    yield make_check(prose, "prose", sum_of(prose, [cell]), figure)
                break
