import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer import paths
from zjviewer.core.search.glossary import find_terms, term_at, terms, terms_in
from zjviewer.pipeline.open_report import begin_report

NAMES = [name for term in terms() for name in (term.name, *term.forms)]
REGULATION = 56
"""Articles of the Regulation on the Disclosure of Government Information, as revised in 2019."""


def number_of(article: str) -> int:
    digits = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
    tens, mark, ones = article.rpartition("十")
    return digits.get(ones, 0) + (10 * digits.get(tens, 1) if mark else 0)


def test_there_are_enough_terms_and_no_name_twice():
    assert 40 <= len(terms()) <= 80
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.name)
def test_every_term_is_explained_in_both_languages_with_a_source(term):
    assert len(term.definition) > 10
    assert re.fullmatch(r"[a-zA-Z ,'-]+", term.english)
    assert re.search(r"《[^》]+》|国办|国发", term.source)
    for law in re.findall(r"政府信息公开条例》（国务院令第711号）([^；]*)", term.source):
        assert all(
            1 <= number_of(article) <= REGULATION for article in re.findall("第([一二三四五六七八九十]+)条", law)
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_wherever_it_is_pointed_at(name):
    text = f"甲乙{name}丙丁"
    found = {term_at(text, at) for at in range(2, 2 + len(name))}
    assert {name in (term.name, *term.forms) for term in found} == {True}
    assert term_at(text, 0) is None


@given(st.text("政府信息公开年度报告主动依申请指南目录勾稽", max_size=60))
def test_terms_do_not_overlap_and_are_the_words_they_cover(text):
    end = 0
    for span, term in terms_in(text):
        assert span.start >= end
        assert text[slice(*span)] in (term.name, *term.forms)
        end = span.end


def test_the_longest_name_wins():
    assert term_at("政府信息公开工作年度报告", 0).name == "政府信息公开工作年度报告"


def test_the_bundled_report_speaks_of_some():
    text = begin_report(paths.bundled_report()).report.text
    found = {term.name for _, term in terms_in(text)}
    assert {"主动公开", "行政复议", "五公开", "最多跑一次", "结果维持"} <= found


def test_a_search_finds_names_before_explanations():
    assert find_terms("三安全")[0].name == "三安全一稳定"
    assert find_terms("litigation")[0].name == "行政诉讼"
    assert any(term.name == "行政复议" for term in find_terms("第二十三条第一款第四项"))
    assert find_terms("") == terms()
    assert find_terms("zdgk")[0].name == "主动公开"
    assert find_terms("没有这样的词语") == ()


def test_a_term_within_another_word_is_not_meant():
    assert term_at("加快政府信息系统互联互通", 4) is None
    assert term_at("政府信息应当公开", 1).name == "政府信息"
