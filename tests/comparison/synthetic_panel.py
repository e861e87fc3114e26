"""The panel of an invented library, made without opening files, and what its cells say by themselves."""

from collections.abc import Iterable, Mapping

from benchmarks.comparison_library import SyntheticReport
from zjviewer.comparison.panel import Panel, PanelCell, PanelReport

RENAMED_METRICS = {
    "applications": "applications/new/all",
    "reply.partly": "applications/partly/all",
    "refused.secret": "applications/refused.secret/all",
    "refused.stability": "applications/refused.stability/all",
    "disclosed": "disclosed@whole",
    "press": "press@whole",
    "interpretations": "interpretations@whole",
    "complaints": "complaints@whole",
}
"""Metrics of the format of 2014 that have another name in a panel."""
ERAS = ((2014, 2018, "E1"), (2019, 2020, "E2"), (2021, 9999, "E3"))


def era_in(year: int) -> str:
    return next((era for first, last, era in ERAS if first <= year <= last), "")


def number(written: str) -> int | float | None:
    plain = written.replace(",", "")
    if not plain or not plain[0].isdigit():
        return None
    value = float(plain)
    return int(value) if value == int(value) else value


def truth_of(reports: Iterable[SyntheticReport]) -> Mapping[tuple[str, int], Mapping[str, int | float | None]]:
    """Numbers by body and year, then by metric; None for what is written without a number."""
    return {
        (report.body, report.year): {
            RENAMED_METRICS.get(metric, metric): number(written) for metric, written in report.cells.items()
        }
        for report in reports
    }


def panel_of_truth(reports: Iterable[SyntheticReport]) -> Panel:
    ordered = sorted(reports, key=lambda report: (report.body, report.year))
    cells: dict[str, dict[int, PanelCell]] = {}
    for index, report in enumerate(ordered):
        failing = ("applications/total/all", "applications/new/all") if report.fails else ()
        for name, written in report.cells.items():
            metric = RENAMED_METRICS.get(name, name)
            value = number(written)
            semantics = "number" if value else "zero" if value == 0 else "empty" if not written else "not_applicable"
            cells.setdefault(metric, {})[index] = PanelCell(
                value,
                written,
                semantics,
                figure=f"f{len(cells)}" if value is not None else "",
                failed=metric in failing,
            )
    return Panel(
        tuple(
            PanelReport(
                report.body,
                report.unit_type,
                report.region,
                report.year,
                era_in(report.year),
                f"{report.title}.html",
                code=report.code,
            )
            for report in ordered
        ),
        cells,
    )
