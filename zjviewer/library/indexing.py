"""Keeping the library up to date: looks through its folders, has new and changed files read, and stores the results.

Only one process writes at a time. Results are committed after `BATCH` reports or `SECONDS` seconds, so that a process
that is killed loses no more than these.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from threading import Event
from typing import NamedTuple

from zjviewer.core.editorial.sidecar import load_sidecars
from zjviewer.core.model.report import Report
from zjviewer.errors import BadLibrary, NotWritten, Problem, UnreadableFile
from zjviewer.library.choices import Choices
from zjviewer.library.database import is_damage, open_library, path_key, path_of, rebuild_library, transaction
from zjviewer.library.folder_scan import Known, companions_of, files_in, within
from zjviewer.library.identity import Assignment, evidence_of, identify
from zjviewer.library.reader_pool import Answer, ReaderPool, Request
from zjviewer.library.store import (
    ANALYSIS,
    FoundFile,
    add_waiting,
    adopt_files,
    folder_row,
    put_file,
    put_identity,
    put_report,
    rebuild_words,
    set_state,
)
from zjviewer.library.stored_text import report_of
from zjviewer.readers.common.input_file import LARGEST
from zjviewer.readers.container.member_paths import split_member
from zjviewer.readers.sandbox.report_json import InvalidWorkerReply
from zjviewer.storage.file_locks import locked
from zjviewer.storage.regular_files import read_regular

CONTAINER, WAITING = "container", "waiting"
"""State of an archive or e-mail with several documents, each of which is a file of its own; and of those that have not
been read yet."""
MOST_MEMBERS = 1000
"""Documents of one container."""
BATCH = 20
"""Reports of one commit."""
SECONDS = 2.0
"""Longest time that a result waits for its commit."""
REBUILT = "The library was damaged. It is kept as {path}, and is built again."
_NOT_WRITTEN = "The library {path} cannot be written: {why}."
_BUSY = "Another window or command is adding reports to the library. Wait until it has finished, and try again."


class Progress(NamedTuple):
    """How far the reading has come."""

    done: int
    total: int
    failed: int
    seconds: float
    """Time since the start, without pauses."""

    @property
    def rate(self) -> float:
        """Files a second; 0 before the first."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Estimate of the time left; None before the first file is done."""
        return (self.total - self.done) / self.rate if self.rate else None


class Control:
    """Pause and stop of a running update; used from any thread."""

    def __init__(self) -> None:
        self.paused = Event()
        self.stopped = Event()


class Result(NamedTuple):
    """What an update did."""

    read: int = 0
    """Files that were read and stored."""
    failed: int = 0
    """Files of the folders that cannot be read, earlier ones included."""
    unchanged: int = 0
    missing: int = 0
    complete: bool = True
    """False where it was stopped."""
    notes: tuple[Problem, ...] = ()
    """Sentences on what else happened, such as that a damaged library was built again."""


def update_library(
    path: Path,
    choices: Choices,
    folders: Iterable[Path] | None = None,
    *,
    again: bool = False,
    control: Control | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    pool: Callable[[], ReaderPool] = ReaderPool,
) -> Result:
    """Look through folders, all of the library without `folders`, and read what is new or has changed.

    With `again`, files that could not be read are tried again. Raises NotWritten where another process writes, and
    BadLibrary.
    """
    control = control or Control()
    with writing(path):
        connection, damaged = open_library(path)
        roots = [Path(folder.path) for folder in choices.folders]
        chosen = roots if damaged or folders is None else [Path(folder) for folder in folders]
        try:
            result = _Update(connection, choices, control, progress).run(chosen, again, pool)
        except sqlite3.DatabaseError as error:
            connection.close()
            if damaged or not is_damage(error):
                raise BadLibrary(_NOT_WRITTEN, path=path, why=error) from error
            connection, damaged = rebuild_library(path)
            result = _Update(connection, choices, control, progress).run(roots, again, pool)
        finally:
            connection.close()
    return result._replace(notes=(Problem(REBUILT, path=damaged),)) if damaged else result


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Context manager that excludes other writers of the library. Raises NotWritten where there is one."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path))
        except NotWritten as problem:
            raise NotWritten(_BUSY) from problem
        yield


class _Work(NamedTuple):
    """A file to read."""

    file: FoundFile
    root: Path
    sha256: bytes


