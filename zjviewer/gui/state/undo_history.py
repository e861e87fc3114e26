"""What the reader changes, one step at a time, and the way back: one history of changes for each report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.view_state import ViewState

Change = Callable[[], bool]
"""Brings about what it says and keeps it in a file; False, and the reader has been told, where that failed."""

_LONGEST = 200


class _Step(QUndoCommand):
    """One change that has been made. It is made and taken back outside the stack, which may not hold what failed."""

    def __init__(self, words: str, apply: Change, revert: Change) -> None:
        super().__init__(words)
        self.apply = apply
        self.revert = revert


class UndoHistory(QObject):
    """Changes hold the words of what they change, and never an analysis: they outlive the report's tab.

    Signals (payload):

    - `changed` (): another step can be taken back or made again; see `undo_words` and `redo_words`
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
        """Whether a change to the report that is shown can be taken back."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether one that was taken back can be made again."""
        return self._stack.canRedo()

    @property
    def undo_words(self) -> str:
        """What would be taken back, in the reader's language; empty for nothing."""
        return self._stack.undoText()

    @property
    def redo_words(self) -> str:
        """What would be made again; empty for nothing."""
        return self._stack.redoText()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Every report has its own changes, which it finds again when it is shown again."""
        path = analysis.report.path if analysis else None
        if path != self._shown:
            self._shown = path
            self.changed.emit()

    def apply_change(self, words: str, apply: Change, revert: Change) -> bool:
        """Make a change to the report that is shown; `words` say which, such as `mark “Confirmed”`."""
        if not apply():
            return False
        self._stack.push(_Step(words, apply, revert))
        self.changed.emit()
        return True

    def undo(self) -> None:
        """Take back the last change; it stays the last one where that fails."""
        stack = self._stack
        words, at = stack.undoText(), stack.index() - 1
        if at >= 0 and stack.command(at).revert():
            stack.undo()
            self.changed.emit()
            self._state.message_posted.emit(self.tr("Undone: {what}").format(what=words))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        stack = self._stack
        words, at = stack.redoText(), stack.index()
        if at < stack.count() and stack.command(at).apply():
            stack.redo()
            self.changed.emit()
            self._state.message_posted.emit(self.tr("Done again: {what}").format(what=words))

    @property
    def _stack(self) -> QUndoStack:
        stack = self._stacks.get(self._shown)
        if stack is None:
            stack = self._stacks[self._shown] = QUndoStack(self)
            stack.setUndoLimit(_LONGEST)
        return stack
