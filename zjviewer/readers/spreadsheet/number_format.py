"""Formatting of cell values as in a spreadsheet program, for the subset of Excel's number formats that reports use.

0.075 with the format `0.0%` is 7.5%. With an unsupported format, the value is shown in the format General.
"""

import operator
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

_TOKEN = re.compile(
    r'(?P<literal>"[^"]{0,200}"|[\\!].)|(?P<gap>_.)|\*.|\[(?P<bracket>[^\]]{0,40})\]|(?P<general>general|g/通用格式)'
    r"|(?P<mark>E[+-]|[#0?.,%/@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s?\d{1,2}|[黑蓝青绿红白黄]色?|洋红|颜色\s?\d{1,2}", re.I
)
_NEGATIVE_SIGNS = frozenset("-－−(（负△▲")
_DATE_TOKEN = re.compile(r"y{2,4}|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|AM/PM|上午/下午|e", re.IGNORECASE)
_WEEKDAYS = "一二三四五六日"
_WEEKDAY_FORMAT = re.compile(r"(?:\[[^\]]{0,40}\])?a{3,4}(?:;@)?", re.IGNORECASE)
"""Format for the Chinese day of the week, which openpyxl does not know as a date."""
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's dates."""
_LAST_DAY = 2_958_466
_LONGEST_PLAIN = 11
"""Largest number of digits in the format General."""


class _Section(NamedTuple):
    """Section of a number format, for positive numbers, negative numbers, zero or text."""

    tokens: tuple[tuple[str, str], ...]
    """Pairs (kind, text). The kind is `literal`, `general`, or `mark` for the characters that are placeholders of a
    value."""
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False

    def marks(self) -> str:
        """All placeholder characters of the section as one string."""
        return "".join(text for kind, text in self.tokens if kind == "mark")


_ESCAPED_TWICE = "\\!."
"""What LibreOffice makes of the `!.` of Chinese formats, which writes a point between the digits: it takes the sign for
a text."""


