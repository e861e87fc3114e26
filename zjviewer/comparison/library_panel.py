"""The panel of the library's reports: metrics are read from its database when a view asks for them."""

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from zjviewer.comparison.measures import catalogue, era_of_year
from zjviewer.comparison.panel import Panel, PanelCell, PanelReport, one_of_each, refusal
from zjviewer.comparison.stored_cells import StoredCells
from zjviewer.core.annotations.annotation_file import load_annotation_file
from zjviewer.core.model.checks import CheckMark, marks_by_check
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.errors import BadMarks, Problem
from zjviewer.library.body_names import UnitType
from zjviewer.library.database import open_for_reading
from zjviewer.library.identity import Identity
from zjviewer.library.library_rows import ReportRow, report_rows
from zjviewer.library.stored_report import SEMANTICS, StoredCheck
from zjviewer.library.stored_text import text_of, unpacked_numbers

NO_LIBRARY = "There is no library yet. Add a folder: zjviewer library add DIR."
_SAMPLED = 3
"""Cells of a form by which a report is known to have it."""
_FACETS = ("value", "share")
"""Columns of tables whose rows are metrics, in the format of 2014."""
_NUMBER = re.compile(r"[-+−]?[\d.,，]+")


def panel_of_library(path: Path, preferred: Sequence[str] = ()) -> Panel:
    """The panel of all reports of a library. Its cells have no sentences; `with_sentences` reads these.

    Raises Problem where there is no library, and BadLibrary.
    """
    connection = open_for_reading(path)
    if connection is None:
        raise Problem(NO_LIBRARY)
    with closing(connection):
        rows = report_rows(connection)
        digests = dict(connection.execute("SELECT id, sha256 FROM reports"))
        checks = _failed_checks(connection)
    found: list[tuple[PanelReport, int]] = []
    left = []
    for row in rows:
        refused = refusal(row.file, _identity(row))
        if refused is None:
            found.append((_report(row, digests[row.id]), row.id))
        else:
            left.append(refused)
    kept, older = one_of_each(found, preferred)
    reports = tuple(report for report, _ in kept)
    idents = tuple(ident for _, ident in kept)
    cells = LibraryCells(path, reports, idents, _failed_starts(checks, dict(zip(idents, reports, strict=True))))
    return Panel(reports, cells, (*left, *older))


def _failed_checks(connection: sqlite3.Connection) -> Mapping[int, list[StoredCheck]]:
    """Failed checks by report."""
    found: dict[int, list[StoredCheck]] = {}
    for report, *names, starts in connection.execute(
        "SELECT report, id, rule, verdict, formula, section, starts FROM checks WHERE verdict = 'fail'"
    ):
        found.setdefault(report, []).append(StoredCheck._make((*names, unpacked_numbers(starts))))
    return found


def _failed_starts(
    checks: Mapping[int, Sequence[StoredCheck]], reports: Mapping[int, PanelReport]
) -> Mapping[int, frozenset[int]]:
    """Where the figures of failed checks begin, by report; without the checks that the reader calls false alarms."""
    found: dict[int, frozenset[int]] = {}
    for ident, failed in checks.items():
        if ident in reports:
            marks = marks_by_check(_marks_of(Path(reports[ident].file)), failed)
            dismissed = {check for check, mark in marks.items() if mark.kind == "dismissed"}
            found[ident] = frozenset(start for check in failed if check.id not in dismissed for start in check.starts)
    return found


def _marks_of(report: Path) -> tuple[CheckMark, ...]:
    try:
        return load_annotation_file(report).marks
    except BadMarks:
        return ()


def _identity(row: ReportRow) -> Identity:
    unit_type: UnitType = row.unit_type  # type: ignore[assignment]  # the database holds no other
    return Identity(row.body, unit_type, row.region, row.city, row.code, year=row.year)


def _report(row: ReportRow, digest: bytes) -> PanelReport:
    assert row.year is not None
    try:
        published = date.fromisoformat(row.published) if row.published else None
    except ValueError:
        published = None
    era = row.era or era_of_year(row.year)
    names = (row.body, row.unit_type, row.region, row.year, era)
    return PanelReport(*names, row.file, digest.hex(), row.title, published, row.city, row.code)


