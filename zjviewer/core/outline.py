"""The outline of a text: headings that stand in it, by number or as run-in sentences, and those an editor adds."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zjviewer.core.model import Section, Source, Span
from zjviewer.core.text import fold_width, sentences

_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_NUMBERED = (
    # rank, pattern of the number; a rank is how deep such a number usually stands
    (0, re.compile(rf"第{_NUMERAL}[编篇](?=\s|$)")),
    (1, re.compile(rf"第{_NUMERAL}章")),
    (1, re.compile(rf"{_NUMERAL}、")),
    (2, re.compile(rf"第{_NUMERAL}节")),
    (2, re.compile(rf"\({_NUMERAL}\)、?")),
    (3, re.compile(r"\d{1,2}(?:\.(?!\d)|、)\s*")),
    (4, re.compile(r"\(\d{1,2}\)、?")),
)  # fmt: skip
_RUN_IN_NUMBER = re.compile(rf"\({_NUMERAL}\)")
_AFTER_COLON = re.compile(rf":(?=\({_NUMERAL}\))")

LONGEST_HEADING = 40
"""Code points, without the number."""
_SHORTEST_RUN_IN = 6
_PASSAGE = 40
"""Code points that must follow a run-in heading before the next one, or it opens nothing."""
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


@dataclass(frozen=True, slots=True)
class Heading:
    """A place where a section begins."""

    start: int
    title: str
    rank: float
    """How deep: a section ends where another of the same or a smaller rank begins."""
    span: Span | None
    """Where the heading stands in the text; None for an editorial one."""
    number: str = ""

    @property
    def source(self) -> Source:
        """An editorial heading has no place in the text."""
        return "text" if self.span is not None else "editorial"


def find_headings(text: str, given: Sequence[Heading] = ()) -> tuple[Heading, ...]:
    """Headings in reading order: those `given` by an editor, and those that the text itself shows."""
    plain = fold_width(text)
    found = {heading.start: heading for heading in _numbered(plain, text)}
    taken = [h.span for h in (*given, *found.values()) if h.span is not None]
    run_ins = [h for h in _run_in(plain, text) if not any(s.start < h.start + 1 <= s.end for s in taken)]
    return _ranked(given, found.values(), run_ins)


def build_sections(text: str, headings: Iterable[Heading]) -> tuple[Section, ...]:
    """Sections from headings in reading order; ids count the place in the outline."""
    stack: list[tuple[float, str, int]] = []  # rank, id, children so far
    top = 0
    opened: list[Section] = []
    for heading in headings:
        while stack and stack[-1][0] >= heading.rank:
            stack.pop()
        if stack:
            rank, parent, children = stack[-1]
            stack[-1] = (rank, parent, children + 1)
            name = f"{parent}.{children + 1}"
        else:
            top += 1
            name = str(top)
        stack.append((heading.rank, name, 0))
        opened.append(
            Section(
                name, heading.title, len(stack), heading.start, len(text), heading.source, heading.span, heading.number
            )
        )
    return tuple(_closed(opened, index) for index in range(len(opened)))


def _closed(opened: list[Section], index: int) -> Section:
    section = opened[index]
    for later in opened[index + 1 :]:
        if later.level <= section.level:
            return replace(section, end=later.start)
    return section


def _ranked(given: Iterable[Heading], numbered: Iterable[Heading], run_ins: Iterable[Heading]) -> tuple[Heading, ...]:
    """Give run-in headings the rank just below the chapter or number that they stand under."""
    fixed = sorted((*given, *numbered), key=lambda heading: (heading.start, heading.rank))
    chapters = [heading for heading in fixed if heading.rank <= 1 or heading.number]
    starts = [heading.start for heading in chapters]
    placed = list(fixed)
    for heading in run_ins:
        index = bisect_left(starts, heading.start + 1) - 1
        rank = chapters[index].rank + 1 if index >= 0 else 1.0
        placed.append(replace(heading, rank=rank))
    return tuple(sorted(placed, key=lambda heading: (heading.start, heading.rank)))


def _numbered(plain: str, text: str) -> Iterable[Heading]:
    """`一、…` and the like at the start of a line, and `(一)…。` anywhere at the start of a sentence."""
    for sentence in _openings(plain):
        at_line = sentence.start == 0 or plain[sentence.start - 1] == "\n"
        for rank, pattern in _NUMBERED:
            match = pattern.match(plain, sentence.start)
            if match is None:
                continue
            if not at_line and not _RUN_IN_NUMBER.match(plain, sentence.start):
                break
            heading = _titled(plain, text, sentence, match, rank)
            if heading is not None:
                yield heading
            break


def _openings(plain: str) -> Iterable[Span]:
    """Sentences, and what follows the colon of `…如下:(一)…。`"""
    for sentence in sentences(plain):
        yield sentence
        for colon in _AFTER_COLON.finditer(plain, *sentence):
            yield Span(colon.end(), sentence.end)


def _titled(plain: str, text: str, sentence: Span, match: re.Match[str], rank: float) -> Heading | None:
    title = text[match.end() : sentence.end].rstrip("。.;；:： ").strip()
    if not 0 < len(title) <= LONGEST_HEADING or title.endswith((",", "，")):
        return None
    ends_line = sentence.end == len(plain) or plain[sentence.end] == "\n"
    if plain[sentence.end - 1] in ";；" or (rank >= 3 and not ends_line and plain[sentence.end - 1] != "。"):
        return None
    number = text[match.start() : match.end()].strip().rstrip("、.")
    return Heading(sentence.start, title, rank, Span(*sentence), number)


def _run_in(plain: str, text: str) -> list[Heading]:
    """Short sentences that open a passage: several that begin alike (着力抓政策解读。着力抓新闻发布。), or one whose
    words the passage takes up again."""
    every = list(sentences(plain))
    starts = [sentence.start for sentence in every]
    candidates = [
        index for index, sentence in enumerate(every) if _may_be_title(plain, sentence) and _opens_here(plain, sentence)
    ]
    chosen: list[Heading] = []
    for order, index in enumerate(candidates):
        sentence = every[index]
        until = starts[candidates[order + 1]] if order + 1 < len(candidates) else len(plain)
        passage = plain[sentence.end : min(until, sentence.end + 1200)].split("\n", maxsplit=1)[0]
        title = plain[sentence.start : sentence.end].rstrip("。")
        kin = sum(1 for other in candidates if other != index and plain.startswith(title[:3], starts[other]))
        if len(passage) >= _PASSAGE and (kin or _echoes(title, passage)):
            chosen.append(Heading(sentence.start, text[sentence.start : sentence.end].rstrip("。"), 0, Span(*sentence)))
    return chosen


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
