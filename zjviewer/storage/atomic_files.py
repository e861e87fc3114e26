"""Atomic writing of files: data are written to a temporary file in the same folder, which then replaces the target.
All files are written by this module."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from zjviewer.errors import NotWritten, Problem

EXISTS = "{path} exists already. Choose another name, or allow it to be overwritten."

TEMPORARY = ".zjviewer-"
"""Beginning of the names of temporary files."""
_REASONS = {
    errno.ENOSPC: "The disk is full, so {path} was not written. Make room, or choose another folder.",
    errno.EDQUOT: "Your share of the disk is used up, so {path} was not written. Make room, or choose another folder.",
    errno.EFBIG: "{path} was not written because it would be too large for this disk. Choose another folder.",
    errno.EROFS: "{path} was not written because {folder} is read-only. Choose another folder.",
    errno.EACCES: "{path} was not written because it may not be changed or is open in another program. "
    "Close it there, or choose another name or folder.",
    errno.ENOENT: "{path} was not written because there is no folder {folder}. Make it, or choose another.",
    errno.ENOTDIR: "{path} was not written because {folder} is not a folder. Choose another.",
    errno.ENAMETOOLONG: "{path} was not written because its name is too long. Choose a shorter one.",
    errno.EISDIR: "{path} was not written because a folder has this name. Choose another name.",
    errno.EINVAL: "{path} was not written because its name holds characters that may not be there. Choose another.",
    errno.EEXIST: EXISTS,
}
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]
_OTHERWISE = "{path} was not written: {reason}. Try another folder."
_NO_FOLDER = "{path} is not a folder. Choose another."
_LONG_PATH = 200
_PATIENCE = 1.0
"""Seconds for which a file that is held open is tried again."""
_NOTHING = "{path} was not written because there was nothing to put into it."


@contextmanager
def replacing(path: Path, overwrite: bool = False) -> Iterator[Path]:
    """Context manager that returns a temporary path, with the suffix of `path` and in its folder; the file replaces
    `path` when the block ends.

    Raises NotWritten, and leaves the folder unchanged, when `path` exists and may not be overwritten, when the block
    or the system raises an OSError, and when the block writes nothing. Any other error of the block also leaves the
    folder unchanged. The target of a symbolic link is replaced, not the link.
    """
    with _told(path):
        target = _target(path)
        _check(target, overwrite)
        # Created here, and not by `tempfile`, so that the file has the default permissions of a new file.
        own = f"{TEMPORARY}{machine_id()}-{os.getpid()}-{os.urandom(4).hex()}"
        temporary = target.with_name(own + target.suffix[:16])
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            yield temporary
            _finish(temporary, target, overwrite)
        finally:
            with suppress(OSError):
                temporary.unlink()


def write_atomically(path: Path, data: bytes, overwrite: bool = False) -> None:
    """Write a complete file. Raises NotWritten as `replacing` does."""
    with replacing(path, overwrite) as temporary:
        temporary.write_bytes(data)


def make_folder(path: Path) -> None:
    """Create a folder and its missing parents. Raises NotWritten."""
    with _told(path):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotWritten(_NO_FOLDER, path=path) from error


def free_name(path: Path) -> Path:
    """The path itself, or the first of `name-2.ext`, `name-3.ext` … that does not exist."""
    if not os.path.lexists(path):
        return path
    return next(
        candidate
        for number in count(2)
        if not os.path.lexists(candidate := path.with_name(f"{path.stem}-{number}{path.suffix}"))
    )


def machine_id() -> str:
    """Eight hexadecimal digits that identify this machine in the names of temporary files, next to the process id."""
    import binascii
    import platform

    return f"{binascii.crc32(platform.node().encode('utf-8', 'replace')):08x}"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except Problem:
        raise
    except OSError as error:
        message = _REASONS.get(error.errno or 0, _OTHERWISE)
        raise NotWritten(message, path=path, folder=path.parent, reason=error.strerror or error) from error


def _target(path: Path) -> Path:
    if "\0" in str(path):
        raise _error(errno.EINVAL)
    return long_path(os.path.realpath(path))


def long_path(path: str) -> Path:
    """The absolute path in the form that Windows accepts beyond 260 UTF-16 units. A temporary name can be longer than
    the name of its target, so shorter paths get this form, too. Unchanged on other systems."""
    if sys.platform != "win32" or len(path) < _LONG_PATH or path.startswith("\\\\?\\"):
        return Path(path)
    return Path("\\\\?\\UNC\\" + path[2:] if path.startswith("\\\\") else "\\\\?\\" + path)


def replace_file(source: Path, target: Path) -> None:
    """`os.replace`. On Windows a file that another program holds open cannot be replaced; virus scanners and search
    indexers release it soon, so that is tried again for a second. Raises OSError."""
    deadline = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)


def _check(target: Path, overwrite: bool) -> None:
    try:
        os.stat(target)
    except FileNotFoundError:
        return
    if os.path.isdir(target):
        raise _error(errno.EISDIR)
    if not overwrite:
        raise _error(errno.EEXIST)
    if not os.access(target, os.W_OK):
        raise _error(errno.EACCES)


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _finish(temporary: Path, target: Path, overwrite: bool) -> None:
    with open(temporary, "r+b") as written:
        if not written.seek(0, os.SEEK_END):
            raise NotWritten(_NOTHING, path=target)
        os.fsync(written.fileno())  # some file systems report a full disk only here
    if overwrite:
        with suppress(FileNotFoundError):
            os.chmod(temporary, os.stat(target).st_mode & 0o777)
        replace_file(temporary, target)
        _keep_name(target.parent)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        _claim(temporary, target)
    _keep_name(target.parent)


def _claim(temporary: Path, target: Path) -> None:
    """Move the file without replacing another one, on file systems without hard links."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # reserves the name; fails if it exists by now
    try:
        replace_file(temporary, target)
    except OSError:
        target.unlink()
        raise


def _keep_name(folder: Path) -> None:
    """Flush the folder entry to disk, so that the new name survives a power failure. Windows cannot open folders,
    and some network drives cannot flush them."""
    if os.name == "posix":
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
