"""Headings with numbers (第二章, 一、, （一）, 1., 第三条, 一是), distinguished from list items and contents pages.

Either all items of a list are headings, or none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zjviewer.core.model.analysis import HeadingOrigin, Section
from zjviewer.core.model.report import ImportRemark, Span
from zjviewer.core.text.numerals import number_of
from zjviewer.core.text.segmentation import sentences

NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
ARTICLE = 2.5
SPOKEN = 5.0
"""Default rank of 一是, 二是."""
_TITLE_BEHIND = r"(?![是为由将共的主,，。]|包括|内容)(?=[^\n。，,;；]{2,40}$)"
_SPACED_TITLE = r"(?=[\u4e00-\u9fff][^\s\d。，,;；、:：]{1,24}$)(?![个项件条月日年号期名人次家万亿])"
"""Behind 1, 2.1 or 2.1.3 and a blank: the line goes on with a few words and nothing else."""
_SPOKEN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,2}是(?!否)")
_NUMBERED = (
    # rank (usual depth of such a number) and pattern of the number
    (0.0, re.compile(rf"第{NUMERAL}[编篇](?=\s|$)")),
    (
        0.5,
        re.compile(
            rf"第{NUMERAL}部[分份](?:[:、]\s*|(?=\s)|(?![是为由将共的主,，。]|包括|内容)(?=[^\n。，,;；]{{2,40}}$))",
            re.M,
        ),
    ),
    (0.75, re.compile(r"[壹贰貳叁參参肆伍陆陸柒捌玖拾]{1,3}、[ ]?")),
    (1.0, re.compile(rf"第{NUMERAL}章")),
    (1.0, re.compile(rf"{NUMERAL}(?:[ ]?、|\.(?![\d.]))[ ]?")),
    (2.0, re.compile(rf"第{NUMERAL}节")),
    (2.0, re.compile(rf"\({NUMERAL}\)、?")),
    (ARTICLE, re.compile(rf"第{NUMERAL}条(?=\s|$|\([^()\n]{{2,24}}\)(?:\s|$))")),
    (3.0, re.compile(r"\d{1,2}(?:\.(?!\d)|、)\s*")),
    (3.0, re.compile(rf"\d{{1,2}}[ \t]+{_SPACED_TITLE}", re.M)),
    (3.25, re.compile(rf"\d{{1,2}}\.\d{{1,2}}[ \t]+{_SPACED_TITLE}", re.M)),
    (3.5, re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{2}}[ \t]+{_SPACED_TITLE}", re.M)),
    (4.0, re.compile(r"\(\d{1,2}\)、?")),
    (SPOKEN, _SPOKEN_NUMBER),
)
_RUN_IN_NUMBER = re.compile(rf"\({NUMERAL}\)")
_AFTER_COLON = re.compile(rf":(?=\({NUMERAL}\))")
_GLUED = re.compile(
    rf"(?<=[。！？])(?P<number>{NUMERAL})、(?P<title>[^。！？;；,，:：\n]{{2,40}}?)(?=[。\n]|$|\({NUMERAL}\))"
)
_CLAUSE = re.compile(r"[^,，。;；:：\n]{1,60}")
_BLANK = re.compile(r"\s*")
_MOST_OF_LIST = 0.6
"""Minimum share of items of a list that must be headings for all of them to be headings."""
_MOST_NESTED = 6
"""Maximum number of nested lists of one rank."""
_LONGEST_MEMBER = 90
"""Maximum length of a heading in a list of headings, with text below it, in code points."""
_ARTICLE_TITLE = re.compile(r"[^,，。;；:：\n]{1,30}")
_FEWEST_ARTICLES = 3
_LONGEST_LOST = 2
"""Longest run of headings directly after one another that is not taken for a contents page."""

LONGEST_HEADING = 40
"""Maximum length of a heading without its number, in code points."""


class Heading(NamedTuple):
    """A heading, the start of a section."""

    start: int
    title: str
    rank: float
    """Depth: a section ends at the next heading of the same or a smaller rank."""
    span: Span | None
    """Span of the heading in the text; None for an editorial one."""
    number: str = ""
    level: int = 0
    """Level chosen by an editor, limited to one more than the level above; 0 derives the level from the rank."""
    was: str = ""
    """Title of the detected heading that an editor has renamed; empty otherwise."""

    @property
    def source(self) -> HeadingOrigin:
        """`editorial` for a heading without a span, or with another title than the text in its span."""
        return "text" if self.span is not None and self.was in ("", self.title) else "editorial"


def find_numbered_headings(plain: str, text: str, known: Sequence[int] = ()) -> list[Heading]:
    """Numbered headings in reading order.

    `plain` is the text with half-width punctuation and without its tables; `known` are the offsets of other
    headings.
    """
    found = {heading.start: heading for heading in _numbered(plain, text)}
    articles = sum(heading.rank == ARTICLE for heading in found.values())
    if articles >= _FEWEST_ARTICLES:
        ordered = [h for h in found.values() if h.rank <= ARTICLE and not h.number.startswith(("(", "（"))]
    else:
        ordered = [h for h in found.values() if h.rank != ARTICLE]
    ordered.sort(key=lambda heading: heading.start)
    ordered = _without_contents(plain, ordered)
    return _without_lists(plain, [*ordered, *_glued(plain, text, ordered)], sorted(known))


def split_number(line: str) -> tuple[str, float | None, str]:
    """Number of a heading, its rank (None without a number), and the rest of the line."""
    for rank, pattern in _NUMBERED:
        match = pattern.match(line)
        if match and rank != SPOKEN:
            return match[0].strip().rstrip("、. "), rank, line[match.end() :].strip()
    return "", None, line


def numbering_remarks(sections: Sequence[Section]) -> tuple[ImportRemark, ...]:
    """Remarks on numbers of one kind that restart or skip; numbers that continue across chapters are accepted."""
    found: list[ImportRemark] = []
    last: dict[str, tuple[int, str, str | None]] = {}
    for section in sections:
        kind, number = _kind(section.number)
        if not number:
            continue
        before = last.get(kind)
        last[kind] = (number, section.number, section.parent)
        if before is None or number == before[0] + 1 or (number == 1 and section.parent != before[2]):
            continue
        values = (("before", before[1]), ("after", section.number))
        span = section.heading or Span(section.start, section.start)
        if number <= before[0]:
            found.append(
                ImportRemark("doubted", "The numbering begins again: {before} is followed by {after}.", values, span)
            )
        else:
            found.append(ImportRemark("doubted", "The numbering skips: {before} is followed by {after}.", values, span))
    return tuple(found)


def number_value(number: str) -> int:
    """Value of a heading number, such as 3 for 第三章; 0 where it has none."""
    return _kind(number)[1]


def _kind(number: str) -> tuple[str, int]:
    digits = re.search(rf"{NUMERAL}|\d+", number)
    if digits is None:
        return "", 0
    kind = number[: digits.start()] + ("1" if digits[0].isdecimal() else "一") + number[digits.end() :]
    try:
        return kind, int(number_of(digits[0]))
    except ValueError:
        return "", 0


class _Item(NamedTuple):
    """A numbered sentence, and the headings that it may be: on its own, or as an item of a list of headings."""

    start: int
    rank: float
    kind: str
    """Form of the number, such as 第一节 or (一)."""
    value: int
    heading: Heading | None
    """None where it is not a heading on its own."""
    as_member: Heading
    """Heading for the case that most items of its list are headings."""
    has_passage: bool
    """Whether text follows the sentence."""


def _numbered(plain: str, text: str) -> Iterator[Heading]:
    """Headings such as `一、…` at the start of a line, and `(一)…。` at the start of any sentence."""
    items: list[_Item] = []
    for sentence in _openings(plain):
        at_line = sentence.start == 0 or plain[sentence.start - 1] == "\n"
        for rank, pattern in _NUMBERED:
            match = pattern.match(plain, sentence.start)
            if match is None:
                continue
            if not at_line and not _RUN_IN_NUMBER.match(plain, sentence.start):
                break
            if rank == ARTICLE:
                article = _article(text, match)
                if article is not None:
                    yield article
            else:
                items.append(_item(plain, text, sentence, match, rank))
            break
    for group in _groups(items):
        yield from _headings_of(group)


def _item(plain: str, text: str, sentence: Span, match: re.Match[str], rank: float) -> _Item:
    heading = _titled(plain, text, sentence, match, rank)
    written = text[match.end() : sentence.end].rstrip("。.;；:： ").strip()
    passage = _has_text_behind(plain, sentence)
    end = sentence.end
    if len(written) > (_LONGEST_MEMBER if passage else LONGEST_HEADING):
        clause = _CLAUSE.match(text, match.end())
        end = clause.end() if clause else match.end() + LONGEST_HEADING
        written = text[match.end() : end].strip()
    number = text[match.start() : match.end()].strip().rstrip("、.．")
    member = Heading(sentence.start, join_spaced_letters(written), rank, Span(sentence.start, end), number)
    return _Item(
        sentence.start, rank, *_kind(number), heading, member, bool(written) and passage and end == sentence.end
    )


def _has_text_behind(plain: str, sentence: Span) -> bool:
    """Whether the line continues after a sentence, or the next line has no number."""
    line_end = plain.find("\n", sentence.end)
    line_end = len(plain) if line_end < 0 else line_end
    if plain[sentence.end : line_end].strip(" 。"):
        return plain[sentence.end : line_end].strip()[:1] not in "(（"
    start = _text_start(plain, line_end)
    return start < len(plain) and split_number(plain[start : start + 12])[1] is None


def _text_start(plain: str, offset: int) -> int:
    """First offset from `offset` on that is not white space."""
    blank = _BLANK.match(plain, offset)
    return blank.end() if blank else offset


def _groups(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Items grouped by list: one form of number, not interrupted by a number of a smaller rank. A number 1 starts
    another list, which ends where an outer one continues."""
    lists: dict[tuple[float, str], list[list[_Item]]] = {}
    for item in items:
        for key in [key for key in lists if key[0] > item.rank]:
            yield from lists.pop(key)
        alike = lists.setdefault((item.rank, item.kind), [])
        at = next((n for n in range(len(alike) - 1, -1, -1) if alike[n][-1].value + 1 == item.value), None)
        if at is None and alike and item.value != 1:
            at = len(alike) - 1
        if at is None:
            if len(alike) == _MOST_NESTED:
                yield alike.pop(0)
            alike.append([item])
        else:
            yield from alike[at + 1 :]
            del alike[at + 1 :]
            alike[at].append(item)
    for alike in lists.values():
        yield from alike


