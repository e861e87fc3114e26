"""Table view: hairlines between rows, long labels on several lines, headings that sort."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from zjviewer.core.annotations.annotation import Colour
from zjviewer.core.text.line_breaks import joined_text
from zjviewer.gui.labels.annotation_labels import background_of
from zjviewer.gui.tables.table_model import DOUBTFUL, FAILED, FIGURE
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 32
"""Height in pixels of a row whose label fits on one line."""
SIGN = 12
"""Size in pixels of the sign before a number that takes part in a failed check."""
_HEADINGS = (96, 80, 64, 52)
"""Widths in pixels to which titles of columns are wrapped; the largest with which the table fits."""
_LABELS = (128, 96)
"""Smallest widths of the labels in pixels: with wide titles, and with narrow ones."""
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
        flags = int(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if index.column() == 0 and text:
            flags, text = flags | _WRAP, joined_text(text)
        text_rect = painter.drawText(padded(rect, index.column(), index.model().columnCount()), flags, text or "–")
        if option.state & QStyle.StateFlag.State_Selected and result:
            for lower in (0, 3):  # as totals are underlined
                line = QRect(text_rect.left(), text_rect.bottom() + lower - 1, text_rect.width(), 1)
                painter.fillRect(line, QColor(self.theme.result))
        if index.data(DOUBTFUL):
            painter.setPen(QPen(QColor(self.theme.danger), 2, Qt.PenStyle.DotLine))
            painter.drawLine(text_rect.left(), text_rect.bottom() + 1, text_rect.right(), text_rect.bottom() + 1)
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
        return joined_text(self.model().headerData(section, Qt.Orientation.Horizontal) or "")


class _FixedLabels(QTableView):
    """The column of labels of a table view, in place while the columns of figures scroll. Shares model, selection and
    cells with that view, and passes clicks to it."""

    def __init__(self, view: "TableView", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.heading = _Heading(theme, self)
        self.setHorizontalHeader(self.heading)
        self.setItemDelegate(view.itemDelegate())
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(f"QTableView {{ border-right: 1px solid {theme.line}; }}")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.horizontalScrollBar().rangeChanged.connect(self.fit)
        self.clicked.connect(view.clicked)
        self.hide()

    def fit(self, *_: object) -> None:
        """Cover the labels of the view while its columns of figures are wider than the view."""
        view, model = self._view, self._view.model()
        is_needed = view.horizontalScrollBar().maximum() > 0 and model.columnCount() > 1
        self.setVisible(is_needed)
        if not is_needed:
            return
        if self.model() is not model:
            self.setModel(model)
            self.setSelectionModel(view.selectionModel())
        for column in range(model.columnCount()):
            self.setColumnHidden(column, column > 0)
        self.setColumnWidth(0, view.columnWidth(0))
        for row in range(model.rowCount()):
            self.setRowHeight(row, view.rowHeight(row))
        heading = view.horizontalHeader().height()
        self.heading.setFixedHeight(heading)
        self.setGeometry(0, 0, view.columnWidth(0), heading + view.viewport().height())
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())
        self.raise_()


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
        self.labels = _FixedLabels(self, theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._cells.theme = self._heading.theme = self.labels.heading.theme = theme
        self.labels.setStyleSheet(f"QTableView {{ border-right: 1px solid {theme.line}; }}")
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
            text_rect = metrics.boundingRect(inner, _WRAP, joined_text(model.index(row, 0).data()))
            self.setRowHeight(row, max(scaled(ROW), text_rect.height() + SPACE + 4))
            height += self.rowHeight(row)
        self.updateGeometries()
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        self.labels.fit()
        self.setMaximumHeight(self._heading.sizeHint().height() + height + bar + SPACE if widths else 0)

    def _widths(self) -> list[int]:
        model = self.model()
        metrics, small = QFontMetrics(ui_font()), QFontMetrics(ui_font(SMALL_SIZE))
        rows = range(model.rowCount())

        def widest(column: int) -> int:
            return max((metrics.horizontalAdvance(model.index(row, column).data()) for row in rows), default=0)

        columns = range(1, model.columnCount())
        if not columns:
            return []
        titles, values = [], []
        for column in columns:
            titles.append(small.horizontalAdvance(model.headerData(column, Qt.Orientation.Horizontal)) + _ARROW)
            sign = SIGN + 3 if any(model.index(row, column).data(FAILED) for row in rows) else 0
            values.append(widest(column) + sign)
        labels, view = widest(0) + 3 * SPACE + 2, self.viewport().width()
        for heading in _HEADINGS:
            limit = scaled(heading)
            needed = [
                max(value, min(title, limit)) + 2 * SPACE + 2 for title, value in zip(titles, values, strict=True)
            ]
            needed[-1] += SPACE
            room = view - sum(needed)
            least = min(labels, scaled(_LABELS[0] if heading == _HEADINGS[0] else _LABELS[1]))
            if room >= least:
                break
        share = max(0, room - labels) // model.columnCount()
        return [max(room - share * len(needed), least), *(width + share for width in needed)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._widths() != [self.columnWidth(column) for column in range(self.model().columnCount())]:
            self.fit()
        self.labels.fit()

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
