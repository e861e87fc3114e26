"""Tool buttons with an icon, and those with a word beside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from zjviewer.gui.theme.theme import scaled

SMALL_ICON = 16
"""Pixels of an icon in a pane at 100 %."""


def worded_button(word: str, name: str) -> QToolButton:
    """Tool button with a word beside its icon; tool tip and accessible name say more. The caller sets the icon."""
    button = icon_button(name)
    button.setText(word)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


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
