"""Table model of the figures of a report: name, value, year and section, filtered and sorted without a proxy."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.core.figures.figure_filter import (
    FigureFilter,
    Order,
    figure_name,
    filter_figures,
    ordered,
    search_texts,
)
from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.gui.labels.tooltips import sentence_tip

FIGURE = Qt.ItemDataRole.UserRole + 1
"""Role of a row's Figure."""
FAILED = Qt.ItemDataRole.UserRole + 2
"""Role of a bool: whether a row's figure takes part in a failed check."""

NAME, VALUE, YEAR, SECTION = range(4)
"""Columns."""
ORDERS: tuple[Order, ...] = ("name", "value", "year", "text")
"""What a click on the title of each column sorts by."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """One row for each figure that meets the filter. Texts are computed when a view asks for them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._texts: Mapping[str, str] | None = None
        self._filter = FigureFilter()
        self._order: Order = "text"
        self._descending = False
        self._figures: tuple[Figure, ...] = ()
        self._rows: dict[str, int] = {}
        self.longest_value = ""
        """Longest text in the column of values, whatever the filter."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The listed figures, in the order of the rows."""
        return self._figures

    @property
    def sorted_by(self) -> tuple[Order, bool]:
        """What the rows are sorted by, and whether in descending order."""
        return self._order, self._descending

    def show_analysis(self, analysis: Analysis | None) -> None:
        """List the figures of an analysis with the present filter and order."""
        if self._analysis is None or analysis is None or self._analysis.figures is not analysis.figures:
            self._texts = None
            values = map(format_figure, analysis.figures if analysis else ())
            self.longest_value = max(values, key=len, default="")
        self._analysis = analysis
        self._update()

    def set_filter(self, wanted: FigureFilter) -> None:
        """List the figures that meet another filter."""
        if wanted != self._filter:
            self._filter = wanted
            self._update()

    def set_order(self, by: Order, descending: bool) -> None:
        """Sort by a column; `text` is the order of the report."""
        self._order, self._descending = by, descending
        self._update()

    def show_failures(self, analysis: Analysis | None) -> None:
        """Update the failed checks of the same figures after the reader has marked one."""
        self._analysis = analysis
        if self._figures:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._figures) - 1, SECTION), [FAILED])

    def row_of(self, figure: str) -> int:
        """The row of a figure by its id; -1 where it is not listed."""
        return self._rows.get(figure, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._figures)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(ORDERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        analysis = self._analysis
        if analysis is None or not index.isValid():
            return None
        figure = self._figures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(figure, index.column(), analysis)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in (VALUE, YEAR) else _LEFT
        if role == FIGURE:
            return figure
        if role == FAILED:
            return figure.id in analysis.failures_by_figure
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence_tip(figure, analysis)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._text(figure, column, analysis) for column in range(len(ORDERS)))))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("What is counted"), self.tr("Value"), self.tr("Year"), self.tr("Section"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (VALUE, YEAR) else _LEFT
        return None

    def _text(self, figure: Figure, column: int, analysis: Analysis) -> str:
        if column == NAME:
            return figure_name(figure, analysis.report.text)
        if column == VALUE:
            return format_figure(figure)
        if column == YEAR:
            return "" if figure.year is None else str(figure.year)
        section = analysis.section_by_id.get(figure.section)
        return f"{section.number} {section.title}".strip() if section else ""

    def _update(self) -> None:
        self.beginResetModel()
        self._figures = ()
        if (analysis := self._analysis) is not None:
            if self._filter.words and self._texts is None:
                self._texts = search_texts(analysis)
            found = filter_figures(analysis, self._filter, self._texts)
            self._figures = ordered(found, self._order, analysis.report.text, self._descending)
        self._rows = {figure.id: row for row, figure in enumerate(self._figures)}
        self.endResetModel()
