import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from tests.gui.reading.test_text_pane import long_analysis
from tests.sample import sample_analysis
from zjviewer.core.search.engine import LONGEST, Query, find
from zjviewer.gui.search.search_bar import SearchBar
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme


@pytest.fixture
def state(qapp):
    made = ViewState()
    made.set_analysis(sample_analysis())
    return made


@pytest.fixture
def bar(qtbot, state):
    jobs = Jobs()
    made = SearchBar(state, load_theme(dark=False), jobs)
    made.resize(1000, 60)
    qtbot.addWidget(made, before_close_func=lambda _: jobs.close())
    return made


@pytest.fixture
def open_bar(qtbot, bar):
    with qtbot.waitExposed(bar):
        bar.open_search()
    return bar


def say(bar: SearchBar, commit: str = "", preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(bar.field, event)


def shown(bar: SearchBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisibleTo(bar))


def count(state: ViewState, pattern: str, **options: bool) -> int:
    return len(find(state.analysis.report.text, Query(pattern, **options)))


def choose_option(bar: SearchBar, name: str) -> None:
    """By a click in the menu, which stays open."""
    QTimer.singleShot(0, lambda: click_in_menu(bar, name))
    QTest.mouseClick(bar.findChild(QToolButton, "search-options"), Qt.MouseButton.LeftButton)


def click_in_menu(bar: SearchBar, name: str) -> None:
    menu = QApplication.activePopupWidget()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(bar.toggles[name]).center())
    assert menu.isVisible()
    menu.close()


def chips(bar: SearchBar) -> list[QToolButton]:
    return [button for button in bar.findChildren(QToolButton) if button.property("chip") and button.isVisible()]


def test_one_chinese_character_is_enough_and_is_found_at_once(open_bar, state):
    say(open_bar, commit="复")
    assert len(state.hits) == count(state, "复") > 1
    assert state.current_hit == 0
    assert shown(open_bar) == f"1 / {len(state.hits)}"


def test_nothing_is_searched_while_an_input_method_composes(open_bar, state):
    say(open_bar, commit="公")
    before = state.hits
    say(open_bar, preedit="kai")
    assert state.hits is before
    say(open_bar, commit="开")
    assert open_bar.field.text() == "公开"
    assert len(state.hits) == count(state, "公开")


def test_composing_over_marked_words_does_not_search_for_what_is_left(open_bar, state):
    say(open_bar, commit="公开")
    before = state.hits
    open_bar.field.selectAll()
    say(open_bar, preedit="fu")
    assert state.hits is before
    say(open_bar, commit="复议")
    assert len(state.hits) == count(state, "复议")


