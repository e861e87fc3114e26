"""The canvas: what is drawn where, pointing and keys."""

from math import ceil

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolTip, QWidget

from tests.chart_sample import ALL, DISCLOSURE, PILOTS, RATES, REVIEW, check_clear
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions
from zjviewer.gui.charts.chart_canvas import ChartCanvas
from zjviewer.gui.charts.chart_text import measure
from zjviewer.gui.theme.palettes import chart_colors
from zjviewer.gui.theme.theme import load_theme
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import open_report

LIGHT, DARK = load_theme(False), load_theme(True)


@pytest.fixture
def window(qtbot):
    """Of a size of its own, so that the chart in it may be of any."""
    made = QWidget()
    made.resize(800, 700)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def canvas(qtbot, window):
    made = ChartCanvas(LIGHT, window)
    window.show()
    qtbot.waitExposed(window)
    return made


def show(canvas: ChartCanvas, analysis: Analysis, chart: int = 0, width: int = 480):
    made = compose_scene(analysis, analysis.charts[chart], AS_REPORTED, Size(width), measure)
    canvas.show_scene(made)
    return made


def picture(canvas: ChartCanvas) -> QImage:
    return canvas.grab().toImage()


def colour_at(image: QImage, x: float, y: float) -> QColor:
    return QColor(image.pixel(int(x), int(y)))


def middle(box) -> QPoint:
    return QPoint(round(box.x + box.width / 2), round(box.y + box.height / 2))


@pytest.mark.parametrize("analysis", ALL, ids=lambda analysis: analysis.tables[0].title)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_stands_where_its_plan_says(canvas, analysis, theme):
    canvas.show_theme(theme)
    made = show(canvas, analysis)
    image = picture(canvas)
    assert (image.width(), image.height()) == (480, made.height)
    assert colour_at(image, 2, 2) == theme.color("background")
    for mark in made.marks:
        if mark.shape != "words" and mark.box.width > 4:
            point = middle(mark.box)
            tone = chart_colors(theme, "standard").of_role(mark.color_role)
            assert colour_at(image, point.x(), point.y()) == QColor(tone), mark
            assert colour_at(image, mark.box.x + 3, mark.box.y - 3) != QColor(tone), mark


def test_words_are_drawn_inside_their_boxes(canvas):
    made = show(canvas, DISCLOSURE)
    image = picture(canvas)
    title = next(words for words in made.texts if words.role == "title")
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(int(title.box.y) - 6, int(title.box.bottom) + 1)
        if colour_at(image, x, y).lightness() < 128
    ]
    assert inked
    assert title.box.x - 1 <= min(x for x, _ in inked)
    assert max(x for x, _ in inked) <= title.box.right + 1
    assert min(y for _, y in inked) >= title.box.y


@pytest.mark.parametrize("dark", [False, True])
def test_a_selected_mark_keeps_its_colour_in_an_outline_and_the_others_recede(canvas, dark):
    theme = load_theme(dark)
    canvas.show_theme(theme)
    made = show(canvas, PILOTS)
    assert canvas.show_selected({made.marks[2].figures[0]})
    image = picture(canvas)
    chosen, other = middle(made.marks[2].box), middle(made.marks[3].box)
    own, background = QColor(theme.series[0]), theme.color("background")
    assert colour_at(image, chosen.x(), chosen.y()) == own
    assert colour_at(image, chosen.x(), round(made.marks[2].box.y) - 2) == theme.color("accent")
    assert colour_at(image, chosen.x(), round(made.marks[2].box.bottom) + 1) == theme.color("accent")
    receded = colour_at(image, other.x(), other.y())
    assert abs(receded.lightness() - background.lightness()) < abs(own.lightness() - background.lightness())
    assert receded != background
    canvas.show_selected(())
    assert colour_at(picture(canvas), other.x(), other.y()) == own
    canvas.show_selected({made.marks[2].figures[0]})
    assert not canvas.show_selected({"f999"})


def test_a_share_marks_the_count_that_it_belongs_to(canvas):
    made = show(canvas, REVIEW)
    canvas.show_selected({made.marks[1].figures[1]})
    assert canvas.selected == {1}


