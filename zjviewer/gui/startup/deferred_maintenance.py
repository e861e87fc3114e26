"""What is seen to once the first frame is there: faults from now on, and what an earlier session has left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from zjviewer import paths
from zjviewer.gui.startup.crash_handler import watch_faults
from zjviewer.storage.cleanup import sweep

if TYPE_CHECKING:
    from zjviewer.gui.startup.session import Session


def look_after(session: Session) -> None:
    """Watch for faults, say what was damaged, and sweep the user's folders."""
    watch_faults(session)
    if aside := session.settings.aside:
        told = QCoreApplication.translate(
            "Window", "The settings were damaged. They are kept as {name}, and new ones are begun."
        )
        session.state.notice_given.emit(told.format(name=aside.name))
    session.settings.sweep()
    session.jobs.start("sweep", _sweep, _nothing, _nothing)


def _sweep() -> None:
    own = paths.user_folder()
    for folder in (paths.settings_folder(), own, *(path for path in own.glob("*") if path.is_dir())):
        sweep(folder)


def _nothing(_: object) -> None:
    """Nobody waits for it."""
