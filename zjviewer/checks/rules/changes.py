"""Differences and growth against an earlier value that is stated: 减少634篇, 增长11%, 提高4.5个百分点, 翻一番."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from zjviewer.checks.evidence.check_builder import (
    Expression,
    compare,
    figure_operand,
    format_operand,
    make_check,
    with_truncation,
)
from zjviewer.checks.evidence.sentence_context import (
    SentenceContext,
    bare_name,
    is_amount,
    list_is_closed,
    unit_of,
)
from zjviewer.checks.evidence.tolerance import Interval, interval_of, point
from zjviewer.core.figures.number_format import MINUS
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_RISE = "增长|增加|上升|提高|提升|上涨|增幅|增速|多"
_FALL = "下降|降低|减少|回落|缩减|下滑|减幅|降幅|压减|压缩|缩短|精简|少"
_NEAREST = 8
"""Figures before a change among which its values are looked for."""
_LONGEST_CHANGE = 60
"""Code points between a figure and the change behind it."""
_TURN = "整合|优化|集约|归并|清理|调整|扩大|拓展"
"""Ways from one number to another that may go up or down."""
_PLAIN = re.compile(
    r"\)?[,、(:;]?\s*(?:同比|(?:比|较|与)?(?P<base>20\d\d)年[度底末]?|(?:比|较)?(?:上一?年|去年)[度底末]?|相比|同期"
    r"|[的总数量净共]|实际|大幅|略|有所|明显|,)*"
    rf"(?P<way>{_RISE}|{_FALL})(?:幅度?|率|比例)?[了为达约近超过逾仅:]*"
)
_NAMED_BASE = re.compile(
    r"\)?[,、(:;]?\s*(?:比|较|与)(?:(?P<base>20\d\d)年度?|(?P<last>上一?年度?|去年))?(?P<noun>[^,;。\d]{2,16}?)(?:相比)?,?"
    rf"(?:实际|净|共|大幅|略|有所|明显)?(?P<way>{_RISE}|{_FALL})(?:幅度?|率|比例)?[了为达约近超过逾仅:]*"
)
"""A change against an amount that is called by name: 比2025年预算执行数增加."""
_BASE_BESIDE = re.compile(r"[,、(]?(?:比|较|与)(?:20\d\d年)?[^,;。\d]{0,20}")
_BASE_BEHIND = re.compile(r"\((?:20\d\d年|上一?年|去年)(?:度|同期)?[^,;。()\d]{0,12}")
_SENTENCES_BACK = 2
"""Sentences before that of a change in which the amount that it is measured against is looked for."""
_FROM_TO = re.compile(rf"[^,;。]{{0,12}}(?:{_RISE}|{_FALL}|{_TURN})(?:到|至|为)[了约]?")
_FROM = re.compile(r"(?:由|从)[^,;。\d]*(?:20\d\d年[^,;。\d]*)?$")
_TIMES = re.compile(r"(?:是|为|达|达到|相当于)[^,;。]{0,16}的$")
_IS = re.compile(r"(?:是|为|达|相当于)[^,;。]{0,12}$")
_DOUBLED = re.compile(r"翻(?:了|一)?(?P<times>[一两二三])?番(?P<more>多|以上)?")
_COUNTED = {"一": 1, "两": 2, "二": 2, "三": 3, None: 1}
_ROUNDLY = Decimal("0.05")
"""How far from twice as much 翻番 may be, as a part of it."""

POINTS = "差值为百分点,原文写作百分比。"
LARGER = "增加额大于增加后的数值。"
AS_RATIO = "若按“为上年的倍数”计算则相符。"


def change_checks(prose: SentenceContext) -> Iterator[Check]:
    """Differences and rates of change, against the value and the earlier value that the text states."""
    checks: list[Check] = []
    stated_by: list[Figure] = []
    yield from _doublings(prose)
    for index, group in enumerate(prose.inside):
        values: list[Figure] = []
        for at, figure in enumerate(group):
            match = find_change_word(prose, figure)
            if match or (at and _is_ratio(prose, group[:at], figure)):
                check = _change_check(prose, index, at, values, figure, match)
                if check is not None:
                    checks.append(check)
                    stated_by.append(figure)
            if not match:
                values = [*values[1 - _NEAREST :], figure]
    yield from with_truncation(checks, stated_by)


def _change_check(
    prose: SentenceContext, index: int, at: int, values: Sequence[Figure], figure: Figure, match: re.Match[str] | None
) -> Check | None:
    group = prose.inside[index]
    times = _is_ratio(prose, group[:at], figure)
    change = _signed(figure, match)
    behind = _base_behind(prose, values, group[at + 1 : at + 2], figure)
    if behind is not None:
        return _check(prose, *behind, change, times)
    named = match is not None and match.re is _NAMED_BASE
    base = match["base"] if match else None
    pairs = [_pair(prose, some, figure, base) for some in _readings(prose, values, figure)]
    if match is not None and (named or not any(pairs)):
        pairs = [pair for pair in pairs if pair and _is_base(prose, pair[1], match)] if named else pairs
        pairs = pairs if any(pairs) else [_pair_across(prose, index, values, figure, match)]
    found = [check for pair in pairs if pair and (check := _check(prose, *pair, change, times))]
    if found:
        return min(found, key=_gap)
    return _by_difference(prose, group[max(0, at - 2) : at], change)


def _base_behind(
    prose: SentenceContext, values: Sequence[Figure], behind: Sequence[Figure], change: Figure
) -> tuple[Figure, Figure] | None:
    """同比下降20%(2019年10件): the earlier value stands in brackets right behind the change."""
    for then in behind:
        now = next((f for f in reversed(values) if f.unit == then.unit and f.kind == then.kind), None)
        now = now if values else _named_before(prose, then, change)
        closed = prose.plain.startswith(")", then.end)
        if now is None or not closed or not _may_change(now, change):
            return None
        if _BASE_BEHIND.fullmatch(prose.between(change.end, then.start)):
            return now, then
    return None


def _named_before(prose: SentenceContext, then: Figure, change: Figure) -> Figure | None:
    """The only amount of the sentence before that of a change that has the name of an earlier value and is of the year
    after it."""
    index = prose.index_of[change.id]
    name = bare_name(then)
    found = [
        f
        for f in (prose.inside[index - 1] if index else ())
        if (f.unit, f.kind, f.section) == (then.unit, then.kind, then.section) and f.year == (then.year or 0) + 1
    ]
    found = [f for f in found if name and name in bare_name(f)]
    return found[0] if len(found) == 1 else None


def _is_base(prose: SentenceContext, figure: Figure, match: re.Match[str]) -> bool:
    """Whether an amount is the one that a change names as its base: its year, and the name in its text."""
    year = match["base"] or (str((prose.analysis.report.year or 0) - 1) if match["last"] else "")
    name = _IDLE_BASE.sub("", match["noun"])
    return (not year or str(figure.year) == year) and (name in prose.before(figure) or name in figure.indicator)


_IDLE_BASE = re.compile(r"^(?:当年|同期|的)|[的数]$")


def _pair_across(
    prose: SentenceContext, index: int, values: Sequence[Figure], change: Figure, match: re.Match[str]
) -> tuple[Figure, Figure] | None:
    """The value before a change, and its base by name and year in its sentence or those right before it."""
    now = next((f for f in reversed(values) if _may_change(f, change)), None)
    if now is None or now.year is None or prose.is_planned(now) != prose.is_planned(change):
        return None
    if match.re is not _NAMED_BASE and (match["base"] or now.year) == str(now.year):
        return None
    first = max(0, index - _SENTENCES_BACK)
    line = prose.plain.rfind("\n", 0, now.start) + 1
    near = [f for group in prose.inside[first : index + 1] for f in group[-_NEAREST:] if line <= f.start < now.start]
    for then in reversed(near):
        if then.unit != now.unit or then.kind != now.kind or find_change_word(prose, then):
            continue
        if match.re is _NAMED_BASE:
            if _is_base(prose, then, match):
                return now, then
        elif then.year == int(match["base"] or now.year - 1) and bare_name(then) == bare_name(now) != "":
            return (now, then) if prose.part_of_year(then) == prose.part_of_year(now) else None
    return None


def _readings(prose: SentenceContext, values: Sequence[Figure], change: Figure) -> Iterator[Sequence[Figure]]:
    """The values that a change may be that of: without asides in brackets, but for the one that it is compared with;
    and where parts were listed, their whole instead of them."""
    plain = prose.plain
    outside = [
        f for n, f in enumerate(values) if n == len(values) - 1 or not list_is_closed(plain, f.end, change.start)
    ]
    yield outside
    cues = [at for f in outside[:-1] if (at := plain.find("其中", f.end, outside[-1].start)) >= 0]
    if cues:
        yield [*(f for f in outside[:-1] if f.end <= min(cues)), outside[-1]]


def _gap(check: Check) -> Decimal:
    return check.difference or Decimal(0)


def find_change_word(prose: SentenceContext, figure: Figure) -> re.Match[str] | None:
    """增长 and 比上年增加, but not 增加到, which leads to the new value."""
    text = prose.before(figure)
    if text.endswith(("到", "至")) or len(text) > _LONGEST_CHANGE:
        return None
    return _PLAIN.fullmatch(text) or _NAMED_BASE.fullmatch(text)


def _is_ratio(prose: SentenceContext, before: Sequence[Figure], times: Figure) -> bool:
    """是2016年的3倍, and 是2016年100条的3倍: so many times as much, and not more."""
    match = prose.before(times)
    return bool(_TIMES.search(match) or (before and match == "的" and _IS.search(prose.before(before[-1]))))


def _signed(figure: Figure, match: re.Match[str] | None) -> Figure:
    """A fall is below zero, whatever the figure was taken for."""
    fell = match is not None and re.fullmatch(_FALL, match["way"]) is not None
    return replace(figure, value=-abs(figure.value)) if fell else figure


def _pair(
    prose: SentenceContext, before: Sequence[Figure], change: Figure, base: str | None
) -> tuple[Figure, Figure] | None:
    """The value that a change leads to and the one it starts from, which stand side by side before it."""
    for first, second in zip(reversed(before[:-1]), reversed(before), strict=False):
        if first.unit != second.unit or "change" in (first.kind, second.kind) or first.kind != second.kind:
            continue
        if not _may_change(first, change):
            return None
        between = prose.between(first.end, second.start)
        if _BASE_BESIDE.fullmatch(between) and first.year is not None:
            return first, second
        if _FROM_TO.fullmatch(between) and _FROM.search(prose.before(first)):
            return second, first
        if first.year == second.year:
            continue
        years = (first.year, second.year)
        if None in years or "。" in between or ";" in between:
            return None
        now, then = (first, second) if years[0] > years[1] else (second, first)  # type: ignore[operator]
        expected = int(base) if base else (now.year or 0) - 1
        return (now, then) if then.year == expected and now.year != then.year else None
    return None


def _may_change(value: Figure, change: Figure) -> bool:
    """Points change a percentage; per cent and times change anything; else both count the same."""
    if change.unit == "百分点":
        return value.unit == "%"
    if change.unit in ("%", "倍"):
        return is_amount(value) or value.unit == "%"
    return is_amount(value) and unit_of(value) == unit_of(change)


def _check(prose: SentenceContext, now: Figure, then: Figure, change: Figure, times: bool) -> Check | None:
    if change.unit not in ("%", "倍"):
        return _difference(prose, now, then, change)
    if not then.value or not now.value:
        return None
    grown = growth(prose, now, then, change.unit, times)
    check = make_check(prose, "growth", grown, change)
    if check.verdict == "fail":
        return replace(check, note=_misread(prose, now, then, change, times))
    if now.unit == "%" and now.value - then.value == change.value != check.expected:
        meant = make_check(prose, "growth", replace(grown, allowed=point(grown.value)), change)
        return replace(meant, note=POINTS) if meant.verdict == "fail" else check
    return check


def _by_difference(prose: SentenceContext, before: Sequence[Figure], change: Figure) -> Check | None:
    """较上年增加300户,增长25%: growth against the value less its difference, where the value before is not stated."""
    if len(before) < 2 or change.unit != "%":
        return None
    now, difference = before[-2:]
    match = find_change_word(prose, difference)
    if match is None or not is_amount(now) or unit_of(difference) != unit_of(now) or now.year != difference.year:
        return None
    difference = _signed(difference, match)
    then = now.value - difference.value
    if then < 0 < difference.value and difference.kind == "change":
        return compare(prose, "difference", difference, "≤", now, holds=False, note=LARGER)
    if then <= 0 or (difference.value < 0) != (change.value < 0):
        return None
    earlier = _minus(prose, now, difference).allowed
    if earlier.low <= 0:
        return None
    rise = interval_of(difference)
    size = (rise.negated() if difference.value < 0 else rise).over(earlier).times(100)
    sign = "+" if difference.value < 0 else MINUS
    left = Expression(
        f"{figure_operand(difference)} ÷ ({figure_operand(now)} {sign} {format_operand(abs(difference.value))})",
        f"{prose.name(difference)} ÷ ({prose.name(now)} {sign} {prose.name(difference)})",
        difference.value / then * 100,
        size.negated() if difference.value < 0 else size,
        (now, difference),
    )
    return make_check(prose, "growth", left, change)


def _misread(prose: SentenceContext, now: Figure, then: Figure, change: Figure, times: bool) -> str:
    """What the author may have meant: points for per cent, or N times as much for N times more."""
    if now.unit == "%" and make_check(prose, "", _minus(prose, now, then), change).verdict == "pass":
        return POINTS
    ratio = growth(prose, now, then, change.unit, not times)
    return AS_RATIO if change.unit == "倍" and make_check(prose, "", ratio, change).verdict == "pass" else ""


def _difference(prose: SentenceContext, now: Figure, then: Figure, change: Figure) -> Check:
    """Written so that the result is above zero: `16850 − 16216 = 634` for 减少634篇."""
    if change.value < 0:
        return make_check(prose, "difference", _minus(prose, then, now), _opposite(change))
    return make_check(prose, "difference", _minus(prose, now, then), change)


def _opposite(figure: Figure) -> Figure:
    """The same figure with the other sign, of its limits as well."""
    low, high = (None if limit is None else -limit for limit in (figure.high, figure.low))
    return replace(figure, value=-figure.value, low=low, high=high)


def _minus(prose: SentenceContext, more: Figure, less: Figure) -> Expression:
    return Expression(
        f"{figure_operand(more)} {MINUS} {figure_operand(less)}",
        f"{prose.name(more)} {MINUS} {prose.name(less)}",
        more.value - less.value,
        interval_of(more).plus(interval_of(less).negated()),
        (more, less),
    )


def growth(prose: SentenceContext, now: Figure, then: Figure, unit: str, times: bool = False) -> Expression:
    """By how many per cent, or by how many times, a value has grown; `times`: how many times as much it is.

    Both values are above zero.
    """
    ratio = interval_of(now).over(interval_of(then))
    names = (prose.name(now), prose.name(then))
    numbers = (figure_operand(now), figure_operand(then))
    if times:
        value = now.value / then.value
        return Expression(" ÷ ".join(numbers), " ÷ ".join(names), value, ratio, (now, then))
    scale = 100 if unit == "%" else 1
    return Expression(
        f"({numbers[0]} {MINUS} {numbers[1]}) ÷ {numbers[1]}",
        f"({names[0]} {MINUS} {names[1]}) ÷ {names[1]}",
        (now.value - then.value) / then.value * scale,
        ratio.plus(point(Decimal(-1))).times(scale),
        (now, then),
    )


def _doublings(prose: SentenceContext) -> Iterator[Check]:
    """翻一番 is twice as much, 翻两番 four times, give or take a twentieth."""
    for span, group in zip(prose.spans, prose.inside, strict=True):
        for match in _DOUBLED.finditer(prose.plain, *span):
            pair = _pair(prose, [f for f in group if f.end <= match.start()], replace(group[0], unit="倍"), None)
            if pair is None:
                continue
            now, then = pair
            factor = 2 ** _COUNTED[match["times"]]
            allowed = interval_of(then).times(factor)
            high = Decimal("Infinity") if match["more"] else allowed.high * (1 + _ROUNDLY)
            left = Expression(
                f"{figure_operand(then)} × {factor}",
                f"{prose.name(then)} × {factor}",
                then.value * factor,
                Interval(allowed.low * (1 - _ROUNDLY), high),
                (then,),
            )
            yield make_check(prose, "growth", left, now)
