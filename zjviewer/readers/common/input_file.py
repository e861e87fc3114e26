"""Input file: reads its bytes, or raises an error that explains why it cannot be read."""

import os
from pathlib import Path
from typing import NamedTuple, Protocol

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.storage.regular_files import NotRegular, TooLarge, read_regular

LARGEST = 64 * 1024 * 1024
"""Largest file size, in bytes; larger files are refused."""


class Progress(Protocol):
    """Callback with the number of pages read and the number of all pages."""

    def __call__(self, done: int, total: int, *, recognising: bool = False, finished: Report | None = None) -> None:
        """`recognising`: whether the next page will be recognised, which takes a time limit of its own; `finished`: the
        report as far as its pages have been read by then."""


class Source(NamedTuple):
    """Path and bytes of a file, with the options for reading it."""

    path: Path
    raw: bytes
    encoding: str = ""
    """Text encoding that the user has chosen; empty for automatic detection."""
    progress: Progress | None = None
    """Called by readers that process a file page by page; None where nobody shows progress."""

    @property
    def name(self) -> str:
        """File name without folders, for messages."""
        return self.path.name


def source_of(path: Path, encoding: str = "", progress: Progress | None = None) -> Source:
    """Source for a file on disk. Raises UnreadableFile where it does not exist, is empty, is too large or is not a
    regular file."""
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
