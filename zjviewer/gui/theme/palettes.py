"""Colours of charts: palettes in `resources/theme/palettes.json`, each for light and dark backgrounds.

In every palette the shades of neighbouring series differ in lightness, so that they are told apart in print and with
any colour vision; `colours` has a hue for each series, those of the theme.
"""

import json
from functools import cache
from typing import Any, NamedTuple

from zjviewer import paths
from zjviewer.core.model.chart_options import Palette
from zjviewer.gui.theme.theme import Theme


class ChartColors(NamedTuple):
    """Colours as `#rrggbb`, by the colour roles of `core.charts.scene`."""

    series: tuple[str, ...]
    """The first is the accent."""
    muted: str
    """Marks beside the accented ones."""
    total: str
    """Declared totals, and nothing else."""
    group: str
    """Sums of groups that the report does not state."""
    positive: str
    negative: str

    def of_role(self, role: str) -> str:
        """The colour of a role such as `series2` or `total`. Raises AttributeError for an unknown one."""
        if role.startswith("series"):
            return self.series[int(role.removeprefix("series")) % len(self.series)]
        color: str = getattr(self, role)
        return color


def chart_colors(theme: Theme, palette: Palette) -> ChartColors:
    """Colours of a palette on the background of a theme; themes of high contrast have colours of their own."""
    mode = "dark" if theme.dark else "light"
    own = _palettes().get(palette) or _palettes()["standard"]
    shades = _palettes()["contrast"][mode] if theme.contrast else own[mode]
    has_hues = palette == "colours" or theme.contrast
    return ChartColors(
        theme.series if has_hues else tuple(shades["series"]),
        shades["muted"],
        shades["total"],
        shades["group"],
        shades.get("positive", theme.positive),
        shades.get("negative", theme.negative),
    )


@cache
def _palettes() -> dict[str, Any]:
    palettes: dict[str, Any] = json.loads((paths.resources() / "theme" / "palettes.json").read_text(encoding="utf-8"))
    return palettes
