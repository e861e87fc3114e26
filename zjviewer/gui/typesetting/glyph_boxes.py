"""Where characters lie on the page: the boxes that hits, figures and flashes are painted into."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable, QTextTableCell

_ASCENT = 1.16
"""Ems above the base line that the bundled font claims for a line."""
_ABOVE = 0.98
_BELOW = 0.26
"""Ems above and below the base line that a box covers: the characters and a little air."""


class Box(NamedTuple):
    """A stretch of one line, in the document's coordinates."""

    rect: QRectF
    baseline: float


def boxes(document: QTextDocument, start: int, end: int) -> Iterator[Box]:
    """One box for each line that the positions from `start` to `end` touch; lays the text out as far as that."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first, last = start - block.position(), end - block.position()
        yield from _in_block(document, block, max(0, first), min(block.length() - 1, last))
        block = block.next()


def top_of(document: QTextDocument, position: int) -> float:
    """Upper edge of the line around a position, in the document's coordinates; its block's margin is not part of it."""
    block = document.findBlock(position)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    line = block.layout().lineForTextPosition(position - block.position())
    return corner.y() + (line.y() if line.isValid() else 0)


def block_at(document: QTextDocument, y: float, near: int = 0) -> QTextBlock:
    """The last block that begins at or above a height, looked for from the block numbered `near`.

    The layout's own hit test takes milliseconds in a long text; and a bisection of all blocks would lay out half of a
    text that is still being laid out. This looks no further away than twice the distance.
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
    """In reading order."""
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def after_gap(document: QTextDocument, position: int, top: float) -> int:
    """Where the next block begins if the one at a position, or its whole table, ends above a height; else the position
    itself."""
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
    """In a table the first of the cells that begin in the block's row, or that reach into it; else the block itself."""
    table = QTextCursor(block).currentTable()
    if table is None:
        return block
    row = table.cellAt(block.position()).row()
    cells = (table.cellAt(row, column) for column in range(table.columns()))
    first = min(cell.firstPosition() for cell in cells if reaching or cell.row() == row)
    return block.document().findBlock(first)


def chosen_cells(cursor: QTextCursor) -> tuple[QTextTableCell, ...]:
    """Corners of the rectangle of cells that is marked, upper left and lower right; empty where none is."""
    if not cursor.hasComplexSelection():
        return ()
    row, rows, column, columns = cursor.selectedTableCells()
    table = cursor.currentTable()
    return table.cellAt(row, column), table.cellAt(row + rows - 1, column + columns - 1)


def position_at(document: QTextDocument, y: float, near: int = 0) -> int:
    """Where the line at a height begins, or the last one above it; of a row of cells, where its first one does."""
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
        left = line.cursorToX(max(first, begin))[0]
        right = line.cursorToX(min(last, begin + line.textLength()))[0]
        em = line.ascent() / _ASCENT
        baseline = corner.y() + line.y() + line.ascent()
        box = QRectF(corner.x() + left, baseline - _ABOVE * em, right - left, (_ABOVE + _BELOW) * em)
        if right > left:
            yield Box(box, baseline)
        number += 1
