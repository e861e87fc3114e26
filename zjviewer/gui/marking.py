"""What the reader says of results: kept in the file of marks, shown at once, and taken back."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from zjviewer.core.marks import mark_on, save_mark, with_mark
from zjviewer.core.model import Analysis
from zjviewer.core.results import Check, Mark, MarkKind
from zjviewer.core.source import Report
from zjviewer.errors import Problem
from zjviewer.gui.messages import sentence
from zjviewer.gui.state import State


class _Step(NamedTuple):
    check: Check
    before: Mark | None


class Marking(QObject):
    """Signals (payload):

    - `undo_changed` (bool): whether there is a mark to be taken back
    """

    undo_changed = Signal(bool)

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._report: Report | None = None
        self._steps: list[_Step] = []
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to be taken back."""
        return bool(self._steps)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """The marks of another report are not taken back here."""
        report = analysis.report if analysis else None
        if report is not self._report:
            self._report, self._steps = report, []
            self.undo_changed.emit(False)

    def mark(self, check: Check, kind: MarkKind | None, note: str = "") -> None:
        """Put a mark on a check, or with None take it away. Nothing happens where it stands so already."""
        before = self._mark_of(check)
        wanted = mark_on(check, kind, note) if kind else None
        if _said(before) != _said(wanted) and self._save(check, wanted):
            self._steps.append(_Step(check, before))
            self.undo_changed.emit(True)

    def undo(self) -> None:
        """Put back what was there before the last mark."""
        if not self._steps:
            return
        check, before = self._steps[-1]
        if self._save(check, before):
            self._steps.pop()
            self.undo_changed.emit(bool(self._steps))
            self._state.notice_given.emit(self.tr("The last mark is taken back."))

    def _mark_of(self, check: Check) -> Mark | None:
        return self._state.analysis.mark_by_check.get(check.id) if self._state.analysis else None

    def _save(self, check: Check, mark: Mark | None) -> bool:
        """False, and the reader is told, where the file cannot be written."""
        analysis = self._state.analysis
        if analysis is None:
            return False
        path, before = analysis.report.path, self._mark_of(check)
        try:
            marks = save_mark(path, check, mark, before) if path else with_mark(analysis.marks, check, mark, before)
        except Problem as problem:
            self._state.notice_given.emit(sentence(problem))
            self._state.marks_changed.emit()
            return False
        self._state.set_marks(marks)
        return True


def _said(mark: Mark | None) -> tuple[str, str]:
    return (mark.kind, mark.note) if mark else ("", "")
