"""Map of equal tiles: the provinces of China, or the cities of one province, with a metric in one year."""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from zjviewer import paths
from zjviewer.comparison.panel import Panel
from zjviewer.comparison.series import Point, Series
from zjviewer.core.dictionary.places import Place, divisions_below

CLASSES = 5
"""Classes of values, with about as many divisions each; equal values are in one class."""


class Tile(NamedTuple):
    """A division of the map."""

    code: str
    name: str
    column: int
    row: int
    body: str = ""
    """Its government, empty where the panel has no report of it."""
    point: Point | None = None
    level: int | None = None
    """Class of its value, from 0 for the least; None without a value."""


class TileMap(NamedTuple):
    """All tiles of a map, those without a report or value included."""

    year: int
    tiles: tuple[Tile, ...]
    limits: tuple[tuple[float, float], ...]
    """Least and greatest value of each class that has any, in order."""


def tile_map(panel: Panel, series: Sequence[Series], year: int, province: str = "") -> TileMap:
    """Tiles of the provinces, or of the cities of a province that is given by its code. Only governments of the
    divisions count, not their departments."""
    by_body = {each.body: each.point_of(year) for each in series}
    level = "city" if province else "province"
    body_of = {
        report.code: body for body, report in panel.latest_of.items() if report.unit_type == level and body in by_body
    }
    places = [(place, *spot) for place, spot in _placed(province)]
    points = {place.code: by_body.get(body_of.get(place.code, "")) for place, *_ in places}
    values = sorted(point.value for point in points.values() if point is not None and point.value is not None)
    tiles = []
    for place, column, row in places:
        point = points[place.code]
        number = None if point is None or point.value is None else _class_of(values, point.value)
        tiles.append(Tile(place.code, place.short, column, row, body_of.get(place.code, ""), point, number))
    groups: dict[int, list[float]] = {}
    for value in values:
        groups.setdefault(_class_of(values, value), []).append(value)
    return TileMap(year, tuple(tiles), tuple((group[0], group[-1]) for _, group in sorted(groups.items())))


def _class_of(values: Sequence[float], value: float) -> int:
    """Class of a value among sorted ones: by the place of its first occurrence."""
    below = sum(other < value for other in values)
    return below * CLASSES // len(values)


def _placed(province: str) -> list[tuple[Place, tuple[int, int]]]:
    if not province:
        spots = _province_tiles()
        return [(place, spots[place.code]) for place in divisions_below("", "province") if place.code in spots]
    cities = divisions_below(province, "city")
    width = math.ceil(math.sqrt(len(cities))) if cities else 1
    return [(place, (index % width, index // width)) for index, place in enumerate(cities)]


@cache
def _province_tiles() -> dict[str, tuple[int, int]]:
    lines = (paths.resources() / "places" / "tiles.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {code: (int(column), int(row)) for code, column, row in (line.split("\t") for line in lines)}