def shown_value(value: object, number_format: str) -> str:
    """Displayed text of a cell value; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return _shown_number(value, number_format.replace(_ESCAPED_TWICE, "!."))
    if isinstance(value, timedelta):
        return _shown_duration(value, number_format)
    if isinstance(value, datetime | date | time):
        return _shown_date(value, number_format)
    return _shown_text(str(value), number_format)


def _shown_number(value: float | Decimal, number_format: str) -> str:
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            return ""
        if _WEEKDAY_FORMAT.fullmatch(number_format) and 0 < number < _LAST_DAY:
            return _shown_date(_FIRST_DAY + timedelta(days=int(number)), number_format)
        sections = _sections(number_format)
        section, number, sign = _section_for(sections, number)
        if not section.tokens and len(sections) > 1:
            return ""
        return sign + _formatted(number, section)
    except (InvalidOperation, ValueError, OverflowError):
        return str(value)


def _shown_text(text: str, number_format: str) -> str:
    """Text formatted with the section for text: the fourth section, or the last of fewer if it contains `@`."""
    if "@" not in number_format and number_format.count(";") < 3:
        return text
    sections = _sections(number_format)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if section.tokens and "@" not in section.marks():
        return text if len(sections) < 4 else "".join(each for kind, each in section.tokens if kind == "literal")
    return "".join(text if (kind, each) == ("mark", "@") else each for kind, each in section.tokens)


def _sections(number_format: str) -> list[_Section]:
    """Sections of a number format, without codes for colours and fill characters."""
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    coloured = False
    for found in _TOKEN.finditer(number_format):
        bracket = found["bracket"]
        if found["mark"] == ";":
            sections.append(_Section(tuple(tokens), condition, coloured))
            tokens, condition, coloured = [], None, False
        elif bracket is not None:
            compared = _CONDITION.fullmatch(bracket.strip())
            condition = (compared[1], Decimal(compared[2])) if compared else condition
            coloured = coloured or bool(_COLOUR.fullmatch(bracket.strip()))
            if bracket.startswith("$") and (currency := bracket[1:].partition("-")[0]):
                tokens.append(("literal", currency))
        elif found["literal"]:
            written = found["literal"]
            tokens.append(("literal", written[1:-1] if written.startswith('"') else written[1:]))
        elif found["gap"]:
            tokens.append(("literal", " "))
        elif found["general"]:
            tokens.append(("general", ""))
        elif found["mark"]:
            tokens.append(("mark", found["mark"]))
        elif found["other"]:
            tokens.append(("literal", found["other"]))
    return [*sections, _Section(tuple(tokens), condition, coloured)]


def _section_for(sections: list[_Section], number: Decimal) -> tuple[_Section, Decimal, str]:
    """Section that applies to a number, the absolute value to format with it, and the sign to write before the result.

    A section for negative numbers contains their sign itself; where only its colour shows it, the sign is returned.
    """
    sections = sections[:3]
    sign = "-" if number < 0 else ""
    if any(section.condition for section in sections):
        for index, section in enumerate(sections):
            if section.condition is not None:
                compare, limit = section.condition
                if not _COMPARISONS[compare](number, limit):
                    continue
            elif index + 1 < len(sections) and number >= 0:
                continue
            return section, abs(number), "" if _writes_sign(section) else sign
        return _Section((("general", ""),)), abs(number), sign
    if number < 0 and len(sections) > 1:
        return sections[1], -number, sign if sections[1].coloured and not _writes_sign(sections[1]) else ""
    if number == 0 and len(sections) > 2:
        return sections[2], number, ""
    return sections[0], abs(number), sign


def _writes_sign(section: _Section) -> bool:
    return any(kind == "literal" and _NEGATIVE_SIGNS & set(text) for kind, text in section.tokens)


def _plain(number: Decimal) -> str:
    """Number in the format General: at most eleven digits, no trailing zeros, no exponent."""
    if number == number.to_integral():
        return str(number.to_integral())
    digits = max(0, _LONGEST_PLAIN - 2 - max(0, number.adjusted()))
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return format(rounded.normalize(), "f")


def _formatted(number: Decimal, section: _Section) -> str:
    """Non-negative number formatted with a section."""
    marks = section.marks()
    if "/" in marks or not (section.tokens and (marks or any(kind == "general" for kind, _ in section.tokens))):
        # A fraction is shown in the format General; a section without a placeholder shows only its literals.
        return _plain(number) if "/" in marks or not section.tokens else _literals(section)
    if "E+" in marks.upper() or "E-" in marks.upper():
        places = len(re.sub(r"[^#0?]", "", marks.upper().partition("E")[0].partition(".")[2]))
        return f"{number:.{places}E}"
    digits = [index for index, (kind, text) in enumerate(section.tokens) if kind == "mark" and text in "#0?"]
    written = _digits(number, section, digits)
    parts: list[str] = []
    for index, (kind, text) in enumerate(section.tokens):
        if kind == "general" or (kind, text) == ("mark", "@"):
            parts.append(_plain(number))
        elif kind == "literal" or text == "%":
            parts.append(text)
        else:
            parts.append(written.get(index, ""))
    return "".join(parts).strip()


def _literals(section: _Section) -> str:
    return "".join(text for kind, text in section.tokens if kind == "literal").strip()


def _digits(number: Decimal, section: _Section, digits: list[int]) -> dict[int, str]:
    """Text of each digit placeholder and of the decimal point, by token index; empty for a section without digit
    placeholders."""
    if not digits:
        return {}
    tokens = section.tokens
    point = next((i for i, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    whole = [index for index in digits if index < point]
    fraction = [index for index in digits if index > point]
    commas = [index for index, token in enumerate(tokens) if token == ("mark", ",")]
    grouped = any(whole and whole[0] < index < whole[-1] for index in commas)
    before_point = range(whole[-1], point) if whole else range(0)
    scale = sum(index > digits[-1] or index in before_point for index in commas)
    number = (number * 100 ** section.marks().count("%")).scaleb(-3 * scale)
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    head, _, tail = format(rounded, "f").partition(".")
    least = next((len(whole) - at for at, index in enumerate(whole) if tokens[index][1] == "0"), 0)
    head = head.lstrip("0").rjust(least, "0")
    written: dict[int, str] = {}
    for place, index in enumerate(reversed(whole)):
        first = index == whole[0]
        part = head[: len(head) - place] if first else head[len(head) - place - 1 : len(head) - place]
        part = part if len(head) > place else ""
        if grouped:
            part = "".join(
                digit + ("," if (from_right := place + len(part) - 1 - at) and from_right % 3 == 0 else "")
                for at, digit in enumerate(part)
            )
        written[index] = part
    wanted = max((at + 1 for at, index in enumerate(fraction) if tokens[index][1] == "0"), default=0)
    tail = tail[:wanted] + tail[wanted:].rstrip("0")
    written |= dict(zip(fraction, tail, strict=False))
    if tail:
        written[point] = "."
    return written


def _shown_duration(value: timedelta, number_format: str) -> str:
    """Duration as hours and minutes, with seconds where the format contains them; the hours are not limited to 24."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}"
    return f"{text}:{seconds % 60:02d}" if "s" in number_format.casefold() else text


