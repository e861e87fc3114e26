"""How a report reaches the window: text and outline first, its figures, tables and charts when they are ready."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zjviewer.core.analysis import begin_report, complete_report
from zjviewer.core.model import Analysis
from zjviewer.gui.jobs import Jobs, Ticket
from zjviewer.gui.messages import sentence
from zjviewer.gui.state import State
from zjviewer.readers.guard import read_warily

_JOB = "open"


class Opening(QObject):
    """Signals (payload):

    - `begun` (str): name of the file that is being read
    - `failed` (str): a sentence for the reader; what was open stays open
    - `ended` (): the state's analysis is complete, or will not be
    """

    begun = Signal(str)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, state: State, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._jobs = jobs

    def complete(self) -> None:
        """Work out the rest of the report that the state holds."""
        self._jobs.start(_JOB, partial(complete_report, self._state.analysis), self._show_all, self._fail)

    def open(self, path: Path) -> None:
        """All of it in the background; a report that is still being opened is given up."""
        self.begun.emit(path.name)
        self._jobs.start(_JOB, partial(_begin, path), self._show_text, self._fail)

    def _show_text(self, analysis: Analysis) -> None:
        self._state.set_analysis(analysis)
        self.complete()

    def _show_all(self, analysis: Analysis) -> None:
        self._state.set_analysis(analysis)
        self.ended.emit()

    def _fail(self, problem: Exception) -> None:
        self.failed.emit(sentence(problem))
        self.ended.emit()


def _begin(path: Path, ticket: Ticket) -> Analysis:
    """A reader that nobody waits for any longer is ended."""
    return begin_report(path, read=partial(read_warily, cancelled=lambda: ticket.cancelled))
