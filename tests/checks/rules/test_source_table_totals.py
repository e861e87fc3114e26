"""合计, 总计 and 小计 in tables that no national format knows."""

import pytest

from zjviewer.pipeline.open_report import open_report

TABLE = (
    ("", "收到", "办结", "合计"),
    ("甲县", "10", "8", "18"),
    ("乙县", "20", "19", "39"),
    ("丙县", "5", "5", "10"),
    ("合计", "35", "32", "67"),
)


def checks(folder, rows, title="各县申请情况"):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    path = folder / "report.html"
    page = f"<h1>甲市2012年政府信息公开年度报告</h1><p>一、概述</p><p>情况如下。</p><p>{title}</p><p>单位：件</p>"
    path.write_text(f"<html><body>{page}<table>{cells}</table></body></html>", encoding="utf-8")
    return open_report(path).checks


def put(row, column, text, rows=TABLE):
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(rows)]


def test_columns_and_rows_add_up(tmp_path):
    found = checks(tmp_path, TABLE)
    assert {check.verdict for check in found} == {"pass"}
    down = {"10 + 20 + 5 = 35", "8 + 19 + 5 = 32", "18 + 39 + 10 = 67"}
    assert {check.formula for check in found} == down | {"10 + 8 = 18", "20 + 19 = 39", "5 + 5 = 10", "35 + 32 = 67"}


@pytest.mark.parametrize(
    ("row", "column", "text", "failed"),
    [
        (1, 1, "11", {"11 + 8 = 19 ≠ 18", "11 + 20 + 5 = 36 ≠ 35"}),
        (4, 3, "76", {"18 + 39 + 10 = 67 ≠ 76", "35 + 32 = 67 ≠ 76"}),
        (4, 1, "350", {"10 + 20 + 5 = 35 ≠ 350", "350 + 32 = 382 ≠ 67"}),
    ],
)
def test_a_cell_that_disagrees_fails_its_row_and_its_column(tmp_path, row, column, text, failed):
    found = checks(tmp_path, put(row, column, text))
    assert {check.formula for check in found if check.verdict == "fail"} == failed
    assert all("合计" in check.source and "各县申请情况" in check.source for check in found)


def test_a_blank_cell_counts_as_nothing_and_the_check_says_so(tmp_path):
    noted = [check for check in checks(tmp_path, put(2, 1, "")) if "为空白,按0计" in check.note]
    assert {(check.verdict, check.formula) for check in noted} == {
        ("fail", "10 + 5 = 15 ≠ 35"),
        ("fail", "19 ≠ 39"),
    }


@pytest.mark.parametrize("text", ["/", "不适用"])
def test_a_cell_without_a_number_leaves_its_sums_open(tmp_path, text):
    found = checks(tmp_path, put(2, 1, text))
    assert {check.verdict for check in found} == {"pass", "not_assessable"}
    assert len([check for check in found if check.verdict == "not_assessable"]) == 2


def test_subtotals_add_up_to_the_total_and_are_not_added_twice(tmp_path):
    rows = (
        ("项目", "数量"),
        ("甲一", "10"),
        ("甲二", "20"),
        ("小计", "30"),
        ("乙一", "7"),
        ("乙二", "8"),
        ("小计", "15"),
        ("总计", "45"),
    )
    assert {c.formula for c in checks(tmp_path, rows)} == {"10 + 20 = 30", "7 + 8 = 15", "30 + 15 = 45"}


@pytest.mark.parametrize(
    "rows",
    [
        (("", "收到", "满意率"), ("甲县", "10", "90%"), ("乙县", "20", "95%"), ("合计", "30", "93%")),
        (("", "数量"), ("主动公开", "1000"), ("依申请公开", "20"), ("信息总数", "3000")),
        (("", "人数"), ("专职", "5"), ("其中：女性", "3"), ("兼职", "7"), ("合计", "12")),
        (("指标", "2011年", "2012年", "累计合计"), ("甲", "5", "6", "110"), ("乙", "7", "9", "200")),
    ],
)
def test_what_is_no_sum_fails_nothing(tmp_path, rows):
    assert [check.formula for check in checks(tmp_path, rows) if check.verdict == "fail"] == []
