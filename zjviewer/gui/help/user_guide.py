"""The user guide, offline: a window with outline and search, and every command under its name and keys of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from zjviewer.gui.theme.theme import SPACE, UI_SIZE, scaled, ui_font
from zjviewer.gui.widgets.accessible_names import set_accessible_names

if TYPE_CHECKING:
    from zjviewer.gui.theme.appearance import Appearance

_SIZE = (116 * SPACE, 84 * SPACE)
_LIST = 31 * SPACE
_PLACE = Qt.ItemDataRole.UserRole


class GuideWindow(QDialog):
    """Stops nobody; goes away when it is closed."""

    def __init__(self, parent: QWidget, appearance: Appearance, markdown: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("User guide"))
        self.field = QLineEdit(placeholderText=self.tr("Find in the guide"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.outline = QListWidget()
        self.outline.setProperty("terms", True)
        self.outline.setAccessibleName(self.tr("Outline of the guide"))
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QTextBrowser(openLinks=False)
        self.sheet.setAccessibleName(self.windowTitle())
        self.sheet.document().setDefaultFont(ui_font(UI_SIZE + 2))
        self.sheet.document().setDocumentMargin(2 * SPACE)
        self.sheet.setMarkdown(markdown)
        sides = QSplitter(childrenCollapsible=False)
        sides.addWidget(self.outline)
        sides.addWidget(self.sheet)
        sides.setStretchFactor(1, 1)
        sides.setSizes([scaled(_LIST), scaled(_SIZE[0] - _LIST)])
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(sides, 1)
        set_accessible_names(self)
        self._list_headings()
        self.outline.currentItemChanged.connect(self._go)
        self.outline.activated.connect(self._read_on)
        self.field.textChanged.connect(self._find_from_start)
        self.field.returnPressed.connect(self.find_next)
        for told in (appearance.language_changed, appearance.size_changed):
            told.connect(self.close)
        self.resize(min(_SIZE[0], parent.width()), min(_SIZE[1], round(parent.height() * 0.95)))

    def find_next(self) -> bool:
        """The next place that has the words of the field, from the beginning again after the last one."""
        words = self.field.text()
        found = bool(words) and self.sheet.find(words)
        if words and not found:
            self.sheet.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.sheet.find(words)
        self._show_found(found or not words)
        return found

    def _find_from_start(self) -> None:
        self.sheet.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def _show_found(self, found: bool) -> None:
        self.field.setProperty("bad", not found)
        self.field.style().polish(self.field)

    def _list_headings(self) -> None:
        """Also give everything air, and long lines of a command a second one."""
        block = self.sheet.document().begin()
        while block.isValid():
            form = block.blockFormat()
            level = form.headingLevel()
            if level:
                item = QListWidgetItem("    " * (level - 1) + block.text(), self.outline)
                item.setData(_PLACE, block.position())
            form.setTopMargin(3 * SPACE if level else 0)
            form.setBottomMargin(0 if form.nonBreakableLines() else SPACE)
            form.setNonBreakableLines(False)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        cursor = self.sheet.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.sheet.setTextCursor(cursor)  # so that the heading comes to the top
        cursor.setPosition(item.data(_PLACE))
        self.sheet.setTextCursor(cursor)

    def _read_on(self, _: QModelIndex) -> None:
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)


def show_guide(parent: QWidget, appearance: Appearance, markdown: str) -> GuideWindow:
    """The guide as a window of its own; one that is open already comes to the front."""
    guide = parent.findChild(GuideWindow) or GuideWindow(parent, appearance, markdown)
    guide.show()
    guide.raise_()
    guide.activateWindow()
    return guide
