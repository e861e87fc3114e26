"""Table view of all figures: rows of one height, columns that fit the width, titles that sort."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from zjviewer.gui.figures.figures_model import FAILED, NAME, SECTION, VALUE, YEAR, FiguresModel
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled, ui_font

_ROW = 30
_SIGN = 12
"""Pixels: height of a row, size of the sign of a failed check."""
_NARROW = 460
"""Width in pixels below which the section has no column of its own."""
_SHARE = 0.34
"""Share of the section in what name and section have together."""
_VALUE = 0.4
"""Largest share of the values in the width of the view."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self.theme.accent_soft))
        painter.setPen(QPen(QColor(self.theme.line), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(SPACE if index.column() == NAME else SPACE // 2, 0, -SPACE // 2, 0)
        if index.column() == VALUE and index.data(FAILED):
            sign = icons.pixmap("differs", self.theme.danger, _SIGN, option.widget.devicePixelRatioF())
            painter.drawPixmap(room.left(), room.center().y() - _SIGN // 2 + 1, sign)
            room.setLeft(room.left() + _SIGN + 2)
        painter.setFont(ui_font())
        soft = index.column() in (SECTION, YEAR)
        painter.setPen(QColor(self.theme.text_color_soft if soft else self.theme.text_color))
        text = QFontMetrics(ui_font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


class FiguresView(QTableView):
    """Signals (payload):

    - `chosen` (): the reader has selected other rows with the mouse, or pressed Enter
    - `moved` (): the reader has selected other rows with the keyboard
    - `background_clicked` (): a click where no row is
    - `copied` (): Ctrl+C
    - `order_asked` (int): a click on the title of a column
    """

    chosen = Signal()
    moved = Signal()
    background_clicked = Signal()
    copied = Signal()
    order_asked = Signal(int)

    def __init__(self, model: FiguresModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _RowDelegate(theme, self)
        self._figures = model
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(self.tr("All figures"))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(scaled(_ROW))
        lines.setDefaultSectionSize(scaled(_ROW))
        titles = self.horizontalHeader()
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setMinimumSectionSize(SPACE)
        titles.setHighlightSections(False)
        titles.setSectionsClickable(True)
        titles.sectionPressed.disconnect()  # a title sorts, it does not select its column
        titles.sectionClicked.connect(self.order_asked)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._rows.theme = theme
        self.viewport().update()

    def show_order(self, column: int, descending: bool) -> None:
        """Show an arrow at the column that the rows are sorted by; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(column >= 0)
        self.horizontalHeader().setSortIndicator(column, order)

    def selected_rows(self) -> list[int]:
        """Numbers of the selected rows, in order."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def select_rows(self, rows: list[int]) -> None:
        """Select rows and scroll to the first, without a signal of this view."""
        chosen = QItemSelection()
        model = self.model()
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and self.currentIndex().row() not in rows:
            self.selectionModel().setCurrentIndex(model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        if rows:
            self.scrollTo(model.index(rows[0], 0))

    def fit(self) -> None:
        """Set the widths of the columns for the present width of the view."""
        metrics, room = QFontMetrics(ui_font()), self.viewport().width()
        year = metrics.horizontalAdvance("2017") + 2 * SPACE
        value = min(metrics.horizontalAdvance(self._figures.longest_value) + _SIGN + 2 * SPACE, round(_VALUE * room))
        rest = max(0, room - year - value)
        section = round(rest * _SHARE) if room >= scaled(_NARROW) else 0
        self.setColumnHidden(SECTION, not section)
        for column, width in ((NAME, rest - section), (VALUE, value), (YEAR, year), (SECTION, section)):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            inside = self.indexAt(event.position().toPoint()).isValid()
            (self.chosen if inside else self.background_clicked).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in _ENTER:
            self.chosen.emit()
        else:
            before = self.selected_rows()
            super().keyPressEvent(event)
            if self.selected_rows() != before:
                self.moved.emit()