def _shown_date(value: date | time, number_format: str) -> str:
    section = _sections(number_format)[0]
    pattern = "".join(f'"{text}"' if kind == "literal" and not _is_date_letter(text) else text or "General"
                      for kind, text in section.tokens)  # fmt: skip
    outside = re.sub(r'"[^"]*"', "", pattern)
    if "General" in outside or not _DATE_TOKEN.search(outside):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    after_hour = False
    twelve = bool(re.search("am/pm|上午/下午", outside, re.I))

    def token(match: re.Match[str]) -> str:
        nonlocal after_hour
        text = match[0].casefold()
        if text.startswith('"'):
            return text[1:-1]
        hour, minute, second = (getattr(value, name, 0) for name in ("hour", "minute", "second"))
        if text[0] == "h":
            after_hour = True
            hour = (hour + 11) % 12 + 1 if twelve else hour
            return f"{hour:02d}" if len(text) == 2 else str(hour)
        if text == "am/pm":
            return "AM" if hour < 12 else "PM"
        if text == "上午/下午":
            return text[:2] if hour < 12 else text[3:]
        if text[0] == "s":
            return f"{second:02d}" if len(text) == 2 else str(second)
        if text[0] == "m" and (after_hour or not isinstance(value, date)):
            after_hour = False
            return f"{minute:02d}" if len(text) == 2 else str(minute)
        return _date_part(value, text) if isinstance(value, date) else match[0]

    return re.sub(rf'"[^"]*"|{_DATE_TOKEN.pattern}', token, pattern, flags=re.I).strip()


def _is_date_letter(text: str) -> bool:
    """Whether a character outside quotes is a date or time code; other unquoted characters are literals."""
    return len(text) == 1 and text.casefold() in "ymdhsaepm上午下"


def _date_part(value: date, text: str) -> str:
    """Year, month, day or day of the week; the number of letters in the format code sets its form."""
    if text in ("yyyy", "yyy", "e"):
        return str(value.year)
    if text == "yy":
        return f"{value.year % 100:02d}"
    number, name = (value.month, "%B") if text[0] == "m" else (value.day, "%A")
    if text[0] == "a":
        return ("星期" if len(text) == 4 else "") + _WEEKDAYS[value.weekday()]
    if len(text) < 3:
        return f"{number:02d}" if len(text) == 2 else str(number)
    full = value.strftime(name)
    return full if len(text) == 4 else full[:3] if len(text) == 3 else full[:1]
