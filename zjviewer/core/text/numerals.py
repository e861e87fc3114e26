"""Written numbers to exact values: digits, groups, 万 and 亿, Chinese numerals, full width."""

import re
from decimal import Decimal

from zjviewer.core.text.segmentation import fold_width

CHINESE = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"

_SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
_SINGLE = {**{c: n for n, c in enumerate("零一二三四五六七八九十")}, "两": 2, "〇": 0, "百": 100, "千": 1000}
_ARABIC = re.compile(rf"([-−+]?)\s*({DIGITS})\s*[余多来]?\s*([百千万亿]*)")


def number_of(written: str) -> Decimal:
    """The value of a written number without its unit: `1,234`, `３`, `934.2万`, `三百二十五`, `10多万`.

    Raises ValueError for anything else.
    """
    plain = fold_width(written).strip()
    match = _ARABIC.fullmatch(plain)
    if match:
        sign, digits, scales = match.groups()
        value = Decimal(digits.replace(",", ""))
        for scale in scales:
            value = value.scaleb(_SCALES[scale])
        return -value if sign in ("-", "−") else _plain(value)
    return _chinese(plain.replace("余", "").replace("多", ""))


def _chinese(written: str) -> Decimal:
    if written in _SINGLE:
        return Decimal(_SINGLE[written])
    import cn2an  # 0.2 s to import, and most reports write their numbers in digits

    if written[:1] in ("百", "千", "佰", "仟"):
        written = "一" + written
    try:
        return _plain(Decimal(str(cn2an.cn2an(written, "smart"))))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ValueError(written) from error


def _plain(value: Decimal) -> Decimal:
    """Without an exponent, so that 3E+4 reads 30000."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value
