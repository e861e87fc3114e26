"""Parts of a whole as one bar, every part named below its own stretch of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.layout_request import LayoutRequest, emphasised
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    Box,
    LegendSwatch,
    Mark,
    PlotArea,
    TextItem,
    TextMeasure,
    line_height,
    wrap_text,
)
from zjviewer.core.charts.value_labels import Label, label_items, make_mark, value_labels
from zjviewer.core.model.chart_options import Labels

THICK = 40.0
_THICKEST = 80.0
_SPLIT = 2.0
_GAP = 16.0
"""Between the names of two parts."""
_BLEED = 6.0
_CHIP = 3.0
_LEAST = 2.0


def lay_out_proportion_bar(request: LayoutRequest) -> PlotArea | None:
    """None where the names of the parts do not fit below the bar; at least two parts, none negative, one positive."""
    room, measure = request.room, request.measure
    roles = emphasised(request, [_role(request.points, point) for point in request.points])
    parts = [(entry, role) for entry, role in zip(request.points, roles, strict=True) if not entry.is_total]
    wholes = [entry for entry in request.points if entry.is_total]
    line = line_height(LABEL_SIZE)
    top = room.y + len(wholes) * (line + 6)
    made = strip(parts, room._replace(y=top), THICK, len(wholes), measure, request.labels)
    if made is None:
        return None
    if request.fill and made.bottom < room.bottom:
        thick = min(THICK + room.bottom - made.bottom, _THICKEST)
        made = strip(parts, room._replace(y=top), thick, len(wholes), measure, request.labels) or made
    marks: list[Mark] = []
    texts: list[TextItem] = []
    y = room.y
    for entry, label in zip(wholes, value_labels(wholes, measure, shown="values"), strict=True):
        name = wrap_text(entry.label, room.width - label.width - _GAP, LABEL_SIZE, measure, most=1)[0]
        width = measure(name, LABEL_SIZE, False)
        texts.append(TextItem(name, Box(room.x, y, width, line), LABEL_SIZE, "category", mark=len(marks)))
        texts += label_items(label, room.x + width + 8, y + line / 2, len(marks), bold=True)
        box = Box(room.x, y, width + 8 + label.width, line)
        marks.append(make_mark(entry, label, "words", box, "total", (box,)))
        y += line + 6
    total = sum(entry.figure.value for entry, _ in parts)
    axis = Axis(0.0, float(total))
    return PlotArea((*marks, *made.marks), (*texts, *made.texts), (), made.chips, axis, made.bottom)


class Strip(NamedTuple):
    """One bar of parts with their names below it."""

    marks: tuple[Mark, ...]
    texts: tuple[TextItem, ...]
    chips: tuple[LegendSwatch, ...]
    bottom: float


def strip(
    parts: Sequence[tuple[DataPoint, str]],
    room: Box,
    thick: float,
    first_mark: int,
    measure: TextMeasure,
    shown: Labels = "all",
    length: float = 0.0,
) -> Strip | None:
    """The parts, each with its colour role, as one bar from the top of the room, `length` pixels long or as long as
    the room is wide; None where their names do not fit below it. `first_mark` is the index of the first part's mark."""
    entries = [entry for entry, _ in parts]
    labels = value_labels(entries, measure, shown=shown)
    stretches = _stretches([entry.figure.value for entry in entries], room._replace(width=length or room.width))
    blocks = _blocks(entries, labels, [x for x, _ in stretches], room, measure)
    if blocks is None:
        return None
    marks: list[Mark] = []
    texts: list[TextItem] = []
    chips: list[LegendSwatch] = []
    line = line_height(LABEL_SIZE)
    below = room.y + thick + 8
    tallest = max(len(lines) for _, _, lines in blocks)
    bottom = below + _CHIP + 4 + (tallest + (shown != "none")) * line
    for (entry, role), label, (x, wide), (left, width, lines) in zip(parts, labels, stretches, blocks, strict=True):
        number = first_mark + len(marks)
        bar, block = Box(x, room.y, wide, thick), Box(left - _BLEED, below, width + 2 * _BLEED, bottom - below + 2)
        chips.append(LegendSwatch(Box(left, below, min(24.0, width), _CHIP), role, number))
        for row, text in enumerate(lines):
            place = Box(left, below + _CHIP + 4 + row * line, measure(text, LABEL_SIZE, False), line)
            texts.append(TextItem(text, place, LABEL_SIZE, "category", mark=number))
        texts += label_items(label, left, below + _CHIP + 4 + len(lines) * line + line / 2, number, bold=True)
        marks.append(make_mark(entry, label, "bar", bar, role, (bar, block)))
    return Strip(tuple(marks), tuple(texts), tuple(chips), bottom)


def _role(points: Sequence[DataPoint], point: DataPoint) -> str:
    """Colours of parts in the order of the table, whatever the order they are drawn in."""
    if point.is_total:
        return "total"
    order = sorted(each.category for each in points if not each.is_total)
    return "muted" if point.label.startswith("其他") else f"series{order.index(point.category)}"


def _stretches(values: Sequence[Decimal], room: Box) -> list[tuple[float, float]]:
    """Where each part begins and how long it is; none but a zero is shorter than two pixels, so that none is lost."""
    free = room.width - _SPLIT * (len(values) - 1)
    total = float(sum(values)) or 1.0
    lengths = [max(float(value) / total * free, _LEAST) if value else 0.0 for value in values]
    longest = lengths.index(max(lengths))
    lengths[longest] -= sum(lengths) - free
    x, found = room.x, []
    for length in lengths:
        found.append((x, length))
        x += length + _SPLIT
    return found


def _blocks(
    parts: Sequence[DataPoint], labels: Sequence[Label], wanted: Sequence[float], room: Box, measure: TextMeasure
) -> list[tuple[float, float, tuple[str, ...]]] | None:
    """Left edge, width and lines of every part's name; as near to its stretch as the others allow."""
    free = room.width - _GAP * (len(parts) - 1)
    for most in (free, free / len(parts)):
        lines = [
            wrap_text(entry.label, max(most, label.width), LABEL_SIZE, measure, most=2)
            for entry, label in zip(parts, labels, strict=True)
        ]
        widths = [
            max(label.width, *(measure(line, LABEL_SIZE, False) for line in each))
            for label, each in zip(labels, lines, strict=True)
        ]
        if sum(widths) <= free and not any(each[-1].endswith("…") for each in lines):
            break
    else:
        return None
    lefts: list[float] = []
    edge = room.x
    for left, width in zip(wanted, widths, strict=True):
        lefts.append(max(left, edge))
        edge = lefts[-1] + width + _GAP
    edge = room.right
    for index in reversed(range(len(lefts))):
        lefts[index] = min(lefts[index], edge - widths[index])
        edge = lefts[index] - _GAP
    return list(zip(lefts, widths, lines, strict=True))