class LibraryCells(StoredCells):
    """Cells by metric and index of the report, read from the database at the first request. Every request opens its own
    connection, so that any thread may ask. `failed` has the places of figures in failed checks, by a report's row."""

    def __init__(
        self,
        path: Path,
        reports: Sequence[PanelReport],
        idents: Sequence[int],
        failed: Mapping[int, frozenset[int]],
    ) -> None:
        super().__init__()
        self._path = path
        self._reports = reports
        self._index = {ident: index for index, ident in enumerate(idents)}
        self._idents = tuple(idents)
        self._failed = failed
        self._known: tuple[str, ...] | None = None

    def read_metric(self, metric: str) -> Mapping[int, PanelCell]:
        """The cells of a metric, from the database."""
        with closing(self._connection()) as connection:
            return self._cells(connection, metric)

    def __iter__(self) -> Iterator[str]:
        """The metrics that any report has a cell of."""
        if self._known is None:
            with closing(self._connection()) as connection:
                stored = set(connection.execute("SELECT table_id, row_key, column_key FROM measures"))
            tables = {(table, column in _FACETS) for table, _, column in stored}
            self._known = tuple(
                dict.fromkeys(
                    metric
                    for cells in catalogue().values()
                    for metric, place in cells.items()
                    if (place.cell.table, place.cell.row, place.column) in stored
                    or (
                        (place.required or not place.cell.column)
                        and (place.cell.table, not place.cell.column) in tables
                    )
                )
            )
        return iter(self._known)

    def __len__(self) -> int:
        """The number of these metrics."""
        return sum(1 for _ in self)

    def _connection(self) -> sqlite3.Connection:
        connection = open_for_reading(self._path)
        if connection is None:
            raise Problem(NO_LIBRARY)
        return connection

    def _cells(self, connection: sqlite3.Connection, metric: str) -> Mapping[int, PanelCell]:
        found: dict[int, PanelCell] = {}
        for era, cells in catalogue().items():
            place = cells.get(metric)
            if place is None:
                continue
            key = (place.cell.table, place.cell.row, place.column)
            rows = connection.execute(
                "SELECT report, value, literal, semantics, unit, qualifier, start FROM cells WHERE measure = "
                "(SELECT id FROM measures WHERE table_id = ? AND row_key = ? AND column_key = ?)",
                key,
            )
            for report, value, literal, semantics, unit, qualifier, start in rows:
                index = self._index.get(report)
                if index is None or self._reports[index].era != era:
                    continue
                written = literal or ("" if value is None else str(value))
                end = None if start is None else start + len(written)
                meaning = SEMANTICS[semantics]
                found[index] = PanelCell(
                    value,
                    written,
                    meaning,  # type: ignore[arg-type]
                    unit or place.unit,
                    qualifier,
                    0,
                    "",
                    start,
                    end,
                    failed=start in self._failed.get(report, ()),
                )
            if not place.required and place.cell.column:
                continue
            empty = PanelCell(None, semantics="empty", unit=place.unit)
            for (report,) in connection.execute(*_with_table(place.cell.table, not place.cell.column)):
                index = self._index.get(report)
                if index is not None and self._reports[index].era == era:
                    found.setdefault(index, empty)
        return found

    def with_sentences(self, metrics: Sequence[str] = ()) -> Mapping[str, Mapping[int, PanelCell]]:
        """All cells of some metrics, or of every metric, with page and sentence; each text is read once."""
        chosen = tuple(metrics) or tuple(self)
        with closing(self._connection()) as connection:
            cells = {metric: dict(self._cells(connection, metric)) for metric in chosen}
            for index, ident in enumerate(self._idents):
                row = connection.execute("SELECT text, pages FROM texts WHERE report = ?", (ident,)).fetchone()
                if row is not None:
                    _add_sentences(cells, index, text_of(row[0]), unpacked_numbers(row[1]))
        return cells


def _with_table(table: str, of_measures: bool) -> tuple[str, tuple[str, int]]:
    """Query for the reports that have a table: by some cells of a form, or by every row of a table of measures."""
    facets = ", ".join(f"'{column}'" for column in _FACETS)
    return (
        "SELECT DISTINCT report FROM cells WHERE measure IN (SELECT id FROM measures WHERE table_id = ? "
        f"AND column_key {'' if of_measures else 'NOT '}IN ({facets}) LIMIT ?)",
        (table, 1000 if of_measures else _SAMPLED),
    )


def _add_sentences(cells: Mapping[str, dict[int, PanelCell]], index: int, text: str, pages: Sequence[int]) -> None:
    """Put page, sentence and the number as written into the cells of one report."""
    placed = [
        (cell.start, metric)
        for metric, column in cells.items()
        if (cell := column.get(index)) is not None and cell.start is not None
    ]
    around = Span(0, 0)
    for start, metric in sorted(placed):
        if not around.start <= start < around.end:
            around = sentence_at(text, start)
        cell = cells[metric][index]
        literal = cell.literal
        if text[start : start + len(literal)] != literal and (match := _NUMBER.match(text, start)):
            literal = match[0]
        cells[metric][index] = cell._replace(
            literal=literal,
            end=start + len(literal),
            page=bisect_right(pages, start),
            sentence=text[around.start : around.end],
        )


def with_sentences(panel: Panel, metrics: Sequence[str] = ()) -> Panel:
    """The panel with page and sentence in the cells of these metrics, for files; a panel of open files has them."""
    if not isinstance(panel.cells, LibraryCells):
        return panel
    return replace(panel, cells=panel.cells.with_sentences(metrics))
