"""Persistence of the reading position in each report: offset, open table, collapsed and expanded sections."""

from typing import Any

from PySide6.QtCore import QObject

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.workspace.workspace import Workspace

_QUOTED = (120, 40, 12)
"""Code points of the text at the top of the view that are looked for in a new version of it, longest first."""


def moved_offset(before: str, offset: int, now: str) -> int:
    """Offset in a new version of a text at which the same words stand as at an offset of the old version; of several
    places the nearest one. The same offset, within the text, where the words are gone."""
    for length in _QUOTED:
        quoted = before[offset : offset + length]
        after, earlier = now.find(quoted, offset), now.rfind(quoted, 0, offset + len(quoted))
        places = [place for place in (after, earlier) if place >= 0]
        if quoted.strip() and places:
            return min(places, key=lambda place: abs(place - offset))
    return min(offset, len(now))


class ReadingPosition(QObject):
    """Restores the position from the library when a report is opened and stores its changes there. A child of the
    workspace."""

    def __init__(self, state: ViewState, workspace: Workspace, library: LibraryStore) -> None:
        super().__init__(workspace)
        self._state = state
        self._workspace = workspace
        self._library = library
        self._analysis: Analysis | None = None
        """Analysis of the report whose position has been restored; positions of other reports are not stored."""
        self._tables_known = False
        self._restore(state.analysis)
        state.analysis_changed.connect(self._restore)
        state.top_offset_changed.connect(self._store_offset)
        state.table_changed.connect(self._store_table)

    def track_outline(self) -> None:
        """Restore the collapsed sections, and store changes to them; called when the outline has been built."""
        self._restore_folding(self._state.analysis)
        self._workspace.outline.folding_changed.connect(self._store_folding)

    def _restore(self, analysis: Analysis | None) -> None:
        """Restore offset and folding with the text, the open table once the tables are known."""
        if analysis is None or analysis.report.path is None:
            return
        entry = self._library.entry(analysis.report.path)
        before, self._analysis = self._analysis, analysis
        if not is_same_text(before, analysis):
            self._tables_known = False
            self._restore_folding(analysis)
            offset = self._state.top_offset or entry.top_offset
            if before is not None and before.report.path == analysis.report.path:  # the file was read again
                offset = moved_offset(before.report.text, offset, analysis.report.text)
            self._state.scroll_requested.emit(offset)
        if analysis.complete and not self._tables_known:
            self._tables_known = True
            if entry.table in analysis.table_by_id:
                self._state.set_table(entry.table)

    def _restore_folding(self, analysis: Analysis | None) -> None:
        if analysis and analysis.report.path and self._workspace.is_built:
            entry = self._library.entry(analysis.report.path)
            self._workspace.outline.restore_folding(entry.collapsed, entry.expanded)

    def _store(self, **values: Any) -> None:
        analysis = self._state.analysis
        if analysis and analysis.report.path and is_same_text(self._analysis, analysis):
            self._library.set_position(analysis.report.path, **values)

    def _store_offset(self, offset: int) -> None:
        self._store(top_offset=offset)

    def _store_table(self, table: str) -> None:
        if table and self._tables_known:
            self._store(table=table)

    def _store_folding(self, collapsed: tuple[str, ...], expanded: tuple[str, ...]) -> None:
        self._store(collapsed=collapsed, expanded=expanded)
