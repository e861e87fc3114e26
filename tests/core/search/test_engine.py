import itertools
import random
import re
import string
import unicodedata
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import processor_seconds
from tests.sample import sample_analysis
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Context, Hits, Query, context, find, fold, query_terms, section_counts
from zjviewer.errors import BadPattern

LETTERS = st.sampled_from("aAbBＡａ（(）) 　公开𠮷😀ﾊハßΣσςK\n")  # without digits: beside them a space is optional
TEXTS = st.text(LETTERS, max_size=40)
WORDS = st.text(st.sampled_from("aAbBＡａ（(）)公开𠮷😀ﾊハßΣσςK"), min_size=1, max_size=3)
"""Without spaces and digits, which have rules of their own."""
SIGNS = {
    sign: signs[0]
    for signs in ('"“”„‟＂「」『』〝〞｢｣', "'‘’‚‛＇", "-‐‑‒–—―−－﹣─", "~～〜∼", "·•・‧∙⋅･")
    for sign in signs
}


def folded(text: str, case: bool, width: bool) -> str:
    """What a search compares, by the tables of Unicode: forms of the same width, then of the same case."""

    def one(char: str) -> str:
        if not width and char in SIGNS:
            return SIGNS[char]
        if not width and unicodedata.east_asian_width(char) in "FH":
            same = unicodedata.normalize("NFKC", char)
            char = same if len(same) == 1 else char
        return char if case or len(char.casefold()) > 1 else char.casefold()

    return "".join(map(one, text))


def naive(text: str, word: str, case: bool, width: bool) -> list[int]:
    text, word = folded(text, case, width), folded(word, case, width)
    found, at = [], 0
    while at + len(word) <= len(text):
        if text[at : at + len(word)] == word:
            found.append(at)
            at += len(word)
        else:
            at += 1
    return found


@given(TEXTS, WORDS, st.booleans(), st.booleans())
def test_find_gives_what_a_walk_through_the_folded_text_gives(text, word, case, width):
    hits = find(text, Query(word, case=case, width=width))
    assert list(hits.starts) == naive(text, word, case, width)


@given(st.lists(st.sampled_from(["公开", "年", "2", "１７", "A"]), min_size=1, max_size=5), st.data())
def test_a_space_beside_a_number_is_optional_in_the_text(parts, data):
    """And nowhere else."""
    word = "".join(parts)
    numbers = [index for index in range(1, len(word)) if word[index].isdigit() != word[index - 1].isdigit()]
    spaced = data.draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    text = "".join(" " * (index in spaced) + char for index, char in enumerate(word))
    assert find(f"前{text}后", Query(word)) == Hits((1,), (1 + len(text),), (0,))
    if others := [index for index in range(1, len(word)) if index not in numbers]:
        at = data.draw(st.sampled_from(others))
        assert find(f"前{word[:at]} {word[at:]}后", Query(word)) == Hits()


@given(TEXTS, WORDS, st.booleans(), st.booleans())
def test_every_hit_folds_to_the_pattern(text, word, case, width):
    hits = find(text, Query(word, case=case, width=width))
    for index in range(len(hits)):
        found = text[slice(*hits.span(index))]
        assert folded(found, case, width) == folded(word, case, width)


@given(TEXTS, TEXTS, st.booleans(), st.booleans())
def test_several_words_never_overlap_and_each_hit_is_its_word(text, words, case, width):
    query = Query(words, case=case, width=width, words=True)
    hits, wanted = find(text, query), query_terms(query)
    assert all(end <= start for end, start in zip(hits.ends, hits.starts[1:], strict=False))
    for start, end, word in zip(hits.starts, hits.ends, hits.word_indexes, strict=True):
        assert folded(text[start:end], case, width) == folded(wanted[word], case, width)


