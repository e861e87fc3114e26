"""Removal of temporary files of dead processes, and renaming of damaged files, which are never deleted."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import free_name, machine_id
from zjviewer.storage.filenames import LONGEST_COMPANION, shorten

_TEMPORARY = re.compile(r"\.zjviewer-(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,20})-[0-9a-f]{1,32}(\.[^/]{0,64})?")

_SYNCHRONISE, _TIMEOUT = 0x100000, 0x102
"""Constants of the Windows API."""


def stale_temp_files(folder: Path) -> Iterator[Path]:
    """Temporary files of this program whose process ran on this machine and no longer exists."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _TEMPORARY.fullmatch(entry.name)
            if match and match["machine"] == machine_id() and not _is_alive(int(match["process"])):
                yield Path(entry.path)


def remove_stale_temp_files(folder: Path) -> None:
    """Remove the stale temporary files of a folder; files that cannot be removed are ignored."""
    for path in stale_temp_files(folder):
        with suppress(OSError):
            path.unlink()


def quarantine(path: Path) -> Path:
    """Rename a damaged file to `name.damaged-20180305-094100` in its folder, and return the new path. Raises
    NotWritten."""
    name = shorten(path.name, f".damaged-{datetime.now():%Y%m%d-%H%M%S}", LONGEST_COMPANION - len("-99"))
    target = free_name(path.with_name(name))
    try:
        path.rename(target)
    except OSError as error:
        raise NotWritten(
            "{path} is damaged and could not be put aside: {reason}.", path=path, reason=error.strerror
        ) from error
    return target


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # `os.kill` would terminate the process there
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_SYNCHRONISE, False, process)
        if handle:
            waiting = ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == _TIMEOUT
            ctypes.windll.kernel32.CloseHandle(handle)
            return waiting
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
