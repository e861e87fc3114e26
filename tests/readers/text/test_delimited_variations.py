# ruff: noqa: E501 (a case is one line)
"""Tables as delimited text: separators, label columns, negative values, quoted cells, byte order marks."""

import codecs

import pytest

from tests.readers.variations import Case, problems


def csv(id_: str, source: str, encoding: str = "utf-8", mark: bytes = b"", name: str = "表.csv", **right) -> Case:
    return Case(id_, mark + source.encode(encoding), name=name, **right)


CASES = [
    # separators
    csv("semicolon-decimals", "乡镇;户数;占比\n龙泉镇;1,200;45,6\n柳林乡;340;12,9\n", rows=("龙泉镇|1,200|45,6", "柳林乡|340|12,9")),
    csv("bar", "乡镇|户数\n龙泉镇|12\n柳林乡|7\n", rows=("龙泉镇|12", "柳林乡|7")),
    csv("tab-with-commas", "乡镇\t说明\n龙泉镇\t新建,已完工\n柳林乡\t续建,未完工\n", rows=("龙泉镇|新建,已完工",)),
    csv("wide-comma", "乡镇，户数\n龙泉镇，12\n柳林乡，7\n", rows=("龙泉镇|12", "柳林乡|7")),
    csv("sep-line", "sep=;\n乡镇;户数\n龙泉镇;12\n柳林乡;7\n", rows=("乡镇|户数", "龙泉镇|12"), lacks=("sep=",)),
    csv("tsv-name", "乡镇\t户数\n龙泉镇\t12\n柳林乡\t7\n", name="表.tsv", rows=("龙泉镇|12",)),
    csv("spaces-after-comma", '乡镇, 户数, 说明\n龙泉镇, 12, "新建, 完工"\n柳林乡, 7, 无\n', rows=("龙泉镇|12|新建, 完工", "柳林乡|7|无")),
    csv("one-column", "乡镇\n龙泉镇\n柳林乡\n", has=("龙泉镇", "柳林乡")),
    csv("last-separator", "乡镇,户数,\n龙泉镇,12,\n柳林乡,7,\n", rows=("龙泉镇|12", "柳林乡|7")),
    csv("thousands-quoted", '乡镇,户数\n龙泉镇,"1,200"\n柳林乡,"12,340"\n', rows=("龙泉镇|1,200", "柳林乡|12,340"), figures=("1,200", "12,340")),
    # quotes
    csv("line-end-in-cell", '乡镇,说明\n龙泉镇,"新建12户\n续建7户"\n柳林乡,无\n', rows=("柳林乡|无",), has=("新建12户", "续建7户")),
    csv("doubled-quotes", '事项,名称\n甲,"“一网”""通办"""\n乙,无\n', rows=('甲|“一网”"通办"',)),
    csv("quote-inside-bare", '规格,数量\n5"管,12\n7"管,3\n', rows=('5"管|12', '7"管|3')),
    csv("quote-never-closed", '乡镇,说明\n龙泉镇,"新建12户\n柳林乡,无\n', has=("龙泉镇", "新建12户", "柳林乡")),
    csv("separator-in-quotes-only", '乡镇;说明\n龙泉镇;"甲,乙,丙"\n柳林乡;"丁,戊,己"\n', rows=("龙泉镇|甲,乙,丙",)),
    # marks, line ends, encodings
    csv("mark-utf-8", "乡镇,户数\n龙泉镇,12\n柳林乡,7\n", mark=codecs.BOM_UTF8, rows=("乡镇|户数", "龙泉镇|12")),
    csv("mark-utf-8-quoted", '"乡镇","户数"\n"龙泉镇","12"\n"柳林乡","7"\n', mark=codecs.BOM_UTF8, rows=("乡镇|户数", "龙泉镇|12")),
    csv("utf-16-be-tabs", "乡镇\t户数\r\n龙泉镇\t12\r\n柳林乡\t7\r\n", "utf-16-be", codecs.BOM_UTF16_BE, rows=("龙泉镇|12",)),
    csv("old-mac-line-ends", "乡镇,户数\r龙泉镇,12\r柳林乡,7\r", rows=("龙泉镇|12", "柳林乡|7")),
    csv("gbk-windows", "乡镇,户数\r\n龙泉镇,12\r\n柳林乡,7\r\n", "gbk", rows=("龙泉镇|12", "柳林乡|7")),
    csv("title-lines-above", "2021年各乡镇新增户数\n单位：户\n乡镇,户数\n龙泉镇,12\n柳林乡,7\n合计,19\n", rows=("龙泉镇|12", "合计|19"), has=("2021年各乡镇新增户数",)),
    # labels
    csv("number-column-first", "序号,乡镇,户数\n1,龙泉镇,12\n2,柳林乡,7\n", rows=("1|龙泉镇|12",), figures=("12", "7"), no_figures=("1", "2")),
    csv("code-column-first", "代码,乡镇,户数\n370102,龙泉镇,12\n370103,柳林乡,7\n", no_figures=("370102", "370103"), figures=("12", "7")),
    csv("telephone-last", "乡镇,户数,联系电话\n龙泉镇,12,0571-88776655\n柳林乡,7,13800138000\n", figures=("12", "7"), no_figures=("13800138000", "0571", "88776655")),
    csv("date-first", "日期,事项,金额（万元）\n2021-03-04,修路,12.5\n2021-05-06,植树,3.1\n", figures=("12.5", "3.1"), no_figures=("2021",)),
    csv("years-across", "指标,2019年,2020年,2021年\n受理（件）,45,231,340\n办结（件）,44,230,338\n", figures=("45", "231", "340", "44", "230", "338")),
    csv("post-code", "单位,邮编,人数\n甲局,310000,12\n乙局,311100,7\n", figures=("12", "7"), no_figures=("310000", "311100")),
    csv("empty-cells", "乡镇,户数,说明\n龙泉镇,,新建\n柳林乡,7,\n", rows=("龙泉镇|-|新建", "柳林乡|7|-")),
    csv("short-rows", "乡镇,户数,说明\n龙泉镇,12\n柳林乡,7,续建\n", rows=("龙泉镇|12|-", "柳林乡|7|续建")),
    # negative values
    csv("brackets-negative", "项目,增减（万元）\n教育,(12.5)\n卫生,3.1\n", has=("(12.5)",), figures=("3.1",), no_figures=("12.5",)),
    csv("brackets-wide-negative", "项目,增减\n教育,（89）\n卫生,12\n", has=("（89）",), figures=("12",), no_figures=("89",)),
    csv("minus-unicode", "项目,增减\n教育,−89\n卫生,12\n", figures=("−89", "12")),
    csv("minus-wide", "项目,增减\n教育,－89\n卫生,12\n", figures=("－89", "12")),
    csv("minus-percent", "项目,同比\n教育,-12.5%\n卫生,+3.1%\n", figures=("-12.5%", "+3.1%")),
    csv("triangle-negative", "项目,增减\n教育,△89\n卫生,12\n", has=("△89",), figures=("12",)),
    csv("dash-is-empty", "项目,增减\n教育,-\n卫生,12\n民政,—\n", figures=("12",)),
    csv("money-signs", "项目,金额\n教育,¥12.5\n卫生,￥3.1\n", has=("¥12.5", "3.1")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_delimited_table_is_read_as_a_spreadsheet_shows_it(tmp_path, case):
    assert problems(case, tmp_path, "表.csv") == []
