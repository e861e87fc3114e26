import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.reading.test_text_pane import long_analysis
from tests.sample import sample_analysis
from zjviewer.core.search.engine import Hits, Query, find
from zjviewer.gui.search.hits_model import CONTEXT, GROUP, HIT, HitsModel
from zjviewer.gui.search.hits_pane import HitsPane
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme


@pytest.fixture
def state(qapp):
    made = ViewState()
    made.set_analysis(sample_analysis())
    return made


@pytest.fixture
def pane(qtbot, state):
    made = HitsPane(state, load_theme(dark=False))
    qtbot.addWidget(made)
    made.resize(280, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def search(state: ViewState, pattern: str, **options: bool) -> Hits:
    state.set_hits(find(state.analysis.report.text, Query(pattern, **options)))
    return state.hits


def rows(model: HitsModel, role: int) -> list:
    return [model.index(row).data(role) for row in range(model.rowCount())]


@pytest.mark.parametrize("pattern", ["公开", "没有", "复议 信息"])
def test_the_model_keeps_the_rules_of_models(qtmodeltester, state, pattern):
    model = HitsModel()
    model.show(find(state.analysis.report.text, Query(pattern, words=True)), state.analysis)
    qtmodeltester.check(model)


def test_every_hit_has_a_row_under_the_heading_of_its_section(pane, state):
    hits = search(state, "公开")
    groups, shown = rows(pane.model, GROUP), rows(pane.model, HIT)
    assert [hit for hit in shown if hit >= 0] == list(range(len(hits)))
    heading = None
    for group, hit in zip(groups, shown, strict=True):
        if group:
            heading = group
            continue
        assert group is None
        assert heading.path[-1] == state.analysis.section_at(hits.starts[hit])
        assert pane.model.row_of(hit) == shown.index(hit)


def test_a_row_shows_the_hit_among_its_words(pane, state):
    hits = search(state, "复议")
    for index in range(len(hits)):
        words = pane.model.index(pane.model.row_of(index)).data(CONTEXT)
        assert words.hit == "复议"
        assert "".join(words).lstrip("…") in state.analysis.report.text.replace("\n", " ")


def test_hits_before_the_first_section_stand_at_the_top(qtbot, state):
    model = HitsModel()
    analysis = long_analysis(12)
    without_first = analysis.sections[1:]
    analysis = type(analysis)(analysis.report, without_first, paragraphs=analysis.paragraphs)
    model.show(find(analysis.report.text, Query("公开")), analysis)
    assert model.index(0).data(GROUP).path == ()


def test_a_click_makes_the_hit_the_current_one(qtbot, pane, state):
    search(state, "公开")
    row = pane.model.index(pane.model.row_of(1))
    with qtbot.waitSignal(state.current_hit_changed) as told:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=pane.view.visualRect(row).center())
    assert told.args == [1]


def test_arrow_keys_pass_over_headings(pane, state):
    search(state, "公开")
    state.set_current_hit(0)
    pane.view.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
        seen.append(state.current_hit)
    QTest.keyClick(pane.view, Qt.Key.Key_Up)
    assert seen == [1, 2, 3, 4]
    assert state.current_hit == 3


def test_enter_shows_the_hit_again(qtbot, pane, state):
    search(state, "公开")
    state.set_current_hit(2)
    with qtbot.waitSignal(state.current_hit_changed) as told:
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert told.args == [2]


def test_a_click_on_a_heading_chooses_nothing(pane, state):
    search(state, "公开")
    QTest.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=pane.view.visualRect(pane.model.index(0)).center()
    )
    assert state.current_hit == -1


def test_the_list_follows_the_current_hit_without_answering(pane, state):
    search(state, "公开")
    told = []
    state.current_hit_changed.connect(told.append)
    state.set_current_hit(len(state.hits) - 1)
    assert pane.view.currentIndex().data(HIT) == len(state.hits) - 1
    assert pane.view.viewport().rect().intersects(pane.view.visualRect(pane.view.currentIndex()))
    state.set_current_hit(-1)
    assert not pane.view.currentIndex().isValid()
    assert told == [len(state.hits) - 1, -1]


def test_without_hits_the_pane_says_what_it_is_for(pane, state):
    label = next(label for label in pane.findChildren(QLabel) if "search" in label.text())
    assert label.isVisible()
    search(state, "公开")
    assert not label.isVisible()
    state.set_hits(Hits())
    assert label.isVisible()


def test_the_list_is_drawn_in_both_themes(pane, state):
    search(state, "公开 信息", words=True)
    state.set_current_hit(0)
    for dark in (False, True):
        theme = load_theme(dark)
        pane.show_theme(theme)
        QApplication.processEvents()
        picture = pane.view.viewport().grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
        assert {theme.hit_current, theme.hits[0], theme.hits[1]} <= colours


def test_a_list_of_many_hits_works_out_only_the_rows_in_sight(qtbot, pane, state, monkeypatch):
    state.set_analysis(long_analysis(3000))
    looked_at = []
    work_out = HitsModel._context
    monkeypatch.setattr(HitsModel, "_context", lambda model, hit: looked_at.append(hit) or work_out(model, hit))
    hits = search(state, "公开")
    state.set_current_hit(len(hits) // 2)
    QApplication.processEvents()
    assert len(hits) == 18_000
    qtbot.waitUntil(lambda: bool(looked_at))
    assert len(set(looked_at)) < 40


def test_focus_that_arrives_in_the_list_chooses_no_hit(qtbot, pane, state):
    search(state, "公开")
    pane.activateWindow()
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(pane.view.hasFocus)
    pane.view.setCurrentIndex(pane.model.index(1, 0))  # as Qt does where the first row can be the current one
    assert state.current_hit == -1
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert state.current_hit >= 0
