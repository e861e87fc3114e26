"""Detection of tables in plain text whose rows consist of a label, a unit and values, with one cell per line or with
spaces between cells.

The statistics form of the reports for 2014 to 2018 is such a table. The unit before the values identifies a row, so
that neither wide gaps nor equal numbers of values are necessary.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from zjviewer.readers.common.aligned_tables import (
    SENTENCE,
    UNIT_CELL,
    VALUE,
    AlignedTable,
    group_label_lines,
    join_broken_labels,
)
from zjviewer.readers.common.blocks import table_of

_HEAD = re.compile(r"(?:计量)?单位")
_HEAD_LINE = re.compile(r"(?P<label>\S.{0,80}?)(?<!\s)\s++(?P<unit>(?:计\s?量\s?)?单\s?位)\s+(?P<values>\S.*)")
_NOTE = re.compile(r"[（(](?![一二三四五六七八九十\d]{1,3}[）)])")
_BAR = re.compile(r"[-—–−/／]+")
_NUMBER = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_LONGEST_LABEL = 80
"""Longest line of a label, in code points; the longest label of the national form has 49."""
_MOST_LABEL_LINES = 6
"""Largest number of lines without a unit or a value between two rows."""
_MOST_HEADS = 12
_MOST_VALUES = 12
_FEWEST_ROWS = 3
"""Smallest number of rows with a unit and a number in a table without a heading; below a heading, two are enough."""


class _Token(NamedTuple):
    """Cell of a line, with its kind."""

    line: int
    kind: Literal["label", "unit", "value"]
    text: str


@dataclass
class _Record:
    """Row of a table: the lines of its label, its unit and its values."""

    labels: list[_Token] = field(default_factory=list)
    unit: str = ""
    values: list[str] = field(default_factory=list)
    end: int = 0
    """Index of the line after its last cell."""

    @property
    def is_complete(self) -> bool:
        """Whether a unit or a value has been read, so that a following label starts the next record."""
        return bool(self.unit or self.values)

    @property
    def is_quantity(self) -> bool:
        """Whether the record has a unit and a number."""
        return bool(self.unit) and any(map(_NUMBER.search, self.values))


def unit_tables(lines: Sequence[str], tabs: bool = False) -> Iterator[AlignedTable]:
    """Tables among the lines, in order. A line with a tab ends a table unless `tabs` is True."""
    records: list[_Record] = []
    current = _Record()

    def finish() -> Iterator[AlignedTable]:
        nonlocal current
        if current.is_complete:
            records.append(current)
        table = _table(records)
        if table is not None:
            yield table
        records.clear()
        current = _Record()

    for number, line in enumerate(lines):
        for token in _tokens(line, number, tabs):
            if token is None:
                yield from finish()
            elif token.kind == "label":
                if current.is_complete and _is_rest_of_label(current, token):
                    current.labels.append(token)
                    current.end = number + 1
                    continue
                if current.is_complete:
                    records.append(current)
                    current = _Record()
                current.labels.append(token)
                if len(current.labels) > (_MOST_LABEL_LINES if records else _MOST_HEADS + _MOST_LABEL_LINES):
                    if records:
                        yield from finish()
                        current.labels.append(token)
                    else:
                        del current.labels[0]
            elif token.kind == "unit" and current.labels and not current.is_complete:
                current.unit = token.text
                current.end = number + 1
            elif token.kind == "value" and current.labels and len(current.values) < _MOST_VALUES:
                current.values.append(token.text)
                current.end = number + 1
            else:
                yield from finish()
    yield from finish()


def _tokens(line: str, number: int, tabs: bool) -> Iterator[_Token | None]:
    """Cells of a line; yields None where the line cannot be part of a table. A blank line has no cells."""
    text = line.strip()
    if not text:
        return
    if "\t" in text and not tabs:
        yield None
        return
    head = _HEAD_LINE.fullmatch(text) if len(text) <= _LONGEST_LABEL else None
    if head and not SENTENCE.search(text):
        yield from (_Token(number, "label", head[name]) for name in ("label", "unit"))
        yield from (_Token(number, "label", word) for word in head["values"].split())
        return
    words = text.split()
    last = len(words)
    while last > 0 and VALUE.fullmatch(words[last - 1]):
        last -= 1
    first = last - 1 if last > 0 and UNIT_CELL.fullmatch(words[last - 1]) else last
    if first > 0:
        parts = text.split(None, first)
        rest = len(parts[first]) if len(parts) > first else 0
        label = text[: len(text) - rest].rstrip()
        if len(label) > _LONGEST_LABEL or (SENTENCE.search(label) and not label.startswith("其中")):
            yield None
            return
        yield _Token(number, "label", label)
    if first < last:
        yield _Token(number, "unit", words[first])
    yield from (_Token(number, "value", word) for word in words[last:])


def _is_rest_of_label(record: _Record, token: _Token) -> bool:
    """Whether a line below the values of a row is the end of its label: it closes a bracket or is a note in
    brackets."""
    label = "".join(part.text for part in record.labels)
    opened = sum(label.count(c) for c in "（(") > sum(label.count(c) for c in "）)")
    closes = sum(token.text.count(c) for c in "）)") > sum(token.text.count(c) for c in "（(")
    return (opened and closes) or (bool(_NOTE.match(token.text)) and token.text.endswith(("）", ")")))


def _table(records: Sequence[_Record]) -> AlignedTable | None:
    """Table from records; None where too few of them have a unit and a number."""
    quantities = [record for record in records if record.is_quantity]
    if not quantities:
        return None
    count = Counter(len(record.values) for record in quantities).most_common(1)[0][0]
    first = next(n for n, record in enumerate(records) if record.unit or _is_bar(record))
    heads, labels = _split_heads(records[first], count)
    fitting = sum(len(record.values) == count for record in quantities)
    numbers = sum(any(map(_NUMBER.search, record.values)) for record in records[first:])
    if fitting < (_FEWEST_ROWS if not heads else 2) or fitting < 0.6 * numbers:
        return None
    rows = [[token.text for token in heads]] if heads else []
    start = (heads or labels)[0].line
    for number, record in enumerate(records[first:]):
        own = labels if number == 0 else record.labels
        names = join_broken_labels([token.text for token in own])
        rows += [[name] for name in names[:-1]]
        rows.append([names[-1], *_cells(record, count)])
    return AlignedTable(start, records[-1].end, table_of([row + [""] * (count + 2 - len(row)) for row in rows]))


def _is_bar(record: _Record) -> bool:
    """Whether a record is a group heading, with a dash instead of a unit and values."""
    return bool(record.values) and all(map(_BAR.fullmatch, record.values))


def _cells(record: _Record, count: int) -> list[str]:
    values = record.values
    if not record.unit and len(values) > count and _BAR.fullmatch(values[0]):
        return values[: count + 1]
    if len(values) > count:
        values = [*values[: count - 1], " ".join(values[count - 1 :])]
    if not record.unit and _is_bar(record):
        return [*values[:1], *[""] * (count - 1)]
    return [record.unit, *values]


def _split_heads(record: _Record, count: int) -> tuple[list[_Token], list[_Token]]:
    """Cells of the heading row, which contains 单位, and the label cells of the first record.

    Without a heading row, only the lines of the label belong to the table.
    """
    labels = record.labels
    for at in range(len(labels) - 2 - count, -1, -1):
        if at + 1 < len(labels) and _HEAD.fullmatch(_SPACE.sub("", labels[at + 1].text)):
            return labels[at : at + 2 + count], labels[at + 2 + count :]
    last = group_label_lines([token.text for token in labels[-_MOST_LABEL_LINES:]])[-1]
    return [], labels[len(labels) - len(last) :]
