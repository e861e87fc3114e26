"""The three panes side by side: which of them are shown, and in which order they are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from zjviewer.gui.reading.text_pane import TextPane
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme, scaled
from zjviewer.gui.widgets.splitter import Splitter

if TYPE_CHECKING:
    from zjviewer.gui.annotations.annotation_pane import AnnotationPane
    from zjviewer.gui.annotations.annotation_service import AnnotationService
    from zjviewer.gui.charts.chart_pane import ChartPane
    from zjviewer.gui.checks.checks_pane import ChecksPane
    from zjviewer.gui.outline.outline_pane import OutlinePane
    from zjviewer.gui.search.hits_pane import HitsPane
    from zjviewer.gui.search.search_bar import SearchBar
    from zjviewer.gui.speech.speaker import Speaker
    from zjviewer.gui.speech.speech_bar import SpeechBar
    from zjviewer.gui.state.undo_history import UndoHistory
    from zjviewer.gui.tables.table_pane import TablePane
    from zjviewer.gui.widgets.message_bar import MessageBar
    from zjviewer.gui.workspace.data_pane import DataPane
    from zjviewer.gui.workspace.side_pane import SidePane

SHARES = (0.2, 0.34)
WIDEST = (248, 420)
"""Of outline and data, in parts of the window and in pixels, until the reader moves them; the rest is the text's."""
NARROWEST = (208, 300, 280)

OUTLINE, TEXT, DATA = 0, 1, 2
PANES = ("outline", "text", "data")
"""Names by place, from the left."""


