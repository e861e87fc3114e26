"""Corrections in the whole window: with keys, menus and dialogs, into the editorial file and back."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu

from tests.effort import calls_in
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.gui.help.import_report_text import as_text, import_report_sections
from zjviewer.gui.startup.session import Session

TEXT = """某某市2017年政府信息公开工作年度报告
一、概述
2017年,全市各级行政机关认真做好政府信息公开工作。重要的话。全市共公开信息120条。
二、依申请公开情况
（一）收到申请
全市收到政府信息公开申请30件,同比增长25%。其中网络申请12件,信函申请18件。
（二）办理
全市答复28件。另有2件结转。
三、复议和诉讼
全市发生行政复议5件,行政诉讼3件。
"""


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def session(qtbot, open_session, report) -> Session:
    made = open_session()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    with qtbot.waitSignal(made.loader.ended, timeout=30_000):
        made.loader.open(report)
    return made


def titles(session: Session) -> list[str]:
    return [f"{section.level} {section.title}" for section in session.state.analysis.sections]


def kept(report: Path) -> dict:
    return tomllib.loads(sidecar_path(report).read_text(encoding="utf-8"))


def settled(qtbot, session: Session) -> None:
    """All is understood, and the window has the keys again: offscreen they do not come back from a dialog."""
    session.window.activateWindow()
    qtbot.waitUntil(lambda: not session.jobs.busy and session.window.isActiveWindow(), timeout=10_000)


def answering(answer: Callable[[QDialog], object]) -> list[QDialog]:
    """Answer the dialog that is about to open; it is closed in any case, and is in the list then."""
    answered: list[QDialog] = []

    def reply() -> None:
        answered.append(dialog := QApplication.activeModalWidget())
        try:
            answer(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, reply)
    return answered


def run(qtbot, session: Session, command: str, answer: Callable[[QDialog], object] | None = None) -> None:
    """Ask for a command as a menu does, and answer the dialog that it opens."""
    answered = answering(answer) if answer else []
    session.window.command_actions.action(command).trigger()
    assert bool(answered) == bool(answer)
    settled(qtbot, session)


def mark(session: Session, quoted: str) -> None:
    text = session.state.analysis.report.text
    start = text.index(quoted)
    from zjviewer.core.model.report import Span

    session.window.workspace.text.view.select(Span(start, start + len(quoted)))


def click_outline(session: Session, title: str) -> QPoint:
    pane, analysis = session.window.workspace.outline, session.state.analysis
    pane.expand_all()
    section = next(each for each in analysis.sections if each.title == title)
    point = pane.view.visualRect(pane._at(section.id)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    return point


def accept(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_marked_words_become_a_heading_and_are_none_again(qtbot, session, report):
    mark(session, "重要的话。")
    run(qtbot, session, "correct.heading", accept)
    assert "2 重要的话" in titles(session)
    assert [entry["title"] for entry in kept(report)["heading"]] == ["重要的话"]
    QTest.keyClick(session.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, session)
    assert "2 重要的话" not in titles(session)
    assert not sidecar_path(report).exists()
    QTest.keyClick(session.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, session)
    assert "2 重要的话" in titles(session)


def test_a_heading_is_called_otherwise_by_f2_in_the_outline(qtbot, session, report):
    click_outline(session, "概述")
    session.window.workspace.outline.view.setFocus()

    def rename(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field.selectedText() == "概述"
        QTest.keyClicks(field, "Summary")
        QTest.keyClick(field, Qt.Key.Key_Return)

    answering(rename)
    QTest.keyClick(session.window.workspace.outline.view, Qt.Key.Key_F2)
    settled(qtbot, session)
    assert titles(session)[0] == "1 Summary"
    assert kept(report)["heading"][0]["was"] == "概述"
    assert session.window.command_actions.action("edit.undo").text() == "Undo: heading “Summary”"
    assert session.window.workspace.outline.view.hasFocus()
    assert session.window.workspace.outline.pointed_at().title == "Summary"


def test_levels_go_up_and_down_by_keys(qtbot, session, report):
    click_outline(session, "办理")
    session.window.workspace.outline.view.setFocus()
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(session.window.workspace.outline.view, Qt.Key.Key_Right, keys)
    settled(qtbot, session)
    assert "3 办理" in titles(session)
    for _ in range(2):
        QTest.keyClick(session.window.workspace.outline.view, Qt.Key.Key_Left, keys)
        settled(qtbot, session)
    assert "1 办理" in titles(session)
    told = []
    session.state.message_posted.connect(told.append)
    QTest.keyClick(session.window.workspace.outline.view, Qt.Key.Key_Left, keys)
    assert told == ["“办理” is a chapter already."]
    run(qtbot, session, "correct.restore")
    assert "2 办理" in titles(session)
    for _ in range(4):
        session.window.undo.undo()
        settled(qtbot, session)
    assert not sidecar_path(report).exists()


def test_keys_that_are_pressed_before_the_last_correction_is_understood_count(qtbot, session):
    click_outline(session, "办理")
    run(qtbot, session, "correct.demote")
    click_outline(session, "收到申请")
    told = []
    session.state.message_posted.connect(told.append)
    for _ in range(2):
        session.window.command_actions.action("correct.promote").trigger()
    session.window.command_actions.action("correct.demote").trigger()
    settled(qtbot, session)
    assert titles(session)[2:4] == ["2 收到申请", "3 办理"]
    assert told == ["“收到申请” is a chapter already."]


def test_the_menu_of_the_outline_is_about_the_heading_under_the_mouse(qtbot, session, report):
    click_outline(session, "概述")
    pane = session.window.workspace.outline
    section = next(each for each in session.state.analysis.sections if each.title == "办理")
    point = pane.view.visualRect(pane._at(section.id)).center()
    QTest.mousePress(pane.view.viewport(), Qt.MouseButton.RightButton, pos=point)
    QApplication.sendEvent(
        pane.view.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, pane.view.viewport().mapToGlobal(point)),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName() == "correct.remove").trigger()
    menu.close()
    settled(qtbot, session)
    assert "2 办理" not in titles(session)
    assert "1 概述" in titles(session)
    assert kept(report)["removed"][0]["title"] == "办理"


def test_the_place_the_marked_words_and_what_is_selected_stay(qtbot, session):
    state, view = session.state, session.window.workspace.text.view
    session.window.resize(900, 480)
    figure = next(each for each in state.analysis.figures if each.literal == "12件")
    state.select_figures(figure)
    state.select_section(state.analysis.sections[-1])
    state.select_figures(figure)
    view.scroll_to(state.analysis.sections[3].start)
    mark(session, "另有2件")
    place, steps = view.top_offset, state.steps()
    run(qtbot, session, "correct.remove")  # of the section that is read
    chosen = state.analysis.figure_by_id[state.selection.figures[0]]
    assert (chosen.start, chosen.literal) == (figure.start, "12件")
    assert (view.top_offset, state.steps()) == (place, steps)
    assert view.selected_text() == "另有2件"
    state.back()
    assert state.analysis.section_by_id[state.selection.section].title == "复议和诉讼"


def test_a_figure_is_bound_to_a_measure_that_is_found_by_typing(qtbot, session, report):
    def bind(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        field.setText("收到申请数")
        assert dialog.view.model().rowCount() == 1
        QTest.keyClick(field, Qt.Key.Key_Return)

    mark(session, "28件")
    run(qtbot, session, "correct.bind", bind)
    assert [entry["cell"] for entry in kept(report)["metric"]] == ["applications"]
    assert "28" not in sidecar_path(report).read_text(encoding="utf-8")
    rows = {row.key: row.cells[0] for table in session.state.analysis.tables for row in table.rows if row.key}
    assert rows["applications"].literal == "28件"
    run(qtbot, session, "correct.free")
    assert not sidecar_path(report).exists()


def test_figures_of_a_marked_stretch_become_a_table(qtbot, session, report):
    def name(dialog: QDialog) -> None:
        assert dialog.windowTitle() == "Table of 2 figures"
        model = dialog.model
        shown = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
        assert shown == [["", "数量"], ["发生行政复议", "5件"], ["行政诉讼", "3件"]]
        assert not model.flags(model.index(1, 1)) & Qt.ItemFlag.ItemIsEditable
        assert model.setData(model.index(1, 0), "复议")
        field = dialog.findChild(QLineEdit)
        field.setText("争议")
        QTest.keyClick(field, Qt.Key.Key_Return)

    mark(session, "全市发生行政复议5件,行政诉讼3件。")
    run(qtbot, session, "correct.table", name)
    table = session.state.analysis.table_by_id["own-1"]
    assert (table.title, [row.label for row in table.rows]) == ("争议", ["复议", "行政诉讼"])
    session.state.set_table("own-1")
    run(qtbot, session, "correct.remove_table")
    assert "own-1" not in session.state.analysis.table_by_id


def test_figures_are_gathered_for_a_table_by_clicks_with_ctrl(qtbot, session):
    view, state = session.window.workspace.text.view, session.state
    figures = [figure for figure in state.analysis.figures if figure.literal in ("30件", "28件", "2件")]
    for figure in (*figures, figures[0]):
        view.ensure_visible(figure.span)
        pressed = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pressed, view.char_center(figure.start))
    assert state.selection.figures == tuple(figure.id for figure in figures[1:])
    run(qtbot, session, "correct.table", accept)
    assert state.analysis.table_by_id["own-1"].figures == tuple(figures[1:])


def test_what_the_report_is_is_changed_and_left_to_the_program_again(qtbot, session, report):
    def change(dialog: QDialog) -> None:
        assert dialog.field("title").placeholderText() == "某某市2017年政府信息公开工作年度报告"
        dialog.field("title").setText("年报")
        dialog.field("year").setText("twelve")
        assert not dialog._ok.isEnabled()
        dialog.field("year").setText("2018")
        dialog.field("period").setText("2018-01-01 – 2018-12-31")
        dialog.field("published").setText("2019年3月2日")
        accept(dialog)

    run(qtbot, session, "correct.describe", change)
    said = session.state.analysis.report
    assert (said.title, said.year, said.published.isoformat(), said.period[1].isoformat()) == (
        *("年报", 2018, "2019-03-02", "2018-12-31"),
    )
    assert session.window.windowTitle() == "年报 — zjviewer"
    run(qtbot, session, "correct.describe", lambda dialog: (dialog._resets[0].click(), accept(dialog)))
    assert session.state.analysis.report.title == "某某市2017年政府信息公开工作年度报告"
    assert sorted(kept(report)) == ["period", "published", "year"]
    session.window.undo.undo()
    settled(qtbot, session)
    assert session.window.windowTitle() == "年报 — zjviewer"


def test_the_era_can_be_chosen(qtbot, session, report):
    def change(dialog: QDialog) -> None:
        eras = dialog.findChild(QComboBox)
        eras.setCurrentIndex(eras.findData("E3"))
        accept(dialog)

    run(qtbot, session, "correct.describe", change)
    assert session.state.analysis.era == "E3"


def test_an_editorial_file_that_is_not_valid_is_left_alone_with_a_sentence(qtbot, session, report):
    sidecar_path(report).write_text("title = ", encoding="utf-8")
    told = []
    session.state.message_posted.connect(told.append)
    before = titles(session)
    run(qtbot, session, "correct.remove")
    assert "report.txt.toml is not valid" in told[0]
    assert sidecar_path(report).read_text(encoding="utf-8") == "title = "
    assert titles(session) == before
    assert not session.window.undo.can_undo


def test_a_changed_file_says_what_is_lost_and_brings_it_back_with_its_words(qtbot, session, report):
    def reload() -> None:
        with qtbot.waitSignal(session.loader.ended, timeout=30_000):
            session.window.command_actions.action("file.reload").trigger()
        settled(qtbot, session)

    click_outline(session, "办理")
    run(qtbot, session, "correct.remove")
    written = sidecar_path(report).read_bytes()
    report.write_text(TEXT.replace("（二）办理", "（二）办结"), encoding="utf-8")
    reload()
    assert "“办理”" in session.window.workspace.message_bar.sentence
    told = as_text("", import_report_sections(session.state.analysis))
    assert "No heading\t办理" in told
    assert f"it stays in {sidecar_path(report)}" in told
    assert "2 办结" in titles(session)
    assert sidecar_path(report).read_bytes() == written
    report.write_text(TEXT, encoding="utf-8")
    reload()
    assert "2 办理" not in titles(session)
    [taken] = next(
        p for p in import_report_sections(session.state.analysis) if p.title == "Corrected by an editor"
    ).entries
    assert (taken.text, taken.span.start) == ("办理", TEXT.index("（二）办理") - len(TEXT.split("\n")[0]) - 1)


def test_an_editorial_file_that_is_not_valid_is_told_of_when_its_report_opens(qtbot, session, report):
    sidecar_path(report).write_text("title = ", encoding="utf-8")
    with qtbot.waitSignal(session.loader.ended, timeout=30_000):
        session.window.command_actions.action("file.reload").trigger()
    assert "report.txt.toml is not valid" in session.window.workspace.message_bar.sentence


def test_a_report_corrected_behind_another_tab_is_up_to_date_when_it_comes_back(qtbot, session, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(session.loader.ended, timeout=30_000):
        session.loader.open(other)
    tabs = session.window.open_reports
    settled(qtbot, session)
    session.window.command_actions.action("correct.remove").trigger()
    tabs.show(tabs.find(report).number)  # before it is understood
    settled(qtbot, session)
    assert "1 概述" in titles(session)
    assert not session.window.undo.can_undo
    tabs.show(tabs.find(other).number)
    settled(qtbot, session)
    assert "1 概述" not in titles(session)
    session.window.undo.undo()
    settled(qtbot, session)
    assert "1 概述" in titles(session)


def test_words_in_a_table_are_no_heading(qtbot, session, tmp_path):
    page = tmp_path / "page.html"
    rows = "".join(f"<tr><td>第{n}项</td><td>{n}件</td></tr>" for n in range(5))
    page.write_text(f"<html><body><h1>报告</h1><p>前面的话。</p><table>{rows}</table></body></html>", encoding="utf-8")
    with qtbot.waitSignal(session.loader.ended, timeout=30_000):
        session.loader.open(page)
    settled(qtbot, session)
    told = []
    session.state.message_posted.connect(told.append)
    mark(session, "第3项")
    run(qtbot, session, "correct.heading")
    assert told == ["Words in a table cannot be a heading."]


def test_where_nothing_is_writable_beside_the_report_the_reader_is_told_where_it_is_kept(
    qtbot, session, report, monkeypatch, tmp_path
):
    monkeypatch.setattr("zjviewer.storage.companion_files._is_writable", lambda _: False)
    told = []
    session.state.message_posted.connect(told.append)
    run(qtbot, session, "correct.remove")
    assert "1 概述" not in titles(session)
    assert len(told) == 1
    assert str(tmp_path / "user") in told[0]
    assert not sidecar_path(report).exists()


def test_a_correction_is_little_work_for_the_thread_of_the_window(qtbot, open_session):
    session = open_session()
    session.window.show()
    assert calls_in(lambda: run(qtbot, session, "correct.remove")) < 150_000
