"""Joins lines to paragraphs across soft line breaks and page ends, by first-line indents, short last lines and font
sizes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zjviewer.readers.common.blocks import Paragraph, join_wrapped_lines
from zjviewer.readers.layout.lines import Line

_NUMERAL = "[一二三四五六七八九十百]"
_OPENS = re.compile(
    rf"第{_NUMERAL}+[编章节条]|{_NUMERAL}{{1,3}}、|[（(](?:{_NUMERAL}{{1,3}}|\d{{1,2}})[）)]|\d{{1,2}}[.、．](?!\d)|[—●■◆]{{1,2}}"
)
_ENDS = re.compile(r"[。！？!?；;：:][”’」』）)]*$")
_INDENT = 1.3
"""Smallest first-line indent, as a multiple of the font size; the usual one is two."""
_SHORT = 2.3
_HANGING = 4.0
_VERY_SHORT = 6.0
_LARGER = 1.12
"""Smallest font size of a heading, as a multiple of the body size."""
_ALIKE = 1.25
"""Largest ratio between font sizes of headings of one level."""
_MEASURED = 1_000
"""Number of lines from which the line pitch is measured."""
_LONGEST_HEADING = 60
_NO_HEADING = re.compile(r"[：；]|[。，]$|^[\d\W]+$")


@dataclass(frozen=True, slots=True)
class Measure:
    """Layout of the text of a document, in points."""

    left: float
    right: float
    size: float
    pitch: float
    """Distance from one line to the next."""
    indented: bool
    """Whether paragraphs start with an indent."""
    width: float
    """Width of the page."""


def measure_of(lines: Sequence[Line], width: float) -> Measure:
    """Layout of the lines of pages with equal width. `lines` must not be empty."""
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(line.size * 2) / 2] += len(line.text)
    size = weight.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size] or list(lines)
    starts = Counter(round(line.x0 / 3) for line in body)
    often = [start for start, count in starts.items() if count >= max(2, 0.12 * len(body))] or list(starts)
    left = 3.0 * min(often)
    ends = sorted(line.x1 for line in body)
    right = ends[min(len(ends) - 1, int(0.92 * len(ends)))]
    inner = sum(1.3 * size < line.x0 - left < 3 * size for line in body)
    steps = [b.y0 - a.y0 for a, b in pairwise(body[:_MEASURED]) if a.page == b.page and 0 < b.y0 - a.y0 < 6 * size]
    pitch = median(steps) if steps else 1.6 * size
    return Measure(left, right, size, pitch, inner >= 0.08 * len(body) and inner > 1, width)


def paragraphs_of(lines: Iterable[Line], measure: Measure, sizes: Sequence[float]) -> list[Paragraph]:
    """Paragraphs of successive lines without a table between them. `sizes`: font sizes of headings, in descending
    order."""
    begun: list[Line] = []
    found: list[Paragraph] = []
    for line in lines:
        if begun and _begins(begun, line, measure):
            found.append(_paragraph(begun, measure, sizes))
            begun = []
        begun.append(line)
    if begun:
        found.append(_paragraph(begun, measure, sizes))
    return found


def heading_sizes(lines: Sequence[Line], measure: Measure) -> list[float]:
    """Font sizes of headings, in descending order, at most four; empty for a document without larger text."""
    found: list[float] = []
    for size in sorted({line.size for line in lines if line.size > _LARGER * measure.size and len(line.text) > 1}):
        if not found or size > _ALIKE * found[-1]:
            found.append(size)
    return found[::-1][:4]


def is_centred(line: Line, measure: Measure) -> bool:
    """Whether a line is centred on the page or in the text area, with space on both sides."""
    room = 2 * measure.size
    inside = line.x0 > measure.left + room and line.x1 < measure.right - room
    middles = (measure.width / 2, (measure.left + measure.right) / 2)
    return inside and min(abs((line.x0 + line.x1) / 2 - middle) for middle in middles) < 1.2 * line.size


def _begins(begun: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a line starts a new paragraph after the lines `begun` of the previous one."""
    before = begun[-1]
    size = measure.size
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size):
        return True
    if line.page == before.page and line.y0 - before.y0 > 1.55 * max(measure.pitch, 1.1 * line.size):
        return True
    centred = is_centred(line, measure), is_centred(before, measure)
    if centred[0] != centred[1]:
        return centred[0] or line.x0 > measure.left + _INDENT * size or before.x1 < measure.right - _VERY_SHORT * size
    if centred[0]:
        return not (line.size > _LARGER * size and line.page == before.page)
    ended = bool(_ENDS.search(before.text))
    edge = measure.right
    if ended and line.page != before.page and not measure.indented:
        edge = max(edge, measure.width - measure.left)  # few short lines tell nothing about the right margin
    lack = edge - before.x1
    if line.x0 > measure.left + _INDENT * size:
        same = abs(line.x0 - before.x0) < 0.6 * size and len(begun) > 1
        near = abs(line.x0 - before.x0) < 0.6 * size
        hanging = near and lack < _HANGING * size and not ended and not _OPENS.match(line.text)
        return not (hanging or (same and lack < _SHORT * size))
    if lack > (_VERY_SHORT if measure.indented and not ended else _SHORT) * size:
        return True
    return bool(_OPENS.match(line.text)) and (ended or lack > size)


def _paragraph(lines: Sequence[Line], measure: Measure, sizes: Sequence[float]) -> Paragraph:
    texts = [line.text for line in lines]
    text = join_wrapped_lines(texts)
    pages: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if not pages or pages[-1][1] != line.page:
            pages.append((len(join_wrapped_lines(texts[:index])), line.page))
    depth = next((d for d, size in enumerate(sizes, 1) if size - 0.1 <= lines[0].size <= _ALIKE * size), 0)
    level = depth if len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text) else 0
    return Paragraph(text, level=level, centred=is_centred(lines[0], measure), pages=tuple(pages))
