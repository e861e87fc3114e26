"""Source tables in the document: QTextTables without borders, and the hairlines that are drawn between their rows."""

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
"""Ems above a table, besides what its lines have around them."""

_CELLS = 200
"""Of a table that are filled in one step."""

_EDGES: Mapping[Edge, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def insert_table(
    cursor: QTextCursor, plan: TableLayout, page: ColumnGeometry, theme: Theme, below: float
) -> Iterator[None]:
    """Put a table where the cursor is, step by step, with room below in pixels; the cursor ends up somewhere inside."""
    grid, position, made = plan.grid, cursor.position(), page.fit(plan)
    cursor.beginEditBlock()
    table = cursor.insertTable(grid.height, grid.width, _table_format(plan, made, page, below))
    for cell in (each.cell for each in plan.cells):
        if cell.rows > 1 or cell.columns > 1:
            table.mergeCells(cell.row, cell.column, cell.rows, cell.columns)
    blocks = {edge: _block_format(edge) for edge in _EDGES}
    inks = {head: _words_format(made.size, head, theme) for head in (False, True)}
    for number, (each, (_, start)) in enumerate(zip(plan.cells, cell_positions(plan, position), strict=True)):
        if number % _CELLS == _CELLS - 1:
            yield
        cursor.setPosition(start)
        cursor.setBlockFormat(blocks[each.edge])
        cursor.mergeBlockCharFormat(inks[each.is_header])  # a merged cell keeps its spans in this format
        cursor.insertText(each.text, inks[each.is_header])
    cursor.endEditBlock()


def refit(document: QTextDocument, plans: Sequence[TableLayout], page: ColumnGeometry) -> None:
    """Lay the text out for another page; the letters of its tables stay as they are."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    start = 0
    for table, plan in zip(tables_in(document), plans, strict=True):
        _set_aside(cursor, start, table.firstPosition() - 1, page.side)
        start = table.lastPosition() + 1
        wanted = _table_format(plan, page.fit(plan), page, table.format().bottomMargin())
        if table.format() != wanted:
            table.setFormat(wanted)
    _set_aside(cursor, start, document.characterCount() - 1, page.side)
    cursor.endEditBlock()


def _set_aside(cursor: QTextCursor, start: int, end: int, side: int) -> None:
    """The room on both sides of lines: that of a frame would be a table's, too."""
    cursor.setPosition(start)
    if cursor.blockFormat().leftMargin() == side:
        return
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    made = QTextBlockFormat()
    made.setLeftMargin(side)
    made.setRightMargin(side)
    cursor.mergeBlockFormat(made)


class TableRules:
    """The lines of one table, which begins at a position of the document."""

    def __init__(self, table: QTextTable, plan: TableLayout, position: int) -> None:
        self._table = table
        self._document = table.document()
        self._plan = plan
        self._padding = table.format().cellPadding()
        self.begin = position
        self.end = position + units_of_table(plan)
        self._places = [start for _, start in cell_positions(plan, position)]
        self._first: dict[int, int] = {}
        for each, start in zip(plan.cells, self._places, strict=True):
            self._first.setdefault(each.cell.row, start)

    def box(self) -> QRectF:
        """Where the table is, in the document's coordinates."""
        return self._document.documentLayout().frameBoundingRect(self._table)

    def draw(self, painter: QPainter, theme: Theme, begin: int, end: int, weight: float = 1.0) -> None:
        """Those below the cells from one position to another, and the one above the first row. The one below a group of
        headings is shorter than the group, so that groups stay apart."""
        tops: dict[int, float] = {}
        seen = slice(bisect_left(self._places, begin), bisect_right(self._places, end))
        for each, start in zip(self._plan.cells[seen], self._places[seen], strict=True):
            rect = self._rect(start)
            if each.cell.row == 0:
                self._line(painter, rect.left(), rect.right(), rect.top(), theme.text_color_faint, weight)
            below = each.cell.row + each.cell.rows
            if below not in tops:
                tops[below] = self._top(below)
            self._below(painter, theme, each, rect, tops[below], weight)

    def _below(self, painter: QPainter, theme: Theme, each: LaidOutCell, rect: QRectF, y: float, weight: float) -> None:
        below, grid = each.cell.row + each.cell.rows, self._plan.grid
        strong = below in (self._plan.heads, grid.height)
        inset = self._padding if each.is_header and each.edge == "middle" and not strong else 0.0
        ink = theme.text_color_faint if strong or inset else theme.line
        self._line(painter, rect.left() + inset, rect.right() - inset, y, ink, weight)

    def _line(self, painter: QPainter, left: float, right: float, y: float, ink: str, weight: float) -> None:
        painter.fillRect(QRectF(left, round(y), right - left, weight), QColor(ink))

    def _top(self, row: int) -> float:
        """Upper edge of a row, or of the first below it in which a cell begins; the lower edge of the table."""
        while row < self._plan.grid.height:
            if row in self._first:
                return self._rect(self._first[row]).top()
            row += 1
        cells = zip(self._plan.cells, self._places, strict=True)
        last = [start for each, start in cells if each.cell.row + each.cell.rows == self._plan.grid.height]
        return max(self._rect(start).bottom() for start in last)

    def _rect(self, start: int) -> QRectF:
        """A cell's place, as high as its words."""
        layout = self._document.documentLayout()
        rect = layout.blockBoundingRect(self._document.findBlock(start))
        return rect.adjusted(-self._padding, -self._padding, self._padding, self._padding)


def rules_of(document: QTextDocument, pieces: Sequence[TextFragment]) -> tuple[TableRules, ...]:
    """The lines of the tables, of a document that was set from these pieces."""
    tables = tables_in(document)
    if not tables:
        return ()
    placed = [(piece.plan, position) for piece, position in positions(pieces) if piece.plan]
    return tuple(TableRules(table, *each) for table, each in zip(tables, placed, strict=True))


def _table_format(plan: TableLayout, made: FittedLayout, page: ColumnGeometry, below: float) -> QTextTableFormat:
    wanted = QTextTableFormat()
    wanted.setBorder(0)
    wanted.setCellSpacing(0)
    wanted.setCellPadding(round(PADDING * made.size))
    wanted.setLeftMargin(page.left(made))
    wanted.setTopMargin(round(_ABOVE * made.size))
    wanted.setBottomMargin(below)
    wanted.setWidth(QTextLength(QTextLength.Type.FixedLength, made.width))
    wanted.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, width) for width in made.widths])
    wanted.setHeaderRowCount(plan.heads if plan.heads < plan.grid.height else 0)
    return wanted


def _block_format(edge: Edge) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setAlignment(_EDGES[edge])
    return made


def _words_format(size: int, head: bool, theme: Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(size, head))
    made.setForeground(QColor(theme.text_color_soft if head else theme.text_color))
    return made
