"""Opening a file: dropped, from the list of recent ones, in another encoding; given up, or failed, in peace."""

from pathlib import Path
from queue import Queue
from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.gui.shell import loading as opening_card
from zjviewer.gui.shell.drop_overlay import DropOverlay
from zjviewer.gui.shell.dynamic_menus import MOST
from zjviewer.gui.shell.loading import LoadingCard
from zjviewer.pipeline.open_report import begin_report
from zjviewer.storage.library_file import LibraryEntry, LibraryFile, write_library

WORDS = "某市{year}年政府信息公开工作年度报告\n一、总体情况\n{year}年,全市主动公开政府信息1234条,同比增长5%。\n"


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def reports(tmp_path):
    """Three of them."""
    made = []
    for year in (2021, 2022, 2023):
        path = tmp_path / f"报告{year}.txt"
        path.write_text(WORDS.format(year=year), encoding="utf-8")
        made.append(path)
    return made


@pytest.fixture
def held(monkeypatch):
    """Reading waits until it is let go."""
    gate = Event()

    def read(path, encoding, reader):
        gate.wait(30)
        return begin_report(path, encoding, reader)

    monkeypatch.setattr("zjviewer.gui.documents.report_loader.begin_report", read)
    monkeypatch.setattr(opening_card, "PATIENCE", 0)
    yield gate
    gate.set()


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def open_and_wait(qtbot, session, path, encoding="") -> None:
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        session.loader.open(path, encoding)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag(target, mime: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target, mime: QMimeData) -> None:
    drag(target, mime)
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, event)


def test_a_file_that_is_dropped_on_the_window_opens(qtbot, session, window, reports):
    hint = window.findChild(DropOverlay)
    assert drag(window, files(reports[0]))
    assert hint.isVisible()
    assert hint.size() == window.workspace.text.size()
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        drop(window, files(reports[0]))
    assert not hint.isVisible()
    assert session.state.analysis.report.path == reports[0]


def test_of_several_files_that_are_dropped_all_open_and_the_first_is_in_front(qtbot, session, window, reports):
    drop(window, files(*reports))
    qtbot.waitUntil(lambda: len(session.open_reports.open) == 4, timeout=10_000)
    assert session.state.analysis.report.path == reports[0]
    assert {tab.path for tab in session.open_reports.open} >= set(reports)


def test_a_drag_that_leaves_takes_the_hint_with_it(window, reports):
    drag(window, files(reports[0]))
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.findChild(DropOverlay).isVisible()


def test_a_drop_of_words_is_none_of_the_window_s(window):
    mime = QMimeData()
    mime.setText("公开")
    assert not drag(window, mime)
    assert not window.findChild(DropOverlay).isVisible()


def test_the_search_field_leaves_files_to_the_window_and_takes_words(qtbot, session, window, reports):
    do(window, "search.open")
    field = window.workspace.search.field
    drag(field, files(reports[0]))
    assert window.findChild(DropOverlay).isVisible()
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        drop(field, files(reports[0]))
    assert field.text() == ""
    assert session.state.analysis.report.path == reports[0]
    mime = QMimeData()
    mime.setText("公开")
    assert drag(field, mime)


def test_a_drop_works_in_the_window_of_another_language(qtbot, session, window, reports):
    do(window, "language.zh")
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        drop(window, files(reports[1]))
    assert session.state.analysis.report.path == reports[1]
    do(window, "language.en")


def recent(window) -> list[str]:
    return [action.data() for action in window.command_actions.submenu("Recent").actions() if action.data()]


def test_recent_reports_stand_in_the_menu_the_last_one_first_and_open_again(qtbot, session, window, reports):
    for path in reports:
        open_and_wait(qtbot, session, path)
    session.loader.open(reports[0])
    assert recent(window) == [str(reports[0]), str(reports[2]), str(reports[1])]
    [entry] = [a for a in window.command_actions.submenu("Recent").actions() if a.data() == str(reports[2])]
    entry.trigger()
    assert session.state.analysis.report.path == reports[2]
    do(window, "recent.clear")
    assert recent(window) == []
    assert not window.command_actions.action("recent.clear").isEnabled()


