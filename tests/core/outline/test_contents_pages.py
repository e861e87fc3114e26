"""Contents pages are no outline."""

import pytest

from zjviewer.core.outline.contents_pages import contents_pages
from zjviewer.core.outline.sections import build_sections, find_headings

BODY = """第一部分 澄原市水利局概况
一、主要职能
贯彻执行水利工作的法律法规，组织编制水资源规划并监督实施。
二、机构设置
局机关内设机构8个，下属单位3家。
第二部分 2023年度部门决算情况说明
一、收入决算情况说明
本年收入合计5120.6万元。
二、支出决算情况说明
本年支出合计5098.2万元。
第三部分 名词解释
财政拨款收入是指由本级财政拨付的资金。
"""
ENTRIES = [line for line in BODY.split("\n") if line and not line.endswith("。")]
OUTLINE = [
    "澄原市水利局概况",
    "主要职能",
    "机构设置",
    "2023年度部门决算情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "名词解释",
]


def titles(text: str) -> list[str]:
    return [section.title for section in build_sections(text, find_headings(text))]


@pytest.mark.parametrize("title", ["目录", "目 录", "目　　录", "【目录】", "目  次"])
@pytest.mark.parametrize(
    "entry",
    [
        "{}",
        "{}………………3",
        "{} ........ 12",
        "{}····························5",
        "{}  7",
        "　　{}",
    ],
)
def test_a_contents_page_is_no_outline(title, entry):
    page = "\n".join([title, *(entry.format(line) for line in ENTRIES)])
    assert titles(f"{page}\n{BODY}") == OUTLINE


def test_entries_without_the_blank_of_their_headings_are_recognised():
    page = "\n".join(["目 录", *(line.replace(" ", "") for line in ENTRIES)])
    assert titles(f"{page}\n{BODY}") == OUTLINE


def test_leaders_alone_show_a_contents_page():
    page = "\n".join(f"{line}…………{n}" for n, line in enumerate(ENTRIES))
    assert titles(f"{page}\n{BODY}") == OUTLINE


@pytest.mark.parametrize("text", [BODY, "公开目录\n全年公布目录12个。", "目录\n全年编制目录12个。\n一、概述\n其他。"])
def test_a_text_without_a_contents_page_has_none(text):
    assert contents_pages(text) == []
