"""Shortcuts of one's own: chosen by pressing them, taken over, taken back, kept; menus and tooltips follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from zjviewer.gui.commands.command_table import COMMANDS
from zjviewer.gui.commands.shortcut_editor import ShortcutEditor
from zjviewer.gui.commands.shortcuts import (
    assign_shortcut,
    command_for_shortcut,
    keys_in_force,
    portable,
    reset_shortcut,
    table_keys,
    usable,
)
from zjviewer.gui.widgets.pick_list import CANDIDATE

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
IDS = [command.id for command in COMMANDS]
KEYS = st.sampled_from(["Ctrl+E", "Ctrl+O", "F3", "Ctrl+Alt+9", "Alt+Q", "Ctrl+Z"])
CHOICES = st.lists(st.tuples(st.sampled_from(IDS[:40]), st.lists(KEYS, max_size=2)), max_size=8)


@given(CHOICES)
def test_no_key_ever_belongs_to_two_commands_and_the_last_choice_counts(choices):
    chosen = {}
    for id_, keys in choices:
        chosen = assign_shortcut(chosen, id_, keys)
        assert keys_in_force(chosen)[id_] == tuple(dict.fromkeys(keys))
    every = [key for keys in keys_in_force(chosen).values() for key in keys]
    assert len(every) == len(set(every))
    assert set(chosen) <= set(IDS)


@given(CHOICES)
def test_a_reset_command_has_its_keys_again_and_only_differences_are_kept(choices):
    chosen = {}
    for id_, keys in choices:
        chosen = assign_shortcut(chosen, id_, keys)
    for id_, _ in choices:
        chosen = reset_shortcut(chosen, id_)
        assert keys_in_force(chosen)[id_] == table_keys(id_)
        assert id_ not in chosen
    assert all(str(keys) != " ".join(table_keys(id_)) for id_, keys in chosen.items())


@given(st.dictionaries(st.text(max_size=4) | st.sampled_from(IDS), st.none() | st.integers() | st.text(max_size=6)))
def test_whatever_stands_in_the_settings_every_command_has_its_place(stored):
    assert list(keys_in_force(stored)) == IDS


@pytest.mark.parametrize("key", ["Ctrl+J", "F12", "Shift+F2", "Alt+Up"])
def test_keys_with_a_modifier_and_function_keys_may_be_shortcuts(key):
    assert usable(key)


@pytest.mark.parametrize("key", ["A", "Shift+A", "Return", "Esc", "Up", "Ctrl+K, C"])
def test_keys_that_type_or_move_are_no_shortcuts(key):
    assert not usable(key)


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def editor(qtbot, window):
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    QTest.keyClick(window.workspace.text.view, Qt.Key.Key_F1)
    [made] = [child for child in window.findChildren(ShortcutEditor) if child.isVisible()]
    made.activateWindow()
    qtbot.waitUntil(made.filter.hasFocus)
    yield made
    made.close()


def keys_of(window, id_: str) -> list[str]:
    return [portable(sequence) for sequence in window.command_actions.action(id_).shortcuts()]


def listed(editor) -> list:
    model = editor.list.candidates
    return [model.index(row, 0).data(CANDIDATE) for row in range(model.rowCount())]


def press(editor, key: Qt.Key, modifiers=CONTROL, slot: int = 0) -> None:
    editor.slots[slot].setFocus()
    QTest.keyClick(editor.slots[slot], key, modifiers)


def test_every_command_has_its_place_in_the_list(editor):
    offered = [id_ for id_ in IDS if editor._context.actions.action(id_).isVisible()]
    assert sorted(str(line.value) for line in listed(editor) if line.value) == sorted(offered)


def test_new_keys_count_at_once_in_menu_tooltip_and_settings(qtbot, window, editor, session):
    editor.choose("checks.show")
    press(editor, Qt.Key.Key_J)
    assert keys_of(window, "checks.show") == ["Ctrl+J"]
    assert window.command_actions.action("checks.show").toolTip() == "Checks (Ctrl+J)"
    assert session.settings.preferences.keys == {"checks.show": "Ctrl+J"}
    assert next(line for line in listed(editor) if line.value == "checks.show").detail == "changed"
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    QTest.keyClick(window.workspace.text.view, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(window.workspace.checks.view.hasFocus)


def test_a_button_that_does_the_same_follows(window, editor):
    editor.choose("search.next")
    press(editor, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    assert window.workspace.search._next.toolTip() == "Next hit (F12)"


def test_keys_of_another_command_are_told_and_may_be_taken_over(qtbot, window, editor):
    editor.choose("checks.show")
    press(editor, Qt.Key.Key_E)
    assert "Save chart" in editor.message.text()
    assert keys_of(window, "checks.show") == ["F7"]
    assert keys_of(window, "chart.export") == ["Ctrl+E"]
    qtbot.mouseClick(editor.take, Qt.MouseButton.LeftButton)
    assert keys_of(window, "checks.show") == ["Ctrl+E"]
    assert keys_of(window, "chart.export") == []
    assert not editor.take.isVisible()
    qtbot.mouseClick(editor.reset, Qt.MouseButton.LeftButton)
    assert keys_of(window, "checks.show") == ["F7"]
    editor.choose("chart.export")
    qtbot.mouseClick(editor.reset, Qt.MouseButton.LeftButton)
    assert keys_of(window, "chart.export") == ["Ctrl+E"]


def test_a_second_shortcut_and_none_at_all(window, editor):
    editor.choose("checks.show")
    press(editor, Qt.Key.Key_J, slot=1)
    assert keys_of(window, "checks.show") == ["F7", "Ctrl+J"]
    press(editor, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert keys_of(window, "checks.show") == ["Ctrl+J"]
    press(editor, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert editor.isVisible()
    assert editor.filter.hasFocus()
    press(editor, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert keys_of(window, "checks.show") == []
    assert window.command_actions.action("checks.show").toolTip() == "Checks"


def test_a_letter_alone_is_refused_with_a_reason(window, editor):
    editor.choose("checks.show")
    press(editor, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "Ctrl" in editor.message.text()
    assert keys_of(window, "checks.show") == ["F7"]
    assert editor.slots[0].keySequence() == QKeySequence("F7")


def test_all_are_reset_at_once(qtbot, window, editor, session):
    for id_, key in (("checks.show", Qt.Key.Key_J), ("file.open", Qt.Key.Key_K)):
        editor.choose(id_)
        press(editor, key)
    assert len(session.settings.preferences.keys) == 2
    qtbot.mouseClick(editor.reset_all, Qt.MouseButton.LeftButton)
    assert session.settings.preferences.keys == {}
    assert {command.id: tuple(keys_of(window, command.id)) for command in COMMANDS} == keys_in_force({})


@pytest.mark.parametrize("typed", ["save chart", "ctrl+e", "chart.export"])
def test_a_command_is_found_by_name_and_by_keys(editor, typed):
    QTest.keyClicks(editor.filter, typed)
    assert "chart.export" in [line.value for line in listed(editor)]
    assert len(listed(editor)) < 12


def test_chosen_keys_come_back_and_outlive_a_change_of_language(qtbot, open_session, tmp_path):
    path = tmp_path / "settings.ini"
    first = open_session(path)
    first.settings.change(keys=assign_shortcut({}, "checks.show", ["Ctrl+E"]))
    first.settings.save()
    second = open_session(path)
    assert keys_of(second.window, "checks.show") == ["Ctrl+E"]
    assert keys_of(second.window, "chart.export") == []
    second.window.command_actions.action("language.zh").trigger()
    assert keys_of(second.window, "checks.show") == ["Ctrl+E"]
    second.window.command_actions.action("language.en").trigger()
    assert command_for_shortcut("Ctrl+E", second.settings.preferences.keys) == "checks.show"


def test_the_editor_closes_by_esc_and_by_its_button(qtbot, window):
    for close in ("key", "button"):
        window.command_actions.action("help.shortcuts").trigger()
        [editor] = [child for child in window.findChildren(ShortcutEditor) if child.isVisible()]
        if close == "key":
            QTest.keyClick(editor.list, Qt.Key.Key_Escape)
        else:
            box = editor.findChild(QDialogButtonBox)
            qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Close), Qt.MouseButton.LeftButton)
        assert not editor.isVisible()


@pytest.mark.parametrize("change", ["language.zh", "size.125", "language.zh size.125"])
def test_new_keys_count_after_the_window_was_built_again(session, change):
    window, ids = session.window, change.split()
    for id_ in ids:
        window.command_actions.action(id_).trigger()
        session.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.command_actions.apply_shortcuts({"search.next": "F12"})
    assert window.workspace.search._next.toolTip().endswith(("(F12)", "（F12）"))
    window.command_actions.action("size.100").trigger()
