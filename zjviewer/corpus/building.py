"""Building of a corpus: looks through the folders, has new and changed files read, and writes parts."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, cast

from zjviewer.corpus.store import CorpusFolder, arrow
from zjviewer.corpus.tables import COLUMNS, Row, SourceFile, rows_of, unopened
from zjviewer.errors import Problem
from zjviewer.library.folder_scan import companions_of
from zjviewer.library.reader_pool import ReaderPool, Request
from zjviewer.library.store import ANALYSIS
from zjviewer.readers.registry import ENDINGS

FILES = 200
"""Files of a part."""
SECONDS = 60.0
"""Longest time that a result waits for its part, unless a file takes longer."""
_NO_FOLDER = "There is no folder {path}."
_SAME_NAME = "Two folders are named {name}: the paths of a corpus would not tell them apart. Build one corpus for each."
_DEEPEST = 64
_REPORT_INTERVAL = 2.0


class Options(NamedTuple):
    """How a corpus is built."""

    workers: int = 0
    """0 for one per processor, at most four."""
    seconds: int = 120
    """Time limit of a file."""
    megabytes: int = 2048
    """Memory limit of a worker."""
    retry_errors: bool = False
    """Whether files that could not be read are tried again, though they have not changed."""
    limit: int = 0
    """Most files to read; 0 for all."""


DEFAULTS = Options()


class Result(NamedTuple):
    """What a run did, and what the corpus holds now."""

    read: int
    failed: int
    """Files of the corpus that could not be read, or only in part."""
    unchanged: int
    skipped: tuple[str, ...]
    """Links to places outside the folders, at most `MOST_SKIPPED`."""


MOST_SKIPPED = 1000
Count = Callable[[int, int], None]
"""Receives the numbers of files that are done and that failed since the last call."""
Progress = Callable[[int, int, int, float], None]
"""Receives files done, files in all, failures, and seconds since the start."""


def build(
    folders: Sequence[Path],
    out: Path,
    options: Options = DEFAULTS,
    progress: Progress = lambda *_: None,
    engine: "Engine | None" = None,
) -> Result:
    """Build or continue a corpus. `engine` reads chunks of files elsewhere; without one they are read here.

    Raises Problem for folders and places that cannot be used, and where another process builds the corpus.
    """
    arrow()
    roots = [Path(os.path.abspath(folder)) for folder in folders]
    for root in roots:
        if not os.path.isdir(root):
            raise Problem(_NO_FOLDER, path=root)
    names = [root.name for root in roots]
    for name in names:
        if names.count(name) > 1:
            raise Problem(_SAME_NAME, name=name)
    corpus = CorpusFolder(Path(os.path.abspath(out)))
    corpus.check(roots)
    with corpus.building():
        corpus.prepare(roots, {"seconds": options.seconds, "memory": options.megabytes})
        corpus.remove_orphans()
        with closing(_Known(corpus)) as known:
            return _Run(corpus, roots, options, progress, known).run(engine)


class Work(NamedTuple):
    """A file to read."""

    path: str
    within: str
    """Path below the folder of documents, that folder's name included."""
    above: tuple[str, ...]
    source: SourceFile


Engine = Callable[[CorpusFolder, Iterator[list[Work]], Options, Count], None]
"""Reads chunks of files elsewhere, and writes their parts."""


