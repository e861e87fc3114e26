"""A line for every category: bars from zero, or dots on a scale, with the value written beside each."""

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from zjviewer.core.charts.axis import Axis, log_axis
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.layout_request import LayoutRequest
from zjviewer.core.charts.row_layout import BLEED, INSIDE, Layout, category_labels, fit_lengths, layout, legend
from zjviewer.core.charts.scene import (
    SMALL_SIZE,
    Box,
    LegendSwatch,
    LineItem,
    Mark,
    PlotArea,
    Side,
    TextItem,
    TextMeasure,
    line_height,
)
from zjviewer.core.charts.value_labels import Label, label_items, make_mark, value_labels
from zjviewer.core.figures.number_format import format_value

GAP = 8.0
"""Between a mark and its label."""
DOT = 7.0
"""Radius."""
_FAR_ABOVE = 3
"""A whole that many times its largest part is written, not drawn: its bar would flatten all others."""
_SEEN = 200
"""A bar that is shorter than such a part of the longest is not seen."""
_PER_CENT = (Decimal(0), Decimal(50), Decimal(100))


def lay_out_bars(request: LayoutRequest, dots: bool = False, signed: bool = False) -> PlotArea:
    """The rows below one another, as high as they need, which may be more than the room's height.

    `dots`: dots on a scale instead of bars, as always on a logarithmic axis. `signed`: colours by the sign.
    """
    series, points, room, measure = request.series, request.points, request.room, request.measure
    dots = dots or request.log
    color_roles = _color_roles(signed, points)
    labels = value_labels(points, measure)
    texts: list[TextItem] = []
    swatches: list[LegendSwatch] = []
    if len({point.series for point in points}) > 1:
        named = _named_points(points)
        with_names = value_labels(points, measure, {index: series[points[index].series] for index in named})
        if named and not dots and not signed and max(label.width for label in with_names) <= room.width * 0.4:
            labels = with_names
        else:
            first = {point.series: role for point, role in zip(reversed(points), reversed(color_roles), strict=True)}
            used = sorted(first)
            texts, swatches = legend([series[i] for i in used], [first[i] for i in used], room, measure)
            top = texts[-1].box.bottom + 10
            room = Box(room.x, top, room.width, room.height - (top - room.y))
    rows = layout(points, labels, room, measure)
    texts += category_labels(rows, measure, [row.entries[0] for row in rows.rows])
    if dots:
        area = _dots(points, labels, color_roles, rows, request.log, measure)
    else:
        area = _bars(points, labels, color_roles, rows)
    return replace(area, texts=(*texts, *area.texts), chips=tuple(swatches))


def _named_points(found: Sequence[DataPoint]) -> list[int]:
    """Indices of the points of the first row whose bars can all be seen, so that their series can be named there; empty
    where no row has such bars."""
    most = max(abs(entry.figure.value) for entry in found)
    rows: dict[int, list[int]] = {}
    for index, entry in enumerate(found):
        rows.setdefault(entry.category, []).append(index)
    count = len({entry.series for entry in found})
    full = (
        row
        for row in rows.values()
        if len(row) == count and all(abs(found[i].figure.value) * _SEEN >= most > 0 for i in row)
    )
    return next(full, [])


def _color_roles(signed: bool, found: Sequence[DataPoint]) -> list[str]:
    """A colour's name for every entry; of several years the last is the subject and the others are context."""
    signed = signed or any(entry.figure.value < 0 for entry in found)
    several = len({entry.series for entry in found}) > 1
    if signed and not several:
        return ["positive" if entry.figure.value >= 0 else "negative" for entry in found]
    stated = [entry.figure.year or 0 for entry in found]
    if not several and len(found) == len(set(stated)) > 1:
        return ["series0" if year == max(stated) else "muted" for year in stated]
    years: dict[int, set[int | None]] = {}
    for entry in found:
        years.setdefault(entry.series, set()).add(entry.figure.year)
    single = {series: next(iter(each)) for series, each in years.items() if len(each) == 1}
    if several and len(set(single.values()) - {None}) == len(years):
        last = max(single, key=lambda series: single[series] or 0)
        return ["series0" if entry.series == last else "muted" for entry in found]
    return ["muted" if entry.is_total and not several else f"series{entry.series}" for entry in found]


