"""Lists whose items have one number each: which words are items, and what belongs to all of them."""

import pytest

from zjviewer.core.figures.respective_lists import divide

THINGS = {
    "线上、线下": ("线上", "线下"),
    "微信、微博两个平台粉丝数": ("微信", "微博"),
    "县水利、县住建局受理申请": ("县水利", "县住建局受理申请"),
}
BODIES = {
    "东山区、西山县受理申请": ("东山区", "西山县"),
    "县水利局、县住建局受理申请": ("县水利局", "县住建局"),
    "东山、西山两个区": ("东山区", "西山区"),
}


@pytest.mark.parametrize("head", [*THINGS, *BODIES])
def test_items_are_bodies_where_all_of_them_are(head):
    found = divide(head, 2)
    assert tuple(item.name for item in found) == (THINGS | BODIES)[head]
    if head in BODIES:
        assert all(item.is_subject for item in found)
    assert divide(head, 3) is None


@pytest.mark.parametrize(
    ("head", "years"),
    [
        ("2021年、2022年办结率", [2021, 2022]),
        ("2020年、2021年、2022年办结率", [2020, 2021, 2022]),
        ("2020年、2021年度、2022年办结率", [2020, 2021, 2022]),
        ("2020年、上年、2022年办结率", [None, None, None]),
        ("2021年、去年办结率", [None, None]),
    ],
)
def test_items_are_years_where_all_but_the_last_are_nothing_else(head, years):
    found = divide(head, len(years))
    assert [item.year for item in found] == years
    if None not in years:
        assert {item.name for item in found} == {"办结率"}
