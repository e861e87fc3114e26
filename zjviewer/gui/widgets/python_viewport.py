"""A viewport that Python made, for scroll areas that stand in the first frame.

PySide asks every class below QWidget, and makes each of them on the way, to find out what `viewport()` is when Qt made
it: 15 to 30 ms, once, of the time to the first frame.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def set_own_viewport(area: QAbstractScrollArea, cursor: Qt.CursorShape = Qt.CursorShape.ArrowCursor) -> None:
    """To be called first, before anything asks the area for its viewport. It is set up as Qt sets up its own."""
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setCursor(cursor)
    area.setViewport(viewport)
