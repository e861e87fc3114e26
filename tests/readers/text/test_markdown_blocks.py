"""Blocks of Markdown that take a line or two: what follows them directly is read, too."""

import pytest

from zjviewer.pipeline.open_report import open_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条。"


def read(folder, text: str):
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return open_report(path)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## 公开渠道", "公开渠道"),
        ("## 公开渠道 ##", "公开渠道"),
        ("## 公开渠道 ####", "公开渠道"),
        ("## 公开渠道 C#", "公开渠道 C#"),
        ("## 公开渠道##", "公开渠道##"),
        ("##   公开渠道  ", "公开渠道"),
    ],
)
def test_closing_signs_of_a_heading_are_no_part_of_its_title(tmp_path, line, title):
    analysis = read(tmp_path, f"# 年报\n\n{PROSE}\n\n{line}\n{PROSE}\n")
    assert [section.title for section in analysis.sections] == [title]


@pytest.mark.parametrize("block", ["## 公开渠道", "公开渠道\n---", "公开渠道\n===", "***", "- - -", "___"])
def test_the_line_after_a_heading_or_a_rule_is_read(tmp_path, block):
    analysis = read(tmp_path, f"# 年报\n\n{PROSE}\n\n{block}\n第一行说明情况。\n\n{PROSE}\n")
    assert "第一行说明情况。" in analysis.report.text
    assert analysis.report.text.count(PROSE) == 2


@pytest.mark.parametrize(("line", "level"), [("===", 1), ("---", 2), ("=", 1)])
def test_the_line_below_a_title_gives_its_level(tmp_path, line, level):
    analysis = read(tmp_path, f"{PROSE}\n\n公开渠道\n{line}\n{PROSE}\n\n### 网站\n{PROSE}\n")
    assert "公开渠道" in [section.title for section in analysis.sections] or level == 1
    assert line not in analysis.report.text.split("\n")
