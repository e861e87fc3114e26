"""What no measure can be: a rate or a share over 100 per cent, a count below zero."""

import re
from collections.abc import Iterator
from decimal import Decimal

from zjviewer.checks.evidence.check_builder import make_check_against
from zjviewer.checks.evidence.sentence_context import SentenceContext
from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.checks import Check

_CAPPED = re.compile(
    r"(?:满意|合格|办结|答复|回复|公开|覆盖|实现|达标|及格|优良|优秀|通过|开通|普及|参与|知晓|纠错|维持|采纳|及时|准确|入库|回应|办复|见面|正常)率"
)
_OVER = re.compile(r"(?<!不)超(?:额|过(?:目标|计划|预算))|目标|计划|预算|任务|序时")
_WHOLE = Decimal(100)


def value_limit_checks(prose: SentenceContext) -> Iterator[Check]:
    """Only what breaks a limit is a result."""
    for figure in prose.analysis.figures:
        if figure.kind in ("share", "rate") and figure.unit == "%" and _is_capped(prose, figure):
            if figure.value > _WHOLE:
                yield make_check_against(prose, figure, "≤", _WHOLE, "比率和占比不超过100%。")
            elif figure.value < 0:
                yield make_check_against(prose, figure, "≥", Decimal(0), "比率和占比不小于零。")
        elif figure.kind == "count" and figure.value < 0:
            yield make_check_against(prose, figure, "≥", Decimal(0), "数量不小于零。")


def _is_capped(prose: SentenceContext, figure: Figure) -> bool:
    words = prose.before(figure)
    return (figure.kind == "share" or bool(_CAPPED.search(words))) and not _OVER.search(words)
