"""Differences of two texts by sentences: new, gone, changed, moved, changed numbers, and passages in both."""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Span

SIGNS: Mapping["Kind", str] = {"new": "＋", "gone": "−", "changed": "～", "numbers": "№", "moved": "⇄"}
"""Signs of what differs."""
Kind = Literal["same", "new", "gone", "changed", "numbers", "moved"]
"""`changed`: other words; `numbers`: the same words with other numbers; `moved`: the same words at another place."""

_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]*")
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""White space that does not part two numbers."""
_GAP = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?%?")
_PIECE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?%?|[A-Za-z]+|\s+|.", re.DOTALL)
_LEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．\s]*")
_ALIKE = 0.5
"""Least share of common pairs of characters for two sentences to be versions of one."""
_WINDOW = 12
"""Sentences of a changed stretch among which the version of a sentence is looked for."""
SHORTEST_PASSAGE = 10
"""Characters of a sentence that counts as shared text; shorter ones are headings and formulas."""


class Words(NamedTuple):
    """A piece of a changed sentence."""

    text: str
    side: Literal["both", "left", "right"]


class Passage(NamedTuple):
    """A sentence of one text or of both."""

    kind: Kind
    left: Span | None
    """In the first text; None for what is new."""
    right: Span | None
    """In the second text; None for what is gone."""
    words: tuple[Words, ...] = ()
    """How a changed sentence differs; empty for others."""


class TextDifference(NamedTuple):
    """All passages, in the order of the second text; what is gone stands where it stood."""

    passages: tuple[Passage, ...]
    shared_left: float
    """Share of the first text that stands in the second too, from 0 to 1, in characters of whole sentences of at least
    `SHORTEST_PASSAGE`; numbers do not matter."""
    shared_right: float

    def count(self, kind: Kind) -> int:
        """How many passages are of a kind."""
        return sum(passage.kind == kind for passage in self.passages)


class _Sentence(NamedTuple):
    span: Span
    text: str
    """Plain, see `_plain`."""
    masked: str


def compare_texts(first: str, second: str) -> TextDifference:
    """Differences between two texts. Offsets are code points in each."""
    left, right = list(_sentences(first)), list(_sentences(second))
    matcher = SequenceMatcher(None, [each.masked for each in left], [each.masked for each in right], autojunk=False)
    stretches = [(tag, range(a, b), range(c, d)) for tag, a, b, c, d in matcher.get_opcodes()]
    changed = [(own, other) for tag, own, other in stretches if tag != "equal"]
    moved = _moved(left, right, changed)
    sources = set(moved.values())
    passages = []
    for tag, own, other in stretches:
        if tag == "equal":
            rows: Iterable[tuple[int | None, int | None]] = zip(own, other, strict=True)
        else:
            rows = _paired(left, right, [i for i in own if i not in sources], other, moved)
        for i, j in rows:
            if j is None:
                assert i is not None
                passages.append(Passage("gone", left[i].span, None))
            elif i is None and j not in moved:
                passages.append(Passage("new", None, right[j].span))
            else:
                source = moved[j] if i is None else i
                kind = _kind(left[source], right[j])
                told: Kind = "moved" if i is None else kind
                words = word_changes(left[source].text, right[j].text) if kind != "same" else ()
                passages.append(Passage(told, left[source].span, right[j].span, words))
    return TextDifference(tuple(passages), _shared(left, right), _shared(right, left))


def _sentences(text: str) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text):
        plain = _plain(match[0])
        if plain:
            begin = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _Sentence(Span(begin, match.start() + len(match[0].rstrip())), plain, _masked(match[0]))


def _plain(text: str) -> str:
    """Without white space, but for a space between two numbers."""
    return _GAP.sub(" ", _SPACE.sub("", text))


def _masked(text: str) -> str:
    """The plain text with `#` for every number."""
    return _NUMBER.sub("#", _plain(text))


def _kind(left: _Sentence, right: _Sentence) -> Kind:
    if left.text == right.text:
        return "same"
    return "numbers" if left.masked == right.masked else "changed"


def _paired(
    left: Sequence[_Sentence], right: Sequence[_Sentence], own: Sequence[int], other: range, moved: Collection[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Sentences of a changed stretch side by side where they are versions of one, in order; the others alone. Those of
    the second text that have only `moved` stand alone too."""
    pairs = {j: _pairs_of(right[j].masked) for j in other if j not in moved}
    at = other.start
    for i in own:
        mine = _pairs_of(left[i].masked)
        best, likeness = None, _ALIKE
        for j in range(at, min(other.stop, at + _WINDOW)):
            found = _likeness(mine, pairs[j]) if j in pairs else 0.0
            if found >= likeness and (best is None or found > likeness):
                best, likeness = j, found
        if best is None:
            yield i, None
            continue
        yield from ((None, j) for j in range(at, best))
        yield i, best
        at = best + 1
    yield from ((None, j) for j in range(at, other.stop))


