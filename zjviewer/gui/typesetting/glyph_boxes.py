"""Geometry of characters in a laid out QTextDocument: boxes, lines, blocks and table cells."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine, QTextTable, QTextTableCell

_ASCENT = 1.16
"""Ascent of a line in the bundled font, in ems."""
_ABOVE = 0.98
_BELOW = 0.26
"""Ems above and below the base line that a box covers: the characters and a little space."""


class Box(NamedTuple):
    """Rectangle around a part of one line, in the document's coordinates."""

    rect: QRectF
    baseline: float


def boxes(document: QTextDocument, start: int, end: int) -> Iterator[Box]:
    """One box for each line in the range of positions from `start` to `end`; lays the text out up to there."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first, last = start - block.position(), end - block.position()
        yield from _in_block(document, block, max(0, first), min(block.length() - 1, last))
        block = block.next()


def top_of(document: QTextDocument, position: int) -> float:
    """Upper edge of the line at a position, in the document's coordinates, without the top margin of its block."""
    block = document.findBlock(position)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    line = block.layout().lineForTextPosition(position - block.position())
    return corner.y() + (line.y() if line.isValid() else 0)


def block_at(document: QTextDocument, y: float, near: int = 0) -> QTextBlock:
    """Last block whose top is at or above `y`, searched for from the block numbered `near`.

    The hit test of the layout takes milliseconds in a long text, and a bisection over all blocks would lay out half of
    a text that is still being laid out. This looks at blocks at most twice as far away as the one returned.
    """
    layout = document.documentLayout()
    at, last = min(near, document.blockCount() - 1), document.blockCount() - 1

    def above(number: int) -> bool:
        return layout.blockBoundingRect(document.findBlockByNumber(number)).top() <= y

    step = 1
    while at > 0 and not above(at):
        at, step = max(0, at - step), 2 * step
    step = 1
    while at + step <= last and above(at + step):
        at, step = at + step, 2 * step
    while step > 1:
        step //= 2
        if at + step <= last and above(at + step):
            at += step
    return document.findBlockByNumber(at)


def tables_in(document: QTextDocument) -> list[QTextTable]:
    """Tables of a document at its top level, in reading order."""
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def after_gap(document: QTextDocument, position: int, top: float) -> int:
    """Start of the next block where the block at a position, or its whole table, ends above `top`; else the
    position."""
    block = document.findBlock(position)
    table = QTextCursor(block).currentTable()
    ends = [block]
    if table is not None:
        cells = (table.cellAt(table.rows() - 1, column) for column in range(table.columns()))
        ends = [cell.lastCursorPosition().block() for cell in cells]
    bottom = max(document.documentLayout().blockBoundingRect(end).bottom() for end in ends)
    following = ends[-1].next()
    return following.position() if bottom <= top and following.isValid() else position


def row_start(block: QTextBlock, reaching: bool = False) -> QTextBlock:
    """First block of the table row that a block stands in, with `reaching` also of cells that reach into that row;
    outside of tables the block itself."""
    table = QTextCursor(block).currentTable()
    if table is None:
        return block
    row = table.cellAt(block.position()).row()
    cells = (table.cellAt(row, column) for column in range(table.columns()))
    first = min(cell.firstPosition() for cell in cells if reaching or cell.row() == row)
    return block.document().findBlock(first)


def selected_cells(cursor: QTextCursor) -> tuple[QTextTableCell, ...]:
    """Upper left and lower right cell of a selection of table cells; empty for any other selection."""
    if not cursor.hasComplexSelection():
        return ()
    # PySide's stubs say `object`; it returns four integers.
    row, rows, column, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    table = cursor.currentTable()
    return table.cellAt(row, column), table.cellAt(row + rows - 1, column + columns - 1)


def position_at(document: QTextDocument, y: float, near: int = 0) -> int:
    """Start of the last line whose top is at or above `y`; in a table the start of the row's first cell."""
    block = block_at(document, y, near)
    first = row_start(block)
    if first != block:
        return first.position()
    top = document.documentLayout().blockBoundingRect(block).top()
    layout = block.layout()
    start = 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if top + line.y() > y:
            break
        start = line.textStart()
    return block.position() + start


def _in_block(document: QTextDocument, block: QTextBlock, first: int, last: int) -> Iterator[Box]:
    if first >= last:
        return
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    number = layout.lineForTextPosition(first).lineNumber()
    while number < layout.lineCount():
        line = layout.lineAt(number)
        begin = line.textStart()
        if begin >= last:
            return
        left = _x_of(line, max(first, begin))
        right = _x_of(line, min(last, begin + line.textLength()))
        em = line.ascent() / _ASCENT
        baseline = corner.y() + line.y() + line.ascent()
        box = QRectF(corner.x() + left, baseline - _ABOVE * em, right - left, (_ABOVE + _BELOW) * em)
        if right > left:
            yield Box(box, baseline)
        number += 1


def _x_of(line: QTextLine, position: int) -> float:
    # PySide's stubs say `object`; it returns the x coordinate and the position of the cursor.
    return cast("tuple[float, int]", line.cursorToX(position))[0]
