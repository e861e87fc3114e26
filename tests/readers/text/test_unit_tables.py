"""Tables whose rows are a label, a unit and values: a cell a line, or with spaces; the text around them stays text."""

import pytest

from zjviewer.readers.registry import read_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息，做到应公开尽公开。"
ROWS = (("主动公开信息", "条", "1136"), ("收到申请", "件", "21"), ("行政复议", "件", "4"), ("行政诉讼", "件", "0"))


def read(folder, table: str):
    path = folder / "report.txt"
    path.write_text(f"{PROSE}\n{table}\n{PROSE}\n", encoding="utf-8")
    return read_report(path)


def rows_of(report) -> list[list[str]]:
    (grid,) = report.grids
    return [line.split("\t") for line in report.text[slice(*grid.span)].split("\n")]


@pytest.mark.parametrize("separator", ["\n", "   "])
@pytest.mark.parametrize("head", [(), ("指标", "单位", "数量")])
def test_rows_are_found_and_the_text_around_them_stays(tmp_path, separator, head):
    lines = [separator.join(row) for row in (*([head] if head else []), *ROWS)]
    report = read(tmp_path, "\n".join(lines))
    assert rows_of(report) == [list(row) for row in (*([head] if head else []), *ROWS)]
    text = report.text
    assert (text.count(PROSE), text.startswith(PROSE), text.endswith(PROSE)) == (2, True, True)
    for row in ROWS:
        assert text.count(row[0]) == 1, "no cell is read as a paragraph as well"


def test_one_row_without_a_heading_is_no_table(tmp_path):
    assert read(tmp_path, "\n".join(ROWS[0])).grids == ()


def test_a_row_whose_last_value_is_missing_ends_with_an_empty_cell(tmp_path):
    cells = "指标 单位 上年 本年 主动公开信息 条 1136 1200 收到申请 件 21 22 行政复议 件 4 行政诉讼 件 0 1".split(" ")  # noqa: SIM905
    rows = rows_of(read(tmp_path, "\n".join(cells)))
    assert [row[0] for row in rows] == ["指标", "主动公开信息", "收到申请", "行政复议", "行政诉讼"]
    assert rows[3][:3] == ["行政复议", "件", "4"]
    assert rows[4] == ["行政诉讼", "件", "0", "1"]


@pytest.mark.parametrize("separator", ["\n", "   "])
def test_a_label_that_goes_on_below_its_values_ends_the_last_row(tmp_path, separator):
    lines = [separator.join(row) for row in (*ROWS, ("提供指定信息（含部分", "件", "2"))]
    report = read(tmp_path, "\n".join([*lines, "提供的）"]))
    assert [row[1:] for row in rows_of(report)] == [list(row[1:]) for row in (*ROWS, ("", "件", "2"))]
    assert report.text.count("提供的）") == 1, "the rest of the label is not read as a paragraph as well"


@pytest.mark.parametrize(
    ("values", "found"), [(["1", "2", "3"], 1), (["1 2", "3 4 5", "6"], 0), (["1", "2 3", "4 5 6"], 0)]
)
def test_rows_with_different_numbers_of_values_are_no_table(tmp_path, values, found):
    lines = [f"第{'甲乙丙'[at]}类申请 件 {cells}" for at, cells in enumerate(values)]
    assert len(read(tmp_path, "\n".join("\n".join(line.split(" ")) for line in lines)).grids) == found
