"""One metric of one body over the years, with what may be compared: lines, dotted joints, gaps and breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from zjviewer.comparison.measures import Measure, Segment, era_of_year, measure_of, scale_between
from zjviewer.comparison.panel import NO_REPORT, NO_TABLE, Panel, PanelCell, Semantics
from zjviewer.core.export.tables import json_number

Join = Literal["line", "near", "gap", "break"]
"""How a point is joined to the year before: a line, a dotted line between near equivalents, nothing where one of the
two has no value, nothing where the formats are not comparable."""


class Point(NamedTuple):
    """A metric in one year."""

    year: int
    value: int | float | None
    """In the unit of the measure; None where the report states no number, or one in a unit of another kind."""
    semantics: Semantics
    era: str
    cells: tuple[PanelCell, ...] = ()
    """What was read: one cell, or the terms of a sum."""
    whole: tuple[PanelCell, ...] = ()
    """The denominator's cells where the value is a share."""

    @property
    def failed(self) -> bool:
        """Whether a number behind it takes part in a failed check."""
        return any(cell.failed for cell in (*self.cells, *self.whole))

    @property
    def is_estimate(self) -> bool:
        """Whether a number behind it is written with 约, 余 and the like."""
        return any(cell.qualifier for cell in (*self.cells, *self.whole))


class FormatChange(NamedTuple):
    """A year in which the format changed in a way that matters for a metric."""

    year: int
    segment: Segment | None
    """What the metric consists of from then on; None where only one of the two formats has it."""

    @property
    def is_break(self) -> bool:
        """Whether the years before and after are not comparable; else they are near equivalents."""
        return self.segment is None or self.segment.grade is None


@dataclass(frozen=True)
class Series:
    """The points of one body, one for each year of the panel."""

    body: str
    measure: Measure
    points: tuple[Point, ...]

    @cached_property
    def joins(self) -> tuple[Join, ...]:
        """How each point is joined to the one before; the first is `gap`."""
        found: list[Join] = ["gap"]
        for before, point in pairwise(self.points):
            found.append(self._join(before, point))
        return tuple(found)

    def _join(self, before: Point, point: Point) -> Join:
        if not comparable(self.measure, before.era, point.era):
            return "break"
        if before.value is None or point.value is None:
            return "gap"
        return "near" if is_near(self.measure, before.era, point.era) else "line"

    @cached_property
    def growth(self) -> tuple[float | None, ...]:
        """Change against the year before in per cent; None where that is not comparable, missing or zero."""
        found: list[float | None] = [None]
        for index, join in enumerate(self.joins[1:], 1):
            before, now = self.points[index - 1].value, self.points[index].value
            found.append((now - before) / abs(before) * 100 if join == "line" and before and now is not None else None)
        return tuple(found)

    def point_of(self, year: int) -> Point | None:
        """The point of a year; None outside the panel's years."""
        return next((point for point in self.points if point.year == year), None)

    def indexed(self, base: int) -> tuple[float | None, ...]:
        """Values with that of the base year as 100; None for years that are not comparable with it, and for all where
        it has no value or is zero."""
        start = self.point_of(base)
        if start is None or not start.value:
            return (None,) * len(self.points)
        return tuple(
            point.value / start.value * 100
            if point.value is not None and comparable(self.measure, start.era, point.era)
            else None
            for point in self.points
        )


def comparable(measure: Measure, first: str, second: str) -> bool:
    """Whether a metric may be compared between two eras: every format between them goes on from the one before."""
    if first == second:
        return True
    names = [segment.era for segment in measure.segments]
    if first not in names or second not in names:
        return False
    low, high = sorted((names.index(first), names.index(second)))
    return all(segment.grade in ("comparable", "near") for segment in measure.segments[low + 1 : high + 1])


def is_near(measure: Measure, first: str, second: str) -> bool:
    """Whether two eras, which are comparable, are so by a near equivalence."""
    names = [segment.era for segment in measure.segments]
    if first == second or first not in names or second not in names:
        return False
    low, high = sorted((names.index(first), names.index(second)))
    return any(segment.grade == "near" for segment in measure.segments[low + 1 : high + 1])


def format_changes(measure: Measure, years: Sequence[int]) -> tuple[FormatChange, ...]:
    """Years among the panel's in which a format begins that is not plainly comparable with the one before."""
    found = []
    for before, year in pairwise(years):
        old, new = era_of_year(before), era_of_year(year)
        if old != new and (measure.segment_of(old) or measure.segment_of(new)):
            change = FormatChange(year, measure.segment_of(new) if measure.segment_of(old) else None)
            if change.is_break or is_near(measure, old, new):
                found.append(change)
    return tuple(found)


