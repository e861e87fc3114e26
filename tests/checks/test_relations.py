"""Relations that texts and tables state, in several wordings, units, places and formats: what fails, and what not."""

import pytest

from tests import papers
from zjviewer.pipeline.open_report import open_report

FORMATS = ("txt", "md", "html", "docx")


def in_format(folder, title, lines, ending):
    paper = papers.Paper(title, tuple(papers.Words(line) for line in lines))
    path = folder / f"report.{ending}"
    if ending == "docx":
        path.write_bytes(papers.as_docx(paper))
    else:
        written = {"html": papers.as_html, "md": papers.as_markdown}.get(ending)
        text = written(paper) if written else "\n".join((title, "", *lines)) + "\n"
        path.write_text(text, encoding="utf-8")
    return path


def failures(path):
    return [check.formula for check in open_report(path).checks if check.verdict == "fail"]


def of(folder, title, *lines, ending="txt"):
    return failures(in_format(folder, title, lines, ending))


BUDGET = "南黎区司法局2026年部门预算编制说明"
CHANGES = [
    # what a rate of change is measured against is named, or stands in brackets
    ("2025年当年预算执行数为60.41万元，2026年预算安排{}万元，比2025年预算执行数增加277.22%。", "227.88", "272.88"),
    ("2025年预算执行数50亿元，2026年预算安排{}亿元，较2025年预算执行数下降20%。", "40", "44"),
    ("年初预算数为90万元，支出决算数为{}万元，比年初预算减少10%。", "81", "84"),
    ("2026年收到申请{}件，同比下降20%（2025年10件）。", "8", "9"),
    ("2026年受理行政复议{}宗，同比增长50%（上年为20宗）。", "30", "33"),
    ("2025年新增用户200户。2026年新增用户{}户，同比增长25%。", "250", "260"),
    ("2026年收入预算{}元，比2025年预算1200000元增长5%。", "1260000", "1300000"),
    ("满意率为{}%，比2025年提高2.5个百分点（2025年93%）。", "95.5", "96.5"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), CHANGES)
@pytest.mark.parametrize("ending", FORMATS)
def test_a_rate_of_change_is_that_of_the_two_amounts(tmp_path, sentence, right, wrong, ending):
    assert of(tmp_path, BUDGET, sentence.format(right), ending=ending) == []
    assert len(of(tmp_path, BUDGET, sentence.format(wrong), ending=ending)) == 1


ITEMS = (
    ("行政运行（项）", "事业运行（项）", "万元"),
    ("行政单位医疗（项）", "事业单位医疗（项）", "万元"),
    ("机关服务（项）", "一般行政管理事务（项）", "元"),
    ("办公费", "印刷费", "千元"),
    ("公务接待费", "公务用车运行维护费", "亿元"),
)


@pytest.mark.parametrize(("first", "second", "unit"), ITEMS)
@pytest.mark.parametrize("number", ["{}.", "（{}）", "{}、"])
@pytest.mark.parametrize("column", ["全年预算", "年初预算", "支出决算"])
def test_items_that_share_a_column_name_do_not_contradict_each_other(tmp_path, first, second, unit, number, column):
    lines = (
        f"{number.format(1)}{first}。{column}为2.43{unit}。",
        f"{number.format(2)}{second}。{column}为2.37{unit}。",
    )
    assert of(tmp_path, "澄原市南黎区社会事务局2024年度部门决算情况说明", *lines) == []


OFFICES = (
    (
        "部门预算是包括街道本部以及下属{}家预算单位的综合收支计划。",
        "本部门中，行政单位1家，参公单位1家，事业单位4家。",
        5,
    ),
    ("部门预算包括局机关和所属{}个预算单位。", "本部门中，行政单位1个，参公单位2个，事业单位5个。", 7),
    ("决算编制范围包括委本级及下属{}家单位。", "本部门中，行政单位2家，事业单位9家，其他单位1家。", 11),
    ("部门预算是包括医院本部以及下属{}家预算单位的综合收支计划。", "本部门中，参公单位1家，事业单位3家。", 3),
    ("预算单位包括办公室本级与下属{}家单位。", "本单位中，行政单位1家，参公单位3家，事业单位2家。", 5),
)


@pytest.mark.parametrize(("sentence", "kinds", "units"), OFFICES)
@pytest.mark.parametrize("ending", FORMATS)
def test_a_head_office_counts_beside_its_units(tmp_path, sentence, kinds, units, ending):
    title = "澄原市2023年区级部门预算"
    assert of(tmp_path, title, sentence.format(units), kinds, ending=ending) == []


