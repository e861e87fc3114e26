"""Breakdowns without 其中 whose whole stands in a sentence before: behind 按…分, 行政复议案件中, or up to 其他."""

import re
from collections.abc import Iterator, Sequence

from zjviewer.checks.evidence.breakdown_candidates import Breakdown, most_plausible
from zjviewer.checks.evidence.breakdowns import REST, consecutive_parts, listing_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, bare, is_amount, same_quantity
from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.lazy_patterns import lazy_pattern

_VIEW = re.compile(
    r"(?:一是|[(（]?[一二三四1-4][)）、.])?(?:从|按照?|分|就)[^,;。:\d]{1,14}(?:看|分|划分|统计|分类|构成)[,:]"
)
_EXHAUSTIVE = lazy_pattern(r"(?:一是|[(（]?[一二三四1-4][)）、.])?按照?[^,;。:\d]{1,14}(?:分|划分|分类|构成)[,:]")
"""A point of view by which all parts are named."""
_AMONG = re.compile(r"(?P<name>[^,;。、:\d()]{2,16})(?<!其)中[,:]")
_GOES_OVER = re.compile(r"结转(?:至|到)?(?:下|次|明|20\d\d)")
_MARK = re.compile(";")
_CUE = re.compile(r"其中")
_BACK = 4
"""Sentences before a list in which its whole is looked for."""
_VAGUE = re.compile(r"有关|相关|政府信息公开|信息公开|政府信息|办理|被申请|案件|申请|因|引起|发生|提起")
_FEW = 10
"""The smallest whole; of a smaller one any two numbers are parts."""
_SHARED = 2
"""Code points that the name of a list and that of its whole have in common."""


def find_implied_breakdowns(prose: SentenceContext) -> tuple[Breakdown, ...]:
    """Those whose parts give the whole, or all but give it; searched for once."""
    return prose.once("implied breakdowns", lambda: tuple(_find_implied(prose)))


def _find_implied(prose: SentenceContext) -> Iterator[Breakdown]:
    for index in range(len(prose.spans)):
        viewed = _viewed(prose, index)
        yield from viewed
        if not viewed:
            yield from _named(prose, index)


def _viewed(prose: SentenceContext, index: int) -> list[Breakdown]:
    """Breakdown by a point of view, with its whole in a sentence before: 按申请方式分,当面申请60件,网络申请40件."""
    start = prose.spans[index].start
    if not _VIEW.match(prose.plain, start):
        return []
    group = prose.inside[index]
    first = next((figure for figure in group if is_amount(figure)), None)
    if first is None:
        return []
    parts = [first, *consecutive_parts(prose, first, group[group.index(first) + 1 :])]
    wholes = [f for f in _before(prose, index, first) if f.value >= _FEW]
    near = _nearest(prose, index, start, wholes, parts)
    same_year = [f for f in wholes if f.year == first.year]
    if near or len(same_year) != 1 or len(parts) < 2 or not _EXHAUSTIVE.match(prose.plain, start):
        return near
    only = listing_of(prose, index, start, same_year[0], parts, alone=True)
    return [] if only.overlapping or only.open else [only]


def _named(prose: SentenceContext, index: int) -> Iterator[Breakdown]:
    """Breakdowns whose whole before has the same name: 行政复议案件中,维持5件…… and 复议案件维持5件、其他3件."""
    span, group = prose.spans[index], prose.inside[index]
    starts = [span.start, *(mark.end() for mark in _MARK.finditer(prose.plain, *span))]
    if _AMONG.match(prose.plain, span.start) and not any(_AMONG.match(prose.plain, at) for at in starts[1:]):
        starts = starts[:1]  # one list with semicolons
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        inside = [figure for figure in group if start <= figure.start < end]
        first = next((figure for figure in inside if is_amount(figure)), None)
        if first is None or _CUE.search(prose.plain, start, inside[-1].end):
            continue
        parts = [first, *consecutive_parts(prose, first, inside[inside.index(first) + 1 :])]
        among = _AMONG.match(prose.plain, start)
        if not among and not (len(parts) > 2 and REST.search(prose.before(parts[-1]))):
            continue
        name = _VAGUE.sub("", bare(among["name"] if among else prose.plain[start : first.start]))
        wholes = [f for f in _before(prose, index, first) if _share_words(name, _VAGUE.sub("", bare(f.indicator)))]
        left = [
            f
            for f in inside
            if f.start > parts[-1].end and _GOES_OVER.search(prose.before(f)) and same_quantity(f, first)
        ]
        yield from _nearest(prose, index, start, wholes, parts, *([*parts, f] for f in left[:1]))


def _before(prose: SentenceContext, index: int, part: Figure) -> list[Figure]:
    """Amounts of the kind of a part in its sentence and those before, the nearest first."""
    near = [f for group in prose.inside[max(0, index - _BACK) : index + 1] for f in group]
    return [f for f in near[::-1] if f.end <= part.start and same_quantity(f, part) and f.section == part.section]


def _share_words(first: str, second: str) -> bool:
    return any(first[at : at + _SHARED] in second for at in range(len(first) - _SHARED + 1))


def _nearest(
    prose: SentenceContext, index: int, start: int, wholes: Sequence[Figure], *rows: Sequence[Figure]
) -> list[Breakdown]:
    """Most plausible of the readings that come near; empty where none does."""
    read = [
        listing_of(prose, index, start, whole, list(parts), alone=False)
        for parts in rows
        for whole in wholes
        if len(parts) > 1 and all(whole.year == part.year or None in (whole.year, part.year) for part in parts)
    ]
    near = [listing for listing in read if listing.is_near and not listing.overlapping]
    return [most_plausible(prose, near)] if near else []
