"""Dialog to bind a figure to a cell of the national tables, with a filter."""

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from zjviewer.core.tables.metric_bindings import MetricCell
from zjviewer.core.text.segmentation import fold_width
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names

CELL = Qt.ItemDataRole.UserRole
"""Role of the name of a cell."""
ALSO = CELL + 1
"""Role of further texts that the filter looks at."""
_STYLE = """
    QTreeView::item { min-height: 28px; padding: 0 4px; }
    QTreeView::item:selected { background: palette(midlight); color: palette(text); }"""
_SIZE = (76 * SPACE, 64 * SPACE)
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Filter(QSortFilterProxyModel):
    """Accepts rows that contain all query terms."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.terms: list[str] = []

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        source = self.sourceModel()
        columns = (source.index(row, 0).data(), source.index(row, 1).data(), source.index(row, 0).data(ALSO))
        text = fold_width(" ".join(columns)).casefold()
        return all(term in text for term in self.terms)


class MetricDialog(QDialog):
    """`bound` is the cell that is current at first, `figure` the number and `sentence` the text around it."""

    def __init__(
        self, measures: tuple[MetricCell, ...], bound: str, figure: str, sentence: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which measure is this?"))
        number = QLabel(figure, textFormat=Qt.TextFormat.PlainText)
        number.setProperty("heading", True)
        context = QLabel(sentence, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        context.setProperty("soft", True)
        self._filter = QLineEdit(placeholderText=self.tr("Find a measure or a table"), clearButtonEnabled=True)
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._filter.installEventFilter(self)
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels([self.tr("Measure"), self.tr("Table")])
        for measure in measures:
            line = [QStandardItem(measure.name), QStandardItem(measure.within)]
            for item, tip in zip(line, (measure.name, measure.within), strict=True):
                item.setEditable(False)
                item.setToolTip(tip)
            line[0].setData(measure.cell, CELL)
            line[0].setData(measure.also, ALSO)
            model.appendRow(line)
        self._shown = _Filter(self)
        self._shown.setSourceModel(model)
        self.view = QTreeView(rootIsDecorated=False, uniformRowHeights=True)
        self.view.setAccessibleName(self.tr("Measures"))
        self.view.setModel(self._shown)
        self.view.setStyleSheet(_STYLE)
        self.view.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Bind"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        for widget in (number, context, self._filter, self.view, self._buttons):
            column.addWidget(widget, int(widget is self.view))
        self.resize(*_SIZE)
        set_accessible_names(self)
        self._filter.textChanged.connect(self._show_filter)
        self.view.selectionModel().currentChanged.connect(self._show_state)
        self.view.doubleClicked.connect(self.accept)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._choose(bound)
        self._filter.setFocus()

    @property
    def chosen(self) -> str:
        """Name of the current cell; empty where there is none."""
        index = self.view.currentIndex()
        cell: str = self._shown.index(index.row(), 0).data(CELL) if index.isValid() else ""
        return cell

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.scrollTo(self.view.currentIndex(), QTreeView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forward the keys that move the current row from the field to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS:
            self.view.event(event)
            return True
        return super().eventFilter(watched, event)

    def _choose(self, cell: str) -> None:
        rows = range(self._shown.rowCount())
        row = next((row for row in rows if self._shown.index(row, 0).data(CELL) == cell), 0)
        self.view.setCurrentIndex(self._shown.index(row, 0))
        self._show_state()

    def _show_filter(self, query: str) -> None:
        chosen = self.chosen
        self._shown.terms = fold_width(query).casefold().split()
        self._shown.invalidate()
        self._choose(chosen)

    def _show_state(self, *_: object) -> None:
        self._ok.setEnabled(bool(self.chosen))
