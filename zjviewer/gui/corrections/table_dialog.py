"""Dialog to make a table of figures: title and names of rows and columns can be edited, numbers cannot."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.model.analysis import Figure
from zjviewer.core.tables.table_draft import Draft, as_list, propose_draft, transposed, without_figure
from zjviewer.gui.theme.theme import SPACE, scaled

_SIZE = (84 * SPACE, 60 * SPACE)
_NAMES = 24 * SPACE
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class DraftModel(QAbstractTableModel):
    """The first row has the names of the columns, the first column the names of the rows."""

    def __init__(self, draft: Draft, parent: QWidget) -> None:
        super().__init__(parent)
        self.draft = draft

    def show(self, draft: Draft) -> None:
        """Show another draft of the table."""
        self.beginResetModel()
        self.draft = draft
        self.endResetModel()

    def figure(self, index: Index) -> Figure | None:
        """Figure of a cell; None for a name and for an empty cell."""
        if not index.isValid() or not index.row() or not index.column():
            return None
        return self.draft.rows[index.row() - 1][1][index.column() - 1]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.draft.rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.draft.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row, column = index.row() - 1, index.column() - 1
        if row < 0:
            return self.draft.columns[column] if column >= 0 else ""
        name, cells = self.draft.rows[row]
        if column < 0:
            return name
        figure = cells[column]
        return figure.literal if figure else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._is_name(index):
            return False
        name, row, column = str(value).strip(), index.row() - 1, index.column() - 1
        draft = self.draft
        if row < 0:
            columns = (*draft.columns[:column], name, *draft.columns[column + 1 :])
            self.draft = Draft(draft.title, columns, draft.rows)
        else:
            rows = (*draft.rows[:row], (name, draft.rows[row][1]), *draft.rows[row + 1 :])
            self.draft = Draft(draft.title, draft.columns, rows)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._is_name(index) else flags

    def _is_name(self, index: Index) -> bool:
        return index.isValid() and (index.row() == 0) != (index.column() == 0)


class _Grid(QTableView):
    """Signals: `removal_asked` (): Delete was pressed on a cell."""

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class TableDialog(QDialog):
    """`draft` is the result. Initially it is the layout proposed for the figures."""

    def __init__(self, figures: tuple[Figure, ...], title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Table of {count} figures").format(count=len(figures)))
        self.model = DraftModel(propose_draft(figures, title), self)
        self._title = QLineEdit(self.model.draft.title)
        self._title.setAccessibleName(self.tr("Title"))
        self.view = _Grid()
        self.view.setAccessibleName(self.tr("Table"))
        self.view.setModel(self.model)
        self.view.setTabKeyNavigation(False)
        self.view.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.view.horizontalHeader().hide()
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(scaled(4 * SPACE))
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        hint = QLabel(self.tr("Names can be changed. Delete takes a figure out of the table."), wordWrap=True)
        hint.setProperty("small", True)
        self._list = QPushButton(self.tr("One figure a row"), autoDefault=False)
        self._swap = QPushButton(self.tr("Swap rows and columns"), autoDefault=False)
        self._remove = QPushButton(self.tr("Take out"), autoDefault=False)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Make table"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._lay_out(hint)
        self.resize(*_SIZE)
        self._title.textChanged.connect(self._show_state)
        self._list.clicked.connect(self._show_as_list)
        self._swap.clicked.connect(self._transpose)
        self._remove.clicked.connect(self._remove_figure)
        self.view.removal_asked.connect(self._remove_figure)
        self.view.selectionModel().currentChanged.connect(self._show_state)
        self.model.modelReset.connect(self._show_widths)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._title.selectAll()
        self._title.setFocus()
        self._show_widths()

    @property
    def draft(self) -> Draft:
        """The table as edited; it has a title and at least one figure when the dialog was accepted."""
        draft = self.model.draft
        return Draft(self._title.text().strip(), draft.columns, draft.rows)

    def _show_as_list(self) -> None:
        self.model.show(as_list(self.model.draft))

    def _transpose(self) -> None:
        self.model.show(transposed(self.model.draft))

    def _remove_figure(self) -> None:
        if figure := self.model.figure(self.view.currentIndex()):
            self.model.show(without_figure(self.model.draft, figure))

    def _show_widths(self) -> None:
        self.view.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            least = _NAMES if column == 0 else 12 * SPACE
            self.view.setColumnWidth(column, max(least, min(self.view.columnWidth(column) + 2 * SPACE, 40 * SPACE)))
        for row in range(self.model.rowCount()):
            self.view.setRowHeight(row, 4 * SPACE)
        self._show_state()

    def _show_state(self, *_: object) -> None:
        self._ok.setEnabled(bool(self._title.text().strip() and self.model.draft.rows))
        self._remove.setEnabled(self.model.figure(self.view.currentIndex()) is not None)

    def _lay_out(self, hint: QLabel) -> None:
        title = QHBoxLayout()
        title.setSpacing(2 * SPACE)
        title.addWidget(QLabel(self.tr("Title")))
        title.addWidget(self._title, 1)
        shape = QHBoxLayout()
        shape.setSpacing(SPACE)
        for button in (self._list, self._swap, self._remove):
            shape.addWidget(button)
        shape.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        column.addLayout(title)
        column.addWidget(self.view, 1)
        column.addWidget(hint)
        column.addLayout(shape)
        column.addSpacing(SPACE)
        column.addWidget(self._buttons)
