"""A list of candidates to pick one from: an icon, a name, a word about it, and at the right what it is known by."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 4 * SPACE
"""Pixels."""
CANDIDATE = Qt.ItemDataRole.UserRole + 1
"""Role of a line's Candidate."""

_ICON = 16
_LEAST_DETAIL = 48
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

Index = QModelIndex | QPersistentModelIndex


class PickItem(NamedTuple):
    """A line of the list."""

    title: str
    value: object = None
    """What is picked with it; None for a heading, or for a word that there is nothing."""
    detail: str = ""
    note: str = ""
    icon: str = ""
    enabled: bool = True


class PickModel(QAbstractListModel):
    """The candidates, in the order they are given in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: Sequence[PickItem] = ()

    def show(self, candidates: Sequence[PickItem]) -> None:
        """Offer others."""
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
    """The list itself; `clicked` is its signal, keys come from the field above it by `take_key`.

    The line under the mouse becomes the current one when the mouse moves, not when lines come to lie under it; with
    `by_click` only when it is clicked.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, by_click: bool = False) -> None:
        super().__init__(parent)
        self.candidates = PickModel(self)
        self._drawing = _Drawing(theme, self)
        self.setModel(self.candidates)
        self.setItemDelegate(self._drawing)
        self.setUniformItemSizes(True)
        self.setMouseTracking(not by_click)
        self._pointer: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._drawing.theme = theme
        self.viewport().update()

    def show_candidates(self, candidates: Sequence[PickItem]) -> None:
        """Offer these; the first that can be picked is the current one."""
        self.candidates.show(candidates)
        rows = (self.candidates.index(row) for row in range(len(candidates)))
        self.setCurrentIndex(next((row for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled), QModelIndex()))
        self.scrollToTop()

    def picked(self, index: QModelIndex | None = None) -> PickItem | None:
        """What stands there, or at the current line, if it can be picked."""
        at = self.currentIndex() if index is None else index
        return at.data(CANDIDATE) if at.flags() & Qt.ItemFlag.ItemIsEnabled else None

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether a key that was pressed in the field moves along the list."""
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
    """Lets the keys of a field move along its list, and takes Enter and Esc from the window's shortcuts."""

    def __init__(self, field: QLineEdit, view: PickList) -> None:
        super().__init__(field)
        self._view = view
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._view.take_key(event)


class _Drawing(QStyledItemDelegate):
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
            ink = theme.text_color_soft if pickable else theme.muted
            drawn = icons.pixmap(candidate.icon, ink, _ICON, option.widget.devicePixelRatioF())
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
