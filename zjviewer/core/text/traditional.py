"""Conversion of traditional to simplified characters, one for one, with the table of OpenCC."""

from collections.abc import Mapping
from functools import cache

from zjviewer import paths

_COMMON = "億萬條個項點報國開關發務實業與訴產線機會門預縣區總數"
"""Common traditional characters: any text in traditional characters contains at least one."""


@cache
def simplified_chars() -> Mapping[int, str]:
    """Mapping of the code point of a traditional character or variant to its simplified character."""
    lines = (paths.resources() / "search" / "variants.txt").read_text(encoding="utf-8").splitlines()
    return {ord(char): line[0] for line in lines for char in line[1:]}


def simplified(text: str) -> str:
    """Text in simplified characters, of the same length; the same object where it contains no traditional ones."""
    if not any(char in text for char in _COMMON):
        return text
    table = simplified_chars()
    for char in set(text):
        if ord(char) in table:
            text = text.replace(char, table[ord(char)])
    return text
