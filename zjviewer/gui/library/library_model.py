"""The reports of the library as rows: those that a filter leaves, the one opened last first."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.storage.library_file import LibraryEntry, path_for_key

ENTRY = Qt.ItemDataRole.UserRole
"""Role of a row's Entry."""
MISSING = Qt.ItemDataRole.UserRole + 1
"""Role of whether its file is not there any more."""

Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """A filter's words must all stand somewhere in what is remembered of a report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LibraryEntry, ...] = ()
        self._rows: tuple[LibraryEntry, ...] = ()
        self._missing: Collection[str] = frozenset()
        self._words: tuple[str, ...] = ()

    def show(self, entries: tuple[LibraryEntry, ...]) -> None:
        """List these."""
        self._entries = entries
        self._list()

    def show_filter(self, words: str) -> None:
        """List those that hold every word."""
        self._words = tuple(words.casefold().split())
        self._list()

    def show_missing(self, names: Collection[str]) -> None:
        """The files of these are not there any more."""
        self._missing = frozenset(names)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, name: str) -> int:
        """The row of a report by its name on the shelf; -1 where it is not listed."""
        return next((row for row, entry in enumerate(self._rows) if entry.path == name), -1)

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
                return ", ".join((entry.title, about(entry), self._gone_words(entry) if missing else entry.section))
            case Qt.ItemDataRole.ToolTipRole:
                return self._gone_words(entry) if missing else str(path_for_key(entry.path))
            case _ if role == ENTRY:
                return entry
            case _ if role == MISSING:
                return missing
        return None

    def gone_words(self, index: Index) -> str:
        """Why a report cannot be opened; empty where its file is there."""
        return self._gone_words(index.data(ENTRY)) if index.data(MISSING) else ""

    def _gone_words(self, entry: LibraryEntry) -> str:
        return self.tr("{path} is not there any more.").format(path=path_for_key(entry.path))

    def _list(self) -> None:
        self.beginResetModel()
        self._rows = tuple(entry for entry in self._entries if all(word in _sought(entry) for word in self._words))
        self.endResetModel()


def about(entry: LibraryEntry) -> str:
    """Body and year, as far as they are known."""
    return " · ".join(filter(None, (entry.body, str(entry.year or ""))))


def _sought(entry: LibraryEntry) -> str:
    return " ".join((entry.title, about(entry), entry.section, entry.path)).casefold()
