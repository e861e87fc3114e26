"""Traditional characters, pinyin and NEAR: what a search takes for the same, told as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import calls_in
from zjviewer import paths
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Query, find, fold, query_terms
from zjviewer.core.search.folding import folding
from zjviewer.core.search.pinyin import _readings, find_readings, first_reading
from zjviewer.core.search.proximity import parse_near, proximity_pairs, split_terms

CHARS = st.sampled_from("公开開發发髮主動动申请請政府信息xiXIzdgk后後 ,(（２2\n")
TEXTS = st.text(CHARS, max_size=40)
WORDS = st.text(CHARS, min_size=1, max_size=3)
READABLE = "".join(sorted({char for chars in _readings().values() for char in chars if "一" <= char <= "龥"}))
SYLLABLES = {
    char: sorted(syllable for syllable, chars in _readings().items() if char in chars) for char in "主动公开西安嗯"
}


def found(text: str, pattern: str, **options: bool) -> list[str]:
    hits = find(text, Query(pattern, **options))
    return [text[start:end] for start, end in zip(hits.starts, hits.ends, strict=True)]


@given(TEXTS, WORDS, st.booleans(), st.booleans())
def test_variants_find_what_a_plain_search_finds_when_both_are_folded(text, word, case, width):
    query = Query(word, case=case, width=width, variants=True)
    folded = (fold(each, case=case, width=width, variants=True) for each in (text, word))
    plain = find(next(folded), Query(next(folded), case=True, width=True))
    assert find(text, query) == plain


@given(TEXTS, WORDS)
def test_an_expression_folds_variants_as_words_do(text, word):
    import regex

    word = "".join(char for char in word if not char.isspace() and not char.isdigit()) or "公"  # they have other rules
    plain = find(text, Query(word, case=True, variants=True))
    assert find(text, Query(regex.escape(word), case=True, variants=True, regex=True)) == plain


def test_folding_of_variants_is_final_and_keeps_simplified_characters():
    table = folding(True, True, True)
    assert len(table) > 3000
    assert not any(ord(simple) in table for simple in table.values())
    assert fold("主動公開、依申請公開;規範性檔案", variants=True) == fold(
        "主动公开、依申请公开;规范性档案", variants=True
    )


@pytest.mark.parametrize("pattern", ["公開", "公开", "公開　", "依申請"])
def test_traditional_finds_simplified_and_the_other_way_round(pattern):
    text = "依申请公开　與依申請公開　"
    assert len(found(text, pattern, variants=True)) == 2
    assert len(found(text, pattern)) < 2


@pytest.mark.parametrize(
    "pattern",
    [
        "zdgk",
        "zhdgk",
        "zhudonggongkai",
        "zhudgk",
        "zdgongk",
        "zhudonggongka",
        "zhu dong gong kai",
        "ZDGK",
        "主动gk",
        "ｚｄｇｋ",
    ],
)
def test_readings_and_their_first_letters_find_a_word(pattern):
    assert found("应当主动公开的,主动公开。", pattern, pinyin=True) == ["主动公开", "主动公开"]


@pytest.mark.parametrize(
    ("text", "pattern", "hits"),
    [
        ("西安先", "xian", ["西安", "先"]),
        ("西安先", "xi'an", ["西安"]),
        ("重庆", "chongqing", ["重庆"]),
        ("重庆", "zhongqing", ["重庆"]),
        ("绿色旅游", "lvse", ["绿色"]),
        ("主动公开", "zuodong", []),
        ("主动公开", "zhg", []),
        ("用PDF和pdf", "pdf", ["PDF", "pdf"]),
        ("open data", "open data", ["open data"]),
        ("主動公開", "zdgk", ["主動公開"]),
        ("公开", "公开", ["公开"]),
    ],
)
def test_any_reading_counts_and_letters_still_mean_themselves(text, pattern, hits):
    assert found(text, pattern, pinyin=True) == hits


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=6), st.data())
def test_a_word_is_found_by_every_way_of_typing_it(chars, data):
    typed = ""
    for char in chars:
        reading = data.draw(st.sampled_from(SYLLABLES[char]))
        typed += data.draw(st.sampled_from([reading, reading[0], char]))
    word = "".join(chars)
    spans = find_readings(f"。{word}。", typed, {}, Span(0, len(word) + 2))
    assert spans == [(1, len(word) + 1)] or (spans and spans[0][0] == 1)


@given(
    st.text(st.sampled_from("主动公开西安嗯"), max_size=20),
    st.text(st.sampled_from("zhudongxiaen"), min_size=1, max_size=6),
)
def test_every_hit_by_pinyin_can_be_read_as_what_was_typed(text, typed):
    def reads(word: str, letters: str) -> bool:
        if not word or not letters:
            return not word and not letters
        ways = set(SYLLABLES[word[0]]) | {r[0] for r in SYLLABLES[word[0]]}
        ways |= {r[:2] for r in SYLLABLES[word[0]] if r[1:2] == "h"}
        if len(word) == 1 and any(r.startswith(letters) for r in SYLLABLES[word[0]]):
            return True
        return any(letters.startswith(way) and reads(word[1:], letters[len(way) :]) for way in ways)

    last = 0
    for start, end in find_readings(text, typed, {}, Span(0, len(text))):
        assert start >= last
        assert reads(text[start:end], typed)
        last = end


@given(
    st.text(st.sampled_from("主动公开西安嗯a。"), max_size=8),
    st.text(st.sampled_from("zhudongxiaen '"), min_size=1, max_size=6).map(str.strip).filter(bool),
)
def test_a_name_is_found_as_a_text_is(name, typed):
    spans = find_readings(name, typed, {}, Span(0, len(name)))
    assert first_reading(name, typed) == (spans[0][0] if spans else None)


@given(
    TEXTS, st.sampled_from(["公开", "开", "申", "z"]), st.sampled_from(["动", "信息", "请", "公"]), st.integers(0, 12)
)
def test_words_that_are_near_have_at_most_that_many_characters_between(text, left, right, distance):
    passages = found(text, f"{left} NEAR/{distance} {right}", near=True)
    for passage in passages:
        folded = fold(passage)
        assert {
            folded.startswith(left) and folded.endswith(right),
            folded.startswith(right) and folded.endswith(left),
        } != {False}
        assert len(passage) <= len(left) + len(right) + distance
    swapped = found(text, f"{right} NEAR/{distance} {left}", near=True)
    assert passages == swapped


@given(TEXTS, st.integers(0, 12))
def test_no_pair_that_is_near_enough_is_missed(text, distance):
    hits = find(text, Query(f"公 NEAR/{distance} 动", near=True))
    for first, second in (("公", "动"), ("动", "公")):
        for start in (at for at, char in enumerate(text) if char == first):
            for end in (at + 1 for at, char in enumerate(text) if char == second):
                if 0 <= end - start - 2 <= distance:
                    assert any(s < end and start < e for s, e in zip(hits.starts, hits.ends, strict=True))


@pytest.mark.parametrize(
    ("pattern", "words", "distances"),
    [
        ("公开 NEAR/5 申请", ("公开", "申请"), (5,)),
        ("公开 NEAR 申请", ("公开", "申请"), (10,)),
        ("政府 信息 NEAR/3 公开", ("政府 信息", "公开"), (3,)),
        ("a NEAR/1 b NEAR/２ c", ("a", "b", "c"), (1, 2)),
        ("公开 NEAR/10", ("公开",), ()),
        ("公开 NEAR/", ("公开",), ()),
        ("NEAR/10 公开", ("NEAR/10 公开",), ()),
        ("公开 near/10 申请", ("公开 near/10 申请",), ()),
    ],
)
def test_what_near_joins(pattern, words, distances):
    assert parse_near(pattern) == (words, distances)


def test_several_words_and_near_go_together():
    assert split_terms("信息 公开 NEAR/3 申请 政府") == ["信息", "公开 NEAR/3 申请", "政府"]
    query = Query("政府 公开 NEAR/3 申请", words=True, near=True)
    assert query_terms(query) == ("政府", "公开 NEAR/3 申请")
    hits = find("政府:依申请公开,公开申请", query)
    assert hits.word_indexes == (0, 1, 1)


def test_the_shortest_passage_counts():
    assert proximity_pairs([(0, 1), (3, 4)], [(5, 6)], 10) == [(3, 6)]
    assert proximity_pairs([(0, 2)], [(1, 3), (5, 7)], 10) == [(0, 7)]


def test_pinyin_looks_at_few_places_of_a_text_one_by_one():
    text = paths.bundled_report().read_text(encoding="utf-8")
    assert set(found(text, "yisqgk", pinyin=True)) == {"依申请公开"}
    once = calls_in(lambda: found(text, "yisqgk", pinyin=True))
    assert once < len(text)
    assert calls_in(lambda: found(text * 8, "yisqgk", pinyin=True)) < 10 * once


@given(
    TEXTS,
    st.sampled_from(["zdgk", "公 NEAR/3 动", "gk NEAR/4 sq", "公開", "公 开 dong"]),
    st.booleans(),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_a_search_within_a_section_finds_what_a_search_in_its_words_finds(text, pattern, words, start, end):
    query = Query(pattern, words=words, variants=True, pinyin=True, near=True)
    start, end = min(start, len(text)), min(max(start, end), len(text))
    inside, alone = find(text, query, Span(start, end)), find(text[start:end], query)
    assert [at - start for at in inside.starts] == list(alone.starts)
    assert [at - start for at in inside.ends] == list(alone.ends)
    assert inside.word_indexes == alone.word_indexes
