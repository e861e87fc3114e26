"""The application: from the command line to the window, or to its picture.

The report is read before Qt is imported: a file that cannot be read is told of at once, and Python's imports are twice
as fast before PySide6 listens to each of them.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import zjviewer
from zjviewer import paths
from zjviewer.core.analysis import begin_report

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

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
    sys.setswitchinterval(SWITCH)
    gc.disable()  # until the first frame: what start-up makes, stays
    begun = begin_report(path or paths.bundled_report())
    app = application()

    from zjviewer.gui.session import Session
    from zjviewer.gui.settings import Settings, settings_file

    settings = Settings(None if screenshot else settings_file(), app)
    session = Session(app, settings, theme or ("light" if screenshot else ""), language or "")
    if size:
        session.window.resize(*size)
    session.start(begun)
    try:
        if screenshot:
            from zjviewer.gui.screenshot import take_screenshot

            take_screenshot(session, screenshot, find, table)
            return 0
        if find or table:
            session.ready.connect(lambda: session.show(find, table))
        return app.exec()
    finally:
        session.close()


def application() -> QApplication:
    """The one QApplication, named and without a window yet. Ends the process where Qt cannot start."""
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.platform_failure import platform_failure_explained

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with platform_failure_explained():
        app = QApplication([sys.argv[0], "-style", "fusion"])  # not setStyle(), which hands back a QStyle: 10 ms
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(zjviewer.__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
