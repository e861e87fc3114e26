"""Runs searches for the search bar and publishes their hits to the view state."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits, Query, find
from zjviewer.errors import BadPattern
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState

LONG = 1_000_000
"""Characters beyond which key strokes that arrive together cause one search only."""
_LONG_DELAY = 0
_SLOW_DELAY = 80
"""Milliseconds; 0 waits for the events that are in the queue. A regular expression is rarely valid before it is typed
to its end, and the first letters of a pinyin syllable match half of a long text."""
_JOB = "search"


class SearchController(QObject):
    """Publishes hits and the current hit while `on` is set.

    Signals (payload):

    - `results_changed` (): the number of hits, or the current hit, has changed
    - `error_changed` (str): translated reason why there is no result; empty where there is one
    """

    results_changed = Signal()
    error_changed = Signal(str)

    def __init__(self, state: ViewState, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self._state = state
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._query = Query("")
        self._section: str | None = None
        self._anchor = 0
        self._seen_offset = 0
        self._restoring = False
        self._pending = QTimer(self, singleShot=True)
        self._pending.timeout.connect(self._search)
        state.current_hit_changed.connect(self._follow_hit)

    @property
    def hits(self) -> Hits:
        """Hits of the current search."""
        return self._state.hits

    def begin(self) -> None:
        """Start searching; the first current hit is the one after the top of the page."""
        self.on = True
        self._anchor = self._seen_offset = self._state.top_offset

    def end(self) -> None:
        """Stop searching and remove the hits; the text does not scroll."""
        self.on = False
        self._stop()
        self._publish(Hits())

    def schedule_search(self, query: Query) -> None:
        """Search at once where it is fast; else after a delay that later key strokes restart."""
        self._query, self._restoring = query, False
        if not self.on:
            return
        long = self._analysis is not None and len(self._analysis.report.text) > LONG
        if query.regex or (long and _uses_pinyin(query)):
            self._pending.start(_SLOW_DELAY)
        elif long:
            self._pending.start(_LONG_DELAY)
        else:
            self._search()

    def search_now(self, query: Query, restoring: bool = False) -> None:
        """Search without delay; a report whose scroll position is being restored does not scroll to a hit."""
        self._query, self._restoring = query, restoring
        if self.on:
            self._search()

    def limit(self, limited: bool) -> None:
        """Limit the next searches to the section at the top of the page, or to none."""
        section = self._state.section if limited else None
        self._section = section.id if section else None

    def show_analysis(self, analysis: Analysis | None) -> bool:
        """Search in another report, and return True; another analysis of the same text changes nothing."""
        shown, self._analysis = self._analysis, analysis
        if is_same_text(shown, analysis):
            return False
        self._stop()
        self._section = None
        self._anchor = self._seen_offset = 0
        self._publish(Hits())
        return True

    def step(self, step: int) -> None:
        """Make the next (1) or previous (-1) hit the current one; the search wraps around at both ends."""
        if self._pending.isActive():
            self._search()
            return
        count, current = len(self.hits), self._state.current_hit
        if not count:
            return
        ahead = self.hits.first_from(self._state.top_offset) - (step < 0)
        index = (current + step) % count if current >= 0 else ahead % count
        if step > 0 and index < current:
            self._state.message_posted.emit(self.tr("The search went on from the beginning."))
        elif step < 0 and index > current:
            self._state.message_posted.emit(self.tr("The search went on from the end."))
        self._state.set_current_hit(index)

    def _search(self) -> None:
        self._stop()
        query = self._query
        if self._analysis is None or not query.pattern:
            self._publish(Hits())
            return
        work = partial(find, self._analysis.report.text, query, self._range())
        if query.regex or _uses_pinyin(query):
            self._jobs.start(_JOB, work, self._show_hits, self._show_problem)
            return
        try:
            hits = work()
        except BadPattern as problem:  # a query that is too long, such as a whole report that was selected or pasted
            self._show_problem(problem)
        else:
            self._show_hits(hits)

    def _stop(self) -> None:
        self._pending.stop()
        self._jobs.cancel(_JOB)

    def _range(self) -> Span | None:
        section = self._analysis.section_by_id.get(self._section or "") if self._analysis else None
        return Span(section.start, section.end) if section else None

    def _show_hits(self, hits: Hits) -> None:
        if self._state.top_offset != self._seen_offset:
            self._anchor = self._state.top_offset
        self._publish(hits)
        if self._restoring:
            self._restoring = False
            return
        anchor = self._anchor
        self._state.set_current_hit(hits.first_from(anchor))
        self._anchor, self._seen_offset = anchor, self._state.top_offset

    def _show_problem(self, problem: Exception) -> None:
        self._publish(Hits())
        self.error_changed.emit(error_message(problem))

    def _publish(self, hits: Hits) -> None:
        self._state.set_hits(hits)
        self.error_changed.emit("")

    def _follow_hit(self, index: int) -> None:
        if 0 <= index < len(self.hits):
            self._anchor = self.hits.starts[index]
        self._seen_offset = self._state.top_offset
        self.results_changed.emit()


def _uses_pinyin(query: Query) -> bool:
    return query.pinyin and any(char.isascii() and char.isalpha() for char in query.pattern)
