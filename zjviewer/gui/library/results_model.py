"""List model of the reports that the library has found."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.gui.labels.library_labels import library_label
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.library_search import ReportHits

ROW, HITS, COLLECTED = (Qt.ItemDataRole.UserRole + number for number in range(3))
"""Roles of the ReportRow, of its ReportHits or None, and of whether it is collected."""

Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractListModel):
    """Rows of reports; collected ones stay collected when others are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ReportRow] = ()
        self.collected: dict[int, ReportRow] = {}
        """By the row of the report in the database, in the order of collecting."""
        self._hits: Mapping[int, ReportHits] = {}
        self.searching = False
        """Whether rows have room for passages."""

    def show(self, rows: Sequence[ReportRow], hits: Mapping[int, ReportHits], searching: bool) -> None:
        """Replace the reports."""
        self.beginResetModel()
        self.rows, self._hits, self.searching = rows, hits, searching
        self.endResetModel()

    def show_hits(self, hits: Mapping[int, ReportHits]) -> None:
        """Show passages of reports that are listed."""
        self._hits = hits
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def toggle(self, index: Index) -> None:
        """Collect a report, or take it back."""
        row = self.rows[index.row()]
        if self.collected.pop(row.id, None) is None:
            self.collected[row.id] = row
        self.dataChanged.emit(index, index)

    def clear_collected(self) -> None:
        """Collect nothing."""
        self.collected = {}
        self.show_hits(self._hits)

    def row_of(self, report: int) -> int:
        """Row of a report; -1 where it is not listed."""
        return next((at for at, row in enumerate(self.rows) if row.id == report), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        hits = self._hits.get(row.id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title or Path(row.file).name
            case Qt.ItemDataRole.ToolTipRole:
                return row.file
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = [self.data(index), *details(row)]
                if row.failed:
                    parts.append(f"{library_label('failed')}: {row.failed}")
                if row.id in self.collected:
                    parts.append(self.tr("collected"))
                if row.missing:
                    parts.append(self.tr("The file is not there."))
                parts += [f"{each.before}{each.text}{each.after}" for each in (hits.passages if hits else ())]
                return ", ".join(filter(None, parts))
            case _ if role == ROW:
                return row
            case _ if role == HITS:
                return hits
            case _ if role == COLLECTED:
                return row.id in self.collected
        return None


def details(row: ReportRow) -> list[str]:
    """Body, region as far as the body's name lacks it, type, year and era, for one line; unknown parts are named."""
    named = next((at for at in range(len(row.region)) if row.body.startswith(row.region[at:])), len(row.region))
    region = row.region[:named]
    kind = library_label(row.unit_type)
    return [row.body or library_label(""), *filter(None, (region, kind, str(row.year or ""), row.era))]
