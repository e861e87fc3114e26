"""Which values a figure stands for, by its places and by its qualifier."""

from decimal import Decimal

import pytest

from tests.checks.reports import opened
from zjviewer.checks.evidence.tolerance import Interval, half_step, interval_of, places

INFINITE = Decimal("Infinity")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("收到申请1204件", "1204", "1204"),
        ("收到申请1.2万件", "11500", "12500"),
        ("收到申请3万件", "25000", "35000"),
        ("满意率达94.7%", "94.65", "94.75"),
        ("满意率达57%", "56.5", "57.5"),
        ("投入资金12.30万元", "12.295", "12.305"),
        ("投入资金1.5亿元", "14500", "15500"),
        ("收到申请30000余件", "30000", "40000"),
        ("收到申请8000多件", "8000", "9000"),
        ("收到申请156余件", "156", "157"),
        ("收到申请约300件", "285", "315"),
        ("收到申请近300件", "270", "300"),
        ("收到申请超过170件", "170", "Infinity"),
        ("收到申请170件以上", "170", "Infinity"),
        ("收到申请不超过170件", "0", "170"),
        ("收到申请三百二十五件", "325", "325"),
    ],
)
def test_a_figure_allows_what_its_words_allow(tmp_path, words, low, high):
    (figure,) = opened(tmp_path, "一、概述", f"全年{words}。").figures
    assert interval_of(figure) == Interval(Decimal(low), Decimal(high))


def test_places_are_those_that_are_written(tmp_path):
    figures = opened(tmp_path, "一、概述", "满意率达94.70%,合格率达百分之九十五点五,办结率100%,收到申请0件。").figures
    assert [places(figure) for figure in figures] == [2, 1, 0, 0]
    assert half_step(figures[-1]) == 0


def test_a_ratio_by_what_may_be_nothing_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval(Decimal(1), Decimal(2)).over(Interval(Decimal(0), Decimal(1)))


def test_a_ratio_by_what_has_no_end_may_be_next_to_nothing():
    assert Interval(Decimal(1), Decimal(2)).over(Interval(Decimal(2), INFINITE)) == Interval(Decimal(0), Decimal(1))
