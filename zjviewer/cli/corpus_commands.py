"""Commands of corpora: build, status, verify, export."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zjviewer.cli.option_types import Parser, within
from zjviewer.cli.output import DONE, FAILED, print_problem

if TYPE_CHECKING:
    from zjviewer.corpus.building import Progress


def add_corpus_commands(parser: argparse.ArgumentParser) -> None:
    """Parsers of `zjviewer corpus build`, `status`, `verify` and `export`."""
    commands = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    build = commands.add_parser("build", help="read all reports below folders into Parquet files")
    build.add_argument("folders", metavar="DIR", nargs="+", type=Path)
    build.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder of the corpus, new or begun")
    build.add_argument(
        "--workers", metavar="N", type=within(1, 256), default=0, help="default: one per processor, at most 4"
    )
    build.add_argument("--seconds", metavar="N", type=within(1, 86_400), default=120, help="time limit of a file")
    build.add_argument(
        "--memory", metavar="MB", type=within(64, 1 << 20), default=2048, help="memory limit of a worker"
    )
    build.add_argument("--engine", choices=("local", "dask"), default="local", help="where files are read")
    build.add_argument("--scheduler", metavar="ADDRESS", default="", help="of Dask, such as tcp://10.0.0.1:8786")
    build.add_argument("--retry-errors", action="store_true", help="read files that failed before again")
    build.add_argument("--limit", metavar="N", type=within(1, 10**9), default=0, help="read at most so many files")
    build.add_argument("-q", "--quiet", action="store_true", help="no progress")
    build.set_defaults(run=build_command)
    status = commands.add_parser("status", help="numbers of reports and errors, rate, time left")
    status.set_defaults(run=status_command)
    verify = commands.add_parser("verify", help="check that every part is whole, and print the hash of the content")
    verify.set_defaults(run=verify_command)
    export = commands.add_parser("export", help="write one table to one file")
    export.set_defaults(run=export_command)
    for each in (status, verify, export):
        each.add_argument("corpus", metavar="DIR", type=Path)
    for each in (build, status, verify):
        each.add_argument("--format", choices=("text", "json"), default="text")
    export.add_argument("--table", metavar="NAME", default="cells", help="reports, sections, figures, cells, …")
    export.add_argument("--format", choices=("csv", "parquet"), default="csv")
    export.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="write this file, never over another one"
    )


def build_command(options: argparse.Namespace) -> int:
    """Run `zjviewer corpus build`, and return the exit code."""
    from zjviewer.corpus.building import Options, build
    from zjviewer.errors import Problem

    engine = None
    if options.engine == "dask":
        from zjviewer.corpus.dask_engine import dask_engine

        engine = dask_engine(options.scheduler)
    elif options.scheduler:
        raise Problem("--scheduler needs --engine dask.")
    chosen = Options(options.workers, options.seconds, options.memory, options.retry_errors, options.limit)
    result = build(options.folders, options.out, chosen, _progress(options.quiet), engine)
    for link in result.skipped:
        print_problem(f"The link {link} leads outside and was skipped.")
    for folder in result.unlisted:
        print_problem(f"The folder {folder}: its files are not in the corpus.")
    if options.format == "json":
        print(
            json.dumps(
                {
                    "read": result.read,
                    "errors": result.failed,
                    "unchanged": result.unchanged,
                    "skipped": len(result.skipped),
                    "unlisted": len(result.unlisted),
                }
            )
        )
    else:
        print(f"{result.read} files read, {result.unchanged} unchanged, {result.failed} with errors")
    return FAILED if result.failed or result.unlisted else DONE


def _progress(quiet: bool) -> "Progress":
    shown = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def show(done: int, total: int, failed: int, seconds: float) -> None:
        if not shown:
            return
        rate = done / seconds if seconds else 0.0
        left = f", {(total - done) / rate:.0f} s left" if rate and done < total else ""
        end = "\n" if done >= total else ""
        print(
            f"\r\x1b[K{done}/{total} files, {failed} errors, {rate:.1f}/s{left}", end=end, file=sys.stderr, flush=True
        )

    return show


def status_command(options: argparse.Namespace) -> int:
    """Run `zjviewer corpus status`, and return the exit code."""
    from zjviewer.corpus.reading import open_corpus

    status = open_corpus(options.corpus).status()
    if options.format == "json":
        print(json.dumps(status))
    else:
        print("\n".join(f"{name}: {'' if value is None else value}" for name, value in status.items()))
    return DONE


def verify_command(options: argparse.Namespace) -> int:
    """Run `zjviewer corpus verify`, and return the exit code."""
    from zjviewer.corpus.reading import open_corpus

    corpus = open_corpus(options.corpus)
    faults = corpus.verify()
    content = "" if faults else corpus.content_hash()
    for fault in faults:
        print_problem(fault.message)
    if options.format == "json":
        print(json.dumps({"faults": [fault.message for fault in faults], "content": content}, ensure_ascii=False))
    elif content:
        print(content)
    return FAILED if faults else DONE


def export_command(options: argparse.Namespace) -> int:
    """Run `zjviewer corpus export`, and return the exit code."""
    from zjviewer.corpus.reading import open_corpus

    open_corpus(options.corpus).export(options.table, options.out, options.format)
    print(options.out)
    return DONE
