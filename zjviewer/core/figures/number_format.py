"""How a value is written in a chart, and where an axis has its ticks; only this file writes 万 and 亿."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
"""U+2212, as wide as a digit's plus; a hyphen is too short beside numbers."""

_BEFORE = frozenset(("约", "近", "逾", "超", "超过", "至少", "不到", "不足", "大约", "将近", "接近", "最多", "最少"))
_INSIDE = frozenset(("余", "多", "来"))
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
SCALED_FROM = Decimal(100_000)
"""Below, a number is short enough to be read as it stands."""
LABEL_SCALE_THRESHOLD = Decimal(10_000)
"""The same, for a number beside others that are scaled: 9.4万 beside 12.3万."""


def format_value(
    value: Decimal, unit: str, change: bool = False, qualifier: str = "", scaled_from: Decimal = SCALED_FROM
) -> str:
    """Short, as beside a bar: `934.2万条`, `2073项`, `87.9%`; a change carries its sign: `+16%`, `−7%`."""
    number, scale = _scaled(abs(value), unit, scaled_from)
    return _joined(_grouped(number, 5), scale, unit, _sign(value, change), qualifier)


def format_exact(value: Decimal, unit: str, change: bool = False, qualifier: str = "") -> str:
    """Every digit: `9,341,853条`."""
    return _joined(_grouped(abs(value), 4), "", unit, _sign(value, change), qualifier)


def _scaled(number: Decimal, unit: str, scaled_from: Decimal) -> tuple[Decimal, str]:
    own = next((factor for factor, name in _SCALES if unit.startswith(name)), Decimal(1))
    if number * own < scaled_from or (own > 1 and number < _SCALES[1][0]):
        return number, ""
    for factor, name in _SCALES:
        tenths = (number * own / factor).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if tenths >= 1 and factor > own:
            return tenths, name
    return number, ""


def _joined(number: str, scale: str, unit: str, sign: str, qualifier: str) -> str:
    if scale and unit[:1] in ("万", "亿"):
        unit = unit[1:]
    if qualifier in _BEFORE:
        return f"{qualifier}{sign}{number}{scale}{unit}"
    if qualifier in _INSIDE:
        return f"{sign}{number}{scale}{qualifier}{unit}"
    return f"{sign}{number}{scale}{unit}{qualifier}"


def _sign(value: Decimal, change: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if change and value > 0 else ""


def _grouped(number: Decimal, digits: int) -> str:
    """Without trailing zeros; thousands are set apart from that many digits on, as printed tables do."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, rest = plain.partition(".")
    if len(whole) >= digits:
        whole = f"{int(whole):,}"
    return whole + point + rest
