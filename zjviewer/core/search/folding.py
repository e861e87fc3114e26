"""Which characters a search takes for the same; folding never changes the length of a text."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import chain

from zjviewer.core.text.traditional import simplified_chars

_CASED = ((0, 0x2E80), (0xA640, 0xAC00), (0xFF00, 0x10000), (0x10400, 0x12000), (0x16E40, 0x16F00), (0x1E900, 0x1E960))
"""Ranges of code points outside of which no character has another case."""
_WIDE = frozenset((0x3000, *range(0xFF01, 0xFFEF)))
"""The ideographic space and the block Halfwidth and Fullwidth Forms."""

_SIGNS = ('"“”„‟＂', "'‘’‚‛＇", "-‐‑‒–—―−－﹣")
"""Quotation marks and dashes that are alike; the first of each stands for all."""


@cache
def folding(case: bool, width: bool, variants: bool) -> Mapping[int, str]:
    """Code point to the one character that stands for it and its kin; those that stand for themselves are missing.

    `case` and `width` tell apart, `variants` takes traditional and simplified characters for the same. Without `width`,
    straight and curly quotation marks, and hyphens and dashes, are the same too.
    """
    cased = () if case else chain.from_iterable(range(*ends) for ends in _CASED)
    wide = () if width else _WIDE
    table = dict(simplified_chars()) if variants else {}
    for point in chain(cased, wide):
        folded = chr(point)
        if not width and point in _WIDE:
            folded = _one(unicodedata.normalize("NFKC", folded), folded)
        if not case:
            folded = _one(folded.casefold(), folded)
        if folded != chr(point):
            table[point] = folded
    if not width:
        table |= {ord(sign): signs[0] for signs in _SIGNS for sign in signs[1:]}
    return table


@cache
def equivalent_chars(case: bool, width: bool, variants: bool) -> Mapping[str, str]:
    """Folded character to all that fold to it, itself first; those without kin are missing."""
    found: dict[str, str] = {}
    for point, folded in folding(case, width, variants).items():
        found[folded] = found.get(folded, folded) + chr(point)
    return found


def replaced(text: str, table: Mapping[int, str]) -> str:
    """`str.translate`, several times faster on a long text that holds few of the characters."""
    for char in set(text):
        if ord(char) in table:
            text = text.replace(char, table[ord(char)])
    return text


def _one(folded: str, char: str) -> str:
    """A folding that would change the length is none."""
    return folded if len(folded) == 1 else char
