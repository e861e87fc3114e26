"""List model of annotations in reading order; those not found in the text come last, below a heading."""

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
"""Role of the place of a row's annotation, on one line."""

Index = QModelIndex | QPersistentModelIndex


class AnnotationModel(QAbstractListModel):
    """Signals (payload): `note_edited` (Annotation, str): the new text of its note."""

    note_edited = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ResolvedAnnotation | None, ...] = ()
        self._analysis: Analysis | None = None

    def show(
        self,
        annotations: tuple[ResolvedAnnotation, ...],
        analysis: Analysis | None,
        query: str = "",
        kinds: Collection[str] = (),
        colours: Collection[str] = (),
    ) -> None:
        """List the annotations that contain a query and have one of the kinds and colours; an empty filter accepts
        all."""
        folded = fold(query.strip())
        shown = [
            each
            for each in annotations
            if (not kinds or each.annotation.kind in kinds)
            and (not colours or each.annotation.colour in colours)
            and folded
            in fold(f"{each.annotation.note}\n{quote_of(each.annotation.anchor)}\n{each.annotation.anchor.section}")
        ]
        lost = [each for each in shown if each.span is None]
        here = [each for each in shown if each.span is not None]
        self.beginResetModel()
        self._analysis = analysis
        self._rows = (*here, None, *lost) if lost else tuple(here)
        self.endResetModel()

    def row_of(self, id_: str) -> int:
        """Row of an annotation by its id; -1 where it is not listed."""
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
        resolved = self._rows[index.row()]
        if resolved is None:
            lost = len(self._rows) - index.row() - 1
            title = self.tr("Not in the text any more ({count})").format(count=lost)
            return title if role == Qt.ItemDataRole.DisplayRole else None
        annotation = resolved.annotation
        values = {
            ANNOTATION: annotation,
            PLACE: self._place_of(resolved),
            Qt.ItemDataRole.DisplayRole: quote_of(annotation.anchor),
            Qt.ItemDataRole.EditRole: annotation.note,
            Qt.ItemDataRole.AccessibleTextRole: self._accessible_text(resolved),
            Qt.ItemDataRole.ToolTipRole: plain_tip(annotation.note) if annotation.note else None,
        }
        return values.get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if (resolved := self._rows[index.row()]) is None:
            return False
        self.note_edited.emit(resolved.annotation, str(value))
        return True

    def _place_of(self, resolved: ResolvedAnnotation) -> str:
        anchor = resolved.annotation.anchor
        section = self._analysis.section_by_id.get(resolved.section) if self._analysis else None
        title = section.title if section else anchor.section
        return " · ".join(filter(None, (target_label(anchor.target), "" if anchor.target == "section" else title)))

    def _accessible_text(self, resolved: ResolvedAnnotation) -> str:
        each = resolved.annotation
        parts = (
            kind_label(each.kind),
            colour_label(each.colour),
            quote_of(each.anchor),
            each.note,
            self._place_of(resolved),
        )
        return ", ".join(filter(None, parts))
