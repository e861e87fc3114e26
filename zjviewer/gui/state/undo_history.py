"""Undo history of the reader's changes: one stack of changes per report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.view_state import ViewState

Change = Callable[[], bool]
"""Applies a change and saves it to a file. Returns False if saving failed, after the reader has seen a message."""

_UNDO_LIMIT = 200


class UndoCommand(QUndoCommand):
    """One change that has been applied. Applying and reverting happen outside the stack, because a QUndoStack moves on
    even if a command fails."""

    def __init__(self, text: str, apply: Change, revert: Change) -> None:
        super().__init__(text)
        self.apply = apply
        self.revert = revert


class UndoHistory(QObject):
    """Undo stacks by report. A change must not hold an Analysis, because it can be undone after its tab was closed; it
    finds its place by the quoted text.

    Signals (payload):

    - `changed` (): the change that undo or redo would affect may have changed; see `undo_text` and `redo_text`
    """

    changed = Signal()

    def __init__(self, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._stacks: dict[Path | None, QUndoStack] = {}
        self._shown: Path | None = None
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    @property
    def can_undo(self) -> bool:
        """Whether a change to the report in front can be undone."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether an undone change to the report in front can be redone."""
        return self._stack.canRedo()

    @property
    def undo_text(self) -> str:
        """Description of the change that would be undone, in the reader's language; empty if there is none."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """Description of the change that would be redone, in the reader's language; empty if there is none."""
        return self._stack.redoText()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Switch to the stack of the report in front."""
        path = analysis.report.path if analysis else None
        if path != self._shown:
            self._shown = path
            self.changed.emit()

    def apply_change(self, text: str, apply: Change, revert: Change) -> bool:
        """Apply a change to the report in front and record it, with a description such as `mark “Confirmed”`. Returns
        False, and records nothing, if the change failed."""
        if not apply():
            return False
        self._stack.push(UndoCommand(text, apply, revert))
        self.changed.emit()
        return True

    def undo(self) -> None:
        """Revert the last change; if that fails, it stays the last one."""
        stack = self._stack
        text, command = stack.undoText(), self._command(stack.index() - 1)
        if command is not None and command.revert():
            stack.undo()
            self.changed.emit()
            self._state.message_posted.emit(self.tr("Undone: {what}").format(what=text))

    def redo(self) -> None:
        """Apply again the change that was undone last; if that fails, it stays the next one."""
        stack = self._stack
        text, command = stack.redoText(), self._command(stack.index())
        if command is not None and command.apply():
            stack.redo()
            self.changed.emit()
            self._state.message_posted.emit(self.tr("Done again: {what}").format(what=text))

    def _command(self, index: int) -> UndoCommand | None:
        """The command at an index of the stack; None outside it."""
        command = self._stack.command(index) if 0 <= index < self._stack.count() else None
        return command if isinstance(command, UndoCommand) else None

    @property
    def _stack(self) -> QUndoStack:
        stack = self._stacks.get(self._shown)
        if stack is None:
            stack = self._stacks[self._shown] = QUndoStack(self)
            stack.setUndoLimit(_UNDO_LIMIT)
        return stack
