"""Command that compares reports over years and bodies."""

import argparse
import csv
import io
import os
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zjviewer.cli.option_types import UNUSABLE, within
from zjviewer.cli.output import (
    DONE,
    FAILED,
    JSON_FORMATS,
    check_out,
    deliver,
    draw_without_display,
    explain_missing_library,
    json_text,
    print_problem,
)
from zjviewer.cli.report_commands import whole_reports
from zjviewer.errors import Problem

if TYPE_CHECKING:
    from zjviewer.comparison.choices import Choices
    from zjviewer.comparison.panel import Panel
    from zjviewer.core.charts.scene import ChartScene, TextMeasure
    from zjviewer.core.model.analysis import Analysis

    Draw = Callable[[float, TextMeasure], ChartScene]

DRAWN = ("table", "trend", "ranking", "multiples", "profile", "text", "checks", "map", "scatter")
DATA_FORMATS = ("csv", *JSON_FORMATS, "xlsx", "parquet")
PICTURES = ("png", "svg", "pdf")
_FILES_ONLY = ("xlsx", "parquet", *PICTURES)
_NO_TEXTS = "The view text compares two reports: name two years of one body, or two bodies in one year."
_YEARS = re.compile(r"(\d{4})(?:[-–—](\d{4}))?")
_NO_YEAR = "{written} is neither a year nor a range of years such as 2019-2023."
_NO_BODY = "There is no report of {body} among these files. They are of: {bodies}."


