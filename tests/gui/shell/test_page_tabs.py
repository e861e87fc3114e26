"""Pages as tabs: they stand beside the reports, are shown, cycled, closed and reopened as these are, and come back with
the session."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabBar

from zjviewer.gui.documents.open_reports import COMPARISON, LIBRARY, PAGES, OpenReports
from zjviewer.gui.shell.tab_bar import TabBar
from zjviewer.gui.state.view_state import ViewState
from zjviewer.paths import bundled_report
from zjviewer.storage.library_file import LibraryFile, page_key, read_library, report_key, write_library

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(session):
    session.window.show()
    session.window.activateWindow()
    return session.window


@pytest.fixture
def bar(window):
    return window.findChild(TabBar)


def press(qtbot, window, key, modifiers=CONTROL):
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)


def pages_of(session) -> list[str]:
    return [tab.page for tab in session.open_reports.tabs]


def test_the_keys_of_the_pages_open_them_as_tabs_and_go_back(qtbot, session, window, bar):
    assert not bar.isVisible()
    press(qtbot, window, Qt.Key.Key_L)
    press(qtbot, window, Qt.Key.Key_V, CONTROL | ALT)
    assert pages_of(session) == ["", LIBRARY, COMPARISON]
    assert bar.isVisible()
    assert [bar.tabText(index) for index in (1, 2)] == ["Library", "Compare reports"]
    assert bar.currentIndex() == 2
    assert window.comparison_tab.page.isVisible()
    assert not window.workspace.text.isVisible()
    press(qtbot, window, Qt.Key.Key_V, CONTROL | ALT)
    assert bar.currentIndex() == 0
    assert window.workspace.text.isVisible()
    press(qtbot, window, Qt.Key.Key_L)
    assert bar.currentIndex() == 1
    qtbot.keyClick(window.library_tab.page._list, Qt.Key.Key_Escape)
    assert bar.currentIndex() == 0
    assert pages_of(session) == ["", LIBRARY, COMPARISON]


def test_the_keys_of_the_tabs_go_round_over_pages_and_close_and_reopen_them(qtbot, session, window, bar):
    session.open_reports.add_page(LIBRARY)
    session.open_reports.add_page(COMPARISON)
    seen = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_Tab)
        seen.append(window.pages.shown)
    assert seen == [LIBRARY, COMPARISON, "", LIBRARY]
    press(qtbot, window, Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert window.pages.shown == ""
    press(qtbot, window, Qt.Key.Key_3)
    assert window.pages.shown == COMPARISON
    press(qtbot, window, Qt.Key.Key_W)
    assert (window.pages.shown, pages_of(session)) == (LIBRARY, ["", LIBRARY])
    press(qtbot, window, Qt.Key.Key_W)
    assert (window.pages.shown, pages_of(session)) == ("", [""])
    assert session.state.analysis is not None
    press(qtbot, window, Qt.Key.Key_T, CONTROL | SHIFT)
    assert (window.pages.shown, pages_of(session)) == (LIBRARY, ["", LIBRARY])


def test_a_page_is_shown_and_closed_by_the_mouse_and_has_no_file(qtbot, session, window, bar):
    session.open_reports.add_page(COMPARISON, 0)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert window.pages.shown == COMPARISON
    actions = window.command_actions
    assert not any(actions.action(id_).isEnabled() for id_ in ("tab.copy_path", "tab.show_in_folder"))
    bar.customContextMenuRequested.emit(bar.tabRect(0).center())
    [menu] = [menu for menu in bar.findChildren(QMenu) if menu.isVisible()]
    assert [action.objectName() for action in menu.actions()] == ["tab.close", "tab.close_others"]
    menu.close()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert window.pages.shown == ""
    cross = bar.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert cross.accessibleName() == "Close tab"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert pages_of(session) == [""]


def test_the_report_behind_a_page_is_closed_and_the_page_stays(session, window):
    session.open_reports.show_page(COMPARISON)
    session.open_reports.close(session.open_reports.front)
    assert (window.pages.shown, pages_of(session)) == (COMPARISON, [COMPARISON])
    session.open_reports.leave_page()
    assert window.pages.shown == COMPARISON
    session.open_reports.close(session.open_reports.current)
    assert (window.pages.shown, pages_of(session)) == (LIBRARY, [])
    window.command_actions.action("library.show").trigger()
    assert (window.pages.shown, pages_of(session)) == (LIBRARY, [])


def test_a_pane_that_is_asked_for_is_shown_in_the_place_of_a_page(session, window):
    session.open_reports.show_page(COMPARISON)
    window.command_actions.action("checks.show").trigger()
    assert window.pages.shown == ""
    assert window.workspace.checks.isVisible()


def test_pages_come_back_at_their_places_with_the_one_in_front(qtbot, open_session, tmp_path):
    file = tmp_path / "library.json"
    bundled = report_key(bundled_report())
    keys = (page_key(COMPARISON), bundled, page_key("unknown"), page_key(LIBRARY))
    write_library(file, LibraryFile((), keys, bundled, COMPARISON))
    session = open_session(tmp_path / "zjviewer.ini")
    assert pages_of(session) == [COMPARISON, "", LIBRARY]
    assert session.window.pages.shown == COMPARISON
    assert session.state.analysis.complete
    session.open_reports.close(session.open_reports.front)
    session.library.save()
    stored = read_library(file)
    assert (stored.tabs, stored.front, stored.page) == ((keys[0], keys[3]), "", COMPARISON)
    again = open_session(tmp_path / "zjviewer.ini", report=None)
    assert pages_of(again) == [COMPARISON, LIBRARY]
    assert again.window.pages.shown == COMPARISON


def test_a_file_that_is_named_at_the_start_is_in_front_of_a_page(qtbot, qapp, tmp_path, begun):
    from zjviewer.gui.startup.session import Session
    from zjviewer.gui.state.settings import Settings

    write_library(tmp_path / "library.json", LibraryFile((), (page_key(LIBRARY),), "", LIBRARY))
    session = Session(qapp, Settings(tmp_path / "zjviewer.ini"), "light", "en")
    session.start(begun, [bundled_report()])
    qtbot.waitUntil(lambda: session.is_ready, timeout=30_000)
    assert session.window.pages.shown == ""
    assert session.open_reports.current == session.open_reports.front != 0
    session.close()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_opened_moved_and_closed_one_tab_is_in_front(qapp, seed):
    chance = random.Random(seed)
    tabs = OpenReports(ViewState())
    for step in range(60):
        some = [tab.number for tab in tabs.tabs] or [0]
        act = chance.choice(("add", "page", "show", "step", "move", "close", "close", "reopen", "leave", "others"))
        if act == "add":
            tabs.show(tabs.add(Path(f"/{seed}/{step}.txt")))
        elif act == "page":
            tabs.show_page(chance.choice(PAGES))
        elif act == "show":
            tabs.show(chance.choice(some))
        elif act == "step":
            tabs.step(chance.choice((-1, 1)))
        elif act == "move":
            tabs.move(chance.choice(some), chance.randrange(5))
        elif act == "close":
            tabs.close(chance.choice((tabs.current, chance.choice(some))))
        elif act == "reopen":
            tabs.reopen()
        elif act == "leave":
            tabs.leave_page()
        elif chance.random() < 0.2:
            tabs.close_others(chance.choice(some))
        numbers = [tab.number for tab in tabs.tabs]
        assert len(numbers) == len(set(numbers))
        assert (tabs.current in numbers) == bool(numbers), act
        assert bool(tabs.open) == bool(tabs.front), act
        assert (tabs.front_tab in tabs.open) == bool(tabs.open), act
        assert tabs.page == (tabs.tab(tabs.current).page if numbers else ""), act
        assert all([tab.page for tab in tabs.tabs].count(page) <= 1 for page in PAGES)
