"""Checks between two years' reports of one body."""

from dataclasses import replace

import pytest

from tests.checks.reports import OUTCOMES, balanced, national, opened
from zjviewer.checks.between import check_between
from zjviewer.core.analysis import open_report

FIRST = ("一、概述", "2016年,全市办理行政复议1489件。全市收到政府信息公开申请1000件。全市发布政策解读稿件200篇。")
SECOND = (
    "一、概述",
    "2017年,全市办理行政复议1586件,比2016年上升97件。全市收到政府信息公开申请1100件,同比增长10%。"
    "全市发布政策解读稿件240篇,比2016年的200篇增加40篇。",
)


def reports(folder, first=FIRST, second=SECOND):
    return [
        opened(folder, *lines, title=f"甲市{year}年政府信息公开工作年度报告", name=f"{year}.txt")
        for year, lines in ((2016, first), (2017, second))
    ]


def changed(lines, old, new):
    return tuple(line.replace(old, new) for line in lines)


def test_what_is_told_of_the_year_before_is_what_that_year_told(tmp_path):
    checks = check_between(reports(tmp_path))
    assert [(check.rule, check.verdict, check.formula) for check in checks] == [
        ("implied", "pass", "1586 − 1489 = 97"),
        ("implied", "pass", "(1100 − 1000) ÷ 1000 = 10%"),
        ("past", "pass", "200 = 200"),
    ]
    assert checks[0].figures == ("2017/f1", "2016/f1", "2017/f2")


@pytest.mark.parametrize(
    ("old", "new", "formula"),
    [
        ("1489件", "1488件", "1586 − 1488 = 98 ≠ 97"),
        ("1000件", "1020件", "(1100 − 1020) ÷ 1020 = 7.84% ≠ 10%"),
        ("200篇", "201篇", "201 ≠ 200"),
    ],
)
def test_one_number_of_the_earlier_report_changed_fails_what_holds_it(tmp_path, old, new, formula):
    failed = [check for check in check_between(reports(tmp_path, changed(FIRST, old, new))) if check.verdict == "fail"]
    assert [check.formula for check in failed] == [formula]


def test_the_order_in_which_reports_are_given_does_not_matter(tmp_path):
    given = reports(tmp_path)
    assert check_between(given) == check_between(given[::-1])


def test_other_bodies_other_years_and_single_reports_give_nothing(tmp_path):
    first, second = reports(tmp_path)
    other = replace(second, report=replace(second.report, issuer="乙市人民政府"))
    later = replace(second, report=replace(second.report, year=2019))
    assert check_between([first]) == check_between([first, other]) == check_between([first, later]) == ()
    assert check_between([]) == ()


@pytest.fixture
def tables(tmp_path):
    """Two years in the format of 2021; 88 documents were valid, 12 are made and 5 repealed in the second."""

    def carried(row, column):
        return str(column % 3) if row == 1 and column < 6 else balanced(row, column)

    made = []
    for year, cells, valid in ((2022, balanced, 81), (2023, carried, 88)):
        path = tmp_path / f"{year}.html"
        path.write_text(national(cells, OUTCOMES, year, valid=valid), encoding="utf-8")
        made.append(open_report(path))
    return made


def test_what_is_carried_out_is_carried_in_and_documents_stay_valid(tables):
    checks = check_between(tables)
    told = {check.formula: check.verdict for check in checks}
    assert told["81 + 12 − 5 = 88"] == "pass"
    carried = [check for check in checks if "第三部分" in check.source]
    assert len(carried) == 7
    assert [check.verdict for check in carried[:6]] == ["pass"] * 6
    assert all(check.rule == "carried" and check.source.startswith("国办公开办函") for check in checks)


def test_what_is_not_carried_in_fails(tables):
    table = tables[0].table_by_id["applications"]
    last = table.rows[-1]
    one = replace(last.cells[0], value=last.cells[0].value + 4)
    rows = (*table.rows[:-1], replace(last, cells=(one, *last.cells[1:])))
    others = tuple(replace(table, rows=rows) if each.id == table.id else each for each in tables[0].tables)
    figures = tuple(one if figure.id == one.id else figure for figure in tables[0].figures)
    first = replace(tables[0], tables=others, figures=figures)
    before = {check.formula for check in check_between(tables) if check.verdict == "fail"}
    failed = [c.formula for c in check_between([first, tables[1]]) if c.verdict == "fail" and c.formula not in before]
    assert failed == ["4 ≠ 0"]
