"""Work outside the GUI thread: the one owner of threads, and the one place where any exception is caught."""

import inspect
from collections.abc import Callable
from threading import Event
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

THREADS = 4
"""Several, so that a long export does not keep a search waiting; most of the work releases the interpreter."""


class JobHandle:
    """What a job holds of the world outside: whether it is still wanted, and a way to say how far it has come."""

    def __init__(self, tell: Callable[["JobHandle", int, int], None]) -> None:
        self._tell = tell
        self._unwanted = Event()

    @property
    def cancelled(self) -> bool:
        """True once nobody waits for the result; a long job looks at it between its steps and returns."""
        return self._unwanted.is_set()

    def cancel(self) -> None:
        """Ask the job to stop. Its result is dropped; neither `done` nor `failed` is called."""
        self._unwanted.set()

    def report(self, done: int, total: int) -> None:
        """Called by the job; reaches `progress` in the GUI thread."""
        self._tell(self, done, total)


class _Wanted(NamedTuple):
    """A job under way, and whom to tell."""

    ticket: JobHandle
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[int, int], None] | None


class Jobs(QObject):
    """Runs functions in pool threads and brings back what they return, or raise, to the GUI thread."""

    _ended = Signal(str, object, object, object)
    _progressed = Signal(str, object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._wanted: dict[str, _Wanted] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        name: str,
        work: Callable[[], Any] | Callable[[JobHandle], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> JobHandle:
        """Run `work()`, or `work(ticket)` where it has a parameter to fill; a job of the same name is cancelled first.

        `done`, `failed` and `progress` are called in the GUI thread.
        """
        self.cancel(name)
        ticket = JobHandle(lambda ticket, count, total: self._progressed.emit(name, ticket, count, total))
        self._wanted[name] = _Wanted(ticket, done, failed, progress)
        arguments = (ticket,) if _takes_ticket(work) else ()

        def run() -> None:
            result, problem = None, None
            if not ticket.cancelled:
                try:
                    result = work(*arguments)
                except Exception as error:
                    problem = error
            self._ended.emit(name, ticket, result, problem)

        self._pool.start(run)
        return ticket

    @property
    def busy(self) -> bool:
        """Whether somebody waits for any job."""
        return bool(self._wanted)

    def running(self, name: str) -> bool:
        """Whether somebody still waits for a job of this name."""
        return name in self._wanted

    def cancel(self, name: str) -> None:
        """Drop a job's result, and ask it to stop; nothing happens where there is none."""
        if wanted := self._wanted.pop(name, None):
            wanted.ticket.cancel()

    def close(self) -> None:
        """Cancel all and wait until every thread has come back; before the application ends."""
        for name in tuple(self._wanted):
            self.cancel(name)
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(self, name: str, ticket: JobHandle, result: object, problem: Exception | None) -> None:
        wanted = self._wanted.get(name)
        if wanted is None or wanted.ticket is not ticket:
            return
        del self._wanted[name]
        if ticket.cancelled:
            return
        if problem is None:
            wanted.done(result)
        else:
            wanted.failed(problem)

    def _deliver_progress(self, name: str, ticket: JobHandle, done: int, total: int) -> None:
        wanted = self._wanted.get(name)
        if wanted and wanted.ticket is ticket and wanted.progress and not ticket.cancelled:
            wanted.progress(done, total)


def _takes_ticket(work: Callable[..., Any]) -> bool:
    parameters = inspect.signature(work).parameters.values()
    return any(p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters)
