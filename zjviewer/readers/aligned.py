"""Tables without ruled lines: rows of words with wide gaps between them, in a text or on a page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile, zip_longest
from typing import NamedTuple

from zjviewer.readers.blocks import SourceTable, TableCell

VALUE = re.compile(r"[-−+]?\d[\d,，]*(?:[.．]\d+)?[%％]?|[-—–−/／]{1,4}|不适用|无|N/?A", re.I)
"""A cell that states a number, or that there is none."""
_OPENS = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|合计|总计|其中")
_SUM = re.compile(r"(?:总|合)\s*计|总数")
_SENTENCE = re.compile(r"[。；;！!？?：:]$|…|\.{3}")
_NUMBER = re.compile(r"\d")
_HEADING = re.compile(r"数量?$|件数|金额|内容|项目|指标|情况$|单位")
_LONGEST = 44
"""Code points of a label; more is a sentence."""
_LONGEST_HEAD = 24
_MOST_BETWEEN = 3
"""Lines with nothing but a label between two with values."""
_MOST_HEADS = 3
_SURELY = 6
"""Values in a row that make a table by themselves."""
_FEWEST_ALONE = 3
"""Rows with a single value that make a table; of more values two rows do."""


class Word(NamedTuple):
    """Words without a wide gap inside, and from where to where they stand."""

    text: str
    x0: float
    x1: float


Row = Sequence[Word]


def aligned_tables(rows: Sequence[Row], placed: bool = True) -> Iterator[tuple[int, int, SourceTable]]:
    """Stretches [start, end) of rows that are tables; rows without a word part them.

    Where the words are not `placed` one below the other, only their order tells their columns.
    """
    at = 0
    while at < len(rows):
        last = _run(rows, at)
        if last is None:
            at += 1
            continue
        count = _usual(rows[at:last])
        first = at - _heads_above(rows, at, count)
        if not placed and not _told_by_order(rows[first:at], count):
            first = at
        yield first, last, _table(rows[first:last], count, placed)
        at = last


def values_in(row: Row) -> int:
    """How many values a row ends with."""
    return sum(1 for _ in takewhile(lambda word: VALUE.fullmatch(word.text), reversed(row)))


def _run(rows: Sequence[Row], start: int) -> int | None:
    """Where the table ends whose first row of values is this one; None where it is none."""
    if not _states(rows[start]):
        return None
    last = at = start
    while at + 1 < len(rows):
        at += 1
        if _states(rows[at]):
            last = at
        elif not _labels(rows[at]) or at - last > _MOST_BETWEEN:
            break
    stating = [row for row in rows[start : last + 1] if _states(row)]
    count = _usual(stating)
    agreeing = [row for row in stating if values_in(row) == count]
    headed = _heads_above(rows, start, count) and len(rows[start - 1]) == count + 1
    fewest = 1 if headed or count >= _SURELY else _FEWEST_ALONE if count == 1 else 2
    numbers = sum(bool(_NUMBER.search(row[-1].text)) for row in agreeing)
    if len(agreeing) < fewest or len(agreeing) < 0.6 * len(stating) or not numbers:
        return None
    return last + 1


def _states(row: Row) -> bool:
    values = values_in(row)
    labels = row[: len(row) - values]
    short = sum(len(word.text) for word in labels) <= _LONGEST and not any(_SENTENCE.search(w.text) for w in labels)
    return values > 0 and (values > 1 or bool(labels)) and short


def _labels(row: Row) -> bool:
    return len(row) == 1 and len(row[0].text) <= _LONGEST and not _SENTENCE.search(row[0].text)


def _usual(rows: Sequence[Row]) -> int:
    found = Counter(values_in(row) for row in rows if _states(row))
    return max(found, key=lambda count: (found[count], count))


def _heads_above(rows: Sequence[Row], at: int, count: int) -> int:
    """How many rows of headings stand right above."""
    found = 0
    while found < _MOST_HEADS and at - found > 0:
        row = rows[at - found - 1]
        heads = 1 < len(row) <= 2 * count + 2 and not values_in(row)
        if not heads or any(len(word.text) > _LONGEST_HEAD or _SENTENCE.search(word.text) for word in row):
            break
        found += 1
    return found


def _told_by_order(heads: Sequence[Row], count: int) -> bool:
    """Whether the order of headings alone tells over which columns they stand."""
    lengths = [len(row) for row in heads]
    paired = any(a + b - 1 == count for a, b in pairwise(lengths))
    return paired or all(length in (2, count, count + 1) for length in lengths)


def _table(rows: Sequence[Row], count: int, placed: bool) -> SourceTable:
    """A column of labels and those of values, told by where the values stand."""
    ranges = _ranges([row for row in rows if values_in(row) == count and _states(row)], count) if placed else []
    made: list[list[tuple[int, int, str]]] = []
    begun = False
    for row in rows:
        values = min(values_in(row), count) if _states(row) else 0
        begun = begun or values > 0
        if not begun:
            made.append(_heading(row, ranges, count))
            continue
        labels, stated = row[: len(row) - values], row[len(row) - values :]
        if not values and made and _goes_on(labels, made[-1]):
            column, span, text = made[-1][0]
            made[-1][0] = (column, span, text + labels[0].text)
            continue
        made += [[(0, 1, word.text)] for word in (labels[:-1] if values else labels)]
        if values:
            places = _places(stated, ranges, count)
            own = [(0, 1, labels[-1].text)] if labels else []
            made.append(own + [(n + 1, 1, word.text) for n, word in zip(places, stated, strict=True)])
    _spread(made, count)
    bare = int(all(column > 0 for row in made for column, _, _ in row))  # no label at all
    cells = tuple(TableCell(r, c - bare, text, 1, span) for r, row in enumerate(made) for c, span, text in row)
    return _filled(SourceTable(len(made), count + 1 - bare, cells))


def _ranges(rows: Sequence[Row], count: int) -> list[tuple[float, float]]:
    """From where to where each column of values goes; none where they do not stand one below the other."""
    found = [(min(row[n - count].x0 for row in rows), max(row[n - count].x1 for row in rows)) for n in range(count)]
    return [] if any(after[0] < before[1] for before, after in pairwise(found)) else found


def _goes_on(labels: Row, before: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a line is the rest of the label of the row before it."""
    broken = len(labels) == 1 and before[0][0] == 0 and len(before) > 1 and len(before[0][2]) > 6
    return broken and len(labels[0].text) <= len(before[0][2]) and not _OPENS.match(labels[0].text)


