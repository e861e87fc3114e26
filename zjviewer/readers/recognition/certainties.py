"""Places of recognised characters in the text of the finished report, with their certainties."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from zjviewer.core.model.report import DOUBTFUL, Certainty, Span

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
        scores = _aligned(text[start:end], characters)
        lowest = min(score for _, score in characters)
        covered: set[int] = set()
        for match in _NUMBER.finditer(text, start, end):
            places = range(match.start(), match.end())
            known = [scores.get(place - start) for place in places]
            score = min((lowest if each is None else each for each in known), default=lowest)
            found.append(Certainty(Span(*match.span()), score))
            covered.update(places)
        found += _doubtful_runs(scores, start, covered)
    return tuple(sorted(found))


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


def _doubtful_runs(scores: Mapping[int, float], start: int, covered: set[int]) -> list[Certainty]:
    runs: list[Certainty] = []
    for place in sorted(place for place, score in scores.items() if score < DOUBTFUL):
        at = start + place
        if at in covered:
            continue
        if runs and runs[-1].span.end == at:
            runs[-1] = Certainty(Span(runs[-1].span.start, at + 1), min(runs[-1].score, scores[place]))
        else:
            runs.append(Certainty(Span(at, at + 1), scores[place]))
    return runs
