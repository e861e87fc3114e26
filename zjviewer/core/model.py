"""The words of the field as frozen values; every position is an offset in code points into `Report.text`."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["count", "share", "rate", "change", "score", "money"]
ChartKind = Literal["bars", "grouped", "parts", "change", "rates"]
Source = Literal["text", "editorial"]
Verdict = Literal["pass", "fail", "not_assessable"]
Side = Literal["left", "right"]
RemarkKind = Literal["recognised", "repaired", "doubted"]


class Span(NamedTuple):
    """Half-open range [start, end) of code points in `Report.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the source that is not the report: site furniture, and why it was left out."""

    text: str
    line: int
    """1-based line in the source file where it begins; 0 in a format that has no lines."""
    reason: str
    page: int = 0
    """1-based page where it stands; 0 in a format that has no pages."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reading recognised, mended or doubts, for the reading report."""

    kind: RemarkKind
    message: str
    """One sentence in English with `{}` holes by name, so that the window can translate it before it fills it."""
    values: tuple[tuple[str, str], ...] = ()
    span: Span | None = None
    """Where it is in the text; None where it concerns the whole or what was left out."""

    def __str__(self) -> str:
        """In English."""
        return self.message.format(**dict(self.values))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a source table; a merged one stands at its upper left corner."""

    span: Span
    """Its words in the text; empty for an empty cell."""
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source, in place: each row is a line of the text, its cells parted by `\\t`.

    Every line has as many cells as the grid is wide; those that a merged cell covers are empty there, and have no
    `Cell` of their own.
    """

    span: Span
    height: int
    width: int
    cells: tuple[Cell, ...]
    """In reading order."""
    heads: int = 0
    """How many rows the source marks as headings; 0 where it marks none."""


@dataclass(frozen=True, slots=True)
class MarkedHeading:
    """A heading that the source marks as one, by markup, by a style or by the size of its letters."""

    span: Span
    level: int
    """As the source counts, from 1; levels may begin deeper and may be skipped."""


@dataclass(frozen=True, slots=True)
class Report:
    """One document opened for reading."""

    text: str
    """The canonical text: `\\n` between paragraphs, no site furniture, no `\\r`, U+2028 or U+2029."""
    title: str
    issuer: str
    """The body that publishes it, such as 浙江省人民政府; empty when unknown."""
    region: str
    """The administrative area that it speaks for, such as 浙江省; empty when unknown."""
    year: int | None
    """The year that it reports on, not the year in which it was published."""
    path: Path | None
    dropped: tuple[Dropped, ...] = ()
    note: str = ""
    """Where the copy comes from and what it lost, in an editor's words; empty when there is none."""
    grids: tuple[Grid, ...] = ()
    """The tables of the source, in reading order."""
    marks: tuple[MarkedHeading, ...] = ()
    """In reading order."""
    pages: tuple[int, ...] = ()
    """Where each page begins, the first at 0; empty in a format that has no pages."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What stands around the report on its page, such as 索引号, 发布机构, 文号: names and values as written."""
    published: date | None = None
    period: tuple[date, date] | None = None
    """First and last day that its statistics cover, where it says so."""
    remarks: tuple[Remark, ...] = ()
    format: str = ""
    """What kind of file it came from, such as PDF."""
    encoding: str = ""
    """In which a text was read; empty in a format that has one of its own."""

    def page_at(self, offset: int) -> int:
        """1-based page on which a place of the text stands; 0 in a format that has no pages."""
        return bisect_right(self.pages, offset)


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline. Sections nest: a section's range holds the ranges of those below it."""

    id: str
    """Its place in the outline, counted from 1: `2`, `2.3`."""
    title: str
    level: int
    """1 for a chapter."""
    start: int
    end: int
    source: Source
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
    """In `unit`, with 万 and 亿 worked in; negative where the sentence says that something fell."""
    unit: str
    """件, 条, 人次, %, 万元 …; empty when the report names none."""
    kind: Kind
    qualifier: str
    """约, 余, 多, 以上, 超过 …: the value is a bound or an estimate; empty when it is exact."""
    indicator: str
    """What is counted, in the report's words."""
    subject: str
    """Whose it is, in the report's words; empty when the sentence does not say."""
    year: int | None
    """The year that the value belongs to."""
    section: str
    """Id of the deepest section around it; empty in a report without an outline."""

    @property
    def span(self) -> Span:
        """The literal's range."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: as many cells as the table has columns; None where the report states no number."""

    label: str
    cells: tuple[Figure | None, ...]
    said: tuple[str, ...] = ()
    """Beside `cells`: what a cell says that is no number, such as `/` or 不适用; empty where it says nothing, and for
    numbers. The empty tuple says nothing for all."""
    key: str = ""
    """The row's id in a national table, such as `refused.secret`, or `press@own` where one metric has several rows;
    empty in other tables and for rows of their own."""

    def words(self, column: int) -> str:
        """What a cell without a number says; empty where it says nothing."""
        return self.said[column] if self.said else ""


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


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw from a table: some of its rows and columns, all in one unit."""

    id: str
    """`<table id>` for a table's main chart, `<table id>-<n>` for the others."""
    title: str
    table: str
    kind: ChartKind
    columns: tuple[int, ...]
    rows: tuple[int, ...]


class Term(NamedTuple):
    """A figure's place in a check."""

    figure: str
    """Its id; in a check between reports with the year of its report before it, such as `2016/f104`."""
    side: Side
    """`left`: the result is reckoned from it; `right`: it states the result."""


@dataclass(frozen=True, slots=True)
class Check:
    """One reconciliation: a formula over figures, what it gives, what the report states, and whether they agree."""

    id: str
    """The same as long as the rule and its figures, with the words before them, are; a reader's marks hang on it."""
    rule: str
    """Family of the rule, such as `total`, `share`, `growth`."""
    formula: str
    """With the numbers put in, such as `845 + 231 + 510 = 1586`."""
    words: str
    """The same with the report's words."""
    stated: Decimal | None
    expected: Decimal | None
    """What the formula gives, to two places more than is stated; None where it gives nothing."""
    difference: Decimal | None
    """How far both are apart, never negative; 0 where a bound, such as 超过170件, is kept."""
    tolerance: Decimal
    """How far they may be apart, because of the places to which the figures are written."""
    verdict: Verdict
    terms: tuple[Term, ...]
    section: str
    """Id of the section that states the result."""
    source: str
    """Where the rule comes from: the notice and its item, or the sentence, in quotation marks."""
    note: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of its figures, each once."""
        return tuple(dict.fromkeys(term.figure for term in self.terms))


@dataclass(frozen=True, slots=True)
class QuotedRow:
    """A row whose cells are quotations with a hole; an empty one is no cell."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedTable:
    """A table that an editor asks for."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[QuotedRow, ...]
    chart: ChartKind | None
    note: str


@dataclass(frozen=True, slots=True)
class QuotedHeading:
    """A heading, and the words where its section begins."""

    title: str
    begins: str
    level: int
    number: str


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an editor says of a report; the empty one says nothing."""

    title: str = ""
    issuer: str = ""
    region: str = ""
    year: int | None = None
    note: str = ""
    headings: tuple[QuotedHeading, ...] = ()
    tables: tuple[QuotedTable, ...] = ()


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
    """What an editor said of the report."""
    lost: tuple[str, ...] = ()
    """Headings and quotations of the sidecar that the text does not hold."""
    checks: tuple[Check, ...] = ()
    """In the order of what states their results."""
    era: str = ""
    """Of the national format that the report follows: E1, E2 or E3; empty outside them and until that is known."""
    remarks: tuple[Remark, ...] = ()
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
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def _figure_starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

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
