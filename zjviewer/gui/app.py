"""The application: from the command line to the window, or to its picture.

The report is read before Qt is imported: a file that cannot be read is told of at once, and Python's imports are twice
as fast before PySide6 listens to each of them.
"""

from __future__ import annotations

import builtins
import gc
import sys
from pathlib import Path
from threading import Thread
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
    session = launch(path, remember=not screenshot, size=size, theme=theme, language=language)
    session.painted.connect(_end_when_interrupted)
    try:
        if screenshot:
            from zjviewer.gui.screenshot import take_screenshot

            take_screenshot(session, screenshot, find, table)
            return 0
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


def _end_when_interrupted() -> None:
    """Ctrl+C in the terminal ends the program: Python's own handler would wait for the next event."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _load_fonts() -> None:
    from zjviewer.gui.theme import load_fonts

    load_fonts()


def application() -> QApplication:
    """The one QApplication, named and without a window yet. Ends the process where Qt cannot start."""
    from zjviewer.gui.kept_code import code_kept, kept_code_file

    with code_kept(kept_code_file()):
        from PySide6.QtWidgets import QApplication

    from zjviewer.gui.platform_failure import platform_failure_explained

    # PySide6 reads the source of every module that is imported after it, pandas' thousand included, to see whether it
    # asks for other names of Qt's methods (`from __feature__ import …`). None here does.
    builtins.__import__ = PLAIN_IMPORT

    with platform_failure_explained():
        app = QApplication([sys.argv[0], "-style", "fusion"])  # not setStyle(), which hands back a QStyle: 10 ms
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(zjviewer.__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
