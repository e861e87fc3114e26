"""The two sides of a check as a selection: what is selected, which table opens, how a chart tells them apart."""

from decimal import Decimal

import pytest

from tests.chart_sample import REVIEW
from tests.sample import sample_analysis
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.chart_options import AS_REPORTED
from zjviewer.core.model.checks import Check, Term
from zjviewer.gui.charts.chart_canvas import ChartCanvas
from zjviewer.gui.charts.chart_text import measure
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme


def check_of(left, right) -> Check:
    terms = (*(Term(figure.id, "left") for figure in left), *(Term(figure.id, "right") for figure in right))
    section = (right or left)[-1].section
    return Check("c", "total", "", "", None, None, None, Decimal(0), "pass", terms, section, "")


@pytest.fixture
def state(qapp) -> ViewState:
    made = ViewState()
    made.set_analysis(sample_analysis())
    return made


def column(state, table: str, number: int):
    return [row.cells[number] for row in state.analysis.table_by_id[table].rows]


def test_both_sides_are_selected_at_the_words_that_state_the_result(state):
    total, *parts = column(state, "review", 0)
    state.select_check(check_of(parts, [total]))
    wanted = Selection(total.section, total.span, tuple(p.id for p in parts), "review", (total.id,))
    assert state.selection == wanted
    assert state.selection.every == (*(part.id for part in parts), total.id)
    assert state.table == "review"


def test_the_table_that_holds_most_of_the_figures_opens(state):
    alone = column(state, "opened", 0)[0]
    two = column(state, "items", 0)[:2]
    state.select_check(check_of(two, [alone]))
    assert state.table == "items"


def test_a_limit_has_one_side(state):
    rate = column(state, "once", 0)[0]
    state.select_check(check_of([], [rate]))
    assert (state.selection.figures, state.selection.result) == ((), (rate.id,))
    assert state.table == "once"


def test_a_figure_of_both_sides_is_shown_as_the_result(state):
    first, second = column(state, "items", 0)[:2]
    state.select_check(check_of([first, second], [second]))
    assert (state.selection.figures, state.selection.result) == ((first.id,), (second.id,))


def test_a_check_of_figures_that_are_not_there_selects_no_words(state):
    missing = Term("2016/f1", "right")
    state.select_check(Check("c", "past", "", "", None, None, None, Decimal(0), "fail", (missing,), "1", ""))
    assert state.selection == Selection("1", None, (), "", ("2016/f1",))


@pytest.fixture
def canvas(qtbot):
    made = ChartCanvas(load_theme(False))
    qtbot.addWidget(made)
    made.show_scene(compose_scene(REVIEW, REVIEW.charts[0], AS_REPORTED, Size(440), measure))
    return made


def categories(canvas, marks) -> set[str]:
    return {canvas.chart_scene.marks[mark].category for mark in marks}


def test_a_chart_tells_the_total_from_its_parts(canvas):
    total, *parts = (row.cells[0].id for row in REVIEW.tables[0].rows)
    assert canvas.show_selected(parts, [total])
    assert categories(canvas, canvas.selected - canvas.result) == {"维持具体行政行为", "被依法纠错", "其他情形"}
    assert categories(canvas, canvas.result) == {"总数"}
    canvas.show_selected(parts)
    assert canvas.result == frozenset()


def test_a_share_that_stands_beside_its_bar_does_not_recolour_the_part(canvas):
    part, share = (cell.id for cell in REVIEW.tables[0].rows[1].cells)
    assert canvas.show_selected([part], [share])
    assert categories(canvas, canvas.selected) == {"维持具体行政行为"}
    assert canvas.result == frozenset()
    canvas.show_selected([], [share])
    assert categories(canvas, canvas.result) == {"维持具体行政行为"}


@pytest.mark.parametrize("dark", [False, True])
def test_the_share_beside_a_bar_is_written_in_the_colour_of_its_side(canvas, dark):
    theme = load_theme(dark)
    canvas.show_theme(theme)
    part, share = (cell.id for cell in REVIEW.tables[0].rows[1].cells)
    seen = []
    for figures, result in (([part], []), ([part], [share]), ([], [])):
        canvas.show_selected(figures, result)
        picture = canvas.grab().toImage()
        size = range(picture.width()), range(picture.height())
        seen.append({picture.pixelColor(x, y).name() for x in size[0] for y in size[1]})
    assert theme.color("result").name() in seen[1]
    assert theme.color("result").name() not in seen[0] | seen[2]
