"""Detection of tables without ruled lines: rows of cells separated by wide gaps, in plain text or on a PDF page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from zjviewer.core.figures.vocabulary import SCALE, UNIT, WRITTEN_UNIT
from zjviewer.readers.common.blocks import SourceTable, TableCell

VALUE = re.compile(rf"[-−+]?\d[\d,，]*(?:[.．]\d+)?(?:[%％]|{SCALE}(?:{UNIT})?)|[-—–−/／]{{1,4}}|不适用|无|N/?A", re.I)
"""Pattern of a value cell: a number with or without its unit, or a mark for a missing value."""
UNIT_CELL = re.compile(rf"[（(]?{WRITTEN_UNIT}[）)]?")
"""Pattern of a cell that contains only a unit."""
_OPENS = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|合计|总计|其中")
_NAMED = re.compile(r"其他.*|小计|合计|总计|规章|.*[数额率量]")
"""Pattern of complete labels that are as short as the last line of a wrapped label."""
_FRAGMENT = 6
"""Longest last line of a wrapped label without a bracket, in code points."""
SENTENCE = re.compile(r"[。；;！!？?：:]$|…|\.{3}")
_NUMBER = re.compile(r"\d")
LONGEST = 44
"""Longest label, in code points; a longer text is a sentence."""
_LONGEST_HEAD = 24
MOST_BETWEEN = 3
"""Largest number of group labels between two rows of values."""
_MOST_LINES = 8
"""Largest number of lines of one label together with the group labels above it."""
_FAR = 10_000.0
_MOST_HEADS = 3
_NEAR = 4.0
"""Largest difference between the left edges of the lines of one cell, in points or half-width characters."""
_RETRIES = 16
"""Approximate largest number of start rows that are tried in a long run of rows that is not a table."""
SURELY = 6
"""Number of values from which a single row is a table."""
_FEWEST_ALONE = 3
"""Smallest number of rows of a table with one value per row; with more values per row, two rows are enough."""


class Word(NamedTuple):
    """Text without a wide gap inside, with its horizontal range, in points or half-width characters."""

    text: str
    x0: float
    x1: float


Row = Sequence[Word]


class AlignedTable(NamedTuple):
    """Table detected in the half-open range [start, end) of rows or lines."""

    start: int
    end: int
    table: SourceTable
    edges: tuple[float, ...] = ()
    """Left edges of all columns and the right edge of the last one; empty where only the order of the columns is
    known."""


def aligned_tables(rows: Sequence[Row], placed: bool = True) -> Iterator[AlignedTable]:
    """Tables among the rows, in order; a row without text ends a table.

    `placed`: whether horizontal positions are known. If False, columns are assigned by the order of the cells.
    """
    stated = [values_in(row) if _states(row) else 0 for row in rows]
    at = 0
    while at < len(rows):
        last, reached = _run(rows, stated, at)
        if last is None:
            at += max(1, (reached - at) // _RETRIES)  # so that a long run is not examined from every row
            continue
        count = _usual(Counter(filter(None, stated[at:last])))
        first = at - _heads_above(rows, at, count)
        if not placed and not _told_by_order(rows[first:at], count):
            first = at
        yield _table(rows[first:last], count, placed)._replace(start=first, end=last)
        at = last


def table_by_order(rows: Sequence[Sequence[str]], count: int) -> AlignedTable:
    """Table of rows that end with `count` values each, columns assigned by order; the caller sets `start` and `end`."""
    return _table([[Word(text, 0, 0) for text in row] for row in rows], count, placed=False)


def group_label_lines(lines: Sequence[str]) -> list[list[str]]:
    """Lines between two rows of values, grouped by label; a label may be wrapped over several lines.

    A line continues the previous label where a bracket is still open, where it begins with a closing punctuation mark,
    or where it is too short for a label and the previous label is numbered.
    """
    groups: list[list[str]] = []
    for line in lines:
        if groups and _is_broken(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def join_broken_labels(lines: Sequence[str]) -> list[str]:
    """Labels in the lines between two rows of values, with wrapped lines joined."""
    return ["".join(group) for group in group_label_lines(lines)]


def _is_broken(group: Sequence[str], line: str) -> bool:
    before = "".join(group)
    if _has_open_bracket(before) or line[:1] in "）)，、；。,;”》":
        return True
    if _OPENS.match(line) or _NAMED.fullmatch(line) or not _OPENS.match(before) or before.endswith(("：", ":")):
        return False
    return len(line) <= _FRAGMENT and len(before) > len(line)


def _has_open_bracket(text: str) -> bool:
    return sum(map(text.count, "（(《“")) > sum(map(text.count, "）)》”"))


def values_in(row: Row) -> int:
    """Number of consecutive values at the end of a row."""
    return sum(1 for _ in takewhile(lambda word: VALUE.fullmatch(word.text), reversed(row)))


def _run(rows: Sequence[Row], stated: Sequence[int], start: int) -> tuple[int | None, int]:
    """End of the table whose first row of values is `start` (None where there is no table), and the last row examined.

    `stated`: for each row, the number of values after its label; 0 for rows that are not label and values.
    """
    if not stated[start]:
        return None, start
    last = at = start
    groups = 0
    while at + 1 < len(rows):
        at += 1
        if stated[at]:
            last, groups = at, 0
        elif not _labels(rows[at]) or at - last > _MOST_LINES:
            break
        else:
            groups += bool(_OPENS.match(rows[at][0].text))
            if groups > MOST_BETWEEN:
                break
    counts = Counter(filter(None, stated[start : last + 1]))
    count = _usual(counts)
    headed = _heads_above(rows, start, count) and len(rows[start - 1]) == count + 1
    fewest = 1 if headed or count >= SURELY else _FEWEST_ALONE if count == 1 else 2
    if counts[count] < fewest or counts[count] < 0.6 * counts.total():
        return None, at
    agreeing = (row for row, values in zip(rows[start : last + 1], stated[start:], strict=False) if values == count)
    if not any(_NUMBER.search(row[-1].text) for row in agreeing):
        return None, at
    end = last + 1
    while end < len(rows) and _ends_label(rows[last], rows[end]):
        end += 1
    return end, at


def _ends_label(row: Row, below: Row) -> bool:
    """Whether a line below the last row of values is the rest of that row's label."""
    if not values_in(row) or not _labels(below) or _OPENS.match(below[0].text) or not _OPENS.match(row[0].text):
        return False
    return abs(below[0].x0 - row[0].x0) < _NEAR and below[0].x1 <= row[-values_in(row)].x0


