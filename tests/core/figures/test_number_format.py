"""How values are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.charts.axis import can_be_log, log_axis
from zjviewer.core.figures.number_format import LABEL_SCALE_THRESHOLD, format_exact, format_value


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("9341853", "条", "934.2万条"),
        ("2073", "项", "2073项"),
        ("35945", "次", "35,945次"),
        ("87.9", "%", "87.9%"),
        ("99999999", "条", "1亿条"),
        ("99949", "条", "99,949条"),
        ("123456", "万元", "12.3亿元"),
        ("9999.50", "万元", "9999.5万元"),
        ("0", "件", "0件"),
    ],
)
def test_a_label_uses_the_chinese_scales(value: str, unit: str, written: str):
    assert format_value(Decimal(value), unit) == written


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
        ("8000", "份", "多", "8000多份"),
        ("2300000", "条", "余", "230万余条"),
    ],
)
def test_a_bound_says_that_it_is_one(value: str, unit: str, qualifier: str, written: str):
    assert format_value(Decimal(value), unit, qualifier=qualifier) == written


def test_beside_a_scaled_number_a_smaller_one_is_scaled_too():
    assert format_value(Decimal(93610), "次", scaled_from=LABEL_SCALE_THRESHOLD) == "9.4万次"


def test_the_exact_form_has_every_digit():
    assert format_exact(Decimal(9341853), "条") == "9,341,853条"
    assert format_exact(Decimal(-634), "篇", change=True) == "−634篇"


@given(st.decimals("0", "1e12", places=2), st.sampled_from(["件", "万元", "%"]))
def test_a_label_is_within_a_tenth_of_its_scale(value: Decimal, unit: str):
    written = format_value(value, unit)
    number = written.rstrip("件万元亿%").replace(",", "")
    own = Decimal(10) ** 4 if unit == "万元" else Decimal(1)
    factor = Decimal(10) ** 8 if "亿" in written else Decimal(10) ** 4 if "万" in written else Decimal(1)
    tolerance = factor / 20 if factor > own else Decimal(0)
    assert abs(Decimal(number) * factor - value * own) <= tolerance


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
