"""Scenes of rows and columns: table of bodies by years, profile of a body, checks over years."""

from collections.abc import Sequence

from zjviewer.comparison.checks_over_years import check_against_below, checks_over_years
from zjviewer.comparison.choices import Choices
from zjviewer.comparison.drawing.frame import (
    PAD,
    Canvas,
    MarkKey,
    measure_title,
    point_text,
    signed,
    value_axis,
    written,
    years_text,
)
from zjviewer.comparison.measures import measure_of
from zjviewer.comparison.panel import Panel
from zjviewer.comparison.series import FormatChange, Point, Series, all_series, footnotes, format_changes
from zjviewer.comparison.views import profile
from zjviewer.core.charts.scene import SMALL_SIZE, Box, ChartScene, TextMeasure, line_height

_ROW = 22.0
_SPARK = 70.0
_GROWTH = 64.0
_MOST_ROWS = 400
_LEAST_COLUMN = 46.0


def table_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """Bodies by years, with a line of each row, the growth of the last year, and marks of failed checks."""
    series = all_series(panel, choices.metric, choices.whole)
    metric = series[0].measure
    canvas = Canvas(width, measure)
    canvas.head(measure_title(metric), f"{len(series)}个主体")
    shown = series[:_MOST_ROWS]
    _draw_rows(canvas, shown, [each.body for each in shown], panel.years, choices.body)
    hidden = f"只列出前{_MOST_ROWS}个主体，共{len(series)}个。" if len(series) > len(shown) else ""
    return canvas.finish("table", panel, (*footnotes(metric, panel.years), hidden))


def profile_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """One body: its core metrics over all years."""
    found = profile(panel, choices.body)
    canvas = Canvas(width, measure)
    report = panel.latest_of.get(found.body)
    place = report.region if report and report.region not in found.body else ""
    canvas.head(f"{found.body}：核心指标", "·".join(filter(None, (place, years_text(found.years)))))
    _draw_rows(canvas, found.rows, [measure_title(row.measure) for row in found.rows], found.years, "")
    notes = dict.fromkeys(note for row in found.rows for note in footnotes(row.measure, found.years) if "近似" in note)
    return canvas.finish("profile", panel.chosen([found.body], panel.chosen_years), notes)


