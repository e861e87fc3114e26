"""Detection of tables in plain text that were copied with one cell per line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from zjviewer.readers.common.aligned_tables import (
    LONGEST,
    MOST_BETWEEN,
    SENTENCE,
    SURELY,
    VALUE,
    AlignedTable,
    join_broken_labels,
    table_by_order,
)

_SUM = re.compile(r"(?:总|合)\s*计|总数")
_HEADING = re.compile(r"数量?$|件数|金额|内容|项目|指标|情况$|单位")
_ONLY_UNIT = re.compile(r"[(（](?:单位\s?[：:]\s?)?[\u4e00-\u9fff%‰/]{1,6}[)）]")
"""Line that holds the unit of the heading above it and nothing else."""
_LABEL_HEAD = re.compile(r"信息内容|统计指标|指标(?:名称)?|项目(?:名称)?|类别|名称|单位名称|部门")
"""Pattern of headings of the label column."""
_MOST_VALUES = 64
"""Largest number of values after a label; a longer sequence of numbers is not a table row."""
_MOST_HEADS = 24
"""Number of lines above the first values that are searched for headings and the first label."""


def stacked_tables(lines: Sequence[str]) -> Iterator[AlignedTable]:
    """Tables with one cell per line, in order: a label, followed by one value per column."""
    runs = _runs(lines)
    at = 0
    while at < len(runs):
        groups = _groups(runs, at)
        if not groups:
            at += 1
            continue
        table = _table(lines, runs, at, groups)
        if table is not None:
            yield table
        at += 2 * len(groups)


class _Run(NamedTuple):
    """Indices of successive lines of one kind, without blank lines."""

    kind: str
    """Kind of the lines: `label`, `value` or `other`."""
    lines: tuple[int, ...]


def _runs(lines: Sequence[str]) -> list[_Run]:
    filled = ((number, _line_kind(line)) for number, line in enumerate(lines) if line.strip())
    return [
        _Run(kind, tuple(number for number, _ in run))
        for kind, run in groupby(filled, key=lambda numbered: numbered[1])
    ]


def _line_kind(line: str) -> str:
    text = line.strip()
    if VALUE.fullmatch(text):
        return "value"
    return "other" if len(text) > LONGEST or SENTENCE.search(text) or "\t" in text else "label"


def _groups(runs: Sequence[_Run], at: int) -> list[_Run]:
    """Runs of values of equal length with only a few labels between them; the run at `at` contains the labels of the
    first one. Empty where that run has no labels or no values follow."""
    found: list[_Run] = []
    count = 0
    for number in range(at, len(runs) - 1, 2):
        labels, values = runs[number], runs[number + 1]
        if labels.kind != "label" or values.kind != "value" or len(values.lines) > _MOST_VALUES:
            break
        if found and (len(values.lines) != count or len(labels.lines) > min(count + 1, MOST_BETWEEN)):
            break
        count = len(values.lines)
        found.append(values)
    return found


def _table(lines: Sequence[str], runs: Sequence[_Run], at: int, groups: Sequence[_Run]) -> AlignedTable | None:
    count = len(groups[0].lines)
    labels = [n for n in runs[at].lines[-_MOST_HEADS:] if not _ONLY_UNIT.fullmatch(lines[n].strip())]
    headed = any(_HEADING.search(lines[n]) for n in labels[-2 - count : -1])
    if len(groups) < 2 and count < SURELY and not headed:
        return None
    if len(groups) < 2 and not headed:
        labels = []  # many values without a recognised heading: the lines above may all be headings
    rows = _stacked_heads([_with_unit(lines, n) for n in labels[:-1]], count)
    start = labels[-1 - sum(map(len, rows))] if labels else groups[0].lines[0]
    above = tuple(labels[-1:])
    for number, group in enumerate(groups):
        names = join_broken_labels([lines[n].strip() for n in above])
        rows += [[text] for text in names[:-1]]
        rows.append([*names[-1:], *(lines[n].strip() for n in group.lines)])
        above = runs[at + 2 * number + 2].lines if number + 1 < len(groups) else ()
    return table_by_order(rows, count)._replace(start=start, end=groups[-1].lines[-1] + 1)


def _with_unit(lines: Sequence[str], at: int) -> str:
    """Heading with the unit in brackets that stands on the line below it."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return lines[at].strip() + (below if _ONLY_UNIT.fullmatch(below) else "")


def _stacked_heads(labels: list[str], count: int) -> list[list[str]]:
    """Heading rows from the last labels above the first row; empty where their number does not match the number of
    columns."""
    named = len(labels) - 1 - count
    if named >= 0 and _LABEL_HEAD.fullmatch(labels[named]):
        return [labels[named:]]
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
