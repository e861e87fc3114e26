"""Where Qt would abort, the process ends with a sentence."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from zjviewer.gui.startup.qt_startup_errors import platform_failure_explained

MAKE_APPLICATION = (
    "from PySide6.QtWidgets import QApplication\n"
    "from zjviewer.gui.startup.qt_startup_errors import platform_failure_explained\n"
    "with platform_failure_explained(): QApplication([])"
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X11 and Wayland can be without a screen")
def test_without_a_screen_a_sentence_ends_the_process():
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": "", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE_APPLICATION], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("zjviewer: There is no screen to open a window on")
    assert done.stderr.count("\n") == 1


@pytest.mark.no_qt_log
def test_what_qt_says_meanwhile_is_said_afterwards():
    heard: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, message: heard.append(message))
    try:
        with platform_failure_explained():
            qWarning("a word of Qt's")
            assert heard == []
        assert heard == ["a word of Qt's"]
    finally:
        qInstallMessageHandler(before)