SHARES = [
    (
        "答复政府信息公开申请812件。予以公开及部分公开264件，占{}%；不予公开35件，占4.31%；无法提供265件，占32.6%；"
        "不予处理158件，占19.5%；其他处理90件。",
        "32.5",
        "34.9",
    ),
    ("共受理投诉200件，其中环保类50件，占{}%；交通类30件，占15%；教育类20件，占10%。", "25", "35"),
    ("全年发布信息400条。政务要闻100条，占{}%；通知公告80条，占20%；工作动态60条，占15%。", "25", "52"),
    ("全年支出5000万元。教育支出1000万元，占{}%；卫生支出750万元，占15%；农林支出500万元，占10%。", "20", "21"),
    ("全年共受理投诉100件，已办结90件，占总数的{}%。", "90", "60"),
    ("全市受理行政复议案件300宗，审结240宗，占受理总数的{}%。", "80", "88"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), SHARES)
@pytest.mark.parametrize("ending", FORMATS)
def test_a_share_is_that_of_the_whole_it_names(tmp_path, sentence, right, wrong, ending):
    title = "澄原市人民政府办公室2019年政府信息公开工作年度报告"
    assert of(tmp_path, title, "一、总体情况", sentence.format(right), ending=ending) == []
    (failed,) = of(tmp_path, title, "一、总体情况", sentence.format(wrong), ending=ending)
    assert f"≠ {wrong}%" in failed


FILLED = [
    ("答复申请{}件。予以公开200件；部分公开20件；不予公开30件；无法提供40件；不予处理6件；其他处理4件。", "300", "390"),
    ("全年办结申请{}件，同意公开50件，部分公开10件，不同意公开20件，信息不存在15件，其他处理5件。", "100", "812"),
    ("办理行政复议案件{}宗。维持60宗，纠正20宗，其他结果10宗，尚未审结10宗。", "100", "150"),
    ("全市行政诉讼{}起：维持6起、纠正2起、其他结果1起、尚未审结1起。", "10", "20"),
    ("全年收到申请{}件，当面申请3件，信函申请4件，网络申请90件，其他方式申请3件。", "100", "1000"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), FILLED)
@pytest.mark.parametrize("ending", FORMATS)
def test_categories_of_a_form_fill_their_total(tmp_path, sentence, right, wrong, ending):
    title = "澄原市2023年政府信息公开工作年度报告"
    assert of(tmp_path, title, "一、总体情况", sentence.format(right), ending=ending) == []
    (failed,) = of(tmp_path, title, "一、总体情况", sentence.format(wrong), ending=ending)
    assert failed.endswith(f"≠ {int(wrong):,}")


WHOLES = (
    ("参加或举办新闻发布会总次数", "主要负责同志参加新闻发布会次数", "次"),
    ("政府网站在线访谈次数", "主要负责同志参加政府网站在线访谈次数", "次"),
    ("制发文件总数", "规范性文件数", "件"),
    ("一般公共预算支出", "教育支出", "万元"),
    ("从业人员数", "女性", "人"),
)


@pytest.mark.parametrize(("whole", "part", "unit"), WHOLES)
@pytest.mark.parametrize("ending", ["html", "docx", "csv", "md"])
@pytest.mark.parametrize(("number", "fails"), [("4", False), ("5", False), ("7", True), ("900", True)])
def test_a_part_in_a_table_is_no_more_than_its_whole(tmp_path, whole, part, unit, ending, number, fails):
    rows = (("统计指标", "单位", "统计数"), (f"1.{whole}", unit, "5"), (f"其中：{part}", unit, number))
    path = tmp_path / f"report.{ending}"
    paper = papers.Paper(
        "澄原市2012年统计情况", (papers.Words("统计表"), papers.Grid(tuple(papers.row(*r) for r in rows)))
    )
    if ending == "docx":
        path.write_bytes(papers.as_docx(paper))
    else:
        written = {"html": papers.as_html, "md": papers.as_markdown}.get(ending)
        path.write_text(written(paper) if written else "\n".join(map(",".join, rows)), encoding="utf-8")
    assert failures(path) == ([f"{number} > 5"] if fails else [])


NEGATIVE = (
    ("净增户籍人口", "财政结余（万元）", "气温距平"),
    ("人口净流入", "利润（亿元）", "较上年变化"),
    ("盈亏", "增减额（元）", "与上年差额"),
    ("进出口差额", "涨跌", "水位变化"),
    ("净资产", "增减人数", "余额"),
)


@pytest.mark.parametrize("labels", NEGATIVE)
@pytest.mark.parametrize("ending", ["csv", "html", "docx", "md"])
def test_what_may_fall_below_zero_is_no_fault(tmp_path, labels, ending):
    rows = (("项目", "2020", "2021"), *((label, f"-{n}.5", str(n)) for n, label in enumerate(labels, 3)))
    path = tmp_path / f"table.{ending}"
    paper = papers.Paper("统计表", (papers.Grid(tuple(papers.row(*r) for r in rows)),))
    if ending == "docx":
        path.write_bytes(papers.as_docx(paper))
    else:
        written = {"html": papers.as_html, "md": papers.as_markdown}.get(ending)
        path.write_text(written(paper) if written else "\n".join(map(",".join, rows)), encoding="utf-8")
    assert failures(path) == []
