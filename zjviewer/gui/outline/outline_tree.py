"""Tree view of the outline: mouse and keyboard input, and branch indicators."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QTreeView

from zjviewer.gui.outline.outline_delegate import OutlineDelegate
from zjviewer.gui.outline.outline_model import SECTION, Index
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.python_viewport import set_own_viewport

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHEVRON = 12


class OutlineTree(QTreeView):
    """Signals (payload):

    - `section_asked` (Section): a click, or Enter, on a section
    """

    section_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_own_viewport(self)
        self.section_delegate = OutlineDelegate(theme, self)
        self.setItemDelegate(self.section_delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(SPACE * 2)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._ask)
        self.entered.connect(self._hover)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.section_delegate.theme = theme
        self.viewport().update()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.model().hasChildren(index):
            name = "next" if self.isExpanded(index) else "chevron-right"
            arrow = icons.pixmap(name, self.section_delegate.theme.text_color_faint, _CHEVRON, self.devicePixelRatioF())
            painter.drawPixmap(rect.right() - _CHEVRON - 1, rect.y() + (rect.height() - _CHEVRON) // 2, arrow)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._show_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._show_focus(by_key=False)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        self.section_asked.emit(index.data(SECTION))

    def _hover(self, index: QModelIndex) -> None:
        hovered = index.data(SECTION).id if index.isValid() else ""
        if hovered != self.section_delegate.hovered:
            self.section_delegate.hovered = hovered
            self.viewport().update()

    def _show_focus(self, by_key: bool = True) -> None:
        """Show the focus ring on the current row, unless the focus came from a click."""
        current = self.currentIndex()
        shown = by_key and self.hasFocus() and current.isValid()
        self.section_delegate.focused = current.data(SECTION).id if shown else ""
        self.viewport().update()
