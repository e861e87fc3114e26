"""Words near one another: `公开 NEAR/10 申请` means both, in either order, with at most ten characters between."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

USUAL = 10
"""Characters between, where none are said."""

_OPERATOR = re.compile(r"NEAR(?:[/／](\d{1,6})?)?")
_NEAR = re.compile(rf"\s+{_OPERATOR.pattern}(?:\s+|$)")


class Near(NamedTuple):
    """Words, and how many characters may stand between each and the next one; `1 + len(distances)` words."""

    terms: tuple[str, ...]
    distances: tuple[int, ...]


def parse_near(pattern: str) -> Near:
    """A pattern without NEAR is one word; a NEAR whose second word is still missing says nothing yet."""
    first, *rest = _NEAR.split(pattern.strip())
    pairs = [(word, int(distance or USUAL)) for distance, word in zip(rest[::2], rest[1::2], strict=True) if word]
    return Near((first, *(word for word, _ in pairs)), tuple(distance for _, distance in pairs))


def split_terms(pattern: str) -> list[str]:
    """The words of a pattern that white space parts; those that NEAR joins stay together."""
    words: list[str] = []
    joining = False
    for part in pattern.split():
        operator = bool(words) and not joining and bool(_OPERATOR.fullmatch(part))
        if operator or joining:
            words[-1] += f" {part}"
        else:
            words.append(part)
        joining = operator
    return words


def proximity_pairs(
    left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]], distance: int
) -> list[tuple[int, int]]:
    """From the beginning of one to the end of the other, wherever at most `distance` characters stand between.

    Of passages one of which holds the other the shorter counts, of overlapping ones the first. Both in reading order.
    """
    found = [*_followed(left, right, distance), *_followed(right, left, distance)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[1], -span[0])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _followed(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]], distance: int
) -> list[tuple[int, int]]:
    starts = [start for start, _ in second]
    found = []
    for start, end in first:
        at = bisect_left(starts, end)
        if at < len(starts) and starts[at] - end <= distance:
            found.append((start, second[at][1]))
    return found
