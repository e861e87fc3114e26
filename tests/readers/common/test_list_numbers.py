"""Numbers of lists in every format that Word and browsers have."""

import pytest

from zjviewer.readers.common.list_numbers import format_number

WRITTEN = {
    "chineseCounting": {1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一百",
                        101: "一百零一", 110: "一百一十", 111: "一百一十一", 210: "二百一十", 999: "九百九十九",
                        0: "0", 1000: "1000"},
    "ideographDigital": {1: "一", 10: "一〇", 205: "二〇五"},
    "chineseLegalSimplified": {1: "壹", 10: "壹零", 29: "贰玖"},
    "decimalEnclosedCircle": {0: "0", 1: "①", 20: "⑳", 21: "21"},
    "upperLetter": {0: "0", 1: "A", 26: "Z", 27: "AA", 28: "BB", 52: "ZZ", 53: "AAA"},
    "lowerLetter": {0: "0", 1: "a", 26: "z", 27: "aa"},
    "upperRoman": {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 90: "XC", 400: "CD", 1994: "MCMXCIV"},
    "lowerRoman": {3: "iii", 8: "viii", 49: "xlix", 500: "d", 900: "cm"},
    "decimalZero": {0: "00", 5: "05", 10: "10", 100: "100"},
    "decimal": {0: "0", 5: "5", 12: "12"},
    "no such format": {7: "7"},
}  # fmt: skip
ALIKE = {
    "chineseCounting": ("chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting",
                        "ideographTraditional", "koreanCounting"),
    "ideographDigital": ("taiwaneseDigital", "japaneseDigitalTenThousand"),
    "chineseLegalSimplified": ("ideographLegalTraditional",),
    "decimalEnclosedCircle": ("decimalEnclosedCircleChinese",),
}  # fmt: skip


@pytest.mark.parametrize("form", [*WRITTEN, *(name for names in ALIKE.values() for name in names)])
def test_every_format_at_its_limits(form):
    own = next((known for known, names in ALIKE.items() if form in names), form)
    assert {number: format_number(number, form) for number in WRITTEN[own]} == WRITTEN[own]
