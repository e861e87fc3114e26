"""The left pane on flat pages: outline, hits while a search is on, results of the checks, the reader's annotations."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zjviewer.core.search import Hits
from zjviewer.gui.state import State
from zjviewer.gui.theme import SPACE

OUTLINE, HITS, CHECKS, ANNOTATIONS = 0, 1, 2, 3


class SidePane(QWidget):
    """Owns the pages that it is given."""

    def __init__(
        self,
        state: State,
        outline: QWidget,
        hits: QWidget,
        checks: QWidget,
        annotations: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._tabs.setAccessibleName(self.tr("Outline, hits, checks or notes"))
        self._tabs.addTab(self.tr("Outline"))
        self._tabs.addTab(self.tr("Hits"))
        self._tabs.addTab(self.tr("Checks"))
        self._tabs.addTab(self.tr("Notes"))
        self._tabs.setTabVisible(HITS, False)
        self._pages = QStackedWidget()
        self._pages.addWidget(outline)
        self._pages.addWidget(hits)
        self._pages.addWidget(checks)
        self._pages.addWidget(annotations)
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
        state.analysis_changed.connect(self.show_failures)
        state.marks_changed.connect(self.show_failures)
        state.annotations_changed.connect(self.show_count)
        self.show_failures()
        self.show_count()

    def show_annotations(self) -> None:
        """Show the reader's annotations."""
        self._tabs.setCurrentIndex(ANNOTATIONS)

    def show_count(self) -> None:
        """Count the annotations on their tab."""
        name, count = self.tr("Notes"), len(self._state.annotations)
        self._tabs.setTabText(ANNOTATIONS, f"{name} ({count})" if count else name)

    def show_checks(self) -> None:
        """Show the results of the checks."""
        self._tabs.setCurrentIndex(CHECKS)

    def show_failures(self, *_: object) -> None:
        """Count the checks that fail on their tab."""
        analysis = self._state.analysis
        name, count = self.tr("Checks"), len(analysis.failures) if analysis else 0
        self._tabs.setTabText(CHECKS, f"{name} ({count})" if count else name)

    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages.currentWidget()

    def begin_search(self) -> None:
        """Offer the page of hits, and show it."""
        self._tabs.setTabVisible(HITS, True)
        self._tabs.setCurrentIndex(HITS)

    def end_search(self) -> None:
        """Back to the outline from the hits."""
        if self._tabs.currentIndex() == HITS:
            self._tabs.setCurrentIndex(OUTLINE)
        self._tabs.setTabVisible(HITS, False)

    def show_hits(self, hits: Hits) -> None:
        """Count the hits on the tab."""
        name = self.tr("Hits")
        self._tabs.setTabText(HITS, f"{name} ({len(hits)})" if hits else name)
