"""Checks as JSON values and as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zjviewer.core.export.memo import VERDICTS, formula_line
from zjviewer.core.export.tables import json_number
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.check_names import rule_name
from zjviewer.core.model.checks import Check
from zjviewer.core.tables.cell_text import section_path

BETWEEN = "报告之间"
CHECK_KEYS = (
    *("id", "rule", "formula", "stated", "expected", "difference", "tolerance", "verdict", "figures", "sides", "words"),
    *("section", "source", "note", "file"),
)
"""Keys of a check in JSON."""


def checks_json(analyses: Mapping[str, Analysis], between: Sequence[Check]) -> list[dict[str, Any]]:
    """Checks for `json.dumps`: first those of each file, then those between the reports, whose `file` is None.
    `sides` is parallel to `figures`."""
    within = [_entry(check, file) for file, analysis in analyses.items() for check in analysis.checks]
    return [*within, *(_entry(check, None) for check in between)]


def _entry(check: Check, file: str | None) -> dict[str, Any]:
    numbers = {name: getattr(check, name) for name in ("stated", "expected", "difference", "tolerance")}
    return {
        "id": check.id,
        "rule": check.rule,
        "formula": check.formula,
        **{name: None if value is None else json_number(value) for name, value in numbers.items()},
        "verdict": check.verdict,
        "figures": [term.figure for term in check.terms],
        "sides": [term.side for term in check.terms],
        "words": check.named_formula,
        "section": check.section,
        "source": check.source,
        "note": check.note,
        "file": file,
    }


def checks_text(analyses: Mapping[str, Analysis], between: Sequence[Check]) -> str:
    """Plain text: one line with the formula for each check, below it its sentences and their location, with file
    names if there are several files; the last line counts the verdicts."""
    lines: list[str] = []
    for file, analysis in analyses.items():
        lines += [file] if len(analyses) > 1 else []
        for check in analysis.checks:
            lines += _lines(check, section_path(analysis, check.section))
    lines += [BETWEEN] if between else []
    for check in between:
        lines += _lines(check, "")
    checks = [check for analysis in analyses.values() for check in analysis.checks]
    return "\n".join([*lines, "，".join(_counts([*checks, *between]))])


def _lines(check: Check, place: str) -> Iterator[str]:
    yield f"{formula_line(check)}  [{rule_name(check.rule).chinese} {check.id}]"
    below = "  ".join(filter(None, (check.named_formula if check.formula else "", place, check.note)))
    if below:
        yield f"    {below}"


def _counts(checks: Sequence[Check]) -> Iterator[str]:
    for verdict, name in VERDICTS.items():
        yield f"{name}{sum(check.verdict == verdict for check in checks)}项"
