"""Full-text index by characters: how texts become tokens, and queries become phrases of them.

Every character is one token, after folding of case, width and variants, so that a phrase finds words of any length.
Positions are the same for a text and a phrase, white space and punctuation included. Where case, width or variants
count, a query contains NEAR, pinyin or an expression, the index gives only candidates.
"""

import re
from functools import cache
from typing import NamedTuple

from zjviewer.core.search.engine import LONGEST_READING, Query, clean_pattern, query_terms
from zjviewer.core.search.folding import equivalent_chars, folding

_DIGITS = "\\d²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱᧚𐩀-𐩃𐹠-𐹨𑁒-𑁚🄀-🄊"
"""Characters for which `str.isdigit` holds."""
_SPACE_AT_NUMBER = re.compile(
    rf"(?<=[{_DIGITS}])[ \u00a0\u3000](?=[^{_DIGITS}\s])|(?<=[^{_DIGITS}\s])[ \u00a0\u3000](?=[{_DIGITS}])"
)
"""A space that the search may ignore: between a number and what is none."""
_LONGEST_PHRASE = 200
"""Characters of a term that the index looks up; the rest of a longer term is compared in the text."""


class _Tokens(dict[int, str]):
    """Token and a separator by code point, filled when a character is first seen."""

    def __missing__(self, point: int) -> str:
        char = folding(False, False, True).get(point, chr(point))
        plain = "a" <= char <= "z" or "0" <= char <= "9" or (char >= "\x80" and not "\ud800" <= char <= "\udfff")
        self[point] = f"{char} " if plain else f"x{ord(char):x} "
        return self[point]


_TOKENS = _Tokens()


class Phrase(NamedTuple):
    """Lookup of one term in the index."""

    match: str
    """Expression of FTS5; empty where every report is a candidate."""
    exact: bool
    """Whether every report found contains the term, unless it has characters of `doubtful`."""
    doubtful: frozenset[str] = frozenset()
    """Characters that the index equates with some of the term and the query does not."""
    needed: frozenset[str] = frozenset()
    """Variants in the term, where these count: a report without all of them does not contain the term."""


def to_tokens(text: str) -> str:
    """The text as tokens of the index, with spaces between them."""
    return _SPACE_AT_NUMBER.sub("", text).translate(_TOKENS)


def variant_characters(text: str) -> str:
    """Traditional characters and variants in a text, each once, sorted."""
    return "".join(sorted(set(text) & _variants()))


def phrases_of(query: Query) -> tuple[Phrase, ...]:
    """Lookups whose union holds every report that the query may find; one for each of its terms.

    Only pinyin and regular expressions make every report a candidate.
    """
    if query.regex:
        return (Phrase("", False),)
    return tuple(_phrase(term, query) for term in query_terms(query))


def _phrase(term: str, query: Query) -> Phrase:
    from zjviewer.core.search.pinyin import has_letters
    from zjviewer.core.search.proximity import parse_near

    parts = parse_near(term).terms if query.near and "NEAR" in term else (term,)
    folded = term.casefold()
    if query.pinyin and has_letters(folded) and len(term) <= LONGEST_READING * (len(parts) + 1):
        return Phrase("", False)
    words = [part for part in map(_without_spaces, map(clean_pattern, parts)) if part]
    match = " AND ".join(f'"{to_tokens(word[:_LONGEST_PHRASE]).strip()}"' for word in words)
    simple = len(parts) == 1 and not query.case and not query.width and len(term) <= _LONGEST_PHRASE
    exact = simple and len(words) == 1 and to_tokens(words[0]) == words[0].translate(_TOKENS)
    if query.variants:
        return Phrase(match, exact)
    own = "".join(words)
    loose, strict = equivalent_chars(False, False, True), equivalent_chars(False, False, False)
    folds = folding(False, False, True)
    doubtful: set[str] = set()
    for char in set(own):
        first = folding(False, False, False).get(ord(char), char)
        doubtful |= set(loose.get(folds.get(ord(char), char), "")) - set(strict.get(first, first))
    return Phrase(match, exact, frozenset(doubtful) & _variants(), frozenset(own) & _variants())


def _without_spaces(word: str) -> str:
    """The term as the search compares it: without spaces between its numbers and Chinese characters."""
    chinese = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
    return re.sub(rf"(?<=[{chinese}])[ \u00a0\u3000]+(?=\d)|(?<=\d)[ \u00a0\u3000]+(?=[{chinese}])", "", word)


@cache
def _variants() -> frozenset[str]:
    """All characters that only the folding of variants changes."""
    plain, folded = folding(False, False, False), folding(False, False, True)
    return frozenset(chr(point) for point, char in folded.items() if plain.get(point) != char)
