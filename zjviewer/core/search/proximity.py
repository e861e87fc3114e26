"""Proximity search: `公开 NEAR/10 申请` finds both terms in either order, with at most ten characters between them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

USUAL = 10
"""Default distance, in characters."""

_OPERATOR = re.compile(r"NEAR(?:[/／](\d{1,6})?)?")
_NEAR = re.compile(rf"(?<!\s)\s+{_OPERATOR.pattern}(?:\s+|$)")


class Near(NamedTuple):
    """Terms joined by NEAR, and the maximum distance between each term and the next; `1 + len(distances)` terms."""

    terms: tuple[str, ...]
    distances: tuple[int, ...]


def parse_near(pattern: str) -> Near:
    """Terms and distances of a pattern; one term without NEAR. A NEAR at the end, without a second term, is ignored."""
    first, *rest = _NEAR.split(pattern.strip())
    pairs = [(word, int(distance or USUAL)) for distance, word in zip(rest[::2], rest[1::2], strict=True) if word]
    return Near((first, *(word for word, _ in pairs)), tuple(distance for _, distance in pairs))


def split_terms(pattern: str) -> list[str]:
    """Terms of a pattern, separated by white space; terms joined by NEAR stay together."""
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
    """Spans from the start of one term to the end of the other, with at most `distance` characters between.

    A span that contains a shorter one is dropped; of overlapping ones the first is returned. Input and output are in
    reading order.
    """
    found = [*_followed(left, right, distance), *_followed(right, left, distance)]
    pairs: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[1], -span[0])):
        if not pairs or start >= pairs[-1][1]:
            pairs.append((start, end))
    return pairs


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
