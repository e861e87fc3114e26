"""Input file: its bytes, or an error that explains why it cannot be read."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from zjviewer.errors import UnreadableFile
from zjviewer.storage.regular_files import NotRegular, TooLarge, read_regular

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is not a report."""

Progress = Callable[[int, int], None]
"""Callback with the number of pages read and the number of all pages."""


class Source(NamedTuple):
    """A file as it lies on the disk."""

    path: Path
    raw: bytes
    encoding: str = ""
    """Which the user chose for a text; empty leaves it to be found out."""
    progress: Progress | None = None
    """Told by a reader that goes from page to page."""

    @property
    def name(self) -> str:
        """The file's name, for sentences about it."""
        return self.path.name


def source_of(path: Path, encoding: str = "", progress: Progress | None = None) -> Source:
    """Raises UnreadableFile where there is no such file, nothing in it, too much, or where it is not a regular file."""
    if os.path.isdir(path):
        raise UnreadableFile("{name} is a folder, not a report.", name=path)
    try:
        raw = read_regular(path, LARGEST)
    except FileNotFoundError as error:
        raise UnreadableFile("There is no file {name}.", name=path) from error
    except NotRegular as error:
        raise UnreadableFile("{name} is not a file.", name=path) from error
    except TooLarge as error:
        raise UnreadableFile(
            "{name} is too large: {size} MB, and at most {limit} MB can be read.",
            name=path.name,
            size=os.path.getsize(path) >> 20,
            limit=LARGEST >> 20,
        ) from error
    except OSError as error:
        raise UnreadableFile("{name} cannot be read: {why}.", name=path.name, why=error.strerror) from error
    if not raw.strip(b"\0 \t\r\n"):
        raise UnreadableFile("{name} is empty.", name=path.name)
    return Source(path, raw, encoding, progress)
