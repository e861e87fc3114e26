"""The pieces in which a report is set, and the way between every place in them and the canonical text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report, SourceGrid, Span
from zjviewer.gui.widgets.utf16 import Offsets, units_of

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout

MOST_CELLS = 3000
"""Of all tables that are set as such; the rows of what comes after them are lines, which are laid out at once."""

_STEP = 8_000
"""Microseconds, about, of one step of setting."""

Part = Literal["title", "imprint", "editorial", "heading", "run-in", "body", "table", "row"]

STOPS = "。．.：:"
"""What ends a run-in heading and is quieted when the heading stands on a line of its own."""
TAIL = "\u2003"
"""Between an editorial heading and the word that marks it."""

_DIGITS = frozenset("一二三四五六七八九十百零〇0123456789")
_IMPRINTED = ("发文字号", "文号", "文件编号", "成文日期", "发文日期", "发布日期", "公开日期", "发布时间")
"""Metadata that are shown, in this order."""
_PUBLISHED = ("发布日期", "公开日期", "发布时间")
_LONGEST_VALUE = 30


def units_of_table(plan: TableLayout) -> int:
    """UTF-16 units that a table takes in the document: its words, a mark before each cell, one at the end."""
    return sum(units_of(each.text) + 1 for each in plan.cells) + 1


def cell_positions(plan: TableLayout, position: int) -> Iterator[tuple[Span, int]]:
    """The cells' words in the text and in the document, for a table that begins at a position of the latter."""
    for each in plan.cells:
        position += 1
        yield each.cell.span, position
        position += units_of(each.text)


class TextFragment(NamedTuple):
    """One run of the document; `span` is None for words that an editor, not the report, wrote."""

    part: Part
    text: str
    span: Span | None
    level: int = 0
    """Of a heading; 1 for the last line of an imprint, 0 for those before it."""
    plan: TableLayout | None = None
    """Of a table."""

    @property
    def units(self) -> int:
        """UTF-16 units that it takes in the document, without the end of its line."""
        return units_of(self.text) if self.plan is None else units_of_table(self.plan)

    @property
    def effort(self) -> int:
        """Microseconds, about, that it takes to set it."""
        return 15 + len(self.text) // 10 if self.plan is None else 40 * len(self.plan.cells)


Following = tuple[TextFragment, TextFragment | None]
"""A piece, and the one behind it."""


def batches(pieces: Sequence[TextFragment]) -> Iterator[list[Following]]:
    """Pieces that are set in one step, broken only where a line of the document begins."""
    batch: list[Following] = []
    effort = 0
    for piece, following in zip_longest(pieces, pieces[1:]):
        batch.append((piece, following))
        effort += piece.effort
        begins = following is not None and (line_end(piece, following) or (piece.plan and not following.plan))
        if effort > _STEP and begins:
            yield batch
            batch, effort = [], 0
    if batch:
        yield batch


def positions(pieces: Sequence[TextFragment]) -> Iterator[tuple[TextFragment, int]]:
    """The pieces with the positions at which they begin. A table takes the place of the line ends around it."""
    at = 0
    for piece, following in zip_longest(pieces, pieces[1:]):
        yield piece, at
        at += piece.units + len(line_end(piece, following))


