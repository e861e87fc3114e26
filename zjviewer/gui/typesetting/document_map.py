"""Fragments of a report as shown, and the conversion between positions in the document and offsets in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report, SourceGrid, Span
from zjviewer.core.text.line_breaks import Joints, joined_text, last_line_joints, number_joints, word_joints
from zjviewer.gui.widgets.utf16 import Offsets, units_of

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout

MOST_CELLS = 3000
"""Cells of all tables that are shown as tables; the rows of further tables are shown as lines, which are laid out
faster."""

LONGEST_JOINED = 200_000
"""Characters of a text up to which its lines keep the rules of Chinese line breaking where Unicode's differ."""
NO_JOINTS = Joints()
_STEP = 8_000
"""Approximate duration of one step, in microseconds."""

Part = Literal["title", "imprint", "editorial", "heading", "run-in", "body", "table", "row"]

TITLES = ("title", "heading", "editorial")
"""Parts with lines of their own, which are balanced."""
STOPS = "。．.：:"
"""Punctuation that ends a run-in heading; it is shown faint when the heading has a line of its own."""
TAIL = "\u2003"
"""Separator between an editorial heading and its label."""

_DIGITS = frozenset("一二三四五六七八九十百零〇0123456789")
_IMPRINT_KEYS = ("发文字号", "文号", "文件编号", "成文日期", "发文日期", "发布日期", "公开日期", "发布时间")
"""Metadata shown below the title, in this order."""
_PUBLISHED = ("发布日期", "公开日期", "发布时间")
_LONGEST_VALUE = 30


def units_of_table(table: TableLayout) -> int:
    """UTF-16 units of a table in the document: its text, a separator before each cell, and one at the end."""
    return sum(units_of(each.text) + 1 for each in table.cells) + 1


def cell_positions(table: TableLayout, position: int) -> Iterator[tuple[Span, int]]:
    """For each cell of a table its span in the text and its position in the document, in which the table begins at
    `position`."""
    for each in table.cells:
        position += 1
        yield each.cell.span, position
        position += units_of(each.text)


class TextFragment(NamedTuple):
    """Consecutive text of one format; `span` is None where the text is not part of the report."""

    part: Part
    text: str
    span: Span | None
    level: int = 0
    """Level of a heading; for the lines of an imprint 1 for the last line, else 0."""
    table: TableLayout | None = None
    """Layout of a source table; None for text."""

    @property
    def units(self) -> int:
        """UTF-16 units in the document, without the end of the line."""
        return units_of(self.text) if self.table is None else units_of_table(self.table)

    @property
    def cost(self) -> int:
        """Approximate time to insert the fragment into a document, in microseconds."""
        return 15 + len(self.text) // 10 if self.table is None else 40 * len(self.table.cells)


Following = tuple[TextFragment, TextFragment | None]
"""A fragment and its successor; None after the last."""


def batches(fragments: Sequence[TextFragment]) -> Iterator[list[Following]]:
    """Groups of fragments that are inserted in one step; each group begins at a line of the document."""
    batch: list[Following] = []
    cost = 0
    for fragment, following in zip_longest(fragments, fragments[1:]):
        batch.append((fragment, following))
        cost += fragment.cost
        begins = following is not None and (line_end(fragment, following) or (fragment.table and not following.table))
        if cost > _STEP and begins:
            yield batch
            batch, cost = [], 0
    if batch:
        yield batch


def positions(fragments: Sequence[TextFragment]) -> Iterator[tuple[TextFragment, int]]:
    """Fragments with their start positions in the document. A table replaces the line ends before and after it."""
    at = 0
    for fragment, following in zip_longest(fragments, fragments[1:]):
        yield fragment, at
        at += fragment.units + len(line_end(fragment, following))


