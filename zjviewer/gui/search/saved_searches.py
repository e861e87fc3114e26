"""Searches made before, and those that the reader has given a name: what is kept of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

MOST = 30
"""Searches that are remembered by themselves."""


class PastSearch(NamedTuple):
    """A pattern with the options that were on, by the names of a Query."""

    pattern: str
    options: tuple[str, ...] = ()
    name: str = ""
    """The reader's; empty unless it is saved."""


class SavedSearches(NamedTuple):
    """The last one first."""

    recent: tuple[PastSearch, ...] = ()
    saved: tuple[PastSearch, ...] = ()

    def remembering(self, search: PastSearch) -> "SavedSearches":
        """With a search that has been made now."""
        made = search._replace(name="")
        others = (other for other in self.recent if other != made)
        return self._replace(recent=(made, *others)[:MOST])

    def saving(self, search: PastSearch, name: str) -> "SavedSearches":
        """With a search kept under a name, in the place where it was kept already."""
        named = search._replace(name=name.strip() or search.pattern)
        if self.named(search) is None:
            return self._replace(saved=(*self.saved, named))
        return self._replace(saved=tuple(named if alike(other, search) else other for other in self.saved))

    def forgetting(self, search: PastSearch) -> "SavedSearches":
        """Without a search, remembered or saved, as its name says."""
        if search.name:
            return self._replace(saved=tuple(other for other in self.saved if not alike(other, search)))
        return self._replace(recent=tuple(other for other in self.recent if other != search))

    def named(self, search: PastSearch) -> PastSearch | None:
        """The saved search that is the same but for its name."""
        return next((other for other in self.saved if alike(other, search)), None)

    def written(self) -> dict[str, list[dict[str, Any]]]:
        """As it stands in the settings."""
        return {"recent": [s._asdict() for s in self.recent], "saved": [s._asdict() for s in self.saved]}


def alike(one: PastSearch, other: PastSearch) -> bool:
    """Whether two searches find the same."""
    return one[:2] == other[:2]


def read_past(stored: Mapping[str, Any]) -> SavedSearches:
    """What `written` gave; what is damaged is left out."""
    recent, saved = (tuple(_read(stored.get(name))) for name in ("recent", "saved"))
    return SavedSearches(recent[:MOST], tuple(search for search in saved if search.name))


def _read(entries: object) -> list[PastSearch]:
    made = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("pattern"), str) or not entry["pattern"]:
            continue
        options, name = entry.get("options"), entry.get("name")
        on = tuple(o for o in options if isinstance(o, str)) if isinstance(options, list | tuple) else ()
        made.append(PastSearch(entry["pattern"], on, name if isinstance(name, str) else ""))
    return made
