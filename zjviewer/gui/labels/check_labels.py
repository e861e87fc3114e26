"""Labels of checks: verdicts, rules and the reader's marks, translated."""

import re
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from zjviewer.core.figures.number_format import format_digits
from zjviewer.core.model import check_names
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.check_names import rule_name
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind, Verdict
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

_CASE = re.compile(r"(.[^(]*+)\((.+)\)")
"""Name of a total, and the row or column that it is the total of."""
_WHOLES = ("总计", "合计", "总数", "小计", "共计")
_APPLICANT = "自然人"
"""The first kind of applicants in the national table."""
_OTHER_SIGN = re.compile(" [−÷×≤≥≈<>] ")
_NOT_ZERO = re.compile("[1-9]")
_MOST_PARTS = 3
"""Parts of a sum that are all named."""
VERDICTS: Mapping[Verdict, str] = {each.name: each.english for each in check_names.VERDICTS}
"""Labels of verdicts, in the order of their importance to the reader."""
ICONS: Mapping[Verdict, str] = {"fail": "differs", "not_assessable": "unknown", "pass": "agrees"}
COLORS: Mapping[Verdict, str] = {"fail": "danger", "not_assessable": "text_color_faint", "pass": "agrees"}
"""Icons and theme colours of verdicts."""

MARKS: Mapping[CheckMarkKind, str] = {each.name: each.english for each in check_names.MARKS}
"""Labels of marks; their icons are named like the kinds."""


def rule_label(check: Check) -> str:
    """Label of a check's rule family; the untranslated name of an unknown family."""
    return _translate(rule_name(check.rule).english)


def verdict_label(verdict: Verdict) -> str:
    """Label of a verdict, such as `Adds up`."""
    return _translate(VERDICTS[verdict])


def mark_label(kind: CheckMarkKind) -> str:
    """Label of a kind of mark, such as `Confirmed`."""
    return _translate(MARKS[kind])


def mark_text(mark: CheckMark) -> str:
    """Label of a mark, and its note if there is one."""
    return ": ".join(filter(None, (mark_label(mark.kind), mark.note)))


def formula_text(check: Check) -> str:
    """Formula of a check with its numbers, or with names if some numbers are missing; of a failed check also the
    difference and the tolerance."""
    formula = check.formula or check.named_formula
    if check.verdict != "fail" or not check.difference:
        return formula
    if check.tolerance:
        template = _translate(QT_TRANSLATE_NOOP("Check", "{formula}, difference {difference} (allowed {tolerance})"))
    else:
        template = _translate(QT_TRANSLATE_NOOP("Check", "{formula}, difference {difference}"))
    return template.format(
        formula=formula, difference=format_digits(check.difference), tolerance=format_digits(check.tolerance)
    )


def meaning_text(check: Check) -> str:
    """What a check is about, such as `予以公开：sum over all kinds of applicants`, or the name of its result and its
    rule; empty for a check without names."""
    left, _, right = check.named_formula.rpartition(" = ")
    if not left:
        return ""
    case = _CASE.fullmatch(right)
    parts = left.split(" + ")
    is_sum = len(parts) > 1 and not _OTHER_SIGN.search(left) and " + " not in right
    if not is_sum:
        return f"{case[2] if case else right}：{rule_label(check)}"
    if _APPLICANT in parts:
        summed = _translate(QT_TRANSLATE_NOOP("Check", "sum over all kinds of applicants"))
    elif len(parts) <= _MOST_PARTS:
        template = _translate(QT_TRANSLATE_NOOP("Check", "sum of {parts}"))
        summed = template.format(parts="、".join(parts))
    else:
        template = _translate(QT_TRANSLATE_NOOP("Check", "sum of {parts} and {count} more"))
        summed = template.format(parts="、".join(parts[:2]), count=len(parts) - 2)
    name = right if case is None or case[2] == case[1] else case[2] if case[1] in _WHOLES else f"{case[2]}{case[1]}"
    return f"{name}：{summed}"


def is_trivial(check: Check) -> bool:
    """Whether a check has passed because every number in it is zero."""
    return check.verdict == "pass" and not _NOT_ZERO.search(check.formula)


def place_label(analysis: Analysis, check: Check) -> str:
    """Number and title of the section that states the result of a check; empty before the first section."""
    path = analysis.path_of(check.section)
    return f"{path[-1].number} {path[-1].title}".strip() if path else ""


def cross_report_label() -> str:
    """Label of the group of checks across open reports."""
    return _translate(QT_TRANSLATE_NOOP("Check", "Between reports"))


def count_verdicts(checks: Iterable[Check]) -> dict[Verdict, int]:
    """Number of checks by verdict, including zeros."""
    checks = tuple(checks)
    return {verdict: sum(check.verdict == verdict for check in checks) for verdict in VERDICTS}


def _translate(text: str) -> str:
    return QCoreApplication.translate("Check", text)
