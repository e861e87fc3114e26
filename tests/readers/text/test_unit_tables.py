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
