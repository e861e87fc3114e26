"""List model of hits with a heading for each section; rows are computed when a view asks for them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.search.engine import Context, Hits, context

GROUP = Qt.ItemDataRole.UserRole
"""Role of a heading's Group; None for a hit."""
HIT = Qt.ItemDataRole.UserRole + 1
"""Role of a hit's index; -1 for a heading."""
CONTEXT = Qt.ItemDataRole.UserRole + 2
"""Role of a hit's Context; None for a heading."""
WORD = Qt.ItemDataRole.UserRole + 3
"""Role of the index of the query term that a hit belongs to."""

_BEFORE = 12
_AFTER = 40
"""Characters of context; the delegate cuts off what does not fit."""

_MARK = re.compile("[,，、;；:：]")

Index = QModelIndex | QPersistentModelIndex


class Group(NamedTuple):
    """Hits `first` to `last` (excluded) of one section; the path is empty before the first section."""

    path: tuple[Section, ...]
    first: int
    last: int


class HitsModel(QAbstractListModel):
    """One row for each hit and each heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._hits = Hits()
        self._groups: tuple[Group, ...] = ()
        self._headings: list[int] = []

    def show(self, hits: Hits, analysis: Analysis | None) -> None:
        """Replace the hits; they are those of a report."""
        self.beginResetModel()
        self._hits = hits if analysis else Hits()
        self._text = analysis.report.text if analysis else ""
        self._groups = tuple(_groups(self._hits, analysis)) if analysis else ()
        self._headings = [group.first + number for number, group in enumerate(self._groups)]
        self.endResetModel()

    def row_of(self, hit: int) -> int:
        """The row of a hit."""
        firsts = [group.first for group in self._groups]
        return hit + bisect_right(firsts, hit)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits) + len(self._groups)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self._group_at(index.row())
        if role == GROUP:
            return group
        hit = -1 if group else index.row() - bisect_right(self._headings, index.row())
        if role == HIT:
            return hit
        if group:
            return path_text(group) if role == Qt.ItemDataRole.DisplayRole else None
        return self._hit_data(hit, role)

    def _hit_data(self, hit: int, role: int) -> Any:
        if role == WORD:
            return self._hits.word_indexes[hit]
        if role == CONTEXT:
            return self._context(hit)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "".join(self._context(hit))
        return None

    def _group_at(self, row: int) -> Group | None:
        number = bisect_left(self._headings, row)
        return self._groups[number] if number < len(self._headings) and self._headings[number] == row else None

    def _context(self, hit: int) -> Context:
        """Context that begins in the hit's sentence, after a nearby punctuation mark, so that the hit is on the first
        line."""
        start, end = self._hits.span(hit)
        before, hit_text, after = context(self._text, start, end, _AFTER)
        whole = before.rpartition("。")[2].lstrip()
        near = whole[-_BEFORE:]
        if len(near) < len(whole):
            mark = _MARK.search(near)
            near = near[mark.end() :] if mark else f"…{near[1:]}"
        return Context(near, hit_text, after)


def path_text(group: Group) -> str:
    """Path of the section on one line; empty before the first section."""
    return " › ".join(" ".join(part for part in (s.number, s.title) if part) for s in group.path)


def _groups(hits: Hits, analysis: Analysis) -> Iterator[Group]:
    """Groups in reading order; a section has the hits from its start to the start of the next section."""
    edges = [(section.start, analysis.path_of(section.id)) for section in analysis.sections]
    at = bisect_left(hits.starts, edges[0][0]) if edges else len(hits)
    if at:
        yield Group((), 0, at)
    for number, (_, path) in enumerate(edges):
        end = bisect_left(hits.starts, edges[number + 1][0]) if number + 1 < len(edges) else len(hits)
        if end > at:
            yield Group(path, at, end)
            at = end
