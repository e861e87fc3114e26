"""The report set for reading as a QTextDocument, and the way back from every position in it to the canonical text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
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

from zjviewer.core.model import Analysis, Section, Span
from zjviewer.gui.offsets import Offsets, units_of
from zjviewer.gui.theme import SMALL_SIZE, SPACE, TEXT_SIZE, Theme, font

MEASURE = 42
"""Characters in a full line."""

Part = Literal["title", "imprint", "editorial", "heading", "run-in", "body"]

_LINE_HEIGHT = 120
"""Per cent of the font's own line, which is 1.45 em: together 1.74 em."""
_HEADING_SIZES = (24, 19, 17)
"""Pixels at 100 %, by level from 1; deeper levels are set like the last."""
_TITLE_SIZE = 28
_INDENT = 2
"""Ems, of a paragraph's first line."""
_STOPS = "。．.：:"
"""What ends a run-in heading and is quieted when the heading stands on a line of its own."""
_DIGITS = frozenset("一二三四五六七八九十百零〇0123456789")
_TAIL = "\u2003"
"""Between an editorial heading and the word that marks it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of the document; `span` is None for words that an editor, not the report, wrote."""

    part: Part
    words: str
    span: Span | None
    level: int = 0


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
        position = 0
        head: int | None = None
        for piece in pieces:
            if piece.span is None:
                head = position if head is None else head
                position += units_of(piece.words) + 1
                continue
            self._starts.append(piece.span.start)
            self._ends.append(piece.span.end)
            self._positions.append(position)
            self._heads.append(position if head is None else head)
            head = None
            length = self._offsets.units(piece.span.end) - self._offsets.units(piece.span.start)
            position += length + (piece.part != "run-in")

    def position(self, offset: int) -> int:
        """Where a character stands; one that is not shown (a line break) counts as the end of what is before it."""
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
    """Title, headings and paragraphs in the order in which they are set."""
    return tuple(_pieces(analysis))


def set_document(
    pieces: tuple[Piece, ...], theme: Theme, zoom: float, foot: int = 0, top: int = 5 * SPACE
) -> QTextDocument:
    """Set the pieces in type; `zoom` in per cent, `top` and `foot` are the room above and below in pixels.

    The document is not yet laid out, so that ten megabytes are set in a fraction of a second.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(TEXT_SIZE * zoom / 100))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText("".join(piece.words + ("" if piece.part == "run-in" else "\n") for piece in pieces)[:-1])
    _Setter(document, theme, zoom / 100).set(pieces)
    frame = document.rootFrame()
    made = frame.frameFormat()
    made.setTopMargin(top)
    made.setBottomMargin(foot)
    frame.setFrameFormat(made)
    return document


def set_foot(document: QTextDocument, foot: int) -> None:
    """Change the room below the last line."""
    frame = document.rootFrame()
    made = frame.frameFormat()
    if made.bottomMargin() != foot:
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
    imprint = " · ".join(part for part in (report.issuer, str(report.year or "")) if part)
    if imprint:
        yield Piece("imprint", imprint, None)
    headings = {s.heading.start: s for s in analysis.sections if s.heading}
    added = [s for s in analysis.sections if not s.heading]
    at = 0
    for span in analysis.paragraphs or (Span(0, len(report.text)),):
        while at < len(added) and added[at].start < span.end:
            words = heading_words(added[at]) + _TAIL + editorial_label()
            yield Piece("editorial", words, None, added[at].level)
            at += 1
        yield from _split(report.text, span, headings.get(span.start))


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

    def __init__(self, document: QTextDocument, theme: Theme, scale: float) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._scale = scale

    def set(self, pieces: tuple[Piece, ...]) -> None:
        """Body formats for the whole at once, then the few that differ."""
        self._cursor.select(QTextCursor.SelectionType.Document)
        self._cursor.setBlockFormat(self._block(0, 0.45, _INDENT * TEXT_SIZE))
        self._cursor.setCharFormat(self._words(TEXT_SIZE, self._theme.ink))
        position = 0
        for piece in pieces:
            length = units_of(piece.words)
            if piece.part != "body":
                self._set_special(piece, position, position + length)
            position += length + (piece.part != "run-in")

    def _set_special(self, piece: Piece, start: int, end: int) -> None:
        theme, size = self._theme, _size(piece.level)
        heading = self._block(1.6 if piece.level == 1 else 1.0, 0.3)
        heading.setHeadingLevel(min(piece.level, 6))
        match piece.part:
            case "title":
                self._apply(start, end, self._words(_TITLE_SIZE, theme.ink, bold=True), self._block(0, 0.1))
            case "imprint":
                self._apply(start, end, self._words(SMALL_SIZE + 2, theme.ink_soft), self._block(0, 0.8))
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


def _size(level: int) -> int:
    return _HEADING_SIZES[min(max(level, 1), len(_HEADING_SIZES)) - 1]
