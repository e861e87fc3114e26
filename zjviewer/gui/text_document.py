"""The report set for reading, or for paper, as a QTextDocument."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from zjviewer.gui.offsets import units_of
from zjviewer.gui.text_measure import TABLE_SIZE, Page
from zjviewer.gui.text_pieces import STOPS, TAIL, Piece, line_end, positions
from zjviewer.gui.theme import SMALL_SIZE, TEXT_SIZE, Theme, font

if TYPE_CHECKING:
    from zjviewer.core.grid_setting import GridPlan

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
    lines = ((piece, line_end(piece, following)) for piece, following in zip_longest(pieces, pieces[1:]))
    document.setPlainText("".join(piece.words + end for piece, end in lines if piece.plan is None))
    _Setter(document, theme, page).set(pieces)
    if plans := [piece.plan for piece in pieces if piece.plan]:
        from zjviewer.gui.text_tables import refit

        refit(document, plans, page)
    set_margins(document, top, foot)
    return document


def set_margins(document: QTextDocument, top: int, foot: int) -> None:
    """Change the room above the first line and below the last one, in pixels."""
    frame = document.rootFrame()
    made = frame.frameFormat()
    if (made.topMargin(), made.bottomMargin()) != (top, foot):
        made.setTopMargin(top)
        made.setBottomMargin(foot)
        frame.setFrameFormat(made)


class _Setter:
    """Gives blocks and words their formats, at one scale in one theme."""

    def __init__(self, document: QTextDocument, theme: Theme, page: Page) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._page = page
        self._scale = page.scale
        self._inks: dict[tuple[float, str, bool], QTextCharFormat] = {}
        self._line = self._row()

    def set(self, pieces: tuple[Piece, ...]) -> None:
        """Body formats for the whole at once, then the few that differ."""
        self._cursor.select(QTextCursor.SelectionType.Document)
        self._cursor.setBlockFormat(self._block(0, 0.45, _INDENT * TEXT_SIZE))
        self._cursor.setCharFormat(self._words(TEXT_SIZE, self._theme.ink))
        laid = list(positions(pieces))
        for (piece, position), following in zip_longest(laid, pieces[1:]):
            if piece.plan is not None:
                self._set_table(piece.plan, position, following)
        after_table = False
        for piece, position in laid:
            if piece.plan is None and (piece.part != "body" or after_table):
                self._set_special(piece, position, position + piece.units)
            after_table = piece.plan is not None
        if after_table:
            self._hide_last_line()

    def _set_table(self, plan: GridPlan, position: int, following: Piece | None) -> None:
        from zjviewer.gui.text_tables import insert_table  # a text without tables does not need it

        self._cursor.setPosition(position)
        # A line that follows a table has no room of its own above it.
        below = _above(following.level) if following and following.part in _HEADINGS else _BELOW_TABLE
        insert_table(self._cursor, plan, self._page, self._theme, round(below * TEXT_SIZE * self._scale))

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
                self._apply(start, end, self._words(TABLE_SIZE, theme.ink), self._line)
            case "run-in":
                self._apply(start, end, self._words(TEXT_SIZE, theme.ink, bold=True))
            case "heading":
                self._apply(start, end, self._words(size, theme.ink, bold=True), heading)
                stop = start + units_of(piece.words.rstrip(STOPS))
                self._apply(stop, end, self._words(size, theme.ink_faint))
            case "editorial":
                self._apply(start, end, self._words(size, theme.ink_soft, bold=True), heading)
                label = start + units_of(piece.words[: piece.words.rindex(TAIL)])
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
