"""What the window is looking at: the one shared value that every pane follows and that gestures change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.report import Span
from zjviewer.gui.state.navigation_history import HistoryEntry, ReportViewState
from zjviewer.gui.state.selection import Selection, is_same_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zjviewer.core.annotations.anchors import ResolvedAnnotation
    from zjviewer.core.model.analysis import Analysis, Figure, Section
    from zjviewer.core.model.checks import Check, CheckMark


class ViewState(QObject):
    """Signals (payload):

    - `analysis_changed` (Analysis | None): another report, or more is known of the same one; selection and table are
      that report's already
    - `selection_changed` (Selection): a gesture, or a step through the history; panes show it and do not answer
    - `marks_changed` (): the reader has marked a check otherwise
    - `between_changed` (): the checks between this report and other open ones are others now
    - `annotations_changed` (): bookmarks, highlights and notes are others now
    - `place_requested` (int): the text should show this offset at its top
    - `place_changed` (int): the text has moved; the offset at its top
    - `reading_changed` (str): id of the section at the top of the text; empty outside every section
    - `table_changed` (str): id of the open table; empty when there is none
    - `hits_changed` (Hits): result of the running search; empty hits when the search is closed
    - `current_hit_changed` (int): index of the hit to be shown; -1 for none
    - `history_changed` (bool, bool): whether there is a step back, a step forward
    - `notice_given` (str): a short sentence for the reader, already translated
    """

    analysis_changed = Signal(object)
    selection_changed = Signal(object)
    marks_changed = Signal()
    cross_checks_changed = Signal()
    annotations_changed = Signal()
    scroll_requested = Signal(int)
    top_offset_changed = Signal(int)
    current_section_changed = Signal(str)
    table_changed = Signal(str)
    hits_changed = Signal(object)
    current_hit_changed = Signal(int)
    history_changed = Signal(bool, bool)
    message_posted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.analysis: Analysis | None = None
        self.restoring = False
        """True while another report is put before the reader: what is selected in it is marked, and nothing moves."""
        self.selection = Selection()
        self.current_section_id = ""
        self.table = ""
        self.top_offset = 0
        self.cross_checks: tuple[Check, ...] = ()
        """Checks between this report and other open ones."""
        self.other_reports: tuple[Analysis, ...] = ()
        """The other reports that `between` quotes."""
        self.figure_texts: Mapping[str, str] = {}
        """What the figures of `between` in other reports say, such as `2016：845件`, by their ids there."""
        self.annotations: tuple[ResolvedAnnotation, ...] = ()
        """In reading order, those last whose words are gone."""
        self.hits: object = None
        self.current_hit = -1
        self._history: list[HistoryEntry] = [HistoryEntry(Selection(), 0)]
        self._at = 0

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Another report is shown from its beginning; more knowledge of the same text, or another understanding of it,
        keeps everything in place."""
        before = self.analysis
        if analysis is None or before is None or not is_same_text(before, analysis):
            self.show(ReportViewState(analysis))
            return
        self.analysis = analysis
        if before.complete:
            self._carry_over(before, analysis)
        self.analysis_changed.emit(analysis)
        self.set_top_offset(self.top_offset)
        self._emit_history_changed()

    def _carry_over(self, before: Analysis, now: Analysis) -> None:
        from zjviewer.gui.state.selection import remap_selection  # only corrections need it

        self.selection = remap_selection(self.selection, before, now)
        self._history = [
            stop._replace(selection=remap_selection(stop.selection, before, now)) for stop in self._history
        ]
        self.table = self.table if self.table in now.table_by_id else ""

    def view(self) -> ReportViewState:
        """All that is to be put back when this report comes to the front again."""
        self._mark_left()
        return ReportViewState(
            self.analysis, self.selection, self.table, self.top_offset, tuple(self._history), self._at
        )

    def show(self, view: ReportViewState) -> None:
        """Show a report as it was when it was put away."""
        self.restoring = True
        self.analysis, self.selection, self.table = view.analysis, view.selection, view.table
        self.current_section_id, self.top_offset = "", view.top_offset or 0
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
        """Point at something. It becomes a stop of the history unless it is what is selected already."""
        if selection != self.selection:
            self._leave_for(HistoryEntry(selection))
        self._show(selection)
        self._emit_history_changed()

    def select_figures(self, *figures: Figure, table: str = "") -> None:
        """Point at figures: their section is the first one's, their span the words of the first one."""
        first = figures[0]
        self.select(Selection(first.section, first.span, tuple(f.id for f in figures), table))

    def select_check(self, check: Check) -> None:
        """Point at the figures of a check, each side by itself, and at the words that state its result. The table that
        holds most of them opens."""
        analysis = self.analysis
        result = tuple(dict.fromkeys(term.figure for term in check.terms if term.side == "right"))
        parts = tuple(figure for figure in check.figures if figure not in result)
        shown = [analysis.figure_by_id[f] for f in (*result, *parts) if f in analysis.figure_by_id] if analysis else []
        held = [table for figure in shown for table in analysis.tables_by_figure.get(figure.id, ())]
        table = max(held, key=lambda table: (held.count(table), table == self.table), default="")
        self.select(Selection(check.section, shown[0].span if shown else None, parts, table, result))

    def select_section(self, section: Section) -> None:
        """Point at a section as a whole."""
        self.select(Selection(section.id, Span(section.start, section.end)))

    def set_marks(self, marks: tuple[CheckMark, ...]) -> None:
        """The reader's marks on the open report are these now."""
        if self.analysis is not None:
            self.analysis = replace(self.analysis, marks=marks)
            self.marks_changed.emit()

    def set_cross_checks(
        self, checks: tuple[Check, ...], elsewhere: Mapping[str, str], beside: tuple[Analysis, ...]
    ) -> None:
        """The checks between this report and other open ones are these now."""
        self.other_reports = beside
        if checks != self.cross_checks:
            self.cross_checks, self.figure_texts = checks, elsewhere
            self.cross_checks_changed.emit()

    def set_annotations(self, annotations: tuple[ResolvedAnnotation, ...]) -> None:
        """The reader's annotations of the open report are these now."""
        if annotations != self.annotations:
            self.annotations = annotations
            self.annotations_changed.emit()

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks of this report, and between it and others, that fail and that the reader does not dismiss."""
        if (analysis := self.analysis) is None:
            return ()
        marked = ((check, analysis.mark_of(check)) for check in self.cross_checks if check.verdict == "fail")
        around = (check for check, mark in marked if mark is None or mark.kind != "dismissed")
        return (*analysis.failures, *around)

    @property
    def section(self) -> Section | None:
        """What a command on a section is about: the selected one while it is being read, else the innermost that is."""
        known = self.analysis.section_by_id if self.analysis else {}
        chosen = self.selection.section
        around = f"{self.current_section_id}.".startswith(f"{chosen}.") and not self.selection.every
        return known.get(chosen if around else self.current_section_id)

    def back(self) -> None:
        """One step back through the jumps, to the place in the text where the reader was."""
        self._step(-1)

    def forward(self) -> None:
        """One step forward through the jumps."""
        self._step(1)

    def steps(self) -> tuple[bool, bool]:
        """Whether there is a step back, a step forward."""
        return self._at > 0, self._at < len(self._history) - 1

    def set_top_offset(self, offset: int) -> None:
        """The text pane says which offset stands at its top."""
        moved = offset != self.top_offset
        self.top_offset = offset
        section = self.analysis.section_at(offset) if self.analysis else None
        reading = section.id if section else ""
        if reading != self.current_section_id:
            self.current_section_id = reading
            self.current_section_changed.emit(reading)
        if moved:
            self.top_offset_changed.emit(offset)

    def set_table(self, table: str) -> None:
        """Open a table by its id; empty opens none."""
        if table != self.table:
            self.table = table
            self.table_changed.emit(table)

    def set_hits(self, hits: object) -> None:
        """Publish what a search found; the current hit is chosen afterwards by `set_current_hit`."""
        self.hits = hits
        self.current_hit = -1
        self.hits_changed.emit(hits)

    def set_current_hit(self, index: int) -> None:
        """Show a hit; -1 shows none. The way to the first of several hits is a stop of the history."""
        if index >= 0 and not self.restoring and not self._history[self._at].hit:
            self._leave_for(HistoryEntry(self.selection, hit=True))
            self._emit_history_changed()
        self.current_hit = index
        self.current_hit_changed.emit(index)

    def _step(self, step: int) -> None:
        at = self._at + step
        if not 0 <= at < len(self._history):
            return
        self._mark_left()
        self._at = at
        stop = self._history[at]
        self._show(stop.selection)
        self.set_table(stop.table or self.table)
        if stop.top_offset is not None:
            self.scroll_requested.emit(stop.top_offset)
        self._emit_history_changed()

    def _leave_for(self, stop: HistoryEntry) -> None:
        self._mark_left()
        self._history[self._at + 1 :] = [stop]
        self._at += 1

    def _mark_left(self) -> None:
        self._history[self._at] = self._history[self._at]._replace(top_offset=self.top_offset, table=self.table)

    def _show(self, selection: Selection) -> None:
        self.set_table(self._table_of(selection))
        self.selection = selection
        self.selection_changed.emit(selection)

    def _table_of(self, selection: Selection) -> str:
        """The table to be open beside a selection: the one it names, the open one where it holds the first figure, else
        the first that does.
        """
        if selection.table or not selection.every or self.analysis is None:
            return selection.table or self.table
        holding = self.analysis.tables_by_figure.get(selection.every[0], ())
        return self.table if self.table in holding else next(iter(holding), self.table)

    def _emit_history_changed(self) -> None:
        self.history_changed.emit(*self.steps())
