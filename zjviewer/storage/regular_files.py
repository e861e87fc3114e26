"""Reading of regular files up to a number of bytes. Pipes, sockets and devices are refused before they are opened."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


class NotRegular(OSError):
    """The path is a folder, a pipe, a socket or a device instead of a file."""


class TooLarge(OSError):
    """The file has more bytes than the caller accepts."""


def read_regular(path: Path, longest: int) -> bytes:
    """All bytes of a file; empty where the system reports a size of 0, as for all files in /proc.

    Raises FileNotFoundError, also for an invalid name, NotRegular, TooLarge, and other OSErrors.
    """
    try:
        status = os.stat(path)
    except ValueError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
        raise
    _check(status, longest)
    if not status.st_size:
        return b""
    with open_regular(path, longest) as file:
        raw = file.read(longest + 1)
    if len(raw) > longest:
        raise _too_large(longest)
    return raw


def open_regular(path: Path, longest: int) -> BufferedReader:
    """An open file. Raises NotRegular, TooLarge, and other OSErrors; never waits for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    try:
        _check(os.fstat(file.fileno()), longest)
    except OSError:
        file.close()
        raise
    return file


def _check(status: os.stat_result, longest: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotRegular(errno.EINVAL, "it is not a regular file")
    if status.st_size > longest:
        raise _too_large(longest)


def _too_large(longest: int) -> TooLarge:
    return TooLarge(errno.EFBIG, f"it is larger than {longest / (1 << 20):g} MB")
