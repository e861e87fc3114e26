"""A session whose first file is still being read when the window is shown: the text comes before the panes, or the
reason why there is none."""

import pytest

from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.gui.startup.session import Session
from zjviewer.gui.state.settings import Settings

TEXT = "甲市2021年政府信息公开工作年度报告\n一、总体情况\n2021年,全市共公开100条,其中规范性文件40条,其他60条。\n"


@pytest.fixture
def start(qapp, tmp_path):
    """Starts a session with files of which the first is being read."""
    opened = []

    def begin(early, *files):
        session = Session(qapp, Settings(tmp_path / "zjviewer.ini"), "light", "en")
        opened.append(session)
        session.start(None, files, early)
        return session

    yield begin
    for session in opened:
        session.close()
    qapp.setStyleSheet("")


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "甲市.html"
    path.write_text(f"<p>{TEXT}", encoding="utf-8")
    return path


def shown(session):
    return session.state.analysis.report.path if session.state.analysis else None


def test_the_text_is_shown_before_the_panes_are_built_and_has_its_tab(qtbot, start, page):
    early = EarlyReading(page)
    session = start(early, page)
    seen = []
    session.state.analysis_changed.connect(lambda _: seen.append((shown(session), session.window.workspace.is_built)))
    early.proceed()
    qtbot.waitUntil(lambda: session.is_ready)
    assert seen[0] == (page, False)
    assert [tab.path for tab in session.open_reports.open] == [page]
    assert session.open_reports.front_tab.path == page
    assert session.state.analysis.complete


def test_a_file_that_is_read_after_the_panes_comes_to_the_front_all_the_same(qtbot, start, page):
    early = EarlyReading(page)
    session = start(early, page)
    qtbot.waitUntil(lambda: session.window.workspace.is_built)
    assert shown(session) is None
    early.proceed()
    qtbot.waitUntil(lambda: shown(session) == page and session.state.analysis.complete)
    assert session.open_reports.front_tab.path == page


def test_a_file_that_cannot_be_read_is_said_in_the_window_and_the_next_one_is_shown(qtbot, start, page, tmp_path):
    damaged = tmp_path / "坏.pdf"
    damaged.write_bytes(b"%PDF-1.4 and no more")
    early = EarlyReading(damaged)
    session = start(early, damaged, page)
    early.proceed()
    qtbot.waitUntil(lambda: shown(session) == page)
    qtbot.waitUntil(lambda: session.is_ready and not session.jobs.busy)
    assert "坏.pdf" in session.window.workspace.message_bar.sentence
    assert [tab.path for tab in session.open_reports.open] == [page]


def test_a_session_that_is_closed_while_its_file_is_read_leaves_nothing(qtbot, qapp, start, page):
    early = EarlyReading(page)
    session = start(early, page)
    session.close()
    early.proceed()
    assert early.wait(30)
    qapp.processEvents()
    assert shown(session) is None
