"""Vocabulary of figures: units, scales, names of kinds."""

from decimal import Decimal

UNITS = (
    *("个百分点", "百分点", "个工作日", "工作日", "平方公里", "平方米", "立方米", "万人次", "人次", "件次", "条次"),
    *("场次", "篇次", "家次", "户次", "公里", "公顷", "小时", "分钟", "美元", "元", "件", "条", "项", "次", "期", "篇"),
    *("场", "个", "家", "份", "批", "位", "名", "人", "户", "分", "类", "种", "所", "处", "例", "起", "套", "部", "册"),
    *("张", "则", "宗", "单", "笔", "台", "辆", "亩", "吨", "款", "倍", "天", "座", "间", "支", "只", "幅", "组", "本"),
    *("轮", "村", "斤", "千瓦时", "千瓦", "米", "%", "‰"),
)
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))


def normalise_magnitude(value: Decimal, unit: str, scale: str) -> tuple[Decimal, str]:
    """Money is kept in 万元 where it was written in 万 or 亿; everything else is counted in ones."""
    if unit in ("元", "美元") and scale[-1:] in ("万", "亿"):
        return strip_trailing_zeros(value / 10000), "万" + unit
    if unit in ("个百分点", "个工作日"):
        return value, unit[1:]
    if unit == "万人次":
        return value * 10000, "人次"
    return value, unit


def strip_trailing_zeros(value: Decimal) -> Decimal:
    """The same value without zeros behind the decimal point; whole numbers without an exponent."""
    whole = value.to_integral()
    return whole if whole == value else value.normalize()
