from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QToolButton, QWidget

from tests.sample import sample_analysis, sample_outline
from zjviewer.core.search.engine import Hits
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.tables.table_chooser import entries_of, tables_at, tables_in
from zjviewer.gui.theme.theme import load_theme
from zjviewer.gui.workspace.data_pane import DataPane

ANALYSIS = sample_analysis()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def state(qapp):
    return ViewState()


@pytest.fixture
def pane(qtbot, state):
    made = DataPane(state, load_theme(False), QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(440, 720)
    made.show()
    qtbot.waitExposed(made)
    state.set_analysis(ANALYSIS)
    return made


def button(pane, tip: str) -> QToolButton:
    return next(b for b in pane.findChildren(QToolButton) if b.toolTip() == tip)


def read(state, section: str):
    state.set_top_offset(ANALYSIS.section_by_id[section].start)


def parts(pane):
    return pane._splitter.widget(0), pane._splitter.widget(1)


def test_the_first_table_opens_with_the_report(pane, state):
    assert state.table == "items"


def test_the_table_that_was_open_stays_when_more_is_known_of_the_report(pane, state):
    outline = sample_outline()
    state.set_analysis(outline)
    state.set_table("review")
    state.set_analysis(replace(ANALYSIS, report=outline.report))
    assert state.table == "review"


def test_a_table_of_the_section_that_is_being_read_opens_first(pane, state):
    outline = sample_outline()
    state.set_analysis(outline)
    read(state, "3")
    state.set_analysis(replace(ANALYSIS, report=outline.report))
    assert state.table == "review"


def test_reading_on_opens_the_first_table_of_the_section(pane, state):
    for section, table in (("2.1", "opened"), ("2.2", "articles"), ("3", "review"), ("1.1", "items")):
        read(state, section)
        assert state.table == table


def test_a_table_stays_open_while_the_section_has_figures_of_it(pane, state):
    state.set_table("once")
    read(state, "1.1")
    assert state.table == "once"


def test_a_section_without_tables_leaves_the_open_one(pane, state):
    analysis = replace(ANALYSIS, tables=ANALYSIS.tables[:2])
    state.set_analysis(analysis)
    read(state, "3")
    assert state.table == "items"


def test_a_table_chosen_by_hand_ends_the_following_until_it_is_begun_again(qtbot, pane, state):
    qtbot.mouseClick(button(pane, "Next table"), LEFT)
    assert (state.table, pane.following) == ("once", False)
    read(state, "3")
    assert state.table == "once"
    qtbot.mouseClick(button(pane, "Follow the reading"), LEFT)
    assert (state.table, pane.following) == ("review", True)


def test_a_jump_to_a_selected_figure_does_not_change_its_table(pane, state):
    state.select_figures(ANALYSIS.table_by_id["articles"].figures[0], table="articles")
    assert state.table == "articles"
    read(state, "2.1")
    assert state.table == "articles"


def test_a_figure_selected_in_the_text_opens_its_table(pane, state):
    state.select_figures(ANALYSIS.table_by_id["review"].figures[2])
    assert state.table == "review"


def test_a_figure_of_the_open_table_changes_nothing(pane, state):
    state.set_table("once")
    state.select_figures(ANALYSIS.table_by_id["once"].figures[1])
    assert state.table == "once"


def test_a_figure_of_no_table_opens_a_table_of_its_section(pane, state):
    for free in (each for each in ANALYSIS.figures if each.id not in ANALYSIS.tables_by_figure):
        state.select_figures(free)
        here = [table.id for table in tables_in(ANALYSIS, free.section)]
        assert not here or state.table in here


def test_every_hit_on_a_figure_opens_its_table_and_the_section_at_the_top_does_not_take_its_place(pane, state):
    figures = [each for each in ANALYSIS.figures if each.id in ANALYSIS.tables_by_figure]
    state.set_hits(Hits(tuple(f.start for f in figures), tuple(f.end for f in figures), (0,) * len(figures)))
    for index, figure in enumerate(figures):
        state.set_current_hit(index)
        state.set_top_offset(max(0, figure.start - 300))
        assert state.table in ANALYSIS.tables_by_figure[figure.id]


def test_tables_at_an_offset_are_those_of_the_nearest_figure_of_its_paragraph():
    for figure in (each for each in ANALYSIS.figures if each.id in ANALYSIS.tables_by_figure):
        assert tables_at(ANALYSIS, figure.start) == ANALYSIS.tables_by_figure[figure.id]
    assert tables_at(replace(ANALYSIS, paragraphs=()), 5) == ()
    assert tables_at(replace(ANALYSIS, figures=()), 5) == ()


def test_going_back_opens_the_table_of_the_step_before(pane, state):
    state.select_figures(ANALYSIS.table_by_id["review"].figures[0], table="review")
    state.select_figures(ANALYSIS.table_by_id["opened"].figures[0], table="opened")
    state.back()
    assert state.table == "review"


def test_previous_and_next_end_with_the_tables(qtbot, pane, state):
    assert not button(pane, "Previous table").isEnabled()
    for _ in ANALYSIS.tables:
        pane.next_table()
    assert state.table == "review"
    assert not button(pane, "Next table").isEnabled()
    qtbot.mouseClick(button(pane, "Previous table"), LEFT)
    assert state.table == "articles"


def open_chooser(qtbot, pane) -> tuple[QLineEdit, QListView]:
    title = next(b for b in pane.findChildren(QToolButton) if b.accessibleName().startswith("Table:"))
    qtbot.mouseClick(title, LEFT)
    assert pane.chooser.isVisible()
    return pane.chooser.findChild(QLineEdit), pane.chooser.findChild(QListView)


def shown(listed: QListView) -> list[str]:
    model = listed.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_list_shows_the_tables_by_chapter_after_those_of_the_section_being_read(qtbot, pane, state):
    read(state, "2.2")
    _, listed = open_chooser(qtbot, pane)
    assert shown(listed) == [
        *("In the section being read", "政策解读稿件"),
        *("一 以公开助推重点改革和重点领域工作", "最多跑一次事项", "最多跑一次改革成果"),
        *("二 主动公开政府信息情况", "主动公开政府信息总体情况", "政策解读稿件"),
        *("三 行政复议和行政诉讼情况", "行政复议"),
    ]
    assert listed.currentIndex().data() == "政策解读稿件"
    pane.chooser.close()


def test_a_table_is_found_by_typing_and_opened_with_the_keys(qtbot, pane, state):
    field, listed = open_chooser(qtbot, pane)
    qtbot.keyClicks(field, "2016")
    assert shown(listed)[-1:] == ["政策解读稿件"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert state.table == "articles"
    assert not pane.chooser.isVisible()


def test_arrow_keys_in_the_field_move_along_the_tables_and_skip_the_headings(qtbot, pane, state):
    field, listed = open_chooser(qtbot, pane)
    assert listed.currentIndex().data() == "最多跑一次事项"
    seen = []
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        seen.append(listed.currentIndex().data())
    assert "主动公开政府信息总体情况" in seen
    assert not any(text.startswith(("一 ", "二 ")) for text in seen)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.chooser.isVisible()
    assert state.table == "items"


def test_a_click_in_the_list_opens_a_table_and_a_heading_opens_nothing(qtbot, pane, state):
    _, listed = open_chooser(qtbot, pane)
    lines = shown(listed)
    heading, review = (listed.model().index(lines.index(text), 0) for text in (lines[0], "行政复议"))
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(heading).center())
    assert pane.chooser.isVisible()
    listed.scrollTo(review)
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(review).center())
    assert state.table == "review"
    assert not pane.following