class Workspace(QWidget):
    """The text comes first, so that the report can be read; `furnish` makes the rest.

    Signals (payload):

    - `panes_changed` (): another pane is shown or hidden, or has another width
    - `page_changed` (): a page stands in the place of the panes, or they are back
    """

    panes_changed = Signal()
    page_changed = Signal()

    message_bar: MessageBar
    outline: OutlinePane
    hits: HitsPane
    checks: ChecksPane
    annotation_service: AnnotationService
    annotations: AnnotationPane
    side: SidePane
    search: SearchBar
    speaker: Speaker
    speech: SpeechBar
    chart: ChartPane
    table: TablePane
    data: DataPane

    def __init__(self, state: ViewState, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._jobs = jobs
        self.furnished = False
        self.text = TextPane(state, theme)
        self._left, self._middle, self._right = self._panes = (_column(), _column(self.text), _column())
        self._left.setProperty("surface", True)
        self._right.setProperty("ground", True)
        self._splitter = Splitter(Qt.Orientation.Horizontal)
        for place, (pane, narrowest) in enumerate(zip(self._panes, NARROWEST, strict=True)):
            pane.setMinimumWidth(narrowest)
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, int(place == TEXT))
        self._page: QWidget | None = None
        self._uses_default_widths = True
        _stack(self, self._splitter)
        self._splitter.splitterMoved.connect(self._keep_widths)

    def build_deferred_widgets(self, editing: UndoHistory) -> Iterator[None]:
        """Make the panes that reading can wait for, one at each step, so that the window answers in between."""
        from zjviewer.gui.annotations.annotation_pane import AnnotationPane
        from zjviewer.gui.annotations.annotation_service import AnnotationService
        from zjviewer.gui.charts.chart_pane import ChartPane
        from zjviewer.gui.checks.check_mark_service import CheckMarkService
        from zjviewer.gui.checks.checks_pane import ChecksPane
        from zjviewer.gui.outline.outline_pane import OutlinePane
        from zjviewer.gui.search.hits_pane import HitsPane
        from zjviewer.gui.search.search_bar import SearchBar
        from zjviewer.gui.speech.speaker import Speaker
        from zjviewer.gui.speech.speech_bar import SpeechBar
        from zjviewer.gui.tables.table_pane import TablePane
        from zjviewer.gui.widgets.message_bar import MessageBar
        from zjviewer.gui.workspace.data_pane import DataPane
        from zjviewer.gui.workspace.side_pane import SidePane

        state, theme = self._state, self._theme
        self.message_bar = MessageBar(theme)
        self.layout().insertWidget(0, self.message_bar)
        self.outline = OutlinePane(state, theme)
        yield
        self.hits = HitsPane(state, theme)
        yield
        self.checks = ChecksPane(state, theme, self._jobs, CheckMarkService(state, editing, self))
        yield
        self.annotation_service = AnnotationService(state, editing, self._jobs, self)
        self.annotations = AnnotationPane(state, theme, self.annotation_service)
        yield
        self.side = SidePane(state, theme, self.outline, self.hits, self.checks, self.annotations)
        yield
        self._left.layout().addWidget(self.side)
        yield
        self.search = SearchBar(state, theme, self._jobs)
        self._middle.layout().insertWidget(0, self.search)
        yield
        self.speaker = Speaker(state, self)
        self.speaker.sentence_changed.connect(self.text.view.show_spoken)
        self.speech = SpeechBar(self.speaker, theme)
        self._middle.layout().addWidget(self.speech)
        yield
        self.chart = ChartPane(state, theme)
        yield
        self.table = TablePane(state, theme, self._jobs)
        yield
        self.data = DataPane(state, theme, self.chart, self.table)
        yield
        self._right.layout().addWidget(self.data)
        yield
        for part in self.data.findChildren(QWidget):
            part.ensurePolished()  # hidden until figures are there, when all panes have enough to do
        self._wire()
        self.furnished = True

    def show_theme(self, theme: Theme) -> None:
        """Repaint every pane in another theme."""
        self._theme = theme
        for pane in (self.text, *self._furniture()):
            pane.show_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._uses_default_widths:
            left = min(scaled(WIDEST[0]), scaled(SHARES[0] * self.width()))
            right = min(scaled(WIDEST[1]), round(SHARES[1] * self.width()))
            self._splitter.setSizes([left, self.width() - left - right, right])

    def shows(self, pane: int) -> bool:
        """Whether a pane is shown; by its place, from the left."""
        return not self._panes[pane].isHidden()

    def show_pane(self, pane: int, on: bool) -> None:
        """Show or hide a pane by its place; the last one stays. A page goes from before a report."""
        if self._page is not None and self._state.analysis is not None:
            self.show_overlay_page(None)
        if on or any(self.shows(other) for other in (OUTLINE, TEXT, DATA) if other != pane):
            self._panes[pane].setVisible(on)
        self.panes_changed.emit()

    @property
    def page(self) -> QWidget | None:
        """What stands in the place of the panes; None where these are shown."""
        return self._page

    def show_overlay_page(self, page: QWidget | None) -> None:
        """Show a page in the place of the panes, or with None the panes again."""
        if self._page is not None and self._page is not page:
            self._page.hide()
        self._page = page
        self._splitter.setVisible(page is None)
        if page is not None:
            if self.layout().indexOf(page) < 0:
                self.layout().addWidget(page, 1)
            page.show()
            page.setFocus()
        self.page_changed.emit()

    def next_pane(self) -> None:
        """Give the focus to the next pane that is shown."""
        if self._page is not None:
            self._page.setFocus(Qt.FocusReason.TabFocusReason)
            return
        shown = [pane for pane in self._panes if not pane.isHidden()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(shown) if focus and pane.isAncestorOf(focus)), -1)
        targets = {self._left: self.side.page(), self._middle: self.text, self._right: self.data}
        targets[shown[(at + 1) % len(shown)]].setFocus(Qt.FocusReason.TabFocusReason)

    def widths(self) -> str:
        """To be given to `restore_widths` at the next start; empty until the reader has moved a pane."""
        return "" if self._uses_default_widths else self._splitter.saveState().toHex().toStdString()

    def restore_widths(self, kept: str) -> None:
        """Nothing happens where the text says no such widths."""
        self._uses_default_widths = not self._splitter.restoreState(QByteArray.fromHex(kept.encode()))
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)

    def open_search(self, words: str = "") -> None:
        """Search for what is selected in the text, or for other words."""
        self.show_pane(TEXT, True)
        self.search.open_search(words or self.text.selected_text())

    def find_in_section(self) -> None:
        """Search in nothing but the section that is being read."""
        self.open_search()
        self.search.toggles["section"].setChecked(True)

    def show_checks(self) -> None:
        """Show the results of the checks, and give them the focus."""
        self.show_pane(OUTLINE, True)
        self.side.show_checks()
        self.checks.setFocus()

    def show_annotations(self) -> None:
        """Show the reader's annotations, and give them the focus."""
        self.show_pane(OUTLINE, True)
        self.side.show_annotations()
        self.annotations.setFocus()

    def _furniture(self) -> tuple[QWidget, ...]:
        if not self.furnished:
            return ()
        lists = (self.outline, self.hits, self.checks, self.annotations)
        return (self.message_bar, self.side, *lists, self.search, self.speech, self.chart, self.table, self.data)

    def _wire(self) -> None:
        self.search.opened.connect(self.side.begin_search)
        self.search.closed.connect(self._end_search)

    def _keep_widths(self) -> None:
        self._uses_default_widths = False
        self.panes_changed.emit()

    def _end_search(self) -> None:
        self.side.end_search()
        self.text.setFocus()


def _column(*widgets: QWidget) -> QWidget:
    """A widget with others in it, without margins; the last takes the room that is left."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    _stack(made, *widgets)
    return made


def _stack(parent: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is widgets[-1]))
