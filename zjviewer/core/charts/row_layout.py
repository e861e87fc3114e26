"""Where the lines of a chart go: names beside their marks or above them, thickness, gaps, the key of several series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.scene import LABEL_SIZE, Box, LegendSwatch, TextItem, TextMeasure, line_height, wrap_text
from zjviewer.core.charts.value_labels import Label

BLEED = 8.0
"""How far the area of a mark reaches beyond its texts."""
COLUMN_GAP = 12.0
"""Between names and marks."""
BETWEEN_SERIES = 2.0
_DENSITIES = ((24.0, 12.0), (20.0, 8.0))
"""Thickness of a lone bar and the gap between two rows: comfortable, and where there is little room."""
_THICKER = 2.2
"""Times that a bar may be thicker than usual to fill a height."""
_WIDER = 0.8
"""Of a row's height: the widest gap between two rows of a filled height."""
_BELOW_NAME = 2.0
_NAMES_AT_MOST = 0.4
_MARKS_AT_LEAST = 0.25
"""Of the width."""
_CHIP = 10.0
_FEW = 6
"""Where fewer than one name in so many takes two lines, its row alone is higher."""


class Row(NamedTuple):
    """One category: indices of its entries, the lines of its name, and its place."""

    entries: tuple[int, ...]
    lines: tuple[str, ...]
    top: float
    height: float


class Layout(NamedTuple):
    """The rows and the room to the right of the names for marks and their labels."""

    rows: tuple[Row, ...]
    room: Box
    left: float
    """Where the names begin."""
    above: bool
    """Whether names stand above their marks; beside them otherwise."""
    thick: float
    gap: float

    def band(self, number: int) -> tuple[float, float]:
        """Top and bottom of what belongs to a row: half of the gaps around it included."""
        row = self.rows[number]
        return row.top - self.gap / 2, row.top + row.height + self.gap / 2

    def baselines(self) -> tuple[tuple[float, float], ...]:
        """Tops and bottoms of the line at zero: one past all rows, or one a row where names stand in between."""
        if not self.above:
            return ((self.band(0)[0] + self.gap / 4, self.band(len(self.rows) - 1)[1] - self.gap / 4),)
        return tuple((self.bar(number, 0)[0] - 2, row.top + row.height + 2) for number, row in enumerate(self.rows))

    def bar(self, number: int, place: int) -> tuple[float, float]:
        """Top of a row's bar, counted from 0, and the middle of it."""
        row = self.rows[number]
        bars = _bars_height(len(row.entries), self.thick)
        names = len(row.lines) * line_height(LABEL_SIZE)
        first = row.top + (names + _BELOW_NAME if self.above else round((row.height - bars) / 2))
        top = first + place * (self.thick + BETWEEN_SERIES)
        return top, top + self.thick / 2


def layout(
    found: Sequence[DataPoint], labels: Sequence[Label], room: Box, measure: TextMeasure, fill: bool = False
) -> Layout:
    """Names beside the marks where both have room, above them otherwise; tighter rows where the room is low, and
    thicker ones further apart where it is high and to be filled."""
    groups: dict[int, list[int]] = {}
    for index, entry in enumerate(found):
        groups.setdefault(entry.category, []).append(index)
    names = [found[indices[0]].label for indices in groups.values()]
    rising = (label.width for entry, label in zip(found, labels, strict=True) if entry.figure.value >= 0)
    falling = (label.width for entry, label in zip(found, labels, strict=True) if entry.figure.value < 0)
    widest = max(rising, default=0.0) + max(falling, default=0.0)
    most = room.width * _NAMES_AT_MOST
    lines = [wrap_text(name, most, LABEL_SIZE, measure, most=4) for name in names]
    widths = [measure(line, LABEL_SIZE, False) for each in lines for line in each]
    column = max(widths) + COLUMN_GAP
    narrow = room.width - column - widest < room.width * _MARKS_AT_LEAST
    above = narrow or any(len(each) > 3 for each in lines)
    if above:
        lines = [wrap_text(name, room.width, LABEL_SIZE, measure) for name in names]
        column = 0.0
    counts = [len(indices) for indices in groups.values()]
    for thick, gap in _DENSITIES:
        thick = max(thick - 6.0, line_height(LABEL_SIZE)) if above or max(counts) > 1 else thick
        gap += 2.0 if max(counts) > 1 else 0.0
        heights = _heights(lines, counts, above, thick)
        if sum(heights) + gap * (len(heights) - 1) <= room.height:
            break
    if fill:
        thick, gap, heights = _stretched(lines, counts, above, thick, gap, room.height)
    rows, top = [], room.y
    for indices, each, height in zip(groups.values(), lines, heights, strict=True):
        rows.append(Row(tuple(indices), each, top, height))
        top += height + gap
    marks = Box(room.x + column, room.y, room.width - column, top - gap - room.y)
    return Layout(tuple(rows), marks, room.x, above, thick, gap)


def _stretched(
    lines: Sequence[Sequence[str]], counts: Sequence[int], above: bool, thick: float, gap: float, height: float
) -> tuple[float, float, list[float]]:
    """Thickness, gap and heights of rows that fill a height as far as bars and gaps may grow."""
    heights = _heights(lines, counts, above, thick)
    between = len(heights) - 1
    if sum(heights) + gap * between >= height:
        return thick, gap, heights
    share = height / (sum(heights) + gap * between)
    for factor in (min(share, _THICKER), (1 + min(share, _THICKER)) / 2, 1.0):
        thicker = float(int(thick * factor))
        heights = _heights(lines, counts, above, thicker)
        if sum(heights) + gap * between <= height:
            break
    if between:
        gap = max(gap, float(int(min((height - sum(heights)) / between, max(heights) * _WIDER))))
    return thicker, gap, heights


