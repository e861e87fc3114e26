"""Popup with a text field and a list that it filters, for example of commands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.overlay import Overlay, PreviousFocus
from zjviewer.gui.widgets.pick_list import ROW, KeysToList, PickItem, PickList

WIDTH = 70 * SPACE
_ROWS = 10
"""Visible rows."""

Search = Callable[[str], Sequence[PickItem]]
"""Function that returns the items for the text of the field, best first."""


class FilterPopup(Overlay):
    """Takes the focus when it opens and returns it when it closes; it is deleted when an item is picked or the focus
    leaves it.

    Signals (payload):

    - `picked` (object): value of the item that was clicked or chosen by Enter
    """

    picked = Signal(object)

    def __init__(self, desk: QWidget, text: QWidget, theme: Theme, hint: str, search: Search) -> None:
        super().__init__(desk, text, theme)
        self.setObjectName("picker")
        self._search = search
        self._before = PreviousFocus()
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
        self.show_on_top()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def fit_to(self, area: QRect) -> None:
        """Centre the popup near the upper edge of an area."""
        width = min(WIDTH, area.width() - 2 * SPACE)
        rows = min(_ROWS, max(1, self.list.candidates.rowCount()))
        height = min(self.field.sizeHint().height() + rows * scaled(ROW) + 3 * SPACE, area.height() - 2 * SPACE)
        self.setGeometry(area.center().x() - width // 2, area.top() + 3 * SPACE, width, height)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        super().show_theme(theme)
        self.list.show_theme(theme)

    def dismiss(self) -> None:
        """Close the popup, and return the focus to the widget that had it before."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        owns_focus = focused is None or self.isAncestorOf(focused)
        self.hide()
        if owns_focus:
            self._before.give_back(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if (
                isinstance(event, QFocusEvent)
                and event.lostFocus()
                and event.reason()
                not in (
                    Qt.FocusReason.ActiveWindowFocusReason,
                    Qt.FocusReason.PopupFocusReason,
                )
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
        """Keep the focus in the field: nothing else takes it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_card(painter, self.rect())
        painter.end()

    def _show_candidates(self, typed: str) -> None:
        items = self._search(typed)
        self.list.show_candidates(items or [PickItem(self.tr("Nothing is called so."))])
        if self.isVisible():
            self._follow()

    def _pick_current(self) -> None:
        self._pick(self.list.currentIndex())

    def _pick(self, index: QModelIndex) -> None:
        if candidate := self.list.picked(index):
            self.dismiss()
            self.picked.emit(candidate.value)
