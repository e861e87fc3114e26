"""List view of checks: Enter and clicks choose a check, the keys 1, 2, 3 and 0 mark it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QListView

from zjviewer.core.model.checks import CheckMarkKind
from zjviewer.gui.checks.checks_delegate import ChecksDelegate
from zjviewer.gui.checks.checks_model import ChecksModel
from zjviewer.gui.labels.check_labels import MARKS, mark_label


class ChecksList(QListView):
    """Signals (payload):

    - `entered_on` (QModelIndex): Enter on a row
    - `moved` (): a key has changed the current row
    - `marked` (str): kind of mark whose key was pressed; empty for none
    """

    entered_on = Signal(QModelIndex)
    moved = Signal()
    marked = Signal(str)

    def __init__(self, model: ChecksModel, delegate: ChecksDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)  # the delegate paints the current row
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setAccessibleName(self.tr("Checks"))
        kinds: tuple[CheckMarkKind | None, ...] = (*MARKS, None)
        for key, kind in zip("1230", kinds, strict=True):
            action = QAction(mark_label(kind) if kind else self.tr("Not marked"), self)
            action.setData(kind or "")
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._emit_mark)
            self.addAction(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_on.emit(self.currentIndex())
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.moved.emit()

    def keyboardSearch(self, search: str) -> None:
        """No search by typing: digits set marks."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # formulas take more lines where there is less room
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _emit_mark(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.marked.emit(action.data())
