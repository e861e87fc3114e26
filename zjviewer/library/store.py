"""Writing of reports and files into the database of the library; every function is called inside a transaction."""

import json
import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from zjviewer.errors import Problem
from zjviewer.library.database import path_key
from zjviewer.library.full_text import to_tokens, variant_characters
from zjviewer.library.identity import Identity
from zjviewer.library.reader_pool import Answer
from zjviewer.library.stored_report import SEMANTICS, Cell
from zjviewer.library.stored_text import compressed_layout, compressed_text, packed_numbers, text_of

ANALYSIS = 2
"""Version of what is extracted from a text; stored texts of an older version are analysed again."""
TOKENS = 1
"""Version of the tokens; an index of another version is built again."""
_TABLES = ("checks", "sections", "texts")


class FoundFile(NamedTuple):
    """A file as it was when it was looked at."""

    path: Path
    folder: int
    """Row of its folder in the database."""
    size: int
    modified: int
    """Time of the last change in nanoseconds."""
    companions: str
    """Sizes and times of its editorial files; empty without any."""


def folder_row(connection: sqlite3.Connection, path: Path) -> int:
    """Row of a folder, added where it is new."""
    connection.execute("INSERT OR IGNORE INTO folders (path) VALUES (?)", (path_key(path),))
    found = connection.execute("SELECT id FROM folders WHERE path = ?", (path_key(path),)).fetchone()
    return int(found[0])


def adopt_files(connection: sqlite3.Connection, folder: int, path: Path) -> None:
    """Take over the files of folders that lie below this one, which has been added later."""
    below = path_key(path / "x")[:-1]
    rows = connection.execute("SELECT id, path FROM folders WHERE id <> ?", (folder,)).fetchall()
    for other, key in rows:
        if key.startswith(below):
            connection.execute("UPDATE files SET folder = ? WHERE folder = ?", (folder, other))
            connection.execute("DELETE FROM folders WHERE id = ?", (other,))


def put_report(connection: sqlite3.Connection, sha256: bytes, answer: Answer) -> int:
    """Store a report under the hash of its file, in place of an earlier analysis of it; returns its row."""
    report, contents = answer.report, answer.contents
    assert report is not None
    earlier = connection.execute("SELECT id FROM reports WHERE sha256 = ?", (sha256,)).fetchone()
    if earlier:
        _empty_report(connection, earlier[0])
    text = compressed_text(report.text)
    row = {
        "id": earlier[0] if earlier else None,
        "sha256": sha256,
        "title": answer.title,
        "era": contents.era,
        "published": answer.published,
        "passed": contents.passed,
        "failed": contents.failed,
        "not_assessable": contents.not_assessable,
        "characters": len(report.text),
        "variants": variant_characters(answer.title + report.text),
        "format": report.format,
        "version": ANALYSIS,
        **_identity_columns(connection, answer.identity),
    }
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    statement = f"INSERT INTO reports ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes} RETURNING id"
    ident = int(connection.execute(statement, row).fetchone()[0])
    pages = packed_numbers(report.pages)
    connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (ident, text, pages, compressed_layout(report)))
    connection.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        (ident, to_tokens(answer.title), to_tokens(text_of(text))),
    )
    connection.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((ident, number, *section) for number, section in enumerate(answer.sections)),
    )
    connection.executemany(
        "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((ident, number, *check[:-1], packed_numbers(check.starts)) for number, check in enumerate(contents.checks)),
    )
    _put_cells(connection, ident, contents.cells)
    return ident


def put_identity(connection: sqlite3.Connection, report: int, identity: Identity) -> None:
    """Store whose report it is."""
    columns = _identity_columns(connection, identity)
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE reports SET {changes} WHERE id = :report", {**columns, "report": report})
    _remove_unused_bodies(connection)


def put_file(connection: sqlite3.Connection, file: FoundFile, report: int | None, problem: Problem | None) -> None:
    """Store a file with its report, or with the reason why it cannot be read; it may have both where the
    analysis of the report is incomplete."""
    before = connection.execute("SELECT report FROM files WHERE path = ?", (path_key(file.path),)).fetchone()
    values = (
        path_key(file.path),
        *(file.folder, file.size, file.modified, file.companions, report),
        "failed" if report is None else "indexed",
        problem.message if problem else "",
        json.dumps({name: _plain(value) for name, value in problem.values.items()}) if problem else "",
    )
    connection.execute(
        "INSERT INTO files (path, folder, size, modified, companions, report, state, message, details) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, "
        "size = excluded.size, modified = excluded.modified, companions = excluded.companions, "
        "report = excluded.report, state = excluded.state, message = excluded.message, details = excluded.details",
        values,
    )
    if before and before[0] not in (None, report):
        remove_unused_reports(connection, (before[0],))


