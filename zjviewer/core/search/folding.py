"""Character folding: which characters are equivalent in a search. Folding does not change the length of a text."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import chain

from zjviewer.core.text.traditional import simplified_chars

_CASED = ((0, 0x2E80), (0xA640, 0xAC00), (0xFF00, 0x10000), (0x10400, 0x12000), (0x16E40, 0x16F00), (0x1E900, 0x1E960))
"""Ranges that contain all code points with an upper and a lower case."""
_WIDE = frozenset((0x3000, *range(0xFF01, 0xFFEF)))
"""The ideographic space and the block Halfwidth and Fullwidth Forms."""

_SIGNS = ('"“”„‟＂「」『』〝〞｢｣', "'‘’‚‛＇", "-‐‑‒–—―−－﹣─", "~～〜∼", "·•・‧∙⋅･")
"""Equivalent quotation marks, dashes, waves and middle dots; the first of each group represents all."""


@cache
def folding(case: bool, width: bool, variants: bool) -> Mapping[int, str]:
    """Mapping of code points to the one character that represents all equivalent ones; unchanged code points are
    omitted.

    `case` and `width` keep these differences, `variants` removes the difference between traditional and simplified
    characters. Without `width`, quotation marks are equivalent, and so are dashes, waves and middle dots.
    """
    table = dict(simplified_chars()) if variants else {}
    if not case:
        chars = _cased_chars()
        pairs = zip(chars, map(str.casefold, chars), strict=True)
        table |= {ord(char): folded for char, folded in pairs if char != folded and len(folded) == 1}
    for point in () if width else _WIDE:
        folded = _one(unicodedata.normalize("NFKC", chr(point)), chr(point))
        if not case:
            folded = _one(folded.casefold(), folded)
        if folded != chr(point):
            table[point] = folded
    if not width:
        table |= {ord(sign): signs[0] for signs in _SIGNS for sign in signs[1:]}
    return table


@cache
def equivalent_chars(case: bool, width: bool, variants: bool) -> Mapping[str, str]:
    """Folded character to all characters that fold to it, itself first; characters without equivalents are omitted."""
    found: dict[str, str] = {}
    for point, folded in folding(case, width, variants).items():
        found[folded] = found.get(folded, folded) + chr(point)
    return found


def replaced(text: str, table: Mapping[int, str]) -> str:
    """Result of `str.translate`, several times faster on a long text with few of the mapped characters."""
    for char in set(text):
        if ord(char) in table:
            text = text.replace(char, table[ord(char)])
    return text


def _cased_chars() -> str:
    return "".join(map(chr, chain.from_iterable(range(*ends) for ends in _CASED)))


def _one(folded: str, char: str) -> str:
    """The folded character, or the character itself where folding would change the length."""
    return folded if len(folded) == 1 else char
