"""Composition of a chart's scene from its data and a size: title, marks, notes and source."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zjviewer.core.charts.axis import can_be_log
from zjviewer.core.charts.chart_data import data_points, is_stacked
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.finding import NOTHING, Finding, propose_finding
from zjviewer.core.charts.kinds import chart_type, kinds_for
from zjviewer.core.charts.layout_request import LayoutRequest
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    SMALL_SIZE,
    SOURCE_LINES,
    TITLE_SIZE,
    Box,
    ChartScene,
    PlotArea,
    Role,
    TextItem,
    TextMeasure,
    fitting_text,
    line_height,
    wrap_text,
)
from zjviewer.core.charts.zeros import drop_zeros, zero_note
from zjviewer.core.dictionary.metrics import group_names
from zjviewer.core.model.analysis import Analysis, Chart, Section, Table
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.core.model.check_notes import failure_note
from zjviewer.core.tables.row_hierarchy import is_total_label
from zjviewer.core.text.control_characters import remove_controls

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
    fill: bool = False
    """Whether the drawing should be as high as `height`, with marks that grow to fill it."""
    source: bool = True
    """Whether the source is drawn, which a window may show elsewhere."""
    head: bool = True
    """Whether title and subtitle are drawn, which a slide has as text of its own."""


class ChartContent(NamedTuple):
    """What a chart shows before it is laid out."""

    kind: str
    """Name of the kind that it is drawn as."""
    kinds: tuple[str, ...]
    """Names of the kinds that can draw it."""
    points: tuple[DataPoint, ...]
    """All of them, in drawing order."""
    shown: tuple[DataPoint, ...]
    """Those that are drawn, at least one."""
    is_stacked: bool
    log: bool
    groups: Mapping[str, str]
    title: str
    """The neutral title: place, year and measure."""
    finding: Finding


def chart_content(analysis: Analysis, chart: Chart, options: ChartOptions) -> ChartContent:
    """What a chart shows with these options."""
    table = analysis.table_by_id[chart.table]
    groups = group_names(table.id, [table.rows[row].key for row in chart.rows], chart.title)
    points = data_points(table, chart, options)
    split = is_stacked(table, chart, points)
    kinds = kinds_for(chart.kind, points, split)
    kind = options.kind if options.kind in kinds else kinds[0]
    if options.log and kind == "stacked":
        kind = "grouped"
    points = _with_groups(points, groups) if kind not in ("results", "balance") else points
    split = kind in ("stacked", "full")
    shown = points if kind == "balance" else drop_zeros(points, split)
    log = options.log and chart_type(kind).has_log_scale and can_be_log([point.figure.value for point in shown])
    topic = _TABLE_NUMBER.sub("", chart.title) or chart.title
    title = _title(analysis, chart, table, shown)
    finding = propose_finding(kind, topic, points)
    return ChartContent(kind, kinds, points, shown, split, log, groups, title, finding)


def compose_scene(
    analysis: Analysis,
    chart: Chart,
    options: ChartOptions,
    size: Size,
    measure: TextMeasure,
    spell: Callable[[str], str] = str,
) -> ChartScene:
    """The scene of a chart, with texts in the language of the report. `spell` replaces the characters of a text that no
    font has."""
    options = replace(
        options,
        title=_one_line(options.title),
        subtitle=_one_line(options.subtitle),
        own_note=_one_line(options.own_note),
    )
    table = analysis.table_by_id[chart.table]
    content = chart_content(analysis, chart, options)
    width = max(size.width, NARROWEST)
    room = Box(PAD, PAD, width - 2 * PAD, max(size.height - 2 * PAD, 0))
    kind = chart_type(content.kind)
    finding = content.finding if options.finding and not options.title else NOTHING
    title = options.title or finding.text or content.title
    subtitle = spell(_subtitle(analysis, title, content, options, bool(table.keys)))
    title = spell(title)

    head: list[TextItem] = []
    if size.head:
        head += _text_block(title, room, room.y, TITLE_SIZE, "title", measure, bold=True)
        head += _text_block(subtitle, room, _bottom(head) + 2, LABEL_SIZE, "subtitle", measure)
    top = _bottom(head) + 14 if head else room.y
    sources = tuple(map(spell, _sources(analysis, table)))
    source = sources[0]
    notes = [zero_note(content.points, content.shown)]
    if options.note:
        notes += [*_notes(analysis, table, content.points), options.own_note]
    notes = list(map(spell, notes))
    series = tuple(spell(table.columns[column]) for column in chart.columns)
    request = LayoutRequest(
        series,
        tuple(replace(point, label=spell(point.label)) for point in content.shown),
        Box(room.x, top, room.width, math.inf),
        content.log,
        content.is_stacked,
        measure,
        options.labels,
        frozenset(map(spell, options.highlights or finding.labels)),
        groups=content.groups,
    )
    foot = _footer(sources if size.source else (), notes, room, measure)
    body = _lay_out(kind.lay_out, request, foot, room, size)
    if body.notes:
        notes = [*notes, *body.notes]
        foot = _footer(sources if size.source else (), notes, room, measure)
        body = _lay_out(kind.lay_out, request, foot, room, size)
    notes = [note for note in notes if note]
    below = body.bottom + ABOVE_FOOT
    if size.fill:
        below = max(below, room.bottom - (_bottom(foot) - room.y))
    foot = [_moved(item, below - room.y) for item in foot]

    drawn = "，".join(filter(None, (kind.label, subtitle)))
    values = "；".join(f"{mark.category} {mark.tooltip.splitlines()[0]}" for mark in body.marks)
    return ChartScene(
        chart=chart.id,
        width=width,
        height=max(_bottom(foot), body.bottom, room.bottom if size.fill else 0.0) + PAD,
        title=title,
        subtitle=subtitle,
        marks=body.marks,
        texts=(*head, *body.texts, *foot),
        rules=body.rules,
        chips=body.chips,
        axis=body.axis,
        description=f"{title}。{drawn}。{values}。{''.join(notes)}{source}{_spelled_note(content, options, spell)}",
        notes=tuple(notes),
        sources=sources,
        palette=options.palette,
    )


def _one_line(text: str) -> str:
    """A text of the reader without line breaks and control characters."""
    return " ".join(remove_controls(text).split())


def _spelled_note(content: ChartContent, options: ChartOptions, spell: Callable[[str], str]) -> str:
    """A sentence that names the characters of titles, labels and notes that are drawn by their codes; else empty."""
    words = [content.title, options.title, options.subtitle, options.own_note]
    words += [point.label for point in content.shown]
    unknown = [each for each in dict.fromkeys("".join(words)) if spell(each) != each]
    return f"。没有字体的字以编码代替：{'、'.join(f'{each} {spell(each)}' for each in unknown)}。" if unknown else ""


def _lay_out(
    lay_out: Callable[[LayoutRequest], PlotArea],
    request: LayoutRequest,
    foot: Sequence[TextItem],
    room: Box,
    size: Size,
) -> PlotArea:
    """The marks above a foot that is laid out from the top of the room."""
    below = _bottom(foot) - room.y if foot else 0.0
    free = max(room.bottom - request.room.y - ABOVE_FOOT - below, 0.0) if size.height else math.inf
    fill = size.fill and math.isfinite(free)
    return lay_out(request._replace(room=request.room._replace(height=free), fill=fill))


def _with_groups(points: Sequence[DataPoint], groups: Mapping[str, str]) -> tuple[DataPoint, ...]:
    """Points whose labels begin with the name of their group where points of other groups are drawn beside them:
    `行政诉讼：复议后起诉`."""
    named = {groups.get(point.key, "") for point in points if not point.is_total}
    if len(named) < 2:
        return tuple(points)
    return tuple(
        replace(point, label=f"{groups[point.key]}：{point.label}")
        if point.key in groups and "." not in point.key
        else point
        for point in points
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
    """What a chart of one row, or of one column with a title of its own, measures; empty for any other, and for those
    of national forms, whose titles say it."""
    if table.keys:
        return ""
    if len(chart.rows) == 1:
        return table.rows[chart.rows[0]].label
    if len(chart.columns) != 1:
        return ""
    column = _NOTE.sub("", table.columns[chart.columns[0]]).strip()
    return "" if _GENERAL.fullmatch(column) else column


def _subtitle(analysis: Analysis, title: str, content: ChartContent, options: ChartOptions, is_form: bool) -> str:
    """Subject, kind of the values, unit and scale, as far as the title does not name them; before them the neutral
    title, where the title is a finding or the reader's own. The reader's own subtitle is completed by the unit."""
    shown = content.shown
    subjects = {point.figure.subject for point in content.points}
    subject = subjects.pop() if len(subjects) == 1 else ""
    subject = "" if is_form and is_total_label(subject) else subject
    named = f"{title}{content.title}"
    subject = "" if subject in named or subject in (analysis.report.region, analysis.report.issuer) else subject
    first = shown[0].figure
    in_label = first.unit == "%" and options.labels != "none"
    unit = f"单位：{first.unit}" if first.unit and not in_label else ""
    scale = "对数刻度" if content.log else "每条为100%" if content.kind == "full" else ""
    if options.subtitle:
        return "·".join(filter(None, (options.subtitle, unit if first.unit not in options.subtitle else "", scale)))
    neutral = content.title if title != content.title else ""
    measured = {"share": "占比", "change": "比上年增减"}.get(first.kind, "")
    return "·".join(filter(None, (neutral, subject, measured, unit, scale)))


def _sources(analysis: Analysis, table: Table) -> tuple[str, ...]:
    """Name of the source, and shorter ones for a narrow chart: without the issuer, with the last section only, and
    without a section."""
    report = analysis.report
    path = analysis.path_of(table.section)
    places = [_heading(section) for section in path[:1] + path[1:][-1:]]
    title = f"《{report.title}》" if report.title else ""
    found = [
        f"来源：{'，'.join(filter(None, (publication, place)))}"
        for publication, place in (
            (f"{report.issuer}{title}", " › ".join(places)),
            (title or report.issuer, " › ".join(places)),
            (title or report.issuer, "".join(places[-1:])),
            (title or report.issuer, ""),
        )
        if publication or place
    ]
    return tuple(dict.fromkeys(found)) or ("",)


def _heading(section: Section) -> str:
    number = section.number
    if not number:
        return section.title
    return f"{number}、{section.title}" if number.isalpha() else f"{number} {section.title}"


def _notes(analysis: Analysis, table: Table, shown: Sequence[DataPoint]) -> tuple[str, ...]:
    """The table's own, and what does not add up in the chart."""
    drawn = [figure for entry in shown for figure in (entry.figure, entry.secondary) if figure]
    return tuple(filter(None, (table.note and f"注：{table.note}", failure_note(analysis, drawn))))


def _footer(sources: Sequence[str], notes: Sequence[str], room: Box, measure: TextMeasure) -> list[TextItem]:
    """From `room.y` down; without a line `_bottom` of it is 0."""
    lines: list[TextItem] = []
    source = fitting_text(sources, room.width, SMALL_SIZE, measure, SOURCE_LINES)
    for text, role in (*((note, NOTE) for note in notes if note), (source, SOURCE)):
        y = _bottom(lines) if lines else room.y
        lines += _text_block(text, room, y, SMALL_SIZE, role, measure, most=SOURCE_LINES if role == SOURCE else 4)
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
) -> list[TextItem]:
    if not text:
        return []
    height = line_height(size)
    return [
        TextItem(line, Box(room.x, y + index * height, measure(line, size, bold), height), size, role, bold)
        for index, line in enumerate(wrap_text(text, room.width, size, measure, bold, most))
    ]


def _bottom(items: Sequence[TextItem]) -> float:
    return items[-1].box.bottom if items else 0.0


def _moved(item: TextItem, down: float) -> TextItem:
    return replace(item, box=item.box._replace(y=item.box.y + down))
