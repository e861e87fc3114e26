"""Display width of text: columns in a fixed-width font, where a Chinese character is two wide."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    pass
_LAST_NARROW = "\u2e7f"
"""The letters of Chinese, and the signs that are as wide, come after it."""


def display_width(line: str) -> int:
    """Its width in half-width letters."""
    return len(line) + sum(map(_LAST_NARROW.__lt__, line))


def label_width(text: str) -> int:
    """Its width in half-width letters: a Chinese one is two wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
