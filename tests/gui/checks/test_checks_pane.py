"""The results of checks on their page: what is listed, in which order, and what a click, a key and a mark do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QScrollBar, QToolButton

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check, Term
from zjviewer.gui.checks.check_mark_service import CheckMarkService
from zjviewer.gui.checks.checks_delegate import _lines, formula_lines
from zjviewer.gui.checks.checks_model import CHECK, FOLDED, GROUP, MEANING, PLACE, ChecksModel, chapters_of
from zjviewer.gui.checks.checks_pane import SELECT_DELAY, ChecksPane
from zjviewer.gui.labels.check_labels import meaning_text
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.style_sheet import style_sheet
from zjviewer.gui.theme.theme import load_theme

LEFT = Qt.MouseButton.LeftButton
UNKNOWN = Check(
    "share-unknown", "share", "", "不予公开 ÷ 总数 = 占比", None, None, None, Decimal(0), "not_assessable",
    (Term("f1", "left"),), "1", "“某句”", "总数为空。",
)  # fmt: skip


@pytest.fixture
def state(qapp, analysis):
    made = ViewState()
    made.set_analysis(replace(analysis, report=replace(analysis.report, path=None), checks=(*analysis.checks, UNKNOWN)))
    return made


@pytest.fixture
def pane(qtbot, state):
    marking = CheckMarkService(state, UndoHistory(state, state))
    made = ChecksPane(state, load_theme(dark=False), Jobs(state), marking)
    qtbot.addWidget(made)
    made.resize(248, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


def listed(pane) -> list[Check]:
    rows = (pane.model.index(row).data(CHECK) for row in range(pane.model.rowCount()))
    return [check for check in rows if check]


def row_of(pane, check: Check):
    return pane.model.index(pane.model.row_of(check.id))


def click(pane, check: Check) -> None:
    index = row_of(pane, check)
    pane.view.scrollTo(index)
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=pane.view.visualRect(index).center())


def filter_button(pane, verdict: str) -> QToolButton:
    return pane.findChild(QToolButton, verdict)


def chapters(pane) -> QComboBox:
    return next(box for box in pane.findChildren(QComboBox) if box.accessibleName() == "Chapter")


def the_failure(state) -> Check:
    return next(check for check in state.analysis.checks if check.verdict == "fail")


@pytest.mark.parametrize("options", [{}, {"verdict": "pass"}, {"chapter": "6"}, {"chapter": "99"}])
def test_the_model_keeps_the_rules_of_models(qtmodeltester, analysis, options):
    model = ChecksModel()
    model.show(analysis, **options)
    qtmodeltester.check(model)
    model.show(None)
    assert model.rowCount() == 0


def test_just_the_checks_of_the_report_are_listed_what_fails_first(pane, state):
    order = {"fail": 0, "not_assessable": 1, "pass": 2}
    assert listed(pane) == sorted(state.analysis.checks, key=lambda check: order[check.verdict])
    groups = [pane.model.index(row).data(GROUP) for row in range(pane.model.rowCount())]
    assert [(group.verdict, group.count) for group in groups if group] == [
        ("fail", 1), ("not_assessable", 1), ("pass", len(state.analysis.checks) - 2)
    ]  # fmt: skip


def test_the_bundled_report_has_one_failure_and_it_is_told_in_numbers(pane, state):
    index = row_of(pane, listed(pane)[0])
    assert index.data() == "8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853, difference 173,711"
    assert index.data(PLACE) == "Total · 公开数量和渠道"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Does not add up, 浙江省主动公开政府信息：sum of ")
    assert row_of(pane, UNKNOWN).data() == UNKNOWN.named_formula
    assert index.data(MEANING).startswith("浙江省主动公开政府信息：sum of 各设区市和县级政府")


def total(name: str, formula: str, verdict="pass", id_="zero") -> Check:
    return replace(UNKNOWN, id=id_, rule="table", verdict=verdict, formula=formula, named_formula=name, note="")


@pytest.mark.parametrize(
    ("named", "meaning"),
    [
        ("自然人 + 商业企业 + 科研机构 = 总计(予以公开)", "予以公开：sum over all kinds of applicants"),
        ("维持 + 纠正 = 总数(数量)", "数量：sum of 维持、纠正"),
        ("甲 + 乙 + 丙 + 丁 = 总计(行政复议)", "行政复议：sum of 甲、乙 and 2 more"),
        ("新收 + 结转 = 总计 + 结转下年(自然人)", "自然人：Within a table"),
        ("甲 ÷ 乙 = 公开率", "公开率：Within a table"),
        ("", ""),
    ],
)
def test_a_check_says_what_it_is_about_before_its_numbers(named, meaning):
    assert meaning_text(total(named, "1 + 1 = 2")) == meaning


def test_passed_checks_of_zeros_are_folded_into_a_count_and_a_click_unfolds_them(pane, state):
    zeros = tuple(total("自然人 + 商业企业 = 总计(其他)", "0 + 0 = 0", id_=f"zero{n}") for n in range(12))
    failed = total("自然人 + 商业企业 = 总计(其他)", "0 + 0 = 0 ≠ 10", "fail", "failed")
    state.set_analysis(replace(state.analysis, checks=(*state.analysis.checks, *zeros, failed)))
    assert not set(zeros) & set(listed(pane))
    assert failed in listed(pane)
    row = next(row for row in range(pane.model.rowCount()) if pane.model.index(row).data(FOLDED))
    assert "12" in pane.model.index(row).data()
    pane.view.scrollTo(pane.model.index(row))
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=pane.view.visualRect(pane.model.index(row)).center())
    assert set(zeros) <= set(listed(pane))
    pane.view.setFocus()
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert not set(zeros) & set(listed(pane))


def test_the_difference_of_a_failed_check_is_never_shortened(pane, state):
    parts = " + ".join(["1000000"] * 60)
    long = total("甲 + 乙 = 总计(丙)", f"{parts} = 60000000 ≠ 5", "fail", "long")
    state.set_analysis(replace(state.analysis, checks=(long,)))
    _, lines = _lines(row_of(pane, long), 150)
    assert not any("…" in line for line in lines)
    assert "".join(lines).replace("\u00a0", "").replace(" ", "").replace(",", "").startswith("1000000+1000000")


def test_a_click_selects_both_sides_and_tells_all_about_the_check(pane, state):
    check = the_failure(state)
    click(pane, check)
    literals = {f.id: f.literal for f in state.analysis.figures}
    assert [literals[figure] for figure in state.selection.figures] == ["8517780条", "997784条"]
    assert [literals[figure] for figure in state.selection.result] == ["9341853条"]
    assert state.selection.section == check.section
    told = "".join(label.text() for label in pane.card.findChildren(QLabel))
    for words in ("省级政府部门主动公开政府信息 = 浙江省主动公开政府信息", "Total", "公开数量和渠道", "同比增长11%"):
        assert words in told


def test_arrow_keys_choose_after_a_pause_and_pass_over_headings(qtbot, pane, state):
    click(pane, listed(pane)[0])
    with qtbot.waitSignal(state.selection_changed):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
    third = listed(pane)[2]
    assert pane.chosen == third
    assert set(state.selection.every) == set(third.figures)


def test_focus_that_arrives_in_the_list_shows_a_check_and_selects_nothing(qtbot, pane, state):
    before = state.selection
    pane.activateWindow()
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(pane.view.hasFocus)
    assert pane.chosen == listed(pane)[0]
    qtbot.wait(2 * SELECT_DELAY)
    assert state.selection == before


def test_enter_chooses_at_once(qtbot, pane, state):
    click(pane, listed(pane)[2])
    state.select(Selection())
    with qtbot.waitSignal(state.selection_changed):
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert set(state.selection.every) == set(listed(pane)[2].figures)


def test_the_list_follows_the_selection_without_answering(pane, state):
    told = []
    state.selection_changed.connect(told.append)
    last = listed(pane)[-1]
    state.select_check(last)
    assert pane.chosen == last
    assert pane.view.viewport().rect().contains(pane.view.visualRect(pane.view.currentIndex()).center())
    assert len(told) == 1
    state.select_figures(state.analysis.figures[0])
    assert pane.chosen == last


def test_a_verdict_is_shown_alone_and_all_of_them_again(pane, state):
    button = filter_button(pane, "fail")
    assert button.text() == "1"
    QTest.mouseClick(button, LEFT)
    assert listed(pane) == [the_failure(state)]
    QTest.mouseClick(filter_button(pane, "not_assessable"), LEFT)
    assert listed(pane) == [UNKNOWN]
    assert not button.isChecked()
    QTest.mouseClick(filter_button(pane, "not_assessable"), LEFT)
    assert len(listed(pane)) == len(state.analysis.checks)


def test_what_a_filter_hides_is_not_told_about_any_more(pane, state):
    check = listed(pane)[-1]
    click(pane, check)
    QTest.mouseClick(filter_button(pane, "fail"), LEFT)
    assert pane.chosen is None
    assert not pane.card.findChild(QComboBox).isEnabled()
    QTest.mouseClick(filter_button(pane, "fail"), LEFT)
    assert pane.chosen == check


def test_the_list_of_chapters_opens_whole(qtbot, qapp, pane):
    dressed = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(load_theme(dark=False)))
    QTest.mouseClick(chapters(pane), LEFT)
    entries = chapters(pane).view()
    qtbot.waitUntil(entries.isVisible)
    last = entries.visualRect(entries.model().index(chapters(pane).count() - 1, 0))
    assert entries.viewport().rect().contains(last)
    assert not entries.findChildren(QScrollBar)[0].isVisible()
    QTest.keyClick(entries, Qt.Key.Key_Escape)
    qapp.setStyleSheet(dressed)


def test_a_chapter_is_shown_alone(pane, state):
    box = chapters(pane)
    known = list(chapters_of(state.analysis))
    assert [box.itemData(place) for place in range(1, box.count())] == [chapter for chapter, _, _ in known]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    chapter, _, count = known[-1]
    assert len(listed(pane)) == count
    assert {check.section.partition(".")[0] for check in listed(pane)} == {chapter}
    QTest.mouseClick(filter_button(pane, "fail"), LEFT)
    assert listed(pane) == []
    assert any(label.isVisible() and "No result" in label.text() for label in pane.findChildren(QLabel))


def test_the_next_failure_is_found_through_every_filter(pane, state):
    QTest.mouseClick(filter_button(pane, "pass"), LEFT)
    pane.next_failure()
    assert pane.chosen == the_failure(state)
    assert set(state.selection.every) == set(the_failure(state).figures)


def test_of_several_failures_each_is_reached_in_turn(pane, state):
    failing = [replace(check, verdict="fail") for check in state.analysis.checks if check.verdict == "pass"][:3]
    state.set_analysis(replace(state.analysis, checks=tuple(failing)))
    reached = []
    for step in (pane.next_failure, pane.next_failure, pane.next_failure, pane.next_failure, pane.previous_failure):
        step()
        reached.append(pane.chosen)
    assert reached == [*failing, failing[0], failing[2]]
    state.set_analysis(replace(state.analysis, checks=()))
    notices = []
    state.message_posted.connect(notices.append)
    pane.next_failure()
    assert notices == ["No check fails."]


def test_a_report_that_adds_up_says_so(pane, state):
    good = next(label for label in pane.findChildren(QLabel) if label.text() == "Everything adds up.")
    assert not good.isVisible()
    passed = tuple(check for check in state.analysis.checks if check.verdict == "pass")
    state.set_analysis(replace(state.analysis, checks=passed))
    assert good.isVisible()
    assert len(listed(pane)) == len(passed)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"checks": ()}, "There is nothing to check"), ({"checks": (), "complete": False}, "as soon as they are read")],
)
def test_where_nothing_is_listed_the_pane_says_why(pane, state, changes, words):
    state.set_analysis(replace(state.analysis, **changes))
    assert any(label.isVisible() and words in label.text() for label in pane.findChildren(QLabel))
    assert not pane.card.isVisible()


def test_the_list_is_made_when_it_is_looked_at(qtbot, state, monkeypatch):
    shown = []
    monkeypatch.setattr(ChecksModel, "show", lambda model, *a: shown.append(a))
    made = ChecksPane(state, load_theme(dark=False), Jobs(state), CheckMarkService(state, UndoHistory(state, state)))
    qtbot.addWidget(made)
    state.set_analysis(state.analysis)
    assert shown == []
    with qtbot.waitExposed(made):
        made.show()
    assert len(shown) == 1


def test_a_mark_and_a_note_are_put_on_the_chosen_check_and_taken_back(pane, state):
    check = the_failure(state)
    click(pane, check)
    kind, note = pane.card.findChild(QComboBox), pane.card.findChild(QLineEdit)
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    assert state.analysis.mark_by_check[check.id].kind == "review"
    note.setFocus()
    QTest.keyClicks(note, "asked")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert state.analysis.mark_by_check[check.id].note == "asked"
    pane._marks._editing.undo()
    assert note.text() == ""
    assert state.analysis.mark_by_check[check.id].kind == "review"
    pane._marks._editing.undo()
    assert state.analysis.mark_by_check == {}
    assert kind.currentIndex() == 0
    assert not pane._marks._editing.can_undo


def test_a_note_alone_asks_to_look_into_it(pane, state):
    click(pane, UNKNOWN)
    note = pane.card.findChild(QLineEdit)
    note.setFocus()
    QTest.keyClicks(note, "why")
    pane.view.setFocus()
    mark = state.analysis.mark_by_check[UNKNOWN.id]
    assert (mark.kind, mark.note) == ("review", "why")


@pytest.mark.parametrize(("key", "kind"), [("1", "review"), ("2", "confirmed"), ("3", "dismissed")])
def test_keys_mark_the_chosen_check(pane, state, key, kind):
    check = the_failure(state)
    click(pane, check)
    pane.view.setFocus()
    QTest.keyClick(pane.view, key)
    assert state.analysis.mark_by_check[check.id].kind == kind
    assert bool(state.analysis.failures) == (kind != "dismissed")
    QTest.keyClick(pane.view, "0")
    assert state.analysis.mark_by_check == {}


def test_a_formula_breaks_before_its_signs(qapp):
    lines = formula_lines("204 + 276 + 233 + 274 + 429 + 285 + 372 = 2,073", 120)
    assert len(lines) > 1
    assert all(line[0] in "+=" for line in lines[1:])
    assert "".join(lines).replace("\u00a0", "").replace(" ", "") == "204+276+233+274+429+285+372=2,073"
    long = formula_lines(" + ".join(["1000"] * 60) + " = 60000", 200)
    assert len(long) == 3
    assert long[-1].endswith("…")


def test_the_list_is_drawn_in_both_themes_with_signs(pane, state):
    pane.resize(248, 1200)  # so that passed checks are visible, too
    click(pane, the_failure(state))
    for dark in (False, True):
        theme = load_theme(dark)
        pane.show_theme(theme)
        QApplication.processEvents()
        picture = pane.view.viewport().grab().toImage()
        columns, rows = range(picture.width()), range(picture.height())
        pixels = {picture.pixelColor(QPoint(x, y)).name() for x in columns for y in rows}
        assert {theme.danger, theme.agrees, theme.accent_soft} <= pixels


def test_a_report_without_sections_can_be_filtered_too(pane, state):
    bare = Analysis(state.analysis.report, (), state.analysis.figures, checks=state.analysis.checks)
    state.set_analysis(bare)
    assert chapters(pane).count() == 1
    assert len(listed(pane)) == len(bare.checks)
    click(pane, listed(pane)[0])
    assert state.selection.result
