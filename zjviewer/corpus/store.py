"""Folder of a corpus: Parquet files in parts, and for each part an entry that makes it valid.

    corpus.json          schema, version of the program, folders of documents
    done/000001-….json   entry of a part: its files, and the number of rows and the hash of each table
    reports/000001-….parquet, sections/…, figures/…, cells/…, checks/…, texts/…, errors/…
    lock                 process that builds
    progress.json        how far it is

The Parquet files of a part are written first, under temporary names, then renamed, then its entry is written. Files
without an entry are of a builder that was killed; they are ignored, and removed by the next one.
"""

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zjviewer.corpus.tables import COLUMNS, Row, SourceFile
from zjviewer.errors import Problem
from zjviewer.storage.atomic_files import make_folder, replace_file, write_atomically
from zjviewer.version import __version__

if TYPE_CHECKING:
    import pyarrow

SCHEMA = 1
"""Version of the folder; a newer one is refused."""
LARGEST_ENTRY = 64 << 20
"""Maximum size of an entry, in bytes."""
NO_PYARROW = "A corpus needs pyarrow. Install it with: pip install 'zjviewer[corpus]'."
_NO_CORPUS = "{path} is not a corpus: it has no valid corpus.json."
_NEWER = "{path} was built by a newer version of zjviewer ({program}). Update zjviewer."
_OTHER_FOLDERS = "{path} is a corpus of {folders}. Build another folder in a place of its own with --out."
_NOT_EMPTY = "{path} is not empty and is not a corpus. Choose another folder with --out."
_BUSY = "{path} is being built by process {process} on {machine}. Wait until it has finished."
_DAMAGED = "The entry {path} of the corpus is damaged. Build the corpus again in an empty folder."


class Entry(NamedTuple):
    """Part of a corpus that is whole."""

    name: str
    files: tuple[SourceFile, ...]
    failed: frozenset[str]
    """Files of `files` that could not be read, or only in part."""
    rows: Mapping[str, int]
    """Number of rows by table."""
    hashes: Mapping[str, str]
    """SHA-256 of the Parquet file of each table."""
    replaces: tuple[str, ...] = ()
    """Parts that it takes the place of."""
    version: int = 0
    """Version of the analysis."""


