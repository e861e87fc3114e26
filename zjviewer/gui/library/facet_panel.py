"""Facets of the library beside the results: region and city, type of unit, year, era, checks, with counts as bars."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from zjviewer.gui.labels.library_labels import library_label
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font
from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.results.facets import FACETS, FAILED, PASSED, UNCHECKED, division_tree

_VALUE, _FACET, _COUNT, _MOST = (Qt.ItemDataRole.UserRole + number for number in range(4))
_ROW = 26
_BAR = 7 * SPACE
"""Longest bar, in pixels."""
_ORDERS = {"unit_type": (*UNIT_TYPES,), "checks": (FAILED, PASSED, UNCHECKED)}
_OPEN_AT_FIRST = ("region", "unit_type", "year", "checks")

Chosen = dict[str, set[str]]


class FacetPanel(QTreeWidget):
    """A check mark chooses a value; values of one facet are alternatives.

    Signals (payload):

    - `chosen_changed` (): other values are chosen
    """

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Chosen = {}
        self._filling = False
        self._opened: set[tuple[str, str]] = {(facet, "") for facet in _OPEN_AT_FIRST}
        self._delegate = _FacetDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setProperty("background", True)
        self.setUniformRowHeights(True)
        self.setIndentation(scaled(2 * SPACE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Facets"))
        self.itemChanged.connect(self._take_change)
        self.itemExpanded.connect(self._note_expanded)
        self.itemCollapsed.connect(self._note_expanded)

    @property
    def chosen(self) -> Mapping[str, frozenset[str]]:
        """Chosen values by facet."""
        return {facet: frozenset(values) for facet, values in self._chosen.items() if values}

    def choose(self, chosen: Mapping[str, frozenset[str] | tuple[str, ...]]) -> None:
        """Choose values, and no others."""
        self._chosen = {facet: set(values) for facet, values in chosen.items()}
        self.chosen_changed.emit()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_counts(self, counts: Mapping[str, Counter[str]]) -> None:
        """Show the values with their counts; chosen values stay although they have none."""
        current = self.currentItem()
        at = (current.data(0, _FACET), current.data(0, _VALUE)) if current else None
        place = self.verticalScrollBar().value()
        self._filling = True
        self.clear()
        for facet in FACETS:
            shown = Counter(counts.get(facet, {}))
            for value in self._chosen.get(facet, ()):
                shown.setdefault(value, 0)
            group = QTreeWidgetItem(self, [library_label(f"facet:{facet}")])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            group.setData(0, _FACET, facet)
            group.setData(0, _VALUE, None)
            if facet == "region":
                self._add_divisions(group, shown)
            else:
                most = max(shown.values(), default=0)
                for value in _in_order(facet, shown):
                    self._add(group, facet, value, library_label(value), shown[value], most)
            group.setExpanded((facet, "") in self._opened)
        self._filling = False
        self.verticalScrollBar().setValue(place)
        if at is not None:
            self._restore_current(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item and item.data(0, _VALUE) is not None:
            on = item.checkState(0) == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _add_divisions(self, group: QTreeWidgetItem, counts: Counter[str]) -> None:
        tree = division_tree(counts)
        most = max((node.reports for node in tree if not node.above), default=0)
        items: dict[str, QTreeWidgetItem] = {}
        for node in tree:
            parent = items.get(node.above, group)
            item = self._add(parent, "region", node.code, node.name or library_label(""), node.reports, most)
            items[node.code] = item
            item.setExpanded(("region", node.code) in self._opened)

    def _add(
        self, parent: QTreeWidgetItem, facet: str, value: str, label: str, count: int, most: int
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [label])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        on = value in self._chosen.get(facet, ())
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        for role, given in ((_FACET, facet), (_VALUE, value), (_COUNT, count), (_MOST, most)):
            item.setData(0, role, given)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{label}, {count:,}")
        return item

    def _take_change(self, item: QTreeWidgetItem) -> None:
        if self._filling or item.data(0, _VALUE) is None:
            return
        values = self._chosen.setdefault(item.data(0, _FACET), set())
        change = values.add if item.checkState(0) == Qt.CheckState.Checked else values.discard
        change(item.data(0, _VALUE))
        self.chosen_changed.emit()

    def _note_expanded(self, item: QTreeWidgetItem) -> None:
        if not self._filling:
            key = (item.data(0, _FACET), item.data(0, _VALUE) or "")
            (self._opened.add if item.isExpanded() else self._opened.discard)(key)

    def _restore_current(self, at: tuple[str, str | None]) -> None:
        for item in self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            if (item.data(0, _FACET), item.data(0, _VALUE)) == at:
                self.setCurrentItem(item)
                return


class _FacetDelegate(QStyledItemDelegate):
    """Paints the count at the right, and a bar of its share before it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, scaled(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count, most = index.data(_COUNT), index.data(_MOST)
        whole = QStyleOptionViewItem(option)
        if count is None:
            whole.font.setBold(True)
            super().paint(painter, whole, index)
            return
        room = scaled(_BAR + 6 * SPACE)
        whole.rect = option.rect.adjusted(0, 0, -room, 0)
        super().paint(painter, whole, index)
        painter.save()
        painter.setFont(ui_font(SMALL_SIZE))
        text = f"{count:,}"
        right = option.rect.right() - SPACE
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        area = QRect(right - width, option.rect.top(), width + 1, option.rect.height())
        painter.setPen(QColor(self.theme.text_color_soft))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        length = scaled(_BAR) * count / most if most else 0
        bar = QRectF(right - scaled(5 * SPACE) - length, option.rect.center().y() - 3, length, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = (
            option.state & QStyle.StateFlag.State_On
            or index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        )
        painter.setBrush(QColor(self.theme.accent if chosen else self.theme.muted))
        painter.drawRoundedRect(bar, 2, 2)
        painter.restore()


def _in_order(facet: str, counts: Counter[str]) -> list[str]:
    if facet in _ORDERS:
        return [value for value in _ORDERS[facet] if value in counts]
    known = sorted((value for value in counts if value), reverse=facet == "year")
    return [*known, *([""] if "" in counts else [])]
