"""List model of the library: the reports that match a filter, newest first."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.storage.library_file import LibraryEntry, path_for_key

ENTRY = Qt.ItemDataRole.UserRole
"""Role of the LibraryEntry of a row."""
MISSING = Qt.ItemDataRole.UserRole + 1
"""Role of whether the file of a row is missing, as a bool."""
MISSING_TEXT = Qt.ItemDataRole.UserRole + 2
"""Role of the message that the file is missing; empty if it exists."""

Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """Rows of the library. All terms of the filter must occur in title, body, year, section or path of a report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LibraryEntry, ...] = ()
        self._rows: tuple[LibraryEntry, ...] = ()
        self._missing: Collection[str] = frozenset()
        self._terms: tuple[str, ...] = ()

    def show(self, entries: tuple[LibraryEntry, ...]) -> None:
        """Replace the reports."""
        self._entries = entries
        self._list()

    def show_filter(self, text: str) -> None:
        """Set the filter: terms separated by spaces; empty lists all reports."""
        self._terms = tuple(text.casefold().split())
        self._list()

    def show_missing(self, keys: Collection[str]) -> None:
        """Mark the reports whose files are missing, by key."""
        self._missing = frozenset(keys)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, key: str) -> int:
        """Row of a report, by its key; -1 if it is not listed."""
        return next((row for row, entry in enumerate(self._rows) if entry.path == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        missing = entry.path in self._missing
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title or path_for_key(entry.path).name
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(
                    (entry.title, body_and_year(entry), self._missing_text(entry) if missing else entry.section)
                )
            case Qt.ItemDataRole.ToolTipRole:
                return self._missing_text(entry) if missing else str(path_for_key(entry.path))
            case _ if role == ENTRY:
                return entry
            case _ if role == MISSING:
                return missing
            case _ if role == MISSING_TEXT:
                return self._missing_text(entry) if missing else ""
        return None

    def _missing_text(self, entry: LibraryEntry) -> str:
        return self.tr("{path} is not there any more.").format(path=path_for_key(entry.path))

    def _list(self) -> None:
        self.beginResetModel()
        self._rows = tuple(entry for entry in self._entries if all(term in _searchable(entry) for term in self._terms))
        self.endResetModel()


def body_and_year(entry: LibraryEntry) -> str:
    """Body and year of a report, as far as they are known."""
    return " · ".join(filter(None, (entry.body, str(entry.year or ""))))


def _searchable(entry: LibraryEntry) -> str:
    return " ".join((entry.title, body_and_year(entry), entry.section, entry.path)).casefold()