def test_a_click_on_a_bar_or_its_name_chooses_its_mark(canvas, qtbot):
    made = show(canvas, PILOTS)
    chosen = []
    canvas.mark_chosen.connect(chosen.append)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(made.marks[5].box))
    name = next(words for words in made.texts if words.role == "category" and words.mark == 3)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(name.box))
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert chosen == [5, 3]


def test_hovering_tells_the_exact_value_and_shows_a_hand(canvas, qtbot):
    made = show(canvas, DISCLOSURE)
    qtbot.mouseMove(canvas.viewport(), middle(made.marks[0].box))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "9,341,853条" in QToolTip.text()
    assert "2017年" in QToolTip.text()
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(canvas.viewport(), QPoint(470, 4))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_keys_move_along_the_marks_and_enter_chooses(canvas, qtbot):
    made = show(canvas, PILOTS)
    chosen, reached = [], []
    canvas.mark_chosen.connect(chosen.append)
    canvas.mark_reached.connect(reached.append)
    last = len(made.marks) - 1
    for key, place in (
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Down, last),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(canvas, key)
        assert canvas.current == place
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen == [0]
    assert len(reached) == 7


def test_the_mark_that_keys_have_reached_has_a_ring(canvas):
    made = show(canvas, RATES)
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.current == 0
    box = made.marks[0].box
    ring = colour_at(picture(canvas), box.x + box.width / 2, box.y - 4)
    assert ring.lightness() < 200
    canvas.clearFocus()
    assert colour_at(picture(canvas), box.x + box.width / 2, box.y - 4) != ring


def test_a_screen_reader_hears_the_title_and_every_value(canvas):
    show(canvas, DISCLOSURE)
    assert canvas.accessibleName() == "浙江省2017年主动公开政府信息总体情况"
    assert "997,784条" in canvas.accessibleDescription()


def test_nothing_lies_between_two_bars(canvas):
    made = show(canvas, PILOTS)
    assert canvas.mark_at(QPointF(20, 5)) == -1
    for one, other in zip(made.marks, made.marks[1:], strict=False):
        assert one.hit_boxes[0].bottom <= other.hit_boxes[0].y + 0.01


def test_a_theme_changes_the_ground_at_once(canvas):
    show(canvas, RATES)
    canvas.show_theme(DARK)
    assert colour_at(picture(canvas), 2, 2) == DARK.color("background")
    canvas.show_theme(LIGHT, "#ffffff")
    assert colour_at(picture(canvas), 2, 2) == QColor("#ffffff")


@pytest.mark.parametrize("width", [240, 300, 360, 420, 560, 700])
def test_in_the_bundled_font_no_chart_of_the_bundled_report_has_words_in_the_way(qapp, width):
    analysis = open_report(bundled_report())
    for chart in analysis.charts:
        for options in (AS_REPORTED, ChartOptions("ascending", "share", True)):
            check_clear(compose_scene(analysis, chart, options, Size(width, 320), measure), measure)


def test_the_line_to_a_dot_has_the_colour_of_its_dot(canvas):
    made = show(canvas, RATES)
    canvas.show_selected({made.marks[0].figures[0]})
    image = picture(canvas)
    for mark in (0, 1):
        stem, dot = next(rule for rule in made.rules if rule.mark == mark), middle(made.marks[mark].box)
        assert colour_at(image, stem.x1 + 20, stem.y1) == colour_at(image, dot.x(), dot.y())
    strong, pale = (colour_at(image, *(middle(made.marks[mark].box).toTuple())) for mark in (0, 1))
    assert strong != pale


def test_an_enlarged_chart_is_drawn_and_pointed_at_where_it_is(canvas):
    made = show(canvas, PILOTS)
    canvas.show_scene(made, zoom=1.6)
    image = picture(canvas)
    assert (image.width(), image.height()) == (round(480 * 1.6), ceil(made.height * 1.6))
    for number, mark in enumerate(made.marks):
        at = QPointF((mark.box.x + mark.box.width / 2) * 1.6, (mark.box.y + mark.box.height / 2) * 1.6)
        assert canvas.mark_at(at) == number
        assert canvas.rect_of(number).contains(at.toPoint())
        if mark.shape == "bar":
            tone = chart_colors(LIGHT, "standard").of_role(mark.color_role)
            assert colour_at(image, round(at.x()), round(at.y())) == QColor(tone)
