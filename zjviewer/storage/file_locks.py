"""Inter-process locks, held while a file is read, merged and written."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zjviewer import paths
from zjviewer.errors import NotWritten

PATIENCE = 10.0
"""Maximum time to wait for another process, in seconds."""
FOLDER = "locks"
"""Subfolder of the user's data folder."""
_POLL_INTERVAL = 0.005
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Context manager that excludes other processes and threads of this user that lock the same path.

    The lock is a file in the user's data folder, removed at the end; the system releases it when a process dies.
    Where no such file can be created, nothing is locked. Raises NotWritten where another process does not release it
    within `PATIENCE`.
    """
    lock = _lock_path(path)
    deadline = time.monotonic() + PATIENCE
    while (handle := _try_lock(lock)) is None:
        if time.monotonic() > deadline:
            raise NotWritten("{path} was not written because another window is writing it. Try again.", path=path)
        time.sleep(_POLL_INTERVAL)
    try:
        yield
    finally:
        if handle >= 0:
            _release(lock, handle)


def _lock_path(path: Path) -> Path:
    from zlib import crc32

    real = os.fsencode(os.path.realpath(path))
    return paths.user_folder() / FOLDER / f"{crc32(real):08x}{crc32(real[::-1]):08x}.lock"


def _try_lock(lock: Path) -> int | None:
    """File descriptor of the locked file; -1 where the system has no locks here; None where another process or
    thread has locked it."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except PermissionError:
        return None if sys.platform == "win32" and os.path.exists(lock) else -1
    except OSError:
        return -1
    try:
        _lock(handle)
        if sys.platform == "win32" or os.path.samestat(os.fstat(handle), os.stat(lock)):
            return handle
    except FileNotFoundError:
        pass  # the previous owner removed the file after it was opened here
    except OSError as error:
        if error.errno not in _BUSY:
            return handle
        with suppress(OSError):
            os.write(handle, b"\0")  # signals to the owner that another process waits
    os.close(handle)
    return None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _release(lock: Path, handle: int) -> None:
    """Release the lock. The file is removed while it is locked, so that nobody can lock a file that has no name any
    more; Windows does not remove an open file."""
    contended = os.fstat(handle).st_size > 0
    if sys.platform != "win32":
        with suppress(OSError):
            lock.unlink()
    os.close(handle)
    if contended:
        time.sleep(2 * _POLL_INTERVAL)  # otherwise this process could lock it again before the other one polls
    if sys.platform == "win32":
        with suppress(OSError):
            lock.unlink()