def years_named(written: Sequence[str]) -> list[int]:
    """Years of `2019`, `2019-2023` and `2019,2021`, in order. Raises Problem."""
    found: set[int] = set()
    for part in _parts(written):
        match = _YEARS.fullmatch(part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise Problem(_NO_YEAR, written=part)
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return sorted(found)


def _parts(written: Sequence[str]) -> list[str]:
    """What commas and spaces separate."""
    return [part for words in written for part in re.split(r"[,，、\s]+", words) if part]


def _split_files(options: argparse.Namespace) -> None:
    """Take files that stand behind `--bodies NAME` or `--years YEAR` out of these lists, which have no end."""
    for name in ("bodies", "years"):
        words = getattr(options, name)
        files = [word for word in words if os.path.isfile(word)]
        setattr(options, name, [word for word in words if word not in files])
        options.files = [*options.files, *map(Path, files)]


def add_compare_options(parser: argparse.ArgumentParser) -> None:
    """Options of `zjviewer compare` beside those of every command that reads files."""
    parser.add_argument("--library", action="store_true", help="the reports of the library, instead of files")
    parser.add_argument("--metric", metavar="ID", action="append", default=[], help="only this one; may be repeated")
    parser.add_argument("--bodies", metavar="NAME", nargs="+", default=[], help="only these, such as 浙江省,淮安市")
    parser.add_argument("--years", metavar="YEAR", nargs="+", default=[], help="only these: 2019 2021 or 2019-2023")
    parser.add_argument("--list-metrics", action="store_true", help="list the metrics, and read no file")
    parser.add_argument("--format", choices=(*DATA_FORMATS, *PICTURES), default="csv")
    parser.add_argument(
        "--view", choices=DRAWN, default="", help="of a picture; default: trend, or ranking of one year"
    )
    parser.add_argument("--dpi", metavar="N", type=within(36, 1200), default=300, help="of a PNG (default 300)")
    parser.add_argument("--width-mm", metavar="N", type=within(40, 1000), default=190, help="width (default 190)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write this file, never over another one")
    parser.add_argument("--bom", action="store_true", help="CSV with the mark by which Excel detects UTF-8")


def compare_command(options: argparse.Namespace) -> int:
    """Run `zjviewer compare`, and return the exit code."""
    from zjviewer.comparison.measures import measure_of

    check_out(options.out)
    _split_files(options)
    years_named(options.years)
    if options.list_metrics:
        return _list_metrics(options)
    if options.format in _FILES_ONLY and options.out is None:
        raise Problem("The format {format} needs a file: add --out PATH.", format=options.format)
    for metric in options.metric:
        measure_of(metric)
    if options.library:
        return _write_library(options)
    from zjviewer.comparison.panel import panel_of

    inputs = whole_reports(options)
    analyses = dict(inputs.opened())
    panel = panel_of(analyses.items())
    return _write(panel, inputs.exit_code(bool(panel.reports)), options, analyses.__getitem__)


def _list_metrics(options: argparse.Namespace) -> int:
    from zjviewer.comparison.measures import list_measures
    from zjviewer.comparison.panel_files import measure_rows

    rows = measure_rows(list_measures())
    if options.format in JSON_FORMATS:
        deliver(json_text(rows, options.format), options)
        return DONE
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    deliver(written.getvalue(), options, options.bom)
    return DONE


def _write_library(options: argparse.Namespace) -> int:
    """Compare the reports of the library."""
    from zjviewer.comparison.library_panel import panel_of_library, with_sentences
    from zjviewer.library.network_folders import library_path
    from zjviewer.pipeline.open_report import begin_report

    if options.files:
        raise Problem("Name files or --library, not both.")
    path, note = library_path()
    if note:
        print_problem(note)
    panel = panel_of_library(path)
    if options.format not in PICTURES:
        panel = with_sentences(panel, options.metric)
    return _write(panel, DONE, options, lambda file: begin_report(Path(file)))


def _write(panel: "Panel", code: int, options: argparse.Namespace, analysis_of: "Callable[[str], Analysis]") -> int:
    from zjviewer.comparison.panel import tidy_rows
    from zjviewer.comparison.panel_files import panel_csv, write_panel

    if code == UNUSABLE:
        return code
    if panel.excluded:
        of = len(panel.excluded) + len(panel.reports)
        count = len(panel.excluded)
        print_problem(f"{count} of {of} files {'is' if count == 1 else 'are'} left out.")
        for excluded in panel.excluded:
            print_problem(excluded.message)
    if not panel.reports:
        return FAILED
    panel = panel.chosen(_bodies(panel.bodies, _parts(options.bodies)), years_named(options.years))
    if options.format in _FILES_ONLY:
        with_suffix = options.out.suffix.casefold() == f".{options.format}"
        if not with_suffix:
            raise Problem(
                "The name of a {format} file ends in .{format}: {path}.", format=options.format, path=options.out
            )
        if options.format in PICTURES:
            _draw(panel, options, analysis_of)
        else:
            write_panel(panel, options.out, options.metric)
        print(options.out)
        return code
    rows = tidy_rows(panel, options.metric)
    if options.format in JSON_FORMATS:
        deliver(json_text(rows, options.format), options)
    else:
        deliver(panel_csv(rows), options, options.bom)
    return code


def _draw(panel: "Panel", options: argparse.Namespace, analysis_of: "Callable[[str], Analysis]") -> None:
    """Write a picture of the first metric that was asked for; of two, a scatter shows both."""
    draw_without_display(always=True)
    with explain_missing_library():
        from zjviewer.comparison.choices import Choices, settled
        from zjviewer.comparison.drawing.compose_view import compose_view
        from zjviewer.gui.charts.chart_export import ExportOptions
        from zjviewer.gui.compare.view_export import picture_command
    metrics = dict(zip(("metric", "second"), options.metric, strict=False))
    view = options.view or ("trend" if len(panel.years) > 1 else "ranking")
    export = ExportOptions(options.format, options.width_mm, "mm", options.dpi)
    choices = settled(Choices.from_dict({"view": view, **metrics}), panel)
    draw = _texts(panel, choices, analysis_of) if view == "text" else partial(compose_view, panel, choices)
    picture_command(draw, options.out, export)


def _texts(panel: "Panel", choices: "Choices", analysis_of: "Callable[[str], Analysis]") -> "Draw":
    """Drawing of the differences between two reports. Raises Problem where one of them is missing."""
    from zjviewer.comparison.drawing.text_scene import text_scene
    from zjviewer.comparison.text_difference import compare_chapters

    wanted = (choices.body, choices.earlier), (choices.other, choices.year)
    found = [panel.report_of(*each) for each in wanted]
    if None in found or found[0] is found[1]:
        raise Problem(_NO_TEXTS)
    first, second = (report for report in found if report is not None)
    compared = compare_chapters(analysis_of(first.file), analysis_of(second.file))
    return partial(text_scene, panel, compared, first, second)


def _bodies(known: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The bodies of the panel that the names mean: as written, or by another name of the same body. Raises Problem."""
    from zjviewer.core.dictionary.places import same_body
    from zjviewer.library.identity import Evidence, identify

    found = []
    for name in wanted:
        own = identify(Evidence(title=name)).body
        match = [body for body in known if body in (name, own)]
        match = match or [body for body in known if same_body(body, name)]
        match = match or [body for body in known if body.endswith(name) or body.startswith(name)]
        if not match:
            raise Problem(_NO_BODY, body=name, bodies=", ".join(known))
        found += match[:1] if match[0] == name else match
    return found
