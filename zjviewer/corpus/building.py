"""Building of a corpus: looks through the folders, has new and changed files read, and writes parts."""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, cast

from zjviewer.corpus.file_table import FileTable, Scan
from zjviewer.corpus.store import CorpusFolder, Written, arrow, key_of
from zjviewer.corpus.tables import COLUMNS, HAS_ERROR, Row, SourceFile, rows_of, state_of, unopened
from zjviewer.errors import Problem
from zjviewer.library.folder_scan import companions_of
from zjviewer.library.reader_pool import ReaderPool, Request
from zjviewer.library.store import ANALYSIS
from zjviewer.storage.regular_files import open_regular

FILES = 200
"""Files of a part."""
SECONDS = 60.0
"""Longest time that a result waits for its part, unless a file takes longer."""
_NO_FOLDER = "There is no folder {path}."
_SAME_NAME = "Two folders are named {name}: the paths of a corpus would not tell them apart. Build one corpus for each."
_WITHIN = "{path} lies in another one of these folders. Name only the outer one."
_EMPTY = "There are no reports in {path} any more. Is the drive connected? The corpus was not changed."
_WEIGHT = 24_000_000
"""Characters of the texts of a part, rows of other tables included as `_ROW` characters."""
_ROW = 200
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
    unlisted: tuple[str, ...] = ()
    """Folders that could not be looked through, each with the reason, at most `MOST_SKIPPED`."""


MOST_SKIPPED = 1000
Count = Callable[[int, int], None]
"""Receives the numbers of files that are done and that failed since the last call."""
Progress = Callable[[int, int, int, float], None]
"""Receives files done, files in all, failures, and seconds since the first file was read."""


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
        if any(other in root.parents for other in roots):
            raise Problem(_WITHIN, path=root)
    names = [root.name for root in roots]
    for name in names:
        if names.count(name) > 1:
            raise Problem(_SAME_NAME, name=name)
    corpus = CorpusFolder(Path(os.path.abspath(out)))
    corpus.check(roots)
    with corpus.building():
        corpus.prepare(roots, {"seconds": options.seconds, "memory": options.megabytes})
        corpus.remove_orphans()
        with closing(FileTable()) as table:
            table.add_parts(corpus)
            return _Run(corpus, roots, options, progress, table).run(engine)


class Work(NamedTuple):
    """A file to read."""

    path: str
    within: str
    """Path below the folder of documents, that folder's name included."""
    above: tuple[str, ...]
    source: SourceFile
    """Its hash is made when it is read."""


Engine = Callable[[CorpusFolder, Iterator[list[Work]], Options, Count], Iterator[Written]]
"""Reads chunks of files elsewhere, and gives the parts that are written."""


