"""The window: panes that follow one another, commands that reach them, and what comes back at the next start."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QToolButton

from zjviewer.gui.shell.breadcrumb_bar import BreadcrumbBar
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.widgets.file_dialogs import default_folder
from zjviewer.gui.workspace.workspace import DATA, OUTLINE, TEXT, Workspace

SIZE = (800, 640)
"""Fits on the offscreen platform's screen; Qt brings larger windows down to the screen when they come back."""
SMALL_REPORT = "某市2023年政府信息公开工作年度报告\n一、总体情况\n2023年,全市主动公开政府信息1234条,同比增长5%。\n"


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def small_report(tmp_path):
    path = tmp_path / "小报告.txt"
    path.write_text(SMALL_REPORT, encoding="utf-8")
    return path


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def test_the_first_frame_has_the_text_and_the_rest_comes_after_it(qtbot, qapp, begun):
    from zjviewer.gui.startup.session import Session

    session = Session(qapp, Settings(None), "light", "en")
    session.start(begun)
    with qtbot.waitSignal(session.painted):
        pass
    assert session.window.workspace.text.view.toPlainText()
    assert not session.window.workspace.is_built
    qtbot.waitUntil(lambda: session.is_ready, timeout=30_000)
    assert session.state.analysis.complete
    assert session.state.analysis.report is begun.report
    assert session.window.workspace.chart.canvas is not None
    session.close()


def test_the_title_is_the_report_s(window, begun):
    assert window.windowTitle() == f"{begun.report.title} — zjviewer"


def test_a_figure_that_is_selected_is_marked_in_table_chart_outline_and_text(session, window):
    state = session.state
    figure = state.analysis.table_by_id["review"].figures[0]
    state.select_figures(figure)
    assert state.table == "review"
    marked = (
        window.workspace.table.view.selectionModel().selectedIndexes()
        or window.workspace.table.view.currentIndex().isValid()
    )
    assert marked
    assert window.workspace.outline._tree.section_delegate.selected == figure.section
    assert state.steps() == (True, False)
    do(window, "go.back")
    assert state.selection.figures == ()
    do(window, "go.forward")
    assert state.selection.figures == (figure.id,)


def test_panes_are_hidden_and_shown_but_never_all_hidden(window):
    for command, pane in (("view.outline", OUTLINE), ("view.data", DATA), ("view.text", TEXT)):
        do(window, command)
        assert window.workspace.shows(pane) == (pane == TEXT)
    assert window.command_actions.action("view.text").isChecked()
    do(window, "view.outline")
    assert window.workspace.shows(OUTLINE)


def test_searching_shows_the_list_of_hits_and_closing_brings_the_outline_back(qtbot, session, window):
    do(window, "search.open")
    window.workspace.search.field.setText("公开")
    qtbot.waitUntil(lambda: session.state.hits is not None and len(session.state.hits) > 0)
    assert window.workspace.hits.isVisible()
    assert not window.workspace.outline.isVisible()
    window.workspace.search.close_search()
    assert window.workspace.outline.isVisible()
    assert not window.workspace.hits.isVisible()


def test_searching_brings_a_hidden_text_back(window):
    do(window, "view.text")
    do(window, "search.open")
    assert window.workspace.shows(TEXT)


def test_a_report_without_headings_shows_no_path_of_the_one_before(qtbot, session, window, tmp_path):
    bar = window.findChild(BreadcrumbBar)
    qtbot.waitUntil(lambda: bool(bar.findChildren(QToolButton)))
    (tmp_path / "short.txt").write_text("某市2017年年度报告\n2017年收到申请1586件。\n", encoding="utf-8")
    window.loader.open(tmp_path / "short.txt")
    qtbot.waitUntil(lambda: session.state.analysis.report.path == tmp_path / "short.txt")
    assert [button for button in bar.findChildren(QToolButton) if button.isVisible()] == []


def test_the_path_in_the_status_bar_leads_to_the_chapter(qtbot, session, window):
    inner = next(section for section in session.state.analysis.sections if section.level == 2)
    session.state.select_section(inner)
    buttons = window.statusBar().findChildren(QToolButton)
    chapter = next(button for button in buttons if button.objectName() == inner.parent)
    qtbot.mouseClick(chapter, Qt.MouseButton.LeftButton)
    assert session.state.selection.section == inner.parent


