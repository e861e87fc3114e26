"""How a report reaches the window: text and outline first, its figures, tables and charts when they are ready."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zjviewer.core.analysis import begin_report
from zjviewer.core.model import Analysis
from zjviewer.gui.jobs import Jobs, Ticket
from zjviewer.gui.messages import sentence
from zjviewer.gui.state import State
from zjviewer.readers.guard import read_warily

_READ = "open"
_COMPLETE = "complete"
"""Jobs of their own: the report that is shown is completed even while another one is being read, and in vain."""


class Opening(QObject):
    """Signals (payload):

    - `begun` (str): name of the file that is being read
    - `settled` (): it is shown, has failed or was given up
    - `failed` (str): a sentence for the reader; what was open stays open
    - `ended` (): the state's analysis is complete, or will not be
    """

    begun = Signal(str)
    settled = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, state: State, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._jobs = jobs
        self._name = ""
        self.encoding = ""
        """Which the reader chose for the report that is shown; empty where it was found out."""

    @property
    def reading(self) -> str:
        """Name of the file that is being read and of which nothing is shown yet; empty where there is none."""
        return self._name if self._jobs.running(_READ) else ""

    def complete(self) -> None:
        """Work out the rest of the report that the state holds."""
        self._jobs.start(_COMPLETE, partial(_complete, self._state.analysis), self._show_all, self._fail)

    def open(self, path: Path, encoding: str = "") -> None:
        """All of it in the background; a report that is still being read is given up."""
        self._name = path.name
        work = partial(_begin, path, encoding)
        self._jobs.start(_READ, work, partial(self._show_text, encoding), self._fail_to_read)
        self.begun.emit(path.name)

    def reload(self, encoding: str | None = None) -> None:
        """Read the report that is shown anew, in another encoding where one is given; empty lets it be found out."""
        report = self._state.analysis.report if self._state.analysis else None
        if report and report.path:
            self.open(report.path, self.encoding if encoding is None else encoding)

    def stop(self) -> None:
        """Give up the file that is being read; what was open stays open."""
        if name := self.reading:
            self._jobs.cancel(_READ)
            self.settled.emit()
            self._state.notice_given.emit(self.tr("{name} was not opened.").format(name=name))

    def _show_text(self, encoding: str, analysis: Analysis) -> None:
        self.encoding = encoding
        self._state.set_analysis(analysis)
        self.settled.emit()
        self.complete()

    def _show_all(self, analysis: Analysis) -> None:
        self._state.set_analysis(analysis)
        self.ended.emit()

    def _fail_to_read(self, problem: Exception) -> None:
        self.settled.emit()
        self._fail(problem)

    def _fail(self, problem: Exception) -> None:
        self.failed.emit(sentence(problem))
        self.ended.emit()


def _begin(path: Path, encoding: str, ticket: Ticket) -> Analysis:
    """A reader that nobody waits for any longer is ended."""
    return begin_report(path, encoding, partial(read_warily, cancelled=lambda: ticket.cancelled))


def _complete(begun: Analysis, ticket: Ticket) -> Analysis:
    from zjviewer.aside import complete_aside  # the first report is on screen before it is needed

    return complete_aside(begun, cancelled=lambda: ticket.cancelled)