@given(TEXTS, WORDS, st.booleans(), st.booleans())
def test_an_escaped_expression_finds_what_the_words_find(text, word, case, width):
    plain = find(text, Query(word, case=case, width=width))
    if "ß" in text + word or "K" in text + word:
        return  # full case folding is the library's own affair
    assert find(text, Query(re.escape(word), case=case, width=width, regex=True)) == plain


@given(TEXTS, WORDS, st.integers(0, 40), st.integers(0, 40))
def test_a_search_within_a_range_finds_what_a_search_in_its_text_finds(text, word, start, end):
    start, end = min(start, len(text)), min(end, len(text))
    inside = find(text, Query(word), Span(start, max(start, end)))
    assert [at - start for at in inside.starts] == list(find(text[start:end], Query(word)).starts)


@pytest.mark.parametrize("case", [False, True])
@pytest.mark.parametrize("width", [False, True])
def test_folding_never_changes_the_length_and_knows_every_character(case, width):
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert fold(every, case=case, width=width) == folded(every, case, width)


@pytest.mark.parametrize("mark", sorted(set(string.punctuation)))
@pytest.mark.parametrize("words", [False, True])
def test_signs_that_mean_something_in_expressions_are_just_signs(mark, words):
    wide = chr(ord(mark) + 0xFEE0)
    text = f"a{mark}{wide}公开{wide}1{mark}"
    hits = find(text, Query(mark, words=words))
    assert hits.starts == (1, 2, 5, 7)
    assert find(text, Query(wide, words=words)) == hits
    assert find(text, Query(f"a{wide}", words=words)).starts == (0,)
    assert find(text, Query(mark, width=True, words=words)).starts == (1, 7)


@pytest.mark.parametrize(
    ("text", "pattern", "hits"),
    [
        ("２０１７年,2017年", "2017", 2),
        ("县（市、区）,县(市、区)", "县(市、区)", 2),
        ("ＰＤＦ、PDF、pdf", "pdf", 3),
        ("𠮷野家𠮷", "𠮷", 2),
        ("公公公", "公公", 1),
        ("公开", "", 0),
    ],
)
def test_width_and_case_do_not_matter_unless_asked(text, pattern, hits):
    assert len(find(text, Query(pattern))) == hits


def test_width_and_case_matter_when_asked():
    assert find("２０１７ 2017", Query("2017", width=True)).starts == (5,)
    assert find("Pdf pdf", Query("pdf", case=True)).starts == (4,)


def test_offsets_count_code_points_beyond_the_basic_plane():
    text = "😀公开𠮷公开"
    hits = find(text, Query("公开"))
    assert hits.starts == (1, 4)
    assert all(text[slice(*hits.span(index))] == "公开" for index in range(2))


def test_several_words_have_an_index_each_and_the_longer_wins_at_one_place():
    hits = find("公开信息公开,公开信息", Query("公开 公开信息 信息", words=True))
    assert hits == Hits((0, 4, 7), (4, 6, 11), (1, 0, 1))


def test_words_that_fold_alike_are_one():
    assert query_terms(Query("pdf PDF ＰＤＦ 公开", words=True)) == ("pdf", "公开")


def test_an_expression_folds_width_without_making_operators():
    assert find("a（1）b(1)", Query("（1）", regex=True)).starts == (1, 5)
    assert find("a（1）b(1)", Query(r"\(１\)", regex=True)).starts == (1, 5)
    assert find("（(", Query(r"[（]", regex=True)).starts == (0, 1)


def test_anchors_stand_at_paragraphs_and_empty_matches_are_no_hits():
    assert find("一\n二", Query("^.", regex=True)).starts == (0, 2)
    assert len(find("公开", Query("x*", regex=True))) == 0


@pytest.mark.parametrize(
    ("pattern", "place", "words"),
    [
        ("(公开", 3, "bracket ("),
        ("公)开", 2, "bracket )"),
        ("[公", 2, "bracket ["),
        ("*公", 1, "nothing to repeat"),
        ("公**", 3, "repetitions"),
        ("公\\", 2, "cannot be read"),
    ],
)
def test_a_bad_expression_is_told_with_its_place(pattern, place, words):
    with pytest.raises(BadPattern) as caught:
        find("公开", Query(pattern, regex=True))
    assert caught.value.values["place"] == place
    assert words in str(caught.value)


