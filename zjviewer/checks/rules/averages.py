"""Averages and rates whose numerator and denominator are stated: 日均更新量, 场均, 办结率."""

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from zjviewer.checks.evidence.breakdown_candidates import tenfold
from zjviewer.checks.evidence.check_builder import (
    Expression,
    exactly,
    format_operand,
    make_check,
    percentage,
    sum_of,
    with_truncation,
)
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, same_quantity, unit_of
from zjviewer.checks.evidence.tolerance import Interval, half_step, places
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_PER_TIME = re.compile(r"(?P<time>[日月周季])均|平均每(?P<every>[天日月周季])|每(?P<each>[天日月周])平均")
_PER_UNIT = re.compile(r"(?:平均)?每(?P<each>[个家场次期人件篇户])|(?P<unit>[场次期人件篇户案])均")
_PARTIAL = re.compile(r"[上下]半年|季度|\d{1,2}月|以来|截至|工作日")
_RATE = re.compile(
    r"(?P<done>按时办结|按期办结|办结|答复|回复|合格|公开|满意|处理|办复|采纳|解决|完成|维持|纠错|纠正|达标|及格|通过|签约|出庭|整改|回收|结案|审结|调解|抽检|受理|立案)率"
)
_DONE = {"纠错": "纠错|纠正", "办复": "办复|答复|办结", "办结": "办结|办理完毕", "完成": "完成|办结"}
"""Patterns for the numerator of a rate, where they differ from the name of the rate."""
_ALL = re.compile(
    r"收到|受理|接到|接收|新收|承办|交办|应|共|制发|制定|印发|产生|涉及|留言|来信|来电|诉求|抽查|抽检|检查|调查|检测|监测|转办|复议|诉讼|查出|发现|排查"
)
_NOT_DONE = re.compile(r"不|未|延期|逾期")
_NOT_ALL = re.compile(r"不|未|其中|延期|逾期")
_TOTAL = re.compile(r"共(?![同享])|合计|总计|累计")
_SMALLEST = 2
"""Smallest average of a count: one per place is a rule and no average."""
_NEXT = 2
"""Figures behind an average among which its total is looked for."""
_TEN_THOUSAND = 10000
_FAR = Decimal("0.334")
"""Largest distance from the quotient, as a fraction of the stated average; beyond it the average is that of another
amount."""
_SLIPPED = Decimal("0.02")
"""The same after the decimal point of the average has been moved by one place."""
_MORE = Decimal("1.02")
"""Largest ratio of numerator to denominator that is still taken for a slip in one of both."""
_FEW_TIMES = 5
"""Smallest ratio of numerator to denominator that a slipped decimal point explains."""
_ONE_OF = Decimal(150)
"""Percentage points of one and a half things, divided by their number."""
_MANY_DIGITS = 3
"""Fewest digits of a rate in which one wrong digit is recognised."""
_POINTS = Decimal(10)
"""Percentage points; a rate that is farther off is that of something else."""


def average_checks(prose: SentenceContext) -> Iterator[Check]:
    """`63934 ÷ 365 = 175.16 ≥ 170`, from an amount and an average in one sentence."""
    checks: list[Check] = []
    stated_by: list[Figure] = []
    for group in prose.inside:
        for at, figure in enumerate(group):
            if figure.kind not in ("count", "money") or (figure.kind == "count" and figure.value < _SMALLEST):
                continue
            for left in _divided(prose, group[:at], group[at + 1 :], figure):
                check = make_check(prose, "average", left, _rounded(prose, figure))
                if check.verdict == "pass" or _is_close(left.value, figure.value):
                    checks.append(check)
                    stated_by.append(figure)
                    break
    yield from with_truncation(checks, stated_by)


def _is_close(value: Decimal, stated: Decimal) -> bool:
    """Whether an average is near the stated one, or would be but for a slipped decimal point."""
    return abs(value - stated) <= stated * _FAR or any(
        abs(value - other) <= other * _SLIPPED for other in tenfold(stated)
    )


def _rounded(prose: SentenceContext, average: Figure) -> Expression:
    """The stated average with its rounding: an average in whole numbers is rounded, a count in whole numbers is not."""
    stated = sum_of(prose, [average])
    half = Decimal("0.5") if not average.qualifier and not half_step(average) else Decimal(0)
    return replace(stated, allowed=stated.allowed.plus(Interval(-half, half)))


