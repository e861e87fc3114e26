"""Both ends of every bar, to the pixel: the length is what a chart says."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, REVIEW, YEARS, counts
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.chart_options import AS_REPORTED
from zjviewer.gui.charts.chart_canvas import ChartCanvas
from zjviewer.gui.charts.chart_text import measure
from zjviewer.gui.theme.palettes import chart_colors
from zjviewer.gui.theme.theme import Theme, load_theme

CHARTS = [
    (analysis, number)
    for analysis in (PILOTS, DISCLOSURE, CHANNELS, REVIEW, YEARS, counts(1, 2, 3, 1000), counts(7, 7), counts(0, 5))
    for number in range(len(analysis.charts))
]


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def canvas(qtbot, window):
    canvas = ChartCanvas(load_theme(False), window)
    window.show()
    qtbot.waitExposed(window)
    return canvas


def colour_of(theme: Theme, role: str) -> QColor:
    return QColor(chart_colors(theme, "standard").of_role(role))


def run_of(image: QImage, colour: QColor, x: int, y: int, step: tuple[int, int]) -> int:
    """The last pixel of this colour from a place on, along one axis; texts on the bar are passed over."""
    at, last = (x, y), (x, y)
    missing = 0
    while image.rect().contains(*at) and missing < 3:
        same = image.pixelColor(*at) == colour
        last, missing = (at, 0) if same else (last, missing + 1)
        at = (at[0] + step[0], at[1] + step[1])
    return last[0] if step[0] else last[1]


@pytest.mark.parametrize("width", [320, 480, 801])
@pytest.mark.parametrize(("analysis", "number"), CHARTS, ids=lambda value: value if isinstance(value, int) else "")
def test_a_bar_ends_where_its_mark_ends(canvas, analysis, number, width):
    scene = compose_scene(analysis, analysis.charts[number], AS_REPORTED, Size(width), measure)
    canvas.show_scene(scene)
    image = canvas.grab().toImage()
    bars = [mark for mark in scene.marks if mark.shape == "bar" and mark.box.width > 4]
    assert bars or all(mark.shape != "bar" or mark.box.width <= 4 for mark in scene.marks)
    for mark in bars:
        colour, box = colour_of(load_theme(False), mark.color_role), mark.box
        x, y = round(box.x + 1), round(box.y + 2)  # above and left of what is written on the bar
        assert image.pixelColor(x, y) == colour
        left, right = (run_of(image, colour, x, y, (step, 0)) for step in (-1, 1))
        top, bottom = (run_of(image, colour, x, y, (0, step)) for step in (-1, 1))
        assert left == pytest.approx(box.x, abs=1), mark
        assert right + 1 == pytest.approx(box.right, abs=1), mark
        assert top == pytest.approx(box.y, abs=1), mark
        assert bottom + 1 == pytest.approx(box.bottom, abs=1), mark