def _headings_of(group: Sequence[_Item]) -> Iterator[Heading]:
    """Headings of the items of a list, all or none."""
    headings = [item.heading for item in group if item.heading is not None]
    others = [item for item in group if item.heading is None]
    if others and len(headings) < _MOST_OF_LIST * len(group) and not all(item.has_passage for item in group):
        return
    yield from (item.heading or item.as_member for item in group if item.heading or item.as_member.title)


def _openings(plain: str) -> Iterable[Span]:
    """Spans of sentences, and of the rest of a sentence such as `…如下:(一)…。` after its colon."""
    for sentence in sentences(plain):
        yield sentence
        for colon in _AFTER_COLON.finditer(plain, *sentence):
            yield Span(colon.end(), sentence.end)


def _article(text: str, match: re.Match[str]) -> Heading | None:
    """Heading of an article of a law, with its first clause as the title."""
    clause = _ARTICLE_TITLE.match(text, match.end())
    title = clause[0].strip() if clause else ""
    return Heading(match.start(), title or match[0], ARTICLE, Span(*match.span()), match[0])


def _titled(plain: str, text: str, sentence: Span, match: re.Match[str], rank: float) -> Heading | None:
    title = text[match.end() : sentence.end].rstrip("。.;；:： ").strip()
    if not 0 < len(title) <= LONGEST_HEADING or title.endswith((",", "，")):
        return None
    ends_line = sentence.end == len(plain) or plain[sentence.end] == "\n"
    if plain[sentence.end - 1] in ";；" or (rank >= 3 and not ends_line and plain[sentence.end - 1] != "。"):
        return None
    number = text[match.start() : match.end()].strip().rstrip("、.．")
    return Heading(sentence.start, join_spaced_letters(title), rank, Span(*sentence), number)


