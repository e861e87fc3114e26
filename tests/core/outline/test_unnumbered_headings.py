"""Lines set apart as headings, and their place above or below numbered chapters."""

import pytest

from zjviewer.core.outline.sections import build_sections, find_headings

PROSE = "全年主动公开政府信息6543条，受理申请231件，全部按时办结，未发生纠错情形。"


def outline(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in build_sections(text, find_headings(text))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“十四五”时期发展成就和2025年工作回顾", "“十五五”时期主要目标和2026年重点工作"),
        ("2025年工作回顾", "2026年工作安排"),
        ("过去五年工作回顾", "今后五年总体要求"),
        ("基本情况", "下一步打算"),
        ("主动公开", "依申请公开"),
    ],
)
def test_lines_set_apart_stand_above_chapters_that_count_again(first, second):
    text = f"{first}\n{PROSE}\n{second}\n做好今年工作意义重大。\n一、抓好项目建设\n{PROSE}\n二、加强自身建设\n{PROSE}"
    assert outline(text) == [(1, first), (1, second), (2, "抓好项目建设"), (2, "加强自身建设")]


def test_lines_set_apart_inside_chapters_that_run_on_stand_below_them():
    text = f"一、主动公开\n{PROSE}\n政策解读\n{PROSE}\n平台建设\n{PROSE}\n二、依申请公开\n{PROSE}\n三、其他\n{PROSE}"
    assert outline(text) == [(1, "主动公开"), (2, "政策解读"), (2, "平台建设"), (1, "依申请公开"), (1, "其他")]


def test_dashed_paragraphs_stand_below_the_line_above_them():
    text = (
        "过去五年工作回顾\n五年历程极不平凡。\n——综合实力大幅提升。经济总量达到267亿元。\n——生态屏障更加牢固。完成造林12万亩。\n"
        f"今年重点工作\n{PROSE}\n一、抓好项目\n{PROSE}"
    )
    assert outline(text) == [
        (1, "过去五年工作回顾"),
        (2, "综合实力大幅提升"),
        (2, "生态屏障更加牢固"),
        (1, "今年重点工作"),
        (2, "抓好项目"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "澄原市人民政府办公室",
        "2024年1月8日",
        "单位：万元",
        "各位代表：",
        "市长 甲某",
        "表1 公开情况",
        "（摘要）",
        "12.",
        "主动公开，依申请公开，其他",
    ],
)
def test_other_short_lines_are_no_headings(line):
    text = f"{PROSE}\n{line}\n{PROSE}\n{line}\n{PROSE}\n{line}\n{PROSE}"
    assert outline(text) == []


def test_broken_lines_are_no_headings():
    lines = "\n".join(
        ["全年主动公开政府信息若干条受理", "申请若干件全部按时办结未发生", "纠错情形并且认真落实各项部署。"] * 6
    )
    assert outline(lines) == []