class OffsetMap:
    """Converts between offsets in the report's text (code points) and positions in the document (UTF-16 units)."""

    def __init__(self, text: str, fragments: tuple[TextFragment, ...], joints: Joints = NO_JOINTS) -> None:
        self._offsets = Offsets(text, joints.offsets)
        self._length = len(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._heads: list[int] = []
        self.titles: list[int] = []
        """Positions of titles and headings that have lines of their own."""
        self._fill(fragments)

    def _fill(self, fragments: tuple[TextFragment, ...]) -> None:
        head: int | None = None
        for fragment, position in positions(fragments):
            if fragment.part in TITLES:
                self.titles.append(position)
            if fragment.span is None:
                head = position if head is None else head
                continue
            ranges = [(fragment.span, position)] if fragment.table is None else cell_positions(fragment.table, position)
            for span, at in ranges:
                self._starts.append(span.start)
                self._ends.append(span.end)
                self._positions.append(at)
                self._heads.append(at if head is None else head)
                head = None

    @property
    def end(self) -> int:
        """Offset after the last character that has a position."""
        return self._ends[-1] if self._ends else 0

    def position(self, offset: int) -> int:
        """Position of a character. A character that is not shown, such as a line break or the separator of table cells,
        has the position of the end of the text before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self._positions[0] if self._positions else 0
        within = min(offset, self._ends[index])
        return self._positions[index] + self._offsets.units(within) - self._offsets.units(self._starts[index])

    def head(self, offset: int) -> int:
        """Like `position`, but the start of the editorial headings directly before the character, if there are any."""
        index = bisect_left(self._starts, offset)
        if index < len(self._starts) and self._starts[index] == offset:
            return self._heads[index]
        return self.position(offset)

    def offset(self, position: int) -> int:
        """Offset of the character at a position; inside text that is not the report's, of the character after it."""
        index = bisect_right(self._positions, position) - 1
        if index < 0:
            return self._starts[0] if self._starts else 0
        start = self._offsets.units(self._starts[index])
        offset = self._offsets.offset(start + position - self._positions[index])
        if offset <= self._ends[index] and position - self._positions[index] <= self._units_at(index):
            return offset
        return self._starts[index + 1] if index + 1 < len(self._starts) else self._length

    def is_report(self, position: int) -> bool:
        """Whether the character at a position is part of the report's text."""
        index = bisect_right(self._positions, position) - 1
        return index >= 0 and position - self._positions[index] < self._units_at(index)

    def _units_at(self, index: int) -> int:
        return self._offsets.units(self._ends[index]) - self._offsets.units(self._starts[index])


def layout_cost(analysis: Analysis) -> int:
    """Approximate time to build the document of a report, the layout of its tables included, in microseconds."""
    cells = sum(len(grid.cells) for grid in analysis.report.grids)
    return len(analysis.report.text) // 10 + 15 * len(analysis.paragraphs) + 70 * cells


def find_joints(analysis: Analysis) -> Joints:
    """Where no line of a report is broken: inside numbers with units, in the words of headings, and shortly before the
    end of a paragraph. None in a text longer than `LONGEST_JOINED`."""
    text = analysis.report.text
    if len(text) > LONGEST_JOINED:
        return NO_JOINTS
    offsets = set(number_joints(text))
    cells = (cell.span for grid in analysis.report.grids for cell in grid.cells)
    for span in (*analysis.paragraphs, *cells):
        offsets.update(last_line_joints(*span))
    for start, end in filter(None, (section.heading for section in analysis.sections)):
        offsets.update(start + at for at in word_joints(text[start:end], text))
    return Joints(tuple(offsets))


def build_fragments(analysis: Analysis, joints: Joints = NO_JOINTS) -> tuple[TextFragment, ...]:
    """Title, imprint, headings, paragraphs and tables of a report in reading order, with joiners at these joints."""
    return tuple(iter_fragments(analysis, joints))


def first_fragments(analysis: Analysis, joints: Joints = NO_JOINTS) -> tuple[TextFragment, ...]:
    """The first fragments of a report, at least one screenful."""
    first: list[TextFragment] = []
    cost = 0
    for fragment in iter_fragments(analysis, joints):
        first.append(fragment)
        cost += fragment.cost
        if cost > _STEP:
            break
    return tuple(first)


def heading_text(section: Section) -> str:
    """Number and title of a section on one line."""
    if section.number and _DIGITS.issuperset(section.number):
        return f"{section.number}、{section.title}"
    return section.number + section.title


def editorial_label() -> str:
    """Label of an editorial heading, translated."""
    return QCoreApplication.translate("TextDocument", "editorial")


def iter_fragments(analysis: Analysis, joints: Joints = NO_JOINTS) -> Iterator[TextFragment]:
    """Iterates over the fragments of a report; computing the layout of a table takes some milliseconds."""
    report = analysis.report

    def own(text: str) -> str:
        return joined_text(text, report.text) if joints.offsets else text

    if report.title:
        yield TextFragment("title", own(report.title), None)
    lines = list(_imprint(report))
    for number, line in enumerate(lines, 1):
        yield TextFragment("imprint", line, None, int(number == len(lines)))
    headings = {s.heading.start: s for s in analysis.sections if s.heading}
    added = deque(s for s in analysis.sections if not s.heading)
    room = MOST_CELLS
    for span, index in _paragraphs_and_grids(analysis):
        while added and added[0].start < span.end:
            heading = own(heading_text(added[0])) + TAIL + editorial_label()
            yield TextFragment("editorial", heading, None, added.popleft().level)
        if index < 0:
            yield from _split(report.text, span, headings.get(span.start), joints)
            continue
        grid = report.grids[index]
        yield from _table(report.text, index, grid, room, joints)
        room -= len(grid.cells)


def _imprint(report: Report) -> Iterator[str]:
    """One line with issuer and year, one with the reference number and the date of publication; empty lines are left
    out."""
    yield from filter(None, [" · ".join(part for part in (report.issuer, str(report.year or "")) if part)])
    named = {name: f"{name} {value}" for name, value in report.metadata if value and len(value) <= _LONGEST_VALUE}
    values = [named[name] for name in _IMPRINT_KEYS if name in named]
    if report.published and not any(name in named for name in _PUBLISHED):
        template = QCoreApplication.translate("TextDocument", "published {date}")
        values.append(template.format(date=report.published.isoformat()))
    yield from filter(None, [" · ".join(values)])


def _paragraphs_and_grids(analysis: Analysis) -> Iterator[tuple[Span, int]]:
    """Spans of paragraphs with -1, and in their order the spans of source tables with the index of the table."""
    grids = analysis.report.grids
    index = end = 0
    for span in analysis.paragraphs or (Span(0, len(analysis.report.text)),):
        while index < len(grids) and grids[index].span.start <= span.start:
            yield grids[index].span, index
            end = grids[index].span.end
            index += 1
        if span.start >= end:
            yield span, -1


def _table(text: str, index: int, grid: SourceGrid, room: int, joints: Joints) -> Iterator[TextFragment]:
    """A source table as one fragment, or as one fragment for each row where it has more than `room` cells."""
    if len(grid.cells) <= room:
        from zjviewer.core.tables.grid_layout import lay_out_grid  # a text without tables does not need it

        layout = lay_out_grid(grid, index, text)
        if joints.offsets:
            joined = (replace(each, text=joints.joined(text, *each.cell.span)) for each in layout.cells)
            layout = replace(layout, cells=tuple(joined))
        yield TextFragment("table", text[grid.span.start : grid.span.end], grid.span, 0, layout)
        return
    at = grid.span.start
    for line in text[grid.span.start : grid.span.end].split("\n"):
        yield TextFragment("row", joints.joined(text, at, at + len(line)), Span(at, at + len(line)))
        at += len(line) + 1


def line_end(fragment: TextFragment, following: TextFragment | None) -> str:
    """Line end between two fragments: empty inside a paragraph and next to a table, whose separators end lines."""
    inside = following is None or fragment.part == "run-in" or fragment.table is not None or following.table is not None
    return "" if inside else "\n"


def _split(text: str, span: Span, section: Section | None, joints: Joints) -> Iterator[TextFragment]:
    """A paragraph; where it begins with a heading, the heading as a fragment of its own."""
    if section is None or section.heading is None:
        yield TextFragment("body", joints.joined(text, *span), span)
        return
    end = min(section.heading.end, span.end)
    while end < span.end and text[end] in STOPS:
        end += 1
    closed = text[end - 1] in STOPS or text[end : end + 1] in ("", "\n")
    part: Part = "heading" if closed else "run-in"
    yield TextFragment(part, joints.joined(text, span.start, end), Span(span.start, end), section.level)
    if end < span.end:
        yield TextFragment("body", joints.joined(text, end, span.end), Span(end, span.end))
