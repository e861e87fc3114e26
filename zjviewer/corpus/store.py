"""Folder of a corpus: Parquet files in parts, and for each part an entry that makes it valid.

    corpus.json           schema, version of the program, folders of documents
    done/000001-….jsonl   entry of a part: a line with numbers of rows and hashes of the tables, a line for each file
    reports/000001-….parquet, sections/…, figures/…, cells/…, checks/…, texts/…, errors/…
    lock                  process that builds
    progress.json         how far it is

The Parquet files of a part are written first, under temporary names, then renamed; on a cluster by any node. Then the
process that holds the lock writes the entry. Files without an entry are of a builder that was killed; they are ignored,
and removed by the next one. The part `NAME+` takes the place of the part `NAME`; of a file in several parts, the last
one holds.
"""

import hashlib
import json
import os
import platform
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zjviewer.corpus.tables import COLUMNS, HAS_ERROR, HAS_REPORT, Row, SourceFile
from zjviewer.errors import NotWritten, Problem
from zjviewer.storage.atomic_files import TEMPORARY, machine_id, make_folder, replace_file, write_atomically
from zjviewer.version import __version__

if TYPE_CHECKING:
    import pyarrow

SCHEMA = 2
"""Version of the folder; others are refused."""
LARGEST_ENTRY = 64 << 20
"""Maximum size of an entry, in bytes."""
NO_PYARROW = "A corpus needs pyarrow. Install it with: pip install 'zjviewer[corpus]'."
_NO_CORPUS = "{path} is not a corpus: it has no valid corpus.json."
_NEWER = "{path} was built by a newer version of zjviewer ({program}). Update zjviewer."
_OLDER = "{path} was built by an older version of zjviewer ({program}). Build the corpus again in an empty folder."
_OTHER_FOLDERS = "{path} is a corpus of {folders}. Build another folder in a place of its own with --out."
_NOT_EMPTY = "{path} is not empty and is not a corpus. Choose another folder with --out."
_BUSY = "{path} is being built by process {process} on {machine}. Wait until it has finished."
_DAMAGED = "The entry {path} of the corpus is damaged. Build the corpus again in an empty folder."
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
_PATIENCE = 0.5
"""Seconds for which the lock is tried: a process that asks whether a build runs holds it for a moment."""


class Written(NamedTuple):
    """A part whose Parquet files are written and whose entry is not."""

    name: str
    files: tuple[SourceFile, ...]
    rows: Mapping[str, int]
    """Number of rows by table."""
    hashes: Mapping[str, str]
    """SHA-256 of the Parquet file of each table."""
    version: int
    """Version of the analysis."""


class Entry(NamedTuple):
    """Part of a corpus that is whole, without its files."""

    name: str
    files: int
    rows: Mapping[str, int]
    hashes: Mapping[str, str]
    version: int
    again: Mapping[str, tuple[int, int, int]]
    """Earlier parts that hold some of its files as well, with the numbers of these files, reports and errors."""


