"""The window that runs already: where it listens, and how a second start asks it to open files instead of itself.

Needs no Qt, and where no window runs costs a look into a folder.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

from zjviewer import paths

ANSWER = b"taken\n"
PATIENCE = 3.0
"""Seconds that a window has for its answer; after that, another one opens."""
LONGEST = 1_000_000
"""Bytes of what one start asks for."""
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def address() -> str:
    """A name of its own for each user and each folder of settings: a pipe on Windows, elsewhere a socket's file."""
    name = f"zjviewer-{crc32(os.fsencode(paths.settings_folder())):08x}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isdir(folder):
        folder = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"zjviewer-{os.getuid()}")
    return os.path.join(folder, name)


def send_to_running_instance(files: Sequence[Path]) -> bool:
    """Ask the running window to come to the front and to open files; False where none answers, and where a file is not
    there, which the second start tells itself.
    """
    if not all(os.path.exists(path) for path in files):
        return False
    tokens = {name: os.environ[name] for name in _TOKENS if name in os.environ}
    said = json.dumps({"files": [os.path.abspath(path) for path in files], "tokens": tokens}).encode() + b"\n"
    return _say_by_pipe(said) if sys.platform == "win32" else _say_by_socket(said)


def request_of(said: bytes) -> tuple[list[Path], Mapping[str, str]] | None:
    """Paths to open, and the tokens that let the window come to the front; None where the message is not one of
    `send_to_running_instance`."""
    try:
        request = json.loads(said)
        files = [Path(file) for file in request["files"] if os.path.isabs(file)]
        return files, {name: str(value) for name, value in request["tokens"].items() if name in _TOKENS}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def is_instance_running(place: str) -> bool:
    """Whether a window listens at a socket's file; what one that was killed has left there is taken away."""
    import socket

    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(PATIENCE)
        try:
            caller.connect(place)
        except (ConnectionRefusedError, FileNotFoundError):
            _clear(place)
            return False
        except OSError:
            return False
        return True


def _say_by_socket(said: bytes) -> bool:
    place = address()
    if not _is_own(place):
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(PATIENCE)
        try:
            caller.connect(place)
            caller.sendall(said)
            return caller.recv(len(ANSWER)) == ANSWER
        except ConnectionRefusedError:
            _clear(place)
            return False
        except OSError:
            return False


def _say_by_pipe(said: bytes) -> bool:
    try:
        with open(address(), "r+b", buffering=0) as pipe:
            _allow_front()
            pipe.write(said)
            return pipe.read(len(ANSWER)) == ANSWER
    except OSError:
        return False


def _allow_front() -> None:
    """Windows lets only the program that the user has just started hand the front over."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is not None:
        windll.user32.AllowSetForegroundWindow(-1)


def _is_own(place: str) -> bool:
    """What another user has put there is not spoken to."""
    try:
        return os.stat(place).st_uid == os.getuid()
    except OSError:
        return False


def _clear(place: str) -> None:
    try:
        os.unlink(place)
    except OSError:
        return
