"""Small windows that only tell: shortcuts, and what this program is."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import zjviewer
from zjviewer.gui import commands, icons
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


def show_about(parent: QWidget) -> QDialog:
    """Name, version, purpose, licences."""
    sheet = QWidget()
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE * 3)
    sign = QLabel()
    sign.setPixmap(icons.pixmap("zjviewer", "", 64, parent.devicePixelRatioF()))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(SPACE)
    version = QCoreApplication.translate("Dialog", "Version {version}").format(version=zjviewer.__version__)
    purpose = QCoreApplication.translate("Dialog", "Reads disclosure reports offline, every number beside its words.")
    licences = QCoreApplication.translate(
        "Dialog", "MIT licence. Set in Noto Sans SC, under the SIL Open Font License; windows are made with Qt."
    )
    column.addWidget(_label("zjviewer", heading=True))
    column.addWidget(_label(version, soft=True))
    column.addWidget(_label(purpose, wrap=True))
    column.addWidget(_label(licences, wrap=True))
    column.addStretch()
    row.addLayout(column, 1)
    return _show(parent, QCoreApplication.translate("Dialog", "About zjviewer"), sheet, 480)


def _show(parent: QWidget, title: str, sheet: QWidget, width: int) -> QDialog:
    """A window of its own that does not stop the reader; it goes away when it is closed."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    scroll = QScrollArea(widgetResizable=True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setProperty("plain", True)
    scroll.setWidget(sheet)
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
