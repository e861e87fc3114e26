"""Table view: hairlines between rows, long labels on several lines, headings that sort."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from zjviewer.core.annotations.annotation import Colour
from zjviewer.gui.labels.annotation_labels import background_of
from zjviewer.gui.tables.table_model import FAILED, FIGURE
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 32
"""Height in pixels of a row whose label fits on one line."""
SIGN = 12
"""Size in pixels of the sign before a number that takes part in a failed check."""
_WIDEST_HEADING = 96
_LEAST_LABEL = 128
_ARROW = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_WRAP = int(Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.result: frozenset[str] = frozenset()
        """Ids of the selected figures that are the result of a check."""
        self.annotated: Mapping[str, Colour] = {}
        """Colours of highlights and notes, by the ids of figures."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = option.rect
        figure = index.data(FIGURE)
        result = figure is not None and figure.id in self.result
        if figure is not None and figure.id in self.annotated:
            painter.fillRect(rect, QColor(background_of(self.annotated[figure.id], self.theme)))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self.theme.result_soft if result else self.theme.accent_soft))
        painter.setPen(QPen(QColor(self.theme.line), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = index.data()
        painter.setFont(ui_font())
        painter.setPen(QColor(self.theme.text_color if text else self.theme.text_color_faint))
        flags = int(index.data(Qt.ItemDataRole.TextAlignmentRole)) | (_WRAP if index.column() == 0 else 0)
        text_rect = painter.drawText(padded(rect, index.column(), index.model().columnCount()), flags, text or "–")
        if option.state & QStyle.StateFlag.State_Selected and result:
            for lower in (0, 3):  # as totals are underlined
                line = QRect(text_rect.left(), text_rect.bottom() + lower - 1, text_rect.width(), 1)
                painter.fillRect(line, QColor(self.theme.result))
        if index.data(FAILED):
            sign = icons.pixmap("differs", self.theme.danger, SIGN, option.widget.devicePixelRatioF())
            painter.drawPixmap(text_rect.left() - SIGN - 3, text_rect.center().y() - SIGN // 2 + 1, sign)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


def padded(rect: QRect, column: int, columns: int) -> QRect:
    """Rectangle of the text in a cell; the outer cells have the side margins of the pane."""
    return rect.adjusted(SPACE * 2 if column == 0 else SPACE, 0, -SPACE * 2 if column == columns - 1 else -SPACE, 0)


class _Heading(QHeaderView):
    """Header with wrapped titles, and an arrow at the column that the rows are sorted by."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(SPACE * 4)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(ui_font(SMALL_SIZE))
        heights = [scaled(ROW - SPACE)]
        for section in range(1, self.count()):
            room = padded(QRect(0, 0, self.sectionSize(section), 1000), section, self.count())
            heights.append(metrics.boundingRect(room, _WRAP, self._title(section)).height() + SPACE)
        return QSize(super().sizeHint().width(), max(heights))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, QColor(self.theme.background))
        painter.setPen(QColor(self.theme.muted))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        order = self.sorted_by[1] if self.sorted_by and self.sorted_by[0] == section else None
        painter.setFont(ui_font(SMALL_SIZE))
        painter.setPen(QColor(self.theme.text_color_soft if order is None else self.theme.text_color))
        room = padded(rect, section, self.count()).adjusted(0, 0, 0, -SPACE // 2)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom) | _WRAP
        painter.drawText(room, flags, self._title(section))
        if order is not None:
            name = "next" if order == Qt.SortOrder.DescendingOrder else "previous"
            text_rect = QFontMetrics(ui_font(SMALL_SIZE)).boundingRect(room, flags, self._title(section))
            arrow = icons.pixmap(name, self.theme.accent, _ARROW, self.devicePixelRatioF())
            left = max(rect.left(), text_rect.left() - _ARROW - 2)
            painter.drawPixmap(left, text_rect.center().y() - _ARROW // 2 + 1, arrow)
        painter.restore()

    def _title(self, section: int) -> str:
        return self.model().headerData(section, Qt.Orientation.Horizontal) or ""


class TableView(QTableView):
    """Signals (payload):

    - `entered_on` (QModelIndex): Enter on a cell
    - `moved` (): a key has changed the current cell
    - `copied` (): Ctrl+C
    - `background_clicked` (): a click where no cell is
    """

    entered_on = Signal(QModelIndex)
    moved = Signal()
    copied = Signal()
    background_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _CellDelegate(theme, self)
        self._heading = _Heading(theme, self)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._heading)
        self._heading.sectionPressed.disconnect()  # a heading sorts, it does not select its column
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._cells.theme = self._heading.theme = theme
        self.viewport().update()
        self._heading.viewport().update()

    def show_result(self, figures: Collection[str]) -> None:
        """Mark figures among the selected cells as the result of a check."""
        self._cells.result = frozenset(figures)
        self.viewport().update()

    def show_annotated(self, colours: Mapping[str, Colour]) -> None:
        """Highlight cells by the ids of their figures."""
        self._cells.annotated = colours
        self.viewport().update()

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        """Column and direction that the rows are sorted by; None for the report's order."""
        return self._heading.sorted_by

    def sort_by(self, column: int, order: Qt.SortOrder | None) -> None:
        """Sort the model by one of its columns and show it in the header; None restores the report's order."""
        self._heading.sorted_by = None if order is None else (column, order)
        self.model().sort(-1 if order is None else column, order or Qt.SortOrder.AscendingOrder)
        self._heading.viewport().update()
        self.fit()

    def fit(self) -> None:
        """Set the widths of columns and the heights of rows for the present width of the view.

        Columns of numbers get the width that they need, the labels the rest; free space is shared by all columns, and
        where there is too little, labels take several lines. The view is no taller than its rows.
        """
        widths = self._widths()
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        metrics, model = QFontMetrics(ui_font()), self.model()
        height = 0
        for row in range(model.rowCount()):
            inner = padded(QRect(0, 0, widths[0], 10_000), 0, len(widths))
            text_rect = metrics.boundingRect(inner, _WRAP, model.index(row, 0).data())
            self.setRowHeight(row, max(scaled(ROW), text_rect.height() + SPACE + 4))
            height += self.rowHeight(row)
        self.updateGeometries()
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        self.setMaximumHeight(self._heading.sizeHint().height() + height + bar + SPACE if widths else 0)

    def _widths(self) -> list[int]:
        model = self.model()
        metrics, small = QFontMetrics(ui_font()), QFontMetrics(ui_font(SMALL_SIZE))
        rows = range(model.rowCount())

        def widest(column: int) -> int:
            return max((metrics.horizontalAdvance(model.index(row, column).data()) for row in rows), default=0)

        needed = []
        for column in range(1, model.columnCount()):
            title = small.horizontalAdvance(model.headerData(column, Qt.Orientation.Horizontal)) + _ARROW
            sign = SIGN + 3 if any(model.index(row, column).data(FAILED) for row in rows) else 0
            needed.append(max(widest(column) + sign, min(title, _WIDEST_HEADING)) + 2 * SPACE + 2)
        if not needed:
            return []
        needed[-1] += SPACE
        room = self.viewport().width() - sum(needed)
        labels = widest(0) + 3 * SPACE + 2
        share = max(0, room - labels) // model.columnCount()
        return [max(room - share * len(needed), min(labels, _LEAST_LABEL)), *(width + share for width in needed)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._widths() != [self.columnWidth(column) for column in range(self.model().columnCount())]:
            self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        outside = not self.indexAt(event.position().toPoint()).isValid()
        if outside and event.button() == Qt.MouseButton.LeftButton:
            self.background_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.entered_on.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.moved.emit()
