"""Detection of tables in plain text: cells separated by tabs, drawn lines or wide gaps, or one cell per line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from zjviewer.core.text.width import display_width
from zjviewer.readers.common.aligned_tables import VALUE, AlignedTable, Word, aligned_tables
from zjviewer.readers.common.blocks import table_of
from zjviewer.readers.text.stacked_tables import stacked_tables
from zjviewer.readers.text.unit_tables import unit_tables

_LABEL_HEADS = re.compile(
    r"(?:信息内容|统计指标|指标名称|指标|项目名称|项目|类别|名称)(?=[ \u3000]|本年|上一?年|采购|制发)"
)
_NO_HEADING = re.compile(r"[。；;！!？?，,：]|\d")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_LONGEST_HEADING = 24
_WORD = re.compile(r"\S+(?:[ \u3000]\S+)*")
_DRAWN = re.compile(r"^\s*[│┃|](.*)[│┃|]\s*$")
_RULE = re.compile(r"^[\s\-+=|─━┄┈│┃┌┐└┘├┤┬┴┼╋┏┓┗┛┣┫┳┻╔╗╚╝═║╠╣╦╩╬]+$")
_BARS = re.compile("[│┃|]")


def tables_in(lines: Sequence[str]) -> list[AlignedTable]:
    """Tables among the lines, in order; empty where there is none."""
    found: list[AlignedTable] = []
    for finder in (_drawn, unit_tables, _tabbed, _spaced, stacked_tables):
        for start, end in _free(found, len(lines)):
            found += [_moved(each, start) for each in finder(lines[start:end])]
        found.sort(key=lambda each: each.start)
    return found


def _moved(found: AlignedTable, by: int) -> AlignedTable:
    return found._replace(start=found.start + by, end=found.end + by)


def _free(found: Sequence[AlignedTable], length: int) -> list[tuple[int, int]]:
    """Half-open ranges [start, end) of lines between the tables."""
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found), length]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]


def _drawn(lines: Sequence[str]) -> Iterator[AlignedTable]:
    """Tables with borders drawn with characters."""
    for drawn, run in groupby(range(len(lines)), lambda n: bool(_DRAWN.match(lines[n]) or _RULE.match(lines[n]))):
        numbers = list(run)
        matches = [_DRAWN.match(lines[n]) for n in numbers if not _RULE.match(lines[n])]
        rows = [[cell.strip() for cell in _BARS.split(match[1])] for match in matches if match]
        if drawn and len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            yield AlignedTable(numbers[0], numbers[-1] + 1, table_of(rows))


def _tabbed(lines: Sequence[str]) -> Iterator[AlignedTable]:
    """Tables separated by tabs: rows with an equal number of tabs or, where merged cells reduce the number of tabs,
    with an equal number of values at the end."""
    for tabbed, run in groupby(range(len(lines)), lambda n: "\t" in lines[n]):
        if not tabbed:
            continue
        numbers = list(run)
        alike = [list(rows) for _, rows in groupby(numbers, lambda n: lines[n].count("\t"))]
        if any(len(rows) == 1 for rows in alike):
            ragged = [[Word(cell.strip(), 0, 0) for cell in lines[n].split("\t") if cell.strip()] for n in numbers]
            with_units = list(unit_tables(lines[numbers[0] : numbers[-1] + 1], tabs=True))
            tables = with_units or list(aligned_tables(ragged, placed=False))
            if tables:
                yield from (_moved(each, numbers[0]) for each in tables)
                continue
        for rows in alike:
            if len(rows) > 1:
                yield AlignedTable(rows[0], rows[-1] + 1, table_of([lines[n].split("\t") for n in rows]))


def _spaced(lines: Sequence[str]) -> Iterator[AlignedTable]:
    return aligned_tables([_words(line) for line in lines])


def _words(line: str) -> list[Word]:
    """Cell texts of a line, divided at wide gaps; before values at the end and between column headings, one space is
    enough."""
    heads = _headings(line)
    if heads:
        return heads
    found: list[Word] = []
    word = _Placed(line)
    for match in _WORD.finditer(line):
        pieces = [piece.span() for piece in re.finditer(r"\S+", match[0])]
        values = 0
        while values < len(pieces) and VALUE.fullmatch(match[0], *pieces[-1 - values]):
            values += 1
        labels = len(pieces) - values
        offset = match.start()
        if labels:
            found.append(word(offset, offset + pieces[labels - 1][1]))
        found += [word(offset + start, offset + end) for start, end in pieces[labels:]]
    return found


def _headings(line: str) -> list[Word]:
    """Column headings of a line that starts with the heading of the label column, such as 信息内容; empty for other
    lines."""
    match = _LABEL_HEADS.match(line.strip())
    if match is None:
        return []
    start = line.index(match[0])
    word = _Placed(line)
    found = [word(start, start + match.end())]
    for part in re.finditer(r"\S+", line[start + match.end() :]):
        begin, end = start + match.end() + part.start(), start + match.end() + part.end()
        bare = _IN_BRACKETS.sub("", part[0])
        if len(part[0]) > _LONGEST_HEADING or _NO_HEADING.search(bare):
            return []
        if not bare and len(found) > 1:
            found[-1] = Word(found[-1].text + part[0], found[-1].x0, word(begin, end).x1)
        else:
            found.append(word(begin, end))
    return found if len(found) > 1 else []


class _Placed:
    """Converts ranges of a line to cell texts with their positions in half-width characters. Call it for ranges from
    left to right."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0
        self._width = 0

    def __call__(self, start: int, end: int) -> Word:
        begin = self._width + display_width(self._line[self._at : start])
        self._at, self._width = end, begin + display_width(self._line[start:end])
        return Word(self._line[start:end], begin, self._width)
