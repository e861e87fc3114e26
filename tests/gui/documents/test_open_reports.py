"""Several reports in one window: each as it was left, whatever is read, closed and dragged meanwhile."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QTabBar

from tests.effort import calls_in
from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.gui.documents.open_reports import LIBRARY
from zjviewer.gui.shell.tab_bar import TabBar
from zjviewer.gui.startup.session import Session
from zjviewer.gui.state.settings import Settings
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import begin_report, complete_report
from zjviewer.storage.library_file import LibraryFile, read_library, report_key, write_library

LOADER = "zjviewer.gui.documents.report_loader"
WORDS = (
    "{body}{year}年政府信息公开工作年度报告\n一、总体情况\n{year}年,全市主动公开政府信息1234条,同比增长5%。\n"
    "二、主动公开\n"
    + "本年度继续推进各项工作，完善制度，加强队伍，提升质量。\n" * 60
    + "三、依申请公开\n{year}年,共受理申请845件,其中网络申请231件。\n"
    + "各地各部门按照要求做好各项工作。\n" * 60
)


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def bar(window):
    return window.findChild(TabBar)


@pytest.fixture
def reports(tmp_path):
    """Three of one body."""
    return [written(tmp_path / f"报告{year}.txt", year) for year in (2021, 2022, 2023)]


def written(path: Path, year: int, body: str = "甲市人民政府") -> Path:
    path.write_text(WORDS.format(year=year, body=body), encoding="utf-8")
    return path


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def open_all(qtbot, session, paths) -> None:
    wanted = len(session.open_reports.open) + len(paths)
    session.loader.open_all(paths)
    qtbot.waitUntil(lambda: len(session.open_reports.open) == wanted and all_read(session), timeout=20_000)


def all_read(session) -> bool:
    known = [session.open_reports.analysis_of(tab) for tab in session.open_reports.open]
    return not session.jobs.busy and all(analysis and analysis.complete for analysis in known)


def names(session) -> list[str]:
    return [tab.path.name for tab in session.open_reports.open]


def front(session) -> str:
    return session.open_reports.front_tab.path.name


def tab_at(bar, place: int) -> QPoint:
    return bar.tabRect(place).center() - QPoint(20, 0)


def test_the_bar_is_not_there_while_one_report_is_open(qtbot, session, window, bar, reports):
    assert not bar.isVisible()
    open_all(qtbot, session, reports[:1])
    assert bar.isVisible()
    do(window, "tab.close")
    assert not bar.isVisible()
    assert front(session) == bundled_report().name


def test_several_files_that_are_chosen_at_once_open_behind_the_first(qtbot, session, window, reports, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in reports], ""))
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    qtbot.keyClick(window.workspace.text.view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(session.open_reports.open) == 4 and not session.jobs.busy, timeout=20_000)
    assert front(session) == "报告2021.txt"
    assert set(names(session)) == {"report.txt", *(path.name for path in reports)}
    assert all(session.open_reports.analysis_of(tab).complete for tab in session.open_reports.open)


def test_an_open_file_comes_to_the_front_by_whichever_way_it_is_named(qtbot, session, reports):
    open_all(qtbot, session, reports)
    link = reports[1].with_name("link.txt")
    link.symlink_to(reports[1])
    session.loader.open(link)
    assert front(session) == "报告2022.txt"
    assert len(session.open_reports.open) == 4


def test_a_report_is_as_it_was_when_its_tab_comes_back(qtbot, session, window, reports):
    open_all(qtbot, session, reports[:2])
    state = session.state
    state.select_figures(state.analysis.figures[-1])
    state.select_section(state.analysis.sections[1])
    before = (state.selection, state.top_offset, state.current_section_id, state.table, state.steps())
    do(window, "tab.next")
    assert state.selection.section == ""
    do(window, "tab.previous")
    assert front(session) == "报告2021.txt"
    assert (state.selection, state.top_offset, state.current_section_id, state.table, state.steps()) == before
    assert window.workspace.text.view.top_offset == before[1]
    state.back()
    assert state.selection.figures == (state.analysis.figures[-1].id,)


def test_keys_go_round_the_tabs_and_close_and_reopen_them(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    view = window.workspace.text.view
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    order = names(session)
    at = order.index(front(session))
    seen = []
    for _ in order:
        qtbot.keyClick(view, Qt.Key.Key_Tab, control)
        seen.append(front(session))
    assert seen == [*order[at + 1 :], *order[: at + 1]]
    qtbot.keyClick(view, Qt.Key.Key_Backtab, control | shift)
    assert front(session) == seen[-2]
    closed = front(session)
    qtbot.keyClick(view, Qt.Key.Key_W, control)
    assert closed not in names(session)
    qtbot.keyClick(view, Qt.Key.Key_T, control | shift)
    qtbot.waitUntil(lambda: session.state.analysis is not None and not session.jobs.busy)
    assert front(session) == closed
    assert names(session) == order
    assert session.state.analysis.report.path.name == closed


def test_a_click_shows_a_tab_and_the_middle_button_and_the_cross_close_one(qtbot, session, bar, reports):
    open_all(qtbot, session, reports)
    order = names(session)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=tab_at(bar, 3))
    assert front(session) == order[3]
    qtbot.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=tab_at(bar, 0))
    assert names(session) == order[1:]
    assert front(session) == order[3]
    cross = bar.tabButton(0, QTabBar.ButtonPosition.RightSide)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert names(session) == order[2:]


def send_mouse(bar: TabBar, kind: QEvent.Type, at: QPoint) -> None:
    """The left button, down but for a release: moves of QTest depend on where the system has the mouse."""
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    place = bar.mapToGlobal(at)
    event = QMouseEvent(kind, QPointF(at), QPointF(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bar, event)


def test_a_tab_is_dragged_to_another_place(qtbot, session, bar, reports):
    open_all(qtbot, session, reports)
    order = names(session)
    start, width = tab_at(bar, 0), bar.tabRect(0).width()
    send_mouse(bar, QEvent.Type.MouseButtonPress, start)
    for step in range(1, 13):
        send_mouse(bar, QEvent.Type.MouseMove, start + QPoint(step * width // 8, 0))
    send_mouse(bar, QEvent.Type.MouseButtonRelease, start + QPoint(width * 3 // 2, 0))
    assert names(session) != order
    assert sorted(names(session)) == sorted(order)
    assert [bar.tabData(place) for place in range(4)] == [tab.number for tab in session.open_reports.open]


def test_the_menu_of_a_tab_is_about_that_tab(qtbot, session, window, bar, reports):
    open_all(qtbot, session, reports)
    bar.customContextMenuRequested.emit(tab_at(bar, 2))
    [menu] = [menu for menu in bar.findChildren(QMenu) if menu.isVisible()]
    path = session.open_reports.open[2].path
    menu.findChild(QAction, "tab.copy_path").trigger()
    assert QApplication.clipboard().text() == str(path)
    menu.findChild(QAction, "tab.close_others").trigger()
    assert [tab.path for tab in session.open_reports.open] == [path]
    menu.close()


def test_the_menu_lists_whole_titles_with_a_key_for_each(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    menu = window.command_actions.submenu("Reports")
    listed = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in listed] == [tab.title for tab in session.open_reports.open]
    assert [action.isChecked() for action in listed] == [False, True, False, False]
    window.activateWindow()
    window.workspace.text.setFocus()
    qtbot.waitUntil(window.workspace.text.view.hasFocus)
    qtbot.keyClick(window.workspace.text.view, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert front(session) == names(session)[3]
    assert [action.isChecked() for action in listed] == [False, False, False, True]
    listed[2].trigger()
    assert front(session) == names(session)[2]
    do(window, "tab.close")
    assert len([action for action in menu.actions() if action.isCheckable()]) == 3


def test_a_file_that_fails_makes_no_tab_and_the_next_one_comes_to_the_front(qtbot, session, window, reports, tmp_path):
    session.loader.open_all([tmp_path / "nowhere.txt", *reports[:2]])
    qtbot.waitUntil(lambda: len(session.open_reports.open) == 3 and not session.jobs.busy)
    assert front(session) == "报告2021.txt"
    assert "nowhere.txt" in window.workspace.message_bar.sentence


def test_a_report_is_completed_in_its_own_tab_while_another_is_in_front(qtbot, session, window, reports, monkeypatch):
    gate = Event()

    monkeypatch.setattr(f"{LOADER}._complete", lambda begun: gate.wait(30) and complete_report(begun))
    session.loader.open(reports[0])
    qtbot.waitUntil(lambda: front(session) == reports[0].name)
    do(window, "tab.next")
    shown = session.state.analysis
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        gate.set()
    assert session.state.analysis is shown
    [tab] = [tab for tab in session.open_reports.open if tab.path == reports[0]]
    assert session.open_reports.analysis_of(tab).complete
    assert session.open_reports.analysis_of(tab).report.path == reports[0]


def test_a_report_that_is_closed_is_not_completed(qtbot, session, window, reports, monkeypatch):
    gate = Event()
    monkeypatch.setattr(f"{LOADER}._complete", lambda begun: gate.wait(30) and complete_report(begun))
    session.loader.open(reports[0])
    qtbot.waitUntil(lambda: front(session) == reports[0].name)
    job = f"complete-{session.open_reports.front}"
    assert session.jobs.running(job)
    do(window, "tab.close")
    gate.set()
    assert not session.jobs.running(job)
    assert names(session) == ["report.txt"]


def test_closing_the_last_report_leaves_the_window_open_and_it_comes_back(qtbot, session, window):
    do(window, "tab.close")
    assert window.isVisible()
    assert session.state.analysis is None
    assert not window.command_actions.action("tab.close").isEnabled()
    do(window, "tab.reopen")
    qtbot.waitUntil(lambda: session.state.analysis is not None and session.state.analysis.complete)
    assert front(session) == "report.txt"


def test_without_a_report_no_pane_is_offered(qtbot, session, window):
    asking = ("view.outline", "view.text", "view.data", "checks.show", "notes.show")
    assert all(window.command_actions.action(id_).isEnabled() for id_ in asking)
    do(window, "tab.close")
    assert not any(window.command_actions.action(id_).isEnabled() for id_ in asking)
    do(window, "tab.reopen")
    qtbot.waitUntil(lambda: session.state.analysis is not None and session.state.analysis.complete)
    assert all(window.command_actions.action(id_).isEnabled() for id_ in asking)


def test_what_was_told_about_one_report_is_not_told_under_another(qtbot, session, window, reports):
    open_all(qtbot, session, reports[:2])
    session.state.message_posted.emit("Bookmark set.")
    do(window, "tab.next")
    assert not window.statusBar().currentMessage()


def test_the_search_stays_and_the_text_stays_where_it_was(qtbot, session, window, reports):
    open_all(qtbot, session, reports[:2])
    do(window, "search.open")
    window.workspace.search.field.setText("工作")
    session.state.select_section(session.state.analysis.sections[-1])
    place = session.state.top_offset
    steps = session.state.steps()
    do(window, "tab.next")
    assert len(session.state.hits) > 10
    do(window, "tab.previous")
    assert len(session.state.hits) > 10
    assert session.state.top_offset == place
    assert session.state.steps() == steps


def test_hits_that_are_found_late_do_not_move_a_report_that_came_back(qtbot, session, window, reports):
    open_all(qtbot, session, reports[:2])
    do(window, "search.open")
    window.workspace.search.field.setText("gongzuo")
    qtbot.waitUntil(lambda: len(session.state.hits) > 10)
    session.state.select_section(session.state.analysis.sections[-1])
    place, steps = session.state.top_offset, session.state.steps()
    do(window, "tab.next")
    qtbot.waitUntil(lambda: len(session.state.hits) > 10)
    do(window, "tab.previous")
    qtbot.waitUntil(lambda: len(session.state.hits) > 10)
    assert (session.state.top_offset, session.state.steps()) == (place, steps)
    window.workspace.search.previous_hit()
    assert session.state.hits.starts[session.state.current_hit] < place


def test_the_chosen_encoding_goes_with_the_tab_and_comes_back_at_the_next_start(qtbot, open_session, tmp_path):
    settings = tmp_path / "zjviewer.ini"
    path = tmp_path / "報告.txt"
    path.write_bytes("本府主動公開政府資訊一千二百件。\n".encode("big5"))
    first = open_session(settings)
    with qtbot.waitSignal(first.loader.ended, timeout=10_000):
        first.loader.open(path, "gb18030")
    with qtbot.waitSignal(first.loader.ended, timeout=10_000):
        do(first.window, "encoding.big5")
    assert "本府" in first.state.analysis.report.text
    first.library.save()
    second = open_session(settings)
    second.open_reports.show(second.open_reports.find(path).number)
    qtbot.waitUntil(lambda: second.state.analysis is not None)
    assert second.state.analysis.report.encoding == "big5"
    assert second.window.command_actions.action("encoding.big5").isChecked()
    do(second.window, "tab.close")
    second.loader.open(path)
    qtbot.waitUntil(lambda: second.open_reports.find(path) is not None)
    assert second.open_reports.find(path).encoding == "big5"


def test_open_tabs_come_back_in_their_order_and_are_read_behind(qtbot, open_session, reports, tmp_path):
    settings = tmp_path / "zjviewer.ini"
    first = open_session(settings)
    open_all(qtbot, first, reports)
    order = names(first)
    kept = tmp_path / "library.json"
    qtbot.waitUntil(
        lambda: len(read_library(kept).tabs or ()) == 4, timeout=5_000
    )  # as after a kill: nothing was closed
    reports[1].unlink()
    second = open_session(settings)
    assert front(second) == "report.txt"
    qtbot.waitUntil(lambda: not second.jobs.busy and len(second.open_reports.open) == 3, timeout=20_000)
    assert names(second) == [name for name in order if name != reports[1].name]
    assert all(second.open_reports.analysis_of(tab).complete for tab in second.open_reports.open)
    assert reports[1].name in second.window.workspace.message_bar.sentence
    assert front(second) == "report.txt"


@pytest.fixture
def unread(qtbot, open_session, reports, tmp_path, monkeypatch):
    """A session with three tabs behind the one in front that have not been read, and the gate that lets them be."""
    names = (report_key(bundled_report()), *map(report_key, reports))
    write_library(tmp_path / "library.json", LibraryFile((), names, names[0]))
    gate = Event()
    monkeypatch.setattr(f"{LOADER}.begin_report", lambda *given: gate.wait(30) and begin_report(*given))
    yield open_session(tmp_path / "zjviewer.ini"), gate
    gate.set()


def test_a_tab_that_has_not_been_read_is_read_when_it_is_shown(qtbot, unread, reports):
    session, gate = unread
    session.open_reports.show(session.open_reports.open[2].number)
    assert session.state.analysis is None
    assert session.loader.reading == reports[1].name
    assert session.window.command_actions.action("file.stop").isEnabled()
    do(session.window, "tab.next")
    assert session.open_reports.front_tab.path == reports[2]
    gate.set()
    qtbot.waitUntil(
        lambda: (
            not session.jobs.busy and all(session.open_reports.analysis_of(tab) for tab in session.open_reports.open)
        ),
        timeout=20_000,
    )
    assert session.state.analysis.report.path == reports[2]
    assert [session.open_reports.analysis_of(tab).report.path for tab in session.open_reports.open[1:]] == reports


def test_giving_up_a_tab_that_is_read_closes_it_and_another_comes(qtbot, unread, reports):
    session, gate = unread
    session.open_reports.show(session.open_reports.open[1].number)
    do(session.window, "file.stop")
    assert reports[0] not in [tab.path for tab in session.open_reports.open]
    gate.set()
    qtbot.waitUntil(lambda: session.state.analysis is not None and not session.jobs.busy, timeout=20_000)
    assert session.state.analysis.report.path == session.open_reports.front_tab.path


def test_a_file_that_the_reader_asks_for_is_read_before_the_tabs_behind(qtbot, unread, tmp_path):
    session, gate = unread
    qtbot.waitUntil(lambda: session.jobs.running("open"))
    seen = []
    reports = session.open_reports
    session.state.analysis_changed.connect(
        lambda analysis: seen.append((analysis, [reports.analysis_of(tab) is not None for tab in reports.open]))
    )
    session.loader.open(written(tmp_path / "neu.txt", 2019))
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    analysis, read = seen[0]
    assert analysis.report.path.name == "neu.txt"
    assert read[1:4] == [False, False, False]
    qtbot.waitUntil(
        lambda: (
            all(session.open_reports.analysis_of(tab) for tab in session.open_reports.open) and not session.jobs.busy
        ),
        timeout=20_000,
    )


def test_a_file_that_is_awaited_comes_after_the_window(qtbot, qapp, tmp_path, reports):
    settings = Settings(tmp_path / "zjviewer.ini")
    write_library(tmp_path / "library.json", LibraryFile((), (report_key(reports[2]),), report_key(reports[2])))
    session = Session(qapp, settings, "light", "en")
    early = EarlyReading(reports[0])
    session.start(None, reports[:2], early)
    assert reports[0].name in " ".join(label.text() for label in session.window.workspace.text.findChildren(QLabel))
    early.proceed()
    qtbot.waitUntil(lambda: session.is_ready and not session.jobs.busy, timeout=30_000)
    assert session.state.analysis.report.path == reports[0]
    assert names(session) == [path.name for path in (reports[2], reports[0], reports[1])]
    assert all(session.open_reports.analysis_of(tab).complete for tab in session.open_reports.open)
    session.close()


def test_the_tab_that_was_in_front_is_read_first_and_comes_to_the_front(qtbot, open_session, tmp_path, reports):
    write_library(tmp_path / "library.json", LibraryFile((), tuple(map(report_key, reports)), report_key(reports[1])))
    session = open_session(tmp_path / "zjviewer.ini", report=None)
    qtbot.waitUntil(lambda: session.state.analysis is not None)
    assert front(session) == reports[1].name
    assert names(session) == [path.name for path in reports]


def test_where_none_of_the_kept_tabs_can_be_read_the_library_comes(qtbot, open_session, tmp_path):
    gone = tuple(str(tmp_path / f"{name}.txt") for name in "ab")
    write_library(tmp_path / "library.json", LibraryFile((), gone, gone[0]))
    session = open_session(tmp_path / "zjviewer.ini", report=None)
    qtbot.waitUntil(lambda: not session.open_reports.open)
    assert session.window.pages.shown == LIBRARY
    assert "b.txt" in session.window.workspace.message_bar.sentence


def test_tabs_survive_a_change_of_language(qtbot, session, window, reports):
    open_all(qtbot, session, reports)
    order, shown = names(session), front(session)
    do(window, "language.zh")
    QApplication.processEvents()
    [bar] = [bar for bar in window.findChildren(TabBar) if bar.isVisible()]
    assert (names(session), front(session), bar.count()) == (order, shown, 4)
    assert bar.tabText(bar.currentIndex()) == "甲市人民政府 2021"
    do(window, "language.en")


def test_tabs_of_one_name_are_told_apart_by_their_files(qtbot, session, bar, tmp_path):
    open_all(qtbot, session, [written(tmp_path / "一.txt", 2021), written(tmp_path / "二.txt", 2021)])
    assert {bar.tabText(place) for place in range(3)} >= {"一.txt", "二.txt"}


def test_the_document_of_a_report_that_is_not_in_front_is_given_back(qtbot, session, window, reports):
    open_all(qtbot, session, reports[:1])
    gone = []
    for _ in range(3):
        document = window.workspace.text.view.document()
        document.destroyed.connect(lambda *_: gone.append(1))
        do(window, "tab.next")
    qtbot.waitUntil(lambda: len(gone) == 3)


def test_another_tab_is_shown_without_another_look_at_all_of_its_text(qtbot, session, window, tmp_path):
    paths = [tmp_path / "long1.txt", tmp_path / "long2.txt"]
    text = session.state.analysis.report.text
    for path, name in zip(paths, ("浙江", "山东"), strict=True):
        path.write_text((text.replace("浙江", name) + "\n") * 4, encoding="utf-8")
    open_all(qtbot, session, paths)
    assert len(session.state.analysis.report.text) > 30_000
    one, other = (tab.number for tab in session.open_reports.open[1:])

    def switch() -> None:
        session.open_reports.show(one if session.open_reports.front == other else other)
        window.repaint()

    effort = [calls_in(switch) for _ in range(4)]
    assert max(effort) < 2 * len(session.state.analysis.report.text)
