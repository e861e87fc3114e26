"""What a layout function is given: points, series, room, and what the reader chose."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.scene import Box, TextMeasure
from zjviewer.core.model.chart_options import Labels


class LayoutRequest(NamedTuple):
    """A chart to be laid out."""

    series: tuple[str, ...]
    """Titles of the chart's columns, by `DataPoint.series`."""
    points: tuple[DataPoint, ...]
    """At least one."""
    room: Box
    """The height of the marks may be more than the room's."""
    log: bool
    """Whether the value axis is logarithmic."""
    is_stacked: bool
    """Whether the series are parts of a whole that another column of the table states."""
    measure: TextMeasure
    labels: Labels = "all"
    highlights: frozenset[str] = frozenset()
    """Labels of rows or columns whose marks have the accent colour while all others are muted; empty for none."""
    fill: bool = False
    """Whether the marks should use the whole height of the room, which is finite."""
    groups: Mapping[str, str] = MappingProxyType({})
    """Names of the groups of rows of a national form, by the id that the ids of their rows begin with."""

    def is_highlighted(self, point: DataPoint) -> bool:
        """Whether a point's row or column is one of `highlights`."""
        several = len({each.series for each in self.points}) > 1
        return point.label in self.highlights or (several and self.series[point.series] in self.highlights)


def emphasised(request: LayoutRequest, roles: list[str]) -> list[str]:
    """Colour roles by point: the accent for highlighted points and `muted` for the others; `roles` where no point is
    highlighted."""
    chosen = [request.is_highlighted(point) for point in request.points]
    if not any(chosen):
        return roles
    signed = {"positive", "negative", "total"}
    return [
        (role if role in signed else "series0") if on else ("total" if role == "total" else "muted")
        for on, role in zip(chosen, roles, strict=True)
    ]
