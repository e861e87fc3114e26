"""Checks of a panel: what one year carried over against the next, chains of 现行有效, a body against those below it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from zjviewer.comparison.measures import catalogue, measure_of
from zjviewer.comparison.panel import Panel, PanelCell
from zjviewer.comparison.series import point_at
from zjviewer.core.dictionary.equivalences import EACH, CellName
from zjviewer.core.dictionary.metrics import dictionary_for_era
from zjviewer.core.export.tables import json_number
from zjviewer.core.model.checks import Verdict

_BELOW = {"province": "city", "city": "county"}


class YearTerm(NamedTuple):
    """A cell that takes part in a check."""

    body: str
    year: int
    metric: str
    sign: int
    cell: PanelCell


class YearCheck(NamedTuple):
    """What one year's report must state by that of the year before."""

    body: str
    year: int
    metric: str
    """What is stated."""
    stated: YearTerm
    terms: tuple[YearTerm, ...]
    expected: int | float | None
    """Sum of the terms with their signs; None where one of them is missing."""
    difference: int | float | None
    """Stated minus expected."""
    verdict: Verdict
    source: str
    """The notice and its item."""

    @property
    def formula(self) -> str:
        """With the numbers put in, such as `12 + 5 − 1 ≠ 17`; `?` for a missing one."""
        parts = []
        for index, term in enumerate(self.terms):
            sign = ("−" if term.sign < 0 else "") if not index else (" − " if term.sign < 0 else " + ")
            parts.append(f"{sign}{_written(term.cell)}")
        equal = {"pass": "=", "fail": "≠"}.get(self.verdict, "?=")
        return f"{''.join(parts)} {equal} {_written(self.stated.cell)}"


class BelowCheck(NamedTuple):
    """A body's count against the sum of those directly below it."""

    body: str
    year: int
    metric: str
    stated: int | float | None
    total: int | float
    """Sum of the bodies below that state a value."""
    counted: tuple[str, ...]
    missing: tuple[str, ...]
    """Bodies below that are in the panel and state none."""
    verdict: Verdict
    """`fail` where those below have more than the body that reports for all of them; `pass` where every one of them is
    counted and they have no more; else `not_assessable`."""


def checks_over_years(panel: Panel, body: str) -> tuple[YearCheck, ...]:
    """Transitions that the notices define, for every two neighbouring years with reports; a cell is left out where the
    format of the year before lacks a term, and where neither report states anything."""
    return tuple(
        check for earlier, later in pairwise(panel.years) for check in _transitions(panel, body, earlier, later)
    )


def _transitions(panel: Panel, body: str, earlier: int, later: int) -> Iterator[YearCheck]:
    before, report = panel.report_of(body, earlier), panel.report_of(body, later)
    if later - earlier != 1 or before is None or report is None:
        return
    dictionary = dictionary_for_era(report.era)
    for rule in dictionary.successions if dictionary else ():
        for place in catalogue()[report.era].values():
            cell = place.cell
            if cell.table != rule.table or rule.row not in (EACH, cell.row) or rule.column not in (EACH, cell.column):
                continue
            terms = (
                *(_term(panel, body, earlier, cell, address) for address in rule.before),
                *(_term(panel, body, later, cell, address) for address in rule.own),
            )
            if any(term.metric not in catalogue()[_era(panel, body, term.year)] for term in terms):
                continue
            stated = _term(panel, body, later, cell, (EACH, EACH, 1))
            if any(term.cell.value is not None for term in (stated, *terms)):
                yield _judged(body, later, stated, terms, rule.source)


def _term(panel: Panel, body: str, year: int, cell: CellName, address: tuple[str, str, int]) -> YearTerm:
    row, column, sign = address
    metric = "/".join((cell.table, cell.row if row == EACH else row, cell.column if column == EACH else column))
    return YearTerm(body, year, metric, sign, panel.cell_at(metric, body, year))


def _era(panel: Panel, body: str, year: int) -> str:
    report = panel.report_of(body, year)
    era = report.era if report else ""
    return era if era in catalogue() else next(iter(catalogue()))


def _judged(body: str, year: int, stated: YearTerm, terms: tuple[YearTerm, ...], source: str) -> YearCheck:
    values = [each.cell.value for each in terms]
    known = stated.cell.value is not None and None not in values
    vague = any(each.cell.qualifier for each in (stated, *terms))
    if not known or vague:
        return YearCheck(body, year, stated.metric, stated, terms, None, None, "not_assessable", source)
    expected = sum((Decimal(str(each.cell.value)) * each.sign for each in terms), Decimal())
    difference = Decimal(str(stated.cell.value)) - expected
    verdict: Verdict = "fail" if difference else "pass"
    return YearCheck(
        body, year, stated.metric, stated, terms, json_number(expected), json_number(difference), verdict, source
    )


def check_against_below(panel: Panel, body: str, metric: str, year: int) -> BelowCheck | None:
    """A government against the sum of the governments directly below it; None for a rate, for other bodies, and where
    the panel has no report of any below."""
    measure, own = measure_of(metric), panel.latest_of.get(body)
    if own is None or own.unit_type not in _BELOW or not measure.is_count:
        return None
    below = [
        name
        for name, report in panel.latest_of.items()
        if report.unit_type == _BELOW[own.unit_type] and report.region.startswith(own.region) and name != body
    ]
    if not below:
        return None
    points = {name: point_at(panel, measure, name, year) for name in below}
    counted = [name for name in below if points[name].value is not None]
    missing = tuple(name for name in below if points[name].value is None)
    total = json_number(sum((Decimal(str(points[name].value)) for name in counted), Decimal()))
    stated = point_at(panel, measure, body, year).value
    verdict: Verdict = "not_assessable"
    if stated is not None and total > stated:
        verdict = "fail"
    elif stated is not None and not missing:
        verdict = "pass"
    return BelowCheck(body, year, metric, stated, total, tuple(counted), missing, verdict)


def failing_years(checks: Sequence[YearCheck]) -> tuple[int, ...]:
    """Years with a failed check, each once."""
    return tuple(sorted({check.year for check in checks if check.verdict == "fail"}))


def _written(cell: PanelCell) -> str:
    return "?" if cell.value is None else f"{cell.value:,}"
