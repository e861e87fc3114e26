"""Thresholds of the checks, one case on either side of each."""

import pytest

from tests.checks.reports import opened, results
from tests.checks.rules.test_source_table_totals import checks as table_checks


def failed(folder, *lines):
    return [formula for verdict, formula in results(folder, *lines) if verdict == "fail"]


def all_formulas(folder, *lines):
    return [formula for _, formula in results(folder, *lines)]


@pytest.mark.parametrize(
    ("share", "fails"), [("33.3", False), ("33.4", True), ("33.2", True), ("33", False), ("34", True), ("33.33", False)]
)
def test_a_share_may_be_rounded_to_its_own_last_place(tmp_path, share, fails):
    assert bool(failed(tmp_path, f"收到申请300件,其中网络申请100件,占{share}%。")) == fails


@pytest.mark.parametrize(("share", "fails"), [("66", True), ("67", False)])
def test_one_share_that_is_cut_off_is_no_excuse_for_itself(tmp_path, share, fails):
    assert bool(failed(tmp_path, f"收到申请300件,其中网络申请200件,占{share}%。")) == fails


@pytest.mark.parametrize(("total", "fails"), [("28.5", False), ("28.6", False), ("28.7", True), ("28.4", True)])
def test_a_sum_of_rounded_parts_may_miss_by_their_rounding(tmp_path, total, fails):
    """12.34 + 16.2 = 28.54, rounded by at most 0.005 + 0.05 + 0.05."""
    line = f"全年财政支出{total}亿元,其中基本支出12.34亿元,项目支出16.2亿元。"
    assert bool(failed(tmp_path, line)) == fails


@pytest.mark.parametrize(("whole", "found"), [("102", True), ("103", False), ("99", True), ("98", True)])
def test_parts_that_come_within_two_per_cent_are_meant_to_give_the_whole(tmp_path, whole, found):
    """Parts of more than the whole are wrong by any amount."""
    line = f"全年开展活动{whole}次,其中甲类40次,乙类35次,丙类25次。"
    assert bool(failed(tmp_path, line)) == found


@pytest.mark.parametrize(("part", "found"), [("400", True), ("4", True), ("410", False)])
def test_a_decimal_point_that_slipped_in_one_part_is_noticed(tmp_path, part, found):
    line = f"全年开展活动100次,其中甲类{part}次,乙类35次,丙类25次。"
    assert bool(failed(tmp_path, line)) == found


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("全年投入资金100万元,其中中央60万元,省级40万元,培训5人次。", "60 + 40 = 100"),
        ("检查企业100家,其中国有60家、民营40家、问题30条。", "60 + 40 = 100"),
        ("收到申请100件,其中网络60件、信函40件、咨询30人次。", "60 + 40 = 100"),
        ("发布稿件100篇,其中图解60篇、文字40篇、视频30分钟。", "60 + 40 = 100"),
        ("受理案件100起,其中甲类60件、乙类40宗、人员20名。", "60 + 40 = 100"),
    ],
)
def test_units_are_not_mixed_in_a_sum(tmp_path, line, formula):
    assert [each for each in all_formulas(tmp_path, line) if "+" in each] == [formula]


@pytest.mark.parametrize("total", ["31", "29"])
def test_one_near_column_is_no_proof_that_a_row_is_a_sum(tmp_path, total):
    """Three columns: the row called 总数 gives the sum of the others in none of them, and is near it in one."""
    rows = (("", "甲", "乙", "丙"), ("一类", "10", "50", "7"), ("二类", "20", "60", "8"), ("总数", total, "400", "90"))
    assert [check.formula for check in table_checks(tmp_path, rows) if check.verdict == "fail"] == []


def test_two_columns_of_three_that_add_up_prove_it(tmp_path):
    rows = (("", "甲", "乙", "丙"), ("一类", "10", "50", "7"), ("二类", "20", "60", "8"), ("总数", "30", "110", "90"))
    failures = [check.formula for check in table_checks(tmp_path, rows) if check.verdict == "fail"]
    assert failures == ["7 + 8 = 15 ≠ 90"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2016年收到申请200件。2017年受理100件,占申请总数的50%。", False),
        ("2017年收到申请200件。2017年受理100件,占申请总数的50%。", True),
        ("2017年收到申请200件。2017年受理100件,占申请总数的51%。", True),
    ],
)
def test_a_share_is_of_a_whole_of_its_own_year(tmp_path, line, wanted):
    assert any("÷ 200" in formula for formula in all_formulas(tmp_path, line)) == wanted


@pytest.mark.parametrize(
    ("last", "verdict"), [("32", "pass"), ("33", "pass"), ("34", "fail"), ("35", "fail"), ("36", ""), ("46", "")]
)
def test_shares_that_all_but_give_a_hundred_are_meant_to(tmp_path, last, verdict):
    """Three shares in whole per cent: they may miss by 1.5 points of rounding, and as many of a slip are noticed."""
    found = results(tmp_path, f"申请内容中,土地征收占53%,房屋拆迁占15%,其他占{last}%。")
    assert [each for each, _ in found] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("line", "fails"),
    [
        ("答复办结率102%。", True),
        ("答复办结率100%。", False),
        ("超额完成任务,办结率达到102%。", False),
        ("完成年度计划,办结率为120%。", False),
        ("超过目标,公开率达到110%。", False),
        ("不超过计划的办结率130%。", False),
        ("群众满意率130%。", True),
    ],
)
def test_a_rate_is_at_most_a_hundred_but_for_what_exceeds_a_plan(tmp_path, line, fails):
    checks = opened(tmp_path, "一、概述", line).checks
    assert bool([check for check in checks if check.rule == "limit"]) == fails


@pytest.mark.parametrize(
    ("line", "fails"),
    [
        ("本年新增用户1500户,较上年增加300户,增长25%。", False),
        ("本年新增用户1500户,较上年增加300户,增长24%。", True),
        ("本年收到投诉900件,较上年减少100件,下降10%。", False),
        ("本年收到投诉900件,较上年减少100件,下降11%。", True),
        ("本年收到投诉900件,较上年增加1000件,增长25%。", True),
    ],
)
def test_growth_agrees_with_the_difference_beside_it(tmp_path, line, fails):
    assert bool(failed(tmp_path, line)) == fails


@pytest.mark.parametrize(
    ("average", "found"), [("10", True), ("13", True), ("16", False), ("100", True), ("95", False)]
)
def test_an_average_that_is_far_off_is_that_of_something_else(tmp_path, average, found):
    assert bool(all_formulas(tmp_path, f"全年公开信息3650条,日均公开{average}条。")) == found
