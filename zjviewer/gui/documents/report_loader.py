"""Loads reports in background jobs: text and outline first, then figures, tables and charts.

Files are read one at a time; those that the reader is waiting for come before background tabs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import JobHandle, Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.container.member_paths import document_file
from zjviewer.readers.sandbox.isolated_reading import read_isolated_if_needed
from zjviewer.storage.file_version import FileVersion, file_version
from zjviewer.storage.library_file import report_key

_READ = "open"


_MEGABYTES = 16 * 1024
"""Memory of an analysis that the reader asked for past the limits."""


class _LoadRequest(NamedTuple):
    """One file to be read."""

    path: Path
    encoding: str = ""
    tab: int = 0
    """Number of its tab; 0 if it has none yet."""
    batch: int = 0
    """Number of the batch of files that were opened together, of which the first readable one comes to the front; 0 for
    files that stay in the background."""
    background: bool = False
    """Whether it is read ahead, for a tab that has not been shown."""


class ReportLoader(QObject):
    """Queue of files to be read, with at most one read at a time.

    Signals (payload):

    - `asked` (): the reader has opened files or reloaded one
    - `begun` (str): a file that the reader is waiting for is being read; its name
    - `progressed` (int, int): pages read of that file, pages in all
    - `settled` (): that file is shown, could not be read, or was cancelled
    - `failed` (str): a sentence for the reader; open reports stay open
    - `choice_needed` (Path, tuple): a file contains several documents; their names, one of which is to be opened
    - `ended` (): the second step of a load, the analysis, has finished, failed or was cancelled
    """

    asked = Signal()
    begun = Signal(str)
    progressed = Signal(int, int)
    settled = Signal()
    failed = Signal(str)
    choice_needed = Signal(object, object)
    ended = Signal()

    def __init__(
        self,
        state: ViewState,
        tabs: OpenReports,
        library: LibraryStore,
        jobs: Jobs,
        parent: QObject | None = None,
        early: EarlyReading | None = None,
    ) -> None:
        super().__init__(parent)
        self._early = early
        """Reading that began before the window; None once its text has been taken."""
        self._early_analysis = early
        """The same reading, until its complete analysis has been taken."""
        self._versions: dict[str, FileVersion | None] = {}
        """Version of each file that was read, from before the reading, by key of the report."""
        if state.analysis is not None:
            self._early = None
            if early is not None and early.begun is state.analysis:
                self._versions[report_key(early.path)] = early.version
        self._state = state
        self._tabs = tabs
        self._library = library
        self._jobs = jobs
        self._queue: deque[_LoadRequest] = deque()
        self._current: _LoadRequest | None = None
        self._batches = count(1)
        self._pending_batches: set[int] = set()
        """Batches of which no report has come to the front yet."""
        tabs.load_requested.connect(self._read_tab)
        tabs.closed.connect(self._drop_tab)

    @property
    def reading(self) -> str:
        """Name of the file that the reader is waiting for; empty if there is none."""
        return self._current.path.name if self._current and not self._current.background else ""

    @property
    def encoding(self) -> str:
        """Encoding that the reader chose for the report in front; empty if it was detected."""
        return tab.encoding if (tab := self._tabs.front_tab) else ""

    def version_read(self, path: Path, present: FileVersion | None = None) -> FileVersion | None:
        """Version of a report's file when it was read; `present`, from now on, for one that was read without the
        loader."""
        return self._versions.setdefault(report_key(path), present)

    def complete(self, number: int | None = None) -> None:
        """Start the analysis of a report whose text is known, by the number of its tab; by default the one in front."""
        number = self._tabs.front if number is None else number
        tab = self._tabs.tab(number)
        analysis = self._tabs.analysis_of(tab) if tab else None
        if analysis is not None and not analysis.complete:
            done = partial(self._show_complete, number)
            self._jobs.start(_analysis_job(number), self._completion(analysis), done, self._fail_analysis)

    def complete_anyway(self) -> None:
        """Compute the missing data of the report in front without a limit of time."""
        tab = self._tabs.front_tab
        analysis = self._tabs.analysis_of(tab) if tab else None
        if tab is not None and analysis is not None:
            work, done = partial(_complete_without_limits, analysis), partial(self._show_complete, tab.number)
            self._jobs.start(_analysis_job(tab.number), work, done, self._fail_analysis)

    def open(self, path: Path, encoding: str | None = None) -> None:
        """Bring a file to the front, and read it if it is not open. Without an encoding, the one that the reader chose
        for it before is used."""
        if encoding is not None and (tab := self._tabs.find(path)):
            self._tabs.show(tab.number)
            self.reload(encoding)
        else:
            self._open((path,), encoding)

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open each file in its own tab; the first one that can be read comes to the front."""
        self._open(paths, None)

    def open_in_background(self, paths: Iterable[Path] = ()) -> None:
        """Add tabs for files without bringing one to the front, and queue all unread tabs for reading ahead, after what
        the reader is waiting for."""
        for path in paths:
            if self._tabs.find(path) is None:
                entry = self._library.entry(path)
                self._tabs.add(path, entry.encoding, title=entry.title)
        queued = {request.tab for request in self._queue}
        for tab in self._tabs.open:
            is_read = tab.number == self._tabs.front or self._tabs.analysis_of(tab) is not None
            if not is_read and tab.number not in queued:
                self._queue.append(_LoadRequest(tab.path, tab.encoding, tab.number, background=True))
        self._load_next()

    def reload(self, encoding: str | None = None) -> None:
        """Read the file of the report in front again, in another encoding if one is given; an empty one is detected."""
        self.asked.emit()
        if tab := self._tabs.front_tab:
            self._request(_LoadRequest(tab.path, tab.encoding if encoding is None else encoding, tab.number))

    def stop(self) -> None:
        """Cancel the files that the reader is waiting for; open reports stay open."""
        if not (name := self.reading):
            return
        requests = (self._current, *self._queue)
        cancelled = [request for request in requests if request and not request.background]
        self._jobs.cancel(_READ)
        self._current = None
        self._queue = deque(request for request in self._queue if request.background)
        self._close_unread(*cancelled)
        self.settled.emit()
        pending = self._keep_part(cancelled[0])
        if pending:
            message = self.tr("{count} pages of {name} were not read.").format(count=pending, name=name)
        elif len(cancelled) > 1:
            message = self.tr("{count} files were not opened.").format(count=len(cancelled))
        else:
            message = self.tr("{name} was not opened.").format(name=name)
        self._state.message_posted.emit(message)
        self._load_next()

    def _open(self, paths: Iterable[Path], encoding: str | None) -> None:
        self.asked.emit()
        batch = next(self._batches)
        self._pending_batches.add(batch)
        for path in paths:
            if tab := self._tabs.find(path):
                self._bring_to_front(tab.number, batch)
                if self._is_outdated(tab.path):
                    self._request(_LoadRequest(tab.path, tab.encoding, tab.number))
            else:
                chosen = self._library.entry(path).encoding if encoding is None else encoding
                self._request(_LoadRequest(path, chosen, batch=batch))

    def _is_outdated(self, path: Path) -> bool:
        """Whether a file is there and is not the version that was read."""
        present = file_version(document_file(path))
        return present is not None and self._versions.get(report_key(path), present) != present

    def _read_tab(self, number: int) -> None:
        """Read a tab that came to the front unread."""
        if self._current and self._current.tab == number:
            self._current = self._current._replace(background=False)
            self.begun.emit(self._current.path.name)
        elif tab := self._tabs.tab(number):
            self._queue = deque(request for request in self._queue if request.tab != number)
            self._request(_LoadRequest(tab.path, tab.encoding, number))

    def _request(self, request: _LoadRequest) -> None:
        """Queue a file that the reader is waiting for. A background file that is being read goes back to the queue."""
        if self._current and self._current.background:
            self._jobs.cancel(_READ)
            self._queue.append(self._current)
            self._current = None
        waiting = sum(not each.background for each in self._queue)
        self._queue.insert(waiting, request)
        self._load_next()

    def _load_next(self) -> None:
        if self._current is not None or not self._queue:
            return
        request = self._current = self._queue.popleft()
        self._jobs.start(
            *(
                _READ,
                self._reading(request),
                self._show_text,
                self._fail_reading,
                self._report_progress,
                self._show_part,
            )
        )
        if not request.background:
            self.begun.emit(request.path.name)

    def _reading(self, request: _LoadRequest) -> Callable[[JobHandle], _Read]:
        """Job for a request: the reading that began before the window, the first time its file is asked for."""
        early = self._early
        if early and (early.path.absolute(), early.encoding) == (request.path.absolute(), request.encoding):
            self._early = None
            return partial(_take_early, early)
        return partial(_begin, request.path, request.encoding)

    def _completion(self, analysis: Analysis) -> Callable[[JobHandle], Analysis]:
        """Job for an analysis: the one that began before the window, if it is of this report."""
        early = self._early_analysis
        if early and early.begun is analysis:
            self._early_analysis = None
            return early.complete
        return partial(_complete, analysis)

    def _report_progress(self, done: int, total: int) -> None:
        if self.reading:
            self.progressed.emit(done, total)

    def _show_part(self, analysis: Analysis) -> None:
        """Show the pages of the current file that have been recognised; the others follow."""
        if (request := self._current) is not None:
            self._current = request._replace(tab=self._show_in_tab(request, analysis))
            if not request.background:
                self.begun.emit(request.path.name)  # now that there is a text beside which it is shown

    def _show_in_tab(self, request: _LoadRequest, analysis: Analysis) -> int:
        """Show what a request has read, in its tab; the number of the tab."""
        tab = self._tabs.tab(request.tab) or self._tabs.find(request.path)
        number = tab.number if tab else self._tabs.add(request.path, request.encoding, analysis)
        if tab:
            self._tabs.update_analysis(number, analysis, request.encoding)
        self._bring_to_front(number, request.batch)
        return number

    def _show_text(self, read: _Read) -> None:
        request = self._take_current()
        self._versions[report_key(request.path)] = read.version
        number = self._show_in_tab(request, read.analysis)
        if not request.background:
            self.settled.emit()
        self.complete(number)
        self._load_next()

    def _take_current(self) -> _LoadRequest:
        """The request that has just been read; nothing is current afterwards."""
        request, self._current = self._current, None
        assert request is not None, "a file was read that nobody asked for"
        return request

    def _bring_to_front(self, number: int, batch: int) -> None:
        """Show a report if it is the first one of its batch."""
        if batch in self._pending_batches:
            self._pending_batches.discard(batch)
            self._tabs.show(number)

    def _show_complete(self, number: int, analysis: Analysis) -> None:
        self._tabs.update_analysis(number, analysis)
        self.ended.emit()

    def _fail_reading(self, problem: Exception) -> None:
        request = self._take_current()
        self._close_unread(request)
        self._keep_part(request)
        if not request.background:
            self.settled.emit()
        members = str(problem.values.get("members", "")).splitlines() if isinstance(problem, UnreadableFile) else []
        if members and not request.background:
            self.choice_needed.emit(request.path, tuple(members))
            self.ended.emit()
        else:
            self._fail_analysis(problem)
        self._load_next()

    def _fail_analysis(self, problem: Exception) -> None:
        self.failed.emit(error_message(problem))
        self.ended.emit()

    def _keep_part(self, request: _LoadRequest) -> int:
        """Analyse what was shown of a file whose reading has ended early; the number of its pages that are missing."""
        tab = self._tabs.tab(request.tab)
        analysis = self._tabs.analysis_of(tab) if tab else None
        if tab is None or analysis is None or not analysis.report.pending:
            return 0
        self.complete(tab.number)
        return analysis.report.pending

    def _close_unread(self, *requests: _LoadRequest) -> None:
        """Close the tabs of requests that were not read before."""
        for request in requests:
            tab = self._tabs.tab(request.tab)
            if tab and self._tabs.analysis_of(tab) is None:
                self._tabs.close(tab.number, unread=True)

    def _drop_tab(self, number: int) -> None:
        """Cancel reading and analysis for a closed tab."""
        if self._jobs.running(_analysis_job(number)):
            self._jobs.cancel(_analysis_job(number))
            self.ended.emit()
        self._queue = deque(request for request in self._queue if request.tab != number)
        if self._current and self._current.tab == number:
            self._jobs.cancel(_READ)
            if not self._take_current().background:
                self.settled.emit()
            self._load_next()


