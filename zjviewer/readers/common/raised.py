"""Raised text (superscript): an exponent becomes Unicode superscript characters, a note mark is left out.

A raised digit after a number must never become a part of it: 231 with the mark of note 1 is 231, and 10 with a raised 4
is not 104.
"""

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ]*")
_EXPONENT = re.compile(r"[+\-−]?\d{1,2}")
_BASE = re.compile(r"(?:[A-Za-zμΩ℃㎡]|(?<![\d.])10)$")
_NOTE_MARK = re.compile(
    r"(?:[\[［〔【(（\])）］〕】\s注,，、;；\-–—~～]|\d{1,3}(?!\d)|[①-⑳㉑-㉟⑴-⒇⒈-⒛*＊※†‡§#]){1,24}|[a-z]|[\[(（［〔][a-z][\])）］〕]"
)
"""One or several note marks, such as 1,2 or [3]-[5]."""


def raised_text(before: str, raised: str) -> str | None:
    """Replacement for raised text that follows the text `before`; None for a note mark, which is not part of the
    text."""
    mark = raised.strip()
    if not mark:
        return ""
    if _EXPONENT.fullmatch(mark) and _BASE.search(before) and not (before.endswith("10") and mark in ("0", "1")):
        return mark.translate(_SUPERSCRIPTS)
    if _NOTE_MARK.fullmatch(mark):
        return None
    return raised


def as_superscript(exponent: str) -> str:
    """Exponent in superscript characters; `^(exponent)` where Unicode has no superscript for one of its characters."""
    raised = exponent.strip().translate(_SUPERSCRIPTS)
    return raised if _RAISED.fullmatch(raised) else f"^({exponent.strip()})"
