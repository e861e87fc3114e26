"""The outline of a text: headings that the source marks or numbers, run-in sentences, and those an editor adds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import inf

from zjviewer.core.model.analysis import Section
from zjviewer.core.model.report import SourceGrid, Span, StyledHeading
from zjviewer.core.outline.editorial_headings import NOTHING_PLACED, ResolvedHeadings, apply_corrections
from zjviewer.core.outline.heading_numbers import (
    LONGEST_HEADING,
    Heading,
    find_numbered_headings,
    join_spaced_letters,
    split_number,
)
from zjviewer.core.text.segmentation import fold_width, mask_spans, sentences

_SHORTEST_RUN_IN = 6
_PASSAGE = 40
"""Code points that must follow a run-in heading before the next one, or it opens nothing."""
_USUAL = 0.6
"""Share of a chapter's paragraphs that open alike."""
_LOST_BREAKS = 1500
"""A paragraph longer than this has lost its breaks: run-in headings are looked for inside it."""

# A sentence that opens so tells something; it is not a title.
_TELLS = re.compile(
    r"^(?:第一时间|目前|同时|此外|另外|其中|及时|按|每|截至|至|到|全年|年内|共|我们|我省|我市|我县|我区|并|还|也|均|已|经|对此"
    r"|(?:19|20)\d{2}年|去年|今年|近年来|一是|二是|三是|四是|五是|六是)"
)
_NOT_IN_TITLE = re.compile(
    r"[《》?？!！:：;；“”]|了|已经|均|就|都(?!市)|有待|\d+(?:\.\d+)?\s*(?:%|％|[件条项次期篇场个家份批位名人户类种])"
)


def find_headings(
    text: str,
    placed: ResolvedHeadings = NOTHING_PLACED,
    marks: Sequence[StyledHeading] = (),
    grids: Sequence[SourceGrid] = (),
) -> tuple[Heading, ...]:
    """Headings in reading order: those that an editor has placed, those that the source `marks`, and those that the
    text itself shows outside its tables; without those that an editor has taken away. What is said of one leaves
    the others as they are."""
    plain = mask_spans(fold_width(text), [grid.span for grid in grids])
    marked = _marked(text, marks)
    stands = {heading.start for heading in marked}
    numbered = [heading for heading in find_numbered_headings(plain, text, [*stands]) if heading.start not in stands]
    taken = [h.span for h in (*placed.own, *marked, *numbered) if h.span is not None]
    chapters = sorted(h.start for h in (*marked, *numbered))
    run_ins = [h for h in _run_in(plain, text, chapters) if not any(s.start < h.start + 1 <= s.end for s in taken)]
    given, stay = apply_corrections(placed, [*marked, *numbered, *run_ins])
    loose = {heading.start for heading in run_ins}
    others = [h for h in given if h.was and h.start in loose]
    firm = [h for h in given if h not in others]
    return _ranked(firm, [h for h in stay if h.start not in loose], [*others, *(h for h in stay if h.start in loose)])


def _marked(text: str, marks: Sequence[StyledHeading]) -> list[Heading]:
    """Marked headings as deep as their numbers say, and those without a number as deep as their level among these."""
    ranks: dict[int, float] = {}
    read = []
    for mark in marks:
        number, rank, title = split_number(fold_width(text[mark.span.start : mark.span.end]))
        if title:
            start = mark.span.end - len(title)
            read.append((mark, number, rank, join_spaced_letters(text[start : mark.span.end].strip())))
            if rank is not None:
                ranks.setdefault(mark.level, rank)
    bare = 0.0
    for level in sorted({mark.level for mark, _, _, _ in read}):
        ranks.setdefault(level, bare + 0.25)
        bare = max(bare, ranks[level])
    return [
        Heading(mark.span.start, title.rstrip("。"), rank if rank is not None else ranks[mark.level], mark.span, number)
        for mark, number, rank, title in read
    ]


def build_sections(text: str, headings: Iterable[Heading]) -> tuple[Section, ...]:
    """Sections from headings in reading order; ids count the place in the outline."""
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
    """Close what a heading of a level of its own does not stand under, and give its rank there: what was below it
    before stays so."""
    depth = min(heading.level, len(stack) + 1)
    above = stack[depth - 2][0] if depth > 1 else -inf
    beside = stack[depth - 1][0] if depth <= len(stack) else inf
    del stack[depth - 1 :]
    if beside <= heading.rank:
        return beside
    return heading.rank if heading.rank > above else above + 0.5


