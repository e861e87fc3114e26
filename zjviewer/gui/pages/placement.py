"""Places of the report's text on an original page, and back: the words are looked for, with what stands around them.

The reader of a format orders, joins and leaves out what stands on a page, so that offsets alone do not lead there.
Where the words and their surroundings leave several places open, there is none.
"""

import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zjviewer.core.model.report import RecognisedLetters, Span

Rect = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of the page."""

_CONTEXT = 40
"""Characters on each side that are compared."""
_MOST_PLACES = 400
"""Occurrences of the words that are compared."""
LONGEST = 24
"""Characters of the beginning of a long span that stand for it."""


class PageLink(NamedTuple):
    """A link of a page to another one."""

    rect: Rect
    page: int
    """Index of the page that it leads to."""
    top: float
    """Height there, in points; 0 where the link names none."""


class PageText(NamedTuple):
    """Characters of a page with their places, and its links."""

    characters: str
    rects: tuple[Rect, ...]
    links: tuple[PageLink, ...]


class PlainText(NamedTuple):
    """A text without white space, in ordinary forms of characters."""

    characters: str
    at: tuple[int, ...]
    """Index of each character in the original."""


def plain_text(text: str, start: int = 0) -> PlainText:
    """Plain form of a text; `start` is added to the indices."""
    characters: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text, start):
        for each in unicodedata.normalize("NFKC", char) if char > "\x7f" else char:
            if not each.isspace() and each.isprintable():
                characters.append(each)
                at.append(index)
    return PlainText("".join(characters), tuple(at))


def located(words: Span, source: PlainText, target: PlainText) -> range | None:
    """Where the words of a span stand in another text: positions in `target.characters`. None where they do not, or
    where it stays open which of several places is meant."""
    first, last = bisect_left(source.at, words.start), bisect_left(source.at, words.end)
    wanted = source.characters[first:last]
    if not wanted:
        return None
    found = list(_occurrences(wanted, target))
    before, after = source.characters[max(0, first - _CONTEXT) : first][::-1], source.characters[last:]
    scores = [  # what stands before a number names it, and counts more than what follows
        (
            _alike(before, target.characters[max(0, at - _CONTEXT) : at][::-1]),
            _alike(after, target.characters[at + len(wanted) : at + len(wanted) + _CONTEXT]),
        )
        for at in found
    ]
    if not scores:
        return None
    best = [at for at, score in zip(found, scores, strict=True) if score == max(scores)]
    if len(best) > 1:  # rows that are alike: in the same order, where there are as many of them
        own = list(_occurrences(wanted, source))
        if len(own) != len(found) or first not in own:
            return None
        best = [found[own.index(first)]]
    return range(best[0], best[0] + len(wanted))


def rects_of(places: range, target: PlainText, rects: Sequence[Rect]) -> list[Rect]:
    """Rectangles around characters of a page, one for each line."""
    lines: list[Rect] = []
    for place in places:
        left, top, right, bottom = rects[target.at[place]]
        if right <= left:
            continue
        if lines and top < lines[-1][3] and bottom > lines[-1][1] and left >= lines[-1][0]:
            before = lines[-1]
            lines[-1] = (before[0], min(top, before[1]), max(right, before[2]), max(bottom, before[3]))
        else:
            lines.append((left, top, right, bottom))
    return lines


def places_of(letters: RecognisedLetters, width: float, height: float) -> tuple[Rect, ...]:
    """Rectangles of recognised characters on a page of a size in points."""
    across, down = width / 65535, height / 65535
    return tuple(
        (left * across, top * down, right * across, bottom * down)
        for left, top, right, bottom in struct.iter_unpack("<4H", letters.places)
    )


def character_at(x: float, y: float, rects: Sequence[Rect], reach: float = 6.0) -> int | None:
    """Index of the character at a point, or of the nearest one within some points of it; None where there is none."""
    nearest, least = None, reach
    for index, (left, top, right, bottom) in enumerate(rects):
        if right <= left:
            continue
        distance = max(left - x, x - right, 0.0) + max(top - y, y - bottom, 0.0)
        if distance < least:
            nearest, least = index, distance
    return nearest


def _occurrences(words: str, text: PlainText) -> Iterator[int]:
    """Positions of the words; a number within a longer number is none."""
    at = text.characters.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        if len(words) == 1 or not (_is_in_number(at, text) or _is_in_number(at + len(words), text)):
            yield at
        at = text.characters.find(words, at + 1)


def _is_in_number(at: int, text: PlainText) -> bool:
    """Whether a position is between two digits that stand directly beside one another in the original."""
    if not 0 < at < len(text.at):
        return False
    return text.characters[at - 1 : at + 1].isdigit() and text.at[at] - text.at[at - 1] == 1


def _alike(first: str, second: str) -> int:
    """Number of characters that are equal at the beginning of both."""
    for index, (one, other) in enumerate(zip(first[:_CONTEXT], second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second), _CONTEXT)
