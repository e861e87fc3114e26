"""Source tables in the document: QTextTables without borders, and the hairlines that are drawn between their rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from zjviewer.core.grid_setting import PADDING, Edge, Fitted, GridPlan, SetCell, fitted
from zjviewer.core.model import Span
from zjviewer.gui.offsets import units_of
from zjviewer.gui.theme import Theme, font

TABLE_SIZE = 14
"""Pixels at 100 %, where there is room enough."""
_SMALLEST = 0.78
"""Part of that below which no table goes."""
_APART = 1.0
"""Ems above and below a table."""
_INSET = 0.4
"""Ems that the line below a group of headings is shorter on both sides than the group."""

_EDGES: Mapping[Edge, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def fit(plan: GridPlan, scale: float, measure: float, room: float) -> Fitted:
    """A table's letters and columns at a scale (1 is 100 %), for a column of `measure` in a page of `room` pixels."""
    largest = max(1, round(TABLE_SIZE * scale))
    return fitted(plan, int(measure), int(max(measure, room)), range(largest, round(largest * _SMALLEST) - 1, -1))


def units_of_table(plan: GridPlan) -> int:
    """UTF-16 units that a table takes in the document: its words, a mark before each cell, one at the end."""
    return sum(units_of(each.words) + 1 for each in plan.cells) + 1


def cell_positions(plan: GridPlan, position: int) -> Iterator[tuple[Span, int]]:
    """The cells' words in the text and in the document, for a table that begins at a position of the latter."""
    for each in plan.cells:
        position += 1
        yield each.cell.span, position
        position += units_of(each.words)


def insert_table(cursor: QTextCursor, plan: GridPlan, made: Fitted, theme: Theme) -> None:
    """Put a table where the cursor is; the cursor ends up somewhere inside."""
    grid, position = plan.grid, cursor.position()
    cursor.beginEditBlock()
    table = cursor.insertTable(grid.height, grid.width, _table_format(plan, made))
    for cell in (each.cell for each in plan.cells):
        if cell.rows > 1 or cell.columns > 1:
            table.mergeCells(cell.row, cell.column, cell.rows, cell.columns)
    blocks = {edge: _block_format(edge) for edge in _EDGES}
    inks = {head: _words_format(made.size, head, theme) for head in (False, True)}
    for each, (_, start) in zip(plan.cells, cell_positions(plan, position), strict=True):
        cursor.setPosition(start)
        cursor.setBlockFormat(blocks[each.edge])
        cursor.mergeBlockCharFormat(inks[each.head])  # a merged cell keeps its spans in this format
        cursor.insertText(each.words, inks[each.head])
    cursor.endEditBlock()


def tables_in(document: QTextDocument) -> list[QTextTable]:
    """In reading order."""
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def refit(table: QTextTable, plan: GridPlan, made: Fitted) -> None:
    """Give a table's columns other widths; its letters stay."""
    wanted = _table_format(plan, made)
    if table.format() != wanted:
        table.setFormat(wanted)


def row_start(block: QTextBlock, reaching: bool = False) -> QTextBlock:
    """In a table the first of the cells that begin in the block's row, or that reach into it; else the block itself."""
    table = QTextCursor(block).currentTable()
    if table is None:
        return block
    row = table.cellAt(block.position()).row()
    cells = (table.cellAt(row, column) for column in range(table.columns()))
    first = min(cell.firstPosition() for cell in cells if reaching or cell.row() == row)
    return block.document().findBlock(first)


class Rules:
    """The lines of one table; cells are found by their place in the document."""

    def __init__(self, document: QTextDocument, plan: GridPlan, position: int, size: float) -> None:
        self._document = document
        self._plan = plan
        self._size = size
        self._padding = round(PADDING * size)
        self.begin = position
        self.end = position + units_of_table(plan)
        self._places = [start for _, start in cell_positions(plan, position)]
        self._first: dict[int, int] = {}
        for each, start in zip(plan.cells, self._places, strict=True):
            self._first.setdefault(each.cell.row, start)

    def draw(self, painter: QPainter, theme: Theme, begin: int, end: int, weight: float = 1.0) -> None:
        """Those below the cells from one position to another, and the one above the first row."""
        tops: dict[int, float] = {}
        seen = slice(bisect_left(self._places, begin), bisect_right(self._places, end))
        for each, start in zip(self._plan.cells[seen], self._places[seen], strict=True):
            rect = self._rect(start)
            if each.cell.row == 0:
                self._line(painter, rect.left(), rect.right(), rect.top(), theme.ink_faint, weight)
            below = each.cell.row + each.cell.rows
            if below not in tops:
                tops[below] = self._top(below)
            self._below(painter, theme, each, rect, tops[below], weight)

    def _below(self, painter: QPainter, theme: Theme, each: SetCell, rect: QRectF, y: float, weight: float) -> None:
        below, grid = each.cell.row + each.cell.rows, self._plan.grid
        strong = below in (self._plan.heads, grid.height)
        inset = _INSET * self._size if each.head and each.edge == "middle" and not strong else 0.0
        ink = theme.ink_faint if strong or inset else theme.line
        self._line(painter, rect.left() + inset, rect.right() - inset, y, ink, weight)

    def _line(self, painter: QPainter, left: float, right: float, y: float, ink: str, weight: float) -> None:
        painter.fillRect(QRectF(left, round(y), right - left, weight), QColor(ink))

    def _top(self, row: int) -> float:
        """Upper edge of a row, or of the first below it in which a cell begins; the lower edge of the table."""
        while row < self._plan.grid.height:
            if row in self._first:
                return self._rect(self._first[row]).top()
            row += 1
        table = QTextCursor(self._document.findBlock(self._places[0])).currentTable()
        frame = self._document.documentLayout().frameBoundingRect(table)
        return frame.bottom() - table.format().bottomMargin()

    def _rect(self, start: int) -> QRectF:
        """A cell's place, as high as its words."""
        layout = self._document.documentLayout()
        rect = layout.blockBoundingRect(self._document.findBlock(start))
        return rect.adjusted(-self._padding, -self._padding, self._padding, self._padding)


def _table_format(plan: GridPlan, made: Fitted) -> QTextTableFormat:
    wanted = QTextTableFormat()
    wanted.setBorder(0)
    wanted.setAlignment(Qt.AlignmentFlag.AlignHCenter if made.centred else Qt.AlignmentFlag.AlignLeft)
    wanted.setCellSpacing(0)
    wanted.setCellPadding(round(PADDING * made.size))
    wanted.setTopMargin(round(_APART * made.size / 2))
    wanted.setBottomMargin(round(_APART * made.size))
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
    made.setForeground(QColor(theme.ink_soft if head else theme.ink))
    return made
