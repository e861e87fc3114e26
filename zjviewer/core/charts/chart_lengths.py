"""How long a bar may be so that it and its label stay in the drawing: lengths against label widths, no words, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

INSIDE = 8.0
"""Between a bar's end and a label inside it."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Where zero lies, how many pixels one unit is, and which labels stand inside their bars."""

    zero: float
    scale: float
    inside: frozenset[int]


def lengths_of(values: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float) -> Lengths:
    """The longest bars from a common zero between `left` and `right` with every label beside or inside its bar.

    Labels stand outside while that leaves the bars half the room; then those of the longest bars go inside.
    """
    outside = _scale(values, widths, frozenset(), left, right, gap)
    best = Lengths(_zero(values, widths, frozenset(), left, gap, outside), outside, frozenset())
    span = max(*values, 0.0) - min(*values, 0.0) if values else 0.0
    inside: set[int] = set()
    while best.scale * span < (right - left) / 2 and len(inside) < len(values):
        inside.add(max((i for i in range(len(values)) if i not in inside), key=lambda i: abs(values[i])))
        scale = _scale(values, widths, frozenset(inside), left, right, gap)
        if all(abs(values[i]) * scale >= widths[i] + 2 * INSIDE for i in inside) and scale > best.scale:
            best = Lengths(_zero(values, widths, frozenset(inside), left, gap, scale), scale, frozenset(inside))
    return best


def _reach(index: int, widths: Sequence[float], inside: frozenset[int], gap: float) -> float:
    return 0.0 if index in inside else gap + widths[index]


def _scale(
    values: Sequence[float], widths: Sequence[float], inside: frozenset[int], left: float, right: float, gap: float
) -> float:
    """Pixels for one unit such that the furthest reach to the left and to the right meet the room's edges."""
    reaches = [(value, _reach(i, widths, inside, gap)) for i, value in enumerate(values)]
    leftward = [(-value, reach) for value, reach in reaches if value < 0] or [(0.0, 0.0)]
    rightward = [(value, reach) for value, reach in reaches if value >= 0] or [(0.0, 0.0)]
    limits = [
        (right - left - a - b) / (below + above)
        for (below, a), (above, b) in product(leftward, rightward)
        if below + above > 0
    ]
    return max(min(limits, default=0.0), 0.0)


def _zero(
    values: Sequence[float], widths: Sequence[float], inside: frozenset[int], left: float, gap: float, scale: float
) -> float:
    reaches = [-value * scale + _reach(i, widths, inside, gap) for i, value in enumerate(values) if value < 0]
    return left + max(reaches, default=0.0)
