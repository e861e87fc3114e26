"""Places of the text on a page: found by the words and their surroundings, and none where these leave it open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from zjviewer.core.model.analysis import Section
from zjviewer.core.model.report import Span
from zjviewer.gui.pages.contents_lines import contents_lines, section_of_line
from zjviewer.gui.pages.placement import PageText, character_at, located, plain_text, rects_of

TEXT = "一、总体情况\n2021年,全市公开12条,其中规范性文件12件。\n受理申请120件。\n"
CELLS = [f"{name}{value}" for name, value in (("甲", 5), ("乙", 12), ("丙", 5), ("丁", 120))]


def page_of(text):
    """A page with one character a point, in lines of 10 points."""
    rects, x, y = [], 0.0, 0.0
    for char in text:
        if char == "\n":
            rects.append((0.0, 0.0, 0.0, 0.0))
            x, y = 0.0, y + 10
        else:
            rects.append((x, y, x + 1, y + 8))
            x += 1
    return PageText(text, tuple(rects), ())


def words_at(found, page):
    return "".join(page.characters[found.start : found.stop])


@pytest.mark.parametrize("start", [index for index, char in enumerate(TEXT) if not char.isspace()])
def test_every_character_finds_itself(start):
    plain = plain_text(TEXT)
    found = located(Span(start, start + 1), plain, plain)
    assert plain.at[found[0]] == start


@examples(100)
@given(st.permutations(CELLS), st.integers(0, 3), st.sampled_from(["\r\n", " ", "\n\n"]))
def test_the_order_of_other_parts_and_the_space_between_them_do_not_matter(order, index, gap):
    source = plain_text("\t".join(CELLS))
    start = "\t".join(CELLS).index(CELLS[index]) + 1
    target = plain_text(gap.join(order))
    found = located(Span(start, start + len(CELLS[index]) - 1), source, target)
    if found is not None:
        before = target.characters[: found.start]
        assert before.endswith(CELLS[index][0])
        assert words_at(found, target) == CELLS[index][1:]
    assert order != CELLS or found is not None


def test_a_number_within_a_longer_one_is_not_meant():
    source, target = plain_text("公开12条"), plain_text("2012年公开 12 条,计1200件")
    found = located(Span(2, 4), source, target)
    assert target.at[found[0]] == target.characters.index("12条") + 1


def test_numbers_that_only_white_space_parts_are_apart():
    text = "22,186.80 22,186.80 5"
    plain = plain_text(text)
    assert plain.at[located(Span(10, 19), plain, plain)[0]] == 10


def test_rows_that_are_alike_are_told_apart_by_their_order_and_only_if_there_are_as_many():
    source = plain_text("甲0\n乙0\n")
    alike = plain_text("丙0丁\n丙0丁\n")
    three = plain_text("丙0丁\n丙0丁\n丙0丁\n")
    assert located(Span(4, 5), source, plain_text("甲0\n乙0\n")) == range(3, 4)
    assert located(Span(1, 2), plain_text("丙0丁\n丙0丁\n"), alike) == range(1, 2)
    assert located(Span(1, 2), plain_text("0"), three) is None


def test_words_that_are_not_there_or_empty_have_no_place():
    plain = plain_text(TEXT)
    assert located(Span(0, 0), plain, plain) is None
    assert located(Span(0, 3), plain, plain_text("")) is None
    assert located(Span(0, 3), plain, plain_text("二、其他")) is None


def test_unusual_forms_are_the_ordinary_ones():
    source, target = plain_text("公开12条(全市)"), plain_text("公开１２条（全⼀市）".replace("⼀", ""))
    assert len(located(Span(2, 8), source, target)) == 6


def test_rectangles_are_one_for_each_line():
    page = page_of("公开12\n34条")
    plain = plain_text(page.characters)
    assert rects_of(range(2, 6), plain, page.rects) == [(2.0, 0.0, 4.0, 8.0), (0.0, 10.0, 2.0, 18.0)]
    assert rects_of(range(0), plain, page.rects) == []


@pytest.mark.parametrize(("x", "y", "expected"), [(0.5, 4, 0), (1.5, 12, 4), (3, 30, None), (1.2, 8.5, 1)])
def test_a_point_is_that_of_the_character_there_or_near(x, y, expected):
    assert character_at(x, y, page_of("公开\n全市").rects) == expected


def section(title, number=""):
    return Section("1", title, 1, 0, 5, "text", None, number)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、部门主要职能 ………… 3", "部门主要职能"),
        ("部门主要职能......12", "部门主要职能"),
        ("二、名词解释 ·····5", None),
        ("部门主要职能", None),
        ("共公开 12 条", None),
    ],
)
def test_a_line_of_contents_names_its_section(line, title):
    page = page_of(f"目录\n{line}\n其他")
    found = section_of_line(page.characters.index(line[0], 3), page, [section("部门主要职能", "一")])
    assert (found.title if found else None) == title
    places = contents_lines(page, [section("部门主要职能", "一")])
    assert [round(rect[1]) for rect in places] == ([10] if title else [])
