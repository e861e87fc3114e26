"""What a layout function is given: points, series, room."""

from typing import NamedTuple

from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.scene import Box, TextMeasure


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
