"""Shares of a whole: the whole before 其中, an amount stated before, or the sum of all parts with shares."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from zjviewer.checks.evidence.breakdown_candidates import sum_error
from zjviewer.checks.evidence.breakdowns import find_breakdowns
from zjviewer.checks.evidence.category_systems import find_system_breakdowns
from zjviewer.checks.evidence.check_builder import (
    Expression,
    format_operand,
    make_check,
    percentage,
    sum_of,
    with_truncation,
)
from zjviewer.checks.evidence.implied_breakdowns import find_implied_breakdowns
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, same_quantity
from zjviewer.checks.evidence.tolerance import half_step, point
from zjviewer.core.figures.number_format import MINUS
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_OWN = re.compile(
    r"\)?[^,;。、()\d占率]{0,12}[,、(]?\s*(?:约|大约|分别)?占(?P<of>[^,;。\d]{0,16}?)(?:的|为|达|约|近|超过)*"
)
_JOINT = re.compile(
    r"\)?(?:等[^,;。\d]{0,8})?[,;]?\s*(?:其[^,;。\d]{0,10}|以上[^,;。\d]{0,8}|(?P<count>[一二三四五六两])(?:者|类|项)(?:合计|共)?"
    r"|合计|共|总共)占?(?P<of>[^,;。\d]{0,12})"
)
_EACH = re.compile(r"\)?[,、(]?\s*(?:各|依次)?分别(?:约)?占(?P<of>[^,;。\d]{0,16}?)(?:的|为|约)*")
_NEXT = re.compile(r"\s*[,、和与及]\s*(?:约)?")
_OF_STATED = re.compile(r"(?:占|为|是|达到?|完成|相当于)[^,;。、\d]{0,20}$")
_OF_THIS = re.compile(r",?(?:占|完成|为)[^,;。、\d]{2,20}")
_GENERAL = re.compile(r"^(?:比|比例|比重)?$|总[数量计]|^(?:总|全部|所有|全年|本年|全体|收到|受理|新收|申请|答复|办结)")
_TOTAL_OF = re.compile(r"总[数量计]|[数量]$|全部|所有|的")
_ELSEWHERE = re.compile(r"全国|全球|世界|生产总值|GDP")
_RATE = re.compile(r"率占?")
SUM_OF_ALL = "各项之和"
_STRUCTURE = re.compile(r"结构|构成")
_MOST_EXCESS = 40
"""Largest distance of the parts of a structure from 100."""
_REST = re.compile(r"其他|其它|其余|剩余")
_ENOUGH = 2
"""Fewest shares that must fit an amount for it to be the whole of a list."""
_LONG_NAME = 6
"""Fewest code points of a name that alone identifies a whole."""
_NEAREST = 12
"""Amounts before a part among which its whole is looked for."""
_COUNTS_ALL = re.compile(r"共|总|全|收到|受理|接到|新收")
_FAR = Decimal(10)
"""Percentage points; largest distance of a share from the quotient of the two amounts right before it."""
_NEAR = Decimal(3)
"""Percentage points; largest distance of a share from the quotient with a whole that is not named clearly."""
_SLIP = Decimal("1.5")
"""Percentage points beyond rounding by which shares of a complete list may miss 100."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A share with the parts that it is stated for."""

    share: Figure
    parts: tuple[Figure, ...]
    of: str
    """Text that names the whole; empty where there is none."""


def share_checks(prose: SentenceContext) -> Iterator[Check]:
    """Shares against their parts and wholes: `845 ÷ 1586 = 53.28% ≈ 53%`."""
    checks: list[Check] = []
    stated_by: list[Figure] = []
    found_lists = (*find_system_breakdowns(prose), *find_implied_breakdowns(prose), *find_breakdowns(prose))
    listed = {part.id: listing.whole for listing in found_lists for part in listing.parts}
    for index, group in enumerate(prose.inside):
        stated = list(_stated(prose, group))
        known = [(one, whole) for one in stated if (whole := _listed_whole(one, listed)) is not None]
        common = _whole_of_most(prose, index, stated)
        if common is not None:
            known = [(one, common) for one in stated]
        found = [] if known else _of_all(prose, index, stated)
        if not found:
            known = known or [(one, whole) for one in stated if (whole := _named_whole(prose, index, one)) is not None]
            found = [(one.share, _check(prose, one, sum_of(prose, [whole]))) for one, whole in known if whole.value]
        stated_by += [share for share, _ in found]
        checks += [check for _, check in found]
        yield from _hundred(prose, group, stated)
    yield from with_truncation(checks, stated_by)


def _check(prose: SentenceContext, one: _Stated, whole: Expression, note: str = "") -> Check:
    stated = sum_of(prose, [one.share])
    if len(one.parts) == 1:
        stated = replace(stated, named=f"{prose.name(one.parts[0])}占比")
    return make_check(prose, "share", percentage(sum_of(prose, one.parts), whole), stated, note=note)


