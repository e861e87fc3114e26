"""Number format of charts, tables and checks: grouped digits, as many decimals as the source.

The only module that writes numbers for readers.
"""

import re
from decimal import Decimal

from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.segmentation import fold_width

MINUS = "−"
"""U+2212, as wide as a plus sign; a hyphen is too short beside digits."""

_BEFORE = frozenset(("约", "近", "逾", "超", "超过", "至少", "不到", "不足", "大约", "将近", "接近", "最多", "最少"))
_INSIDE = frozenset(("余", "多", "来"))
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def format_figure(figure: Figure, unit: bool = True) -> str:
    """A figure with its unit and the report's qualifier: `9,341,853条`, `30,000余件`, `85.0万元`; a change has a sign.

    Without `unit` only `%` is written. Decimals are those of the source, trailing zeros included.
    """
    if is_vague(figure):
        return figure.literal
    name = figure.unit if unit or figure.unit == "%" else ""
    return _joined(format_digits(figure.value, figure.literal), figure.value, name, figure.kind, figure.qualifier)


def is_vague(figure: Figure) -> bool:
    """Whether the number is vague as it is written (数千件, 两三件, 十余次), so that digits would be made up."""
    word = figure.qualifier
    return bool(word) and word in figure.literal and not _DIGITS.search(fold_width(figure.literal))


def format_value(value: Decimal, unit: str = "", change: bool = False, qualifier: str = "") -> str:
    """A value that no figure states, in the same format: `9,341,853条`, `+16%`, `−7%`."""
    return _joined(format_digits(value), value, unit, "change" if change else "", qualifier)


def format_digits(value: Decimal, literal: str = "") -> str:
    """The digits of a value without its sign: thousands are grouped from four digits on.

    The decimals are those of `literal` where it states the same number, so that 85.0 keeps its zero.
    """
    number = abs(value)
    match = _DIGITS.search(fold_width(literal))
    written = match[0].replace(",", "") if match else ""
    plain = written if written and Decimal(written) == number else _without_zeros(f"{number:f}")
    whole, point, decimals = plain.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _without_zeros(plain: str) -> str:
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _joined(digits: str, value: Decimal, unit: str, kind: str, qualifier: str) -> str:
    sign = MINUS if value < 0 else "+" if kind == "change" and value > 0 else ""
    if qualifier in _BEFORE:
        return f"{qualifier}{sign}{digits}{unit}"
    if qualifier in _INSIDE:
        return f"{sign}{digits}{qualifier}{unit}"
    return f"{sign}{digits}{unit}{qualifier}"
