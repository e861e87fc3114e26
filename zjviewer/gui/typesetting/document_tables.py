"""Source tables in the document: QTextTables without borders, and the hairlines painted between their rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from zjviewer.core.tables.grid_layout import PADDING, Edge, FittedLayout, LaidOutCell, TableLayout
from zjviewer.gui.theme.theme import Theme, font
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_map import TextFragment, cell_positions, positions, units_of_table
from zjviewer.gui.typesetting.glyph_boxes import tables_in

_ABOVE = 0.5
"""Ems above a table, in addition to the margins of the neighbouring lines."""

_CELLS = 200
"""Cells of a table that are filled in one step."""

_ALIGNMENTS: Mapping[Edge, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def insert_table(
    cursor: QTextCursor, layout: TableLayout, page: ColumnGeometry, theme: Theme, below: float
) -> Iterator[None]:
    """Insert a table at the cursor, in steps, with a bottom margin in pixels; the cursor ends up inside the table."""
    grid, position, fitted = layout.grid, cursor.position(), page.fit(layout)
    cursor.beginEditBlock()
    table = cursor.insertTable(grid.height, grid.width, _table_format(layout, fitted, page, below))
    for cell in (each.cell for each in layout.cells):
        if cell.rows > 1 or cell.columns > 1:
            table.mergeCells(cell.row, cell.column, cell.rows, cell.columns)
    block_formats = {edge: _block_format(edge) for edge in _ALIGNMENTS}
    char_formats = {header: _char_format(fitted.size, header, theme) for header in (False, True)}
    for number, (each, (_, start)) in enumerate(zip(layout.cells, cell_positions(layout, position), strict=True)):
        if number % _CELLS == _CELLS - 1:
            yield
        cursor.setPosition(start)
        cursor.setBlockFormat(block_formats[each.edge])
        cursor.mergeBlockCharFormat(char_formats[each.is_header])  # a merged cell stores its spans in this format
        cursor.insertText(each.text, char_formats[each.is_header])
    cursor.endEditBlock()


def refit(document: QTextDocument, layouts: Sequence[TableLayout], page: ColumnGeometry) -> None:
    """Set the margins of lines and tables for another page; the font size of the tables does not change."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    start = 0
    for table, layout in zip(tables_in(document), layouts, strict=True):
        _set_side_margins(cursor, start, table.firstPosition() - 1, page.side)
        start = table.lastPosition() + 1
        table_format = _table_format(layout, page.fit(layout), page, table.format().bottomMargin())
        if table.format() != table_format:
            table.setFormat(table_format)
    _set_side_margins(cursor, start, document.characterCount() - 1, page.side)
    cursor.endEditBlock()


def _set_side_margins(cursor: QTextCursor, start: int, end: int, side: int) -> None:
    """Set the left and right margins of the blocks in a range. A margin of the root frame would move tables, too."""
    cursor.setPosition(start)
    if cursor.blockFormat().leftMargin() == side:
        return
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    block_format = QTextBlockFormat()
    block_format.setLeftMargin(side)
    block_format.setRightMargin(side)
    cursor.mergeBlockFormat(block_format)


