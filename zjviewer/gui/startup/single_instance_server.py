"""Local server of the running window: a second start sends paths to open, and the server acknowledges valid requests.
Anything else is closed without an answer."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from zjviewer.system.single_instance import (
    ANSWER,
    LONGEST,
    address,
    is_instance_running,
    is_private_folder,
    remove_socket,
    request_of,
)

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer


class SingleInstanceServer(QObject):
    """Only the first window of a user listens. Child of the session; `close` makes the address free again.

    Signals (payload):

    - `asked` (list, dict): paths that a later start wants opened, and what lets the window come to the front, as
      variables of the environment
    """

    asked = Signal(list, dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: socket.socket | QLocalServer | None = None
        self._callers: dict[int, _ClientConnection] = {}
        self._place = address()

    def listen(self) -> None:
        """Start listening, unless another window listens already or the folder of the socket is not private."""
        if sys.platform == "win32":
            self._listen_at_pipe()
        else:
            self._listen_at_socket()

    def close(self) -> None:
        """Stop listening and close all connections."""
        for caller in tuple(self._callers.values()):
            caller.close()
        self._callers.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
            if sys.platform != "win32":
                self._notifier.setEnabled(False)
                remove_socket(self._place)

    def _listen_at_socket(self) -> None:
        server = socket.socket(socket.AF_UNIX)
        try:
            os.makedirs(os.path.dirname(self._place), mode=0o700, exist_ok=True)
            if not is_private_folder(os.path.dirname(self._place)) or is_instance_running(self._place):
                server.close()
                return
            server.bind(self._place)
            os.chmod(self._place, 0o600)
            server.listen()
            server.setblocking(False)
        except OSError:
            server.close()
            return
        self._server = server
        self._notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def _accept(self, *_: object) -> None:
        with suppress(OSError):
            caller = _ClientConnection(self._server.accept()[0], self)
            self._callers[id(caller)] = caller
            caller.received.connect(self.asked)
            caller.gone.connect(self._forget)

    def _forget(self, caller: object) -> None:
        self._callers.pop(id(caller), None)

    def _listen_at_pipe(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._accept_pipe)
        if server.listen(self._place):
            self._server = server

    def _accept_pipe(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.readyRead.connect(self._read_pipe)
        caller.disconnected.connect(caller.deleteLater)

    def _read_pipe(self) -> None:
        caller = self.sender()
        if caller.canReadLine():
            if request := request_of(caller.readLine().data()):
                caller.write(ANSWER)
                caller.flush()
            caller.disconnectFromServer()
            if request:
                self.asked.emit(*request)
        elif caller.bytesAvailable() > LONGEST:
            caller.disconnectFromServer()


class _ClientConnection(QObject):
    """Connection of one second start.

    Signals (payload):

    - `received` (list, dict): paths and tokens of a valid request
    - `gone` (_ClientConnection): it has its answer, or is closed
    """

    received = Signal(list, dict)
    gone = Signal(object)

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        self._received = b""
        connection.setblocking(False)
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Close the connection."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()

    def _read(self, *_: object) -> None:
        try:
            part = self._connection.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._received += part
        whole = self._received.endswith(b"\n")
        if not whole and part and len(self._received) < LONGEST:
            return
        request = request_of(self._received) if whole else None
        if request:
            with suppress(OSError):
                self._connection.send(ANSWER)
        self.close()
        self.gone.emit(self)
        if request:
            self.received.emit(*request)
