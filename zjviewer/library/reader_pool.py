"""Pool of worker processes for bulk work: guarded readers that are used for many files, one after another.

A worker is replaced after `FILES` files, and when it crashes, exceeds its time, or has needed much memory. A file that
fails in a used worker is read again in a new one, so that the order of the files never changes a result.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from typing import Any, NamedTuple

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.library.identity import Assignment, Identity
from zjviewer.library.stored_report import (
    Contents,
    StoredSection,
    contents_from_json,
    identity_from_json,
    sections_from_json,
)
from zjviewer.pipeline.background_completion import STOPPED, TOO_LONG, TOO_MUCH
from zjviewer.readers.sandbox.isolated_reading import MEGABYTES, SECONDS, stopped, timed_out, too_much_memory
from zjviewer.readers.sandbox.report_json import (
    InvalidWorkerReply,
    decode_reply,
    problem_from,
    report_from_json,
    report_to_json,
)
from zjviewer.readers.sandbox.resource_limits import OUT_OF_MEMORY
from zjviewer.system.child_processes import POOLED, worker_command, worker_environment

FILES = 200
"""Number of files after which a worker is replaced."""
START = 60
"""Seconds in which a new worker must be ready."""
_LONGEST = 512 << 20
"""Maximum size of a message in bytes."""
_POLL_INTERVAL = 0.1
"""Seconds between two checks of cancellation."""
_USER_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "USERPROFILE")
"""Environment variables that say where the user's companion files are."""


class Request(NamedTuple):
    """A file to read."""

    path: Path
    within: str
    """Path below the library's folder, with `/`: only these folders name a body."""
    above: tuple[str, ...] = ()
    """Names of the folders above."""
    assigned: Assignment = Assignment()
    encoding: str = ""
    report: Report | None = None
    """The report as it was read before; then only the analysis is made again."""
    mark: object = None
    """Value for the caller."""
    everything: bool = False
    """Whether the contents hold all figures and all checks."""


class Answer(NamedTuple):
    """Result of a request: a report with its contents, or the reason why the file cannot be read."""

    request: Request
    problem: UnreadableFile | None = None
    report: Report | None = None
    """As its reader gave it, before the editorial file was applied."""
    title: str = ""
    published: str = ""
    sections: tuple[StoredSection, ...] = ()
    identity: Identity = Identity()
    contents: Contents = Contents()
    missing: UnreadableFile | None = None
    """Why figures, tables and checks are missing; None where they are complete."""


