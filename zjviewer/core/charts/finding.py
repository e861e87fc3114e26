"""A finding proposed as the title of a chart: one sentence that its numbers bear out, and the labels it speaks of.

Every statement follows from the figures that are drawn. Where two of them tie, or a number is an estimate, nothing is
proposed.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from zjviewer.core.charts.data_point import DataPoint, is_partition
from zjviewer.core.charts.result_chart import group_of
from zjviewer.core.figures.number_format import format_digits, format_figure

_NUMERALS = "零一二三四五六七八九十"
_PER_CENT = Decimal(100)
_NEAR = Decimal(3)
"""Points below a tenth from which on a share is 近 that tenth."""
_EXACT = Decimal(1)
"""Points around a tenth within which a share is called by it."""
_ALL = "全部"
_RESULTS = {
    "granted": "申请获予以公开",
    "partly": "申请获部分公开",
    "refused": "申请不予公开",
    "unable": "申请无法提供",
    "dismissed": "申请不予处理",
}
"""What became of applications, by the ids of the groups of the national form."""


class Finding(NamedTuple):
    """A sentence without a full stop; empty where nothing stands out."""

    text: str
    labels: tuple[str, ...]
    """Labels of the points that it speaks of."""


NOTHING = Finding("", ())


def propose_finding(kind: str, title: str, points: Sequence[DataPoint]) -> Finding:
    """The finding of a chart of a kind, whose table has this title; points of all kinds, zeros included."""
    parts = [point for point in points if not point.is_total]
    if len(parts) < 2 or any(point.figure.qualifier for point in parts):
        return NOTHING
    if all(not point.figure.value for point in parts):
        return Finding(f"{title}：各项均为0", ())
    if kind == "results":
        return _results(parts)
    if kind == "balance":
        return _balance(parts)
    if kind == "change":
        return _change(title, parts)
    if len({point.series for point in parts}) > 1:
        return NOTHING
    years = [point.figure.year for point in parts]
    if len(parts) == 2 and None not in years and years[0] != years[1]:
        return _two_years(title, parts)
    if len({point.figure.year for point in parts}) > 1:
        return NOTHING
    if is_partition(points):
        return _largest_part(title, parts)
    return _largest(title, parts)


def tenths(share: Decimal) -> str:
    """A share from 0 to 100 in words: `四成`, `近四成`, `四成多`, `过半`; empty below 7 %."""
    if share >= _PER_CENT:
        return _ALL
    lower = int(share // 10)
    over, under = share - 10 * lower, 10 * (lower + 1) - share
    if lower and over < _EXACT:
        return f"{_NUMERALS[lower]}成"
    if under <= _EXACT and lower < 9:
        return f"{_NUMERALS[lower + 1]}成"
    if under <= _NEAR:
        return f"近{_NUMERALS[lower + 1]}成" if lower < 9 else "绝大多数"
    if not lower:
        return ""
    return "过半" if lower == 5 and over < 5 else f"{_NUMERALS[lower]}成多"


def _results(parts: Sequence[DataPoint]) -> Finding:
    groups: dict[str, Decimal] = {}
    own = {point.key for point in parts if not group_of(point)}
    for point in parts:
        group = group_of(point)
        if group in own:
            continue  # its group states its own number
        groups[group or point.key] = groups.get(group or point.key, Decimal(0)) + point.figure.value
    total = sum(groups.values(), Decimal(0))
    most = max(groups.values())
    first = [group for group, value in groups.items() if value == most]
    words = tenths(most / total * _PER_CENT) if total else ""
    if len(first) > 1 or not words or first[0] not in _RESULTS:
        return NOTHING
    labels = tuple(point.label for point in parts if first[0] in (point.key, group_of(point)))
    return Finding(f"{words}{_RESULTS[first[0]]}", labels)


def _balance(parts: Sequence[DataPoint]) -> Finding:
    stated = {point.key: point for point in parts}
    done, left = (stated.get(key) for key in ("total", "carried.out"))
    if done is None or left is None:
        return NOTHING
    rest = f"结转下年{format_figure(left.figure)}" if left.figure.value else "没有结转下年"
    return Finding(f"办结{format_figure(done.figure)}，{rest}", (done.label,))


def _change(title: str, parts: Sequence[DataPoint]) -> Finding:
    ordered = sorted(parts, key=lambda point: point.figure.value)
    least, most = ordered[0], ordered[-1]
    if least.figure.value == ordered[1].figure.value or most.figure.value == ordered[-2].figure.value:
        return NOTHING
    if least.figure.value >= 0:
        return Finding(f"{title}：{most.label}增幅最大，为{_amount(most)}", (most.label,))
    if most.figure.value <= 0:
        return Finding(f"{title}：{least.label}降幅最大，为{_amount(least)}", (least.label,))
    text = f"{most.label}增长{_amount(most)}，{least.label}下降{_amount(least)}"
    return Finding(text, (most.label, least.label))


def _amount(point: DataPoint) -> str:
    return f"{format_digits(point.figure.value, point.figure.literal)}{point.figure.unit}"


def _two_years(title: str, parts: Sequence[DataPoint]) -> Finding:
    before, now = sorted(parts, key=lambda point: point.figure.year or 0)
    old, new = before.figure.value, now.figure.value
    if now.figure.kind in ("rate", "share") or old <= 0:
        return NOTHING
    since = f"比{before.figure.year}年"
    if new == old:
        return Finding(f"{title}与{before.figure.year}年持平", (now.label,))
    change = (abs(new - old) / old * _PER_CENT).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not change:
        return NOTHING
    return Finding(f"{title}{since}{'增加' if new > old else '减少'}{format_digits(change)}%", (now.label,))


def _largest_part(title: str, parts: Sequence[DataPoint]) -> Finding:
    total = sum((point.figure.value for point in parts), Decimal(0))
    first = _leader(parts)
    if first is None or first.label.startswith("其他"):
        return NOTHING
    share = first.figure if first.figure.kind == "share" else first.secondary
    stated = share.value if share and share.kind == "share" else first.figure.value / total * _PER_CENT
    words = tenths(stated)
    if words == _ALL:
        return Finding(f"{title}：{words}为{first.label}", (first.label,))
    return Finding(f"{title}：{first.label}占{words}", (first.label,)) if words else NOTHING


def _largest(title: str, parts: Sequence[DataPoint]) -> Finding:
    first = _leader(parts)
    if first is None or first.label.startswith("其他"):
        return NOTHING
    word = "最高" if first.figure.unit == "%" else "最多"
    return Finding(f"{title}：{first.label}{word}，为{format_figure(first.figure)}", (first.label,))


def _leader(parts: Sequence[DataPoint]) -> DataPoint | None:
    """The point with the largest value; None where two of them have it."""
    ordered = sorted(parts, key=lambda point: point.figure.value)
    return ordered[-1] if ordered[-1].figure.value > ordered[-2].figure.value else None
