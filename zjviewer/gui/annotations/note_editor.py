"""Dialog to edit a note."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zjviewer.gui.theme.theme import SPACE, ui_font

_WIDTH = 420
_QUOTED = 120
"""Characters of the quotation that are shown."""


class NoteEditor(QDialog):
    """Deleted when it is closed. Enter saves the note, Shift+Enter inserts a line break.

    Signals (payload): `written` (str): the note, when the dialog is accepted.
    """

    written = Signal(str)

    def __init__(self, title: str, quote: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        about = QLabel(quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…", wordWrap=True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("soft", True)
        self.field = QPlainTextEdit(note)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(self.tr("Enter keeps, Shift+Enter begins a line"))
        self.field.setProperty("field", True)
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(5 * QFontMetrics(ui_font()).height() + 2 * SPACE)
        self.field.installEventFilter(self)
        self.field.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addWidget(about)
        column.addWidget(self.field, 1)
        column.addWidget(buttons)
        self.resize(_WIDTH, self.sizeHint().height())
        self.accepted.connect(self._emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_enter(event):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _emit(self) -> None:
        self.written.emit(self.field.toPlainText())


def is_enter(event: QEvent) -> bool:
    """Whether Enter is pressed without Shift, which ends the editing of a note."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    )
