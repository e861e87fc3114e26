from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sample import sample_analysis
from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.tables.cell_text import (
    LABELS,
    cell_text,
    column_heading,
    escape_formula,
    section_path,
    table_footer,
    unit_of,
    years_of,
)

ANALYSIS = sample_analysis()
TABLES = ANALYSIS.table_by_id
FIGURES = {f.literal: f for f in ANALYSIS.figures}


def test_a_column_of_one_unit_carries_it_in_its_heading_and_its_cells_do_not():
    assert column_heading(TABLES["opened"], 0) == "数量（条）"
    assert cell_text(TABLES["opened"], 0, 0) == "9,341,853"


def test_a_column_of_several_units_keeps_them_in_its_cells():
    assert column_heading(TABLES["items"], 0) == "事项"
    assert [cell_text(TABLES["items"], row, 0) for row in (0, 3)] == ["665项", "30,000余件"]


def test_per_cent_stays_with_the_number_and_changes_have_a_sign():
    assert (column_heading(TABLES["opened"], 1), unit_of(TABLES["opened"], 1)) == ("同比", "")
    assert [cell_text(TABLES["opened"], row, 1) for row in range(3)] == ["+11%", "+16%", "−7%"]


def test_an_empty_cell_is_empty_and_the_labels_have_no_heading():
    assert cell_text(TABLES["review"], 0, 1) == ""
    assert (column_heading(TABLES["review"], LABELS), cell_text(TABLES["review"], 0, LABELS)) == ("", "办理总数")


@pytest.mark.parametrize(
    ("qualifier", "with_unit", "bare"),
    [("以上", "665项以上", "665以上"), ("约", "约665项", "约665"), ("余", "665余项", "665余")],
)
def test_a_qualifier_stands_where_the_report_would_put_it(qualifier, with_unit, bare):
    figure = replace(FIGURES["665项"], qualifier=qualifier)
    assert (format_figure(figure), format_figure(figure, unit=False)) == (with_unit, bare)


def test_a_bound_of_a_share_keeps_its_per_cent():
    figure = replace(FIGURES["53%"], qualifier="以上", value=Decimal("94.5"))
    assert format_figure(figure, unit=False) == "94.5%以上"


def test_years_sections_and_closing_lines_come_from_the_report():
    assert years_of(TABLES["articles"]) == (2016, 2017)
    assert section_path(ANALYSIS, "2.1") == "二 主动公开政府信息情况 › 公开数量和渠道"
    assert section_path(ANALYSIS, "9") == ""
    assert table_footer(TABLES["opened"], ANALYSIS) == (
        "注：市县与省级之和不等于全省合计。",
        "来源：浙江省2017年政府信息公开工作年度报告，二 主动公开政府信息情况 › 公开数量和渠道",
    )


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1"])
def test_what_a_sheet_would_take_for_a_formula_is_defused(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-7", "-7%", "+11%", "9341853条", "全省", ""])
def test_numbers_and_plain_words_are_left_alone(text):
    assert escape_formula(text) == text


@pytest.mark.parametrize("text", ["＝1+1", "＋1+1", "－1+cmd", "＠SUM(1)", "\n=1"])
def test_full_width_and_hidden_signs_are_defused_too(text):
    assert escape_formula(text) == f"'{text}"
