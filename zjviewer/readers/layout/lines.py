"""Joins characters to lines, and detects lines that are not part of the text: page numbers, page headers and
footers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zjviewer.core.model.report import DropReason
from zjviewer.readers.common.aligned_tables import Word
from zjviewer.readers.layout.visible_text import Char

_PAGE_NUMBER = re.compile(
    r"[-—－–_~·•\s]*+(?:第\s*+)?(?:\d{1,4}|[ivxⅰ-ⅻ]{1,6})(?:\s*+页)?(?:\s*+[/／,，共]\s*+(?:共\s*+)?\d{1,4}(?:\s*+页)?)?[-—－–_~·•\s]*",
    re.I,
)
_EDGE = 0.13
"""Height of the areas for page numbers, headers and footers at the top and bottom, as a share of the page height."""
_MOST_EDGE_LINES = 3
_GAP = 0.75
"""Widest gap next to a Chinese character that is not a space, as a multiple of the font size."""
_WORD_GAP = 0.2
_WIDE_GAP = 1.3
"""Smallest gap between cells of a table without ruled lines, as a multiple of the font size."""
_MOST_NUMBERS = 2_000
_STRETCHED = 0.3
"""Median gap from which a line is justified by wide letter spacing, as a multiple of the font size."""
_LEADERS = re.compile(r"(?<![…⋯·.．\s])(?>([…⋯·.．\s]*?)(?:…|⋯|·{3}|\.{4}|．{3}))[…⋯·.．\s]*+\d*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Text line of a page; coordinates and font size in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    page: int

    @property
    def middle(self) -> float:
        """Vertical centre, in points."""
        return (self.y0 + self.y1) / 2


def lines_of(letters: Iterable[Char], page: int) -> list[Line]:
    """Lines from top to bottom; characters at the same height form a line, in any order of the file."""
    return [line_of(row, page) for row in rows_of(letters)]


def rows_of(letters: Iterable[Char]) -> list[list[Char]]:
    """Rows of characters at the same height: rows from top to bottom, characters from left to right."""
    rows: list[list[Char]] = []
    top = bottom = 0.0
    for letter in sorted(letters, key=lambda letter: letter.middle):
        height = bottom - top
        if rows and top + 0.2 * height <= letter.middle <= bottom - 0.2 * height:
            rows[-1].append(letter)
            top, bottom = min(top, letter.y0), max(bottom, letter.y1)
            if bottom - top > 2.2 * letter.size:
                top, bottom = letter.y0, letter.y1
        else:
            rows.append([letter])
            top, bottom = letter.y0, letter.y1
    return [sorted(row, key=lambda letter: letter.x0) for row in rows]


def words_in(row: Sequence[Char]) -> list[Word]:
    """Cell texts of a row, divided at wide gaps; `row` is ordered from left to right."""
    size = median(letter.size for letter in row)
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(row), 1) if b.x0 - a.x1 > _WIDE_GAP * size), len(row)]
    parts = (row[start:end] for start, end in pairwise(starts))
    return [Word(_worded(part, size), part[0].x0, max(letter.x1 for letter in part)) for part in parts]


def line_of(ordered: Sequence[Char], page: int) -> Line:
    """Line that consists of characters ordered from left to right."""
    size = median(letter.size for letter in ordered)
    return Line(
        text=_LEADERS.sub(r"\1……", _worded(ordered, size)),
        x0=ordered[0].x0,
        y0=min(letter.y0 for letter in ordered),
        x1=max(letter.x1 for letter in ordered),
        y1=max(letter.y1 for letter in ordered),
        size=size,
        page=page,
    )


class Numbers:
    """Cache of equal coordinates, so that the many lines of a document share float objects. It reduces memory use."""

    def __init__(self) -> None:
        self._known: dict[float, float] = {}

    def line(self, line: Line) -> Line:
        """Line with its coordinates rounded to 0.01 points and taken from the cache."""
        if len(self._known) > _MOST_NUMBERS:
            self._known.clear()
        x0, y0, x1, y1, size = map(self._one, (line.x0, line.y0, line.x1, line.y1, line.size))
        return Line(line.text, x0, y0, x1, y1, size, line.page)

    def _one(self, number: float) -> float:
        rounded = round(number, 2)
        return self._known.setdefault(rounded, rounded)


def _worded(ordered: Sequence[Char], size: float) -> str:
    gaps = [after.x0 - before.x1 for before, after in pairwise(ordered)]
    stretched = len(gaps) > 5 and median(gaps) > _STRETCHED * size
    parts = [ordered[0].text]
    for before, after, gap in zip(ordered, ordered[1:], gaps, strict=False):
        if after.text == before.text and abs(after.x0 - before.x0) < 0.25 * size:
            continue  # a character drawn twice for a bold look
        if _is_word(before.text) and _is_word(after.text):
            parts.append(" " if gap > _WORD_GAP * size and not (stretched and gap < _GAP * size) else "")
        else:
            parts.append(" " if gap > _GAP * size and not stretched else "")
        parts.append(after.text)
    return "".join(parts)


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def repeated_page_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> dict[Line, DropReason]:
    """Lines at the top and bottom of pages that are page numbers or recur on half of the pages, with the reason to
    leave them out."""
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    often = max(2, (len(pages) + 1) // 2)
    found: dict[Line, DropReason] = {}
    for edge in edges:
        for line in edge:
            if _PAGE_NUMBER.fullmatch(line.text):
                found[line] = "page number"
            elif len(pages) > 2 and seen[_key(line)] >= often:
                found[line] = "running head"
    return found


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    top = [line for line in lines[:_MOST_EDGE_LINES] if line.y1 < _EDGE * height]
    bottom = [line for line in lines[-_MOST_EDGE_LINES:] if line.y0 > (1 - _EDGE) * height]
    return [*top, *bottom]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.middle / 12)
