"""User guide window: the guide with an outline and a search field; works offline."""

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
    """Non-modal window, deleted when it is closed. `markdown` is the guide with the present names and keys of
    commands."""

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
        self.browser = QTextBrowser(openLinks=False)
        self.browser.setAccessibleName(self.windowTitle())
        self.browser.document().setDefaultFont(ui_font(UI_SIZE + 2))
        self.browser.document().setDocumentMargin(2 * SPACE)
        self.browser.setMarkdown(markdown)
        sides = QSplitter(childrenCollapsible=False)
        sides.addWidget(self.outline)
        sides.addWidget(self.browser)
        sides.setStretchFactor(1, 1)
        sides.setSizes([scaled(_LIST), scaled(_SIZE[0] - _LIST)])
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(sides, 1)
        set_accessible_names(self)
        self._fill_outline()
        self.outline.currentItemChanged.connect(self._go)
        self.outline.activated.connect(self._focus_text)
        self.field.textChanged.connect(self._find_from_start)
        self.field.returnPressed.connect(self.find_next)
        for changed in (appearance.language_changed, appearance.size_changed):
            changed.connect(self.close)
        self.resize(min(_SIZE[0], parent.width()), min(_SIZE[1], round(parent.height() * 0.95)))

    def find_next(self) -> bool:
        """Select the next match of the field's text, the first after the last; False where there is none."""
        query = self.field.text()
        found = bool(query) and self.browser.find(query)
        if query and not found:
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.browser.find(query)
        self._show_found(found or not query)
        return found

    def _find_from_start(self) -> None:
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def _show_found(self, found: bool) -> None:
        self.field.setProperty("bad", not found)
        self.field.style().polish(self.field)

    def _fill_outline(self) -> None:
        """List the headings in the outline; also set margins, and let long lines of code wrap."""
        block = self.browser.document().begin()
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
        cursor = self.browser.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.browser.setTextCursor(cursor)  # so that the heading is scrolled to the top
        cursor.setPosition(item.data(_PLACE))
        self.browser.setTextCursor(cursor)

    def _focus_text(self, _: QModelIndex) -> None:
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)


def show_guide(parent: QWidget, appearance: Appearance, markdown: str) -> GuideWindow:
    """Show the guide; a window that is open already is raised."""
    guide = parent.findChild(GuideWindow) or GuideWindow(parent, appearance, markdown)
    guide.show()
    guide.raise_()
    guide.activateWindow()
    return guide
