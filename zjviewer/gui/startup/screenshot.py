"""Screenshot of the window once everything has been painted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from zjviewer.errors import NotWritten, Problem
from zjviewer.gui.startup.session import Session
from zjviewer.storage.atomic_files import replacing

PATIENCE = 60_000
"""Milliseconds, enough for a slow machine and a large report."""


def take_screenshot(session: Session, target: Path, find: str = "", table: str = "") -> None:
    """Save a picture of a started session as PNG. Raises Problem for an unknown table, NotWritten for a bad target."""
    _wait_until(lambda: session.is_ready)
    session.show(find, table)
    workspace = session.window.workspace
    _wait_until(lambda: not session.jobs.busy and not workspace.text.view.building and workspace.hits.settled)
    for _ in range(3):  # layout, scroll bars, paint
        QApplication.processEvents()
    with replacing(target, overwrite=True) as temporary:
        if not session.window.grab().save(str(temporary), "PNG"):
            raise NotWritten("{path} was not written: the picture could not be saved.", path=target)


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while not condition():
        if deadline.hasExpired():
            raise Problem("The window was not drawn in time.")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
