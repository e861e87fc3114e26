"""Parts of a whole as one bar, every part named below its own stretch of it."""

from collections.abc import Sequence
from decimal import Decimal

from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.data_point import DataPoint
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

THICK = 40.0
_SPLIT = 2.0
_GAP = 16.0
"""Between the names of two parts."""
_BLEED = 6.0
_CHIP = 3.0


def lay_out_proportion_bar(found: Sequence[DataPoint], room: Box, measure: TextMeasure) -> PlotArea | None:
    """None where the names of the parts do not fit below the bar; at least two parts, none negative, one positive."""
    parts = [entry for entry in found if not entry.is_total]
    wholes = [entry for entry in found if entry.is_total]
    labels = value_labels(parts, measure)
    stretches = _stretches([entry.figure.value for entry in parts], room)
    blocks = _blocks(parts, labels, [x for x, _ in stretches], room, measure)
    if blocks is None:
        return None
    marks: list[Mark] = []
    texts: list[TextItem] = []
    chips: list[LegendSwatch] = []
    y = room.y
    line = line_height(LABEL_SIZE)
    for entry, label in zip(wholes, value_labels(wholes, measure), strict=True):
        name = wrap_text(entry.label, room.width - label.width - _GAP, LABEL_SIZE, measure, most=1)[0]
        width = measure(name, LABEL_SIZE, False)
        texts.append(TextItem(name, Box(room.x, y, width, line), LABEL_SIZE, "category", mark=len(marks)))
        texts += label_items(label, room.x + width + 8, y + line / 2, len(marks), bold=True)
        box = Box(room.x, y, width + 8 + label.width, line)
        marks.append(make_mark(entry, label, "words", box, "muted", (box,)))
        y += line + 6
    below = y + THICK + 8
    tallest = max(len(lines) for _, _, lines in blocks)
    bottom = below + _CHIP + 4 + (tallest + 1) * line
    order = sorted(entry.category for entry in parts)
    for entry, label, (x, length), (left, width, lines) in zip(parts, labels, stretches, blocks, strict=True):
        number = len(marks)
        color_role = "muted" if entry.label.startswith("其他") else f"series{order.index(entry.category)}"
        bar, block = Box(x, y, length, THICK), Box(left - _BLEED, below, width + 2 * _BLEED, bottom - below + 2)
        chips.append(LegendSwatch(Box(left, below, min(24.0, width), _CHIP), color_role, number))
        for row, text in enumerate(lines):
            place = Box(left, below + _CHIP + 4 + row * line, measure(text, LABEL_SIZE, False), line)
            texts.append(TextItem(text, place, LABEL_SIZE, "category", mark=number))
        texts += label_items(label, left, below + _CHIP + 4 + len(lines) * line + line / 2, number, bold=True)
        marks.append(make_mark(entry, label, "bar", bar, color_role, (bar, block)))
    total = sum(entry.figure.value for entry in parts)
    return PlotArea(tuple(marks), tuple(texts), (), tuple(chips), Axis(0.0, float(total)), bottom)


def _stretches(values: Sequence[Decimal], room: Box) -> list[tuple[float, float]]:
    """Where each part begins and how long it is; none is shorter than two pixels, so that none is lost."""
    free = room.width - _SPLIT * (len(values) - 1)
    total = float(sum(values))
    lengths = [max(float(value) / total * free, 2.0) for value in values]
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
