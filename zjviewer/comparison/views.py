"""Numbers of the views of the panel: slopes, ranking, small multiples, scatter, profile."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zjviewer.comparison.measures import Measure, era_of_year, measure_of
from zjviewer.comparison.panel import Panel, Semantics
from zjviewer.comparison.series import Point, Series, comparable, point_at, series_of

MOST_MULTIPLES = 60
CORE_METRICS = (
    "disclosed@whole",
    "documents/normative/made",
    "documents/normative/valid",
    "decisions/permits/decided",
    "decisions/penalties/decided",
    "decisions/coercion/decided",
    "charges/charges/collected",
    "applications/new/all",
    "applications/carried.in/all",
    "applications/granted/all",
    "applications/partly/all",
    "applications/total/all",
    "applications/carried.out/all",
    "litigation/review/all",
    "litigation",
)
"""Metrics of the profile of a body, in its order."""


class Slope(NamedTuple):
    """A body in two years."""

    body: str
    first: Point
    second: Point
    growth: float | None
    """In per cent; None from zero."""


class Slopes(NamedTuple):
    """Bodies with a comparable value in both years, and the others."""

    slopes: tuple[Slope, ...]
    without: tuple[str, ...]


def slopes(series: Sequence[Series], first: int, second: int) -> Slopes:
    """Change of every body between two years."""
    found: list[Slope] = []
    without: list[str] = []
    for each in series:
        one, other = each.point_of(first), each.point_of(second)
        if (
            one is None
            or other is None
            or one.value is None
            or other.value is None
            or not comparable(each.measure, one.era, other.era)
        ):
            without.append(each.body)
            continue
        growth = (other.value - one.value) / abs(one.value) * 100 if one.value else None
        found.append(Slope(each.body, one, other, growth))
    return Slopes(tuple(found), tuple(without))


class Ranked(NamedTuple):
    """A body's place in one year."""

    rank: int
    """From 1; equal values share the best rank, and the next one is skipped."""
    body: str
    point: Point


class Unranked(NamedTuple):
    """A body without a value in the year."""

    body: str
    semantics: Semantics


class Ranking(NamedTuple):
    """The bodies of one year by value, the largest first."""

    year: int
    ranked: tuple[Ranked, ...]
    without: tuple[Unranked, ...]


def ranking(series: Sequence[Series], year: int) -> Ranking:
    """Bodies by their value in one year. Reports that follow a format which is not comparable with that of the year are
    listed without a rank."""
    era = era_of_year(year)
    stated: list[tuple[str, Point]] = []
    without: list[Unranked] = []
    for each in series:
        point = each.point_of(year)
        if point is None or point.value is None:
            without.append(Unranked(each.body, point.semantics if point else "no_report"))
        elif not comparable(each.measure, era, point.era):
            without.append(Unranked(each.body, "no_table"))
        else:
            stated.append((each.body, point))
    ordered = sorted(stated, key=lambda entry: -(entry[1].value or 0))
    found: list[Ranked] = []
    for place, (body, point) in enumerate(ordered, 1):
        same = found and found[-1].point.value == point.value
        found.append(Ranked(found[-1].rank if same else place, body, point))
    return Ranking(year, tuple(found), tuple(without))


def ranks_over_years(series: Sequence[Series], years: Sequence[int]) -> Mapping[str, tuple[int | None, ...]]:
    """Rank of every body in each year; None without a value."""
    places = [{entry.body: entry.rank for entry in ranking(series, year).ranked} for year in years]
    return {each.body: tuple(place.get(each.body) for place in places) for each in series}


class Multiples(NamedTuple):
    """Panels of equal size, one for each body."""

    series: tuple[Series, ...]
    low: float
    high: float
    """Limits of the common scale; zero is part of it."""
    left_out: int
    """Bodies beyond the first `MOST_MULTIPLES`."""


def small_multiples(series: Sequence[Series]) -> Multiples:
    """The first bodies that have any value, with a scale for all of them."""
    stated = [each for each in series if any(point.value is not None for point in each.points)]
    shown = stated[:MOST_MULTIPLES]
    values = [point.value for each in shown for point in each.points if point.value is not None]
    return Multiples(tuple(shown), min([0, *values]), max([0, *values]), len(stated) - len(shown))


class Pair(NamedTuple):
    """A body with two metrics in one year."""

    body: str
    x: Point
    y: Point


class Scatter(NamedTuple):
    """Bodies with both values, those without, and how far the two go together."""

    x: Measure
    y: Measure
    pairs: tuple[Pair, ...]
    without: tuple[str, ...]
    correlation: float | None
    """Spearman's rank correlation, from -1 to 1; None for fewer than three bodies and where one metric is constant."""


def scatter(panel: Panel, x: str, y: str, year: int) -> Scatter:
    """Two metrics of one year."""
    first, second = measure_of(x), measure_of(y)
    pairs: list[Pair] = []
    without: list[str] = []
    for body in panel.bodies:
        one, other = point_at(panel, first, body, year), point_at(panel, second, body, year)
        if one.value is None or other.value is None:
            without.append(body)
        else:
            pairs.append(Pair(body, one, other))
    values = [pair.x.value or 0 for pair in pairs], [pair.y.value or 0 for pair in pairs]
    return Scatter(first, second, tuple(pairs), tuple(without), _rank_correlation(*values))


def _rank_correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    if len(first) < 3:
        return None
    one, other = _mean_ranks(first), _mean_ranks(second)
    middle = (len(first) + 1) / 2
    products = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other))
    return products / spread if spread else None


def _mean_ranks(values: Sequence[float]) -> list[float]:
    """Rank of each value from 1; equal values share the mean of their ranks."""
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values), 1):
        places.setdefault(value, []).append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


class Profile(NamedTuple):
    """One body: core metrics by year."""

    body: str
    years: tuple[int, ...]
    rows: tuple[Series, ...]

    @property
    def failures(self) -> tuple[tuple[Series, Point], ...]:
        """Points that a failed check speaks of."""
        return tuple((row, point) for row in self.rows for point in row.points if point.failed)


def profile(panel: Panel, body: str) -> Profile:
    """The core metrics of a body over all years; those that no year states are left out."""
    rows = (series_of(panel, metric, body) for metric in CORE_METRICS)
    stated = tuple(row for row in rows if any(point.value is not None for point in row.points))
    return Profile(body, panel.years, stated)
