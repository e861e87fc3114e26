"""Results of applications in the groups of the national form: a bar for each group, its parts as thinner bars below."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.layout_request import LayoutRequest, emphasised
from zjviewer.core.charts.row_layout import BLEED, COLUMN_GAP, fit_lengths
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    Box,
    LegendSwatch,
    LineItem,
    Mark,
    PlotArea,
    TextItem,
    line_height,
    wrap_text,
)
from zjviewer.core.charts.value_labels import Label, label_items, make_mark, value_labels
from zjviewer.core.figures.number_format import format_value

_THICK, _THIN = 20.0, 12.0
"""Of the bar of a group, and of a part."""
_GAP, _NEXT, _PART = 8.0, 10.0, 5.0
"""Between a bar and its label; before a group; before a part."""
_INDENT = 14.0
_NAMES_AT_MOST = 0.5
_BARS_AT_LEAST = 0.25
"""Of the width."""
_GROWTH = 1.8
SUM_NOTE = "浅色条是组内各项之和，由程序相加。"


class _Line(NamedTuple):
    """One bar with its name: a point, or the sum of a group that the report does not state."""

    name: str
    point: int | None
    """Index of the point; None for a sum."""
    value: Decimal
    is_part: bool


def lay_out_results(request: LayoutRequest) -> PlotArea | None:
    """None where names, bars and values do not fit beside one another."""
    lines = _lines(request)
    measure, room, line = request.measure, request.room, line_height(LABEL_SIZE)
    roles = emphasised(request, ["total" if point.is_total else "series0" for point in request.points])
    labels = value_labels(request.points, measure, shown=request.labels)
    shown = [labels[each.point] if each.point is not None else _sum_label(each, request) for each in lines]
    most = room.width * _NAMES_AT_MOST
    names = [wrap_text(each.name, most - _INDENT * each.is_part, LABEL_SIZE, measure, most=2) for each in lines]
    indents = [_INDENT * each.is_part for each in lines]
    column = COLUMN_GAP + max(
        indent + measure(text, LABEL_SIZE, False)
        for indent, texts in zip(indents, names, strict=True)
        for text in texts
    )
    lengths = fit_lengths(
        [float(each.value) for each in lines], [each.width for each in shown], room.x + column, room.right, _GAP
    )
    longest = max(float(each.value) for each in lines) * lengths.scale
    if longest < room.width * _BARS_AT_LEAST or any(texts[-1].endswith("…") for texts in names):
        return None
    growth = _growth(lines, names, room.height) if request.fill else 1.0
    marks: list[Mark] = []
    texts: list[TextItem] = []
    sums: list[LegendSwatch] = []
    y = room.y
    for number, (each, label) in enumerate(zip(lines, shown, strict=True)):
        if number:
            y += (_PART if each.is_part else _NEXT) * growth
        thick = (_THIN if each.is_part else _THICK) * growth
        height = max(thick, len(names[number]) * line)
        middle = y + height / 2
        bar = Box(lengths.zero, middle - thick / 2, float(each.value) * lengths.scale, thick)
        mark = None if each.point is None else len(marks)
        for row, text in enumerate(names[number]):
            top = round(middle - len(names[number]) * line / 2) + row * line
            place = Box(room.x + indents[number], top, measure(text, LABEL_SIZE, False), line)
            texts.append(TextItem(text, place, LABEL_SIZE, "category" if each.is_part else "heading", mark=mark))
        inside = number in lengths.inside
        x = bar.right - _GAP - label.width if inside else bar.right + _GAP
        if each.point is None:
            sums.append(LegendSwatch(bar, "group"))
            if label.value:
                box = Box(x, round(middle - line / 2), label.value_width, line)
                texts.append(TextItem(label.value, box, LABEL_SIZE, "key"))
        else:
            role = roles[each.point]
            texts += label_items(label, x, middle, len(marks), role if inside else "")
            hit = Box(room.x - BLEED, y, room.width + 2 * BLEED, height)
            marks.append(
                make_mark(
                    request.points[each.point], label, "bar", bar, role, (hit,), "inside" if inside else "outside"
                )
            )
        y += height
    baseline = LineItem(lengths.zero, room.y - 3, lengths.zero, y + 3, "baseline")
    axis = Axis(0.0, float(max(each.value for each in lines)))
    return PlotArea(tuple(marks), tuple(texts), (baseline,), tuple(sums), axis, y + 3, (SUM_NOTE,) if sums else ())


def group_of(point: DataPoint) -> str:
    """What the ids of the rows of a point's group begin with; empty for a row of no group."""
    return point.key.rpartition(".")[0]


def _lines(request: LayoutRequest) -> list[_Line]:
    """The lines of the chart: groups stay together, each at the place of its first row."""
    points = request.points
    members: dict[str, list[int]] = {}
    for index, point in enumerate(points):
        members.setdefault(group_of(point) or point.key or f"#{index}", []).append(index)
    lines: list[_Line] = []
    for group, indices in members.items():
        own = [index for index in indices if not group_of(points[index])]
        parts = [index for index in indices if group_of(points[index])]
        lines += [_Line(points[index].label, index, points[index].figure.value, False) for index in own]
        if parts and not own:
            total = sum((points[index].figure.value for index in parts), Decimal(0))
            lines.append(_Line(request.groups.get(points[parts[0]].key, group), None, total, False))
        lines += [_Line(points[index].label, index, points[index].figure.value, True) for index in parts]
    return lines


def _sum_label(line: _Line, request: LayoutRequest) -> Label:
    value = format_value(line.value) if request.labels != "none" else ""
    width = request.measure(value, LABEL_SIZE, False)
    return Label("", value, "", 0.0, width, 0.0, width)


def _growth(lines: Sequence[_Line], names: Sequence[Sequence[str]], height: float) -> float:
    """How many times thicker the bars and wider the gaps may be to fill the height."""
    line = line_height(LABEL_SIZE)
    factor = _GROWTH
    while factor > 1.0:
        total = sum(
            max((_THIN if each.is_part else _THICK) * factor, len(texts) * line)
            + (_PART if each.is_part else _NEXT) * factor
            for each, texts in zip(lines, names, strict=True)
        )
        if total <= height:
            return factor
        factor -= 0.05
    return 1.0
