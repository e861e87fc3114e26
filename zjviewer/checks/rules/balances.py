"""Balances of a year: received and carried in against closed and carried out, halves and quarters against the year."""

import re
from collections.abc import Iterator, Sequence

from zjviewer.checks.evidence.breakdown_candidates import Breakdown, tenfold
from zjviewer.checks.evidence.check_builder import make_check, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, bare_name, is_amount, same_quantity
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_FLOW = (
    ("in", re.compile(r"(?:上年|上一年|去年|20\d\d年)度?结转|结转(?:上年|上一年|去年)")),
    ("out", re.compile(r"结转(?:至|到)?(?:下|次|明|20\d\d)")),
    ("new", re.compile(r"新收|收到|受理|接到|接收")),
    ("done", re.compile(r"办结|办理完毕|答复|审结")),
)
"""The four stages of an application, by the text before a number; the first that matches counts."""
_INCLUDED = re.compile(r"\([^()]{0,4}含[^()]*$")
_NOT_ALL = re.compile(r"其中|按[时期]|延期|逾期|率")
_OTHERS = re.compile("复议|诉讼|信访")
_SENTENCES = 3
"""Largest number of adjacent sentences that hold the four stages."""
_PERIODS = (
    (("上半年", re.compile(r"上半年")), ("下半年", re.compile(r"下半年"))),
    tuple((f"第{n}季度", re.compile(f"[第]?{n}季度|{m}季度")) for n, m in zip("一二三四", "1234", strict=True)),
)
_IN_PARTS = re.compile("半年|季度")
_YEARLY = re.compile(r"全年|年度?(?:共|累计)|合计|共计|总计|^[,;]?共")
_IDLE = re.compile(r"[上下]半年|第?[一二三四1-4]季度|全年|共计?|合计|累计|总计|分别|各季度")


def balance_checks(prose: SentenceContext) -> Iterator[Check]:
    """Carried in and received against closed and carried out: 上年结转5件,本年新收100件,办结103件,结转下年2件."""
    done: set[frozenset[str]] = set()
    for index, first in enumerate(prose.inside):
        for length in range(1, _SENTENCES + 1):
            window = [f for group in prose.inside[index : index + length] for f in group]
            found = _stages(prose, [figure for figure in window if figure.section == first[0].section])
            ids = frozenset(figure.id for figure in found.values())
            if len(found) < len(_FLOW):
                continue
            check = _balance(prose, found, is_one_sentence=length == 1)
            if check is not None and ids not in done:
                done.add(ids)
                yield check
            break


def _stages(prose: SentenceContext, figures: Sequence[Figure]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for figure in figures:
        text = prose.before(figure)
        name = next((name for name, pattern in _FLOW if pattern.search(text)), "")
        if _OTHERS.search(text):
            continue
        if name and is_amount(figure) and not (_NOT_ALL.search(text) and name in ("new", "done")):
            found.setdefault(name, figure)
    return found


def _balance(prose: SentenceContext, found: dict[str, Figure], is_one_sentence: bool) -> Check | None:
    if not all(same_quantity(figure, found["new"]) for figure in found.values()):
        return None
    included = _INCLUDED.search(prose.sentence_before(found["in"]))
    left = [found["new"]] if included else [found["new"], found["in"]]
    right = [found["done"], found["out"]]
    first, second = sum_of(prose, left), sum_of(prose, right)
    check = make_check(prose, "balance", first, second)
    gap = abs(first.value - second.value)
    near = gap * 50 <= first.value or (gap <= 1 and gap * 5 <= first.value)
    slipped = any(
        abs(gap - abs(figure.value - other)) == 0 for figure in (*left, *right) for other in tenfold(figure.value)
    )
    return check if check.verdict == "pass" or near or slipped or is_one_sentence else None


def period_checks(prose: SentenceContext) -> Iterator[Check]:
    """Parts of a year against the year, in one sentence or an adjacent one:
    上半年召开86场,下半年召开102场,全年188场."""
    for index, group in enumerate(prose.inside):
        if not _IN_PARTS.search(prose.plain, *prose.spans[index]):
            continue
        near = [f for each in prose.inside[max(0, index - 1) : index + 2] for f in each]
        for names in _PERIODS:
            parts = [next((f for f in group if _is_of(prose, f, pattern)), None) for _, pattern in names]
            given = [part for part in parts if part is not None]
            if len(given) < len(names) or not all(same_quantity(part, given[0]) for part in given):
                continue
            wholes = [f for f in near if _is_whole(prose, f, given)]
            listing = [Breakdown(whole, tuple(given), True, True, False, False) for whole in wholes]
            called = {_IDLE.sub("", bare_name(part)) for part in given}
            named = [each for each in listing if _IDLE.sub("", bare_name(each.whole)) in called]
            close = [each for each in listing if each.is_near] or (named if len(named) == 1 == len(listing) else [])
            if close:
                best = min(close, key=lambda each: each.gap)
                yield make_check(prose, "total", sum_of(prose, given), best.whole)


def _is_of(prose: SentenceContext, figure: Figure, pattern: re.Pattern[str]) -> bool:
    return is_amount(figure) and bool(pattern.search(prose.before(figure)))


def _is_whole(prose: SentenceContext, figure: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a figure is called that of the whole year, or has the name of the parts."""
    if figure in parts or not same_quantity(figure, parts[0]) or figure.value < max(part.value for part in parts):
        return False
    if re.search(r"季度|半年|\d月", prose.before(figure)):
        return False
    names = {_IDLE.sub("", bare_name(part)) for part in parts}
    return bool(_YEARLY.search(prose.before(figure))) or _IDLE.sub("", bare_name(figure)) in names