def join_spaced_letters(title: str) -> str:
    """A title without the spaces that separate its characters: 总　　则."""
    pieces = title.split()
    return "".join(pieces) if len(pieces) > 1 and all(len(piece) == 1 for piece in pieces) else title


def _glued(plain: str, text: str, headings: Sequence[Heading]) -> Iterator[Heading]:
    """Chapter headings that lost their line break: they continue the numbers of the chapters before them."""
    chapters = [heading for heading in headings if heading.rank == 1.0 and not heading.number.startswith("第")]
    taken = {heading.start for heading in headings}
    for match in _GLUED.finditer(plain):
        if match.start() in taken:
            continue
        number = _kind(match["number"])[1]
        before = [_kind(chapter.number)[1] for chapter in chapters if chapter.start < match.start()]
        if before and number == before[-1] + 1:
            title = text[match.start("title") : match.end("title")].strip()
            heading = Heading(match.start(), title, 1.0, Span(*match.span()), match["number"])
            chapters.append(heading)
            chapters.sort(key=lambda chapter: chapter.start)
            yield heading


def _without_contents(plain: str, headings: Sequence[Heading]) -> list[Heading]:
    """Headings without the lines of a contents page that has no title: several in succession without text, which
    recur later."""
    keys = [plain[h.start : h.span.end if h.span else h.start].replace(" ", "") for h in headings]
    last = {key: index for index, key in enumerate(keys)}
    listed: set[int] = set()
    run: list[int] = []
    for index, heading in enumerate(headings):
        follows = run and headings[run[-1]].span is not None and not _between(plain, headings[run[-1]], heading)
        if run and not follows:
            listed |= _contents(run, keys, last)
            run = []
        run.append(index)
    listed |= _contents(run, keys, last)
    return [heading for index, heading in enumerate(headings) if index not in listed]


