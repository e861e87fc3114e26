"""Composition of a chart's scene from its data and a size: title, marks, notes and source."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from zjviewer.core.charts.axis import can_be_log
from zjviewer.core.charts.chart_data import data_points, drop_zeros, is_stacked, zero_note
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.kinds import chart_type
from zjviewer.core.charts.layout_request import LayoutRequest
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    SMALL_SIZE,
    TITLE_SIZE,
    Box,
    ChartScene,
    Role,
    TextItem,
    TextMeasure,
    line_height,
    wrap_text,
)
from zjviewer.core.model.analysis import Analysis, Chart, Section, Table
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.core.model.check_notes import failure_note

PAD = 16.0
ABOVE_FOOT = 12.0
NOTE: Role = "note"
SOURCE: Role = "source"
_TABLE_NUMBER = re.compile(r"^附?表\s*\d+(?:[-—.]\d+)*[:：、\s]*")
_NOTE = re.compile(r"[（(][^（）()]*[)）]")
_GENERAL = re.compile(
    r"数量|数值|统计数|数|[件次人个条项]数|金额|本年|(?:19|20)\d{2}年.*|占比|增减|同比|数据|合计|总计|比率|"
)
"""Titles of columns that do not name a measure."""
NARROWEST = 240.0
"""Below this width the drawing keeps it and is wider than was asked for."""


class Size(NamedTuple):
    """Room for a drawing, in logical pixels; a height of 0 is as much as the marks need."""

    width: float
    height: float = 0.0


def compose_scene(
    analysis: Analysis, chart: Chart, options: ChartOptions, size: Size, measure: TextMeasure
) -> ChartScene:
    """The scene of a chart, with texts in the language of the report."""
    table = analysis.table_by_id[chart.table]
    every = data_points(table, chart, options)
    split = not options.log and is_stacked(table, chart, every)
    shown = drop_zeros(every, split)
    width = max(size.width, NARROWEST)
    room = Box(PAD, PAD, width - 2 * PAD, max(size.height - 2 * PAD, 0))
    kind = chart_type(chart.kind)
    log = options.log and kind.has_log_scale and can_be_log([point.figure.value for point in shown])
    title = _title(analysis, chart, table, shown)
    subtitle = _subtitle(analysis, title, shown, log)

    head = _text_block(title, room, room.y, TITLE_SIZE, "title", measure, bold=True)
    head += _text_block(subtitle, room, _bottom(head) + 2, LABEL_SIZE, "subtitle", measure)
    top = _bottom(head) + 14
    source = _source(analysis, table)
    zeros = zero_note(every, shown)
    notes = (*filter(None, [zeros]), *(_notes(analysis, table, every) if options.note else ()))
    foot = _footer(source, notes, room, measure)
    free = max(room.bottom - top - ABOVE_FOOT - (_bottom(foot) - room.y), 0.0) if size.height else math.inf
    series = tuple(table.columns[column] for column in chart.columns)
    body = kind.lay_out(LayoutRequest(series, shown, Box(room.x, top, room.width, free), log, split, measure))
    foot = [_moved(item, body.bottom + ABOVE_FOOT - room.y) for item in foot]

    values = "；".join(f"{mark.category} {mark.tooltip.splitlines()[0]}" for mark in body.marks)
    return ChartScene(
        chart=chart.id,
        width=width,
        height=max(_bottom(foot), body.bottom) + PAD,
        title=title,
        subtitle=subtitle,
        marks=body.marks,
        texts=(*head, *body.texts, *foot),
        rules=body.rules,
        chips=body.chips,
        axis=body.axis,
        description=f"{title}。{kind.label}，{subtitle}。{values}。{''.join(notes)}{source}",
    )


def _title(analysis: Analysis, chart: Chart, table: Table, shown: Sequence[DataPoint]) -> str:
    """Place, year and measure: the chart's title, completed by what it lacks of them."""
    report = analysis.report
    title = _TABLE_NUMBER.sub("", chart.title) or chart.title
    measure = _measure(chart, table)
    if measure and measure not in title:
        title = f"{title}：{measure}"
    years = sorted({point.figure.year for point in shown if point.figure.year})
    year = f"{years[0]}{f'—{years[-1]}' if len(years) > 1 else ''}年" if years else ""
    if any(str(each) in title for each in years):
        year = ""
    place = report.region
    if place in title or (report.issuer and report.issuer in title):
        return f"{year}{title}" if year and not title.startswith(place) else _inserted(title, place, year)
    return f"{place}{year}{title}"


def _inserted(title: str, place: str, year: str) -> str:
    return f"{place}{year}{title[len(place) :]}" if place and title.startswith(place) else f"{year}{title}"


def _measure(chart: Chart, table: Table) -> str:
    """What a chart of one row, or of one column with a title of its own, measures; empty for any other."""
    if len(chart.rows) == 1 < len(chart.columns):
        return table.rows[chart.rows[0]].label
    if len(chart.columns) != 1 or table.keys:
        return ""
    column = _NOTE.sub("", table.columns[chart.columns[0]]).strip()
    return "" if _GENERAL.fullmatch(column) else column


def _subtitle(analysis: Analysis, title: str, shown: Sequence[DataPoint], log: bool) -> str:
    """Subject, kind of the values, unit and scale, as far as the title does not name them."""
    subjects = {point.figure.subject for point in shown}
    subject = subjects.pop() if len(subjects) == 1 else ""
    subject = "" if subject in title or subject in (analysis.report.region, analysis.report.issuer) else subject
    first = shown[0].figure
    unit = f"单位：{first.unit}" if first.unit else ""
    measured = {"share": "占比", "change": "比上年增减"}.get(first.kind, "")
    return "·".join(filter(None, (subject, measured, unit, "对数刻度" if log else "")))


def _source(analysis: Analysis, table: Table) -> str:
    report = analysis.report
    path = analysis.path_of(table.section)
    ends = path[:1] + path[1:][-1:]
    place = " › ".join(_heading(section) for section in ends)
    title = f"《{report.title}》" if report.title else ""
    publication = f"{report.issuer}{title}"
    return f"来源：{publication}{'，' if publication and place else ''}{place}" if publication or place else ""


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


def _bottom(items: Sequence[TextItem]) -> float:
    return items[-1].box.bottom if items else 0.0


def _moved(item: TextItem, down: float) -> TextItem:
    return replace(item, box=item.box._replace(y=item.box.y + down))
