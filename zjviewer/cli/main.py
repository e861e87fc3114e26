"""The command line: what the window shows, as text and files; with no command, the window itself."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from zjviewer import paths
from zjviewer.cli.option_types import UNUSABLE, Parser, encoding, size, within
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.system.child_processes import COMPLETER, WORKER
from zjviewer.version import __version__

DONE, NOTHING_FOUND = 0, 1
FAILED = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for done, 1 for nothing found or for a check that fails, 2 for unusable input
    or usage."""
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [WORKER]:
        from zjviewer.readers.sandbox.worker import main as work

        work(arguments[1:])
    if arguments[:1] == [COMPLETER]:
        from zjviewer.pipeline.background_completion import main as complete

        complete(arguments[1:])
    try:
        options = _options(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        if sys.stdout is not None:  # on Windows, a program without a console has none
            sys.stdout.flush()
    except Problem as problem:
        if arguments:
            print(f"zjviewer: {problem}", file=sys.stderr)
        else:
            _tell_without_terminal(problem)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    return code


def _tell_without_terminal(problem: Problem) -> None:
    """The bare command is also what a double click starts, where nobody sees the error stream."""
    from zjviewer.system.native_messages import tell

    tell(f"zjviewer: {problem}")


DESKTOP = ("install-desktop", "uninstall-desktop")
COMMANDS = ("text", "outline", "figures", "tables", "search", "charts", "check", "annotations", *DESKTOP)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """The window's options, or one command's: a file may have any name, so a command stands first. Options may stand
    before files, behind them and between them."""
    if arguments and arguments[0] in COMMANDS:
        parser = _command_parsers()[arguments[0]]
        options, left = parser.parse_known_args(arguments[1:])
        return parser.parse_intermixed_args(arguments[1:]) if left else options
    return _window_parser().parse_args(arguments)


def _window_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="zjviewer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Open disclosure reports in a window; with no FILE, those that were open at the end.",
        epilog="Commands: " + ", ".join(COMMANDS) + " (zjviewer COMMAND --help tells more)\n\n"
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
    parser.set_defaults(run=_window)
    return parser


def _command_parsers() -> Mapping[str, argparse.ArgumentParser]:
    parsers: dict[str, argparse.ArgumentParser] = {}

    def command(
        name: str, run: Callable[[argparse.Namespace], int], tells: str, example: str
    ) -> argparse.ArgumentParser:
        made = Parser(
            prog=f"zjviewer {name}",
            description=tells,
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run, command=name)
        parsers[name] = made
        return made

    text = command("text", _text, "Print the canonical text, nothing else.", "zjviewer text report.txt > clean.txt")
    outline = command("outline", _outline, "Print the outline.", "zjviewer outline report.txt --format json")
    figures = command("figures", _figures, "Print every figure.", "zjviewer figures report.txt --format csv > f.csv")
    tables = command("tables", _tables, "Print or write the tables.", "zjviewer tables --format xlsx --out exports")
    charts = command("charts", _charts, "Write the charts.", "zjviewer charts --out exports --format svg")
    search = command("search", _search, "Find a word in reports.", "zjviewer search 公开 2016.txt 2017.txt")
    check = command("check", _check, "Check that the numbers add up.", "zjviewer check 2016.txt 2017.txt --format json")
    told = "Print or write bookmarks, highlights and notes."
    notes = command("annotations", _annotations, told, "zjviewer annotations report.txt --format docx --out notes.docx")

    for name in DESKTOP:
        command(name, _desktop, "Put zjviewer into the menus of your desktop, or take it out.", f"zjviewer {name}")
    check.add_argument("files", metavar="FILE", nargs="*", type=Path, help="default: the bundled report")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--memo", metavar="PATH", type=Path, help="write a memo too: .md, .xlsx, .docx or .pdf")
    search.add_argument("pattern", metavar="PATTERN", help="words, or 公开 NEAR/10 申请; capitals and width are folded")
    search.add_argument("files", metavar="FILE", nargs="*", type=Path, help="default: the bundled report")
    search.add_argument("--regex", action="store_true", help="PATTERN is a regular expression")
    search.add_argument("--pinyin", action="store_true", help="letters also mean readings: zdgk finds 主动公开")
    search.add_argument("--variants", action="store_true", help="traditional and simplified characters are the same")
    search.add_argument("--format", choices=("text", "json"), default="text")
    for made in (text, outline, figures, tables, charts, notes):
        made.add_argument("file", metavar="FILE", nargs="?", type=Path, help="default: the bundled report")
    for made in (text, outline, figures, tables, charts, notes, search, check):
        made.add_argument("--encoding", metavar="NAME", type=encoding, default="", help="of a text; default: found out")
    notes.add_argument("--format", choices=("text", "json", "md", "docx", "csv"), default="text")
    notes.add_argument("--out", metavar="PATH", type=Path, help="write this file; a DOCX needs it")
    outline.add_argument("--format", choices=("text", "json"), default="text")
    figures.add_argument("--format", choices=("csv", "json"), default="csv")
    tables.add_argument("--format", choices=("text", "json", "csv", "xlsx"), default="text")
    tables.add_argument("--out", metavar="DIR", type=Path, help="write files into this folder")
    charts.add_argument("--out", metavar="DIR", type=Path, required=True, help="write files into this folder")
    charts.add_argument("--format", choices=("png", "svg", "pdf"), default="png")
    charts.add_argument("--dpi", metavar="N", type=within(36, 1200), default=300, help="of a PNG (default 300)")
    charts.add_argument("--width-mm", metavar="N", type=within(40, 1000), default=160, help="width (default 160)")
    charts.add_argument("--no-note", dest="note", action="store_false", help="without what is told below a chart")
    charts.add_argument("--table", metavar="ID", default="", help="only the charts of this table")
    return parsers


def _open(file: Path | None, encoding: str = "") -> Analysis:
    from zjviewer.pipeline.open_report import open_report

    return _doubted(open_report(file or paths.bundled_report(), encoding if file else ""))


def _begin(file: Path | None, encoding: str = "") -> Analysis:
    from zjviewer.pipeline.open_report import begin_report

    return _doubted(begin_report(file or paths.bundled_report(), encoding if file else ""))


def _doubted(analysis: Analysis) -> Analysis:
    """The same, after a word on an editorial file that could not be used."""
    from zjviewer.core.editorial.sidecar import FAULTS

    for remark in analysis.remarks:
        if remark.message in FAULTS:
            print(f"zjviewer: {remark}", file=sys.stderr)
    return analysis


def _text(options: argparse.Namespace) -> int:
    print(_begin(options.file, options.encoding).report.text)
    return DONE


def _outline(options: argparse.Namespace) -> int:
    sections = _begin(options.file, options.encoding).sections
    if options.format == "json":
        keys = ("id", "title", "level", "start", "end", "source")
        _print_json([{key: getattr(section, key) for key in keys} for section in sections])
    else:
        for section in sections:
            mark = " [editorial]" if section.source == "editorial" else ""
            print(f"{'  ' * (section.level - 1)}{section.id}  {section.title}{mark}")
    return DONE if sections else NOTHING_FOUND


def _figures(options: argparse.Namespace) -> int:
    from zjviewer.core.export.figures import figures_csv, figures_json

    analysis = _open(options.file, options.encoding)
    if options.format == "json":
        _print_json(figures_json(analysis))
    else:
        print(figures_csv(analysis), end="")
    return DONE if analysis.figures else NOTHING_FOUND


def _tables(options: argparse.Namespace) -> int:
    from zjviewer.core.export.tables import tables_json, tables_text, to_csv, write_tables

    if options.format == "xlsx" and options.out is None:
        raise Problem("A workbook needs a folder: add --out DIR.")
    analysis = _open(options.file, options.encoding)
    if not analysis.tables:
        return NOTHING_FOUND
    if options.out is not None:
        _print_paths(write_tables(analysis, options.out, options.format))
    elif options.format == "json":
        _print_json(tables_json(analysis))
    else:
        printed = to_csv(analysis.tables, analysis) if options.format == "csv" else tables_text(analysis)
        print(printed.replace("\r\n", "\n"), end="" if printed.endswith("\n") else "\n")
    return DONE


def _search(options: argparse.Namespace) -> int:
    from zjviewer.core.export.hit_export import hit_rows
    from zjviewer.core.search.engine import Query, find

    if not options.pattern:
        raise Problem("There is nothing to search for: PATTERN is empty.")
    query = Query(
        options.pattern, regex=options.regex, variants=options.variants, pinyin=options.pinyin, near=not options.regex
    )
    found: list[dict[str, object]] = []
    for file in options.files or [None]:
        path = file or paths.bundled_report()
        analysis = _begin(file, options.encoding)
        hits = find(analysis.report.text, query)
        found += hit_rows(str(path), analysis, zip(hits.starts, hits.ends, strict=True))
    if options.format == "json":
        _print_json(found)
    else:
        for hit in found:
            print(f"{hit['file']}:{hit['start']}: {hit['section']}: {hit['context']}")
    return DONE if found else NOTHING_FOUND


def _check(options: argparse.Namespace) -> int:
    from zjviewer.checks.cross_report import check_between
    from zjviewer.core.export.checks import checks_json, checks_text

    analyses = {str(file): _open(file, options.encoding) for file in options.files or [paths.bundled_report()]}
    between = check_between(analyses.values())
    if options.memo is not None:
        from zjviewer.core.export.memo import memo_of
        from zjviewer.core.export.memo_files import write_memo

        memo = memo_of(tuple(analyses.values()), between)
        if options.memo.suffix.lower() == ".pdf":
            _draw_without_display(always=True)
            with _missing_library_explained():
                from zjviewer.gui.checks.memo_export import memo_command

                memo_command(memo, options.memo)
        else:
            write_memo(memo, options.memo)
    if options.format == "json":
        _print_json(checks_json(analyses, between))
    else:
        print(checks_text(analyses, between))
    every = (*(check for analysis in analyses.values() for check in analysis.checks), *between)
    return FAILED if any(check.verdict == "fail" for check in every) else DONE


def _annotations(options: argparse.Namespace) -> int:
    from zjviewer.core.export.annotations import lines_of, printed, write_lines

    if options.format == "docx" and options.out is None:
        raise Problem("A document needs a file: add --out PATH.")
    lines = lines_of(_open(options.file, options.encoding))
    if not lines:
        return NOTHING_FOUND
    if options.out is None:
        print(printed(lines, options.format), end="")
    else:
        write_lines(lines, options.out, options.format)
        print(options.out)
    return DONE


def _charts(options: argparse.Namespace) -> int:
    _draw_without_display(always=True)
    analysis = _open(options.file, options.encoding)
    if options.table and options.table not in analysis.table_by_id:
        raise Problem("There is no table {table} in this report.", table=options.table)
    with _missing_library_explained():
        from zjviewer.gui.charts.chart_export import charts_command

        named = {"width_mm": options.width_mm, "table": options.table or None, "note": options.note}
        written = charts_command(analysis, options.out, options.format, options.dpi, **named)
    _print_paths(written)
    return DONE if written else NOTHING_FOUND


def _desktop(options: argparse.Namespace) -> int:
    from zjviewer.system.desktop_entry import install_desktop, uninstall_desktop

    _print_paths(install_desktop() if options.command == DESKTOP[0] else uninstall_desktop())
    return DONE


def _window(options: argparse.Namespace) -> int:
    from zjviewer.system.single_instance import hand_over

    names = ("screenshot", "size", "theme", "language", "find", "table")
    shape = {name: getattr(options, name) for name in names if getattr(options, name)}
    if not options.new_window and not shape and hand_over(options.files):
        return DONE
    if options.screenshot is not None:
        _draw_without_display(always=False)
    with _missing_library_explained():
        from zjviewer.gui.startup.application import run

        code: int = run(options.files, **shape)
    return code


@contextmanager
def _missing_library_explained() -> Iterator[None]:
    """Where Qt cannot be imported, raises Problem with the one line that installs what it misses on this system."""
    try:
        yield
    except ImportError as error:
        from zjviewer.system.qt_system_libraries import missing_library_sentence

        sentence = missing_library_sentence(str(error))
        raise Problem(
            "{sentence}", sentence=sentence or f"A library of the window cannot be loaded: {error}."
        ) from error


def _draw_without_display(always: bool) -> None:
    """Draw in memory: always for files, for a picture of the window only where there is no display."""
    no_display = sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if always or no_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _print_paths(written: Iterable[Path]) -> None:
    for path in written:
        print(path)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
