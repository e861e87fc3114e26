"""Tables that were pasted into a text or copied without their structure: every cell with its label and its unit."""

import random
from decimal import Decimal

import pytest

from zjviewer.pipeline.open_report import open_report

# Label, unit and number of the rows of 政府信息公开情况统计表 (2014 to 2018); a row without a unit is a heading.
NATIONAL_ROWS = [
    ("一、主动公开情况", "", None),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "3126"),
    ("其中：主动公开规范性文件数", "条", "21"),
    ("制发规范性文件总数", "件", "27"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", None),
    ("1.政府公报公开政府信息数", "条", "0"),
    ("2.政府网站公开政府信息数", "条", "2950"),
    ("3.政务微博公开政府信息数", "条", "113"),
    ("二、回应解读情况", "", None),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "19"),
    ("1.参加或举办新闻发布会总次数", "次", "5"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "2"),
    ("3.政策解读稿件发布数", "篇", "44"),
    ("三、依申请公开情况", "", None),
    ("（一）收到申请数", "件", "131"),
    ("1.当面申请数", "件", "30"),
    ("2.传真申请数", "件", "1"),
    ("3.网络申请数", "件", "70"),
    ("4.信函申请数", "件", "30"),
    ("4.不同意公开答复数", "件", "12"),
    ("其中：涉及国家秘密", "件", "3"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "9"),
    ("四、行政复议数量", "件", "7"),
    ("（一）维持具体行政行为数", "件", "4"),
    ("（二）被依法纠错数", "件", "1"),
    ("七、依申请公开信息收取的费用", "万元", "0.35"),
    ("八、机构建设和保障经费情况", "", None),
    ("（三）从事政府信息公开工作人员数", "人", "88"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "18"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "62.5",
    ),
    ("九、政府信息公开会议和培训情况", "", None),
    ("（三）接受培训人员数", "人次", "1,450"),
]


