"""A line for every category: bars from zero, or dots on a scale, with the value written beside each."""

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from zjviewer.core.charts.axis import Axis, linear_axis, log_axis
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.layout_request import LayoutRequest, emphasised
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
from zjviewer.core.tables.row_hierarchy import is_total_label

GAP = 8.0
"""Between a mark and its label."""
DOT = 7.0
"""Radius."""
_FAR_ABOVE = 3
"""A whole that many times its largest part is written, not drawn: its bar would flatten all others."""
_SEEN = 200
"""A bar that is shorter than such a part of the longest is not seen."""
_AXIS = 22.0
"""Height of the ticks below the marks."""
Form = Literal["bar", "dot", "lollipop"]
"""A bar from zero, a dot on a line, or a dot with a line from zero."""


def lay_out_bars(request: LayoutRequest, form: Form = "bar", signed: bool = False) -> PlotArea:
    """The rows below one another, as high as they need, which may be more than the room's height.

    A logarithmic axis has dots always. `signed`: colours by the sign.
    """
    series, points, room, measure = request.series, request.points, request.room, request.measure
    dots = form != "bar" or request.log
    color_roles = emphasised(request, _color_roles(signed, points, series))
    labels = value_labels(points, measure, shown=request.labels)
    texts: list[TextItem] = []
    swatches: list[LegendSwatch] = []
    if len({point.series for point in points}) > 1:
        named = _named_points(points) if request.labels != "none" else []
        names = {index: series[points[index].series] for index in named}
        with_names = value_labels(points, measure, names, request.labels)
        if named and not dots and not signed and max(label.width for label in with_names) <= room.width * 0.4:
            labels = with_names
        else:
            first = {point.series: role for point, role in zip(reversed(points), reversed(color_roles), strict=True)}
            used = sorted(first, key=lambda series: _time_of(series, points))
            texts, swatches = legend([series[i] for i in used], [first[i] for i in used], room, measure)
            top = texts[-1].box.bottom + 10
            room = Box(room.x, top, room.width, room.height - (top - room.y))
    has_axis = dots or request.labels == "none"
    if has_axis:
        room = room._replace(height=room.height - _AXIS)
    rows = layout(points, labels, room, measure, request.fill)
    texts += category_labels(rows, measure, [row.entries[0] for row in rows.rows])
    if dots:
        area = _dots(points, labels, color_roles, rows, request.log, form != "dot", measure)
    else:
        area = _bars(points, labels, color_roles, rows, measure if request.labels == "none" else None)
    return replace(area, texts=(*texts, *area.texts), chips=tuple(swatches))


def _time_of(series: int, points: Sequence[DataPoint]) -> tuple[int, int]:
    """The year of a series where it has one of its own, and its place."""
    years = {point.figure.year or 0 for point in points if point.series == series}
    every = {point.figure.year for point in points}
    return (years.pop() if len(years) == 1 and len(every) > 1 else 0), series


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


def _color_roles(signed: bool, found: Sequence[DataPoint], series: Sequence[str]) -> list[str]:
    """A colour's name for every entry; of several years the last is the subject and the others are context; a series of
    totals has their colour."""
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
    if not several:
        return ["total" if entry.is_total else f"series{entry.series}" for entry in found]
    parts = [number for number, title in enumerate(series) if not is_total_label(title)]
    roles = {number: f"series{place}" for place, number in enumerate(parts)}
    return [roles.get(entry.series, "total") for entry in found]


def _bars(
    found: Sequence[DataPoint],
    labels: Sequence[Label],
    color_roles: Sequence[str],
    made: Layout,
    axis_measure: TextMeasure | None,
) -> PlotArea:
    """Bars; with ticks below them where `axis_measure` measures the ticks' texts."""
    written = _written(found) if axis_measure is None else set()
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
                marks.append(make_mark(entry, label, "words", box, "total", (hit,)))
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
    if axis_measure is None or min(values) < 0 or lengths.scale <= 0:
        return PlotArea(tuple(marks), tuple(texts), rules, (), axis, made.room.bottom)
    decimals = [found[index].figure.value for index in drawn]
    unit = found[0].figure.unit
    ticks = [tick for tick in linear_axis(decimals, unit == "%").ticks if tick <= max(decimals)]
    places = [lengths.zero + float(tick) * lengths.scale for tick in ticks]
    axis = Axis(axis.low, axis.high, ticks=tuple(ticks))
    grid, words, bottom = _ticks(places, ticks, unit, made, axis_measure)
    return PlotArea(tuple(marks), (*texts, *words), (*grid, *rules), (), axis, bottom)


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
    stems: bool,
    measure: TextMeasure,
) -> PlotArea:
    """Dots on a light line each, values in a column at the right, ticks below; `stems`: with a line from zero."""
    values = [entry.figure.value for entry in found]
    unit = found[0].figure.unit
    axis = log_axis(values) if log else linear_axis(values, unit == "%")
    widest = max(label.width for label in labels)
    column = made.room.right - widest
    left, right = made.room.x + DOT, column - (GAP if widest else 0) - DOT
    texts: list[TextItem] = []
    marks: list[Mark] = []
    tracks: list[LineItem] = []
    for number, row in enumerate(made.rows):
        for place, index in enumerate(row.entries):
            entry, label = found[index], labels[index]
            middle = made.bar(number, place)[1]
            x = left + _share_of(axis, entry.figure.value) * (right - left)
            tracks.append(LineItem(left, middle, right, middle, "track"))
            if stems and not log:
                tracks.append(LineItem(left, middle, x, middle, "stem", index))
            box = Box(x - DOT, middle - DOT, 2 * DOT, 2 * DOT)
            marks.append(make_mark(entry, label, "dot", box, color_roles[index], (_hit(made, number, place),)))
            texts += label_items(label, column, middle, index)
    places = [left + _share_of(axis, tick) * (right - left) for tick in axis.ticks]
    grid, words, bottom = _ticks(places, axis.ticks, unit, made, measure)
    return PlotArea(tuple(marks), (*texts, *words), (*grid, *tracks), (), axis, bottom)


def _ticks(
    places: Sequence[float], ticks: Sequence[Decimal], unit: str, made: Layout, measure: TextMeasure
) -> tuple[list[LineItem], list[TextItem], float]:
    """Grid lines and the texts below them, without those that have no room; and where these end."""
    first, bottom = made.room.y - 4, made.room.bottom + 4
    line = line_height(SMALL_SIZE)
    grid: list[LineItem] = []
    texts: list[TextItem] = []
    taken = -math.inf
    for x, tick in zip(places, ticks, strict=True):
        grid.append(LineItem(x, first, x, bottom, "grid"))
        text = format_value(tick, unit if unit == "%" else "")
        width = measure(text, SMALL_SIZE, False)
        start = min(max(x - width / 2, made.room.x), made.room.right - width)
        if start >= taken:
            texts.append(TextItem(text, Box(start, bottom + 2, width, line), SMALL_SIZE, "tick"))
            taken = start + width + 6
    return grid, texts, bottom + 2 + line


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
