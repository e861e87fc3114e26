"""Marks of the reader on checks: saved in the `.marks.toml` file and published to the view state."""

from functools import partial

from PySide6.QtCore import QObject

from zjviewer.core.annotations.annotation_file import mark_on, save_mark, with_mark
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind
from zjviewer.gui.labels.check_labels import mark_label
from zjviewer.gui.state.safe_saving import save_or_report
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState


class CheckMarkService(QObject):
    """Sets and removes marks; each change can be undone."""

    def __init__(self, state: ViewState, editing: UndoHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._editing = editing

    def mark(self, check: Check, kind: CheckMarkKind | None, note: str = "") -> None:
        """Set the mark of a check, or remove it with None; an equal mark changes nothing."""
        before = self._mark_of(check)
        wanted = mark_on(check, kind, note) if kind else None
        if _description(before) != _description(wanted):
            apply, revert = (partial(_save, self._state, check, mark) for mark in (wanted, before))
            self._editing.apply_change(self._change_text(before, wanted), apply, revert)

    def _change_text(self, before: CheckMark | None, wanted: CheckMark | None) -> str:
        if wanted is None:
            return self.tr("mark taken away")
        if before is not None and before.kind == wanted.kind:
            return self.tr("note on a mark")
        return self.tr("mark “{mark}”").format(mark=mark_label(wanted.kind))

    def _mark_of(self, check: Check) -> CheckMark | None:
        return self._state.analysis.mark_of(check) if self._state.analysis else None


def _save(state: ViewState, check: Check, mark: CheckMark | None) -> bool:
    """Save a mark; False, after a message to the reader, where the file cannot be written."""
    analysis = state.analysis
    if analysis is None:
        return False
    path, before = analysis.report.path, analysis.mark_of(check)
    if path:
        marks = save_or_report(state, partial(save_mark, path, check, mark, before))
    else:
        marks = with_mark(analysis.marks, check, mark, before)
    if marks is None:
        state.marks_changed.emit()
        return False
    state.set_marks(marks)
    return True


def _description(mark: CheckMark | None) -> tuple[str, str]:
    return (mark.kind, mark.note) if mark else ("", "")