def add_waiting(connection: sqlite3.Connection, file: FoundFile) -> None:
    """Note a document in a container that is to be read, where it is not known; its size says that it was not."""
    connection.execute(
        "INSERT OR IGNORE INTO files (path, folder, size, modified, companions, report, state, message, details) "
        "VALUES (?, ?, -1, 0, '', NULL, 'waiting', '', '')",
        (path_key(file.path), file.folder),
    )


def set_state(connection: sqlite3.Connection, files: Iterable[bytes], state: str) -> None:
    """Mark files, by path, as `missing`, or as there again: `indexed`."""
    connection.executemany("UPDATE files SET state = ? WHERE path = ?", ((state, path) for path in files))


def remove_folder(connection: sqlite3.Connection, path: Path) -> int | None:
    """Remove a folder with its files, and the reports that are in no other folder; returns the number of files, None
    for an unknown folder."""
    found = connection.execute("SELECT id FROM folders WHERE path = ?", (path_key(path),)).fetchone()
    if found is None:
        return None
    reports = connection.execute("SELECT DISTINCT report FROM files WHERE folder = ?", found).fetchall()
    count = connection.execute("DELETE FROM files WHERE folder = ?", found).rowcount
    connection.execute("DELETE FROM folders WHERE id = ?", found)
    remove_unused_reports(connection, (row[0] for row in reports if row[0] is not None))
    return count


def remove_unused_reports(connection: sqlite3.Connection, reports: Iterable[int]) -> None:
    """Remove those of the reports that no file has any more."""
    for report in tuple(reports):
        if connection.execute("SELECT 1 FROM files WHERE report = ?", (report,)).fetchone() is None:
            _empty_report(connection, report)
            connection.execute("DELETE FROM reports WHERE id = ?", (report,))
    _remove_unused_bodies(connection)


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Build the full-text index again from the stored texts where its tokens are of another version."""
    found = connection.execute("SELECT number FROM versions WHERE name = 'tokens'").fetchone()
    if found and found[0] == TOKENS:
        return
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    rows = connection.execute("SELECT id, title, text FROM reports JOIN texts ON texts.report = reports.id")
    for report, title, text in rows.fetchall() if found else ():
        connection.execute(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            (report, to_tokens(title), to_tokens(text_of(text))),
        )
    connection.execute("INSERT OR REPLACE INTO versions VALUES ('tokens', ?)", (TOKENS,))


def _empty_report(connection: sqlite3.Connection, report: int) -> None:
    """Remove everything of a report except its row; the index needs the old tokens for that."""
    row = connection.execute(
        "SELECT title, text FROM reports JOIN texts ON texts.report = reports.id WHERE id = ?", (report,)
    ).fetchone()
    if row:
        connection.execute(
            "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            (report, to_tokens(row[0]), to_tokens(text_of(row[1]))),
        )
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
    # No index by report: it would take a fifth of the cells' space, and there are some hundred measures.
    connection.execute("DELETE FROM cells WHERE report = ?1 AND measure IN (SELECT id FROM measures)", (report,))


def _put_cells(connection: sqlite3.Connection, report: int, cells: Iterable[Cell]) -> None:
    """Store the cells of a report. The literal is left out where it is the value; a span ends where its literal does;
    `semantics` is an index into `SEMANTICS`."""
    for cell in cells:
        names = (cell.table, cell.row, cell.column)
        connection.execute("INSERT OR IGNORE INTO measures (table_id, row_key, column_key) VALUES (?, ?, ?)", names)
        connection.execute(
            "INSERT OR IGNORE INTO cells SELECT id, ?, ?, ?, ?, ?, ?, ? FROM measures "
            "WHERE table_id = ? AND row_key = ? AND column_key = ?",
            (
                *(report, _number(cell.value), "" if cell.literal == cell.value else cell.literal),
                *(SEMANTICS.index(cell.semantics), cell.unit, cell.qualifier, cell.start if cell.value else None),
                *names,
            ),
        )


def _number(value: str) -> int | float | None:
    if not value:
        return None
    number = Decimal(value)
    whole = number == number.to_integral_value() and abs(number) < 2**63
    return int(number) if whole else float(number)


def _identity_columns(connection: sqlite3.Connection, identity: Identity) -> dict[str, object]:
    body = (identity.body, identity.unit_type, identity.region)
    connection.execute(
        "INSERT OR IGNORE INTO bodies (name, unit_type, region, city, code) VALUES (?, ?, ?, ?, ?)",
        (*body, identity.city, identity.code),
    )
    row = connection.execute("SELECT id FROM bodies WHERE name = ? AND unit_type = ? AND region = ?", body).fetchone()
    sources = {name: getattr(identity, name) for name in ("body_source", "region_source", "year_source")}
    return {"body": row[0], "year": identity.year, **sources}


def _remove_unused_bodies(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM bodies WHERE NOT EXISTS (SELECT 1 FROM reports WHERE reports.body = bodies.id)")


def _plain(value: object) -> int | str:
    return value if type(value) is int else str(value)
