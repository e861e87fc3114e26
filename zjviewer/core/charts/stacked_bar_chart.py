"""Parts of several wholes: a bar for each, its parts side by side. A value is inside its part or right of the bar."""

from collections.abc import Sequence

from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.layout_request import LayoutRequest, emphasised
from zjviewer.core.charts.row_layout import COLUMN_GAP, legend
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

THICK = 24.0
_GAP = 14.0
"""Between two bars."""
_THICKEST, _WIDEST_GAP = 60.0, 40.0
"""Of bars that fill a height."""
_BEHIND = 8.0
"""Between a bar and what is written behind it, and between two of these."""
_INSIDE = 6.0
_SPLIT = 1.0
_LEAST = 2.0
"""No part is shorter, so that none is lost."""
_NAMES_AT_MOST = 0.35
_BARS_AT_LEAST = 0.25
"""Of the width."""


def lay_out_stacked_bars(request: LayoutRequest, full: bool = False) -> PlotArea | None:
    """The stacked bars, all of one length if `full`; None if names, bars or values do not fit. Values must not be
    negative."""
    series, found, room, measure = request.series, request.points, request.room, request.measure
    rows: dict[int, list[int]] = {}
    for index, entry in enumerate(found):
        rows.setdefault(entry.category, []).append(index)
    sums = {category: sum(float(found[i].figure.value) for i in row) for category, row in rows.items()}
    weights = [1 / (sums[entry.category] or 1.0) if full else 1.0 for entry in found]
    amounts = [float(entry.figure.value) * weight for entry, weight in zip(found, weights, strict=True)]
    roles = emphasised(request, [f"series{entry.series}" for entry in found])
    names = [wrap_text(found[row[0]].label, room.width * _NAMES_AT_MOST, LABEL_SIZE, measure) for row in rows.values()]
    column = max(measure(line, LABEL_SIZE, False) for lines in names for line in lines) + COLUMN_GAP
    labels = value_labels(found, measure, {i: series[e.series] for i, e in enumerate(found)}, request.labels)
    inner = value_labels(found, measure, shown=request.labels)
    free = room.width - column
    scale, behind = _scale(amounts, list(rows.values()), labels, inner, free)
    if scale <= 0 or any(lines[-1].endswith("…") for lines in names):
        return None
    used = sorted({entry.series for entry in found if entry.figure.value})
    colours = {entry.series: role for entry, role in zip(found, roles, strict=True)}
    texts, chips = legend([series[i] for i in used], [colours[i] for i in used], room, measure) if used else ([], [])
    y = (texts[-1].box.bottom if texts else room.y) + 12
    thick, gap = THICK, _GAP
    if request.fill:
        share = (room.bottom - y) / (len(rows) * (THICK + _GAP))
        thick, gap = max(THICK, min(THICK * share, _THICKEST)), max(_GAP, min(_GAP * share, _WIDEST_GAP))
    left, first = room.x + column, y
    marks: list[Mark] = []
    line = line_height(LABEL_SIZE)
    for row, lines in zip(rows.values(), names, strict=True):
        height = max(thick, len(lines) * line)
        for number, text in enumerate(lines):
            top = round(y + (height - len(lines) * line) / 2) + number * line
            box = Box(room.x, top, measure(text, LABEL_SIZE, False), line)
            texts.append(TextItem(text, box, LABEL_SIZE, "category", mark=len(marks)))
        middle = y + height / 2
        x = left
        bars = [Box(0.0, 0.0, 0.0, 0.0)] * len(row)
        for place, index in enumerate(row):
            length = _length(amounts[index], scale)
            bars[place] = Box(x, middle - thick / 2, length, thick)
            x += length + (_SPLIT if length else 0.0)
        x += _BEHIND
        for place, index in enumerate(row):
            entry, color_role, mark = found[index], roles[index], len(marks)
            bar = bars[place]
            if index not in behind:
                label = inner[index]
                texts += label_items(label, bar.x + (bar.width - label.width) / 2, middle, mark, color_role)
                marks.append(make_mark(entry, label, "bar", bar, color_role, (bar,), "inside"))
                continue
            label = labels[index] if entry.figure.value else inner[index]
            texts += label_items(label, x, middle, mark)
            behind_bar = Box(x, middle - label.height / 2, label.width, label.height)
            hits = (bar, behind_bar) if bar.width else (behind_bar,)
            marks.append(
                make_mark(
                    entry, label, "bar" if bar.width else "words", bar if bar.width else behind_bar, color_role, hits
                )
            )
            x += label.width + _BEHIND
        y += height + gap
    bottom = y - gap
    most = max(sum(amounts[index] for index in row) for row in rows.values())
    baseline = (LineItem(left, first - 4, left, bottom + 4, "baseline"),)
    return PlotArea(tuple(marks), tuple(texts), baseline, tuple[LegendSwatch, ...](chips), Axis(0.0, most), bottom + 4)


def _length(amount: float, scale: float) -> float:
    return max(amount * scale, _LEAST) if amount else 0.0


def _scale(
    amounts: Sequence[float],
    rows: Sequence[Sequence[int]],
    labels: Sequence[Label],
    inner: Sequence[Label],
    free: float,
) -> tuple[float, set[int]]:
    """Pixels per unit, 0 if the bars would be too short; and the indices of the amounts that are written to the right
    of the bar, zeros always among them. `labels` include the name of the series, `inner` do not."""
    behind = {index for index, amount in enumerate(amounts) if not amount}
    while True:
        limits = []
        for row in rows:
            total = sum(amounts[index] for index in row)
            behind_bar = [index for index in row if index in behind]
            taken = sum((labels[i] if amounts[i] else inner[i]).width + _BEHIND for i in behind_bar)
            room = free - taken - len(row) * (_SPLIT + _LEAST)
            if total:
                limits.append(room / total)
            elif room <= 0:
                return 0.0, behind
        if not limits:
            return 1.0, behind
        scale = min(limits)
        most = max(sum(amounts[index] for index in row) for row in rows)
        if scale * most < free * _BARS_AT_LEAST:
            return 0.0, behind
        tight = {
            index
            for index, amount in enumerate(amounts)
            if index not in behind and inner[index].width and _length(amount, scale) < inner[index].width + 2 * _INSIDE
        }
        if not tight:
            return scale, behind
        behind |= tight
