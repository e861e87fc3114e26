"""The command that writes charts: as the window shows them, with the reader's edits, or as its options say."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from zjviewer.cli.option_types import within
from zjviewer.cli.output import draw_without_display, explain_missing_library, print_paths
from zjviewer.cli.report_commands import whole_reports
from zjviewer.core.annotations.annotation_file import load_annotation_file
from zjviewer.core.annotations.chart_edit import options_for
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import (
    LABELS,
    LARGEST_TEXT,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MEASURES,
    MOST_HIGHLIGHTS,
    PALETTES,
    PRESETS,
    SMALLEST_TEXT,
    SORTS,
    ChartOptions,
)
from zjviewer.errors import BadMarks, Problem

_OF_ONE_CHART = ("title", "subtitle", "own_note")
_KINDS = ("bars", "grouped", "parts", "stacked", "full", "dots", "lollipop", "results", "balance")
_DEFAULT_WIDTH = 160


def add_chart_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command; those of a chart that are not given are as the reader has edited the chart."""
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="write files into this folder")
    parser.add_argument("--format", choices=("png", "svg", "pdf", "pptx"), default="png", help="pptx: a slide a chart")
    parser.add_argument("--together", action="store_true", help="all charts of a report in one PDF, a page each")
    parser.add_argument("--dpi", metavar="N", type=within(36, 1200), default=300, help="of a PNG (default 300)")
    parser.add_argument("--live-text", action="store_true", help="text of an SVG as text instead of outlines")
    parser.add_argument(
        "--dark", dest="ground", action="store_const", const="dark", default="white", help="dark ground"
    )
    parser.add_argument("--table", metavar="ID", default="", help="only the charts of this table")
    parser.add_argument("--chart", metavar="ID", default="", help="only this chart: id of its table, then -2 …")
    parser.add_argument("--as-reported", action="store_true", help="without the reader's edits")
    chart = parser.add_argument_group("how charts are drawn (default: as they were edited in the window)")
    chart.add_argument("--title", metavar="TEXT", help="own title (of one chart)")
    chart.add_argument(
        "--finding", action="store_true", default=None, help="a finding as the title, where there is one"
    )
    chart.add_argument("--subtitle", metavar="TEXT", help="own subtitle (of one chart)")
    chart.add_argument("--add-note", dest="own_note", metavar="TEXT", help="a note below the chart (of one chart)")
    chart.add_argument("--no-note", dest="note", action="store_false", default=None, help="without notes below a chart")
    chart.add_argument("--highlight", dest="highlights", metavar="LABEL", action="append", help="this bar; repeatable")
    chart.add_argument("--kind", choices=_KINDS, help="where it can draw the chart")
    chart.add_argument("--sort", choices=SORTS, help="order of bars")
    chart.add_argument("--measure", choices=MEASURES, help="shares where there are any")
    chart.add_argument("--log", action="store_true", default=None, help="logarithmic scale where it helps")
    chart.add_argument("--labels", choices=LABELS, help="values and shares, values, or an axis instead")
    chart.add_argument("--palette", choices=PALETTES, help="colours")
    chart.add_argument(
        "--preset", choices=tuple(PRESETS), help="size: page of Word, half a column, slide, square, tall"
    )
    chart.add_argument("--width-mm", metavar="N", type=within(40, 1000), help=f"width (default {_DEFAULT_WIDTH})")
    chart.add_argument("--height-mm", metavar="N", type=within(40, 1000), help="height (default: as the marks need)")
    chart.add_argument("--text-size", metavar="N", type=within(SMALLEST_TEXT, LARGEST_TEXT), help="in per cent")


def charts_command(options: argparse.Namespace) -> int:
    """Run `zjviewer charts`, and return the exit code."""
    draw_without_display(always=True)
    with explain_missing_library():
        from zjviewer.gui.charts.chart_export import ExportOptions
        from zjviewer.gui.charts.chart_export import charts_command as write_charts
    inputs = whole_reports(options)
    found = False
    changes = _changes(options)
    format_: Any = "book.pdf" if options.together and options.format == "pdf" else options.format
    export = ExportOptions(format_, _DEFAULT_WIDTH, "mm", options.dpi, options.ground, live_text=options.live_text)
    for _, analysis in inputs.opened():
        try:
            charts = _charts(analysis, options)
            if len(charts) > 1 and any(changes.get(name) for name in _OF_ONE_CHART):
                raise Problem("A title, a subtitle and a note are those of one chart: name it with --chart.")
            drawn_as = _options_of(analysis, changes, options.as_reported)
            written = write_charts(analysis, options.out, export, charts, drawn_as)
        except Problem as problem:
            inputs.refuse(problem)
            continue
        print_paths(written)
        found |= bool(written)
    return inputs.exit_code(found)


def _charts(analysis: Analysis, options: argparse.Namespace) -> tuple[Chart, ...]:
    """The charts that were asked for. Raises Problem for an unknown table or chart."""
    if options.table and options.table not in analysis.table_by_id:
        raise Problem("There is no table {table} in this report.", table=options.table)
    charts = tuple(chart for chart in analysis.charts if options.table in ("", chart.table))
    if options.chart:
        charts = tuple(chart for chart in charts if chart.id == options.chart)
        if not charts:
            raise Problem("There is no chart {chart} in this report.", chart=options.chart)
    return charts


def _changes(options: argparse.Namespace) -> Mapping[str, Any]:
    """The options of charts that were given, by their names in `ChartOptions`."""
    changes: dict[str, Any] = {}
    if options.preset:
        changes |= PRESETS[options.preset]._asdict()
    names = ("title", "finding", "subtitle", "own_note", "note", "kind", "sort", "measure", "log", "labels", "palette")
    changes |= {name: value for name in names if (value := getattr(options, name)) is not None}
    limits = {"title": LONGEST_TITLE, "subtitle": LONGEST_TITLE, "own_note": LONGEST_NOTE}
    changes |= {name: changes[name][:most] for name, most in limits.items() if name in changes}
    if options.highlights is not None:
        changes["highlights"] = tuple(dict.fromkeys(options.highlights))[:MOST_HIGHLIGHTS]
    sizes = {"width": options.width_mm, "height": options.height_mm}
    changes |= {name: float(value) for name, value in sizes.items() if value is not None}
    if options.text_size is not None:
        changes["text_size"] = options.text_size
    if changes.get("finding") and "title" not in changes:
        changes["title"] = ""
    return changes


def _options_of(analysis: Analysis, changes: Mapping[str, Any], as_reported: bool) -> Callable[[Chart], ChartOptions]:
    """The options of each chart: the reader's edits with the changes."""
    path = analysis.report.path
    try:
        edits = load_annotation_file(path).charts if path is not None and not as_reported else ()
    except BadMarks:
        edits = ()  # a remark on the report says that the file cannot be read
    return lambda chart: replace(options_for(edits, chart.id, chart.title), **changes)
