"""Search in a text: a query in, the places of its hits out; folding never moves an offset."""

import re
import time
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model import Analysis
from zjviewer.core.source import Span
from zjviewer.errors import BadPattern

if TYPE_CHECKING:
    import regex

PATIENCE = 1.0
"""Seconds after which a regular expression counts as runaway."""

_CASED = ((0, 0x2E80), (0xA640, 0xAC00), (0xFF00, 0x10000), (0x10400, 0x12000), (0x16E40, 0x16F00), (0x1E900, 0x1E960))
"""Ranges of code points outside of which no character has another case."""
_WIDE = (0x3000, *range(0xFF01, 0xFFEF))
"""The ideographic space and the block Halfwidth and Fullwidth Forms."""

_COMPLAINTS = (
    ("missing )", "The expression ends at character {place} with a bracket ( still open."),
    ("unbalanced parenthesis", "A bracket ) at character {place} of the expression closes nothing."),
    ("unterminated character set", "The expression ends at character {place} with a bracket [ still open."),
    ("nothing to repeat", "There is nothing to repeat at character {place} of the expression."),
    ("multiple repeat", "There are two repetitions in a row at character {place} of the expression."),
)
_COMPLAINT = "The expression cannot be read from character {place} on."
_RUNAWAY = "The expression takes too long on this text; a simpler one will do better."


