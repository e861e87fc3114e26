"""Past and saved searches: what is remembered, offered under the field and kept in the settings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from zjviewer.gui.search.saved_searches import MOST, PastSearch, SavedSearches, read_past

SEARCHES = st.builds(
    PastSearch,
    st.text(min_size=1, max_size=4),
    st.lists(st.sampled_from(["case", "pinyin"]), max_size=2).map(tuple),
    st.just(""),
)


@given(st.lists(SEARCHES, max_size=50))
def test_the_last_thirty_are_remembered_once_each_the_last_one_first(searches):
    past = SavedSearches()
    for search in searches:
        past = past.with_recent(search)
    wanted = list(dict.fromkeys(reversed(searches)))[:MOST]
    assert list(past.recent) == wanted


@given(st.lists(st.tuples(SEARCHES, st.text(max_size=4)), max_size=12))
def test_what_is_written_comes_back(searches):
    past = SavedSearches()
    for search, name in searches:
        past = past.with_recent(search).with_saved(search, name)
    assert read_past(json.loads(json.dumps(past.to_dict()))) == past
    for search, _ in searches:
        kept = past.named(search)
        assert kept.name
        assert past.without(kept).named(search) is None


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)))
def test_what_is_damaged_is_left_out(stored):
    assert read_past({"recent": stored, "saved": [{"pattern": stored, "name": stored}]}).recent == ()


@pytest.fixture
def window(qtbot, session):
    session.window.activateWindow()
    session.window.workspace.open_search()
    qtbot.waitUntil(session.window.workspace.search.field.hasFocus)
    return session.window


def press(key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, modifiers)


def search_for(window, words: str) -> None:
    field = window.workspace.search.field
    field.clear()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)
    press(Qt.Key.Key_Return)


def lines(bar) -> list[str]:
    model = bar.history.list.candidates
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_down_in_an_empty_field_offers_past_searches_and_enter_repeats_one(window, session):
    bar = window.workspace.search
    search_for(window, "公开")
    search_for(window, "申请")
    bar.toggles["case"].setChecked(True)
    bar.field.clear()
    press(Qt.Key.Key_Down)
    assert lines(bar)[:3] == ["Recent", "申请", "公开"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert bar.field.text() == "公开"
    assert not bar.options["case"]
    assert len(session.state.hits) > 100
    assert not bar.history.isVisible()


def test_typing_goes_on_in_the_field_and_esc_only_closes_the_list(window):
    bar = window.workspace.search
    search_for(window, "公开")
    bar.field.clear()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert not bar.history.isVisible()
    assert bar.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_7)
    assert not bar.history.isVisible()
    assert bar.field.text() == "7"


def test_delete_forgets_one_and_the_last_line_all(window, session):
    bar = window.workspace.search
    for words in ("公开", "申请", "信息"):
        search_for(window, words)
    bar.field.clear()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert [search.pattern for search in bar.past.recent] == ["申请", "公开"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert bar.past.recent == ()
    assert session.settings.preferences.search["recent"] == []


def test_a_search_is_kept_under_a_name_and_taken_out_again(qtbot, window, session):
    bar = window.workspace.search
    search_for(window, "公开 NEAR/5 申请")
    star = next(b for b in bar.field.findChildren(QToolButton) if b.defaultAction() is bar.field._star)
    qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert bar.naming.isVisible()
    QTest.keyClicks(bar.naming.field, "near")
    QTest.keyClick(bar.naming.field, Qt.Key.Key_Return)
    assert not bar.naming.isVisible()
    assert bar.past.saved == (PastSearch("公开 NEAR/5 申请", ("variants", "pinyin", "near"), "near"),)
    assert session.settings.preferences.search["saved"][0]["name"] == "near"
    search_for(window, "别的")
    bar.field.clear()
    press(Qt.Key.Key_Down)
    assert lines(bar)[:2] == ["Saved", "near"]
    press(Qt.Key.Key_Return)
    assert bar.field.text() == "公开 NEAR/5 申请"
    qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.naming._remove, Qt.MouseButton.LeftButton)
    assert bar.past.saved == ()


def test_searches_come_back_at_the_next_start(qtbot, open_session, tmp_path):
    path = tmp_path / "settings.ini"
    first = open_session(path)
    first.window.workspace.open_search("主动公开")
    first.window.workspace.search.close_search()
    first.settings.save()
    second = open_session(path)
    assert [search.pattern for search in second.window.workspace.search.past.recent] == ["主动公开"]


def test_pinyin_is_looked_for_in_the_background_and_highlighted(qtbot, window, session):
    bar = window.workspace.search
    QTest.keyClicks(bar.field, "zdgk")
    text = session.state.analysis.report.text
    qtbot.waitUntil(lambda: len(session.state.hits) > 5)
    assert {text[slice(*session.state.hits.span(index))] for index in range(len(session.state.hits))} == {"主动公开"}
