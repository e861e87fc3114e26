"""Raised characters of markup in plain text: an exponent stays raised, a note mark is left out."""

import re

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_EXPONENT = re.compile(r"[+\-−]?\d{1,3}|n")
_UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|[A-Za-z]|㎡|米)$")
_POWER_BEFORE = re.compile(r"(?:^|[^\d.,])10$")
_NOTE = re.compile(r"[\[(（〔]?(?:注|注释)?[\d*†‡①-⑳a-zA-Z]{1,3}[\])）〕]?|注")


def raised(before: str, mark: str) -> str | None:
    """A raised mark as it stands in plain text behind `before`; empty for a note mark, None for ordinary text.

    78m and 2 give ², 10 and 4 give ⁴, 231 and 2 a note mark: a digit never joins the number before it.
    """
    mark = mark.strip()
    behind = before[-12:]
    if _EXPONENT.fullmatch(mark) and (_UNIT_BEFORE.search(behind) or _POWER_BEFORE.search(behind)):
        return mark.translate(_RAISED)
    if _NOTE.fullmatch(mark):
        return ""
    return mark.translate(_RAISED) if _EXPONENT.fullmatch(mark) else None
