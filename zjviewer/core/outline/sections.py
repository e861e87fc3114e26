"""Outline of a text from headings: styled in the source, numbered, separate lines, run-in sentences, and editorial
ones."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from zjviewer.core.model.analysis import Section
from zjviewer.core.model.report import SourceGrid, Span, StyledHeading
from zjviewer.core.outline.contents_pages import contents_pages
from zjviewer.core.outline.editorial_headings import NOTHING_PLACED, ResolvedHeadings, apply_corrections
from zjviewer.core.outline.heading_numbers import (
    NUMERAL,
    SPOKEN,
    Heading,
    find_numbered_headings,
    join_spaced_letters,
    number_value,
    split_number,
)
from zjviewer.core.outline.run_in_headings import find_run_in_headings, place_run_ins, place_spoken
from zjviewer.core.outline.unnumbered_headings import find_unnumbered_headings
from zjviewer.core.text.segmentation import fold_width, mask_spans

_ARTICLE_LINE = re.compile(rf"^第{NUMERAL}条(?=\s)", re.M)
_FEWEST_ARTICLES = 2
"""Minimum number of articles for a text to be a law."""


def find_headings(
    text: str,
    placed: ResolvedHeadings = NOTHING_PLACED,
    marks: Sequence[StyledHeading] = (),
    grids: Sequence[SourceGrid] = (),
) -> tuple[Heading, ...]:
    """Headings in reading order: editorial ones, those that the source `marks`, and those detected in the text
    outside tables and contents pages, without those that an editor has removed.

    A correction of one heading does not change the others.
    """
    folded = fold_width(text)
    contents = contents_pages(folded)
    plain = mask_spans(folded, _apart([*(grid.span for grid in grids), *contents]))
    marks = [mark for mark in marks if not any(page.start <= mark.span.start < page.end for page in contents)]
    marked = _marked(text, marks)
    stands = {heading.start for heading in marked}
    numbered = [heading for heading in find_numbered_headings(plain, text, [*stands]) if heading.start not in stands]
    fixed = sorted((*marked, *numbered), key=lambda heading: heading.start)
    apart = [h for h in find_unnumbered_headings(plain, text, fixed) if not marks and h.start not in stands]
    above = [heading for heading in apart if heading.rank]
    taken = [h.span for h in (*placed.own, *fixed, *apart) if h.span is not None]
    chapters = sorted(h.start for h in (*fixed, *apart))
    is_law = len(_ARTICLE_LINE.findall(plain)) >= _FEWEST_ARTICLES
    run_ins = [h for h in find_run_in_headings(plain, text, chapters, is_law) if not _within(h.start, taken)]
    loose = [*(heading for heading in apart if not heading.rank), *run_ins]
    given, stay = apply_corrections(placed, [*marked, *numbered, *above, *loose])
    starts = {heading.start for heading in loose}
    others = [h for h in given if h.was and h.start in starts]
    firm = [h for h in given if h not in others]
    return _ranked(
        plain, [*firm, *(h for h in stay if h.start not in starts)], [*others, *(h for h in stay if h.start in starts)]
    )


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, without those that overlap an earlier one."""
    found: list[Span] = []
    for span in sorted(spans):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _within(start: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start < span.end for span in spans)


def _marked(text: str, marks: Sequence[StyledHeading]) -> list[Heading]:
    """Headings with a style in the source. The rank of one without a number is derived from the ranks of numbered
    ones of the same and other levels.

    Where numbers of one form are counted separately at several levels, the level also determines the rank.
    """
    ranks: dict[int, float] = {}
    read = []
    for mark in marks:
        number, rank, title = split_number(fold_width(text[mark.span.start : mark.span.end]))
        if title:
            start = mark.span.end - len(title)
            read.append((mark, number, rank, join_spaced_letters(text[start : mark.span.end].strip())))
            if rank is not None:
                ranks.setdefault(mark.level, rank)
    deeper = _levels_that_hold([(mark.level, number, rank) for mark, number, rank, _ in read])
    bare = 0.0
    for level in sorted({mark.level for mark, _, _, _ in read}):
        ranks[level] = ranks.get(level, bare + 0.25) + deeper.get(level, 0.0)
        bare = max(bare, ranks[level])
    return [
        Heading(
            mark.span.start,
            title.rstrip("。"),
            rank + deeper.get(mark.level, 0.0) if rank is not None else ranks[mark.level],
            mark.span,
            number,
        )
        for mark, number, rank, title in read
    ]


def _levels_that_hold(marks: Sequence[tuple[int, str, float | None]]) -> dict[int, float]:
    """Increment of the rank by level, less than 1: for levels whose numbers have the same form, but are counted
    separately."""
    found: dict[int, float] = {}
    for rank in {rank for _, _, rank in marks if rank is not None}:
        same = [(level, number_value(number)) for level, number, each in marks if each == rank]
        levels = sorted({level for level, _ in same})
        values = [value for _, value in same]
        if len(levels) > 1 and any(after != before + 1 for before, after in pairwise(values)):
            for step, level in enumerate(levels):
                found[level] = max(found.get(level, 0.0), step * 0.5 / len(levels))
    return found


def build_sections(text: str, headings: Iterable[Heading]) -> tuple[Section, ...]:
    """Sections from headings in reading order. An id is the position in the outline, such as `2.3`."""
    stack: list[tuple[float, str, int]] = []  # rank, id, children so far
    top = 0
    opened: list[Section] = []
    for heading in headings:
        own = heading.rank
        if heading.level:
            own = _make_room(stack, heading)
        while stack and stack[-1][0] >= own:
            stack.pop()
        if stack:
            rank, parent, children = stack[-1]
            stack[-1] = (rank, parent, children + 1)
            name = f"{parent}.{children + 1}"
        else:
            top += 1
            name = str(top)
        stack.append((own, name, 0))
        opened.append(
            Section(
                name, heading.title, len(stack), heading.start, len(text), heading.source, heading.span, heading.number
            )
        )
    return _closed(opened, len(text))


def _make_room(stack: list[tuple[float, str, int]], heading: Heading) -> float:
    """Remove the open sections that do not contain a heading with a fixed level from the stack, and return its rank;
    headings that were below it remain below it."""
    depth = min(heading.level, len(stack) + 1)
    above = stack[depth - 2][0] if depth > 1 else -inf
    beside = stack[depth - 1][0] if depth <= len(stack) else inf
    del stack[depth - 1 :]
    if beside <= heading.rank:
        return beside
    return heading.rank if heading.rank > above else above + 0.5


def _closed(opened: Sequence[Section], end: int) -> tuple[Section, ...]:
    """Sections that end at the next section of the same or a smaller level."""
    found: list[Section] = []
    ends: dict[int, int] = {}
    for section in reversed(opened):
        found.append(
            section._replace(end=min((at for level, at in ends.items() if level <= section.level), default=end))
        )
        ends[section.level] = section.start
    return tuple(reversed(found))


def _ranked(plain: str, fixed: Sequence[Heading], loose: Sequence[Heading]) -> tuple[Heading, ...]:
    """All headings in reading order; headings without a rank have one more than that of the heading above them."""
    ordered = sorted(fixed, key=lambda heading: (heading.start, heading.rank))
    counted = [heading for heading in ordered if heading.rank != SPOKEN]
    placed = place_run_ins(plain, counted, loose)
    spoken = [heading for heading in ordered if heading.rank == SPOKEN]
    everything = [*counted, *placed, *place_spoken(plain, counted, placed, spoken)]
    return tuple(sorted(everything, key=lambda heading: (heading.start, heading.rank)))
