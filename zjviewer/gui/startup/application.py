"""The application: from the command line to the window, or to its picture.

The report is read before Qt is imported: a file that cannot be read is told of at once, and Python's imports are twice
as fast before PySide6 listens to each of them.
"""

from __future__ import annotations

import builtins
import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from zjviewer import paths
from zjviewer.errors import Problem
from zjviewer.version import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from zjviewer.core.model.analysis import Analysis
    from zjviewer.gui.startup.session import Session

PLAIN_IMPORT = builtins.__import__
"""The interpreter's own, from before PySide6 is loaded."""

SWITCH = 0.0005
"""Seconds that a job may keep the interpreter from the window: painting asks for it dozens of times a frame."""


def run(
    files: Sequence[Path] = (),
    *,
    screenshot: Path | None = None,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    language: str | None = None,
    find: str = "",
    table: str = "",
) -> int:
    """Gives the exit code. A picture neither reads nor writes the user's settings and needs no display.

    Raises Problem where no report can be read or the picture cannot be made.
    """
    sys.excepthook = _end
    whole = bool(screenshot or find or table)
    session = launch(files, remember=not screenshot, size=size, theme=theme, language=language, whole=whole)
    session.painted.connect(_end_when_interrupted)
    try:
        if screenshot:
            from zjviewer.gui.startup.screenshot import take_screenshot

            take_screenshot(session, screenshot, find, table)
            return 0
        session.painted.connect(partial(_look_after, session))
        if find or table:
            session.ready.connect(lambda: session.show(find, table))
        session.ready.connect(session.listen)
        return session.app.exec()
    finally:
        session.close()


def launch(
    files: Sequence[Path] = (),
    *,
    remember: bool = True,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    language: str | None = None,
    whole: bool = False,
) -> Session:
    """A window that waits for its first frame, on the first of the files, or on what was open at the end, or on the
    bundled report; to be closed by the caller.

    Without `remember`, the user's settings are neither read nor written. A file that takes long to read is waited for
    where its text must be `whole` in the first frame, and where a terminal is to be told of what is wrong with it; else
    the window comes first. Raises Problem where none of the files can be read.
    """
    sys.setswitchinterval(SWITCH)
    gc.disable()  # until the first frame: what start-up makes, stays
    begun, awaited = _first(files, remember, whole)
    app = application()
    fonts = Thread(target=_load_fonts)  # Qt reads them beside the imports that follow, without the interpreter
    fonts.start()

    from zjviewer.gui.startup.session import Session
    from zjviewer.gui.state.settings import Settings, settings_file

    fonts.join()
    settings = Settings(settings_file() if remember else None, app)
    session = Session(app, settings, theme or ("" if remember else "light"), language or "")
    if size:
        session.window.resize(*size)
    session.start(begun, files, awaited)
    return session


def _end_when_interrupted() -> None:
    """Ctrl+C in the terminal ends the program: Python's own handler would wait for the next event."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _first(files: Sequence[Path], remember: bool, whole: bool = False) -> tuple[Analysis | None, str]:
    """What the first frame shows, or else the name of the file that is waited for; neither where the reader had closed
    every report."""
    if not remember:
        return _first_of([(path, "") for path in files or (paths.bundled_report(),)]), ""
    from zjviewer.readers.sandbox.isolated_reading import is_safe_in_process
    from zjviewer.storage.library_file import LibraryFile, path_for_key, read_shelf, report_key, shelf_file

    try:
        shelf = read_shelf(shelf_file())
    except Problem:
        shelf = LibraryFile()  # told of when there is a window
    if files or shelf.tabs is None:
        if files and not whole and not _in_terminal() and not is_safe_in_process(files[0]):
            return None, files[0].name
        named = files or (paths.bundled_report(),)
        return _first_of([(path, shelf.entry(report_key(path)).encoding) for path in named]), ""
    if not shelf.tabs:
        return None, ""
    names = (shelf.front, *shelf.tabs) if shelf.front in shelf.tabs else shelf.tabs
    if not whole and not is_safe_in_process(path_for_key(names[0])):
        return None, path_for_key(names[0]).name
    try:
        return _first_of([(path_for_key(name), shelf.entry(name).encoding) for name in names]), ""
    except Exception:  # what was open at the end must not keep the program from starting; its tab tells what is wrong
        return None, ""


def _in_terminal() -> bool:
    return bool(sys.stderr and sys.stderr.isatty())


def _first_of(wanted: Sequence[tuple[Path, str]]) -> Analysis:
    """The first that can be read. Raises the first one's Problem where none can."""
    from zjviewer.pipeline.open_report import begin_report

    problems = []
    for path, encoding in wanted:
        try:
            return begin_report(path, encoding)
        except Problem as problem:
            problems.append(problem)
    raise problems[0]


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one has caught before there is a window to tell of it."""
    from zjviewer.system.crash_log import report_fatal_error

    sys.__excepthook__(kind, error, trace)
    report_fatal_error(error)


def _look_after(session: Session) -> None:
    """From the first frame on, the window tells of faults itself."""
    from zjviewer.gui.startup.deferred_maintenance import run_deferred_maintenance

    run_deferred_maintenance(session)


def _load_fonts() -> None:
    from zjviewer.gui.theme.theme import load_fonts

    load_fonts()


def application() -> QApplication:
    """The one QApplication, named and without a window yet. Ends the process where Qt cannot start."""
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.startup.qt_startup_errors import platform_failure_explained

    # PySide6 reads the source of every module that is imported after it, pandas' thousand included, to see whether it
    # asks for other names of Qt's methods (`from __feature__ import …`). None here does.
    builtins.__import__ = PLAIN_IMPORT

    with platform_failure_explained():
        kind = QApplication
        if sys.platform == "darwin":
            from zjviewer.gui.startup.mac_application import MacApplication

            kind = MacApplication
        app = kind([sys.argv[0], "-style", "fusion"])  # not setStyle(), which hands back a QStyle: 10 ms
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
