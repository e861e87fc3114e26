"""Limits of a measure: a rate or a share is at most 100 per cent, a count of things done is not below zero."""

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
_COUNTED = re.compile(
    r"收到|受理|接到|接收|新收|办结|办理|答复|回复|公开|发布|刊发|推送|召开|举办|举行|开展|印发|制发|制定|出台|申请|复议|诉讼|培训|接待"
)
"""Names of what is counted one by one and cannot be less than none."""
_BALANCE = re.compile(r"净|增|减|结余|盈|亏|差|变[化动]|同比|环比|涨|跌|升|降|较|比|余额|利润|距平|流[入出]|偏离|温")
"""Names of what may be below zero."""


def value_limit_checks(prose: SentenceContext) -> Iterator[Check]:
    """A failed check for each figure beyond its limit; none for the others."""
    for figure in prose.analysis.figures:
        if figure.kind in ("share", "rate") and figure.unit == "%" and _is_capped(prose, figure):
            if figure.value > _WHOLE:
                yield make_check_against(prose, figure, "≤", _WHOLE, "比率和占比不超过100%。")
            elif figure.value < 0:
                yield make_check_against(prose, figure, "≥", Decimal(0), "比率和占比不小于零。")
        elif figure.kind == "count" and figure.value < 0 and _is_counted(figure):
            yield make_check_against(prose, figure, "≥", Decimal(0), "数量不小于零。")


def _is_capped(prose: SentenceContext, figure: Figure) -> bool:
    text = prose.before(figure)
    return (figure.kind == "share" or bool(_CAPPED.search(text))) and not _OVER.search(text)


def _is_counted(figure: Figure) -> bool:
    name = figure.indicator + figure.subject
    return bool(_COUNTED.search(name)) and not _BALANCE.search(name)
