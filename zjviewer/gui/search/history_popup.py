"""What hangs below the field of a search: the searches made before, and the name that one is kept under."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zjviewer.gui.search.saved_searches import PastSearch, SavedSearches
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.pick_list import ROW, PickItem, PickList

_ROWS = 14
"""Lines in sight."""
_CLEAR = PastSearch("")
"""Stands for the last line of the list."""
_LEAST = 40 * SPACE


class SearchHistory(QFrame):
    """A popup. Signals (payload):

    - `chosen` (PastSearch): to be searched for again
    - `forgotten` (PastSearch): to be taken out of the list
    - `cleared` (): all that were not saved are to be forgotten
    """

    chosen = Signal(object)
    forgotten = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
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
        _dress(self, theme)

    def open_below(self, field: QWidget, past: SavedSearches, words: Mapping[str, str]) -> None:
        """Offer searches under a field; `words` are the short names of options."""
        self.show_past(past, words)
        rows = min(_ROWS, self.list.candidates.rowCount())
        corner = field.mapToGlobal(QPoint(0, field.height() + 2))
        self.setGeometry(corner.x(), corner.y(), max(_LEAST, field.width()), rows * scaled(ROW) + SPACE + 4)
        self.show()

    def show_past(self, past: SavedSearches, words: Mapping[str, str]) -> None:
        """The saved ones first."""
        lines: list[PickItem] = []
        for title, searches, sign in (
            (self.tr("Saved"), past.saved, "star"),
            (self.tr("Recent"), past.recent, "history"),
        ):
            if searches:
                lines += [PickItem(title), *(_line(search, words, sign) for search in searches)]
        if past.recent:
            lines.append(PickItem(self.tr("Clear recent searches"), _CLEAR, icon="close"))
        self.list.show_candidates(lines or [PickItem(self.tr("No searches yet"))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list.take_key(event):
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
                QApplication.sendEvent(self.parentWidget(), event)

    def _choose(self, index: QModelIndex) -> None:
        if candidate := self.list.picked(index):
            self.close()
            if candidate.value == _CLEAR:
                self.cleared.emit()
            else:
                self.chosen.emit(candidate.value)


class SavedSearchEditor(QFrame):
    """A popup: the name of a search that is kept. Signals (payload):

    - `named` (str): the name, when it goes away
    - `removed` (): the search is not to be kept
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
        self._kept = True
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        _dress(self, theme)

    def open_below(self, field: QWidget, name: str) -> None:
        """Ask under the right end of a field."""
        self._kept = True
        self.field.setText(name)
        self.field.selectAll()
        self.resize(_LEAST, self.sizeHint().height())
        corner = field.mapToGlobal(QPoint(field.width() - self.width(), field.height() + 2))
        self.move(corner)
        self.show()
        self.field.setFocus()

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)
        if self._kept:
            self.named.emit(self.field.text())

    def _remove_it(self) -> None:
        self._kept = False
        self.close()
        self.removed.emit()


def _line(search: PastSearch, words: Mapping[str, str], sign: str) -> PickItem:
    options = " · ".join(words[name] for name in search.options if name in words)
    title = search.name or search.pattern
    return PickItem(title, search, search.pattern if title != search.pattern else "", options, sign)


def _dress(popup: QFrame, theme: Theme) -> None:
    popup.setObjectName("popup")
    popup.setStyleSheet(f"#popup {{ background: {theme.raised}; border: 1px solid {theme.line}; }}")
