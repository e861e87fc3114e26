"""Registry of the chart kinds: the only place that lists them. A new kind is an entry here and a layout function."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from zjviewer.core.charts.balance_chart import can_balance, lay_out_balance
from zjviewer.core.charts.bar_chart import lay_out_bars
from zjviewer.core.charts.data_point import DataPoint, is_partition
from zjviewer.core.charts.layout_request import LayoutRequest
from zjviewer.core.charts.proportion_bar import lay_out_proportion_bar
from zjviewer.core.charts.result_chart import lay_out_results
from zjviewer.core.charts.scene import PlotArea
from zjviewer.core.charts.stacked_bar_chart import lay_out_stacked_bars

LayOut = Callable[[LayoutRequest], PlotArea]
"""Layout function of a kind: from the points and the room to marks, texts and lines."""


@dataclass(frozen=True, slots=True)
class ChartType:
    """A kind of chart."""

    name: str
    """Its name in `Chart.kind`, in the eras' files, in editorial files (`chart = "bars"`) and in edits of readers."""
    label: str
    """Its name in Chinese, for readers who do not see the drawing."""
    lay_out: LayOut
    fits: Callable[[Set[str], int], bool]
    """Whether an editor may ask for it, by the kinds of the figures and the number of columns."""
    has_log_scale: bool = False
    """Whether a logarithmic scale can be chosen."""
    has_shares: bool = False
    """Whether the shares stated beside its counts can be drawn instead."""
    is_signed: bool = False
    """Whether values below zero may be drawn; a chart with such values becomes one of the first kind that is."""
    is_fixed_scale: bool = False
    """Whether a single value is worth a chart, because the scale goes from 0 to 100."""


def _parts(request: LayoutRequest) -> PlotArea:
    strip = lay_out_proportion_bar(request) if is_partition(request.points) else None
    return strip or lay_out_bars(request)


def _lollipop(request: LayoutRequest) -> PlotArea:
    return lay_out_bars(request, "lollipop" if all(point.figure.value >= 0 for point in request.points) else "bar")


def _dots(request: LayoutRequest) -> PlotArea:
    return lay_out_bars(request, "dot" if all(point.figure.value >= 0 for point in request.points) else "bar")


def _amounts(kinds: Set[str]) -> bool:
    return "change" not in kinds


CHART_TYPES = (
    ChartType("bars", "条形图", lay_out_bars, lambda kinds, _: _amounts(kinds), has_log_scale=True, has_shares=True),
    ChartType("grouped", "分组条形图", lay_out_bars, lambda kinds, n: _amounts(kinds) and n > 1, has_log_scale=True),
    ChartType("parts", "构成图", _parts, lambda kinds, _: not kinds & {"change", "rate"}, has_shares=True),
    ChartType(
        "change",
        "增减图",
        lambda request: lay_out_bars(request, signed=True),
        lambda kinds, _: "change" in kinds,
        is_signed=True,
    ),
    ChartType("rates", "比率图", _lollipop, lambda kinds, _: bool(kinds & {"rate", "share"}), is_fixed_scale=True),
    ChartType(
        "stacked",
        "堆积条形图",
        lambda request: lay_out_stacked_bars(request) or lay_out_bars(request),
        lambda kinds, n: kinds <= {"count", "money"} and n > 1,
    ),
    ChartType(
        "full",
        "百分比堆积条形图",
        lambda request: lay_out_stacked_bars(request, full=True) or lay_out_bars(request),
        lambda kinds, n: kinds <= {"count", "money"} and n > 1,
    ),
    ChartType("dots", "点图", _dots, lambda kinds, _: _amounts(kinds), has_log_scale=True, has_shares=True),
    ChartType("lollipop", "棒棒糖图", _lollipop, lambda kinds, _: _amounts(kinds), has_log_scale=True, has_shares=True),
    ChartType(
        "results", "办理结果图", lambda request: lay_out_results(request) or lay_out_bars(request), lambda *_: False
    ),
    ChartType(
        "balance", "收支平衡图", lambda request: lay_out_balance(request) or lay_out_bars(request), lambda *_: False
    ),
)
_BY_NAME = {kind.name: kind for kind in CHART_TYPES}


def chart_type(name: str) -> ChartType:
    """The kind of a name. Raises KeyError for an unknown one."""
    return _BY_NAME[name]


def kinds_for(own: str, points: Sequence[DataPoint], is_stacked: bool) -> tuple[str, ...]:
    """Names of the kinds that can draw these points, at least one; first the one that suits them by itself. `own` is
    the kind of the chart, `is_stacked` says whether its columns are parts of a whole."""
    if own == "change" or any(point.figure.value < 0 for point in points):
        return ("change",)
    if len({point.series for point in points}) > 1:
        if is_stacked:
            return ("stacked", "full", "grouped", "dots", "lollipop")
        return ("grouped", "dots", "lollipop")
    strip = ("parts",) if is_partition(points) else ()
    first = {"grouped": "bars", "stacked": "bars", "full": "bars"}.get(own, own)
    if strip and points[0].figure.kind == "share":
        first = "parts"
    special = {"parts": bool(strip), "balance": can_balance(tuple(points))}
    allowed = special.get(first, True)
    others = ("bars", *strip, "dots", *(() if first == "rates" else ("lollipop",)))
    return tuple(dict.fromkeys((*((first,) if allowed else ()), *others)))