def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets, from 0 to 1."""
    sizes = len(one) + len(other)
    if not sizes or min(len(one), len(other)) * 2 < _ALIKE * sizes:
        return 0.0
    return 2 * len(one & other) / sizes


def _moved(
    left: Sequence[_Sentence], right: Sequence[_Sentence], changed: Sequence[tuple[range, range]]
) -> dict[int, int]:
    """Sentences that are gone in one changed stretch and new in one: for each of the second text that which it was.
    Numbers do not matter. A version of another sentence is looked for only among what is left."""
    gone: dict[str, deque[int]] = defaultdict(deque)
    for own, _ in changed:
        for i in own:
            gone[left[i].masked].append(i)
    return {j: gone[right[j].masked].popleft() for _, other in changed for j in other if gone.get(right[j].masked)}


def _shared(own: Sequence[_Sentence], other: Sequence[_Sentence]) -> float:
    there = {each.masked for each in other}
    every = sum(len(each.text) for each in own)
    both = sum(len(each.text) for each in own if len(each.text) >= SHORTEST_PASSAGE and each.masked in there)
    return both / every if every else 0.0


def word_changes(first: str, second: str) -> tuple[Words, ...]:
    """What two sentences have in common and what only one of them has; numbers and words of letters stay whole."""
    a, b = _PIECE.findall(first), _PIECE.findall(second)
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    found = [Words("".join(a[:start]), "both")]
    if middle_a and middle_b:
        for tag, i, j, k, m in SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append(Words("".join(middle_a[i:j]), "both"))
            else:
                found += [Words("".join(middle_a[i:j]), "left"), Words("".join(middle_b[k:m]), "right")]
    else:
        found += [Words("".join(middle_a), "left"), Words("".join(middle_b), "right")]
    found.append(Words("".join(a[len(a) - end :]), "both"))
    return tuple(words for words in found if words.text)


class ChapterPair(NamedTuple):
    """The same chapter of two reports; one of them is None where the other report does not have it."""

    left: Section | None
    right: Section | None


class ComparedChapter(NamedTuple):
    """A chapter of two reports; without a title what stands before the first one. Places of its passages are offsets
    into the whole texts."""

    title: str
    difference: TextDifference


class ComparedTexts(NamedTuple):
    """Chapters of two reports."""

    first: Analysis
    second: Analysis
    chapters: tuple[ComparedChapter, ...]

    def text_of(self, passage: Passage) -> str:
        """A passage as it is written in the second report, or in the first where it is gone."""
        text = (self.first if passage.right is None else self.second).report.text
        return _text_at(text, passage.right or passage.left)


def compare_chapters(first: Analysis, second: Analysis, number: int = 0) -> ComparedTexts:
    """Differences of paired chapters, the chapters of one report alone included; of all of them, or of the one with a
    number from 1. Between all of them, what stands in another chapter is moved."""
    pairs = chapter_pairs(first, second)
    chosen = pairs[number - 1 : number] if 0 < number <= len(pairs) else pairs
    found = [_compared(first.report.text, second.report.text, pair) for pair in chosen]
    return ComparedTexts(first, second, tuple(_moved_between(first.report.text, second.report.text, found)))


def _compared(first: str, second: str, pair: ChapterPair) -> ComparedChapter:
    left, right = (section or _NOTHING for section in pair)
    found = compare_texts(first[left.start : left.end], second[right.start : right.end])
    passages = tuple(
        passage._replace(left=_shifted(passage.left, left.start), right=_shifted(passage.right, right.start))
        for passage in found.passages
    )
    return ComparedChapter(right.title or left.title, found._replace(passages=passages))


_NOTHING = Section("", "", 1, 0, 0, "text")


def _shifted(span: Span | None, offset: int) -> Span | None:
    return None if span is None else Span(span.start + offset, span.end + offset)


def _text_at(text: str, span: Span | None) -> str:
    return "" if span is None else text[span.start : span.end]


def _moved_between(first: str, second: str, chapters: Sequence[ComparedChapter]) -> Iterator[ComparedChapter]:
    """The chapters with each sentence that is gone in one and new in another as one moved passage of the latter."""
    gone: dict[str, deque[Passage]] = defaultdict(deque)
    for chapter in chapters:
        for passage in chapter.difference.passages:
            if passage.kind == "gone":
                gone[_masked(_text_at(first, passage.left))].append(passage)
    taken: set[Passage] = set()
    changed = []
    for chapter in chapters:
        passages = []
        for passage in chapter.difference.passages:
            text = _text_at(second, passage.right)
            if passage.kind == "new" and gone.get(_masked(text)):
                before = gone[_masked(text)].popleft()
                taken.add(before)
                old = _text_at(first, before.left)
                words = word_changes(_plain(old), _plain(text)) if _plain(old) != _plain(text) else ()
                passage = Passage("moved", before.left, passage.right, words)
            passages.append(passage)
        changed.append(passages)
    for chapter, passages in zip(chapters, changed, strict=True):
        left = tuple(passage for passage in passages if passage not in taken)
        yield chapter._replace(difference=chapter.difference._replace(passages=left))


def chapter_pairs(first: Analysis, second: Analysis) -> tuple[ChapterPair, ...]:
    """What stands before the first chapters, then chapters of two reports by their titles, numbers and years apart, in
    the order of the second report; those of the first alone stand at the end."""
    own = [section for section in first.sections if section.level == 1]
    openings = ChapterPair(_opening(first), _opening(second))
    found = [openings] if any(openings) else []
    for section in (section for section in second.sections if section.level == 1):
        title = _pairs_of(_plain_title(section.title))
        rated = [(_likeness(_pairs_of(_plain_title(each.title)), title), -index) for index, each in enumerate(own)]
        likeness, place = max(rated, default=(0.0, 0))
        match = own.pop(-place) if likeness >= _ALIKE else None
        found.append(ChapterPair(match, section))
    return (*found, *(ChapterPair(section, None) for section in own))


def _opening(analysis: Analysis) -> Section | None:
    """The text before the first chapter, as a section without a title; the whole text where there is no chapter."""
    text = analysis.report.text
    end = min((section.start for section in analysis.sections), default=len(text))
    return Section("", "", 1, 0, end, "text") if text[:end].strip() else None


def _plain_title(title: str) -> str:
    return _NUMBER.sub("", _LEADING_NUMBER.sub("", title))
