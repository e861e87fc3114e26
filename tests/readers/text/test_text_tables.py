"""Tables in plain text that nothing but gaps, tabs or line ends part into cells; and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

PROSE = "本报告由市政府办公室编制，统计期限自2023年1月1日起至2023年12月31日止。"


def grids(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(f"某市2023年政府信息公开工作年度报告\n{PROSE}\n{text}\n{PROSE}\n", encoding="utf-8")
    analysis = open_report(path)
    report = analysis.report
    return analysis, [
        [line.split("\t") for line in report.text[grid.span.start : grid.span.end].split("\n")] for grid in report.grids
    ]


def test_columns_are_told_by_where_the_numbers_stand(tmp_path):
    text = "部门        上年    本年\n教育局       12      345\n卫生健康局           7\n交通局       1,204    88"
    _, found = grids(tmp_path, text)
    assert found == [
        [["部门", "上年", "本年"], ["教育局", "12", "345"], ["卫生健康局", "", "7"], ["交通局", "1,204", "88"]]
    ]


def test_values_at_the_end_of_a_line_need_no_more_than_a_space(tmp_path):
    _, found = grids(
        tmp_path, "一、本年新收政府信息公开申请数量 12 3 0 0 0 0 15\n二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1"
    )
    assert found[0][0] == ["一、本年新收政府信息公开申请数量", "12", "3", "0", "0", "0", "0", "15"]


def test_a_label_that_goes_on_below_is_whole(tmp_path):
    _, found = grids(
        tmp_path,
        "1.属于国家秘密的政府信息    0   0   0\n2.其他法律行政法规禁    0   1   1\n止公开\n3.危及稳定    0   2   2",
    )
    assert [row[0] for row in found[0]] == ["1.属于国家秘密的政府信息", "2.其他法律行政法规禁止公开", "3.危及稳定"]


def test_drawn_lines_part_cells(tmp_path):
    text = "┌────┬──┬──┐\n│指标│上年│本年│\n├────┼──┼──┤\n│申请│3│4│\n│答复│2│4│\n└────┴──┴──┘"
    analysis, found = grids(tmp_path, text)
    assert found == [[["指标", "上年", "本年"], ["申请", "3", "4"], ["答复", "2", "4"]]]
    assert [row.label for row in analysis.tables[0].rows] == ["申请", "答复"]


@pytest.mark.parametrize(
    "text",
    [
        "目    录\n第一章  总则\n第二章  申请和受理\n第三章  附则",
        "一、总体情况…………  1\n二、主动公开情况…………  3\n三、依申请公开情况…………  5",
        "联系人：张三    电话：0517-87222589\n邮编：223100    地址：某市某路90号",
        "    2023年，全市主动公开信息1136条。\n    2024年，全市主动公开信息1240条。",
        "甲市  乙市  丙市\n张三  李四  王五",
        "3\n\n共召开会议3次。\n\n4",
        "2023年\n1月12日\n某市人民政府办公室",
    ],
)
def test_what_only_looks_like_a_table_is_none(tmp_path, text):
    _, found = grids(tmp_path, text)
    assert found == []


@given(st.lists(st.text(st.sampled_from("一二（）、.申请公开 \t　0123/-│|,。"), max_size=40), max_size=30))
def test_any_lines_open_and_every_cell_stands_in_the_text(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lines") / "report.txt"
    path.write_text("\n".join((PROSE, *lines)), encoding="utf-8")
    report = read_report(path)
    for grid in report.grids:
        rows = report.text[grid.span.start : grid.span.end].split("\n")
        assert len(rows) == grid.height
        assert {row.count("\t") + 1 for row in rows} == {grid.width}
        for cell in grid.cells:
            assert grid.span.start <= cell.span.start <= cell.span.end <= grid.span.end


@given(st.lists(st.text(st.sampled_from("一二（）、申请公开 \t　0123/-，"), max_size=40), max_size=30))
def test_no_word_is_lost(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lines") / "report.txt"
    path.write_text("\n".join((PROSE, *lines)), encoding="utf-8")
    report = read_report(path)
    kept = "".join((report.text, *(part.text for part in report.dropped)))
    assert sorted("".join(kept.split())) == sorted("".join("".join((PROSE, *lines)).split()))
