"""Frozen values of the domain: sections, figures, tables, charts.

Every position is an offset in code points into `Report.text`.

The window starts with these, and a named tuple is made five times as fast as a dataclass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from zjviewer.core.model.report import ImportRemark, Report, Span

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zjviewer.core.model.checks import Check, CheckMark

Kind = Literal["count", "share", "rate", "change", "score", "money"]
Status = Literal["stated", "planned"]
ChartKind = str
"""Name of a kind in the registry `core.charts.kinds`."""
HeadingOrigin = Literal["text", "editorial"]


class Section(NamedTuple):
    """A node of the outline. Sections nest: a section's range holds the ranges of those below it."""

    id: str
    """Its place in the outline, counted from 1: `2`, `2.3`."""
    title: str
    level: int
    """1 for a chapter."""
    start: int
    end: int
    source: HeadingOrigin
    """`text`: the heading stands in the text; `editorial`: an editor wrote it because the source lost it."""
    heading: Span | None = None
    """Where the heading stands in the text; None for an editorial heading."""
    number: str = ""
    """The number that the report gives it, such as 二 or (三); empty when there is none."""

    @property
    def parent(self) -> str | None:
        """Id of the section above; None for a chapter."""
        return self.id.rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the report states."""

    id: str
    start: int
    end: int
    literal: str
    """`text[start:end]`: the number with its unit, such as `9341853条` or `30000余件`."""
    value: Decimal
    """In `unit`, with 万 and 亿 multiplied; negative where the sentence states a decrease."""
    unit: str
    """件, 条, 人次, %, 万元 …; empty when the report names none."""
    kind: Kind
    qualifier: str
    """约, 余, 多, 以上, 超过 …: the value is a bound or an estimate; empty when it is exact."""
    indicator: str
    """What is counted, as written in the report."""
    subject: str
    """Whom the figure is about, as written in the report; empty when the sentence names nobody."""
    year: int | None
    """The year that the value belongs to."""
    section: str
    """Id of the deepest section around it; empty in a report without an outline."""
    low: Decimal | None = None
    """The least value of a vague number (两三件: 2); None for a plain number."""
    high: Decimal | None = None
    """The greatest value of a vague number (两三件: 3); None for a plain number, and where there is no limit."""
    status: Status = "stated"
    """`planned` for an aim, a forecast or a budget."""
    magnitude: str = ""
    """The scale that the report writes, for display: 万亿 for 126万亿元; empty where it writes none."""

    @property
    def span(self) -> Span:
        """The literal's range."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: as many cells as the table has columns; None where the report states no number."""

    label: str
    cells: tuple[Figure | None, ...]
    cell_texts: tuple[str, ...] = ()
    """By column the text of a cell without a number, such as `/` or 不适用; empty for blank cells and for numbers."""
    key: str = ""
    """The row's id in a national table, such as `refused.secret`, or `press@own` where one metric has several rows;
    empty in other tables and for rows of their own."""
    level: int = 0
    """Depth in the hierarchy of the rows, 0 for the outermost. The nearest row above with a smaller level is the parent
    of a row."""

    def cell_text(self, column: int) -> str:
        """The text of a cell without a number; empty for a blank cell."""
        return self.cell_texts[column] if self.cell_texts else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows × columns of figures."""

    id: str
    title: str
    section: str
    """Id of the section that its first figure stands in."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: ChartKind | None = None
    """How its editor wants it drawn; None leaves it to the units and kinds of its figures."""
    note: str = ""
    """What a reader must know to read it right, such as that channels overlap."""
    keys: tuple[str, ...] = ()
    """The columns' ids in a national table; empty in other tables."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The cells that state something, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells if cell is not None)


class Chart(NamedTuple):
    """What to draw from a table: some of its rows and columns, all in one unit."""

    id: str
    """`<table id>` for a table's main chart, `<table id>-<n>` for the others."""
    title: str
    table: str
    kind: ChartKind
    columns: tuple[int, ...]
    rows: tuple[int, ...]


class QuotedRow(NamedTuple):
    """A row whose cells are quotations with a hole; an empty one is no cell."""

    label: str
    cells: tuple[str, ...]


class QuotedTable(NamedTuple):
    """A table that an editor asks for."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[QuotedRow, ...]
    chart: ChartKind | None
    note: str


class QuotedHeading(NamedTuple):
    """A heading, and the text where its section begins; a removed heading has only these two."""

    title: str
    begins: str
    level: int = 0
    number: str = ""
    was: str = ""
    """Title of the heading at that place which it stands for; empty for one of its own."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Content of an editorial file; the empty value stands for no file."""

    title: str = ""
    issuer: str = ""
    region: str = ""
    year: int | None = None
    note: str = ""
    era: str = ""
    published: date | None = None
    period: tuple[date, date] | None = None
    headings: tuple[QuotedHeading, ...] = ()
    removed: tuple[QuotedHeading, ...] = ()
    """Headings that are none."""
    tables: tuple[QuotedTable, ...] = ()
    metrics: tuple[tuple[str, str], ...] = ()
    """Names of cells of the era's tables, each with the quotation whose hole states it."""
    base: Sidecar | None = None
    """What the file beside the report says where this one is the reader's own: values, tables and metrics are taken in
    already, headings and what is removed hold beneath these."""


