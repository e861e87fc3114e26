"""The panel: what each report states for each metric, by body and year, with the place in its text."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Literal, NamedTuple, TypeVar

from zjviewer.comparison.measures import MetricCell, catalogue, era_of_year
from zjviewer.core.export.tables import json_number
from zjviewer.core.model.analysis import Analysis, Row, Table
from zjviewer.core.text.segmentation import fold_width, sentence_at
from zjviewer.library.body_names import body_named
from zjviewer.library.identity import Assignment, Identity, evidence_of, identify
from zjviewer.storage.regular_files import read_regular

Content = TypeVar("Content")
Semantics = Literal["number", "zero", "empty", "not_applicable", "text", "no_table", "no_report"]
SEMANTICS: tuple[Semantics, ...] = ("number", "zero", "empty", "not_applicable", "text", "no_table", "no_report")
"""What a row says: a number other than zero; zero; an empty cell; a cell that says 不适用 or has a stroke; other text;
a report without the table; no report for the body and year. Only the first two have a value."""
Reason = Literal["body", "place", "year", "older", "unreadable"]

KEYS = (
    "body", "unit_type", "region", "year", "era", "table", "row", "column", "metric", "value", "literal", "semantics",
    "unit", "qualifier", "file", "sha256", "page", "sentence", "start", "end",
)  # fmt: skip
"""Keys of a tidy row, and columns of every file of a panel."""
WHOLE_KEYS = ("year", "page", "start", "end")
"""Those whose values are whole numbers, or None."""

_STROKE = re.compile(r"[-－—–―/／\\＼]+|不适用|不涉及|N/?A", re.IGNORECASE)
_WITHOUT_PLACE = re.compile(
    r"(?:本|我|区|县|市|省|州|盟|旗|镇|乡|街道)(?:级|政府|人民政府|[\u4e00-\u9fff]{1,12}[局委办厅院会处])"
)
"""A name that begins with the word for a kind of place and does not say which: 区财政局, 市人民政府."""
_PLACE_WORD = re.compile(r".[省市县区州盟旗镇乡](?=.)")

_FOLDERS = 2
"""Folders around a file whose names may say whose report it is; those above only settle which place is meant."""


class PanelReport(NamedTuple):
    """A report of the panel and whose it is."""

    body: str
    unit_type: str
    region: str
    year: int
    era: str
    file: str
    sha256: str = ""
    """Of the file's bytes; empty where it cannot be read any more."""
    title: str = ""
    published: date | None = None
    city: str = ""
    code: str = ""
    """Of the body's division, GB/T 2260; empty where unknown."""


class PanelCell(NamedTuple):
    """What a report states for a metric."""

    value: int | float | None
    literal: str = ""
    semantics: Semantics = "number"
    unit: str = ""
    qualifier: str = ""
    page: int = 0
    """1-based; 0 in a format that has no pages, and for a cell without a place in the text."""
    sentence: str = ""
    start: int | None = None
    """Half-open range of code points in the report's text; None where nothing is written."""
    end: int | None = None
    figure: str = ""
    """Id of the figure; empty for a cell without a number."""
    failed: bool = False
    """Whether the figure takes part in a check that fails and that the reader has not dismissed."""


class ExcludedFile(NamedTuple):
    """A file that is not part of the panel, and why."""

    file: str
    reason: Reason
    """`body`, `place`, `year`: unknown; `older`: another file is of the same body and year; `unreadable`."""
    message: str
    """In English, one sentence with the file's name."""
    body: str = ""
    year: int | None = None
    used: str = ""
    """The file that is used instead, for `older`."""


