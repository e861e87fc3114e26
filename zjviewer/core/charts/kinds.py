"""Registry of the chart kinds: the only place that lists them. A new kind is an entry here and a layout function."""

from collections.abc import Callable, Set
from dataclasses import dataclass

from zjviewer.core.charts.bar_chart import lay_out_bars
from zjviewer.core.charts.data_point import is_partition
from zjviewer.core.charts.layout_request import LayoutRequest
from zjviewer.core.charts.proportion_bar import lay_out_proportion_bar
from zjviewer.core.charts.scene import PlotArea
from zjviewer.core.charts.stacked_bar_chart import lay_out_stacked_bars

LayOut = Callable[[LayoutRequest], PlotArea]
"""Layout function of a kind: from the points and the room to marks, texts and lines."""


@dataclass(frozen=True, slots=True)
class ChartType:
    """A kind of chart."""

    name: str
    """Its name in `Chart.kind`, in the eras' files and in editorial files (`chart = "bars"`)."""
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


def _bars(request: LayoutRequest) -> PlotArea:
    strip = _strip(request) if request.points[0].figure.kind == "share" else None
    return strip or lay_out_bars(request)


def _grouped(request: LayoutRequest) -> PlotArea:
    if not request.is_stacked:
        return _bars(request)
    return lay_out_stacked_bars(request.series, request.points, request.room, request.measure) or _bars(request)


def _parts(request: LayoutRequest) -> PlotArea:
    return _strip(request) or lay_out_bars(request)


def _rates(request: LayoutRequest) -> PlotArea:
    strip = _strip(request) if request.points[0].figure.kind == "share" else None
    dots = all(point.figure.value >= 0 for point in request.points)
    return strip or lay_out_bars(request, dots=dots)


def _change(request: LayoutRequest) -> PlotArea:
    return lay_out_bars(request, signed=True)


def _strip(request: LayoutRequest) -> PlotArea | None:
    if not is_partition(request.points):
        return None
    return lay_out_proportion_bar(request.points, request.room, request.measure)


CHART_TYPES = (
    ChartType("bars", "条形图", _bars, lambda kinds, _: "change" not in kinds, has_log_scale=True, has_shares=True),
    ChartType("grouped", "分组条形图", _grouped, lambda kinds, n: "change" not in kinds and n > 1, has_log_scale=True),
    ChartType("parts", "构成图", _parts, lambda kinds, _: not kinds & {"change", "rate"}, has_shares=True),
    ChartType("change", "增减图", _change, lambda kinds, _: "change" in kinds, is_signed=True),
    ChartType("rates", "比率图", _rates, lambda kinds, _: bool(kinds & {"rate", "share"}), is_fixed_scale=True),
)
_BY_NAME = {kind.name: kind for kind in CHART_TYPES}
CHART_KINDS = tuple(_BY_NAME)
"""Their names."""


def chart_type(name: str) -> ChartType:
    """The kind of a name. Raises KeyError for an unknown one."""
    return _BY_NAME[name]
