"""Lines of Chinese text: what they begin and end with, what is never separated, and how long they are."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zjviewer.core.text.line_breaks import NEVER_FIRST, NEVER_LAST, break_lines, elide, line_ends
from zjviewer.core.text.width import display_width

WORDS = (
    "政府信息",
    "公开",
    "、",
    "，",
    "。",
    "《",
    "》",
    "（",
    "）",
    "21件",
    "1,234.5万元",
    "87.9%",
    "2017年",
    "第3条",
    "abc",
    " ",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)
NUMBERS = re.compile(r"第?\d[\d,.]*(?:件|万元|%|年|条)")


def measure(line: str) -> float:
    return float(display_width(line))


@given(TEXTS, st.integers(12, 80), st.booleans())
@example("政府信息公开、" * 9, 13, True)
def test_no_text_is_lost_and_no_line_is_too_wide(text, width, balanced):
    lines = break_lines(text, width, measure, balanced=balanced)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(lines) == 1 or all(measure(line) <= width for line in lines)


@given(TEXTS.filter(lambda text: "（（" not in text and "））" not in text), st.integers(24, 80))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one_where_it_can_be_helped(text, width):
    text = re.sub("[、，。》）]{2,}", "。", re.sub("[《（]{2,}", "《", text)).strip("、，。》）《（ ")
    text = re.sub(r"[《（ ]+(?=[、，。》）])|(?<=[《（]) +| +(?=[、，。》）])", "", text)
    lines = break_lines(text, width, measure)
    assert all(line[0] not in NEVER_FIRST for line in lines[1:] if line)
    assert all(line[-1] not in NEVER_LAST for line in lines[:-1] if line)


@given(TEXTS, st.integers(14, 80))
def test_a_number_is_neither_broken_nor_separated_from_its_unit(text, width):
    text = re.sub(r"(?<=[\d%件元年条])(?=[\d第])|(?<=[a-z])(?=[\d第])|(?<=[\d%])(?=[a-z])", "，", text)
    lines = break_lines(text, width, measure)
    found = [number for line in lines for number in NUMBERS.findall(line)]
    assert found == NUMBERS.findall(text)


@given(st.text(st.sampled_from("政府信息公开"), min_size=30, max_size=90), st.integers(20, 58))
def test_balanced_lines_are_about_as_long_as_one_another(text, width):
    lines = break_lines(text, width, measure)
    assert measure(lines[-1]) >= 6 or len(lines) == 1
    assert max(map(measure, lines)) - measure(lines[-1]) <= 2 * len(lines)


@given(TEXTS, st.integers(12, 80))
def test_ends_of_lines_are_those_of_the_lines(text, width):
    ends = line_ends(text, width, measure)
    lines = [text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)]
    broken = [line.strip() for line in break_lines(text, width, measure, balanced=False)]
    assert [line for line in lines if line] == [line for line in broken if line]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_lost_at_the_end_shows(most):
    lines = break_lines("政府信息公开工作年度报告" * 9, 20, measure, most)
    assert len(lines) == most
    assert lines[-1].endswith("…")
    assert "…" not in "".join(lines[:-1])


def test_an_empty_text_is_one_empty_line():
    assert break_lines("", 10, measure) == ("",)
    assert line_ends("", 10, measure) == ()
    assert elide("", 10, measure) == ""
