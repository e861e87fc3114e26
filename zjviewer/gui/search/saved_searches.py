"""Search history and saved searches, as stored in the settings."""

from collections.abc import Mapping
from typing import Any, NamedTuple

MOST = 30
"""Number of recent searches that are stored."""


class PastSearch(NamedTuple):
    """A pattern, and the names of the Query options that were on."""

    pattern: str
    options: tuple[str, ...] = ()
    name: str = ""
    """Name given by the reader; empty unless the search is saved."""


class SavedSearches(NamedTuple):
    """Recent searches, the last one first, and saved ones."""

    recent: tuple[PastSearch, ...] = ()
    saved: tuple[PastSearch, ...] = ()

    def with_recent(self, search: PastSearch) -> "SavedSearches":
        """A copy with a search as the most recent one."""
        unnamed = search._replace(name="")
        others = (other for other in self.recent if other != unnamed)
        return self._replace(recent=(unnamed, *others)[:MOST])

    def with_saved(self, search: PastSearch, name: str) -> "SavedSearches":
        """A copy with a search saved under a name; one that was saved already is renamed."""
        named = search._replace(name=name.strip() or search.pattern)
        if self.named(search) is None:
            return self._replace(saved=(*self.saved, named))
        return self._replace(saved=tuple(named if is_same_search(other, search) else other for other in self.saved))

    def without(self, search: PastSearch) -> "SavedSearches":
        """A copy without a saved search, or, where `search` has no name, without a recent one."""
        if search.name:
            return self._replace(saved=tuple(other for other in self.saved if not is_same_search(other, search)))
        return self._replace(recent=tuple(other for other in self.recent if other != search))

    def named(self, search: PastSearch) -> PastSearch | None:
        """The saved search with the same pattern and options; None where there is none."""
        return next((other for other in self.saved if is_same_search(other, search)), None)

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Both lists for the settings; `read_past` is the inverse."""
        return {"recent": [s._asdict() for s in self.recent], "saved": [s._asdict() for s in self.saved]}


def is_same_search(one: PastSearch, other: PastSearch) -> bool:
    """Whether two searches have the same pattern and options."""
    return one[:2] == other[:2]


def read_past(stored: Mapping[str, Any]) -> SavedSearches:
    """Searches from the result of `to_dict`; damaged entries are left out."""
    recent, saved = (tuple(_read(stored.get(name))) for name in ("recent", "saved"))
    return SavedSearches(recent[:MOST], tuple(search for search in saved if search.name))


def _read(entries: object) -> list[PastSearch]:
    searches = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("pattern"), str) or not entry["pattern"]:
            continue
        options, name = entry.get("options"), entry.get("name")
        on = tuple(o for o in options if isinstance(o, str)) if isinstance(options, list | tuple) else ()
        searches.append(PastSearch(entry["pattern"], on, name if isinstance(name, str) else ""))
    return searches
