"""Checks of a report: one function for each family of rules, in `RULES`."""

from collections.abc import Callable, Iterable

from zjviewer.checks.evidence.check_builder import numbered
from zjviewer.checks.evidence.sentence_context import SentenceContext, build_context
from zjviewer.checks.rules.averages import average_checks, rate_checks
from zjviewer.checks.rules.balances import balance_checks, period_checks
from zjviewer.checks.rules.budgets import (
    budget_item_checks,
    classification_checks,
    execution_checks,
    income_checks,
)
from zjviewer.checks.rules.changes import change_checks
from zjviewer.checks.rules.national_tables import national_table_checks
from zjviewer.checks.rules.prose_against_tables import prose_against_table_checks
from zjviewer.checks.rules.repeated_values import list_count_checks, repeated_value_checks
from zjviewer.checks.rules.shares import attainment_checks, share_checks
from zjviewer.checks.rules.source_table_totals import source_table_checks, table_part_checks
from zjviewer.checks.rules.stated_again import stated_again_checks
from zjviewer.checks.rules.table_columns import table_column_checks
from zjviewer.checks.rules.totals import (
    closing_total_checks,
    distant_total_checks,
    parts_of_total_checks,
    uncued_total_checks,
)
from zjviewer.checks.rules.value_limits import value_limit_checks
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check

RULES: tuple[Callable[[SentenceContext], Iterable[Check]], ...] = (
    national_table_checks,
    prose_against_table_checks,
    source_table_checks,
    table_part_checks,
    table_column_checks,
    classification_checks,
    income_checks,
    budget_item_checks,
    execution_checks,
    parts_of_total_checks,
    uncued_total_checks,
    closing_total_checks,
    distant_total_checks,
    balance_checks,
    period_checks,
    change_checks,
    share_checks,
    attainment_checks,
    average_checks,
    rate_checks,
    repeated_value_checks,
    list_count_checks,
    stated_again_checks,
    value_limit_checks,
)


def check_report(analysis: Analysis) -> tuple[Check, ...]:
    """Every check of a report, in the order of the figures that state the results."""
    prose = build_context(analysis)
    found: dict[frozenset[tuple[str, str]], Check] = {}
    for rule in RULES:
        for check in rule(prose):
            found.setdefault(frozenset((term.figure, term.side) for term in check.terms), check)
    place = {figure.id: figure.start for figure in analysis.figures}
    ordered = sorted(found.values(), key=lambda check: place[check.terms[-1].figure])
    return numbered(ordered, lambda term: prose.mark_of(term.figure))