def _states(row: Row) -> bool:
    values = values_in(row)
    labels = row[: len(row) - values]
    short = sum(len(word.text) for word in labels) <= LONGEST and not any(SENTENCE.search(w.text) for w in labels)
    return values > 0 and (values > 1 or bool(labels)) and short


def _labels(row: Row) -> bool:
    return len(row) == 1 and len(row[0].text) <= LONGEST and not SENTENCE.search(row[0].text)


def _usual(counts: Counter[int]) -> int:
    """Most frequent number of values; of equally frequent ones, the largest."""
    return max(counts, key=lambda count: (counts[count], count))


def _heads_above(rows: Sequence[Row], at: int, count: int) -> int:
    """Number of heading rows directly above row `at`."""
    found = 0
    while found < _MOST_HEADS and at - found > 0:
        row = rows[at - found - 1]
        heads = 1 < len(row) <= 2 * count + 2 and not values_in(row)
        if not heads or any(len(word.text) > _LONGEST_HEAD or SENTENCE.search(word.text) for word in row):
            break
        found += 1
    return found


def _told_by_order(heads: Sequence[Row], count: int) -> bool:
    """Whether the order of the headings is enough to assign them to columns."""
    lengths = [len(row) for row in heads]
    paired = any(a + b - 1 == count for a, b in pairwise(lengths))
    return paired or all(length in (2, count, count + 1) for length in lengths)


def _table(rows: Sequence[Row], count: int, placed: bool) -> AlignedTable:
    """Table with a column of labels and `count` columns of values, assigned by the positions of the values."""
    ranges = _ranges([row for row in rows if values_in(row) == count and _states(row)], count) if placed else []
    laid: list[list[tuple[int, int, str]]] = []
    begun = False
    for row in rows:
        values = min(values_in(row), count) if _states(row) else 0
        begun = begun or values > 0
        if not begun:
            laid.append(_heading(row, ranges, count))
            continue
        labels, stated = row[: len(row) - values], row[len(row) - values :]
        if laid and len(labels) == 1 and _continues(labels[0], values, laid[-1]):
            column, span, text = laid[-1][0]
            laid[-1][0] = (column, span, text + labels[0].text)
            if values:
                places = _places(stated, ranges, count)
                laid[-1] += [(n + 1, 1, word.text) for n, word in zip(places, stated, strict=True)]
            continue
        laid += [[(0, 1, word.text)] for word in (labels[:-1] if values else labels)]
        if values:
            places = _places(stated, ranges, count)
            own = [(0, 1, labels[-1].text)] if labels else []
            laid.append(own + [(n + 1, 1, word.text) for n, word in zip(places, stated, strict=True)])
    _spread(laid, count)
    bare = int(all(column > 0 for row in laid for column, _, _ in row))  # 1 where no row has a label
    cells = tuple(TableCell(r, c - bare, text, 1, span) for r, row in enumerate(laid) for c, span, text in row)
    table = _filled(SourceTable(len(laid), count + 1 - bare, cells))
    return AlignedTable(0, len(rows), table, _edges(ranges, bare))


