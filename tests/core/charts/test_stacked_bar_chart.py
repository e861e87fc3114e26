"""Parts of several wholes behind one another: every value is told, nothing is in the way of anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart_sample import Cell, analysis_of, check_clear
from tests.core.charts.test_compose import measure
from tests.examples import examples
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.charts.scene import ChartScene
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NAMES = ("行政复议", "未经复议直接起诉", "复议后起诉")


def lines(*rows: tuple[str, tuple[int, ...]], columns: tuple[str, ...] = OUTCOMES) -> Analysis:
    """A table whose last column is the total of the others, and the chart of these."""
    made = analysis_of(
        *(
            (label, [*(Cell(str(value), "件") for value in values), Cell(str(sum(values)), "件")])
            for label, values in rows
        ),
        columns=columns,
        title="行政复议和行政诉讼结果",
    )
    parts = tuple(range(len(columns) - 1))
    return replace(made, charts=(made.charts[0]._replace(kind="grouped", columns=parts, rows=tuple(range(len(rows)))),))


LITIGATION = lines(*zip(NAMES, ((10, 1, 0, 2), (0, 0, 0, 0), (5, 0, 0, 0)), strict=True))


def drawn(analysis: Analysis, width: float = 480, options: ChartOptions = AS_REPORTED) -> ChartScene:
    return compose_scene(analysis, analysis.charts[0], options, Size(width), measure)


def told(made: ChartScene, role: str) -> list[str]:
    return [words.text for words in made.texts if words.role == role]


def test_parts_stand_behind_one_another_in_the_colours_of_the_key():
    made = drawn(LITIGATION, 700)
    assert told(made, "key") == ["结果维持", "结果纠正", "尚未审结"]
    assert [(mark.category, mark.label, mark.color_role) for mark in made.marks] == [
        ("行政复议", "10", "series0"),
        ("行政复议", "1", "series1"),
        ("行政复议", "2", "series3"),
        ("未经复议直接起诉", "0", "series0"),
        ("复议后起诉", "5", "series0"),
    ]
    first, second, third = (mark.box for mark in made.marks[:3])
    assert first.right < second.x < second.right < third.x
    assert first.width == pytest.approx(2 * made.marks[4].box.width)
    assert "另有7项为0，未画出。" in told(made, "note")


def test_a_value_without_room_inside_stands_behind_its_bar_with_its_name():
    made = drawn(lines(("复议", (1000, 1, 40, 2)), ("诉讼", (500, 0, 0, 1))), 800)
    assert {"结果纠正", "尚未审结"} <= set(told(made, "key"))
    behind = [mark for mark in made.marks if mark.side == "outside"]
    assert [mark.label for mark in behind] == ["1", "40", "2", "1"]
    assert all(mark.box.width >= 2 for mark in behind)


def test_a_column_of_the_total_is_what_makes_columns_parts():
    columns = (*OUTCOMES[:4], "上年")
    assert {mark.shape for mark in drawn(lines(*zip(NAMES, ((3, 1, 4, 2),) * 3, strict=True))).marks} == {"bar"}
    grouped = drawn(lines(*zip(NAMES, ((3, 1, 4, 2),) * 3, strict=True), columns=columns))
    assert len({mark.box.x for mark in grouped.marks}) == 1


def test_where_there_is_no_room_the_parts_stand_below_one_another():
    made = drawn(lines(("某某市某某区行政复议" * 4, (10**8, 10**4, 10**4, 10**4))), 240)
    assert len({mark.box.x for mark in made.marks if mark.shape == "bar"}) <= 1


@examples(100)
@given(
    st.lists(st.lists(st.integers(0, 10**6) | st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(["report", "descending", "ascending"]),
    st.integers(240, 1000),
)
def test_nothing_overlaps_and_no_part_is_lost(values, sort, width):
    rows = [(f"第{number}类情况", tuple(row)) for number, row in enumerate(values)]
    analysis = lines(*rows, columns=("维持", "纠正", "其他", "总计"))
    made = drawn(analysis, width, ChartOptions(sort=sort))
    check_clear(made, measure)
    shown = {figure for mark in made.marks for figure in mark.figures}
    stated = {cell.id for row in analysis.tables[0].rows for cell in row.cells[:3] if cell and cell.value}
    assert stated <= shown
