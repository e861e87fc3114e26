"""The finding that a chart is offered as its title: always borne out by the numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, REVIEW, YEARS, Cell, analysis_of, counts
from tests.examples import examples
from zjviewer.core.charts.compose import chart_content
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.finding import propose_finding, tenths
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED


def finding(analysis: Analysis, chart: int = 0) -> str:
    return chart_content(analysis, analysis.charts[chart], AS_REPORTED).finding.text


def results(**values: int) -> tuple[DataPoint, ...]:
    made = analysis_of(*((key, [Cell(str(value), "件")]) for key, value in values.items()))
    rows = made.tables[0].rows
    return tuple(
        DataPoint(row.label, n, 0, row.cells[0], key=row.label.replace("_", "."))
        for n, row in enumerate(rows)
        if row.cells[0]
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        *(("100", "全部"), ("98", "绝大多数"), ("91", "九成多"), ("90.5", "九成"), ("89.5", "九成"), ("88", "近九成")),
        *(("53.3", "过半"), ("50", "五成"), ("56", "五成多"), ("40", "四成"), ("39.2", "四成"), ("38", "近四成")),
        *(("7", "近一成"), ("6.9", ""), ("0.5", ""), ("0", "")),
    ],
)
def test_a_share_in_tenths(share, words):
    assert tenths(Decimal(share)) == words


@examples(100)
@given(st.decimals("0", "100", places=1))
def test_the_words_of_a_share_are_true(share):
    words = tenths(share)
    number = next((n for n, numeral in enumerate("零一二三四五六七八九") if numeral in words and n), None)
    if words.startswith("近"):
        assert 10 * number - 3 <= share < 10 * number
    elif words.endswith("多") and number:
        assert 10 * number <= share < 10 * number + 10
    elif number:
        assert abs(share - 10 * number) <= 1
    elif words == "过半":
        assert 50 < share <= 55
    elif words:
        assert share >= 97
    else:
        assert share < 10


def test_the_results_of_applications_are_told_by_their_group():
    assert propose_finding("results", "办理结果", results(granted=40, partly=10, refused_law=30, unable_made=20)) == (
        "四成申请获予以公开",
        ("granted",),
    )
    told = propose_finding("results", "办理结果", results(granted=4, refused_law=1, unable_made=10, unable_unknown=10))
    assert told == ("八成申请无法提供", ("unable_made", "unable_unknown"))


def test_a_group_with_its_own_number_is_not_counted_twice():
    told = propose_finding("results", "办理结果", results(granted=6, other=4, other_rest=4))
    assert told.text == "六成申请获予以公开"


@pytest.mark.parametrize(
    ("analysis", "chart", "text"),
    [
        (REVIEW, 0, "行政复议：维持具体行政行为占过半"),
        (PILOTS, 0, "试点公开事项：义乌市最多，为429项"),
        (CHANNELS, 0, "公开渠道：政府网站最多，为2,797,179条"),
        (DISCLOSURE, 1, "各设区市和县级政府及设区市级政府部门增长16%，省级政府部门下降7%"),
        (counts(0, 0, 0), 0, "公开事项：各项均为0"),
        (counts(3, 3), 0, ""),
        (RATES, 0, ""),
        (YEARS, 0, ""),
    ],
)
def test_a_finding_names_what_stands_out(analysis, chart, text):
    assert finding(analysis, chart) == text


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ("16216", "16850", "解读稿件比2016年减少3.8%"),
        ("200", "100", "解读稿件比2016年增加100%"),
        ("5", "5", "解读稿件与2016年持平"),
        ("100001", "100000", ""),
    ],
)
def test_two_years_are_compared(now, before, text):
    cells = [Cell(now, "篇"), Cell(before, "篇", year=2016)]
    assert finding(analysis_of(("稿件", cells), columns=("2017年", "2016年"), title="解读稿件")) == text


def test_estimates_are_no_ground_for_a_finding():
    rows = [("甲", [Cell("80", "件", qualifier="余")]), ("乙", [Cell("20", "件")])]
    assert finding(analysis_of(*rows)) == ""


def test_a_finding_follows_the_numbers():
    made = counts(9, 4, 2)
    assert "甲最多" in finding(made)
    table = made.tables[0]
    swapped = replace(
        made,
        tables=(
            replace(
                table,
                rows=tuple(
                    replace(row, cells=other.cells) for row, other in zip(table.rows, reversed(table.rows), strict=True)
                ),
            ),
        ),
    )
    assert "丙最多" in finding(swapped)
