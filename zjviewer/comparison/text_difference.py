"""Differences of two texts by sentences: new, gone, changed, moved, changed numbers, and passages in both."""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Span

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
    """Without white space, but for a space between two numbers."""
    masked: str
    """With `#` for every number."""


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
        plain = _GAP.sub(" ", _SPACE.sub("", match[0]))
        if plain:
            begin = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _Sentence(Span(begin, match.start() + len(match[0].rstrip())), plain, _NUMBER.sub("#", plain))


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


def chapter_pairs(first: Analysis, second: Analysis) -> tuple[ChapterPair, ...]:
    """Chapters of two reports by their titles, numbers and years apart, in the order of the second report; those of the
    first alone stand at the end."""
    own = [section for section in first.sections if section.level == 1]
    found = []
    for section in (section for section in second.sections if section.level == 1):
        title = _pairs_of(_plain_title(section.title))
        rated = [(_likeness(_pairs_of(_plain_title(each.title)), title), -index) for index, each in enumerate(own)]
        likeness, place = max(rated, default=(0.0, 0))
        match = own.pop(-place) if likeness >= _ALIKE else None
        found.append(ChapterPair(match, section))
    return (*found, *(ChapterPair(section, None) for section in own))


def _plain_title(title: str) -> str:
    return _NUMBER.sub("", _LEADING_NUMBER.sub("", title))