def _divided(
    prose: SentenceContext, before: Sequence[Figure], behind: Sequence[Figure], average: Figure
) -> Iterator[Expression]:
    """Quotients that may give an average: amounts before it, the nearest first, and totals behind it, divided by the
    period or the number that the average is over."""
    text = prose.before(average)
    per_time, per_unit = _PER_TIME.search(text), _PER_UNIT.search(text)
    amounts = [f for f in reversed(before) if _same_kind(f, average) and f.year == average.year]
    amounts += [f for f in behind[:_NEXT] if same_quantity(f, average) and _TOTAL.search(prose.before(f))]
    if per_time and average.year is not None and not _PARTIAL.search(text):
        time = per_time["time"] or per_time["every"] or per_time["each"]
        for amount in amounts:
            yield _over_time(prose, amount, time, average.year)
    elif per_unit:
        unit = (per_unit["each"] or per_unit["unit"]).replace("案", "件")
        for number in reversed(before):
            if is_amount(number) and unit_of(number)[:1] == unit and number.value > 1:
                yield from (_over(prose, amount, number, average) for amount in amounts if amount != number)


def _over_time(prose: SentenceContext, amount: Figure, time: str, year: int) -> Expression:
    days = 366 if isleap(year) else 365
    number = {"日": days, "天": days, "周": 52, "月": 12, "季": 4}[time]
    name = {"日": "天", "天": "天", "周": "周", "月": "个月", "季": "个季度"}[time]
    return _quotient(sum_of(prose, [amount]), exactly(Decimal(number), str(number), f"{number}{name}"))


def _same_kind(amount: Figure, average: Figure) -> bool:
    return same_quantity(amount, average) or (amount.unit, average.unit) == ("万元", "元")


def _over(prose: SentenceContext, amount: Figure, number: Figure, average: Figure) -> Expression:
    added = sum_of(prose, [amount])
    if amount.unit != average.unit and average.unit == "元":
        numbers = format_operand(amount.value * _TEN_THOUSAND)
        added = replace(
            added, numbers=numbers, value=amount.value * _TEN_THOUSAND, allowed=added.allowed.times(_TEN_THOUSAND)
        )
    return _quotient(added, sum_of(prose, [number]))


def _quotient(amount: Expression, number: Expression) -> Expression:
    return Expression(
        f"{amount.numbers} ÷ {number.numbers}",
        f"{amount.named} ÷ {number.named}",
        amount.value / number.value,
        amount.allowed.over(number.allowed),
        (*amount.figures, *number.figures),
    )


def rate_checks(prose: SentenceContext) -> Iterator[Check]:
    """`98 ÷ 100 = 98%` for 收到申请100件,办结98件,办结率98%: both amounts stand before the rate, in its sentence."""
    checks: list[Check] = []
    stated_by: list[Figure] = []
    for group in prose.inside:
        for at, rate in enumerate(group):
            name = _RATE.search(prose.before(rate)) if rate.unit == "%" and rate.kind in ("rate", "share") else None
            pair = _done_of(prose, group[:at], _DONE.get(name["done"], name["done"])) if name else None
            if pair is None or not pair[1].value:
                continue
            left = percentage(sum_of(prose, [pair[0]]), sum_of(prose, [pair[1]]))
            near = abs(left.value - rate.value) <= max(_POINTS, _ONE_OF / pair[1].value) or _one_digit(left.value, rate)
            if near or any(abs(left.value - other) <= half_step(rate) * 10 for other in tenfold(rate.value)):
                checks.append(make_check(prose, "rate", left, rate))
                stated_by.append(rate)
    yield from with_truncation(checks, stated_by)


def _one_digit(value: Decimal, stated: Figure) -> bool:
    """Whether one digit distinguishes a value, rounded as a figure of three digits or more is, from the figure."""
    written: list[str] = [f"{each:.{places(stated)}f}" for each in (value, stated.value)]
    if len(written[0]) != len(written[1]) or sum(map(str.isdigit, written[0])) < _MANY_DIGITS:
        return False
    wrong = [at for at, digit in enumerate(written[0]) if written[1][at] != digit]
    return len(wrong) == 1


def _done_of(prose: SentenceContext, before: Sequence[Figure], done: str) -> tuple[Figure, Figure] | None:
    """Numerator and denominator of a rate: the nearest amounts before it whose text names them. None where either is
    missing."""
    for at in range(len(before) - 1, 0, -1):
        part = before[at]
        if not is_amount(part) or not re.search(done, prose.before(part)) or _NOT_DONE.search(prose.before(part)):
            continue
        for whole in reversed(before[:at]):
            text = prose.before(whole)
            is_all = _ALL.search(text) or (done.startswith("按") and "办结" in text)
            if (
                same_quantity(whole, part)
                and (part.value <= whole.value * _MORE or part.value >= whole.value * _FEW_TIMES)
                and is_all
                and not _NOT_ALL.search(text)
            ):
                return part, whole
    return None
