"""Where unexpected errors end, of any thread and of Qt's own: in the log, and once each in a dialog."""

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
    from zjviewer.gui.startup.session import Session

MOST = 20
"""Different faults that are shown in one session; more are only written down."""
_WRITTEN = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class FaultWatch(QObject):
    """Takes the hooks of Python and Qt while it watches, and gives them back."""

    _happened = Signal(str)

    def __init__(self, window: QWidget, log: FaultLog) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._seen: set[str] = set()
        self._shown = 0
        self._guard = threading.Lock()
        self._dialog: QWidget | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Watch from now on."""
        self._hooks = (sys.excepthook, threading.excepthook, qInstallMessageHandler(self._hear))
        sys.excepthook, threading.excepthook = self._catch, self._catch_in_thread

    def stop(self) -> None:
        """Watch no longer; before the interpreter ends."""
        sys.excepthook, threading.excepthook, listener = self._hooks
        qInstallMessageHandler(listener)
        self._log.close()

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if not isinstance(error, Exception):
            return
        words = format_fault(error.with_traceback(trace))
        if self._is_new(key_of(error)):
            self._log.write(words)
            self._happened.emit(words)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """What Qt says goes on to the error stream; what it complains of is written down, too."""
        if sys.stderr is not None:
            print(qFormatLogMessage(kind, context, message), file=sys.stderr, flush=True)
        if kind in _WRITTEN:
            words = f"{kind.name} {context.category}: {shape_of(message)}"
            if self._is_new(words):
                self._log.write(words)

    def _is_new(self, key: str) -> bool:
        with self._guard:
            if key in self._seen:
                return False
            self._seen.add(key)
            return True

    def _show(self, words: str) -> None:
        from zjviewer.gui.startup.crash_dialog import FaultDialog

        self._shown += 1
        if self._shown > MOST:
            return
        if self._dialog is None:
            self._dialog = FaultDialog(QApplication.activeModalWidget() or self._window, str(self._log.path))
            self._dialog.destroyed.connect(self._forget)
            self._dialog.show()
        self._dialog.add(words)

    def _forget(self) -> None:
        self._dialog = None


def install_crash_handler(session: Session) -> None:
    """Watch until the application ends, and say so where the last session did not end by itself."""
    log = FaultLog(paths.log_folder())
    watch = FaultWatch(session.window, log)
    session.app.aboutToQuit.connect(watch.stop)
    watch.start()
    if log.watch_crashes():
        ended = QCoreApplication.translate(
            "MainWindow", "zjviewer ended unexpectedly the last time. Where it stood is written in {log}."
        )
        session.state.message_posted.emit(ended.format(log=log.path))
