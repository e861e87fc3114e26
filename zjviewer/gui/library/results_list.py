"""List view of the library's results: Enter opens, Space previews, Ctrl+click collects."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from zjviewer.gui.library.results_delegate import ResultsDelegate
from zjviewer.gui.library.results_model import ResultsModel


class ResultsList(QListView):
    """Shift+click and Shift+arrow select several rows, for commands on all of them.

    Signals (payload):

    - `activated_row` (QModelIndex): Enter or a double click opens a report
    - `collected_row` (QModelIndex): Ctrl+click collects a report
    - `previewed_row` (): Space shows or hides the preview
    """

    activated_row = Signal(QModelIndex)
    collected_row = Signal(QModelIndex)
    previewed_row = Signal()

    def __init__(self, model: ResultsModel, delegate: ResultsDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.doubleClicked.connect(self.activated_row)

    def show_passages(self, shown: bool) -> None:
        """Set whether rows have room for passages."""
        self._delegate.searching = shown
        self._set_row_size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_row_size()

    def _set_row_size(self) -> None:
        """Give all rows one size, so that thousands of them need no size hints; Qt keeps an earlier uniform size."""
        size = QSize(self.viewport().width(), self._delegate.row_height)
        if size != self.gridSize():
            self.setGridSize(size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.activated_row.emit(current)
        elif event.key() == Qt.Key.Key_Space and current.isValid():
            if control:
                self.collected_row.emit(current)
            else:
                self.previewed_row.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if index.isValid() and control and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.collected_row.emit(index)
        else:
            super().mousePressEvent(event)
