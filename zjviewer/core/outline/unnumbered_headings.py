"""Headings without a number: short lines without punctuation, separate from the paragraphs around them."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from zjviewer.core.model.report import Span
from zjviewer.core.outline.heading_numbers import LONGEST_HEADING, Heading
from zjviewer.core.text.lazy_patterns import lazy_pattern

_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]{0,3}$")
_CLAUSE_END = re.compile(r"[；;：:…][”’」』）)]{0,3}$")
_NO_HEADING = lazy_pattern(
    r"[,，、…]$|[。！？!?；;：:\t]|^[—\-–·•●■◆*(（\[【]|^\d+(?:[.．,)]|$)|^(?:表|图|附表|附图)\s?\d|^各位|[,，].*[,，]"
)
_DATE = re.compile(
    r"(?:\d{4}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s?(?:年|[-/.])\s?[\d一二三四五六七八九十]{1,3}\s?(?:月|[-/.])"
)
_BODY = lazy_pattern(
    r"(?:人民政府|委员会|办公厅|办公室|管委会|[局厅委院部会]|集团|公司|书记|[省市县区州镇乡]长|主任|主席)$"
)
_GAP = lazy_pattern(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_CHINESE = lazy_pattern(r"[\u3400-\u9fff]")
_SHORTEST_PROSE = 12
_SHORTEST = 2
_MOST_SHORT = 0.4
"""Maximum share of short lines without punctuation in a text; a text with more of them is not prose, or has broken
lines."""
_LONGEST_ALTERNATE = 20
"""Maximum length of headings in a text where every short line is followed by a paragraph, so that half of its lines may
be headings; longer lines may be the first ones of paragraphs that are broken at a fixed width."""
_FEWEST = 2
"""Minimum number of such lines in a text for them to be headings."""

ABOVE_CHAPTERS = 0.75
"""Rank of an unnumbered heading above chapters whose numbers restart at 一 below it."""


class _Line(NamedTuple):
    span: Span
    kind: str
    """`heading` with a number or a source style, `prose`, `dash`, `short` for a candidate heading, or `other`."""


def find_unnumbered_headings(plain: str, text: str, known: Sequence[Heading]) -> list[Heading]:
    """Unnumbered headings in reading order; below numbered chapters they have the rank 0, which `place_run_ins` sets
    later.

    `plain` is the text with half-width punctuation and without tables and contents pages; `known` are numbered
    headings and those with a source style.
    """
    lines = list(_lines(plain, {heading.start for heading in known}))
    short = [line for line in lines if line.kind == "short"]
    free = [line for line in lines if line.kind != "heading"]
    chosen = list(_set_apart(lines))
    if len(chosen) < _FEWEST:
        return []
    alternate = len(chosen) == len(short) and max(span.end - span.start for span in chosen) <= _LONGEST_ALTERNATE
    if len(short) > (0.5 if alternate else _MOST_SHORT) * len(free) + 1:
        return []
    above = _stand_above(chosen, known)
    return [Heading(span.start, text[span.start : span.end], ABOVE_CHAPTERS if above else 0.0, span) for span in chosen]


def _lines(plain: str, known: Collection[int]) -> Iterator[_Line]:
    start = 0
    for piece in plain.split("\n"):
        begin = start + len(piece) - len(piece.lstrip())
        end = start + len(piece.rstrip())
        start += len(piece) + 1
        if end > begin:
            yield _Line(Span(begin, end), "heading" if begin in known else _kind(plain[begin:end]))


def _kind(line: str) -> str:
    if line.startswith("——"):
        return "dash"
    if _SENTENCE_END.search(line) or len(line) > 2 * LONGEST_HEADING:
        return "prose"
    if len(line) >= _SHORTEST_PROSE and _CLAUSE_END.search(line):
        return "prose"
    if not _SHORTEST <= len(line) <= LONGEST_HEADING or _NO_HEADING.search(line) or _GAP.search(line):
        return "other"
    if _DATE.match(line) or _BODY.search(line) or len(_CHINESE.findall(line)) < max(2, len(line) // 3):
        return "other"
    return "short"


def _set_apart(lines: Sequence[_Line]) -> Iterator[Span]:
    """Short lines after a paragraph or heading and before one; several in succession only before a heading."""
    for number, line in enumerate(lines):
        if line.kind != "short":
            continue
        before = lines[number - 1].kind if number else "start"
        after = lines[number + 1].kind if number + 1 < len(lines) else "end"
        follows = after in ("prose", "dash", "heading")
        leads = after == "short" and number + 2 < len(lines) and lines[number + 2].kind in ("heading", "prose", "dash")
        if (before != "other" and follows) or (before in ("prose", "dash", "heading") and leads):
            yield line.span


def _stand_above(chosen: Sequence[Span], known: Sequence[Heading]) -> bool:
    """Whether the lines are above the chapters: chapter numbers restart at 一 after one of them, and never continue
    across one."""
    chapters = [heading for heading in known if heading.rank <= 1 and heading.number]
    if not chapters:
        return True
    if any(heading.rank < 1 for heading in chapters):
        return False
    starts = [span.start for span in chosen]
    runs_on = any(
        any(first.start < start < second.start for start in starts) and second.number not in ("一", "第一章")
        for first, second in pairwise(chapters)
    )
    return not runs_on and starts[0] < chapters[0].start
