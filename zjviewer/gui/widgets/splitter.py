"""QSplitter with handles drawn as hairlines that are easy to grab."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

GRAB = 4
"""Pixels on either side of the hairline that belong to the handle."""


class _Handle(QSplitterHandle):
    """QSplitter lays out by the contents rectangle; the margins around it receive the mouse and are not drawn.

    Qt's own `resizeEvent` sets narrower margins, which would cause another resize event: it is not called.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        self.setContentsMargins(
            GRAB if across else 0, 0 if across else GRAB, GRAB if across else 0, 0 if across else GRAB
        )
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        self.setMask(QRegion(self.contentsRect()))


class Splitter(QSplitter):
    """Its panes can be hidden, but not made smaller than their minimum."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
