"""What the reader corrects: written to the editorial file, understood anew in the background, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zjviewer.core.editorial.sidecar import READ_ERRORS, sidecar_path
from zjviewer.core.editorial.sidecar_writer import SavedEdit, SidecarEdit, revert_edit, save_edit
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import JobHandle, Jobs
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.pipeline.open_report import reparse_report

_NAMED = 3
"""Entries that are lost and named at once; the reading report names all."""


class CorrectionService(QObject):
    """One for a window: corrections outlive the desk, which is made anew for another language.

    Signals (payload):

    - `doubted` (str): a sentence on an editorial file that does not fit its report
    """

    sidecar_warning = Signal(str)

    def __init__(
        self, state: ViewState, tabs: OpenReports, jobs: Jobs, editing: UndoHistory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._jobs = jobs
        self._editing = editing
        self._outdated: set[Path] = set()
        self._told: set[Path] = set()
        self._doubts: dict[Path, tuple[str, ...]] = {}
        self._waiting: list[Callable[[], None]] = []
        state.analysis_changed.connect(self._apply_pending)
        state.analysis_changed.connect(self._warn)

    @property
    def possible(self) -> bool:
        """Whether the report that is shown can be corrected: all of it is known, and it is a file."""
        analysis = self._state.analysis
        return analysis is not None and analysis.complete and analysis.report.path is not None

    def run_when_idle(self, act: Callable[[], None]) -> None:
        """Do something as soon as the last correction is understood, mostly at once; never to another report that comes
        to the front before."""
        analysis = self._state.analysis
        if analysis and self._jobs.running(_job_of(analysis.report.path)):
            self._waiting.append(act)
        else:
            act()

    def correct(self, words: str, make: Callable[[Analysis], SidecarEdit]) -> bool:
        """Make a change to the report that is shown; `words` say which, such as `heading “概述”`. False, and the reader
        has been told, where it cannot be made."""
        if not self.possible:
            self.notify(self.tr("The report is still being read. Try again in a moment."))
            return False
        analysis = self._state.analysis
        try:
            step = _Step(self, analysis.report.path, make(analysis))
        except Problem as problem:
            self.notify(error_message(problem))
            return False
        return self._editing.apply_change(words, step.apply, step.revert)

    def notify(self, words: str) -> None:
        """Say something to the reader."""
        self._state.message_posted.emit(words)

    def reanalyse(self, report: Path, kept: Path) -> None:
        """The editorial file of a report says something else now; `kept` is where it lies."""
        self._outdated.add(report)
        self._apply_pending(self._state.analysis)
        if kept != sidecar_path(report) and report not in self._told:
            self._told.add(report)
            told = self.tr("Nothing may be written beside this report. What you correct is kept in {path}.")
            self.notify(told.format(path=kept))

    def _apply_pending(self, analysis: Analysis | None) -> None:
        """A report that was corrected, and is shown as it was before."""
        if analysis and analysis.complete and analysis.report.path in self._outdated:
            path = analysis.report.path
            self._outdated.discard(path)
            self._jobs.start(_job_of(path), partial(_reanalyse, analysis), self._show, self._fail)

    def _warn(self, analysis: Analysis | None) -> None:
        """Once for what is lost in a report."""
        path = analysis.report.path if analysis and analysis.complete else None
        if path is None:
            return
        faults = tuple(str(remark) for remark in analysis.remarks if remark.message in READ_ERRORS)
        known, self._doubts[path] = self._doubts.get(path, ()), (*faults, *analysis.unresolved_quotations)
        if self._doubts[path] == known:
            return
        for remark in analysis.remarks:
            if remark.message in READ_ERRORS:
                self.sidecar_warning.emit(error_message(Problem(remark.message, **dict(remark.values))))
        if analysis.unresolved_quotations:
            named = "、".join(f"“{words}”" for words in analysis.unresolved_quotations[:_NAMED])
            more = "…" if len(analysis.unresolved_quotations) > _NAMED else ""
            told = self.tr("In the editorial file, but not in the text now: {words}. It is kept; Ctrl+I tells more.")
            self.sidecar_warning.emit(told.format(words=named + more))

    def _show(self, analysis: Analysis) -> None:
        shown = self._state.analysis
        if shown is not None and is_same_text(shown, analysis):
            self._tabs.update_analysis(self._tabs.front, replace(analysis, marks=shown.marks))
            self._run_next()
        else:
            self._outdated.add(analysis.report.path)  # another report is in front by now
            self._waiting.clear()

    def _fail(self, problem: Exception) -> None:
        self._waiting.clear()
        self.notify(error_message(problem))

    def _run_next(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            self.run_when_idle(act)


def _job_of(path: Path | None) -> str:
    return f"understand-{path}"


def _reanalyse(analysis: Analysis, ticket: JobHandle) -> Analysis:
    from zjviewer.pipeline.background_completion import complete_in_subprocess

    return complete_in_subprocess(reparse_report(analysis), cancelled=lambda: ticket.cancelled)


class _Step:
    """A change, its file before and after it; the change itself is forgotten once it is made."""

    def __init__(self, correcting: CorrectionService, report: Path, change: SidecarEdit) -> None:
        self._correcting = correcting
        self._report = report
        self._change: SidecarEdit | None = change
        self._kept: SavedEdit | None = None

    def apply(self) -> bool:
        """Write it, or write it again."""
        try:
            self._kept = save_edit(self._report, self._change) if self._kept is None else revert_edit(self._kept)
        except Problem as problem:
            self._correcting.notify(error_message(problem))
            return False
        self._change = None
        if not self._kept.edits:
            return False
        self._correcting.reanalyse(self._report, self._kept.path)
        return True

    def revert(self) -> bool:
        """Put the file back as it was."""
        return self.apply()
