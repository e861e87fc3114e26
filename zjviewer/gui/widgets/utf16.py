"""Converts between code points, Python's unit of text, and UTF-16 units, Qt's; no other module does."""

import re
from bisect import bisect_left
from collections.abc import Sequence

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts positions of one text, in which for example 𠮷 is one code point and two units. A character before one
    of the `joints`, ascending offsets, has one more unit: a joiner follows it in the document."""

    def __init__(self, text: str, joints: Sequence[int] = ()) -> None:
        self._length = len(text)
        self._wide: list[int] = []
        if units_of(text) != len(text):
            self._wide = [match.start() for match in _ASTRAL.finditer(text)]
        if joints:
            self._wide = sorted([*self._wide, *(offset - 1 for offset in joints)])
        self._wide_units = [offset + index for index, offset in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """UTF-16 units before an offset in code points."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, units: int) -> int:
        """Code points before a position in units; a position between the halves of a character is after it."""
        return min(units - bisect_left(self._wide_units, units - 1), self._length)


def units_of(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