def _ranges(rows: Sequence[Row], count: int) -> list[tuple[float, float]]:
    """Horizontal range of each column of values; empty where the ranges overlap, so that there are no columns."""
    found = [(min(row[n - count].x0 for row in rows), max(row[n - count].x1 for row in rows)) for n in range(count)]
    return [] if any(after[0] < before[1] for before, after in pairwise(found)) else found


def _edges(ranges: Sequence[tuple[float, float]], bare: int) -> tuple[float, ...]:
    """Edges of the columns. The outer edges are those of the page, because labels and numbers differ in length."""
    if not ranges:
        return ()
    begins = [] if bare else [ranges[0][0]]
    return (0.0, *begins, *((a[1] + b[0]) / 2 for a, b in pairwise(ranges)), _FAR)


def _continues(label: Word, values: int, before: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a line continues the label of the previous row; at most one of the two lines may have values."""
    if before[0][0] != 0 or before[0][1] != 1:
        return False
    text = before[0][2]
    if len(before) == 1:
        return _is_broken([text], label.text) and (values > 0 or _has_open_bracket(text))
    if values:
        return False
    broken = _has_open_bracket(text) or len(text) > _FRAGMENT
    return broken and len(label.text) <= len(text) and not _OPENS.match(label.text)


def _heading(row: Row, ranges: Sequence[tuple[float, float]], count: int) -> list[tuple[int, int, str]]:
    """Columns of each heading as (column, span, text): the columns whose centre it covers, or else the nearest one."""
    texts = [word.text for word in row]
    if len(row) == count + 1 or (not ranges and len(row) <= count):
        start = count + 1 - len(row)
        return [(start + n, 1, text) for n, text in enumerate(texts)]
    if not ranges:
        return [(n, 1, text) for n, text in enumerate((*texts[:count], "".join(texts[count:]))) if text]
    middles = [(start + end) / 2 for start, end in ranges]
    found: list[tuple[int, int, str]] = []
    for word in row:
        over = [n for n, middle in enumerate(middles) if word.x0 <= middle <= word.x1]
        if word.x1 < ranges[0][0] - (ranges[0][1] - ranges[0][0]):
            place = (0, 1)
        elif over:
            place = (over[0] + 1, len(over))
        else:
            place = (min(range(count), key=lambda n: abs(middles[n] - (word.x0 + word.x1) / 2)) + 1, 1)
        if found and place[0] < found[-1][0] + found[-1][1]:
            column, span, text = found[-1]
            found[-1] = (column, span, text + word.text)
        else:
            found.append((*place, word.text))
    return found


def _places(stated: Row, ranges: Sequence[tuple[float, float]], count: int) -> list[int]:
    """Column index of each value; in a row with missing values, the positions show which ones are missing."""
    if len(stated) >= count or not ranges:
        return list(range(count))[-len(stated) :]
    middles = [(start + end) / 2 for start, end in ranges]
    near = [min(range(count), key=lambda n: abs(middles[n] - (w.x0 + w.x1) / 2)) for w in stated]
    return near if near == sorted(set(near)) else list(range(count))[-len(stated) :]


def _spread(laid: list[list[tuple[int, int, str]]], count: int) -> None:
    """Set the column spans of two heading rows where the lower row divides one heading of the upper row, such as
    法人或其他组织 between 自然人 and 总计."""
    for n in range(len(laid) - 1):
        upper, lower = laid[n], laid[n + 1]
        if len(upper) + len(lower) - 1 != count or len(upper) < 2 or any(VALUE.fullmatch(c[2]) for c in upper + lower):
            continue
        parted = max(range(len(upper)), key=lambda i: len(upper[i][2]))
        at = 1
        for i, (_, _, text) in enumerate(upper):
            span = len(lower) if i == parted else 1
            upper[i] = (at, span, text)
            if i == parted:
                lower[:] = [(at + j, 1, words) for j, (_, _, words) in enumerate(lower)]
            at += span
        return


def _filled(table: SourceTable) -> SourceTable:
    """Table with an empty cell at every grid position that no cell covers."""
    covered = {(c.row, c.column + n) for c in table.cells for n in range(c.columns)}
    empty = [
        TableCell(row, column, "")
        for row in range(table.height)
        for column in range(table.width)
        if (row, column) not in covered
    ]
    cells = sorted((*table.cells, *empty), key=lambda cell: (cell.row, cell.column))
    return SourceTable(table.height, table.width, tuple(cells))
