"""Lines of titles and headings that are about as long as one another."""

from collections.abc import Iterable

from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextDocument

from zjviewer.core.text.line_breaks import break_lines
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry

_SPARE = 2
"""Pixels that a line may be wider in the layout than it was measured."""


def balance(document: QTextDocument, titles: Iterable[int], page: ColumnGeometry) -> None:
    """Set the right margins of the blocks at these positions so that a title of several lines has no short last one.
    Qt breaks lines where `break_lines` does, because the text has joiners."""
    side = max(0, page.side)
    blocks = (document.findBlock(position) for position in titles)
    wanted = [(block, side + _margin(block, page.width - 2 * side)) for block in blocks if block.isValid()]
    changes = [(block, margin) for block, margin in wanted if block.blockFormat().rightMargin() != margin]
    if not changes:
        return
    if document.documentLayout().documentSize().height() > 0:
        document.pageCount()  # lays out everything; a change to a document laid out in part leaves blocks without lines
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block, margin in changes:
        block_format = block.blockFormat()
        block_format.setRightMargin(margin)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(block_format)
    cursor.endEditBlock()


def _margin(block: QTextBlock, width: float) -> int:
    """Pixels between the longest of the balanced lines and the edge of the column; 0 for one line."""
    fragment = block.begin().fragment()
    if not fragment.isValid() or width <= 0:
        return 0
    measure = QFontMetricsF(fragment.charFormat().font()).horizontalAdvance
    text = block.text()
    if measure(text) <= width:
        return 0
    lines = break_lines(text, width, measure)
    return max(0, int(width - max(map(measure, lines))) - _SPARE)
