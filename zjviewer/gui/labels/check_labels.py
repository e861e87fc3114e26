"""What checks, their verdicts and the reader's marks are called in the language of the window."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind, Verdict
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

VERDICTS: Mapping[Verdict, str] = {
    "fail": QT_TRANSLATE_NOOP("Check", "Does not add up"),
    "not_assessable": QT_TRANSLATE_NOOP("Check", "Could not be checked"),
    "pass": QT_TRANSLATE_NOOP("Check", "Adds up"),
}
"""What needs the reader first."""
ICONS: Mapping[Verdict, str] = {"fail": "differs", "not_assessable": "unknown", "pass": "agrees"}
INKS: Mapping[Verdict, str] = {"fail": "danger", "not_assessable": "text_color_faint", "pass": "agrees"}
"""Names of colours of a theme."""

MARKS: Mapping[CheckMarkKind, str] = {
    "review": QT_TRANSLATE_NOOP("Check", "To be reviewed"),
    "confirmed": QT_TRANSLATE_NOOP("Check", "Confirmed"),
    "dismissed": QT_TRANSLATE_NOOP("Check", "False alarm"),
}
"""Their icons have the names of the kinds."""

_RULES = {
    "total": QT_TRANSLATE_NOOP("Check", "Total"),
    "part": QT_TRANSLATE_NOOP("Check", "Part of a whole"),
    "balance": QT_TRANSLATE_NOOP("Check", "Coming in and going out"),
    "difference": QT_TRANSLATE_NOOP("Check", "Difference"),
    "growth": QT_TRANSLATE_NOOP("Check", "Growth"),
    "share": QT_TRANSLATE_NOOP("Check", "Share"),
    "average": QT_TRANSLATE_NOOP("Check", "Average"),
    "rate": QT_TRANSLATE_NOOP("Check", "Rate"),
    "restated": QT_TRANSLATE_NOOP("Check", "Stated twice"),
    "limit": QT_TRANSLATE_NOOP("Check", "Possible values"),
    "table": QT_TRANSLATE_NOOP("Check", "Within a table"),
    "prose": QT_TRANSLATE_NOOP("Check", "Text against table"),
    "carried": QT_TRANSLATE_NOOP("Check", "Carried over"),
    "implied": QT_TRANSLATE_NOOP("Check", "Implied earlier value"),
    "past": QT_TRANSLATE_NOOP("Check", "Earlier values"),
}


def rule_label(check: Check) -> str:
    """The family of its rule; the family's own name where it is a new one."""
    return _translate(_RULES.get(check.rule, check.rule))


def verdict_label(verdict: Verdict) -> str:
    """Such as Adds up."""
    return _translate(VERDICTS[verdict])


def mark_label(kind: CheckMarkKind) -> str:
    """Such as Confirmed."""
    return _translate(MARKS[kind])


def mark_text(mark: CheckMark) -> str:
    """The mark with its note."""
    return ": ".join(filter(None, (mark_label(mark.kind), mark.note)))


def formula_text(check: Check) -> str:
    """The formula with its numbers, and how far both sides are apart where they should not be; in words where some of
    the numbers are missing."""
    told = check.formula or check.named_formula
    if check.verdict != "fail" or not check.difference:
        return told
    if check.tolerance:
        words = _translate(QT_TRANSLATE_NOOP("Check", "{formula}, difference {difference} (allowed {tolerance})"))
    else:
        words = _translate(QT_TRANSLATE_NOOP("Check", "{formula}, difference {difference}"))
    return words.format(formula=told, difference=f"{check.difference:f}", tolerance=f"{check.tolerance:f}")


def place_label(analysis: Analysis, check: Check) -> str:
    """The deepest section that states the result, with its number; empty before the first one."""
    path = analysis.path_of(check.section)
    return f"{path[-1].number} {path[-1].title}".strip() if path else ""


def cross_report_label() -> str:
    """What the checks between this report and other open ones are called."""
    return _translate(QT_TRANSLATE_NOOP("Check", "Between reports"))


def count_verdicts(checks: Iterable[Check]) -> dict[Verdict, int]:
    """How many checks have each verdict."""
    checks = tuple(checks)
    return {verdict: sum(check.verdict == verdict for check in checks) for verdict in VERDICTS}


def _translate(words: str) -> str:
    return QCoreApplication.translate("Check", words)
