"""Names, for those who hear the window, of the parts that Qt makes by itself and leaves without one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QToolButton, QWidget


def set_accessible_names(root: QWidget) -> None:
    """The buttons that clear a field, that show what has no room, and the lists of what can be chosen."""
    clear = QCoreApplication.translate("Spoken", "Clear")
    for action in root.findChildren(QAction, "_q_qlineeditclearaction"):
        action.setText(clear)
    more = QCoreApplication.translate("Spoken", "More")
    for name in ("qt_menubar_ext_button", "qt_toolbar_ext_button"):
        for button in root.findChildren(QToolButton, name):
            button.setAccessibleName(more)
    for choice in root.findChildren(QComboBox):
        choice.findChild(QAbstractItemView).setAccessibleName(choice.accessibleName())
