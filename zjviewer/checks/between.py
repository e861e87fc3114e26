"""Checks between the reports of one body for different years: what was carried over, what growth implies of the year
before, and a past that has changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from zjviewer.checks.bounds import Interval, point
from zjviewer.checks.changes import growth
from zjviewer.checks.prose import Prose, bare_name, is_amount, prose_of, unit_of
from zjviewer.checks.results import MINUS, Reckoning, check_of, numbered, sum_of, with_truncation, written
from zjviewer.core.identities import Succession
from zjviewer.core.metrics import dictionary_of
from zjviewer.core.model import Analysis, Figure, Table
from zjviewer.core.results import Check, Term

CHANGED = "两年报告对同一年同一指标的记载不同。"


@dataclass(frozen=True, slots=True)
class _Report:
    prose: Prose
    year: int


@dataclass(frozen=True, slots=True)
class _Measure:
    """What two reports must both state for their values to be compared."""

    table: str
    row: str
    column: str


def check_between(analyses: Iterable[Analysis]) -> tuple[Check, ...]:
    """Every check between reports of one body; a figure's id has the year of its report before it: `2016/f104`.

    Of two reports for one year only the first counts; reports of other bodies than the first, and those without a
    year, are left out.
    """
    reports = _of_one_body(analyses)
    found: list[Check] = []
    for earlier, later in pairwise(reports):
        if later.year - earlier.year == 1:
            found += _successions(earlier, later)
            found += _implied(earlier, later)
            found += _changed_past(earlier, later)
    proses = {str(report.year): report.prose for report in reports}

    def mark_of(term: Term) -> str:
        year = term.figure.partition("/")[0]
        return f"{year} {proses[year].mark_of(term.figure)}"

    return numbered(found, mark_of)


def _of_one_body(analyses: Iterable[Analysis]) -> list[_Report]:
    found: dict[int, _Report] = {}
    body: str | None = None
    for analysis in analyses:
        report = analysis.report
        body = (report.issuer or report.region) if body is None else body
        if report.year is not None and (report.issuer or report.region) == body:
            found.setdefault(report.year, _Report(prose_of(_dated(analysis, report.year)), report.year))
    return [found[year] for year in sorted(found)]


def _dated(analysis: Analysis, year: int) -> Analysis:
    """The same with the year before the ids of its figures, so that they differ from those of other reports."""
    figures = {figure.id: replace(figure, id=f"{year}/{figure.id}") for figure in analysis.figures}
    tables = tuple(
        replace(
            table,
            rows=tuple(
                replace(row, cells=tuple(cell and figures[cell.id] for cell in row.cells)) for row in table.rows
            ),
        )
        for table in analysis.tables
    )
    return replace(analysis, figures=tuple(figures.values()), tables=tables)


def _successions(earlier: _Report, later: _Report) -> Iterator[Check]:
    """What the notice says of two years' tables: carried over, and still valid."""
    dictionary = dictionary_of(later.prose.analysis.era)
    for rule in dictionary.successions if dictionary else ():
        old = earlier.prose.analysis.table_by_id.get(rule.table)
        new = later.prose.analysis.table_by_id.get(rule.table)
        if old is None or new is None or not old.keys or not new.keys:
            continue
        for row in [r.key for r in new.rows if r.key] if rule.row == "*" else [rule.row]:
            for column in new.keys if rule.column == "*" else [rule.column]:
                yield from _succeeds(rule, earlier, later, (old, new), (row, column))


def _succeeds(
    rule: Succession, earlier: _Report, later: _Report, tables: tuple[Table, Table], place: tuple[str, str]
) -> Iterator[Check]:
    stated = _cell(tables[1], *place)
    terms: list[tuple[_Report, Figure, int]] = []
    sides = ((earlier, tables[0], rule.before), (later, tables[1], rule.own))
    for report, table, cells in sides:
        for row, column, sign in cells:
            figure = _cell(table, place[0] if row == "*" else row, place[1] if column == "*" else column)
            if figure is None:
                return
            terms.append((report, figure, sign))
    if stated is None:
        return
    left = _signed_sum(terms)
    yield check_of(later.prose, "carried", left, stated, rule.source)


