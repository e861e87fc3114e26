"""A field over the text with a list below it, to pick one of many by typing: a place of the report, a command."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.overlay import Overlay
from zjviewer.gui.widgets.pick_list import ROW, KeysToList, PickItem, PickList

WIDTH = 70 * SPACE
_ROWS = 10
"""Lines in sight."""

Look = Callable[[str], Sequence[PickItem]]
"""Candidates for what is typed, best first."""


class FilterPopup(Overlay):
    """Opens with the focus and gives it back; goes away for good when something is picked or the focus leaves it.

    Signals (payload):

    - `picked` (object): the value of the candidate that was clicked or entered on
    """

    picked = Signal(object)

    def __init__(self, desk: QWidget, text: QWidget, theme: Theme, hint: str, look: Look) -> None:
        super().__init__(desk, text, theme)
        self.setObjectName("picker")
        self._look = look
        self._before = QApplication.focusWidget()
        self.field = QLineEdit(placeholderText=hint)
        self.field.setAccessibleName(hint)
        self.list = PickList(theme)
        self.list.setAccessibleName(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(self.list)
        KeysToList(self.field, self.list)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show_candidates)
        self.field.returnPressed.connect(self._pick_current)
        self.list.clicked.connect(self._pick)
        self._show_candidates("")
        self.appear()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def lie(self, area: QRect) -> None:
        """Near the top of the area, in the middle."""
        width = min(WIDTH, area.width() - 2 * SPACE)
        rows = min(_ROWS, max(1, self.list.candidates.rowCount()))
        height = min(self.field.sizeHint().height() + rows * scaled(ROW) + 3 * SPACE, area.height() - 2 * SPACE)
        self.setGeometry(area.center().x() - width // 2, area.top() + 3 * SPACE, width, height)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        super().show_theme(theme)
        self.list.show_theme(theme)

    def dismiss(self) -> None:
        """Go away; the focus is where it was before."""
        if self.isHidden():
            return
        back = self.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else True
        self.hide()
        if back and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.FocusOut and event.reason() not in (
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            ):
                self.dismiss()
            return False
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The field is all there is to be in."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_card(painter, self.rect())
        painter.end()

    def _show_candidates(self, typed: str) -> None:
        found = self._look(typed)
        self.list.show_candidates(found or [PickItem(self.tr("Nothing is called so."))])
        if self.isVisible():
            self._follow()

    def _pick_current(self) -> None:
        self._pick(self.list.currentIndex())

    def _pick(self, index: QModelIndex) -> None:
        if candidate := self.list.picked(index):
            self.dismiss()
            self.picked.emit(candidate.value)
