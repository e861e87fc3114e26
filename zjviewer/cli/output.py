"""Output of the commands: exit codes, JSON, paths, UTF-8; rendering without a display."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import NotWritten, Problem

DONE, NOTHING_FOUND, FAILED = 0, 1, 1
INTERNAL_FAULT, INTERRUPTED = 70, 130
"""Exit codes; 70 is EX_SOFTWARE of sysexits.h."""


@contextmanager
def explain_missing_library() -> Iterator[None]:
    """Context manager: raises Problem where Qt cannot be imported, with the command that installs the missing
    libraries."""
    try:
        yield
    except ImportError as error:
        from zjviewer.system.qt_system_libraries import missing_library_sentence

        sentence = missing_library_sentence(str(error))
        raise Problem(
            "{sentence}", sentence=sentence or f"A library of the window cannot be loaded: {error}."
        ) from error


def draw_without_display(always: bool) -> None:
    """Use Qt's offscreen platform: always for files, for a picture of the window only where there is no display."""
    no_display = sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if always or no_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


JSON_FORMATS = ("json", "jsonl")


def json_text(rows: Iterable[Mapping[str, Any]], format: str) -> str:
    """Objects as a JSON list, or for the format `jsonl` as JSON Lines: one object on each line."""
    if format == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"


def check_out(out: Path | None) -> None:
    """Raise NotWritten where an output file exists, before the work begins."""
    if out is not None and os.path.exists(out):
        from zjviewer.storage.atomic_files import EXISTS

        raise NotWritten(EXISTS, path=out)


def deliver(text: str, options: argparse.Namespace, bom: bool = False) -> None:
    """Write a text to the file of the option `--out` and print its path; without that option, print the text. `bom`
    adds the byte order mark by which Excel detects UTF-8. Raises NotWritten."""
    marked = "\ufeff" + text if bom else text
    if options.out is None:
        sys.stdout.write(marked)
        return
    from zjviewer.storage.atomic_files import write_atomically

    write_atomically(options.out, marked.encode("utf-8", "backslashreplace"))
    print(options.out)


def show_progress(number: int, total: int, name: str) -> None:
    """Show the number and the name of the current file in one line of standard error, or remove that line where the
    name is empty. Only on a terminal, and only for several files."""
    if total < 2 or sys.stderr is None or not sys.stderr.isatty():
        return
    from zjviewer.core.text.control_characters import remove_controls

    line = f"{number}/{total} {remove_controls(name)[-60:]}" if name else ""
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def print_problem(problem: object) -> None:
    """Print a message to standard error, without terminal control characters."""
    from zjviewer.core.text.control_characters import remove_controls

    print(f"zjviewer: {remove_controls(str(problem))}", file=sys.stderr)


def print_warnings(analysis: Analysis, options: argparse.Namespace) -> bool:
    """Print warnings about refused files and missing parts to standard error: with `--verbose` every remark of the
    import, with `--quiet` only what is missing. Returns whether a part is missing."""
    if not analysis.remarks:
        return False
    from zjviewer.core.annotations.annotation_file import READ_ERRORS as MARKS_ERRORS
    from zjviewer.core.editorial.sidecar import READ_ERRORS, UNKNOWN
    from zjviewer.pipeline.background_completion import missing_data
    from zjviewer.pipeline.shared_files import REMARKS

    missing = missing_data(analysis)
    refused = (*READ_ERRORS, *MARKS_ERRORS, UNKNOWN, *REMARKS)
    for remark in analysis.remarks:
        if remark is missing or (not options.quiet and (options.verbose or remark.message in refused)):
            print_problem(remark)
    return missing is not None


def print_paths(written: Iterable[Path]) -> None:
    """Print paths to standard output, one per line."""
    for path in written:
        print(path)


def use_utf8() -> None:
    """Set standard output and standard error to UTF-8, independent of the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
