"""Explanation of failures of Qt to start: one sentence about a missing screen or system library, instead of an
abort."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qWarning

UNUSABLE = 2
"""Exit code."""


@contextmanager
def platform_failure_explained() -> Iterator[None]:
    """Context for creating the QApplication: where Qt would abort, show the reason and exit with code 2.

    Other messages of Qt are collected, and printed as warnings once it has started.
    """
    messages: list[str] = []

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        messages.append(message)
        if kind == QtMsgType.QtFatalMsg:
            from zjviewer.system.native_messages import show_message
            from zjviewer.system.qt_system_libraries import missing_library_sentence

            error = _reason("\n".join(messages))
            show_message("zjviewer: " + (missing_library_sentence(error) or error))
            os._exit(UNUSABLE)

    previous = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
    for message in messages:
        qWarning(message)


def _reason(messages: str) -> str:
    """Exact reason of a failure: a missing display, or the message of the dynamic loader about the X11 plugin; else the
    messages of Qt."""
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return messages
    if not os.environ.get("DISPLAY"):
        return "could not connect to display"
    import ctypes

    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(os.path.join(plugins, "platforms", "libqxcb.so"))
    except OSError as error:
        return str(error)
    return messages
