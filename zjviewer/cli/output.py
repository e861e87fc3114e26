"""Output of the commands: exit codes, JSON, paths, UTF-8; rendering without a display."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zjviewer.errors import Problem

DONE, NOTHING_FOUND, FAILED = 0, 1, 1
INTERNAL_FAULT, INTERRUPTED = 70, 130
"""Exit codes; 70 is EX_SOFTWARE of sysexits.h."""

DESKTOP = ("install-desktop", "uninstall-desktop")


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


def print_json(value: object) -> None:
    """Print a value as JSON to standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def print_problem(problem: object) -> None:
    """Print a message to standard error, without terminal control characters."""
    from zjviewer.core.text.control_characters import remove_controls

    print(f"zjviewer: {remove_controls(str(problem))}", file=sys.stderr)


def print_paths(written: Iterable[Path]) -> None:
    """Print paths to standard output, one per line."""
    for path in written:
        print(path)


def use_utf8() -> None:
    """Set standard output and standard error to UTF-8, independent of the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
