from dataclasses import replace

import pytest

from zjviewer import paths
from zjviewer.core.annotations.annotation_file import mark_on
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.chart_options import AS_REPORTED
from zjviewer.core.model.check_notes import failure_note, failures_among
from zjviewer.core.tables.cell_text import table_footer
from zjviewer.pipeline.open_report import open_report

TOLD = "8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711，1.9%"


@pytest.fixture(scope="module")
def analysis():
    return open_report(paths.bundled_report())


def width(text: str, size: float, bold: bool) -> float:
    return len(text) * size


def notes(analysis, chart, **options) -> str:
    drawn = compose_scene(analysis, chart, replace(AS_REPORTED, **options), Size(2000), width)
    return "".join(words.text for words in drawn.texts if words.role == "note")


def tables_that_tell(analysis) -> set[str]:
    return {t.id for t in analysis.tables if any(TOLD in line for line in table_footer(t, analysis))}


def test_just_the_tables_with_a_figure_of_a_failed_check_say_so(analysis):
    failed = set(analysis.failures[0].figures)
    holding = {table.id for table in analysis.tables if failed & {figure.id for figure in table.figures}}
    assert holding
    assert tables_that_tell(analysis) == holding


def test_a_chart_says_so_where_it_shows_such_a_figure_and_its_notes_are_on(analysis):
    told = {chart.id for chart in analysis.charts if TOLD in notes(analysis, chart)}
    assert told == {"disclosure"}
    chart = next(chart for chart in analysis.charts if chart.id == "disclosure")
    assert notes(analysis, chart, note=False) == ""


def test_a_false_alarm_is_told_nowhere(analysis):
    calm = replace(analysis, marks=(mark_on(analysis.failures[0], "dismissed"),))
    assert tables_that_tell(calm) == set()
    assert not any(TOLD in notes(calm, chart) for chart in calm.charts)


def test_of_several_failures_the_first_is_told_and_all_are_counted(analysis):
    first = analysis.failures[0]
    several = replace(analysis, checks=(*analysis.checks, replace(first, id="other")))
    figures = [several.figure_by_id[figure] for figure in first.figures]
    assert len(failures_among(several, figures)) == 2
    assert failure_note(several, figures).startswith(
        "勾稽不符2处，其一：8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711，1.9%。"
    )
