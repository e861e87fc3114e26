"""Corrections of the reader: written to the editorial file, with undo, and analysed again in the background."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zjviewer.core.annotations.annotation_file import READ_ERRORS as MARKS_ERRORS
from zjviewer.core.editorial.sidecar import READ_ERRORS, UNKNOWN, sidecar_path
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
from zjviewer.pipeline.shared_files import REMARKS as SHARED_FILES

_NAMED = 3
"""Unresolved quotations in a warning; the import report lists all."""

_REFUSED = (*READ_ERRORS, UNKNOWN, *MARKS_ERRORS, *SHARED_FILES)
"""Remarks about files of the reader that are not used, or not as a whole."""


class CorrectionService(QObject):
    """One for each window: corrections outlive the workspace, which is rebuilt for another language.

    Signals (payload):

    - `sidecar_warning` (str): a translated sentence on an editorial file that does not fit its report
    """

    sidecar_warning = Signal(str)

    def __init__(
        self, state: ViewState, reports: OpenReports, jobs: Jobs, history: UndoHistory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._reports = reports
        self._jobs = jobs
        self._history = history
        self._outdated: set[Path] = set()
        self._announced: set[Path] = set()
        self._warnings: dict[Path, tuple[str, ...]] = {}
        self._waiting: list[Callable[[], None]] = []
        state.analysis_changed.connect(self._apply_pending)
        state.analysis_changed.connect(self._warn)

    @property
    def possible(self) -> bool:
        """Whether the report that is shown can be corrected: its analysis is complete, and it is a file."""
        analysis = self._state.analysis
        return analysis is not None and analysis.complete and analysis.report.path is not None

    def run_when_idle(self, act: Callable[[], None]) -> None:
        """Call a function after the last correction has been analysed, which is usually now; not if another report is
        shown before."""
        analysis = self._state.analysis
        if analysis and self._jobs.running(_job_of(analysis.report.path)):
            self._waiting.append(act)
        else:
            act()

    def correct(self, name: str, make: Callable[[Analysis], SidecarEdit]) -> bool:
        """Apply an edit to the report that is shown; `name` is that of the undo step, such as `heading “概述”`. False,
        after a message to the reader, where it cannot be applied."""
        analysis = self._state.analysis
        if analysis is None or analysis.report.path is None or not analysis.complete:
            self.notify(self.tr("The report is still being read. Try again in a moment."))
            return False
        try:
            command = CorrectionCommand(self, analysis.report.path, make(analysis))
        except Problem as problem:
            self.notify(error_message(problem))
            return False
        return self._history.apply_change(name, command.apply, command.revert)

    def notify(self, message: str) -> None:
        """Show a translated message to the reader."""
        self._state.message_posted.emit(message)

    def reanalyse(self, report: Path, sidecar: Path) -> None:
        """Analyse a report again after a change of its editorial file at the path `sidecar`."""
        self._outdated.add(report)
        self._apply_pending(self._state.analysis)
        if sidecar != sidecar_path(report) and report not in self._announced:
            self._announced.add(report)
            template = self.tr("Nothing may be written beside this report. What you correct is kept in {path}.")
            self.notify(template.format(path=sidecar))

    def _apply_pending(self, analysis: Analysis | None) -> None:
        """Analyse the shown report again if it was corrected since its analysis."""
        if analysis and analysis.complete and analysis.report.path in self._outdated:
            path = analysis.report.path
            self._outdated.discard(path)
            self._jobs.start(_job_of(path), partial(_reanalyse, analysis), self._show, self._fail)

    def _warn(self, analysis: Analysis | None) -> None:
        """Warn of faults and unresolved quotations of the editorial file, once for the same ones."""
        path = analysis.report.path if analysis and analysis.complete else None
        if analysis is None or path is None:
            return
        faults = tuple(str(remark) for remark in analysis.remarks if remark.message in _REFUSED)
        before, self._warnings[path] = self._warnings.get(path, ()), (*faults, *analysis.unresolved_quotations)
        if self._warnings[path] == before:
            return
        for remark in analysis.remarks:
            if remark.message in _REFUSED:
                self.sidecar_warning.emit(error_message(Problem(remark.message, **dict(remark.values))))
        if analysis.unresolved_quotations:
            named = "、".join(f"“{quotation}”" for quotation in analysis.unresolved_quotations[:_NAMED])
            more = "…" if len(analysis.unresolved_quotations) > _NAMED else ""
            template = self.tr(
                "In the editorial file, but not in the text now: {words}. It is kept; Ctrl+I tells more."
            )
            self.sidecar_warning.emit(template.format(words=named + more))

    def _show(self, analysis: Analysis) -> None:
        shown = self._state.analysis
        if shown is not None and is_same_text(shown, analysis):
            self._reports.update_analysis(self._reports.front, replace(analysis, marks=shown.marks))
            self._run_next()
        elif analysis.report.path:
            self._outdated.add(analysis.report.path)  # another report is shown now
            self._waiting.clear()

    def _fail(self, problem: Exception) -> None:
        self._waiting.clear()
        self.notify(error_message(problem))

    def _run_next(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            self.run_when_idle(act)


def _job_of(path: Path | None) -> str:
    return f"reanalyse-{path}"


def _reanalyse(analysis: Analysis, handle: JobHandle) -> Analysis:
    from zjviewer.pipeline.background_completion import complete_in_subprocess

    return complete_in_subprocess(reparse_report(analysis), cancelled=lambda: handle.cancelled)


class CorrectionCommand:
    """An edit of the editorial file that can be undone and redone."""

    def __init__(self, service: CorrectionService, report: Path, edit: SidecarEdit) -> None:
        self._service = service
        self._report = report
        self._change: SidecarEdit | SavedEdit = edit
        """The edit; once it is saved, what reverts it."""

    def apply(self) -> bool:
        """Save the edit, or revert the last change; False where the file cannot be written or stays the same."""
        try:
            if isinstance(self._change, SavedEdit):
                saved = revert_edit(self._change)
            else:
                saved = save_edit(self._report, self._change)
        except Problem as problem:
            self._service.notify(error_message(problem))
            return False
        self._change = saved
        if not saved.edits:
            return False
        self._service.reanalyse(self._report, saved.path)
        return True

    def revert(self) -> bool:
        """Restore the file as it was before `apply`."""
        return self.apply()
