"""Database of the library: tables, opening, migration, and renaming of a damaged file.

Everything in it is derived from the reports, so that it can be built again; what the user has chosen or written is
stored elsewhere (`library.choices`, companion files).
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from zjviewer.errors import BadLibrary
from zjviewer.storage.atomic_files import make_folder
from zjviewer.storage.cleanup import quarantine

_APPLICATION = 0x7A6A7677
"""Mark of this program in the header of the file."""
_PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""
_NOT_OPENED = "The library {path} cannot be opened: {why}."
_NEWER = "The library {path} was made by a newer version of zjviewer. Use that version, or rename the file."

MIGRATIONS = (
    """
    CREATE TABLE versions (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
    CREATE TABLE folders (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE);
    CREATE TABLE bodies (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, unit_type TEXT NOT NULL, region TEXT NOT NULL, city TEXT NOT NULL,
        code TEXT NOT NULL, UNIQUE (name, unit_type, region));
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, title TEXT NOT NULL,
        body INTEGER NOT NULL REFERENCES bodies,
        year INTEGER, body_source TEXT NOT NULL, region_source TEXT NOT NULL, year_source TEXT NOT NULL,
        era TEXT NOT NULL, published TEXT NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL,
        not_assessable INTEGER NOT NULL, characters INTEGER NOT NULL, variants TEXT NOT NULL, format TEXT NOT NULL,
        version INTEGER NOT NULL);
    CREATE INDEX reports_by_body ON reports (body);
    CREATE TABLE files (
        id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, folder INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, companions TEXT NOT NULL,
        report INTEGER REFERENCES reports, state TEXT NOT NULL, message TEXT NOT NULL, details TEXT NOT NULL);
    CREATE INDEX files_by_report ON files (report);
    CREATE INDEX files_by_folder ON files (folder);
    CREATE TABLE texts (report INTEGER PRIMARY KEY REFERENCES reports, text BLOB NOT NULL, pages BLOB NOT NULL,
        layout BLOB NOT NULL);
    CREATE TABLE sections (
        report INTEGER NOT NULL REFERENCES reports, number INTEGER NOT NULL, id TEXT NOT NULL, level INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (report, number)) WITHOUT ROWID;
    CREATE TABLE measures (
        id INTEGER PRIMARY KEY, table_id TEXT NOT NULL, row_key TEXT NOT NULL, column_key TEXT NOT NULL,
        UNIQUE (table_id, row_key, column_key));
    CREATE TABLE cells (
        measure INTEGER NOT NULL REFERENCES measures, report INTEGER NOT NULL REFERENCES reports, value NUMERIC,
        literal TEXT NOT NULL, semantics INTEGER NOT NULL, unit TEXT NOT NULL, qualifier TEXT NOT NULL, start INTEGER,
        PRIMARY KEY (measure, report)) WITHOUT ROWID;
    CREATE TABLE checks (
        report INTEGER NOT NULL REFERENCES reports, number INTEGER NOT NULL, id TEXT NOT NULL, rule TEXT NOT NULL,
        verdict TEXT NOT NULL, formula TEXT NOT NULL, section TEXT NOT NULL,
        PRIMARY KEY (report, number)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='ascii');
    """,
    "ALTER TABLE checks ADD COLUMN starts BLOB NOT NULL DEFAULT x''",
)
"""One script for each version of the tables, from an empty database on; a new version adds one at the end."""


def open_library(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Connection for reading and writing, and the new name of a damaged file that was replaced by an empty one.

    Missing folders are created. A connection is used by the thread that opened it. Raises BadLibrary and NotWritten.
    """
    make_folder(path.parent)
    try:
        return _connect(path), None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise BadLibrary(_NOT_OPENED, path=path, why=error) from error
        return rebuild_library(path)


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """Connection that cannot write; None where there is no library yet, or it is damaged. Raises BadLibrary."""
    if not os.path.isfile(path):
        return None
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return None
        raise BadLibrary(_NOT_OPENED, path=path, why=error) from error
    connection.execute("PRAGMA query_only = 1")
    return connection


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that the file is no sound database; False for a full disk, a lock and the like."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in str(error)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Context manager of one write: everything in the block is stored, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def path_key(path: Path | str) -> bytes:
    """Value of a path in the database: its bytes, because a path need not be valid Unicode."""
    return os.fspath(path).encode("utf-8", "surrogateescape")


def path_of(key: bytes) -> str:
    """Path of a value in the database."""
    return key.decode("utf-8", "surrogateescape")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        for setting in ("foreign_keys = 1", "synchronous = NORMAL", "journal_mode = WAL", "cache_size = -8000"):
            connection.execute(f"PRAGMA {setting}")
        _migrate(connection, path, MIGRATIONS)
        connection.execute("SELECT count(*) FROM (SELECT 1 FROM files, reports, words LIMIT 1)").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise BadLibrary(_NEWER, path=path)
    if version == len(migrations):
        return
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have been faster
        for script in migrations[version:]:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")


def rebuild_library(path: Path) -> tuple[sqlite3.Connection, Path]:
    """Connection to a new database, and the new name of the damaged one; its journals are renamed with it."""
    damaged = quarantine(path)
    for suffix in ("-wal", "-shm"):
        journal = path.with_name(path.name + suffix)
        if os.path.exists(journal):
            with suppress(OSError):
                journal.rename(damaged.with_name(damaged.name + suffix))
    return _connect(path), damaged
