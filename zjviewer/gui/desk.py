"""The three panes side by side: which pane hears of what, and which of them are shown."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from zjviewer.gui.chart_pane import ChartPane
from zjviewer.gui.data_pane import DataPane
from zjviewer.gui.hits_pane import HitsPane
from zjviewer.gui.jobs import Jobs
from zjviewer.gui.notice_bar import NoticeBar
from zjviewer.gui.outline_pane import OutlinePane
from zjviewer.gui.search_bar import SearchBar
from zjviewer.gui.side_pane import SidePane
from zjviewer.gui.splitter import Splitter
from zjviewer.gui.state import State
from zjviewer.gui.table_pane import TablePane
from zjviewer.gui.text_pane import TextPane
from zjviewer.gui.theme import Theme

WIDTHS = (248, 612, 420)
"""Pixels of the panes in a window of 1280; what is over or missing is the text's."""
NARROWEST = (176, 320, 280)

OUTLINE, TEXT, DATA = 0, 1, 2
PANES = ("outline", "text", "data")
"""Names by place, from the left."""


class Desk(QWidget):
    """Signals (payload):

    - `panes_changed` (): another pane is shown or hidden, or has another width
    """

    panes_changed = Signal()

    def __init__(self, state: State, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.outline = OutlinePane(state, theme)
        self.hits = HitsPane(state, theme)
        self.search = SearchBar(state, theme, jobs)
        self.text = TextPane(state, theme)
        self.chart = ChartPane(state, theme)
        self.table = TablePane(state, theme, jobs)
        self.data = DataPane(state, theme, self.chart, self.table)
        self.notice = NoticeBar(theme)
        self._side = SidePane(state, self.outline, self.hits)
        middle = QWidget()
        middle.setProperty("ground", True)
        self._stack(middle, self.search, self.text)
        self._panes = (self._side, middle, self.data)
        self._splitter = Splitter(Qt.Orientation.Horizontal)
        for place, (pane, narrowest) in enumerate(zip(self._panes, NARROWEST, strict=True)):
            pane.setMinimumWidth(narrowest)
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, int(place == TEXT))
        self._splitter.setSizes(WIDTHS)
        self._stack(self, self.notice, self._splitter)
        self._wire()

    def show_theme(self, theme: Theme) -> None:
        """Repaint every pane in another theme."""
        panes = (self.outline, self.hits, self.search, self.text, self.chart, self.table, self.data, self.notice)
        for pane in panes:
            pane.show_theme(theme)

    def shows(self, pane: int) -> bool:
        """Whether a pane is shown; by its place, from the left."""
        return not self._panes[pane].isHidden()

    def show_pane(self, pane: int, on: bool) -> None:
        """Show or hide a pane by its place; the last one stays."""
        if on or any(self.shows(other) for other in (OUTLINE, TEXT, DATA) if other != pane):
            self._panes[pane].setVisible(on)
        self.panes_changed.emit()

    def next_pane(self) -> None:
        """Give the focus to the first widget of the next pane that is shown."""
        shown = [pane for pane in self._panes if not pane.isHidden()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(shown) if focus and pane.isAncestorOf(focus)), -1)
        targets = {self._side: self._side, self.data: self.data, self._panes[TEXT]: self.text}
        targets[shown[(at + 1) % len(shown)]].setFocus(Qt.FocusReason.TabFocusReason)

    def widths(self) -> str:
        """To be given to `restore_widths` at the next start."""
        return self._splitter.saveState().toHex().toStdString()

    def restore_widths(self, kept: str) -> None:
        """Nothing happens where the text says no such widths."""
        self._splitter.restoreState(QByteArray.fromHex(kept.encode()))
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)

    def open_search(self, words: str = "") -> None:
        """Search for what is selected in the text, or for other words."""
        self.show_pane(TEXT, True)
        self.search.open_search(words or self.text.selected_text())

    def copy(self) -> None:
        """Copy what is selected where the focus is."""
        focus = QApplication.focusWidget()
        if focus and self.table.isAncestorOf(focus):
            self.table.copy_selection()
        elif focus and self.chart.isAncestorOf(focus):
            self.chart.copy_chart()
        else:
            self.text.copy()

    def _wire(self) -> None:
        state = self._state
        for pane in (self.table, self.data):
            state.analysis_changed.connect(pane.show_analysis)
            state.table_changed.connect(pane.show_table)
            state.selection_changed.connect(pane.show_selection)
        state.reading_changed.connect(self.data.show_reading)
        self.search.opened.connect(self._side.begin_search)
        self.search.closed.connect(self._end_search)
        self.text.search_asked.connect(self.open_search)
        self._splitter.splitterMoved.connect(self.panes_changed)

    def _end_search(self) -> None:
        self._side.end_search()
        self.text.setFocus()

    def _stack(self, parent: QWidget, *widgets: QWidget) -> None:
        column = QVBoxLayout(parent)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, int(widget is widgets[-1]))
