"""What a reader makes of a file: the report with its text, source tables, marks of headings, and what was left out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Literal, NamedTuple

RemarkKind = Literal["recognised", "repaired", "doubted"]
DropReason = Literal[
    "title",
    "site furniture",
    "metadata",
    "hidden",
    "struck",
    "note mark",
    "reading",
    "watermark",
    "annotation",
    "illegible",
    "running head",
    "page number",
]


class Span(NamedTuple):
    """Half-open range [start, end) of code points in `Report.text`."""

    start: int
    end: int


class DroppedText(NamedTuple):
    """A stretch of the source that is not the report: site furniture, and why it was left out."""

    text: str
    line: int
    """1-based line in the source where it begins; 0 in a format without lines."""
    reason: DropReason
    page: int = 0
    """1-based page where it stands; 0 in a format that has no pages."""


class ImportRemark(NamedTuple):
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


DOUBTFUL = 0.9
"""Certainty below which a recognised place is doubtful."""


class Certainty(NamedTuple):
    """Certainty with which a place of the text was recognised from a picture."""

    span: Span
    score: float
    """From 0 to 1."""

    @property
    def is_doubtful(self) -> bool:
        """Whether the place has to be compared with the original."""
        return self.score < DOUBTFUL


class RecognisedLetters(NamedTuple):
    """Characters of one page that were recognised from a picture, in reading order, and where they stand on it. A space
    without a place separates what stands apart, such as the numbers of neighbouring cells."""

    page: int
    """From 1."""
    characters: str
    places: bytes
    """Left, top, right and bottom of each, as shares of the page's width and height in units of 1/65535: numbers of two
    bytes, little-endian."""


class SourceCell(NamedTuple):
    """A cell of a source table; a merged one stands at its upper left corner."""

    span: Span
    """Range of its text; empty for an empty cell."""
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    indent: int = 0
    """White space before its text in the source, in half-width characters; a deeper row of a hierarchy has more."""


class SourceGrid(NamedTuple):
    """A table of the source, in place: each row is a line of the text, its cells parted by `\\t`, as many as the grid
    is wide; those that a merged cell covers are empty there, and have no `SourceCell` of their own."""

    span: Span
    height: int
    width: int
    cells: tuple[SourceCell, ...]
    """In reading order."""
    heads: int = 0
    """How many rows the source marks as headings; 0 where it marks none."""


class StyledHeading(NamedTuple):
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
    dropped: tuple[DroppedText, ...] = ()
    note: str = ""
    """Where the copy comes from and what it lost, as written by an editor; empty when there is none."""
    grids: tuple[SourceGrid, ...] = ()
    """The tables of the source, in reading order."""
    marks: tuple[StyledHeading, ...] = ()
    """In reading order."""
    pages: tuple[int, ...] = ()
    """Where each page begins, the first at 0; empty in a format that has no pages."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What stands around the report on its page, such as 索引号, 发布机构, 文号: names and values as written."""
    published: date | None = None
    period: tuple[date, date] | None = None
    """First and last day that its statistics cover, where the report names them."""
    remarks: tuple[ImportRemark, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    """Certainties of the numbers and of other doubtful places that were recognised from pictures, in reading order;
    empty for a text that was read."""
    format: str = ""
    """What kind of file it came from, such as PDF."""
    encoding: str = ""
    """In which a text was read; empty in a format that has one of its own."""
    letters: tuple[RecognisedLetters, ...] = ()
    """Characters of recognised pages, by which their places on the original pages are found."""
    pending: int = 0
    """Number of pages at the end that have not been recognised yet; 0 for a whole report."""

    @property
    def body(self) -> str:
        """The body that the report is of: its issuer, else its region; empty where neither is known."""
        return self.issuer or self.region

    def certainty_at(self, span: Span) -> float | None:
        """Lowest certainty with which a part of a span was recognised; None where nothing of it was, or where its
        certainty is not recorded because it is high."""
        first = bisect_right(self.certainties, span.start, key=lambda each: each.span.end)
        scores = [each.score for each in takewhile(lambda each: each.span.start < span.end, self.certainties[first:])]
        return min(scores, default=None)

    def page_at(self, offset: int) -> int:
        """1-based page on which a place of the text stands; 0 in a format that has no pages."""
        return bisect_right(self.pages, offset)


def grid_at(grids: Sequence[SourceGrid], offset: int) -> SourceGrid | None:
    """The table around an offset."""
    index = bisect_right(grids, offset, key=lambda grid: grid.span.start) - 1
    return grids[index] if index >= 0 and offset < grids[index].span.end else None


def rectangle(grid: SourceGrid, text: str, rows: range, columns: range) -> str:
    """The texts of some of a table's cells, a line for each row, with tabs between; merged ones where they begin."""
    texts = {(cell.row, cell.column): text[cell.span.start : cell.span.end] for cell in grid.cells}
    return "\n".join("\t".join(texts.get((row, column), "") for column in columns) for row in rows)
