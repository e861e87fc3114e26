"""What the user has chosen for the library: folders, bodies and years assigned to reports, saved searches.

Stored in `library-choices.json` in the user's data folder, outside the database, which can be built again from it.
"""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from zjviewer import paths
from zjviewer.errors import BadLibrary
from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.identity import Assignment
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.cleanup import quarantine
from zjviewer.storage.file_locks import locked
from zjviewer.storage.regular_files import read_regular

FILE = "library-choices.json"
_LONGEST = 64 << 20


class Folder(NamedTuple):
    """A folder of reports, or one file."""

    path: str
    watched: bool = False
    """Whether it is looked through again when the library page is shown."""


class SavedSearch(NamedTuple):
    """A search with its facets, under a name of the user."""

    name: str
    pattern: str
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Name of a facet and its chosen values."""


class Choices(NamedTuple):
    """Content of the file."""

    folders: tuple[Folder, ...] = ()
    assigned: tuple[tuple[str, Assignment], ...] = ()
    """SHA-256 of a report's file, in hexadecimal, and what the user says of it."""
    searches: tuple[SavedSearch, ...] = ()
    imported: bool = False
    """Whether the reports that were opened before the library existed have been taken over."""

    def assignment(self, sha256: bytes) -> Assignment | None:
        """What the user says of a report; None where nothing."""
        return dict(self.assigned).get(sha256.hex())


def choices_path() -> Path:
    """Path of the file."""
    return paths.user_folder() / FILE


def read_choices(path: Path) -> Choices:
    """Content of the file; empty where it does not exist. A damaged file is renamed. Raises BadLibrary."""
    try:
        return _choices(json.loads(read_regular(path, _LONGEST).decode("utf-8", "surrogatepass")))
    except FileNotFoundError:
        return Choices()
    except OSError as error:
        raise BadLibrary(
            "The choices for the library {path} cannot be read: {why}.", path=path, why=error.strerror
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        quarantine(path)
        return Choices()


def change_choices(path: Path, change: Callable[[Choices], Choices]) -> Choices:
    """Replace the content by the result of a function of it, so that no change of another process is lost.

    Raises BadLibrary and NotWritten.
    """
    make_folder(path.parent)
    with locked(path):
        before = read_choices(path)
        after = change(before)
        if after != before:
            encoded = json.dumps(_values(after), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
            write_atomically(path, encoded, overwrite=True)
    return after


def with_folders(choices: Choices, folders: tuple[Folder, ...]) -> Choices:
    """The choices with these folders too; of folders that lie in one another only the outermost is listed."""
    known = {folder.path: folder for folder in (*choices.folders, *folders)}
    outer = [
        folder for folder in known.values() if not any(map(known.__contains__, map(str, Path(folder.path).parents)))
    ]
    return choices._replace(folders=tuple(outer))


def without_folders(choices: Choices, removed: Collection[str]) -> Choices:
    """The choices without these folders."""
    return choices._replace(folders=tuple(folder for folder in choices.folders if folder.path not in removed))


def enclosing_folder(choices: Choices, path: Path) -> Path | None:
    """The listed folder that a path is, or lies in; None without one."""
    listed = {folder.path for folder in choices.folders}
    return next((each for each in (path, *path.parents) if str(each) in listed), None)


def with_assignments(choices: Choices, reports: Mapping[bytes, Assignment]) -> Choices:
    """The choices with these assignments, by SHA-256; an empty one removes that of its report."""
    merged = dict(choices.assigned) | {sha256.hex(): given for sha256, given in reports.items()}
    return choices._replace(assigned=tuple((key, given) for key, given in merged.items() if given != Assignment()))


def _choices(values: Mapping[str, Any]) -> Choices:
    return Choices(
        folders=tuple(Folder(_text(each["path"]), bool(each.get("watched"))) for each in values.get("folders", ())),
        assigned=tuple((_text(key), _assignment(each)) for key, each in values.get("assigned", {}).items()),
        searches=tuple(_search(each) for each in values.get("searches", ())),
        imported=bool(values.get("imported")),
    )


def _assignment(values: Mapping[str, Any]) -> Assignment:
    year, unit_type = values.get("year"), _text(values.get("unit_type", ""))
    if year is not None and not (type(year) is int and 1 <= year <= 9999):
        raise ValueError("year")
    if unit_type and unit_type not in UNIT_TYPES:
        raise ValueError("unit_type")
    return Assignment(_text(values.get("body", "")), unit_type, _text(values.get("region", "")), year)


def _search(values: Mapping[str, Any]) -> SavedSearch:
    facets = tuple((_text(name), tuple(map(_text, chosen))) for name, chosen in values.get("facets", {}).items())
    return SavedSearch(_text(values["name"]), _text(values.get("pattern", "")), facets)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _values(choices: Choices) -> dict[str, Any]:
    return {
        "folders": [folder._asdict() for folder in choices.folders],
        "assigned": {key: _given(each) for key, each in choices.assigned},
        "searches": [
            {"name": each.name, "pattern": each.pattern, "facets": {name: list(chosen) for name, chosen in each.facets}}
            for each in choices.searches
        ],
        "imported": choices.imported,
    }


def _given(assignment: Assignment) -> dict[str, Any]:
    return {name: value for name, value in assignment._asdict().items() if value}
