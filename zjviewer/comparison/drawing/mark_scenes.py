"""Scenes of one year: ranking, map of tiles, scatter."""

from collections.abc import Sequence

from zjviewer.comparison.choices import Choices
from zjviewer.comparison.drawing.frame import (
    DOT,
    PAD,
    Canvas,
    MarkKey,
    measure_title,
    missing_word,
    point_text,
    value_axis,
    without_text,
    written,
)
from zjviewer.comparison.panel import Panel
from zjviewer.comparison.series import all_series
from zjviewer.comparison.tile_map import tile_map
from zjviewer.comparison.views import Unranked, ranking, ranks_over_years, scatter
from zjviewer.core.charts.scene import LABEL_SIZE, SMALL_SIZE, Box, ChartScene, Role, TextMeasure, line_height
from zjviewer.core.dictionary.places import divisions_below

_MOST_BARS = 200
_ROW = 24.0
_TILE = 64.0
_PLOT = 340.0
_MOST_NAMED = 25
"""Dots of a scatter that are named; of more, only the chosen one is."""


def ranking_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Bars of one year, the largest first; bodies without a value are listed beneath, each with the reason."""
    series = all_series(panel, choices.metric, choices.whole)
    metric = series[0].measure
    found = ranking(series, choices.year)
    before = ranks_over_years(series, [choices.year - 1]) if choices.year - 1 in panel.years else {}
    canvas = Canvas(width, measure)
    canvas.head(f"{choices.year}年{measure_title(metric)}", f"{len(found.ranked)}个主体")
    shown = found.ranked[:_MOST_BARS]
    names = max([measure(f"{each.rank}  {each.body}", LABEL_SIZE, False) for each in shown], default=0.0)
    names = min(names + 12, canvas.inner * 0.45)
    most = max([each.point.value or 0 for each in shown], default=0) or 1
    room = canvas.inner - names - 150
    for each in shown:
        y = canvas.top
        value = each.point.value or 0
        bar = Box(PAD + names, y + 4, max(room * max(value, 0) / most, 1.0), _ROW - 8)
        color = "series0" if each.body == choices.body else "muted"
        key = MarkKey(choices.year, metric.id, each.body)
        mark = canvas.mark(key, each.point, bar, "bar", color, metric.unit, Box(PAD, y, canvas.inner, _ROW))
        canvas.text(f"{each.rank}  {each.body}", PAD, y + 3, LABEL_SIZE, "category", mark=mark, within=names - 8)
        old = (before.get(each.body) or (None,))[0]
        moved = f"（上年第{old}）" if old else ""
        canvas.text(f"{point_text(each.point)}{moved}", bar.right + 6, y + 4, mark=mark, within=150)
        canvas.top += _ROW
    hidden = f"只画出前{_MOST_BARS}位，共{len(found.ranked)}位。" if len(found.ranked) > len(shown) else ""
    _list_without(canvas, found.without)
    return canvas.finish("ranking", panel, (hidden,), value_axis([0, most]))


def _list_without(canvas: Canvas, without: Sequence[Unranked]) -> None:
    if without:
        canvas.top += 8
        names = "、".join(f"{each.body}（{missing_word(each.semantics) or '不可比'}）" for each in without[:60])
        more = f"等{len(without)}个" if len(without) > 60 else ""
        canvas.block(f"没有数值：{names}{more}。", SMALL_SIZE, "note", most=12)


def map_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Equal tiles, the stronger the greater the value; tiles without a value are named and grey."""
    series = all_series(panel, choices.metric, choices.whole)
    metric = series[0].measure
    found = tile_map(panel, series, choices.year, choices.province)
    canvas = Canvas(width, measure)
    named = next((each.name for each in divisions_below("", "province") if each.code == choices.province), "各省")
    canvas.head(f"{choices.year}年{measure_title(metric)}", f"{named}·等面积方格图")
    columns = max((tile.column for tile in found.tiles), default=0) + 1
    size = min(_TILE * 1.4, max(44.0, canvas.inner / columns))
    top = canvas.top
    for tile in found.tiles:
        box = Box(PAD + tile.column * size, top + tile.row * size, size - 4, size - 4)
        color = "nothing" if tile.level is None else f"level{tile.level}"
        mark = None
        if tile.body and tile.point is not None:
            key = MarkKey(choices.year, metric.id, tile.body)
            mark = canvas.mark(key, tile.point, box, "bar", color, metric.unit)
            text = written(tile.point.value) if tile.point.value is not None else missing_word(tile.point.semantics)
        else:
            canvas.line(box.x, box.bottom, box.right, box.bottom, "grid")
            text = "无年报"
        on = color if mark is not None else ""
        inner = box.width - 6
        role: Role = "value" if mark is not None else "tick"
        canvas.text(tile.name, box.x + 3, box.y + 4, SMALL_SIZE, role, mark is not None, mark, inner, "center", on)
        failed = point_text(tile.point) if tile.point is not None and tile.point.failed else text
        y = box.y + 6 + line_height(SMALL_SIZE)
        canvas.text(failed, box.x + 3, y, SMALL_SIZE, role, False, mark, inner, "center", on)
    rows = max((tile.row for tile in found.tiles), default=0) + 1
    canvas.top = top + rows * size + 8
    x = PAD
    for number, (low, high) in enumerate(found.limits):
        label = written(low) if low == high else f"{written(low)}—{written(high)}"
        levels = sorted({tile.level for tile in found.tiles if tile.level is not None})
        x = canvas.chip(x, canvas.top, f"level{levels[number]}", label)
    canvas.top += line_height(SMALL_SIZE)
    return canvas.finish("map", panel, ())