class _Update:
    """One run over the folders; used by one thread."""

    def __init__(
        self, connection: sqlite3.Connection, choices: Choices, control: Control, progress: Callable[[Progress], None]
    ) -> None:
        self._connection = connection
        self._choices = choices
        self._assigned = {bytes.fromhex(key): given for key, given in choices.assigned}
        self._control = control
        self._progress = progress
        self._read = self._failed = self._unchanged = self._missing = self._done = self._total = 0
        self._pending: list[tuple[_Work, Answer | None]] = []
        """Results that are not committed yet; without an answer the report of the hash is stored already."""
        self._inside: list[tuple[FoundFile, Path, Known | None]] = []
        """Documents in containers that were read, to be read next."""
        self._same: dict[bytes, list[_Work]] = {}
        """Files with the contents of one that is being read, by hash."""
        self._started = self._committed = time.monotonic()
        self._paused_for = 0.0

    def run(self, roots: list[Path], again: bool, pool: Callable[[], ReaderPool]) -> Result:
        with transaction(self._connection):
            rebuild_words(self._connection)
        todo = self._changed(roots, again)
        self._total = len(todo)
        self._report()
        if todo and not self._control.stopped.is_set():
            with pool() as readers:
                while todo and not self._control.stopped.is_set():
                    for answer in readers.run(self._requests(todo), self._control.paused.is_set):
                        if self._control.stopped.is_set():
                            break
                        self._take(answer)
                    todo, self._inside = self._inside, []
        self._commit()
        self._report()
        return Result(self._read, self._failed, self._unchanged, self._missing, not self._control.stopped.is_set())

    def _changed(self, roots: list[Path], again: bool) -> list[tuple[FoundFile, Path, Known | None]]:
        """Files to read; those that are missing or there again are marked."""
        todo: list[tuple[FoundFile, Path, Known | None]] = []
        for root in roots:
            with transaction(self._connection):
                folder = folder_row(self._connection, root)
                adopt_files(self._connection, folder, root)
            known = self._known(folder)
            seen: set[bytes] = set()
            returned: dict[str, list[bytes]] = {"indexed": [], "failed": []}
            members = _members_by_container(known)
            for file in _with_members(files_in(root, folder) if os.path.exists(root) else (), known, members):
                if self._control.stopped.is_set():
                    return []
                if len(seen) % 200 == 0:
                    self._report()
                key = path_key(file.path)
                seen.add(key)
                before = known.get(key)
                if before is not None and before.is_current(file) and not (again and before.report is None):
                    self._unchanged += 1
                    self._failed += before.report is None
                    if before.state == "missing":
                        returned["failed" if before.report is None else "indexed"].append(key)
                    if before.report is None or before.version == ANALYSIS:
                        continue
                    self._unchanged -= 1
                todo.append((file, root, before))
            gone = [
                key for key, before in known.items() if key not in seen and before.state not in (CONTAINER, WAITING)
            ]
            self._missing += len(gone)
            with transaction(self._connection):
                for state, keys in returned.items():
                    set_state(self._connection, keys, state)
                set_state(self._connection, gone, "missing")
        return todo

    def _known(self, folder: int) -> dict[bytes, Known]:
        rows = self._connection.execute(
            "SELECT path, size, modified, companions, state, report, coalesce(version, 0) FROM files "
            "LEFT JOIN reports ON reports.id = files.report WHERE folder = ?",
            (folder,),
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def _requests(self, todo: list[tuple[FoundFile, Path, Known | None]]) -> Iterator[Request]:
        """Requests for the files whose contents are not known yet."""
        for file, root, before in todo:
            if self._control.stopped.is_set():
                return
            sha256 = _hash(file)
            work = _Work(file, root, sha256)
            if sha256 in self._same:
                self._same[sha256].append(work)
                continue
            stored = self._stored(sha256)
            changed_companions = bool(file.companions) or bool(before and before.companions)
            if stored is not None and stored[1] == ANALYSIS and not changed_companions:
                self._finish(work, None)
                continue
            report = None
            if stored is not None and not changed_companions:
                report = self._stored_report(stored[0], file.path)
            self._same[sha256] = []
            inside = within(file.path, root)
            assigned = self._assigned.get(sha256, Assignment())
            yield Request(file.path, inside, root.parts[1:-1], assigned, report=report, mark=work)

    def _stored(self, sha256: bytes) -> tuple[int, int] | None:
        """Row and version of the report with this hash."""
        found = self._connection.execute("SELECT id, version FROM reports WHERE sha256 = ?", (sha256,)).fetchone()
        return found and (found[0], found[1])

    def _stored_report(self, ident: int, path: Path) -> Report | None:
        row = self._connection.execute("SELECT text, layout FROM texts WHERE report = ?", (ident,)).fetchone()
        try:
            return report_of(row[0], row[1], path) if row else None
        except (InvalidWorkerReply, ValueError, OSError):
            return None

    def _take(self, answer: Answer | None) -> None:
        """Take a result, or a turn without one; commit where it is time."""
        if answer is not None:
            work = answer.request.mark
            assert isinstance(work, _Work)
            members = _members_of(answer)
            self._finish(work, answer, members)
            for other in self._same.pop(work.sha256, ()):
                self._finish(other, answer if answer.problem else None, members)
        waited = time.monotonic() - self._committed >= SECONDS
        if waited or len(self._pending) >= BATCH or self._control.paused.is_set():
            self._commit()
        self._report()

    def _finish(self, work: _Work, answer: Answer | None, members: tuple[str, ...] = ()) -> None:
        self._pending.append((work, answer))
        self._done += 1
        if members:
            self._inside += [(_member(work.file, work.file.path / name), work.root, None) for name in members]
            self._total += len(members)
            return
        self._read += not (answer and answer.problem)
        self._failed += bool(answer and answer.problem)

    def _commit(self) -> None:
        self._committed = time.monotonic()
        if not self._pending:
            return
        with transaction(self._connection):
            for work, answer in self._pending:
                self._put(work, answer)
        self._pending.clear()

    def _put(self, work: _Work, answer: Answer | None) -> None:
        if answer is not None and _members_of(answer):
            put_file(self._connection, work.file, None, None)
            set_state(self._connection, [path_key(work.file.path)], CONTAINER)
            for name in _members_of(answer):
                add_waiting(self._connection, _member(work.file, work.file.path / name))
            return
        if answer is not None and answer.problem is not None:
            values = {
                **answer.problem.values,
                **({"name": work.file.path.name} if "name" in answer.problem.values else {}),
            }
            put_file(self._connection, work.file, None, UnreadableFile(answer.problem.message, **values))
            return
        if answer is not None:
            put_file(self._connection, work.file, put_report(self._connection, work.sha256, answer), answer.missing)
            return
        stored = self._stored(work.sha256)
        if stored is not None:
            put_file(self._connection, work.file, stored[0], None)
            self._place(stored[0], work)

    def _place(self, ident: int, work: _Work) -> None:
        """Ask the folders of another copy whose report it is, where its first folder did not say."""
        region, unit_type = self._connection.execute(
            "SELECT region, unit_type FROM reports JOIN bodies ON bodies.id = body WHERE reports.id = ?", (ident,)
        ).fetchone()
        report = self._stored_report(ident, work.file.path) if not region and unit_type != "central" else None
        if report is None:
            return
        sidecar, _ = load_sidecars(work.file.path)
        path = PurePosixPath(within(work.file.path, work.root))
        given = self._assigned.get(work.sha256)
        put_identity(
            self._connection, ident, identify(evidence_of(report, sidecar, path, work.root.parts[1:-1], given))
        )

    def _report(self) -> None:
        seconds = time.monotonic() - self._started
        self._progress(Progress(self._done, self._total, self._failed, seconds))


def _members_by_container(known: Mapping[bytes, Known]) -> dict[bytes, list[bytes]]:
    """Paths of the documents in each container."""
    members: dict[bytes, list[bytes]] = {key: [] for key, before in known.items() if before.state == CONTAINER}
    for key in known if members else ():
        outer = key
        while b"/" in outer:
            outer = outer.rpartition(b"/")[0]
            if outer in members:
                members[outer].append(key)
                break
    return members


def _with_members(
    files: Iterable[FoundFile], known: Mapping[bytes, Known], members: Mapping[bytes, list[bytes]]
) -> Iterator[FoundFile]:
    """The files, with its documents in place of each container that has not changed."""
    for file in files:
        inside = members.get(path_key(file.path))
        if inside is None or not known[path_key(file.path)].is_current(file):
            yield file
        else:
            yield from (_member(file, Path(path_of(key))) for key in inside)


def _member(container: FoundFile, path: Path) -> FoundFile:
    """A document in a container; it is as old as this."""
    return container._replace(path=path, companions=companions_of(path))


def _members_of(answer: Answer) -> tuple[str, ...]:
    """Names of the documents in a container that holds several; empty for any other file."""
    named = str(answer.problem.values.get("members", "")) if answer.problem else ""
    names = [name for name in named.split("\n") if name and not _leads_outside(PurePosixPath(name))]
    return tuple(names[:MOST_MEMBERS])


def _leads_outside(member: PurePosixPath) -> bool:
    return member.is_absolute() or ".." in member.parts


def _hash(file: FoundFile) -> bytes:
    """SHA-256 of a file; for a document in a container, of that and its name; of path and size where it cannot be read,
    which its reader will report."""
    inside = split_member(file.path)
    if inside is not None:
        return hashlib.sha256(
            _hash_of_container(file._replace(path=inside[0])) + inside[1].encode("utf-8", "surrogateescape")
        ).digest()
    try:
        return hashlib.sha256(read_regular(file.path, LARGEST)).digest()
    except OSError:
        return hashlib.sha256(path_key(file.path) + b"\0%d" % file.size).digest()


@lru_cache(maxsize=1)
def _hash_of_container(file: FoundFile) -> bytes:
    return _hash(file)