def test_the_bundled_report_is_not_among_the_recent_ones(window):
    assert recent(window) == []


def test_a_recent_report_that_is_gone_is_grey(qtbot, session, window, reports):
    open_and_wait(qtbot, session, reports[0])
    open_and_wait(qtbot, session, reports[1])
    reports[0].unlink()
    menu = window.command_actions.submenu("Recent")
    menu.aboutToShow.emit()
    assert {action.data(): action.isEnabled() for action in menu.actions() if action.data()} == {
        str(reports[1]): True,
        str(reports[0]): False,
    }


def test_recent_reports_come_back_at_the_next_start_and_are_ten_at_most(qtbot, open_session, tmp_path):
    entries = tuple(LibraryEntry(str(tmp_path / f"{n}.txt"), opened=f"2020-01-0{9 - n}") for n in range(MOST - 1))
    write_library(tmp_path / "library.json", LibraryFile((*entries, LibraryEntry("/gone.txt", opened="2020-01-00"))))
    report = tmp_path / "报告.txt"
    report.write_text(WORDS.format(year=2020), encoding="utf-8")
    session = open_session(tmp_path / "zjviewer.ini")
    open_and_wait(qtbot, session, report)
    session.library.save()
    assert recent(open_session(tmp_path / "zjviewer.ini").window) == [str(report), *(entry.path for entry in entries)]


def checked(window) -> list[str]:
    names = ("automatic", "utf8", "gb18030", "big5", "utf16")
    return [name for name in names if window.command_actions.action(f"encoding.{name}").isChecked()]


def test_a_text_is_read_again_in_the_encoding_that_the_reader_chooses(qtbot, session, window, tmp_path):
    path = tmp_path / "報告.txt"
    path.write_bytes("本府主動公開政府資訊一千二百件。\n".encode("big5"))
    open_and_wait(qtbot, session, path, "gb18030")
    assert "本府" not in session.state.analysis.report.text
    assert checked(window) == ["gb18030"]
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        do(window, "encoding.big5")
    assert "本府主動公開" in session.state.analysis.report.text
    assert checked(window) == ["big5"]
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        do(window, "file.reload")
    assert session.state.analysis.report.encoding == "big5"


def test_the_encoding_that_was_found_out_is_told(qtbot, session, window, tmp_path):
    path = tmp_path / "报告.txt"
    path.write_bytes((WORDS.format(year=2017) * 20).encode("gb18030"))
    open_and_wait(qtbot, session, path)
    assert checked(window) == ["automatic"]
    assert window.command_actions.action("encoding.automatic").text() == "Automatic (GB18030)"


def test_an_encoding_in_which_the_file_is_no_text_leaves_it_as_it_was(qtbot, session, window, reports):
    reports[1].write_text(WORDS.format(year=2022), encoding="utf-16")
    open_and_wait(qtbot, session, reports[1])
    before = session.state.analysis
    with qtbot.waitSignal(session.loader.failed, timeout=10_000):
        do(window, "encoding.utf8")
    assert session.state.analysis.report is before.report
    assert checked(window) == ["automatic"]
    assert "is not a text file" in window.workspace.message_bar.sentence


def test_a_format_with_an_encoding_of_its_own_has_no_choice(qtbot, session, window, tmp_path):
    import docx

    path = tmp_path / "报告.docx"
    document = docx.Document()
    document.add_paragraph(WORDS.format(year=2023))
    document.save(str(path))
    open_and_wait(qtbot, session, path)
    assert not window.command_actions.action("encoding.big5").isEnabled()
    assert checked(window) == []


