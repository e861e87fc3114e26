"""Edits of charts by the reader: read from and saved in the `.marks.toml` file, with undo.

Changes are plain functions of the view state, because the undo history outlives the panes.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from zjviewer.core.annotations.annotation_file import load_annotation_file, update_annotation_file
from zjviewer.core.annotations.chart_edit import ChartEdit, options_for, with_options
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.safe_saving import save_or_report
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState


class ChartEdits(QObject):
    """Reads and changes the options of charts of the report that is shown."""

    def __init__(self, state: ViewState, editing: UndoHistory, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._editing = editing
        self._jobs = jobs
        self._analysis: Analysis | None = None
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Read the edits of another report; those of another analysis of the same text stay."""
        shown, self._analysis = self._analysis, analysis
        if analysis is not None and is_same_text(shown, analysis):
            return
        self._state.set_chart_edits(())
        path = analysis.report.path if analysis else None
        if path is None:
            self._jobs.cancel("chart edits")
        else:
            self._jobs.start("chart edits", partial(_read, path), partial(self._show, path), _ignore)

    def options_of(self, chart: Chart) -> ChartOptions:
        """The options of a chart; the default ones where the reader has changed nothing."""
        return options_for(self._state.chart_edits, chart.id, chart.title)

    def change(self, chart: Chart, options: ChartOptions, text: str = "") -> bool:
        """Change the options of a chart, with a description for undo; False where they could not be saved. Equal
        options change nothing."""
        before = self.options_of(chart)
        if options == before:
            return True
        path = self._analysis.report.path if self._analysis else None
        apply, revert = (partial(_put, self._state, path, chart, each) for each in (options, before))
        return self._editing.apply_change(text or self.tr("edit of a chart"), apply, revert)

    def _show(self, path: Path, edits: tuple[ChartEdit, ...]) -> None:
        """Publish edits that were read, unless the reader has made some meanwhile, which the file then has."""
        if self._analysis and self._analysis.report.path == path and not self._state.chart_edits:
            self._state.set_chart_edits(edits)


def _read(path: Path) -> tuple[ChartEdit, ...]:
    return load_annotation_file(path).charts


def _ignore(_: Exception) -> None:
    """The annotations are in the same file, and their service tells the reader."""


def _put(state: ViewState, path: Path | None, chart: Chart, options: ChartOptions) -> bool:
    """Save the options of a chart; False, after a message to the reader, where the file cannot be written."""
    if path:
        saved = save_or_report(
            state,
            partial(
                update_annotation_file,
                path,
                lambda now: now._replace(charts=with_options(now.charts, chart.id, chart.title, options)),
            ),
        )
        if saved is None:
            return False
        edits = saved.charts
    else:
        edits = with_options(state.chart_edits, chart.id, chart.title, options)
    if state.analysis and state.analysis.report.path == path:
        state.set_chart_edits(edits)
    return True
