"""Colours of charts: seen on their ground, and told apart with any colour vision and without colours."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from zjviewer.core.model.chart_options import PALETTES
from zjviewer.gui.theme.palettes import chart_colors
from zjviewer.gui.theme.theme import load_theme

THEMES = [load_theme(dark, contrast) for dark in (False, True) for contrast in (False, True)]
NAMES = ["light", "light contrast", "dark", "dark contrast"]
# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear light
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "none": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> list[float]:
    parts = QColor(colour)
    values = (parts.redF(), parts.greenF(), parts.blueF())
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in values]


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as it is seen."""
    light = linear(colour)
    red, green, blue = (max(sum(a * b for a, b in zip(row, light, strict=True)), 0) for row in VISIONS[vision])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    f = [each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one: str, other: str, vision: str = "normal") -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one, vision), lab(other, vision), strict=True)) ** 0.5


def contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(a * b for a, b in zip(VISIONS["none"][0], linear(each), strict=True)) for each in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_the_accent_is_seen_on_its_ground_and_beside_all_others(theme, palette):
    colors = chart_colors(theme, palette)
    grounds = {theme.background} if theme.dark else {theme.background, "#ffffff"}
    for ground in grounds:
        assert contrast(colors.series[0], ground) >= 3
        for other in (*colors.series, colors.muted, colors.total, colors.group):
            assert difference(other, ground) >= 5
    for vision in VISIONS:
        assert difference(colors.series[0], colors.muted, vision) >= 20
        assert difference(colors.series[0], colors.total, vision) >= 20


@pytest.mark.parametrize("palette", [name for name in PALETTES if name != "colours"])
@pytest.mark.parametrize("theme", [each for each in THEMES if not each.contrast], ids=["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_the_first_four_series_are_told_apart_with_any_colour_vision(theme, palette, vision):
    series = chart_colors(theme, palette).series[:4]
    assert len(set(series)) == 4
    for one, other in combinations(series, 2):
        assert difference(one, other, vision) >= 7, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
def test_increase_and_decrease_are_told_apart(vision):
    for theme in THEMES:
        for palette in PALETTES:
            colors = chart_colors(theme, palette)
            if vision == "none" and (palette != "print" or theme.contrast):
                continue  # their directions differ, too
            assert difference(colors.positive, colors.negative, vision) >= 20


def test_every_role_has_a_colour_and_an_unknown_palette_is_the_standard_one():
    colors = chart_colors(THEMES[0], "standard")
    assert colors.of_role("series7") == colors.series[1]
    assert {QColor(colors.of_role(role)).isValid() for role in ("muted", "total", "group", "positive")} == {True}
    assert chart_colors(THEMES[0], "neon") == colors
    with pytest.raises(AttributeError):
        colors.of_role("no such role")
