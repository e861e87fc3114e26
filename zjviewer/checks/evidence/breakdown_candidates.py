"""A whole with its parts as one reading of the text, and the choice among several readings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.checks.evidence.sentence_context import SentenceContext
from zjviewer.checks.evidence.tolerance import half_step
from zjviewer.core.model.analysis import Figure

_FLOWS = (
    ("收到|受理|接到|接收|新收|提交", "自然人|公民|法人|商业企业|当面|网络|网上|信函|传真|邮寄|平台提交"),
    (
        "办结|答复|处理|审结|办理完毕",
        "已主动公开|信息不存在|不属于本|予以公开|同意公开|部分公开|不予公开|不同意公开|无法提供|不予处理|其他处理|维持|纠错|纠正|按[时期]|延期",
    ),
)
"""Names of a whole and of its parts: applicants and channels divide what was received, results what was closed."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts that the text names for it."""

    whole: Figure
    parts: tuple[Figure, ...]
    complete: bool
    """Whether the text names all parts."""
    clear: bool
    """Whether there is one reading only: no other amount stands between the whole and its parts."""
    open: bool
    """Whether the text says that there are further parts."""
    overlapping: bool
    """Whether one thing may be counted in several parts."""
    own: int = 0
    """What the text counts beside the figure of the whole: 1 for a head office and its 5 units."""

    @property
    def sum(self) -> Decimal:
        """Sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Distance between the sum of the parts and the whole."""
        return abs(self.sum - self.whole.value - self.own)

    @property
    def is_near(self) -> bool:
        """Whether the sum of the parts is so close to the whole that it is meant to be the whole: within two per cent,
        by one where the numbers are small, or after one decimal point is moved by a place."""
        gap = self.gap
        counted = self.whole.kind == "count" and len(self.parts) > 1
        few = counted and gap <= 1 and gap * 5 <= self.whole.value
        return gap * 50 <= self.whole.value or few or (bool(gap) and self._has_slipped_point)

    @property
    def _has_slipped_point(self) -> bool:
        """Whether one number ten times as large or as small makes the parts give the whole, up to rounding."""
        if len(self.parts) < 2 or not self.whole.value:
            return False
        whole, added = self.whole.value + self.own, self.sum
        gaps = [abs(added - other) for other in tenfold(whole)]
        gaps += [abs(added - part.value + other - whole) for part in self.parts for other in tenfold(part.value)]
        nearest = min(gaps)
        if nearest * 50 > whole:
            return False
        return nearest <= sum((half_step(figure) for figure in (self.whole, *self.parts)), Decimal(0))


def tenfold(value: Decimal) -> tuple[Decimal, Decimal]:
    """What a value may have been before its decimal point slipped by a place."""
    return value * 10, value / 10


def most_plausible(prose: SentenceContext, readings: Sequence[Breakdown]) -> Breakdown:
    """Of readings that all come near, in order of distance in the text: one whose whole counts what its parts are
    called before others, then one that adds up, then one that does not need a slipped decimal point."""
    return min(
        readings,
        key=lambda reading: (
            sum_error(prose, reading.whole, reading.parts),
            bool(reading.gap),
            reading.gap * 5 > reading.whole.value,
        ),
    )


def sum_error(prose: SentenceContext, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts are results and the whole counts what was received, or the reverse."""
    names = [prose.before(part) for part in parts]
    for number, (_, called) in enumerate(_FLOWS):
        if sum(bool(re.search(called, name)) for name in names) * 2 >= len(names):
            other = _FLOWS[1 - number][0]
            text = prose.before(whole)
            return bool(re.search(other, text)) and not re.search(_FLOWS[number][0], text)
    return False
