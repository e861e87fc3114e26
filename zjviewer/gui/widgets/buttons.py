"""Tool buttons that show an icon only."""

from PySide6.QtWidgets import QToolButton, QWidget


def icon_button(
    name: str, parent: QWidget | None = None, *, checkable: bool = False, auto_raise: bool = False
) -> QToolButton:
    """Tool button whose tool tip and accessible name say what it does; the caller sets the icon."""
    button = QToolButton(parent)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setCheckable(checkable)
    button.setAutoRaise(auto_raise)
    return button
