"""Checks between open reports of one body: listed with the report's own, and a way to the figure in the other tab."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from zjviewer.core.export.memo import memo_of
from zjviewer.gui.checks.checks_model import CHECK, GROUP, Group

LEFT = Qt.MouseButton.LeftButton
FIRST = "2016年,全市办理行政复议1489件。全市收到政府信息公开申请1000件。全市发布政策解读稿件200篇。"
SECOND = "2017年,全市办理行政复议1586件,比2016年上升97件。全市收到政府信息公开申请1100件,同比增长12%。"
THIRD = "2018年,全市办理行政复议1600件,比2017年上升14件。全市收到政府信息公开申请1210件,同比增长10%。"
OTHER = "2016年,全市办理行政复议1480件。"


@pytest.fixture
def window(session):
    return session.window


def written(folder, name, year, words, body="甲市"):
    path = folder / name
    path.write_text(f"{body}{year}年政府信息公开工作年度报告\n一、概述\n{words}\n", encoding="utf-8")
    return path


@pytest.fixture
def years(qtbot, session, tmp_path):
    """Both reports, the later one in front."""
    paths = [written(tmp_path, "2017.txt", 2017, SECOND), written(tmp_path, "2016.txt", 2016, FIRST)]
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: len(session.open_reports.open) == 3 and bool(session.state.cross_checks), timeout=20_000)
    return paths


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def rows(pane) -> list:
    model = pane.model
    return [model.index(row).data(GROUP) or model.index(row).data(CHECK) for row in range(model.rowCount())]


def test_they_are_listed_in_groups_of_their_own_and_counted(qtbot, session, window, years):
    window.workspace.show_checks()
    groups = [row.title for row in rows(window.workspace.checks) if isinstance(row, Group)]
    listed = [
        row
        for row in rows(window.workspace.checks)
        if getattr(row, "id", "") in {c.id for c in session.state.cross_checks}
    ]
    assert "Does not add up · Between reports" in groups
    assert "Adds up · Between reports" in groups
    assert {check.formula for check in listed} == {"1,586 − 1,489 = 97", "(1,100 − 1,000) ÷ 1,000 = 10% ≠ 12%"}
    assert "1" in window.workspace.side._tabs.tabText(2)


def choose(qtbot, pane, formula: str):
    view = pane.view
    row = next(row for row in range(pane.model.rowCount()) if formula in (pane.model.index(row).data() or ""))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(pane.model.index(row)).center())


def test_a_click_selects_the_figures_here_and_a_link_goes_to_the_figure_there(qtbot, session, window, years):
    window.workspace.show_checks()
    pane, state = window.workspace.checks, session.state
    choose(qtbot, pane, "1,586 − 1,489")
    here = state.analysis
    assert state.selection.span == next(f.span for f in here.figures if f.literal == "97件")
    assert {here.figure_by_id[f].literal for f in state.selection.every if f in here.figure_by_id} == {"1586件", "97件"}
    told = pane.card.findChild(QLabel)
    assert "2016：1489件" in told.text()
    link = next(iter(state.figure_texts))
    told.linkActivated.emit(next(id_ for id_, words in state.figure_texts.items() if words == "2016：1489件"))
    assert link.startswith("2016/")
    assert session.open_reports.front_tab.path.name == "2016.txt"
    assert [state.analysis.figure_by_id[f].literal for f in state.selection.figures] == ["1489件"]
    qtbot.waitUntil(lambda: bool(state.cross_checks))
    assert set(state.figure_texts.values()) >= {"2017：1586件", "2017：97件"}


def test_one_of_them_is_marked_and_no_longer_counted(qtbot, session, window, years):
    window.workspace.show_checks()
    pane = window.workspace.checks
    choose(qtbot, pane, "1,100 − 1,000")
    assert len(session.state.failures) == 1
    pane.card.marked.emit("dismissed", "")
    assert session.state.failures == ()
    assert session.state.analysis.mark_of(pane.chosen).kind == "dismissed"
    do(window, "edit.undo")
    assert len(session.state.failures) == 1


def test_the_memo_of_a_report_has_them_with_the_sentences_of_both(qtbot, session, window, years):
    memo = memo_of((session.state.analysis,), session.state.cross_checks, session.state.other_reports, passes=True)
    [entry] = [entry for entry in memo.entries if entry.check.formula == "1,586 − 1,489 = 97"]
    assert entry.place == "报告之间，一 概述"
    quoted = " ".join(quotation.sentence + quotation.place for quotation in entry.quotations)
    assert "2016年,全市办理行政复议1489件" in quoted
    assert "《甲市2017年政府信息公开工作年度报告》" in quoted


def test_the_other_report_closed_takes_them_away(qtbot, session, window, years):
    session.open_reports.close(session.open_reports.find(years[1]).number)
    qtbot.waitUntil(lambda: session.state.cross_checks == ())
    window.workspace.show_checks()
    assert not any("1489" in (window.workspace.checks.model.index(row).data() or "") for row in range(9))


def test_other_bodies_and_years_further_apart_have_none(qtbot, session, tmp_path):
    paths = [
        written(tmp_path, "2017.txt", 2017, SECOND),
        written(tmp_path, "other.txt", 2016, OTHER, "乙市"),
        written(tmp_path, "2014.txt", 2014, OTHER.replace("2016", "2014")),
    ]
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: len(session.open_reports.open) == 4 and not session.jobs.busy, timeout=20_000)
    assert session.window.cross_reports._comparable() == {}
    assert session.state.cross_checks == ()


def test_the_list_can_be_narrowed_to_them(qtbot, session, window, years):
    window.workspace.show_checks()
    pane = window.workspace.checks
    place = next(at for at in range(pane._chapter.count()) if "Between reports" in pane._chapter.itemText(at))
    pane._chapter.setCurrentIndex(place)
    pane._chapter.activated.emit(place)
    assert {row.id for row in rows(pane) if hasattr(row, "formula")} == {
        check.id for check in session.state.cross_checks
    }
    assert pane.view.viewport().childAt(QPoint(1, 1)) is None


@pytest.mark.parametrize(("earlier", "later"), [("淮安市洪泽区", "洪泽区"), ("洪泽区人民政府", "淮安市洪泽区人民政府")])
def test_reports_of_one_body_under_two_names_are_compared(qtbot, session, window, tmp_path, earlier, later):
    paths = [written(tmp_path, "2018.txt", 2018, THIRD, later), written(tmp_path, "2017.txt", 2017, SECOND, earlier)]
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: bool(session.state.cross_checks), timeout=20_000)
    assert not window.cross_reports.unsettled


def test_where_the_names_leave_it_open_the_reader_is_asked(qtbot, session, window, tmp_path):
    paths = [
        written(tmp_path, "2018.txt", 2018, THIRD, "洪泽区卫生健康委员会"),
        written(tmp_path, "2017.txt", 2017, SECOND, "洪泽区卫健委"),
    ]
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: bool(window.cross_reports.unsettled), timeout=20_000)
    assert not session.state.cross_checks
    window.workspace.show_checks()
    button = next(each for each in window.workspace.checks.findChildren(QPushButton) if each.isVisible())
    assert "洪泽区卫健委" in button.accessibleDescription()
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(session.state.cross_checks), timeout=20_000)
    assert not button.isVisible()
