"""The three panes side by side: their widths and visibility, and the order in which they are built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
    from zjviewer.gui.figures.figures_pane import FiguresPane
    from zjviewer.gui.outline.outline_pane import OutlinePane
    from zjviewer.gui.search.hits_pane import HitsPane
    from zjviewer.gui.search.search_bar import SearchBar
    from zjviewer.gui.speech.speaker import Speaker
    from zjviewer.gui.speech.speech_bar import SpeechBar
    from zjviewer.gui.state.undo_history import UndoHistory
    from zjviewer.gui.tables.table_pane import TablePane
    from zjviewer.gui.widgets.message_bar import MessageBar
    from zjviewer.gui.workspace.data_pane import DataPane
    from zjviewer.gui.workspace.page_arrangement import PageArrangement
    from zjviewer.gui.workspace.side_pane import SidePane

SHARES = (0.2, 0.34)
WIDEST = (248, 420)
"""Default widths of outline and data, as shares of the window and at most in pixels; the text takes the rest."""
WIDE = 1600
WIDE_DATA = (560, 640)
"""Width of a window in pixels from which on the data has a width between these two."""
STRIP = 112
"""Width in pixels of the right pane of a report without tables."""
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Largest width of a widget; PySide has no name for it."""
NARROWEST = (208, 300, 280)
"""Minimum widths of the three panes, in pixels."""

OUTLINE, TEXT, DATA = 0, 1, 2
PANES = ("outline", "text", "data")
"""Names of the panes by index, from the left."""


