"""Run-in headings: short sentences at the start of a passage, alone, in series, or after a dash."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from zjviewer.core.model.report import Span
from zjviewer.core.outline.heading_numbers import LONGEST_HEADING, Heading
from zjviewer.core.text.segmentation import sentences

_SHORTEST_RUN_IN = 6
_PASSAGE = 40
"""Minimum length of the text after a run-in heading, in code points."""
_USUAL = 0.6
"""Minimum share of paragraphs of a chapter that must start with a run-in heading."""
_LOST_BREAKS = 1500
"""Length in code points from which a paragraph is taken for one without line breaks: run-in headings are searched
inside it."""
_FEWEST_IN_SERIES = 3
"""Minimum number of successive paragraphs that start with a short sentence for these to be headings."""
_LONGEST_IN_SERIES = 30
_FEWEST_DASHED = 2

# A sentence that starts with one of these is a statement, not a title.
_OPENS_STATEMENT = re.compile(
    r"^(?:第一时间|目前|同时|此外|另外|其中|及时|按|每|截至|至|到|全年|年内|共|我省|我市|我县|我区|并|还|也|均|已|经|对此|过去|当前"
    r"|(?:19|20)\d{2}年|去年|今年|近年来|[一二三四五]年来|[一二三四五六]是|在[^,，]{1,12}同时)"
)
_FINISHED = re.compile(r"提出了|取得了|作出了|有了|完成了|实现了|了$")
"""Patterns that mark a short sentence as a statement instead of a heading, in a series, too."""
_SPEAKER = re.compile("^我们")
_STATEMENT = re.compile(
    r"[《》?？!！:：;；]|已经|有待|应当|不得|是指|予以|任何|规定的|如下|下列|请予"
    r"|(?<![一二三四五六七八九十\d])\d(?![\d.+]{0,12}(?:[年月+版]|”))"
)
_NOT_ALONE = re.compile(r"[“”]|了|均|就|都(?!市)")
"""Further patterns that mark a short sentence as a statement where it is not in a series."""
_SALUTATION = re.compile(r"^(?:各位(?:代表|委员|同志)|同志们|朋友们)[^\n。]{0,8}[!！]", re.M)
_DASHED = re.compile(r"[—–]{1,2}\s?")


def find_run_in_headings(plain: str, text: str, chapters: Sequence[int], is_law: bool = False) -> list[Heading]:
    """Run-in headings in reading order, with the rank 0; `place_run_ins` sets their rank.

    `plain` is the text with half-width punctuation and without tables; `chapters` are the offsets of other headings;
    with `is_law`, sentences are never headings.
    """
    if is_law:
        return []
    dashed, dashed_lines = _dashed(plain, text)
    spans = {heading.start: heading for heading in dashed}
    for sentence in (*_in_series(plain, chapters), *_alone_or_alike(plain, chapters)):
        if sentence.start not in dashed_lines:
            title = text[sentence.start : sentence.end].rstrip("。")
            spans.setdefault(sentence.start, Heading(sentence.start, title, 0, sentence))
    return [spans[start] for start in sorted(spans)]


def _dashed(plain: str, text: str) -> tuple[list[Heading], set[int]]:
    """Headings from the first sentences of successive paragraphs that start with a dash, all of a series or none;
    and the offsets of all these paragraphs."""
    found: list[Heading] = []
    starts: set[int] = set()
    for dashed, run in groupby(_lines(plain), lambda line: plain.startswith(("—", "–"), line.start)):
        if not dashed:
            continue
        lines = list(run)
        starts |= {line.start for line in lines}
        series = [_dashed_heading(plain, text, line) for line in lines]
        if len(series) >= _FEWEST_DASHED and all(series):
            found += [heading for heading in series if heading]
    return found, starts


def _dashed_heading(plain: str, text: str, line: Span) -> Heading | None:
    dash = _DASHED.match(plain, line.start)
    end = plain.find("。", line.start, line.end)
    if dash is None or end < 0 or end - dash.end() > LONGEST_HEADING or not plain[end + 1 : line.end].strip():
        return None
    title = text[dash.end() : end]
    return (
        None if _STATEMENT.search(plain[dash.end() : end]) else Heading(line.start, title, 0, Span(line.start, end + 1))
    )


def _lines(plain: str) -> Iterator[Span]:
    """Spans of non-empty lines, without surrounding white space."""
    start = 0
    for piece in plain.split("\n"):
        begin, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start += len(piece) + 1
        if end > begin:
            yield Span(begin, end)


def _in_series(plain: str, chapters: Sequence[int]) -> Iterator[Span]:
    """Short first sentences of several successive paragraphs between two other headings, or of most of these
    paragraphs."""
    for _, run in groupby(_lines(plain), lambda line: bisect_right(chapters, line.start)):
        lines = list(run)
        firsts = [_first_sentence(plain, line) for line in lines]
        long = sum(line.end - line.start > _PASSAGE for line in lines)
        whole = sum(first is not None for first in firsts)
        for opened, series in groupby(firsts, lambda first: first is not None):
            openings = [first for first in series if first is not None]
            if opened and len(openings) >= (2 if whole >= _USUAL * long else _FEWEST_IN_SERIES):
                yield from openings


def _first_sentence(plain: str, line: Span) -> Span | None:
    """First sentence of a paragraph if it may be a heading in a series; otherwise None."""
    end = plain.find("。", line.start, line.start + _LONGEST_IN_SERIES + 1)
    if end < line.start + 4 or line.end - end - 1 < _PASSAGE:
        return None
    title = plain[line.start : end]
    if title.count(",") > 1 or title.count("“") != title.count("”"):
        return None
    if _OPENS_STATEMENT.match(title) or _STATEMENT.search(title) or _FINISHED.search(title):
        return None
    if title.startswith(("—", "–")):
        return None
    return Span(line.start, end + 1)


def _alone_or_alike(plain: str, chapters: Sequence[int]) -> Iterator[Span]:
    """Short sentences at the start of a passage: several that start alike (着力抓政策解读。着力抓新闻发布。), one
    whose terms recur in the passage, or those that start most paragraphs of a chapter."""
    every = list(sentences(plain))
    starts = [sentence.start for sentence in every]
    opening_here = _opening(plain)
    candidates = [
        index for index, sentence in enumerate(every) if _may_be_title(plain, sentence) and opening_here(sentence)
    ]
    usual = _opened_alike(plain, [every[index] for index in candidates], chapters)
    openings: dict[str, int] = {}
    for index in candidates:
        opening = plain[starts[index] : starts[index] + 3]
        openings[opening] = openings.get(opening, 0) + 1
    for order, index in enumerate(candidates):
        sentence = every[index]
        until = starts[candidates[order + 1]] if order + 1 < len(candidates) else len(plain)
        passage = plain[sentence.end : min(until, sentence.end + 1200)].split("\n", maxsplit=1)[0]
        title = plain[sentence.start : sentence.end].rstrip("。")
        kin = openings[title[:3]] > 1
        if len(passage) >= _PASSAGE and (kin or sentence.start in usual or _echoes(title, passage)):
            yield sentence


def _opened_alike(plain: str, candidates: Sequence[Span], chapters: Sequence[int]) -> set[int]:
    """Offsets of candidates at line starts, in chapters most of whose paragraphs start with a candidate."""
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
    if _OPENS_STATEMENT.match(title) or _SPEAKER.match(title):
        return False
    return not _STATEMENT.search(title) and not _NOT_ALONE.search(title) and title.count(",") <= 1


def _opening(plain: str) -> Callable[[Span], bool]:
    """Function that tests whether a sentence starts a line that continues, or is in a paragraph without line breaks;
    to be called in reading order."""
    line_start, line_end = 0, -1

    def opens(sentence: Span) -> bool:
        nonlocal line_start, line_end
        while line_end < sentence.start:
            line_start = line_end + 1
            line_end = plain.find("\n", line_start)
            line_end = len(plain) if line_end < 0 else line_end
        if line_start == sentence.start:
            return sentence.end < len(plain) and plain[sentence.end] != "\n"
        return line_end - line_start > _LOST_BREAKS

    return opens


def _echoes(title: str, passage: str) -> bool:
    """Whether at least half of the title's character bigrams occur in the passage."""
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if title[i : i + 2].isalpha()}
    return bool(pairs) and sum(pair in passage for pair in pairs) >= len(pairs) / 2


