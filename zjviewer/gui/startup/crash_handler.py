"""Handler of unexpected errors of all threads and of Qt: writes them to the log, and shows each one once in a
dialog."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer import paths
from zjviewer.system.crash_log import FaultLog, format_fault, key_of, shape_of

if TYPE_CHECKING:
    from zjviewer.gui.startup.crash_dialog import CrashDialog
    from zjviewer.gui.startup.session import Session

MOST = 20
"""Different errors that are shown in one session; further ones are only logged."""
_LOGGED = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class CrashHandler(QObject):
    """Installs the exception hooks of Python and the message handler of Qt, and restores the former ones."""

    _caught = Signal(str)

    def __init__(self, window: QWidget, log: FaultLog) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._seen: set[str] = set()
        self._shown = 0
        self._lock = threading.Lock()
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Install the hooks."""
        self._hooks = (sys.excepthook, threading.excepthook, qInstallMessageHandler(self._handle_qt_message))
        sys.excepthook, threading.excepthook = self._catch, self._catch_in_thread

    def stop(self) -> None:
        """Restore the former hooks; before the interpreter exits."""
        sys.excepthook, threading.excepthook, message_handler = self._hooks
        qInstallMessageHandler(message_handler)
        self._log.close()

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if not isinstance(error, Exception):
            return
        description = format_fault(error.with_traceback(trace))
        if self._is_new(key_of(error)):
            self._log.write(description)
            self._caught.emit(description)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _handle_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Print a message of Qt to the error stream; log it if it is a warning or worse."""
        if sys.stderr is not None:
            print(qFormatLogMessage(kind, context, message), file=sys.stderr, flush=True)
        if kind in _LOGGED:
            description = f"{kind.name} {context.category}: {shape_of(message)}"
            if self._is_new(description):
                self._log.write(description)

    def _is_new(self, key: str) -> bool:
        with self._lock:
            if key in self._seen:
                return False
            self._seen.add(key)
            return True

    def _show(self, description: str) -> None:
        from zjviewer.gui.startup.crash_dialog import CrashDialog

        self._shown += 1
        if self._shown > MOST:
            return
        if self._dialog is None:
            self._dialog = CrashDialog(QApplication.activeModalWidget() or self._window, str(self._log.path))
            self._dialog.destroyed.connect(self._clear_dialog)
            self._dialog.show()
        self._dialog.add(description)

    def _clear_dialog(self) -> None:
        self._dialog = None


def install_crash_handler(session: Session) -> None:
    """Handle errors until the application exits; post a message if the last session has crashed."""
    log = FaultLog(paths.log_folder())
    handler = CrashHandler(session.window, log)
    session.app.aboutToQuit.connect(handler.stop)
    handler.start()
    if log.watch_crashes():
        message = QCoreApplication.translate(
            "MainWindow", "zjviewer ended unexpectedly the last time. Where it stood is written in {log}."
        )
        session.state.message_posted.emit(message.format(log=log.path))