def test_next_and_previous_section_pass_all_places_where_sections_begin(session, window):
    starts = sorted({section.start for section in session.state.analysis.sections})
    for start in starts[1:]:
        do(window, "go.next_section")
        assert session.state.analysis.section_by_id[session.state.selection.section].start == start
    do(window, "go.next_section")
    assert session.state.analysis.section_by_id[session.state.current_section_id].start == starts[-1]
    for start in starts[-2::-1]:
        do(window, "go.previous_section")
        assert session.state.analysis.section_by_id[session.state.selection.section].start == start


def test_the_zoom_is_shown_and_reset_in_the_status_bar(qtbot, window):
    do(window, "text.zoom_in")
    buttons = [button for button in window.statusBar().findChildren(QToolButton) if "%" in button.text()]
    assert [button.text() for button in buttons] == ["110 %"]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert buttons[0].text() == "100 %"


def test_copying_takes_what_has_the_focus(qtbot, session, window):
    clipboard = QApplication.clipboard()
    clipboard.clear()
    window.workspace.text.select_all()
    window.workspace.text.setFocus()
    do(window, "edit.copy")
    assert clipboard.text() == session.state.analysis.report.text


def test_another_report_can_be_opened(qtbot, session, window, small_report, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(small_report)], ""))
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        do(window, "file.open")
    assert session.state.analysis.report.path == small_report
    assert "1234条" in session.state.analysis.report.text
    assert "某市" in window.windowTitle()


def test_files_are_looked_for_where_the_reader_keeps_them(session, window, small_report, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: asked.append(given[2]) or ([], ""))
    do(window, "file.open")
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        session.loader.open(small_report)
    do(window, "file.open")
    assert asked == [default_folder(), str(small_report.parent)]