class _Known:
    """What the corpus holds, in a temporary database: a million files need little memory."""

    def __init__(self, corpus: CorpusFolder) -> None:
        self._database = sqlite3.connect("")
        self._database.execute(
            "CREATE TABLE files (file TEXT PRIMARY KEY, sha256 TEXT, size INT, modified INT, companions TEXT, "
            "attempts INT, failed INT, version INT, part TEXT, seen INT DEFAULT 0, part_before TEXT DEFAULT '')"
        )
        for entry in corpus.entries():
            self._database.executemany(
                "INSERT INTO files (file, sha256, size, modified, companions, attempts, failed, version, part) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file) DO UPDATE SET sha256 = excluded.sha256, "
                "size = excluded.size, modified = excluded.modified, companions = excluded.companions, "
                "attempts = excluded.attempts, failed = excluded.failed, version = excluded.version, "
                "part_before = part || ' ' || part_before, part = excluded.part",
                (
                    (*file[:4], file.companions, file.attempts, file.file in entry.failed, entry.version, entry.name)
                    for file in entry.files
                ),
            )

    def close(self) -> None:
        self._database.close()

    def find(self, file: str) -> Any:
        """Row of a file, which is marked as seen; None for a new one."""
        self._database.execute("UPDATE files SET seen = 1 WHERE file = ?", (file,))
        columns = "size, modified, companions, attempts, failed, version"
        return self._database.execute(f"SELECT {columns} FROM files WHERE file = ?", (file,)).fetchone()

    def failures(self) -> int:
        """Number of files that could not be read."""
        return int(self._database.execute("SELECT sum(failed) FROM files").fetchone()[0] or 0)

    def stale_parts(self) -> dict[str, set[str]]:
        """Files of each part whose rows no longer hold: they are gone, or a later part has them."""
        stale: dict[str, set[str]] = {}
        for part, before, seen, file in self._database.execute(
            "SELECT part, part_before, seen, file FROM files WHERE NOT seen OR part_before != ''"
        ):
            for name in before.split() + ([] if seen else [part]):
                stale.setdefault(name, set()).add(file)
        return stale


