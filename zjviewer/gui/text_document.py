"""The report set for reading as a QTextDocument, and the way back from every position in it to the canonical text."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from zjviewer.core.grid_setting import GridPlan, plan_of
from zjviewer.core.model import Analysis, Grid, Report, Section, Span
from zjviewer.gui.offsets import Offsets, units_of
from zjviewer.gui.text_tables import (
    TABLE_SIZE,
    Page,
    Rules,
    cell_positions,
    insert_table,
    refit,
    tables_in,
    units_of_table,
)
from zjviewer.gui.theme import SMALL_SIZE, TEXT_SIZE, Theme, font

MEASURE = 42
"""Characters in a full line."""

MOST_CELLS = 6000
"""Of all tables that are set as such; the rows of what comes after them are lines, which are laid out at once."""

Part = Literal["title", "imprint", "editorial", "heading", "run-in", "body", "table", "row"]

_LINE_HEIGHT = 120
"""Per cent of the font's own line, which is 1.45 em: together 1.74 em."""
_HEADINGS = ("heading", "editorial")
_BELOW_TABLE = 0.9
"""Ems of the body."""
_HEADING_SIZES = (24, 19, 17)
"""Pixels at 100 %, by level from 1; deeper levels are set like the last."""
_TITLE_SIZE = 28
_INDENT = 2
"""Ems, of a paragraph's first line."""
_STOPS = "。．.：:"
"""What ends a run-in heading and is quieted when the heading stands on a line of its own."""
_DIGITS = frozenset("一二三四五六七八九十百零〇0123456789")
_IMPRINTED = ("发文字号", "文号", "文件编号", "成文日期", "发文日期", "发布日期", "公开日期", "发布时间")
"""Metadata that are shown, in this order."""
_PUBLISHED = ("发布日期", "公开日期", "发布时间")
_LONGEST_VALUE = 30
_STOPS_APART = 6
"""Ems between the cells of a row that is set as a line."""
_TAIL = "\u2003"
"""Between an editorial heading and the word that marks it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of the document; `span` is None for words that an editor, not the report, wrote."""

    part: Part
    words: str
    span: Span | None
    level: int = 0
    """Of a heading; 1 for the last line of an imprint, 0 for those before it."""
    plan: GridPlan | None = None
    """Of a table."""

    @property
    def units(self) -> int:
        """UTF-16 units that it takes in the document, without the end of its line."""
        return units_of(self.words) if self.plan is None else units_of_table(self.plan)


def positions(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, int]]:
    """The pieces with the positions at which they begin. A table takes the place of the line ends around it."""
    at = 0
    for piece, following in zip_longest(pieces, pieces[1:]):
        yield piece, at
        at += piece.units + len(_line_end(piece, following))


