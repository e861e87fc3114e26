"""Sums in the national tables, each by the identities of its own era."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from zjviewer.checks.evidence.check_builder import Expression, make_check, not_assessable, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext
from zjviewer.core.dictionary.identities import Identity
from zjviewer.core.dictionary.metrics import MetricDictionary, dictionary_for_era
from zjviewer.core.model.analysis import Figure, Row, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.text.label_matching import strip_label

FILLED_WITH_WORDS = "{names}未填数字,无法核对。"
BLANK_IS_NONE = "{names}为空白,按0计。"
OWN_ROWS = "表中有格式之外的行:{names}。"


@dataclass(frozen=True, slots=True)
class _FormCell:
    """Cell of a national table with the label of its row or column."""

    label: str
    figure: Figure | None
    blank: bool = False
    """Whether the source has the cell and leaves it empty, which counts as zero."""


def national_table_checks(prose: SentenceContext) -> Iterator[Check]:
    """Every identity of the report's era, in every column of its tables, or in every row of the first one."""
    dictionary = dictionary_for_era(prose.analysis.era)
    if dictionary is None:
        return
    for identity in dictionary.identities:
        tables = [t for name in identity.tables if (t := prose.analysis.table_by_id.get(name)) and t.keys]
        if not tables:
            continue
        lines = (_columns if identity.along == "columns" else _rows)(prose, dictionary, tables, identity)
        for name, cells, own in lines:
            check = _checked(prose, identity, name, cells, own)
            if check is not None:
                yield check


def _columns(
    prose: SentenceContext, dictionary: MetricDictionary, tables: Sequence[Table], identity: Identity
) -> Iterator[tuple[str, Mapping[str, _FormCell], Mapping[str, _FormCell]]]:
    """Each column: its name, its cells by the ids of the rows, and those in rows that the format does not have;
    collected over all the tables."""
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
                (cells if row.key else own)[row.key or row.label] = _FormCell(
                    row.label, row.cells[column], _is_blank(prose, dictionary, table, row, column)
                )
        yield name, cells, own


def _rows(
    prose: SentenceContext, dictionary: MetricDictionary, tables: Sequence[Table], identity: Identity
) -> Iterator[tuple[str, Mapping[str, _FormCell], Mapping[str, _FormCell]]]:
    for row in tables[0].rows:
        if row.key and (not identity.only or row.key in identity.only):
            yield row.label, _across(prose, dictionary, tables[0], row), {}


def _is_blank(prose: SentenceContext, dictionary: MetricDictionary, table: Table, row: Row, column: int) -> bool:
    """Whether the source's own table has a cell and leaves it empty; False if the source has no such row."""
    if row.cells[column] is not None or row.cell_text(column):
        return False
    if any(cell is not None and cell.id not in prose.index_of for cell in row.cells):
        return True
    metric = dictionary.metrics.get(row.key)
    if metric is not None:
        return any(strip_label(name) in prose.source_labels for name in (metric.name, *metric.also))
    form = next((form for form in dictionary.forms if form.id == table.id), None)
    entry = next((entry for entry in form.rows if entry.id == row.key), None) if form else None
    return entry is not None and any(strip_label(name) in prose.source_labels for name in (entry.label, *entry.also))


def _across(prose: SentenceContext, dictionary: MetricDictionary, table: Table, row: Row) -> dict[str, _FormCell]:
    return {
        key: _FormCell(label, cell, _is_blank(prose, dictionary, table, row, column))
        for column, (key, label, cell) in enumerate(zip(table.keys, table.columns, row.cells, strict=True))
        if key
    }


def _checked(
    prose: SentenceContext, identity: Identity, name: str, cells: Mapping[str, _FormCell], own: Mapping[str, _FormCell]
) -> Check | None:
    """Check of one row or column; None if one side has no figure, if two cells share a figure, or if figures of prose
    are incomplete or not near each other. If the sum fails, it is tried with `own`, the rows of this report only."""
    left, right = (_found(side, cells) for side in (identity.left, identity.right))
    stated = [cell.figure for cell in (*left, *right) if cell.figure is not None]
    if not any(cell.figure for cell in left) or not any(cell.figure for cell in right):
        return None
    if len({figure.id for figure in stated}) < len(stated):  # text that fit two metrics were bound to one figure
        return None
    in_prose = any(figure.id in prose.index_of for figure in stated)
    whole = all(_found((term,), cells) for term in (*identity.left, *identity.right) if "*" not in term)
    if in_prose and not (whole and _together(prose, stated)):
        return None
    blank = [cell.label for cell in (*left, *right) if cell.blank]
    missing = [cell.label for cell in (*left, *right) if cell.figure is None and not cell.blank]
    if missing or not (whole or _has_alternative(identity, cells)):
        note = FILLED_WITH_WORDS.format(names="、".join(missing) or "有的项目")
        return not_assessable(prose, "table", _words(left), _words(right, name), stated, identity.source, note)
    others = [cell for cell in own.values() if cell.figure is not None]
    check = _summed(prose, identity, name, left, right, BLANK_IS_NONE.format(names="、".join(blank)) if blank else "")
    if check.verdict == "fail" and others and any("*" in term for term in identity.left):
        again = _summed(prose, identity, name, [*left, *others], right)
        note = OWN_ROWS.format(names="、".join(cell.label for cell in others))
        if again.verdict == "pass":
            return _summed(prose, identity, name, [*left, *others], right, note)
    return check


def _found(terms: Sequence[str], cells: Mapping[str, _FormCell]) -> list[_FormCell]:
    return [cell for term in terms for key, cell in cells.items() if fnmatchcase(key, term)]


def _has_alternative(identity: Identity, cells: Mapping[str, _FormCell]) -> bool:
    """Whether every term is present, as one row or as the rows that the format splits it into, such as 其他处理."""
    return all(
        _found((term,), cells) or _found((f"{term}.*",), cells)
        for term in (*identity.left, *identity.right)
        if "*" not in term
    )


def _together(prose: SentenceContext, figures: Sequence[Figure]) -> bool:
    """Whether the figures of prose stand in one sentence or in two adjacent ones."""
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
    return replace(added, named=_words(cells, name))


def _words(cells: Sequence[_FormCell], name: str = "") -> str:
    return " + ".join(cell.label for cell in cells) + (f"({name})" if name else "")