def test_a_runaway_expression_is_stopped(monkeypatch):
    monkeypatch.setattr("zjviewer.core.search.engine.PATIENCE", 0.05)
    with pytest.raises(BadPattern, match="too long"):
        find("a" * 60 + "b", Query("(a|aa)+$", regex=True))


@pytest.mark.parametrize(("seconds", "stopped"), [(0.09, False), (0.11, True)])
def test_an_expression_that_goes_from_hit_to_hit_too_slowly_is_stopped(monkeypatch, seconds, stopped):
    """Ten hits; a clock that goes on by as much with each of them."""
    clock = itertools.count(0, seconds)
    monkeypatch.setattr("zjviewer.core.search.engine.time", SimpleNamespace(monotonic=lambda: next(clock)))
    query = Query("公.", regex=True)
    if stopped:
        with pytest.raises(BadPattern, match="too long"):
            find("公开" * 10, query)
    else:
        assert len(find("公开" * 10, query)) == 10


def test_the_first_hit_from_a_place_wraps_and_is_missing_only_without_hits():
    hits = find("公开 公开", Query("公开"))
    assert [hits.first_from(offset) for offset in (0, 1, 3, 4)] == [0, 1, 1, 0]
    assert Hits().first_from(0) == -1


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (5, 7, ("文 这里", "公开", "信息 后")),
        (0, 2, ("", "前文", " 这里公")),
        (1, 2, ("前", "文", " 这里公")),
        (3, 4, ("前文 ", "这", "里公开信")),
        (10, 12, ("开信息 ", "后文", "")),
        (9, 11, ("公开信息", " 后", "文")),
    ],
)
def test_context_is_one_line_around_the_hit_and_ends_with_the_text(start, end, expected):
    assert context("前文\n这里公开信息\n后文", start, end, 4) == Context(*expected)


def test_context_has_two_dozen_characters_on_each_side():
    text = "".join(chr(0x4E00 + number) for number in range(100))
    assert context(text, 50, 52) == Context(text[26:50], text[50:52], text[52:76])


@pytest.mark.parametrize(
    ("text", "pattern", "starts"),
    [
        ("甲乙丙", "甲 乙 丙", (0, 1, 2)),
        ("甲", "甲 甲乙", (0,)),
        ("甲乙甲", "甲乙 甲", (0, 2)),
        ("甲乙丙", "乙丙 甲乙", (0,)),
        ("甲甲乙", "甲 乙 甲乙", (0, 1)),
        ("丁", "甲 乙", ()),
    ],
)
def test_hits_of_several_words_stand_at_every_place_from_the_first(text, pattern, starts):
    assert find(text, Query(pattern, words=True)).starts == starts


def test_counts_of_a_section_include_those_below_it():
    analysis = sample_analysis()
    text = analysis.report.text
    counts = section_counts(find(text, Query("比")), analysis)
    for section in analysis.sections:
        assert counts.get(section.id, 0) == text.count("比", section.start, section.end)
    assert counts["2"] > counts["2.1"] > 0


@pytest.mark.parametrize(
    "pattern",
    [
        "a{2147483647}",
        "a{0,99999999999999999999}",
        "a{,20000}",
        "(a{200}){200}",
        "((a{50}){50}){50}",
        "[^]]{20000}",
        "(" * 900,
        "(?:" * 60 + "a" + ")" * 60,
        "a" * 1_000_000,
        "(?R)",
        "(?:(?R)|公)*",
        "\\",
        "{e<=3}{e<=3}",
    ],
)
def test_an_expression_that_costs_too_much_is_refused_with_a_sentence(pattern):
    def search() -> None:
        with pytest.raises(BadPattern):
            find("主动公开政府信息100条。" * 1000, Query(pattern, regex=True))

    assert processor_seconds(search) < 10


