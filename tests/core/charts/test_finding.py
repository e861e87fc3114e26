"""The finding that a chart is offered as its title: always borne out by the numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, REVIEW, YEARS, Cell, analysis_of, counts
from tests.examples import examples
from zjviewer.core.charts.compose import chart_content
from zjviewer.core.charts.data_point import DataPoint, is_partition
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


def points(*values: str, kind: str = "count", unit: str = "件", years: tuple[int, ...] = (), total: str = ""):
    cells = [Cell(value, unit, kind, year) for value, year in zip(values, years or [2017] * len(values), strict=True)]
    made = analysis_of(*((name, [cell]) for name, cell in zip("甲乙丙丁戊", cells, strict=False)))
    found = [DataPoint(row.label, n, 0, row.cells[0]) for n, row in enumerate(made.tables[0].rows)]
    if total:
        figure = replace(found[0].figure, id="t", value=Decimal(total), literal=total)
        found.append(DataPoint("合计", len(found), 0, figure, is_total=True))
    return found


@pytest.mark.parametrize(
    ("values", "text"),
    [
        *((("1", "2", "3"), "增减：丙增幅最大，为3%"), (("-1", "-2", "-3"), "增减：丙降幅最大，为3%")),
        *((("-1", "2", "5"), "丙增长5%，甲下降1%"), (("0", "2", "5"), "增减：丙增幅最大，为5%")),
        *((("0", "-2", "-5"), "增减：丙降幅最大，为5%"), (("1", "5", "5"), ""), (("-5", "-5", "1"), "")),
        *((("-5", "1", "1"), ""), (("-5", "-5"), ""), (("0", "0"), "增减：各项均为0"), (("0", "0", "1"), "")),
    ],
)
def test_a_change_stands_out_where_no_other_is_as_large(values, text):
    found = propose_finding("change", "增减", points(*values, kind="change", unit="%"))
    assert found.text == text
    assert bool(found.labels) == (bool(text) and "各项" not in text)


@pytest.mark.parametrize(
    ("values", "unit", "kind", "text"),
    [
        *((("100", "110"), "件", "count", "题比2016年增加10%"), (("110", "100"), "件", "count", "题比2016年减少9.1%")),
        *(
            (("100", "100"), "件", "count", "题与2016年持平"),
            (("0", "5"), "件", "count", ""),
            (("5", "0"), "件", "count", "题比2016年减少100%"),
        ),
        *((("10000", "10001"), "件", "count", ""), (("10000", "10005"), "件", "count", "题比2016年增加0.1%")),
        *(
            (("10000", "10004"), "件", "count", ""),
            (("90", "95"), "%", "rate", ""),
            (("1", "3"), "件", "count", "题比2016年增加200%"),
        ),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_years_are_compared_in_per_cent_of_the_first(values, unit, kind, text, turned):
    made = points(*values, unit=unit, kind=kind, years=(2016, 2017))
    assert propose_finding("bars", "题", made[::-1] if turned else made).text == text


@pytest.mark.parametrize(
    ("values", "total", "text"),
    [
        *(
            (("60", "30", "10"), "100", "题：甲占六成"),
            (("100", "0"), "100", "题：全部为甲"),
            (("50", "50"), "100", ""),
        ),
        *(
            (("30", "60", "10"), "101", "题：乙最多，为60件"),
            (("30", "60"), "", "题：乙最多，为60件"),
            (("7", "7", "3"), "", ""),
        ),
    ],
)
def test_the_largest_part_of_a_whole_is_named_with_its_share(values, total, text):
    assert propose_finding("bars", "题", points(*values, total=total)).text == text


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        *((("50", "50"), True), (("50", "49"), True), (("50", "48.9"), False), (("33", "33", "33"), True)),
        *((("33", "33", "32"), False), (("33.3", "33.3", "33.3"), True), (("33.3", "33.3", "33.2"), False)),
        *(
            (("33.3", "33.3", "33.35"), True),
            (("50.0", "50.1"), True),
            (("50.0", "50.2"), False),
            (("50", "51.5"), False),
        ),
        *((("100",), False), (("50", "51"), True), (("-1", "101"), False)),
    ],
)
def test_shares_make_up_a_whole_within_their_rounding(values, whole):
    assert is_partition(points(*values, kind="share", unit="%")) == whole