def scatter_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Two metrics of one year, one dot for each body."""
    found = scatter(panel, choices.metric, choices.second, choices.year)
    canvas = Canvas(width, measure)
    rank = f"·等级相关系数{found.correlation:.2f}" if found.correlation is not None else ""
    canvas.head(f"{choices.year}年{found.x.name}与{found.y.name}", f"{len(found.pairs)}个主体{rank}")
    xs, ys = [pair.x.value or 0 for pair in found.pairs], [pair.y.value or 0 for pair in found.pairs]
    across, up = value_axis(xs), value_axis(ys)
    left = PAD + max(measure(written(float(tick)), SMALL_SIZE, False) for tick in up.ticks) + 8
    canvas.text(measure_title(found.y), PAD, canvas.top, role="key")
    plot = Box(left, canvas.top + 22, canvas.width - PAD - left - 24, _PLOT)
    for tick in up.ticks:
        y = plot.bottom - plot.height * (float(tick) - up.low) / (up.high - up.low)
        canvas.line(plot.x, y, plot.right, y, "grid")
        canvas.text(written(float(tick)), PAD, y - 8, role="tick", within=left - PAD - 8, align="right")
    for tick in across.ticks:
        x = plot.x + plot.width * (float(tick) - across.low) / (across.high - across.low)
        canvas.line(x, plot.bottom, x, plot.bottom + 4, "grid")
        canvas.text(written(float(tick)), x - 40, plot.bottom + 6, role="tick", within=80, align="center")
    for pair in sorted(found.pairs, key=lambda each: each.body != choices.body):
        x = plot.x + plot.width * ((pair.x.value or 0) - across.low) / (across.high - across.low)
        y = plot.bottom - plot.height * ((pair.y.value or 0) - up.low) / (up.high - up.low)
        chosen = pair.body == choices.body
        key = MarkKey(choices.year, found.x.id, pair.body)
        box = Box(x - DOT / 2, y - DOT / 2, DOT, DOT)
        mark = canvas.mark(key, pair.x, box, "dot", "series1" if chosen else "series0", found.x.unit)
        own = canvas.marks[mark]
        tip = f"{found.x.name} {point_text(pair.x, found.x.unit)}\n{found.y.name} {point_text(pair.y, found.y.unit)}"
        both = (*own.figures, str(MarkKey(choices.year, found.y.id, pair.body)))
        canvas.marks[mark] = own.__class__(
            both, own.value, own.category, own.label, tip, own.shape, own.box, own.color_role, own.side, own.hit_boxes
        )
        if chosen or len(found.pairs) <= _MOST_NAMED:
            _name_dot(canvas, pair.body, mark, x, y, plot)
    canvas.top = plot.bottom + 2 * line_height(SMALL_SIZE)
    canvas.text(measure_title(found.x), PAD, canvas.top, role="key", within=canvas.inner, align="right")
    canvas.top += line_height(SMALL_SIZE)
    return canvas.finish("scatter", panel, (without_text(found.without),), across)


def _name_dot(canvas: Canvas, name: str, mark: int, x: float, y: float, plot: Box) -> None:
    """Name a dot to its right, left, above or below, where no other name stands; else leave it to the tooltip."""
    wide, high = canvas.measure(name, SMALL_SIZE, False), line_height(SMALL_SIZE)
    named = [item.box for item in canvas.texts if item.role == "category"]
    for left, top in ((x + 7, y - high / 2), (x - 7 - wide, y - high / 2), (x + 5, y - high - 5), (x + 5, y + 5)):
        box = Box(left, top, wide, high)
        inside = plot.x <= left and box.right <= plot.right + 20
        if inside and not any(box.intersects(other) for other in named):
            canvas.text(name, left, top, mark=mark, role="category")
            return
