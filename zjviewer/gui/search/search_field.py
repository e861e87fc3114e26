"""The line that a search is typed into; it knows when an input method is still composing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zjviewer.gui.theme.icons import icon
from zjviewer.gui.theme.theme import Theme


class SearchField(QLineEdit):
    """Signals (payload):

    - `pattern_changed` (): the words are others than before, and nothing of them is still being composed
    - `next_asked` (), `previous_asked` (), `close_asked` (): Enter, Shift+Enter, Esc
    - `history_asked` (): the clock or the lens, or an arrow down where nothing is typed
    - `star_asked` (): the search is to be kept
    """

    pattern_changed = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    close_asked = Signal()
    history_asked = Signal()
    star_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._told = ""
        self._starred = False
        self._theme = theme
        self.setPlaceholderText(self.tr("Find in this report"))
        self.setAccessibleName(self.tr("Find in this report"))
        self._lens = QAction(self.tr("Past searches (↓)"), self)
        self._clear = QAction(self.tr("Clear"), self, visible=False)
        self._star = QAction(self.tr("Keep this search"), self, visible=False)
        self._history = QAction(self.tr("Past searches (↓)"), self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        for action in (self._clear, self._star, self._history):
            self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.triggered.connect(self.clear)
        self._star.triggered.connect(self.star_asked)
        self._lens.triggered.connect(self.history_asked)
        self._history.triggered.connect(self.history_asked)
        self.textChanged.connect(self._tell)
        self.show_theme(theme)

    @property
    def composing(self) -> bool:
        """Whether an input method shows letters that are not yet characters."""
        return self._composing

    def show_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
        self._lens.setIcon(icon("search", theme))
        self._clear.setIcon(icon("close", theme))
        self._history.setIcon(icon("history", theme))
        self.show_star(self._starred)

    def show_star(self, starred: bool) -> None:
        """Say whether this search is kept."""
        self._starred = starred
        self._star.setIcon(icon("star-full" if starred else "star", self._theme))
        self._star.setToolTip(self.tr("Kept: rename or remove") if starred else self.tr("Keep this search"))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_asked if back else self.next_asked).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        elif event.key() == Qt.Key.Key_Down and not self.text() and not self._composing:
            self.history_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._star.setVisible(bool(self.text().strip()))
        self._history.setVisible(not self.text())
        if not self._composing and self.text() != self._told:
            self._told = self.text()
            self.pattern_changed.emit()
