"""Scenes of lines over the years: trend, index, slope of two years, small multiples."""

from collections.abc import Sequence

from zjviewer.comparison.choices import Choices
from zjviewer.comparison.drawing.frame import (
    DOT,
    PAD,
    Canvas,
    MarkKey,
    measure_title,
    point_text,
    signed,
    value_axis,
    without_text,
    written,
    years_text,
)
from zjviewer.comparison.panel import Panel
from zjviewer.comparison.series import Series, all_series, footnotes, format_changes
from zjviewer.comparison.views import MOST_MULTIPLES, slopes, small_multiples
from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.scene import SMALL_SIZE, Box, ChartScene, TextMeasure, line_height

_PLOT = 300.0
"""Height of a plot, in pixels."""
_NAMES = 120.0
"""Width of the names behind the lines."""
_MOST_NAMED = 6
"""Lines that have a colour and a name each; of more, all but the chosen one are muted."""
_MOST_LINES = 200
_MOST_DOTTED = 40
"""Muted lines whose points are marks of their own."""
_ABOVE = 34.0
"""Height above a plot for names of format changes, and below them for the number of the highest point."""
_HEAD = 36.0
"""The same in a small plot, for its name."""
_MOST_LABELLED = 16
"""Years of a line with a number at every point."""


def trend_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Values of every body over the years, those of the chosen body in front; gaps stay open."""
    if choices.slope:
        return _slope_scene(panel, choices, width, measure)
    series = all_series(panel, choices.metric, choices.whole)
    canvas = Canvas(width, measure)
    metric = series[0].measure
    base = f"{choices.earlier}年=100" if choices.indexed else ""
    canvas.head(metric.name if choices.indexed else measure_title(metric), base)
    values = {each.body: _values(each, choices) for each in series}
    stated = [each for each in series if any(value is not None for value in values[each.body])]
    front = _in_front(stated, choices)
    shown = sorted(stated, key=lambda each: each.body in front)[-_MOST_LINES:]
    axis = value_axis([value for each in shown for value in values[each.body] if value is not None])
    left = PAD + max(measure(written(float(tick)), SMALL_SIZE, False) for tick in axis.ticks) + 8
    plot = Box(left, canvas.top + _ABOVE, canvas.width - PAD - _NAMES - left, _PLOT)
    _draw_axes(canvas, plot, axis, panel.years)
    _draw_changes(canvas, plot, series[0], panel.years)
    taken: list[float] = []
    for each in shown:
        color = f"series{front.index(each.body)}" if each.body in front else "muted"
        dotted = each.body in front or len(shown) <= _MOST_DOTTED
        last = _draw_line(canvas, plot, axis, each, values[each.body], color, dotted, metric.unit)
        if each.body in front and last is not None:
            y = _free(taken, last - line_height(SMALL_SIZE) / 2)
            canvas.swatch(plot.right + 10, y, color)
            canvas.text(each.body, plot.right + 22, y, within=_NAMES - 22, role="category", bold=each.body == front[0])
    canvas.top = max(plot.bottom + line_height(SMALL_SIZE), *taken, 0) + line_height(SMALL_SIZE)
    known = {each.body for each in stated}
    missing = without_text([each.body for each in series if each.body not in known])
    hidden = f"另有{len(stated) - len(shown)}个主体未画出。" if len(stated) > len(shown) else ""
    return canvas.finish("trend", panel, (*footnotes(metric, panel.years), missing, hidden), axis)


def _values(series: Series, choices: Choices) -> tuple[float | None, ...]:
    return series.indexed(choices.earlier) if choices.indexed else tuple(point.value for point in series.points)


def _in_front(stated: Sequence[Series], choices: Choices) -> list[str]:
    """The bodies with a colour: the chosen one first, and the others where they are few."""
    names = [each.body for each in stated]
    first = [choices.body] if choices.body in names else names[:1]
    return [*first, *(name for name in names if name not in first)] if len(names) <= _MOST_NAMED else first


def _free(taken: list[float], y: float) -> float:
    """The place nearest below a height where no name stands yet."""
    while any(abs(y - other) < line_height(SMALL_SIZE) for other in taken):
        y += 2
    taken.append(y)
    return y


def _x(plot: Box, index: int, count: int) -> float:
    return plot.x + plot.width * (index + 0.5) / count


def _y(plot: Box, axis: Axis, value: float) -> float:
    return plot.bottom - plot.height * (value - axis.low) / ((axis.high - axis.low) or 1)


def _draw_axes(canvas: Canvas, plot: Box, axis: Axis, years: Sequence[int]) -> None:
    for tick in axis.ticks:
        y = _y(plot, axis, float(tick))
        canvas.line(plot.x, y, plot.right, y, "baseline" if tick == 0 else "grid")
        label = written(int(tick) if tick == tick.to_integral_value() else float(tick))
        canvas.text(label, PAD, y - line_height(SMALL_SIZE) / 2, role="tick", within=plot.x - PAD - 8, align="right")
    step = max(1, -(-len(years) * 34 // max(int(plot.width), 1)))
    for index, year in enumerate(years):
        if (len(years) - 1 - index) % step == 0:
            x = _x(plot, index, len(years))
            canvas.text(str(year), x - 30, plot.bottom + 4, role="tick", within=60, align="center")


def _draw_changes(canvas: Canvas, plot: Box, series: Series, years: Sequence[int]) -> None:
    for change in format_changes(series.measure, years):
        x = plot.x + plot.width * years.index(change.year) / len(years)
        canvas.line(x, plot.y - _ABOVE + 6, x, plot.bottom, "change")
        canvas.text(f"{change.year}年格式变更", x + 3, plot.y - _ABOVE, role="tick")


def _draw_line(
    canvas: Canvas,
    plot: Box,
    axis: Axis,
    series: Series,
    values: Sequence[float | None],
    color: str,
    dotted: bool,
    unit: str,
    small: bool = False,
) -> float | None:
    """Draw one body's line; returns the height of its last point. In a small plot, dots are small and only the last one
    has its number."""
    before: tuple[float, float] | None = None
    last = None
    end = max((index for index, value in enumerate(values) if value is not None), default=0)
    for index, (point, value) in enumerate(zip(series.points, values, strict=True)):
        if value is None:
            before = None
            continue
        x, y = _x(plot, index, len(values)), _y(plot, axis, value)
        join = series.joins[index]
        if before is not None and join in ("line", "near"):
            canvas.line(*before, x, y, "trend" if join == "line" else "near", "nothing" if color == "muted" else color)
        if dotted:
            size = DOT / 2 if small or color == "muted" else DOT
            key = MarkKey(point.year, series.measure.id, series.body)
            box = Box(x - size / 2, y - size / 2, size, size)
            hit = Box(x - DOT, y - DOT, 2 * DOT, 2 * DOT)
            index_of = canvas.mark(key, point, box, "dot", "negative" if point.failed else color, unit, hit)
            if index == end if small else color == "series0" and len(values) <= _MOST_LABELLED:
                label = point_text(point) if value == point.value else written(round(value, 1))
                begin = min(x - 40, plot.right - 80) if small else x - 40
                align = "right" if small and begin < x - 40 else "center"
                canvas.text(label, begin, y - DOT - line_height(SMALL_SIZE) + 2, mark=index_of, within=80, align=align)
        before, last = (x, y), y
    return last


def _slope_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Two years side by side, one line for each body."""
    series = all_series(panel, choices.metric, choices.whole)
    metric = series[0].measure
    found = slopes(series, choices.earlier, choices.year)
    canvas = Canvas(width, measure)
    canvas.head(measure_title(metric), f"{choices.earlier}年与{choices.year}年")
    rows = sorted(found.slopes, key=lambda each: -(each.second.value or 0))[:_MOST_LINES]
    axis = value_axis([value for each in rows for value in (each.first.value, each.second.value) if value is not None])
    height = max(_PLOT, min(len(rows), _MOST_DOTTED) * line_height(SMALL_SIZE))
    side = min(200.0, canvas.width / 3)
    plot = Box(PAD + side, canvas.top + 16, canvas.inner - 2 * side, height)
    names = [each.body for each in rows]
    front = [choices.body] if choices.body in names else names[:1]
    taken: tuple[list[float], list[float]] = ([], [])
    for year, x, align in ((choices.earlier, plot.x, "right"), (choices.year, plot.right, "left")):
        canvas.line(x, plot.y, x, plot.bottom, "grid")
        at = x - 60 if align == "right" else x
        canvas.text(f"{year}年", at, plot.y - 18, role="tick", within=60, align=align)
    for each in sorted(rows, key=lambda row: row.body in front):
        color = "series0" if each.body in front or len(rows) <= _MOST_NAMED else "muted"
        ends = [(plot.x, each.first, choices.earlier), (plot.right, each.second, choices.year)]
        ys = [_y(plot, axis, point.value or 0) for _, point, _ in ends]
        canvas.line(plot.x, ys[0], plot.right, ys[1], "trend", color)
        for number, (x, point, year) in enumerate(ends):
            box = Box(x - DOT / 2, ys[number] - DOT / 2, DOT, DOT)
            key = MarkKey(year, metric.id, each.body)
            mark = canvas.mark(key, point, box, "dot", "negative" if point.failed else color, metric.unit)
            if color == "muted":
                continue
            y = _free(taken[number], ys[number] - line_height(SMALL_SIZE) / 2)
            text = point_text(point) if number == 0 else f"{point_text(point)} {signed(each.growth)} {each.body}"
            at = x - side if number == 0 else x + 10
            canvas.text(text, at, y, mark=mark, within=side - 10, align="right" if number == 0 else "left")
    canvas.top = max(plot.bottom, *taken[0], *taken[1]) + line_height(SMALL_SIZE)
    notes = footnotes(metric, range(min(choices.earlier, choices.year), max(choices.earlier, choices.year) + 1))
    return canvas.finish("slope", panel, (*notes, without_text(found.without)), axis)


