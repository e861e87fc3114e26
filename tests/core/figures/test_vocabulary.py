"""Units: one meaning in prose, in a cell of a table, and in the words above a table."""

import re
from decimal import Decimal

import pytest

from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.figures.vocabulary import (
    UNIT,
    UNITS,
    WRITTEN_UNIT,
    canonical_unit,
    counted_by,
    normalise_magnitude,
    pattern_of,
)
from zjviewer.core.tables.grid_structure import NUMBER


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_means_the_same_in_prose_in_a_cell_and_in_a_heading(unit):
    cell = NUMBER.fullmatch(f"12{unit}")
    assert cell is not None
    assert cell["unit"] == unit
    assert re.fullmatch(WRITTEN_UNIT, unit)
    assert re.fullmatch(UNIT, unit)
    (figure,) = find_figures(f"全市新增数量12{unit}。", (), 2023, "")
    assert (figure.value, figure.unit) == normalise_magnitude(Decimal(12), cell["unit"], "")
    assert figure.literal == f"12{unit}"


@pytest.mark.parametrize(
    "unit", ["万元", "亿元", "万亿元", "百万吨", "千公里", "元/人", "微克/立方米", "万人次", "亿", "万"]
)
def test_scales_and_rates_need_no_entry(unit):
    assert re.fullmatch(WRITTEN_UNIT, unit)


def test_another_spelling_is_the_usual_unit():
    spellings = {"个百分点": "百分点", "个工作日": "工作日", "㎡": "平方米", "kWh": "千瓦时", "元/㎡": "元/平方米"}
    assert {each: canonical_unit(each) for each in spellings} == spellings
    assert canonical_unit("某某") == "某某"


def test_what_units_count():
    counted = {
        "件": "things",
        "万元": "money",
        "亿美元": "money",
        "元/人": "money",
        "分/千瓦时": "money",
        "分": "score",
    }
    assert {unit: counted_by(unit) for unit in counted} == counted
    assert counted_by("某某") == counted_by("") == "things"


def test_money_is_held_in_ten_thousands_and_the_rest_in_ones():
    assert normalise_magnitude(Decimal(32 * 10**7), "元", "亿") == (Decimal(32000), "万元")
    assert normalise_magnitude(Decimal(320), "元", "") == (Decimal(320), "元")
    assert normalise_magnitude(Decimal(9342000), "条", "万") == (Decimal(9342000), "条")
    assert normalise_magnitude(Decimal(30000), "元/人", "万") == (Decimal(3), "万元/人")


def test_a_pattern_takes_the_longest_word():
    pattern = re.compile(pattern_of(["人", "人次", "平方", "平方米", "㎡"]))
    words = ["人", "人次", "平方", "平方米", "㎡"]
    assert [pattern.match(word)[0] for word in words] == words
