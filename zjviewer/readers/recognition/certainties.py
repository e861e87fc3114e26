"""Places of recognised characters in the text of the finished report, with their certainties."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from zjviewer.core.model.report import DOUBTFUL, Certainty, Span
from zjviewer.readers.recognition.packages import MOST_PAGES

_NUMBER = re.compile(r"\d(?:[\d,，.．]*\d)?")
_BLANK = re.compile(r"\s")

Recognised = Sequence[tuple[str, float]]
"""Characters in reading order, each with its certainty."""


def certainties_in(text: str, pages: Sequence[int], recognised: Mapping[int, Recognised]) -> tuple[Certainty, ...]:
    """Certainty of every number, and of every run of other doubtful characters, on the recognised pages.

    `pages`: offset of each page in `text`; `recognised`: characters by page number, from 1. A number whose characters
    cannot be found among the recognised ones has the lowest certainty of its page.
    """
    found: list[Certainty] = []
    for number, characters in sorted(recognised.items()):
        if not characters or number > max(1, len(pages)):
            continue
        start = pages[number - 1] if pages else 0
        end = pages[number] if number < len(pages) else len(text)
        found += (
            Certainty(Span(start + each.span.start, start + each.span.end), each.score)
            for each in _certainties_on_page(text[start:end], tuple(characters))
        )
    return tuple(sorted(found))


@lru_cache(maxsize=MOST_PAGES)
def _certainties_on_page(text: str, characters: tuple[tuple[str, float], ...]) -> tuple[Certainty, ...]:
    """Certainties in the text of one page. Stored, because the pages before are assembled again with each new one."""
    scores = _aligned(text, characters)
    lowest = min(score for _, score in characters)
    found: list[Certainty] = []
    covered: set[int] = set()
    for match in _NUMBER.finditer(text):
        places = range(*match.span())
        known = [scores.get(place) for place in places]
        score = min((lowest if each is None else each for each in known), default=lowest)
        found.append(Certainty(Span(*match.span()), score))
        covered.update(places)
    return (*found, *_doubtful_runs(scores, covered))


def _aligned(text: str, characters: Recognised) -> dict[int, float]:
    """Certainty by offset in the text of one page, for the characters that are found there in the same order."""
    places = [place for place, letter in enumerate(text) if not _BLANK.match(letter)]
    shown = "".join(text[place] for place in places)
    read = "".join(letter[:1] for letter, _ in characters)
    scores: dict[int, float] = {}
    for block in SequenceMatcher(None, shown, read, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            scores[places[block.a + step]] = characters[block.b + step][1]
    return scores


def _doubtful_runs(scores: Mapping[int, float], covered: set[int]) -> list[Certainty]:
    runs: list[Certainty] = []
    for at in sorted(at for at, score in scores.items() if score < DOUBTFUL and at not in covered):
        if runs and runs[-1].span.end == at:
            runs[-1] = Certainty(Span(runs[-1].span.start, at + 1), min(runs[-1].score, scores[at]))
        else:
            runs.append(Certainty(Span(at, at + 1), scores[at]))
    return runs
