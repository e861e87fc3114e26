"""The application: from the command line to the window, or to its picture."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import zjviewer
from zjviewer import paths
from zjviewer.gui.platform_failure import platform_failure_explained
from zjviewer.gui.screenshot import prepare, take_screenshot
from zjviewer.gui.session import Session
from zjviewer.gui.settings import Settings, settings_file


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
    app = application()
    settings = Settings(None if screenshot else settings_file(), app)
    session = Session(app, settings, theme or ("light" if screenshot else ""), language or "")
    if size:
        session.window.resize(*size)
    session.start(path or paths.bundled_report())
    try:
        if screenshot:
            take_screenshot(session, screenshot, find, table)
            return 0
        if find or table:
            session.ready.connect(lambda: prepare(session, find, table))
        return app.exec()
    finally:
        session.close()


def application() -> QApplication:
    """The one QApplication, named and without a window yet. Ends the process where Qt cannot start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")
    with platform_failure_explained():
        app = QApplication(sys.argv[:1])
    app.setApplicationName("zjviewer")
    app.setApplicationDisplayName("zjviewer")
    app.setApplicationVersion(zjviewer.__version__)
    app.setOrganizationName("zjviewer")
    app.setDesktopFileName("zjviewer")
    return app
