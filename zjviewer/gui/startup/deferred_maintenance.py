"""What is seen to once the first frame is there: faults from now on, and what an earlier session has left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from zjviewer import paths
from zjviewer.gui.startup.crash_handler import install_crash_handler
from zjviewer.storage.cleanup import remove_stale_temp_files

if TYPE_CHECKING:
    from zjviewer.gui.startup.session import Session


def run_deferred_maintenance(session: Session) -> None:
    """Watch for faults, say what was damaged, and sweep the user's folders."""
    install_crash_handler(session)
    if aside := session.settings.damaged_copy:
        told = QCoreApplication.translate(
            "MainWindow", "The settings were damaged. They are kept as {name}, and new ones are begun."
        )
        session.state.message_posted.emit(told.format(name=aside.name))
    session.settings.sweep()
    session.jobs.start("sweep", _sweep, _nothing, _nothing)


def _sweep() -> None:
    own = paths.user_folder()
    for folder in (paths.settings_folder(), own, *(path for path in own.glob("*") if path.is_dir())):
        remove_stale_temp_files(folder)


def _nothing(_: object) -> None:
    """Nobody waits for it."""
