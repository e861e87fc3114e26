"""Library file: data of each report that are stored between sessions, and the reports that are open as tabs.

Independent of Qt: the file determines which report the first frame shows. Of the text of a report it contains only
the title and the headings of the section last read.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from zjviewer import paths
from zjviewer.errors import BadLibrary
from zjviewer.storage.regular_files import read_regular

FILE = "library.json"
MOST = 100
"""Maximum number of stored reports; the one not opened for longest is dropped first."""
MOST_TABS = 100
"""Maximum number of tabs that are restored at startup."""
LONGEST = 8 << 20
"""Size limit of the file, in bytes."""
_LARGEST = 1 << 30
"""Largest valid offset, count and year."""
_BUNDLED = "bundled"
"""Key of the report that comes with the program, independent of where the program is installed."""
_PAGE = "page:"
"""Begins the key of a tab that holds a page of the window; a path begins otherwise, because it is absolute."""


class LibraryEntry(NamedTuple):
    """Stored data of one report. Field names are the keys in the file; fields with default values are omitted."""

    path: str
    """Key of the report, see `report_key`."""
    title: str = ""
    body: str = ""
    year: int = 0
    """Year that the report covers; 0 when unknown."""
    section: str = ""
    """Headings of the section last read, from the chapter down, separated by ` / `."""
    passed: int = 0
    failed: int = 0
    opened: str = ""
    """Local time to the second, as ISO 8601; empty for a report that is not listed."""
    encoding: str = ""
    """Encoding that the reader chose for the text; empty where it is detected."""
    top_offset: int = 0
    """Offset at the top of the text view."""
    table: str = ""
    """Id of the open table."""
    collapsed: tuple[str, ...] = ()
    """Ids of the sections that the reader collapsed in the outline."""
    expanded: tuple[str, ...] = ()
    """Ids of the sections that the reader expanded there."""

    @property
    def has_position(self) -> bool:
        """Whether a reading position is stored."""
        return bool(self.top_offset or self.table or self.collapsed or self.expanded)

    @property
    def unlisted(self) -> "LibraryEntry":
        """The entry of a report that was removed from the list: chosen encoding and reading position only."""
        return self._replace(title="", body="", year=0, section="", passed=0, failed=0, opened="")


class LibraryFile(NamedTuple):
    """Content of the library file."""

    entries: tuple[LibraryEntry, ...] = ()
    """Entries by time of opening, newest first."""
    tabs: tuple[str, ...] | None = None
    """Keys of the reports and pages that are open as tabs, from left to right; None until they have been stored
    once."""
    front: str = ""
    """Key of the report in front; empty for none."""
    page: str = ""
    """Name of the page in front of it; empty for none."""

    def entry(self, key: str) -> LibraryEntry:
        """Entry of a report; an empty entry for an unknown report."""
        return next((entry for entry in self.entries if entry.path == key), LibraryEntry(key))

    def with_entry(self, entry: LibraryEntry, first: bool = False) -> "LibraryFile":
        """A copy with this entry for its report, at its present index; at index 0 if it is new or with `first`."""
        others = tuple(other for other in self.entries if other.path != entry.path)
        at = next((at for at, other in enumerate(self.entries) if other.path == entry.path), 0)
        at = 0 if first else at
        return self._replace(entries=(*others[:at], entry, *others[at:])[:MOST])

    def until(self, now: str) -> "LibraryFile":
        """A copy in which no report was opened later than now: times of a clock that was ahead would sort before all
        that is opened from now on."""
        return self._replace(entries=tuple(entry._replace(opened=min(entry.opened, now)) for entry in self.entries))

    def without(self, *keys: str) -> "LibraryFile":
        """A copy with these reports reduced to `unlisted`; entries that are empty then are removed."""
        entries = (entry.unlisted if entry.path in keys else entry for entry in self.entries)
        return self._replace(entries=tuple(entry for entry in entries if entry != LibraryEntry(entry.path)))


def library_path() -> Path:
    """Path of the user's library file."""
    return paths.settings_folder() / FILE


def report_key(path: Path) -> str:
    """Key of a report's file: its real path, so that two paths of one file have one key; a fixed name for the
    report that comes with the program."""
    real = os.path.realpath(path)
    return _BUNDLED if real == _bundled() else real


