"""Note below a table or a chart with figures of a failed check."""

from collections.abc import Iterable

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.checks import Check


def failures_among(analysis: Analysis, figures: Iterable[Figure]) -> tuple[Check, ...]:
    """The failed checks that these figures take part in, each once, in the order of the report."""
    found = {check.id for figure in figures for check in analysis.failures_by_figure.get(figure.id, ())}
    return tuple(check for check in analysis.failures if check.id in found)


def failure_note(analysis: Analysis, figures: Iterable[Figure]) -> str:
    """One sentence in Chinese, the language of what it stands below; empty where nothing fails."""
    found = failures_among(analysis, figures)
    if not found:
        return ""
    first = disagreement(found[0])
    return f"勾稽不符：{first}。" if len(found) == 1 else f"勾稽不符{len(found)}处，其一：{first}。"


def disagreement(check: Check) -> str:
    """`8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711，1.9%`: the difference, also in per cent of what is
    stated, unless that is nothing or 0."""
    formula = check.formula or check.named_formula
    if not check.difference:
        return formula
    share = f"，{abs(check.difference / check.stated) * 100:.1f}%" if check.stated else ""
    return f"{formula}，差 {check.difference:,f}{share if share != '，0.0%' else ''}"