class CorpusFolder:
    """Paths and entries of a corpus."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._number = 0

    def parquet(self, table: str, part: str) -> Path:
        """Path of one table of a part."""
        return self.path / table / f"{part}.parquet"

    def about(self) -> dict[str, Any]:
        """Content of `corpus.json`. Raises Problem where there is none, and for that of another version."""
        try:
            about = json.loads((self.path / "corpus.json").read_text(encoding="utf-8"))
            schema, program = int(about["schema"]), str(about["program"])
            about["folders"] = [*map(str, about["folders"])]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Problem(_NO_CORPUS, path=self.path) from error
        if schema != SCHEMA:
            raise Problem(_NEWER if schema > SCHEMA else _OLDER, path=self.path, program=program)
        return dict(about)

    def check(self, folders: Sequence[Path]) -> None:
        """Raise Problem where the folder is neither new nor empty nor a corpus of these documents."""
        named = [key_of(str(folder)) for folder in folders]
        if os.path.exists(self.path / "corpus.json"):
            before = self.about()["folders"]
            if before != named:
                raise Problem(_OTHER_FOLDERS, path=self.path, folders=", ".join(before))
        elif os.path.isdir(self.path) and any(
            each.name != "lock" and not each.name.startswith(TEMPORARY) for each in self.path.iterdir()
        ):
            raise Problem(_NOT_EMPTY, path=self.path)

    def prepare(self, folders: Sequence[Path], options: Mapping[str, Any]) -> None:
        """Create the folder, or take up an existing corpus of the same documents. Raises Problem."""
        self.check(folders)
        named = [key_of(str(folder)) for folder in folders]
        about = {"schema": SCHEMA, "program": __version__, "folders": named, "options": dict(options)}
        make_folder(self.path)
        # First of all: a folder with anything else in it would be refused at the next time.
        self._write_json(self.path / "corpus.json", about)
        for name in (*COLUMNS, "done"):
            make_folder(self.path / name)

    def names(self) -> list[str]:
        """Names of the valid parts, in the order in which they were written."""
        try:
            found = {
                name[:-6] for name in os.listdir(self.path / "done") if name[0].isdigit() and name[-6:] == ".jsonl"
            }
        except OSError:
            return []
        return sorted(name for name in found if f"{name}+" not in found)

    def entries(self) -> list[Entry]:
        """Valid entries in the order in which they were written. Raises Problem for a damaged one."""
        return [self._entry(name) for name in self.names()]

    def _entry(self, name: str) -> Entry:
        path = self.path / "done" / f"{name}.jsonl"
        try:
            with open(path, encoding="utf-8") as opened:
                plain = json.loads(opened.readline(LARGEST_ENTRY))
            return Entry(
                name,
                int(plain["files"]),
                {table: int(plain["rows"][table]) for table in COLUMNS},
                {table: str(plain["hashes"][table]) for table in COLUMNS},
                int(plain["version"]),
                {
                    part: (int(files), int(reports), int(errors))
                    for part, (files, reports, errors) in plain["again"].items()
                },
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Problem(_DAMAGED, path=path) from error

    def files_of(self, entry: Entry) -> list[SourceFile]:
        """Files of a part. Raises Problem for a damaged entry."""
        path = self.path / "done" / f"{entry.name}.jsonl"
        try:
            if os.stat(path).st_size > LARGEST_ENTRY:
                raise ValueError("too large")
            with open(path, encoding="utf-8") as opened:
                opened.readline()
                files = [SourceFile(*json.loads(line)) for line in opened]
            if len(files) != entry.files or not all(type(file.file) is str for file in files):
                raise ValueError("files")
        except (OSError, ValueError, TypeError) as error:
            raise Problem(_DAMAGED, path=path) from error
        return files

    def next_part(self) -> str:
        """Name of a new part, which sorts behind all others."""
        self._number = 1 + (self._number or max((int(name[:6]) for name in self.names()), default=0))
        return f"{self._number:06d}-{os.urandom(4).hex()}"

    def write_tables(
        self, part: str, rows: Mapping[str, Sequence[Row]], files: Iterable[SourceFile], version: int
    ) -> Written:
        """Write the Parquet files of a part. Raises NotWritten."""
        hashes = {}
        for table in COLUMNS:
            path = self.parquet(table, part)
            temporary = path.with_name(f".{path.name}.{machine_id()}-{os.getpid()}")
            try:
                hashes[table] = write_table(table, rows.get(table, ()), temporary)
                replace_file(temporary, path)
            except OSError as error:
                with suppress(OSError):
                    temporary.unlink()
                raise NotWritten(
                    "{path} was not written: {reason}. Run the same command again to go on.",
                    path=path,
                    reason=error.strerror or error,
                ) from error
        counts = {table: len(rows.get(table, ())) for table in COLUMNS}
        return Written(part, tuple(files), counts, hashes, version)

    def add(self, part: Written) -> None:
        """Write the entry of a part, which makes it valid. Raises NotWritten."""
        again: dict[str, list[int]] = {}
        for file in part.files:
            if file.before:
                counted = again.setdefault(file.before, [0, 0, 0])
                counted[0] += 1
                counted[1] += bool(file.state_before & HAS_REPORT)
                counted[2] += bool(file.state_before & HAS_ERROR)
        header = {
            "files": len(part.files),
            "rows": dict(part.rows),
            "hashes": dict(part.hashes),
            "version": part.version,
            "again": again,
        }
        lines = [json.dumps(each, ensure_ascii=False) for each in (header, *map(list, part.files))]
        data = "".join(f"{line}\n" for line in lines).encode("utf-8")
        write_atomically(self.path / "done" / f"{part.name}.jsonl", data, True)

    def remove_parts(self, names: Iterable[str]) -> None:
        """Remove parts that another one has replaced: the files, then the entry."""
        for name in names:
            for table in COLUMNS:
                self.parquet(table, name).unlink(missing_ok=True)
            (self.path / "done" / f"{name}.jsonl").unlink(missing_ok=True)

    def remove_orphans(self) -> None:
        """Remove what a builder that was killed has left."""
        valid = set(self.names())
        for name in os.listdir(self.path):
            if name.startswith(TEMPORARY):
                (self.path / name).unlink(missing_ok=True)
        for folder in (*COLUMNS, "done"):
            for name in os.listdir(self.path / folder):
                stem, suffix = os.path.splitext(name)
                if name.startswith(".") or (suffix in (".parquet", ".jsonl") and stem not in valid):
                    (self.path / folder / name).unlink(missing_ok=True)

    def superseded(self, entries: Sequence[Entry]) -> dict[str, set[str]]:
        """Files of each part that a later part has as well: they have been read again."""
        names = {entry.name for entry in entries}
        later: dict[str, set[str]] = {}
        for entry in entries:
            if any(part in names for part in entry.again):
                for file in self.files_of(entry):
                    if file.before in names:
                        later.setdefault(file.before, set()).add(file.file)
        return later

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
        handle = _open_lock(self.path, os.O_RDWR | os.O_CREAT)
        try:
            deadline = time.monotonic() + _PATIENCE
            while not _try_lock(handle):
                if time.monotonic() >= deadline:
                    process, _, machine = os.read(handle, 200).decode("utf-8", "replace").partition(" ")
                    raise Problem(_BUSY, path=self.path, process=process, machine=machine.strip())
                time.sleep(0.05)
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()} {platform.node()}\n".encode())
            yield
        finally:
            os.close(handle)

    def is_building(self) -> bool:
        """Whether a process of this machine builds the corpus."""
        try:
            handle = os.open(self.path / "lock", os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        except OSError:
            return False
        try:
            return not _try_lock(handle)
        finally:
            os.close(handle)


def key_of(path: str) -> str:
    """A path as valid text: what is none, such as bytes of another encoding, is escaped as `\\udc..`."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def path_of(key: str) -> str:
    """The path that `key_of` was given."""
    if os.path.lexists(key) or "\\u" not in key:
        return key
    path = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), key)
    return path if os.path.lexists(path) else key


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


def _open_lock(folder: Path, flags: int) -> int:
    try:
        return os.open(folder / "lock", flags, 0o644)
    except OSError as error:
        raise Problem("{path} cannot be written: {reason}.", path=folder, reason=error.strerror or error) from error


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
