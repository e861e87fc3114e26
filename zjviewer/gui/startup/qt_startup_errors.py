"""What Qt says before it gives up for want of a screen or a system library, as one sentence instead of an abort."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qWarning

UNUSABLE = 2


@contextmanager
def platform_failure_explained() -> Iterator[None]:
    """Around the making of the QApplication: where Qt would abort, tell why and end the process with code 2.

    What Qt says meanwhile is held back and, when it has started, said again as warnings.
    """
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        said.append(message)
        if kind == QtMsgType.QtFatalMsg:
            from zjviewer.system.native_messages import show_message
            from zjviewer.system.qt_system_libraries import missing_library_sentence

            error = _why("\n".join(said))
            show_message("zjviewer: " + (missing_library_sentence(error) or error))
            os._exit(UNUSABLE)

    previous = qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
    for message in said:
        qWarning(message)


def _why(said: str) -> str:
    """What Qt said, made exact: a screen that is not there, or the loader's own words about the X11 plugin."""
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return said
    if not os.environ.get("DISPLAY"):
        return "could not connect to display"
    import ctypes

    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(os.path.join(plugins, "platforms", "libqxcb.so"))
    except OSError as error:
        return str(error)
    return said
