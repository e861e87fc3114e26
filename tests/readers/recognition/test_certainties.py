"""Certainties find their places in the text of the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.model.report import Certainty, Report, Span
from zjviewer.readers.recognition.certainties import certainties_in


def letters(text, **low):
    """Characters, all certain but those named, such as `low=("3", 0.6)`."""
    scores = dict(low.values())
    return [(letter, scores.get(letter, 0.99)) for letter in text if not letter.isspace()]


def told(text, found):
    return [(text[slice(*each.span)], each.score) for each in found]


def test_every_number_has_the_lowest_certainty_of_its_characters():
    text = "公开1,136条，增长5.2%。\n受理\t21\t305"
    found = certainties_in(text, (), {1: letters(text, low=("3", 0.6))})
    assert told(text, found) == [("1,136", 0.6), ("5.2", 0.99), ("21", 0.99), ("305", 0.6)]


def test_doubtful_characters_that_are_no_numbers_are_listed_as_runs():
    text = "公开信息21件"
    found = certainties_in(text, (), {1: [("公", 0.5), ("开", 0.7), *letters("信息21件")]})
    assert told(text, found) == [("公开", 0.5), ("21", 0.99)]


def test_what_was_left_out_moved_or_folded_does_not_shift_the_rest():
    read = letters("页眉5") + letters("受理21件") + [("9", 0.3)] + letters("办结305件")
    text = "受理 21 件\n办结\t305件"
    assert told(text, certainties_in(text, (), {1: read})) == [("21", 0.99), ("305", 0.99)]


def test_a_number_that_is_not_found_has_the_lowest_certainty_of_its_page():
    text = "受理77件"
    assert told(text, certainties_in(text, (), {1: letters("受理", low=("理", 0.95))})) == [("77", 0.95)]


def test_pages_are_kept_apart():
    text = "受理21件\n受理21件"
    found = certainties_in(text, (0, 6), {2: letters("受理21件", low=("1", 0.4))})
    assert [(each.span.start, each.score) for each in found] == [(8, 0.4)]


@given(st.lists(st.sampled_from(["21", "305", "公开", "，", "\n", "\t", "0"]), max_size=40), st.integers(0, 100))
def test_a_text_that_was_read_as_it_stands_keeps_every_certainty(parts, seed):
    text = "".join(parts)
    read = [(letter, ((seed + 7 * at) % 100) / 100) for at, letter in enumerate(text) if not letter.isspace()]
    scores = {at: ((seed + 7 * at) % 100) / 100 for at, letter in enumerate(text)}
    for each in certainties_in(text, (), {1: read}):
        assert each.score == min(scores[at] for at in range(*each.span))


@pytest.mark.parametrize(
    ("span", "score"), [((0, 2), None), ((2, 4), 0.6), ((3, 9), 0.5), ((4, 6), None), ((0, 99), 0.5), ((9, 9), None)]
)
def test_the_certainty_of_a_span_is_the_lowest_inside_it(span, score):
    known = (Certainty(Span(2, 4), 0.6), Certainty(Span(7, 8), 0.5))
    report = Report("公开21件305条", "", "", "", None, None, certainties=known)
    assert report.certainty_at(Span(*span)) == score
