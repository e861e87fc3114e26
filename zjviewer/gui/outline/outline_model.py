"""Tree model of the sections of a report."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.model.analysis import Section
from zjviewer.gui.labels.annotation_labels import kind_label, tooltip_of
from zjviewer.gui.labels.tooltips import plain_tip

SECTION = Qt.ItemDataRole.UserRole
"""The Section of a row."""
HITS = Qt.ItemDataRole.UserRole + 1
"""Number of hits of the current search in a row's section, its subsections included."""
ANNOTATIONS = Qt.ItemDataRole.UserRole + 2
"""Annotations of a row's section as a whole."""

_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """One column; a row's internal id is the section's index in the analysis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._children: dict[int, list[int]] = {-1: []}
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._by_id: dict[str, int] = {}
        self._hits: list[int] = []
        self._annotations: Mapping[str, tuple[Annotation, ...]] = {}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in reading order."""
        return self._sections

    def set_sections(self, sections: tuple[Section, ...]) -> None:
        """Replace the sections; the counts of hits become 0."""
        self.beginResetModel()
        self._sections = sections
        self._by_id = {section.id: index for index, section in enumerate(sections)}
        self._children = {index: [] for index in range(-1, len(sections))}
        self._parents, self._rows = [], []
        for index, section in enumerate(sections):
            parent = self._by_id.get(section.parent or "", -1)
            self._parents.append(parent)
            self._rows.append(len(self._children[parent]))
            self._children[parent].append(index)
        self._hits = [0] * len(sections)
        self.endResetModel()

    def set_hits(self, counts: Mapping[str, int]) -> None:
        """Set the numbers of hits by section id; sections that are missing have none."""
        hits = [counts.get(section.id, 0) for section in self._sections]
        if hits != self._hits:
            self._hits = hits
            for index in range(len(self._sections)):
                at = self._index(index)
                self.dataChanged.emit(at, at, [HITS])

    def set_annotations(self, annotations: Mapping[str, tuple[Annotation, ...]]) -> None:
        """Set the annotations by section id; sections that are missing have none."""
        changed = {id_ for id_, _ in annotations.items() ^ self._annotations.items()}
        self._annotations = annotations
        for section in changed & self._by_id.keys():
            at = self.index_of(section)
            self.dataChanged.emit(at, at, [ANNOTATIONS])

    def index_of(self, section: str) -> QModelIndex:
        """Index of a section by its id; invalid for an unknown id."""
        return self._index(self._by_id[section]) if section in self._by_id else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self._index(self._children[parent.internalId() if parent.isValid() else -1][row])

    def parent(self, index: Index = _ROOT) -> Any:
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return self._index(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.column() > 0:
            return 0
        return len(self._children[parent.internalId() if parent.isValid() else -1])

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        section = self._sections[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return section.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kinds = (kind_label(each.kind) for each in self._annotations.get(section.id, ()))
            return ", ".join((f"{section.number} {section.title}".strip(), *kinds))
        if role == SECTION:
            return section
        if role == HITS:
            return self._hits[index.internalId()]
        if role == ANNOTATIONS:
            return self._annotations.get(section.id, ())
        return None

    def _tool_tip(self, section: Section) -> str:
        title = f"{section.number} {section.title}".strip()
        notes = (tooltip_of(each) for each in self._annotations.get(section.id, ()))
        written = self.tr("Heading written by an editor; the source lost it.")
        changed = self.tr("Heading changed by an editor; the text says something else.")
        edited = () if section.source == "text" else (changed if section.heading else written,)
        return plain_tip("\n".join((title, *edited, *notes)))

    def _index(self, index: int) -> QModelIndex:
        return self.createIndex(self._rows[index], 0, index)
