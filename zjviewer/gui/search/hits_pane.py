"""Hit list: all hits of the current search, grouped by section."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHeaderView, QTableView, QWidget

from zjviewer.core.search.engine import Hits
from zjviewer.gui.search.hits_delegate import ROW, HitsDelegate
from zjviewer.gui.search.hits_model import HIT, HitsModel
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.wrapped_label import WrappedLabel

PAINT_DELAY = 20
"""Milliseconds, about one frame: after a key stroke the text is repainted first, then the list, which takes as long."""


class HitsPane(QWidget):
    """A click, arrow keys and Enter make a hit the current one."""

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.model = HitsModel(self)
        self._delegate = HitsDelegate(state, theme, self)
        self.view = _hit_view(self.model, self._delegate, self)
        self.view.setAccessibleName(self.tr("Hits"))
        self._empty = WrappedLabel(self.tr("The places that a search finds are listed here."), self)
        self._empty.setProperty("soft", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setMargin(2 * SPACE)
        self._paint_timer = QTimer(self, singleShot=True, interval=PAINT_DELAY)
        self._paint_timer.timeout.connect(self._paint)
        self.setFocusProxy(self.view)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self._empty, 0, 0)  # on top of the list, so that showing it does not lay out the list

        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.view.moved.connect(self._choose_current)
        state.hits_changed.connect(self.show_hits)
        state.current_hit_changed.connect(self.show_current_hit)
        self.show_hits(state.hits)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._delegate.theme = theme
        self.view.viewport().update()

    @property
    def settled(self) -> bool:
        """Whether the list has been repainted since the last search."""
        return not self._paint_timer.isActive()

    def copy_hits(self) -> None:
        """Copy all hits with their context, one line each, below the paths of their sections."""
        lines = [self.model.index(row, 0).data() for row in range(self.model.rowCount())]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._state.message_posted.emit(self.tr("Hits copied"))

    def show_hits(self, hits: Hits) -> None:
        """List hits; none of them is the current one yet."""
        self.model.show(hits, self._state.analysis)
        self._empty.setVisible(not len(hits))
        self.view.viewport().setUpdatesEnabled(False)
        self._paint_timer.start()

    def show_current_hit(self, index: int) -> None:
        """Mark a hit as current and scroll to it; -1 for none."""
        if index < 0:
            self.view.selectionModel().clear()
        else:
            row = self.model.index(self.model.row_of(index))
            self.view.selectionModel().setCurrentIndex(row, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(row)
        self.view.viewport().update()

    def _paint(self) -> None:
        self.view.viewport().setUpdatesEnabled(True)

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if hit is not None and hit >= 0:
            self._state.set_current_hit(hit)

    def _choose_current(self) -> None:
        self._choose(self.view.currentIndex())


class _HitView(QTableView):
    """Signals: `moved` (): a key has changed the current row. Focus that arrives changes it, too, without this
    signal."""

    moved = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.moved.emit()


def _hit_view(model: HitsModel, delegate: HitsDelegate, parent: QWidget) -> _HitView:
    """Table of one column: unlike a QListView, it lays out ten thousands of rows without a size hint for each."""
    view = _HitView(parent)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setShowGrid(False)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setSelectionMode(QTableView.SelectionMode.NoSelection)  # the delegate paints the current hit
    view.setStyleSheet("QTableView { background: transparent; }")
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.horizontalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(scaled(ROW))
    view.verticalHeader().setDefaultSectionSize(scaled(ROW))
    return view
