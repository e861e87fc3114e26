"""Commands that print or export the content of a report."""

import argparse
from pathlib import Path

from zjviewer import paths
from zjviewer.cli.output import (
    DONE,
    FAILED,
    NOTHING_FOUND,
    draw_without_display,
    explain_missing_library,
    print_json,
    print_paths,
    print_problem,
)
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem


def open_file(file: Path | None, encoding: str = "") -> Analysis:
    """Analysis of a file, or of the bundled report; a partial one where a limit is exceeded. Raises Problem."""
    from zjviewer.pipeline.background_completion import open_within_limits

    return print_warnings(open_within_limits(file or paths.bundled_report(), encoding if file else ""))


def begin_file(file: Path | None, encoding: str = "") -> Analysis:
    """Analysis with text and outline only. Raises Problem."""
    from zjviewer.pipeline.open_report import begin_report, with_marks

    return print_warnings(with_marks(begin_report(file or paths.bundled_report(), encoding if file else "")))


def print_warnings(analysis: Analysis) -> Analysis:
    """Print warnings about refused files and missing parts to standard error, and return the same analysis."""
    from zjviewer.core.annotations.annotation_file import READ_ERRORS as MARKS_ERRORS
    from zjviewer.core.editorial.sidecar import READ_ERRORS, UNKNOWN
    from zjviewer.pipeline.background_completion import missing_data
    from zjviewer.pipeline.shared_files import REMARKS

    for remark in analysis.remarks:
        if remark.message in (*READ_ERRORS, *MARKS_ERRORS, UNKNOWN, *REMARKS):
            print_problem(remark)
    if missing := missing_data(analysis):
        print_problem(missing)
    return analysis


def partial_code(*analyses: Analysis) -> int:
    """1 where the extraction of a report is incomplete, otherwise 0."""
    from zjviewer.pipeline.background_completion import missing_data

    return FAILED if any(map(missing_data, analyses)) else DONE


def text_command(options: argparse.Namespace) -> int:
    """Run `zjviewer text`, and return the exit code."""
    print(begin_file(options.file, options.encoding).report.text)
    return DONE


def outline_command(options: argparse.Namespace) -> int:
    """Run `zjviewer outline`, and return the exit code."""
    sections = begin_file(options.file, options.encoding).sections
    if options.format == "json":
        keys = ("id", "title", "level", "start", "end", "source")
        print_json([{key: getattr(section, key) for key in keys} for section in sections])
    else:
        for section in sections:
            mark = " [editorial]" if section.source == "editorial" else ""
            print(f"{'  ' * (section.level - 1)}{section.id}  {section.title}{mark}")
    return DONE if sections else NOTHING_FOUND


def figures_command(options: argparse.Namespace) -> int:
    """Run `zjviewer figures`, and return the exit code."""
    from zjviewer.core.export.figures import figures_csv, figures_json

    analysis = open_file(options.file, options.encoding)
    if options.format == "json":
        print_json(figures_json(analysis))
    else:
        print(figures_csv(analysis), end="")
    return DONE if analysis.figures else NOTHING_FOUND


def tables_command(options: argparse.Namespace) -> int:
    """Run `zjviewer tables`, and return the exit code."""
    from zjviewer.core.export.tables import tables_json, tables_text, to_csv, write_tables

    if options.format == "xlsx" and options.out is None:
        raise Problem("A workbook needs a folder: add --out DIR.")
    analysis = open_file(options.file, options.encoding)
    if not analysis.tables:
        return NOTHING_FOUND
    if options.out is not None:
        print_paths(write_tables(analysis, options.out, options.format))
    elif options.format == "json":
        print_json(tables_json(analysis))
    else:
        printed = to_csv(analysis.tables, analysis) if options.format == "csv" else tables_text(analysis)
        print(printed.replace("\r\n", "\n"), end="" if printed.endswith("\n") else "\n")
    return DONE


def search_command(options: argparse.Namespace) -> int:
    """Run `zjviewer search`, and return the exit code."""
    from zjviewer.core.export.hits import hit_rows
    from zjviewer.core.search.engine import Query, find

    if not options.pattern:
        raise Problem("There is nothing to search for: PATTERN is empty.")
    query = Query(
        options.pattern, regex=options.regex, variants=options.variants, pinyin=options.pinyin, near=not options.regex
    )
    found: list[dict[str, object]] = []
    for file in options.files or [None]:
        path = file or paths.bundled_report()
        analysis = begin_file(file, options.encoding)
        hits = find(analysis.report.text, query)
        found += hit_rows(str(path), analysis, zip(hits.starts, hits.ends, strict=True))
    if options.format == "json":
        print_json(found)
    else:
        for hit in found:
            print(f"{hit['file']}:{hit['start']}: {hit['section']}: {hit['context']}")
    return DONE if found else NOTHING_FOUND


def check_command(options: argparse.Namespace) -> int:
    """Run `zjviewer check`, and return the exit code."""
    from zjviewer.checks.cross_report import check_reports_together
    from zjviewer.core.export.checks import checks_json, checks_text

    analyses = {str(file): open_file(file, options.encoding) for file in options.files or [paths.bundled_report()]}
    between = check_reports_together(analyses.values())
    if options.memo is not None:
        from zjviewer.core.export.memo import memo_of
        from zjviewer.core.export.memo_files import write_memo

        memo = memo_of(tuple(analyses.values()), between)
        if options.memo.suffix.lower() == ".pdf":
            draw_without_display(always=True)
            with explain_missing_library():
                from zjviewer.gui.checks.memo_export import memo_command

                memo_command(memo, options.memo)
        else:
            write_memo(memo, options.memo)
    if options.format == "json":
        print_json(checks_json(analyses, between))
    else:
        print(checks_text(analyses, between))
    every = (*(check for analysis in analyses.values() for check in analysis.checks), *between)
    failed = any(check.verdict == "fail" for check in every)
    return FAILED if failed else partial_code(*analyses.values())


def annotations_command(options: argparse.Namespace) -> int:
    """Run `zjviewer annotations`, and return the exit code."""
    from zjviewer.core.export.annotations import format_annotations, lines_of, write_lines

    if options.format == "docx" and options.out is None:
        raise Problem("A document needs a file: add --out PATH.")
    analysis = open_file(options.file, options.encoding)
    lines = lines_of(analysis)
    if not lines:
        return NOTHING_FOUND
    if options.out is None:
        print(format_annotations(lines, options.format), end="")
    else:
        write_lines(lines, options.out, options.format)
        print(options.out)
    return partial_code(analysis)
