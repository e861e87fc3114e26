"""Entry point of the graphical application: from the command line to the window, or to a screenshot.

The report is read before Qt is imported: an error in it is reported immediately, and Python's imports are twice as fast
before PySide6 hooks into them.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread, Timer
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
"""The import function of the interpreter, before PySide6 replaces it."""

SWITCH = 0.0005
"""Seconds until a job must release the interpreter lock: painting acquires it dozens of times per frame."""


EXIT_SECONDS = 0.8
"""From the closing of the window, after which the process ends."""


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
    """Run the application and return the exit code. A screenshot neither reads nor writes the user's settings and needs
    no display.

    Raises Problem if no report can be read or the screenshot cannot be taken.
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
        session.painted.connect(partial(_run_maintenance, session))
        if find or table:
            session.ready.connect(lambda: session.show(find, table))
        session.ready.connect(session.listen)
        session.window.closing.connect(_end_soon)
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
    """Create a session before its first frame: with the first of the files, else the reports of the last session, else
    the bundled report. The caller closes it.

    Without `remember`, the user's settings are neither read nor written. A file that takes long to read is read before
    the window is shown if its text must be in the first frame (`whole`), or if a terminal shows the errors; else
    afterwards. Raises Problem if none of the files can be read.
    """
    sys.setswitchinterval(SWITCH)
    gc.disable()  # until the first frame: objects created at start-up are never freed
    begun, awaited = _first_report(files, remember, whole)
    app = application()
    fonts = Thread(target=_load_fonts)  # Qt reads them in parallel to the imports below, without the interpreter lock
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
    """Let Ctrl+C in the terminal end the program; Python's handler would wait for the next event."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end_soon() -> None:
    """End the process within a second, whatever its threads and workers wait for; everything has been written."""
    import faulthandler

    timer = Timer(EXIT_SECONDS, os._exit, (0,))
    timer.daemon = True
    timer.start()
    # For a thread that holds the interpreter lock: a thread of C, which needs no lock.
    faulthandler.dump_traceback_later(EXIT_SECONDS + 0.1, exit=True, file=open(os.devnull, "w"))  # noqa: SIM115


def _first_report(files: Sequence[Path], remember: bool, whole: bool = False) -> tuple[Analysis | None, str]:
    """Report of the first frame, or None and the name of the file that is read afterwards; an empty name if no report
    was open in the last session."""
    if not remember:
        return _first_readable([(path, "") for path in files or (paths.bundled_report(),)]), ""
    from zjviewer.readers.sandbox.isolated_reading import is_safe_in_process
    from zjviewer.storage.library_file import (
        LibraryFile,
        library_path,
        path_for_key,
        read_library,
        report_key,
        restored_tabs,
    )

    try:
        library = read_library(library_path())
    except Problem:
        library = LibraryFile()  # the library store shows a message
    if files or library.tabs is None:
        if files and not whole and not _in_terminal() and not is_safe_in_process(files[0]):
            return None, files[0].name
        chosen = files or (paths.bundled_report(),)
        return _first_readable([(path, library.entry(report_key(path)).encoding) for path in chosen]), ""
    if not library.tabs:
        return None, ""
    tabs = restored_tabs(library)
    keys = (library.front, *tabs) if library.front in tabs else tabs
    if not whole and not is_safe_in_process(path_for_key(keys[0])):
        return None, path_for_key(keys[0]).name
    try:
        return _first_readable([(path_for_key(key), library.entry(key).encoding) for key in keys]), ""
    except Exception:  # reports of the last session must not prevent the start; their tabs show the error
        return None, ""


def _in_terminal() -> bool:
    return bool(sys.stderr and sys.stderr.isatty())


def _first_readable(files: Sequence[tuple[Path, str]]) -> Analysis:
    """Text and outline of the first file that can be read, with its encoding. Raises the Problem of the first file if
    none can."""
    from zjviewer.pipeline.open_report import begin_report

    problems = []
    for path, encoding in files:
        try:
            return begin_report(path, encoding)
        except Problem as problem:
            problems.append(problem)
    raise problems[0]


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Exception hook until there is a window that shows errors."""
    from zjviewer.system.crash_log import report_fatal_error

    sys.__excepthook__(kind, error, trace)
    report_fatal_error(error)


def _run_maintenance(session: Session) -> None:
    from zjviewer.gui.startup.deferred_maintenance import run_deferred_maintenance

    run_deferred_maintenance(session)


def _load_fonts() -> None:
    from zjviewer.gui.theme.theme import load_fonts

    load_fonts()


def application() -> QApplication:
    """Create the QApplication. Ends the process if Qt cannot start."""
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.startup.qt_startup_errors import platform_failure_explained

    # PySide6 reads the source of every module imported after it, including about a thousand of pandas, to look for
    # `from __feature__ import …`. No module here uses that.
    builtins.__import__ = PLAIN_IMPORT

    with platform_failure_explained():
        kind = QApplication
        if sys.platform == "darwin":
            from zjviewer.gui.startup.mac_application import MacApplication

            kind = MacApplication
        app = kind([sys.argv[0], "-style", "fusion"])  # setStyle() takes 10 ms longer, because it returns a QStyle
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
