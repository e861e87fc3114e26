"""Values of cells as a spreadsheet shows them: the subset of Excel's number formats that reports use.

0.075 with the format `0.0%` is 7.5%. A format that is not understood gives the plain value.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BRACKET = re.compile(r"\[[^\]]{0,40}\]")
_LITERAL = re.compile(r'"([^"]{0,200})"|\\(.)|_(.)|\*(.)')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?(?:E[+-]0+)?")
_DATE_TOKEN = re.compile(r"y{2,4}|m{1,4}|d{1,4}|h{1,2}|s{1,2}|AM/PM|上午/下午|e", re.IGNORECASE)
_LONGEST_PLAIN = 11
"""Digits that the format General shows."""


def shown_value(value: object, number_format: str) -> str:
    """A cell's value as text; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return _shown_number(value, number_format)
    if isinstance(value, datetime | date | time):
        return _shown_date(value, number_format)
    return str(value)


def _shown_number(value: float | Decimal, number_format: str) -> str:
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            return ""
        sections = _sections(number_format)
        section, number = _section_for(sections, number)
        return _plain(number) if _is_general(section) else _formatted(number, section)
    except (InvalidOperation, ValueError, OverflowError):
        return str(value)


def _sections(number_format: str) -> list[str]:
    """The parts for positive, negative, zero and text, without colours and conditions."""
    return _BRACKET.sub("", number_format).split(";")


def _section_for(sections: list[str], number: Decimal) -> tuple[str, Decimal]:
    """The part that applies; a part for negative numbers writes their sign itself."""
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _is_general(section: str) -> bool:
    plain = section.strip().casefold()
    return plain in ("", "general", "@", "g/通用格式")


def _plain(number: Decimal) -> str:
    """As the format General shows a number: at most eleven digits, no trailing zeros, no exponent."""
    if number == number.to_integral():
        return str(number.to_integral())
    digits = max(0, _LONGEST_PLAIN - 2 - max(0, number.adjusted()))
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return format(rounded.normalize(), "f")


def _formatted(number: Decimal, section: str) -> str:
    literals: list[str] = []

    def hold(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or (" " if match[3] else ""))
        return f"\0{len(literals) - 1}\1"

    pattern = _LITERAL.sub(hold, section)
    found = _NUMBER.search(pattern)
    if found is None:
        text = pattern
    else:
        text = pattern[: found.start()] + _digits(number, found[0], pattern.count("%")) + pattern[found.end() :]
    for index, literal in enumerate(literals):
        text = text.replace(f"\0{index}\1", literal)
    return text.strip()


def _digits(number: Decimal, pattern: str, percents: int) -> str:
    whole, _, fraction = pattern.partition(".")
    if "E" in pattern:
        return f"{number:.{len(fraction.partition('E')[0])}E}"
    number = number * (100**percents)
    stripped = whole.rstrip(",")
    number = number.scaleb(-3 * (len(whole) - len(stripped)))
    places, least = len(fraction), fraction.count("0")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(abs(rounded), f"{',' if ',' in stripped else ''}.{places}f")
    if places > least:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    minimum = stripped.replace(",", "").count("0")
    head, dot, tail = text.partition(".")
    if minimum == 0 and head == "0":
        head = ""
    text = head.rjust(minimum, "0") + dot + tail
    return ("-" if rounded < 0 else "") + text


def _shown_date(value: date | time, number_format: str) -> str:
    section = _sections(number_format)[0]
    if _is_general(section) or not _DATE_TOKEN.search(section):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    after_hour = False

    def token(match: re.Match[str]) -> str:
        nonlocal after_hour
        text = match[0].casefold()
        if text in ("yyyy", "yyy", "e") and isinstance(value, date):
            return str(value.year)
        if text == "yy" and isinstance(value, date):
            return f"{value.year % 100:02d}"
        if text[0] == "m" and not after_hour and isinstance(value, date):
            return f"{value.month:02d}" if len(text) == 2 else str(value.month)
        if text[0] == "d" and isinstance(value, date):
            return f"{value.day:02d}" if len(text) == 2 else str(value.day)
        hour, minute, second = (getattr(value, name, 0) for name in ("hour", "minute", "second"))
        if text[0] == "h":
            after_hour = True
            return f"{hour:02d}" if len(text) == 2 else str(hour)
        if text[0] == "m":
            return f"{minute:02d}"
        return f"{second:02d}" if text[0] == "s" else match[0]

    literals: list[str] = []

    def hold(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return f"\0{len(literals) - 1}\1"

    text = _DATE_TOKEN.sub(token, _LITERAL.sub(hold, section))
    for index, literal in enumerate(literals):
        text = text.replace(f"\0{index}\1", literal)
    return text.strip()
