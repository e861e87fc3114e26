"""What the library knows of its reports and files, as rows for lists, facets and JSON."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zjviewer.errors import Problem
from zjviewer.library.database import path_of

FILE_KEYS = ("file", "title", "body", "unit_type", "region", "year", "era", "state", "message")
"""Keys of `zjviewer library list --format json`."""
_REPORT_COLUMNS = (
    "reports.id, title, name, unit_type, region, city, code, year, body_source, region_source, year_source, era, "
    "published, passed, failed, not_assessable, characters, variants"
)


class ReportRow(NamedTuple):
    """A report of the library."""

    id: int
    title: str
    body: str
    """Name of its body; empty where unknown."""
    unit_type: str
    region: str
    city: str
    code: str
    year: int | None
    body_source: str
    region_source: str
    year_source: str
    era: str
    published: str
    passed: int
    failed: int
    not_assessable: int
    characters: int
    variants: str
    """Traditional characters and variants in its text."""
    file: str = ""
    """Path of the first file that is there, else of the first one."""
    missing: bool = False
    """Whether none of its files is there."""
    copies: int = 1
    """Number of files with these contents."""


class FileRow(NamedTuple):
    """A file of the library, with its report as far as it could be read."""

    file: str
    title: str
    body: str
    unit_type: str
    region: str
    year: int | None
    era: str
    state: str
    """`indexed`, `failed` or `missing`."""
    message: str
    """Why it cannot be read, or what of it is missing; empty otherwise."""
    problem: Problem | None = None
    """The same before it is filled, for translation."""


def report_rows(connection: sqlite3.Connection) -> tuple[ReportRow, ...]:
    """All reports, in the order in which they were added."""
    files: dict[int, list[tuple[str, str]]] = {}
    for report, path, state in connection.execute(
        "SELECT report, path, state FROM files WHERE report IS NOT NULL ORDER BY path"
    ):
        files.setdefault(report, []).append((path_of(path), state))
    rows = connection.execute(
        f"SELECT {_REPORT_COLUMNS} FROM reports JOIN bodies ON bodies.id = body ORDER BY reports.id"
    )
    return tuple(ReportRow._make((*row, *_best(files.get(row[0], [])))) for row in rows)


def file_rows(connection: sqlite3.Connection, state: str = "") -> tuple[FileRow, ...]:
    """All files by path, or those in one state."""
    rows = connection.execute(
        "SELECT path, title, name, unit_type, region, year, era, state, message, details FROM files "
        "LEFT JOIN reports ON reports.id = report LEFT JOIN bodies ON bodies.id = body "
        "WHERE ? IN ('', state) AND state NOT IN ('container', 'waiting') ORDER BY path",
        (state,),
    )
    return tuple(_file_row(row) for row in rows)


def file_values(row: FileRow) -> dict[str, object]:
    """Values of a file by the keys of `FILE_KEYS`."""
    return {name: getattr(row, name) for name in FILE_KEYS}


def status_values(connection: sqlite3.Connection) -> dict[str, int]:
    """Counts of reports, bodies, and of files by state."""
    states: Mapping[str, int] = dict(
        connection.execute(
            "SELECT state, count(*) FROM files WHERE state NOT IN ('container', 'waiting') GROUP BY state"
        ).fetchall()
    )
    reports, bodies = (
        connection.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in ("reports", "bodies")
    )
    unknown = connection.execute(
        "SELECT count(*) FROM reports JOIN bodies ON bodies.id = body "
        "WHERE name = '' OR (region = '' AND unit_type <> 'central')"
    ).fetchone()[0]
    named = {state: states.get(state, 0) for state in ("indexed", "failed", "missing")}
    return {"reports": reports, "bodies": bodies, "unknown": unknown, "files": sum(states.values()), **named}


def _best(files: list[tuple[str, str]]) -> tuple[str, bool, int]:
    there = [path for path, state in files if state != "missing"]
    path = next(iter(there), files[0][0] if files else "")
    return path, not there, len(files)


def _file_row(row: Sequence[Any]) -> FileRow:
    path, title, name, unit_type, region, year, era, state, message, details = row
    problem = Problem(message, **json.loads(details)) if message else None
    return FileRow(
        file=path_of(path),
        title=title or "",
        body=name or "",
        unit_type=unit_type or "unknown",
        region=region or "",
        year=year,
        era=era or "",
        state=state,
        message=str(problem or ""),
        problem=problem,
    )