class TableRules:
    """Horizontal lines of one table, which occupies the positions from `begin` to `end` of the document."""

    def __init__(self, table: QTextTable, layout: TableLayout, position: int) -> None:
        self._table = table
        self._document = table.document()
        self._layout = layout
        self._padding = table.format().cellPadding()
        self.begin = position
        self.end = position + units_of_table(layout)
        self._cell_starts = [start for _, start in cell_positions(layout, position)]
        self._row_starts: dict[int, int] = {}
        for each, start in zip(layout.cells, self._cell_starts, strict=True):
            self._row_starts.setdefault(each.cell.row, start)

    def box(self) -> QRectF:
        """Bounding rectangle of the table, in the document's coordinates."""
        return self._document.documentLayout().frameBoundingRect(self._table)

    def draw(self, painter: QPainter, theme: Theme, begin: int, end: int, weight: float = 1.0) -> None:
        """Paint the lines below the cells between two positions, and the line above the first row. The line below a
        heading that spans columns is shorter than the heading, so that such groups stay apart."""
        tops: dict[int, float] = {}
        visible = slice(bisect_left(self._cell_starts, begin), bisect_right(self._cell_starts, end))
        for each, start in zip(self._layout.cells[visible], self._cell_starts[visible], strict=True):
            rect = self._rect(start)
            if each.cell.row == 0:
                self._line(painter, rect.left(), rect.right(), rect.top(), theme.text_color_faint, weight)
            below = each.cell.row + each.cell.rows
            if below not in tops:
                tops[below] = self._top(below)
            self._draw_below(painter, theme, each, rect, tops[below], weight)

    def _draw_below(
        self, painter: QPainter, theme: Theme, each: LaidOutCell, rect: QRectF, y: float, weight: float
    ) -> None:
        below, grid = each.cell.row + each.cell.rows, self._layout.grid
        strong = below in (self._layout.heads, grid.height)
        inset = self._padding if each.is_header and each.edge == "middle" and not strong else 0.0
        color = theme.text_color_faint if strong or inset else theme.line
        self._line(painter, rect.left() + inset, rect.right() - inset, y, color, weight)

    def _line(self, painter: QPainter, left: float, right: float, y: float, color: str, weight: float) -> None:
        painter.fillRect(QRectF(left, round(y), right - left, weight), QColor(color))

    def _top(self, row: int) -> float:
        """Upper edge of a row, or of the first row below it in which a cell begins; else the table's lower edge."""
        while row < self._layout.grid.height:
            if row in self._row_starts:
                return self._rect(self._row_starts[row]).top()
            row += 1
        cells = zip(self._layout.cells, self._cell_starts, strict=True)
        last = [start for each, start in cells if each.cell.row + each.cell.rows == self._layout.grid.height]
        return max(self._rect(start).bottom() for start in last)

    def _rect(self, start: int) -> QRectF:
        """Rectangle of a cell, as high as its text."""
        layout = self._document.documentLayout()
        rect = layout.blockBoundingRect(self._document.findBlock(start))
        return rect.adjusted(-self._padding, -self._padding, self._padding, self._padding)


def rules_of(document: QTextDocument, fragments: Sequence[TextFragment]) -> tuple[TableRules, ...]:
    """The lines of all tables of a document that was built from these fragments."""
    tables = tables_in(document)
    if not tables:
        return ()
    layouts = [(fragment.table, position) for fragment, position in positions(fragments) if fragment.table]
    return tuple(TableRules(table, *each) for table, each in zip(tables, layouts, strict=True))


def _table_format(layout: TableLayout, fitted: FittedLayout, page: ColumnGeometry, below: float) -> QTextTableFormat:
    table_format = QTextTableFormat()
    table_format.setBorder(0)
    table_format.setCellSpacing(0)
    table_format.setCellPadding(round(PADDING * fitted.size))
    table_format.setLeftMargin(page.left(fitted))
    table_format.setTopMargin(round(_ABOVE * fitted.size))
    table_format.setBottomMargin(below)
    table_format.setWidth(QTextLength(QTextLength.Type.FixedLength, fitted.width))
    widths = [QTextLength(QTextLength.Type.FixedLength, width) for width in fitted.widths]
    table_format.setColumnWidthConstraints(widths)
    table_format.setHeaderRowCount(layout.heads if layout.heads < layout.grid.height else 0)
    return table_format


def _block_format(edge: Edge) -> QTextBlockFormat:
    block_format = QTextBlockFormat()
    block_format.setAlignment(_ALIGNMENTS[edge])
    return block_format


def _char_format(size: int, header: bool, theme: Theme) -> QTextCharFormat:
    char_format = QTextCharFormat()
    char_format.setFont(font(size, header))
    char_format.setForeground(QColor(theme.text_color_soft if header else theme.text_color))
    return char_format