def analysis_of(tmp_path, text, name="report.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return open_report(path)


def one_cell_a_line(rows, between="\n", bar="——", head=("统 计 指 标", "单位", "统计数"), wrap=False):
    cells = list(head)
    for label, unit, number in rows:
        cells += wrapped(label) if wrap else [label]
        cells += [unit, number] if unit else ([bar] if bar else [])
    return between.join(cells)


def by_spaces(rows, gap=" ", bar="——", head=("统 计 指 标", "单位", "统计数"), wrap=False):
    lines = [gap.join(head)] if head else []
    for label, unit, number in rows:
        *first, last = wrapped(label) if wrap else [label]
        lines += first
        lines.append(gap.join((last, unit, number)) if unit else gap.join(filter(None, (last, bar))))
    return "\n".join(lines)


def wrapped(label):
    """A long label in two lines, broken inside its brackets as a narrow column breaks it."""
    at = label.find("（", 4)
    return [label[: at + 3], label[at + 3 :]] if at > 0 else [label]


def multiplied(rows, factor):
    return [
        (label, unit, f"{Decimal(number.replace(',', '')) * factor:f}" if number else None)
        for label, unit, number in rows
    ]


FORMS = {
    "one cell a line": one_cell_a_line(NATIONAL_ROWS),
    "with blank lines": one_cell_a_line(NATIONAL_ROWS, between="\n\n"),
    "with indented lines": one_cell_a_line(NATIONAL_ROWS, between="\n　　"),
    "without bars": one_cell_a_line(NATIONAL_ROWS, bar=""),
    "with short bars": one_cell_a_line(NATIONAL_ROWS, bar="/"),
    "without a heading": one_cell_a_line(NATIONAL_ROWS, head=()),
    "another heading": one_cell_a_line(NATIONAL_ROWS, head=("指标名称", "计量单位", "数量")),
    "wrapped labels": one_cell_a_line(NATIONAL_ROWS, wrap=True),
    "larger numbers": one_cell_a_line(multiplied(NATIONAL_ROWS, 17)),
    "spaces": by_spaces(NATIONAL_ROWS),
    "wide spaces": by_spaces(NATIONAL_ROWS, gap="    "),
    "full-width spaces": by_spaces(NATIONAL_ROWS, gap="　"),
    "spaces without bars": by_spaces(NATIONAL_ROWS, bar=""),
    "spaces without a heading": by_spaces(NATIONAL_ROWS, head=()),
    "spaces, wrapped labels": by_spaces(NATIONAL_ROWS, wrap=True),
    "tabs": by_spaces(NATIONAL_ROWS, gap="\t"),
    "spaces, larger numbers": by_spaces(multiplied(NATIONAL_ROWS, 9)),
}
FACTORS = {"larger numbers": 17, "spaces, larger numbers": 9}


def stated(table):
    """Label, unit and number of the rows with a number, without the labels that only tell two rows apart."""
    return [
        (row.label.rpartition(" ")[2], cell.unit, cell.value)
        for row in table.rows
        for cell in row.cells
        if cell is not None
    ]


def meant(rows):
    return [(label, unit, Decimal(number.replace(",", ""))) for label, unit, number in rows if unit]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("year", [2014, 2016, 2018])
def test_the_national_form_of_2014_is_read_however_it_was_pasted(tmp_path, name, year):
    text = (
        f"澄原市人民政府{year}年政府信息公开工作年度报告\n一、概述\n{year}年，我市主动公开政府信息，收到申请。\n附表\n"
        f"政府信息公开情况统计表\n（{year}年度）\n填报单位（盖章）：澄原市人民政府办公室\n{FORMS[name]}\n"
        f"单位负责人：李某　审核人：王某　填报人：赵某\n联系电话：0571-00000000　填报日期：{year + 1}年1月20日\n"
    )
    analysis = analysis_of(tmp_path, text)
    form = next(table for table in analysis.tables if table.id.startswith("grid-"))
    assert stated(form) == meant(multiplied(NATIONAL_ROWS, FACTORS.get(name, 1)))
    assert {cell.year for cell in form.figures} == {year}


@pytest.mark.parametrize("seed", range(8))
def test_rows_may_be_missing_from_the_national_form(tmp_path, seed):
    chosen = random.Random(seed)
    rows = [row for row in NATIONAL_ROWS if chosen.random() < 0.6]
    for text in (one_cell_a_line(rows), by_spaces(rows)):
        analysis = analysis_of(tmp_path, f"澄原市2017年政府信息公开工作年度报告\n附表\n{text}\n以上数据截至年底。\n")
        form = next(table for table in analysis.tables if table.id.startswith("grid-"))
        assert stated(form) == meant(rows)


def test_the_rows_of_the_national_form_have_levels(tmp_path):
    for text in (one_cell_a_line(NATIONAL_ROWS), by_spaces(NATIONAL_ROWS)):
        analysis = analysis_of(tmp_path, f"澄原市2017年政府信息公开工作年度报告\n附表\n{text}\n")
        form = next(table for table in analysis.tables if table.id.startswith("grid-"))
        level = {row.label: row.level for row in form.rows}
        assert level["三、依申请公开情况"] == 0
        assert level["（一）收到申请数"] == 1
        assert level["1.当面申请数"] == level["4.不同意公开答复数"] == 2
        assert level["其中：涉及国家秘密"] == level["危及国家安全、公共安全、经济安全和社会稳定"] == 3


def test_a_list_of_people_with_counts_is_no_table_with_units(tmp_path):
    text = (
        "澄原市2017年政府信息公开工作年度报告\n本市设三个办公室。\n联系人\n张某\n电话\n0571-00000000\n工作人员 2 人\n"
    )
    assert not analysis_of(tmp_path, text).report.grids


PROCUREMENT = [
    ("8", "160.5964万元", "8", "160.5964"),
    ("12", "3,210.5万元", "12", "3210.5"),
    ("8项", "160.5964万元", "8", "160.5964"),
    ("0", "0", "0", "0"),
    ("135", "2.4亿元", "135", "24000"),
    ("1", "96万元", "1", "96"),
]


@pytest.mark.parametrize("stacked", [True, False], ids=["one cell a line", "spaces"])
@pytest.mark.parametrize(("count", "amount", "items", "money"), PROCUREMENT)
def test_an_amount_with_its_unit_is_a_cell(tmp_path, count, amount, items, money, stacked):
    rows = [
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "0", "0", "0"],
        ["规范性文件", "30", "30", "31"],
        ["第二十条第（九）项"],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", count, amount],
    ]
    between = "\n" if stacked else " "
    text = (
        "澄原市统计局2019年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        + "\n".join(between.join(row) for row in rows)
        + "\n三、收到和处理政府信息公开申请情况\n无。\n"
    )
    tables = {table.id: table for table in analysis_of(tmp_path, text).tables}
    assert [(cell.value, cell.unit) for cell in tables["procurement"].figures] == [
        (Decimal(items), "项"),
        (Decimal(money), "万元"),
    ]
    assert [cell.value for cell in tables["documents"].rows[1].cells] == [30, 30, 31]


