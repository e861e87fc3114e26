"""What the index finds is what the search finds in every text, for words of any length and any options."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.reports import library_of
from zjviewer import paths
from zjviewer.core.search.engine import Query, find
from zjviewer.library.full_text import _DIGITS, phrases_of, to_tokens
from zjviewer.library.library_search import candidates, matching, variants_of

SIGNS = '公开開信息國国申请請3年A aＢ，,。（(\n　 -—“"é²①'
WORD = st.text(st.sampled_from(SIGNS), min_size=1, max_size=6)
TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=40)


def samples() -> list[str]:
    folder = Path(__file__).parents[1] / "checks" / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    whole = paths.bundled_report().read_text(encoding="utf-8")
    return [*texts, *(whole[start : start + 700] for start in range(0, len(whole), 700))]


def brute(reports: list[tuple[str, str]], query: Query) -> set[int]:
    return {number for number, parts in enumerate(reports) if any(len(find(part, query)) for part in parts)}


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    texts = samples()
    reports = [(text.split("\n")[0][:30], text) for text in texts]
    connection, rows = library_of(tmp_path_factory.mktemp("library") / "library.sqlite", reports)
    yield connection, rows, reports
    connection.close()


def test_the_digits_of_the_index_are_those_of_the_search():
    pattern = re.compile(f"[{_DIGITS}]")
    assert [chr(i) for i in range(0x110000) if chr(i).isdigit() != bool(pattern.match(chr(i)))] == []


def test_words_of_one_to_eight_characters_are_found_where_they_stand(stored):
    connection, rows, reports = stored
    chance = random.Random(7)
    variants = variants_of(connection)
    for turn in range(600):
        text = chance.choice(reports)[1]
        start = chance.randrange(len(text) - 8)
        word = text[start : start + chance.randint(1, 8)]
        if turn % 5 == 0:
            word = "".join(chance.sample(word, len(word)))
        query = Query(word, near=True)
        assert matching(connection, query, variants) == {rows[number] for number in brute(reports, query)}, word


@pytest.mark.parametrize(
    ("pattern", "options"),
    [
        ("公开 NEAR/20 申请", {"near": True}),
        ("zfxxgk", {"pinyin": True}),
        (r"\d+件.*复议", {"regex": True}),
        ("公开 申请", {"words": True}),
        ("公開", {"variants": True}),
        ("公開", {}),
        ("２０１７年", {}),
        ("２０１７年", {"width": True}),
        ("APP", {}),
        ("app", {"case": True}),
        ("一、", {}),
        ("，", {}),
        ("\n", {}),
        ("2017 年", {}),
        ("没有这样的词", {}),
    ],
)
def test_every_option_means_what_it_means_in_one_report(stored, pattern, options):
    connection, rows, reports = stored
    query = Query(pattern, **options)
    assert matching(connection, query, variants_of(connection)) == {rows[number] for number in brute(reports, query)}


def test_most_words_are_decided_by_the_index_alone(stored):
    connection, _, _ = stored
    for word in ("公开", "依申请", "2017年", "政府信息公开工作年度报告"):
        assert candidates(connection, Query(word, near=True), variants_of(connection)).doubtful == ()


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), WORD, st.tuples(*[st.booleans()] * 6))
def test_any_word_is_found_in_any_texts(tmp_path_factory, reports, word, options):
    case, width, words, variants, pinyin, near = options
    query = Query(word, case=case, width=width, words=words, variants=variants, pinyin=pinyin, near=near)
    connection, rows = library_of(tmp_path_factory.mktemp("library") / "library.sqlite", reports)
    try:
        found = matching(connection, query, variants_of(connection))
    finally:
        connection.close()
    assert found == {rows[number] for number in brute(reports, query)}


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_tokens_of_a_text_hold_those_of_its_words(text, word):
    joined = text + word + text
    phrases = phrases_of(Query(word))
    if len(find(joined, Query(word))) and phrases:
        assert phrases[0].match.strip('"') in to_tokens(joined)
