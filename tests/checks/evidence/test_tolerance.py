"""Which values a figure stands for, by its places and by its qualifier."""

from decimal import Decimal

import pytest

from tests.checks.reports import opened
from zjviewer.checks.evidence.tolerance import Interval, half_step, interval_of, places
from zjviewer.core.model.analysis import Figure

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


SUMS = {
    "全年投入资金{}万元,其中省级5万元、市级12万元、县级10万元。": ("27", "25 26"),
    "全年投入资金{}万元,其中省级105万元、市级112万元、县级110万元。": ("327 326", "325"),
    "全年投入资金{}万元,其中省级5.2万元、市级12.3万元、县级10.4万元。": ("27.9 28.0", "28.1"),
    "全年投入资金{}亿元,其中省级15.2亿元、市级12.3亿元。": ("27.5 27.6", "27.7"),
    "全年投入资金{}万元,其中省级5.21万元、市级12.34万元。": ("17.55 17.6", "17.7"),
    "全年投入资金{}万元,其中省级5万元、市级12.45万元。": ("17.45 17.95", "18.02"),
    "全年共受理{}件,其中网络5件、信函12件、当面10件。": ("27", "26 28"),
    "全年共服务{}万人,其中网络5.1万人、窗口12.2万人、电话10.3万人。": ("27.6 27.7", "27.8"),
    "全年共服务{}万人次,其中东区1.1万人次、西区2.2万人次、南区3.3万人次、北区4.4万人次、中区5.5万人次。": (
        "16.5 16.7",
        "16.8",
    ),
    "全年共服务约{}万人,其中网络5.1万人、窗口12.2万人、电话10.3万人。": ("28.5", "31"),
}
"""By sentence: totals that hold, and totals that do not."""


@pytest.mark.parametrize("sentence", SUMS)
def test_a_sum_may_differ_by_what_rounding_explains(tmp_path, sentence):
    holding, failing = SUMS[sentence]
    for stated in (holding + " " + failing).split():
        checks = opened(tmp_path, "一、概述", sentence.format(stated)).checks
        expected = "pass" if stated in holding.split() else "fail"
        assert [check.verdict for check in checks if check.rule == "total"] == [expected], stated


@pytest.mark.parametrize(
    ("second", "verdict"), [("186.2万", "pass"), ("186.3万", "fail"), ("1862000", "pass"), ("1861700", "pass")]
)
def test_a_value_stated_twice_is_the_same_up_to_its_notation(tmp_path, second, verdict):
    lines = ("全年政务服务平台受理申请186.2万件。", f"政务服务平台受理申请共{second}件。")
    checks = opened(tmp_path, "一、概述", *lines).checks
    assert [check.verdict for check in checks if check.rule == "restated"] == [verdict]


def stated(literal, value, kind, unit):
    return Figure("f", 0, len(literal), literal, Decimal(value), unit, kind, "", "", "", 2023, "")


@pytest.mark.parametrize(
    ("literal", "value", "kind", "unit", "half"),
    [
        *(
            ("94分", "94", "score", "分", "0.5"),
            ("94.5分", "94.5", "score", "分", "0.05"),
            ("0分", "0", "score", "分", "0"),
        ),
        *(
            ("120件", "120", "count", "件", "0"),
            ("120.5件", "120.5", "count", "件", "0.05"),
            ("0件", "0", "count", "件", "0"),
        ),
        *(("1.2万件", "12000", "count", "件", "500"), ("3万件", "30000", "count", "件", "5000")),
        *(("12件", "12", "change", "件", "0"), ("-1.5万件", "-15000", "change", "件", "500")),
        *(("12%", "12", "change", "%", "0.5"), ("12.0%", "12", "change", "%", "0.05"), ("0%", "0", "rate", "%", "0.5")),
        *(
            ("3‰", "3", "rate", "‰", "0.5"),
            ("2个百分点", "2", "change", "百分点", "0.5"),
            ("3倍", "3", "change", "倍", "0.5"),
        ),
        *(
            ("300元", "300", "money", "元", "0"),
            ("300.5元", "300.5", "money", "元", "0.05"),
            ("3万元", "3", "money", "万元", "0.5"),
        ),
        *(("3万元", "3", "count", "万元", "0.5"), ("1.25亿元", "1.25", "money", "亿元", "0.005")),
        *(("15%", "15", "share", "%", "0.5"), ("15.00%", "15", "share", "%", "0.005")),
    ],
)
def test_half_of_the_last_place_by_kind_unit_and_scale(literal, value, kind, unit, half):
    assert half_step(stated(literal, value, kind, unit)) == Decimal(half)
