"""Search engine: returns the offsets of all matches of a query. Folding does not change offsets."""

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
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.errors import BadPattern

if TYPE_CHECKING:
    import regex

PATIENCE = 1.0
"""Time limit of a regular expression, in seconds."""
LONGEST = 1_000
"""Maximum length of a query, in characters."""
LONGEST_READING = 100
"""Maximum length of a term that is also searched by pinyin, in letters."""
_MOST_REPEATED = 10_000
"""Limit of the product of nested repetition counts, and of the number of elements after repetitions are expanded:
the compiler creates a copy of each."""
_DEEPEST = 50
"""Maximum nesting depth of brackets."""

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
_TORN = lazy_pattern(rf"(?<=[{_CHINESE}])[ \t]?[\r\n]+[ \t\u3000]{{0,8}}(?=[{_CHINESE}])")
_LINE_END = re.compile(r"[\r\n]+")
_BLANK = "[ \u00a0\u2002-\u200a\u202f\u3000]"
_SPACE_AT_NUMBER = lazy_pattern(rf"(?<=[{_CHINESE}]){_BLANK}+(?=\d)|(?<=[\d%％‰]){_BLANK}+(?=[{_CHINESE}])")
_SPACE = re.compile(r"\s")
_MAYBE_SPACE = f"{_BLANK}{{0,2}}"


class Query(NamedTuple):
    """A search pattern and its options."""

    pattern: str
    case: bool = False
    """Whether case is significant."""
    width: bool = False
    """Whether full-width and half-width forms differ: `（` and `(`, `２` and `2`."""
    regex: bool = False
    """Whether the pattern is a regular expression; `^` and `$` match at paragraph boundaries."""
    words: bool = False
    """Whether white space separates several terms, each of which is searched; ignored for regular expressions."""
    variants: bool = False
    """Whether traditional and simplified characters are equivalent."""
    pinyin: bool = False
    """Whether letters also match characters by their pinyin; ignored for regular expressions."""
    near: bool = False
    """Whether `NEAR/10` between two terms is a proximity operator; ignored for regular expressions."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Matches in reading order, without overlaps, stored as parallel tuples instead of one object for each match."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    word_indexes: tuple[int, ...] = ()
    """Index of the matching query term, from 0."""

    def __len__(self) -> int:
        """Number of matches."""
        return len(self.starts)

    def span(self, index: int) -> Span:
        """Span of the match at an index."""
        return Span(self.starts[index], self.ends[index])

    def first_from(self, offset: int) -> int:
        """Index of the first match that starts at or after an offset; 0 if there is none after it, -1 without
        matches."""
        index = bisect_left(self.starts, offset)
        return index if index < len(self) else min(0, len(self) - 1)


_Columns = tuple[list[int], list[int]]
"""Starts and ends of matches, in reading order."""


class Context(NamedTuple):
    """A match with the text around it, on one line."""

    before: str
    hit: str
    after: str


def warm_up() -> None:
    """Build the caches that the first search needs: tables of equivalent characters and of pinyin readings."""
    find("a公", Query("a NEAR b", variants=True, pinyin=True, near=True))


def query_terms(query: Query) -> tuple[str, ...]:
    """Terms of a cleaned query, without duplicates after folding; `Hits.word_indexes` are indexes into this tuple."""
    if not query.regex:
        query = query._replace(pattern=clean_pattern(query.pattern))
    if not query.pattern:
        return ()
    if query.regex or not query.words:
        return (query.pattern,)
    folded = {_folded(word, query): word for word in reversed(_parted(query))}
    return tuple(reversed(folded.values()))


def clean_pattern(pattern: str) -> str:
    """A pasted pattern without zero-width characters and surrounding white space. Line breaks between Chinese
    characters are removed, other line breaks become spaces, and compatibility characters become ordinary ones."""
    plain = fold_forms(_ZERO_WIDTH.sub("", pattern)).strip()
    return _LINE_END.sub(" ", _TORN.sub("", plain)) if _LINE_END.search(plain) else plain


def find(text: str, query: Query, within: Span | None = None) -> Hits:
    """All matches of a query. Of overlapping matches the first is returned, and of those with the same start the
    longest.

    Raises BadPattern for a query that is too long, and for a regular expression that is invalid, too large or too
    slow. Empty matches are ignored.
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
    """The text as the search compares it; offsets are the same as in the original."""
    return text.translate(folding(case, width, variants))


def context(text: str, start: int, end: int, around: int = 24) -> Context:
    """The text of a match with up to `around` characters on each side."""
    before, hit, after = text[max(0, start - around) : start], text[start:end], text[end : end + around]
    return Context(_single_line(before), _single_line(hit), _single_line(after))


def section_counts(hits: Hits, analysis: Analysis) -> dict[str, int]:
    """Number of matches that start in each section or its subsections, by section id; sections without matches are
    omitted."""
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
    """Matches of one term, or of terms joined by NEAR."""
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
    closed = _SPACE_AT_NUMBER.sub("", word) if _SPACE.search(word) else word
    return _find_characters(text, closed, query, within)


def _find_characters(text: str, word: str, query: Query, within: Span) -> _Columns:
    """Matches of one literal term; the text may have a space between its numbers and Chinese characters.

    The term becomes a pattern of the equivalent characters that occur in the text, so that the text is neither
    copied nor cached: most terms become plain literals, which `re` searches fastest.
    """
    known = equivalent_chars(query.case, query.width, query.variants)
    start, end = within
    classes: list[str] = []
    folded = _folded(word, query)
    for before, char in zip(" " + folded, folded, strict=False):
        if classes and _is_number(before) != _is_number(char) and not (before.isspace() or char.isspace()):
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


def _is_number(char: str) -> bool:
    """Whether a character is a digit or a per cent sign, beside which a space is optional."""
    return char.isdigit() or char in "%％‰"


def _merge(found: list[_Columns]) -> Hits:
    """Merge the matches of all terms and remove overlaps; of matches with the same start the longest comes first.
    Each match is encoded as one integer, because integers sort several times faster than tuples."""
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
    import regex  # its import takes longer than reading a small report

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
    """Compile a regular expression. Raises BadPattern, also where the compiler itself fails."""
    import regex

    if _is_too_large(pattern):
        raise BadPattern(_TOO_LARGE, limit=_MOST_REPEATED, depth=_DEEPEST)
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise _complaint(error, pattern) from error
    except (RecursionError, MemoryError) as error:
        raise BadPattern(_TOO_LARGE, limit=_MOST_REPEATED, depth=_DEEPEST) from error
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError) as error:  # bugs in its parser
        raise BadPattern(_COMPLAINT, place=1) from error


def _is_too_large(pattern: str) -> bool:
    """Whether a regular expression is nested too deeply or expands to too many elements. One pass that never
    underestimates what it recognises as a repetition."""
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
    """Offset after one element: a character, an escape sequence or a character set."""
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
    """Regular expression in which full-width and traditional characters are folded literals, not operators."""

    def one(match: re.Match[str]) -> str:
        folded = table.get(ord(match[0][-1]))
        return match[0] if folded is None else f"\\U{ord(folded):08x}"

    return re.sub(r"\\?.", one, pattern, flags=re.DOTALL)


def _complaint(error: Exception, pattern: str) -> BadPattern:
    reason, position = getattr(error, "msg", ""), getattr(error, "pos", None)
    template = next((sentence for start, sentence in _COMPLAINTS if reason.startswith(start)), _COMPLAINT)
    place = len(pattern) if position is None else min(position + 1, len(pattern))
    return BadPattern(template, place=place)
