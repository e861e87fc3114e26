"""Annotations as rows, in reading order; those whose words are gone come last, under a heading."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from zjviewer.core.annotations.anchors import ResolvedAnnotation
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.engine import fold
from zjviewer.gui.labels.annotation_labels import colour_label, kind_label, quote_of, target_label
from zjviewer.gui.labels.tooltips import plain_tip

ANNOTATION = Qt.ItemDataRole.UserRole
"""Role of a row's Annotation; None for a heading."""
PLACE = Qt.ItemDataRole.UserRole + 1
"""Role of where it is, on one line."""

Index = QModelIndex | QPersistentModelIndex


class AnnotationModel(QAbstractListModel):
    """Signals (payload): `note_edited` (Annotation, str), the reader has written something else."""

    note_edited = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ResolvedAnnotation | None, ...] = ()
        self._analysis: Analysis | None = None

    def show(
        self,
        placed: tuple[ResolvedAnnotation, ...],
        analysis: Analysis | None,
        words: str = "",
        kinds: Collection[str] = (),
        colours: Collection[str] = (),
    ) -> None:
        """List those that hold some words, and are of some kinds and colours; nothing in particular means any."""
        wanted = fold(words.strip())
        shown = [
            each
            for each in placed
            if (not kinds or each.annotation.kind in kinds)
            and (not colours or each.annotation.colour in colours)
            and wanted
            in fold(f"{each.annotation.note}\n{quote_of(each.annotation.anchor)}\n{each.annotation.anchor.section}")
        ]
        lost = [each for each in shown if each.span is None]
        here = [each for each in shown if each.span is not None]
        self.beginResetModel()
        self._analysis = analysis
        self._rows = (*here, None, *lost) if lost else tuple(here)
        self.endResetModel()

    def row_of(self, id_: str) -> int:
        """The row of an annotation; -1 where it is not listed."""
        return next((row for row, each in enumerate(self._rows) if each and each.annotation.id == id_), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return able | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        placed = self._rows[index.row()]
        if placed is None:
            lost = len(self._rows) - index.row() - 1
            told = self.tr("Not in the text any more ({count})").format(count=lost)
            return told if role == Qt.ItemDataRole.DisplayRole else None
        annotation = placed.annotation
        values = {
            ANNOTATION: annotation,
            PLACE: self._place_of(placed),
            Qt.ItemDataRole.DisplayRole: quote_of(annotation.anchor),
            Qt.ItemDataRole.EditRole: annotation.note,
            Qt.ItemDataRole.AccessibleTextRole: self._told(placed),
            Qt.ItemDataRole.ToolTipRole: plain_tip(annotation.note) if annotation.note else None,
        }
        return values.get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.note_edited.emit(self._rows[index.row()].annotation, str(value))
        return True

    def _place_of(self, placed: ResolvedAnnotation) -> str:
        anchor = placed.annotation.anchor
        section = self._analysis.section_by_id.get(placed.section) if self._analysis else None
        title = section.title if section else anchor.section
        return " · ".join(filter(None, (target_label(anchor.target), "" if anchor.target == "section" else title)))

    def _told(self, placed: ResolvedAnnotation) -> str:
        each = placed.annotation
        parts = (
            kind_label(each.kind),
            colour_label(each.colour),
            quote_of(each.anchor),
            each.note,
            self._place_of(placed),
        )
        return ", ".join(filter(None, parts))
