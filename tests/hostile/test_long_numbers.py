"""Numbers with more digits than a number can have are codes: every form of them opens, in prose and in cells."""

import pytest

from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

FORMS = (
    *("{n}", "{n}%", "-{n}", "{n}万", "{n}余", "{n}亿件", "9{n}.5", "{n}分之一", "百分之{n}", "{n}成", "比例为{n}:1:2"),
    *(
        "{n}-{n}",
        "从{n}至{n}9",
        "增长{n}%",
        "{n}年",
        "第{n}条",
        "{n}月{n}日",
        "{n}倍",
        "翻{n}番",
        "{n}千{n}",
        "十{n}",
        "数{n}",
    ),
    *(
        "{n}、概述",
        "近{n}成五",
        "{n}%至{n}%",
        "接受培训人员数 人次 {n}\n",
        "分别提高{n}、6.3、5.9个百分点",
        "每{n}人{n}件",
    ),
    *("¥{n}", "{n}万{n}千元", "{n}%、{n}%和{n}%", "1e{n}", "{n}/{n}", "1/{n}", "3分之{n}", "〔{n}〕{n}号"),
)
DIGITS = (
    "9" * 18,
    "9" * 19,
    "9" * 24,
    "9" * 17 + ".9",
    "1." + "3" * 22,
    "9" * 26,
    "0" * 30,
    "9" * 300,
    "1." + "0" * 40 + "1",
    ",".join(["999"] * 12),
    "一" * 45,
    "万亿" * 15,
)


@pytest.mark.parametrize("digits", DIGITS, ids=lambda digits: f"{digits[:3]} × {len(digits)}")
def test_a_report_with_a_long_number_opens(tmp_path, digits):
    prose, cells = tmp_path / "a.txt", tmp_path / "a.csv"
    for form in FORMS:
        written = form.format(n=digits)
        prose.write_text(
            f"某县2023年年报\n一、总体情况\n公开信息{written}件，其中甲{written}。\n{written}\n", encoding="utf-8"
        )
        cells.write_text(f'指标,数量\n甲,"{written}"\n乙,3\n合计,"{written}"\n', encoding="utf-8")
        numbered = "".join(
            f'{label},"{written}",2\n' for label in ("一、甲", "其中：乙", "丙", "二、丁", "戊", "己", "合计")
        )
        (tmp_path / "b.csv").write_text(f"指标,数量,上年\n{numbered}", encoding="utf-8")
        for path in (prose, cells, tmp_path / "b.csv"):
            analysis = open_report(path, read=read_report)
            assert digits[:20] in analysis.report.text
            assert all(len(figure.literal) <= 60 for figure in analysis.figures), form


def test_a_column_of_long_codes_leaves_the_numbers_beside_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("项目,合同,金额（万元）\n" + f"甲,{'4' * 26},3\n乙,{'5' * 30},4\n", encoding="utf-8")
    analysis = open_report(path, read=read_report)
    assert [figure.literal for figure in analysis.figures] == ["3", "4"]
