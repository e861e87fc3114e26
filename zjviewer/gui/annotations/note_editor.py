"""Editor of a note: a panel of the notes pane, beside the text that the note is about."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zjviewer.gui.theme.theme import SPACE, ui_font
from zjviewer.gui.widgets.overlay import PreviousFocus

_QUOTED = 120
"""Characters of the quotation that are shown."""


class NoteEditor(QWidget):
    """Deleted when it is closed; the focus returns to where it was. Enter saves the note, Shift+Enter inserts a line
    break, Esc discards it.

    Signals (payload): `written` (str): the note, when it is saved.
    """

    written = Signal(str)

    def __init__(self, title: str, quote: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = PreviousFocus()
        self._is_open = True
        about = QLabel(quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…", wordWrap=True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("small", True)
        self.field = QPlainTextEdit(note)
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(quote)
        self.field.setPlaceholderText(self.tr("Enter keeps, Shift+Enter begins a line"))
        self.field.setProperty("field", True)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(6 * QFontMetrics(ui_font()).height() + 2 * SPACE)
        self.field.installEventFilter(self)
        self.field.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE + SPACE // 2, SPACE, SPACE + SPACE // 2, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(about)
        column.addWidget(self.field)
        column.addWidget(buttons)

    def accept(self) -> None:
        """Save the note and close the editor."""
        if self._is_open:
            note = self.field.toPlainText()
            self._close()
            self.written.emit(note)

    def reject(self) -> None:
        """Close the editor without saving."""
        if self._is_open:
            self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_enter(event):
            self.accept()
            return True
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # so that the field gets the key, not a shortcut of the window
            return True
        if is_key and event.type() == QEvent.Type.KeyPress:
            self.reject()
            return True
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self._is_open = False
        self.hide()
        self._before.give_back(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()


def is_enter(event: QEvent) -> bool:
    """Whether Enter is pressed without Shift, which ends the editing of a note."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    )
