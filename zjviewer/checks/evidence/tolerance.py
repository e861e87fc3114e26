"""Tolerances: the values that a figure may stand for, by its rounding and by 约, 余, 以上."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Context, Decimal
from typing import NamedTuple

from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.numerals import DIGITS, number_of
from zjviewer.core.text.segmentation import fold_width

WIDE = Context(prec=80)
"""For rounding: the default context refuses a result of more than 28 digits, such as 10**17 with 20 decimals."""
_NUMBER = re.compile(DIGITS)
_SPOKEN = re.compile(r"点([零〇一二三四五六七八九]+)")

_AT_LEAST = frozenset(("以上", "超过", "超", "逾", "突破", "不少于", "不低于", "至少"))
_AT_MOST = frozenset(("以下", "以内", "不超过", "不高于", "至多"))
_JUST_BELOW = frozenset(("近", "接近", "将近"))
_SOMEWHAT_MORE = frozenset(("余", "多", "来"))

_ENDLESS = Decimal("Infinity")
_ABOUT = Decimal("0.05")
"""Largest error of a number with 约, as a fraction of it."""
_NEARLY = Decimal("0.1")
"""The same for 近 and 接近, which stand for smaller values."""


class Interval(NamedTuple):
    """A closed range of values; either end may be infinite."""

    low: Decimal
    high: Decimal

    def negated(self) -> "Interval":
        """The same values with the other sign."""
        return Interval(-self.high, -self.low)

    def plus(self, other: "Interval") -> "Interval":
        """Every sum of a value of either."""
        return Interval(self.low + other.low, self.high + other.high)

    def over(self, other: "Interval") -> "Interval":
        """Every ratio of a value of either, both not below zero. Raises ZeroDivisionError where the other holds 0."""
        if other.low <= 0:
            raise ZeroDivisionError(other)
        low = Decimal(0) if other.high.is_infinite() else self.low / other.high
        return Interval(low, self.high / other.low)

    def times(self, factor: int) -> "Interval":
        """Every value `factor` times as large; the factor is above zero."""
        return Interval(self.low * factor, self.high * factor)


def total(intervals: Iterable[Interval]) -> Interval:
    """Every sum of one value of each."""
    summed = Interval(Decimal(0), Decimal(0))
    for interval in intervals:
        summed = summed.plus(interval)
    return summed


def point(value: Decimal) -> Interval:
    """A value that is known exactly."""
    return Interval(value, value)


def places(figure: Figure) -> int:
    """Digits behind the point, as written."""
    written = fold_width(figure.literal)
    match = _NUMBER.search(written)
    if match:
        return len(match[0].partition(".")[2])
    spoken = _SPOKEN.search(written)
    return len(spoken[1]) if spoken else 0


def half_step(figure: Figure) -> Decimal:
    """Half of the last written place, in the figure's unit; 0 for zero and for a count in full digits."""
    written = fold_width(figure.literal)
    match = _NUMBER.search(written)
    number = number_of(match[0]) if match else Decimal(0)
    factor = abs(figure.value) / number if number else Decimal(1)
    decimals = places(figure)
    if not figure.value and figure.unit != "%":
        return Decimal(0)
    if figure.kind in ("count", "change") and figure.unit not in ("%", "‰", "百分点", "倍"):
        money = figure.unit.startswith(("万", "亿"))
        if factor == 1 and not decimals and not money:
            return Decimal(0)
    elif figure.kind == "money" and figure.unit == "元" and factor == 1 and not decimals:
        return Decimal(0)
    return factor.scaleb(-decimals) / 2


def sum_tolerance(figures: Sequence[Figure]) -> Decimal:
    """Largest difference between the two sides of a sum that rounding of its figures explains; infinite where one of
    them is not simply rounded.

    Two figures of one notation are equal or differ. Of more, all half steps at once are so unlikely that three standard
    deviations of as many rounding errors are the limit. Amounts of money of one or two digits without a decimal point
    are not rounded: nobody writes 5 for 5.4万元.
    """
    if any(figure.qualifier or figure.low is not None or figure.high is not None for figure in figures):
        return _ENDLESS
    steps = [step for figure in figures if (step := half_step(figure))]
    alike = len(set(steps)) == 1
    if alike and (len(steps) == len(figures) == 2 or _is_small_money(figures, steps[0])):
        return Decimal(0)
    return min(sum(steps, Decimal(0)), (3 * sum((step * step for step in steps), Decimal(0))).sqrt(WIDE))


def _is_small_money(figures: Sequence[Figure], step: Decimal) -> bool:
    """Whether amounts of money are whole numbers of one unit, all below 100; `step`: half of the unit."""
    return all(figure.kind == "money" and not places(figure) and abs(figure.value) < 200 * step for figure in figures)


def agree(first: Figure, second: Figure) -> bool:
    """Whether two figures may state one value: equal ones where both are written alike, else values within what their
    rounding and qualifiers allow."""
    if not first.qualifier and not second.qualifier and half_step(first) == half_step(second):
        return first.value == second.value
    one, other = interval_of(first), interval_of(second)
    return one.low <= other.high and other.low <= one.high


def interval_of(figure: Figure) -> Interval:
    """The values that a figure may stand for; a fall keeps its sign."""
    if figure.low is not None:
        return Interval(figure.low, _ENDLESS if figure.high is None else figure.high)
    if figure.high is not None:  # at most −1000: a fall by 1000 or more
        return Interval(-_ENDLESS, figure.high)
    size = abs(figure.value)
    allowed = _sizes(figure, size)
    return allowed.negated() if figure.value < 0 else allowed


def _sizes(figure: Figure, size: Decimal) -> Interval:
    step = half_step(figure)
    if not figure.qualifier:
        return Interval(size - step, size + step)
    if figure.qualifier in _AT_LEAST:
        return Interval(size, _ENDLESS)
    if figure.qualifier in _AT_MOST:
        return Interval(Decimal(0), size)
    if figure.qualifier in _JUST_BELOW:
        return Interval(size - max(size * _NEARLY, 2 * step), size)
    if figure.qualifier in _SOMEWHAT_MORE:
        return Interval(size, size + max(2 * step, _round_step(size)))
    spread = max(size * _ABOUT, step)
    return Interval(size - spread, size + spread)


def _round_step(size: Decimal) -> Decimal:
    """Place of the last digit that is not zero: 1000 for 8000, 10 for 30, 1 for 156."""
    step = Decimal(1)
    while size and size == size.to_integral_value() and size % (step * 10) == 0:
        step *= 10
    return step


def truncated(value: Decimal, decimals: int) -> Decimal:
    """Value truncated to so many decimal places."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN, WIDE)
