"""Facets of the library: region and city, type of unit, year, era, checks; which reports they choose, and counts."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from zjviewer.core.dictionary.places import Place, division_above, division_with_code
from zjviewer.library.library_rows import ReportRow

FACETS = ("region", "unit_type", "year", "era", "checks")
UNKNOWN = ""
"""Value of a report whose region, year or era is unknown."""
FAILED, PASSED, UNCHECKED = "failed", "passed", "unchecked"
"""Values of the facet of checks: some fail; none fails and some pass; none could be made."""

Chosen = Mapping[str, Collection[str]]
"""Chosen values by facet; a facet without values chooses every report, one with several values their union."""


class Division(NamedTuple):
    """A node of the tree of regions."""

    code: str
    """Empty for reports whose region is unknown."""
    name: str
    above: str
    """Code of the node above; empty for a province."""
    reports: int


def values_of(row: ReportRow, facet: str) -> tuple[str, ...]:
    """Values of a report in a facet; a region has those of the divisions above it, too."""
    return _values(facet, _KEYS[facet](row))


_KEYS: Mapping[str, Callable[[ReportRow], Any]] = {
    "region": attrgetter("code"),
    "unit_type": attrgetter("unit_type"),
    "year": attrgetter("year"),
    "era": attrgetter("era"),
    "checks": attrgetter("failed", "passed"),
}
"""What decides the values of a report; few reports of thousands differ in it, so that they are counted by it."""


def _values(facet: str, key: Any) -> tuple[str, ...]:
    match facet:
        case "region":
            return division_codes(key)
        case "year":
            return (str(key or UNKNOWN),)
        case "checks":
            failed, passed = key
            return (FAILED if failed else PASSED if passed else UNCHECKED,)
        case _:
            return (key,)


def chosen_rows(rows: Iterable[ReportRow], chosen: Chosen, without: str = "") -> list[ReportRow]:
    """Reports that have a chosen value in every facet, `without` left out."""
    tests = [(facet, frozenset(values)) for facet, values in chosen.items() if values and facet != without]
    if not tests:
        return list(rows)
    return [row for row in rows if all(values.intersection(values_of(row, facet)) for facet, values in tests)]


def facet_counts(rows: Sequence[ReportRow], chosen: Chosen) -> dict[str, Counter[str]]:
    """Number of reports by value for each facet, counted among those that the other facets choose."""
    found: dict[str, Counter[str]] = {}
    everything = chosen_rows(rows, chosen)
    for facet in FACETS:
        among = chosen_rows(rows, chosen, without=facet) if chosen.get(facet) else everything
        counts: Counter[str] = Counter()
        for key, count in Counter(map(_KEYS[facet], among)).items():
            for value in _values(facet, key):
                counts[value] += count
        found[facet] = counts
    return found


def division_tree(counts: Mapping[str, int]) -> tuple[Division, ...]:
    """Divisions with reports, each before those below it, by code; the unknown one last."""
    nodes = []
    for code in sorted(counts, key=lambda code: (not code, code)):
        place = division_with_code(code) if code else None
        above = division_above(place) if place else None
        nodes.append(Division(code, place.name if place else "", above.code if above else "", counts[code]))
    return tuple(sorted(nodes, key=lambda node: (not node.code, division_codes(node.code))))


def excluding_facets(rows: Sequence[ReportRow], chosen: Chosen) -> tuple[tuple[str, int], ...]:
    """Where nothing is chosen: each facet without which there would be reports, and how many, the most first."""
    counts = [(facet, len(chosen_rows(rows, chosen, without=facet))) for facet, values in chosen.items() if values]
    return tuple(sorted(((facet, count) for facet, count in counts if count), key=lambda found: -found[1]))


@cache
def division_codes(code: str) -> tuple[str, ...]:
    """Codes from the province down to a division; one empty code where it is unknown."""
    place: Place | None = division_with_code(code) if code else None
    codes: list[str] = []
    while place is not None:
        codes.append(place.code)
        place = division_above(place)
    return tuple(reversed(codes)) or (UNKNOWN,)


ORDERS = ("relevance", "year", "body")


def ordered_rows(
    rows: Iterable[ReportRow], order: str, in_title: Callable[[ReportRow], bool], hits: Mapping[int, int]
) -> list[ReportRow]:
    """Reports by relevance, by year or by body; those without a year or a body come last.

    By relevance: titles that contain the query first, then by the number of hits where it is known, then the newest.
    """
    if order == "body":
        return sorted(rows, key=lambda row: (not row.body, row.region, row.body, -(row.year or 0)))
    if order == "year":
        return sorted(rows, key=lambda row: (-(row.year or 0), row.region, row.body))
    return sorted(rows, key=lambda row: (not in_title(row), -hits.get(row.id, 0), -(row.year or 0), row.id))
