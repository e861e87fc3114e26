"""Commands that print or export the content of reports."""

import argparse
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zjviewer.cli.inputs import Inputs
from zjviewer.cli.option_types import UNUSABLE
from zjviewer.cli.output import (
    FAILED,
    JSON_FORMATS,
    check_out,
    deliver,
    draw_without_display,
    explain_missing_library,
    json_text,
    print_paths,
)
from zjviewer.errors import Problem

_HEADER = "==> {file} <=="
"""Line above the text of each of several files."""


def whole_reports(options: argparse.Namespace) -> Inputs:
    """Files of a command with their complete analyses; a partial one where a limit is exceeded."""
    from zjviewer.pipeline.background_completion import open_within_limits

    return Inputs(options, open_within_limits)


def outlined_reports(options: argparse.Namespace) -> Inputs:
    """Files of a command with text and outline only."""
    from zjviewer.pipeline.open_report import begin_report, with_marks

    return Inputs(options, lambda path, encoding: with_marks(begin_report(path, encoding)))


def named(rows: Iterable[Mapping[str, Any]], file: str, several: bool) -> list[dict[str, Any]]:
    """Rows for JSON; each has the key `file` where there are several files."""
    return [{"file": file, **row} if several else dict(row) for row in rows]


def text_command(options: argparse.Namespace) -> int:
    """Run `zjviewer text`, and return the exit code."""
    check_out(options.out)
    inputs = outlined_reports(options)
    texts = [
        (f"{_HEADER.format(file=file)}\n" if inputs.several else "") + analysis.report.text + "\n"
        for file, analysis in inputs.opened()
    ]
    if texts:
        deliver("\n".join(texts), options)
    return inputs.exit_code(found=True)


def outline_command(options: argparse.Namespace) -> int:
    """Run `zjviewer outline`, and return the exit code."""
    check_out(options.out)
    inputs = outlined_reports(options)
    keys = ("id", "title", "level", "start", "end", "source")
    rows: list[dict[str, Any]] = []
    lines: list[str] = []
    for file, analysis in inputs.opened():
        lines += [_HEADER.format(file=file)] if inputs.several else []
        rows += named(
            ({key: getattr(section, key) for key in keys} for section in analysis.sections), file, inputs.several
        )
        for section in analysis.sections:
            mark = " [editorial]" if section.source == "editorial" else ""
            lines.append(f"{'  ' * (section.level - 1)}{section.id}  {section.title}{mark}")
    code = inputs.exit_code(bool(rows))
    if code != UNUSABLE:
        text = json_text(rows, options.format) if _is_json(options) else "".join(f"{line}\n" for line in lines)
        deliver(text, options)
    return code


def _is_json(options: argparse.Namespace) -> bool:
    return options.format in JSON_FORMATS


def figures_command(options: argparse.Namespace) -> int:
    """Run `zjviewer figures`, and return the exit code."""
    from zjviewer.core.export.figures import FIGURE_KEYS, figures_csv, figures_json

    check_out(options.out)
    inputs = whole_reports(options)
    rows = [row for file, analysis in inputs.opened() for row in named(figures_json(analysis), file, inputs.several)]
    code = inputs.exit_code(bool(rows))
    if code != UNUSABLE:
        if _is_json(options):
            deliver(json_text(rows, options.format), options)
        else:
            columns = (*FIGURE_KEYS, "file") if inputs.several else FIGURE_KEYS
            deliver(figures_csv(rows, columns), options, options.bom)
    return code


def tables_command(options: argparse.Namespace) -> int:
    """Run `zjviewer tables`, and return the exit code."""
    from zjviewer.core.export.tables import write_tables

    if options.out is None:
        if options.format == "xlsx":
            raise Problem("A workbook needs a folder: add --out DIR.")
        return _print_tables(options)
    inputs = whole_reports(options)
    written = False
    for _, analysis in inputs.opened():
        try:
            paths = write_tables(analysis, options.out, options.format)
        except Problem as problem:
            inputs.refuse(problem)
            continue
        print_paths(paths)
        written |= bool(paths)
    return inputs.exit_code(written)


