"""Local server of the running instance. A second process sends paths to open; the server acknowledges a valid request
and closes any other connection without an answer."""

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
    claim_pipe,
    is_instance_running,
    is_private_folder,
    release_pipe,
    remove_socket,
    request_of,
)

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer


class SingleInstanceServer(QObject):
    """Server on a Unix socket, or on a named pipe on Windows. Only the first instance of a user listens; `close` frees
    the address.

    Signals (payload):

    - `files_received` (list, dict): paths to be opened, and activation tokens as environment variables
    """

    files_received = Signal(list, dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: socket.socket | None = None
        self._pipe_server: QLocalServer | None = None
        self._connections: dict[int, _ClientConnection] = {}
        self._address = address()
        self._claim = 0

    def listen(self) -> None:
        """Start listening, unless another window listens already or the folder of the socket is not private."""
        if sys.platform == "win32":
            self._listen_at_pipe()
        else:
            self._listen_at_socket()

    def close(self) -> None:
        """Stop listening and close all connections."""
        for connection in tuple(self._connections.values()):
            connection.close()
        self._connections.clear()
        if self._pipe_server is not None:
            self._pipe_server.close()
            self._pipe_server = None
        if self._claim:
            release_pipe(self._claim)
            self._claim = 0
        if self._server is not None:
            self._server.close()
            self._server = None
            self._notifier.setEnabled(False)
            remove_socket(self._address)

    def _listen_at_socket(self) -> None:
        server = socket.socket(socket.AF_UNIX)
        try:
            os.makedirs(os.path.dirname(self._address), mode=0o700, exist_ok=True)
            if not is_private_folder(os.path.dirname(self._address)) or is_instance_running(self._address):
                server.close()
                return
            server.bind(self._address)
            os.chmod(self._address, 0o600)
            server.listen()
            server.setblocking(False)
        except OSError:
            server.close()
            return
        self._server = server
        self._notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def _accept(self, *_: object) -> None:
        if self._server is None:
            return
        with suppress(OSError):
            connection = _ClientConnection(self._server.accept()[0], self)
            self._connections[id(connection)] = connection
            connection.received.connect(self.files_received)
            connection.closed.connect(self._drop_connection)

    def _drop_connection(self, connection: object) -> None:
        self._connections.pop(id(connection), None)

    def _listen_at_pipe(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._claim = claim_pipe(self._address)
        if not self._claim:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._accept_pipe)
        if server.listen(self._address):
            self._pipe_server = server

    def _accept_pipe(self) -> None:
        if self._pipe_server is None:
            return
        connection = self._pipe_server.nextPendingConnection()
        connection.readyRead.connect(self._read_pipe)
        connection.disconnected.connect(connection.deleteLater)

    def _read_pipe(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        connection = self.sender()
        if not isinstance(connection, QLocalSocket):
            return
        if connection.canReadLine():
            if request := request_of(bytes(connection.readLine().data())):
                connection.write(ANSWER)
                connection.flush()
            connection.disconnectFromServer()
            if request:
                self.files_received.emit(*request)
        elif connection.bytesAvailable() > LONGEST:
            connection.disconnectFromServer()


class _ClientConnection(QObject):
    """Connection of a second process on the Unix socket.

    Signals (payload):

    - `received` (list, dict): paths and tokens of a valid request
    - `closed` (_ClientConnection): the request was answered, or the connection was closed
    """

    received = Signal(list, dict)
    closed = Signal(object)

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
        is_complete = self._received.endswith(b"\n")
        if not is_complete and part and len(self._received) < LONGEST:
            return
        request = request_of(self._received) if is_complete else None
        if request:
            with suppress(OSError):
                self._connection.send(ANSWER)
        self.close()
        self.closed.emit(self)
        if request:
            self.received.emit(*request)