@pytest.mark.parametrize(
    "pattern", ["a{3}", "(?:第[一二三]{1,3}条){2,40}", "x{9999}", "[]a{3}]b", "(?:" * 45 + "a" + ")" * 45]
)
def test_an_ordinary_repetition_is_compiled(pattern):
    find("第一条第二条aaa", Query(pattern, regex=True))


@pytest.mark.parametrize("options", [{}, {"pinyin": True}, {"near": True, "words": True}, {"variants": True}])
def test_a_query_of_a_million_characters_is_refused(options):
    with pytest.raises(BadPattern, match="1000000 characters"):
        find("公开", Query("公" * 1_000_000, **options))


def test_many_syllables_are_found_without_delay():
    assert processor_seconds(lambda: find("装床" * 100_000, Query("zhuangchuang" * 80, pinyin=True))) < 5
    assert processor_seconds(lambda: find("啊" * 100_000, Query("a" * 1000, pinyin=True))) < 5


def test_random_expressions_give_hits_or_a_sentence():
    chance = random.Random(12)
    parts = [
        *"ab公()[]{}*+?|\\^$.,:=<>P01-#RNLpdwsKG",
        "(?:",
        "(?=",
        "(?<=",
        "{2,3}",
        "(?P<a>",
        "(?1)",
        "\\p{",
        "(?|",
        "(?>",
    ]
    for _ in range(500):
        pattern = "".join(chance.choices(parts, k=chance.randint(1, 40)))
        with suppress(BadPattern):
            find("主动公开ab(01)条。", Query(pattern, regex=True))


PASTED = '2021年政府信息公开工作年度报告\n受理申请 231 件，“最多跑一次”改革，"互联网+"，3—5天办结，A－B两类，共43人次。'


@pytest.mark.parametrize(
    "pasted",
    [
        *("政府信息公开\n", "政府信息公开\r\n", "  政府信息公开", "\t政府信息公开　"),
        *("政府\u200b信息公开", "\ufeff政府信息公开", "政府信息\n公开", "政府信息\r\n 公开", "政府信息公\u00ad开"),
        *("⼯作年度", "工作年度"),
    ],
)
def test_pasted_words_are_found(pasted):
    assert len(find(PASTED, Query(pasted))) == 1


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        *(("受理申请231件", "受理申请 231 件"), ("受理申请 231件", "受理申请 231 件"), ("231件", "231 件")),
        *(("共 43 人次", "共43人次"), ("共 43人次", "共43人次"), ("共　43 人次", "共43人次")),
        *(('"最多跑一次"', "“最多跑一次”"), ("“互联网+”", '"互联网+"'), ("„互联网+‟", '"互联网+"')),
        *(("3-5天", "3—5天"), ("3–5天", "3—5天"), ("A-B", "A－B"), ("A−B", "A－B")),
    ],
)
def test_spaces_at_numbers_quotation_marks_and_dashes_are_alike(pattern, found):
    hits = find(PASTED, Query(pattern))
    assert [PASTED[hits.starts[0] : hits.ends[0]]] == [found]
    assert len(hits) == 1


@pytest.mark.parametrize("pattern", ["受理申 请", "231 4", "4 3人次", "A+B"])
def test_other_spaces_and_signs_still_differ(pattern):
    assert len(find(PASTED, Query(pattern))) == 0


def test_exact_width_keeps_quotation_marks_and_dashes_apart():
    assert len(find(PASTED, Query("3-5天", width=True))) == 0
    assert len(find(PASTED, Query("3—5天", width=True))) == 1


def test_a_long_text_of_numbers_is_searched_in_linear_time():
    text = "公开1 " * 200_000 + "公开1件"
    assert len(find(text, Query("公开1件"))) == 1
