"""The menus of the right mouse button, opened by it, and what their entries do."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from zjviewer.core.annotations.annotation import Anchor
from zjviewer.core.model.report import Span
from zjviewer.gui.commands.command_table import COMMANDS, CONTEXT, SUBMENUS
from zjviewer.gui.outline.outline_model import SECTION

PANES = ("text", "outline", "hits", "chart", "table", "checks", "annotations", "figures")


@pytest.fixture(autouse=True)
def own_marks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture
def desk(session, qtbot):
    session.window.activateWindow()
    session.window.workspace.open_search("公开")
    qtbot.waitUntil(session.window.workspace.search.field.hasFocus)
    yield session.window.workspace
    if popup := QApplication.activePopupWidget():
        popup.close()


def views(desk):
    lists = (desk.checks.view, desk.annotations.view, desk.figures.view)
    panes = (desk.text.view, desk.outline.view, desk.hits.view, desk.chart.canvas, desk.table.view, *lists)
    return dict(zip(PANES, panes, strict=True))


def right_click(view, point: QPoint) -> QMenu:
    """As the platforms send it: the button, then the question for a menu, to the viewport."""
    target = view.viewport() if hasattr(view, "viewport") else view
    QTest.mousePress(target, Qt.MouseButton.RightButton, pos=point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, target.mapToGlobal(point))
    QApplication.sendEvent(target, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(qtbot, menu: QMenu, id_: str) -> None:
    entry = next(action for action in menu.actions() if action.objectName() == id_)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_every_entry_is_a_command():
    known = {command.id for command in COMMANDS} | {"-", *SUBMENUS}
    used = {id_ for content in CONTEXT.values() for id_ in content.split()}
    assert used <= known
    assert set(CONTEXT) == set(PANES)


@pytest.mark.parametrize("pane", PANES)
def test_each_pane_has_its_menu_with_its_commands_and_their_keys(desk, pane):
    if pane == "checks":
        desk.show_checks()
    if pane == "figures":
        desk.show_figures()
    if pane == "annotations":
        desk.annotation_service.add("highlight", Anchor("words", "政府信息公开"))
        desk.show_annotations()
    menu = right_click(views(desk)[pane], QPoint(60, 60))
    ids = [action.objectName() for action in menu.actions() if action.objectName()]
    hidden = () if desk.speaker.available else [command.id for command in COMMANDS if command.needs == "voice"]
    offered = [id_ for id_ in CONTEXT[pane].split() if id_ not in ("-", *hidden, *SUBMENUS)]
    assert offered == [id_ for id_ in ids if id_ in CONTEXT[pane]]
    keys = {command.id: command.keys.split()[0] for command in COMMANDS if command.keys}
    for action in menu.actions():
        if action.objectName() in keys:
            assert action.text().endswith(f"\t{keys[action.objectName()]}")
    menu.close()


def test_the_text_offers_what_is_marked_and_nothing_where_nothing_is(qtbot, desk):
    text = desk.text
    menu = right_click(text.view, QPoint(200, 100))
    grey = {action.objectName() for action in menu.actions() if not action.isEnabled()}
    assert {command.id for command in COMMANDS if command.needs_at_cursor == "selection"} <= grey
    menu.close()
    start = text.view.analysis.report.text.index("行政复议")
    text.view.select(Span(start, start + 4))
    menu = right_click(text.view, QPoint(200, 100))
    found = next(action for action in menu.actions() if action.objectName() == "search.selection")
    assert "行政复议" in found.text()
    choose(qtbot, menu, "search.selection")
    assert desk.search.field.text() == "行政复议"


def test_a_figure_is_shown_in_its_table_from_the_menu(qtbot, session, desk):
    state, view = session.state, desk.text.view
    figure = state.analysis.table_by_id["review"].figures[0]
    view.ensure_visible(figure.span)
    view.setTextCursor(view.positions.cursor_over(Span(figure.start, figure.start)))
    menu = right_click(view, view.cursorRect().center() + QPoint(3, 0))
    choose(qtbot, menu, "text.show_figure")
    assert state.selection.figures == (figure.id,)


def test_the_outline_s_menu_is_about_the_section_it_was_opened_on(qtbot, session, desk):
    desk.search.close_search()
    tree = desk.outline.view
    index = tree.model().index(2, 0)
    menu = right_click(tree, tree.visualRect(index).center())
    section = index.data(SECTION)
    assert session.state.selection.section == section.id
    choose(qtbot, menu, "text.copy_section")
    text = session.state.analysis.report.text
    assert QGuiApplication.clipboard().text() == text[section.start : section.end].rstrip()


def test_copying_is_about_the_pane_that_has_the_focus(qtbot, session, desk):
    state, clipboard = session.state, QGuiApplication.clipboard()
    text = state.analysis.report.text
    desk.hits.view.setFocus()
    qtbot.waitUntil(desk.hits.view.hasFocus)
    qtbot.keyClick(desk.hits.view, Qt.Key.Key_Down)
    hit = state.hits.span(state.current_hit)
    choose(qtbot, right_click(desk.hits.view, QPoint(60, 60)), "edit.copy")
    hit = state.hits.span(state.current_hit)
    assert "公开" in clipboard.text()
    assert clipboard.text() in text
    session.window.command_actions.action("text.copy_cited").trigger()
    sentence, cited = clipboard.text().split("\n")
    assert sentence[0] + sentence[-1] == "“”"
    assert text.index(sentence[1:-1].translate(str.maketrans("‘’", "“”"))) <= hit.start
    assert cited.startswith("——浙江省人民政府")
    menu = right_click(desk.outline.view, desk.outline.view.visualRect(desk.outline.view.model().index(1, 0)).center())
    choose(qtbot, menu, "edit.copy")
    section = state.analysis.section_by_id["2"]
    assert clipboard.text() == f"{section.number} {section.title}"


def test_a_cell_is_cited_with_the_sentence_it_stands_in(qtbot, session, desk):
    state = session.state
    figure = state.analysis.table_by_id["review"].figures[0]
    state.select_figures(figure, table="review")
    desk.table.view.setFocus()
    qtbot.waitUntil(desk.table.view.hasFocus)
    session.window.command_actions.action("text.copy_cited").trigger()
    assert figure.literal in QGuiApplication.clipboard().text()
    assert "——" in QGuiApplication.clipboard().text()


def test_hits_are_copied_under_the_paths_of_their_sections(qtbot, session, desk):
    choose(qtbot, right_click(desk.hits.view, QPoint(60, 60)), "hits.copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == desk.hits.model.rowCount()
    assert sum("公开" in line for line in lines) >= len(session.state.hits)


def test_a_search_can_be_kept_to_the_section_being_read(session, desk):
    everywhere = len(session.state.hits)
    session.window.command_actions.action("search.section").trigger()
    assert desk.search.toggles["section"].isChecked()
    assert 0 < len(session.state.hits) < everywhere


def test_a_check_is_marked_from_the_menu_of_the_list(qtbot, session, desk):
    desk.show_checks()
    qtbot.waitUntil(lambda: desk.checks.model.rowCount() > 0)
    row = next(n for n in range(desk.checks.model.rowCount()) if desk.checks.model.index(n, 0).flags())
    rect = desk.checks.view.visualRect(desk.checks.model.index(row, 0))
    menu = right_click(desk.checks.view, rect.center())
    assert desk.checks.chosen is not None
    assert len(desk.checks.view.actions()) == 4
    assert menu.actions()[:4] == desk.checks.view.actions()
    menu.close()
