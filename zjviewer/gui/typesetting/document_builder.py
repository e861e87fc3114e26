"""Builds the QTextDocument of a report, for the screen and for paper."""

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
"""Per cent of the line height of the font, which is 1.45 em: together 1.74 em."""
_HEADINGS = ("heading", "editorial")
_BELOW_TABLE = 0.9
"""Ems of the body below a table."""
_HEADING_SIZES = (24, 19, 17)
"""Pixels at 100 %, by level from 1; deeper levels have the last size."""
_TITLE_SIZE = 28
_INDENT = 2
"""Ems that the first line of a paragraph is indented."""
_TAB_DISTANCE = 6
"""Ems between the tab stops of a table row that is shown as a line of text."""


def build_document(
    fragments: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int = 0
) -> QTextDocument:
    """A document of these fragments for a page; `top` and `foot` are the margins above and below the text in pixels.

    The document is not laid out yet: ten megabytes take a fraction of a second.
    """
    document, steps = begin_document(fragments, theme, page, top, foot)
    deque(steps, maxlen=0)
    return document


def begin_document(
    fragments: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int = 0
) -> tuple[QTextDocument, Iterator[None]]:
    """An empty document, and an iterator that fills it in steps of some milliseconds."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(TEXT_SIZE * page.scale))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document, _steps(document, fragments, theme, page, top, foot)


def _steps(
    document: QTextDocument, fragments: Sequence[TextFragment], theme: Theme, page: ColumnGeometry, top: int, foot: int
) -> Iterator[None]:
    builder = _DocumentBuilder(document, theme, page)
    for batch in batches(fragments):
        yield from builder.append(batch)
        yield
    builder.close()
    if tables := [fragment.table for fragment in fragments if fragment.table]:
        from zjviewer.gui.typesetting.document_tables import refit

        refit(document, tables, page)
        yield
    set_margins(document, top, foot)


def set_margins(document: QTextDocument, top: int, foot: int) -> None:
    """Change the margins above the first line and below the last one, in pixels."""
    frame = document.rootFrame()
    frame_format = frame.frameFormat()
    if (frame_format.topMargin(), frame_format.bottomMargin()) != (top, foot):
        frame_format.setTopMargin(top)
        frame_format.setBottomMargin(foot)
        frame.setFrameFormat(frame_format)


class _DocumentBuilder:
    """Appends formatted fragments to a document, at one scale and in one theme."""

    def __init__(self, document: QTextDocument, theme: Theme, page: ColumnGeometry) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._page = page
        self._scale = page.scale
        self._char_formats: dict[tuple[float, str, bool], QTextCharFormat] = {}
        self._row_format = self._line_with_tabs()
        self._end = 0
        """Position after the last fragment appended."""
        self._after_table = False

    def append(self, batch: Sequence[Following]) -> Iterator[None]:
        """Insert the text of all fragments in the format of the body, then the tables, then the formats that differ."""
        start = self._end
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.insertText("".join(p.text + line_end(p, following) for p, following in batch if p.table is None))
        self._cursor.setPosition(start)
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.setBlockFormat(self._block(0, 0.45, _INDENT * TEXT_SIZE))
        self._cursor.setCharFormat(self._char_format(TEXT_SIZE, self._theme.text_color))
        starts: list[tuple[TextFragment, int]] = []
        for fragment, following in batch:
            starts.append((fragment, self._end))
            if fragment.table is not None:
                yield from self._insert_table(fragment.table, self._end, following)
            self._end += fragment.units + len(line_end(fragment, following))
        after_table = False
        for fragment, position in starts:
            if fragment.table is None and (fragment.part != "body" or after_table):
                self._format_fragment(fragment, position, position + fragment.units)
            after_table = fragment.table is not None
        self._after_table = after_table

    def close(self) -> None:
        """Flatten the empty block that follows a table at the end of the document."""
        if self._after_table:
            self._cursor.movePosition(QTextCursor.MoveOperation.End)
            flat = QTextBlockFormat()
            flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            self._cursor.setBlockFormat(flat)

    def _insert_table(self, table: TableLayout, position: int, following: TextFragment | None) -> Iterator[None]:
        from zjviewer.gui.typesetting.document_tables import insert_table  # a text without tables does not need it

        self._cursor.setPosition(position)
        # The top margin of the line that follows a table has no effect.
        below = _above(following.level) if following and following.part in _HEADINGS else _BELOW_TABLE
        return insert_table(self._cursor, table, self._page, self._theme, round(below * TEXT_SIZE * self._scale))

    def _format_fragment(self, fragment: TextFragment, start: int, end: int) -> None:
        theme, size = self._theme, _size(fragment.level)
        heading = self._block(_above(fragment.level), 0.3)
        heading.setHeadingLevel(min(fragment.level, 6))
        match fragment.part:
            case "title":
                self._apply(
                    start, end, self._char_format(_TITLE_SIZE, theme.text_color, bold=True), self._block(0, 0.1)
                )
            case "imprint":
                self._apply(
                    start,
                    end,
                    self._char_format(SMALL_SIZE + 2, theme.text_color_soft),
                    self._block(0, 0.8 * fragment.level),
                )
            case "body":
                self._apply(
                    start,
                    end,
                    self._char_format(TEXT_SIZE, theme.text_color),
                    self._block(0, 0.45, _INDENT * TEXT_SIZE),
                )
            case "row":
                self._apply(start, end, self._char_format(TABLE_SIZE, theme.text_color), self._row_format)
            case "run-in":
                self._apply(start, end, self._char_format(TEXT_SIZE, theme.text_color, bold=True))
            case "heading":
                self._apply(start, end, self._char_format(size, theme.text_color, bold=True), heading)
                stop = start + units_of(fragment.text.rstrip(STOPS))
                self._apply(stop, end, self._char_format(size, theme.text_color_faint))
            case "editorial":
                self._apply(start, end, self._char_format(size, theme.text_color_soft, bold=True), heading)
                marker = start + units_of(fragment.text[: fragment.text.rindex(TAIL)])
                self._apply(marker, end, self._char_format(SMALL_SIZE, theme.text_color_faint))

    def _block(self, above: float, below: float, indent: float = 0) -> QTextBlockFormat:
        """Block format with margins in ems of the body."""
        block_format = QTextBlockFormat()
        em = TEXT_SIZE * self._scale
        block_format.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block_format.setTopMargin(round(above * em))
        block_format.setBottomMargin(round(below * em))
        block_format.setTextIndent(round(indent * self._scale))
        return block_format

    def _line_with_tabs(self) -> QTextBlockFormat:
        block_format = QTextBlockFormat()
        distance = _TAB_DISTANCE * TABLE_SIZE * self._scale
        stops = [QTextOption.Tab(distance * number, QTextOption.TabType.LeftTab) for number in range(1, 40)]
        block_format.setTabPositions(stops)
        return block_format

    def _char_format(self, pixels: float, color: str, bold: bool = False) -> QTextCharFormat:
        cached = self._char_formats.get((pixels, color, bold))
        if cached is not None:
            return cached
        char_format = self._char_formats[pixels, color, bold] = QTextCharFormat()
        char_format.setFont(font(pixels * self._scale, bold))
        char_format.setForeground(QColor(color))
        return char_format

    def _apply(self, start: int, end: int, chars: QTextCharFormat, block: QTextBlockFormat | None = None) -> None:
        self._cursor.setPosition(start)
        self._cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if block is not None:
            self._cursor.setBlockFormat(block)
        self._cursor.setCharFormat(chars)


def _above(level: int) -> float:
    """Top margin of a heading, in ems of the body."""
    return 1.6 if level == 1 else 1.0


def _size(level: int) -> int:
    return _HEADING_SIZES[min(max(level, 1), len(_HEADING_SIZES)) - 1]
