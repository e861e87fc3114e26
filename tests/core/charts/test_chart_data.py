"""Which charts suit a table, and what they show."""

from dataclasses import replace

import pytest

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, REVIEW, YEARS, Cell, analysis_of, counts
from zjviewer.core.charts.chart_data import (
    AS_REPORTED,
    Options,
    available_options,
    data_points,
    drop_zeros,
    is_partition,
    short_title,
    suggest_charts,
)
from zjviewer.core.model.analysis import Analysis
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import open_report


def kinds(analysis: Analysis) -> list[str]:
    return [chart.kind for chart in analysis.charts]


def labels(analysis: Analysis, options: Options = AS_REPORTED, chart: int = 0) -> list[str]:
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


def test_a_lone_number_still_gets_a_chart():
    assert kinds(counts(7)) == ["bars"]


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
    assert labels(PILOTS, Options(sort="ascending"))[:2] == ["合计", "杭州市拱墅区"]
    assert labels(PILOTS, Options(sort="descending"))[:2] == ["合计", "义乌市"]


def test_a_row_that_is_the_exact_sum_of_the_others_is_a_total_by_any_name():
    found = data_points(counts(60, 25, 35).tables[0], counts(60, 25, 35).charts[0], AS_REPORTED)
    assert [entry.is_total for entry in found] == [True, False, False]


def test_a_large_row_with_an_ordinary_name_is_no_total():
    found = data_points(counts(60, 25, 34).tables[0], counts(60, 25, 34).charts[0], AS_REPORTED)
    assert not any(entry.is_total for entry in found)


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
    shown = data_points(REVIEW.tables[0], REVIEW.charts[0], Options(measure="share"))
    assert [(entry.figure.literal, entry.secondary and entry.secondary.literal) for entry in shown] == [
        ("53%", "845件"),
        ("15%", "231件"),
        ("32%", "510件"),
    ]
    assert is_partition(shown)


def test_sorting_keeps_the_years_of_a_row_together():
    assert labels(YEARS, Options(sort="ascending")) == ["微博微信回应", "微博微信回应", "政策解读稿件", "政策解读稿件"]


def test_rows_of_the_same_name_stay_apart():
    twice = analysis_of(("其他", [Cell("1", "件")]), ("甲", [Cell("2", "件")]), ("其他", [Cell("4", "件")]))
    shown = data_points(twice.tables[0], twice.charts[0], Options(sort="descending"))
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


def test_sums_in_the_midst_of_a_national_table_have_their_parts_below_them():
    made = listed(("收到申请", "10"), ("当面", "4"), ("网络", "6"), ("办结", "9"), ("按时", "9"))
    keys = ("applications", "applications.person", "applications.network", "closed", "closed.timely")
    table = made.tables[0]
    rows = tuple(replace(row, key=key) for row, key in zip(table.rows, keys, strict=True))
    table = replace(table, rows=rows, keys=("value",))
    found = data_points(table, made.charts[0], AS_REPORTED)
    assert [(entry.is_subtotal, entry.depth) for entry in found] == [
        (True, 0),
        (False, 1),
        (False, 1),
        (True, 0),
        (False, 1),
    ]
    assert {entry.depth for entry in data_points(table, made.charts[0], Options(sort="descending"))} == {0}


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
