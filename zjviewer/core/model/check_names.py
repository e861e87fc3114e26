"""Names of check rules, verdicts and the reader's marks: the only place that names them."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from zjviewer.core.model.checks import CheckMarkKind, Verdict

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class CheckName(Generic[Key]):
    """A name in both languages."""

    name: Key
    """Key, as in `Check.rule`, `Check.verdict` and `CheckMark.kind`, and in files of the reader's marks."""
    chinese: str
    """Name in memos and exports."""
    english: str
    """Name in the window, translated there."""


CHECK_RULES: tuple[CheckName[str], ...] = (
    CheckName("total", "合计", "Total"),
    CheckName("part", "部分不大于整体", "Part of a whole"),
    CheckName("balance", "收支平衡", "Coming in and going out"),
    CheckName("difference", "增减", "Difference"),
    CheckName("growth", "增幅", "Growth"),
    CheckName("share", "占比", "Share"),
    CheckName("average", "平均数", "Average"),
    CheckName("rate", "比率", "Rate"),
    CheckName("restated", "前后一致", "Stated twice"),
    CheckName("limit", "取值范围", "Possible values"),
    CheckName("table", "表内勾稽", "Within a table"),
    CheckName("prose", "文表一致", "Text against table"),
    CheckName("carried", "年度衔接", "Carried over"),
    CheckName("implied", "与上年报告推算", "Implied earlier value"),
    CheckName("past", "上年数据一致", "Earlier values"),
)
VERDICTS: tuple[CheckName[Verdict], ...] = (
    CheckName("fail", "不符", "Does not add up"),
    CheckName("not_assessable", "无法核对", "Could not be checked"),
    CheckName("pass", "相符", "Adds up"),
)
"""In the order of their importance to the reader."""
MARKS: tuple[CheckName[CheckMarkKind], ...] = (
    CheckName("review", "待复核", "To be reviewed"),
    CheckName("confirmed", "已确认", "Confirmed"),
    CheckName("dismissed", "误报", "False alarm"),
)
_RULE_BY_NAME = {rule.name: rule for rule in CHECK_RULES}


def rule_name(name: str) -> CheckName[str]:
    """Names of a family of rules; an unknown key is its own name."""
    return _RULE_BY_NAME.get(name) or CheckName(name, name, name)