class CorpusFolder:
    """Paths and entries of a corpus."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def parquet(self, table: str, part: str) -> Path:
        """Path of one table of a part."""
        return self.path / table / f"{part}.parquet"

    def about(self) -> dict[str, Any]:
        """Content of `corpus.json`. Raises Problem where there is none, and for that of a newer version."""
        try:
            about = json.loads((self.path / "corpus.json").read_text(encoding="utf-8"))
            schema, program = int(about["schema"]), str(about["program"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Problem(_NO_CORPUS, path=self.path) from error
        if schema > SCHEMA:
            raise Problem(_NEWER, path=self.path, program=program)
        return dict(about)

    def check(self, folders: Sequence[Path]) -> None:
        """Raise Problem where the folder is neither new nor empty nor a corpus of these documents."""
        named = [str(folder) for folder in folders]
        if os.path.exists(self.path / "corpus.json"):
            before = self.about().get("folders")
            if before != named:
                raise Problem(_OTHER_FOLDERS, path=self.path, folders=", ".join(map(str, before or ())))
        elif os.path.isdir(self.path) and any(each.name != "lock" for each in self.path.iterdir()):
            raise Problem(_NOT_EMPTY, path=self.path)

    def prepare(self, folders: Sequence[Path], options: Mapping[str, Any]) -> None:
        """Create the folder, or take up an existing corpus of the same documents. Raises Problem."""
        self.check(folders)
        for name in (*COLUMNS, "done"):
            make_folder(self.path / name)
        about = {"schema": SCHEMA, "program": __version__, "folders": [*map(str, folders)], "options": dict(options)}
        self._write_json(self.path / "corpus.json", about)

    def entries(self) -> Iterator[Entry]:
        """Valid entries in the order in which they were written. Raises Problem for a damaged one."""
        found = [self._entry(path) for path in sorted((self.path / "done").glob("[0-9]*.json"))]
        replaced = {name for entry in found for name in entry.replaces}
        yield from (entry for entry in found if entry.name not in replaced)

    def _entry(self, path: Path) -> Entry:
        try:
            if path.stat().st_size > LARGEST_ENTRY:
                raise ValueError("too large")
            plain = json.loads(path.read_text(encoding="utf-8"))
            return Entry(
                path.stem,
                tuple(SourceFile(*row) for row in plain["files"]),
                frozenset(plain["failed"]),
                {table: int(plain["rows"][table]) for table in COLUMNS},
                {table: str(plain["hashes"][table]) for table in COLUMNS},
                tuple(plain["replaces"]),
                int(plain["version"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Problem(_DAMAGED, path=path) from error

    def next_part(self) -> str:
        """Name of a new part, which sorts behind all others."""
        last = max((int(path.stem[:6]) for path in (self.path / "done").glob("[0-9]*.json")), default=0)
        return f"{last + 1:06d}-{os.urandom(4).hex()}"

    def write_part(
        self,
        part: str,
        rows: Mapping[str, Sequence[Row]],
        files: Iterable[SourceFile],
        failed: Iterable[str],
        version: int,
        replaces: Sequence[str] = (),
    ) -> None:
        """Write a part as a whole. Raises Problem."""
        hashes = {}
        for table in COLUMNS:
            path = self.parquet(table, part)
            temporary = path.with_name(f".{path.name}.{os.getpid()}")
            hashes[table] = write_table(table, rows.get(table, ()), temporary)
            replace_file(temporary, path)
        plain = {
            "files": [list(file) for file in files],
            "failed": sorted(failed),
            "rows": {table: len(rows.get(table, ())) for table in COLUMNS},
            "hashes": hashes,
            "replaces": list(replaces),
            "version": version,
        }
        self._write_json(self.path / "done" / f"{part}.json", plain)

    def remove_parts(self, names: Iterable[str]) -> None:
        """Remove parts that another one has replaced: the files, then the entry."""
        for name in names:
            for table in COLUMNS:
                self.parquet(table, name).unlink(missing_ok=True)
            (self.path / "done" / f"{name}.json").unlink(missing_ok=True)

    def remove_orphans(self) -> int:
        """Remove what a builder that was killed has left; returns the number of files."""
        names = {path.stem for path in (self.path / "done").glob("[0-9]*.json")}
        valid = {entry.name for entry in self.entries()}
        self.remove_parts(names - valid)
        removed = 0
        for folder in (*COLUMNS, "done"):
            for path in (self.path / folder).iterdir():
                if path.name.startswith(".") or (path.suffix == ".parquet" and path.stem not in valid):
                    path.unlink(missing_ok=True)
                    removed += 1
        return removed

    def write_progress(self, progress: Mapping[str, Any]) -> None:
        """Replace `progress.json`."""
        self._write_json(self.path / "progress.json", progress)

    def progress(self) -> dict[str, Any]:
        """Content of `progress.json`; empty without one."""
        try:
            return dict(json.loads((self.path / "progress.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def _write_json(self, path: Path, plain: object) -> None:
        write_atomically(path, json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8", "replace"), True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Context manager that excludes other builders, on this machine by a lock of the system. Raises Problem with
        the process that builds."""
        make_folder(self.path)
        handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _try_lock(handle):
                process, _, machine = os.pread(handle, 200, 0).decode("utf-8", "replace").partition(" ")
                raise Problem(_BUSY, path=self.path, process=process, machine=machine.strip())
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()} {platform.node()}\n".encode())
            yield
        finally:
            os.close(handle)

    def is_building(self) -> bool:
        """Whether a process of this machine builds the corpus."""
        try:
            handle = os.open(self.path / "lock", os.O_RDWR)
        except OSError:
            return False
        try:
            return not _try_lock(handle)
        finally:
            os.close(handle)


def arrow() -> Any:
    """The module pyarrow with pyarrow.parquet. Raises Problem where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Problem(NO_PYARROW) from error
    return pyarrow


def schema_of(table: str) -> "pyarrow.Schema":
    """Arrow schema of a table."""
    pyarrow = arrow()
    kinds = {"string": pyarrow.string(), "int64": pyarrow.int64(), "double": pyarrow.float64()}
    return pyarrow.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])


def write_table(table: str, rows: Sequence[Row], path: Path) -> str:
    """Write rows to a Parquet file (zstd), flushed to the disk, and return its SHA-256."""
    pyarrow = arrow()
    schema = schema_of(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pyarrow.array(list(values), kind) for values, kind in zip(columns, schema.types, strict=True)]
    made = pyarrow.Table.from_arrays(arrays, schema=schema)
    pyarrow.parquet.write_table(made, path, compression="zstd")
    with open(path, "rb+") as written:
        os.fsync(written.fileno())
        return hashlib.file_digest(written, "sha256").hexdigest()


def _try_lock(handle: int) -> bool:
    """Lock an open file until it is closed; False where another process has locked it."""
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
            return True
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
