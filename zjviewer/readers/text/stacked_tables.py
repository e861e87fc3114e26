"""Tables that a copy has taken apart: every cell stands on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from zjviewer.readers.common.aligned_tables import (
    LONGEST,
    MOST_BETWEEN,
    SENTENCE,
    SURELY,
    VALUE,
    AlignedTable,
    table_by_order,
)

_SUM = re.compile(r"(?:总|合)\s*计|总数")
_HEADING = re.compile(r"数量?$|件数|金额|内容|项目|指标|情况$|单位")


def stacked_tables(lines: Sequence[str]) -> Iterator[AlignedTable]:
    """Tables of which every line holds one cell: a label, and below it as many values as there are columns."""
    at = 0
    while at < len(lines):
        groups = list(_groups(lines, at))
        count = groups[0].values if groups else 0
        labels = [n for n in range(at, groups[0].start) if lines[n].strip()] if groups else []
        headed = any(_HEADING.search(lines[n]) for n in labels[-2 - count : -1])
        if len(groups) < 2 and count < SURELY and not headed:
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
        yield table_by_order(rows, count)._replace(start=start, end=groups[-1].end)
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
        elif len(text) > LONGEST or SENTENCE.search(text) or "\t" in text or (count and between > MOST_BETWEEN):
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
