"""Columns in per cent of the source's own tables: growth between two columns, and shares of a total.

A column is checked only where most of its rows show what it means: growth at constant prices, or a share of another
whole, is no contradiction.
"""

import re
from collections.abc import Iterator, Sequence

from zjviewer.checks.evidence.check_builder import make_check, percentage, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext
from zjviewer.checks.rules.changes import growth
from zjviewer.core.model.analysis import Figure, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.tables.row_hierarchy import is_total_label

_GROWTH = re.compile(r"增长|增减|增幅|增速|同比|变动")
_SHARE = re.compile(r"占比|比重|比例|构成|占")
_THIS, _LAST = re.compile(r"本年|今年|本期|当年"), re.compile(r"上年|去年|上期|上一年")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_FEWEST = 2
"""Rows of a column that is checked."""


def table_column_checks(prose: SentenceContext) -> Iterator[Check]:
    """`(100 − 80) ÷ 80 = 25%` and `75 ÷ 100 = 75%` for the columns of a table that state such per cent."""
    for table in prose.analysis.tables:
        if table.keys or any(figure.id in prose.index_of for figure in table.figures):
            continue
        for column, name in enumerate(table.columns):
            if _GROWTH.search(name):
                pair = _years(table, column)
                yield from _shown(_growths(prose, table, column, *pair)) if pair else ()
            elif _SHARE.search(name) and column:
                yield from _shown(_shares(prose, table, column))


def _years(table: Table, column: int) -> tuple[int, int] | None:
    """The columns of this year and of the year before among those before a column of growth; None where there are not
    exactly these two."""
    years = {int(match[0]): n for n, name in enumerate(table.columns[:column]) if (match := _YEAR.search(name))}
    if len(years) == _FEWEST == column and max(years) - min(years) == 1:
        return years[max(years)], years[min(years)]
    this = [n for n, name in enumerate(table.columns[:column]) if _THIS.search(name)]
    last = [n for n, name in enumerate(table.columns[:column]) if _LAST.search(name)]
    return (this[0], last[0]) if len(this) == len(last) == 1 else None


def _growths(prose: SentenceContext, table: Table, column: int, this: int, last: int) -> Iterator[Check]:
    for row in table.rows:
        now, then, stated = row.cells[this], row.cells[last], row.cells[column]
        if now is None or then is None or stated is None or stated.unit != "%" or now.unit != then.unit:
            continue
        if _is_amount(now) and _is_amount(then) and now.value > 0 < then.value:
            yield make_check(prose, "growth", growth(prose, now, then, "%"), stated)


def _shares(prose: SentenceContext, table: Table, column: int) -> Iterator[Check]:
    """Shares that a column states of the column right before it, which has one row of its total."""
    totals = [row.cells[column - 1] for row in table.rows if is_total_label(row.label)]
    whole = totals[0] if len(totals) == 1 else None
    if whole is None or not _is_amount(whole) or not whole.value:
        return
    for row in table.rows:
        part, stated = row.cells[column - 1], row.cells[column]
        if part is None or stated is None or part is whole or stated.unit != "%" or part.unit != whole.unit:
            continue
        if _is_amount(part) and part.value >= 0:
            yield make_check(prose, "share", percentage(sum_of(prose, [part]), sum_of(prose, [whole])), stated)


def _is_amount(figure: Figure) -> bool:
    return figure.kind in ("count", "money") and not figure.qualifier


def _shown(checks: Iterator[Check]) -> Sequence[Check]:
    """All checks of a column, where at least half of them hold; else none."""
    found = list(checks)
    holding = sum(check.verdict == "pass" for check in found)
    return found if len(found) >= _FEWEST and holding * 2 >= len(found) else ()
