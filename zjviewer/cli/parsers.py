"""Parsers of the command line: options of the window and of each command."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zjviewer.cli.option_types import Parser, encoding, size, within
from zjviewer.cli.output import (
    DESKTOP,
)
from zjviewer.cli.report_commands import (
    annotations_command,
    check_command,
    figures_command,
    outline_command,
    search_command,
    tables_command,
    text_command,
)
from zjviewer.cli.window_commands import charts_command, desktop_command, window_command
from zjviewer.core.export.table_formats import FORMAT_NAMES
from zjviewer.version import __version__

COMMANDS = ("text", "outline", "figures", "tables", "search", "charts", "check", "annotations", *DESKTOP)


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Options of the window, or of one command. A command must be the first argument, because a file may have any
    name; options may be before, after and between files."""
    if arguments and arguments[0] in COMMANDS:
        parser = command_parsers()[arguments[0]]
        options, left = parser.parse_known_args(arguments[1:])
        return _with_member(parser.parse_intermixed_args(arguments[1:]) if left else options)
    return window_parser().parse_args(arguments)


def _with_member(options: argparse.Namespace) -> argparse.Namespace:
    """Options in which the path of an archive or e-mail member is converted: a member is addressed like a file in a
    folder."""
    if getattr(options, "member", ""):
        if getattr(options, "file", None) is not None:
            options.file = options.file / options.member
        elif getattr(options, "files", None):
            options.files = [*options.files[:-1], options.files[-1] / options.member]
    return options


def window_parser() -> argparse.ArgumentParser:
    """Parser of the options without a command."""
    parser = Parser(
        prog="zjviewer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Open disclosure reports in a window; with no FILE, those that were open at the end.",
        epilog="Commands: " + ", ".join(COMMANDS) + " (zjviewer COMMAND --help explains each)\n\n"
        "Examples:\n  zjviewer 2016.html 2017.pdf\n  zjviewer --screenshot window.png --size 1280x800 --find 公开",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help="reports, each in a tab of its own")
    parser.add_argument("--new-window", action="store_true", help="open a window even where one is open")
    parser.add_argument("--screenshot", metavar="PNG", type=Path, help="save a picture of the window and end")
    parser.add_argument("--size", metavar="WxH", type=size, help="size of the window, in logical pixels")
    parser.add_argument("--theme", choices=("light", "dark"), help="default: as chosen, else as the system")
    parser.add_argument("--language", choices=("zh", "en"), help="default: as chosen, else as the system")
    parser.add_argument("--find", metavar="WORD", default="", help="search for a word at once")
    parser.add_argument("--table", metavar="ID", default="", help="open a table at once")
    parser.add_argument("--version", action="version", version=f"zjviewer {__version__}")
    parser.set_defaults(run=window_command)
    return parser


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
    description = "Print or write bookmarks, highlights and notes."
    notes = command(
        "annotations",
        annotations_command,
        description,
        "zjviewer annotations report.txt --format docx --out notes.docx",
    )

    for name in DESKTOP:
        command(
            name, desktop_command, "Put zjviewer into the menus of your desktop, or take it out.", f"zjviewer {name}"
        )
    check.add_argument("files", metavar="FILE", nargs="*", type=Path, help="default: the bundled report")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--memo", metavar="PATH", type=Path, help="write a memo too: .md, .xlsx, .docx or .pdf")
    search.add_argument("pattern", metavar="PATTERN", help="text, or 公开 NEAR/10 申请; capitals and width are folded")
    search.add_argument("files", metavar="FILE", nargs="*", type=Path, help="default: the bundled report")
    search.add_argument("--regex", action="store_true", help="PATTERN is a regular expression")
    search.add_argument("--pinyin", action="store_true", help="letters also mean readings: zdgk finds 主动公开")
    search.add_argument("--variants", action="store_true", help="traditional and simplified characters are the same")
    search.add_argument("--format", choices=("text", "json"), default="text")
    for parser in (text, outline, figures, tables, charts, notes):
        parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="default: the bundled report")
    for parser in (text, outline, figures, tables, charts, notes, search, check):
        parser.add_argument(
            "--encoding", metavar="NAME", type=encoding, default="", help="of a text; default: detected"
        )
        parser.add_argument(
            "--member", metavar="NAME", default="", help="document inside a ZIP or an EML (of the last FILE)"
        )
    notes.add_argument("--format", choices=("text", "json", "md", "docx", "csv"), default="text")
    notes.add_argument("--out", metavar="PATH", type=Path, help="write this file; a DOCX needs it")
    outline.add_argument("--format", choices=("text", "json"), default="text")
    figures.add_argument("--format", choices=("csv", "json"), default="csv")
    tables.add_argument("--format", choices=FORMAT_NAMES, default="text")
    tables.add_argument("--out", metavar="DIR", type=Path, help="write files into this folder")
    charts.add_argument("--out", metavar="DIR", type=Path, required=True, help="write files into this folder")
    charts.add_argument("--format", choices=("png", "svg", "pdf"), default="png")
    charts.add_argument("--dpi", metavar="N", type=within(36, 1200), default=300, help="of a PNG (default 300)")
    charts.add_argument("--width-mm", metavar="N", type=within(40, 1000), default=160, help="width (default 160)")
    charts.add_argument("--no-note", dest="note", action="store_false", help="without the note below a chart")
    charts.add_argument("--table", metavar="ID", default="", help="only the charts of this table")
    charts.add_argument("--sort", choices=("report", "descending", "ascending"), default="report", help="order of bars")
    charts.add_argument("--measure", choices=("count", "share"), default="count", help="shares where there are any")
    charts.add_argument("--log", action="store_true", help="logarithmic scale where it helps")
    return parsers
