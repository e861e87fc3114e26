"""Reading and analysis of one report that begin before Qt is imported, in a thread that waits for worker processes.

PySide6 aborts the process if another thread imports a module while it is being imported itself. So the thread only
waits for the worker until `proceed` is called.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

from zjviewer.errors import UnreadableFile
from zjviewer.readers.container.member_paths import document_file
from zjviewer.storage.file_version import file_version

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis
    from zjviewer.core.model.report import Report
    from zjviewer.readers.sandbox.isolated_reading import WorkerReply

_INTERVAL = 0.05
"""Seconds between two looks at whether the caller has cancelled."""


class Caller(Protocol):
    """Who waits for a result: a handle of a job."""

    @property
    def cancelled(self) -> bool:
        """Whether the result is not wanted any more."""

    def report(self, done: int, total: int) -> None:
        """Report progress, in pages."""

    def deliver(self, part: Analysis) -> None:
        """Deliver the report as far as its pages have been recognised."""


class EarlyReading:
    """A report that is being read: text and outline first, then the rest by a worker process. Begins at once, and goes
    on after `proceed`."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path = path
        self.encoding = encoding
        self.version = file_version(document_file(path))
        """Of the file, from before the reading."""
        self.begun: Analysis | None = None
        """Text and outline; None until they are known, and where the file cannot be read."""
        self.problem: Exception | None = None
        """Why the file cannot be read."""
        self._complete: Analysis | None = None
        self._failure: Exception | None = None
        self._is_cancelled = False
        self._progress = (0, 0)
        self._part: Analysis | None = None
        """As far as the pages have been recognised, until it has been delivered."""
        self._started, self._may_import, self._read = Event(), Event(), Event()
        self._may_analyse, self._ended = Event(), Event()
        self._listener: Callable[[], None] | None = None
        Thread(target=self._run, daemon=True, name="early reading").start()
        self._started.wait()

    def proceed(self) -> None:
        """Allow the thread to import modules."""
        self._may_import.set()

    def analyse(self) -> None:
        """Start to complete the report once it has been read; called when the first frame has been painted, so that
        the two do not compete for processors."""
        self._may_analyse.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the file has been read or has failed, at most some seconds; whether it has."""
        return self._read.wait(seconds)

    def when_read(self, listener: Callable[[], None]) -> None:
        """Call a function when the file has been read or has failed, in any thread, and perhaps twice."""
        self._listener = listener
        if self._read.is_set():
            listener()

    def read(self, caller: Caller) -> Analysis:
        """Text and outline, waited for in a job; its worker process is ended when the job is cancelled. Raises what
        reading raised."""
        self._await(self._read, caller)
        if self.begun is None:
            raise self.problem or RuntimeError("reading has ended without a result")
        return self.begun

    def complete(self, caller: Caller) -> Analysis:
        """The complete analysis, or a partial one as in `complete_in_subprocess`, waited for in a job."""
        self._may_analyse.set()
        self._await(self._ended, caller)
        if self._complete is None:
            raise self._failure or RuntimeError("the analysis has ended without a result")
        return self._complete

    def cancel(self) -> None:
        """End the worker process; what has not been read becomes a failure."""
        self._is_cancelled = True
        self._may_analyse.set()

    def _await(self, event: Event, caller: Caller) -> None:
        while not event.wait(_INTERVAL):
            if caller.cancelled:
                self.cancel()
                continue
            part, self._part = self._part, None
            if part is not None:
                caller.deliver(part)
            if self._progress[1]:
                caller.report(*self._progress)

    def _run(self) -> None:
        from zjviewer.readers.sandbox.isolated_reading import reply_of_worker

        reply: WorkerReply | UnreadableFile
        try:
            reply = reply_of_worker(
                self.path,
                self.encoding,
                started=self._started.set,
                cancelled=lambda: self._is_cancelled,
                progress=self._set_progress,
                part=self._set_part,
            )
        except UnreadableFile as problem:
            reply = problem
        except Exception as error:  # the system starts no process
            reply = UnreadableFile("{name} was not read: {reason}.", name=self.path.name, reason=error)
        self._started.set()
        self._may_import.wait()
        try:
            self.begun = self._begin(reply)
        except Exception as error:  # raised again for the caller of `read`
            self.problem = error
        self._read.set()
        if self._listener is not None:
            self._listener()
        if self.begun is not None:
            self._may_analyse.wait()
            self._analyse(self.begun)
        self._ended.set()

    def _begin(self, reply: WorkerReply | UnreadableFile) -> Analysis:
        """Text and outline. Raises UnreadableFile."""
        from zjviewer.pipeline.open_report import begin_report
        from zjviewer.readers.sandbox.isolated_reading import read_isolated_if_needed, report_from_reply

        if isinstance(reply, UnreadableFile):
            raise reply

        def read(path: Path, encoding: str) -> Report:
            if path == self.path:
                return report_from_reply(reply, path)
            return read_isolated_if_needed(path, encoding)

        return begin_report(self.path, self.encoding, read)

    def _analyse(self, begun: Analysis) -> None:
        """Complete the report in a worker process even if it is short: this process is importing Qt."""
        from zjviewer.pipeline.background_completion import complete_in_subprocess

        try:
            self._complete = complete_in_subprocess(begun, always=True, cancelled=lambda: self._is_cancelled)
        except Exception as error:  # raised again for the caller of `complete`
            self._failure = error

    def _set_part(self, raw: bytes) -> None:
        """Text and outline of the pages recognised so far; nothing while no module may be imported."""
        if self._may_import.is_set():
            from zjviewer.readers.sandbox.isolated_reading import WorkerReply

            self._part = self._begin(WorkerReply(raw, 0))

    def _set_progress(self, done: int, total: int) -> None:
        self._progress = (done, total)
