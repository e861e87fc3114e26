"""Shared view state of the window: the report in front, the selection, the search hits. Panes follow its signals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits
from zjviewer.gui.state.navigation_history import HistoryEntry, ReportViewState
from zjviewer.gui.state.selection import Selection, is_same_text, remap_selection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from zjviewer.core.annotations.anchors import ResolvedAnnotation
    from zjviewer.core.annotations.chart_edit import ChartEdit
    from zjviewer.core.model.analysis import Analysis, Figure, Section
    from zjviewer.core.model.checks import Check, CheckMark


SCREEN = 1500
"""Code points of about one screen of text, where its lower edge is not known."""


class ViewState(QObject):
    """View state of the report in front.

    The current place is the current hit or the selection, whichever was chosen last, while it is on the screen; without
    one, or when the reader has scrolled away from it, the top of the text view. Outline, status bar and table follow
    its section.

    Signals (payload):

    - `analysis_changed` (Analysis | None): another report is in front, or the analysis of the same one has been
      extended or corrected; selection and table already belong to it
    - `selection_changed` (Selection): from a gesture or a step through the history; panes show it and must not select
    - `marks_changed` (): the reader has changed the mark of a check
    - `cross_checks_changed` (): the checks across open reports have changed
    - `annotations_changed` (): bookmarks, highlights or notes have changed
    - `chart_edits_changed` (): the reader has changed a chart
    - `scroll_requested` (int): offset that the text view should show at its top
    - `top_offset_changed` (int): offset at the top of the text view, after it has scrolled
    - `current_section_changed` (str): id of the section of the current place; empty outside all sections
    - `table_changed` (str): id of the open table; empty if there is none
    - `hits_changed` (Hits): result of the running search; empty hits when the search is closed
    - `current_hit_changed` (int): index of the hit to be shown; -1 for none
    - `history_changed` (bool, bool): whether there is an entry to go back to, an entry to go forward to
    - `message_posted` (str): a short translated sentence for the status bar
    - `file_saved` (Path): a file was written by the reader's command, or a folder was filled with files
    """

    analysis_changed = Signal(object)
    selection_changed = Signal(object)
    marks_changed = Signal()
    cross_checks_changed = Signal()
    annotations_changed = Signal()
    chart_edits_changed = Signal()
    scroll_requested = Signal(int)
    top_offset_changed = Signal(int)
    current_section_changed = Signal(str)
    table_changed = Signal(str)
    hits_changed = Signal(object)
    current_hit_changed = Signal(int)
    history_changed = Signal(bool, bool)
    message_posted = Signal(str)
    file_saved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.analysis: Analysis | None = None
        self.restoring = False
        """True while the view state of another report is restored: panes show its selection without scrolling to it."""
        self.selection = Selection()
        self.current_section_id = ""
        """Id of the section of the current place."""
        self.table = ""
        self.top_offset = 0
        self._is_mark_visible = False
        """Whether the current hit, or the selection, is on the screen."""
        self._is_at_hit = False
        """Whether the current hit was chosen after the selection."""
        self.cross_checks: tuple[Check, ...] = ()
        """Checks across this report and other open ones."""
        self.other_reports: tuple[Analysis, ...] = ()
        """The other reports that `cross_checks` refer to."""
        self.figure_texts: Mapping[str, str] = {}
        """Year and literal, such as `2016：845件`, of the figures of `cross_checks` in other reports, by id."""
        self.annotations: tuple[ResolvedAnnotation, ...] = ()
        """In reading order; last those whose quotation is no longer in the text."""
        self.chart_edits: tuple[ChartEdit, ...] = ()
        """Edits of the charts of the report in front."""
        self.hits = Hits()
        """Result of the running search; empty without one. Panes read it here."""
        self.current_hit = -1
        self._history: list[HistoryEntry] = [HistoryEntry(Selection(), 0)]
        self._at = 0

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show an analysis. Another report starts at its beginning; an extended or corrected analysis of the same text
        preserves offset, selection and history."""
        before = self.analysis
        if analysis is None or before is None or not is_same_text(before, analysis):
            self.show(ReportViewState(analysis))
            return
        self.analysis = analysis
        if before.complete:
            self._remap(before, analysis)
        self.analysis_changed.emit(analysis)
        self._update_section()
        self._emit_history_changed()

    def _remap(self, before: Analysis, now: Analysis) -> None:
        self.selection = remap_selection(self.selection, before, now)
        self._history = [
            entry._replace(selection=remap_selection(entry.selection, before, now)) for entry in self._history
        ]
        self.table = self.table if self.table in now.table_by_id else ""

    def view(self) -> ReportViewState:
        """Snapshot, to be restored by `show` when this report comes to the front again."""
        self._update_current_entry()
        return ReportViewState(
            self.analysis, self.selection, self.table, self.top_offset, tuple(self._history), self._at
        )

    def show(self, view: ReportViewState) -> None:
        """Restore the view state of a report."""
        self.restoring = True
        self.analysis, self.selection, self.table = view.analysis, view.selection, view.table
        self.current_section_id, self.top_offset = "", view.top_offset or 0
        self._is_mark_visible = self._is_at_hit = False
        self._history, self._at = list(view.history), view.at
        self.cross_checks, self.figure_texts, self.other_reports = (), {}, ()
        self.analysis_changed.emit(view.analysis)
        self.selection_changed.emit(self.selection)
        self.table_changed.emit(self.table)
        if view.analysis is not None and view.top_offset is not None:
            self.scroll_requested.emit(view.top_offset)
        if not self.current_section_id:
            self.current_section_changed.emit("")
        self.restoring = False
        self._emit_history_changed()

    def select(self, selection: Selection) -> None:
        """Select something. Adds an entry to the history unless it is selected already."""
        if selection != self.selection:
            self._push_entry(HistoryEntry(selection))
        self._show(selection)
        self._emit_history_changed()

    def clear_selection(self) -> None:
        """Select nothing; the text does not scroll. Nothing changes where nothing is selected."""
        if self.selection != Selection():
            self.select(Selection())

    def select_figures(self, *figures: Figure, table: str = "") -> None:
        """Select one or more figures; section and span are those of the first one."""
        first = figures[0]
        self.select(Selection(first.section, first.span, tuple(f.id for f in figures), table))

    def select_check(self, check: Check) -> None:
        """Select the figures of a check, separately for each side, and the span of its result. Opens the table that
        contains most of them."""
        analysis = self.analysis
        result = tuple(dict.fromkeys(term.figure for term in check.terms if term.side == "right"))
        parts = tuple(figure for figure in check.figures if figure not in result)
        figures = analysis.figure_by_id if analysis else {}
        tables_by_figure = analysis.tables_by_figure if analysis else {}
        shown = [figures[id_] for id_ in (*result, *parts) if id_ in figures]
        tables = [table for figure in shown for table in tables_by_figure.get(figure.id, ())]
        table = max(tables, key=lambda table: (tables.count(table), table == self.table), default="")
        self.select(Selection(check.section, shown[0].span if shown else None, parts, table, result))

    def select_section(self, section: Section) -> None:
        """Select a whole section."""
        self.select(Selection(section.id, Span(section.start, section.end)))

    def set_marks(self, marks: tuple[CheckMark, ...]) -> None:
        """Replace the reader's marks on checks of the report in front."""
        if self.analysis is not None:
            self.analysis = replace(self.analysis, marks=marks)
            self.marks_changed.emit()

    def set_cross_checks(
        self, checks: tuple[Check, ...], figure_texts: Mapping[str, str], other_reports: tuple[Analysis, ...]
    ) -> None:
        """Replace the checks across this report and other open ones."""
        self.other_reports = other_reports
        if checks != self.cross_checks:
            self.cross_checks, self.figure_texts = checks, figure_texts
            self.cross_checks_changed.emit()

    def set_chart_edits(self, edits: tuple[ChartEdit, ...]) -> None:
        """Replace the edits of the charts of the report in front."""
        if edits != self.chart_edits:
            self.chart_edits = edits
            self.chart_edits_changed.emit()

    def set_annotations(self, annotations: tuple[ResolvedAnnotation, ...]) -> None:
        """Replace the reader's annotations of the report in front."""
        if annotations != self.annotations:
            self.annotations = annotations
            self.annotations_changed.emit()

    @property
    def failures(self) -> tuple[Check, ...]:
        """Failed checks of this report and across reports, without those that the reader has dismissed."""
        if (analysis := self.analysis) is None:
            return ()
        marked = ((check, analysis.mark_of(check)) for check in self.cross_checks if check.verdict == "fail")
        cross_failures = (check for check, mark in marked if mark is None or mark.kind != "dismissed")
        return (*analysis.failures, *cross_failures)

    @property
    def section(self) -> Section | None:
        """The section that commands refer to: the selected one while the current place is within it, else the
        innermost one there; None outside all sections."""
        sections = self.analysis.section_by_id if self.analysis else {}
        selected = self.selection.section
        is_read = f"{self.current_section_id}.".startswith(f"{selected}.") and not self.selection.every
        return sections.get(selected if is_read else self.current_section_id)

    @property
    def place(self) -> int:
        """Offset of the current place."""
        mark = self._mark()
        return self.top_offset if mark is None else mark.start

    def back(self) -> None:
        """Go back one entry of the history, to the offset where the reader was."""
        self._step(-1)

    def forward(self) -> None:
        """Go forward one entry of the history."""
        self._step(1)

    def steps(self) -> tuple[bool, bool]:
        """Whether there is an entry to go back to, an entry to go forward to."""
        return self._at > 0, self._at < len(self._history) - 1

    def set_top_offset(self, offset: int, bottom: int | None = None) -> None:
        """Record the offsets at the top and at the bottom of the text view; called by the text pane."""
        moved = offset != self.top_offset
        self.top_offset = offset
        span = self._chosen_span()
        last = offset + SCREEN if bottom is None else max(offset, bottom)
        self._is_mark_visible = span is not None and offset <= span.start <= last
        self._update_section()
        if moved:
            self.top_offset_changed.emit(offset)

    def set_table(self, table: str) -> None:
        """Open a table by its id; empty opens none."""
        if table != self.table:
            self.table = table
            self.table_changed.emit(table)

    def set_hits(self, hits: Hits) -> None:
        """Publish the result of a search; the current hit is set afterwards by `set_current_hit`."""
        self.hits = hits
        self.current_hit = -1
        self._is_at_hit = False
        self.hits_changed.emit(hits)
        self._update_section()

    def set_current_hit(self, index: int) -> None:
        """Show a hit; -1 shows none. The first hit of a series adds an entry to the history."""
        if index >= 0 and not self.restoring and not self._history[self._at].hit:
            self._push_entry(HistoryEntry(self.selection, hit=True))
            self._emit_history_changed()
        self.current_hit = index
        self._is_at_hit = index >= 0
        self._is_mark_visible = True
        self.current_hit_changed.emit(index)
        self._update_section()

    def post_saved(self, path: Path) -> None:
        """Tell the reader that a file was written, and offer its folder."""
        self.message_posted.emit(self.tr("Saved as {name}.").format(name=path.name))
        self.file_saved.emit(path)

    def _step(self, step: int) -> None:
        at = self._at + step
        if not 0 <= at < len(self._history):
            return
        self._update_current_entry()
        self._at = at
        entry = self._history[at]
        self._show(entry.selection)
        self.set_table(entry.table or self.table)
        if entry.top_offset is not None:
            self.scroll_requested.emit(entry.top_offset)
        self._emit_history_changed()

    def _push_entry(self, entry: HistoryEntry) -> None:
        self._update_current_entry()
        self._history[self._at + 1 :] = [entry]
        self._at += 1

    def _update_current_entry(self) -> None:
        self._history[self._at] = self._history[self._at]._replace(top_offset=self.top_offset, table=self.table)

    def _show(self, selection: Selection) -> None:
        self.set_table(self._table_of(selection))
        self.selection = selection
        self._is_at_hit, self._is_mark_visible = False, True
        self.selection_changed.emit(selection)
        self._update_section()

    def _chosen_span(self) -> Span | None:
        """Span of the current hit or of the selection, whichever was chosen last."""
        is_hit = self._is_at_hit and self.current_hit < len(self.hits)
        return self.hits.span(self.current_hit) if is_hit else self.selection.span

    def _mark(self) -> Span | None:
        """The same while it is on the screen; else None."""
        return self._chosen_span() if self._is_mark_visible else None

    def _update_section(self) -> None:
        analysis, mark = self.analysis, self._mark()
        selected = analysis.section_by_id.get(self.selection.section) if analysis else None
        if selected is None or mark != (selected.start, selected.end):
            selected = analysis.section_at(self.place) if analysis else None
        section_id = selected.id if selected else ""
        if section_id != self.current_section_id:
            self.current_section_id = section_id
            self.current_section_changed.emit(section_id)

    def _table_of(self, selection: Selection) -> str:
        """Id of the table to open for a selection: the one it names, else the open one if it contains the first figure,
        else the first table that does, else the open one."""
        if selection.table or not selection.every or self.analysis is None:
            return selection.table or self.table
        tables = self.analysis.tables_by_figure.get(selection.every[0], ())
        return self.table if self.table in tables else next(iter(tables), self.table)

    def _emit_history_changed(self) -> None:
        self.history_changed.emit(*self.steps())