def footnotes(measure: Measure, years: Sequence[int]) -> tuple[str, ...]:
    """In Chinese, a sentence for each format change: why a line is dotted or broken."""
    found = []
    for change in format_changes(measure, years):
        if change.is_break:
            found.append(f"{change.year}年格式变更，前后不可比。")
        elif change.segment and change.segment.mapping:
            found.append(f"{change.year}年格式变更，虚线前后口径近似：{change.segment.mapping.reason}")
    return tuple(found)


def series_of(panel: Panel, metric: str, body: str) -> Series:
    """A metric of one body over the panel's years. Raises Problem for an unknown metric."""
    measure = measure_of(metric)
    return Series(body, measure, _points(panel, measure, _single_columns(panel, measure), body))


def all_series(panel: Panel, metric: str, whole: str = "") -> tuple[Series, ...]:
    """A metric of every body, or its share of another metric in per cent."""
    if whole:
        return tuple(share_series(panel, metric, whole, body) for body in panel.bodies)
    measure = measure_of(metric)
    columns = _single_columns(panel, measure)
    return tuple(Series(body, measure, _points(panel, measure, columns, body)) for body in panel.bodies)


def _single_columns(panel: Panel, measure: Measure) -> Mapping[str, Mapping[int, PanelCell]]:
    """The cells of a measure by era, and by index of the report, for the eras in which it is one cell."""
    return {
        segment.era: panel.cells.get(segment.metrics[0], {})
        for segment in measure.segments
        if len(segment.metrics) == 1
    }


def _points(
    panel: Panel, measure: Measure, columns: Mapping[str, Mapping[int, PanelCell]], body: str
) -> tuple[Point, ...]:
    """`point_at` for every year; most points are one cell in the unit of the measure, and need no arithmetic."""
    found = []
    for year in panel.years:
        index = panel.report_at.get((body, year))
        if index is None:
            found.append(Point(year, None, "no_report", era_of_year(year), (NO_REPORT,)))
        else:
            era = panel.reports[index].era
            cell = columns[era].get(index, NO_TABLE) if era in columns else None
            if cell is not None and (cell.value is None or scale_between(cell.unit, measure.unit) == 0):
                found.append(Point(year, cell.value, cell.semantics, era, (cell,)))
            else:
                found.append(point_at(panel, measure, body, year))
    return tuple(found)


def point_at(panel: Panel, measure: Measure, body: str, year: int) -> Point:
    """A metric of a body in one year: its cell, or the sum of the cells that it consists of in the report's era. A sum
    with a missing term has no value."""
    report = panel.report_of(body, year)
    if report is None:
        return Point(year, None, "no_report", era_of_year(year), (NO_REPORT,))
    segment = measure.segment_of(report.era)
    if segment is None:
        return Point(year, None, "no_table", report.era, (NO_TABLE,))
    if len(segment.metrics) == 1:
        cell = panel.cell_at(segment.metrics[0], body, year)
        if cell.value is None or cell.unit == measure.unit:
            return Point(year, cell.value, cell.semantics, report.era, (cell,))
    cells = tuple(panel.cell_at(metric, body, year) for metric in segment.metrics)
    missing = next((cell for cell in cells if cell.value is None), None)
    scales = [scale_between(cell.unit, measure.unit) for cell in cells]
    if missing is not None or None in scales:
        return Point(year, None, missing.semantics if missing else "text", report.era, cells)
    total = sum(
        (Decimal(str(cell.value)).scaleb(scale or 0) for cell, scale in zip(cells, scales, strict=True)), Decimal()
    )
    return Point(year, json_number(total), "zero" if total == 0 else "number", report.era, cells)


def share_series(panel: Panel, part: str, whole: str, body: str) -> Series:
    """Share of one count in another in per cent, from the counts of each year; no value where the whole is zero, one of
    the two is missing, or the part is more than the whole."""
    counts, wholes = series_of(panel, part, body), series_of(panel, whole, body)
    points = []
    for own, other in zip(counts.points, wholes.points, strict=True):
        if own.value is None or not other.value or own.value > other.value:
            missing = own if own.value is None else other
            semantics: Semantics = missing.semantics if missing.value is None else "not_applicable"
            points.append(Point(own.year, None, semantics, own.era, own.cells, other.cells))
        else:
            share = own.value / other.value * 100
            points.append(Point(own.year, share, "number" if share else "zero", own.era, own.cells, other.cells))
    weaker = min(
        (counts.measure, wholes.measure), key=lambda measure: [segment.grade != "near" for segment in measure.segments]
    )
    name = f"{counts.measure.name}占{wholes.measure.name}的比例"
    return Series(body, Measure(part, name, "%", weaker.segments), tuple(points))
