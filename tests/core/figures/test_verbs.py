"""The list of verbs and adverbs: what it holds, and that it is shipped with its licence."""

import tomllib
from pathlib import Path

import pytest

from zjviewer import paths
from zjviewer.core.figures.verbs import begins_with_adverb, consists_of_verbs, is_verb

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("word", ["打通", "攻克", "引进", "接入", "签约", "受益"])
def test_verbs_of_reports_are_known(word):
    assert is_verb(word)
    assert consists_of_verbs(word)
    assert consists_of_verbs(word + "了")


@pytest.mark.parametrize("word", ["部门", "企业", "居民", "亩", "", "打", "打通部门"])
def test_nouns_and_fragments_are_no_verbs(word):
    assert not is_verb(word)
    assert not consists_of_verbs(word)


def test_adverbs_are_known():
    assert begins_with_adverb("已经办结")
    assert not begins_with_adverb("部门")


def test_the_table_holds_sorted_words_of_two_characters():
    for line in (paths.resources() / "words" / "verbs.txt").read_text(encoding="utf-8").splitlines():
        words = [line[at : at + 2] for at in range(0, len(line), 2)]
        assert words == sorted(set(words))
        assert all(len(word) == 2 and word.isalpha() for word in words)
        assert len(words) > 500


def test_the_licence_of_the_table_is_shipped():
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license-files"]
    assert "resources/words/LICENSE-jieba.txt" in shipped
    assert "MIT" in (paths.resources() / "words" / "LICENSE-jieba.txt").read_text("utf-8")
