"""Words that have changed: alike enough they are found, otherwise the annotation is lost, and lands nowhere else."""

import random
from datetime import UTC, datetime
from difflib import SequenceMatcher

import pytest

from zjviewer.core.annotations.anchors import Span, anchor_words, resolve_annotations, words_of
from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report

BEFORE = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 3
AFTER = "金木水火土日月星辰风雨雷电山川河海湖泊江溪" * 3
QUOTE = "全省各级行政机关共收到政府信息公开申请一万二千三百四十五件"
OTHER = "本系统干部职工学习培训情况良好并无任何需要另行说明之处所在"
ALIKE = 0.6
"""As decided: the share of words that must be the same, in their order."""


def analysis_of(text: str) -> Analysis:
    section = Section("1", "章", 1, 0, len(text), "editorial")
    return Analysis(Report(text, "", "", "", None, None), (section,), paragraphs=(Span(0, len(text)),))


def place_after_change(new: str, before: str = BEFORE, after: str = AFTER) -> tuple[Span | None, str]:
    """Where an annotation of `QUOTE` stands once that reads otherwise, and the whole new text."""
    text = BEFORE + QUOTE + AFTER
    anchor = anchor_words(analysis_of(text), Span(len(BEFORE), len(BEFORE) + len(QUOTE)))
    changed = before + new + after
    return words_of(anchor, analysis_of(changed)), changed


def with_changes(count: int) -> str:
    """`QUOTE` with so many of its characters exchanged for ones that stand nowhere else."""
    places = random.Random(count).sample(range(len(QUOTE)), count)
    return "".join("〇" if at in places else char for at, char in enumerate(QUOTE))


@pytest.mark.parametrize("count", range(len(QUOTE) + 1))
def test_words_are_found_as_long_as_enough_of_them_are_the_same(count):
    new = with_changes(count)
    alike = SequenceMatcher(None, QUOTE, new, autojunk=False).ratio()
    found, changed = place_after_change(new)
    if alike >= ALIKE:
        assert found is not None
        assert changed[slice(*found)] == new
    else:
        assert found is None


@pytest.mark.parametrize("new", [OTHER, OTHER[:12], OTHER * 2, QUOTE[::-1], "", "。"])
def test_a_note_does_not_land_on_other_words_between_the_same_neighbours(new):
    assert place_after_change(new)[0] is None


@pytest.mark.parametrize(
    ("before", "after"), [(BEFORE, AFTER[::-1]), (BEFORE[::-1], AFTER), (BEFORE[::-1], AFTER[::-1])]
)
@pytest.mark.parametrize("new", [OTHER, QUOTE[:4] + OTHER[4:], OTHER[:-4] + QUOTE[-4:]])
def test_a_note_is_lost_where_only_an_edge_of_its_words_is_left(new, before, after):
    assert place_after_change(new, before, after)[0] is None


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5])
def test_long_words_are_the_same_only_when_both_their_ends_are(share):
    """Of words of more than four hundred characters, the first and the last two hundred are compared."""
    chance = random.Random(7)
    quote = "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(600))
    text = BEFORE + quote + AFTER
    anchor = anchor_words(analysis_of(text), Span(len(BEFORE), len(BEFORE) + len(quote)))
    end = "".join("〇" if chance.random() < share else char for char in quote[-200:])
    found = words_of(anchor, analysis_of(BEFORE + quote[:400] + end + AFTER))
    same = sum(one == other for one, other in zip(end, quote[-200:], strict=True)) / 200
    assert (found is not None) == (same >= ALIKE)


def test_a_lost_note_is_listed_last_and_without_a_place():
    text = BEFORE + QUOTE + AFTER
    anchor = anchor_words(analysis_of(text), Span(len(BEFORE), len(BEFORE) + len(QUOTE)))
    note = Annotation("a1", "note", "amber", "看过", anchor, datetime(2026, 1, 2, tzinfo=UTC))
    kept = Annotation("a2", "note", "amber", "还在", anchor_words(analysis_of(text), Span(3, 20)), note.created)
    first, last = resolve_annotations([note, kept], analysis_of(BEFORE + OTHER + AFTER))
    assert (first.annotation.id, first.span, first.section) == ("a2", Span(3, 20), "1")
    assert (last.annotation.id, last.span, last.section) == ("a1", None, "")
