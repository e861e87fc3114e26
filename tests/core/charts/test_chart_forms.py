"""Which charts tables of many forms get: one level at a time, totals by their label only, no chart of a single bar."""

import pytest

from zjviewer.pipeline.open_report import open_report

FORMS = {
    "levels by indents": (
        "项目,金额（万元）|教育支出,500|　普通教育,400|　　小学教育,250|　　初中教育,150|　职业教育,100|卫生支出,200",
        ["教育支出 卫生支出", "普通教育 职业教育", "小学教育 初中教育"],
    ),
    "rows of which the total counts one": (
        "项目,金额（亿元）|税收收入,86.40|其中：增值税,30.20|企业所得税,12.80|非税收入,21.00|合计,107.40",
        ["税收收入 非税收入 合计", "其中：增值税 企业所得税"],
    ),
    "one amount": ("项目,金额（万元）|公用经费,46.2", []),
    "one rate": ("指标,数值|按期办结率,98.5%", ["按期办结率"]),
    "values that fit without a label of a total": (
        "类别,人数（人）|正式,12|聘用,18|志愿者,30|其他,5",
        ["正式 聘用 志愿者 其他"],
    ),
    "different units": ("指标,单位,数值|粮食产量,万吨,35.8|常住人口,万人,42.3|生产总值,亿元,210.6", []),
    "amounts and growth": (
        "年份,收入（亿元）,增长（%）|2020,80.5,3.1|2021,86.9,8.0|2022,85.2,-2.0",
        ["2020 2021 2022", "2020 2021 2022"],
    ),
    "total in the first row": ("乡镇,公开数（条）|全区,620|东镇,300|西镇,320", ["全区 东镇 西镇"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_gets_the_charts_that_suit_it(form, tmp_path):
    table, expected = FORMS[form]
    path = tmp_path / "report.csv"
    path.write_text(table.replace("|", "\n") + "\n", encoding="utf-8")
    analysis = open_report(path)
    drawn = [
        " ".join(analysis.table_by_id[chart.table].rows[row].label for row in chart.rows) for chart in analysis.charts
    ]
    assert drawn == expected
