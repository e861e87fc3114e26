"""Faults of the program itself, written down: what kind and where in the code, and never a word of any document.

What an exception says may quote the text that it stumbled over, and a path may tell whose report it is. So neither is
written: only the type, the places in the code, and of errors of the system their number.
"""

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
"""Where the interpreter writes while the process dies; taken into the log at the next start."""
LARGEST = 200_000
"""Bytes of a log before it is put aside."""
KEPT = 2
"""Logs put aside."""
_DEPTH = 60
_DEADLY = ("Fatal Python error", "access violation", "stack overflow")
"""Of what the interpreter notes; on Windows it also notes what others go on to mend."""
_FILE = re.compile(r'File "[^"]*?((?:[^/\\"]+[/\\]){0,2}[^/\\"]+)"')
_QUOTED = re.compile(r"""(["'<(\[{]).*?(["'>)\]}]|$)""")
_WORD = re.compile(r"(?<!\S)[A-Za-z_][\w:-]*[.,;:]?(?!\S)")


def format_fault(error: BaseException) -> str:
    """The error and what it came from, each as its type and the places in the code, the last place last."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < 5:
        parts.append("\n".join((_kind(cause), *_places(cause.__traceback__))))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n caused by ".join(parts)


def key_of(error: BaseException) -> str:
    """The same for two errors of one kind at one place."""
    places = _places(error.__traceback__)
    return f"{_kind(error)} {places[-1] if places else ''}"


def shape_of(message: str) -> str:
    """Of what a library says only plain words: nothing quoted, no path, nothing that is not ASCII."""
    return " ".join(_WORD.findall(_QUOTED.sub(" ", message.encode("ascii", "replace").decode())))[:200]


def report_fatal_error(error: BaseException) -> None:
    """Before there is a window: the fault is written down, and told to whoever waits for one."""
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
    """A file that rotates, opened when there is something to write; where it cannot be written, nothing is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG
        self._logger: logging.Logger | None = None
        self._crashes: TextIO | None = None

    def write(self, words: str) -> None:
        """One entry with its time."""
        if self._logger is None:
            self._logger = self._opened()
        self._logger.error("%s zjviewer %s\n%s\n", datetime.now().isoformat(" ", "seconds"), __version__, words)

    def watch_crashes(self) -> bool:
        """Have the interpreter note where a dying process stands; whether the last one died so."""
        import faulthandler

        path = self.path.with_name(CRASHES)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            left = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            self._crashes = path.open("w", encoding="utf-8")
        except OSError:
            return False
        faulthandler.enable(self._crashes)
        if left:
            self.write(_FILE.sub(r'File "\1"', left).strip())
        return any(sign in left for sign in _DEADLY)

    def close(self) -> None:
        """Let go of the files."""
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


def _unwritten(record: "logging.LogRecord") -> None:
    """A full disk takes no log, and that is no reason to say more."""


def _kind(error: BaseException) -> str:
    """`OSError 28`; a Problem with its template, which holds the program's own words and none of the values."""
    if isinstance(error, OSError) and error.errno is not None:
        return f"{type(error).__name__} {error.errno}"
    if isinstance(error, Problem) and error.values:
        return f"{type(error).__name__}: {error.message}"
    return type(error).__name__


def _places(trace: TracebackType | None) -> list[str]:
    """`  gui/window.py:120 show`, from the outermost call to the place itself."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        found.append(f"  {'/'.join(file.parts[-3:])}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-_DEPTH:]
