"""The report set for reading, or for paper, as a QTextDocument."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from zjviewer.gui.theme.theme import SMALL_SIZE, TEXT_SIZE, Theme, font
from zjviewer.gui.typesetting.column_metrics import TABLE_SIZE, ColumnGeometry
from zjviewer.gui.typesetting.document_map import STOPS, TAIL, Following, TextFragment, batches, line_end
from zjviewer.gui.widgets.utf16 import units_of

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout

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
_STOPS_APART = 6
"""Ems between the cells of a row that is set as a line."""


def set_document(
    pieces: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int = 0
) -> QTextDocument:
    """Set the pieces in type for a page; `top` and `foot` are the room above and below in pixels.

    The document is not yet laid out, so that ten megabytes are set in a fraction of a second.
    """
    document, steps = begin_document(pieces, theme, page, top, foot)
    deque(steps, maxlen=0)
    return document


def begin_document(
    pieces: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int = 0
) -> tuple[QTextDocument, Iterator[None]]:
    """A document, and the steps, each of some milliseconds, in which the pieces are set in it."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(TEXT_SIZE * page.scale))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document, _steps(document, pieces, theme, page, top, foot)


def _steps(
    document: QTextDocument, pieces: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int
) -> Iterator[None]:
    setter = _DocumentBuilder(document, theme, page)
    for batch in batches(pieces):
        yield from setter.append(batch)
        yield
    setter.close()
    if plans := [piece.plan for piece in pieces if piece.plan]:
        from zjviewer.gui.typesetting.document_tables import refit

        refit(document, plans, page)
        yield
    set_margins(document, top, foot)


def set_margins(document: QTextDocument, top: int, foot: int) -> None:
    """Change the room above the first line and below the last one, in pixels."""
    frame = document.rootFrame()
    made = frame.frameFormat()
    if (made.topMargin(), made.bottomMargin()) != (top, foot):
        made.setTopMargin(top)
        made.setBottomMargin(foot)
        frame.setFrameFormat(made)


class _DocumentBuilder:
    """Gives blocks and words their formats, at one scale in one theme."""

    def __init__(self, document: QTextDocument, theme: Theme, page: ColumnGeometry) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._page = page
        self._scale = page.scale
        self._inks: dict[tuple[float, str, bool], QTextCharFormat] = {}
        self._line = self._row()
        self._end = 0
        """Position behind all that is set."""
        self._after_table = False

    def append(self, batch: Sequence[Following]) -> Iterator[None]:
        """Body formats for all of these pieces at once, then tables, and the formats of the few that differ."""
        start = self._end
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.insertText("".join(p.text + line_end(p, following) for p, following in batch if p.plan is None))
        self._cursor.setPosition(start)
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.setBlockFormat(self._block(0, 0.45, _INDENT * TEXT_SIZE))
        self._cursor.setCharFormat(self._words(TEXT_SIZE, self._theme.text_color))
        laid: list[tuple[TextFragment, int]] = []
        for piece, following in batch:
            laid.append((piece, self._end))
            if piece.plan is not None:
                yield from self._set_table(piece.plan, self._end, following)
            self._end += piece.units + len(line_end(piece, following))
        after_table = False
        for piece, position in laid:
            if piece.plan is None and (piece.part != "body" or after_table):
                self._set_special(piece, position, position + piece.units)
            after_table = piece.plan is not None
        self._after_table = after_table

    def close(self) -> None:
        """A document that ends with a table has an empty line behind it, made as low as can be."""
        if self._after_table:
            self._cursor.movePosition(QTextCursor.MoveOperation.End)
            flat = QTextBlockFormat()
            flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            self._cursor.setBlockFormat(flat)

    def _set_table(self, plan: TableLayout, position: int, following: TextFragment | None) -> Iterator[None]:
        from zjviewer.gui.typesetting.document_tables import insert_table  # a text without tables does not need it

        self._cursor.setPosition(position)
        # A line that follows a table has no room of its own above it.
        below = _above(following.level) if following and following.part in _HEADINGS else _BELOW_TABLE
        return insert_table(self._cursor, plan, self._page, self._theme, round(below * TEXT_SIZE * self._scale))

    def _set_special(self, piece: TextFragment, start: int, end: int) -> None:
        theme, size = self._theme, _size(piece.level)
        heading = self._block(_above(piece.level), 0.3)
        heading.setHeadingLevel(min(piece.level, 6))
        match piece.part:
            case "title":
                self._apply(start, end, self._words(_TITLE_SIZE, theme.text_color, bold=True), self._block(0, 0.1))
            case "imprint":
                self._apply(
                    start, end, self._words(SMALL_SIZE + 2, theme.text_color_soft), self._block(0, 0.8 * piece.level)
                )
            case "body":
                self._apply(
                    start, end, self._words(TEXT_SIZE, theme.text_color), self._block(0, 0.45, _INDENT * TEXT_SIZE)
                )
            case "row":
                self._apply(start, end, self._words(TABLE_SIZE, theme.text_color), self._line)
            case "run-in":
                self._apply(start, end, self._words(TEXT_SIZE, theme.text_color, bold=True))
            case "heading":
                self._apply(start, end, self._words(size, theme.text_color, bold=True), heading)
                stop = start + units_of(piece.text.rstrip(STOPS))
                self._apply(stop, end, self._words(size, theme.text_color_faint))
            case "editorial":
                self._apply(start, end, self._words(size, theme.text_color_soft, bold=True), heading)
                label = start + units_of(piece.text[: piece.text.rindex(TAIL)])
                self._apply(label, end, self._words(SMALL_SIZE, theme.text_color_faint))

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

    def _words(self, pixels: float, ink: str, bold: bool = False) -> QTextCharFormat:
        known = self._inks.get((pixels, ink, bold))
        if known is not None:
            return known
        made = self._inks[pixels, ink, bold] = QTextCharFormat()
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
