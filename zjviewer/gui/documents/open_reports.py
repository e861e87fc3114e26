"""The tabs: open reports and pages of the window, in their order. The report in front is held by the view state, the
others here."""

from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.navigation_history import ReportViewState
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.storage.library_file import report_key

REOPENED = 20
"""Number of closed tabs that can be reopened."""
LIBRARY, COMPARISON = PAGES = ("library", "compare")
"""Pages of the window that can be tabs, each at most once."""


class Tab(NamedTuple):
    """One open report: its file and how it is called; or a page of the window."""

    number: int
    """Unique among all tabs of the session, from 1."""
    path: Path = Path()
    encoding: str = ""
    """Encoding that the reader chose for the text; empty where it is detected."""
    title: str = ""
    """Title of the report; of one that has not been read, its title when it was last open."""
    page: str = ""
    """One of `PAGES`; empty for a report."""


class OpenReports(QObject):
    """Signals (payload):

    - `changed` (): the tabs, their order or titles, or the tab in front have changed
    - `load_requested` (int): a report that has not been read came to the front; its number
    - `closed` (int): a report was closed; its number
    """

    changed = Signal()
    load_requested = Signal(int)
    closed = Signal(int)

    def __init__(self, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._numbers = count(1)
        self._views: dict[int, ReportViewState] = {}
        """View states of the reports that have been read and are not in front, by number."""
        self._closed: list[tuple[int, Tab]] = []
        self.tabs: tuple[Tab, ...] = ()
        """All tabs, from left to right."""
        self.front = 0
        """Number of the report in front, which a page may cover; 0 if none is open."""
        self._page = 0
        """Number of the page in front; 0 for none."""
        state.analysis_changed.connect(self._update_title)

    @property
    def open(self) -> tuple[Tab, ...]:
        """The tabs of reports, from left to right."""
        return tuple(tab for tab in self.tabs if not tab.page)

    @property
    def front_tab(self) -> Tab | None:
        """The tab of the report in front."""
        return self.tab(self.front)

    @property
    def current(self) -> int:
        """Number of the tab in front, of a page or a report; 0 if there is none."""
        return self._page or self.front

    @property
    def page(self) -> str:
        """The page in front; empty where a report is."""
        tab = self.tab(self._page)
        return tab.page if tab else ""

    @property
    def can_reopen(self) -> bool:
        """Whether a closed tab can be reopened."""
        return bool(self._closed)

    def tab(self, number: int) -> Tab | None:
        """The tab with a number; None for a closed one."""
        return next((tab for tab in self.tabs if tab.number == number), None)

    def find(self, path: Path) -> Tab | None:
        """The tab of a file, by any of its paths; None if it is not open."""
        key = report_key(path)
        return next((tab for tab in self.open if report_key(tab.path) == key), None)

    def analysis_of(self, tab: Tab) -> Analysis | None:
        """The analysis of an open report; None if it has not been read."""
        if tab.number == self.front:
            return self._state.analysis
        view = self._views.get(tab.number)
        return view.analysis if view else None

    def add_initial(self, analysis: Analysis, path: Path, encoding: str = "") -> None:
        """Add the first tab, for the report that the view state shows already."""
        self._insert(Tab(next(self._numbers), path, encoding, analysis.report.title))
        self.front = self.tabs[-1].number
        self.changed.emit()

    def add(
        self, path: Path, encoding: str = "", analysis: Analysis | None = None, title: str = "", at: int | None = None
    ) -> int:
        """Add a tab in the background, as the last one or at an index from the left. Returns its number."""
        tab = Tab(next(self._numbers), path, encoding, analysis.report.title if analysis else title)
        if analysis:
            self._views[tab.number] = ReportViewState(analysis)
        self._insert(tab, at)
        self.changed.emit()
        return tab.number

    def add_page(self, page: str, at: int | None = None) -> int:
        """Add the tab of a page in the background, unless there is one. Returns its number."""
        number = next((tab.number for tab in self.tabs if tab.page == page), 0)
        if not number:
            number = next(self._numbers)
            self._insert(Tab(number, page=page), at)
            self.changed.emit()
        return number

    def show_page(self, page: str) -> None:
        """Bring a page to the front, as a new tab if it is none."""
        self.show(self.add_page(page))

    def leave_page(self) -> None:
        """Return from a page to the report in front; without one the page stays."""
        self.show(self.front)

    def update_analysis(self, number: int, analysis: Analysis, encoding: str | None = None) -> None:
        """Replace the analysis of a report that was read or analysed further; does nothing if its tab is closed."""
        tab = self.tab(number)
        if tab is None:
            return
        encoding = tab.encoding if encoding is None else encoding
        self._replace(tab._replace(title=analysis.report.title, encoding=encoding))
        if number == self.front:
            self._state.set_analysis(analysis)
        else:
            view = self._views.get(number)
            same = view is not None and is_same_text(view.analysis, analysis)
            self._views[number] = view._replace(analysis=analysis) if view and same else ReportViewState(analysis)
        self.changed.emit()

    def show(self, number: int) -> None:
        """Bring a tab to the front."""
        tab = self.tab(number)
        if tab is None or number == self.current:
            return
        left, self._page = self._page, number if tab.page else 0
        if left or tab.page:
            self.changed.emit()
        if not tab.page:
            self.show_report(number)

    def show_report(self, number: int) -> None:
        """Bring a report to the front, with the view state that it had there before; a page stays in front of it."""
        if self.tab(number) is None or number == self.front:
            return
        if self.front_tab and self._state.analysis is not None:
            self._views[self.front] = self._state.view()
        self.front = number
        view = self._views.pop(number, None)
        self._state.show(view or ReportViewState(None))
        self.changed.emit()
        if view is None:
            self.load_requested.emit(number)

    def step(self, step: int) -> None:
        """Bring the tab to the front that is `step` tabs to the right, or to the left if negative; wraps around."""
        if self.tabs:
            self.show(self.tabs[(self._index(self.current) + step) % len(self.tabs)].number)

    def move(self, number: int, index: int) -> None:
        """Move a tab to an index from the left."""
        if tab := self.tab(number):
            others = [other for other in self.tabs if other.number != number]
            self.tabs = (*others[:index], tab, *others[index:])
            self.changed.emit()

    def close(self, number: int, unread: bool = False) -> None:
        """Close a tab. The one to its right comes to the front, else the one to its left. `unread`: because reading
        it failed, so that it is not offered for reopening."""
        tab = self.tab(number)
        if tab is None:
            return
        index, was_current = self._index(number), number == self.current
        if not unread:
            self._closed = [*self._closed, (index, tab)][-REOPENED:]
        self.tabs = tuple(other for other in self.tabs if other.number != number)
        self._views.pop(number, None)
        if not tab.page:
            self.closed.emit(number)
        nearest = (*self.tabs[index:], *reversed(self.tabs[:index]))
        report = next((other.number for other in nearest if not other.page), 0)
        if was_current:
            self._page = nearest[0].number if nearest and nearest[0].page else 0
        if number == self.front and not report:
            self.front = 0
            self._state.show(ReportViewState(None))
            self.changed.emit()
        elif number == self.front or (was_current and not self._page and report != self.front):
            self.show_report(report)
        else:
            self.changed.emit()

    def close_others(self, number: int) -> None:
        """Close all tabs but one."""
        self.show(number)
        for tab in reversed(self.tabs):
            if tab.number != number:
                self.close(tab.number)

    def reopen(self) -> None:
        """Reopen the tab that was closed last, at its index; if it is open again, bring it to the front."""
        if self._closed:
            index, tab = self._closed.pop()
            if tab.page:
                self.show(self.add_page(tab.page, index))
                return
            open_tab = self.find(tab.path)
            self.show(open_tab.number if open_tab else self.add(tab.path, tab.encoding, title=tab.title, at=index))

    def _update_title(self, analysis: Analysis | None) -> None:
        """Follow a title that the reader has changed."""
        tab = self.front_tab
        if tab and analysis and analysis.report.title != tab.title:
            self._replace(tab._replace(title=analysis.report.title))
            self.changed.emit()

    def _index(self, number: int) -> int:
        return next((index for index, tab in enumerate(self.tabs) if tab.number == number), 0)

    def _insert(self, tab: Tab, at: int | None = None) -> None:
        index = len(self.tabs) if at is None else at
        self.tabs = (*self.tabs[:index], tab, *self.tabs[index:])

    def _replace(self, tab: Tab) -> None:
        self.tabs = tuple(tab if other.number == tab.number else other for other in self.tabs)
