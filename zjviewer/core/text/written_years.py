"""Years written in Chinese numerals or with spaces between their digits, as ordinary digits in the same place."""

import re

_HAN_YEAR = re.compile(
    "[一二](?<![〇零○O0一二三四五六七八九].)[〇零○O0九][〇零○O0一二三四五六七八九]{2}(?=[ \t]?学?年)"
)
_HAN_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_APART = re.compile(r"\d(?<![\d.].)(?:[ \t]\d){1,3}[ \t]?(?=[年月日])")


def with_years_in_digits(plain: str) -> str:
    """The same text, of the same length, with 二〇一三年 as 2013年 and 2 0 1 3年 as 2013年 behind its digits."""
    if any(mark in plain for mark in ("〇", "零", "○", "O", "一九")):
        plain = _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), plain)
    return _APART.sub(lambda match: re.sub("[ \t]", "", match[0]).ljust(len(match[0])), plain)
