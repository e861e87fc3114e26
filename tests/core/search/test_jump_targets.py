"""Going to a place of a report by a number or a name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer import paths
from zjviewer.core.search.jump_targets import MOST, find_targets
from zjviewer.core.search.name_ranking import rank_match
from zjviewer.pipeline.open_report import open_report

ANALYSIS = open_report(paths.bundled_report())


@pytest.fixture
def analysis():
    return ANALYSIS


def first(analysis, typed):
    found = find_targets(analysis, typed)
    return (found[0].kind, found[0].id) if found else None


def test_every_section_is_found_by_its_count_and_by_its_title(analysis):
    for section in analysis.sections:
        assert first(analysis, section.id) == ("section", section.id)
        assert ("section", section.id) in [(place.kind, place.id) for place in find_targets(analysis, section.title)]


def test_every_paragraph_and_every_figure_is_found(analysis):
    for number, span in enumerate(analysis.paragraphs, 1):
        found = find_targets(analysis, f"¶{number}")[0]
        assert (found.kind, found.span) == ("paragraph", span)
    for order, figure in enumerate(analysis.figures, 1):
        assert first(analysis, f"#{order}") == ("figure", figure.id)
        written = figure.literal
        same = [f.id for f in analysis.figures if f.literal == written]
        found = [place.id for place in find_targets(analysis, written) if place.kind == "figure"]
        assert set(same[:MOST]) & set(found), written


@pytest.mark.parametrize("typed", ["9341853", "9,341,853", "９３４１８５３", "9341853条"])
def test_a_figure_is_found_however_its_number_is_typed(analysis, typed):
    kind, id_ = first(analysis, typed)
    assert kind == "figure"
    assert analysis.figure_by_id[id_].value == 9341853


def test_a_chapter_is_found_by_its_chinese_number_and_brackets_mean_what_is_in_brackets(analysis):
    chapters = [section for section in analysis.sections if section.number == "二"]
    assert first(analysis, "二") == ("section", chapters[0].id)
    below = [
        section for section in analysis.sections if section.number.strip("()（）") == "三" and "(" in section.number
    ]
    if below:
        assert first(analysis, "(三)") == ("section", below[0].id)
        assert first(analysis, "（三）") == ("section", below[0].id)


def test_pages_are_found_only_where_a_report_has_them(analysis):
    assert "page" not in {place.kind for place in find_targets(analysis, "p2")}
    half = len(analysis.report.text) // 2
    paged = replace(analysis, report=replace(analysis.report, pages=(0, half)))
    for typed in ("p2", "P 2", "第2页", "2页"):
        found = find_targets(paged, typed)[0]
        assert (found.kind, found.span.start, found.number) == ("page", half, "p2")
    assert "page" not in {place.kind for place in find_targets(paged, "p3")}


def test_a_table_is_found_by_its_name_and_by_its_first_letters(analysis):
    table = analysis.table_by_id["review"]
    assert ("table", "review") in [(place.kind, place.id) for place in find_targets(analysis, table.title)]
    assert ("table", "review") in [(place.kind, place.id) for place in find_targets(analysis, "xzfy")]


def test_nothing_typed_offers_the_chapters(analysis):
    assert [place.id for place in find_targets(analysis, " ")] == [s.id for s in analysis.sections if s.level == 1]


@given(st.text(st.sampled_from("0123456789.,¶p#第段页二(三)（） x公开"), max_size=8))
def test_whatever_is_typed_places_lie_in_the_text_and_stand_once(typed):
    found = find_targets(ANALYSIS, typed)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(0 <= place.span.start <= place.span.end <= len(ANALYSIS.report.text) for place in found)


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        ("保存图表", "保存图表…", 0),
        ("图表", "保存图表…", 1),
        ("bctb", "保存图表…", 2),
        ("baocun", "保存图表…", 2),
        ("tb", "保存图表…", 3),
        ("chart save", "Save chart…", 1),
        ("zzz", "保存图表…", None),
        ("", "保存图表…", 0),
    ],
)
def test_a_name_answers_to_its_words_readings_and_first_letters(words, name, found):
    assert rank_match(words, name) == found
