"""Log of faults of the program itself: exception types and code locations, but no text of any document.

An exception message may quote the text that was processed, and a path may identify a report. Therefore the log
contains only exception types, code locations, and the numbers of system errors.
"""

import os
import re
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from zjviewer import paths
from zjviewer.errors import Problem
from zjviewer.version import __version__

if TYPE_CHECKING:
    import logging

LOG = "zjviewer.log"
CRASHES = "crash.txt"
"""File to which the interpreter writes when the process crashes; added to the log at the next start."""
LARGEST = 200_000
"""Maximum size of a log file in bytes; a larger one is rotated."""
KEPT = 2
"""Number of rotated log files."""
_DEPTH = 60
_DEADLY = ("Fatal Python error", "access violation", "stack overflow")
"""Lines of faulthandler that mark a crash; on Windows it also reports exceptions that other code handles."""
_FILE = re.compile(r'File "([^"\n]*)"')
_QUOTED = re.compile(r"""(["'<(\[{]).*?(["'>)\]}]|$)""")
_WORD = re.compile(r"(?<!\S)[A-Za-z_][\w:-]*[.,;:]?(?!\S)")


def format_fault(error: BaseException) -> str:
    """The exception and its causes, each with its type and code locations, the innermost location last."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < 5:
        parts.append("\n".join((_kind(cause), *_places(cause.__traceback__))))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n caused by ".join(parts)


def key_of(error: BaseException) -> str:
    """Key that is equal for errors of one type at one code location."""
    places = _places(error.__traceback__)
    return f"{_kind(error)} {places[-1] if places else ''}"


def shape_of(message: str) -> str:
    """The plain words of a message from a library: without quoted text, paths and non-ASCII characters."""
    return " ".join(_WORD.findall(_QUOTED.sub(" ", message.encode("ascii", "replace").decode())))[:200]


def report_fatal_error(error: BaseException) -> None:
    """Write a fault at startup to the log, and show a message while there is no window yet."""
    from zjviewer.system.native_messages import in_language, show_message

    log = FaultLog(paths.log_folder())
    log.write(format_fault(error))
    log.close()
    show_message(
        in_language(
            "zjviewer could not start because of a fault of its own ({}). More is in {}",
            "zjviewer 因自身的错误（{}）无法启动。详情见 {}",
        ).format(_kind(error), log.path)
    )


class FaultLog:
    """Rotating log file, opened at the first entry; without effect where it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG
        self._logger: logging.Logger | None = None
        self._crashes: TextIO | None = None

    def write(self, words: str) -> None:
        """Append an entry with the current time."""
        if self._logger is None:
            self._logger = self._opened()
        self._logger.error("%s zjviewer %s\n%s\n", datetime.now().isoformat(" ", "seconds"), __version__, words)

    def watch_crashes(self) -> bool:
        """Enable faulthandler for the crash file. Returns whether the last process crashed."""
        import faulthandler

        path = self.path.with_name(CRASHES)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            left = path.read_text(encoding="utf-8", errors="replace") if os.path.exists(path) else ""
            self._crashes = path.open("w", encoding="utf-8")
        except OSError:
            return False
        faulthandler.enable(self._crashes)
        if left:
            self.write(_FILE.sub(_short_file, left).strip())
        return any(sign in left for sign in _DEADLY)

    def close(self) -> None:
        """Close the files."""
        import faulthandler

        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None
        for handler in self._logger.handlers if self._logger else ():
            handler.close()
        self._logger = None

    def _opened(self) -> "logging.Logger":
        import logging
        from logging.handlers import RotatingFileHandler

        logger = logging.Logger("zjviewer")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                self.path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.handleError = _unwritten  # type: ignore[method-assign]
        logger.addHandler(handler)
        return logger


def _short_file(found: re.Match[str]) -> str:
    """The last three parts of a path, which name no user."""
    return f'File "{"/".join(found[1].replace(chr(92), "/").split("/")[-3:])}"'


def _unwritten(record: "logging.LogRecord") -> None:
    """Ignore entries that cannot be written, for example because the disk is full."""


def _kind(error: BaseException) -> str:
    """Name of the error, such as `OSError 28`; for a Problem its message template, which contains no values."""
    if isinstance(error, OSError) and error.errno is not None:
        return f"{type(error).__name__} {error.errno}"
    if isinstance(error, Problem) and error.values:
        return f"{type(error).__name__}: {error.message}"
    return type(error).__name__


def _places(trace: TracebackType | None) -> list[str]:
    """Code locations such as `  gui/window.py:120 show`, from the outermost call to the innermost."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        found.append(f"  {'/'.join(file.parts[-3:])}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-_DEPTH:]
