"""The outline: run-in headings found in any report, editorial ones at their places."""

import json
from pathlib import Path

import pytest

from zjviewer import paths
from zjviewer.core.outline.sections import build_sections, find_headings
from zjviewer.pipeline.open_report import begin_report

GOLDEN = Path(__file__).parent.parent.parent / "golden" / "zhejiang-2017-outline.json"


def titles(text: str) -> list[tuple[str, str]]:
    return [(section.id, section.title) for section in build_sections(text, find_headings(text))]


@pytest.fixture(scope="module")
def bundled():
    return begin_report(paths.bundled_report())


def test_the_bundled_outline_is_the_one_worked_out_by_hand(bundled):
    expected = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert [{key: getattr(s, key) for key in expected[0]} for s in bundled.sections] == expected


def test_chapters_are_ten_and_only_what_the_copy_lost_is_editorial(bundled):
    chapters = [section for section in bundled.sections if section.level == 1]
    assert [chapter.number for chapter in chapters] == list("一二三四五六七八九十")
    for section in bundled.sections:
        stands = bundled.report.text.startswith((section.title, f"{section.number}{section.title}"), section.start)
        assert (section.source == "text") == stands, section


def test_the_run_in_headings_are_found_without_the_sidecar(bundled):
    found = {section.title for section in build_sections(bundled.report.text, find_headings(bundled.report.text))}
    in_text = {section.title for section in bundled.sections if section.source == "text"}
    assert in_text - found == {"以公开助推防范化解地方政府性债务风险"}
    assert found <= in_text


def test_sections_nest_and_cover_the_text(bundled):
    by_id = {section.id: section for section in bundled.sections}
    assert bundled.sections[0].start == 0
    assert max(section.end for section in bundled.sections) == len(bundled.report.text)
    for section in bundled.sections:
        assert section.start < section.end
        if section.parent:
            parent = by_id[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end


def test_numbered_headings_nest_by_their_kind():
    text = "一、概述\n全文如下。\n(一)领导重视。各单位加强领导。\n(二)制度健全。全面执行。\n二、主动公开\n情况如下。"
    assert titles(text) == [("1", "概述"), ("1.1", "领导重视"), ("1.2", "制度健全"), ("2", "主动公开")]


def test_a_numbered_passage_behind_a_colon_begins_a_section():
    text = "2018年,将采取以下措施:(一)加强平台建设。推进网站协同联动。(二)加强队伍建设。健全组织机构,强化培训。"
    assert [title for _, title in titles(text)] == ["加强平台建设", "加强队伍建设"]


def test_parallel_short_sentences_that_open_passages_are_headings():
    passage = "按照谁起草谁解读的原则,落实责任主体,鼓励主要负责人担当解读人,带头解读政策,传递权威信息,避免误读。"
    text = f"着力抓政策解读。{passage}\n着力抓新闻发布。{passage}\n"
    assert [title for _, title in titles(text)] == ["着力抓政策解读", "着力抓新闻发布"]


@pytest.mark.parametrize(
    "text",
    [
        "40多岁的张某反映情况。工作人员及时作了解答,群众表示满意,问题得到妥善解决,社会反响良好,媒体作了报道。",
        "第一时间向社会公布改革成果。目前事项达到665项,设区市本级平均达到755项,全省实现率达到87.9%,满意率达到94.7%。",
        "1.5倍的增长令人鼓舞。各单位继续努力,进一步加大公开力度,拓展公开渠道,丰富公开内容,提升公开质量和实效。",
        "2017年,全省公开了736个项目。按季度召开新闻发布会,解读经济运行情况,重点增加供给侧结构性改革等方面的内容。",
    ],
)
def test_sentences_that_tell_something_are_not_headings(text):
    assert titles(text) == []


def test_a_text_without_headings_has_no_sections():
    assert titles("今天天气很好。") == []
    assert titles("") == []


def test_parts_stand_above_chapters():
    text = (
        "第一部分 基本情况\n全年平稳。\n一、概述\n全年公开信息。\n第二部分：收费\n未收取任何费用。\n第三部分为附表。\n"
    )
    assert titles(text) == [("1", "基本情况"), ("1.1", "概述"), ("2", "收费")]


def test_a_list_within_one_paragraph_opens_no_section():
    assert titles("一、问题\n一是主动性不够强。二是队伍建设有待加强。\n") == [("1", "问题")]