def _heading(row: Row, ranges: Sequence[tuple[float, float]], count: int) -> list[tuple[int, int, str]]:
    """Over which columns each heading stands: those whose middles it covers, or the nearest."""
    texts = [word.text for word in row]
    if len(row) == count + 1 or (not ranges and len(row) <= count):
        start = count + 1 - len(row)
        return [(start + n, 1, text) for n, text in enumerate(texts)]
    if not ranges:
        return [(min(n, count), 1, text) for n, text in enumerate(texts[: count + 1])]
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
    """Columns of values; a row with fewer of them tells by where they stand which are missing."""
    if len(stated) >= count or not ranges:
        return list(range(count))[-len(stated) :]
    middles = [(start + end) / 2 for start, end in ranges]
    near = [min(range(count), key=lambda n: abs(middles[n] - (w.x0 + w.x1) / 2)) for w in stated]
    return near if near == sorted(set(near)) else list(range(count))[-len(stated) :]


def _spread(made: list[list[tuple[int, int, str]]], count: int) -> None:
    """Two rows of headings of which the lower one parts one of the upper: 自然人 | 法人或其他组织 | 总计 over five."""
    for n in range(len(made) - 1):
        upper, lower = made[n], made[n + 1]
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
    """With an empty cell wherever there is none."""
    covered = {(c.row, c.column + n) for c in table.cells for n in range(c.columns)}
    empty = [
        TableCell(row, column, "")
        for row in range(table.height)
        for column in range(table.width)
        if (row, column) not in covered
    ]
    cells = sorted((*table.cells, *empty), key=lambda cell: (cell.row, cell.column))
    return SourceTable(table.height, table.width, tuple(cells))


def stacked_tables(lines: Sequence[str]) -> Iterator[tuple[int, int, SourceTable]]:
    """Stretches [start, end) of lines that hold one cell each: a label, and below it as many values as there are
    columns."""
    at = 0
    while at < len(lines):
        groups = list(_groups(lines, at))
        count = groups[0].values if groups else 0
        labels = [n for n in range(at, groups[0].start) if lines[n].strip()] if groups else []
        headed = any(_HEADING.search(lines[n]) for n in labels[-2 - count : -1])
        if len(groups) < 2 and count < _SURELY and not headed:
            at += 1
            continue
        if len(groups) < 2 and not headed:
            labels = []
        rows = _stacked_heads([lines[n].strip() for n in labels[:-1]], count)
        start = labels[-1 - sum(map(len, rows))] if labels else groups[0].start
        above = labels[-1:]
        for group, following in zip_longest(groups, groups[1:]):
            cells = (lines[n].strip() for n in (*above, *range(group.start, group.end)))
            rows.append([text for text in cells if text])
            above = list(range(group.end, following.start)) if following else []
        yield start, groups[-1].end, _table([[Word(text, 0, 0) for text in row] for row in rows], count, placed=False)
        at = groups[-1].end


class _Group(NamedTuple):
    """Lines [start, end) with nothing but values."""

    start: int
    end: int
    values: int


def _groups(lines: Sequence[str], at: int) -> Iterator[_Group]:
    """Groups of as many values each, with nothing but labels between them, from a line with a label on."""
    count = 0
    between = 0
    labelled = False
    while at < len(lines):
        text = lines[at].strip()
        if not text:
            at += 1
        elif VALUE.fullmatch(text):
            start, values = at, 0
            while at < len(lines) and (not lines[at].strip() or VALUE.fullmatch(lines[at].strip())):
                values += bool(lines[at].strip())
                at += 1
            if (count and (values != count or between > count + 1)) or not labelled:
                return
            yield _Group(start, at, values)
            count, between, labelled = values, 0, False
        elif len(text) > _LONGEST or _SENTENCE.search(text) or "\t" in text or (count and between > _MOST_BETWEEN):
            return
        else:
            between += 1
            labelled = True
            at += 1


def _stacked_heads(labels: list[str], count: int) -> list[list[str]]:
    """The last labels above the first row, where they are as many as the columns need."""
    if count < len(labels) <= count + 3:
        return [labels[-count - 1 :]]
    if len(labels) == count:
        return [labels]
    total = next((n for n in range(len(labels) - 1, -1, -1) if _SUM.fullmatch(labels[n])), -1)
    lower = labels[total + 1 :]
    upper = labels[total - (count - len(lower)) : total + 1] if total >= 0 and 1 < len(lower) < count else []
    if len(upper) + len(lower) - 1 == count and len(upper) > 1:
        return [upper, lower]
    return []
