"""Accessible names of the widgets that Qt itself creates without one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QToolButton, QWidget


def set_accessible_names(root: QWidget) -> None:
    """Name the clear buttons of fields, the extension buttons of bars, and the lists of combo boxes below a widget."""
    clear = QCoreApplication.translate("Spoken", "Clear")
    for action in root.findChildren(QAction, "_q_qlineeditclearaction"):
        action.setText(clear)
    more = QCoreApplication.translate("Spoken", "More")
    for name in ("qt_menubar_ext_button", "qt_toolbar_ext_button"):
        for button in root.findChildren(QToolButton, name):
            button.setAccessibleName(more)
    for combo_box in root.findChildren(QComboBox):
        for view in combo_box.findChildren(QAbstractItemView):
            view.setAccessibleName(combo_box.accessibleName())
