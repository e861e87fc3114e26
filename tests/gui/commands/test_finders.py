"""Go to and the command palette, by the keys that a reader presses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from zjviewer.gui.commands.command_table import COMMANDS, command_text
from zjviewer.gui.widgets.filter_popup import FilterPopup

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, session):
    session.window.activateWindow()
    session.window.workspace.text.view.setFocus()
    qtbot.waitUntil(session.window.workspace.text.view.hasFocus)
    return session.window


def opened(window) -> FilterPopup | None:
    return next((picker for picker in window.workspace.findChildren(FilterPopup) if picker.isVisible()), None)


def press(key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def say(words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def titles(picker: FilterPopup) -> list[str]:
    model = picker.list.candidates
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_section_is_gone_to_by_its_number(window, session):
    press(Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "2.3")
    press(Qt.Key.Key_Return)
    assert session.state.selection.section == "2.3"
    assert opened(window) is None
    assert window.workspace.text.view.hasFocus()
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert session.state.selection.section == ""


def test_a_figure_and_a_paragraph_and_a_table_are_gone_to(window, session):
    state = session.state
    press(Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "9341853")
    press(Qt.Key.Key_Return)
    assert state.analysis.figure_by_id[state.selection.figures[0]].value == 9341853
    press(Qt.Key.Key_G, CONTROL)
    say("¶5")
    press(Qt.Key.Key_Return)
    assert state.selection.span == state.analysis.paragraphs[4]
    press(Qt.Key.Key_G, CONTROL)
    say(state.analysis.table_by_id["review"].title)
    press(Qt.Key.Key_Return)
    assert state.table == "review"


def test_esc_keeps_the_place_and_the_focus(window, session):
    place, selection = session.state.top_offset, session.state.selection
    press(Qt.Key.Key_G, CONTROL)
    say("二")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert opened(window) is None
    assert (session.state.top_offset, session.state.selection) == (place, selection)
    assert window.workspace.text.view.hasFocus()


def test_arrows_choose_and_what_answers_nothing_is_told(window, session):
    press(Qt.Key.Key_G, CONTROL)
    picker = opened(window)
    press(Qt.Key.Key_Down)
    second = picker.list.currentIndex().row()
    assert second == 1
    say("没有这样的地方")
    assert len(titles(picker)) == 1
    press(Qt.Key.Key_Return)
    assert opened(window) is picker
    press(Qt.Key.Key_Escape)


def test_nothing_is_looked_for_while_an_input_method_composes(window):
    press(Qt.Key.Key_G, CONTROL)
    picker = opened(window)
    before = titles(picker)
    QApplication.sendEvent(picker.field, QInputMethodEvent("jielun", []))
    assert titles(picker) == before
    press(Qt.Key.Key_Escape)


def test_a_click_picks_and_a_click_elsewhere_dismisses(qtbot, window, session):
    press(Qt.Key.Key_G, CONTROL)
    picker = opened(window)
    line = picker.list.candidates.index(2, 0)
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=picker.list.visualRect(line).center())
    assert session.state.selection.section == "3"
    press(Qt.Key.Key_G, CONTROL)
    window.workspace.outline.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert opened(window) is None


@pytest.mark.parametrize("typed", ["switch dark", "浅色和深色", "切换", "qhqs", "qiehuan"])
def test_a_command_is_run_by_any_of_its_names(window, typed):
    dark = window.appearance.theme.dark
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    say(typed)
    picker = opened(window)
    names = {command_text(command).rstrip("…") for command in COMMANDS}
    assert set(titles(picker)) <= names
    assert "Switch between light and dark" in titles(picker)
    press(Qt.Key.Key_Escape)
    assert window.appearance.theme.dark == dark


def test_enter_runs_and_what_was_run_stands_first_the_next_time(window, session):
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    QTest.keyClicks(QApplication.focusWidget(), "switch between")
    press(Qt.Key.Key_Return)
    assert window.appearance.theme.dark
    assert session.settings.preferences.commands == ("theme.switch",)
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    picker = opened(window)
    assert titles(picker)[0] == "Switch between light and dark"
    note = picker.list.picked().note
    assert note == "F8"
    press(Qt.Key.Key_Escape)


def test_every_command_is_in_the_palette_and_what_cannot_be_run_is_grey(window):
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    picker = opened(window)
    shown = [command for command in COMMANDS if window.command_actions.action(command.id).isVisible()]
    assert len(titles(picker)) == len(shown) - 1
    model = picker.list.candidates
    grey = [row for row in range(model.rowCount()) if not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled]
    off = [command for command in shown if not window.command_actions.action(command.id).isEnabled()]
    assert len(grey) == len(off) > 0
    assert grey == list(range(model.rowCount() - len(grey), model.rowCount()))
    press(Qt.Key.Key_Escape)


def test_the_list_is_a_proper_model(qtmodeltester, window):
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    qtmodeltester.check(opened(window).list.candidates)
    press(Qt.Key.Key_Escape)
