"""Sentences, paragraphs and folding; offsets always stay true."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.model.analysis import Section
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import fold_width, normalise, paragraphs, sentence_at, sentences

TEXT = st.text(alphabet='公开信息。,;!?\n "”1２a', max_size=80)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert not set(once) & set("\r\u2028\u2029\ufeff\0")


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    assert len(fold_width(text)) == len(text)


@given(TEXT)
def test_sentences_are_ordered_trimmed_and_hold_all_that_is_not_space(text):
    found = list(sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(TEXT, st.integers(0, 80))
def test_the_sentence_at_an_offset_is_one_of_the_sentences(text, offset):
    offset = min(offset, len(text))
    span = sentence_at(text, offset)
    around = [s for s in sentences(text) if s.start <= offset < s.end]
    assert not around or span == around[0]


@given(TEXT, st.sets(st.integers(0, 79), max_size=4))
def test_paragraphs_hold_all_text_and_never_cross_a_section(text, starts):
    bounds = sorted(start for start in starts if start < len(text))
    sections = [Section(str(i + 1), "题", 1, start, len(text), "editorial") for i, start in enumerate(bounds)]
    found = paragraphs(text, sections)
    kept = "".join(text[p.start : p.end] for p in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert not any(p.start < start < p.end for p in found for start in bounds)


def test_a_long_paragraph_is_broken_at_sentences_and_what_is_part_of_them_stays():
    sentence = "公开工作取得了新的进展和明显的成效," * 6 + "受到好评。"
    text = sentence * 3 + "其中省级部门占一半。" + sentence
    found = [text[p.start : p.end] for p in paragraphs(text, ())]
    assert len(found) > 1
    assert all(piece.endswith("。") and not piece.startswith("其中") for piece in found)
    assert "".join(found) == text


def test_a_heading_stands_alone_and_the_number_of_an_article_does_not():
    text = "总则 第一条 为了公开信息。一、概述 全年公开。"
    article, chapter = text.index("第一条"), text.index("一、概述")
    spans = [(0, 2), (article, article + 3), (chapter, chapter + 4)]
    ends = [start for start, _ in spans[1:]] + [len(text)]
    sections = [
        Section(str(n), "", 1, start, end, "text", Span(start, heading))
        for n, ((start, heading), end) in enumerate(zip(spans, ends, strict=True), 1)
    ]
    found = [text[span.start : span.end] for span in paragraphs(text, sections)]
    assert found == ["总则", "第一条 为了公开信息。", "一、概述", "全年公开。"]
