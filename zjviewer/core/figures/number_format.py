"""How a value is written in a chart, and where an axis has its ticks; only this file writes 万 and 亿."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
"""U+2212, as wide as a digit's plus; a hyphen is too short beside numbers."""

_BEFORE = frozenset(("约", "近", "逾", "超", "超过", "至少", "不到", "不足", "大约", "将近", "接近", "最多", "最少"))
_INSIDE = frozenset(("余", "多", "来"))
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
SCALED_FROM = Decimal(100_000)
"""Below, a number is short enough to be read as it stands."""
SCALED_BESIDE = Decimal(10_000)
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


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of values that a chart spans, from `low` to `high`; logarithmic or not."""

    low: float
    high: float
    log: bool = False
    ticks: tuple[Decimal, ...] = ()
    """In order, inside the range."""


def log_axis(values: Sequence[Decimal]) -> Axis:
    """Whole decades around positive values, at most seven ticks."""
    low = min(value.adjusted() for value in values)
    high = max(value.adjusted() for value in values) + 1
    step = -(-(high - low) // 6)
    high = low + -(-(high - low) // step) * step
    ticks = tuple(Decimal(10) ** power for power in range(low, high + 1, step))
    return Axis(float(ticks[0]), float(ticks[-1]), True, ticks)


def can_be_log(values: Sequence[Decimal]) -> bool:
    """Whether a logarithmic scale shows anything: all positive, and ten times between least and most."""
    return bool(values) and min(values) > 0 and max(values) >= 10 * min(values)


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
