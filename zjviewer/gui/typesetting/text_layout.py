"""Laying out a long text a little at a time, where the layout's own steps would hold the window up."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QSizeF
from PySide6.QtGui import QTextDocument

LONG = 60_000
"""Characters; of a shorter text no step of the layout takes more than some hundredths of a second."""
_TELL = 0.2
"""Seconds after which the scroll bar learns how much has been laid out."""


class _Quiet(QObject):
    """Keeps from a layout the timer by which it goes on: it doubles its steps, up to 200,000 characters."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer


def lay_out(document: QTextDocument) -> Iterator[None]:
    """Block after block, from the beginning; from there again where the page has got another width meanwhile."""
    layout = document.documentLayout()
    quiet = _Quiet()
    layout.installEventFilter(quiet)
    try:
        block, width, told = document.begin(), document.pageSize().width(), perf_counter()
        while block.isValid():
            layout.blockBoundingRect(block)
            if perf_counter() - told > _TELL:
                layout.documentSizeChanged.emit(QSizeF())  # whoever listens asks for what is known of the size
                told = perf_counter()
            yield
            changed = document.pageSize().width() != width
            block, width = (document.begin() if changed else block.next()), document.pageSize().width()
    finally:
        layout.removeEventFilter(quiet)
    layout.documentSizeChanged.emit(QSizeF())
