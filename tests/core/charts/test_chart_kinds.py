"""Kinds of charts that a reader may choose, and the charts of the national form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart_sample import ALL, CHANNELS, DISCLOSURE, REVIEW, YEARS, Cell, analysis_of, check_clear
from tests.core.charts.test_compose import measure
from tests.examples import examples
from zjviewer.core.charts.balance_chart import SIDES
from zjviewer.core.charts.compose import Size, chart_content, compose_scene
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.kinds import CHART_TYPES, kinds_for
from zjviewer.core.charts.result_chart import SUM_NOTE
from zjviewer.core.charts.scene import ChartScene
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED, CHART_KINDS, LABELS, PALETTES, ChartOptions

RESULTS = {
    "granted": ("予以公开", 120),
    "partly": ("部分公开", 30),
    "refused.secret": ("属于国家秘密", 4),
    "refused.law": ("其他法律行政法规禁止公开", 0),
    "refused.case": ("属于行政执法案卷", 16),
    "unable.unknown": ("本机关不掌握相关政府信息", 60),
    "unable.made": ("没有现成信息需要另行制作", 8),
    "dismissed.repeated": ("重复申请", 2),
}


WIDE = Size(605)


def form(kind: str, rows: dict[str, tuple[str, int]]) -> Analysis:
    made = analysis_of(*((label, [Cell(str(value), "件")]) for label, value in rows.values()), title="办理结果")
    keyed = tuple(replace(row, key=key) for row, key in zip(made.tables[0].rows, rows, strict=True))
    table = replace(made.tables[0], id="applications", rows=keyed, keys=("all",))
    chart = made.charts[0]._replace(table="applications", kind=kind)
    return replace(made, tables=(table,), charts=(chart,))


def balance(new: int, carried: int, total: int, left: int) -> Analysis:
    keys = [key for side in SIDES for key in side]
    names = ("本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "总计", "结转下年度继续办理")
    return form("balance", dict(zip(keys, zip(names, (new, carried, total, left), strict=True), strict=True)))


def drawn(analysis: Analysis, options: ChartOptions = AS_REPORTED, size: Size = WIDE) -> ChartScene:
    return compose_scene(analysis, analysis.charts[0], options, size, measure)


def texts(made: ChartScene, *roles: str) -> list[str]:
    return [item.text for item in made.texts if item.role in roles]


@pytest.mark.parametrize("analysis", ALL, ids=lambda analysis: analysis.tables[0].title)
@pytest.mark.parametrize("kind", CHART_KINDS)
def test_any_kind_asked_for_gives_a_whole_drawing(analysis, kind):
    for chart in analysis.charts:
        options = ChartOptions(kind=kind)
        content = chart_content(analysis, chart, options)
        made = compose_scene(analysis, chart, options, Size(480), measure)
        assert content.kind == (kind if kind in content.kinds else content.kinds[0])
        check_clear(made, measure)
        assert {f for mark in made.marks for f in mark.figures[:1]} <= set(analysis.figure_by_id)


@examples(80)
@given(
    st.sampled_from([*ALL, form("results", RESULTS), balance(100, 5, 97, 8)]),
    st.sampled_from(CHART_KINDS),
    st.sampled_from(LABELS),
    st.sampled_from(PALETTES),
    st.integers(240, 1000),
    st.integers(120, 900),
    st.booleans(),
)
def test_no_choice_makes_words_overlap(analysis, kind, labels, palette, width, height, fill):
    options = ChartOptions(kind=kind, labels=labels, palette=palette, title="四成申请获予以公开", own_note="注")
    made = compose_scene(analysis, analysis.charts[0], options, Size(width, height, fill), measure)
    check_clear(made, measure)
    assert made.height >= (height if fill else 0)


def test_parts_that_overlap_are_never_offered_as_a_whole():
    content = chart_content(CHANNELS, CHANNELS.charts[0], ChartOptions(kind="parts"))
    assert "parts" not in content.kinds
    assert content.kind == "bars"


def test_changes_stay_a_chart_of_changes():
    assert chart_content(DISCLOSURE, DISCLOSURE.charts[1], ChartOptions(kind="lollipop")).kinds == ("change",)


def test_a_whole_can_be_drawn_as_bars():
    made = drawn(REVIEW, ChartOptions(kind="bars"))
    boxes = [mark.box for mark in made.marks if mark.shape == "bar"]
    assert len({box.y for box in boxes}) == len(boxes) > 2


def test_without_labels_there_is_an_axis_and_the_unit():
    made = drawn(CHANNELS, ChartOptions(labels="none"))
    assert not texts(made, "value", "beside")
    assert texts(made, "tick")[0] == "0"
    assert "单位：条" in made.subtitle


def test_highlighted_bars_have_the_accent_and_the_others_are_muted():
    made = drawn(CHANNELS, ChartOptions(highlights=("政务微博",)))
    assert {mark.category: mark.color_role for mark in made.marks} == {
        "政府网站": "muted",
        "政务微博": "series0",
        "政务微信": "muted",
        "其他方式": "muted",
    }
    assert {mark.color_role for mark in drawn(CHANNELS, ChartOptions(highlights=("no such bar",))).marks} == {"series0"}


def test_a_finding_of_two_years_highlights_the_last_of_them():
    cells = [Cell("16216", "篇"), Cell("16850", "篇", year=2016)]
    made = drawn(analysis_of(("稿件", cells), columns=("2017年", "2016年"), title="稿件"), ChartOptions(finding=True))
    assert made.title == "稿件比2016年减少3.8%"
    assert [(mark.category, mark.color_role) for mark in made.marks] == [("2016年", "muted"), ("2017年", "series0")]


def test_a_series_can_be_highlighted():
    made = drawn(YEARS, ChartOptions(highlights=("2016年",)))
    assert {mark.color_role for mark in made.marks if "16,850" in mark.label} == {"series0"}
    assert {mark.color_role for mark in made.marks if "16,216" in mark.label} == {"muted"}


def test_grey_is_for_totals_only():
    for options in (AS_REPORTED, ChartOptions(highlights=("省级政府部门",))):
        roles = {mark.category: mark.color_role for mark in drawn(DISCLOSURE, options).marks}
        assert [name for name, role in roles.items() if role == "total"] == ["全省"]


def test_stacked_bars_of_a_hundred_per_cent_say_so_and_keep_their_numbers():
    rows = [(name, [Cell(each, "件") for each in values]) for name, values in (("复议", "842"), ("诉讼", "316"))]
    whole = [(name, [*cells, Cell(str(sum(int(cell.literal) for cell in cells)), "件")]) for name, cells in rows]
    made = analysis_of(*whole, columns=("维持", "纠正", "其他", "总计"))
    chart = made.charts[0]._replace(kind="grouped", columns=(0, 1, 2))
    made = replace(made, charts=(chart,))
    scene = drawn(made, ChartOptions(kind="full"))
    assert scene.subtitle.endswith("每条为100%")
    ends: dict[str, float] = {}
    for mark in scene.marks:
        ends[mark.category] = max(ends.get(mark.category, 0), mark.box.right)
    assert ends["复议"] == pytest.approx(ends["诉讼"], abs=3)
    assert [mark.label for mark in scene.marks] == list("842316")
    plain = drawn(made, ChartOptions(kind="stacked"))
    assert "100%" not in plain.subtitle


def test_line_breaks_and_control_characters_of_a_reader_are_not_drawn():
    text = " 网站\n领先\x07\u2028！\t "
    made = drawn(CHANNELS, ChartOptions(title=text, subtitle=text, own_note=text))
    assert made.title == "网站 领先 ！"
    assert made.subtitle == "网站 领先 ！·单位：条"
    assert "网站 领先 ！" in made.notes
    assert all(item.text.isprintable() for item in made.texts)


def test_a_series_of_totals_is_grey_and_the_first_other_one_has_the_accent():
    rows = (("行政运行", [Cell("90", "元"), Cell("60", "元")]), ("财政事务", [Cell("70", "元"), Cell("50", "元")]))
    made = drawn(analysis_of(*rows, columns=("合计", "基本支出")))
    assert {mark.label: mark.color_role for mark in made.marks} == {
        "90": "total",
        "60": "series0",
        "70": "total",
        "50": "series0",
    }


def test_a_finding_is_the_title_and_the_neutral_title_goes_below():
    made = drawn(CHANNELS, ChartOptions(finding=True))
    assert made.title == "公开渠道：政府网站最多，为2,797,179条"
    assert made.subtitle == "浙江省2017年公开渠道·单位：条"
    assert [mark.color_role for mark in made.marks].count("series0") == 1
    own = drawn(CHANNELS, ChartOptions(finding=True, title="网站领先", subtitle="2017年"))
    assert (own.title, own.subtitle) == ("网站领先", "2017年·单位：条")


def test_results_stand_in_the_groups_of_the_form():
    made = drawn(form("results", RESULTS))
    headings = texts(made, "heading")
    assert headings == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"]
    assert texts(made, "key") == ["20", "68", "2"]  # sums of the groups, added by the program
    assert SUM_NOTE in made.notes
    assert "其他法律行政法规禁止公开为0。" not in made.notes  # one zero of eight is drawn
    lengths = {mark.category: mark.box.width for mark in made.marks}
    sums = [chip.box.width for chip in made.chips if chip.color_role == "group"]
    assert sums[0] == pytest.approx(lengths["属于国家秘密"] + lengths["属于行政执法案卷"])
    assert len(made.marks) == len(RESULTS)


def test_reasons_that_are_zero_stand_in_a_sentence():
    zeros = {key: (label, 0 if key.startswith(("refused", "unable")) else n) for key, (label, n) in RESULTS.items()}
    made = drawn(form("results", zeros))
    assert texts(made, "heading") == ["予以公开", "部分公开", "不予处理"]
    assert made.notes[0].startswith("另有5项为0：属于国家秘密、")


def test_the_balance_is_two_bars_of_one_length():
    made = drawn(balance(100, 5, 97, 8))
    rows: dict[float, float] = {}
    for mark in made.marks:
        rows[mark.box.y] = max(rows.get(mark.box.y, 0), mark.box.right)
    assert len(rows) == 2
    assert len({round(right) for right in rows.values()}) == 1
    assert texts(made, "key") == ["本年新收 + 上年结转", "= 办理结果 + 结转下年"]


def test_a_balance_that_does_not_hold_shows_it():
    made = drawn(balance(100, 5, 90, 8))
    ends = {mark.box.y: mark.box.right for mark in made.marks}
    assert max(ends.values()) - min(ends.values()) > 20
    assert texts(made, "key")[1].startswith("≠")
    assert "两边相差7：收到105，去向98。" in made.notes


def test_both_kinds_of_litigation_are_named_as_such():
    rows = {"review": ("行政复议", 3), "direct": ("未经复议直接起诉", 1), "after": ("复议后起诉", 2)}
    made = form("bars", rows)
    table = replace(made.tables[0], id="litigation")
    made = replace(made, tables=(table,), charts=(made.charts[0]._replace(table="litigation"),))
    names = {mark.category for mark in drawn(made).marks}
    assert names == {"行政复议", "行政诉讼：未经复议直接起诉", "行政诉讼：复议后起诉"}


def test_a_chart_of_a_fixed_height_fills_it():
    for analysis in (*ALL, form("results", RESULTS), balance(10, 1, 9, 2)):
        for height in (360, 600):
            low, high = (drawn(analysis, size=Size(540, each, fill)) for each, fill in ((0, False), (height, True)))
            if low.height > height:
                continue
            assert high.height == pytest.approx(height)
            bars = [sum(mark.box.height for mark in made.marks if mark.shape == "bar") for made in (low, high)]
            assert bars[1] >= bars[0]
            assert bars[1] > bars[0] or height - low.height < 40 or not bars[0]


def test_the_source_can_stand_elsewhere():
    made = drawn(CHANNELS, size=Size(480, source=False))
    assert not texts(made, "source")
    assert made.sources[0].startswith("来源：浙江省人民政府")


def test_the_names_of_the_kinds_are_those_of_the_registry():
    assert tuple(kind.name for kind in CHART_TYPES) == CHART_KINDS


def test_shares_that_make_up_no_whole_keep_the_kind_of_their_chart():
    made = analysis_of(*((name, [Cell(value, "%", "share")]) for name, value in (("甲", "53"), ("乙", "15"))))
    points = [DataPoint(row.label, n, 0, row.cells[0]) for n, row in enumerate(made.tables[0].rows)]
    assert kinds_for("rates", points, False)[0] == "rates"
    assert kinds_for("bars", points, False)[0] == "bars"
    assert "parts" not in kinds_for("parts", points, False)
