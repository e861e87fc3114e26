"""Fixtures of every test of the window: the bundled fonts, so that widths are equal everywhere, sessions, and a check
that nothing is left behind."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zjviewer.gui.startup.session import Session
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.theme.theme import load_fonts
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import begin_report, complete_report


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp):
    load_fonts()


@pytest.fixture(autouse=True)
def nothing_left(qapp):
    """A test that leaves a window open, or a thread running, fails.

    The clipboard of the offscreen platform is emptied: it lives in a static object of Qt, which deletes a `QMimeData`
    made in Python after the interpreter has ended, and crashes the process at exit.
    """
    before = set(threading.enumerate())
    yield
    QGuiApplication.clipboard().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    assert left == []
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    assert [thread for thread in threading.enumerate() if thread not in before and not thread.daemon] == []


class PatientBot(QtBot):
    """Waits for 30 seconds at least, so that nothing fails because a machine does other things as well."""

    def waitUntil(self, callback, *, timeout=0):  # noqa: N802
        super().waitUntil(callback, timeout=max(timeout, 30_000))

    def waitSignal(self, signal, *, timeout=0, raising=True, **options):  # noqa: N802
        # Without `raising`, as in `assertNotEmitted`, the whole time is spent: no signal is expected.
        patience = max(timeout, 30_000) if raising else timeout
        return super().waitSignal(signal, timeout=patience, raising=raising, **options)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(scope="session")
def begun():
    return begin_report(bundled_report())


@pytest.fixture(scope="session")
def analysis(begun):
    return complete_report(begun)


@pytest.fixture
def open_session(qtbot, qapp, begun):
    """Opens a window on the bundled report with settings at a path, and waits until all of it is there."""
    opened = []

    def start(path=None, report=begun, **choices) -> Session:
        session = Session(qapp, Settings(path), **{"theme": "light", "language": "en"} | choices)
        opened.append(session)
        session.start(report)
        qtbot.waitUntil(lambda: session.is_ready, timeout=30_000)
        return session

    yield start
    for session in opened:
        session.close()
        session.appearance.blockSignals(True)
        session.appearance.choose_language("en")  # its translations are the application's, and would stay
    qapp.setStyleSheet("")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(open_session):
    return open_session()
