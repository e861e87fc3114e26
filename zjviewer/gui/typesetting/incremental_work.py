"""Long work in the GUI thread, run in slices of a few milliseconds between which events are handled."""

from collections import deque
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QSizeF, QTimer
from PySide6.QtGui import QTextDocument

SLICE = 0.012
"""Seconds of work between two returns to the event loop."""


class IncrementalRunner(QObject):
    """Runs one generator at a time from a timer; the values that it yields are ignored."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)

    @property
    def running(self) -> bool:
        """Whether a generator has not ended yet."""
        return self._steps is not None

    def start(self, steps: Iterator[object]) -> None:
        """Run a generator; one that is still running is dropped."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Drop the running generator."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Run the rest of the generator now."""
        steps = self._steps
        self.stop()
        deque(steps or (), maxlen=0)

    def _run_slice(self) -> None:
        until = perf_counter() + SLICE
        steps = self._steps
        for _ in steps or ():
            if perf_counter() > until:
                return
        if self._steps is steps:
            self.stop()


LONG = 60_000
"""Characters; in a shorter text no step of the layout takes more than some hundredths of a second."""
_SIZE_INTERVAL = 0.2
"""Seconds between two updates of the scroll bar."""


class _TimerFilter(QObject):
    """Event filter that stops a QTextDocumentLayout from continuing by its own timer, whose steps double up to
    200,000 characters and block the window."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer


def lay_out(document: QTextDocument) -> Iterator[None]:
    """Lay out a document block by block; starts again from the beginning when the page width changes meanwhile."""
    layout = document.documentLayout()
    timer_filter = _TimerFilter()
    layout.installEventFilter(timer_filter)
    try:
        block, width, announced = document.begin(), document.pageSize().width(), perf_counter()
        while block.isValid():
            layout.blockBoundingRect(block)
            if perf_counter() - announced > _SIZE_INTERVAL:
                layout.documentSizeChanged.emit(QSizeF())  # receivers ask the layout for its size so far
                announced = perf_counter()
            yield
            changed = document.pageSize().width() != width
            block, width = (document.begin() if changed else block.next()), document.pageSize().width()
    finally:
        layout.removeEventFilter(timer_filter)
    layout.documentSizeChanged.emit(QSizeF())
