"""How reports reach the window: text and outline first, figures, tables and charts when they are ready; one file after
the other, what the reader waits for before what is read behind."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import JobHandle, Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.sandbox.isolated_reading import read_isolated_if_needed

_READ = "open"


class _LoadRequest(NamedTuple):
    """A file to be read."""

    path: Path
    encoding: str = ""
    tab: int = 0
    """Number of its tab; 0 where it has none yet."""
    batch: int = 0
    """Of the files that were asked for together, the first that can be read comes to the front; 0 for none of these."""
    background: bool = False
    """Nobody waits for it."""


class ReportLoader(QObject):
    """Signals (payload):

    - `asked` (): the reader wants files to be opened or read anew
    - `begun` (str): name of the file that is being read and waited for
    - `progressed` (int, int): so many of its pages are read, of so many
    - `settled` (): it is shown, has failed or was given up
    - `failed` (str): a sentence for the reader; what was open stays open
    - `ended` (): an analysis that was waited for is complete, or will not be
    """

    asked = Signal()
    begun = Signal(str)
    progressed = Signal(int, int)
    settled = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(
        self, state: ViewState, tabs: OpenReports, library: LibraryStore, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._library = library
        self._jobs = jobs
        self._queue: deque[_LoadRequest] = deque()
        self._now: _LoadRequest | None = None
        self._batches = count(1)
        self._due: set[int] = set()
        """Batches of which nothing has come to the front yet."""
        tabs.load_requested.connect(self._read_tab)
        tabs.closed.connect(self._forget)

    @property
    def reading(self) -> str:
        """Name of the file that is being read and waited for; empty where there is none."""
        return self._now.path.name if self._now and not self._now.background else ""

    @property
    def encoding(self) -> str:
        """Which the reader chose for the report in front; empty where it was found out."""
        return tab.encoding if (tab := self._tabs.front_tab) else ""

    def complete(self, number: int | None = None) -> None:
        """Work out the rest of a report, by the number of its tab; of the one in front where none is given."""
        number = self._tabs.front if number is None else number
        tab = self._tabs.tab(number)
        analysis = self._tabs.analysis_of(tab) if tab else None
        if analysis is not None and not analysis.complete:
            done, failed = partial(self._show_all, number), partial(self._fail_to_complete)
            self._jobs.start(_job_of(number), partial(_complete, analysis), done, failed)

    def open(self, path: Path, encoding: str | None = None) -> None:
        """Bring a file to the front, read in the background where it is not open; without an encoding, in the one that
        the reader chose for it before."""
        if encoding is not None and (tab := self._tabs.find(path)):
            self._tabs.show(tab.number)
            self.reload(encoding)
        else:
            self._open((path,), encoding)

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open files, each in a tab of its own; the first that can be read comes to the front."""
        self._open(paths, None)

    def open_in_background(self, paths: Iterable[Path] = ()) -> None:
        """Open files without bringing one to the front, and read the tabs that have not been shown yet, one after the
        other, while nobody waits for anything.
        """
        for path in paths:
            if self._tabs.find(path) is None:
                entry = self._library.entry(path)
                self._tabs.add(path, entry.encoding, title=entry.title)
        queued = {wanted.tab for wanted in self._queue}
        for tab in self._tabs.open:
            if tab.view is None and tab.number != self._tabs.front and tab.number not in queued:
                self._queue.append(_LoadRequest(tab.path, tab.encoding, tab.number, background=True))
        self._load_next()

    def reload(self, encoding: str | None = None) -> None:
        """Read the report in front anew, in another encoding where one is given; empty lets it be found out."""
        self.asked.emit()
        if tab := self._tabs.front_tab:
            self._ask(_LoadRequest(tab.path, tab.encoding if encoding is None else encoding, tab.number))

    def stop(self) -> None:
        """Give up the files that are waited for; what was open stays open."""
        if not (name := self.reading):
            return
        given_up = [self._now, *(wanted for wanted in self._queue if not wanted.background)]
        self._jobs.cancel(_READ)
        self._now = None
        self._queue = deque(wanted for wanted in self._queue if wanted.background)
        self._close_unread(*given_up)
        self.settled.emit()
        if len(given_up) > 1:
            told = self.tr("{count} files were not opened.").format(count=len(given_up))
        else:
            told = self.tr("{name} was not opened.").format(name=name)
        self._state.message_posted.emit(told)
        self._load_next()

    def _open(self, paths: Iterable[Path], encoding: str | None) -> None:
        self.asked.emit()
        batch = next(self._batches)
        self._due.add(batch)
        for path in paths:
            if tab := self._tabs.find(path):
                self._bring(tab.number, batch)
            else:
                chosen = self._library.entry(path).encoding if encoding is None else encoding
                self._ask(_LoadRequest(path, chosen, batch=batch))

    def _read_tab(self, number: int) -> None:
        """The reader has turned to a tab that has not been read."""
        if self._now and self._now.tab == number:
            self._now = self._now._replace(background=False)
            self.begun.emit(self._now.path.name)
        elif tab := self._tabs.tab(number):
            self._queue = deque(wanted for wanted in self._queue if wanted.tab != number)
            self._ask(_LoadRequest(tab.path, tab.encoding, number))

    def _ask(self, wanted: _LoadRequest) -> None:
        """What is read behind makes room, and is read later."""
        if self._now and self._now.background:
            self._jobs.cancel(_READ)
            self._queue.append(self._now)
            self._now = None
        waited = sum(not each.background for each in self._queue)
        self._queue.insert(waited, wanted)
        self._load_next()

    def _load_next(self) -> None:
        if self._now is not None or not self._queue:
            return
        self._now = self._queue.popleft()
        work = partial(_begin, self._now.path, self._now.encoding)
        self._jobs.start(_READ, work, self._show_text, self._fail_to_read, self._tell_progress)
        if not self._now.background:
            self.begun.emit(self._now.path.name)

    def _tell_progress(self, done: int, total: int) -> None:
        if self.reading:
            self.progressed.emit(done, total)

    def _show_text(self, analysis: Analysis) -> None:
        wanted, self._now = self._now, None
        held = self._tabs.tab(wanted.tab) or self._tabs.find(wanted.path)
        number = held.number if held else self._tabs.add(wanted.path, wanted.encoding, analysis)
        if held:
            self._tabs.update_analysis(number, analysis, wanted.encoding)
        self._bring(number, wanted.batch)
        if not wanted.background:
            self.settled.emit()
        self.complete(number)
        self._load_next()

    def _bring(self, number: int, batch: int) -> None:
        if batch in self._due:
            self._due.discard(batch)
            self._tabs.show(number)

    def _show_all(self, number: int, analysis: Analysis) -> None:
        self._tabs.update_analysis(number, analysis)
        self.ended.emit()

    def _fail_to_read(self, problem: Exception) -> None:
        wanted, self._now = self._now, None
        self._close_unread(wanted)
        if not wanted.background:
            self.settled.emit()
        self._fail_to_complete(problem)
        self._load_next()

    def _fail_to_complete(self, problem: Exception) -> None:
        self.failed.emit(error_message(problem))
        self.ended.emit()

    def _close_unread(self, *given_up: _LoadRequest) -> None:
        for wanted in given_up:
            tab = self._tabs.tab(wanted.tab)
            if tab and self._tabs.analysis_of(tab) is None:
                self._tabs.close(tab.number, unread=True)

    def _forget(self, number: int) -> None:
        """Nothing of a closed tab is wanted any more."""
        if self._jobs.running(_job_of(number)):
            self._jobs.cancel(_job_of(number))
            self.ended.emit()
        self._queue = deque(wanted for wanted in self._queue if wanted.tab != number)
        if self._now and self._now.tab == number:
            self._jobs.cancel(_READ)
            behind, self._now = self._now.background, None
            if not behind:
                self.settled.emit()
            self._load_next()


def _job_of(number: int) -> str:
    """Name of the job that completes a tab's report; it goes on while another tab is in front."""
    return f"complete-{number}"


def _begin(path: Path, encoding: str, ticket: JobHandle) -> Analysis:
    """A reader that nobody waits for any longer is ended."""
    read = partial(read_isolated_if_needed, cancelled=lambda: ticket.cancelled, progress=ticket.report)
    return begin_report(path, encoding, read)


def _complete(begun: Analysis, ticket: JobHandle) -> Analysis:
    from zjviewer.pipeline.background_completion import (
        complete_in_subprocess,  # the first report is on screen before it is needed
    )

    return complete_in_subprocess(begun, cancelled=lambda: ticket.cancelled)