@dataclass(frozen=True)
class Panel:
    """Reports with their cells by metric."""

    reports: tuple[PanelReport, ...]
    """By body, then year; one for each."""
    cells: Mapping[str, Mapping[int, PanelCell]]
    """By the metric's id, then by index into `reports`; a report without the table has none."""
    excluded: tuple[ExcludedFile, ...] = ()
    chosen_bodies: tuple[str, ...] = ()
    """The bodies that were asked for; empty for all."""
    chosen_years: tuple[int, ...] = ()
    """The years that were asked for; empty for all."""

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that were asked for; else all, in the order of their divisions' codes, then of the names."""
        if self.chosen_bodies:
            return self.chosen_bodies
        first: dict[str, tuple[str, str]] = {}
        for report in self.reports:
            first[report.body] = min(first.get(report.body, ("~", "")), (report.code or "~", report.body))
        return tuple(sorted(first, key=lambda body: first[body]))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that were asked for; else every year from the first report to the last, those without a report
        included."""
        if self.chosen_years:
            return self.chosen_years
        years = [report.year for report in self.reports]
        return tuple(range(min(years), max(years) + 1)) if years else ()

    @cached_property
    def report_at(self) -> Mapping[tuple[str, int], int]:
        """Index of a report by body and year."""
        return {(report.body, report.year): index for index, report in enumerate(self.reports)}

    @cached_property
    def latest_of(self) -> Mapping[str, PanelReport]:
        """The newest report of each body."""
        return {report.body: report for report in self.reports}

    def report_of(self, body: str, year: int) -> PanelReport | None:
        """The report of a body for a year."""
        index = self.report_at.get((body, year))
        return None if index is None else self.reports[index]

    def cell_at(self, metric: str, body: str, year: int) -> PanelCell:
        """What the report of a body and year states for a metric; a cell of `no_report` or `no_table` for none."""
        index = self.report_at.get((body, year))
        if index is None:
            return NO_REPORT
        return self.cells.get(metric, {}).get(index, NO_TABLE)

    def chosen(self, bodies: Sequence[str] = (), years: Sequence[int] = ()) -> "Panel":
        """The panel reduced to some bodies and years, in this order; empty stands for all. A chosen year without any
        report stays, and so does a chosen body without a report in these years."""
        return replace(self, chosen_bodies=tuple(bodies), chosen_years=tuple(years))

    @property
    def used_reports(self) -> tuple[PanelReport, ...]:
        """The reports of its bodies and years."""
        bodies, years = set(self.bodies), set(self.years)
        return tuple(report for report in self.reports if report.body in bodies and report.year in years)


NO_REPORT = PanelCell(None, semantics="no_report")
NO_TABLE = PanelCell(None, semantics="no_table")


def panel_of(
    analyses: Iterable[tuple[str, Analysis]],
    excluded: Sequence[ExcludedFile] = (),
    assigned: Mapping[str, Assignment] | None = None,
    preferred: Sequence[str] = (),
) -> Panel:
    """The panel of some analyses, each with the name of its file.

    Files whose body, place or year is unknown are excluded, unless `assigned` names them by file. Of several files for
    one body and year, one of `preferred` counts, else the one that was published last, else the first.
    """
    left = list(excluded)
    found: list[tuple[PanelReport, Analysis]] = []
    for file, analysis in analyses:
        identity = identity_of(analysis, file, (assigned or {}).get(file))
        refused = refusal(file, identity)
        if refused is None:
            found.append((_report(file, analysis, identity), analysis))
        else:
            left.append(refused)
    kept, older = one_of_each(found, preferred)
    cells: dict[str, dict[int, PanelCell]] = {}
    for index, (report, analysis) in enumerate(kept):
        for metric, cell in cells_of(analysis, report.era):
            cells.setdefault(metric, {})[index] = cell
    return Panel(tuple(report for report, _ in kept), cells, (*left, *older))


def one_of_each(
    found: Iterable[tuple[PanelReport, Content]], preferred: Sequence[str] = ()
) -> tuple[list[tuple[PanelReport, Content]], list[ExcludedFile]]:
    """One report for each body and year, in this order, and the others: a file of `preferred` counts, else the one that
    was published last, else the first."""
    groups: dict[tuple[str, int], list[tuple[PanelReport, Content]]] = {}
    for entry in found:
        groups.setdefault((entry[0].body, entry[0].year), []).append(entry)
    kept: list[tuple[PanelReport, Content]] = []
    left: list[ExcludedFile] = []
    for key in sorted(groups):
        best = max(groups[key], key=lambda each: (each[0].file in preferred, each[0].published or date.min))
        kept.append(best)
        left += [_older(each[0], best[0]) for each in groups[key] if each is not best]
    return kept, left


def identity_of(analysis: Analysis, file: str, assigned: Assignment | None = None) -> Identity:
    """Whose report it is and of which year; where no source of the library names a body, the report's own issuer as it
    is written."""
    read = analysis.original_report or analysis.report
    parts = PurePath(file).parts
    near = PurePath(*parts[-_FOLDERS - 1 :])
    identity = identify(evidence_of(read, analysis.sidecar, near, parts[1 : -_FOLDERS - 1], assigned))
    if not identity.body and analysis.report.body:
        identity = identity._replace(body=analysis.report.body, body_source="text")
    year = identity.year if identity.year is not None else analysis.report.year
    return identity._replace(year=year)


def refusal(file: str, identity: Identity) -> ExcludedFile | None:
    """Why a report cannot be compared: its body, place or year is unknown; None where all are known."""
    if not identity.body:
        return ExcludedFile(file, "body", f"{file} is left out: its body is unknown.", "", identity.year)
    if not identity.region and _needs_place(identity):
        message = f"{file} is left out: it does not say which of several places {identity.body} belongs to."
        return ExcludedFile(file, "place", message, identity.body, identity.year)
    if identity.year is None:
        return ExcludedFile(file, "year", f"{file} is left out: its year is unknown.", identity.body)
    return None


def _needs_place(identity: Identity) -> bool:
    """Whether a name without a region may be that of several bodies; a written place that the table of divisions does
    not have is not ambiguous."""
    if identity.unit_type == "central":
        return False
    named = body_named(identity.body, identity.year)
    if _WITHOUT_PLACE.match(identity.body) or (named is not None and len(named.places) > 1):
        return True
    return identity.unit_type == "department" and not _PLACE_WORD.search(identity.body)


def _older(report: PanelReport, used: PanelReport) -> ExcludedFile:
    message = f"{report.file} is left out: {used.file} is of the same body and year ({report.body}, {report.year})" + (
        " and was published later." if (used.published or date.min) > (report.published or date.min) else "."
    )
    return ExcludedFile(report.file, "older", message, report.body, report.year, used.file)


def _report(file: str, analysis: Analysis, identity: Identity) -> PanelReport:
    assert identity.year is not None
    return PanelReport(
        identity.body,
        identity.unit_type,
        identity.region,
        identity.year,
        analysis.era or era_of_year(identity.year),
        file,
        _digest(analysis.report.path or Path(file)),
        analysis.report.title,
        analysis.report.published,
        identity.city,
        identity.code,
    )


def _digest(path: Path) -> str:
    """SHA-256 of a file, or of the archive that holds it; empty where it cannot be read."""
    for place in (path, *path.parents):
        if os.path.isfile(place):
            try:
                return hashlib.sha256(read_regular(place, _LARGEST)).hexdigest()
            except (OSError, ValueError):
                return ""
    return ""


_LARGEST = 1 << 30


def cells_of(analysis: Analysis, era: str) -> Iterator[tuple[str, PanelCell]]:
    """Metric and content of every cell of the national tables that a report has; a row or column that its table lacks
    is an empty cell where the form requires it, and is left out where the form does not."""
    rows: dict[str, dict[str, Row]] = {}
    for table in analysis.tables:
        if table.keys and table.id not in rows:
            rows[table.id] = {row.key: row for row in reversed(table.rows) if row.key}
    for metric, place in catalogue().get(era, {}).items():
        if place.cell.table not in rows:
            continue
        row = rows[place.cell.table].get(place.cell.row)
        if row is None and not place.required and place.cell.column:
            continue
        yield metric, _cell(analysis, analysis.table_by_id[place.cell.table], row, place)


def _cell(analysis: Analysis, table: Table, row: Row | None, place: MetricCell) -> PanelCell:
    if row is None or place.column not in table.keys:
        return PanelCell(None, semantics="empty", unit=place.unit)
    column = table.keys.index(place.column)
    figure = row.cells[column]
    if figure is None:
        words = row.cell_text(column)
        return PanelCell(None, words, _semantics_of(words), place.unit)
    text = analysis.report.text
    sentence = sentence_at(text, figure.start)
    return PanelCell(
        json_number(figure.value),
        figure.literal,
        "zero" if figure.value == 0 else "number",
        figure.unit or place.unit,
        figure.qualifier,
        analysis.report.page_at(figure.start),
        text[sentence.start : sentence.end],
        figure.start,
        figure.end,
        figure.id,
        figure.id in analysis.failures_by_figure,
    )


def _semantics_of(words: str) -> Semantics:
    plain = fold_width(words).strip()
    if not plain:
        return "empty"
    return "not_applicable" if _STROKE.fullmatch(plain) else "text"


def tidy_rows(panel: Panel, metrics: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """One row with `KEYS` for each metric, body and year: those that the era of the year has and that any report of the
    panel states. Rows without a report or table have no value. `metrics` chooses some; empty stands for all."""
    era_of = {year: era_of_year(year) for year in panel.years}
    for era, places in catalogue().items():
        for metric, place in places.items():
            if (metrics and metric not in metrics) or (not metrics and metric not in panel.cells):
                continue
            table, row, column = place.cell.table, place.cell.row, place.column
            for body in panel.bodies:
                latest = panel.latest_of[body]
                for year in panel.years:
                    report = panel.report_of(body, year)
                    if (report.era if report else era_of[year]) != era:
                        continue
                    cell = panel.cell_at(metric, body, year)
                    if cell is NO_TABLE and not place.required and place.cell.column:
                        continue  # a row that reports may leave out
                    own = report or latest
                    yield {
                        "body": body,
                        "unit_type": own.unit_type,
                        "region": own.region,
                        "year": year,
                        "era": era,
                        "table": table,
                        "row": row,
                        "column": column,
                        "metric": metric,
                        "value": cell.value,
                        "literal": cell.literal,
                        "semantics": cell.semantics,
                        "unit": cell.unit or place.unit,
                        "qualifier": cell.qualifier,
                        "file": report.file if report else "",
                        "sha256": report.sha256 if report else "",
                        "page": cell.page or None,
                        "sentence": cell.sentence,
                        "start": cell.start,
                        "end": cell.end,
                    }
