"""Search by pinyin: letters match characters by full syllables or by initials.

`zdgk`, `zhudonggongkai` and `zhudgk` all match 主动公开. Any reading of a character counts, letters also match
themselves, and the last syllable may be incomplete.
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from zjviewer.core.model.report import Span

LONGEST = 6
"""Length of the longest syllable, in letters."""
_INITIALS = frozenset((*"abcdefghjklmnopqrstwxyz", "ch", "sh", "zh"))
_LETTERS = re.compile("[A-Za-z]")
_SEPARATED = re.compile(r"(?<=[A-Za-z])[ '’]+(?=[A-Za-z])")


class _Step(NamedTuple):
    """A transition between two offsets of the pattern, which consumes one of a set of characters of the text."""

    to: int
    chars: Set[str]


def has_letters(word: str) -> bool:
    """Whether a term contains letters, and can match by pinyin."""
    return bool(_LETTERS.search(word))


def find_readings(text: str, word: str, kin: Mapping[str, str], within: Span) -> list[tuple[int, int]]:
    """Spans that match by pinyin. Of overlapping ones the first is returned, and of those with the same start the
    longest.

    The term is folded already; `kin` maps a folded character to all equivalent ones. A space or an apostrophe
    between letters ends a syllable.
    """
    letters, edges = _joined(word)
    steps = _steps(letters, edges, kin, frozenset(text[within.start : within.end]))
    if not steps[0]:
        return []
    found: list[tuple[int, int]] = []
    last = within.start
    for match in _prefilter(steps).finditer(text, within.start, within.end):
        start = match.start()
        if start >= last and (end := _end(text, start, within.end, steps)):
            found.append((start, end))
            last = end
    return found


def initials(text: str) -> str:
    """First letters of the readings of Chinese characters, such as zjs for 浙江省; of a character with several readings
    that of the first one in alphabetical order. Other characters stay as they are."""
    return "".join((_readings_of(char) or (char,))[0][:1] for char in text)


def first_reading(name: str, word: str) -> int | None:
    """Offset of the first match of a term in a short name by its readings; None for no match. Both must be folded;
    equivalent characters are not considered."""
    letters, edges = _joined(word)
    return next((start for start in range(len(name)) if _reads(name, start, letters, edges)), None)


def _reads(name: str, start: int, letters: str, edges: Set[int]) -> bool:
    places = {0}
    for char in name[start:]:
        reached: set[int] = set()
        for place in places:
            if letters[place] == char:
                reached.add(place + 1)
            for reading in _readings_of(char):
                ways = {reading, *(reading[:length] for length in (1, 2) if reading[:length] in _INITIALS)}
                ends = {place + len(way) for way in ways if letters.startswith(way, place)}
                if reading.startswith(letters[place:]):
                    ends.add(len(letters))
                reached |= {end for end in ends if not any(place < edge < end for edge in edges)}
        if len(letters) in reached:
            return True
        places = reached
    return False


def _joined(word: str) -> tuple[str, frozenset[int]]:
    """The term without syllable separators, and the offsets where these were."""
    letters, edges, at = "", set(), 0
    for match in _SEPARATED.finditer(word):
        letters += word[at : match.start()]
        edges.add(len(letters))
        at = match.end()
    return (letters + word[at:]).replace("ü", "v"), frozenset(edges)


def _steps(word: str, edges: Set[int], kin: Mapping[str, str], present: Set[str]) -> Sequence[Sequence[_Step]]:
    """For each offset of the term, the transitions from which the end of the term can be reached with characters of
    the text."""
    steps: list[list[_Step]] = [[] for _ in word]
    alive = {len(word)}
    for at in range(len(word) - 1, -1, -1):
        here: dict[int, set[str]] = {}
        here.setdefault(at + 1, set()).update(kin.get(word[at], word[at]))
        for to in range(at + 1, min(at + LONGEST, len(word)) + 1):
            if not word[at:to].isascii() or any(at < edge < to for edge in edges):
                break
            here.setdefault(to, set()).update(_chars_of(word[at:to].lower(), to == len(word)))
        steps[at] = [_Step(to, chars & present) for to, chars in here.items() if to in alive and chars & present]
        if steps[at]:
            alive.add(at)
    return steps


def _prefilter(steps: Sequence[Sequence[_Step]]) -> re.Pattern[str]:
    """Pattern of one character class for each position of the shortest match; may have false positives."""
    places, classes = {0}, []
    while len(steps) not in places:
        reached = [step for place in places for step in steps[place]]
        chars = set().union(*(step.chars for step in reached))
        classes.append(f"[{re.escape(''.join(sorted(chars)))}]")
        places = {step.to for step in reached}
    return re.compile(f"(?={''.join(classes)})")


def _end(text: str, start: int, stop: int, steps: Sequence[Sequence[_Step]]) -> int:
    """End offset of the longest match at an offset; 0 for none."""
    places, at, end = {0}, start, 0
    while places and at < stop:
        char = text[at]
        places = {step.to for place in places for step in steps[place] if char in step.chars}
        at += 1
        if len(steps) in places:
            end = at
            places.discard(len(steps))
    return end


@cache
def _chars_of(letters: str, last: bool) -> Set[str]:
    """Characters with the reading `letters`; for initials, and with `last`, those whose reading starts with them."""
    table = _readings()
    if not last and letters not in _INITIALS:
        return table.get(letters, frozenset())
    return frozenset().union(*(chars for syllable, chars in table.items() if syllable.startswith(letters)))


@cache
def _readings_of(char: str) -> tuple[str, ...]:
    return tuple(syllable for syllable, chars in _readings().items() if char in chars)


@cache
def _readings() -> Mapping[str, frozenset[str]]:
    """Syllables without tones, ü written as v, to the characters with that reading."""
    from zjviewer.paths import resources

    lines = (resources() / "search" / "readings.txt").read_text(encoding="utf-8").splitlines()
    return {syllable: frozenset(chars) for syllable, chars in map(str.split, lines)}
