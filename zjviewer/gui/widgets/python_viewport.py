"""Viewport created by Python, for the scroll areas of the first frame.

To find the type of a viewport that Qt has created, PySide creates the wrappers of all subclasses of QWidget: 15 to
30 ms of the time to the first frame.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def set_own_viewport(area: QAbstractScrollArea, cursor: Qt.CursorShape = Qt.CursorShape.ArrowCursor) -> None:
    """Replace the viewport by one with the same properties. Call it before anything accesses the area's viewport."""
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setCursor(cursor)
    area.setViewport(viewport)