class ReaderPool:
    """Reads many files in several worker processes; a context manager, which ends all of them."""

    def __init__(
        self,
        workers: int = 0,
        *,
        seconds: int = SECONDS,
        megabytes: int = MEGABYTES,
        files: int = FILES,
        module: str = "",
    ) -> None:
        self._count = workers or usual_workers()
        self._seconds = seconds
        self._megabytes = megabytes
        self._files = files
        self._module = module or "zjviewer.library.report_worker"
        self._requests: SimpleQueue[Request | None] = SimpleQueue()
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._closed = False
        self._lock = Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._threads: list[Thread] = []
        self.started = 0
        """Number of worker processes so far."""

    def __enter__(self) -> "ReaderPool":
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        self.close()

    def run(self, requests: Iterable[Request], held: Callable[[], bool] = lambda: False) -> Iterator[Answer | None]:
        """Answers in the order in which they are ready, and None whenever a tenth of a second passes without one.

        Requests are taken only as fast as they are worked on, and none while `held()`; all in the caller's thread.
        """
        waiting = iter(requests)
        pending, more = 0, True
        while not self._closed:
            while more and pending < 2 * self._count and not held():
                request = next(waiting, None)
                more = request is not None
                if request is not None:
                    self._start_thread(pending)
                    self._requests.put(request)
                    pending += 1
            if not pending and not more:
                return
            try:
                answer = self._answers.get(timeout=_POLL_INTERVAL)
            except Empty:
                yield None
            else:
                pending -= 1
                yield answer

    def close(self) -> None:
        """End all workers at once; answers that are not ready are lost."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._requests.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _start_thread(self, pending: int) -> None:
        if len(self._threads) < min(self._count, pending + 1):
            thread = Thread(target=self._work, name="reader pool", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        worker: _Worker | None = None
        while (request := self._requests.get()) is not None and not self._closed:
            worker, answer = self._read(request, worker)
            if not self._closed:
                self._answers.put(answer)
        if worker is not None:
            self._end(worker)

    def _read(self, request: Request, worker: "_Worker | None") -> "tuple[_Worker | None, Answer]":
        """Answer to a request, and the worker for the next one; a failure in a used worker is tried again in a new
        one."""
        while True:
            used = worker is not None
            try:
                worker = worker or self._new_worker()
            except OSError as error:
                why = error.strerror or str(error)
                return None, Answer(request, stopped(request.path, why))
            answer, sound = worker.ask(request, self._seconds, self._megabytes)
            if sound and worker.served < self._files and worker.peak <= self._megabytes // 2:
                return worker, answer
            self._end(worker)
            worker = None
            if sound or not used or self._closed:
                return None, answer

    def _new_worker(self) -> "_Worker":
        folders = {name: os.environ[name] for name in _USER_FOLDERS if name in os.environ}
        command = worker_command(POOLED, self._module, str(self._megabytes), json.dumps(folders))
        with self._lock:
            if self._closed:
                raise OSError("closed")
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=worker_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._processes.add(process)
            self.started += 1
        return _Worker(process)

    def _end(self, worker: "_Worker") -> None:
        worker.end()
        with self._lock:
            self._processes.discard(worker.process)


class _Worker:
    """One worker process, used by one thread."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.served = 0
        self.peak = 0
        """Most memory that the process has used, in megabytes."""
        self._timed_out = False

    def end(self) -> None:
        """End the process and close its pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def ask(self, request: Request, seconds: int, megabytes: int) -> tuple[Answer, bool]:
        """Answer to a request, and whether the process is sound enough for another one."""
        self.served += 1
        try:
            if self.served == 1:
                self._exchange(b"", START)
            first = self._exchange(_encoded(request, seconds), seconds)
            if "report" not in first:
                problem = _problem(request.path, first, megabytes)
                return Answer(request, problem), "problem" in first
            answer = _begun(request, first)
        except _Died as death:
            return Answer(request, _reason(request.path, death, seconds, megabytes)), False
        except InvalidWorkerReply as error:
            return Answer(request, stopped(request.path, f"bad answer, {error}")), False
        name = request.path.name
        try:
            second = self._exchange(b"", seconds)
            assert answer.report is not None
            if "contents" in second:
                self.peak = max(self.peak, second["megabytes"] if type(second.get("megabytes")) is int else 0)
                return answer._replace(contents=contents_from_json(second["contents"], len(answer.report.text))), True
            memory = "memory" in second
            why = str(second.get("fault", "no answer"))[:200]
        except _Died as death:
            if death.timed_out:
                return answer._replace(missing=UnreadableFile(TOO_LONG, name=name, seconds=seconds)), False
            memory, why = death.code == OUT_OF_MEMORY, death.why
        except InvalidWorkerReply as error:
            memory, why = False, f"bad answer, {error}"
        lost = (
            UnreadableFile(TOO_MUCH, name=name, megabytes=megabytes)
            if memory
            else UnreadableFile(STOPPED, name=name, why=why)
        )
        return answer._replace(missing=lost), False

    def _exchange(self, request: bytes, seconds: int) -> dict[str, Any]:
        """Next message of the process, after a request. Raises _Died and InvalidWorkerReply."""
        self._timed_out = False
        timer = Timer(seconds, self._time_out)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdin is not None
            if request:
                self.process.stdin.write(request)
                self.process.stdin.flush()
            length = int.from_bytes(self._read(8), "big")
            if length > _LONGEST:
                raise InvalidWorkerReply("length")
            return decode_reply(self._read(length))
        except (OSError, EOFError) as error:
            self.process.kill()
            raise _Died(self.process.wait(), self._timed_out) from error
        finally:
            timer.cancel()

    def _read(self, length: int) -> bytes:
        assert self.process.stdout is not None
        parts: list[bytes] = []
        while length:
            part = self.process.stdout.read1(min(length, 1 << 20))  # type: ignore[attr-defined]
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _time_out(self) -> None:
        self._timed_out = True
        self.process.kill()


class _Died(Exception):
    """The process has ended before it answered."""

    def __init__(self, code: int, timed_out: bool) -> None:
        super().__init__(code)
        self.code = code
        self.timed_out = timed_out
        self.why = f"signal {-code}" if code < 0 else f"exit code {code}"


def usual_workers() -> int:
    """Number of workers: one for each processor, at most four."""
    return max(1, min(4, os.cpu_count() or 1))


def _encoded(request: Request, seconds: int) -> bytes:
    plain = {
        "path": str(request.path),
        "within": request.within,
        "above": list(request.above),
        "encoding": request.encoding,
        "assigned": list(request.assigned),
        "report": report_to_json(request.report) if request.report is not None else None,
        "seconds": 2 * seconds,
        "everything": request.everything,
    }
    return json.dumps(plain).encode("ascii") + b"\n"


def _begun(request: Request, first: dict[str, Any]) -> Answer:
    report = report_from_json(first["report"], request.path)
    title, published = first.get("title"), first.get("published")
    if not isinstance(title, str) or not isinstance(published, str) or len(published) > 10:
        raise InvalidWorkerReply("title")
    return Answer(
        request,
        report=report,
        title=title.encode("utf-8", "replace").decode("utf-8"),
        published=published,
        sections=sections_from_json(first.get("sections"), len(report.text)),
        identity=identity_from_json(first.get("identity")),
    )


def _problem(path: Path, answer: dict[str, Any], megabytes: int) -> UnreadableFile:
    if "problem" in answer:
        return problem_from(answer["problem"])
    if "memory" in answer:
        return too_much_memory(path, megabytes)
    return stopped(path, str(answer.get("fault", "no answer"))[:200])


def _reason(path: Path, death: _Died, seconds: int, megabytes: int) -> UnreadableFile:
    if death.timed_out:
        return timed_out(path, seconds)
    return too_much_memory(path, megabytes) if death.code == OUT_OF_MEMORY else stopped(path, death.why)
