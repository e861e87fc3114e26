"""Measures that are stated twice: with equal values, or with values so close that one of them is a slip."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple

from zjviewer.checks.evidence.check_builder import compare
from zjviewer.checks.evidence.sentence_context import SentenceContext, bare, bare_name, is_amount, unit_of
from zjviewer.checks.evidence.tolerance import agree
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_DISTINCT = 3
"""Fewest digits, without zeros at the end, that two amounts share by a slip of the decimal point and not by chance."""
_MANY = 4
"""Fewest digits of a value in which one wrong digit or two swapped ones are recognised."""
_ALIKE = 0.8
"""Fraction of the shorter name that the longer one must contain."""
_LISTS = 40
"""Lists of places behind one with which it is compared."""
_MOST = 400
"""Figures of one unit, year and size up to which any two are compared; of more, only those of the same value."""
_SHORTEST = 4
"""Code points; for a shorter name the whole sentence before the figure is compared."""
_PLACES = (
    ("市", re.compile(r"(?:设区的?|设区城|地级)?市(?![场民政值级直辖])|设区市政府")),
    ("县", re.compile(r"县(?![级直])")),
    ("省级部门", re.compile(r"省[级直]部门")),
    ("省级单位", re.compile(r"省[级直]单位")),
    ("市级部门", re.compile(r"市[级直]部门")),
    ("市级单位", re.compile(r"市[级直]单位")),
    ("乡镇", re.compile(r"乡(?:镇|\(镇)")),
    ("街道", re.compile(r"街道")),
)
_JOINT = re.compile(r"[^,;。\d]{0,12}[、和及与]\s*")


class _Wording(NamedTuple):
    """Name and scope of a figure, from the text around it."""

    of: tuple[str, str, str, str]
    """Subject, part of the year, year in the headings above, and for money the item of the list that it stands in."""
    name: str
    part: bool
    """Whether the figure stands behind 其中."""


def repeated_value_checks(prose: SentenceContext) -> Iterator[Check]:
    """Pairs of figures of one unit and year in different sentences; each figure is compared with the first of its
    measure only."""
    compared = {figure.id for listed in _listed_places(prose) for _, figure in listed}
    wordings: dict[str, _Wording] = {}

    def wording(figure: Figure) -> _Wording:
        if figure.id not in wordings:
            wordings[figure.id] = _wording(prose, figure)
        return wordings[figure.id]

    for group in _comparable_groups(prose):
        for first, second in combinations(group, 2):
            if second.id in compared or prose.index_of[first.id] == prose.index_of[second.id]:
                continue
            equal = first.value == second.value
            if not (equal or _is_slip(first, second)) or wording(first).of != wording(second).of:
                continue
            if not _same(wording(first), wording(second)):
                continue
            compared.add(second.id)
            yield compare(prose, "restated", first, "=", second, agree(first, second))


def _groups(prose: SentenceContext) -> dict[tuple[str, int | None, int], list[Figure]]:
    """Amounts by unit, year, and size to the nearest tenth of a decade, so that few pairs are compared."""
    found: dict[tuple[str, int | None, int], list[Figure]] = defaultdict(list)
    for group in prose.inside:
        for figure in group:
            if is_amount(figure) and figure.value > 1 and not prose.is_planned(figure):
                found[unit_of(figure), figure.year, figure.value.adjusted()].append(figure)
    return found


def _comparable_groups(prose: SentenceContext) -> Iterator[list[Figure]]:
    yield from _tenfold_groups(prose)
    for group in _groups(prose).values():
        if len(group) <= _MOST:
            yield group
            continue
        alike: dict[Decimal, list[Figure]] = defaultdict(list)
        for figure in group:
            alike[figure.value].append(figure)
        yield from (figures[:_MOST] for figures in alike.values())


def _tenfold_groups(prose: SentenceContext) -> Iterator[list[Figure]]:
    """Amounts with the same digits, some of them ten times as large as others."""
    found: dict[tuple[str, int | None, tuple[int, ...]], list[Figure]] = defaultdict(list)
    for (unit, year, _), group in _groups(prose).items():
        for figure in group:
            digits = figure.value.normalize().as_tuple().digits
            if len(digits) >= _DISTINCT:
                found[unit, year, digits].append(figure)
    yield from (group[:_MOST] for group in found.values() if len({figure.value for figure in group}) > 1)


def _wording(prose: SentenceContext, figure: Figure) -> _Wording:
    item = prose.item_of(figure) if figure.kind == "money" else ""
    of = (figure.subject, prose.part_of_year(figure), prose.year_of_section(figure), item)
    return _Wording(of, _name(prose, figure), "其中" in prose.sentence_before(figure))


def _is_slip(first: Figure, second: Figure) -> bool:
    """Whether one slip explains two values: a distance of one or of two per cent, a place too many, one wrong digit, or
    two swapped ones."""
    if first.qualifier or second.qualifier:
        return False
    gap = abs(first.value - second.value)
    smaller, larger = sorted((first.value, second.value))
    if gap <= 1 or gap * 50 <= smaller or (larger == smaller * 10):
        return True
    digits = (str(first.value), str(second.value))
    if len(digits[0]) != len(digits[1]) or len(digits[0]) < _MANY:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(*digits, strict=True)) if a != b]
    return len(wrong) == 1 or (len(wrong) == 2 and digits[0][wrong[0]] == digits[1][wrong[1]])


def _same(first: _Wording, second: _Wording) -> bool:
    """Whether two names are so similar that they mean the same measure; not for parts, because parts of different
    wholes have the same names."""
    if first.part or second.part or min(len(first.name), len(second.name)) < _SHORTEST:
        return False
    return _covered(first.name, second.name) >= _ALIKE


def _name(prose: SentenceContext, figure: Figure) -> str:
    """Name of what is counted; for a short one with the text of the sentence before the figure."""
    name = bare_name(figure)
    if len(name) >= _SHORTEST:
        return name
    before = bare(prose.sentence_before(figure))
    is_budget_item = figure.kind == "money" and before.endswith(name)
    return before if is_budget_item else before + name


def _covered(first: str, second: str) -> float:
    """Fraction of the shorter name that the longer contains, in pieces of two and more code points; 0 where the shorter
    is only the end of a longer name: 支出预算 is not 一般公共预算拨款支出预算."""
    shorter, longer = sorted((first, second), key=len)
    if not shorter or (longer.endswith(shorter) and len(longer) >= 2 * len(shorter)):
        return 0.0
    covered = 0
    at = 0
    while at < len(shorter):
        length = 0
        while at + length < len(shorter) and shorter[at : at + length + 1] in longer:
            length += 1
        if length > 1:
            covered += length
        at += max(length, 1)
    return covered / len(shorter)


def list_count_checks(prose: SentenceContext) -> Iterator[Check]:
    """Numbers of places in two lists, such as 44个省级部门、11个设区市. As the number of places
    may differ from matter to matter, two lists are compared only where another of their numbers is equal."""
    listed = [dict(found) for found in _listed_places(prose)]
    leader: dict[str, str] = {}
    neighbours = (pair for at, one in enumerate(listed) for pair in product([one], listed[at + 1 : at + _LISTS]))
    for first, second in neighbours:
        pairs = {name: (first[name], second[name]) for name in first if name in second}
        equal = {name for name, (one, other) in pairs.items() if one.value == other.value}
        meant = equal | {name for name, pair in pairs.items() if _is_slip(*pair)}
        for name in pairs:
            one, other = pairs[name]
            leads = [leader.get(figure.id, figure.id) for figure in (one, other)]
            if leads[0] == leads[1] or name not in meant or not (meant if name in equal else equal) - {name}:
                continue
            joined = [member for member, lead in leader.items() if lead == leads[1]]
            leader |= dict.fromkeys((other.id, *joined), leads[0])
            text = f"{one.literal}{name} = {other.literal}{name}"
            yield replace(compare(prose, "restated", one, "=", other, name in equal), named_formula=text)


def _listed_places(prose: SentenceContext) -> Iterator[list[tuple[str, Figure]]]:
    """Lists of numbers of places that follow each other, each with the kind of place."""
    for group in prose.inside:
        row: list[tuple[str, Figure]] = []
        for figure in group:
            name = _place(prose, figure)
            if row and not (name and _JOINT.fullmatch(prose.between(row[-1][1].end, figure.start))):
                if len(row) > 1:
                    yield row
                row = []
            if name:
                row.append((name, figure))
        if len(row) > 1:
            yield row


def _place(prose: SentenceContext, figure: Figure) -> str:
    if unit_of(figure) != "个" or not is_amount(figure):
        return ""
    return next((name for name, text in _PLACES if text.match(prose.plain, figure.end)), "")