def _stated(prose: SentenceContext, group: Sequence[Figure]) -> Iterator[_Stated]:
    """Shares of a sentence, each with the amounts before it that are its parts."""
    each = list(_respectively(prose, group))
    yield from each
    for at, share in enumerate(group):
        if share.unit != "%" or share.kind not in ("share", "rate") or not at:
            continue
        if any(share is one.share for one in each):
            continue
        text = prose.before(share)
        before = _outside(prose, group[:at], share) if text.startswith(")") else group[at - 1]
        own = _OWN.fullmatch(text)
        if own and is_amount(before):
            yield _Stated(share, (before,), own["of"])
            continue
        joint = _JOINT.fullmatch(text)
        if joint and is_amount(before) and (share.kind == "share" or _RATE.search(text)):
            start = prose.plain.rfind(";", 0, before.start)
            parts: list[Figure] = []
            for other in reversed(group[:at]):
                if other.start < start or not same_quantity(other, before):
                    break
                parts.insert(0, other)
            count = "一二三四五六".find((joint["count"] or "").replace("两", "二")) + 1 if joint["count"] else 0
            parts = parts[-count:]
            if len(parts) > 1 and len(parts) >= count:
                yield _Stated(share, tuple(parts), joint["of"])


def _respectively(prose: SentenceContext, group: Sequence[Figure]) -> Iterator[_Stated]:
    """Shares behind 分别, one for each amount: 废止20件、修改5件,分别占20%和5%."""
    for at, first in enumerate(group):
        text = _EACH.fullmatch(prose.before(first)) if first.unit == "%" and at else None
        if text is None:
            continue
        row = [first]
        for other in group[at + 1 :]:
            if other.unit != "%" or not _NEXT.fullmatch(prose.before(other)):
                break
            row.append(other)
        parts = group[max(0, at - len(row)) : at]
        if len(row) > 1 and len(parts) == len(row) and all(same_quantity(part, parts[0]) for part in parts):
            yield from (_Stated(share, (part,), text["of"]) for part, share in zip(parts, row, strict=True))


def attainment_checks(prose: SentenceContext) -> Iterator[Check]:
    """Shares whose whole stands right before them: 占制发总数402件的96%, 为年度计划1000亿元的101.3%."""
    checks: list[Check] = []
    stated_by: list[Figure] = []
    for group in prose.inside:
        for part, whole, share in zip(group, group[1:], group[2:], strict=False):
            if share.unit != "%" or share.kind not in ("share", "rate") or prose.before(share) not in ("的", "的约"):
                continue
            if not same_quantity(part, whole) or not whole.value or not _OF_STATED.search(prose.before(whole)):
                continue
            left = percentage(sum_of(prose, [part]), sum_of(prose, [whole]))
            if abs(left.value - share.value) <= _FAR or _OF_THIS.fullmatch(prose.before(whole)):
                checks.append(make_check(prose, "share", left, share))
                stated_by.append(share)
    yield from with_truncation(checks, stated_by)


def _outside(prose: SentenceContext, before: Sequence[Figure], share: Figure) -> Figure:
    """Amount before the bracket that closes right before a share: 不予公开8件(其中国家秘密1件),占6.7%."""
    opened = prose.plain.rfind("(", 0, share.start)
    return next((figure for figure in reversed(before) if figure.end <= opened), before[-1])


def _listed_whole(one: _Stated, listed: Mapping[str, Figure]) -> Figure | None:
    """Whole of the breakdown that the parts belong to; None where they belong to none."""
    whole = listed.get(one.parts[0].id)
    if whole is None or _ELSEWHERE.search(one.of) or not (_GENERAL.search(one.of) or one.of in whole.indicator):
        return None
    return whole if all(listed.get(part.id) == whole for part in one.parts) else None


def _whole_of_most(prose: SentenceContext, index: int, stated: Sequence[_Stated]) -> Figure | None:
    """The amount before a list of parts of which most of their shares are right, at least two; an amount that
    the parts give together comes first."""
    if len(stated) < _ENOUGH or any(_ELSEWHERE.search(one.of) for one in stated):
        return None
    parts = [part for one in stated for part in one.parts]
    added = sum((part.value for part in parts), Decimal(0))
    best: tuple[tuple[bool, int, Decimal], Figure] | None = None
    for whole in _before(prose, index, parts[0])[-_NEAREST:]:
        if not whole.value:
            continue
        gaps = [_share_gap(one, whole) for one in stated]
        fitting = [gap for one, gap in zip(stated, gaps, strict=True) if gap <= half_step(one.share)]
        rank = added == whole.value, len(fitting), -sum(fitting, Decimal(0))
        if len(fitting) >= _ENOUGH and len(fitting) * 2 > len(stated) and (best is None or rank >= best[0]):
            best = rank, whole
    return best[1] if best else None


def _share_gap(one: _Stated, whole: Figure) -> Decimal:
    """Percentage points between a share and what its parts are of an amount."""
    part = sum((figure.value for figure in one.parts), Decimal(0))
    return abs(part / whole.value * 100 - one.share.value)


