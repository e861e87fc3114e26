"""Traditional characters and the simplified ones that stand for them, one for one, from the table of OpenCC."""

from collections.abc import Mapping
from functools import cache

from zjviewer import paths

_COMMON = "億萬條個項點報國開關發務實業與訴產線機會"
"""Characters of which every text in traditional characters has some."""


@cache
def simplified_chars() -> Mapping[int, str]:
    """Code point of a traditional character or variant to its simplified character."""
    lines = (paths.resources() / "search" / "variants.txt").read_text(encoding="utf-8").splitlines()
    return {ord(char): line[0] for line in lines for char in line[1:]}


def simplified(text: str) -> str:
    """The text in simplified characters, as long as before; the same object where it has no traditional ones."""
    if not any(char in text for char in _COMMON):
        return text
    table = simplified_chars()
    for char in set(text):
        if ord(char) in table:
            text = text.replace(char, table[ord(char)])
    return text
