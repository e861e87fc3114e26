"""What a filter of figures accepts, and in which order they are listed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sample import sample_analysis
from zjviewer.core.export.figures import VALUE_COLUMN, table_of_figures
from zjviewer.core.export.tables import to_csv
from zjviewer.core.figures.figure_filter import (
    NO_YEAR,
    FigureFilter,
    choices_of,
    figure_name,
    filter_figures,
    ordered,
    search_texts,
)

ANALYSIS = sample_analysis()
TEXT = ANALYSIS.report.text


def test_the_empty_filter_accepts_every_figure_in_reading_order():
    assert filter_figures(ANALYSIS, FigureFilter()) == ANALYSIS.figures


@pytest.mark.parametrize("field", ["unit", "kind", "year", "standing"])
def test_each_value_that_is_offered_is_found_and_the_values_share_out_the_figures(field):
    choices = choices_of(ANALYSIS)
    offered = {
        "unit": choices.units,
        "kind": choices.kinds,
        "year": choices.years,
        "standing": [each for each in choices.standings if each in ("stated", "planned")],
    }[field]
    found = [filter_figures(ANALYSIS, FigureFilter(**{field: value})) for value in offered]
    assert all(found)
    assert sorted(each.start for part in found for each in part) == [each.start for each in ANALYSIS.figures]


def test_a_section_includes_those_below_it():
    for section in ANALYSIS.sections:
        found = filter_figures(ANALYSIS, FigureFilter(section=section.id))
        assert found == tuple(f for f in ANALYSIS.figures if section.start <= f.start < section.end)


def test_words_are_found_in_names_and_numbers_whatever_their_width_and_all_of_them_are_needed():
    texts = search_texts(ANALYSIS)
    for figure in ANALYSIS.figures:
        for words in (figure.literal, figure_name(figure, TEXT), f"{figure.indicator} {figure.unit}"):
            assert figure in filter_figures(ANALYSIS, FigureFilter(words=words), texts)
    wide, narrow = (filter_figures(ANALYSIS, FigureFilter(words=words)) for words in ("６６５项", "665项"))
    assert wide == narrow
    assert len(narrow) == 1
    assert filter_figures(ANALYSIS, FigureFilter(words="665 755")) == ()


def test_figures_of_no_table_and_of_no_year_are_found():
    loose = filter_figures(ANALYSIS, FigureFilter(standing="loose"))
    assert loose
    assert all(each.id not in ANALYSIS.tables_by_figure for each in loose)
    without = replace(ANALYSIS, figures=tuple(replace(each, year=None) for each in ANALYSIS.figures))
    assert filter_figures(without, FigureFilter(year=NO_YEAR)) == without.figures
    assert choices_of(without).years == (NO_YEAR,)


def test_a_figure_without_a_name_is_called_by_the_clause_before_it():
    for figure in ANALYSIS.figures:
        bare = replace(figure, indicator="", subject="")
        name = figure_name(bare, TEXT)
        assert name
        assert name in TEXT[: figure.end]


@pytest.mark.parametrize("by", ["text", "name", "value", "year"])
@pytest.mark.parametrize("descending", [False, True])
def test_an_order_keeps_every_figure_and_sorts_by_its_key(by, descending):
    figures = tuple(
        replace(each, year=None if number % 3 == 0 else 2010 + number % 5)
        for number, each in enumerate(ANALYSIS.figures)
    )
    found = ordered(figures, by, TEXT, descending)
    assert sorted(found, key=lambda each: each.start) == list(figures)
    keys = {"text": lambda f: f.start, "name": lambda f: figure_name(f, TEXT), "value": lambda f: f.value}
    if by in keys:
        assert [keys[by](each) for each in found] == sorted(map(keys[by], found), reverse=descending)
    else:
        years = [each.year for each in found]
        known = [year for year in years if year is not None]
        assert years[: len(known)] == sorted(known, reverse=descending)


def test_a_file_of_figures_has_a_line_for_each_with_its_sentence():
    loose = filter_figures(ANALYSIS, FigureFilter(standing="loose"))
    table = table_of_figures(loose, ANALYSIS)
    assert table.columns == (VALUE_COLUMN,)
    lines = to_csv((table,), ANALYSIS).splitlines()
    assert len(lines) == len(loose) + 1
    assert all(figure.literal in line for figure, line in zip(loose, lines[1:], strict=True))


def test_twenty_thousand_figures_are_filtered_and_sorted():
    figure = ANALYSIS.figures[0]
    many = replace(
        ANALYSIS,
        figures=tuple(replace(figure, id=f"f{n}", value=Decimal(n), literal=f"{n}项") for n in range(20_000)),
    )
    found = filter_figures(many, FigureFilter(words="19999项"))
    assert [each.value for each in found] == [19_999]
    assert ordered(many.figures, "value", TEXT, True)[0].value == 19_999
