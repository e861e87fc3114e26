"""Budgets: levels of the classification, income and expenditure, items in prose and in tables."""

import pytest

from tests import papers
from zjviewer.pipeline.open_report import open_report

ROWS = (
    ("201", "", "", "一般公共服务支出", "300", "200", "100"),
    ("201", "06", "", "财政事务", "300", "200", "100"),
    ("201", "06", "01", "行政运行", "200", "200", ""),
    ("201", "06", "07", "信息化建设", "100", "", "100"),
    ("208", "", "", "社会保障和就业支出", "50", "50", ""),
    ("208", "05", "", "行政事业单位养老支出", "50", "50", ""),
    ("208", "05", "01", "行政单位离退休", "30", "30", ""),
    ("208", "05", "05", "机关事业单位基本养老保险缴费支出", "20", "20", ""),
    ("合计", "", "", "", "350", "250", "100"),
)
HEAD = ("类", "款", "项", "功能分类科目名称", "合计", "基本支出", "项目支出")
TITLE = "澄原市财政局2025年部门预算"


def separate(rows):
    return (HEAD, *rows)


def joined(rows):
    """The code in one column of its own."""
    return (("科目编码", *HEAD[3:]), *(("".join(row[:3]), *row[3:]) for row in rows))


def report(folder, rows, *lines, ending="html", title=TITLE, unit="万元"):
    words = (*map(papers.Words, lines), papers.Words("支出预算总表"), papers.Words(f"单位：{unit}"))
    paper = papers.Paper(title, (*words, papers.Grid(tuple(papers.row(*row) for row in rows))))
    path = folder / f"report.{ending}"
    if ending == "docx":
        path.write_bytes(papers.as_docx(paper))
    else:
        path.write_text((papers.as_html if ending == "html" else papers.as_markdown)(paper), encoding="utf-8")
    return open_report(path)


def failed(analysis):
    return {check.formula for check in analysis.checks if check.verdict == "fail"}


def put(row, column, text):
    return tuple(
        tuple(text if (r, c) == (row, column) else cell for c, cell in enumerate(cells)) for r, cells in enumerate(ROWS)
    )


@pytest.mark.parametrize("ending", ["html", "docx", "md"])
@pytest.mark.parametrize("layout", [separate, joined])
def test_a_budget_that_adds_up_has_no_failed_check(tmp_path, layout, ending):
    analysis = report(tmp_path, layout(ROWS), ending=ending)
    assert failed(analysis) == set()
    assert {"200 + 100 = 300", "30 + 20 = 50", "300 + 50 = 350"} <= {check.formula for check in analysis.checks}


@pytest.mark.parametrize("layout", [separate, joined])
@pytest.mark.parametrize(
    ("row", "column", "text", "formula"),
    [
        (2, 4, "220", "220 + 100 = 320 ≠ 300"),
        (3, 6, "110", "110 ≠ 100"),
        (1, 4, "3000", "3,000 ≠ 300"),
        (6, 5, "38", "38 + 20 = 58 ≠ 50"),
        (8, 4, "530", "300 + 50 = 350 ≠ 530"),
        (8, 5, "260", "200 + 50 = 250 ≠ 260"),
    ],
)
def test_a_cell_that_disagrees_fails_its_level(tmp_path, layout, row, column, text, formula):
    assert formula in failed(report(tmp_path, layout(put(row, column, text))))


INCOME = (
    ("项目", "预算数"),
    ("一、财政拨款收入", "300"),
    ("1.一般公共预算资金", "300"),
    ("2.政府性基金", ""),
    ("二、事业收入", "50"),
    ("收入总计", "350"),
)


def test_income_is_the_sum_of_its_outer_rows(tmp_path):
    assert failed(report(tmp_path, INCOME)) == set()
    wrong = tuple(("二、事业收入", "60") if row[0] == "二、事业收入" else row for row in INCOME)
    assert failed(report(tmp_path, wrong)) == {"300 + 60 = 360 ≠ 350"}


