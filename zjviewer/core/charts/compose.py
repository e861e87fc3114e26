"""From a chart and a size to its drawing: the words around the marks, and which way of drawing there is room for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zjviewer.core.charts.axis import can_be_log
from zjviewer.core.charts.bar_chart import lay_out_bars
from zjviewer.core.charts.chart_data import DataPoint, Options, data_points, drop_zeros, is_partition, is_stacked
from zjviewer.core.charts.proportion_bar import lay_out_proportion_bar
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    SMALL_SIZE,
    TITLE_SIZE,
    Box,
    ChartScene,
    PlotArea,
    Role,
    TextItem,
    TextMeasure,
    line_height,
    wrap_text,
)
from zjviewer.core.charts.stacked_bar_chart import lay_out_stacked_bars
from zjviewer.core.model.analysis import Analysis, Chart, ChartKind, Section, Table
from zjviewer.core.model.check_notes import failure_note

PAD = 16.0
ABOVE_FOOT = 12.0
NOTE: Role = "note"
SOURCE: Role = "source"
ZEROS = "另有{count}项为0，未画出。"
NARROWEST = 240.0
"""Below this width the drawing keeps it and is wider than was asked for."""


class Size(NamedTuple):
    """Room for a drawing, in logical pixels; a height of 0 is as much as the marks need."""

    width: float
    height: float = 0.0


CHART_KIND_NAMES: Mapping[ChartKind, str] = {
    "bars": "条形图",
    "grouped": "分组条形图",
    "parts": "构成图",
    "change": "增减图",
    "rates": "比率图",
}
"""What a chart is, for readers who do not see it."""


def compose_scene(analysis: Analysis, chart: Chart, options: Options, size: Size, measure: TextMeasure) -> ChartScene:
    """The drawing of one chart, its words in the report's language."""
    table = analysis.table_by_id[chart.table]
    every = data_points(table, chart, options)
    split = not options.log and is_stacked(table, chart, every)
    shown = drop_zeros(every, split)
    width = max(size.width, NARROWEST)
    room = Box(PAD, PAD, width - 2 * PAD, max(size.height - 2 * PAD, 0))
    log = options.log and chart.kind in ("bars", "grouped") and can_be_log([entry.figure.value for entry in shown])
    subtitle = _subtitle(analysis, chart, table, shown, log)

    head = _text_block(chart.title, room, room.y, TITLE_SIZE, "title", measure, bold=True)
    head += _text_block(subtitle, room, _bottom(head) + 2, LABEL_SIZE, "subtitle", measure)
    top = _bottom(head) + 14
    source = _source(analysis, table)
    zeros = (ZEROS.format(count=len(every) - len(shown)),) if len(shown) < len(every) else ()
    notes = (*zeros, *(_notes(analysis, table, every) if options.note else ()))
    foot = _footer(source, notes, room, measure)
    free = max(room.bottom - top - ABOVE_FOOT - (_bottom(foot) - room.y), 0.0) if size.height else math.inf
    body = _body(chart, table, shown, Box(room.x, top, room.width, free), log, split, measure)
    foot = [_moved(words, body.bottom + ABOVE_FOOT - room.y) for words in foot]

    values = "；".join(f"{mark.category} {mark.tooltip.splitlines()[0]}" for mark in body.marks)
    return ChartScene(
        chart=chart.id,
        width=width,
        height=max(_bottom(foot), body.bottom) + PAD,
        title=chart.title,
        subtitle=subtitle,
        marks=body.marks,
        texts=(*head, *body.texts, *foot),
        rules=body.rules,
        chips=body.chips,
        axis=body.axis,
        description=f"{chart.title}。{CHART_KIND_NAMES[chart.kind]}，{subtitle}。{values}。{''.join(notes)}{source}",
    )


def _body(
    chart: Chart, table: Table, shown: Sequence[DataPoint], room: Box, log: bool, split: bool, measure: TextMeasure
) -> PlotArea:
    if (chart.kind == "parts" or shown[0].figure.kind == "share") and is_partition(shown):
        strip = lay_out_proportion_bar(shown, room, measure)
        if strip is not None:
            return strip
    series = tuple(table.columns[column] for column in chart.columns)
    stack = lay_out_stacked_bars(series, shown, room, measure) if split else None
    if stack is not None:
        return stack
    return lay_out_bars(chart.kind, series, shown, room, log, measure)


def _subtitle(analysis: Analysis, chart: Chart, table: Table, shown: Sequence[DataPoint], log: bool) -> str:
    years = sorted({entry.figure.year for entry in shown if entry.figure.year})
    year = f"{years[0]}{f'—{years[-1]}' if len(years) > 1 else ''}年" if years else ""
    subjects = {entry.figure.subject for entry in shown}
    subject = subjects.pop() if len(subjects) == 1 else ""
    subject = analysis.report.region if subject in chart.title else subject
    lone = table.rows[chart.rows[0]].label if len(chart.rows) == 1 < len(chart.columns) else ""
    if lone and lone not in chart.title:
        subject = f"{subject}{lone}"
    first = shown[0].figure
    unit = f"单位：{first.unit}" if first.unit else ""
    measured = {"share": "占比", "change": "比上年增减"}.get(first.kind, "")
    return "·".join(filter(None, (subject, year, measured, unit, "对数刻度" if log else "")))


def _source(analysis: Analysis, table: Table) -> str:
    report = analysis.report
    path = analysis.path_of(table.section)
    ends = path[:1] + path[1:][-1:]
    place = " › ".join(_heading(section) for section in ends)
    title = f"《{report.title}》" if report.title else ""
    said = f"{report.issuer}{title}"
    return f"来源：{said}{'，' if said and place else ''}{place}" if said or place else ""


def _heading(section: Section) -> str:
    number = section.number
    if not number:
        return section.title
    return f"{number}、{section.title}" if number.isalpha() else f"{number} {section.title}"


def _notes(analysis: Analysis, table: Table, shown: Sequence[DataPoint]) -> tuple[str, ...]:
    """The table's own, and what does not add up in the chart."""
    drawn = [figure for entry in shown for figure in (entry.figure, entry.secondary) if figure]
    return tuple(filter(None, (table.note and f"注：{table.note}", failure_note(analysis, drawn))))


def _footer(source: str, notes: Sequence[str], room: Box, measure: TextMeasure) -> list[TextItem]:
    """From `room.y` down; without a line `_bottom` of it is 0."""
    lines: list[TextItem] = []
    for text, role in (*((note, NOTE) for note in notes), (source, SOURCE)):
        y = _bottom(lines) if lines else room.y
        lines += _text_block(text, room, y, SMALL_SIZE, role, measure, most=4, even=False)
    return lines


def _text_block(
    text: str,
    room: Box,
    y: float,
    size: float,
    role: Role,
    measure: TextMeasure,
    bold: bool = False,
    most: int = 3,
    even: bool = True,
) -> list[TextItem]:
    if not text:
        return []
    height = line_height(size)
    return [
        TextItem(line, Box(room.x, y + index * height, measure(line, size, bold), height), size, role, bold)
        for index, line in enumerate(wrap_text(text, room.width, size, measure, bold, most, even))
    ]


def _bottom(words: Sequence[TextItem]) -> float:
    return words[-1].box.bottom if words else 0.0


def _moved(words: TextItem, down: float) -> TextItem:
    return replace(words, box=words.box._replace(y=words.box.y + down))
