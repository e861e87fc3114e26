"""Popups below the search field: search history, and the name of a saved search."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zjviewer.gui.search.saved_searches import PastSearch, SavedSearches
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.pick_list import ROW, PickItem, PickList

_ROWS = 14
"""Visible rows."""
_CLEAR = PastSearch("")
"""Value of the last row, which clears the recent searches."""
_LEAST = 40 * SPACE
"""Smallest width in pixels."""


class SearchHistory(QFrame):
    """A popup. Signals (payload):

    - `chosen` (PastSearch): a click, or Enter, on a search
    - `forgotten` (PastSearch): Delete was pressed on a search
    - `cleared` (): the row that clears the recent searches was chosen
    """

    chosen = Signal(object)
    forgotten = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.list = PickList(theme)
        self.list.setAccessibleName(self.tr("Past searches"))
        self.list.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        column.addWidget(self.list)
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.list.show_theme(theme)
        _set_background(self, theme)

    def open_below(self, field: QWidget, past: SavedSearches, labels: Mapping[str, str]) -> None:
        """Open the popup below a field; `labels` are the short names of options."""
        self.show_past(past, labels)
        rows = min(_ROWS, self.list.candidates.rowCount())
        corner = field.mapToGlobal(QPoint(0, field.height() + 2))
        self.setGeometry(corner.x(), corner.y(), max(_LEAST, field.width()), rows * scaled(ROW) + SPACE + 4)
        self.show()

    def show_past(self, past: SavedSearches, labels: Mapping[str, str]) -> None:
        """List the saved searches, then the recent ones."""
        items: list[PickItem] = []
        for title, searches, icon in (
            (self.tr("Saved"), past.saved, "star"),
            (self.tr("Recent"), past.recent, "history"),
        ):
            if searches:
                items += [PickItem(title), *(_item(search, labels, icon) for search in searches)]
        if past.recent:
            items.append(PickItem(self.tr("Clear recent searches"), _CLEAR, icon="close"))
        self.list.show_candidates(items or [PickItem(self.tr("No searches yet"))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list.handle_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            candidate = self.list.picked()
            if candidate and candidate.value != _CLEAR:
                self.forgotten.emit(candidate.value)
        else:
            self.close()
            if event.key() != Qt.Key.Key_Escape:
                QApplication.sendEvent(self._field, event)

    def _choose(self, index: QModelIndex) -> None:
        if candidate := self.list.picked(index):
            self.close()
            if candidate.value == _CLEAR:
                self.cleared.emit()
            else:
                self.chosen.emit(candidate.value)


class SavedSearchEditor(QFrame):
    """Popup with the name of a saved search. Signals (payload):

    - `named` (str): the name, when the popup closes
    - `removed` (): the search is to be removed from the saved ones
    """

    named = Signal(str)
    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Name of this search"))
        self._remove = QPushButton(self.tr("Remove"), autoDefault=False)
        self._done = QPushButton(self.tr("Done"), default=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch()
        buttons.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(QLabel(self.tr("Name of this search")))
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.field.returnPressed.connect(self.close)
        self._done.clicked.connect(self.close)
        self._remove.clicked.connect(self._remove_it)
        self._emits_name = True
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        _set_background(self, theme)

    def open_below(self, field: QWidget, name: str) -> None:
        """Open the popup below the right end of a field."""
        self._emits_name = True
        self.field.setText(name)
        self.field.selectAll()
        self.resize(_LEAST, self.sizeHint().height())
        corner = field.mapToGlobal(QPoint(field.width() - self.width(), field.height() + 2))
        self.move(corner)
        self.show()
        self.field.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._emits_name:
            self.named.emit(self.field.text())

    def _remove_it(self) -> None:
        self._emits_name = False
        self.close()
        self.removed.emit()


def _item(search: PastSearch, labels: Mapping[str, str], icon: str) -> PickItem:
    options = " · ".join(labels[name] for name in search.options if name in labels)
    title = search.name or search.pattern
    return PickItem(title, search, search.pattern if title != search.pattern else "", options, icon)


def _set_background(popup: QFrame, theme: Theme) -> None:
    popup.setObjectName("popup")
    popup.setStyleSheet(f"#popup {{ background: {theme.raised}; border: 1px solid {theme.line}; }}")
