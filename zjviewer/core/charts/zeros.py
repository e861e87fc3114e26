"""Zeros of a chart: which are left out of the drawing, and the sentence that states them instead."""

from collections.abc import Sequence
from decimal import Decimal

from zjviewer.core.charts.data_point import DataPoint

LONG = 12
"""Points of a list from which on its zeros are counted in a sentence and not drawn."""
_ZEROS_TO_DROP = Decimal(1) / 3
_ZEROS_TO_STATE = Decimal(1) / 2
"""Shares of zeros in a list: from the first on a long list leaves them out, above the second a sentence counts them."""
_LONGEST_LIST = 60
"""Code points of the names of zeros that a sentence may list."""


def drop_zeros(points: Sequence[DataPoint], split: bool = False) -> tuple[DataPoint, ...]:
    """The points to draw: without zeros of a long list, or of a national form, that has many. Of stacked parts
    (`split`) without zeros, except for the first of a row that has no others."""
    if split:
        filled = {point.category for point in points if point.figure.value}
        first = {point.category: point for point in reversed(points)}
        return tuple(
            point
            for point in points
            if point.figure.value or (point.category not in filled and point is first[point.category])
        )
    others = tuple(point for point in points if point.figure.value or point.is_total)
    zeros = len(points) - len(others)
    is_form = all(point.key for point in points)
    enough = len(others) > (0 if is_form else 1) and zeros >= _ZEROS_TO_DROP * len(points)
    one = len({point.series for point in points}) == 1
    return others if enough and one and (is_form or len(points) >= LONG) else tuple(points)


def zero_note(points: Sequence[DataPoint], shown: Sequence[DataPoint]) -> str:
    """A sentence that names or counts the zeros that are not drawn, or those of a list that has mostly zeros; else
    empty."""
    if len(shown) < len(points):
        drawn = {id(point) for point in shown}
        missing = [point for point in points if id(point) not in drawn]
        names = "、".join(point.label for point in missing)
        if len({point.series for point in points}) == 1 and len(names) <= _LONGEST_LIST:
            return f"另有{len(missing)}项为0：{names}。" if len(missing) > 1 else f"{names}为0。"
        return f"另有{len(missing)}项为0，未画出。"
    zeros = sum(not point.figure.value for point in points)
    if zeros <= _ZEROS_TO_STATE * len(points):
        return ""
    return "各项均为0。" if zeros == len(points) else f"{len(points)}项中有{zeros}项为0。"
