"""A window that lies on no screen any more, because one has been unplugged, comes back onto one."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

GRIP = 64
"""Pixels of a window that must be in sight for the mouse to take hold of it."""


def bring_onto_screen(window: QWidget) -> None:
    """Move a window of which too little is seen into the middle of the main screen, made smaller where it must be."""
    frame = window.frameGeometry()
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not areas or any(_holds(area & frame) for area in areas):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    size = window.size().boundedTo(area.size())
    place = QRect(area.topLeft(), size)
    place.moveCenter(area.center())
    window.setGeometry(place)


def _holds(seen: QRect) -> bool:
    return seen.width() >= GRIP and seen.height() >= GRIP
