"""The scene of a view by its choices: the one entry for the page, the command line and files."""

from collections.abc import Callable, Mapping

from zjviewer.comparison.choices import Choices, View, settled
from zjviewer.comparison.drawing.grid_scenes import checks_scene, profile_scene, table_scene
from zjviewer.comparison.drawing.line_scenes import multiples_scene, trend_scene
from zjviewer.comparison.drawing.mark_scenes import map_scene, ranking_scene, scatter_scene
from zjviewer.comparison.panel import Panel
from zjviewer.core.charts.scene import ChartScene, TextMeasure

Drawing = Callable[[Panel, Choices, float, TextMeasure], ChartScene]
DRAWINGS: Mapping[View, Drawing] = {
    "table": table_scene,
    "trend": trend_scene,
    "ranking": ranking_scene,
    "multiples": multiples_scene,
    "profile": profile_scene,
    "checks": checks_scene,
    "map": map_scene,
    "scatter": scatter_scene,
}
"""The views that are drawings; the text view is text."""


def compose_view(panel: Panel, choices: Choices, width: float, measure: TextMeasure) -> ChartScene:
    """The drawing of a view of a panel that is not empty, as wide as asked for or as its least width. Raises Problem
    for an unknown metric."""
    return DRAWINGS[choices.view](panel, settled(choices, panel), width, measure)
