"""Output of the commands: exit codes, JSON, paths, UTF-8; drawing without a display."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zjviewer.errors import Problem

DONE, NOTHING_FOUND, FAILED = 0, 1, 1
INTERNAL_FAULT, INTERRUPTED = 70, 130
"""70 is EX_SOFTWARE of sysexits.h."""

DESKTOP = ("install-desktop", "uninstall-desktop")


@contextmanager
def explain_missing_library() -> Iterator[None]:
    """Where Qt cannot be imported, raises Problem with the one line that installs what it misses on this system."""
    try:
        yield
    except ImportError as error:
        from zjviewer.system.qt_system_libraries import missing_library_sentence

        sentence = missing_library_sentence(str(error))
        raise Problem(
            "{sentence}", sentence=sentence or f"A library of the window cannot be loaded: {error}."
        ) from error


def draw_without_display(always: bool) -> None:
    """Draw in memory: always for files, for a picture of the window only where there is no display."""
    no_display = sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if always or no_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def print_problem(problem: object) -> None:
    """A sentence on standard error, without characters that command the terminal."""
    from zjviewer.core.text.control_characters import remove_controls

    print(f"zjviewer: {remove_controls(str(problem))}", file=sys.stderr)


def print_paths(written: Iterable[Path]) -> None:
    """Paths on standard output, one a line."""
    for path in written:
        print(path)


def use_utf8() -> None:
    """Set both streams to UTF-8, independent of the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
