"""Display width of text in columns of a fixed-width font; a Chinese character has two columns."""

from __future__ import annotations

from unicodedata import east_asian_width

_LAST_NARROW = "\u2e7f"
"""Last narrow code point: Chinese characters and full-width signs have higher ones."""


def display_width(line: str) -> int:
    """Display width of a line in columns; fast, takes every character after `_LAST_NARROW` for a wide one."""
    return len(line) + sum(map(_LAST_NARROW.__lt__, line))


def label_width(text: str) -> int:
    """Display width of a label in columns, by the Unicode property East Asian Width."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
