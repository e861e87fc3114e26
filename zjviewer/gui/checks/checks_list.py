"""The list of checks: Enter and clicks choose, 1, 2, 3 and 0 mark."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QListView

from zjviewer.gui.checks.checks_delegate import ChecksDelegate
from zjviewer.gui.checks.checks_model import ChecksModel
from zjviewer.gui.labels.check_labels import MARKS, mark_label


class ChecksList(QListView):
    """Signals (payload):

    - `entered_on` (QModelIndex): Enter on a row
    - `marked` (str): a mark by its key; empty for none
    """

    entered_on = Signal(QModelIndex)
    marked = Signal(str)

    def __init__(self, model: ChecksModel, delegate: ChecksDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)  # the delegate paints the current one
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setAccessibleName(self.tr("Checks"))
        for key, kind in zip("1230", (*MARKS, ""), strict=True):
            action = QAction(mark_label(kind) if kind else self.tr("Not marked"), self)
            action.setData(kind)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._tell_mark)
            self.addAction(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_on.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Digits mark; a formula is not looked for by them."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # formulas take more lines where there is less room
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _tell_mark(self) -> None:
        self.marked.emit(self.sender().data())
