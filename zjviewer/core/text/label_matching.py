"""Comparison of labels of the national forms: numbers, brackets and line breaks are ignored, typing errors
tolerated."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from zjviewer.core.text.segmentation import fold_width

_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.章节]|\([一二三四五六七八九十\d]{1,3}\)、?|\d{1,2}[.、](?!\d)|其中[::]?|[①-⑳])\s*"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[\s“”\"'‘’「」《》:：,，。;；、·/\-—_*★]+")
_UNIT_TAIL = re.compile(r"(?:数量|总数|数)$")
_ALIKE, _ALIKE_SHORT = 0.72, 0.8
"""Minimum similarity of a label with a typing error, from 0 to 1; the second value is for short labels."""
_LONG = 8
_MARGIN = 0.08
_SHORTEST_MISPRINT = 4


@lru_cache(maxsize=4096)
def strip_label(label: str) -> str:
    """A label without its number, text in brackets, punctuation and white space."""
    plain = _NUMBER.sub("", fold_width(label).strip())
    within = _NOISE.sub("", _BRACKETS.sub("", plain))
    return within or _NOISE.sub("", plain)


def similarity(written: str, meant: str) -> float:
    """Similarity from 0 to 1; 1 for the same label, 0 where one cannot be a misspelling of the other."""
    return _likeness(strip_label(written), strip_label(meant))


@lru_cache(maxsize=65536)
def _likeness(a: str, b: str) -> float:
    """Similarity of stripped labels; cached, because a report compares the same pairs many times."""
    if a == b:
        return 1.0
    if _UNIT_TAIL.sub("", a) == _UNIT_TAIL.sub("", b):
        return 0.98
    if min(len(a), len(b)) < _SHORTEST_MISPRINT:
        return 0.0
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return alike if alike >= (_ALIKE if min(len(a), len(b)) >= _LONG else _ALIKE_SHORT) else 0.0


def best_match(written: str, choices: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Index of the choice that matches a label best, and the similarity; each choice is a sequence of alternative
    labels. -1 where none matches, or where two match equally well."""
    scores = sorted(
        ((max(similarity(written, wording) for wording in wordings), -index) for index, wordings in enumerate(choices)),
        reverse=True,
    )
    if not scores or scores[0][0] == 0:
        return -1, 0.0
    if len(scores) > 1 and scores[0][0] < 1 and scores[0][0] - scores[1][0] < _MARGIN:
        return -1, 0.0
    return -scores[0][1], scores[0][0]