def category_labels(made: Layout, measure: TextMeasure, first_mark: Sequence[int]) -> list[TextItem]:
    """The rows' names, in the left column or above their marks; `first_mark` is the mark a row's name speaks of."""
    line = line_height(LABEL_SIZE)
    texts = []
    for number, row in enumerate(made.rows):
        top = row.top if made.above else round(row.top + (row.height - len(row.lines) * line) / 2)
        for index, text in enumerate(row.lines):
            box = Box(made.left, top + index * line, measure(text, LABEL_SIZE, False), line)
            texts.append(TextItem(text, box, LABEL_SIZE, "category", mark=first_mark[number]))
    return texts


def legend(
    titles: Sequence[str], color_roles: Sequence[str], room: Box, measure: TextMeasure
) -> tuple[list[TextItem], list[LegendSwatch]]:
    """The names of several series, each after a patch of its colour, in as many lines as they need."""
    line = line_height(LABEL_SIZE)
    texts, chips = [], []
    x, y = room.x, room.y
    for title, color_role in zip(titles, color_roles, strict=True):
        text = wrap_text(title, room.width - _CHIP - 6, LABEL_SIZE, measure, most=1)[0]
        width = measure(text, LABEL_SIZE, False)
        if x > room.x and x + _CHIP + 6 + width > room.right:
            x, y = room.x, y + line
        chips.append(LegendSwatch(Box(x, y + round((line - _CHIP) / 2), _CHIP, _CHIP), color_role))
        texts.append(TextItem(text, Box(x + _CHIP + 6, y, width, line), LABEL_SIZE, "key"))
        x += _CHIP + 6 + width + 16
    return texts, chips


def _bars_height(count: int, thick: float) -> float:
    return count * thick + (count - 1) * BETWEEN_SERIES


def _heights(lines: Sequence[Sequence[str]], counts: Sequence[int], above: bool, thick: float) -> list[float]:
    line = line_height(LABEL_SIZE)
    if above:
        name = [len(each) * line + _BELOW_NAME for each in lines]
        return [high + _bars_height(count, thick) for high, count in zip(name, counts, strict=True)]
    heights = [max(len(each) * line, _bars_height(count, thick)) for each, count in zip(lines, counts, strict=True)]
    tall = sum(len(each) > 1 for each in lines)
    even = len(set(counts)) == 1 and all(len(each) <= 2 for each in lines) and tall * _FEW >= len(lines)
    return [max(heights)] * len(heights) if even else heights


_MOST_INSIDE = 100
"""Labels that are tried inside their bars."""
INSIDE = 8.0
"""Between a bar's end and a label inside it."""


@dataclass(frozen=True, slots=True)
class LengthScale:
    """Where zero lies, how many pixels one unit is, and which labels stand inside their bars."""

    zero: float
    scale: float
    inside: frozenset[int]


def fit_lengths(values: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float) -> LengthScale:
    """The longest bars from a common zero between `left` and `right` with every label beside or inside its bar.

    Labels stand outside while that leaves the bars half the room; then those of the longest bars go inside.
    """
    outside = _scale(values, widths, frozenset(), left, right, gap)
    best = LengthScale(_zero(values, widths, frozenset(), left, gap, outside), outside, frozenset())
    span = max(*values, 0.0) - min(*values, 0.0) if values else 0.0
    inside: set[int] = set()
    for longest in sorted(range(len(values)), key=lambda i: -abs(values[i]))[:_MOST_INSIDE]:
        if best.scale * span >= (right - left) / 2:
            break
        inside.add(longest)
        scale = _scale(values, widths, frozenset(inside), left, right, gap)
        if all(abs(values[i]) * scale >= widths[i] + 2 * INSIDE for i in inside) and scale > best.scale:
            best = LengthScale(_zero(values, widths, frozenset(inside), left, gap, scale), scale, frozenset(inside))
    return best


def _furthest(bars: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The bars that may reach furthest at some scale: those than which no other is both longer and wider labelled."""
    found: list[tuple[float, float]] = []
    for length, reach in sorted(bars, reverse=True):
        if not found or reach > found[-1][1]:
            found.append((length, reach))
    return found


def _reach(index: int, widths: Sequence[float], inside: frozenset[int], gap: float) -> float:
    return 0.0 if index in inside else gap + widths[index]


def _scale(
    values: Sequence[float], widths: Sequence[float], inside: frozenset[int], left: float, right: float, gap: float
) -> float:
    """Pixels for one unit such that the furthest reach to the left and to the right meet the room's edges."""
    reaches = [(value, _reach(i, widths, inside, gap)) for i, value in enumerate(values)]
    leftward = _furthest((-value, reach) for value, reach in reaches if value < 0) or [(0.0, 0.0)]
    rightward = _furthest((value, reach) for value, reach in reaches if value >= 0) or [(0.0, 0.0)]
    limits = [
        (right - left - a - b) / (below + above)
        for (below, a), (above, b) in product(leftward, rightward)
        if below + above > 0
    ]
    return max(min(limits, default=0.0), 0.0)


def _zero(
    values: Sequence[float], widths: Sequence[float], inside: frozenset[int], left: float, gap: float, scale: float
) -> float:
    reaches = [-value * scale + _reach(i, widths, inside, gap) for i, value in enumerate(values) if value < 0]
    return left + max(reaches, default=0.0)