ITEMS = [
    ("1.“一般公共服务支出（类）财政事务（款）行政运行（项）”{}万元，主要用于人员经费。", "200.00", "1200.00"),
    ("1.一般公共服务支出（类）财政事务（款）信息化建设（项）预算{}万元，主要用于系统运维。", "100.00", "110.00"),
    ("（一）社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）支出预算{}万元。", "30.00", "33.00"),
    ("2、一般公共服务支出（类）财政事务（款）行政运行（项）2025年预算{}万元。", "200", "210"),
    ("一般公共服务支出（类）财政事务（款）{}万元。", "300.00", "30.00"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), ITEMS)
@pytest.mark.parametrize("ending", ["html", "docx", "md"])
def test_an_item_in_prose_is_that_of_the_table(tmp_path, sentence, right, wrong, ending):
    lines = ("一、预算编制说明", sentence.format(right))
    assert failed(report(tmp_path, separate(ROWS), *lines, ending=ending)) == set()
    lines = ("一、预算编制说明", sentence.format(wrong))
    (formula,) = failed(report(tmp_path, separate(ROWS), *lines, ending=ending))
    assert "≠" in formula


def test_amounts_in_yuan_and_ten_thousands_are_compared_up_to_the_last_place(tmp_path):
    rows = (
        HEAD,
        ("210", "11", "01", "行政单位医疗", "782164", "782164", ""),
        ("合计", "", "", "", "782164", "782164", ""),
    )
    for stated, fails in (("78.22", False), ("78.21", False), ("78.24", True), ("78.19", True), ("788.22", True)):
        line = f"1.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”{stated}万元。"
        assert bool(failed(report(tmp_path, rows, line, unit="元"))) == fails, stated


EXECUTION = [
    ("年初预算为{}万元，支出决算为81万元，完成年初预算的90%。", "90", "99"),
    ("全年预算为{}万元，支出决算为40.5万元，完成全年预算的81.0%。", "50", "60"),
    (
        "年初预算为{}元，支出决算为1200000元，完成年初预算的120%，决算数大于预算数的主要原因是人员增加。",
        "1000000",
        "1500000",
    ),
    ("年初预算数{}亿元，支出决算数12亿元，完成预算的96%。", "12.5", "15"),
    ("调整预算为{}万元，支出决算为30万元，完成调整预算的100%。", "30", "36"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), EXECUTION)
@pytest.mark.parametrize("label", ["1.行政运行（项）。", "（二）住房公积金（项）。"])
def test_the_outcome_of_an_item_is_a_share_of_its_own_budget(tmp_path, sentence, right, wrong, label):
    path = tmp_path / "report.txt"
    title = "澄原市财政局2024年度部门决算情况说明\n"
    path.write_text(title + label + sentence.format(right) + "\n", encoding="utf-8")
    assert failed(open_report(path)) == set()
    path.write_text(title + label + sentence.format(wrong) + "\n", encoding="utf-8")
    assert failed(open_report(path))


@pytest.mark.parametrize(
    ("amounts", "way", "fails"),
    [
        ((10, 12), "大于", False),
        ((12, 10), "大于", True),
        ((12, 10), "小于", False),
        ((10, 12), "小于", True),
        ((10, 10), "等于", False),
        ((10, 11), "等于", True),
    ],
)
def test_an_outcome_is_on_the_side_of_its_budget_that_the_text_says(tmp_path, amounts, way, fails):
    path = tmp_path / "report.txt"
    budget, outcome = amounts
    line = f"1.行政运行（项）。年初预算为{budget}万元，支出决算为{outcome}万元，决算数{way}预算数的主要原因是人员变动。"
    path.write_text(f"澄原市财政局2024年度部门决算情况说明\n{line}\n", encoding="utf-8")
    assert bool(failed(open_report(path))) == fails
