"""Outline, status bar and table follow the current hit or the selection, and the top of the text without one."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from zjviewer.gui.workspace.announcements import Announcements


@pytest.fixture
def window(open_session):
    return open_session().window


def path_in_status_bar(window):
    QCoreApplication.processEvents()  # the layout shows new buttons
    buttons = window._breadcrumbs.findChildren(QToolButton)
    return [button.objectName() for button in buttons if not button.isHidden()]


def marked(window):
    delegate = window.workspace.outline.view.section_delegate
    return {each for each in (delegate.reading, delegate.selected) if each}


def shown(window):
    outline = window.workspace.outline
    section = window.state.current_section_id
    return outline._visible(section)


def test_every_hit_shows_its_section_in_outline_and_status_bar(window):
    desk, state = window.workspace, window.state
    desk.open_search("公开")
    for _ in range(25):
        QTest.keyClick(window, Qt.Key.Key_F3)
        section = state.analysis.section_at(state.hits.span(state.current_hit).start)
        assert state.current_section_id == section.id
        assert marked(window) == {shown(window)}
        assert path_in_status_bar(window)[-1] == section.id


def test_a_figure_in_the_middle_of_the_page_is_the_place_until_the_reader_scrolls_away_or_presses_esc(window):
    state, view = window.state, window.workspace.text.view
    figures = [each for each in state.analysis.figures if each.id in state.analysis.tables_by_figure]
    for figure in figures:
        state.select_figures(figure)
        assert state.current_section_id == figure.section
        assert path_in_status_bar(window)[-1] == figure.section
        assert marked(window) == {shown(window)}
    figure = next(each for each in figures if state.analysis.section_at(0).id != each.section)
    state.select_figures(figure)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert state.current_section_id == state.analysis.section_at(state.top_offset).id
    state.select_figures(figure)
    view.verticalScrollBar().setValue(0)
    assert state.current_section_id == state.analysis.section_at(0).id
    assert len(marked(window)) == 1


def test_a_failed_check_shows_the_section_and_the_table_of_its_result(window):
    state = window.state
    window.command_actions.action("checks.next").trigger()
    check = state.failures[0]
    assert state.current_section_id == check.section
    figure = state.analysis.figure_by_id[state.selection.every[0]]
    assert state.table in state.analysis.tables_by_figure.get(figure.id, (state.table,))


def test_the_current_row_of_the_outline_is_that_of_the_place(window):
    state, tree = window.state, window.workspace.outline.view
    window.workspace.text.setFocus()
    for section in state.analysis.sections[::3]:
        state.select_section(section)
        current = tree.currentIndex().data(Qt.ItemDataRole.UserRole)
        assert current is None or section.id.startswith(current.id)


def test_hits_and_selections_are_announced_with_their_sections(window):
    spoken = []
    announcements = Announcements(window.state, window.workspace, lambda _, words: spoken.append(words))
    state = window.state
    figure = next(each for each in state.analysis.figures if each.indicator)
    state.select_figures(figure)
    title = state.analysis.section_by_id[figure.section].title
    assert figure.indicator in spoken[-1]
    assert title in spoken[-1]
    state.select_section(state.analysis.sections[2])
    assert state.analysis.sections[2].title in spoken[-1]
    window.workspace.open_search("公开")
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert f"{state.current_hit + 1} of {len(state.hits)}" in spoken[-1]
    count = len(spoken)
    state.clear_selection()
    assert len(spoken) == count
    announcements.deleteLater()
