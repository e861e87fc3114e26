"""Saving of the reader's marks and annotations: a damaged file is moved away first, a failure is shown as a message."""

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
    """The result of a function that changes a file of marks; None if the file could not be written, after the reader
    has seen a message with the reason."""
    try:
        try:
            return change()
        except DamagedMarks as problem:
            damaged_copy = quarantine(Path(str(problem.values["path"])))
            result = change()
            message = QCoreApplication.translate(
                "Keeping", "The file of marks was damaged. It is kept as {name}, and a new one is begun."
            )
            state.message_posted.emit(message.format(name=damaged_copy.name))
            return result
    except Problem as problem:
        state.message_posted.emit(error_message(problem))
        return None
