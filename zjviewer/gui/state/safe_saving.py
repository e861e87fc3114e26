"""Writing what the reader says of a report: a damaged file is put aside first, and what fails is told."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from zjviewer.errors import DamagedMarks, Problem
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.view_state import ViewState
from zjviewer.storage.cleanup import quarantine

T = TypeVar("T")


def save_or_report(state: ViewState, change: Callable[[], T]) -> T | None:
    """What the change of a file of marks gives; None, and the reader has been told why, where it was not written."""
    try:
        try:
            return change()
        except DamagedMarks as problem:
            aside = quarantine(Path(str(problem.values["path"])))
            made = change()
            told = QCoreApplication.translate(
                "Keeping", "The file of marks was damaged. It is kept as {name}, and a new one is begun."
            )
            state.message_posted.emit(told.format(name=aside.name))
            return made
    except Problem as problem:
        state.message_posted.emit(error_message(problem))
        return None
