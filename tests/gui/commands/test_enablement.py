"""Every condition of the command table holds exactly when its commands can do something."""

from typing import get_args

import pytest

from zjviewer.gui.commands.command_table import COMMANDS, CursorNeed, Need
from zjviewer.gui.commands.enablement import met_needs
from zjviewer.gui.documents.open_reports import LIBRARY

BY_NEED = {need: [c.id for c in COMMANDS if c.needs == need] for need in get_args(Need)}


def enabled(session, need: Need) -> set[bool]:
    return {session.window.command_actions.action(id_).isEnabled() for id_ in BY_NEED[need]}


def test_every_condition_is_used_by_a_command():
    assert [need for need, ids in BY_NEED.items() if not ids] == []
    assert {command.needs_at_cursor for command in COMMANDS} == set(get_args(CursorNeed))


def test_every_condition_is_evaluated(session):
    assert set(met_needs(session.window.context)) == set(get_args(Need)) - {""}


def test_commands_are_enabled_as_their_conditions_hold(session):
    for need, holds in met_needs(session.window.context).items():
        assert enabled(session, need) == {holds}, need


@pytest.mark.parametrize("need", ["report", "tables", "checks", "correctable"])
def test_behind_the_library_page_nothing_can_be_done_to_the_report(session, need):
    assert enabled(session, need) == {True}
    session.window.pages.toggle(LIBRARY)
    assert enabled(session, need) == {False}
    session.window.pages.toggle(LIBRARY)
    assert enabled(session, need) == {True}


def test_without_a_report_only_what_opens_one_is_left(session):
    session.open_reports.close(session.open_reports.front)
    holding = {need for need, holds in met_needs(session.window.context).items() if holds}
    assert holding - {"voice"} == {"closed tab"}
    for need, holds in met_needs(session.window.context).items():
        assert enabled(session, need) == {holds}, need


def test_going_back_and_forward_follow_the_history(session):
    state = session.state
    before = (enabled(session, "back"), enabled(session, "forward"))
    assert before == ({False}, {False})
    state.select_section(state.analysis.section_by_id["2.2"])
    assert (enabled(session, "back"), enabled(session, "forward")) == ({True}, {False})
    state.back()
    assert (enabled(session, "back"), enabled(session, "forward")) == ({False}, {True})


def test_undo_names_what_it_would_undo(session):
    action = session.window.command_actions.action("edit.undo")
    assert (action.isEnabled(), action.text()) == (False, "Undo")
    session.window.undo.apply_change("a change", lambda: True, lambda: True)
    assert (action.isEnabled(), action.text()) == (True, "Undo: a change")
    session.window.undo.undo()
    assert (action.isEnabled(), action.text()) == (False, "Undo")
    assert session.window.command_actions.action("edit.redo").text() == "Redo: a change"
