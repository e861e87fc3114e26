"""Which files of a folder belong to the library, and which of them have changed since they were read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zjviewer import paths
from zjviewer.core.editorial.sidecar import FOLDER, SUFFIX
from zjviewer.library.store import FoundFile
from zjviewer.readers.registry import DOCUMENT_ENDINGS
from zjviewer.storage.companion_files import bare_path, beside_path, user_data_path

MOST_FILES = 1_000_000
"""Files of one folder; more are left out."""
_DEEPEST = 64
_LONG_NAME = 60
"""Characters of a file name beyond which the name of its editorial file may be shortened."""


class Known(NamedTuple):
    """What the database says of a file."""

    size: int
    modified: int
    companions: str
    state: str
    report: int | None
    version: int
    """Version of the analysis of its report; 0 without one."""

    def is_current(self, file: FoundFile) -> bool:
        """Whether the file has been read as it is."""
        return (self.size, self.modified, self.companions) == (file.size, file.modified, file.companions)


def files_in(root: Path, folder: int) -> Iterator[FoundFile]:
    """Files below a folder that a reader may read, in the order of their names; the path itself where it is a file.

    Hidden files, lock files of office programs, links, and folders that cannot be read are left out.
    """
    if os.path.isfile(root):
        status = os.stat(root)
        yield FoundFile(root, folder, status.st_size, status.st_mtime_ns, companions_of(root))
        return
    own = os.path.isdir(paths.user_folder() / FOLDER)
    left = MOST_FILES
    for entry, names in _entries(root, 0):
        status = entry.stat(follow_symlinks=False)
        path = Path(entry.path)
        stem = os.path.splitext(entry.name)[0]
        has_companions = (
            own or not names.isdisjoint((entry.name + SUFFIX, stem + SUFFIX)) or len(entry.name) > _LONG_NAME
        )
        companions = companions_of(path) if has_companions else ""
        yield FoundFile(path, folder, status.st_size, status.st_mtime_ns, companions)
        left -= 1
        if left <= 0:
            return


def companions_of(path: Path) -> str:
    """Sizes and times of the editorial files of a report; empty without any."""
    bare = bare_path(path, SUFFIX)
    places = (beside_path(path, SUFFIX), *((bare,) if bare else ()), user_data_path(path, FOLDER, SUFFIX))
    found = []
    for place in dict.fromkeys(places):
        try:
            status = os.stat(place)
        except (OSError, ValueError):
            continue
        found.append(f"{status.st_size}:{status.st_mtime_ns}")
    return " ".join(found)


def within(path: Path, root: Path) -> str:
    """Path of a file below the library's folder, that folder's own name included, with `/`."""
    try:
        inside = path.relative_to(root)
    except ValueError:
        return path.name
    return "/".join(filter(None, (root.name, *inside.parts)))


def _entries(folder: Path | str, depth: int) -> Iterator[tuple["os.DirEntry[str]", frozenset[str]]]:
    """Files that a reader may read, each with all names of its folder."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            is_file = entry.is_file(follow_symlinks=False)
        except OSError:
            continue
        if is_folder and depth < _DEEPEST:
            yield from _entries(entry.path, depth + 1)
        elif is_file and os.path.splitext(entry.name)[1].lower() in DOCUMENT_ENDINGS:
            yield entry, names
