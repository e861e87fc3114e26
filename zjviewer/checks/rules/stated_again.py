"""Measures that the text itself says to be the same: 办结的2219件中 after 共办结2219件, one clause in two chapters."""

import re
from collections import defaultdict
from collections.abc import Iterator

from zjviewer.checks.evidence.check_builder import compare
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, same_quantity, unit_of
from zjviewer.checks.evidence.tolerance import agree
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_VERBS = "收到|受理|接收|办结|答复|审结|处理"
_NEUTRAL = r"(?:(?:20\d\d|今|本|当)年度?|全年|全[省市县区州国]|共计?|一共|总共|已经?|均|新)*"
_OF_THESE = re.compile(rf"{_NEUTRAL}(?P<verb>{_VERBS})的")
_AMONG = re.compile(r"[^,;。、:\d()]{0,8}中(?:[,:]|有(?!关))")
_STATED = re.compile(rf"{_NEUTRAL}(?P<verb>{_VERBS})[^,;。、\d]{{0,10}}")
"""Text between the start of a clause and its number in a statement about all of a kind."""
_BACK = 5
"""Sentences before one in which the statement is looked for that it refers to."""
_WHOLE = re.compile(r"全[省市县区州](?!直|级|域)")
_FILLERS = re.compile(r"各类|各种|有关|相关|(?:20\d\d|今|本|当)年度?|全年|年内|共计?|累计|一共|总共|达到?|[了的 ]")
_SHORTEST = 8
"""Fewest code points of a clause that names one measure."""


def stated_again_checks(prose: SentenceContext) -> Iterator[Check]:
    """`2219 = 2219` where the text refers back to a number, and where two chapters state a measure of the whole area in
    the same clause."""
    yield from _references_back(prose)
    yield from _equal_clauses(prose)


def _references_back(prose: SentenceContext) -> Iterator[Check]:
    for index, group in enumerate(prose.inside):
        for figure in group:
            refers = _OF_THESE.fullmatch(_clause_before(prose, figure))
            span = prose.spans[index]
            if refers is None or not is_amount(figure) or not _AMONG.match(prose.plain, figure.end, span.end):
                continue
            stated = [
                other
                for sentence in prose.inside[max(0, index - _BACK) : index + 1]
                for other in sentence
                if other.end < figure.start and _states_all(prose, other, refers["verb"], figure)
            ]
            if len({other.value for other in stated}) == 1:
                yield compare(prose, "restated", stated[-1], "=", figure, agree(stated[-1], figure))


def _states_all(prose: SentenceContext, other: Figure, verb: str, figure: Figure) -> bool:
    if not is_amount(other) or not same_quantity(other, figure) or other.year != figure.year:
        return False
    if other.section != figure.section or "其中" in prose.sentence_before(other):
        return False
    said = _STATED.fullmatch(_clause_before(prose, other))
    return said is not None and said["verb"] == verb


def _clause_before(prose: SentenceContext, figure: Figure) -> str:
    return prose.clause_of(figure).partition(figure.literal)[0].strip()


def _equal_clauses(prose: SentenceContext) -> Iterator[Check]:
    said: dict[tuple[str, str, int | None, str], list[Figure]] = defaultdict(list)
    for group in prose.inside:
        for figure in group:
            clause = prose.clause_of(figure)
            if not is_amount(figure) or prose.is_planned(figure) or not _WHOLE.search(clause):
                continue
            if clause.count(figure.literal) != 1 or "其中" in prose.sentence_before(figure):
                continue
            bare = _FILLERS.sub("", _WHOLE.sub("", clause.replace(figure.literal, "", 1)))
            if len(bare) >= _SHORTEST and not re.search(r"\d", bare):
                said[bare, unit_of(figure), figure.year, prose.part_of_year(figure)].append(figure)
    for stated in said.values():
        if len(stated) == 2:
            first, second = stated
            if _chapter(first) != _chapter(second):
                yield compare(prose, "restated", first, "=", second, agree(first, second))


def _chapter(figure: Figure) -> str:
    return figure.section.partition(".")[0]