def _signed_sum(terms: Sequence[tuple[_Report, Figure, int]]) -> Reckoning:
    numbers: list[str] = []
    words: list[str] = []
    value = Decimal(0)
    allowed: Interval = point(Decimal(0))
    for report, figure, sign in terms:
        added = sum_of(report.prose, [figure])
        mark = (f" {MINUS} " if sign < 0 else " + ") if numbers else (MINUS if sign < 0 else "")
        numbers.append(mark + added.numbers)
        words.append(f"{mark}{report.year}年{added.words}")
        value += sign * figure.value
        allowed = allowed.plus(added.allowed if sign > 0 else added.allowed.negated())
    figures = tuple(figure for _, figure, _ in terms)
    return Reckoning("".join(numbers), "".join(words), value, allowed, figures)


def _cell(table: Table, row: str, column: str) -> Figure | None:
    found = next((r for r in table.rows if r.key == row), None)
    return found.cells[table.keys.index(column)] if found is not None and column in table.keys else None


def _implied(earlier: _Report, later: _Report) -> Iterator[Check]:
    """Growth and difference that the later report states, against what the earlier one stated."""
    old, new = _stated(earlier), _stated(later)
    made: list[Check] = []
    stated_by: list[Figure] = []
    for measure, figure in new.items():
        if measure.column not in ("growth", "difference"):
            continue
        value = _Measure(measure.table, measure.row, "value")
        now, then = new.get(value), old.get(value)
        if _Measure(measure.table, measure.row, "previous") in new:
            continue  # the change is reckoned from what this report says of the year before
        if now is None or then is None or now.unit != then.unit or not then.value or not now.value:
            continue
        made.append(_implies(earlier, later, now, then, figure))
        stated_by.append(figure)
    yield from with_truncation(made, stated_by)


def _implies(earlier: _Report, later: _Report, now: Figure, then: Figure, change: Figure) -> Check:
    if change.unit == "%":
        return check_of(later.prose, "implied", growth(later.prose, now, then, "%"), change)
    sums = [sum_of(report.prose, [figure]) for report, figure in ((later, now), (earlier, then))]
    left = Reckoning(
        f"{written(now.value)} {MINUS} {written(then.value)}",
        f"{later.year}年{sums[0].words} {MINUS} {earlier.year}年{sums[1].words}",
        now.value - then.value,
        sums[0].allowed.plus(sums[1].allowed.negated()),
        (now, then),
    )
    return check_of(later.prose, "implied", left, change)


def _changed_past(earlier: _Report, later: _Report) -> Iterator[Check]:
    """The later report's word for the year before, against that year's own."""
    old, new = _stated(earlier), _stated(later)
    for measure, figure in new.items():
        if measure.column != "previous":
            continue
        then = old.get(_Measure(measure.table, measure.row, "value"))
        if then is not None and then.unit == figure.unit:
            check = check_of(later.prose, "past", sum_of(earlier.prose, [then]), figure)
            note = CHANGED if check.verdict == "fail" else ""
            yield replace(check, note=note)


def _stated(report: _Report) -> Mapping[_Measure, Figure]:
    """What every report of the era states alike: the cells of its national tables, and, where a name stands for one
    value only, the amounts of the prose that are in none of them."""
    tables = [table for table in report.prose.analysis.tables if table.keys]
    found = {
        _Measure(table.id, row.key, column): cell
        for table in tables
        for row in table.rows
        if row.key
        for column, cell in zip(table.keys, row.cells, strict=True)
        if cell is not None
    }
    taken = {cell.id for cell in found.values()}
    named: dict[_Measure, list[Figure]] = defaultdict(list)
    for figure in (f for group in report.prose.inside for f in group):
        if is_amount(figure) and figure.id not in taken and figure.year in (report.year, report.year - 1):
            name = f"{figure.subject} {bare_name(figure)} {unit_of(figure)}"
            named[_Measure("", name, "value" if figure.year == report.year else "previous")].append(figure)
    return found | {measure: figures[0] for measure, figures in named.items() if len(figures) == 1}
