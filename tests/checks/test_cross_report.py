"""Checks between two years' reports of one body."""

from dataclasses import replace

import pytest

from tests import papers
from tests.checks.formats import agreeing, format_2014, format_2019
from tests.checks.reports import OUTCOMES, balanced, national, opened
from zjviewer.checks.cross_report import check_reports_together, is_of_body
from zjviewer.pipeline.open_report import open_report

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
    checks = check_reports_together(reports(tmp_path))
    assert [(check.rule, check.verdict, check.formula) for check in checks] == [
        ("implied", "pass", "1,586 − 1,489 = 97"),
        ("implied", "pass", "(1,100 − 1,000) ÷ 1,000 = 10%"),
        ("past", "pass", "200 = 200"),
    ]
    assert checks[0].figures == ("2017/f1", "2016/f1", "2017/f2")


@pytest.mark.parametrize(
    ("old", "new", "formula"),
    [
        ("1489件", "1488件", "1,586 − 1,488 = 98 ≠ 97"),
        ("1000件", "1020件", "(1,100 − 1,020) ÷ 1,020 = 7.84% ≠ 10%"),
        ("200篇", "201篇", "201 ≠ 200"),
    ],
)
def test_one_number_of_the_earlier_report_changed_fails_what_holds_it(tmp_path, old, new, formula):
    failed = [
        check
        for check in check_reports_together(reports(tmp_path, changed(FIRST, old, new)))
        if check.verdict == "fail"
    ]
    assert [check.formula for check in failed] == [formula]


def test_the_order_in_which_reports_are_given_does_not_matter(tmp_path):
    given = reports(tmp_path)
    assert check_reports_together(given) == check_reports_together(given[::-1])


def test_other_bodies_other_years_and_single_reports_give_nothing(tmp_path):
    first, second = reports(tmp_path)
    other = replace(second, report=replace(second.report, issuer="乙市人民政府"))
    later = replace(second, report=replace(second.report, year=2019))
    assert (
        check_reports_together([first])
        == check_reports_together([first, other])
        == check_reports_together([first, later])
        == ()
    )
    assert check_reports_together([]) == ()


def named(analyses, *issuers):
    return [
        replace(analysis, report=replace(analysis.report, issuer=issuer))
        for analysis, issuer in zip(analyses, issuers, strict=True)
    ]


def unsettled_bodies(given) -> tuple[str, ...]:
    """Bodies of which it is open whether they are that of the first report."""
    first, *others = (each.report for each in given)
    return tuple(dict.fromkeys(other.body for other in others if is_of_body(first, other) is None))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("洪泽区人民政府", "淮安市洪泽区人民政府"),
        ("江苏省淮安市洪泽区人民政府", "洪泽区人民政府"),
        ("浙江省人民政府", "浙江省人民政府"),
        ("普陀区财政局", "普陀区财政局"),
        ("昆山市人民政府", "苏州市昆山市人民政府"),
        ("江苏省昆山市人民政府", "昆山市人民政府"),
    ],
)
def test_two_spellings_of_one_body_are_one_body(tmp_path, first, second):
    given = named(reports(tmp_path), first, second)
    assert unsettled_bodies(given) == ()
    assert len(check_reports_together(given)) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("洪泽区人民政府", "洪泽区财政局"),
        ("洪泽区人民政府", "昆山市人民政府"),
        ("浙江省人民政府", "江苏省人民政府"),
        ("杭州市人民政府", "杭州市西湖区人民政府"),
        ("淮安市人民政府", "淮安市洪泽区人民政府"),
    ],
)
def test_other_bodies_are_no_question(tmp_path, first, second):
    given = named(reports(tmp_path), first, second)
    assert unsettled_bodies(given) == ()
    assert check_reports_together(given) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("南京市卫健委", "南京市卫生健康委员会"),
        ("鼓楼区人民政府", "南京市鼓楼区人民政府"),
        ("洪泽县人民政府", "洪泽区人民政府"),
        ("区财政局", "洪泽区财政局"),
        ("财政局", "洪泽区财政局"),
    ],
)
def test_a_body_that_is_not_certain_is_asked_about(tmp_path, first, second):
    given = named(reports(tmp_path), first, second)
    assert unsettled_bodies(given) == (second,)
    assert check_reports_together(given) == ()
    assert len(check_reports_together(given, confirmed=[second])) == 3


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
    checks = check_reports_together(tables)
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
    before = {check.formula for check in check_reports_together(tables) if check.verdict == "fail"}
    failed = [
        c.formula for c in check_reports_together([first, tables[1]]) if c.verdict == "fail" and c.formula not in before
    ]
    assert failed == ["4 ≠ 0"]


def page(folder, year, paper):
    path = folder / f"{year}.html"
    path.write_text(papers.as_html(paper), encoding="utf-8")
    return open_report(path)


def test_projects_of_the_year_before_are_what_was_left_of_them(tmp_path):
    first = page(tmp_path, 2019, format_2019(2019))
    second = page(tmp_path, 2020, format_2019(2020, before=117))
    told = {check.formula: check.verdict for check in check_reports_together([first, second])}
    assert told["120 − 3 = 117"] == told["150 + 0 = 150"] == "pass"
    assert {"310 + 5 = 315 ≠ 310", "2,600 + 12 = 2,612 ≠ 2,600", "20 − 2 = 18 ≠ 20"} <= set(told)


def test_what_is_carried_over_is_carried_over_into_another_format(tmp_path):
    first = page(tmp_path, 2020, format_2019(2020))
    path = tmp_path / "2021.html"
    path.write_text(national(lambda r, c: str(c % 3) if r == 1 and c < 6 else balanced(r, c), OUTCOMES, 2021), "utf-8")
    carried = [check for check in check_reports_together([first, open_report(path)]) if check.rule == "carried"]
    assert [check.verdict for check in carried[:6]] == ["pass"] * 6


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("比2018年减少985件", "1,204 − 219 = 985"),
        ("同比下降81.8%", "(219 − 1,204) ÷ 1,204 = −81.811% ≈ −81.8%"),
        ("同比下降71.8%", "(219 − 1,204) ÷ 1,204 = −81.811% ≠ −71.8%"),
        ("2018年收到政府信息公开申请1204件", "1,204 = 1,204"),
        ("2018年收到政府信息公开申请1240件", "1,204 ≠ 1,240"),
    ],
)
def test_what_two_formats_count_alike_is_held_against_each_other(tmp_path, words, formula):
    told = f"全市收到政府信息公开申请{agreeing(0, 6)}件，{words}。"
    given = [page(tmp_path, 2018, format_2014(2018)), page(tmp_path, 2019, format_2019(2019, told))]
    (check,) = check_reports_together(given)
    assert check.formula == formula
    assert check.verdict == ("fail" if "≠" in formula else "pass")
    assert "两年报告格式不同(E1、E2)" in check.note


def test_growth_that_prose_states_is_that_of_the_tables(tmp_path):
    told = f"全市收到政府信息公开申请{agreeing(0, 6)}件，同比增长10%。"
    given = [page(tmp_path, year, format_2019(year, *prose)) for year, prose in ((2019, ()), (2020, (told,)))]
    failed = [check.formula for check in check_reports_together(given) if check.rule == "implied"]
    assert failed == ["(219 − 219) ÷ 219 = 0% ≠ 10%"]
