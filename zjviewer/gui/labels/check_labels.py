"""Labels of checks: verdicts, rules and the reader's marks, translated."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from zjviewer.core.figures.number_format import format_digits
from zjviewer.core.model import check_names
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.check_names import rule_name
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind, Verdict
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

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
