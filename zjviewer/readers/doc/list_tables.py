"""Lists of a binary Word document ([MS-DOC] 2.9.131 LFO, 2.9.147 LSTF, 2.9.150 LVL): the numbers that Word shows before
paragraphs. Offsets and counts are untrusted; a damaged table raises `struct.error` or `IndexError`."""

import struct
from typing import NamedTuple

from zjviewer.readers.common.list_numbers import format_number

_LISTS, _OVERRIDES = 0x02E2, 0x02EA
"""Offsets of the two tables in the file information block, in bytes."""
_LEVELS = 9
_HAS_START, _HAS_LEVEL = 16, 32
"""Flags of a level that a list in use changes."""
_MOST_LISTS = 5_000
_LONGEST_PATTERN = 100
_MOST = 32_767
_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    28: "decimalEnclosedCircleChinese",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
}
"""Number formats with their names in DOCX; bullets and lists without numbers are absent."""


class Level(NamedTuple):
    """Numbering of one level of a list."""

    start: int
    form: str
    """Name of the number format; empty for bullets."""
    pattern: str
    """Text of the number, with the character `chr(n)` for the number of level n, from 0."""


class _Override(NamedTuple):
    """List in use: the identifier of its definition, and levels and first numbers of its own."""

    name: int
    levels: dict[int, Level]
    starts: dict[int, int]


class ListTables:
    """Lists of a document with the counters of its numbered paragraphs."""

    def __init__(self, document: bytes, table: bytes) -> None:
        self._lists = _lists(table, *struct.unpack_from("<ii", document, _LISTS))
        self._overrides = _overrides(table, *struct.unpack_from("<ii", document, _OVERRIDES))
        self._counts: dict[tuple[int, int], list[int]] = {}
        """Counters of each level, by the identifier of the list or the index of a list with starts of its own."""

    def number(self, override: int, level: int) -> str | None:
        """Number before the next paragraph of a list; empty for a bullet, None where the list is unknown.

        `override`: index of the list, from 1. Each call increments the counter.
        """
        if not 1 <= override <= len(self._overrides) or not 0 <= level < _LEVELS:
            return None
        name, levels, starts = self._overrides[override - 1]
        known = {**dict(enumerate(self._lists.get(name, ()))), **levels}
        if level not in known:
            return None
        counts = self._counts.setdefault((0 if levels or starts else name, override if levels or starts else 0), [])
        while len(counts) <= level:
            upper = known.get(len(counts))
            counts.append(starts.get(len(counts), upper.start if upper else 1) - 1)
        counts[level] = min(counts[level] + 1, _MOST)
        del counts[level + 1 :]
        shape = known[level]
        if not shape.form:
            return ""
        return "".join(self._part(char, known, counts) for char in shape.pattern)

    def _part(self, char: str, known: dict[int, Level], counts: list[int]) -> str:
        of = ord(char)
        if of >= _LEVELS:
            return char
        upper = known.get(of)
        count = counts[of] if of < len(counts) else 1
        return format_number(count, upper.form if upper and upper.form else "decimal")


def _lists(table: bytes, at: int, length: int) -> dict[int, list[Level]]:
    """Levels of each list by its identifier; empty for a document without lists."""
    if length <= 0 or at < 0:
        return {}
    (count,) = struct.unpack_from("<h", table, at)
    if not 0 < count <= _MOST_LISTS:
        return {}
    found: dict[int, list[Level]] = {}
    place = at + length
    for index in range(count):
        name, flags = struct.unpack_from("<i22xB", table, at + 2 + 28 * index)
        levels: list[Level] = []
        for _ in range(1 if flags & 1 else _LEVELS):
            level, place = _level(table, place)
            levels.append(level)
        found[name] = levels
    return found


def _overrides(table: bytes, at: int, length: int) -> list[_Override]:
    """Lists in use, in the order of the file."""
    if length <= 0 or at < 0:
        return []
    (count,) = struct.unpack_from("<i", table, at)
    if not 0 < count <= _MOST_LISTS:
        return []
    heads = [struct.unpack_from("<i8xB", table, at + 4 + 16 * index) for index in range(count)]
    if not any(changed for _, changed in heads):
        return [_Override(name, {}, {}) for name, _ in heads]
    place = at + 4 + 16 * len(heads)
    found: list[_Override] = []
    for name, changed in heads:
        place += 4
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", table, place)
            place += 8
            if flags & _HAS_START:
                starts[flags & 15] = max(0, min(start, _MOST))
            if flags & _HAS_LEVEL:
                levels[flags & 15], place = _level(table, place)
        found.append(_Override(name, levels, starts))
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Level at an offset, and the offset after it."""
    start, form, characters, paragraphs = struct.unpack_from("<iB19xBB", table, at)
    text = at + 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", table, text)
    pattern = table[text + 2 : text + 2 + 2 * min(length, _LONGEST_PATTERN)].decode("utf-16-le", "replace")
    return Level(max(0, min(start, _MOST)), _FORMS.get(form, ""), pattern), text + 2 + 2 * length