def _contents(run: Sequence[int], keys: Sequence[str], last: dict[str, int]) -> set[int]:
    recurring = {index for index in run if last[keys[index]] > index}
    return recurring if len(recurring) > _LONGEST_LOST else set()


def _between(plain: str, first: Heading, second: Heading) -> str:
    assert first.span is not None
    return plain[first.span.end : second.start].strip()


def _without_lists(plain: str, headings: Sequence[Heading], known: Sequence[int]) -> list[Heading]:
    """Headings without list items: deeper numbers without text below them, in lists where no item has text."""
    ordered = sorted(headings, key=lambda heading: heading.start)
    followers: list[Heading | None] = [*ordered[1:], None]
    filled = [_has_body(plain, *pair, known) for pair in zip(ordered, followers, strict=False)]
    before = _filled_so_far(ordered, filled)
    after = _filled_so_far(ordered[::-1], filled[::-1])[::-1]
    return [
        heading
        for heading, *text in zip(ordered, filled, before, after, strict=True)
        if heading.rank < 2 or heading.rank == ARTICLE or any(text)
    ]


def _filled_so_far(ordered: Sequence[Heading], filled: Sequence[bool]) -> list[bool]:
    """For each heading, whether an earlier one of its rank under the same parent has text below it."""
    found: list[bool] = []
    seen: dict[float, bool] = {}
    for heading, has_text in zip(ordered, filled, strict=True):
        for rank in [rank for rank in seen if rank > heading.rank]:
            del seen[rank]
        found.append(seen.get(heading.rank, False))
        seen[heading.rank] = found[-1] or has_text
    return found


def _has_body(plain: str, heading: Heading, after: Heading | None, known: Sequence[int]) -> bool:
    end = heading.span.end if heading.span else heading.start
    stop = bisect_left(known, end)
    if stop < len(known) and not plain[end : known[stop]].strip():
        return False
    if after is not None and after.rank > heading.rank and not plain[end : after.start].strip():
        return True
    start = _text_start(plain, end)
    line = plain[start : min(after.start if after else len(plain), start + LONGEST_HEADING)].split("\n", 1)[0]
    rank = SPOKEN if _SPOKEN_NUMBER.match(line) else split_number(line)[1]
    return bool(line) and (rank is None or rank > heading.rank)