def test_a_file_that_is_dropped_on_the_window_is_opened(qtbot, session, window, small_report):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(small_report))])
    where, copy = QPoint(400, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(where, copy, files, buttons, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        QApplication.sendEvent(window, QDropEvent(QPointF(where), copy, files, buttons, keys))
    assert session.state.analysis.report.path == small_report


def test_words_that_are_dragged_over_the_window_are_not_taken(window):
    words = QMimeData()
    words.setText("浙江")
    entering = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()


def test_the_text_is_saved_as_a_pdf_where_the_reader_says(session, window, tmp_path, monkeypatch):
    target = tmp_path / "全文.pdf"
    offered = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: offered.append(words[2]) or (str(target), ""))
    do(window, "file.save_pdf")
    assert target.read_bytes().startswith(b"%PDF-")
    assert offered[0].endswith(".pdf")
    assert "全文.pdf" in window.statusBar().currentMessage()


def answered(offered: list[str], target: Path, *words: object) -> tuple[str, str]:
    offered.append(str(words[2]))
    return str(target), ""


def test_the_section_being_read_is_saved_as_a_shorter_pdf_under_its_own_name(window, tmp_path, monkeypatch):
    whole, part = tmp_path / "whole.pdf", tmp_path / "part.pdf"
    for command, target in (("file.save_pdf", whole), ("file.save_section_pdf", part)):
        offered = []
        monkeypatch.setattr(
            QFileDialog,
            "getSaveFileName",
            lambda *words, to=target, names=offered: names.append(words[2]) or (str(to), ""),
        )
        do(window, command)
    section = window.state.analysis.section_by_id[window.state.current_section_id]
    assert section.title in offered[0]
    pages = [len(pdfium.PdfDocument(path)) for path in (whole, part)]
    assert pages[1] < pages[0]


def test_a_pdf_that_cannot_be_written_is_told(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.pdf"), ""))
    do(window, "file.save_pdf")
    assert "none" in window.workspace.message_bar.sentence


@pytest.mark.parametrize(("command", "whole"), [("file.print", True), ("file.print_section", False)])
def test_printing_takes_the_text_or_the_section_being_read(session, window, monkeypatch, command, whole):
    asked = []
    monkeypatch.setattr(
        "zjviewer.gui.typesetting.report_printing.print_text",
        lambda parent, analysis, section, additions: asked.append((section, bool(additions.pictures))),
    )
    session.state.select_section(session.state.analysis.section_by_id["7"])
    do(window, command)
    assert asked == [("", True) if whole else ("7", False)]


def test_a_file_that_cannot_be_read_leaves_the_report_open_and_is_told(qtbot, session, window, tmp_path, begun):
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    with qtbot.waitSignal(session.loader.failed, timeout=10_000):
        session.loader.open(empty)
    assert session.state.analysis.report is begun.report
    assert window.workspace.message_bar.sentence == "空.txt is empty."
    qtbot.mouseClick(window.workspace.message_bar.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert window.workspace.message_bar.sentence == ""


def test_a_fault_of_the_program_is_told_as_one(qtbot, session, window, monkeypatch, small_report):
    def fail(*_):
        raise ZeroDivisionError("no")

    monkeypatch.setattr("zjviewer.gui.documents.report_loader.begin_report", fail)
    with qtbot.waitSignal(session.loader.failed, timeout=10_000):
        session.loader.open(small_report)
    assert "ZeroDivisionError" in window.workspace.message_bar.sentence


def test_the_language_changes_at_once_and_nothing_is_lost(session, window):
    figure = session.state.analysis.table_by_id["review"].figures[0]
    session.state.select_figures(figure)
    do(window, "text.zoom_in")
    place = session.state.top_offset
    do(window, "language.zh")
    assert window.menuBar().actions()[0].text().startswith("文件")
    assert window.workspace.text.zoom == 110
    assert session.state.selection.figures == (figure.id,)
    assert session.state.table == "review"
    assert abs(session.state.top_offset - place) < 200
    assert window.workspace.chart.canvas is not None
    do(window, "language.en")
    assert window.menuBar().actions()[0].text() == "&File"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(Workspace) == [window.workspace]


def test_the_theme_changes_at_once(session, window):
    light = window.grab().toImage()
    do(window, "theme.switch")
    assert session.appearance.theme.dark
    assert window.command_actions.action("theme.dark").isChecked()
    assert window.grab().toImage() != light


def test_the_reader_s_choices_come_back_at_the_next_start(open_session, qtbot, tmp_path):
    path = tmp_path / "zjviewer.ini"
    first = open_session(path)
    first.window.resize(*SIZE)
    do(first.window, "view.outline")
    do(first.window, "text.zoom_in")
    do(first.window, "theme.dark")
    first.state.select_section(first.state.analysis.section_by_id["6.2"])
    first.state.set_table("litigation")
    first.window.workspace.outline.collapse_all()
    place = first.state.top_offset
    qtbot.waitUntil(lambda: Settings(path).preferences.theme == "dark")  # as after a kill: nothing has been closed
    first.settings.save()
    first.library.save()

    second = open_session(path, theme="", language="")
    assert (second.window.width(), second.window.height()) == SIZE
    assert not second.window.workspace.shows(OUTLINE)
    assert second.window.workspace.text.zoom == 110
    assert second.appearance.theme.dark
    assert second.state.table == "litigation"
    assert second.state.top_offset == place
    assert second.library.entry(first.state.analysis.report.path).collapsed


def test_widths_of_the_panes_come_back(open_session, tmp_path):
    path = tmp_path / "zjviewer.ini"
    first = open_session(path)
    first.window.resize(*SIZE)
    first.window.workspace._splitter.setSizes([212, 300, 286])
    first.window.workspace._splitter.splitterMoved.emit(212, 1)
    sizes = first.window.workspace._splitter.sizes()
    first.settings.save()
    assert open_session(path).window.workspace._splitter.sizes() == sizes


def test_the_hairline_between_panes_is_easy_to_grab(qtbot, window):
    splitter = window.workspace._splitter
    before = splitter.sizes()
    handle = splitter.handle(1)
    assert handle.contentsRect().width() == 1
    assert handle.width() >= 8
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(1, 100))
    qtbot.mouseMove(handle, QPoint(41, 100))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(41, 100))
    assert splitter.sizes()[0] > before[0]


@pytest.mark.parametrize("size", [(900, 600), (1024, 768), (1280, 800)])
def test_every_pane_has_room_in_a_window_of_the_usual_sizes(window, size):
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    widths = window.workspace._splitter.sizes()
    assert min(widths) >= 170
    assert widths[TEXT] >= 300


@pytest.mark.parametrize("command", ["help.shortcuts", "help.about"])
def test_the_dialogs_tell_something_and_go_away(window, command):
    do(window, command)
    [dialog] = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert [label for label in dialog.findChildren(QLabel) if label.text()]
    dialog.close()


def test_the_next_pane_has_the_focus_in_turn(qtbot, window):
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    visited = []
    for _ in range(3):
        do(window, "go.next_pane")
        focus = QApplication.focusWidget()
        visited.append(next(place for place, pane in enumerate(window.workspace._panes) if pane.isAncestorOf(focus)))
    assert visited == [DATA, OUTLINE, TEXT]


def test_the_window_answers_while_a_report_is_opened(qtbot, session, small_report):
    ticks = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        session.loader.open(small_report)
    timer.stop()
    assert ticks
