"""Small windows that only tell: the shortcuts."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zjviewer.gui import commands
from zjviewer.gui.theme import SPACE


def show_shortcuts(parent: QWidget) -> QDialog:
    """Every command that has a shortcut, by menu; keys that panes take by themselves below."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, SPACE * 2, 0)
    grid.setHorizontalSpacing(SPACE * 4)
    grid.setVerticalSpacing(SPACE // 2)
    for title, lines in commands.shortcuts():
        row = grid.rowCount()
        grid.addWidget(_label(title, strong=True), row, 0, 1, 2)
        grid.setRowMinimumHeight(row, SPACE * 4)
        for name, keys in lines:
            row = grid.rowCount()
            native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
            grid.addWidget(_label(name), row, 0)
            grid.addWidget(_label("   ".join(native), soft=True), row, 1, Qt.AlignmentFlag.AlignRight)
    return _show(parent, QCoreApplication.translate("Dialog", "Keyboard shortcuts"), sheet, 440)


def _show(parent: QWidget, title: str, sheet: QWidget, width: int) -> QDialog:
    """A window of its own that does not stop the reader; it goes away when it is closed."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    scroll = QScrollArea(widgetResizable=True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setProperty("plain", True)
    scroll.setWidget(sheet)
    scroll.setAccessibleName(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
    column.setSpacing(SPACE * 2)
    column.addWidget(scroll)
    column.addWidget(buttons)
    wanted = sheet.sizeHint().height() + buttons.sizeHint().height() + SPACE * 8
    dialog.resize(width, min(wanted, round(parent.height() * 0.85)))
    dialog.show()
    return dialog


def _label(words: str, wrap: bool = False, **looks: bool) -> QLabel:
    label = QLabel(words, wordWrap=wrap, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    for look, on in looks.items():
        label.setProperty(look, on)
    return label
