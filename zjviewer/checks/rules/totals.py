"""Totals and their parts: parts behind 其中, parts before 合计, and parts whose total stands in another chapter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from zjviewer.checks.evidence.breakdown_candidates import Breakdown
from zjviewer.checks.evidence.breakdowns import find_breakdowns, find_uncued_breakdowns
from zjviewer.checks.evidence.category_systems import find_system_breakdowns
from zjviewer.checks.evidence.check_builder import Expression, compare, exactly, make_check, sum_of
from zjviewer.checks.evidence.implied_breakdowns import find_implied_breakdowns
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, list_is_closed, same_quantity
from zjviewer.checks.evidence.tolerance import interval_of
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check
from zjviewer.core.text.lazy_patterns import lazy_pattern

_CLOSES = re.compile(
    r"(?:(?P<count>[两三四五六七八])(?:[者项类]|微)(?:合计|共计?|总计)|合计|共计|总计|总共|一共|累计共|全[省市县区州]共|[,、;]共)"
    r"(?:为|达到?|有|办理|收到|举办|召开|发布|推送|公开|受理|开展|印发|制定|组织|完成)?了?[^,;。、\d]{0,8}$"
)
_COUNTED = {"两": 2} | {numeral: number for number, numeral in enumerate("三四五六七八", 3)}
_CUED = re.compile(r"[,;(]?其中[:,]?[^,;。\d]{0,24}")
"""Text between a whole and its only part."""
_ADDS_UP = re.compile(
    r"[,、;]?(?:全年|全[省市县区])?(?:[两三四五六七八](?:[者项类]|微))?(?:合计|共计|总计|共)(?:为|达到?|有)?"
)
_NEXT_PART = lazy_pattern(r"[、,和及与](?!其中)[^,;。、\d比较占率]{0,16}")
_REST = re.compile(r"其他|其它")
_FILLERS = re.compile(r"各类|各种|有关|相关|总|次数|数量|数|量|的")
_ROUGHLY = 10
"""Denominator of the largest distance from the total, where the text counts the parts, as in 两项合计."""
_LITTLE = 8
"""Denominator of the largest distance by which parts may exceed their whole, as a part of it."""
_SAME_NAME = 20
"""Amounts of one name among which the total of distant parts is looked for."""
_SHORTEST = 3
"""Code points that the names of parts must have in common to be parts of one thing."""


def parts_of_total_checks(prose: SentenceContext) -> Iterator[Check]:
    """`845 + 231 + 510 = 1586` for what 其中 lists; a single part must not exceed its whole."""
    for listing in find_breakdowns(prose):
        if listing.overlapping:
            continue
        if len(listing.parts) == 1:
            yield from _single(prose, listing)
            continue
        check = make_check(prose, "total", sum_of(prose, listing.parts), _whole(prose, listing))
        firm = listing.clear and (listing.complete or _exceeds(listing))
        if check.verdict == "pass" or (not listing.open and (firm or listing.is_near)):
            yield replace(check, source=_quoted(prose, listing))


def _whole(prose: SentenceContext, listing: Breakdown) -> Expression:
    """The stated whole; with a head office that the text counts beside it, `1 + 5`."""
    stated = sum_of(prose, [listing.whole])
    if not listing.own:
        return stated
    own = exactly(Decimal(listing.own), str(listing.own), "本部")
    return Expression(
        f"{own.numbers} + {stated.numbers}",
        f"{own.named} + {stated.named}",
        own.value + stated.value,
        own.allowed.plus(stated.allowed),
        stated.figures,
    )


def _exceeds(listing: Breakdown) -> bool:
    """Whether parts are more than their whole by a little; where it is much, they are not its parts, or overlap."""
    return listing.sum > listing.whole.value + listing.own and listing.gap * _LITTLE <= listing.whole.value


def _single(prose: SentenceContext, listing: Breakdown) -> Iterator[Check]:
    """Check of a single part. One far larger than its whole belongs to another whole, unless it stands right behind
    it."""
    part, whole = listing.parts[0], listing.whole
    holds = interval_of(part).low <= interval_of(whole).high
    beside = prose.index_of[part.id] == prose.index_of[whole.id] and _CUED.fullmatch(
        prose.between(whole.end, part.start)
    )
    if holds or (listing.clear and (part.value * 2 <= whole.value * 3 or beside)):
        yield compare(prose, "part", part, "≤", whole, holds)


def _quoted(prose: SentenceContext, listing: Breakdown) -> str:
    sentences = dict.fromkeys(prose.sentence_of(f) for f in (listing.whole, *listing.parts))
    return "".join(f"“{sentence}”" for sentence in sentences)


def uncued_total_checks(prose: SentenceContext) -> Iterator[Check]:
    """办理建议100件,已解决60件,列入计划30件,留作参考10件: the parts follow their whole without 其中."""
    for listing in (
        *find_uncued_breakdowns(prose),
        *find_implied_breakdowns(prose),
        *find_system_breakdowns(prose),
    ):
        if not listing.open:
            check = make_check(prose, "total", sum_of(prose, listing.parts), _whole(prose, listing))
            yield replace(check, source=_quoted(prose, listing))


def closing_total_checks(prose: SentenceContext) -> Iterator[Check]:
    """Parts before a closing total: A 60件、B 40件,合计100件; without the parts of parts."""
    for group in prose.inside:
        for at, figure in enumerate(group):
            closes = _CLOSES.search(prose.before(figure).rstrip()) if is_amount(figure) else None
            if closes is None:
                continue
            count = _COUNTED.get(closes["count"] or "", 0)
            parts = _closed(prose, group[:at], figure, count)
            listing = Breakdown(figure, tuple(parts), True, True, False, False)
            if len(parts) < 2:
                continue
            rough = count and listing.gap * _ROUGHLY <= figure.value
            if listing.is_near or rough or _is_plain_sum(prose, group[:at], parts, figure):
                yield make_check(prose, "total", sum_of(prose, parts), figure)


def _is_plain_sum(prose: SentenceContext, before: Sequence[Figure], parts: Sequence[Figure], total: Figure) -> bool:
    """Whether a sentence holds nothing but parts, one after the other, and the word that adds them up."""
    if tuple(before) != tuple(parts) or _ADDS_UP.fullmatch(prose.before(total)) is None:
        return False
    return all(_NEXT_PART.fullmatch(prose.before(part)) for part in parts[1:])


def _closed(prose: SentenceContext, before: Sequence[Figure], total: Figure, count: int) -> list[Figure]:
    """Amounts right before a total; where its text counts them (两项合计), as many, skipping other kinds."""
    parts: list[Figure] = []
    for other in reversed(before):
        if count and len(parts) == count:
            break
        if _is_part_of_part(prose, other) or list_is_closed(prose.plain, other.end, total.start):
            continue
        if not same_quantity(other, total):
            if count:
                continue
            break
        parts.insert(0, other)
    return parts if not count or len(parts) == count else []


def _is_part_of_part(prose: SentenceContext, figure: Figure) -> bool:
    """Whether 其中 stands before a figure without a semicolon between."""
    text = prose.sentence_before(figure)
    return "其中" in text[text.rfind(";") + 1 :]


def distant_total_checks(prose: SentenceContext) -> Iterator[Check]:
    """Parts with a common name, the last of them 其他, against the total that another place states under this name."""
    wholes: dict[str, list[Figure]] = defaultdict(list)
    for figure in (f for group in prose.inside for f in group if is_amount(f)):
        wholes[_FILLERS.sub("", figure.indicator)].append(figure)
    for parts, head in _rests(prose):
        if any(_FILLERS.sub("", part.indicator) == head for part in parts):
            continue
        for whole in wholes[head][:_SAME_NAME]:
            listing = Breakdown(whole, tuple(parts), True, False, False, False)
            if (
                same_quantity(whole, parts[0])
                and whole.year == parts[0].year
                and whole not in parts
                and listing.is_near
            ):
                yield replace(make_check(prose, "total", sum_of(prose, parts), whole), source=_quoted(prose, listing))
                break


def _rests(prose: SentenceContext) -> Iterator[tuple[list[Figure], str]]:
    """Runs of parts that end with 其他, with the common end of their names; none of published information, which
    several channels carry at once."""
    for group in prose.inside:
        for at, last in enumerate(group):
            if not is_amount(last) or not _REST.search(last.indicator):
                continue
            parts = [last]
            for other in reversed(group[:at]):
                if same_quantity(other, last):
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
