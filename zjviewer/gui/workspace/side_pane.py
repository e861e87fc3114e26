"""The left pane, with a tab bar: outline, hits while a search is running, results of the checks, annotations."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zjviewer.core.search.engine import Hits
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme

OUTLINE, HITS, CHECKS, ANNOTATIONS = 0, 1, 2, 3
_ICONS = ("outline", "search", "checks", "note")
_PAGES = {OUTLINE: "outline", CHECKS: "checks", ANNOTATIONS: "annotations"}
_LEFT = SPACE + SPACE // 2


class SidePane(QWidget):
    """Tabs and pages for the widgets passed to it, with counts in the tabs."""

    def __init__(
        self,
        state: ViewState,
        theme: Theme,
        outline: QWidget,
        hits: QWidget,
        checks: QWidget,
        annotations: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._tabs.setProperty("tight", True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setAccessibleName(self.tr("Outline, hits, checks or notes"))
        self._names = (self.tr("Outline"), self.tr("Hits"), self.tr("Checks"), self.tr("Notes"))
        self._counts = [0, 0, 0, 0]
        for name in self._names:
            self._tabs.addTab(name)
        self._tabs.setTabVisible(HITS, False)
        self._pages = QStackedWidget()
        self._widgets = (outline, hits, checks, annotations)
        for widget in self._widgets:
            self._pages.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(_LEFT, 0, 0, 0)
        head.addWidget(self._tabs)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        state.hits_changed.connect(self.show_hits)
        state.analysis_changed.connect(self.show_failures)
        state.marks_changed.connect(self.show_failures)
        state.cross_checks_changed.connect(self.show_failures)
        state.annotations_changed.connect(self.show_count)
        self.show_failures()
        self.show_count()

    def show_annotations(self) -> None:
        """Show the page of annotations."""
        self._tabs.setCurrentIndex(ANNOTATIONS)

    def show_count(self) -> None:
        """Update the count in the tab of the annotations."""
        self._count(ANNOTATIONS, len(self._state.annotations))

    def show_checks(self) -> None:
        """Show the page of checks."""
        self._tabs.setCurrentIndex(CHECKS)

    def show_failures(self, *_: object) -> None:
        """Update the count of failed checks in their tab."""
        self._count(CHECKS, len(self._state.failures))

    def settings(self) -> dict[str, str]:
        """The shown page, for `restore_settings`; hits are not restored, because a search is not."""
        return {"page": _PAGES.get(self._tabs.currentIndex(), _PAGES[OUTLINE])}

    def restore_settings(self, settings: Mapping[str, Any]) -> None:
        """Show the page of earlier `settings`; the outline for an unknown one."""
        page = next((number for number, name in _PAGES.items() if name == settings.get("page")), OUTLINE)
        self._tabs.setCurrentIndex(page)

    def page(self) -> QWidget:
        """The visible page."""
        return self._widgets[self._pages.currentIndex()]

    def begin_search(self) -> None:
        """Show the tab of hits, and its page."""
        self._tabs.setTabVisible(HITS, True)
        self._name_tabs()
        self._tabs.setCurrentIndex(HITS)

    def end_search(self) -> None:
        """Hide the tab of hits; the outline replaces its page."""
        if self._tabs.currentIndex() == HITS:
            self._tabs.setCurrentIndex(OUTLINE)
        self._tabs.setTabVisible(HITS, False)
        self._name_tabs()

    def show_hits(self, hits: Hits) -> None:
        """Update the count in the tab of hits."""
        self._count(HITS, len(hits))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    def _count(self, tab: int, count: int) -> None:
        self._counts[tab] = count
        self._name_tabs()

    def show_theme(self, theme: Theme) -> None:
        """Repaint the icons of the tabs in another theme."""
        self._theme = theme
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Label the tabs with names and counts if these fit, else with names, else with icons; the tooltips and
        accessible names always have names and counts."""
        counted = self.tr("{name} ({count})")
        pairs = zip(self._names, self._counts, strict=True)
        labels = [counted.format(name=name, count=count) if count else name for name, count in pairs]
        no_icon = QIcon()
        for names in (labels, self._names, ("",) * len(labels)):
            for tab, name in enumerate(names):
                self._tabs.setTabText(tab, name)
                self._tabs.setTabIcon(tab, no_icon if name else icons.icon(_ICONS[tab], self._theme))
                self._tabs.setTabToolTip(tab, labels[tab])
                self._tabs.setAccessibleTabName(tab, labels[tab])
            if self._tabs.sizeHint().width() <= self.width() - _LEFT:
                return
