"""Address of the running instance, and the request by which a second process sends it files to open.

Independent of Qt. Where no instance runs, the check reads only one folder.
"""

import json
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

from zjviewer import paths

ANSWER = b"taken\n"
PATIENCE = 3.0
"""Seconds in which the running instance must answer; otherwise a new one is started."""
LONGEST = 1_000_000
"""Maximum size of a request, in bytes."""
_MOST = 1_000
"""Maximum number of files in a request."""
_PIPE_BUSY, _ALREADY_EXISTS = 231, 183
"""Error codes of Windows."""
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def address() -> str:
    """Path of the socket, or name of the pipe on Windows; specific to the user and the settings folder."""
    name = f"zjviewer-{crc32(os.fsencode(paths.settings_folder())):08x}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not is_private_folder(folder):
        folder = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"zjviewer-{os.getuid()}")
    return os.path.join(folder, name)


def is_private_folder(folder: str) -> bool:
    """Whether it is a folder of this user, not a link, that nobody else may read or write."""
    try:
        status = os.lstat(folder)
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def send_to_running_instance(files: Sequence[Path]) -> bool:
    """Ask the running instance to activate its window and to open files. False where none answers, and where a file
    does not exist, which the new process reports itself."""
    if not all(os.path.exists(path) for path in files):
        return False
    tokens = {name: os.environ[name] for name in _TOKENS if name in os.environ}
    request = json.dumps({"files": [os.path.abspath(path) for path in files], "tokens": tokens}).encode() + b"\n"
    if len(request) > LONGEST or len(files) > _MOST:
        return False
    return _send_by_pipe(request) if sys.platform == "win32" else _send_by_socket(request)


def request_of(line: bytes) -> tuple[list[Path], Mapping[str, str]] | None:
    """Paths to open, and activation tokens for the window; None where the line is not a request of
    `send_to_running_instance`."""
    try:
        request = json.loads(line)
        files, tokens = request["files"], request["tokens"]
        if not isinstance(files, list) or len(files) > _MOST:
            return None
        for file in files:
            os.fsencode(file)
        found = [Path(file) for file in files if os.path.isabs(file) and "\0" not in file]
        return found, {name: value for name, value in tokens.items() if name in _TOKENS and _is_token(value)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def is_instance_running(place: str) -> bool:
    """Whether a process listens at the socket. The socket of a killed process is removed."""
    import socket

    if not _is_own(place):
        return False
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(PATIENCE)
        try:
            client.connect(place)
        except ConnectionRefusedError:
            remove_socket(place)
            return False
        except OSError:
            return False
        return True


def remove_socket(place: str) -> None:
    """Remove a socket of this user; any other file with its name is left unchanged."""
    if _is_own(place):
        try:
            os.unlink(place)
        except OSError:
            return


def _send_by_socket(request: bytes) -> bool:
    place = address()
    if not _is_own(place):
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(PATIENCE)
        try:
            client.connect(place)
            client.sendall(request)
            return client.recv(len(ANSWER)) == ANSWER
        except ConnectionRefusedError:
            remove_socket(place)
            return False
        except OSError:
            return False


def _send_by_pipe(request: bytes) -> bool:
    """The exchange runs in a thread, because reading from a named pipe has no time limit; a thread that still waits
    after `PATIENCE` is left behind."""
    import threading
    import time

    answers: list[bytes] = []
    deadline = time.monotonic() + PATIENCE

    def exchange() -> None:
        while time.monotonic() < deadline:
            try:
                with open(address(), "r+b", buffering=0) as pipe:
                    _allow_front()
                    pipe.write(request)
                    answers.append(pipe.read(len(ANSWER)))
                    return
            except OSError as error:
                if getattr(error, "winerror", None) != _PIPE_BUSY:
                    return
            time.sleep(0.05)

    thread = threading.Thread(target=exchange, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answers == [ANSWER]


def claim_pipe(name: str) -> int:
    """Handle of a mutex that makes this process the only one that listens at a named pipe until it ends; 0 where
    another process has it. Windows itself lets several processes listen at one name."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateMutexW.restype = ctypes.c_void_p
    handle: int | None = kernel.CreateMutexW(None, False, "Local\\" + name.rpartition("\\")[2])
    if not handle:
        return 0
    if ctypes.get_last_error() == _ALREADY_EXISTS:  # type: ignore[attr-defined,unused-ignore]
        release_pipe(handle)
        return 0
    return handle


def release_pipe(handle: int) -> None:
    """Let another process listen."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CloseHandle(ctypes.c_void_p(handle))


def _allow_front() -> None:
    """Allow the running instance to activate its window: on Windows only the process in the foreground may do so."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is not None:
        windll.user32.AllowSetForegroundWindow(-1)


def _is_own(place: str) -> bool:
    """Whether it is a socket of this user, not a link, in a folder that nobody else may write to."""
    try:
        status = os.lstat(place)
    except (OSError, ValueError):
        return False
    return stat.S_ISSOCK(status.st_mode) and status.st_uid == os.getuid() and is_private_folder(os.path.dirname(place))


def _is_token(value: object) -> bool:
    """Whether a value is safe as an activation token, which becomes an environment variable."""
    return isinstance(value, str) and value.isascii() and value.isprintable() and len(value) < 1_000
