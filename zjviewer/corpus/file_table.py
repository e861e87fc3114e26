"""Files of a corpus and files of its folders, in a temporary database: a million of them need little memory."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from zjviewer.corpus.store import CorpusFolder, key_of
from zjviewer.corpus.tables import HAS_ERROR
from zjviewer.readers.registry import ENDINGS

MOST_NOTED = 1000
"""Links and folders that are noted."""
_DEEPEST = 64
_CACHE = 32_000
"""Memory of the database in KiB."""


class Found(NamedTuple):
    """A file below the folders."""

    root: int
    """Index of its folder."""
    inside: str
    """Path below it."""
    file: str
    """Path in the corpus."""


Before = tuple[int, int, str, int, int, int, str]
"""Size, time, editorial files, attempts, state, version of the analysis, and part."""


class FileTable:
    """What the corpus holds, and what the folders hold now."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(
            "CREATE TABLE held (file TEXT PRIMARY KEY, size INT, modified INT, companions TEXT, attempts INT, "
            "state INT, version INT, part TEXT) WITHOUT ROWID"
        )
        self._database.execute("CREATE TABLE older (part TEXT, file TEXT)")
        self._database.execute("CREATE TABLE found (file TEXT PRIMARY KEY, root INT, inside BLOB) WITHOUT ROWID")
        self._parts: set[str] = set()

    def close(self) -> None:
        """Remove the database."""
        self._database.close()

    def add_parts(self, corpus: CorpusFolder) -> None:
        """Take in the files of the parts that are not known yet. Raises Problem."""
        for entry in corpus.entries():
            if entry.name in self._parts:
                continue
            self._parts.add(entry.name)
            files = corpus.files_of(entry)
            with self._database:
                self._database.execute("BEGIN")
                if entry.again:
                    self._database.executemany(
                        "INSERT INTO older SELECT part, file FROM held WHERE file = ?", ((each.file,) for each in files)
                    )
                self._database.executemany(
                    "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (
                            *(each.file, each.size, each.modified, each.companions),
                            *(each.attempts, each.state, entry.version, entry.name),
                        )
                        for each in files
                    ),
                )

    def add_found(self, files: Iterable[Found]) -> None:
        """Take in the files of the folders."""
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT OR IGNORE INTO found VALUES (?, ?, ?)",
            ((each.file, each.root, each.inside.encode("utf-8", "surrogatepass")) for each in files),
        )
        self._database.execute("COMMIT")

    def found(self) -> int:
        """Number of files in the folders."""
        return int(self._database.execute("SELECT count(*) FROM found").fetchone()[0])

    def held(self) -> int:
        """Number of files in the corpus."""
        return int(self._database.execute("SELECT count(*) FROM held").fetchone()[0])

    def failures(self) -> int:
        """Number of files of the corpus that could not be read, or only in part."""
        return int(self._database.execute("SELECT count(*) FROM held WHERE state & ?", (HAS_ERROR,)).fetchone()[0])

    def todo(self) -> Iterator[tuple[int, str, str, Before | None]]:
        """Folder, path below it and path in the corpus of every file of the folders in the order of the names, and what
        the corpus says of it."""
        rows = self._database.execute(
            "SELECT root, inside, file, size, modified, companions, attempts, state, version, part FROM found "
            "LEFT JOIN held USING (file) ORDER BY file"
        )
        for root, inside, file, *before in rows:
            yield root, inside.decode("utf-8", "surrogatepass"), file, None if before[0] is None else (*before,)

    def stale(self) -> Iterator[tuple[str, set[str]]]:
        """Parts with the files whose rows no longer hold: they are gone, or a later part has them."""
        rows = self._database.execute(
            "SELECT part, file FROM older UNION ALL "
            "SELECT part, file FROM held WHERE file NOT IN (SELECT file FROM found) ORDER BY part"
        )
        for part, group in groupby(rows, key=lambda row: str(row[0])):
            yield part, {file for _, file in group}

    def forget_gone(self) -> None:
        """Leave out the files that the folders no longer have."""
        self._database.execute("DELETE FROM held WHERE file NOT IN (SELECT file FROM found)")


class Scan:
    """One look through the folders. Links are not followed."""

    def __init__(self, roots: Sequence[Path], corpus: Path) -> None:
        self._roots = roots
        self._real_roots = [os.path.realpath(root) for root in roots]
        self._corpus = os.path.realpath(corpus)
        self.skipped: list[str] = []
        """Links that lead outside."""
        self.unlisted: list[str] = []
        """Folders that could not be looked through, each with the reason."""

    def files(self) -> Iterator[Found]:
        """Files that a reader may read, in any order."""
        for number, root in enumerate(self._roots):
            for inside in self._below(str(root)):
                file = key_of(inside).replace(os.sep, "/")
                yield Found(number, inside, f"{root.name}/{file}" if len(self._roots) > 1 else file)

    def _below(self, root: str) -> Iterator[str]:
        waiting = [("", 0)]
        while waiting:
            below, depth = waiting.pop()
            folder = os.path.join(root, below)
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.name.startswith((".", "~$")):
                            continue
                        inside = os.path.join(below, entry.name)
                        if entry.is_symlink():
                            self._note_link(entry.path)
                        elif entry.is_dir(follow_symlinks=False):
                            if depth >= _DEEPEST:
                                self._note(self.unlisted, f"{entry.path}: more than {_DEEPEST} folders deep")
                            elif os.path.realpath(entry.path) != self._corpus:
                                waiting.append((inside, depth + 1))
                        elif _is_report(entry):
                            yield inside
            except OSError as error:
                self._note(self.unlisted, f"{folder}: {error.strerror or error}")

    def _note_link(self, path: str) -> None:
        target = Path(os.path.realpath(path))
        if not any(target.is_relative_to(root) for root in self._real_roots):
            self._note(self.skipped, path)

    def _note(self, noted: list[str], words: str) -> None:
        if len(noted) < MOST_NOTED:
            noted.append(words)


def _is_report(entry: "os.DirEntry[str]") -> bool:
    return os.path.splitext(entry.name)[1].lower() in ENDINGS and entry.is_file(follow_symlinks=False)