def _closed(opened: Sequence[Section], end: int) -> tuple[Section, ...]:
    """Every section up to where the next of its level or above begins."""
    found: list[Section] = []
    ends: dict[int, int] = {}
    for section in reversed(opened):
        found.append(
            section._replace(end=min((at for level, at in ends.items() if level <= section.level), default=end))
        )
        ends[section.level] = section.start
    return tuple(reversed(found))


def _ranked(given: Iterable[Heading], numbered: Iterable[Heading], run_ins: Iterable[Heading]) -> tuple[Heading, ...]:
    """Give run-in headings the rank just below the chapter or number that they stand under."""
    fixed = sorted((*given, *numbered), key=lambda heading: (heading.start, heading.rank))
    chapters = [heading for heading in fixed if heading.rank <= 1 or heading.number]
    starts = [heading.start for heading in chapters]
    placed = list(fixed)
    for heading in run_ins:
        index = bisect_left(starts, heading.start + 1) - 1
        rank = chapters[index].rank + 1 if index >= 0 else 1.0
        placed.append(heading._replace(rank=rank))
    return tuple(sorted(placed, key=lambda heading: (heading.start, heading.rank)))


def _run_in(plain: str, text: str, chapters: Sequence[int]) -> list[Heading]:
    """Short sentences that open a passage: several that begin alike (着力抓政策解读。着力抓新闻发布。), one whose words
    the passage takes up again, or those that open most of a chapter's paragraphs."""
    every = list(sentences(plain))
    starts = [sentence.start for sentence in every]
    candidates = [
        index for index, sentence in enumerate(every) if _may_be_title(plain, sentence) and _opens_here(plain, sentence)
    ]
    usual = _opened_alike(plain, [every[index] for index in candidates], chapters)
    openings: dict[str, int] = {}
    for index in candidates:
        opening = plain[starts[index] : starts[index] + 3]
        openings[opening] = openings.get(opening, 0) + 1
    chosen: list[Heading] = []
    for order, index in enumerate(candidates):
        sentence = every[index]
        until = starts[candidates[order + 1]] if order + 1 < len(candidates) else len(plain)
        passage = plain[sentence.end : min(until, sentence.end + 1200)].split("\n", maxsplit=1)[0]
        title = plain[sentence.start : sentence.end].rstrip("。")
        kin = openings[title[:3]] > 1
        if len(passage) >= _PASSAGE and (kin or sentence.start in usual or _echoes(title, passage)):
            written = text[sentence.start : sentence.end].rstrip("。").lstrip("—")
            chosen.append(Heading(sentence.start, written, 0, Span(*sentence)))
    return chosen


def _opened_alike(plain: str, candidates: Sequence[Span], chapters: Sequence[int]) -> set[int]:
    """Candidates at the start of lines in chapters most of whose paragraphs open with one."""
    at_line = [c for c in candidates if c.start == 0 or plain[c.start - 1] == "\n"]
    by_chapter: dict[int, list[int]] = {}
    for candidate in at_line:
        by_chapter.setdefault(bisect_right(chapters, candidate.start) - 1, []).append(candidate.start)
    found: set[int] = set()
    for chapter, begins in by_chapter.items():
        start = chapters[chapter] if chapter >= 0 else 0
        end = chapters[chapter + 1] if chapter + 1 < len(chapters) else len(plain)
        long = sum(len(line) > _PASSAGE for line in plain[start:end].split("\n"))
        if len(begins) >= 2 and len(begins) >= _USUAL * long:
            found.update(begins)
    return found


def _may_be_title(plain: str, sentence: Span) -> bool:
    title = plain[sentence.start : sentence.end]
    if not title.endswith("。") or not _SHORTEST_RUN_IN <= len(title) - 1 <= LONGEST_HEADING:
        return False
    return not _TELLS.match(title) and not _NOT_IN_TITLE.search(title) and title.count(",") <= 1


def _opens_here(plain: str, sentence: Span) -> bool:
    line_start = plain.rfind("\n", 0, sentence.start) + 1
    if line_start == sentence.start:
        return sentence.end < len(plain) and plain[sentence.end] != "\n"
    line_end = plain.find("\n", sentence.start)
    return (line_end if line_end >= 0 else len(plain)) - line_start > _LOST_BREAKS


def _echoes(title: str, passage: str) -> bool:
    """Whether the passage takes up at least half of the title's neighbouring pairs of characters."""
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if title[i : i + 2].isalpha()}
    return bool(pairs) and sum(pair in passage for pair in pairs) >= len(pairs) / 2