@dataclass(frozen=True)
class Analysis:
    """All that the program knows of one report: the one thing that panes and commands read."""

    report: Report
    sections: tuple[Section, ...]
    """In reading order, a section before those below it."""
    figures: tuple[Figure, ...] = ()
    """In reading order; they do not overlap."""
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    """How the text is broken for reading: ordered, without gaps but for white space, never across a section's start."""
    sidecar: Sidecar = Sidecar()
    """Content of the report's editorial file."""
    original_report: Report | None = None
    """The report as its reader gave it, before the editorial file was applied; None where that is the same."""
    unresolved_quotations: tuple[str, ...] = ()
    """Headings and quotations of the sidecar that the text does not hold."""
    checks: tuple[Check, ...] = ()
    """In the order of what states their results."""
    marks: tuple[CheckMark, ...] = ()
    """The reader's, also those that no check answers to now."""
    era: str = ""
    """Of the national format that the report follows: E1, E2 or E3; empty outside them and until that is known."""
    remarks: tuple[ImportRemark, ...] = ()
    """Those of the report and those of understanding it."""
    complete: bool = True
    """False while only text and outline are known: figures, tables, charts and checks are still to come."""

    @cached_property
    def figure_by_id(self) -> Mapping[str, Figure]:
        """Every figure by its id."""
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Every section by its id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def table_by_id(self) -> Mapping[str, Table]:
        """Every table by its id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def tables_by_figure(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the tables that a figure stands in, by the figure's id; figures of no table are missing."""
        found: dict[str, tuple[str, ...]] = {}
        for table in self.tables:
            for figure in table.figures:
                if table.id not in found.get(figure.id, ()):
                    found[figure.id] = (*found.get(figure.id, ()), table.id)
        return found

    @cached_property
    def checks_by_figure(self) -> Mapping[str, tuple[Check, ...]]:
        """The checks that a figure takes part in, by the figure's id; figures of no check are missing."""
        found: dict[str, tuple[Check, ...]] = {}
        for check in self.checks:
            for figure in check.figures:
                found[figure] = (*found.get(figure, ()), check)
        return found

    @cached_property
    def mark_by_check(self) -> Mapping[str, CheckMark]:
        """The reader's mark by the id of its check."""
        from zjviewer.core.model.checks import marks_by_check  # not needed for the first frame

        return marks_by_check(self.marks, self.checks)

    @cached_property
    def failures(self) -> tuple[Check, ...]:
        """The checks that fail, without those that the reader calls false alarms."""
        marks = self.mark_by_check
        dismissed = {check for check, mark in marks.items() if mark.kind == "dismissed"}
        return tuple(check for check in self.checks if check.verdict == "fail" and check.id not in dismissed)

    @cached_property
    def failures_by_figure(self) -> Mapping[str, tuple[Check, ...]]:
        """Those of `failures` that a figure takes part in, by the figure's id; figures of none are missing."""
        found: dict[str, tuple[Check, ...]] = {}
        for check in self.failures:
            for figure in check.figures:
                found[figure] = (*found.get(figure, ()), check)
        return found

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def _figure_starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def mark_of(self, check: Check) -> CheckMark | None:
        """The reader's mark on a check of this report, or on one between it and another."""
        own = self.mark_by_check.get(check.id)
        return own or next((mark for mark in self.marks if mark.check == check.id), None)

    def section_at(self, offset: int) -> Section | None:
        """The deepest section around an offset; None before the first section."""
        index = bisect_right(self._section_starts, offset) - 1
        return self.sections[index] if index >= 0 else None

    def figure_at(self, offset: int) -> Figure | None:
        """The figure whose literal covers an offset."""
        index = bisect_right(self._figure_starts, offset) - 1
        if index >= 0 and offset < self.figures[index].end:
            return self.figures[index]
        return None

    def paragraph_at(self, offset: int) -> int:
        """Index into `paragraphs` of the one around (or last before) an offset; 0 when there are none."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def path_of(self, section: str) -> tuple[Section, ...]:
        """From the chapter down to a section; empty for an unknown id."""
        parts = section.split(".") if section else []
        ids = (".".join(parts[: depth + 1]) for depth in range(len(parts)))
        return tuple(self.section_by_id[i] for i in ids if i in self.section_by_id)
