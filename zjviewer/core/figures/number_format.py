"""Number format of charts, tables and checks: grouped digits, as many decimals as the source.

The only module that writes numbers for readers.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.segmentation import fold_width

MINUS = "−"
"""U+2212, as wide as a plus sign; a hyphen is too short beside digits."""

_BEFORE = frozenset(("约", "近", "逾", "超", "超过", "至少", "不到", "不足", "大约", "将近", "接近", "最多", "最少"))
_INSIDE = frozenset(("余", "多", "来"))
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPACES = re.compile(r"\s+")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def written_unit(figures: Iterable[Figure]) -> tuple[str, Decimal]:
    """The unit in which the source writes all of these figures, with how many of their own unit it holds: `亿元`, which
    is 10,000万元. Their own unit and 1 where they differ, or are vague; an empty unit for none."""
    found = {(figure.unit, figure.magnitude) for figure in figures if not is_vague(figure)}
    if len(found) != 1:
        return next(iter(found))[0] if len({unit for unit, _ in found}) == 1 else "", Decimal(1)
    unit, magnitude = found.pop()
    if not magnitude:
        return unit, Decimal(1)
    money = unit.startswith("万") and len(unit) > 1
    power = sum(_POWERS[char] for char in magnitude) - (_POWERS["万"] if money else 0)
    return magnitude + (unit[1:] if money else unit), Decimal(10) ** power


def format_figure(figure: Figure, unit: bool = True, per: Decimal | None = None) -> str:
    """A figure with its unit and the report's qualifier: `9,341,853条`, `30,000余件`, `126万亿元`; a change has a sign.

    With `unit` it has the magnitude of the source, without it only `%` is written, and the number is that of its own
    unit, or of one that holds `per` of it (`written_unit`). Decimals are those of the source, trailing zeros included.
    """
    if is_vague(figure):
        return figure.literal
    name, factor = figure.unit, Decimal(1) if per is None else per
    if unit and per is None:
        name, factor = written_unit((figure,))
    if factor != 1 and unit and figure.qualifier in _INSIDE:
        return _SPACES.sub("", fold_width(figure.literal))  # 10多万件
    value = figure.value / factor
    name = name if unit or name == "%" else ""
    return _joined(format_digits(value, figure.literal), value, name, figure.kind, figure.qualifier)


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
