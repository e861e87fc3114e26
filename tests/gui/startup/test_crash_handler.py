"""An unexpected error is told once, written down, and leaves the window alive."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from zjviewer.gui.help.system_information import environment_report
from zjviewer.gui.startup.crash_dialog import CrashDialog
from zjviewer.gui.startup.crash_handler import MOST, CrashHandler
from zjviewer.system.crash_log import FaultLog

WORD = "某局不予公开"


def fail() -> None:
    raise ValueError(WORD)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watch(window, tmp_path):
    made = CrashHandler(window, FaultLog(tmp_path))
    made.start()
    yield made
    made.stop()


def dialogs(window: QWidget) -> list[CrashDialog]:
    return [dialog for dialog in window.findChildren(CrashDialog) if dialog.isVisible()]


def test_a_fault_in_a_slot_is_told_and_the_window_goes_on(qtbot, window, watch, tmp_path, capfd):
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    report = dialogs(window)[0].report
    assert "ValueError" in report
    assert "test_crash_handler.py" in report
    log = (tmp_path / "zjviewer.log").read_text("utf-8")
    assert "ValueError" in log
    assert WORD not in report + log
    assert window.isVisible()
    dialogs(window)[0].reject()


def test_the_same_fault_in_a_loop_is_one_dialog_and_one_entry(qtbot, window, watch, tmp_path, capfd):
    timer = QTimer(interval=0)
    runs = []

    def fail_again() -> None:
        runs.append(1)
        raise ValueError(WORD)

    timer.timeout.connect(fail_again)
    timer.start()
    qtbot.waitUntil(lambda: len(runs) > 50)
    timer.stop()
    assert len(dialogs(window)) == 1
    assert dialogs(window)[0].report.count("ValueError") == 1
    assert (tmp_path / "zjviewer.log").read_text("utf-8").count("ValueError") == 1
    dialogs(window)[0].reject()


def test_different_faults_share_one_dialog_and_come_to_an_end(qtbot, window, watch, capfd):
    kinds = [type(f"Fault{number}", (Exception,), {}) for number in range(MOST + 5)]
    for kind in kinds:
        sys.excepthook(kind, kind(WORD), None)
    qtbot.waitUntil(lambda: bool(dialogs(window)) and f"Fault{MOST - 1}" in dialogs(window)[0].report)
    assert len(dialogs(window)) == 1
    assert f"Fault{MOST}" not in dialogs(window)[0].report
    dialogs(window)[0].reject()


def test_a_fault_in_a_thread_reaches_the_window(qtbot, window, watch, capfd):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    dialogs(window)[0].reject()


def test_after_a_closed_dialog_another_fault_has_one_of_its_own(qtbot, window, watch, capfd):
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    dialogs(window)[0].reject()
    qtbot.waitUntil(lambda: not window.findChildren(CrashDialog))
    sys.excepthook(KeyError, KeyError(WORD), None)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    assert "ValueError" not in dialogs(window)[0].report
    dialogs(window)[0].reject()


@pytest.mark.no_qt_log
def test_what_qt_complains_of_is_written_without_what_it_quotes(watch, tmp_path, capfd):
    qWarning(f'Could not open "{WORD}"')
    qWarning(f'Could not open "{WORD}"')
    log = (tmp_path / "zjviewer.log").read_text("utf-8")
    assert log.count("Could not open") == 1
    assert WORD not in log
    assert WORD in capfd.readouterr().err


def test_the_hooks_are_given_back(window, tmp_path):
    before = (sys.excepthook, threading.excepthook)
    watch = CrashHandler(window, FaultLog(tmp_path))
    watch.start()
    assert (sys.excepthook, threading.excepthook) != before
    watch.stop()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_report_is_copied_whole(qtbot, window):
    dialog = CrashDialog(window, "log")
    qtbot.addWidget(dialog)
    dialog.add("ValueError\n  here:1 fail")
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy report")
    button.click()
    assert QGuiApplication.clipboard().text() == dialog.report
    assert dialog.report.startswith("ValueError\n  here:1 fail\n\nzjviewer ")
    assert any("holds no text of your documents" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_the_environment_names_versions_and_screens_and_no_folder(window):
    report = environment_report(window)
    for word in ("zjviewer", "Python", "Qt", "pandas", "Screen", "scale", "Style", "Font", "Locale"):
        assert word in report
    assert "/home" not in report
    assert "/tmp" not in report
