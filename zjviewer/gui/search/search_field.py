"""Text field of the search bar, aware of the composition of input methods."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zjviewer.gui.theme.icons import icon
from zjviewer.gui.theme.theme import Theme


class SearchField(QLineEdit):
    """Signals (payload):

    - `pattern_changed` (): the text has changed, and no input method is composing
    - `next_asked` (), `previous_asked` (), `close_asked` (): Enter, Shift+Enter, Esc
    - `history_asked` (): a click on the clock or the lens, or arrow down in the empty field
    - `star_asked` (): a click on the star, which saves the search
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
        self._announced = ""
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
        self.textChanged.connect(self._update)
        self.show_theme(theme)

    @property
    def composing(self) -> bool:
        """Whether an input method shows a text that is not committed yet."""
        return self._composing

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self._lens.setIcon(icon("search", theme))
        self._clear.setIcon(icon("close", theme))
        self._history.setIcon(icon("history", theme))
        self.show_star(self._starred)

    def show_star(self, starred: bool) -> None:
        """Show whether this search is saved."""
        self._starred = starred
        self._star.setIcon(icon("star-full" if starred else "star", self._theme))
        self._star.setToolTip(self.tr("Kept: rename or remove") if starred else self.tr("Keep this search"))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._update()

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

    def _update(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._star.setVisible(bool(self.text().strip()))
        self._history.setVisible(not self.text())
        if not self._composing and self.text() != self._announced:
            self._announced = self.text()
            self.pattern_changed.emit()