class Places:
    """Both ways between offsets in the text (code points) and positions in the document (UTF-16 units)."""

    def __init__(self, text: str, pieces: tuple[Piece, ...]) -> None:
        self._offsets = Offsets(text)
        self._length = len(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._heads: list[int] = []
        self._fill(pieces)

    def _fill(self, pieces: tuple[Piece, ...]) -> None:
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


def pieces_of(analysis: Analysis) -> tuple[Piece, ...]:
    """Title, headings, paragraphs and tables in the order in which they are set."""
    return tuple(_pieces(analysis))


def set_document(pieces: tuple[Piece, ...], theme: Theme, page: Page, top: int, foot: int = 0) -> QTextDocument:
    """Set the pieces in type for a page; `top` and `foot` are the room above and below in pixels.

    The document is not yet laid out, so that ten megabytes are set in a fraction of a second.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(TEXT_SIZE * page.scale))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    lines = ((piece, _line_end(piece, following)) for piece, following in zip_longest(pieces, pieces[1:]))
    document.setPlainText("".join(piece.words + end for piece, end in lines if piece.plan is None))
    _Setter(document, theme, page).set(pieces)
    refit(document, [piece.plan for piece in pieces if piece.plan], page)
    set_margins(document, top, foot)
    return document


def rules_of(document: QTextDocument, pieces: Sequence[Piece]) -> tuple[Rules, ...]:
    """The lines of the tables, of a document that was set from these pieces."""
    placed = [(piece.plan, position) for piece, position in positions(pieces) if piece.plan]
    return tuple(Rules(table, *each) for table, each in zip(tables_in(document), placed, strict=True))


def set_margins(document: QTextDocument, top: int, foot: int) -> None:
    """Change the room above the first line and below the last one, in pixels."""
    frame = document.rootFrame()
    made = frame.frameFormat()
    if (made.topMargin(), made.bottomMargin()) != (top, foot):
        made.setTopMargin(top)
        made.setBottomMargin(foot)
        frame.setFrameFormat(made)


def heading_words(section: Section) -> str:
    """The number and the title of a heading as one line."""
    if section.number and _DIGITS.issuperset(section.number):
        return f"{section.number}、{section.title}"
    return section.number + section.title


def editorial_label() -> str:
    """The word that marks a heading as an editor's."""
    return QCoreApplication.translate("TextDocument", "editorial")


def _pieces(analysis: Analysis) -> Iterator[Piece]:
    report = analysis.report
    if report.title:
        yield Piece("title", report.title, None)
    lines = list(_imprint(report))
    for number, line in enumerate(lines, 1):
        yield Piece("imprint", line, None, int(number == len(lines)))
    headings = {s.heading.start: s for s in analysis.sections if s.heading}
    added = deque(s for s in analysis.sections if not s.heading)
    room = MOST_CELLS
    for span, index in _stretches(analysis):
        while added and added[0].start < span.end:
            words = heading_words(added[0]) + _TAIL + editorial_label()
            yield Piece("editorial", words, None, added.popleft().level)
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


def _table(text: str, index: int, grid: Grid, room: int) -> Iterator[Piece]:
    """A table as one piece; where it has more cells than there is room for, a piece for each of its rows."""
    if len(grid.cells) <= room:
        yield Piece("table", text[grid.span.start : grid.span.end], grid.span, 0, plan_of(grid, index, text))
        return
    at = grid.span.start
    for line in text[grid.span.start : grid.span.end].split("\n"):
        yield Piece("row", line, Span(at, at + len(line)))
        at += len(line) + 1


def _line_end(piece: Piece, following: Piece | None) -> str:
    """What ends a piece's line in the document; a table's own marks do so before and behind it."""
    inside = following is None or piece.part == "run-in" or piece.plan is not None or following.plan is not None
    return "" if inside else "\n"


def _split(text: str, span: Span, section: Section | None) -> Iterator[Piece]:
    """A paragraph, and apart from it the heading that it opens with."""
    if section is None or section.heading is None:
        yield Piece("body", text[span.start : span.end], span)
        return
    end = min(section.heading.end, span.end)
    while end < span.end and text[end] in _STOPS:
        end += 1
    closed = text[end - 1] in _STOPS or text[end : end + 1] in ("", "\n")
    yield Piece("heading" if closed else "run-in", text[span.start : end], Span(span.start, end), section.level)
    if end < span.end:
        yield Piece("body", text[end : span.end], Span(end, span.end))


class _Setter:
    """Gives blocks and words their formats, at one scale in one theme."""

    def __init__(self, document: QTextDocument, theme: Theme, page: Page) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._page = page
        self._scale = page.scale

    def set(self, pieces: tuple[Piece, ...]) -> None:
        """Body formats for the whole at once, then the few that differ."""
        self._cursor.select(QTextCursor.SelectionType.Document)
        self._cursor.setBlockFormat(self._block(0, 0.45, _INDENT * TEXT_SIZE))
        self._cursor.setCharFormat(self._words(TEXT_SIZE, self._theme.ink))
        laid = list(positions(pieces))
        for (piece, position), following in zip_longest(laid, pieces[1:]):
            if piece.plan is not None:
                self._cursor.setPosition(position)
                # A line that follows a table has no room of its own above it.
                below = _above(following.level) if following and following.part in _HEADINGS else _BELOW_TABLE
                insert_table(self._cursor, piece.plan, self._page, self._theme, round(below * TEXT_SIZE * self._scale))
        after_table = False
        for piece, position in laid:
            if piece.plan is None and (piece.part != "body" or after_table):
                self._set_special(piece, position, position + piece.units)
            after_table = piece.plan is not None
        if after_table:
            self._hide_last_line()

    def _set_special(self, piece: Piece, start: int, end: int) -> None:
        theme, size = self._theme, _size(piece.level)
        heading = self._block(_above(piece.level), 0.3)
        heading.setHeadingLevel(min(piece.level, 6))
        match piece.part:
            case "title":
                self._apply(start, end, self._words(_TITLE_SIZE, theme.ink, bold=True), self._block(0, 0.1))
            case "imprint":
                self._apply(start, end, self._words(SMALL_SIZE + 2, theme.ink_soft), self._block(0, 0.8 * piece.level))
            case "body":
                self._apply(start, end, self._words(TEXT_SIZE, theme.ink), self._block(0, 0.45, _INDENT * TEXT_SIZE))
            case "row":
                self._apply(start, end, self._words(TABLE_SIZE, theme.ink), self._row())
            case "run-in":
                self._apply(start, end, self._words(TEXT_SIZE, theme.ink, bold=True))
            case "heading":
                self._apply(start, end, self._words(size, theme.ink, bold=True), heading)
                stop = start + units_of(piece.words.rstrip(_STOPS))
                self._apply(stop, end, self._words(size, theme.ink_faint))
            case "editorial":
                self._apply(start, end, self._words(size, theme.ink_soft, bold=True), heading)
                label = start + units_of(piece.words[: piece.words.rindex(_TAIL)])
                self._apply(label, end, self._words(SMALL_SIZE, theme.ink_faint))

    def _block(self, above: float, below: float, indent: float = 0) -> QTextBlockFormat:
        """Margins in ems of the body."""
        made = QTextBlockFormat()
        em = TEXT_SIZE * self._scale
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setTopMargin(round(above * em))
        made.setBottomMargin(round(below * em))
        made.setTextIndent(round(indent * self._scale))
        return made

    def _row(self) -> QTextBlockFormat:
        made = QTextBlockFormat()
        apart = _STOPS_APART * TABLE_SIZE * self._scale
        made.setTabPositions([QTextOption.Tab(apart * number, QTextOption.TabType.LeftTab) for number in range(1, 40)])
        return made

    def _hide_last_line(self) -> None:
        """A document that ends with a table has an empty line behind it, made as low as can be."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        flat = QTextBlockFormat()
        flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(flat)

    def _words(self, pixels: float, ink: str, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font(pixels * self._scale, bold))
        made.setForeground(QColor(ink))
        return made

    def _apply(self, start: int, end: int, words: QTextCharFormat, block: QTextBlockFormat | None = None) -> None:
        self._cursor.setPosition(start)
        self._cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if block is not None:
            self._cursor.setBlockFormat(block)
        self._cursor.setCharFormat(words)


def _above(level: int) -> float:
    """Ems of the body above a heading."""
    return 1.6 if level == 1 else 1.0


def _size(level: int) -> int:
    return _HEADING_SIZES[min(max(level, 1), len(_HEADING_SIZES)) - 1]
