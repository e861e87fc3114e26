"""What is noted for the next start while the reader works, and put back when a report opens."""

from PySide6.QtCore import QObject

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.workspace.workspace import DATA, OUTLINE, TEXT, Workspace


class LayoutPersistence(QObject):
    """Ties one desk to the settings; a child of the desk, so that it goes with it."""

    def __init__(self, state: ViewState, desk: Workspace, settings: Settings) -> None:
        super().__init__(desk)
        self._state = state
        self._desk = desk
        self._settings = settings
        self._analysis: Analysis | None = None
        """The report whose place has been put back; of another one nothing is noted yet."""
        self._tables_known = False
        self._put_back()
        desk.panes_changed.connect(self._note_panes)
        desk.text.zoom_changed.connect(self._note_zoom)
        state.analysis_changed.connect(self._open_bookmark)
        state.top_offset_changed.connect(self._note_place)
        state.table_changed.connect(self._note_table)

    def restore_options(self) -> None:
        """What belongs to the panes that come after the first frame."""
        desk, kept = self._desk, self._settings.preferences
        self._fold(self._state.analysis)
        desk.outline.folding_changed.connect(self._note_folding)
        desk.search.restore_settings(kept.search)
        desk.search.choices_changed.connect(self._note_search)
        desk.speaker.set_speed(kept.speech_speed)
        desk.chart.restore_settings(kept.chart)
        desk.table.restore_settings(kept.table)
        desk.data.restore_settings(kept.data)
        desk.checks.restore_settings(kept.checks)
        desk.side.restore_settings(kept.side)

    def save_options(self) -> None:
        """Note the choices that the panes keep to themselves, such as the format of the last export."""
        desk = self._desk
        if not desk.furnished:
            return
        self._settings.change(
            search=desk.search.settings(),
            speech_speed=desk.speaker.speed,
            chart=desk.chart.settings(),
            table=desk.table.settings(),
            data=desk.data.settings(),
            checks=desk.checks.settings(),
            side=desk.side.settings(),
        )

    def _put_back(self) -> None:
        kept = self._settings.preferences
        desk = self._desk
        desk.restore_widths(kept.panes)
        for pane, shown in ((OUTLINE, kept.outline_shown), (TEXT, kept.text_shown), (DATA, kept.data_shown)):
            desk.show_pane(pane, shown)
        desk.text.set_zoom(kept.zoom)
        self._open_bookmark(self._state.analysis)

    def _open_bookmark(self, analysis: Analysis | None) -> None:
        """Place and folding come back with the text, the table when the tables are known."""
        if analysis is None:
            return
        bookmark = self._settings.bookmark(analysis.report.path)
        same, self._analysis = is_same_text(self._analysis, analysis), analysis
        if not same:
            self._tables_known = False
            self._fold(analysis)
            self._state.scroll_requested.emit(self._state.top_offset or bookmark.place)
        if analysis.complete and not self._tables_known:
            self._tables_known = True
            if bookmark.table in analysis.table_by_id:
                self._state.set_table(bookmark.table)

    def _fold(self, analysis: Analysis | None) -> None:
        if analysis and self._desk.furnished:
            bookmark = self._settings.bookmark(analysis.report.path)
            self._desk.outline.restore_folding(bookmark.folded, bookmark.opened)

    def _note(self, **values: object) -> None:
        analysis = self._state.analysis
        if analysis and is_same_text(self._analysis, analysis):
            self._settings.change_bookmark(analysis.report.path, **values)

    def _note_place(self, place: int) -> None:
        self._note(place=place)

    def _note_table(self, table: str) -> None:
        if table and self._tables_known:
            self._note(table=table)

    def _note_folding(self, folded: tuple[str, ...], opened: tuple[str, ...]) -> None:
        self._note(folded=folded, opened=opened)

    def _note_zoom(self, zoom: int) -> None:
        self._settings.change(zoom=zoom)

    def _note_search(self) -> None:
        self._settings.change(search=self._desk.search.settings())

    def _note_panes(self) -> None:
        outline, text, data = (self._desk.shows(pane) for pane in (OUTLINE, TEXT, DATA))
        self._settings.change(panes=self._desk.widths(), outline_shown=outline, text_shown=text, data_shown=data)