@cache
def _bundled() -> str:
    return os.path.realpath(paths.bundled_report())


def path_for_key(key: str) -> Path:
    """Path of the file with a key."""
    return paths.bundled_report() if key == _BUNDLED else Path(key)


def page_key(page: str) -> str:
    """Key of a tab that holds a page."""
    return _PAGE + page


def page_of(key: str) -> str:
    """Name of the page of a key; empty for the key of a report."""
    return key.removeprefix(_PAGE) if key.startswith(_PAGE) else ""


def read_library(file: Path) -> LibraryFile:
    """Content of the file; empty where it does not exist. Invalid paths are dropped. Raises BadLibrary if it cannot
    be read or parsed."""
    try:
        values = json.loads(read_regular(file, LONGEST).decode("utf-8", "surrogatepass"))
        entries = tuple(entry for each in values.get("reports", ()) if is_usable((entry := _entry(each)).path))
        tabs, front, page = values.get("tabs"), values.get("front", ""), values.get("page", "")
        if not isinstance(tabs, list | None) or not all(isinstance(each, str) for each in (*(tabs or ()), front, page)):
            raise TypeError("tabs")
        keys = None if tabs is None else tuple(filter(is_usable, tabs))
        return LibraryFile(entries[:MOST], keys, front if is_usable(front) else "", page)
    except FileNotFoundError:
        return LibraryFile()
    except OSError as error:
        raise BadLibrary("The list of reports {path} cannot be read: {why}.", path=file, why=error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadLibrary("The list of reports {path} is damaged.", path=file) from error


class SplitTabs(NamedTuple):
    """Keys of the tabs of the last session, from left to right."""

    before: tuple[str, ...]
    restored: tuple[str, ...]
    """All, or if there are more than `MOST_TABS`, the one in front and its neighbours."""
    after: tuple[str, ...]


def split_tabs(library: LibraryFile) -> SplitTabs:
    """The tabs to restore, and those that stay in the file for later starts."""
    tabs = library.tabs or ()
    front = tabs.index(library.front) if library.front in tabs else 0
    first = max(min(front - MOST_TABS // 2, len(tabs) - MOST_TABS), 0)
    return SplitTabs(tabs[:first], tabs[first : first + MOST_TABS], tabs[first + MOST_TABS :])


def is_usable(key: str) -> bool:
    """Whether a string is a valid path: no NUL, and no lone surrogate except those that represent undecodable bytes."""
    try:
        return b"\0" not in os.fsencode(key)
    except UnicodeEncodeError:
        return False


def write_library(file: Path, library: LibraryFile) -> None:
    """Replace the file atomically. Raises NotWritten."""
    from zjviewer.storage.atomic_files import make_folder, write_atomically  # not needed for the first frame

    values: dict[str, Any] = {"tabs": library.tabs, "front": library.front, "page": library.page}
    values["reports"] = [_values(entry) for entry in library.entries]
    make_folder(file.parent)
    encoded = json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    write_atomically(file, encoded, overwrite=True)


def merged(stored: LibraryFile, own: LibraryFile, touched: Iterable[str]) -> LibraryFile:
    """The stored content with the tabs of this window and its entries of the `touched` keys; a touched key without
    an entry is removed."""
    keys = frozenset(touched)
    mine = tuple(entry for entry in own.entries if entry.path in keys)
    theirs = tuple(entry for entry in stored.entries if entry.path not in keys)
    by_time = sorted((*mine, *theirs), key=lambda entry: entry.opened, reverse=True)
    return own._replace(entries=tuple(by_time)[:MOST])


def _entry(values: Mapping[str, Any]) -> LibraryEntry:
    known: dict[str, Any] = {name: values[name] for name in LibraryEntry._fields if name in values}
    known = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    entry = LibraryEntry(**known)
    if any(type(value) is not type(default) for value, default in zip(entry, LibraryEntry(""), strict=True)):
        raise TypeError(entry.path)
    if any(type(value) is int and not 0 <= value <= _LARGEST for value in entry):
        raise ValueError(entry.path)
    if not all(isinstance(id_, str) for id_ in (*entry.collapsed, *entry.expanded)):
        raise TypeError(entry.path)
    return entry


def _values(entry: LibraryEntry) -> dict[str, object]:
    return {name: value for name, value in entry._asdict().items() if value}
