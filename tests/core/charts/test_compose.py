"""The plan of a drawing: what stands where, and that nothing is in the way of anything."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.chart_sample import (
    ALL,
    CHANNELS,
    DISCLOSURE,
    PILOTS,
    RATES,
    REVIEW,
    YEARS,
    Cell,
    analysis_of,
    check_clear,
    counts,
)
from tests.examples import examples
from zjviewer.core.charts.compose import NARROWEST, Size, compose_scene
from zjviewer.core.charts.scene import ChartScene, wrap_text
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions


def measure(text: str, size: float, bold: bool) -> float:
    return sum(size if ord(c) > 0x2E7F else size * (0.62 if bold else 0.58) for c in text)


def drawn(
    analysis: Analysis, options: ChartOptions = AS_REPORTED, width: float = 480, chart: int = 0, height: float = 0
) -> ChartScene:
    return compose_scene(analysis, analysis.charts[chart], options, Size(width, height), measure)


def bars(made: ChartScene) -> dict[str, float]:
    return {mark.category: mark.box.width for mark in made.marks if mark.shape == "bar"}


def texts(made: ChartScene, role: str) -> str:
    return "".join(words.text for words in made.texts if words.role == role)


LABELS = st.text(st.sampled_from("省市县政府信息公开工作年度报告()、2017abc"), min_size=1, max_size=40)
VALUES = st.integers(0, 10**9).map(str) | st.decimals("0.1", "99.9", places=1).map(str)
CELLS = {
    "count": st.builds(
        Cell, VALUES, st.sampled_from(["件", "人次", "万元", ""]), qualifier=st.sampled_from(["", "余"])
    ),
    "change": st.builds(Cell, st.integers(-(10**6), 10**6).map(str), st.just("%"), st.just("change")),
    "rate": st.builds(Cell, st.integers(0, 100).map(str), st.just("%"), st.just("rate")),
    "share": st.builds(Cell, st.integers(0, 100).map(str), st.just("%"), st.just("share")),
    "year": st.builds(Cell, VALUES, st.just("件"), year=st.just(2016)),
}
OPTIONS = st.builds(
    ChartOptions,
    st.sampled_from(["report", "descending", "ascending"]),
    st.sampled_from(["count", "share"]),
    st.booleans(),
    st.booleans(),
)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    names = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3))
    row = st.tuples(LABELS, st.tuples(*(st.none() | CELLS[name] for name in names)))
    rows = draw(st.lists(row, min_size=1, max_size=9))
    kind = draw(st.none() | st.sampled_from(["bars", "grouped", "parts", "change", "rates"]))
    title, note = draw(LABELS), draw(st.just("") | LABELS)
    return analysis_of(
        *rows, columns=tuple(f"{name}{n}" for n, name in enumerate(names)), title=title, note=note, kind=kind
    )


@examples(60)
@given(analyses(), OPTIONS, st.integers(200, 1200), st.integers(0, 900))
def test_words_never_overlap_or_leave_the_drawing(analysis: Analysis, options: ChartOptions, width: int, height: int):
    for chart in analysis.charts:
        made = compose_scene(analysis, chart, options, Size(width, height), measure)
        assert made.width == max(width, NARROWEST)
        assert made.marks
        check_clear(made, measure)


@pytest.mark.parametrize("analysis", ALL, ids=lambda analysis: analysis.tables[0].title)
@pytest.mark.parametrize("width", [240, 360, 480, 700])
@pytest.mark.parametrize("options", [AS_REPORTED, ChartOptions("descending", "share", True)], ids=["plain", "other"])
def test_real_charts_fit_any_pane(analysis: Analysis, width: int, options: ChartOptions):
    for chart in analysis.charts:
        check_clear(compose_scene(analysis, chart, options, Size(width, 300), measure), measure)


def test_lengths_are_as_the_values_from_a_common_zero():
    made = drawn(CHANNELS)
    values = {mark.category: mark.value for mark in made.marks}
    lengths = bars(made)
    for name, value in values.items():
        assert lengths[name] / lengths["政府网站"] == pytest.approx(float(value / values["政府网站"]))
    assert {mark.box.x for mark in made.marks} == {next(r.x1 for r in made.rules if r.line == "baseline")}


def test_what_fell_goes_the_other_way_from_zero():
    made = drawn(DISCLOSURE, chart=1)
    zero = next(rule.x1 for rule in made.rules if rule.line == "baseline")
    grown, fallen = made.marks[1], made.marks[2]
    assert grown.box.x == pytest.approx(zero)
    assert fallen.box.right == pytest.approx(zero)
    assert (grown.color_role, fallen.color_role) == ("positive", "negative")
    assert (grown.label, fallen.label) == ("+16%", "−7%")


def test_a_total_far_above_its_parts_is_written_and_the_parts_use_the_room():
    made = drawn(PILOTS)
    assert made.marks[0].shape == "words"
    assert made.marks[0].label == "2,073"
    assert max(bars(made).values()) > 200


def test_a_total_near_its_parts_is_a_grey_bar():
    assert [mark.color_role for mark in drawn(DISCLOSURE).marks] == ["total", "series0", "series0"]


def test_parts_are_one_bar_with_a_name_below_each():
    made = drawn(REVIEW)
    stretches = [mark.box for mark in made.marks if mark.shape == "bar"]
    assert len({(box.y, box.height) for box in stretches}) == 1
    assert sum(box.width for box in stretches) == pytest.approx(480 - 32 - 2 * 2)
    assert stretches[0].width / stretches[1].width == pytest.approx(845 / 231)
    assert "53%" in texts(made, "beside")


def test_a_part_keeps_its_colour_when_the_order_changes():
    tones = [
        {mark.category: mark.color_role for mark in drawn(REVIEW, ChartOptions(sort=sort)).marks}
        for sort in ("report", "ascending")
    ]
    assert tones[0] == tones[1]


def test_many_parts_are_bars():
    many = counts(300, 10, 20, 30, 40, 50, 60, 90)
    assert len({mark.box.y for mark in drawn(many).marks}) == 8


def test_rates_are_dots_between_nothing_and_a_hundred():
    made = drawn(RATES)
    assert {mark.shape for mark in made.marks} == {"dot"}
    assert (made.axis.low, made.axis.high) == (0, 100)
    assert texts(made, "tick") == "0%50%100%"
    track = next(rule for rule in made.rules if rule.line == "track")
    middle = made.marks[2].box.x + made.marks[2].box.width / 2
    assert (middle - track.x1) / (track.x2 - track.x1) == pytest.approx(0.8)
    assert made.marks[2].label == "80%以上"


def test_a_logarithmic_chart_says_so_and_has_no_bars():
    made = drawn(CHANNELS, ChartOptions(log=True))
    assert made.axis.log
    assert "对数刻度" in made.subtitle
    assert {mark.shape for mark in made.marks} == {"dot"}
    assert "1,000,000" in texts(made, "tick")


def test_the_last_year_is_the_subject_and_the_year_before_is_context():
    made = drawn(YEARS)
    assert [mark.color_role for mark in made.marks[:2]] == ["muted", "series0"]
    assert "2016年2017年" in texts(made, "key")
    assert "2016—2017年" in made.title


def test_a_chart_says_whose_when_in_what_and_from_where():
    made = drawn(DISCLOSURE, width=900)
    assert texts(made, "title") == "浙江省2017年主动公开政府信息总体情况"
    assert texts(made, "subtitle") == "单位:条".replace(":", "\uff1a")
    assert "浙江省人民政府《浙江省2017年政府信息公开工作年度报告》" in texts(made, "source")
    assert "六、主动公开政府信息情况" in texts(made, "source")
    assert "市县与省级之和不等于全省合计。" in texts(made, "note")
    assert not texts(drawn(DISCLOSURE, ChartOptions(note=False)), "note")


def test_the_description_states_every_value_exactly():
    assert "9,341,853条" in drawn(DISCLOSURE).description
    assert "997,784条" in drawn(DISCLOSURE).description


def test_a_mark_knows_its_figures_and_its_exact_words():
    mark = drawn(REVIEW).marks[1]
    assert [REVIEW.figure_by_id[each].literal for each in mark.figures] == ["845件", "53%"]
    assert mark.tooltip.startswith("845件")
    assert "2017年" in mark.tooltip


def test_a_tall_pane_does_not_stretch_the_bars():
    assert drawn(PILOTS, height=2000) == drawn(PILOTS, height=0)
    assert {mark.box.height for mark in drawn(PILOTS).marks if mark.shape == "bar"} == {24.0}


def test_a_low_pane_gets_thinner_bars():
    made = drawn(PILOTS, height=200)
    assert {mark.box.height for mark in made.marks if mark.shape == "bar"} == {20.0}
    assert made.height < drawn(PILOTS).height


def test_long_names_stand_above_their_bars_where_there_is_no_room_beside_them():
    long = analysis_of(
        ("维持具体行政行为或者驳回原告的诉讼请求的案件以及依法作出其他处理的案件", [Cell("734", "件")]),
        ("被依法纠错的", [Cell("78", "件")]),
    )
    made = drawn(long, width=260)
    name = next(words for words in made.texts if words.role == "category" and words.mark == 0)
    assert name.box.bottom <= made.marks[0].box.y
    assert made.marks[0].box.x == name.box.x


@given(st.text(st.sampled_from("政府信息公开,。、《》()2017%abc "), max_size=60), st.integers(40, 300))
@example("00)00，、、000", 40)
def test_lines_are_whole_and_no_wider_than_their_room(text: str, width: int):
    lines = wrap_text(text, width, 13, measure, most=99)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line, 13, False) <= width for line in lines)


def test_a_closing_mark_never_begins_a_line():
    lines = wrap_text("浙江省人民政府《年度报告》,主动公开。", 13 * 12, 13, measure)
    assert all(line[0] not in "》,。、)" for line in lines)


def test_what_is_cut_off_shows():
    assert wrap_text("政府信息公开工作年度报告" * 4, 60, 13, measure, most=2)[-1].endswith("…")


def test_a_part_too_small_to_see_still_has_its_stretch():
    tiny = analysis_of(("合计", [Cell("35945", "次")]), ("省级", [Cell("193", "次")]), ("各市", [Cell("35752", "次")]))
    assert min(bars(drawn(tiny, width=300)).values()) >= 2


def test_values_that_are_all_nothing_have_no_length():
    assert set(bars(drawn(counts(0, 0))).values()) == {0}
    assert drawn(counts(0, 0)).marks[0].value == Decimal(0)
