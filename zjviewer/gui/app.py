"""The application: from the command line to the window, or to its picture.

The report is read before Qt is imported: a file that cannot be read is told of at once, and Python's imports are twice
as fast before PySide6 listens to each of them.
"""

from __future__ import annotations

import builtins
import gc
import signal
import sys
from functools import partial
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

import zjviewer
from zjviewer import paths
from zjviewer.core.analysis import begin_report

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.session import Session

PLAIN_IMPORT = builtins.__import__
"""The interpreter's own, from before PySide6 is loaded."""

SWITCH = 0.0005
"""Seconds that a job may keep the interpreter from the window: painting asks for it dozens of times a frame."""


def run(
    path: Path | None = None,
    *,
    screenshot: Path | None = None,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    language: str | None = None,
    find: str = "",
    table: str = "",
) -> int:
    """Gives the exit code. A picture neither reads nor writes the user's settings and needs no display.

    Raises Problem where the report cannot be read or the picture cannot be made.
    """
    sys.excepthook = _end
    session = launch(path, remember=not screenshot, size=size, theme=theme, language=language)
    try:
        if screenshot:
            from zjviewer.gui.screenshot import take_screenshot

            take_screenshot(session, screenshot, find, table)
            return 0
        session.painted.connect(partial(_watch_faults, session))
        if find or table:
            session.ready.connect(lambda: session.show(find, table))
        return session.app.exec()
    finally:
        session.close()


def launch(
    path: Path | None = None,
    *,
    remember: bool = True,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    language: str | None = None,
) -> Session:
    """A window on a report, or on the bundled one, that waits for its first frame; to be closed by the caller.

    Without `remember`, the user's settings are neither read nor written. Raises Problem for an unreadable report.
    """
    sys.setswitchinterval(SWITCH)
    gc.disable()  # until the first frame: what start-up makes, stays
    begun = begin_report(path or paths.bundled_report())
    app = application()
    fonts = Thread(target=_load_fonts)  # Qt reads them beside the imports that follow, without the interpreter
    fonts.start()

    from zjviewer.gui.session import Session
    from zjviewer.gui.settings import Settings, settings_file

    fonts.join()
    settings = Settings(settings_file() if remember else None, app)
    session = Session(app, settings, theme or ("" if remember else "light"), language or "")
    if size:
        session.window.resize(*size)
    session.start(begun)
    return session


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one has caught before there is a window to tell of it."""
    from zjviewer.faults import end_with_sentence

    sys.__excepthook__(kind, error, trace)
    end_with_sentence(error)


def _watch_faults(session: Session) -> None:
    """From the first frame on, the window tells of them itself."""
    from PySide6.QtCore import QCoreApplication

    from zjviewer.faults import FaultLog, log_folder
    from zjviewer.gui.fault_watch import FaultWatch

    log = FaultLog(log_folder())
    watch = FaultWatch(session.window, log)
    session.app.aboutToQuit.connect(watch.stop)
    watch.start()
    if log.watch_crashes():
        ended = "zjviewer ended unexpectedly the last time. Where it stood is written in {log}."
        told = QCoreApplication.translate("Window", ended)
        session.state.notice_given.emit(told.format(log=log_folder()))


def _load_fonts() -> None:
    from zjviewer.gui.theme import load_fonts

    load_fonts()


def application() -> QApplication:
    """The one QApplication, named and without a window yet. Ends the process where Qt cannot start."""
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.platform_failure import platform_failure_explained

    # PySide6 reads the source of every module that is imported after it, pandas' thousand included, to see whether it
    # asks for other names of Qt's methods (`from __feature__ import …`). None here does.
    builtins.__import__ = PLAIN_IMPORT

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with platform_failure_explained():
        app = QApplication([sys.argv[0], "-style", "fusion"])  # not setStyle(), which hands back a QStyle: 10 ms
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(zjviewer.__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
