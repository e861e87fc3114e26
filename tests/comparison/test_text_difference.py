"""Differences of texts: every character is told once, moved text is not deleted, numbers are a class of their own."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample import analysis_of
from zjviewer.comparison.text_difference import chapter_pairs, compare_chapters, compare_texts, word_changes
from zjviewer.core.model.analysis import Section
from zjviewer.core.model.report import Report

FIRST = (
    "全市主动公开政府信息1,204条。\n持续推进基层政务公开标准化规范化建设。\n召开新闻发布会48场。\n"
    "加强政府网站和政务新媒体建设，提升服务水平。\n这一句明年不再出现，属于旧的工作安排。"
)
SECOND = (
    "召开新闻发布会48场。\n全市主动公开政府信息1,377条。\n持续推进基层政务公开标准化规范化建设。\n"
    "加强政府网站、政务新媒体和公报建设，提升服务水平。\n新设政策咨询窗口十二个，方便群众办事。"
)

sentences = st.lists(
    st.text("公开信息年度报告12，", min_size=1, max_size=12).map(lambda words: words + "。"), max_size=12
)


def kinds(first, second):
    found = compare_texts(first, second)
    return {
        (
            passage.kind,
            first[slice(*passage.left)] if passage.left else "",
            second[slice(*passage.right)] if passage.right else "",
        )
        for passage in found.passages
    }


def test_each_kind_of_difference_is_told_apart():
    found = kinds(FIRST, SECOND)
    assert ("numbers", "全市主动公开政府信息1,204条。", "全市主动公开政府信息1,377条。") in found
    assert ("moved", "召开新闻发布会48场。", "召开新闻发布会48场。") in found
    assert ("new", "", "新设政策咨询窗口十二个，方便群众办事。") in found
    assert ("gone", "这一句明年不再出现，属于旧的工作安排。", "") in found
    assert ("same", "持续推进基层政务公开标准化规范化建设。", "持续推进基层政务公开标准化规范化建设。") in found
    assert [kind for kind, *_ in found if kind == "changed"] == ["changed"]


def test_changed_numbers_stay_whole_in_the_words_of_a_change():
    words = word_changes("公开1,204条信息。", "公开1,377条消息。")
    assert ("1,204", "left") in words
    assert ("1,377", "right") in words


@settings(max_examples=60, deadline=None)
@given(sentences, sentences)
def test_every_sentence_of_both_texts_is_told_exactly_once(left, right):
    first, second = "\n".join(left), "\n".join(right)
    found = compare_texts(first, second)
    own = [passage.left for passage in found.passages if passage.left]
    other = [passage.right for passage in found.passages if passage.right]
    assert "".join(first[slice(*span)] for span in sorted(own)) == "".join(left)
    assert other == sorted(other)
    assert "".join(second[slice(*span)] for span in other) == "".join(right)
    for passage in found.passages:
        both = passage.left is not None and passage.right is not None
        assert both == (passage.kind in ("same", "changed", "numbers", "moved"))
        if passage.words:
            sides = [
                "".join(text for text, side in passage.words if side in ("both", own)) for own in ("left", "right")
            ]
            assert sides == [first[slice(*passage.left)], second[slice(*passage.right)]]


@settings(max_examples=40, deadline=None)
@given(sentences, st.randoms(use_true_random=False))
def test_text_in_another_order_is_moved_and_neither_new_nor_gone(written, chance):
    shuffled = list(written)
    chance.shuffle(shuffled)
    found = compare_texts("\n".join(written), "\n".join(shuffled))
    assert found.count("new") == found.count("gone") == 0


def test_a_sentence_that_has_moved_is_no_version_of_another_one():
    first = "\n".join(["1。", "1。", "信。", "1。", "信1。", "1。", "1。", "1。"])
    for order in set(permutations(first.split("\n")[2:6])):
        found = compare_texts(first, "\n".join(["1。", *order, "1。", "1。", "1。"]))
        assert found.count("new") == found.count("gone") == found.count("changed") == 0


def test_shared_passages_have_a_proportion_of_each_text():
    found = compare_texts(FIRST, SECOND)
    same = ("全市主动公开政府信息1,204条。", "持续推进基层政务公开标准化规范化建设。", "召开新闻发布会48场。")
    assert found.shared_left == sum(map(len, same)) / len(FIRST.replace("\n", ""))
    assert compare_texts(FIRST, FIRST).shared_left == 1
    assert compare_texts(FIRST, "").shared_left == compare_texts("", FIRST).shared_left == 0


def test_chapters_are_paired_by_title_whatever_their_numbers():
    def analysis(*titles):
        sections = [Section(str(i), title, 1, i, i + 1, "text") for i, title in enumerate(titles, 1)]
        report = Report("a" * 20, "", "", "", 2020, None)
        return replace(analysis_of(report, sections, {}, ()), sections=tuple(sections))

    pairs = chapter_pairs(
        analysis("一、总体情况", "二、主动公开政府信息情况", "三、旧的一章"),
        analysis("总体情况", "（三）主动公开政府信息情况", "其他需要报告的事项"),
    )
    assert [(left and left.title, right and right.title) for left, right in pairs] == [
        ("", ""),
        ("一、总体情况", "总体情况"),
        ("二、主动公开政府信息情况", "（三）主动公开政府信息情况"),
        (None, "其他需要报告的事项"),
        ("三、旧的一章", None),
    ]


def test_numbers_of_neighbouring_cells_stay_apart():
    found = compare_texts("规章\t4\t5,797\t0", "规章\t0\t5,804\t0")
    assert [passage.kind for passage in found.passages] == ["numbers"]
    assert [words.text for words in found.passages[0].words if words.side == "left"] == ["4", "5,797"]


MOVING = "完善依申请公开的登记、办理、答复和归档等各项制度。"
OTHER = "公开工作人员培训2次。"


def report_of(*chapters):
    """A report of chapters with their sentences, below an opening without a heading."""
    text, sections = "本报告由区政府编制。\n", []
    for number, (title, sentences) in enumerate(chapters, 1):
        begin = len(text)
        text += "\n".join((title, *sentences)) + "\n"
        sections.append(Section(str(number), title, 1, begin, len(text), "text"))
    return replace(analysis_of(Report(text, "", "", "", 2020, None), sections, {}, ()), sections=tuple(sections))


def test_what_stands_in_another_chapter_is_moved_and_nothing_is_told_twice():
    first = report_of(
        ("一、总体情况", [MOVING, FIRST]), ("二、存在的问题", [OTHER]), ("三、旧", ["不再保留的一章在这里。"])
    )
    second = report_of(("一、总体情况", [SECOND]), ("二、存在的问题", [OTHER.replace("2", "3"), MOVING]))
    compared = compare_chapters(first, second)
    texts = first.report.text, second.report.text
    spans = ([], [])
    kinds = {}
    for chapter in compared.chapters:
        for passage in chapter.difference.passages:
            for side, span in enumerate((passage.left, passage.right)):
                if span:
                    spans[side].append(span)
            kinds[compared.text_of(passage)] = (chapter.title, passage.kind)
    for text, own in zip(texts, spans, strict=True):
        assert "".join(text[slice(*span)] for span in sorted(own)) == text.replace("\n", "")
    assert kinds[MOVING] == ("二、存在的问题", "moved")
    assert kinds[OTHER.replace("2", "3")] == ("二、存在的问题", "numbers")
    assert kinds["不再保留的一章在这里。"] == ("三、旧", "gone")
    assert kinds["本报告由区政府编制。"] == ("", "same")
    alone = compare_chapters(first, second, 3)
    assert [chapter.title for chapter in alone.chapters] == ["二、存在的问题"]
    assert "new" in [passage.kind for passage in alone.chapters[0].difference.passages]
