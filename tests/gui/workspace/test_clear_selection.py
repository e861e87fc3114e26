"""Esc first closes the search bar, then clears the selection; a click where nothing is clears it, too."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from zjviewer.gui.state.selection import Selection

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_session):
    return open_session().window


def select(window):
    analysis = window.state.analysis
    figure = next(each for each in analysis.figures if each.id in analysis.tables_by_figure)
    window.state.select_figures(figure)
    return figure


@pytest.mark.parametrize("pane", ["text", "outline", "table", "chart"])
def test_esc_closes_the_search_bar_first_and_clears_the_selection_then(window, pane):
    desk, figure = window.workspace, select(window)
    desk.search.open_search("公开")
    widget = getattr(desk, pane)
    widget.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert desk.search.isHidden()
    assert window.state.selection.figures == (figure.id,)
    top = window.state.top_offset
    widget.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.state.selection == Selection()
    assert window.state.top_offset == top
    window.state.back()
    assert window.state.selection.figures == (figure.id,)


def test_a_click_in_the_margin_of_the_text_clears_the_selection_and_one_on_words_does_not(window):
    desk, figure = window.workspace, select(window)
    view = desk.text.view
    visible = view.visible()
    plain = next(
        offset
        for offset in range(visible.start, visible.end)
        if view.analysis.figure_at(offset) is None
        and view.analysis.report.text[offset].isalpha()
        and view.viewport().rect().adjusted(0, 20, 0, -20).contains(view.char_center(offset))
    )
    QTest.mouseClick(view.viewport(), LEFT, pos=view.char_center(plain))
    assert window.state.selection.figures == (figure.id,)
    QTest.mouseClick(view, LEFT, pos=QPoint(view.viewport().x() // 2, view.height() // 2))
    assert window.state.selection == Selection()


def test_a_click_below_the_rows_of_a_table_clears_the_selection(window):
    desk = window.workspace
    select(window)
    desk.table.resize(desk.table.width(), 3000)
    QTest.mouseClick(desk.table, LEFT, pos=QPoint(20, desk.table.height() - 3))
    assert window.state.selection == Selection()
