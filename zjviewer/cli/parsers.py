"""Parsers of the commands."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from zjviewer.cli.chart_command import add_chart_options, charts_command
from zjviewer.cli.cite_command import add_cite_options, cite_command
from zjviewer.cli.compare_command import add_compare_options, compare_command
from zjviewer.cli.corpus_commands import add_corpus_commands
from zjviewer.cli.library_commands import (
    add_command,
    list_command,
    remove_command,
    search_library_command,
    status_command,
)
from zjviewer.cli.option_types import DESKTOP, Parser, encoding, within
from zjviewer.cli.output import JSON_FORMATS
from zjviewer.cli.report_commands import (
    annotations_command,
    check_command,
    figures_command,
    outline_command,
    search_command,
    tables_command,
    text_command,
)
from zjviewer.cli.window_commands import desktop_command
from zjviewer.core.export.table_formats import FORMAT_NAMES


def command_parsers() -> Mapping[str, argparse.ArgumentParser]:
    """Parsers by command name."""
    parsers: dict[str, argparse.ArgumentParser] = {}

    def command(
        name: str, run: Callable[[argparse.Namespace], int], description: str, example: str
    ) -> argparse.ArgumentParser:
        parser = Parser(
            prog=f"zjviewer {name}",
            description=description,
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(run=run, command=name)
        parsers[name] = parser
        return parser

    text = command(
        "text", text_command, "Print the canonical text, nothing else.", "zjviewer text report.txt > clean.txt"
    )
    outline = command("outline", outline_command, "Print the outline.", "zjviewer outline report.txt --format json")
    figures = command(
        "figures", figures_command, "Print every figure.", "zjviewer figures report.txt --format csv > f.csv"
    )
    tables = command(
        "tables", tables_command, "Print or write the tables.", "zjviewer tables --format xlsx --out exports"
    )
    charts = command("charts", charts_command, "Write the charts.", "zjviewer charts --out exports --format svg")
    search = command("search", search_command, "Find a word in reports.", "zjviewer search 公开 2016.txt 2017.txt")
    check = command(
        "check", check_command, "Check that the numbers add up.", "zjviewer check 2016.txt 2017.txt --format json"
    )
    compare = command(
        "compare",
        compare_command,
        "Compare reports: every metric by body and year, as one row each.",
        "zjviewer compare 2021.html 2022.html 2023.pdf --metric applications/new/all --years 2021-2023",
    )
    description = "Print or write bookmarks, highlights and notes."
    notes = command(
        "annotations",
        annotations_command,
        description,
        "zjviewer annotations report.txt --format docx --out notes.docx",
    )

    cited = command(
        "cite",
        cite_command,
        "Print a citation of each report, as GB/T 7714-2015, APA, BibTeX, RIS or CSL-JSON.",
        "zjviewer cite 2016.pdf 2017.pdf --style bibtex --out reports.bib",
    )
    corpus = command(
        "corpus",
        status_command,
        "Read thousands of reports into Parquet files.",
        "zjviewer corpus build ~/reports --out corpus && zjviewer corpus status corpus",
    )
    add_corpus_commands(corpus)
    library = command(
        "library",
        list_command,
        "Keep an index over folders of reports, and search all of them.",
        "zjviewer library add ~/reports && zjviewer library search 公开 --format json",
    )
    _add_library_commands(library)
    for name in DESKTOP:
        command(
            name, desktop_command, "Put zjviewer into the menus of your desktop, or take it out.", f"zjviewer {name}"
        )
    add_search_options(search)
    reading = (text, outline, figures, tables, charts, notes, cited, search, check, compare)
    for parser in reading:
        parser.add_argument(
            "files", metavar="FILE", nargs="*", type=Path, help="- is standard input; default: the bundled report"
        )
        parser.add_argument(
            "--encoding", metavar="NAME", type=encoding, default="", help="of a text; default: detected"
        )
        parser.add_argument(
            "--member", metavar="NAME", default="", help="document inside a ZIP or an EML (of the last FILE)"
        )
        said = parser.add_mutually_exclusive_group()
        said.add_argument("-q", "--quiet", action="store_true", help="no progress and no remarks, errors only")
        said.add_argument("-v", "--verbose", action="store_true", help="every remark of the import on standard error")
    for parser in (text, outline, figures, search, check, cited):
        parser.add_argument("--out", metavar="FILE", type=Path, help="write this file, never over another one")
    for parser in (figures, tables, notes):
        parser.add_argument("--bom", action="store_true", help="CSV with the mark by which Excel detects UTF-8")
    for parser in (outline, search, check):
        parser.add_argument("--format", choices=("text", *JSON_FORMATS), default="text")
    check.add_argument("--memo", metavar="PATH", type=Path, help="write a memo too: .md, .xlsx, .docx or .pdf")
    check.add_argument("--passes", action="store_true", help="list in the memo also the checks that pass")
    add_compare_options(compare)
    notes.add_argument("--format", choices=("text", *JSON_FORMATS, "md", "docx", "csv"), default="text")
    notes.add_argument("--out", metavar="PATH", type=Path, help="write this file; a DOCX needs it")
    figures.add_argument("--format", choices=("csv", *JSON_FORMATS), default="csv")
    tables.add_argument("--format", choices=(*FORMAT_NAMES, "jsonl"), default="text")
    tables.add_argument("--out", metavar="DIR", type=Path, help="write files into this folder")
    add_chart_options(charts)
    add_cite_options(cited)
    return parsers


def _add_library_commands(library: argparse.ArgumentParser) -> None:
    """Add the parsers of `zjviewer library ACTION`."""
    actions = library.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)

    def action(name: str, run: Callable[[argparse.Namespace], int], description: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = actions.add_parser(name, help=description, description=description)
        parser.set_defaults(run=run)
        return parser

    add = action("add", add_command, "Read the reports in folders, and look through them again.")
    listed = action("list", list_command, "List the files, with body, year and state.")
    search = action("search", search_library_command, "Find a word in all reports and their titles.")
    status = action("status", status_command, "Print where the library is, and how much it holds.")
    remove = action("remove", remove_command, "Take folders out of the library; their files stay as they are.")
    add.add_argument("folders", metavar="DIR", nargs="+", type=Path, help="folder, or one file")
    add.add_argument("--again", action="store_true", help="try again the files that could not be read")
    listed.add_argument(
        "--state", choices=("indexed", "failed", "missing"), default="", help="only files in this state"
    )
    add_search_options(search)
    search.add_argument("--passages", metavar="N", type=within(0, 100), default=3, help="of a report (default 3)")
    remove.add_argument("folders", metavar="DIR", nargs="+", type=Path, help="folder as it was added")
    for parser in (listed, search):
        parser.add_argument("--format", choices=("text", *JSON_FORMATS), default="text")
    for parser in (add, status):
        parser.add_argument("--format", choices=("text", "json"), default="text")


def add_search_options(parser: argparse.ArgumentParser) -> None:
    """Add the pattern and what counts as the same."""
    parser.add_argument("pattern", metavar="PATTERN", help="text, or 公开 NEAR/10 申请; capitals and width are folded")
    parser.add_argument("--regex", action="store_true", help="PATTERN is a regular expression")
    parser.add_argument("--pinyin", action="store_true", help="letters also mean readings: zdgk finds 主动公开")
    parser.add_argument("--variants", action="store_true", help="traditional and simplified characters are the same")
