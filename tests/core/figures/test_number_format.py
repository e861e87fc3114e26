"""How values are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.checks.evidence.check_builder import figure_operand
from zjviewer.core.charts.axis import can_be_log, log_axis
from zjviewer.core.export.table_workbook import number_format
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.figures.number_format import format_figure, format_value, written_unit
from zjviewer.core.model.analysis import Figure


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("9341853", "条", "9,341,853条"),
        ("2073", "项", "2,073项"),
        ("999", "项", "999项"),
        ("1000", "项", "1,000项"),
        ("35945", "次", "35,945次"),
        ("87.9", "%", "87.9%"),
        ("123456", "万元", "123,456万元"),
        ("9999.50", "万元", "9,999.5万元"),
        ("1234567.125", "元", "1,234,567.125元"),
        ("0", "件", "0件"),
    ],
)
def test_digits_are_grouped_from_four_on_and_none_is_lost(value: str, unit: str, written: str):
    assert format_value(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("literal", "value", "unit", "written"),
    [
        ("85.0万元", "85", "万元", "85.0万元"),
        ("0.50万元", "0.5", "万元", "0.50万元"),
        ("1,234.00", "1234", "", "1,234.00"),
        ("１２．０％", "12", "%", "12.0%"),
        ("1.20亿元", "12000", "万元", "12,000万元"),
        ("12件", "12", "件", "12件"),
        ("十二件", "12", "件", "12件"),
    ],
)
def test_a_figure_has_the_decimals_of_its_source(literal: str, value: str, unit: str, written: str):
    figure = Figure("f1", 0, len(literal), literal, Decimal(value), unit, "count", "", "", "", None, "")
    assert format_figure(figure) == written


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ("126万亿元", "126万亿元"),
        ("1.20亿元", "1.20亿元"),
        ("934.2万条", "934.2万条"),
        ("３０００万元", "3,000万元"),
        ("10多万件", "10多万件"),
        ("三亿元", "3亿元"),
        ("3亿5000万元", "3.5亿元"),
        ("12345件", "12,345件"),
        ("数千万元", "数千万元"),
    ],
)
def test_a_figure_alone_has_the_magnitude_of_its_source(literal: str, written: str):
    [figure] = find_figures(f"共安排{literal}。", (), 2023, "澄原市")
    assert format_figure(figure) == written


@pytest.mark.parametrize(
    ("literals", "unit", "first"),
    [
        (("70.20亿元", "30亿元"), "亿元", "70.20"),
        (("70.20亿元", "3000万元"), "万元", "702,000"),
        (("1.2万条", "3.4万条"), "万条", "1.2"),
        (("1.2万条", "340条"), "条", "12,000"),
        (("12件", "3次"), "", "12"),
    ],
)
def test_figures_together_have_the_magnitude_that_all_of_them_have(literals, unit: str, first: str):
    figures = find_figures("".join(f"共安排{literal}。" for literal in literals), (), 2023, "澄原市")
    name, per = written_unit(figures)
    assert (name, format_figure(figures[0], unit=False, per=per)) == (unit, first)


def test_a_change_carries_its_sign():
    assert format_value(Decimal(16), "%", change=True) == "+16%"
    assert format_value(Decimal(-7), "%", change=True) == "−7%"
    assert format_value(Decimal(0), "%", change=True) == "0%"


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "written"),
    [
        ("30000", "件", "余", "30,000余件"),
        ("94", "%", "以上", "94%以上"),
        ("170", "件", "超过", "超过170件"),
        ("8000", "份", "多", "8,000多份"),
        ("2300000", "条", "余", "2,300,000余条"),
    ],
)
def test_a_bound_says_that_it_is_one(value: str, unit: str, qualifier: str, written: str):
    assert format_value(Decimal(value), unit, qualifier=qualifier) == written


@given(st.decimals("-1e12", "1e12", places=3), st.sampled_from(["件", "万元", "%", ""]))
def test_a_written_value_reads_as_the_value(value: Decimal, unit: str):
    written = format_value(value, unit)
    assert Decimal(written.removesuffix(unit).replace(",", "").replace("−", "-")) == value


@given(st.lists(st.decimals("0.001", "1e12", places=3), min_size=1, max_size=8))
def test_a_logarithmic_axis_holds_its_values_between_few_ticks(values: list[Decimal]):
    axis = log_axis(values)
    assert axis.ticks[0] <= min(values)
    assert max(values) < axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= 8
    assert all(axis.low <= float(tick) <= axis.high for tick in axis.ticks)


def test_a_logarithmic_scale_needs_positive_values_far_apart():
    assert can_be_log([Decimal(10), Decimal(1)])
    assert not can_be_log([Decimal(9), Decimal(1)])
    assert not can_be_log([Decimal(0), Decimal(100)])
    assert not can_be_log([])


@pytest.mark.parametrize(
    ("literal", "value", "unit", "qualifier"),
    [
        ("数千件", "2000", "件", "数"),
        ("两三百件", "200", "件", "两三"),
        ("几十个", "20", "个", "几"),
        ("十余次", "10", "次", "余"),
        ("上千户", "1000", "户", "上"),
        ("数十亿元", "200000", "万元", "数"),
    ],
)
def test_a_vague_number_is_shown_as_it_is_written(literal: str, value: str, unit: str, qualifier: str):
    figure = Figure("f1", 0, len(literal), literal, Decimal(value), unit, "count", qualifier, "", "", None, "")
    assert format_figure(figure) == format_figure(figure, unit=False) == literal
    assert number_format(figure, unit=True) == f'"{literal}";"{literal}";"{literal}"'
    assert figure_operand(figure) == literal
