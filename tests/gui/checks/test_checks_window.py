"""Checks in the whole window: from the status bar to the words, the table and the chart, and out into a memo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTabBar

from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.model.checks import Check
from zjviewer.gui.shell.check_summary import CheckSummary
from zjviewer.gui.startup.session import Session
from zjviewer.gui.tables.table_model import FAILED

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def own_marks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def active(session, qtbot):
    """Keys go to the window that is active."""
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)


def failure(session: Session) -> Check:
    return session.state.analysis.failures[0]


def run(session: Session, command: str) -> None:
    session.window.command_actions.action(command).trigger()


def counts(session: Session) -> CheckSummary:
    return session.window.findChild(CheckSummary)


def cells(session: Session, role: int) -> dict[str, object]:
    model = session.window.workspace.table.view.model()
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(1, model.columnCount())]
    return {place.data(): place.data(role) for place in places}


def colours_of(widget) -> set[str]:
    QApplication.processEvents()
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def select_failure(session: Session) -> None:
    run(session, "checks.next")
    QTest.qWait(0)


def test_the_status_bar_counts_and_a_click_there_opens_the_list(session):
    button = counts(session)
    assert button.toolTip() == f"Adds up: {len(session.state.analysis.checks) - 1}, Does not add up: 1"
    assert not session.window.workspace.checks.isVisible()
    QTest.mouseClick(button, LEFT)
    assert session.window.workspace.checks.isVisible()
    assert session.window.focusWidget() is session.window.workspace.checks.view


def test_the_tab_counts_what_fails(session):
    tabs = session.window.workspace.side.findChild(QTabBar)
    assert tabs.tabText(2) == "Checks (1)"
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(2).center())
    assert session.window.workspace.checks.isVisible()


def test_a_shortcut_opens_the_list_and_another_the_failure(session):
    window = session.window
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert window.focusWidget() is window.workspace.checks.view
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.workspace.checks.chosen == failure(session)


def test_the_end_of_a_search_leaves_the_list_of_checks_alone(session):
    session.show(find="公开")
    run(session, "checks.show")
    session.window.workspace._end_search()
    assert session.window.workspace.checks.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_sides_are_shown_in_the_words_the_table_and_the_chart(session, theme):
    run(session, f"theme.{theme}")
    session.window.resize(1280, 800)
    select_failure(session)
    desk, colours = session.window.workspace, session.appearance.theme
    assert session.state.table == "disclosure"
    assert [figure.literal for figure in desk.text.view.highlights.state.selected] == ["8517780条", "997784条"]
    assert [figure.literal for figure in desk.text.view.highlights.state.result] == ["9341853条"]
    assert {desk.chart.canvas.chart_scene.marks[mark].category for mark in desk.chart.canvas.result} == {"全省"}
    assert len(desk.chart.canvas.selected) == 3
    for pane in (desk.table.view.viewport(), desk.chart.canvas, desk.text.view.viewport()):
        assert {colours.accent_soft, colours.result_soft, colours.result} <= colours_of(pane)
    session.state.select_figures(session.state.analysis.figure_by_id[failure(session).figures[0]])
    for pane in (desk.table.view.viewport(), desk.chart.canvas, desk.text.view.viewport()):
        assert colours.result_soft not in colours_of(pane)


def test_the_way_back_leads_from_one_check_to_the_one_before(session):
    desk = session.window.workspace
    select_failure(session)
    last = session.state.analysis.checks[-1]
    session.state.select_check(last)
    assert desk.checks.chosen == last
    run(session, "go.back")
    assert desk.checks.chosen == failure(session)
    assert session.state.selection.result


def test_table_cells_and_the_note_below_say_what_does_not_add_up(session):
    select_failure(session)
    told = cells(session, FAILED)
    assert {words for words, failed in told.items() if failed} == {"9,341,853", "8,517,780", "997,784"}
    tips = cells(session, Qt.ItemDataRole.ToolTipRole)
    assert "Does not add up: 8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853" in tips["997,784"]
    assert "Does not add up" not in tips["+11%"]
    assert "does not add up" in cells(session, Qt.ItemDataRole.AccessibleTextRole)["997,784"]
    notes = [label.text() for label in session.window.workspace.table.findChildren(QLabel) if label.isVisible()]
    assert any("Does not add up: 8,517,780 + 997,784" in note for note in notes)
    assert session.appearance.theme.danger in colours_of(session.window.workspace.table.view.viewport())


def test_a_false_alarm_is_told_nowhere_and_taken_back_everywhere(session):
    select_failure(session)
    desk, check = session.window.workspace, failure(session)
    QTest.keyClick(desk.checks.view, "3")
    tabs = desk.side.findChild(QTabBar)
    assert tabs.tabText(2) == "Checks"
    assert not any(cells(session, FAILED).values())
    assert not any(words.role == "note" and "勾稽不符" in words.text for words in desk.chart.canvas.chart_scene.texts)
    assert [mark.kind for mark in read_annotation_file(marks_path(session.state.analysis.report.path)).marks] == [
        "dismissed"
    ]
    assert session.window.command_actions.action("edit.undo").isEnabled()
    QTest.keyClick(session.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tabs.tabText(2) == "Checks (1)"
    assert session.state.analysis.failures == (check,)
    assert any(cells(session, FAILED).values())
    assert any("勾稽不符" in words.text for words in desk.chart.canvas.chart_scene.texts)
    assert not session.window.command_actions.action("edit.undo").isEnabled()


def test_a_mark_comes_back_with_the_report_and_with_another_language(qtbot, session):
    select_failure(session)
    QTest.keyClick(session.window.workspace.checks.view, "2")
    run(session, "language.zh")
    assert list(session.state.analysis.mark_by_check) == [failure(session).id]
    with qtbot.waitSignal(session.loader.ended, timeout=30_000):
        run(session, "file.reload")
    assert [mark.kind for mark in session.state.analysis.mark_by_check.values()] == ["confirmed"]
    run(session, "language.en")


def test_a_mark_that_cannot_be_kept_is_told_and_not_shown(session, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    select_failure(session)
    QTest.keyClick(session.window.workspace.checks.view, "1")
    assert session.state.analysis.marks == ()
    assert "file" in session.window.statusBar().currentMessage()


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx", "md"])
def test_the_memo_is_saved_as_every_format(qtbot, session, monkeypatch, tmp_path, suffix):
    def choose(parent, title, path, filters):
        assert Path(path).name.endswith("勾稽核对备忘录.docx")
        wanted = next(each for each in filters.split(";;") if f"*.{suffix}" in each)
        return str(tmp_path / "备忘录"), wanted

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(session.state.message_posted, timeout=30_000) as told:
        run(session, "checks.memo")
    assert told.args == [f"Saved as 备忘录.{suffix}."]
    assert (tmp_path / f"备忘录.{suffix}").stat().st_size > 1000


def test_a_memo_does_not_replace_a_file_that_nobody_was_asked_about(qtbot, session, monkeypatch, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "a"), "PDF (*.pdf)"))
    with qtbot.waitSignal(session.state.message_posted) as told:
        run(session, "checks.memo")
    assert "a.pdf" in told.args[0]
    assert (tmp_path / "a.pdf").read_bytes() == b"mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: ("", ""))
    run(session, "checks.memo")


def test_the_tooltip_of_a_number_in_the_text_says_what_does_not_add_up(session):
    from zjviewer.gui.labels.tooltips import figure_tip

    analysis = session.state.analysis
    figure = analysis.figure_by_id[failure(session).figures[0]]
    assert "Does not add up: 8,517,780 + 997,784" in figure_tip(figure, analysis)


def test_the_counts_are_drawn_in_the_colours_of_their_verdicts(session):
    theme = session.appearance.theme
    assert {theme.agrees, theme.danger} <= colours_of(counts(session))
    assert counts(session).mapTo(session.window, QPoint(0, 0)).y() > session.window.height() - 60


def test_filter_page_and_the_memo_s_folder_come_back(qtbot, open_session, tmp_path, monkeypatch):
    settings, folder = tmp_path / "settings.ini", tmp_path / "备忘录"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(folder / "一.md"), "Markdown (*.md)"))
    first = open_session(settings)
    pane = first.window.workspace.checks
    run(first, "checks.show")
    pane._filters["fail"].click()
    pane.save_memo()
    qtbot.waitUntil((folder / "一.md").exists)
    first.window.close()
    first.settings.save()

    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(given) or ("", ""))
    pane = open_session(settings).window.workspace.checks
    assert pane.isVisible()
    assert pane._filters["fail"].isChecked()
    assert pane.model.rowCount() == 2  # the heading and the one that fails
    pane.save_memo()
    assert Path(asked[0][2]).parent == folder
    assert asked[0][2].endswith(".md")
    assert asked[0][-1].startswith("Markdown (*.md)")