class Query(NamedTuple):
    """What to look for, and what counts as the same."""

    pattern: str
    case: bool = False
    """Whether `A` and `a` differ."""
    width: bool = False
    """Whether `（` and `(`, `２` and `2` differ."""
    regex: bool = False
    """Whether the pattern is a regular expression; `^` and `$` then stand at paragraphs."""
    words: bool = False
    """Whether white space parts several words, each looked for by itself; without meaning for expressions."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Places found, in reading order, none overlapping: three columns of one length, not an object for each hit."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    """Which word of the query it is, from 0."""

    def __len__(self) -> int:
        """How many."""
        return len(self.starts)

    def span(self, index: int) -> Span:
        """Where a hit stands."""
        return Span(self.starts[index], self.ends[index])

    def first_from(self, offset: int) -> int:
        """The first hit that starts at or after an offset, else the first of all; -1 when there are none."""
        index = bisect_left(self.starts, offset)
        return index if index < len(self) else min(0, len(self) - 1)


class Context(NamedTuple):
    """A hit and what stands around it, on one line."""

    before: str
    hit: str
    after: str


def words_of(query: Query) -> tuple[str, ...]:
    """The words that a query is looked for as, without those that fold to an earlier one."""
    if not query.pattern:
        return ()
    if query.regex or not query.words:
        return (query.pattern,)
    folded = {fold(word, case=query.case, width=query.width): word for word in reversed(query.pattern.split())}
    return tuple(reversed(folded.values()))


def find(text: str, query: Query, within: Span | None = None) -> Hits:
    """Every hit; of overlapping ones the first, and of those that begin together the longest.

    Raises BadPattern for an expression that cannot be read or that runs away. Empty matches are no hits.
    """
    start, end = within or Span(0, len(text))
    if query.regex:
        return _find_expression(text, query, start, end) if query.pattern else Hits()
    found = [_find_word(text, word, query, start, end) for word in words_of(query)]
    if len(found) == 1:
        starts, size = found[0]
        return Hits(tuple(starts), tuple(map(size.__add__, starts)), (0,) * len(starts))
    return _merge(found)


def fold(text: str, *, case: bool = False, width: bool = False) -> str:
    """The text as a query compares it; as long as it was, character by character."""
    return text.translate(_folding(case, width))


def context(text: str, start: int, end: int, around: int = 24) -> Context:
    """The words between two offsets with up to `around` characters on each side."""
    before, hit, after = text[max(0, start - around) : start], text[start:end], text[end : end + around]
    return Context(_flat(before), _flat(hit), _flat(after))


def section_counts(hits: Hits, analysis: Analysis) -> dict[str, int]:
    """Hits that begin in each section, those of the sections below it included; sections without hits are missing."""
    counts = (
        (section.id, bisect_left(hits.starts, section.end) - bisect_left(hits.starts, section.start))
        for section in analysis.sections
    )
    return {section: count for section, count in counts if count}


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


@cache
def _folding(case: bool, width: bool) -> Mapping[int, str]:
    """Code point to the one character that stands for it and its kin; those that stand for themselves are missing."""
    cased = () if case else chain.from_iterable(range(*ends) for ends in _CASED)
    wide = () if width else _WIDE
    table = {}
    for point in chain(cased, wide):
        folded = chr(point)
        if not width and point in _WIDE_SET:
            folded = _one(unicodedata.normalize("NFKC", folded), folded)
        if not case:
            folded = _one(folded.casefold(), folded)
        if folded != chr(point):
            table[point] = folded
    return table


_WIDE_SET = frozenset(_WIDE)


def _one(folded: str, char: str) -> str:
    """A folding that would change the length is none."""
    return folded if len(folded) == 1 else char


@cache
def _kin(case: bool, width: bool) -> Mapping[str, str]:
    """Folded character to all that fold to it, itself first; those without kin are missing."""
    kin: dict[str, str] = {}
    for point, folded in _folding(case, width).items():
        kin[folded] = kin.get(folded, folded) + chr(point)
    return kin


def _find_word(text: str, word: str, query: Query, start: int, end: int) -> tuple[list[int], int]:
    """Starts of the hits, and the length of each.

    The word is unfolded into what the text really holds, so that the text is neither copied nor cached: most words
    come out as plain literals, which is what `re` is fastest at.
    """
    kin = _kin(query.case, query.width)
    classes = []
    for char in fold(word, case=query.case, width=query.width):
        present = [relative for relative in kin.get(char, char) if text.find(relative, start, end) >= 0]
        if not present:
            return [], len(word)
        classes.append(re.escape(present[0]) if len(present) == 1 else f"[{re.escape(''.join(present))}]")
    return [match.start() for match in re.compile("".join(classes)).finditer(text, start, end)], len(word)


def _merge(found: list[tuple[list[int], int]]) -> Hits:
    order = sorted(range(len(found)), key=lambda word: -found[word][1])
    # One integer for each hit sorts several times faster than a tuple; the longer word comes first at the same place.
    count = len(found)
    ranked = chain.from_iterable((start * count + rank for start in found[word][0]) for rank, word in enumerate(order))
    starts, ends, words = [], [], []
    last = 0
    for packed in sorted(ranked):
        start, rank = divmod(packed, count)
        if start >= last:
            word = order[rank]
            last = start + found[word][1]
            starts.append(start)
            ends.append(last)
            words.append(word)
    return Hits(tuple(starts), tuple(ends), tuple(words))


def _find_expression(text: str, query: Query, start: int, end: int) -> Hits:
    import regex  # takes longer to import than a small report to be read

    flags = regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
    try:
        compiled = regex.compile(query.pattern, flags)
    except regex.error as error:
        raise _complaint(error, query.pattern) from error
    if not query.width:
        compiled, text = regex.compile(_narrow_pattern(query.pattern), flags), _narrow(text)
    try:
        spans = [span for span in _spans(compiled, text, start, end) if span[0] < span[1]]
    except TimeoutError as error:
        raise BadPattern(_RUNAWAY) from error
    starts, ends = (tuple(column) for column in zip(*spans, strict=True)) if spans else ((), ())
    return Hits(starts, ends, (0,) * len(starts))


def _spans(compiled: "regex.Pattern[str]", text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    deadline = time.monotonic() + PATIENCE
    for match in compiled.finditer(text, start, end, timeout=PATIENCE, concurrent=True):
        yield match.span()
        if time.monotonic() > deadline:
            raise TimeoutError


def _narrow(text: str) -> str:
    """`fold` for widths alone; five times faster than `str.translate` on a long text that holds few wide characters."""
    for point, folded in _folding(True, False).items():
        if chr(point) in text:
            text = text.replace(chr(point), folded)
    return text


def _narrow_pattern(pattern: str) -> str:
    """An expression whose full-width characters mean their half-width kin, and are no operators."""
    folding = _folding(True, False)

    def narrowed(match: re.Match[str]) -> str:
        folded = folding.get(ord(match[0][-1]))
        return match[0] if folded is None else f"\\u{ord(folded):04x}"

    return re.sub(r"\\?.", narrowed, pattern, flags=re.DOTALL)


def _complaint(error: Exception, pattern: str) -> BadPattern:
    reason, position = getattr(error, "msg", ""), getattr(error, "pos", None)
    template = next((sentence for start, sentence in _COMPLAINTS if reason.startswith(start)), _COMPLAINT)
    place = len(pattern) if position is None else min(position + 1, len(pattern))
    return BadPattern(template, place=place)