def _draw_rows(canvas: Canvas, rows: Sequence[Series], names: Sequence[str], years: Sequence[int], front: str) -> None:
    """Names, one column for each year, a small line and the last growth; as many of the newest years as there is room
    for, the others in the line only."""
    label = min(max([canvas.measure(name, SMALL_SIZE, False) for name in names], default=0) + 10, canvas.inner * 0.34)
    cells = [[point_text(point) for point in row.points] for row in rows]
    widest = max([canvas.measure(text, SMALL_SIZE, False) for row in cells for text in row], default=0.0) + 8
    wide = max(widest, _LEAST_COLUMN)
    room = canvas.inner - label - _SPARK - _GROWTH
    first = max(0, len(years) - int(room // wide))
    wide = min(room / max(len(years) - first, 1), wide * 1.6)
    y = canvas.top
    for column, year in enumerate(years[first:]):
        canvas.text(str(year), PAD + label + column * wide, y, role="tick", within=wide - 6, align="right")
    end = PAD + label + (len(years) - first) * wide
    canvas.text("走势", end + 6, y, role="tick")
    canvas.text("比上年", end + _SPARK, y, role="tick", within=_GROWTH, align="right")
    canvas.top += line_height(SMALL_SIZE) + 4
    canvas.line(PAD, canvas.top - 2, canvas.width - PAD, canvas.top - 2, "baseline")
    changes: dict[str, Sequence[FormatChange]] = {}
    for row, name, texts in zip(rows, names, cells, strict=True):
        y = canvas.top
        canvas.text(name, PAD, y + 3, role="category", bold=name == front, within=label - 6)
        for column, (point, text) in enumerate(zip(row.points[first:], texts[first:], strict=True)):
            _draw_cell(canvas, row, point, text, Box(PAD + label + column * wide, y, wide, _ROW))
        if row.measure.id not in changes:
            changes[row.measure.id] = format_changes(row.measure, years)
        for change in changes[row.measure.id]:
            if (
                change.is_break
                and years.index(change.year) >= first
                and row.measure.segment_of(_era_before(row, change.year))
            ):
                x = PAD + label + (years.index(change.year) - first) * wide + 2
                canvas.line(x, y, x, y + _ROW, "change")
        _draw_spark(canvas, row, Box(end + 6, y + 4, _SPARK - 16, _ROW - 8))
        grown = next((value for value in reversed(row.growth) if value is not None), None)
        last = row.growth[-1] if row.growth else None
        canvas.text(signed(last), end + _SPARK, y + 3, within=_GROWTH, align="right", role="value" if grown else "tick")
        canvas.top += _ROW
        canvas.line(PAD, canvas.top, canvas.width - PAD, canvas.top, "grid")


def _era_before(row: Series, year: int) -> str:
    point = row.point_of(year - 1)
    return point.era if point else ""


def _draw_cell(canvas: Canvas, row: Series, point: Point, text: str, box: Box) -> None:
    if point.value is None:
        canvas.text(text, box.x, box.y + 3, role="tick", within=box.width - 6, align="right")
        return
    key = MarkKey(point.year, row.measure.id, row.body)
    mark = canvas.mark(key, point, box, "words", "negative" if point.failed else "series0", row.measure.unit)
    canvas.text(text, box.x, box.y + 3, role="value", mark=mark, within=box.width - 6, align="right", bold=point.failed)


def _draw_spark(canvas: Canvas, row: Series, box: Box) -> None:
    values = [point.value for point in row.points]
    stated = [value for value in values if value is not None]
    if not stated:
        return
    axis = value_axis(stated)
    before: tuple[float, float] | None = None
    for index, value in enumerate(values):
        if value is None:
            before = None
            continue
        x = box.x + box.width * (index + 0.5) / len(values)
        y = box.bottom - box.height * (value - axis.low) / (axis.high - axis.low)
        if before is not None and row.joins[index] in ("line", "near"):
            canvas.line(*before, x, y, "trend" if row.joins[index] == "line" else "near", "series0")
        elif index + 1 == len(values) or row.joins[index + 1] not in ("line", "near"):
            canvas.line(x - 1.5, y, x + 1.5, y, "trend", "series0")
        before = (x, y)


def checks_scene(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """What one year carried over against the next, the chains of 现行有效, and the body against those below it."""
    checks = checks_over_years(panel, choices.body)
    failed = [check for check in checks if check.verdict == "fail"]
    open_ = [check for check in checks if check.verdict == "not_assessable"]
    canvas = Canvas(width, measure)
    counts = f"相符{len(checks) - len(failed) - len(open_)}·不符{len(failed)}·无法核对{len(open_)}"
    canvas.head(f"{choices.body}：年度衔接", counts)
    for check in (*failed, *open_, *(each for each in checks if each.verdict == "pass")):
        y = canvas.top
        sign = {"fail": "✗ 不符", "pass": "✓ 相符"}.get(check.verdict, "? 无法核对")
        role = {"fail": "negative", "pass": "series0"}.get(check.verdict, "muted")
        cell = check.stated.cell
        point = Point(check.year, cell.value, cell.semantics, "", (cell,))
        key = MarkKey(check.year, check.metric, check.body)
        mark = canvas.mark(key, point, Box(PAD, y, canvas.inner, _ROW), "words", role, measure_of(check.metric).unit)
        parts = canvas.inner / 100
        bold = check.verdict == "fail"
        canvas.text(sign, PAD, y + 3, mark=mark, bold=bold, within=14 * parts)
        canvas.text(f"{check.year}年", PAD + 15 * parts, y + 3, mark=mark, within=8 * parts)
        canvas.text(measure_of(check.metric).name, PAD + 24 * parts, y + 3, mark=mark, within=40 * parts)
        canvas.text(check.formula, PAD + 65 * parts, y + 3, mark=mark, within=35 * parts)
        canvas.top += _ROW
        canvas.line(PAD, canvas.top, canvas.width - PAD, canvas.top, "grid")
    if not checks:
        canvas.block("没有相邻两年同一格式的年报，无从核对。", SMALL_SIZE, "note")
    _draw_below(canvas, panel, choices)
    sources = dict.fromkeys(check.source for check in checks)
    return canvas.finish("checks", panel, sources)


def _draw_below(canvas: Canvas, panel: Panel, choices: Choices) -> None:
    """The chosen metric of the body against the sum of the bodies directly below it, year by year."""
    found = [check_against_below(panel, choices.body, choices.metric, year) for year in panel.years]
    stated = [check for check in found if check is not None and check.counted]
    if not stated:
        return
    canvas.top += 10
    canvas.block(f"{measure_of(choices.metric).name}：本级与下级之和", SMALL_SIZE, "heading", bold=True)
    for check in stated:
        sign = {"fail": "✗ 下级之和大于本级", "pass": "✓ 不大于本级"}.get(check.verdict, "? 下级不全")
        missing = f"，缺{len(check.missing)}个" if check.missing else ""
        own = written(check.stated) or "无数值"
        text = f"{sign}　{check.year}年：本级{own}，下级{len(check.counted)}个合计{written(check.total)}{missing}"
        canvas.text(text, PAD, canvas.top + 3, within=canvas.inner, role="value")
        canvas.top += _ROW
