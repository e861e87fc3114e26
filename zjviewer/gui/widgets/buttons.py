"""Tool buttons that show an icon only."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from zjviewer.gui.theme.theme import scaled

SMALL_ICON = 16
"""Pixels of an icon in a pane at 100 %."""


def icon_button(
    name: str, parent: QWidget | None = None, *, checkable: bool = False, auto_raise: bool = False
) -> QToolButton:
    """Tool button whose tool tip and accessible name say what it does; the caller sets the icon."""
    button = QToolButton(parent)
    button.setIconSize(QSize(scaled(SMALL_ICON), scaled(SMALL_ICON)))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setCheckable(checkable)
    button.setAutoRaise(auto_raise)
    return button
