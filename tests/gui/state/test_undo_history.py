"""One history of changes for each report: whatever is done and taken back, values and steps belong together."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState


class Kept:
    """A file that holds a list of words, and that can be locked."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.locked = False

    def add(self, word: str):
        def apply() -> bool:
            if not self.locked:
                self.words.append(word)
            return not self.locked

        def revert() -> bool:
            if not self.locked:
                assert self.words.pop() == word
            return not self.locked

        return word, apply, revert


@pytest.fixture
def state(qapp, analysis):
    made = ViewState()
    made.set_analysis(analysis)
    return made


@pytest.fixture
def editing(state):
    return UndoHistory(state, state)


@given(st.lists(st.sampled_from(["do", "undo", "redo", "lock", "unlock"]), max_size=60))
def test_every_step_is_taken_back_and_made_again_and_none_that_failed_is_kept_or_lost(moves):
    editing, kept = UndoHistory(ViewState()), Kept()
    done: list[str] = []
    undone: list[str] = []
    for number, move in enumerate(moves):
        if move in ("lock", "unlock"):
            kept.locked = move == "lock"
        elif move == "do":
            assert editing.apply_change(*kept.add(f"w{number}")) != kept.locked
            if not kept.locked:
                done.append(f"w{number}")
                undone.clear()
        elif move == "undo":
            editing.undo()
            if done and not kept.locked:
                undone.append(done.pop())
        else:
            editing.redo()
            if undone and not kept.locked:
                done.append(undone.pop())
        assert kept.words == done
        assert (editing.can_undo, editing.can_redo) == (bool(done), bool(undone))
        assert (editing.undo_text, editing.redo_text) == (done[-1] if done else "", undone[-1] if undone else "")


def test_another_report_has_its_own_steps_and_the_first_finds_its_own_again(editing, state, analysis):
    other = replace(analysis, report=replace(analysis.report, path=Path("other.txt")))
    kept = Kept()
    editing.apply_change(*kept.add("first"))
    state.set_analysis(other)
    assert not editing.can_undo
    editing.apply_change(*kept.add("second"))
    state.set_analysis(analysis)
    assert editing.undo_text == "first"
    state.set_analysis(other)
    editing.undo()
    assert kept.words == ["first"]
    state.set_analysis(analysis)
    assert editing.undo_text == "first"


def test_whoever_shows_the_steps_hears_of_each(qtbot, editing, state, analysis):
    kept, told = Kept(), []
    state.message_posted.connect(told.append)
    for change in (lambda: editing.apply_change(*kept.add("first")), editing.undo, editing.redo):
        with qtbot.waitSignal(editing.changed):
            change()
    assert told == ["Undone: first", "Done again: first"]
    with qtbot.waitSignal(editing.changed):
        state.set_analysis(replace(analysis, report=replace(analysis.report, path=Path("other.txt"))))
    kept.locked = True
    with qtbot.assertNotEmitted(editing.changed):
        editing.apply_change(*kept.add("third"))


def test_the_menu_says_which_step_it_takes_back(session, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    actions = session.window.command_actions
    undo, redo = actions.action("edit.undo"), actions.action("edit.redo")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    session.window.undo.apply_change(*Kept().add("mark “Confirmed”"))
    assert undo.isEnabled()
    assert undo.text() == "Undo: mark “Confirmed”"
    actions.action("language.zh").trigger()
    assert session.window.command_actions.action("edit.undo").isEnabled()
    session.window.command_actions.action("language.en").trigger()
    session.window.command_actions.action("edit.undo").trigger()
    undo, redo = (session.window.command_actions.action(id_) for id_ in ("edit.undo", "edit.redo"))
    assert undo.text() == "Undo"
    assert redo.text() == "Redo: mark “Confirmed”"
    redo.trigger()
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
