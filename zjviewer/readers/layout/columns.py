"""Detection of two-column pages: position of the gutter between the columns, and the reading order of the
characters."""

from collections.abc import Sequence
from itertools import accumulate, groupby
from statistics import median
from typing import NamedTuple

from zjviewer.readers.layout.visible_text import Char

_BIN = 2.0
"""Width of a histogram bin in which characters are counted, in points."""
_MIDDLE = (0.35, 0.65)
"""Range of the position of a gutter, as shares of the width of the text area."""
_WIDEST = 5_000.0
"""Largest width of the text area, in points; characters farther apart are outside the visible page."""
_NARROWEST = 1.1
"""Smallest width of a gutter, as a multiple of the font size."""
_FEWEST_ROWS = 10
_FEWEST_LETTERS = 8
"""Smallest mean number of characters per line in a column; shorter lines are cells of a table."""
_MOST_DIGITS = 0.3
_CROSSING = 0.2
"""Largest share of the lines that may cross the gutter, as titles do."""


class Column(NamedTuple):
    """Characters of one block of the page, in reading order of the blocks; `moved` is the distance of its column from
    the first column, in points."""

    letters: Sequence[Char]
    moved: float = 0.0


def in_reading_order(letters: Sequence[Char]) -> list[Column]:
    """Blocks of a page in reading order: a single one for a page without columns; otherwise the left column before the
    right one, divided by the lines that cross both."""
    gutter = _gutter(letters)
    if gutter is None:
        return [Column(letters)]
    start, end = gutter
    crossing = [letter for letter in letters if letter.x0 < end and letter.x1 > start]
    bands = _bands(crossing)

    def level(letter: Char) -> int:
        """Vertical section of a character: odd numbers are bands that cross the gutter, even numbers are the sections
        between them."""
        for number, (top, bottom) in enumerate(bands):
            if letter.middle < top:
                return 2 * number
            if letter.middle <= bottom:
                return 2 * number + 1
        return 2 * len(bands)

    left = min(letter.x0 for letter in letters)
    right = min(letter.x0 for letter in letters if letter.x0 >= end)
    found: list[Column] = []
    for number, group in groupby(sorted(letters, key=level), key=level):
        these = list(group)
        if number % 2:
            found.append(Column(these))
            continue
        found.append(Column([letter for letter in these if letter.x1 <= end]))
        found.append(Column([letter for letter in these if letter.x1 > end], right - left))
    return [block for block in found if block.letters]


def _gutter(letters: Sequence[Char]) -> tuple[float, float] | None:
    """Horizontal range of the gutter, in points; None for a page with one column or with too little text."""
    if len(letters) < 2 * _FEWEST_ROWS * _FEWEST_LETTERS:
        return None
    left, right = min(letter.x0 for letter in letters), max(letter.x1 for letter in letters)
    size = max(1.0, median(letter.size for letter in letters))
    if not right - left <= _WIDEST:  # written so that it also applies to NaN
        return None
    steps = [0] * (int((right - left) / _BIN) + 2)  # change of the count from one bin to the next
    for letter in letters:
        steps[int((letter.x0 - left) / _BIN)] += 1
        steps[int((letter.x1 - left) / _BIN) + 1] -= 1
    counts = list(accumulate(steps[:-1]))
    low, high = (int(share * len(counts)) for share in _MIDDLE)
    usual = median(counts)
    runs = [
        [place for place, _ in run]
        for free, run in groupby(enumerate(counts[low:high], low), lambda each: each[1] <= _CROSSING * usual)
        if free
    ]
    widest = max(runs, key=len, default=[])
    if len(widest) * _BIN < _NARROWEST * size:
        return None
    start, end = left + (widest[0] + 0.5) * _BIN, left + (widest[-1] + 0.5) * _BIN
    sides = [[x for x in letters if x.x1 <= end], [x for x in letters if x.x0 >= start]]
    return (start, end) if all(_is_prose(side, size) for side in sides) else None


def _is_prose(side: Sequence[Char], size: float) -> bool:
    rows = len({round(letter.middle / size) for letter in side})
    digits = sum(letter.text.isdecimal() for letter in side)
    return rows >= _FEWEST_ROWS and len(side) >= _FEWEST_LETTERS * rows and digits < _MOST_DIGITS * len(side)


def _bands(crossing: Sequence[Char]) -> list[tuple[float, float]]:
    """Vertical ranges of the lines that cross the gutter, in points, from top to bottom."""
    found: list[tuple[float, float]] = []
    for letter in sorted(crossing, key=lambda letter: letter.y0):
        if found and letter.y0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], letter.y1))
        else:
            found.append((letter.y0, letter.y1))
    return found
