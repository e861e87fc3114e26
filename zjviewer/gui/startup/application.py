"""Entry point of the graphical application: from the command line to the window, or to a screenshot.

The report is being read while Qt is imported. Python's imports are twice as fast before PySide6 hooks into them.
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

from zjviewer.gui.startup.first_report import read_first_report
from zjviewer.version import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

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
    first = read_first_report(files, remember, whole)
    if first:
        first.check()
    app = application()
    if first:
        first.reading.proceed()
    fonts = Thread(target=_load_fonts)  # Qt reads them in parallel to the imports below, without the interpreter lock
    fonts.start()

    from zjviewer.gui.startup.session import Session
    from zjviewer.gui.state.settings import Settings, settings_file

    fonts.join()
    settings = Settings(settings_file() if remember else None, app)
    session = Session(app, settings, theme or ("" if remember else "light"), language or "")
    if size:
        session.window.resize(*size)
    session.start(first.begun() if first else None, files, first.reading if first else None)
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
