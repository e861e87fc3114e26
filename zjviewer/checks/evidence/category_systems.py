"""Closed systems of categories that the forms of disclosure reports define: applicants, channels, results, outcomes.

A list that names several categories of one system, the rest among them, states all parts of the total of that system,
wherever its total stands before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zjviewer.checks.evidence.breakdown_candidates import Breakdown
from zjviewer.checks.evidence.breakdowns import listing_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, depth_at, is_amount, same_quantity
from zjviewer.core.model.analysis import Figure


@dataclass(frozen=True, slots=True)
class CategorySystem:
    """The categories of one form's block, and how prose calls their total."""

    total: re.Pattern[str]
    members: tuple[re.Pattern[str], ...]
    rest: int
    """Index into `members` of the category for everything else; -1 where two members are already all."""


def _system(total: str, members: str, rest: int) -> CategorySystem:
    return CategorySystem(re.compile(total), tuple(map(re.compile, members.split())), rest)


SYSTEMS = (
    _system(
        "答复|办结|办理|处理",
        "(?<!不)予以公开|(?<!不)同意公开 部分公开 不予公开|不同意公开 无法提供|不存在 不予处理 其他处理",
        5,
    ),
    _system(
        "复议|诉讼",
        "维持|驳回 纠正|纠错 其他(?:结果|情形|处理|情况)?$ (?:尚未|未)审结",
        2,
    ),
    _system("收到|受理|接到|新收|申请", "当面 传真 网络|网上|互联网|平台 信函|邮寄|书面 其他(?:方式|渠道|形式)", 4),
)
_FEWEST = 3
"""Categories that make a list one of the system."""
_BACK = 3
"""Sentences before a list in which its total is looked for."""
_PART_OF = re.compile(r"其中|率|结转|占|按[时期]|平均|比|较")
_TOPIC = re.compile(r"复议|诉讼")
_SEVERAL = re.compile(r"复议[^,;。]{0,6}诉讼")


def find_system_breakdowns(prose: SentenceContext) -> tuple[Breakdown, ...]:
    """One for each list of categories that holds the rest of its system, with the nearest total of that system;
    searched for once."""
    return prose.once("systems", lambda: tuple(_find_systems(prose)))


def _find_systems(prose: SentenceContext) -> Iterator[Breakdown]:
    for index in range(len(prose.inside)):
        for system in SYSTEMS:
            for parts in _lists(prose, index, system):
                whole = _total_before(prose, index, system, parts[0])
                if whole is not None:
                    yield listing_of(prose, index, whole.end, whole, parts, alone=True)


def _lists(prose: SentenceContext, index: int, system: CategorySystem) -> Iterator[list[Figure]]:
    """Runs of amounts of a sentence, each of another category, that hold the rest and two more."""
    parts: list[Figure] = []
    members: list[int] = []
    start = prose.spans[index].start
    depth = 0
    last = start
    for figure in prose.inside[index]:
        depth += depth_at(prose.plain, last, figure.start)
        last = figure.start
        if not is_amount(figure) or depth > 0:
            continue
        member = _member(prose, system, figure)
        if member < 0 or member in members or (parts and not same_quantity(figure, parts[0])):
            if _is_complete(system, members):
                yield parts
            parts, members = [], []
        if member >= 0:
            parts, members = [*parts, figure], [*members, member]
    if _is_complete(system, members):
        yield parts


def _is_complete(system: CategorySystem, members: Sequence[int]) -> bool:
    return len(members) >= _FEWEST and system.rest in members


def _member(prose: SentenceContext, system: CategorySystem, figure: Figure) -> int:
    """Index of the category that the text right before a figure names; -1 for none, or for several that do not stand
    together (予以公开及部分公开 is the first of both)."""
    text = prose.before(figure)
    text = re.split(r"[,;。:)]", text.rstrip("的"))[-1]
    found = [n for n, member in enumerate(system.members) if member.search(text)]
    return found[0] if found else -1


def _total_before(prose: SentenceContext, index: int, system: CategorySystem, first: Figure) -> Figure | None:
    groups = prose.inside[max(0, index - _BACK) : index + 1]
    for figure in reversed([f for group in groups for f in group if f.end <= first.start]):
        if not same_quantity(figure, first) or figure.section != first.section or figure.year != first.year:
            continue
        text = prose.before(figure)
        if _member(prose, system, figure) >= 0:
            continue
        if not system.total.search(text) or _PART_OF.search(text) or _SEVERAL.search(text):
            continue
        topics = _TOPIC.findall(prose.between(figure.end, first.start))
        if not topics or topics[-1] in text:
            return figure
    return None
