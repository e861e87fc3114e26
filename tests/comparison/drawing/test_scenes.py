"""Scenes of the comparison views: every number leads back to the panel, nothing overlaps its neighbours."""

from itertools import combinations

import pytest

from benchmarks.comparison_library import synthetic_library
from tests.comparison.synthetic_panel import panel_of_truth
from zjviewer.comparison.choices import VIEWS, Choices, settled, stated_metrics
from zjviewer.comparison.drawing.compose_view import DRAWINGS, compose_view
from zjviewer.comparison.drawing.frame import key_of, value_axis, written
from zjviewer.comparison.measures import measure_of
from zjviewer.comparison.panel import panel_of
from zjviewer.comparison.series import all_series, point_at

METRICS = ("applications/new/all", "applications/total/all", "charges/charges/collected")


def measure(text, size, bold):
    return sum(size if ord(char) > 255 else size * 0.55 for char in text)


@pytest.fixture(scope="module")
def panel():
    return panel_of_truth(synthetic_library(260))


def test_every_view_but_the_text_is_a_drawing():
    assert set(DRAWINGS) == set(VIEWS) - {"text"}


@pytest.mark.parametrize("view", DRAWINGS)
@pytest.mark.parametrize("metric", METRICS)
def test_every_mark_states_the_number_of_its_body_and_year(panel, view, metric):
    scene = compose_view(panel, Choices(view, metric), 900, measure)
    assert scene.marks
    for mark in scene.marks:
        key = key_of(mark.figures[0])
        value = point_at(panel, measure_of(key.metric), key.body, key.year).value
        assert float(mark.value) == (value or 0)
        assert key.body == mark.category
        assert mark.category in scene.description


@pytest.mark.parametrize("view", DRAWINGS)
@pytest.mark.parametrize("width", [320, 1000, 1800])
def test_a_drawing_stays_inside_its_size(panel, view, width):
    scene = compose_view(panel, Choices(view), width, measure)
    assert scene.width >= width
    for item in scene.texts:
        assert item.box.x >= 0
        assert item.box.bottom <= scene.height + 1
        assert item.box.right <= scene.width + 1, item
    for mark in scene.marks:
        assert 0 <= mark.box.y <= mark.box.bottom <= scene.height


@pytest.mark.parametrize("view", ["table", "ranking", "map", "profile", "scatter"])
def test_texts_of_different_marks_do_not_overlap(panel, view):
    scene = compose_view(panel, Choices(view), 900, measure)
    placed = [item for item in scene.texts if item.mark is not None]
    for one, other in combinations(placed[:400], 2):
        assert not one.box.intersects(other.box), (one, other)


def test_a_trend_has_no_line_over_a_gap_or_a_break(panel):
    choices = settled(Choices("trend", "charges/charges/collected"), panel)
    scene = compose_view(panel, choices, 900, measure)
    series = all_series(panel, choices.metric)
    joined = sum(join in ("line", "near") for each in series for join in each.joins)
    assert sum(rule.line in ("trend", "near") for rule in scene.rules) == joined
    assert [item.text for item in scene.texts if "格式变更" in item.text and "注" not in item.text] == [
        "2021年格式变更"
    ]


def test_near_equivalents_are_joined_by_a_dotted_line_with_a_footnote(panel):
    scene = compose_view(panel, Choices("trend", "applications/total/all"), 900, measure)
    near = sum(join == "near" for each in all_series(panel, "applications/total/all") for join in each.joins)
    assert sum(rule.line == "near" for rule in scene.rules) == near > 0
    assert any("口径近似" in note for note in scene.notes)


def test_what_has_no_number_is_said_in_words_and_has_no_mark(panel):
    scene = compose_view(panel, Choices("table"), 1800, measure)
    words = [item for item in scene.texts if item.text in ("无年报", "无此项", "不适用", "空白")]
    assert words
    assert all(item.mark is None for item in words)


def test_failed_checks_are_marked_and_explained(panel):
    failing = next(report for report in panel.reports if panel.cell_at(METRICS[1], report.body, report.year).failed)
    scene = compose_view(panel.chosen([failing.body]), Choices("table", METRICS[1]), 1800, measure)
    assert any(item.text.endswith("＊") for item in scene.texts)
    assert any("不符" in note for note in scene.notes)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"view": "nonsense", "metric": "nonsense", "year": "soon", "indexed": 1}, Choices()),
        ({"view": "map", "metric": METRICS[1], "year": 2022}, Choices("map", METRICS[1], year=2022)),
        ({"whole": "nonsense", "unknown": 1}, Choices()),
    ],
)
def test_choices_from_a_file_are_valid(stored, expected):
    assert Choices.from_dict(stored) == expected
    assert Choices.from_dict(expected.to_dict()) == expected


def test_choices_are_settled_to_what_the_panel_has(panel):
    chosen = settled(Choices("profile", "reply.rate", body="无此主体", year=1999), panel)
    assert chosen.body in panel.bodies
    assert chosen.year in panel.years
    assert chosen.metric in stated_metrics(panel)
    assert settled(Choices(), panel_of([])) == Choices()


@pytest.mark.parametrize("values", [[0], [3, 7], [1204, 99_999], [-40, 60], [0.002], [12_345_678_901]])
def test_an_axis_has_few_round_ticks_around_its_values(values):
    axis = value_axis(values)
    assert axis.low <= min(0, *values) <= max(0, *values) <= axis.high
    assert 2 <= len(axis.ticks) <= 9


def test_numbers_are_written_with_separators_and_without_needless_zeros():
    assert [written(value) for value in (1204, 0, 7730.28, 12.5, -3)] == ["1,204", "0", "7,730.28", "12.5", "−3"]
