"""The reports that are open, in the order of their tabs; one of them is in front, and that one the state shows."""

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
"""Closed reports that can be opened again."""


class Tab(NamedTuple):
    """One open report."""

    number: int
    """Its own as long as it is open, from 1."""
    path: Path
    encoding: str = ""
    """Which the reader chose for its text; empty where it is found out."""
    title: str = ""
    """What it was called when it was open before; for one that has not been read."""
    view: ReportViewState | None = None
    """As it was put away; None for a report that has not been read. Of the report in front the state knows better."""


class OpenReports(QObject):
    """Signals (payload):

    - `changed` (): other reports are open, in another order or under other names, or another one is in front
    - `wanted` (int): a report that has not been read came to the front; its number
    - `closed` (int): a tab is gone; its number
    """

    changed = Signal()
    load_requested = Signal(int)
    closed = Signal(int)

    def __init__(self, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._numbers = count(1)
        self._gone: list[tuple[int, Tab]] = []
        self.open: tuple[Tab, ...] = ()
        self.front = 0
        """Number of the report in front; 0 where none is open."""
        state.analysis_changed.connect(self._note_title)

    @property
    def front_tab(self) -> Tab | None:
        """The report in front."""
        return self.tab(self.front)

    @property
    def can_reopen(self) -> bool:
        """Whether a report has been closed."""
        return bool(self._gone)

    def tab(self, number: int) -> Tab | None:
        """By its number; None for one that has been closed."""
        return next((tab for tab in self.open if tab.number == number), None)

    def find(self, path: Path) -> Tab | None:
        """The tab of a file, whichever way leads to it."""
        name = report_key(path)
        return next((tab for tab in self.open if report_key(tab.path) == name), None)

    def analysis_of(self, tab: Tab) -> Analysis | None:
        """What is known of a report; None where it has not been read."""
        if tab.number == self.front:
            return self._state.analysis
        return tab.view.analysis if tab.view else None

    def add_initial(self, analysis: Analysis, path: Path, encoding: str = "") -> None:
        """The report that the state shows already is the first tab."""
        self._insert(Tab(next(self._numbers), path, encoding, analysis.report.title, ReportViewState(analysis)))
        self.front = self.open[-1].number
        self.changed.emit()

    def add(
        self, path: Path, encoding: str = "", analysis: Analysis | None = None, title: str = "", at: int | None = None
    ) -> int:
        """A tab for a file, behind all others or at a place from the left; not yet in front itself."""
        view = ReportViewState(analysis) if analysis else None
        tab = Tab(next(self._numbers), path, encoding, analysis.report.title if analysis else title, view)
        self._insert(tab, at)
        self.changed.emit()
        return tab.number

    def update_analysis(self, number: int, analysis: Analysis, encoding: str | None = None) -> None:
        """A report has been read, or more is known of it; nothing happens where its tab has been closed meanwhile."""
        tab = self.tab(number)
        if tab is None:
            return
        view = tab.view or ReportViewState(None)
        same = is_same_text(view.analysis, analysis)
        view = view._replace(analysis=analysis) if same else ReportViewState(analysis)
        encoding = tab.encoding if encoding is None else encoding
        self._replace(tab._replace(view=view, title=analysis.report.title, encoding=encoding))
        if number == self.front:
            self._state.set_analysis(analysis)
        self.changed.emit()

    def show(self, number: int) -> None:
        """Bring a report to the front, as it was when it was put away."""
        tab = self.tab(number)
        if tab is None or number == self.front:
            return
        self._put_away()
        self.front = number
        self._state.show(tab.view or ReportViewState(None))
        self.changed.emit()
        if tab.view is None:
            self.load_requested.emit(number)

    def step(self, step: int) -> None:
        """The tab some places further to the right or, below nought, to the left; after the last comes the first."""
        if self.open:
            self.show(self.open[(self._place(self.front) + step) % len(self.open)].number)

    def show_at(self, place: int) -> None:
        """The tab at a place from the left; -1 for the last."""
        if -1 <= place < len(self.open) and self.open:
            self.show(self.open[place].number)

    def move(self, number: int, place: int) -> None:
        """Put a tab to another place from the left."""
        if tab := self.tab(number):
            others = [other for other in self.open if other.number != number]
            self.open = (*others[:place], tab, *others[place:])
            self.changed.emit()

    def close(self, number: int, unread: bool = False) -> None:
        """Close a report; the one to its right comes to the front, or else the one to its left. `unread`: because it
        could not be read, so that it is not opened again.
        """
        tab = self.tab(number)
        if tab is None:
            return
        place = self._place(number)
        if not unread:
            self._gone = [*self._gone, (place, tab._replace(view=None))][-REOPENED:]
        self.open = tuple(other for other in self.open if other.number != number)
        self.closed.emit(number)
        if number != self.front:
            self.changed.emit()
        elif self.open:
            self.show(self.open[min(place, len(self.open) - 1)].number)
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
        """Open the report that was closed last, at its place; one that is open by now comes to the front."""
        if self._gone:
            place, tab = self._gone.pop()
            held = self.find(tab.path)
            self.show(held.number if held else self.add(tab.path, tab.encoding, title=tab.title, at=place))

    def _note_title(self, analysis: Analysis | None) -> None:
        """The reader may give a report another name."""
        tab = self.front_tab
        if tab and analysis and analysis.report.title != tab.title:
            self._replace(tab._replace(title=analysis.report.title))
            self.changed.emit()

    def _place(self, number: int) -> int:
        return next((place for place, tab in enumerate(self.open) if tab.number == number), 0)

    def _put_away(self) -> None:
        if (tab := self.front_tab) and self._state.analysis is not None:
            self._replace(tab._replace(view=self._state.view()))

    def _insert(self, tab: Tab, at: int | None = None) -> None:
        place = len(self.open) if at is None else at
        self.open = (*self.open[:place], tab, *self.open[place:])

    def _replace(self, tab: Tab) -> None:
        self.open = tuple(tab if other.number == tab.number else other for other in self.open)