TORN_HEADINGS = {
    "as copied": "申请人情况\n自然人\n法人或其他组织\n总计商 业 企\n业\n科研机\n构\n社会公益\n组织\n法 律 服 务\n"
    "机构\n其他",
    "fewer breaks": "申请人情况\n自然人\n法人或其他组织 总计\n商业企\n业 科研机构\n社会公益\n组织\n法律服务\n机构 其他",
    "all in one line": "申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他",
    "one a line": "申请人情况\n自然人\n法人或其他组织\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计",
    "two a line": "申请人情况\n自然人 法人或其他组织\n商业 企业\n科研 机构\n社会公益 组织\n法律服务 机构\n其他\n总计",
}
BROKEN_LABELS = [
    "（二）部分公开（区分处理的，只计这一情\n形，不计其他情形）",
    "（二）部分公开（区分处理的，\n只计这一情形，不计其他情形）",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情\n形）",
    "（二）部分公开（区分处\n理的，只计这一情形，不\n计其他情形）",
    "（二）部分公开",
]
ROWS = {
    "new": ("一、本年新收政府信息公开申请数量", (3001, 53, 0, 0, 61, 4, 3119)),
    "carried.in": ("二、上年结转政府信息公开申请数量", (34, 0, 0, 0, 0, 0, 34)),
    "granted": ("（一）予以公开", (1288, 21, 0, 0, 50, 3, 1362)),
    "partly": ("", (447, 7, 0, 0, 0, 0, 454)),
}
COLUMNS = ["person", "company", "research", "charity", "legal", "organisation.other", "all"]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
@pytest.mark.parametrize("broken", BROKEN_LABELS, ids=range(len(BROKEN_LABELS)))
@pytest.mark.parametrize("headings", TORN_HEADINGS.values(), ids=list(TORN_HEADINGS))
def test_torn_headings_and_broken_labels_of_a_copied_pdf(tmp_path, headings, broken, year):
    lines = [f"{label or broken} {' '.join(map(str, values))}" for label, values in ROWS.values()]
    text = (
        f"澄原市人民政府{year}年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        f"（本列数据的勾稽关系为：第一项加第二项之和，\n等于第三项加第四项之和）\n{headings}\n" + "\n".join(lines)
    )
    table = next(table for table in analysis_of(tmp_path, text).tables if table.id == "applications")
    assert list(table.keys) == COLUMNS
    found = {row.key: tuple(cell and cell.value for cell in row.cells) for row in table.rows if any(row.cells)}
    assert found == {key: values for key, (_, values) in ROWS.items()}
    assert {cell.unit for cell in table.figures} == {"件"}


LITIGATION = [376, 97, 196, 121, 790, 16, 1, 12, 27, 56, 74, 1, 30, 51, 156]
EMPTY_HEADS = {
    "empty cells in the third row": (5, ["行政复议", "行政诉讼"], True),
    "repeated results in the third row": (0, ["行政复议", "行政诉讼"], True),
}


@pytest.mark.parametrize("year", [2019, 2020, 2022])
@pytest.mark.parametrize("factor", [1, 2])
@pytest.mark.parametrize("blank", ["", "&nbsp;", " "])
@pytest.mark.parametrize("merged", [True, False])
def test_a_heading_row_with_empty_cells_is_no_data(tmp_path, year, factor, blank, merged):
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

    def cells(texts):
        return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"

    across = (
        (lambda text, n: f'<td colspan="{n}">{text}</td>')
        if merged
        else (lambda text, n: f"<td>{text}</td>" + f"<td>{blank}</td>" * (n - 1))
    )
    table = (
        f"<tr>{across('行政复议', 5)}{across('行政诉讼', 10)}</tr>"
        f"<tr>{''.join(f'<td>{text}</td>' for text in results)}"
        f"{across('未经复议直接起诉', 5)}{across('复议后起诉', 5)}</tr>"
        + cells([blank] * 5 + results * 2)
        + cells(value * factor for value in LITIGATION)
    )
    page = (
        f'<html><head><meta charset="utf-8"><title>澄原市{year}年政府信息公开工作年度报告</title></head><body>'
        f'<p>四、政府信息公开行政复议、行政诉讼情况</p><table border="1">{table}</table></body></html>'
    )
    found = next(table for table in analysis_of(tmp_path, page, "report.html").tables if table.id == "litigation")
    values = [cell.value for row in found.rows for cell in row.cells]
    assert values == [value * factor for value in LITIGATION]
    assert [row.key for row in found.rows] == ["review", "direct", "after"]


FEES = [
    "信息内容本年收费金额（单位：万元）\n行政事业性收费 0",
    "信息内容 本年收费金额（单位：万元）\n行政事业性收费 96171.6",
    "信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n12.5",
    "| 信息内容 | 本年收费金额（单位：万元） |\n|---|---|\n| 行政事业性收费 | 31 |",
    "单位：万元\n信息内容 本年收费金额\n行政事业性收费 7",
    "行政事业性收费（单位：万元） 55",
]


@pytest.mark.parametrize("between", ["\n", "\n第二十条第（一）项\n", "\n\n"])
@pytest.mark.parametrize("fees", FEES, ids=range(len(FEES)))
def test_a_unit_belongs_to_its_own_table(tmp_path, fees, between):
    text = (
        "2024年澄原市科技局政府信息公开工作年度报告\n\n一、主动公开政府信息情况\n第二十条第（八）项\n"
        f"{fees}\n{between}\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n"
        "| 规章 | 0 | 0 | 0 |\n| 规范性文件 | 13 | 0 | 55 |\n"
    )
    tables = {table.id: table for table in analysis_of(tmp_path, text, "report.md").tables}
    assert {cell.unit for cell in tables["documents"].figures} == {"件"}
    if "charges" in tables:
        assert {cell.unit for cell in tables["charges"].figures} == {"万元"}
    assert ("charges" in tables) == (fees != FEES[-1])


def test_a_unit_above_a_table_of_another_kind_still_counts(tmp_path):
    text = "# 澄原市2021年统计资料\n\n表1 收入情况（单位：万元）\n\n| 项目 | 本年 |\n|---|---|\n"
    text += "| 税收 | 5 |\n| 其他 | 6 |\n"
    (table,) = analysis_of(tmp_path, text, "report.md").tables
    assert {cell.unit for cell in table.figures} == {"万元"}
