"""The table of commands is whole: every command can be reached, none twice by the same keys."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar, QToolBar, QToolButton, QWidget

from zjviewer import paths
from zjviewer.core.model.report import Span
from zjviewer.gui.actions.annotation_commands import annotation_handlers
from zjviewer.gui.actions.correction_commands import correction_handlers
from zjviewer.gui.actions.file_commands import file_handlers
from zjviewer.gui.actions.handlers import handlers
from zjviewer.gui.actions.help_commands import help_handlers
from zjviewer.gui.actions.navigation_commands import navigation_handlers
from zjviewer.gui.actions.view_commands import view_handlers
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import COMMANDS, MENUS, SUBMENUS, TOOLBAR, WORDED, menus
from zjviewer.gui.documents.open_reports import LIBRARY
from zjviewer.gui.theme.theme import load_theme

IDS = [command.id for command in COMMANDS]


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(window):
    return Actions(window, load_theme(False))


def in_menus() -> list[str]:
    entries = [entry for content in MENUS.values() for entry in content.split()]
    return [id_ for entry in entries for id_ in SUBMENUS.get(entry, entry).split() if id_ != "-"]


def test_every_command_stands_in_just_one_menu():
    assert Counter(in_menus()) == Counter(IDS)


def test_the_toolbar_names_commands_with_icons():
    on_toolbar = [entry for entry in TOOLBAR.split() if entry not in ("-", "<->")]
    assert on_toolbar
    assert set(on_toolbar) <= {command.id for command in COMMANDS if command.icon}


def test_no_keys_belong_to_two_commands():
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS for key in command.keys.split())
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_icon_is_in_the_set():
    missing = {c.icon for c in COMMANDS if c.icon and not (paths.resources() / "icons" / f"{c.icon}.svg").is_file()}
    assert missing == set()


def test_a_command_does_what_its_handler_does(actions):
    done = []
    handlers = {id_: (lambda *arguments, id_=id_: done.append((id_, arguments))) for id_ in IDS}
    actions.bind_handlers(handlers)
    for command in COMMANDS:
        done.clear()
        actions.action(command.id).trigger()
        expected = (True,) if command.switch else ()
        assert done == [(command.id, expected)], command.id


def test_handlers_and_commands_must_be_the_same(actions):
    with pytest.raises(KeyError, match=r"file\.open"):
        actions.bind_handlers({id_: print for id_ in IDS if id_ != "file.open"})
    with pytest.raises(KeyError, match=r"file\.shred"):
        actions.bind_handlers(dict.fromkeys((*IDS, "file.shred"), print))


def test_of_a_choice_only_one_is_on(actions):
    actions.bind_handlers(dict.fromkeys(IDS, lambda: None))
    actions.action("theme.dark").trigger()
    actions.action("theme.light").trigger()
    assert [actions.action(f"theme.{name}").isChecked() for name in ("system", "light", "dark")] == [False, True, False]


def test_menus_and_toolbar_are_made_from_the_table(qtbot, window, actions):
    bar, toolbar = QMenuBar(window), QToolBar(window)
    actions.fill_menu_bar(bar)
    actions.fill_toolbar(toolbar)
    assert len(bar.actions()) == len(MENUS)
    named = [action.objectName() for action in toolbar.actions() if action.objectName() in IDS]
    assert named == [entry for entry in TOOLBAR.split() if entry not in ("-", "<->")]


def test_a_tool_tip_names_command_and_keys(actions):
    assert actions.action("file.open").toolTip() == "Open (Ctrl+O)"
    assert actions.action("help.about").toolTip() == "About zjviewer"


def test_the_menus_as_lists_hold_every_command_once():
    assert Counter(id_ for _, ids in menus() for id_, _ in ids) == Counter(IDS)
    assert {group for _, ids in menus() for id_, group in ids if id_.startswith("theme.")} == {"Theme"}


def test_every_command_has_one_handler_in_one_module(session):
    context = session.window.context
    modules = (
        *(file_handlers, navigation_handlers, annotation_handlers),
        *(correction_handlers, view_handlers, help_handlers),
    )
    assert Counter(id_ for handlers_of in modules for id_ in handlers_of(context)) == Counter(IDS)
    assert set(handlers(context)) == set(IDS)


MEANINGS = (
    {"edit.copy", "text.copy_section", "hits.copy", "chart.copy", "table.copy"},
    {"chart.export", "table.export", "figures.export", "notes.export"},
    {"search.open", "search.selection", "search.section"},
    {"search.next", "go.next_section", "notes.next"},
    {"search.previous", "go.previous_section", "notes.previous"},
)
"""Commands of one meaning, which share an icon."""


def test_an_icon_has_one_meaning():
    by_icon: dict[str, set[str]] = {}
    for command in COMMANDS:
        if command.icon:
            by_icon.setdefault(command.icon, set()).add(command.id)
    shared = [ids for ids in by_icon.values() if len(ids) > 1]
    assert [ids for ids in shared if not any(ids <= meaning for meaning in MEANINGS)] == []


def test_menus_show_what_is_chosen_by_a_tick_and_save_buttons_have_words(open_session):
    window = open_session().window
    actions = window.command_actions
    checkable = [actions.action(command.id) for command in COMMANDS if command.choice or command.switch]
    assert all(action.isCheckable() and not action.isIconVisibleInMenu() for action in checkable)
    for id_ in WORDED:
        button = window._toolbar.widgetForAction(actions.action(id_))
        assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        assert button.text().startswith("Save")
    for pane in (window.workspace.table, window.workspace.figures):
        words = {each.text() for each in pane.findChildren(QToolButton) if each.text()}
        assert {"Copy", "Save"} <= words


def test_copies_and_searches_are_enabled_where_there_is_something_to_copy_or_find(open_session):
    window = open_session().window
    actions, view = window.command_actions, window.workspace.text.view
    assert actions.action("edit.copy").isEnabled()
    assert not actions.action("hits.copy").isEnabled()
    assert not actions.action("search.selection").isEnabled()
    view.select(Span(30, 34))
    assert actions.action("search.selection").isEnabled()
    actions.action("search.selection").trigger()
    assert window.workspace.search.field.text() == window.state.analysis.report.text[30:34]
    assert actions.action("hits.copy").isEnabled()
    view.selection.clear()
    window.workspace.search.close_search()
    assert not actions.action("search.selection").isEnabled()
    assert not actions.action("hits.copy").isEnabled()
    window.pages.toggle(LIBRARY)
    assert not actions.action("edit.copy").isEnabled()


def test_chinese_tooltips_have_full_width_brackets(open_session):
    window = open_session(language="zh").window
    tips = [window.command_actions.action(command.id).toolTip() for command in COMMANDS if command.keys]
    assert all("（" in tip and "(" not in tip for tip in tips if not tip.startswith("GB18030"))


def test_every_menu_fits_on_a_small_screen(session):
    for action in session.window.menuBar().actions():
        height = action.menu().sizeHint().height()
        # 1920 × 1080 at 150 % with a panel has 680; a higher menu is divided into columns.
        assert height <= 680, action.text()