def _named_whole(prose: SentenceContext, index: int, one: _Stated) -> Figure | None:
    """Amount that 占总数的 refers to: one before it that the share fits approximately, or the only one that has the
    name."""
    if not one.of or _ELSEWHERE.search(one.of):
        return None
    before = [f for f in _before(prose, index, one.parts[0])[-_NEAREST:] if f not in one.parts]
    exact = [f for f in before if len(one.of) >= _LONG_NAME and f.indicator == one.of]
    if len(exact) == 1:
        return exact[0]
    if not _GENERAL.search(one.of):
        return None
    added = sum((part.value for part in one.parts), Decimal(0))
    name = _TOTAL_OF.sub("", one.of)
    named = [f for f in before if name and name in f.indicator]
    about = [f for f in before if f.value >= added and _is_about(one, f.value)]
    called = [f for f in about if f in named]
    if called or about:
        return (called or about)[-1]
    clear = named or [f for f in before if _COUNTS_ALL.search(prose.before(f))]
    start = prose.spans[index].start
    only = len(clear) == 1 and len(before) == 1 and (named or clear[0].start >= start)
    return clear[0] if only else None


def _is_about(one: _Stated, whole: Decimal) -> bool:
    part = sum((figure.value for figure in one.parts), Decimal(0))
    return bool(whole) and abs(part / whole * 100 - one.share.value) <= _NEAR


def _before(prose: SentenceContext, index: int, part: Figure) -> list[Figure]:
    """The amounts of the same kind before a part, in its sentence and the one before."""
    near = [*prose.inside[index - 1], *prose.inside[index]] if index else prose.inside[index]
    return [f for f in near if f.end <= part.start and same_quantity(f, part) and f.year == part.year]


def _of_all(prose: SentenceContext, index: int, stated: Sequence[_Stated]) -> list[tuple[Figure, Check]]:
    """Checks of shares that add up to 100: against an amount before them close to the sum of their parts, else against
    this sum itself. Empty where more than one share misses the sum."""
    parts = [part for one in stated for part in one.parts]
    shares = [one.share for one in stated]
    if len(stated) < 2 or len(set(parts)) < len(parts) or any(not same_quantity(part, parts[0]) for part in parts):
        return []
    if any(_ELSEWHERE.search(one.of) for one in stated) or not _give_hundred(shares, _SLIP):
        return []
    added = sum_of(prose, parts)
    if not added.value:
        return []
    totals = [f for f in _before(prose, index, parts[0]) if abs(f.value - added.value) * 50 <= f.value]
    if totals:
        total = min(totals, key=lambda f: (sum_error(prose, f, parts), abs(f.value - added.value), -f.start))
        return [(one.share, _check(prose, one, sum_of(prose, [total]))) for one in stated]
    whole = replace(added, numbers=format_operand(added.value), named=SUM_OF_ALL)
    note = f"全部未载明,按各项之和计:{added.numbers} = {whole.numbers}。"
    checks = [_check(prose, one, whole, note) for one in stated]
    missed = sum(1 for check in checks if check.verdict == "fail")
    return list(zip(shares, checks, strict=True)) if missed <= 1 else []


def _give_hundred(stated: Sequence[Figure], slip: Decimal) -> bool:
    """Whether shares add up to 100, within their rounding and a slip in one of them."""
    steps = sum((half_step(share) for share in stated), Decimal(0))
    return abs(sum((share.value for share in stated), Decimal(0)) - 100) <= steps + slip


def _hundred(prose: SentenceContext, group: Sequence[Figure], stated: Sequence[_Stated]) -> Iterator[Check]:
    """Shares without amounts that add up to 100, because the last of them is for the rest, or as a ratio that gives a
    structure: `100% − 53% − 15% = 32%`."""
    found = [f for f in group if f.kind == "share" and f.unit == "%"]
    if not stated and len(found) > 1 and _REST.search(prose.before(found[-1])) and _give_hundred(found, _SLIP):
        yield _to_hundred(prose, found)
    structure = _structure(prose, group)
    if len(structure) > 1:
        yield _to_hundred(prose, structure)


def _structure(prose: SentenceContext, group: Sequence[Figure]) -> list[Figure]:
    """Parts of a ratio of shares, such as 三次产业结构为13.1:39.8:47.1, in which at most one digit is wrong."""
    found = [f for f in group if f.kind == "share" and not f.unit and _STRUCTURE.search(f.indicator)]
    joined = all(prose.between(a.end, b.start).strip() in (":", "∶", "比") for a, b in pairwise(found))
    excess = abs(sum((f.value for f in found), Decimal(0)) - 100)
    one_digit = len(excess.normalize().as_tuple().digits) == 1 and excess <= _MOST_EXCESS
    rounded = _give_hundred(found, Decimal(0))
    return found if joined and (rounded or one_digit) else []


def _to_hundred(prose: SentenceContext, found: Sequence[Figure]) -> Check:
    others = sum_of(prose, found[:-1])
    left = Expression(
        " ".join(("100%", *(f"{MINUS} {format_operand(f.value, f.unit or '%')}" for f in found[:-1]))),
        " ".join(("100%", *(f"{MINUS} {prose.name(f)}" for f in found[:-1]))),
        100 - others.value,
        others.allowed.negated().plus(point(Decimal(100))),
        tuple(found[:-1]),
    )
    return make_check(prose, "share", left, found[-1])