def _analysis_job(number: int) -> str:
    """Name of the job that analyses the report of a tab; it continues while another tab is in front."""
    return f"complete-{number}"


class _Read(NamedTuple):
    """Result of a job that reads a file."""

    analysis: Analysis
    """Text and outline."""
    version: FileVersion | None
    """Of the file, from before the reading, so that a change during it is noticed."""


def _begin(path: Path, encoding: str, handle: JobHandle) -> _Read:
    """Job that reads a file: text and outline. A worker process is ended when the job is cancelled."""
    version = file_version(document_file(path))
    read = partial(read_isolated_if_needed, cancelled=lambda: handle.cancelled, progress=handle.report)

    def show(report: Report) -> None:
        def known(other: Path, chosen: str) -> Report:
            return report if other == path else read(other, chosen)

        handle.deliver(begin_report(path, encoding, known))

    return _Read(begin_report(path, encoding, partial(read, finished=show)), version)


def _take_early(early: EarlyReading, handle: JobHandle) -> _Read:
    """Job that waits for a reading that began before the window."""
    return _Read(early.read(handle), early.version)


def _complete_without_limits(analysis: Analysis, handle: JobHandle) -> Analysis:
    """Complete a partial analysis, however long it takes."""
    from zjviewer.pipeline.background_completion import complete_in_subprocess, without_partial_remarks

    begun = without_partial_remarks(analysis)
    unlimited = float("inf")
    return complete_in_subprocess(begun, seconds=unlimited, megabytes=_MEGABYTES, cancelled=lambda: handle.cancelled)


def _complete(begun: Analysis, handle: JobHandle) -> Analysis:
    """Job that analyses a report: figures, tables, charts and checks. Its module is imported after the first frame."""
    from zjviewer.pipeline.background_completion import complete_in_subprocess

    return complete_in_subprocess(begun, cancelled=lambda: handle.cancelled)