class _Run:
    def __init__(
        self, corpus: CorpusFolder, roots: Sequence[Path], options: Options, progress: Progress, table: FileTable
    ) -> None:
        self._corpus = corpus
        self._roots = roots
        self._options = options
        self._progress = progress
        self._table = table
        self._scan = Scan(roots, corpus.path)
        self._unchanged = self._done = self._failed = self._total = 0
        self._begun_at = time.time()
        self._reading_since = 0.0
        self._reported = 0.0

    def run(self, engine: "Engine | None") -> Result:
        self._table.add_found(self._scan.files())
        self._total = self._table.found()
        if not self._total and not self._scan.unlisted and self._table.held():
            raise Problem(_EMPTY, path=self._roots[0])
        if engine is None:
            with ReaderPool(
                self._options.workers, seconds=self._options.seconds, megabytes=self._options.megabytes
            ) as pool:
                self._add(write_parts(self._corpus, pool, self._todo(), self._count))
        else:
            self._add(engine(self._corpus, chunks_of(self._todo()), self._options, self._count))
        self._table.add_parts(self._corpus)
        if not self._options.limit and not self._scan.unlisted:
            self._drop_stale()
        self._corpus.remove_orphans()
        self._report(force=True)
        skipped, unlisted = tuple(self._scan.skipped), tuple(self._scan.unlisted)
        return Result(self._done, self._table.failures(), self._unchanged, skipped, unlisted)

    def _add(self, parts: Iterator[Written]) -> None:
        for part in parts:
            self._corpus.add(part)

    def _count(self, done: int, failed: int) -> None:
        self._done += done
        self._failed += failed
        self._report()

    def _report(self, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._reported < _REPORT_INTERVAL:
            return
        self._reported = now
        seconds = now - self._reading_since if self._reading_since else 0.0
        total, limit = self._total, self._options.limit
        if limit:
            total = min(total, self._unchanged + limit)
        self._progress(self._done + self._unchanged, total, self._failed, seconds)
        self._corpus.write_progress(
            {
                "done": self._done,
                "unchanged": self._unchanged,
                "total": total,
                "failed": self._failed,
                "started": self._begun_at,
                "seconds": round(seconds, 3),
                "skipped": [key_of(path) for path in self._scan.skipped],
                "unlisted": [key_of(folder) for folder in self._scan.unlisted],
            }
        )

    def _todo(self) -> Iterator[Work]:
        """Files that are new, have changed, or are to be tried again."""
        left = self._options.limit or -1
        for number, inside, file, before in self._table.todo():
            if left == 0:
                return
            root = self._roots[number]
            path = os.path.join(root, inside)
            try:
                status = os.lstat(path)
                size, modified, companions = status.st_size, status.st_mtime_ns, companions_of(Path(path))
            except OSError:
                size, modified, companions = 0, 0, ""
            attempts, part, state = 1, "", 0
            if before is not None:
                same = (size, modified, companions) == before[:3]
                attempts, state, version, part = before[3:]
                failed = bool(state & HAS_ERROR)
                if same and version == ANALYSIS and not (failed and self._options.retry_errors):
                    self._unchanged += 1
                    self._report()
                    continue
                attempts = attempts + 1 if failed else 1
            self._reading_since = self._reading_since or time.monotonic()
            left -= 1
            source = SourceFile(file, "", size, modified, attempts, companions, 0, part, state)
            yield Work(path, f"{root.name}/{key_of(inside).replace(os.sep, '/')}", root.parent.parts[1:], source)

    def _drop_stale(self) -> None:
        """Write parts again without the files that are gone or have been read again."""
        entries = {entry.name: entry for entry in self._corpus.entries()}
        for name, gone in self._table.stale():
            entry = entries[name]
            kept = [file._replace(before="", state_before=0) for file in self._corpus.files_of(entry)]
            kept = [file for file in kept if file.file not in gone]
            if kept:
                rows = {table: _rows_without(self._corpus, table, name, gone) for table in COLUMNS}
                self._corpus.add(self._corpus.write_tables(f"{name}+", rows, kept, entry.version))
            self._corpus.remove_parts([name])
        self._table.forget_gone()


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


def write_parts(
    corpus: CorpusFolder, pool: ReaderPool, work: Iterator[Work], count: Count, names: Callable[[], str] | None = None
) -> Iterator[Written]:
    """Read files and write the Parquet files of their parts; `count` receives the numbers of files done and failed, and
    `names` gives the names of parts."""
    part = _Part(corpus, names or corpus.next_part)
    for answer in pool.run(_requests(work, part, count)):
        if answer is not None:
            source, begun = cast("tuple[SourceFile, float]", answer.request.mark)
            seconds = round(time.monotonic() - begun, 3)
            source = source._replace(state=state_of(answer))
            part.add(source, rows_of(answer, source, seconds))
            count(1, bool(source.state & HAS_ERROR))
        if part.is_due:
            yield part.write()
    if part.files:
        yield part.write()


def _requests(work: Iterator[Work], part: "_Part", count: Count) -> Iterator[Request]:
    for each in work:
        path, source = each.path, each.source
        try:
            with open_regular(Path(path), sys.maxsize) as opened:
                source = source._replace(sha256=hashlib.file_digest(opened, "sha256").hexdigest())
        except OSError as error:
            part.add(source._replace(state=HAS_ERROR), iter([("errors", unopened(source, error))]))
            count(1, 1)
            continue
        yield Request(Path(path), each.within, each.above, mark=(source, time.monotonic()), everything=True)


class _Part:
    """Rows that are not written yet."""

    def __init__(self, corpus: CorpusFolder, names: Callable[[], str]) -> None:
        self._corpus = corpus
        self._names = names
        self._clear()

    def _clear(self) -> None:
        self._rows: Mapping[str, list[Row]] = {table: [] for table in COLUMNS}
        self.files: list[SourceFile] = []
        self._weight = 0
        self._since = time.monotonic()

    def add(self, source: SourceFile, rows: Iterator[tuple[str, Row]]) -> None:
        if not self.files:
            self._since = time.monotonic()
        for table, row in rows:
            self._rows[table].append(row)
            self._weight += len(row[2]) if table == "texts" else _ROW
        self.files.append(source)

    @property
    def is_due(self) -> bool:
        """Whether it is to be written now."""
        full = len(self.files) >= FILES or self._weight >= _WEIGHT
        return full or (bool(self.files) and time.monotonic() - self._since > SECONDS)

    def write(self) -> Written:
        written = self._corpus.write_tables(self._names(), self._rows, self.files, ANALYSIS)
        self._clear()
        return written
