"""The outline: run-in headings found in any report, editorial ones at their places."""

import json
from pathlib import Path

import pytest

from zjviewer import paths
from zjviewer.core.model.report import Span, StyledHeading
from zjviewer.core.outline.heading_numbers import numbering_remarks
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


LONG = "推动供需高水平动态适配，在建设强大市场中努力扩大有潜能的消费、有需求的生产、有效益的投资和有质量的供给"


@pytest.mark.parametrize(
    "numbers", [("（一）", "（二）", "（三）"), ("一、", "二、", "三、"), ("1.", "2.", "3."), ("(1)", "(2)", "(3)")]
)
@pytest.mark.parametrize("place", range(3))
def test_a_long_heading_among_shorter_ones_is_one(numbers, place):
    names = ["打造产业科技创新中心", "坚定不移深化改革", "加强自身建设"]
    names[place] = LONG
    text = "\n".join(
        f"{number}{name}。\n加大投入力度，实施项目12个。" for number, name in zip(numbers, names, strict=True)
    )
    assert [title for _, title in titles(text)] == names


@pytest.mark.parametrize(
    "numbers", [("（一）", "（二）", "（三）", "（四）", "（五）"), ("1.", "2.", "3.", "4.", "5.")]
)
@pytest.mark.parametrize("tail", ["（负责部门：市商务局）", "", "责任单位：市商务局。"])
def test_a_list_of_sentences_has_no_headings_though_some_are_short(numbers, tail):
    long = (
        "放宽建设工程设计企业外籍技术人员的比例要求，支持有条件的企业先行先试，探索建立新的管理制度和服务办法，并及时总结推广，确保落地见效，切实维护市场秩序和公共利益，"
        * 2
    )
    items = [long[:-1], "支持在试验区设置商标受理窗口", long[:-1], long[:-1], "允许创新推出税收服务举措"]
    text = "一、营造优良投资环境\n" + "\n".join(
        f"{number}{item}。{tail}" for number, item in zip(numbers, items, strict=True)
    )
    assert titles(text) == [("1", "营造优良投资环境")]
    assert not numbering_remarks(build_sections(text, find_headings(text)))


@pytest.mark.parametrize(
    "sentence",
    [
        "任何单位和个人不得编造、故意传播虚假信息。有关部门发现虚假信息的，应当及时发布准确的信息予以澄清，维护公众知情权。",
        "新闻媒体应当客观公正。新闻媒体采访报道突发事件应当及时、准确、客观、公正，不得传播虚假信息，不得夸大事实真相。",
        "本条例所称公开是指主动公开。公开应当遵循公正、公平、合法、便民的原则，主动公开的内容由行政机关按照规定确定。",
        "年末全市常住人口312.87万人。其中,城镇人口为151.93万人,常住人口城镇化率达48.56%。全年出生人口为3.09万人,出生率9.88‰。",
        "全市粮食产量达到56.3万吨。粮食产量比上年增长2.1%,其中夏粮产量12.1万吨,秋粮产量44.2万吨,单产持续提高,总产再创新高。",
    ],
)
@pytest.mark.parametrize("law", [True, False])
def test_a_sentence_that_opens_a_paragraph_is_no_heading(sentence, law):
    article = "第一条　本市建立发布制度。\n第二条　本市建立采访制度。\n" if law else ""
    text = f"第一章 总则\n{article}{sentence}"
    assert sentence.split("。")[0] not in [title for _, title in titles(text)]


def test_lead_sentences_of_a_series_are_all_headings():
    body = "就业是最基本的民生，要突出就业优先导向，加强财税金融等政策对稳就业的支持，加大促就业专项政策力度。"
    names = ["多措并举稳就业促增收", "提高医疗卫生服务能力", "推动共建“一带一路”走深走实", "丰富精神文化生活"]
    text = "（十）切实保障和改善民生。\n" + "\n".join(f"{name}。{body}" for name in names)
    assert [title for _, title in titles(text)] == ["切实保障和改善民生", *names]


def test_a_salutation_leaves_the_numbered_parts_of_a_chapter():
    body = (
        "坚决贯彻全面从严治党要求，持续改进作风，提升效能，严格规范公正文明执法，自觉接受各方面的监督，取得积极成效。"
    )
    text = (
        f"一、工作回顾\n（一）创新发展。{body}\n（二）改革开放。{body}\n各位代表！五年来，成就来之不易，值得珍惜，应当铭记。\n"
        f"——质效不断提高。{body}\n——动能显著增强。{body}"
    )
    assert [(id_, title) for id_, title in titles(text)] == [
        ("1", "工作回顾"),
        ("1.1", "创新发展"),
        ("1.2", "改革开放"),
        ("1.3", "质效不断提高"),
        ("1.4", "动能显著增强"),
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([(2, "三、申请情况"), (3, "一、本年新收"), (3, "二、上年结转"), (2, "四、复议诉讼")], [1, 2, 2, 1]),
        ([(1, "一、甲类"), (2, "一、乙类"), (2, "二、丙类"), (1, "二、丁类")], [1, 2, 2, 1]),
        ([(2, "（一）甲类"), (3, "（一）乙类"), (3, "（二）丙类"), (2, "（二）丁类")], [1, 2, 2, 1]),
        ([(1, "一、甲类"), (2, "二、乙类"), (1, "三、丙类")], [1, 1, 1]),
        ([(1, "一、甲类"), (1, "（一）乙类"), (1, "二、丙类")], [1, 2, 1]),
    ],
)
def test_levels_hold_where_the_numbers_of_each_count_on_their_own(levels, expected):
    text, marks = "", []
    for level, line in levels:
        marks.append(StyledHeading(Span(len(text), len(text) + len(line)), level))
        text += f"{line}\n公开信息12条。\n"
    assert [section.level for section in build_sections(text, find_headings(text, marks=marks))] == expected
