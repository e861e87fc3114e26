"""The open reports, in the order of their tabs. The report in front is held by the view state, the others here."""

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
"""Number of closed reports that can be reopened."""


class Tab(NamedTuple):
    """One open report: its file and how it is called."""

    number: int
    """Unique among all tabs of the session, from 1."""
    path: Path
    encoding: str = ""
    """Encoding that the reader chose for the text; empty where it is detected."""
    title: str = ""
    """Title of the report; of one that has not been read, its title when it was last open."""


class OpenReports(QObject):
    """Signals (payload):

    - `changed` (): the tabs, their order or titles, or the report in front have changed
    - `load_requested` (int): a report that has not been read came to the front; its number
    - `closed` (int): a tab was closed; its number
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
        self.open: tuple[Tab, ...] = ()
        self.front = 0
        """Number of the report in front; 0 if none is open."""
        state.analysis_changed.connect(self._update_title)

    @property
    def front_tab(self) -> Tab | None:
        """The tab of the report in front."""
        return self.tab(self.front)

    @property
    def can_reopen(self) -> bool:
        """Whether a closed report can be reopened."""
        return bool(self._closed)

    def tab(self, number: int) -> Tab | None:
        """The tab with a number; None for a closed one."""
        return next((tab for tab in self.open if tab.number == number), None)

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
        self.front = self.open[-1].number
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
        """Bring a report to the front, with the view state that it had there before."""
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
        if self.open:
            self.show(self.open[(self._index(self.front) + step) % len(self.open)].number)

    def move(self, number: int, index: int) -> None:
        """Move a tab to an index from the left."""
        if tab := self.tab(number):
            others = [other for other in self.open if other.number != number]
            self.open = (*others[:index], tab, *others[index:])
            self.changed.emit()

    def close(self, number: int, unread: bool = False) -> None:
        """Close a report. The one to its right comes to the front, else the one to its left. `unread`: because reading
        it failed, so that it is not offered for reopening."""
        tab = self.tab(number)
        if tab is None:
            return
        index = self._index(number)
        if not unread:
            self._closed = [*self._closed, (index, tab)][-REOPENED:]
        self.open = tuple(other for other in self.open if other.number != number)
        self._views.pop(number, None)
        self.closed.emit(number)
        if number != self.front:
            self.changed.emit()
        elif self.open:
            self.show(self.open[min(index, len(self.open) - 1)].number)
        else:
            self.front = 0
            self._state.show(ReportViewState(None))
            self.changed.emit()

    def close_others(self, number: int) -> None:
        """Close all reports but one."""
        self.show(number)
        for tab in reversed(self.open):
            if tab.number != number:
                self.close(tab.number)

    def reopen(self) -> None:
        """Reopen the report that was closed last, at its index; if it is open again, bring it to the front."""
        if self._closed:
            index, tab = self._closed.pop()
            open_tab = self.find(tab.path)
            self.show(open_tab.number if open_tab else self.add(tab.path, tab.encoding, title=tab.title, at=index))

    def _update_title(self, analysis: Analysis | None) -> None:
        """Follow a title that the reader has changed."""
        tab = self.front_tab
        if tab and analysis and analysis.report.title != tab.title:
            self._replace(tab._replace(title=analysis.report.title))
            self.changed.emit()

    def _index(self, number: int) -> int:
        return next((index for index, tab in enumerate(self.open) if tab.number == number), 0)

    def _insert(self, tab: Tab, at: int | None = None) -> None:
        index = len(self.open) if at is None else at
        self.open = (*self.open[:index], tab, *self.open[index:])

    def _replace(self, tab: Tab) -> None:
        self.open = tuple(tab if other.number == tab.number else other for other in self.open)
