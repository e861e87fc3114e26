"""What the reader has chosen on the comparison page: view, metrics, bodies, years."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from zjviewer.comparison.measures import catalogue
from zjviewer.comparison.panel import Panel
from zjviewer.comparison.views import CORE_METRICS

View = Literal["table", "trend", "ranking", "multiples", "profile", "text", "checks", "map", "scatter"]
VIEWS: tuple[View, ...] = get_args(View)
"""In the order of their use."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of the page; `settled` replaces what a panel does not have."""

    view: View = "table"
    metric: str = "applications/new/all"
    second: str = "applications/total/all"
    """The metric of the vertical axis of a scatter."""
    whole: str = ""
    """Metric of which `metric` is shown as a share; empty for the count itself."""
    body: str = ""
    """The body of a profile, of the checks, and of the first text; the highlighted line of a trend."""
    other: str = ""
    """The body of the second text; empty for the same."""
    year: int = 0
    """Of a ranking, a map and a scatter, and of the second text; 0 for the newest."""
    earlier: int = 0
    """First year of a slope, base year of an index, and year of the first text; 0 for none."""
    indexed: bool = False
    """Whether a trend shows the earlier year as 100."""
    slope: bool = False
    """Whether a trend shows two years only."""
    own_scale: bool = False
    """Whether each of the small multiples has a scale of its own."""
    province: str = ""
    """Code of the province whose cities a map shows; empty for the provinces."""
    chapter: int = 0
    """Number of the chapter whose text is compared; 0 for all."""

    def to_dict(self) -> dict[str, Any]:
        """Values for files; `from_dict` is the inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Choices":
        """Choices from a file; missing and invalid values are the default ones."""
        found: dict[str, Any] = {}
        for field in fields(cls):
            value, usual = stored.get(field.name), field.default
            if type(value) is type(usual):
                found[field.name] = value
        chosen = cls(**found)
        known = {metric for cells in catalogue().values() for metric in cells}
        if chosen.view not in VIEWS:
            chosen = replace(chosen, view="table")
        if chosen.metric not in known:
            chosen = replace(chosen, metric=cls().metric)
        if chosen.second not in known:
            chosen = replace(chosen, second=cls().second)
        return chosen if chosen.whole in known else replace(chosen, whole="")


def settled(choices: Choices, panel: Panel) -> Choices:
    """Choices that the panel has: its newest year, its first body, a metric that it states."""
    if not panel.reports:
        return choices
    years = [year for year in panel.years if any(report.year == year for report in panel.reports)] or [panel.years[-1]]
    body = choices.body if choices.body in panel.bodies else panel.bodies[0]
    year = choices.year if choices.year in panel.years else years[-1]
    earlier = choices.earlier if choices.earlier in panel.years else next((each for each in years if each < year), year)
    other = choices.other if choices.other in panel.bodies else body
    if choices.view == "text":
        other, earlier, year = _texts_to_compare(choices, panel, body)
    metric = choices.metric
    if not stated_metrics(panel, (metric,)):
        metric = next(iter(stated_metrics(panel, CORE_METRICS)), metric)
    return replace(choices, body=body, other=other, year=year, earlier=earlier, metric=metric)


def _texts_to_compare(choices: Choices, panel: Panel, body: str) -> tuple[str, int, int]:
    """The second body and both years, those that were chosen; else the newest report with the one before of the same
    body, or with that of another body where there is no other one."""
    own = [report.year for report in panel.reports if report.body == body]
    other = choices.other if choices.other in panel.bodies else body
    if not choices.other and len(own) < 2:
        other = next((each for each in panel.bodies if each != body), body)
    theirs = [report.year for report in panel.reports if report.body == other] or list(panel.years)
    year = choices.year if choices.year in panel.years else theirs[-1]
    before = [each for each in own if each < year or (other != body and each == year)] or own or list(panel.years)
    earlier = choices.earlier if choices.earlier in panel.years else before[-1]
    return other, earlier, year


def stated_metrics(panel: Panel, metrics: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The metrics of the panel that any report states, in the order of the forms; or those among some. Of a panel that
    reads its cells from a library, every metric that it has: reading all of them would take long."""
    if not metrics and not isinstance(panel.cells, dict):
        return tuple(panel.cells)
    ordered = metrics or tuple(dict.fromkeys(metric for cells in catalogue().values() for metric in cells))
    columns = ((metric, panel.cells.get(metric, {})) for metric in ordered)
    return tuple(metric for metric, column in columns if any(cell.value is not None for cell in column.values()))