def test_enter_and_f3_walk_through_the_hits_and_tell_when_they_wrap(open_bar, state):
    notices = []
    state.message_posted.connect(notices.append)
    say(open_bar, commit="复议")
    last = len(state.hits) - 1
    QTest.keyClick(open_bar.field, Qt.Key.Key_Return)
    assert state.current_hit == 1
    QTest.keyClick(open_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert state.current_hit == 0
    assert notices == []
    open_bar.previous_hit()
    assert state.current_hit == last
    open_bar.next_hit()
    assert state.current_hit == 0
    assert notices == ["The search went on from the end.", "The search went on from the beginning."]


def test_the_first_hit_is_the_first_from_the_place_that_is_being_read(qtbot, bar, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    state.set_top_offset(analysis.paragraphs[10].start)
    bar.open_search()
    bar.field.setText("公开")
    assert state.hits.starts[state.current_hit] >= analysis.paragraphs[10].start
    assert state.hits.starts[state.current_hit - 1] < analysis.paragraphs[10].start


def test_more_letters_start_again_from_the_same_place(bar, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    bar.open_search()
    for words in ("第", "第1", "第13"):
        bar.field.setText(words)
    bar.field.setText("第")
    assert state.current_hit == 0


def test_a_search_after_scrolling_starts_from_where_the_reader_is_now(bar, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    bar.open_search()
    bar.field.setText("公")
    state.set_top_offset(analysis.paragraphs[30].start)
    bar.field.setText("公开")
    assert state.hits.starts[state.current_hit] >= analysis.paragraphs[30].start


def test_escape_closes_takes_the_hits_away_and_keeps_the_place(qtbot, open_bar, state):
    say(open_bar, commit="复议")
    place = state.top_offset
    with qtbot.waitSignal(open_bar.closed):
        QTest.keyClick(open_bar.field, Qt.Key.Key_Escape)
    assert open_bar.isHidden()
    assert len(state.hits) == 0
    assert state.current_hit == -1
    assert state.top_offset == place


def test_opening_again_searches_again_with_the_words_marked(qtbot, open_bar, state):
    say(open_bar, commit="复议")
    open_bar.close_search()
    with qtbot.waitSignal(open_bar.opened):
        open_bar.open_search()
    assert open_bar.field.selectedText() == "复议"
    assert len(state.hits) == count(state, "复议")


def test_opening_with_words_looks_for_their_first_line(open_bar, state):
    open_bar.open_search(" 复议\n第二行")
    assert open_bar.field.text() == "复议"
    assert len(state.hits) == count(state, "复议")


def test_f3_with_the_bar_closed_opens_it_on_the_last_search(open_bar, state):
    say(open_bar, commit="复议")
    open_bar.close_search()
    open_bar.next_hit()
    assert not open_bar.isHidden()
    assert len(state.hits) == count(state, "复议")


@pytest.mark.parametrize(("option", "pattern"), [("case", "VPN"), ("width", "２．０版"), ("words", "复议 公开")])
def test_an_option_searches_anew(qtbot, open_bar, state, option, pattern):
    open_bar.field.setText(pattern)
    with qtbot.waitSignal(open_bar.choices_changed):
        choose_option(open_bar, option)
    assert open_bar.options[option]
    assert len(state.hits) == count(state, pattern, **{option: True})
    chip = open_bar.findChild(QToolButton, f"search-{option}")
    qtbot.waitUntil(chip.isVisible)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not open_bar.options[option]
    assert chip not in chips(open_bar)


def test_options_are_given_back_and_taken_again(qtbot, open_bar):
    open_bar.restore_settings({"case": True, "words": True, "pinyin": False, "unknown": 1})
    on = {name for name, on in open_bar.options.items() if on}
    assert on == {"case", "words", "variants", "near"}
    shown = {f"search-{name}" for name in on}
    qtbot.waitUntil(lambda: {chip.objectName() for chip in chips(open_bar)} == shown)
    assert open_bar.settings() == open_bar.options | {"recent": [], "saved": []}


def test_the_section_that_is_read_limits_the_search_until_switched_off(open_bar, state):
    section = state.analysis.section_by_id["2.1"]
    state.set_top_offset(section.start)
    open_bar.field.setText("公开")
    everywhere = len(state.hits)
    open_bar.toggles["section"].setChecked(True)
    assert all(section.start <= start < section.end for start in state.hits.starts)
    assert 0 < len(state.hits) < everywhere
    state.set_top_offset(0)
    open_bar.field.setText("信息")
    assert all(section.start <= start < section.end for start in state.hits.starts)
    open_bar.field.setText("公开")
    open_bar.toggles["section"].setChecked(False)
    assert len(state.hits) == everywhere


def test_an_expression_is_looked_for_in_the_background(qtbot, open_bar, state):
    open_bar.toggles["regex"].setChecked(True)
    assert not open_bar.toggles["words"].isEnabled()
    open_bar.field.setText(r"\d+件")
    qtbot.waitUntil(lambda: len(state.hits) > 0)
    assert len(state.hits) == count(state, r"\d+件", regex=True)
    assert state.current_hit == 0


def test_a_bad_expression_is_told_in_the_bar_and_forgotten_when_mended(qtbot, open_bar, state):
    open_bar.toggles["regex"].setChecked(True)
    open_bar.field.setText("(公")
    qtbot.waitUntil(lambda: "bracket (" in shown(open_bar))
    assert open_bar.field.property("bad")
    assert len(state.hits) == 0
    open_bar.field.setText("(公)")
    qtbot.waitUntil(lambda: len(state.hits) > 0)
    assert "bracket" not in shown(open_bar)
    assert not open_bar.field.property("bad")


@pytest.mark.parametrize("option", ["", "words", "case", "pinyin", "regex"])
@pytest.mark.parametrize("by", ["opening", "typing", "an option"])
def test_a_query_that_is_too_long_is_told_in_the_bar(qtbot, open_bar, state, option, by):
    if option:
        open_bar.toggles[option].setChecked(True)
    open_bar.field.setText("公开")
    qtbot.waitUntil(lambda: len(state.hits) > 0)
    query = "公开" * (LONGEST // 2) + "。"
    if by == "opening":
        open_bar.open_search(query)
    else:
        open_bar.field.setText(query)
    if by == "an option":
        open_bar.toggles["section"].setChecked(True)
    qtbot.waitUntil(lambda: f"at most {LONGEST}" in shown(open_bar))
    assert open_bar.field.property("bad")
    assert len(state.hits) == 0
    open_bar.toggles["section"].setChecked(False)
    open_bar.field.setText("公开")
    qtbot.waitUntil(lambda: len(state.hits) > 0)
    assert not open_bar.field.property("bad")


def test_a_late_expression_does_not_overwrite_a_newer_search(qtbot, open_bar, state):
    open_bar.toggles["regex"].setChecked(True)
    open_bar.field.setText("(公")
    open_bar.next_hit()
    open_bar.toggles["regex"].setChecked(False)
    open_bar.field.setText("复议")
    found = state.hits
    with qtbot.assertNotEmitted(state.hits_changed, wait=120):
        pass
    assert state.hits is found


def test_no_hits_are_told(open_bar, state):
    open_bar.field.setText("没有这个词")
    assert shown(open_bar) == "No hits"
    open_bar.next_hit()
    assert state.current_hit == -1


def test_the_count_follows_a_hit_chosen_elsewhere(open_bar, state):
    open_bar.field.setText("复议")
    state.set_current_hit(2)
    assert shown(open_bar).startswith("3 / ")


def test_another_report_is_searched_anew_and_more_of_the_same_is_not(open_bar, state):
    open_bar.field.setText("公开")
    before = state.hits
    state.set_analysis(state.analysis)
    assert state.hits is before
    state.set_analysis(long_analysis())
    assert len(state.hits) == count(state, "公开")
    assert len(state.hits) != len(before)


def test_a_closed_bar_never_searches(bar, state):
    bar.field.setText("公开")
    assert len(state.hits) == 0


def test_a_narrow_bar_counts_the_options_that_it_has_no_room_for(qtbot, open_bar):
    for action in open_bar.toggles.values():
        action.setChecked(True)
    open_bar.resize(360, 100)
    button = open_bar.findChild(QToolButton, "search-options")
    qtbot.waitUntil(lambda: button.text().startswith("+"))
    assert len(chips(open_bar)) + int(button.text()) == len(open_bar.toggles)
    open_bar.resize(1200, 60)
    qtbot.waitUntil(lambda: not button.text())
    assert len(chips(open_bar)) == len(open_bar.toggles)
