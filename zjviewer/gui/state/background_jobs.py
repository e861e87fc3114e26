"""Thread pool for work outside the GUI thread. The only owner of threads, and the only broad `except`."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

THREADS = 4
"""Several, so that a search does not wait for a long export; most of the work releases the interpreter lock."""


class JobHandle:
    """Handle of a running job, passed to its function: cancellation flag and progress report."""

    def __init__(
        self, notify: Callable[["JobHandle", int, int], None], deliver: Callable[["JobHandle", object], None]
    ) -> None:
        self._notify = notify
        self._deliver = deliver
        self._cancelled = Event()

    @property
    def cancelled(self) -> bool:
        """Whether the job was cancelled; a long job checks this between its steps and returns early."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop. Its result is dropped; neither `done` nor `failed` is called."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Report progress from within the job; `progress` is called with it in the GUI thread."""
        self._notify(self, done, total)

    def deliver(self, part: object) -> None:
        """Deliver a part of the result from within the job; `part` is called with it in the GUI thread."""
        self._deliver(self, part)


class _RunningJob(NamedTuple):
    """A job that has been started, with its callbacks."""

    handle: JobHandle
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[int, int], None] | None
    part: Callable[[Any], None] | None


class Jobs(QObject):
    """Runs functions in pool threads and passes their results, or the exceptions they raise, to the GUI thread."""

    _ended = Signal(str, object, object, object)
    _progressed = Signal(str, object, int, int)
    _delivered = Signal(str, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._running: dict[str, _RunningJob] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)
        self._delivered.connect(self._deliver_part, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        name: str,
        work: Callable[[], Any] | Callable[[JobHandle], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None] | None = None,
        part: Callable[[Any], None] | None = None,
    ) -> JobHandle:
        """Run `work()`, or `work(handle)` if it has a required parameter; a job of the same name is cancelled first.

        `done`, `failed`, `progress` and `part` are called in the GUI thread.
        """
        self.cancel(name)
        handle = JobHandle(
            lambda handle, count, total: self._progressed.emit(name, handle, count, total),
            lambda handle, result: self._delivered.emit(name, handle, result),
        )
        self._running[name] = _RunningJob(handle, done, failed, progress, part)
        arguments = (handle,) if _takes_handle(work) else ()

        def run() -> None:
            result, problem = None, None
            if not handle.cancelled:
                try:
                    result = work(*arguments)
                except Exception as error:
                    problem = error
            with suppress(RuntimeError):  # the window was closed, and this object deleted with it
                self._ended.emit(name, handle, result, problem)

        self._pool.start(run)
        return handle

    @property
    def busy(self) -> bool:
        """Whether any job is running that has not been cancelled."""
        return bool(self._running)

    def running(self, name: str) -> bool:
        """Whether a job of this name is running and has not been cancelled."""
        return name in self._running

    def cancel(self, name: str) -> None:
        """Cancel the job of this name and drop its result; does nothing if there is none."""
        if job := self._running.pop(name, None):
            job.handle.cancel()

    def close(self) -> None:
        """Cancel all jobs and wait until every thread has finished; called before the application exits."""
        for name in tuple(self._running):
            self.cancel(name)
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(self, name: str, handle: JobHandle, result: object, problem: Exception | None) -> None:
        job = self._running.get(name)
        if job is None or job.handle is not handle:
            return
        del self._running[name]
        if handle.cancelled:
            return
        if problem is None:
            job.done(result)
        else:
            job.failed(problem)

    def _deliver_progress(self, name: str, handle: JobHandle, done: int, total: int) -> None:
        job = self._running.get(name)
        if job and job.handle is handle and job.progress and not handle.cancelled:
            job.progress(done, total)

    def _deliver_part(self, name: str, handle: JobHandle, result: object) -> None:
        job = self._running.get(name)
        if job and job.handle is handle and job.part and not handle.cancelled:
            job.part(result)


def _takes_handle(work: Callable[..., Any]) -> bool:
    parameters = inspect.signature(work).parameters.values()
    return any(p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters)
