"""Versions of files on disk: whether a file is still the one that was read."""

import os
from pathlib import Path
from typing import NamedTuple


class FileVersion(NamedTuple):
    """What changes when a file is written or replaced. A replacement of the same size and time has another number."""

    modified: int
    """Time of the last change, in nanoseconds."""
    size: int
    number: int
    """Number of the file in its file system; 0 where there is none."""


def file_version(path: Path) -> FileVersion | None:
    """Version of a file; None where it is not there or cannot be asked."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return FileVersion(status.st_mtime_ns, status.st_size, status.st_ino)