class OffsetMap:
    """Both ways between offsets in the text (code points) and positions in the document (UTF-16 units)."""

    def __init__(self, text: str, pieces: tuple[TextFragment, ...]) -> None:
        self._offsets = Offsets(text)
        self._length = len(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._heads: list[int] = []
        self._fill(pieces)

    def _fill(self, pieces: tuple[TextFragment, ...]) -> None:
        head: int | None = None
        for piece, position in positions(pieces):
            if piece.span is None:
                head = position if head is None else head
                continue
            stretches = [(piece.span, position)] if piece.plan is None else cell_positions(piece.plan, position)
            for span, at in stretches:
                self._starts.append(span.start)
                self._ends.append(span.end)
                self._positions.append(at)
                self._heads.append(at if head is None else head)
                head = None

    @property
    def end(self) -> int:
        """Offset behind the last character that has a position."""
        return self._ends[-1] if self._ends else 0

    def position(self, offset: int) -> int:
        """Where a character stands; one that is not shown, such as a line break or what parts the cells of a table,
        counts as the end of what is before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self._positions[0] if self._positions else 0
        within = min(offset, self._ends[index])
        return self._positions[index] + self._offsets.units(within) - self._offsets.units(self._starts[index])

    def head(self, offset: int) -> int:
        """Like `position`, but where editorial headings stand directly before the character, where they begin."""
        index = bisect_left(self._starts, offset)
        if index < len(self._starts) and self._starts[index] == offset:
            return self._heads[index]
        return self.position(offset)

    def offset(self, position: int) -> int:
        """The character at a position; in words that are not the report's, the one that follows them."""
        index = bisect_right(self._positions, position) - 1
        if index < 0:
            return self._starts[0] if self._starts else 0
        start = self._offsets.units(self._starts[index])
        offset = self._offsets.offset(start + position - self._positions[index])
        if offset <= self._ends[index] and position - self._positions[index] <= self._shown(index):
            return offset
        return self._starts[index + 1] if index + 1 < len(self._starts) else self._length

    def is_report(self, position: int) -> bool:
        """Whether the character at a position is the report's own."""
        index = bisect_right(self._positions, position) - 1
        return index >= 0 and position - self._positions[index] < self._shown(index)

    def _shown(self, index: int) -> int:
        return self._offsets.units(self._ends[index]) - self._offsets.units(self._starts[index])


def layout_cost(analysis: Analysis) -> int:
    """Microseconds, about, that it takes to set a report, its tables' plans included."""
    cells = sum(len(grid.cells) for grid in analysis.report.grids)
    return len(analysis.report.text) // 10 + 15 * len(analysis.paragraphs) + 70 * cells


def build_fragments(analysis: Analysis) -> tuple[TextFragment, ...]:
    """Title, headings, paragraphs and tables in the order in which they are set."""
    return tuple(pieces_in(analysis))


def head_of(analysis: Analysis) -> tuple[TextFragment, ...]:
    """The first pieces, a screen of them and more."""
    head: list[TextFragment] = []
    effort = 0
    for piece in pieces_in(analysis):
        head.append(piece)
        effort += piece.effort
        if effort > _STEP:
            break
    return tuple(head)


def heading_words(section: Section) -> str:
    """The number and the title of a heading as one line."""
    if section.number and _DIGITS.issuperset(section.number):
        return f"{section.number}、{section.title}"
    return section.number + section.title


def editorial_label() -> str:
    """The word that marks a heading as an editor's."""
    return QCoreApplication.translate("TextDocument", "editorial")


def pieces_in(analysis: Analysis) -> Iterator[TextFragment]:
    """One after the other; a table takes some milliseconds."""
    report = analysis.report
    if report.title:
        yield TextFragment("title", report.title, None)
    lines = list(_imprint(report))
    for number, line in enumerate(lines, 1):
        yield TextFragment("imprint", line, None, int(number == len(lines)))
    headings = {s.heading.start: s for s in analysis.sections if s.heading}
    added = deque(s for s in analysis.sections if not s.heading)
    room = MOST_CELLS
    for span, index in _stretches(analysis):
        while added and added[0].start < span.end:
            words = heading_words(added[0]) + TAIL + editorial_label()
            yield TextFragment("editorial", words, None, added.popleft().level)
        if index < 0:
            yield from _split(report.text, span, headings.get(span.start))
            continue
        grid = report.grids[index]
        yield from _table(report.text, index, grid, room)
        room -= len(grid.cells)


def _imprint(report: Report) -> Iterator[str]:
    """Who, of which year; under which number and when it was published, as its page says."""
    yield from filter(None, [" · ".join(part for part in (report.issuer, str(report.year or "")) if part)])
    named = {name: f"{name} {value}" for name, value in report.metadata if value and len(value) <= _LONGEST_VALUE}
    said = [named[name] for name in _IMPRINTED if name in named]
    if report.published and not any(name in named for name in _PUBLISHED):
        words = QCoreApplication.translate("TextDocument", "published {date}")
        said.append(words.format(date=report.published.isoformat()))
    yield from filter(None, [" · ".join(said)])


def _stretches(analysis: Analysis) -> Iterator[tuple[Span, int]]:
    """Paragraphs with -1, and in their places the tables with their index, each once."""
    grids = analysis.report.grids
    index = end = 0
    for span in analysis.paragraphs or (Span(0, len(analysis.report.text)),):
        while index < len(grids) and grids[index].span.start <= span.start:
            yield grids[index].span, index
            end = grids[index].span.end
            index += 1
        if span.start >= end:
            yield span, -1


def _table(text: str, index: int, grid: SourceGrid, room: int) -> Iterator[TextFragment]:
    """A table as one piece; where it has more cells than there is room for, a piece for each of its rows."""
    if len(grid.cells) <= room:
        from zjviewer.core.tables.grid_layout import lay_out_grid  # a text without tables does not need it

        yield TextFragment(
            "table", text[grid.span.start : grid.span.end], grid.span, 0, lay_out_grid(grid, index, text)
        )
        return
    at = grid.span.start
    for line in text[grid.span.start : grid.span.end].split("\n"):
        yield TextFragment("row", line, Span(at, at + len(line)))
        at += len(line) + 1


def line_end(piece: TextFragment, following: TextFragment | None) -> str:
    """What ends a piece's line in the document; a table's own marks do so before and behind it."""
    inside = following is None or piece.part == "run-in" or piece.plan is not None or following.plan is not None
    return "" if inside else "\n"


def _split(text: str, span: Span, section: Section | None) -> Iterator[TextFragment]:
    """A paragraph, and apart from it the heading that it opens with."""
    if section is None or section.heading is None:
        yield TextFragment("body", text[span.start : span.end], span)
        return
    end = min(section.heading.end, span.end)
    while end < span.end and text[end] in STOPS:
        end += 1
    closed = text[end - 1] in STOPS or text[end : end + 1] in ("", "\n")
    yield TextFragment("heading" if closed else "run-in", text[span.start : end], Span(span.start, end), section.level)
    if end < span.end:
        yield TextFragment("body", text[end : span.end], Span(end, span.end))
