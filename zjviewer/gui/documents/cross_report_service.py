"""Checks across open reports: the report in front against those of the same body for the years before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check
from zjviewer.core.model.report import Report
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState

_JOB = "between"
_CACHE_SIZE = 20
"""Sets of reports whose results are cached, so that switching between tabs computes nothing twice."""


class CrossReportService(QObject):
    """Computes the checks across reports in a job and passes them to the view state. Figures of the report in front
    have their own ids there; those of other reports are prefixed with its year, such as `2016/f104`.

    Signal: `unsettled_changed` (tuple of str): bodies of open reports that may or may not be that of the report in
    front; their reports are compared after `confirm_body`, until the program ends.
    """

    unsettled_changed = Signal(tuple)

    def __init__(self, state: ViewState, tabs: OpenReports, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._jobs = jobs
        self._cache: dict[tuple[int, ...], tuple[Sequence[Analysis], tuple[Check, ...]]] = {}
        self._confirmed: set[frozenset[str]] = set()
        self._unsettled: tuple[str, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._update)
        tabs.changed.connect(self._soon.start)
        tabs.closed.connect(self._clear_cache)
        state.analysis_changed.connect(self._update_soon)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Bodies of open reports that may or may not be that of the report in front."""
        return self._unsettled

    def go(self, figure: str) -> None:
        """Bring the report of a figure to the front and select the figure there, by its prefixed id."""
        year, _, id_ = figure.partition("/")
        for number, analysis in self._comparable().items():
            if str(analysis.report.year) == year and id_ in analysis.figure_by_id:
                self._tabs.show(number)
                self._state.select_figures(analysis.figure_by_id[id_])
                return

    def confirm_body(self, name: str) -> None:
        """Take the body of a name for that of the report in front."""
        if self._state.analysis is not None:
            self._confirmed.add(frozenset((self._state.analysis.report.body, name)))
            self._update()

    def _clear_cache(self, _: int) -> None:
        """Release the reports that the cached results refer to."""
        self._cache.clear()

    def _update_soon(self, _: Analysis | None) -> None:
        self._soon.start()

    def _update(self) -> None:
        own, others = self._state.analysis, self._comparable()
        unsettled = self._unsettled_bodies()
        if unsettled != self._unsettled:
            self._unsettled = unsettled
            self.unsettled_changed.emit(unsettled)
        if own is None or not own.complete or not others:
            self._jobs.cancel(_JOB)
            self._state.set_cross_checks((), {}, ())
            return
        analyses = (own, *others.values())
        cached = self._cache.get(_key(analyses))
        if cached is not None:
            self._publish(cached[1])
        else:
            self._jobs.start(_JOB, partial(_check, analyses), partial(self._store, analyses), self._fail)

    def _comparable(self) -> dict[int, Analysis]:
        """Complete open reports of the same body, one for each year next to that of the report in front, by the numbers
        of their tabs."""
        comparable: dict[int, Analysis] = {}
        years: set[int | None] = set()
        for number, analysis, same in self._adjacent():
            if same and analysis.report.year not in years:
                years.add(analysis.report.year)
                comparable[number] = analysis
        return comparable

    def _unsettled_bodies(self) -> tuple[str, ...]:
        names = (analysis.report.body for _, analysis, same in self._adjacent() if same is None)
        return tuple(dict.fromkeys(names))

    def _adjacent(self) -> Iterator[tuple[int, Analysis, bool | None]]:
        """Complete open reports for the years next to that of the report in front: number of the tab, analysis, and
        whether they are of the same body; None where their names leave it open."""
        own = self._state.analysis.report if self._state.analysis else None
        if own is None or own.year is None or not own.body:
            return
        for tab in self._tabs.open:
            analysis = self._tabs.analysis_of(tab)
            if analysis is None or not analysis.complete or tab.number == self._tabs.front:
                continue
            year = analysis.report.year
            if year is not None and abs(year - own.year) == 1:
                yield tab.number, analysis, self._is_of_body(own, analysis.report)

    def _is_of_body(self, own: Report, other: Report) -> bool | None:
        if own.body == other.body or frozenset((own.body, other.body)) in self._confirmed:
            return True
        from zjviewer.checks.cross_report import is_of_body

        return is_of_body(own, other)

    def _store(self, analyses: Sequence[Analysis], checks: tuple[Check, ...]) -> None:
        self._cache[_key(analyses)] = (analyses, checks)
        while len(self._cache) > _CACHE_SIZE:
            del self._cache[next(iter(self._cache))]
        self._publish(checks)

    def _publish(self, checks: tuple[Check, ...]) -> None:
        own, others = self._state.analysis, tuple(self._comparable().values())
        prefix = f"{own.report.year}/" if own else ""
        own_checks = tuple(_without_prefix(check, prefix) for check in checks)
        used = {figure for check in own_checks for figure in check.figures}
        texts = {
            f"{analysis.report.year}/{figure.id}": f"{analysis.report.year}：{figure.literal}"
            for analysis in others
            for figure in analysis.figures
        }
        used_texts = {id_: text for id_, text in texts.items() if id_ in used}
        self._state.set_cross_checks(own_checks, used_texts, others)

    def _fail(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))


def _key(analyses: Sequence[Analysis]) -> tuple[int, ...]:
    """Identity of the figures: the reader's marks replace an analysis, but not its figures."""
    return tuple(id(analysis.figures) for analysis in analyses)


def _check(analyses: Sequence[Analysis]) -> tuple[Check, ...]:
    """The checks across the reports that involve the first one."""
    from zjviewer.checks.cross_report import check_reports_together

    prefix = f"{analyses[0].report.year}/"
    return tuple(
        check
        for check in check_reports_together(analyses, tuple(each.report.body for each in analyses))
        if any(figure.startswith(prefix) for figure in check.figures)
    )


def _without_prefix(check: Check, prefix: str) -> Check:
    """The check with the prefix removed from its figures; its section is removed unless the report of the prefix states
    the result."""
    terms = tuple(term._replace(figure=term.figure.removeprefix(prefix)) for term in check.terms)
    own = any(term.side == "right" and term.figure.startswith(prefix) for term in check.terms)
    return replace(check, terms=terms, section=check.section if own else "")