def test_a_long_reading_is_told_of_and_escape_gives_it_up(qtbot, session, window, reports, held, begun):
    card = window.findChild(LoadingCard)
    assert not window.command_actions.action("file.stop").isEnabled()
    session.loader.open(reports[0])
    qtbot.waitUntil(card.isVisible)
    assert session.state.analysis.report is begun.report
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    qtbot.keyClick(window.workspace.text.view, Qt.Key.Key_Escape)
    assert not session.loader.reading
    assert not card.isVisible()
    assert "报告2021.txt" in window.statusBar().currentMessage()
    held.set()
    open_and_wait(qtbot, session, reports[1])
    assert session.state.analysis.report.path == reports[1]


def test_the_button_on_the_card_gives_a_reading_up(qtbot, session, window, reports, held, begun):
    card = window.findChild(LoadingCard)
    session.loader.open(reports[0])
    qtbot.waitUntil(card.isVisible)
    qtbot.mouseClick(card.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not card.isVisible()
    held.set()
    session.jobs.close()
    QApplication.processEvents()
    assert session.state.analysis.report is begun.report


def test_a_reading_that_is_given_up_ends_its_reader(qtbot, session, monkeypatch, tmp_path):
    started, ended = Event(), Event()

    def read(path, encoding="", *, cancelled, progress, finished):
        started.set()
        while not cancelled():
            sleep(0.01)  # leaves the interpreter to the window
        ended.set()
        raise UnreadableFile("Reading {name} was given up.", name=path.name)

    monkeypatch.setattr("zjviewer.gui.documents.report_loader.read_isolated_if_needed", read)
    session.loader.open(tmp_path / "slow.pdf")
    assert started.wait(30)
    assert not ended.is_set()
    session.loader.stop()
    assert ended.wait(30)


def test_the_card_says_how_many_pages_are_read(qtbot, session, window, monkeypatch, tmp_path):
    def read(path, encoding="", *, cancelled, progress, finished):
        progress(30, 100)
        while not cancelled():
            sleep(0.01)  # leaves the interpreter to the window
        raise UnreadableFile("Reading {name} was given up.", name=path.name)

    monkeypatch.setattr("zjviewer.gui.documents.report_loader.read_isolated_if_needed", read)
    card = window.findChild(LoadingCard)
    with qtbot.waitSignal(session.loader.progressed, timeout=10_000) as told:
        session.loader.open(tmp_path / "slow.pdf")
    assert told.args == [30, 100]
    qtbot.waitUntil(card.isVisible)
    assert "slow.pdf, page 30 of 100" in card.findChild(QLabel).text()
    session.loader.stop()
    assert not card.isVisible()


@pytest.fixture
def scanned(monkeypatch, tmp_path):
    """A file whose pages are read one after another, each when the test says so."""
    path, turns = tmp_path / "scan.pdf", Queue()

    def read(path, encoding="", *, cancelled, progress, finished):
        for count in range(1, 4):
            while turns.empty() and not cancelled():
                sleep(0.01)  # leaves the interpreter to the window
            if cancelled() or turns.get() == "fail":
                raise UnreadableFile("Reading {name} was given up.", name=path.name)
            text = "\n".join(f"第{number}页共有{number}00件。" for number in range(1, count + 1))
            pages = tuple(9 * number for number in range(count))
            report = Report(text, "江阳市报告", "", "", 2023, path, format="PDF", pages=pages, pending=3 - count)
            if count < 3:
                finished(report)
                progress(count, 3)
        return report

    monkeypatch.setattr("zjviewer.gui.documents.report_loader.read_isolated_if_needed", read)
    return path, turns


def shows(session, pages):
    analysis = session.state.analysis
    return analysis is not None and analysis.report.text.count("页共有") == pages


def test_pages_are_shown_as_soon_as_they_are_recognised_and_the_reader_stays_where_he_is(
    qtbot, session, window, scanned
):
    path, turns = scanned
    tabs = len(session.open_reports.open)
    card = window.findChild(LoadingCard)
    session.loader.open(path)
    for count in (1, 2):
        turns.put("go on")
        qtbot.waitUntil(lambda count=count: shows(session, count))
        qtbot.waitUntil(card.isVisible)
        assert f"page {count} of 3" in card.findChild(QLabel).text()
        assert window.workspace.text.view.isVisible()
        assert not session.state.analysis.complete
        assert len(session.open_reports.open) == tabs + 1
    session.state.set_top_offset(9)
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        turns.put("go on")
    assert shows(session, 3)
    assert not card.isVisible()
    assert session.state.analysis.complete
    assert len(session.state.analysis.figures) == 3
    assert len(session.open_reports.open) == tabs + 1


@pytest.mark.parametrize("end", ["stop", "fail", "close"])
def test_pages_that_were_shown_stay_when_the_reading_of_the_others_ends(qtbot, session, window, scanned, end):
    path, turns = scanned
    said = []
    session.state.message_posted.connect(said.append)
    session.loader.open(path)
    turns.put("go on")
    qtbot.waitUntil(lambda: shows(session, 1))
    if end == "close":
        session.open_reports.close(session.open_reports.front)
        assert not session.loader.reading
        return
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        if end == "stop":
            session.loader.stop()
        else:
            turns.put("fail")
    qtbot.waitUntil(lambda: session.state.analysis.complete)
    assert shows(session, 1)
    assert len(session.state.analysis.figures) == 1
    assert (end == "stop") == ("2 pages of scan.pdf were not read." in said)
    assert session.open_reports.front_tab.path == path


def test_the_card_stays_on_the_text_when_the_window_changes_its_size(qtbot, session, window, reports, held):
    card = window.findChild(LoadingCard)
    session.loader.open(reports[0])
    qtbot.waitUntil(card.isVisible)
    window.resize(window.width() - 40, window.height() - 60)
    QApplication.processEvents()
    text = window.workspace.text
    middle = text.mapTo(window.workspace, text.rect().center())
    assert abs(middle.x() - card.geometry().center().x()) <= 1
    assert card.geometry().bottom() <= window.workspace.height()
    session.loader.stop()


def test_with_the_text_hidden_the_card_lies_over_all_panes(qtbot, session, window, reports, held):
    do(window, "view.text")
    session.loader.open(reports[0])
    card = window.findChild(LoadingCard)
    qtbot.waitUntil(card.isVisible)
    assert abs(card.geometry().center().x() - window.workspace.rect().center().x()) <= 1
    session.loader.stop()


def test_a_reading_goes_on_while_the_language_changes(qtbot, session, window, reports, held):
    session.loader.open(reports[0])
    do(window, "language.zh")
    do(window, "language.en")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    card = window.findChild(LoadingCard)
    qtbot.waitUntil(card.isVisible)
    assert window.command_actions.action("file.stop").isEnabled()
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        held.set()
    assert not card.isVisible()
    assert session.state.analysis.report.path == reports[0]


def test_a_file_that_is_read_soon_is_opened_without_a_card(qtbot, session, window, reports, monkeypatch):
    monkeypatch.setattr(opening_card, "PATIENCE", 60_000)  # soon, however slow this machine is
    shown = []
    card = window.findChild(LoadingCard)
    session.loader.settled.connect(lambda: shown.append(card.isVisible()))
    open_and_wait(qtbot, session, reports[0])
    assert shown == [False]


def test_the_report_that_is_shown_is_completed_while_another_one_fails(qtbot, session, window, reports, tmp_path):
    session.loader.open(reports[0])
    with qtbot.waitSignal(session.loader.settled, timeout=10_000):
        pass
    with qtbot.waitSignal(session.loader.failed, timeout=10_000):
        session.loader.open(tmp_path / "nowhere.txt")
    qtbot.waitUntil(lambda: session.state.analysis.complete)
    assert session.state.analysis.report.path == reports[0]
    assert "nowhere.txt" in window.workspace.message_bar.sentence


def test_a_folder_that_is_dropped_is_added_to_the_library(window, tmp_path, monkeypatch):
    added = []
    monkeypatch.setattr(window.library_tab, "add_folders", added.extend)
    drop(window, files(tmp_path))
    assert added == [tmp_path]
