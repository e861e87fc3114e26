"""Maintenance after the first frame: crash handler, messages about damaged settings, removal of stale files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from zjviewer import paths
from zjviewer.gui.startup.crash_handler import install_crash_handler
from zjviewer.storage.cleanup import remove_stale_temp_files

if TYPE_CHECKING:
    from zjviewer.gui.startup.session import Session


def run_deferred_maintenance(session: Session) -> None:
    """Install the crash handler, post a message about damaged settings, and remove stale temporary files in a job."""
    install_crash_handler(session)
    if damaged_copy := session.settings.damaged_copy:
        message = QCoreApplication.translate(
            "MainWindow", "The settings were damaged. They are kept as {name}, and new ones are begun."
        )
        session.state.message_posted.emit(message.format(name=damaged_copy.name))
    session.settings.remove_stale_temp_files()
    session.jobs.start("cleanup", _remove_stale_files, _ignore, _ignore)


def _remove_stale_files() -> None:
    user_folder = paths.user_folder()
    subfolders = (path for path in user_folder.glob("*") if os.path.isdir(path))
    for folder in (paths.settings_folder(), user_folder, *subfolders):
        remove_stale_temp_files(folder)


def _ignore(_: object) -> None:
    """Neither result nor failure of the cleanup matters."""
