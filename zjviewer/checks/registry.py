"""Does it add up? From an `Analysis` to its checks: one function per family of rules, one line each in `CHECKS`."""

from collections.abc import Callable, Iterable

from zjviewer.checks.evidence.check_builder import numbered
from zjviewer.checks.evidence.sentence_context import Prose, prose_of
from zjviewer.checks.rules.averages import averages, rates
from zjviewer.checks.rules.balances import balances, periods
from zjviewer.checks.rules.changes import changes
from zjviewer.checks.rules.national_tables import national_tables, tables_in_prose
from zjviewer.checks.rules.repeated_values import places, restatements
from zjviewer.checks.rules.shares import attainments, shares
from zjviewer.checks.rules.source_table_totals import source_sums
from zjviewer.checks.rules.totals import closing_totals, distant_totals, parts_of_totals, plain_totals
from zjviewer.checks.rules.value_limits import limits
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check

CHECKS: tuple[Callable[[Prose], Iterable[Check]], ...] = (
    national_tables,
    tables_in_prose,
    source_sums,
    parts_of_totals,
    plain_totals,
    closing_totals,
    distant_totals,
    balances,
    periods,
    changes,
    shares,
    attainments,
    averages,
    rates,
    restatements,
    places,
    limits,
)


def check_report(analysis: Analysis) -> tuple[Check, ...]:
    """Every check of a report, in the order of the figures that state the results."""
    prose = prose_of(analysis)
    found: dict[frozenset[tuple[str, str]], Check] = {}
    for rule in CHECKS:
        for check in rule(prose):
            found.setdefault(frozenset((term.figure, term.side) for term in check.terms), check)
    place = {figure.id: figure.start for figure in analysis.figures}
    ordered = sorted(found.values(), key=lambda check: place[check.terms[-1].figure])
    return numbered(ordered, lambda term: prose.mark_of(term.figure))
