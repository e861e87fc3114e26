"""What is remembered of reports between starts: which were opened, where the reader was, and which are open as tabs.

Needs no Qt: the file says which report the first frame shows.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from zjviewer import paths
from zjviewer.errors import BadShelf

FILE = "library.json"
MOST = 100
"""Reports that are remembered; the one not opened for longest goes first."""
_BUNDLED = "bundled"
"""The name of the report that comes with the program, wherever the program lies."""


class LibraryEntry(NamedTuple):
    """One report that was opened; of its text only the title and the headings above where the reader was."""

    path: str
    title: str = ""
    body: str = ""
    year: int = 0
    """0 when unknown."""
    section: str = ""
    """Headings above the place last read, from the chapter down, parted by ` / `."""
    passed: int = 0
    failed: int = 0
    opened: str = ""
    """Local time to the second, as ISO 8601; empty for a report that is not listed."""
    encoding: str = ""
    """Which the reader chose for its text; empty where it is found out."""


class LibraryFile(NamedTuple):
    """All that is remembered."""

    entries: tuple[LibraryEntry, ...] = ()
    """The one opened last first."""
    tabs: tuple[str, ...] | None = None
    """Paths, from the left; None before the first time."""
    front: str = ""

    def entry(self, path: str) -> LibraryEntry:
        """What is remembered of a report; an empty entry for a new one."""
        return next((entry for entry in self.entries if entry.path == path), LibraryEntry(path))

    def with_entry(self, entry: LibraryEntry, first: bool = False) -> "LibraryFile":
        """The same with this entry for its report, in its place or as the first."""
        others = tuple(other for other in self.entries if other.path != entry.path)
        at = next((at for at, other in enumerate(self.entries) if other.path == entry.path), 0)
        at = 0 if first else at
        return self._replace(entries=(*others[:at], entry, *others[at:])[:MOST])

    def without(self, *gone: str) -> "LibraryFile":
        """The same without what was remembered of some reports, but for the encodings that were chosen."""
        kept = (LibraryEntry(e.path, encoding=e.encoding) if e.path in gone else e for e in self.entries)
        return self._replace(entries=tuple(entry for entry in kept if entry.opened or entry.encoding))


def shelf_file() -> Path:
    """Where the user's own lies."""
    return paths.settings_folder() / FILE


def report_key(path: Path) -> str:
    """A report's name on the shelf: two ways to one file have one name."""
    real = os.path.realpath(path)
    return _BUNDLED if real == _bundled() else real


@cache
def _bundled() -> str:
    return os.path.realpath(paths.bundled_report())


def path_for_key(name: str) -> Path:
    """The file of a name on the shelf."""
    return paths.bundled_report() if name == _BUNDLED else Path(name)


def read_shelf(file: Path) -> LibraryFile:
    """An empty one where there is no file. Raises BadShelf where it is not what was written."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        entries = tuple(_entry(each) for each in values.get("reports", ()))
        tabs = values.get("tabs")
        return LibraryFile(
            entries[:MOST], None if tabs is None else tuple(map(str, tabs)), str(values.get("front", ""))
        )
    except FileNotFoundError:
        return LibraryFile()
    except OSError as error:
        raise BadShelf("The list of reports {path} cannot be read: {why}.", path=file, why=error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadShelf("The list of reports {path} is damaged.", path=file) from error


def write_shelf(file: Path, shelf: LibraryFile) -> None:
    """Whole or not at all. Raises NotWritten."""
    from zjviewer.storage.atomic_files import make_folder, write_atomically  # the first frame needs only what is read

    values: dict[str, Any] = {"tabs": shelf.tabs, "front": shelf.front}
    values["reports"] = [_values(entry) for entry in shelf.entries]
    make_folder(file.parent)
    written = json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    write_atomically(file, written, overwrite=True)


def merged(kept: LibraryFile, own: LibraryFile, touched: Iterable[str]) -> LibraryFile:
    """What is in the file by now, with the tabs of this window and the entries that it touched or took away."""
    names = frozenset(touched)
    mine = tuple(entry for entry in own.entries if entry.path in names)
    theirs = tuple(entry for entry in kept.entries if entry.path not in names)
    listed = sorted((*mine, *theirs), key=lambda entry: entry.opened, reverse=True)
    return own._replace(entries=tuple(listed)[:MOST])


def _entry(values: Mapping[str, Any]) -> LibraryEntry:
    entry = LibraryEntry(**{name: values[name] for name in LibraryEntry._fields if name in values})
    if any(type(value) is not type(wanted) for value, wanted in zip(entry, LibraryEntry(""), strict=True)):
        raise TypeError(entry.path)
    return entry


def _values(entry: LibraryEntry) -> dict[str, object]:
    return {name: value for name, value in entry._asdict().items() if value}
