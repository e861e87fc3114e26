"""Totals and their parts: what follows 其中, what 合计 closes, and parts whose total stands in another chapter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zjviewer.checks.bounds import interval_of
from zjviewer.checks.listing import Listing, listings, plain_listings, viewed_listings
from zjviewer.checks.prose import Prose, alike, is_amount
from zjviewer.checks.results import check_of, compare, sum_of
from zjviewer.core.model import Figure
from zjviewer.core.results import Check

_CLOSES = re.compile(r"(?:合计|共计|总计|总共|一共|累计共|[三四五六七八两]者共|[,、;]共)(?:为|达|有|达到|办理|收到)?$")
_REST = re.compile(r"其他|其它")
_FILLERS = re.compile(r"各类|各种|有关|相关|总|次数|数量|数|量|的")
_FLOW = (
    ("in", re.compile(r"(?:上年|上一年|去年|20\d\d年)度?结转|结转(?:上年|上一年|去年)")),
    ("out", re.compile(r"结转(?:至|到)?(?:下|次|明|20\d\d)")),
    ("new", re.compile(r"新收|收到|受理|接到|接收")),
    ("done", re.compile(r"办结|办理完毕|答复|审结")),
)
"""The four stages of an application, by the words before its number; the first that fits counts."""
_SHORTEST = 3
"""Code points that the names of parts must have in common to be parts of one thing."""


def parts_of_totals(prose: Prose) -> Iterator[Check]:
    """`845 + 231 + 510 = 1586` for what 其中 lists; a single part must not exceed its whole."""
    for listing in listings(prose):
        if listing.overlapping:
            continue
        if len(listing.parts) == 1:
            yield from _single(prose, listing)
            continue
        check = check_of(prose, "total", sum_of(prose, listing.parts), listing.whole)
        firm = listing.complete and listing.clear
        if check.verdict == "pass" or (not listing.open and (firm or listing.is_near)):
            yield replace(check, source=_quoted(prose, listing))


def _single(prose: Prose, listing: Listing) -> Iterator[Check]:
    """A part that is far more than its whole is a part of something else."""
    part, whole = listing.parts[0], listing.whole
    holds = interval_of(part).low <= interval_of(whole).high
    if holds or (listing.clear and part.value * 2 <= whole.value * 3):
        yield compare(prose, "part", part, "≤", whole, holds)


def _quoted(prose: Prose, listing: Listing) -> str:
    sentences = dict.fromkeys(prose.sentence_of(f) for f in (listing.whole, *listing.parts))
    return "".join(f"“{sentence}”" for sentence in sentences)


def plain_totals(prose: Prose) -> Iterator[Check]:
    """办理建议100件,已解决60件,列入计划30件,留作参考10件: the parts follow their whole without 其中."""
    for listing in (*plain_listings(prose), *viewed_listings(prose)):
        if not listing.open:
            check = check_of(prose, "total", sum_of(prose, listing.parts), listing.whole)
            yield replace(check, source=_quoted(prose, listing))


def balances(prose: Prose) -> Iterator[Check]:
    """上年结转5件,本年新收100件,办结103件,结转下年2件: what was there and came in is what was done and goes over."""
    for group in prose.inside:
        found: dict[str, Figure] = {}
        for figure in group:
            words = prose.before(figure)
            name = next((name for name, pattern in _FLOW if pattern.search(words)), "")
            if name and is_amount(figure):
                found.setdefault(name, figure)
        if len(found) < len(_FLOW) or not all(alike(figure, found["new"]) for figure in found.values()):
            continue
        left, right = ([found[name] for name in names] for names in (("new", "in"), ("done", "out")))
        check = check_of(prose, "balance", sum_of(prose, left), sum_of(prose, right))
        if check.verdict == "pass" or Listing(left[0], tuple(right), True, True, False, False).is_near:
            yield check


def closing_totals(prose: Prose) -> Iterator[Check]:
    """A 60件、B 40件,合计100件: the parts stand before the word."""
    for group in prose.inside:
        for at, figure in enumerate(group):
            if not is_amount(figure) or not _CLOSES.search(prose.before(figure).rstrip()):
                continue
            parts: list[Figure] = []
            for other in reversed(group[:at]):
                if not alike(other, figure) or "其中" in prose.between(other.end, figure.start):
                    break
                parts.insert(0, other)
            if len(parts) > 1 and Listing(figure, tuple(parts), True, True, False, False).is_near:
                yield check_of(prose, "total", sum_of(prose, parts), figure)


def distant_totals(prose: Prose) -> Iterator[Check]:
    """Parts named alike, the last of them 其他, whose total the report states elsewhere under the same name."""
    wholes = [f for group in prose.inside for f in group if is_amount(f)]
    for parts, head in _rests(prose):
        if any(_FILLERS.sub("", part.indicator) == head for part in parts):
            continue
        for whole in wholes:
            listing = Listing(whole, tuple(parts), True, False, False, False)
            if (
                alike(whole, parts[0])
                and whole.year == parts[0].year
                and _FILLERS.sub("", whole.indicator) == head
                and whole not in parts
                and listing.is_near
            ):
                yield replace(check_of(prose, "total", sum_of(prose, parts), whole), source=_quoted(prose, listing))
                break


def _rests(prose: Prose) -> Iterator[tuple[list[Figure], str]]:
    """Runs of parts that end with 其他, with what their names have in common; none of published information, which
    several channels carry at once."""
    for group in prose.inside:
        for at, last in enumerate(group):
            if not is_amount(last) or not _REST.search(last.indicator):
                continue
            parts = [last]
            for other in reversed(group[:at]):
                if alike(other, last):
                    if len(_common_end([other, *parts])) < _SHORTEST:
                        break
                    parts.insert(0, other)
            head = _FILLERS.sub("", _common_end(parts))
            published = re.search(r"公开|发布|刊发|推送", head)
            if len(parts) > 1 and len(head) >= _SHORTEST and not published:
                yield parts, head


def _common_end(parts: Sequence[Figure]) -> str:
    names = [part.indicator for part in parts]
    for length in range(min(map(len, names)), 0, -1):
        if len({name[-length:] for name in names}) == 1:
            return names[0][-length:]
    return ""
