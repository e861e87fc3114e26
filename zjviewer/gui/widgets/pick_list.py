"""List of items to pick one from, each with an icon, a title, a detail and a note at the right."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 4 * SPACE
"""Height of a row in pixels."""
CANDIDATE = Qt.ItemDataRole.UserRole + 1
"""Role of a row's PickItem."""

_ICON = 16
_LEAST_DETAIL = 48
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

Index = QModelIndex | QPersistentModelIndex


class PickItem(NamedTuple):
    """A row of the list."""

    title: str
    value: object = None
    """Result when the item is picked; None for a heading or a message, which cannot be picked."""
    detail: str = ""
    note: str = ""
    icon: str = ""
    enabled: bool = True


class PickModel(QAbstractListModel):
    """Model of PickItems, in the given order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: Sequence[PickItem] = ()

    def show(self, candidates: Sequence[PickItem]) -> None:
        """Replace the items."""
        self.beginResetModel()
        self._candidates = candidates
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        candidate = self._candidates[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return candidate.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "  ".join(filter(None, (candidate.title, candidate.detail, candidate.note)))
        return candidate if role == CANDIDATE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        candidate: PickItem = index.data(CANDIDATE)
        if candidate.value is None or not candidate.enabled:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PickList(QListView):
    """Emits `clicked`; a text field forwards its keys by `handle_key`.

    The row under the mouse becomes current when the mouse moves, not when the list scrolls or changes below it; with
    `by_click` only when it is clicked.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, by_click: bool = False) -> None:
        super().__init__(parent)
        self.candidates = PickModel(self)
        self._delegate = _ItemDelegate(theme, self)
        self.setModel(self.candidates)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(not by_click)
        self._pointer: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_candidates(self, candidates: Sequence[PickItem]) -> None:
        """Replace the items; the first that can be picked becomes current."""
        self.candidates.show(candidates)
        rows = (self.candidates.index(row) for row in range(len(candidates)))
        self.setCurrentIndex(next((row for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled), QModelIndex()))
        self.scrollToTop()

    def picked(self, index: QModelIndex | None = None) -> PickItem | None:
        """The item of an index, by default of the current one; None where it cannot be picked."""
        at = self.currentIndex() if index is None else index
        item: PickItem | None = at.data(CANDIDATE) if at.flags() & Qt.ItemFlag.ItemIsEnabled else None
        return item

    def handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key of the field that moves the current row; False for any other key."""
        if event.key() not in _MOVES:
            return False
        self.event(event)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.globalPosition().toPoint()
        index = self.indexAt(event.position().toPoint())
        if self._pointer not in (None, at) and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)
        self._pointer = at


class KeysToList(QObject):
    """Event filter that forwards arrow keys of a field to its list, and keeps Esc from the shortcuts of the window."""

    def __init__(self, field: QLineEdit, view: PickList) -> None:
        super().__init__(field)
        self._view = view
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._view.handle_key(event)


class _ItemDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        candidate: PickItem = index.data(CANDIDATE)
        theme, pickable = self.theme, bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected and pickable:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
        room = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        if candidate.icon:
            color = theme.text_color_soft if pickable else theme.muted
            drawn = icons.pixmap(candidate.icon, color, _ICON, option.widget.devicePixelRatioF())
            painter.drawPixmap(room.left(), room.center().y() - _ICON // 2 + 1, drawn)
        if candidate.value is not None or candidate.note:
            room.setLeft(room.left() + _ICON + SPACE)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        small = QFontMetrics(ui_font(SMALL_SIZE))
        if candidate.note:
            painter.setFont(ui_font(SMALL_SIZE))
            painter.setPen(QColor(theme.text_color_soft if pickable else theme.text_color_faint))
            painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), candidate.note)
            room.setRight(room.right() - small.horizontalAdvance(candidate.note) - 2 * SPACE)
        painter.setFont(ui_font())
        painter.setPen(QColor(theme.text_color if pickable else theme.text_color_faint))
        metrics = QFontMetrics(ui_font())
        title = metrics.elidedText(candidate.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + SPACE)
        if candidate.detail and room.width() >= _LEAST_DETAIL:
            painter.setFont(ui_font(SMALL_SIZE))
            painter.setPen(QColor(theme.text_color_faint))
            painter.drawText(
                room, middle, small.elidedText(candidate.detail, Qt.TextElideMode.ElideRight, room.width())
            )
        painter.restore()
