"""Long work in the window's own thread, a few milliseconds at a time."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QSizeF, QTimer
from PySide6.QtGui import QTextDocument

SLICE = 0.012
"""Seconds of work between two looks at what the reader does."""


class IncrementalRunner(QObject):
    """Runs one generator at a time; what it yields is of no account."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)

    @property
    def running(self) -> bool:
        """Whether there is something left to do."""
        return self._steps is not None

    def start(self, steps: Iterator[object]) -> None:
        """What was running before is given up."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Give up what is left."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Do at once all that is left."""
        steps, _ = self._steps, self.stop()
        for _ in steps or ():
            pass

    def _run_slice(self) -> None:
        until = perf_counter() + SLICE
        steps = self._steps
        for _ in steps or ():
            if perf_counter() > until:
                return
        if self._steps is steps:
            self.stop()


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
