"""The left pane: the outline and, while a search is on, the list of its hits, on two flat pages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zjviewer.core.search import Hits
from zjviewer.gui.state import State
from zjviewer.gui.theme import SPACE

OUTLINE, HITS = 0, 1


class SidePane(QWidget):
    """Owns the pages that it is given."""

    def __init__(self, state: State, outline: QWidget, hits: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._tabs.setAccessibleName(self.tr("Outline or hits"))
        self._tabs.addTab(self.tr("Outline"))
        self._tabs.addTab(self.tr("Hits"))
        self._tabs.setTabVisible(HITS, False)
        self._pages = QStackedWidget()
        self._pages.addWidget(outline)
        self._pages.addWidget(hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE + SPACE // 2, 0, 0, 0)
        head.addWidget(self._tabs)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        state.hits_changed.connect(self.show_hits)

    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages.currentWidget()

    def begin_search(self) -> None:
        """Offer the page of hits, and show it."""
        self._tabs.setTabVisible(HITS, True)
        self._tabs.setCurrentIndex(HITS)

    def end_search(self) -> None:
        """Back to the outline."""
        self._tabs.setCurrentIndex(OUTLINE)
        self._tabs.setTabVisible(HITS, False)

    def show_hits(self, hits: Hits) -> None:
        """Count the hits on the tab."""
        name = self.tr("Hits")
        self._tabs.setTabText(HITS, f"{name} ({len(hits)})" if hits else name)
