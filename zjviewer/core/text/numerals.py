"""Parser of written numbers: digits, groups of digits, 万 and 亿, Chinese numerals, and mixtures of them."""

import re
from decimal import Decimal

from zjviewer.core.text.segmentation import fold_width

CHINESE = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
"""Characters of Chinese numerals, for use in a regular expression character class."""
DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""Pattern of a number in digits, with or without commas between groups of three."""
NEGATIVE = "-−▲△▼负"
"""Signs before a negative number. 负 is a sign only before a digit."""

_LONGEST = 40
"""Maximum length of a number, in characters."""
_TOO_LONG = re.compile(r"\d[\d,.]{25}")
"""Numbers with more than 25 digits are refused, because the default context of Decimal holds 28."""
_TOO_LARGE = Decimal(10**18)
"""No statistic reaches it; sums of such values stay exact in the default context of Decimal."""
_SCALES = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_UNITS_OF_TEN = {"廿": 20, "卅": 30}
_VALUES = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳陸", "一二三四五六七八九十百千万亿两二六")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))|,")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def number_of(written: str) -> Decimal:
    """Value of a written number without its unit: `1,234`, `３`, `934.2万`, `13万2千`, `三百二十五`, `-5`.

    Approximation characters inside it (余, 多, 来) are skipped. Raises ValueError for any other text, for more than
    40 characters or 25 digits, for values of 10**18 and more, and for 两三 and 三五, which are not exact numbers.
    """
    if len(written) > _LONGEST or _TOO_LONG.search(written):
        raise ValueError(written)
    if written.isdecimal() and written.isascii():
        return _checked(Decimal(written))
    plain = _BETWEEN_DIGITS.sub("", fold_width(written).strip()).translate(_FORMAL)
    sign = 1
    if plain[:1] and plain[0] in NEGATIVE + "+":
        sign = 1 if plain[0] == "+" else -1
        plain = plain[1:].lstrip()
    plain = re.sub("[余多来 ]", "", plain)
    if _PLAIN.fullmatch(plain):
        return _without_exponent(sign * Decimal(plain))
    if len(plain) > 1 and all(char in _VALUES for char in plain):
        if len(plain) < 4 and not {"零", "〇", "○"} & set(plain):
            raise ValueError(written)
        return _checked(Decimal(sign * int("".join(str(_VALUES[char]) for char in plain))))
    return _without_exponent(sign * _evaluated(plain, written))


def _evaluated(plain: str, written: str) -> Decimal:
    """Value of digits and scale characters: each scale is smaller than those before it, except in 万亿."""
    total = upper = block = Decimal(0)  # above 亿, above 万, below
    digit: Decimal | None = None
    scale = 0  # last scale in the block; 0 at its start
    large = 0  # last of 万 and 亿
    skipped = False  # after 零
    decimals = False
    for token in _TOKEN.findall(plain):
        if token[0].isdecimal() or token in _VALUES:
            value = Decimal(token) if token[0].isdecimal() else Decimal(_VALUES[token])
            if decimals and digit is not None and token in _VALUES:
                digit = Decimal(f"{digit}{'' if '.' in str(digit) else '.'}{_VALUES[token]}")
                continue
            if digit not in (None, 0) or decimals:
                raise ValueError(written)
            skipped = skipped or token in ("零", "〇", "○")
            digit = value
        elif decimals and "." not in str(digit):  # 三点 without digits after it
            raise ValueError(written)
        elif token == "点" and (digit is not None or block):
            if decimals:
                raise ValueError(written)
            digit, block, decimals = block + (digit or 0), Decimal(0), True
        elif token in _UNITS_OF_TEN and digit is None and (not scale or scale > 10):
            block, scale = block + _UNITS_OF_TEN[token], 10
        elif token in _SCALES:
            factor = _SCALES[token]
            if scale and scale <= factor:
                raise ValueError(written)
            block += (1 if digit is None or (digit == 0 and skipped and factor == 10) else digit) * factor
            digit, scale, skipped, decimals = None, factor, False, False
        elif token in _LARGE:
            factor = _LARGE[token]
            if digit is None and not block:
                if large == 10**8 or large == factor:
                    raise ValueError(written)
                block = Decimal(0 if large else 1)  # 万亿, and 万 alone
            amount = block + (digit or 0)
            if large and factor >= large and not (large == 10**4 and factor == 10**8 and not total):
                raise ValueError(written)
            if factor == 10**8:
                total, upper = (upper + amount) * factor, Decimal(0)
            else:
                upper = amount * factor
            block, digit, scale, large, skipped, decimals = Decimal(0), None, 0, factor, False, False
        else:
            raise ValueError(written)
    if digit is not None:
        smallest = scale or large
        shortened = smallest > 10 and not skipped and digit < 10 and digit == int(digit) and not decimals
        block += digit * (smallest // 10) if shortened else digit
    if not plain or (decimals and "." not in str(digit)):
        raise ValueError(written)
    return total + upper + block


def _checked(value: Decimal) -> Decimal:
    """The same value. Raises ValueError for one that is too large."""
    if abs(value) >= _TOO_LARGE:
        raise ValueError(value)
    return value


def _without_exponent(value: Decimal) -> Decimal:
    """The same value; whole numbers without an exponent, so that 3E+4 becomes 30000. Raises ValueError."""
    value = _checked(value)
    return value.quantize(Decimal(1)) if value == value.to_integral() else value
