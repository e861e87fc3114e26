"""The one selection: who hears of it, which table opens beside it, and the way back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sample import sample_analysis, sample_outline
from zjviewer.core.model.checks import Check, CheckMark
from zjviewer.core.search.engine import Hits
from zjviewer.gui.state.navigation_history import ReportViewState
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState


@pytest.fixture
def state(qapp) -> ViewState:
    made = ViewState()
    made.set_analysis(sample_analysis())
    made.scroll_requested.connect(made.set_top_offset)  # as the text pane does
    return made


def another_report():
    analysis = sample_analysis()
    return replace(analysis, report=replace(analysis.report, text=f"{analysis.report.text}\n"))


def heard(signal) -> list:
    values: list = []
    signal.connect(lambda *payload: values.append(payload[0] if len(payload) == 1 else payload))
    return values


def test_a_figure_is_selected_with_its_words_and_its_section(state):
    told = heard(state.selection_changed)
    figure = state.analysis.figures[0]
    state.select_figures(figure)
    assert told == [Selection(figure.section, figure.span, (figure.id,))]


def test_the_table_of_a_selected_figure_opens_unless_the_open_one_holds_it(state):
    table = state.analysis.tables[-1]
    figure = table.figures[0]
    state.select_figures(figure)
    assert figure in state.analysis.table_by_id[state.table].figures
    held = state.table
    state.select_figures(table.figures[-1])
    assert state.table == held


def test_back_and_forward_go_through_every_jump_and_restore_place_and_table(state):
    first, second = state.analysis.tables[0], state.analysis.tables[-1]
    places = heard(state.scroll_requested)
    state.set_top_offset(3)
    state.select_figures(first.figures[0], table=first.id)
    state.set_top_offset(40)
    state.select_figures(second.figures[0], table=second.id)
    state.set_top_offset(90)
    state.back()
    assert (state.table, state.selection.figures) == (first.id, (first.figures[0].id,))
    assert places == [40]
    state.back()
    assert state.selection == Selection()
    assert places == [40, 3]
    assert state.steps() == (False, True)
    state.forward()
    state.forward()
    assert state.selection.figures == (second.figures[0].id,)
    assert places == [40, 3, 40, 90]
    assert state.steps() == (True, False)


def test_going_from_hit_to_hit_is_one_stop_and_back_returns_to_where_the_search_began(state):
    state.set_top_offset(25)
    state.set_hits(Hits((1, 50, 80), (2, 51, 81), (0, 0, 0)))
    for index, place in enumerate((0, 45, 75)):
        state.set_current_hit(index)
        state.set_top_offset(place)
    places = heard(state.scroll_requested)
    state.back()
    assert places == [25]
    assert state.steps() == (False, True)
    state.forward()
    assert places == [25, 75]


def test_a_new_jump_drops_the_way_forward(state):
    a, b, c = state.analysis.figures[:3]
    state.select_figures(a)
    state.select_figures(b)
    state.back()
    state.select_figures(c)
    assert state.steps() == (True, False)
    state.back()
    assert state.selection.figures == (a.id,)


def test_selecting_the_same_again_is_told_but_is_no_stop(state):
    told = heard(state.selection_changed)
    state.select_figures(state.analysis.figures[0])
    state.select_figures(state.analysis.figures[0])
    assert len(told) == 2
    state.back()
    assert state.steps()[0] is False


def test_more_knowledge_of_the_same_report_keeps_what_the_reader_did(qapp):
    state = ViewState()
    begun, complete = sample_outline(), sample_analysis()
    complete = type(complete)(**{**vars_of(complete), "report": begun.report})
    state.set_analysis(begun)
    state.set_top_offset(30)
    state.select_section(begun.sections[1])
    state.set_analysis(complete)
    assert state.selection.section == begun.sections[1].id
    assert state.top_offset == 30
    assert state.steps() == (True, False)
    state.set_analysis(another_report())
    assert (state.selection, state.top_offset, state.steps()) == (Selection(), 0, (False, False))


def vars_of(analysis) -> dict:
    return {name: getattr(analysis, name) for name in type(analysis).__dataclass_fields__}


def test_the_section_being_read_follows_the_place(state):
    read = heard(state.current_section_changed)
    for section in state.analysis.sections:
        state.set_top_offset(section.start)
    assert read[-1] == state.analysis.section_at(state.top_offset).id
    assert len(read) == len(set(read))


def test_the_open_table_stays_open_when_it_holds_the_figure_too(state):
    known = sample_analysis()
    again = replace(known.table_by_id["review"], id="again")
    state.set_analysis(replace(known, tables=(*known.tables, again)))
    state.set_table("again")
    state.select_figures(again.figures[0])
    assert state.table == "again"


def test_a_table_that_the_selection_names_is_opened(state):
    state.select_figures(state.analysis.table_by_id["review"].figures[0], table="items")
    assert state.table == "items"


def test_the_table_opens_before_the_panes_are_told_of_the_figure(state):
    open_then = []
    state.selection_changed.connect(lambda _: open_then.append(state.table))
    state.select_figures(state.analysis.table_by_id["review"].figures[0])
    assert open_then == ["review"]


def test_a_section_leaves_the_open_table_open(state):
    state.set_table("review")
    state.select_section(state.analysis.sections[0])
    assert state.table == "review"


def test_another_report_begins_anew(state):
    state.select_section(state.analysis.sections[0])
    state.set_table("review")
    state.set_top_offset(5)
    state.set_analysis(another_report())
    assert (state.selection, state.table, state.top_offset, state.steps()) == (Selection(), "", 0, (False, False))


def test_a_report_that_begins_outside_every_section_is_read_in_none(state):
    state.set_top_offset(state.analysis.sections[-1].start)
    assert state.current_section_id
    told = heard(state.current_section_changed)
    before = state.analysis
    state.set_analysis(replace(before, report=replace(before.report, title="?"), sections=()))
    assert told[-1] == ""


def between_of(state: ViewState):
    return state.cross_checks, state.figure_texts, state.other_reports


def with_cross_checks(state: ViewState) -> Check:
    one, other, apart = Decimal(1586), Decimal(1587), Decimal(1)
    section = state.analysis.sections[0].id
    check = Check("x", "between", "1,586 ≠ 1,587", "", one, other, apart, Decimal(0), "fail", (), section, "")
    state.set_cross_checks((check,), {"f1": "2016：1587件"}, (another_report(),))
    assert state.failures[-1] is check
    return check


def test_checks_between_reports_go_with_their_report(state):
    with_cross_checks(state)
    seen = []
    state.analysis_changed.connect(lambda _: seen.append((between_of(state), state.failures)))
    state.set_analysis(another_report())
    assert seen == [(((), {}, ()), state.analysis.failures)], "gone before the panes hear of the other report"
    assert between_of(state) == ((), {}, ())


@pytest.mark.parametrize(
    "leave", [lambda state: state.set_analysis(None), lambda state: state.show(ReportViewState(None))]
)
def test_without_a_report_there_are_no_checks_between_reports(state, leave):
    with_cross_checks(state)
    leave(state)
    assert between_of(state) == ((), {}, ())
    assert state.failures == ()


def test_a_report_that_comes_back_waits_for_its_checks_between_reports(state):
    with_cross_checks(state)
    view = state.view()
    state.set_analysis(another_report())
    state.show(view)
    assert between_of(state) == ((), {}, ())


def test_more_knowledge_of_the_same_report_keeps_the_checks_between_reports(state):
    with_cross_checks(state)
    before = between_of(state)
    state.set_analysis(replace(state.analysis))
    assert between_of(state) == before


def test_a_dismissed_check_between_reports_is_no_failure(state):
    check = with_cross_checks(state)
    state.set_marks((CheckMark(check.id, "dismissed", "", check.rule, check.formula),))
    assert check not in state.failures
    state.set_marks((CheckMark(check.id, "confirmed", "", check.rule, check.formula),))
    assert check in state.failures


def test_of_new_hits_none_is_shown_until_one_is_chosen(state):
    seen = []
    state.hits_changed.connect(lambda hits: seen.append((hits, state.current_hit)))
    state.set_hits(Hits((1, 4), (2, 5), (0, 0)))
    state.set_current_hit(1)
    state.set_hits(Hits((3,), (4,), (0,)))
    assert [current for _, current in seen] == [-1, -1]
    assert state.current_hit == -1
