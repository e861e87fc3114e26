"""The running search: what is asked, what of the report it is asked of, and which of the hits is shown."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits, Query, find
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState

LONG = 1_000_000
"""Characters beyond which keys that arrive together make one search."""
_LONG_DELAY = 0
_SLOW_DELAY = 80
"""Milliseconds; nought waits for the keys that have arrived already. An expression is mostly not one before it is typed
to its end, and the first letters of a reading find half of a long text."""
_JOB = "search"


class SearchController(QObject):
    """Publishes hits and the current one to the state while it is on.

    Signals (payload):

    - `counted` (): how many hits there are, or which one is shown, has changed
    - `complained` (str): why there is no result; empty when there is one
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
        self._seen_place = 0
        self._put_back = False
        self._pending = QTimer(self, singleShot=True)
        self._pending.timeout.connect(self._search)
        state.current_hit_changed.connect(self._follow_hit)

    @property
    def hits(self) -> Hits:
        """What is found now."""
        return self._state.hits if isinstance(self._state.hits, Hits) else Hits()

    def begin(self) -> None:
        """From now on searches are made, from where the reader is."""
        self.on = True
        self._anchor = self._seen_place = self._state.top_offset

    def end(self) -> None:
        """Hits vanish, and the text stays where it is."""
        self.on = False
        self._stop()
        self._publish(Hits())

    def schedule_search(self, query: Query) -> None:
        """At once where a search takes no time; else after a pause in which further keys may come."""
        self._query, self._put_back = query, False
        if not self.on:
            return
        long = self._analysis is not None and len(self._analysis.report.text) > LONG
        if query.regex or (long and _uses_pinyin(query)):
            self._pending.start(_SLOW_DELAY)
        elif long:
            self._pending.start(_LONG_DELAY)
        else:
            self._search()

    def search_now(self, query: Query, put_back: bool = False) -> None:
        """The same without waiting for more; a report that is `put_back` where it was is not moved to a hit."""
        self._query, self._put_back = query, put_back
        if self.on:
            self._search()

    def limit(self, limited: bool) -> None:
        """Only in the section being read, or everywhere again; takes part from the next search on."""
        section = self._state.section if limited else None
        self._section = section.id if section else None

    def show_analysis(self, analysis: Analysis | None) -> bool:
        """Search in another report; more knowledge of the same one changes nothing. Tells whether it is another."""
        shown, self._analysis = self._analysis, analysis
        if is_same_text(shown, analysis):
            return False
        self._stop()
        self._section = None
        self._anchor = self._seen_place = 0
        self._publish(Hits())
        return True

    def step(self, step: int) -> None:
        """Show the hit after the current one or before it; from the last one the first follows."""
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
            self._jobs.start(_JOB, work, self._show_found, self._show_complaint)
        else:
            self._show_found(work())

    def _stop(self) -> None:
        self._pending.stop()
        self._jobs.cancel(_JOB)

    def _range(self) -> Span | None:
        section = self._analysis.section_by_id.get(self._section or "")
        return Span(section.start, section.end) if section else None

    def _show_found(self, hits: Hits) -> None:
        if self._state.top_offset != self._seen_place:
            self._anchor = self._state.top_offset
        self._publish(hits)
        if self._put_back:
            self._put_back = False
            return
        anchor = self._anchor
        self._state.set_current_hit(hits.first_from(anchor))
        self._anchor, self._seen_place = anchor, self._state.top_offset

    def _show_complaint(self, problem: Exception) -> None:
        self._publish(Hits())
        self.error_changed.emit(error_message(problem))

    def _publish(self, hits: Hits) -> None:
        self._state.set_hits(hits)
        self.error_changed.emit("")

    def _follow_hit(self, index: int) -> None:
        if 0 <= index < len(self.hits):
            self._anchor = self.hits.starts[index]
        self._seen_place = self._state.top_offset
        self.results_changed.emit()


def _uses_pinyin(query: Query) -> bool:
    return query.pinyin and any(char.isascii() and char.isalpha() for char in query.pattern)
