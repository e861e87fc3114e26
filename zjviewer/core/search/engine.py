"""Search in a text: a query in, the places of its hits out; folding never moves an offset."""

import re
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.search.folding import equivalent_chars, folding, replaced
from zjviewer.core.text.character_forms import fold_forms
from zjviewer.errors import BadPattern

if TYPE_CHECKING:
    import regex

PATIENCE = 1.0
"""Seconds after which a regular expression counts as runaway."""
LONGEST = 1_000
"""Characters of a query."""
LONGEST_READING = 100
"""Letters of a word that are also looked for by their readings."""
_MOST_REPEATED = 10_000
"""Largest product of the counts of nested repetitions, and largest number of elements that a whole expression unfolds
to: the compiler makes a copy of each."""
_DEEPEST = 50
"""Brackets within brackets."""

_COMPLAINTS = (
    ("missing )", "The expression ends at character {place} with a bracket ( still open."),
    ("unbalanced parenthesis", "A bracket ) at character {place} of the expression closes nothing."),
    ("unterminated character set", "The expression ends at character {place} with a bracket [ still open."),
    ("nothing to repeat", "There is nothing to repeat at character {place} of the expression."),
    ("multiple repeat", "There are two repetitions in a row at character {place} of the expression."),
)
_COMPLAINT = "The expression cannot be read from character {place} on."
_RUNAWAY = "The expression takes too long on this text; a simpler one will do better."
_TOO_LONG = "The search has {length} characters, and at most {limit} can be searched for."
_TOO_LARGE = (
    "The expression is too large: it repeats more than {limit} times, or nests brackets more than {depth} deep."
)
_COUNTED = re.compile(r"\{(\d*)(?:(,)(\d*))?\}")

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_TORN = re.compile(rf"(?<=[{_CHINESE}])[ \t]?[\r\n]+[ \t]?(?=[{_CHINESE}])")
_LINE_END = re.compile(r"[\r\n]+")
_SPACE_AT_NUMBER = re.compile(rf"(?<=[{_CHINESE}])[ \u00a0\u3000]+(?=\d)|(?<=\d)[ \u00a0\u3000]+(?=[{_CHINESE}])")
_MAYBE_SPACE = "[ \u00a0\u3000]?"


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
    variants: bool = False
    """Whether traditional and simplified characters are the same."""
    pinyin: bool = False
    """Whether letters also stand for characters by their readings; without meaning for expressions."""
    near: bool = False
    """Whether NEAR/10 between two words asks for both of them near one another; without meaning for expressions."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Places found, in reading order, none overlapping: three columns of one length, not an object for each hit."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    word_indexes: tuple[int, ...] = ()
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


_Columns = tuple[list[int], list[int]]
"""Starts and ends of hits, in reading order."""


class Context(NamedTuple):
    """A hit and what stands around it, on one line."""

    before: str
    hit: str
    after: str


def warm_up() -> None:
    """Read and make now what the first searches need: the tables of characters that are alike, and of readings."""
    find("a公", Query("a NEAR b", variants=True, pinyin=True, near=True))


def query_terms(query: Query) -> tuple[str, ...]:
    """Terms of a cleaned query, without those that fold to an earlier one; `Hits.word_indexes` counts these."""
    if not query.regex:
        query = query._replace(pattern=clean_pattern(query.pattern))
    if not query.pattern:
        return ()
    if query.regex or not query.words:
        return (query.pattern,)
    folded = {_folded(word, query): word for word in reversed(_parted(query))}
    return tuple(reversed(folded.values()))


def clean_pattern(pattern: str) -> str:
    """A pasted pattern as it was meant: without zero-width characters, without space around it, line ends between
    Chinese characters removed, other line ends as spaces, and every character in its ordinary form."""
    plain = fold_forms(_ZERO_WIDTH.sub("", pattern))
    return _LINE_END.sub(" ", _TORN.sub("", plain.strip()))


def find(text: str, query: Query, within: Span | None = None) -> Hits:
    """Every hit; of overlapping ones the first, and of those that begin together the longest.

    Raises BadPattern for a query that is too long, and for an expression that cannot be read, is too large, or takes
    too long. Empty matches are no hits.
    """
    if len(query.pattern) > LONGEST:
        raise BadPattern(_TOO_LONG, length=len(query.pattern), limit=LONGEST)
    span = within or Span(0, len(text))
    if query.regex:
        return _find_expression(text, query, *span) if query.pattern else Hits()
    found = [_find(text, word, query, span) for word in query_terms(query)]
    if len(found) == 1:
        starts, ends = found[0]
        return Hits(tuple(starts), tuple(ends), (0,) * len(starts))
    return _merge(found)


def fold(text: str, *, case: bool = False, width: bool = False, variants: bool = False) -> str:
    """The text as a query compares it; as long as it was, character by character."""
    return text.translate(folding(case, width, variants))


def context(text: str, start: int, end: int, around: int = 24) -> Context:
    """The words between two offsets with up to `around` characters on each side."""
    before, hit, after = text[max(0, start - around) : start], text[start:end], text[end : end + around]
    return Context(_single_line(before), _single_line(hit), _single_line(after))


def section_counts(hits: Hits, analysis: Analysis) -> dict[str, int]:
    """Hits that begin in each section, those of the sections below it included; sections without hits are missing."""
    counts = (
        (section.id, bisect_left(hits.starts, section.end) - bisect_left(hits.starts, section.start))
        for section in analysis.sections
    )
    return {section: count for section, count in counts if count}


def _single_line(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _parted(query: Query) -> list[str]:
    if not query.near:
        return query.pattern.split()
    from zjviewer.core.search.proximity import split_terms

    return split_terms(query.pattern)


def _folded(word: str, query: Query) -> str:
    return fold(word, case=query.case, width=query.width, variants=query.variants)


def _find(text: str, word: str, query: Query, within: Span) -> _Columns:
    """Places of one word, or of those that NEAR joins."""
    if not (query.near and "NEAR" in word):
        return _find_word(text, word, query, within)
    from zjviewer.core.search.proximity import parse_near, proximity_pairs

    near = parse_near(word)
    first, *others = (list(zip(*_find_word(text, part, query, within), strict=True)) for part in near.terms)
    joined = reduce(
        lambda spans, other: proximity_pairs(spans, *other), zip(others, near.distances, strict=True), first
    )
    return [start for start, _ in joined], [end for _, end in joined]


def _find_word(text: str, word: str, query: Query, within: Span) -> _Columns:
    if query.pinyin:
        from zjviewer.core.search.pinyin import find_readings, has_letters

        folded = fold(_folded(word, query), case=True)
        if (
            len(folded) <= LONGEST_READING
            and has_letters(folded)
            and (
                spans := find_readings(text, folded, equivalent_chars(query.case, query.width, query.variants), within)
            )
        ):
            return [start for start, _ in spans], [end for _, end in spans]
    return _find_characters(text, _SPACE_AT_NUMBER.sub("", word), query, within)


def _find_characters(text: str, word: str, query: Query, within: Span) -> _Columns:
    """Places of a word; beside its numbers the text may have a space.

    The word is unfolded into what the text really holds, so that the text is neither copied nor cached: most words
    come out as plain literals, which is what `re` is fastest at.
    """
    known = equivalent_chars(query.case, query.width, query.variants)
    start, end = within
    classes: list[str] = []
    folded = _folded(word, query)
    for before, char in zip(" " + folded, folded, strict=False):
        if classes and before.isdigit() != char.isdigit() and not (before.isspace() or char.isspace()):
            classes.append(_MAYBE_SPACE)
        present = [relative for relative in known.get(char, char) if text.find(relative, start, end) >= 0]
        if not present:
            return [], []
        classes.append(re.escape(present[0]) if len(present) == 1 else f"[{re.escape(''.join(present))}]")
    found = re.compile("".join(classes)).finditer(text, start, end)
    if _MAYBE_SPACE not in classes:
        starts = [match.start() for match in found]
        return starts, list(map(len(word).__add__, starts))
    spans = [match.span() for match in found]
    return [start for start, _ in spans], [end for _, end in spans]


def _merge(found: list[_Columns]) -> Hits:
    """One integer for each hit sorts several times faster than a tuple; the longer comes first at the same place."""
    count = len(found)
    longest = max((end - start for starts, ends in found for start, end in zip(starts, ends, strict=True)), default=0)
    scale = longest + 1
    packed = chain.from_iterable(
        ((start * scale + longest - (end - start)) * count + word for start, end in zip(starts, ends, strict=True))
        for word, (starts, ends) in enumerate(found)
    )
    columns: tuple[list[int], list[int], list[int]] = ([], [], [])
    last = 0
    for key in sorted(packed):
        place, word = divmod(key, count)
        start, shorter = divmod(place, scale)
        if start >= last:
            last = start + longest - shorter
            for column, value in zip(columns, (start, last, word), strict=True):
                column.append(value)
    starts, ends, words = columns
    return Hits(tuple(starts), tuple(ends), tuple(words))


def _find_expression(text: str, query: Query, start: int, end: int) -> Hits:
    import regex  # takes longer to import than a small report to be read

    flags = regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
    compiled = _compiled(query.pattern, flags)
    if table := folding(True, query.width, query.variants):
        compiled, text = _compiled(_folded_pattern(query.pattern, table), flags), replaced(text, table)
    try:
        spans = [span for span in _spans(compiled, text, start, end) if span[0] < span[1]]
    except (TimeoutError, MemoryError, RecursionError) as error:
        raise BadPattern(_RUNAWAY) from error
    starts, ends = (tuple(column) for column in zip(*spans, strict=True)) if spans else ((), ())
    return Hits(starts, ends, (0,) * len(starts))


def _compiled(pattern: str, flags: int) -> "regex.Pattern[str]":
    """Raises BadPattern, also where the compiler itself fails."""
    import regex

    if _is_too_large(pattern):
        raise BadPattern(_TOO_LARGE, limit=_MOST_REPEATED, depth=_DEEPEST)
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise _complaint(error, pattern) from error
    except (RecursionError, MemoryError) as error:
        raise BadPattern(_TOO_LARGE, limit=_MOST_REPEATED, depth=_DEEPEST) from error
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError) as error:  # defects of its parser
        raise BadPattern(_COMPLAINT, place=1) from error


def _is_too_large(pattern: str) -> bool:
    """Whether an expression nests too deep, or unfolds to too many elements; an estimate in one pass, never too low by
    what it takes for a repetition."""
    sizes, previous, at = [0], 0, 0
    while at < len(pattern):
        char = pattern[at]
        counted = _COUNTED.match(pattern, at) if char == "{" else None
        if counted and counted[0] != "{}":
            times = max(_count_of(counted[1]), _count_of(counted[3] or ""), 1)
            sizes[-1] += previous * (times - 1)
            previous *= times
            at = counted.end()
        elif char == "(":
            sizes.append(0)
            previous = 0
            at += 1
        elif char == ")" and len(sizes) > 1:
            previous = max(sizes.pop(), 1)
            sizes[-1] += previous
            at += 1
        else:
            at = _end_of_element(pattern, at)
            if char not in "*+?":
                previous = 1
                sizes[-1] += 1
        if len(sizes) > _DEEPEST + 1 or max(previous, sizes[-1]) > _MOST_REPEATED:
            return True
    return sum(sizes) > _MOST_REPEATED


def _count_of(digits: str) -> int:
    return min(int(digits[:9] or 0), _MOST_REPEATED + 1) if len(digits.lstrip("0")) < 9 else _MOST_REPEATED + 1


def _end_of_element(pattern: str, at: int) -> int:
    """Offset after a character, an escape or a set."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] != "[":
        return at + 1
    start = at + 1
    start += pattern.startswith("^", start)
    start += pattern.startswith("]", start)
    while start < len(pattern) and pattern[start] != "]":
        start += 2 if pattern[start] == "\\" else 1
    return start + 1


def _spans(compiled: "regex.Pattern[str]", text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    deadline = time.monotonic() + PATIENCE
    for match in compiled.finditer(text, start, end, timeout=PATIENCE, concurrent=True):
        yield match.span()
        if time.monotonic() > deadline:
            raise TimeoutError


def _folded_pattern(pattern: str, table: Mapping[int, str]) -> str:
    """An expression whose full-width or traditional characters mean their kin, and are no operators."""

    def one(match: re.Match[str]) -> str:
        folded = table.get(ord(match[0][-1]))
        return match[0] if folded is None else f"\\U{ord(folded):08x}"

    return re.sub(r"\\?.", one, pattern, flags=re.DOTALL)


def _complaint(error: Exception, pattern: str) -> BadPattern:
    reason, position = getattr(error, "msg", ""), getattr(error, "pos", None)
    template = next((sentence for start, sentence in _COMPLAINTS if reason.startswith(start)), _COMPLAINT)
    place = len(pattern) if position is None else min(position + 1, len(pattern))
    return BadPattern(template, place=place)
