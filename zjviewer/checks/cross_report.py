"""Checks between the reports of one body for different years: what was carried over, what growth implies of the year
before, and a past that has changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from zjviewer.checks.comparable_measures import ComparableMeasure, comparable_measures
from zjviewer.checks.evidence.check_builder import (
    Expression,
    format_operand,
    make_check,
    numbered,
    sum_of,
    with_truncation,
)
from zjviewer.checks.evidence.sentence_context import SentenceContext, build_context
from zjviewer.checks.evidence.tolerance import Interval, point
from zjviewer.checks.rules.changes import growth
from zjviewer.core.dictionary.identities import YearTransition
from zjviewer.core.dictionary.metrics import dictionary_for_era
from zjviewer.core.dictionary.places import same_body
from zjviewer.core.figures.number_format import MINUS
from zjviewer.core.model.analysis import Analysis, Figure, Table
from zjviewer.core.model.checks import Check, Term
from zjviewer.core.model.report import Report

CHANGED = "两年报告对同一年同一指标的记载不同。"
ACROSS = "两年报告格式不同({first}、{second}),按可比口径对应。"


@dataclass(frozen=True, slots=True)
class _Report:
    prose: SentenceContext
    year: int


def check_reports_together(analyses: Iterable[Analysis], confirmed: Collection[str] = ()) -> tuple[Check, ...]:
    """Every check between reports of one body; the id of a figure has the year of its report before it: `2016/f104`.

    Of two reports for one year only the first counts. Reports of other bodies than the first, and those without a
    year, are left out. Two spellings of one body (洪泽区人民政府, 淮安市洪泽区人民政府) are one body; where
    `is_of_body` leaves it open, they are only if the name is among `confirmed`.
    """
    reports = _of_one_body(analyses, confirmed)
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


def is_of_body(first: Report, other: Report) -> bool | None:
    """Whether two reports are of one body; None where their names leave it open: 洪泽县 and 洪泽区."""
    names = first.body, other.body
    if names[0] == names[1]:
        return True
    if not all(names):
        return False
    years = (first.year, other.year) if first.year is not None and other.year is not None else None
    return same_body(*names, years)


def _of_one_body(analyses: Iterable[Analysis], confirmed: Collection[str]) -> list[_Report]:
    found: dict[int, _Report] = {}
    first: Report | None = None
    for analysis in analyses:
        report = analysis.report
        first = report if first is None else first
        same = is_of_body(first, report)
        if report.year is not None and (same or (same is None and report.body in confirmed)):
            found.setdefault(report.year, _Report(build_context(_dated(analysis, report.year)), report.year))
    return [found[year] for year in sorted(found)]


def _dated(analysis: Analysis, year: int) -> Analysis:
    """Analysis with the year before the ids of its figures, which are then unique among reports."""
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
    """Transitions between the tables of two years that the notice defines: carried over, and still valid."""
    dictionary = dictionary_for_era(later.prose.analysis.era)
    for rule in dictionary.successions if dictionary else ():
        old = earlier.prose.analysis.table_by_id.get(rule.table)
        new = later.prose.analysis.table_by_id.get(rule.table)
        if old is None or new is None or not old.keys or not new.keys:
            continue
        for row in [r.key for r in new.rows if r.key] if rule.row == "*" else [rule.row]:
            for column in new.keys if rule.column == "*" else [rule.column]:
                yield from _succeeds(rule, earlier, later, (old, new), (row, column))


def _succeeds(
    rule: YearTransition, earlier: _Report, later: _Report, tables: tuple[Table, Table], place: tuple[str, str]
) -> Iterator[Check]:
    result = _cell(tables[1], *place)
    terms: list[tuple[_Report, Figure, int]] = []
    sides = ((earlier, tables[0], rule.before), (later, tables[1], rule.own))
    for report, table, cells in sides:
        for row, column, sign in cells:
            figure = _cell(table, place[0] if row == "*" else row, place[1] if column == "*" else column)
            if figure is None:
                return
            terms.append((report, figure, sign))
    if result is None:
        return
    left = _signed_sum(terms)
    yield make_check(later.prose, "carried", left, result, rule.source)


def _signed_sum(terms: Sequence[tuple[_Report, Figure, int]]) -> Expression:
    numbers: list[str] = []
    names: list[str] = []
    value = Decimal(0)
    allowed: Interval = point(Decimal(0))
    for report, figure, sign in terms:
        added = sum_of(report.prose, [figure])
        falls = (figure.value < 0) != (sign < 0)
        numbers.append(f"{_mark(falls, bool(numbers))}{format_operand(abs(figure.value))}")
        names.append(f"{_mark(sign < 0, bool(names))}{report.year}年{added.named}")
        value += sign * figure.value
        allowed = allowed.plus(added.allowed if sign > 0 else added.allowed.negated())
    figures = tuple(figure for _, figure, _ in terms)
    return Expression("".join(numbers), "".join(names), value, allowed, figures)


def _mark(minus: bool, follows: bool) -> str:
    if follows:
        return f" {MINUS} " if minus else " + "
    return MINUS if minus else ""


def _cell(table: Table, row: str, column: str) -> Figure | None:
    found = next((r for r in table.rows if r.key == row), None)
    return found.cells[table.keys.index(column)] if found is not None and column in table.keys else None


def _implied(earlier: _Report, later: _Report) -> Iterator[Check]:
    """Growth and difference of the later report against the values of the earlier one."""
    old, new = comparable_measures(earlier.prose, earlier.year), comparable_measures(later.prose, later.year)
    checks: list[Check] = []
    stated_by: list[Figure] = []
    for measure, figure in new.items():
        if measure.facet not in ("growth", "difference"):
            continue
        now, then = new.get(measure.of("value")), _then(earlier, later, old, measure)
        if measure.of("previous") in new:
            continue  # the change is reckoned from what this report says of the year before
        if now is None or then is None or now.unit != then.unit or not then.value or not now.value:
            continue
        checks.append(_implies(earlier, later, now, then, figure))
        stated_by.append(figure)
    for check in with_truncation(checks, stated_by):
        yield replace(check, note=check.note + _across(earlier, later))


def _then(
    earlier: _Report, later: _Report, old: Mapping[ComparableMeasure, Figure], measure: ComparableMeasure
) -> Figure | None:
    """Value of a measure in the earlier report, under the name of its own era; None where it is not stated."""
    value = measure.of("value")
    if value in old:
        return old[value]
    known = dictionary_for_era(later.prose.analysis.era)
    cells = [e.only_before for e in known.equivalents if e.only_cell == value[:3]] if known else []
    return next((old[own] for own in (ComparableMeasure(*cell, "value") for cell in cells if cell) if own in old), None)


def _across(earlier: _Report, later: _Report) -> str:
    eras = [report.prose.analysis.era for report in (earlier, later)]
    return ACROSS.format(first=eras[0], second=eras[1]) if all(eras) and eras[0] != eras[1] else ""


def _implies(earlier: _Report, later: _Report, now: Figure, then: Figure, change: Figure) -> Check:
    if change.unit == "%":
        return make_check(later.prose, "implied", growth(later.prose, now, then, "%"), change)
    new, old = sum_of(later.prose, [now]), sum_of(earlier.prose, [then])
    new, old = replace(new, named=f"{later.year}年{new.named}"), replace(old, named=f"{earlier.year}年{old.named}")
    more, less = (old, new) if change.value < 0 else (new, old)
    left = Expression(
        f"{more.numbers} {MINUS} {less.numbers}",
        f"{more.named} {MINUS} {less.named}",
        more.value - less.value,
        more.allowed.plus(less.allowed.negated()),
        (now, then),
    )
    return make_check(later.prose, "implied", left, replace(change, value=abs(change.value)))


def _changed_past(earlier: _Report, later: _Report) -> Iterator[Check]:
    """Values that the later report states for the year before, against the report of that year."""
    old, new = comparable_measures(earlier.prose, earlier.year), comparable_measures(later.prose, later.year)
    for measure, figure in new.items():
        if measure.facet != "previous":
            continue
        then = _then(earlier, later, old, measure)
        if then is not None and then.unit == figure.unit:
            check = make_check(later.prose, "past", sum_of(earlier.prose, [then]), figure)
            note = CHANGED if check.verdict == "fail" else ""
            yield replace(check, note=note + _across(earlier, later))