def place_run_ins(plain: str, fixed: Sequence[Heading], loose: Sequence[Heading]) -> list[Heading]:
    """Run-in headings with their rank, one more than that of the chapter or numbered heading before them.

    A heading after a salutation (各位代表！) belongs to the chapter, not to its numbered sections.
    """
    above = [heading for heading in fixed if heading.rank <= 1 or heading.number]
    starts = [heading.start for heading in above]
    salutations = [mark.start() for mark in _SALUTATION.finditer(plain)]
    placed = []
    for heading in loose:
        index = bisect_left(starts, heading.start + 1) - 1
        spoken_to = bisect_left(salutations, heading.start) - 1
        if index >= 0 and spoken_to >= 0 and salutations[spoken_to] > starts[index]:
            while index > 0 and above[index].rank > 1:
                index -= 1
        placed.append(heading._replace(rank=above[index].rank + 1 if index >= 0 else 1.0))
    return placed


def place_spoken(
    plain: str, fixed: Sequence[Heading], run_ins: Sequence[Heading], spoken: Sequence[Heading]
) -> list[Heading]:
    """Headings 一是, 二是 and so on with their rank: one more than that of the run-in heading in the same or the
    previous paragraph; the rank of the run-in heading where another paragraph is between; otherwise the default
    rank."""
    placed: list[Heading] = []
    run_in_starts = [heading.start for heading in run_ins]
    fixed_starts = [heading.start for heading in fixed]
    for heading in spoken:
        if (
            placed
            and not heading.number.startswith("一")
            and bisect_left(fixed_starts, heading.start) == bisect_left(fixed_starts, placed[-1].start)
        ):
            placed.append(heading._replace(rank=placed[-1].rank))
            continue
        index = bisect_left(run_in_starts, heading.start) - 1
        above = bisect_left(fixed_starts, heading.start) - 1
        rank = heading.rank
        if index >= 0 and (above < 0 or run_in_starts[index] > fixed_starts[above]):
            line_end = plain.find("\n", run_in_starts[index], heading.start)
            between = plain[line_end : heading.start].strip() if line_end >= 0 else ""
            rank = run_ins[index].rank if between else run_ins[index].rank + 1
        placed.append(heading._replace(rank=rank))
    return placed
