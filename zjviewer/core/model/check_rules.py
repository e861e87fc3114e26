"""Registry of the families of check rules: the only place that names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A family of rules."""

    name: str
    """As `Check.rule` has it, and files with the reader's marks."""
    chinese: str
    """Its name in memos and exports."""
    english: str
    """Its name in the window, translated there."""


CHECK_RULES = (
    CheckRule("total", "合计", "Total"),
    CheckRule("part", "部分不大于整体", "Part of a whole"),
    CheckRule("balance", "收支平衡", "Coming in and going out"),
    CheckRule("difference", "增减", "Difference"),
    CheckRule("growth", "增幅", "Growth"),
    CheckRule("share", "占比", "Share"),
    CheckRule("average", "平均数", "Average"),
    CheckRule("rate", "比率", "Rate"),
    CheckRule("restated", "前后一致", "Stated twice"),
    CheckRule("limit", "取值范围", "Possible values"),
    CheckRule("table", "表内勾稽", "Within a table"),
    CheckRule("prose", "文表一致", "Text against table"),
    CheckRule("carried", "年度衔接", "Carried over"),
    CheckRule("implied", "与上年报告推算", "Implied earlier value"),
    CheckRule("past", "上年数据一致", "Earlier values"),
)
_BY_NAME = {rule.name: rule for rule in CHECK_RULES}


def check_rule(name: str) -> CheckRule:
    """The family of a name; an unknown name is its own label."""
    return _BY_NAME.get(name) or CheckRule(name, name, name)
