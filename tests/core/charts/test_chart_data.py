"""Which charts suit a table, and what they show."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, REVIEW, YEARS, Cell, analysis_of, counts
from zjviewer.core.charts.chart_data import (
    AS_REPORTED,
    ChartOptions,
    available_options,
    data_points,
    short_title,
    suggest_charts,
)
from zjviewer.core.charts.data_point import is_partition
from zjviewer.core.charts.zeros import drop_zeros, zero_note
from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.tables.row_hierarchy import is_total_label, row_parents
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import open_report


def kinds(analysis: Analysis) -> list[str]:
    return [chart.kind for chart in analysis.charts]


def labels(analysis: Analysis, options: ChartOptions = AS_REPORTED, chart: int = 0) -> list[str]:
    return [entry.label for entry in data_points(analysis.tables[0], analysis.charts[chart], options)]


def test_one_column_of_one_unit_gives_bars():
    assert kinds(CHANNELS) == ["bars"]


def test_growth_beside_counts_gives_a_second_chart_of_change():
    assert kinds(DISCLOSURE) == ["bars", "change"]
    assert [chart.id for chart in DISCLOSURE.charts] == ["t", "t-2"]
    assert short_title(DISCLOSURE.tables[0], DISCLOSURE.charts[1], DISCLOSURE.charts) == "同比"


def test_shares_that_add_to_a_hundred_give_parts_and_no_chart_of_their_own():
    assert kinds(REVIEW) == ["parts"]
    assert available_options(REVIEW.tables[0], REVIEW.charts[0]).share


def test_two_years_in_two_columns_are_grouped():
    assert kinds(YEARS) == ["grouped"]


def test_rates_go_from_nothing_to_a_hundred():
    assert kinds(RATES) == ["rates"]


def test_a_lone_amount_has_no_chart_and_a_lone_rate_has_one():
    assert kinds(counts(7)) == []
    assert kinds(counts(7, 8)) == ["bars"]
    assert kinds(analysis_of(("完成率", [Cell("87.5", "%", "rate")]))) == ["rates"]
    assert kinds(analysis_of(("甲", [Cell("46.2", "万元", "money")]), kind="bars")) == []


def test_a_row_of_several_columns_is_drawn_by_column_with_its_total():
    columns = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    row = analysis_of(("行政复议", [Cell(value, "件") for value in ("3", "1", "4", "2", "10")]), columns=columns)
    found = data_points(row.tables[0], row.charts[0], AS_REPORTED)
    assert [point.label for point in found] == ["总计", *columns[:4]]
    assert [point.is_total for point in found] == [True, False, False, False, False]


def test_a_table_without_figures_has_no_chart():
    assert analysis_of(("甲", [None])).charts == ()


def test_units_are_never_mixed_in_a_chart():
    mixed = analysis_of(
        ("公开文件", [Cell("197", "件")]),
        ("期数", [Cell("38", "期")]),
        ("设区市公报文件", [Cell("13995", "件")]),
        ("历史公报", [Cell("8000", "份")]),
        ("赠阅", [Cell("5000", "份")]),
    )
    shown = [{e.figure.unit for e in data_points(mixed.tables[0], chart, AS_REPORTED)} for chart in mixed.charts]
    assert shown == [{"件"}, {"份"}]


def test_the_editor_has_the_last_word():
    assert kinds(analysis_of(("甲", [Cell("60", "件")]), ("乙", [Cell("40", "件")]), kind="parts")) == ["parts"]
    rated = analysis_of(
        ("甲", [Cell("123", "个"), Cell("99", "%", "rate")]),
        ("乙", [Cell("45", "个"), Cell("98", "%", "rate")]),
        columns=("数量", "完成率"),
        kind="rates",
    )
    assert kinds(rated) == ["rates", "bars"]


def test_a_total_stands_first_in_any_order():
    assert labels(PILOTS)[0] == "合计"
    assert labels(PILOTS, ChartOptions(sort="ascending"))[:2] == ["合计", "杭州市拱墅区"]
    assert labels(PILOTS, ChartOptions(sort="descending"))[:2] == ["合计", "义乌市"]


@pytest.mark.parametrize("values", [(60, 25, 35), (25, 35, 60), (60, 60), (10, 10, 10), (60, 25, 34)])
def test_no_row_is_a_total_because_of_its_value(values):
    found = data_points(counts(*values).tables[0], counts(*values).charts[0], AS_REPORTED)
    assert not any(point.is_total for point in found)
    assert [int(point.figure.value) for point in found] == list(values)


@pytest.mark.parametrize(
    ("label", "is_total"),
    [
        *(("合计", True), ("总计", True), ("行政复议总数", True), ("全省", True), ("全市合计", True), ("总金额", True)),
        *(
            ("总工会", False),
            ("全省性社会组织", False),
            ("全国人大代表建议", False),
            ("共青团", False),
            ("小计", False),
        ),
    ],
)
def test_a_label_says_whether_it_is_a_total(label, is_total):
    assert is_total_label(label) == is_total


@pytest.mark.parametrize(("total", "expected"), [("35", True), ("36", True), ("34", False)])
def test_a_total_is_no_smaller_than_a_part(total, expected):
    made = listed(("甲", "35"), ("乙", "25"), ("合计", total))
    found = data_points(made.tables[0], made.charts[0], AS_REPORTED)
    assert any(point.is_total for point in found) == expected
    assert [point.label for point in found] == (["合计", "甲", "乙"] if expected else ["甲", "乙", "合计"])


def of_shares(*values: str) -> Analysis:
    return analysis_of(*((f"第{n}类", [Cell(value, "%", "share")]) for n, value in enumerate(values)))


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        *((("50", "50"), True), (("50", "51"), True), (("50", "52"), False), (("49", "49"), False)),
        *((("33", "33", "33"), True), (("33", "33", "32.4"), False), (("33.3", "33.3", "33.3"), True)),
        *((("33.3", "33.3", "33.2"), False), (("50.00", "50.01"), True), (("50.00", "50.02"), False)),
        ((("10",) * 6 + ("40",)), False),
        (("100",), False),
    ],
)
def test_shares_are_parts_of_a_whole_within_their_rounding(values, whole):
    made = of_shares(*values)
    assert (made.charts[0].kind == "parts") == whole


@pytest.mark.parametrize(("count", "whole"), [(6, True), (7, False)])
def test_one_bar_shows_at_most_six_parts(count, whole):
    made = listed(("合计", str(10 * count)), *((f"第{n}类", "10") for n in range(count)))
    assert (made.charts[0].kind == "parts") == whole


@pytest.mark.parametrize(("share", "own"), [("50", True), ("51", True), ("49", True), ("51.1", False), ("48.9", False)])
def test_a_share_belongs_to_its_count_within_a_point(share, own):
    made = analysis_of(
        ("甲", [Cell("50", "件"), Cell(share, "%", "share")]),
        ("乙", [Cell("50", "件"), Cell("50", "%", "share")]),
        columns=("件数", "占比"),
    )
    found = data_points(made.tables[0], made.charts[0], AS_REPORTED)
    assert (found[0].secondary is not None) == own


@pytest.mark.parametrize(("value", "kind"), [("100", "rates"), ("100.1", "bars"), ("0", "rates"), ("-1", "change")])
def test_rates_over_a_hundred_have_no_scale_to_a_hundred(value, kind):
    made = analysis_of(("甲", [Cell("40", "%", "rate")]), ("乙", [Cell(value, "%", "rate")]))
    assert kinds(made) == [kind]


@pytest.mark.parametrize(("columns", "kind"), [(4, "grouped"), (5, "bars")])
def test_a_grouped_chart_has_at_most_four_columns(columns, kind):
    cells = [Cell(str(n), "件") for n in range(1, columns + 1)]
    made = analysis_of(("甲", cells), ("乙", cells), columns=tuple(f"第{n}季度" for n in range(columns)))
    assert kinds(made) == [kind]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        *(("120", ""), ("1200", ""), ("12000", "5项中有3项为0。"), ("100", "3项中有2项为0。"), ("000", "各项均为0。")),
        *(
            ("000000000005", "12项中有11项为0。"),
            ("031040500060", f"另有7项为0：{'、'.join(f'第{n}类' for n in (0, 3, 5, 7, 8, 9, 11))}。"),
        ),
        ("03104050006", "11项中有6项为0。"),
    ],
)
def test_a_list_of_mostly_zeros_says_so(values, sentence):
    made = listed(*((f"第{n}类", value) for n, value in enumerate(values)))
    found = data_points(made.tables[0], made.charts[0], AS_REPORTED)
    assert zero_note(found, drop_zeros(found)) == sentence


def test_a_share_stands_beside_its_count_only_where_it_is_its_own():
    shown = data_points(REVIEW.tables[0], REVIEW.charts[0], AS_REPORTED)
    assert [entry.secondary.literal if entry.secondary else "" for entry in shown] == ["", "53%", "15%", "32%"]
    for_three = analysis_of(
        ("已主动公开", [Cell("2981", "件"), None]),
        ("同意公开", [Cell("12940", "件"), None]),
        ("部分公开", [Cell("2174", "件"), Cell("57", "%", "share")]),
        ("不同意公开", [Cell("13784", "件"), Cell("43", "%", "share")]),
        columns=("件数", "占比"),
    )
    shown = data_points(for_three.tables[0], for_three.charts[0], AS_REPORTED)
    assert [entry.secondary is not None for entry in shown] == [False, False, False, True]


def test_shares_can_be_drawn_instead_of_counts():
    shown = data_points(REVIEW.tables[0], REVIEW.charts[0], ChartOptions(measure="share"))
    assert [(entry.figure.literal, entry.secondary and entry.secondary.literal) for entry in shown] == [
        ("53%", "845件"),
        ("15%", "231件"),
        ("32%", "510件"),
    ]
    assert is_partition(shown)


def test_sorting_keeps_the_years_of_a_row_together():
    assert labels(YEARS, ChartOptions(sort="ascending")) == [
        "微博微信回应",
        "微博微信回应",
        "政策解读稿件",
        "政策解读稿件",
    ]


def test_rows_of_the_same_name_stay_apart():
    twice = analysis_of(("其他", [Cell("1", "件")]), ("甲", [Cell("2", "件")]), ("其他", [Cell("4", "件")]))
    shown = data_points(twice.tables[0], twice.charts[0], ChartOptions(sort="descending"))
    assert [int(entry.figure.value) for entry in shown] == [4, 2, 1]
    assert len({entry.category for entry in shown}) == 3


def test_a_logarithmic_scale_is_offered_where_it_makes_sense():
    assert available_options(CHANNELS.tables[0], CHANNELS.charts[0]).log
    assert not available_options(DISCLOSURE.tables[0], DISCLOSURE.charts[1]).log


def listed(*rows: tuple[str, str]) -> Analysis:
    return analysis_of(*((label, [Cell(value, "件")]) for label, value in rows))


def test_of_a_long_list_with_many_zeros_the_zeros_are_told_and_not_drawn():
    def shown(values):
        made = listed(*((f"第{n}类", value) for n, value in enumerate(values)))
        return drop_zeros(data_points(made.tables[0], made.charts[0], AS_REPORTED))

    assert [str(entry.figure.value) for entry in shown("031040500060")] == list("31456")
    assert len(shown("03104050006")) == 11
    assert len(shown("031245678901")) == 12
    assert len(shown("000000000005")) == 12


def with_keys(made: Analysis, *keys: str) -> Table:
    rows = (replace(row, key=key) for row, key in zip(made.tables[0].rows, keys, strict=True))
    return replace(made.tables[0], rows=tuple(rows), keys=("value",))


def test_parts_in_a_national_table_have_charts_of_their_own():
    made = listed(("收到申请", "10"), ("当面", "4"), ("网络", "6"), ("办结", "9"), ("按时", "8"), ("延期", "1"))
    keys = ("applications", "applications.person", "applications.network", "closed", "closed.timely", "closed.extended")
    charts = suggest_charts(with_keys(made, *keys))
    assert [chart.rows for chart in charts] == [(0, 3), (1, 2), (4, 5)]
    assert [chart.title for chart in charts] == ["公开事项", "公开事项：收到申请", "公开事项：办结"]


def with_levels(made: Analysis, levels: str) -> Table:
    rows = (replace(row, level=int(level)) for row, level in zip(made.tables[0].rows, levels, strict=True))
    return replace(made.tables[0], rows=tuple(rows))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_no_chart_holds_a_row_and_a_row_that_it_is_a_part_of(levels):
    made = listed(*((f"第{n}项", str(n + 1)) for n in range(len(levels))))
    table = with_levels(made, "".join(map(str, levels)))
    parents = row_parents(table.rows)
    for chart in suggest_charts(table):
        for row in chart.rows:
            while (row := parents[row]) is not None:  # type: ignore[assignment]
                assert row not in chart.rows
        assert len({parents[row] for row in chart.rows}) == 1
        assert len(chart.rows) > 1
    assert all(parent is None or levels[parent] < levels[row] for row, parent in enumerate(parents))


def test_the_title_of_a_chart_of_parts_names_their_whole():
    made = listed(
        ("公共安全支出", "100"), ("司法", "70"), ("公安", "30"), ("卫生", "30"), ("医疗", "20"), ("防控", "10")
    )
    table = with_levels(made, "011011")
    charts = suggest_charts(table)
    assert [chart.title for chart in charts] == ["公开事项", "公开事项：公共安全支出", "公开事项：卫生"]
    assert [short_title(table, chart, charts) for chart in charts] == ["件", "公共安全支出", "卫生"]


def test_the_charts_of_a_form_are_told_apart_by_their_own_titles():
    table = replace(REVIEW.tables[0], title="行政争议")
    titles = ("行政复议和行政诉讼结果", "行政复议和行政诉讼总数")
    charts = [REVIEW.charts[0]._replace(title=title, rows=(n,)) for n, title in enumerate(titles)]
    assert [short_title(table, chart, charts) for chart in charts] == ["结果", "总数"]


@pytest.fixture(scope="module")
def report() -> Analysis:
    return open_report(bundled_report())


def test_every_table_of_the_bundled_report_has_a_chart_of_stated_figures(report: Analysis):
    for table in report.tables:
        charts = suggest_charts(table)
        assert charts, table.title
        assert len({chart.id for chart in charts}) == len(charts)
        assert len({short_title(table, chart, charts) for chart in charts}) == len(charts)
        for chart in charts:
            shown = data_points(table, chart, AS_REPORTED)
            assert shown
            assert {entry.figure for entry in shown} <= set(table.figures)
            assert len({entry.figure.unit for entry in shown}) == 1