def _print_tables(options: argparse.Namespace) -> int:
    from zjviewer.core.export.figure_sources import TITLES
    from zjviewer.core.export.tables import csv_rows, tables_json, tables_text

    inputs = whole_reports(options)
    found = False
    rows: list[dict[str, Any]] = []
    texts: list[str] = []
    records: list[tuple[str, ...]] = []
    for file, analysis in inputs.opened():
        found |= bool(analysis.tables)
        if _is_json(options):
            rows += named(tables_json(analysis), file, inputs.several)
        elif options.format == "csv":
            last = (file,) if inputs.several else ()
            records += [(*record, *last) for record in csv_rows(analysis.tables, analysis)]
        elif analysis.tables:
            texts += [_HEADER.format(file=file) + "\n"] if inputs.several else []
            texts.append(tables_text(analysis))
    code = inputs.exit_code(found)
    if code == UNUSABLE or not found:
        return code
    if options.format == "csv":
        title = (*TITLES, "文件") if inputs.several else TITLES
        deliver(_csv_text([title, *records]), options, options.bom)
    else:
        deliver(json_text(rows, options.format) if _is_json(options) else "\n".join(texts), options)
    return code


def _csv_text(records: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(records)
    return written.getvalue()


def search_command(options: argparse.Namespace) -> int:
    """Run `zjviewer search`, and return the exit code."""
    from zjviewer.core.export.hits import hit_rows
    from zjviewer.core.search.engine import Query, find

    if not options.pattern:
        raise Problem("There is nothing to search for: PATTERN is empty.")
    check_out(options.out)
    query = Query(
        options.pattern, regex=options.regex, variants=options.variants, pinyin=options.pinyin, near=not options.regex
    )
    inputs = outlined_reports(options)
    found: list[dict[str, object]] = []
    for file, analysis in inputs.opened():
        hits = find(analysis.report.text, query)
        found += hit_rows(file, analysis, zip(hits.starts, hits.ends, strict=True))
    code = inputs.exit_code(bool(found))
    if code != UNUSABLE:
        lines = (f"{hit['file']}:{hit['start']}: {hit['section']}: {hit['context']}\n" for hit in found)
        deliver(json_text(found, options.format) if _is_json(options) else "".join(lines), options)
    return code


def check_command(options: argparse.Namespace) -> int:
    """Run `zjviewer check`, and return the exit code."""
    from zjviewer.checks.cross_report import check_reports_together
    from zjviewer.core.export.checks import checks_json, checks_text

    check_out(options.out)
    check_out(options.memo)
    inputs = whole_reports(options)
    analyses = dict(inputs.opened())
    if not analyses:
        return inputs.exit_code(found=False)
    between = check_reports_together(analyses.values())
    if options.memo is not None:
        from zjviewer.core.export.memo import memo_of
        from zjviewer.core.export.memo_files import write_memo

        memo = memo_of(tuple(analyses.values()), between, passes=options.passes)
        if options.memo.suffix.lower() == ".pdf":
            draw_without_display(always=True)
            with explain_missing_library():
                from zjviewer.gui.checks.memo_export import memo_command

                memo_command(memo, options.memo)
        else:
            write_memo(memo, options.memo)
    if _is_json(options):
        deliver(json_text(checks_json(analyses, between), options.format), options)
    else:
        deliver(checks_text(analyses, between) + "\n", options)
    every = (*(check for analysis in analyses.values() for check in analysis.checks), *between)
    failed = any(check.verdict == "fail" for check in every)
    return FAILED if failed else inputs.exit_code(found=True)


def annotations_command(options: argparse.Namespace) -> int:
    """Run `zjviewer annotations`, and return the exit code."""
    from zjviewer.core.export.annotations import AnnotationRow, format_annotations, lines_of, write_lines

    if options.format == "docx" and options.out is None:
        raise Problem("A document needs a file: add --out PATH.")
    check_out(options.out)
    inputs = whole_reports(options)
    found: list[tuple[str, AnnotationRow]] = []
    for file, analysis in inputs.opened():
        try:
            found += [(file, line) for line in lines_of(analysis)]
        except Problem as problem:
            inputs.refuse(problem)
    code = inputs.exit_code(bool(found))
    if not found:
        return code
    lines = [line for _, line in found]
    if _is_json(options):
        rows = [row for file, line in found for row in named([line._asdict()], file, inputs.several)]
        deliver(json_text(rows, options.format), options)
    elif options.out is None:
        deliver(format_annotations(lines, options.format), options, options.bom and options.format == "csv")
    else:
        write_lines(lines, options.out, options.format)
        print(options.out)
    return code