def multiples_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """One small plot for each body, all on one scale unless each is to have its own."""
    series = all_series(panel, choices.metric, choices.whole)
    metric = series[0].measure
    found = small_multiples(series)
    canvas = Canvas(width, measure)
    years = panel.years
    scale = "各图自有刻度" if choices.own_scale else f"共同刻度：{written(found.low)}—{written(found.high)}"
    canvas.head(measure_title(metric), f"{years_text(years)}·{scale}")
    columns = max(1, min(6, int(canvas.inner // 150)))
    wide = canvas.inner / columns
    top, tall = canvas.top, 100.0
    common = value_axis([found.low, found.high])
    for number, each in enumerate(found.series):
        x, y = PAD + number % columns * wide, top + number // columns * (tall + 34)
        values = [point.value for point in each.points]
        axis = value_axis([value for value in values if value is not None]) if choices.own_scale else common
        plot = Box(x + 2, y + _HEAD, wide - 14, tall - _HEAD)
        chosen = each.body == choices.body
        canvas.text(each.body, x + 2, y, within=wide - 14, role="category", bold=chosen)
        canvas.line(plot.x, plot.bottom, plot.right, plot.bottom, "baseline")
        for change in format_changes(metric, years):
            at = plot.x + plot.width * years.index(change.year) / len(years)
            canvas.line(at, plot.y, at, plot.bottom, "change")
        _draw_line(canvas, plot, axis, each, values, "series1" if chosen else "series0", True, metric.unit, small=True)
        canvas.text(str(years[0]), plot.x, plot.bottom + 2, role="tick")
        canvas.text(str(years[-1]), plot.right - 40, plot.bottom + 2, role="tick", within=40, align="right")
    canvas.top = top + -(-len(found.series) // columns) * (tall + 34)
    left = f"只画出前{MOST_MULTIPLES}个主体，另有{found.left_out}个。" if found.left_out else ""
    drawn = {each.body for each in found.series}
    missing = [each.body for each in series if each.body not in drawn] if not found.left_out else []
    return canvas.finish("multiples", panel, (*footnotes(metric, years), left, without_text(missing)), common)