class _Run:
    def __init__(
        self, corpus: CorpusFolder, roots: Sequence[Path], options: Options, progress: Progress, known: _Known
    ) -> None:
        self._corpus = corpus
        self._roots = roots
        self._real_roots = [os.path.realpath(root) for root in roots]
        self._options = options
        self._progress = progress
        self._known = known
        self._skipped: list[str] = []
        self._unchanged = self._done = self._failed = self._total = 0
        self._started = time.monotonic()
        self._begun_at = time.time()
        self._reported = 0.0

    def run(self, engine: "Engine | None") -> Result:
        self._total = sum(1 for _ in self._scanned(note=False))
        if self._options.limit:
            self._total = min(self._total, self._options.limit)
        if engine is None:
            with ReaderPool(
                self._options.workers, seconds=self._options.seconds, megabytes=self._options.megabytes
            ) as pool:
                write_parts(self._corpus, pool, self._todo(), self._count)
        else:
            engine(self._corpus, chunks_of(self._todo()), self._options, self._count)
        if not self._options.limit:
            self._drop_stale()
        self._report(force=True)
        with closing(_Known(self._corpus)) as now:
            return Result(self._done, now.failures(), self._unchanged, tuple(self._skipped))

    def _count(self, done: int, failed: int) -> None:
        self._done += done
        self._failed += failed
        self._report()

    def _report(self, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._reported < _REPORT_INTERVAL:
            return
        self._reported = now
        seconds = now - self._started
        done = self._done + self._unchanged
        self._progress(done, self._total, self._failed, seconds)
        self._corpus.write_progress(
            {
                "done": self._done,
                "unchanged": self._unchanged,
                "total": self._total,
                "failed": self._failed,
                "started": self._begun_at,
                "seconds": round(seconds, 3),
                "skipped": self._skipped,
            }
        )

    def _todo(self) -> Iterator[Work]:
        """Files that are new, have changed, or are to be tried again."""
        left = self._options.limit or -1
        for path, within, above, file in self._scanned(note=True):
            if left == 0:
                return
            before = self._known.find(file)
            try:
                status = os.stat(path)
                companions = companions_of(Path(path))
                attempts = 1
                if before is not None:
                    size, modified, said, attempts, failed, version = before
                    same = (size, modified, said) == (status.st_size, status.st_mtime_ns, companions)
                    again = failed and self._options.retry_errors
                    if same and version == ANALYSIS and not again:
                        self._unchanged += 1
                        continue
                    attempts = attempts + 1 if failed else 1
                with open(path, "rb") as opened:
                    digest = hashlib.file_digest(opened, "sha256").hexdigest()
            except OSError:
                digest, status, companions, attempts = "", os.lstat(path), "", 1
            left -= 1
            source = SourceFile(file, digest, status.st_size, status.st_mtime_ns, attempts, companions)
            yield Work(path, within, above, source)

    def _scanned(self, note: bool) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
        """Path, path with the folder's name, folders above, and path in the corpus, of every file that a reader may
        read, in the order of their names. Links are not followed; those that lead outside are noted."""
        for root in self._roots:
            above = root.parent.parts[1:]
            for path in self._entries(str(root), 0, note):
                inside = os.path.relpath(path, root).replace(os.sep, "/")
                within = f"{root.name}/{inside}"
                yield path, within, above, within if len(self._roots) > 1 else inside

    def _entries(self, folder: str, depth: int, note: bool) -> Iterator[str]:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith((".", "~$")) or os.path.abspath(entry.path) == str(self._corpus.path):
                continue
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                outside = not any(Path(target).is_relative_to(root) for root in self._real_roots)
                if note and outside and len(self._skipped) < MOST_SKIPPED:
                    self._skipped.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    yield from self._entries(entry.path, depth + 1, note)
            elif entry.is_file(follow_symlinks=False) and os.path.splitext(entry.name)[1].lower() in ENDINGS:
                yield entry.path

    def _drop_stale(self) -> None:
        """Write parts again without the files that are gone or have been read anew."""
        with closing(_Known(self._corpus)) as now:
            for _, _, _, file in self._scanned(note=False):
                now.find(file)
            stale = now.stale_parts()
        for entry in [each for each in self._corpus.entries() if each.name in stale]:
            gone = stale[entry.name]
            kept = [file for file in entry.files if file.file not in gone]
            if kept:
                rows = {table: _rows_without(self._corpus, table, entry.name, gone) for table in COLUMNS}
                failed = entry.failed - gone
                # A name that sorts just behind the old one: a later part of the same files stays later.
                name = f"{entry.name[:6]}-{entry.name[7:]}+"
                self._corpus.write_part(name, rows, kept, failed, entry.version, [entry.name])
            self._corpus.remove_parts([entry.name])


def _rows_without(corpus: CorpusFolder, table: str, part: str, files: set[str]) -> list[Row]:
    pyarrow = arrow()
    read = pyarrow.parquet.read_table(corpus.parquet(table, part))
    columns = [column.to_pylist() for column in read.columns]
    return [row for row in zip(*columns, strict=True) if row[0] not in files]


def chunks_of(work: Iterator[Work]) -> Iterator[list[Work]]:
    """Lists of `FILES` files."""
    chunk: list[Work] = []
    for each in work:
        chunk.append(each)
        if len(chunk) == FILES:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def write_parts(corpus: CorpusFolder, pool: ReaderPool, work: Iterator[Work], count: Count, name: str = "") -> None:
    """Read files and write their parts; `count` receives the numbers of files done and failed. With a `name`, all files
    become one part of that name."""
    part = _Part(corpus, name)
    for answer in pool.run(_requests(work, part, count)):
        if answer is None:
            part.write_if_due()
            continue
        source, begun = cast("tuple[SourceFile, float]", answer.request.mark)
        seconds = round(time.monotonic() - begun, 3)
        failed = answer.problem is not None or answer.missing is not None
        part.add(source, rows_of(answer, source, seconds), failed)
        count(1, failed)
        part.write_if_due()
    part.write()


def _requests(work: Iterator[Work], part: "_Part", count: Count) -> Iterator[Request]:
    for each in work:
        if not each.source.sha256:
            try:
                open(each.path, "rb").close()
                error = OSError("it has changed while it was read")
            except OSError as refused:
                error = refused
            part.add(each.source, iter([("errors", unopened(each.source, error))]), True)
            count(1, 1)
            continue
        mark = (each.source, time.monotonic())
        yield Request(Path(each.path), each.within, each.above, mark=mark, everything=True)


class _Part:
    """Rows that are not written yet."""

    def __init__(self, corpus: CorpusFolder, name: str) -> None:
        self._corpus = corpus
        self._name = name
        self._clear()

    def _clear(self) -> None:
        self._rows: Mapping[str, list[Row]] = {table: [] for table in COLUMNS}
        self._files: list[SourceFile] = []
        self._failed: set[str] = set()
        self._since = time.monotonic()

    def add(self, source: SourceFile, rows: Iterator[tuple[str, Row]], failed: bool) -> None:
        if not self._files:
            self._since = time.monotonic()
        for table, row in rows:
            self._rows[table].append(row)
        self._files.append(source)
        if failed:
            self._failed.add(source.file)

    def write_if_due(self) -> None:
        due = len(self._files) >= FILES or time.monotonic() - self._since > SECONDS
        if self._files and due and not self._name:
            self.write()

    def write(self) -> None:
        if self._files:
            name = self._name or self._corpus.next_part()
            self._corpus.write_part(name, self._rows, self._files, self._failed, ANALYSIS)
        self._clear()
