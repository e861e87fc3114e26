"""The library: what is remembered of reports, how it is shown, and how one opens from it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from zjviewer.errors import BadLibrary, NotWritten
from zjviewer.gui.documents import library_store
from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import LIBRARY
from zjviewer.gui.library.library_model import ENTRY, MISSING, MISSING_TEXT, LibraryModel
from zjviewer.gui.startup.session import Session
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.paths import bundled_report
from zjviewer.storage import library_file
from zjviewer.storage.library_file import (
    MOST,
    LibraryEntry,
    LibraryFile,
    merged,
    read_library,
    report_key,
    write_library,
)

LEFT = Qt.MouseButton.LeftButton
WORDS = (
    "{body}{year}年政府信息公开工作年度报告\n一、总体情况\n"
    "{year}年,全市发布政策解读稿件240篇,比2020年的200篇增加40篇。\n二、其他\n"
)


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def page(window):
    do(window, "library.show")
    return window.library_tab.page


@pytest.fixture
def reports(tmp_path):
    made = []
    for body, year in (("甲市", 2021), ("乙市", 2022)):
        path = tmp_path / f"{body}{year}.txt"
        path.write_text(WORDS.format(body=body, year=year), encoding="utf-8")
        made.append(path)
    return made


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def open_all(qtbot, session, paths) -> None:
    wanted = len(session.open_reports.open) + len(paths)
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: len(session.open_reports.open) == wanted and not session.jobs.busy, timeout=20_000)


def close_all(session) -> None:
    for tab in session.open_reports.open:
        session.open_reports.close(tab.number)


def titles(page) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def middle(page, row: int):
    return page._list.visualRect(page.model.index(row)).center()


def test_tabs_that_were_too_many_to_restore_stay_in_the_file(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(library_file, "MOST_TABS", 4)
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for path in paths:
        path.write_text(WORDS.format(body="甲市", year=2021), encoding="utf-8")
    keys = tuple(map(str, paths))
    file = tmp_path / "library.json"
    write_library(file, LibraryFile((), keys, keys[6]))
    early = EarlyReading(paths[6])
    early.proceed()
    session = Session(qapp, Settings(tmp_path / "zjviewer.ini"), "light", "en")
    told = []
    session.state.message_posted.connect(told.append)
    session.start(None, (), early)
    try:
        qtbot.waitUntil(lambda: session.is_ready and not session.jobs.busy, timeout=20_000)
        assert [tab.path for tab in session.open_reports.open] == paths[4:8]
        assert any("4 of 12" in each for each in told)
        session.open_reports.close(session.open_reports.open[0].number)
        session.open_reports.add(paths[1])
    finally:
        session.close()
        qapp.setStyleSheet("")
    assert read_library(file).tabs == (keys[0], *keys[2:4], *keys[5:8], keys[1], *keys[8:])


def test_what_is_written_comes_back(tmp_path):
    file = tmp_path / "a" / "library.json"
    first = LibraryEntry("/甲.txt", "题", "甲市", 2020, "一 › 二", 3, 1, "2026-01-02T03:04:05", "big5")
    second = first._replace(path="/乙.txt", top_offset=4711, table="review", collapsed=("2", "6.1"), expanded=("3",))
    library = LibraryFile((first, second), ("/甲.txt",), "/甲.txt")
    write_library(file, library)
    assert read_library(file) == library
    assert read_library(tmp_path / "none.json") == LibraryFile()


@pytest.mark.parametrize(
    "spoilt",
    [
        *(b"", b"\xff\xfe", b"[]", b'{"reports": [{"title": 3}]}', b'{"tabs": 7}', b"null"),
        *(b'{"reports": [{"path": "a", "collapsed": [1]}]}', b'{"reports": [{"path": "a", "top_offset": "3"}]}'),
        *(b'{"reports": [{"path": "a", "expanded": "2"}]}', b'{"reports": [{"path": "a", "table": null}]}'),
    ],
)
def test_a_damaged_file_is_told_of(tmp_path, spoilt):
    file = tmp_path / "library.json"
    file.write_bytes(spoilt)
    with pytest.raises(BadLibrary):
        read_library(file)


def test_another_window_s_reports_stay_when_this_one_writes():
    kept = LibraryFile((LibraryEntry("b", opened="2"), LibraryEntry("c", opened="1")), ("b",))
    own = LibraryFile((LibraryEntry("a", opened="3"), LibraryEntry("c", "new", opened="1")), ("a",))
    found = merged(kept, own, {"a", "c"})
    assert [(entry.path, entry.title) for entry in found.entries] == [("a", ""), ("b", ""), ("c", "new")]
    assert found.tabs == ("a",)
    assert [entry.path for entry in merged(kept, own.without("a"), {"a"}).entries] == ["b", "c"]


def test_times_of_a_clock_that_was_ahead_do_not_sort_before_what_is_opened_now(qapp, tmp_path):
    ahead = tuple(LibraryEntry(f"/{number}.txt", opened="2099-01-01T00:00:00", top_offset=1) for number in range(MOST))
    write_library(tmp_path / "library.json", LibraryFile(ahead))
    jobs = Jobs()
    store = LibraryStore(ViewState(), Settings(tmp_path / "zjviewer.ini"), jobs)
    assert max(entry.opened for entry in store.content.entries) < "2099"
    assert [entry.path for entry in store.content.entries] == [entry.path for entry in ahead]
    newest = store.content.entries[0].opened
    store.content = store.content.with_entry(LibraryEntry("/new.txt", opened=newest), first=True)
    store._touched |= {"/new.txt"}
    store.save()
    assert read_library(tmp_path / "library.json").entries[0].path == "/new.txt"
    jobs.close()


OLD = {"place": 300, "table": "litigation", "folded": ["2", "6"], "opened": ["3"]}


def old_settings(path: Path, *reports: dict[str, object]) -> None:
    file = QSettings(str(path), QSettings.Format.IniFormat)
    file.setValue("reports", json.dumps(reports))
    file.setValue("zoom", json.dumps(110))
    file.sync()


def test_positions_in_the_settings_of_an_earlier_version_are_moved_to_the_library(qtbot, open_session, tmp_path):
    path = tmp_path / "zjviewer.ini"
    old_settings(path, {"path": str(bundled_report())} | OLD, {"path": str(tmp_path / "不在.txt")} | OLD)
    session = open_session(path)
    assert session.state.table == "litigation"
    entry = session.library.entry(bundled_report())
    assert (entry.collapsed, entry.expanded) == (("2", "6"), ("3",))
    assert entry.top_offset == session.state.top_offset > 0
    session.library.save()
    assert Settings(path).old_positions == ()
    assert Settings(path).preferences.zoom == 110
    moved = read_library(tmp_path / "library.json")
    assert moved.entry(report_key(tmp_path / "不在.txt")).top_offset == 300
    assert [each.path for each in moved.entries if each.opened] == [report_key(bundled_report())]


def test_a_position_in_the_library_is_newer_than_one_in_the_settings(qapp, tmp_path):
    path = tmp_path / "zjviewer.ini"
    key = report_key(tmp_path / "a.txt")
    old_settings(path, {"path": key} | OLD)
    write_library(tmp_path / "library.json", LibraryFile((LibraryEntry(key, top_offset=7),)))
    jobs = Jobs()
    store = LibraryStore(ViewState(), Settings(path), jobs)
    assert store.entry(Path(key)) == LibraryEntry(key, top_offset=7)
    jobs.close()


@pytest.mark.parametrize("failing", [True, False])
def test_old_positions_leave_the_settings_only_when_the_library_is_written(qapp, tmp_path, monkeypatch, failing):
    path = tmp_path / "zjviewer.ini"
    old_settings(path, {"path": str(tmp_path / "a.txt")} | OLD)
    if failing:
        monkeypatch.setattr(library_store, "write_library", _refuse)
    jobs = Jobs()
    store = LibraryStore(ViewState(), Settings(path), jobs)
    store.save()
    assert bool(Settings(path).old_positions) is failing
    jobs.close()


def _refuse(file: Path, library: LibraryFile) -> None:
    raise NotWritten("{path} was not written: the disk is full.", path=file)


def test_a_report_removed_from_the_list_opens_where_it_was_left():
    entry = LibraryEntry("a", "题", "甲市", 2020, "一", 3, 1, "2026-01-02T03:04:05", "", 300, "review", ("2",))
    library = LibraryFile((entry, LibraryEntry("b", "题", opened="1"))).without("a", "b")
    assert library.entries == (LibraryEntry("a", top_offset=300, table="review", collapsed=("2",)),)


def test_a_damaged_file_is_kept_aside_and_told_in_the_window(open_session, tmp_path):
    (tmp_path / "library.json").write_bytes(b"{spoilt")
    session = open_session(tmp_path / "zjviewer.ini")
    assert (tmp_path / "library.damaged.json").read_bytes() == b"{spoilt"
    session.library.save()
    assert read_library(tmp_path / "library.json").tabs == (report_key(bundled_report()),)


def test_a_report_is_remembered_with_where_it_was_left_and_what_its_checks_gave(qtbot, session, reports, tmp_path):
    session.state.select_section(session.state.analysis.section_by_id["6.2"])
    assert session.library.entry(bundled_report()).section.startswith("六 主动公开政府信息情况 › ")
    open_all(qtbot, session, reports[:1])
    entry = session.library.entry(reports[0])
    assert (entry.title, entry.body, entry.year) == ("甲市2021年政府信息公开工作年度报告", "甲市", 2021)
    assert (entry.passed, entry.failed) == (1, 0)
    assert entry.section == "一 总体情况"
    assert entry.opened
    bundled = session.library.entry(bundled_report())
    assert (bundled.year, bundled.failed) == (2017, 1)


def test_nothing_of_the_text_is_written_but_title_and_headings(qtbot, open_session, reports, tmp_path):
    session = open_session(tmp_path / "zjviewer.ini")
    open_all(qtbot, session, reports)
    session.library.save()
    written = (tmp_path / "library.json").read_text(encoding="utf-8")
    assert "政策解读" not in written
    keys = {key for entry in json.loads(written)["reports"] for key in entry}
    assert keys <= set(LibraryEntry._fields)


def test_the_library_stands_where_no_report_is_open_and_a_click_opens_one(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    close_all(session)
    page = window.library_tab.page
    assert page.isVisible()
    assert not window.workspace.text.isVisible()
    assert {title[:7] for title in titles(page)} == {"甲市2021年", "乙市2022年", "浙江省2017"}
    row = titles(page).index("乙市2022年政府信息公开工作年度报告")
    qtbot.mouseClick(page._list.viewport(), LEFT, pos=middle(page, row))
    qtbot.waitUntil(lambda: session.state.analysis is not None)
    assert session.state.analysis.report.path == reports[1]
    assert not page.isVisible()
    assert window.workspace.text.isVisible()


def test_it_is_used_by_keys_alone(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    qtbot.keyClick(window.workspace.text.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.library_tab.page
    qtbot.waitUntil(page._list.hasFocus)
    assert not window.command_actions.action("search.open").isEnabled()
    qtbot.keyClick(page._list, Qt.Key.Key_Escape)
    assert window.workspace.text.isVisible()
    assert window.command_actions.action("search.open").isEnabled()
    do(window, "library.show")
    field = page.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "2022")
    assert titles(page) == ["乙市2022年政府信息公开工作年度报告"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(page._list, Qt.Key.Key_Return)
    assert session.open_reports.front_tab.path == reports[1]
    assert window.workspace.text.isVisible()


def test_a_report_is_taken_off_the_list_by_key_and_by_its_cross(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    close_all(session)
    page = window.library_tab.page
    window.activateWindow()
    qtbot.waitUntil(page._list.hasFocus)
    gone = titles(page)[0]
    qtbot.keyClick(page._list, Qt.Key.Key_Delete)
    assert gone not in titles(page)
    again = titles(page)[0]
    at = page._delegate.close_button(page._list.visualRect(page.model.index(0))).center()
    qtbot.mouseClick(page._list.viewport(), LEFT, pos=at)
    assert again not in titles(page)
    assert session.open_reports.open == ()


def test_a_file_that_is_gone_is_grey_and_says_so(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    reports[0].unlink()
    close_all(session)
    page = window.library_tab.page
    row = titles(page).index("甲市2021年政府信息公开工作年度报告")
    qtbot.waitUntil(lambda: page.model.index(row).data(MISSING))
    assert "is not there any more" in page.model.index(row).data(MISSING_TEXT)
    qtbot.mouseClick(page._list.viewport(), LEFT, pos=middle(page, row))
    assert not session.loader.reading


def test_the_buttons_open_a_file_and_the_bundled_report(qtbot, session, window, reports, monkeypatch):
    close_all(session)
    page = window.library_tab.page
    bundled, chosen = page.findChildren(QPushButton)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(reports[0])], ""))
    qtbot.mouseClick(chosen, LEFT)
    qtbot.waitUntil(lambda: session.state.analysis is not None and session.state.analysis.complete)
    do(window, "library.show")
    qtbot.mouseClick(bundled, LEFT)
    qtbot.waitUntil(lambda: session.open_reports.front_tab.path == bundled_report())
    assert window.workspace.text.isVisible()


def test_a_file_that_cannot_be_opened_from_an_empty_window_is_told(qtbot, session, window, tmp_path):
    close_all(session)
    with qtbot.waitSignal(session.loader.failed, timeout=10_000):
        session.loader.open(tmp_path / "nowhere.txt")
    assert window.library_tab.page.isVisible()
    assert "nowhere.txt" in window.workspace.message_bar.sentence


def test_several_files_that_cannot_be_opened_are_all_told(qtbot, session, window, tmp_path):
    session.loader.open_all([tmp_path / "one.txt", tmp_path / "two.txt"])
    qtbot.waitUntil(lambda: len(window.workspace.message_bar.sentence.splitlines()) == 2)
    assert ["one.txt" in line for line in window.workspace.message_bar.sentence.splitlines()] == [True, False]


def test_a_pane_that_is_asked_for_comes_back_in_the_place_of_the_library(session, window, page):
    do(window, "checks.show")
    assert not page.isVisible()
    assert window.workspace.checks.isVisible()
    assert window.command_actions.action("search.open").isEnabled()


def test_a_disk_that_is_full_is_told_once(qtbot, open_session, tmp_path, monkeypatch):
    def fail(*_):
        raise NotWritten("The disk is full.")

    session = open_session(tmp_path / "zjviewer.ini")
    told = []
    session.state.message_posted.connect(told.append)
    monkeypatch.setattr("zjviewer.gui.documents.library_store.write_library", fail)
    for section in ("6.2", "7"):
        session.state.select_section(session.state.analysis.section_by_id[section])
        session.library.save()
    assert told == ["The disk is full."]
    monkeypatch.undo()
    session.library.save()
    assert read_library(tmp_path / "library.json").entries[0].section.startswith("七")


def test_an_empty_library_says_what_to_do(qtbot, session, window, page):
    session.library.remove(*(entry.path for entry in session.library.listed))
    assert page._empty.isVisible()
    assert "Open a file" in page._empty.text()
    page._filter.setText("x")
    assert "Open a file" in page._empty.text()


def test_the_library_is_there_at_the_next_start_when_all_was_closed(qtbot, open_session, tmp_path, begun):
    settings = tmp_path / "zjviewer.ini"
    first = open_session(settings)
    close_all(first)
    first.library.save()
    assert read_library(tmp_path / "library.json").tabs == ()
    second = open_session(settings, report=None)
    assert second.window.pages.shown == LIBRARY
    assert titles(second.window.library_tab.page) == [begun.report.title]


def test_it_is_in_the_language_and_the_colours_of_now(qtbot, session, window, page):
    light = page.grab().toImage()
    do(window, "theme.dark")
    assert page.grab().toImage() != light
    do(window, "language.zh")
    do(window, "library.show")
    assert window.library_tab.page._title.text() == "年报库"
    do(window, "language.en")
    QApplication.processEvents()


def test_the_model_is_a_model(qapp):
    model = LibraryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show((LibraryEntry("/a.txt", "甲", "市", 2020), LibraryEntry("/b.txt", "乙")))
    model.show_filter("2020 市")
    assert [model.index(row).data(ENTRY).path for row in range(model.rowCount())] == ["/a.txt"]
    model.show_missing({str(Path("/a.txt"))})
    assert model.index(0).data(MISSING)