class Workspace(QWidget):
    """Container of all panes. The constructor builds the text pane for the first frame; `build_deferred_widgets` the
    others.

    Signals (payload):

    - `panes_changed` (): a pane was shown or hidden, or its width has changed
    - `panes_asked` (): a pane is to be shown while a page is in the place of all of them
    - `page_changed` (): a page is in the place of the panes, or was removed
    """

    panes_changed = Signal()
    panes_asked = Signal()
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
    pages: PageArrangement
    figures: FiguresPane
    data: DataPane

    def __init__(self, state: ViewState, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._jobs = jobs
        self.is_built = False
        self.text = TextPane(state, theme)
        self._panes = tuple(_Column(*widgets) for widgets in ((), (self.text,), ()))
        self._left, self._middle, self._right = self._panes
        self._left.setProperty("surface", True)
        self._right.setProperty("background", True)
        self._splitter = Splitter(Qt.Orientation.Horizontal)
        for index, (pane, narrowest) in enumerate(zip(self._panes, NARROWEST, strict=True)):
            pane.setMinimumWidth(narrowest)
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(index, int(index == TEXT))
        self._page: QWidget | None = None
        self._uses_default_widths = True
        self._unfolded_widths: QByteArray | None = None
        """State of the splitter before the right pane was folded; None while it is not."""
        self._column = _stack(self, self._splitter)
        self._splitter.splitterMoved.connect(self._use_own_widths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where the pane with the focus has no use for it, closes the search bar, else clears the selection."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_built and not self.search.isHidden():
            self.search.close_search()
        else:
            self._state.clear_selection()

    def build_deferred_widgets(self, undo: UndoHistory) -> Iterator[None]:
        """Build the panes that the first frame does not need, one per step, so that events are handled in between."""
        from zjviewer.gui.annotations.annotation_pane import AnnotationPane
        from zjviewer.gui.annotations.annotation_service import AnnotationService
        from zjviewer.gui.charts.chart_edits import ChartEdits
        from zjviewer.gui.charts.chart_pane import ChartPane
        from zjviewer.gui.checks.check_mark_service import CheckMarkService
        from zjviewer.gui.checks.checks_pane import ChecksPane
        from zjviewer.gui.figures.figures_pane import FiguresPane
        from zjviewer.gui.outline.outline_pane import OutlinePane
        from zjviewer.gui.search.hits_pane import HitsPane
        from zjviewer.gui.search.search_bar import SearchBar
        from zjviewer.gui.speech.speaker import Speaker
        from zjviewer.gui.speech.speech_bar import SpeechBar
        from zjviewer.gui.tables.table_pane import TablePane
        from zjviewer.gui.widgets.message_bar import MessageBar
        from zjviewer.gui.workspace.data_pane import DataPane
        from zjviewer.gui.workspace.page_arrangement import PageArrangement
        from zjviewer.gui.workspace.side_pane import SidePane

        state, theme = self._state, self._theme
        self.message_bar = MessageBar(theme)
        self.add_bar(self.message_bar)
        self.outline = OutlinePane(state, theme)
        yield
        self.hits = HitsPane(state, theme)
        yield
        self.checks = ChecksPane(state, theme, self._jobs, CheckMarkService(state, undo, self))
        yield
        self.annotation_service = AnnotationService(state, undo, self._jobs, self)
        self.annotations = AnnotationPane(state, theme, self.annotation_service)
        yield
        self.side = SidePane(state, theme, self.outline, self.hits, self.checks, self.annotations)
        yield
        self._left.column.addWidget(self.side)
        yield
        self.search = SearchBar(state, theme, self._jobs)
        self._middle.column.insertWidget(0, self.search)
        yield
        self.speaker = Speaker(state, self)
        self.speaker.sentence_changed.connect(self.text.view.show_spoken)
        self.speech = SpeechBar(self.speaker, theme)
        self._middle.column.addWidget(self.speech)
        self.pages = PageArrangement(state, theme, self._middle.column, self.text, self)
        yield
        self.chart = ChartPane(state, theme, ChartEdits(state, undo, self._jobs, self))
        yield
        self.table = TablePane(state, theme, self._jobs)
        yield
        self.figures = FiguresPane(state, theme, self._jobs)
        yield
        self.data = DataPane(state, theme, self.chart, self.table, self.figures)
        yield
        self._right.column.addWidget(self.data)
        yield
        for part in self.data.findChildren(QWidget):
            part.ensurePolished()  # hidden until figures are known, when all panes are busy
        self._wire()
        self.is_built = True

    def add_bar(self, bar: QWidget) -> None:
        """Insert a bar above the panes, and above the bars there."""
        self._column.insertWidget(0, bar)

    def show_theme(self, theme: Theme) -> None:
        """Repaint every pane in another theme."""
        self._theme = theme
        for pane in (self.text, *self._deferred_panes()):
            pane.show_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_default_widths()

    def _set_default_widths(self) -> None:
        if self._uses_default_widths:
            left = min(scaled(WIDEST[0]), scaled(SHARES[0] * self.width()))
            right = min(scaled(WIDEST[1]), round(SHARES[1] * self.width()))
            if self.width() >= WIDE:
                right = max(WIDE_DATA[0], min(WIDE_DATA[1], round(SHARES[1] * self.width())))
            self._splitter.setSizes([left, self.width() - left - right, right])

    def shows(self, pane: int) -> bool:
        """Whether a pane is shown, by its index from the left."""
        return not self._panes[pane].isHidden()

    def show_pane(self, pane: int, on: bool) -> None:
        """Show or hide a pane by its index; the last visible one stays. Asks to leave a page in front of a report."""
        if self._page is not None and self._state.analysis is not None:
            self.panes_asked.emit()
        if on or any(self.shows(other) for other in (OUTLINE, TEXT, DATA) if other != pane):
            self._panes[pane].setVisible(on)
        self.panes_changed.emit()

    @property
    def page(self) -> QWidget | None:
        """The page in the place of the panes; None if they are visible."""
        return self._page

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in the place of the panes; None shows the panes again."""
        if self._page is not None and self._page is not page:
            self._page.hide()
        self._page = page
        self._splitter.setVisible(page is None)
        if page is not None:
            if self._column.indexOf(page) < 0:
                self._column.addWidget(page, 1)
            page.show()
            page.setFocus()
        self.page_changed.emit()

    def next_pane(self) -> None:
        """Move the focus to the next visible pane."""
        if self._page is not None:
            self._page.setFocus(Qt.FocusReason.TabFocusReason)
            return
        shown = [pane for pane in self._panes if not pane.isHidden()]
        focus = QApplication.focusWidget()
        at = next((index for index, pane in enumerate(shown) if focus and pane.isAncestorOf(focus)), -1)
        targets: dict[QWidget, QWidget] = {
            self._left: self.side.page(),
            self._middle: self.pages.focus_target(),
            self._right: self.data,
        }
        targets[shown[(at + 1) % len(shown)]].setFocus(Qt.FocusReason.TabFocusReason)

    def widths(self) -> str:
        """Saved widths for `restore_widths`, as hexadecimal text; empty until the reader has moved a splitter. A folded
        pane counts with the width that it had before."""
        if self._uses_default_widths:
            return ""
        return (self._unfolded_widths or self._splitter.saveState()).toHex().toStdString()

    def restore_widths(self, saved: str) -> None:
        """Restore what `widths` returned; an invalid text leaves the default widths."""
        self._uses_default_widths = not self._splitter.restoreState(QByteArray.fromHex(saved.encode()))
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)

    def open_search(self, query: str = "") -> None:
        """Open the search bar with a query; default: the text that is selected."""
        self.show_pane(TEXT, True)
        self.search.open_search(query or self.text.selected_text())

    def find_in_section(self) -> None:
        """Open the search bar, limited to the section being read."""
        self.open_search()
        self.search.toggles["section"].setChecked(True)

    def show_checks(self) -> None:
        """Show the results of the checks and focus them."""
        self.show_pane(OUTLINE, True)
        self.side.show_checks()
        self.checks.setFocus()

    def show_figures(self) -> None:
        """Show the list of all figures and focus it."""
        self.show_pane(DATA, True)
        self.data.show_figures()

    def show_annotations(self) -> None:
        """Show the reader's annotations and focus them."""
        self.show_pane(OUTLINE, True)
        self.side.show_annotations()
        self.annotations.setFocus()

    def _deferred_panes(self) -> tuple[_Themed, ...]:
        if not self.is_built:
            return ()
        lists = (self.outline, self.hits, self.checks, self.annotations)
        return (
            self.message_bar,
            self.side,
            *lists,
            self.search,
            self.speech,
            self.pages,
            self.chart,
            self.table,
            self.figures,
            self.data,
        )

    def _wire(self) -> None:
        from zjviewer.gui.workspace.announcements import Announcements

        Announcements(self._state, self)
        self.data.folded_changed.connect(self._fold_data)
        self._fold_data(self.data.folded)
        self.search.opened.connect(self.side.begin_search)
        self.search.closed.connect(self._end_search)

    def _fold_data(self, folded: bool) -> None:
        """Narrow the right pane to a strip, or restore its width."""
        if folded:
            self._unfolded_widths = self._splitter.saveState()
        least = scaled(STRIP) if folded else NARROWEST[DATA]
        self._right.setMinimumWidth(least)
        self._right.setMaximumWidth(least if folded else QWIDGETSIZE_MAX)
        if folded:
            left, middle, right = self._splitter.sizes()
            self._splitter.setSizes([left, middle + right - least, least])
        if not folded:
            before, self._unfolded_widths = self._unfolded_widths, None
            if before is not None:
                self._splitter.restoreState(before)
            self._set_default_widths()

    def _use_own_widths(self) -> None:
        self._uses_default_widths = False
        self.panes_changed.emit()

    def _end_search(self) -> None:
        self.side.end_search()
        self.text.setFocus()


class _Column(QWidget):
    """Widgets below one another, without margins; the last one takes the remaining height."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = _stack(self, *widgets)


class _Themed(Protocol):
    """A pane that is painted in the colours of a theme."""

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""


def _stack(parent: QWidget, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is widgets[-1]))
    return column
