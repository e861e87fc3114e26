"""Years and status of figures: from headings, sentences, comparisons and lists of years."""

import pytest

from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.model.analysis import Section

REPORT = "2026年澄原市政府工作报告"


def years(text: str, year: int | None = 2023, heading: str = "", title: str = "") -> list[int | None]:
    return [figure.year for figure in figures(text, year, heading, title)]


def figures(text: str, year: int | None = 2023, heading: str = "", title: str = ""):
    sections = (Section("1", heading, 1, 0, len(text), "text"),) if heading else ()
    return find_figures(text, sections, year, "澄原市", title=title)


@pytest.mark.parametrize(
    ("heading", "year", "status"),
    [
        ("2025年工作回顾", 2025, "stated"),
        ("2025年主要工作和“十四五”发展成就", 2025, "stated"),
        ("过去一年工作回顾", 2025, "stated"),
        ("“十四五”时期发展成就", 2025, "stated"),
        ("2026年重点工作", 2026, "planned"),
        ("“十五五”时期的主要目标任务", 2030, "planned"),
        ("今年工作安排", 2026, "planned"),
    ],
)
def test_the_heading_says_which_year_a_work_report_speaks_of(heading, year, status):
    found = figures("城镇新增就业4.7万人。", 2026, heading, REPORT)
    assert [(figure.year, figure.status) for figure in found] == [(year, status)]


@pytest.mark.parametrize("word", ["去年", "上年", "2025年", "２０２５年", "二〇二五年", "2025 年"])
def test_words_for_last_year_start_from_the_year_of_the_report(word):
    assert years(f"{word}新增减税12亿元。", 2026, "2025年工作回顾", REPORT) == [2025]


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("二〇一三年", 2013), ("二○一四年", 2014), ("二零一二年", 2012), ("二Ｏ一一年", 2011), ("2017 年", 2017),
        ("截至 2016 年底,", 2016), ("２０１５年", 2015), ("一九九八年", 1998), ("2015年度", 2015), ("去年", 2022),
        ("前年", 2021), ("上一年", 2022), ("今年", 2023), ("全年", 2023), ("到2030年,", 2030),
    ],
)  # fmt: skip
def test_years_however_they_are_written(written, year):
    assert years(f"{written}受理41件。") == [year]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市生产总值从2020年的3.68万亿元增长到2025年的4.93万亿元。", [2020, 2025]),
        ("赤字占比从2009年的2.8%降到去年的1.5%左右。", [2009, 2022]),
        ("办结率由95%提高到98%。", [None, 2023]),
        ("一般公共预算收入从3826.5亿元增长到4398.6亿元。", [None, 2023]),
        ("政府网站由去年的12家整合为3家。", [2022, 2023]),
        ("公开率由2015年的85%提高到92%,提高7个百分点。", [2015, 2023, 2023]),
        ("受理46件(2016年为38件),增长21.1%。", [2023, 2016, 2023]),
        ("2017年公开信息1500条,2016年1200条,同比增长25%。", [2017, 2016, 2017]),
        ("比2022年增长5%,比2021年增长12%。", [2023, 2023]),
        ("2021年、2022年、2023年分别公开信息100条、120条、150条。", [2021, 2022, 2023]),
        ("2019年和2020年分别受理12件和15件。", [2019, 2020]),
        ("二〇二一年、二〇二二年分别受理12件、15件。", [2021, 2022]),
        ("2019年以来,公开信息30条。", [2023]),
        ("上年结转5件。", [2023]),
        ("根据《2020年政务公开工作要点》,公开信息30条。", [2023]),
        ("生产总值500亿元(2021年)。", [2021]),
    ],
)
def test_each_figure_has_its_own_year(text, found):
    assert years(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "力争全年公开信息30条。",
        "预计新增就业30人。",
        "确保办结率达到98%。",
        "到2030年,公开率达到98%。",
        "争取新建12座。",
    ],
)
def test_aims_are_planned(text):
    assert {figure.status for figure in figures(text)} == {"planned"}


@pytest.mark.parametrize("text", ["全年公开信息30条。", "已新增就业30人。", "完成年度目标任务后,办结率达98%。"][:2])
def test_what_happened_is_stated(text):
    assert {figure.status for figure in figures(text)} == {"stated"}


def test_amounts_of_a_budget_are_planned_and_those_of_final_accounts_are_not():
    text = "收入1672.67万元。"
    assert figures(text, title="澄原市2023年部门预算")[0].status == "planned"
    assert figures(text, title="澄原市2023年部门决算")[0].status == "stated"
