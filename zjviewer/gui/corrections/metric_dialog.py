"""Which cell of the era's tables a figure states: a list of them, filtered as you type."""

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from zjviewer.core.tables.metric_bindings import MetricCell
from zjviewer.core.text.segmentation import fold_width
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names

CELL = Qt.ItemDataRole.UserRole
ALSO = CELL + 1
_LOOK = """
    QTreeView::item { min-height: 28px; padding: 0 4px; }
    QTreeView::item:selected { background: palette(midlight); color: palette(text); }"""
_SIZE = (76 * SPACE, 64 * SPACE)
_PASSED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Filter(QSortFilterProxyModel):
    """Lines that hold all the words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.words: list[str] = []

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        source = self.sourceModel()
        told = fold_width(" ".join((*(source.index(row, n).data() for n in (0, 1)), source.index(row, 0).data(ALSO))))
        told = told.casefold()
        return all(word in told for word in self.words)


class MetricDialog(QDialog):
    """`chosen` is the name of a cell once the dialog was accepted."""

    def __init__(self, measures: tuple[MetricCell, ...], bound: str, figure: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which measure is this?"))
        number = QLabel(figure, textFormat=Qt.TextFormat.PlainText)
        number.setProperty("heading", True)
        sentence = QLabel(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        sentence.setProperty("soft", True)
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
        self.view.setStyleSheet(_LOOK)
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
        for widget in (number, sentence, self._filter, self.view, self._buttons):
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
        """Empty where nothing is chosen."""
        index = self.view.currentIndex()
        return self._shown.index(index.row(), 0).data(CELL) if index.isValid() else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.scrollTo(self.view.currentIndex(), QTreeView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list follows the keys that the field has no use for."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _PASSED_ON:
            self.view.event(event)
            return True
        return super().eventFilter(watched, event)

    def _choose(self, cell: str) -> None:
        rows = range(self._shown.rowCount())
        row = next((row for row in rows if self._shown.index(row, 0).data(CELL) == cell), 0)
        self.view.setCurrentIndex(self._shown.index(row, 0))
        self._show_state()

    def _show_filter(self, words: str) -> None:
        chosen = self.chosen
        self._shown.words = fold_width(words).casefold().split()
        self._shown.invalidate()
        self._choose(chosen)

    def _show_state(self, *_: object) -> None:
        self._ok.setEnabled(bool(self.chosen))
