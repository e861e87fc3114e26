"""Body and date of a report from its title, its opening and its signature."""

from datetime import date

import pytest

from zjviewer.core.model.report import Report
from zjviewer.core.text.report_metadata import is_title, with_detected_metadata

TEXT = "一、总体情况\n全年主动公开政府信息120条，受理申请12件。"


def detected(title: str, text: str = TEXT) -> Report:
    return with_detected_metadata(Report(text=text, title=title, issuer="", region="", year=None, path=None))


@pytest.mark.parametrize(
    ("title", "text", "issuer"),
    [
        ("沭阳县人民政府2024年政府信息公开工作年度报告", TEXT, "沭阳县人民政府"),
        ("2024年沭阳县人民政府政府信息公开工作年度报告", TEXT, "沭阳县人民政府"),
        ("沭阳县人民政府信息公开工作年度报告（2024年）", TEXT, "沭阳县人民政府"),
        ("2024年澄原市科技局政府信息公开工作年度报告", TEXT, "澄原市科技局"),
        ("澄原市2017年国民经济和社会发展统计公报", f"澄原市统计局\n(2018年4月16日)\n{TEXT}", "澄原市统计局"),
        ("沭阳县2024年政府信息公开工作年度报告", f"{TEXT}\n沭阳县人民政府\n2025年1月20日", "沭阳县人民政府"),
        ("2026年南黎区政府工作报告", f"各位代表：\n现在，我代表区人民政府向大会报告工作。\n{TEXT}", "南黎区人民政府"),
        ("政府工作报告", f"各位代表：\n现在，我代表国务院，向大会报告政府工作。\n{TEXT}", "国务院"),
        ("2024年南黎县政府工作报告", f"我代表南黎县人民政府，向大会报告工作。\n{TEXT}", "南黎县人民政府"),
        ("沭阳县2024年政府信息公开工作年度报告", TEXT, "沭阳县"),
        ("臨泉市人民政府2019年政府信息公開工作年度報告", TEXT, "臨泉市人民政府"),
        ("2009年澄原市政府信息公開工作年度報告", "一、綜合\n受理申請120件。", "澄原市"),
    ],
)
def test_the_body_is_found_with_its_authority(title, text, issuer):
    assert detected(title, text).issuer == issuer


@pytest.mark.parametrize(
    "line",
    [
        "(2018年4月16日)",
        "（2018年4月16日）",
        "2018年4月16日",
        "（2018-04-16）",
        "二〇一八年四月十六日",
        "（二○一八年四月十六日）",
        "2018.4.16",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_line_with_a_date_below_the_title_or_at_the_end_is_the_date_of_publication(line, first):
    text = f"澄原市统计局\n{line}\n{TEXT}" if first else f"{TEXT}\n澄原市统计局\n{line}"
    assert detected("澄原市2017年国民经济和社会发展统计公报", text).published == date(2018, 4, 16)


@pytest.mark.parametrize(
    "text", [TEXT, f"{TEXT}\n截至2018年4月16日已办结。", f"——2018年4月16日在第九届代表大会上\n{TEXT}"]
)
def test_other_dates_are_not_that_of_publication(text):
    assert detected("澄原市2017年公报", text).published is None


@pytest.mark.parametrize(
    "title",
    [
        "2009年澄原市政府信息公開工作年度報告",
        "臨泉市2026年部門預算",
        "臨泉市2017年國民經濟和社會發展統計公報",
    ],
)
def test_a_title_in_traditional_characters_is_a_title(title):
    assert is_title(title)
