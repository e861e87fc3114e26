"""Builds a `Check` from a formula: numbers, names, and the difference within what rounding and 约, 余, 以上 allow."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from zjviewer.checks.evidence.sentence_context import SentenceContext
from zjviewer.checks.evidence.tolerance import (
    WIDE,
    Interval,
    interval_of,
    places,
    point,
    sum_tolerance,
    total,
    truncated,
)
from zjviewer.core.figures.number_format import MINUS, format_digits, is_vague
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check, Side, Term, Verdict

_SIGNS = {"超过": "≥", "以上": "≥", "不少于": "≥", "不低于": "≥", "至少": "≥", "逾": "≥", "超": "≥", "突破": "≥"} | {
    "以下": "≤",
    "以内": "≤",
    "不超过": "≤",
    "不高于": "≤",
    "至多": "≤",
}
_BROKEN = {"≤": ">", "≥": "<", "=": "≠"}
"""Sign of a relation that does not hold."""
TRUNCATED = "按截尾(不进位)计算相符。"
WOULD_BE_TRUNCATED = "若按截尾(不进位)计算则相符。"


@dataclass(frozen=True, slots=True)
class Expression:
    """One side of a formula: its text with numbers, its text with names, its value and the values that rounding
    allows."""

    numbers: str
    named: str
    value: Decimal
    allowed: Interval
    figures: tuple[Figure, ...]
    is_sum: bool = False
    """Whether the value is the sum of the figures."""


def format_operand(value: Decimal, unit: str = "", literal: str = "") -> str:
    """A number in a formula as charts and tables write it: grouped digits, the decimals of the source's `literal`, the
    real minus sign, `%` where it is one."""
    return f"{MINUS if value < 0 else ''}{format_digits(value, literal)}{'%' if unit == '%' else ''}"


def figure_operand(figure: Figure, unit: str = "") -> str:
    """A figure in a formula: its number, or its text where the number is vague (数千件)."""
    return figure.literal if is_vague(figure) else format_operand(figure.value, unit, figure.literal)


def sum_of(prose: SentenceContext, figures: Sequence[Figure]) -> Expression:
    """Sum of figures."""
    return Expression(
        " + ".join(figure_operand(f, f.unit) for f in figures),
        " + ".join(prose.name(f) for f in figures),
        sum((f.value for f in figures), Decimal(0)),
        total(interval_of(f) for f in figures),
        tuple(figures),
        is_sum=True,
    )


def in_brackets(reckoning: Expression) -> Expression:
    """The expression as an operand of a division: a sum in brackets, a single number without."""
    if " " not in reckoning.numbers:
        return reckoning
    return replace(reckoning, numbers=f"({reckoning.numbers})", named=f"({reckoning.named})")


def percentage(part: Expression, whole: Expression) -> Expression:
    """Part divided by whole, in per cent. Raises ZeroDivisionError where the whole may be 0."""
    part, whole = in_brackets(part), in_brackets(whole)
    if not whole.value:
        raise ZeroDivisionError(whole)
    return Expression(
        f"{part.numbers} ÷ {whole.numbers}",
        f"{part.named} ÷ {whole.named}",
        part.value / whole.value * 100,
        part.allowed.over(whole.allowed).times(100),
        tuple(dict.fromkeys((*part.figures, *whole.figures))),
    )


def make_check(
    prose: SentenceContext, rule: str, left: Expression, stated: Figure | Expression, source: str = "", note: str = ""
) -> Check:
    """Check of an expression against a stated figure, or against another expression."""
    right = stated if isinstance(stated, Expression) else sum_of(prose, [stated])
    last = right.figures[-1]
    decimals = max(places(figure) for figure in right.figures)
    expected = _shortened(left.value, decimals + 2)
    difference, tolerance = distance(left.value, left.allowed, right.value, right.allowed)
    if left.is_sum and right.is_sum:
        tolerance = min(tolerance, sum_tolerance((*left.figures, *right.figures)))
    agrees = difference <= tolerance
    return Check(
        id="",
        rule=rule,
        formula=_formula(left, expected, right, last, agrees),
        named_formula=f"{left.named} = {right.named}",
        stated=right.value,
        expected=expected,
        difference=_shortened(difference, decimals + 2),
        tolerance=_shortened(tolerance, decimals + 3),
        verdict="pass" if agrees else "fail",
        terms=terms_of(left.figures, right.figures),
        section=last.section,
        source=source or f"“{prose.sentence_of(last)}”",
        note=note,
    )


def _formula(left: Expression, expected: Decimal, right: Expression, stated: Figure, agrees: bool) -> str:
    """Text of the formula; the value of the left side stands in between where neither side shows it."""
    sign = "≠"
    if agrees:
        sign = "=" if expected == right.value else "≈"
        sign = _SIGNS.get(stated.qualifier, "≈") if stated.qualifier else sign
    numbers = [left.numbers]
    shown = _is_operand(left) and left.value == expected
    if not shown and not (sign == "=" and _is_operand(right)):
        numbers.append(format_operand(expected, stated.unit))
    if len(right.figures) > 1 and sign == "=":
        numbers = [left.numbers]
    return f"{' = '.join(numbers)} {sign} {right.numbers}"


def _is_operand(side: Expression) -> bool:
    """Whether a side of a formula is one number in digits."""
    return " " not in side.numbers and side.numbers.lstrip(MINUS)[:1].isdecimal()


def not_assessable(
    prose: SentenceContext, rule: str, left: str, right: str, stated: Sequence[Figure], source: str, note: str
) -> Check:
    """Check whose formula has no value, because some of its terms state no number."""
    return Check(
        id="",
        rule=rule,
        formula="",
        named_formula=f"{left} = {right}",
        stated=None,
        expected=None,
        difference=None,
        tolerance=Decimal(0),
        verdict="not_assessable",
        terms=terms_of(stated, ()),
        section=stated[-1].section,
        source=source or f"“{prose.sentence_of(stated[-1])}”",
        note=note,
    )


def compare(
    prose: SentenceContext, rule: str, first: Figure, sign: str, second: Figure, holds: bool, note: str = ""
) -> Check:
    """Comparison of two figures, such as `939 ≤ 4546` and `16216 = 16216`."""
    return _compared(prose, rule, first, sign, second.value, prose.name(second), second, holds, note)


def make_check_against(prose: SentenceContext, figure: Figure, sign: str, limit: Decimal, note: str) -> Check:
    """A figure beyond a limit that it cannot exceed, such as `130% > 100%`."""
    return _compared(prose, "limit", figure, sign, limit, format_operand(limit, figure.unit), None, False, note)


def _compared(
    prose: SentenceContext,
    rule: str,
    first: Figure,
    sign: str,
    value: Decimal,
    name: str,
    second: Figure | None,
    holds: bool,
    note: str,
) -> Check:
    shown = sign if holds else _BROKEN[sign]
    limit = figure_operand(second, first.unit) if second else format_operand(value, first.unit)
    return Check(
        id="",
        rule=rule,
        formula=f"{figure_operand(first, first.unit)} {shown} {limit}",
        named_formula=f"{prose.name(first)} {sign} {name}",
        stated=value if second else first.value,
        expected=first.value if second else value,
        difference=Decimal(0) if holds else abs(first.value - value),
        tolerance=Decimal(0),
        verdict="pass" if holds else "fail",
        terms=terms_of((first,), (second,)) if second else terms_of((), (first,)),
        section=(second or first).section,
        source=f"“{prose.sentence_of(second or first)}”",
        note=note,
    )


def terms_of(left: Iterable[Figure], right: Iterable[Figure]) -> tuple[Term, ...]:
    """Terms of both sides, each figure once on its side."""
    sides: tuple[tuple[Side, Iterable[Figure]], ...] = (("left", left), ("right", right))
    return tuple(dict.fromkeys(Term(figure.id, side) for side, figures in sides for figure in figures))


def distance(value: Decimal, allowed: Interval, stated: Decimal, open_to: Interval) -> tuple[Decimal, Decimal]:
    """Distance of a value from the stated one and its tolerance; both 0 where an open bound holds."""
    tolerance = open_to.high - stated + value - allowed.low
    if value <= stated:
        tolerance = stated - open_to.low + allowed.high - value
    if tolerance.is_infinite():
        return Decimal(0), Decimal(0)
    return abs(value - stated), tolerance


def exactly(value: Decimal, numbers: str, text: str) -> Expression:
    """Expression of a number that no figure states, such as the days of a year."""
    return Expression(numbers, text, value, point(value), ())


def with_truncation(checks: Sequence[Check], stated_by: Sequence[Figure]) -> list[Check]:
    """Checks of ratios with those revised that fail only because the report truncates digits: they pass where it does
    so at least twice and never rounds up; else they still fail, with a note. `stated_by`: figure that states the
    result of each check, in the same order."""
    cut = [i for i, (c, f) in enumerate(zip(checks, stated_by, strict=True)) if c.verdict == "fail" and _is_cut(c, f)]
    raised = any(c.verdict == "pass" and _is_raised(c, f) for c, f in zip(checks, stated_by, strict=True))
    plainly = len(cut) > 1 and not raised
    verdict: Verdict = "pass" if plainly else "fail"
    judged = list(checks)
    for i in cut:
        step = Decimal(1).scaleb(-places(stated_by[i]))
        judged[i] = replace(
            checks[i],
            verdict=verdict,
            tolerance=step if plainly else checks[i].tolerance,
            formula=checks[i].formula.replace("≠", "≈") if plainly else checks[i].formula,
            note=checks[i].note + (TRUNCATED if plainly else WOULD_BE_TRUNCATED),
        )
    return judged


def _is_cut(check: Check, stated: Figure) -> bool:
    return (
        check.expected is not None
        and not stated.qualifier
        and truncated(check.expected, places(stated)) == stated.value != 0
    )


def _is_raised(check: Check, stated: Figure) -> bool:
    return (
        check.expected is not None
        and not stated.qualifier
        and abs(truncated(check.expected, places(stated))) < abs(stated.value)
    )


def numbered(checks: Iterable[Check], mark_of: Callable[[Term], str]) -> tuple[Check, ...]:
    """Checks with ids, which are hashes of the rule and of each figure's side, literal and preceding text."""
    found: dict[str, Check] = {}
    for check in checks:
        marks = [f"{term.side} {mark_of(term)}" for term in check.terms]
        digest = hashlib.sha256("\n".join((check.rule, *marks)).encode()).hexdigest()[:10]
        name = f"{check.rule}-{digest}"
        while name in found:
            name += "'"
        found[name] = replace(check, id=name)
    return tuple(found.values())


def _shortened(value: Decimal, decimals: int) -> Decimal:
    """Value rounded for display; whole numbers without a decimal point."""
    rounded = value.quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_UP, WIDE)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
