"""What a process that died has left behind is swept away; what was damaged is put aside, never deleted."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import free_name, machine_id

_TEMPORARY = re.compile(r"\.zjviewer-(?P<machine>[0-9a-f]{8})-(?P<process>\d+)-[0-9a-f]+(\.[^/]*)?")

_SYNCHRONISE, _TIMEOUT = 0x100000, 0x102
"""Windows' own numbers."""


def stale_temp_files(folder: Path) -> Iterator[Path]:
    """Temporary files of this program whose process, on this machine, is there no longer."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _TEMPORARY.fullmatch(entry.name)
            if match and match["machine"] == machine_id() and not _is_alive(int(match["process"])):
                yield Path(entry.path)


def remove_stale_temp_files(folder: Path) -> None:
    """Remove the leftovers of a folder; what cannot be removed stays."""
    for path in stale_temp_files(folder):
        with suppress(OSError):
            path.unlink()


def quarantine(path: Path) -> Path:
    """Give a damaged file another name beside its own, `name.damaged-20180305-0941`. Raises NotWritten."""
    aside = free_name(path.with_name(f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S}"))
    try:
        path.rename(aside)
    except OSError as error:
        raise NotWritten(
            "{path} is damaged and could not be put aside: {reason}.", path=path, reason=error.strerror
        ) from error
    return aside


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # where `os.kill` ends the process that it is asked about
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_SYNCHRONISE, False, process)
        if handle:
            waiting = ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == _TIMEOUT
            ctypes.windll.kernel32.CloseHandle(handle)
            return waiting
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