def test_words_are_sought_in_title_rows_and_columns_in_any_width():
    def found(words):
        return [e.table for e in entries_of(ANALYSIS, "", "", words) if e.table]

    assert found("纠错") == ["review"]
    assert found("2.0版") == found("２.０版") == ["items"]
    assert found("行政 占比") == ["review"]
    assert found("没有的") == []


def test_the_tables_of_a_chapter_are_those_of_its_sections():
    assert [t.id for t in tables_in(ANALYSIS, "2")] == ["opened", "articles"]
    assert tables_in(ANALYSIS, "") == ()


def test_chart_and_table_fold_by_their_buttons_and_one_of_them_always_stays(qtbot, pane):
    chart, table = parts(pane)
    qtbot.mouseClick(button(pane, "Show the chart"), LEFT)
    assert (chart.isVisible(), table.isVisible()) == (False, True)
    qtbot.mouseClick(button(pane, "Show the table"), LEFT)
    assert (chart.isVisible(), table.isVisible()) == (True, False)
    assert button(pane, "Show the chart").isChecked()


def test_layout_and_following_come_back(qtbot, pane, state):
    pane.set_following(False)
    pane.set_table_shown(False)
    other = DataPane(ViewState(), load_theme(True), QWidget(), QWidget(), QWidget())
    qtbot.addWidget(other)
    other.restore_settings(pane.settings())
    assert other.settings() == pane.settings()
    assert not other.following
    assert parts(other)[1].isHidden()


@pytest.mark.parametrize(
    ("analysis", "words"),
    [(None, "appear here"), (sample_outline(), "Reading")],
)
def test_where_there_is_no_table_the_pane_says_why(pane, state, analysis, words):
    state.set_analysis(analysis)
    assert words in pane._empty.text()
    assert pane._empty.isVisible()
    assert not button(pane, "Next table").isVisible()
    pane.choose_table()
    assert not pane.chooser.isVisible()
