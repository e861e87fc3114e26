"""The value axis of a chart, linear or logarithmic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of values that a chart spans, from `low` to `high`; logarithmic or not."""

    low: float
    high: float
    log: bool = False
    ticks: tuple[Decimal, ...] = ()
    """In order, inside the range."""


def log_axis(values: Sequence[Decimal]) -> Axis:
    """Whole decades around positive values, at most seven ticks."""
    low = min(value.adjusted() for value in values)
    high = max(value.adjusted() for value in values) + 1
    step = -(-(high - low) // 6)
    high = low + -(-(high - low) // step) * step
    ticks = tuple(Decimal(10) ** power for power in range(low, high + 1, step))
    return Axis(float(ticks[0]), float(ticks[-1]), True, ticks)


def linear_axis(values: Sequence[Decimal], is_percentage: bool = False) -> Axis:
    """From 0 to a round number above the values, none negative, with at most five steps; to 100 for percentages."""
    most = max(values)
    if is_percentage and most <= 100:
        return Axis(0.0, 100.0, ticks=(Decimal(0), Decimal(50), Decimal(100)))
    if not most:
        return Axis(0.0, 1.0, ticks=(Decimal(0),))
    power = Decimal(10) ** (most.adjusted() - 1)
    step = next(each * power for each in map(Decimal, (1, 2, 5, 10, 20, 50)) if most <= 5 * each * power)
    count = math.ceil(most / step)
    ticks = tuple(step * number for number in range(count + 1))
    return Axis(0.0, float(ticks[-1]), ticks=ticks)


def can_be_log(values: Sequence[Decimal]) -> bool:
    """Whether a logarithmic scale shows anything: all positive, and ten times between least and most."""
    return bool(values) and min(values) > 0 and max(values) >= 10 * min(values)