def _bars(found: Sequence[DataPoint], labels: Sequence[Label], color_roles: Sequence[str], made: Layout) -> PlotArea:
    written = _written(found)
    drawn = [index for index in range(len(found)) if index not in written]
    values = [float(found[index].figure.value) for index in drawn]
    lengths = fit_lengths(values, [labels[i].width for i in drawn], made.room.x, made.room.right, GAP)
    inside = {drawn[index] for index in lengths.inside}
    texts: list[TextItem] = []
    marks: list[Mark] = []
    for number, row in enumerate(made.rows):
        for place, index in enumerate(row.entries):
            entry, label = found[index], labels[index]
            top, middle = made.bar(number, place)
            hit = _hit(made, number, place)
            if index in written:
                texts += label_items(label, lengths.zero + GAP, middle, index, bold=True)
                box = Box(lengths.zero + GAP, middle - label.height / 2, label.width, label.height)
                marks.append(make_mark(entry, label, "words", box, "muted", (hit,)))
                continue
            length = float(entry.figure.value) * lengths.scale
            box = Box(lengths.zero + min(length, 0.0), top, abs(length), made.thick)
            away = -1 if length < 0 else 1
            if index in inside:
                x = box.right - INSIDE - label.width if away > 0 else box.x + INSIDE
            else:
                x = box.right + GAP if away > 0 else box.x - GAP - label.width
            texts += label_items(label, x, middle, index, color_roles[index] if index in inside else "")
            side: Side = "inside" if index in inside else "outside"
            marks.append(make_mark(entry, label, "bar", box, color_roles[index], (hit,), side))
    rules = tuple(LineItem(lengths.zero, top, lengths.zero, bottom, "baseline") for top, bottom in made.baselines())
    axis = Axis(min(0.0, *values, 0.0), max(0.0, *values, 0.0))
    return PlotArea(tuple(marks), tuple(texts), rules, (), axis, made.room.bottom)


def _written(found: Sequence[DataPoint]) -> set[int]:
    """Wholes so far above their parts that they are written instead of drawn."""
    parts = [entry.figure.value for entry in found if not entry.is_total]
    if not parts:
        return set()
    return {
        index
        for index, entry in enumerate(found)
        if entry.is_total and entry.series == 0 and entry.figure.value > _FAR_ABOVE * max(parts)
    }


def _dots(
    found: Sequence[DataPoint],
    labels: Sequence[Label],
    color_roles: Sequence[str],
    made: Layout,
    log: bool,
    measure: TextMeasure,
) -> PlotArea:
    """Dots on a light line each, values in a column at the right, ticks below."""
    values = [entry.figure.value for entry in found]
    if log:
        axis = log_axis(values)
    else:
        ticks = _PER_CENT if max(values) <= 100 else (Decimal(0), max(values))
        axis = Axis(0.0, float(ticks[-1]), ticks=ticks)
    column = made.room.right - max(label.width for label in labels)
    left, right = made.room.x + DOT, column - GAP - DOT
    texts: list[TextItem] = []
    marks: list[Mark] = []
    tracks: list[LineItem] = []
    for number, row in enumerate(made.rows):
        for place, index in enumerate(row.entries):
            entry, label = found[index], labels[index]
            middle = made.bar(number, place)[1]
            x = left + _share_of(axis, entry.figure.value) * (right - left)
            tracks.append(LineItem(left, middle, right, middle, "track"))
            if not log:
                tracks.append(LineItem(left, middle, x, middle, "stem", index))
            box = Box(x - DOT, middle - DOT, 2 * DOT, 2 * DOT)
            marks.append(make_mark(entry, label, "dot", box, color_roles[index], (_hit(made, number, place),)))
            texts += label_items(label, column, middle, index)
    first, bottom = made.room.y - 4, made.room.bottom + 4
    grid = []
    line = line_height(SMALL_SIZE)
    taken = -math.inf
    unit = found[0].figure.unit
    for tick in axis.ticks:
        x = left + _share_of(axis, tick) * (right - left)
        grid.append(LineItem(x, first, x, bottom, "grid"))
        text = format_value(tick, unit if unit == "%" else "")
        width = measure(text, SMALL_SIZE, False)
        start = min(max(x - width / 2, made.room.x), made.room.right - width)
        if start >= taken:
            texts.append(TextItem(text, Box(start, bottom + 2, width, line), SMALL_SIZE, "tick"))
            taken = start + width + 6
    return PlotArea(tuple(marks), tuple(texts), (*grid, *tracks), (), axis, bottom + 2 + line)


def _share_of(axis: Axis, value: Decimal) -> float:
    """How far along the axis a value lies, from 0 to 1."""
    if axis.log:
        return (float(value.log10()) - math.log10(axis.low)) / (math.log10(axis.high) - math.log10(axis.low))
    return (float(value) - axis.low) / (axis.high - axis.low)


def _hit(made: Layout, number: int, place: int) -> Box:
    """The stretch of a row's band that means one of its bars; the first has the name, too."""
    top, bottom = made.band(number)
    count = len(made.rows[number].entries)
    upper = top if place == 0 else made.bar(number, place)[0] - 1
    lower = bottom if place == count - 1 else made.bar(number, place + 1)[0] - 1
    return Box(made.left - BLEED, upper, made.room.right - made.left + 2 * BLEED, lower - upper)
