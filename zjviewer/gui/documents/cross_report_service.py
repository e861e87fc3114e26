"""Checks between the report in front and open reports of the same body for the years beside its own."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check
from zjviewer.core.model.report import Report
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState

_JOB = "between"
_KEPT = 20
"""Sets of reports whose results are kept, so that going back and forth between tabs reckons nothing twice."""


class CrossReportService(QObject):
    """Gives the state its checks between reports; their figures in this report have their own ids, those of the others
    the year of their report before it, such as `2016/f104`.
    """

    def __init__(self, state: ViewState, tabs: OpenReports, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._jobs = jobs
        self._kept: dict[tuple[int, ...], tuple[Sequence[Analysis], tuple[Check, ...]]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._renew)
        tabs.changed.connect(self._soon.start)
        tabs.closed.connect(self._forget)
        state.analysis_changed.connect(self._renew_soon)

    def go(self, figure: str) -> None:
        """Bring the report of a figure to the front, and select it there."""
        year, _, own = figure.partition("/")
        for number, analysis in self._beside().items():
            if str(analysis.report.year) == year and own in analysis.figure_by_id:
                self._tabs.show(number)
                self._state.select_figures(analysis.figure_by_id[own])
                return

    def _forget(self, _: int) -> None:
        """What is kept holds whole reports."""
        self._kept.clear()

    def _renew_soon(self, _: Analysis | None) -> None:
        self._soon.start()

    def _renew(self) -> None:
        own, beside = self._state.analysis, self._beside()
        if own is None or not own.complete or not beside:
            self._jobs.cancel(_JOB)
            self._state.set_cross_checks((), {}, ())
            return
        analyses = (own, *beside.values())
        kept = self._kept.get(_key(analyses))
        if kept is not None:
            self._publish(kept[1])
        else:
            self._jobs.start(_JOB, partial(_checked, analyses), partial(self._keep, analyses), self._fail)

    def _beside(self) -> dict[int, Analysis]:
        """Complete reports of the same body, each for a year next to that of the report in front, by their tabs."""
        own = self._state.analysis.report if self._state.analysis else None
        found: dict[int, Analysis] = {}
        if own is None or own.year is None or not _body(own):
            return found
        years: set[int | None] = {own.year}
        for tab in self._tabs.open:
            analysis = self._tabs.analysis_of(tab)
            if analysis is None or not analysis.complete or tab.number == self._tabs.front:
                continue
            report = analysis.report
            near = report.year is not None and abs(report.year - own.year) == 1
            if near and _body(report) == _body(own) and report.year not in years:
                years.add(report.year)
                found[tab.number] = analysis
        return found

    def _keep(self, analyses: Sequence[Analysis], checks: tuple[Check, ...]) -> None:
        self._kept[_key(analyses)] = (analyses, checks)
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        self._publish(checks)

    def _publish(self, checks: tuple[Check, ...]) -> None:
        own, beside = self._state.analysis, tuple(self._beside().values())
        figures = {
            f"{analysis.report.year}/{figure.id}": f"{analysis.report.year}：{figure.literal}"
            for analysis in beside
            for figure in analysis.figures
        }
        prefix = f"{own.report.year}/" if own else ""
        made = [_seen_from(check, prefix) for check in checks]
        about = {figure for check in made for figure in check.figures}
        told = {id_: words for id_, words in figures.items() if id_ in about}
        self._state.set_cross_checks(tuple(made), told, beside)

    def _fail(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))


def _body(report: Report) -> str:
    return report.issuer or report.region


def _key(analyses: Sequence[Analysis]) -> tuple[int, ...]:
    """Marks of the reader change an analysis and not its figures."""
    return tuple(id(analysis.figures) for analysis in analyses)


def _checked(analyses: Sequence[Analysis]) -> tuple[Check, ...]:
    """Those that the first one takes part in."""
    from zjviewer.checks.cross_report import check_reports_together

    prefix = f"{analyses[0].report.year}/"
    return tuple(
        check
        for check in check_reports_together(analyses)
        if any(figure.startswith(prefix) for figure in check.figures)
    )


def _seen_from(check: Check, prefix: str) -> Check:
    """The same with its figures in the report of the prefix under their own ids; its section only where that states the
    result."""
    terms = tuple(term._replace(figure=term.figure.removeprefix(prefix)) for term in check.terms)
    own = any(term.side == "right" and term.figure.startswith(prefix) for term in check.terms)
    return replace(check, terms=terms, section=check.section if own else "")
