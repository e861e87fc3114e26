"""Units of figures: names, what they count, and how values in them are held. The only list of units of the program."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from zjviewer.core.model.analysis import Kind

Counted = Literal["things", "people", "times", "money", "part", "points", "multiple", "score", "time", "measure"]

_UNITS: dict[Counted, str] = {
    # One word is one unit. `word=unit` is another spelling of a unit; 万, 亿 and the like before a unit are read with
    # any unit and need no entry, nor do rates such as 元/人.
    "things": """
        件 条 项 期 篇 场 个 家 份 批 户 类 种 所 处 例 起 套 部 册 张 则 宗 单 笔 台 辆 款 座 间
        支 只 幅 组 本 村 门 列 栋 幢 棵 株 头 羽 艘 架 枚 块 根 孔 眼 盏 床 卷 页 字 集 档 桶 箱
        包 袋 瓶 台套 件套 标台 标箱 标准箱 班 节 首 尊 口 面 颗 片 道 宗地 站 课时 学时 幕 粒 盒 扇 顶
        剂 剂次 人份 管 封 帧 段 副 堂 对
    """,
    "people": "人 名 位 人次 人日",
    "times": """
        次 件次 条次 场次 篇次 家次 户次 例次 台次 辆次 册次 艘次 车次 批次 架次 班次 航次 轮次 轮 趟 遍 回 班列
    """,
    "money": """
        元 美元 欧元 日元 港元 港币=港元 澳元 加元 英镑 卢布 韩元 新台币 块钱=元 角
    """,
    "part": "% ‰",
    "points": "百分点 个百分点=百分点 个点=百分点 基点 个基点=基点 BP=基点",
    "multiple": "倍",
    "score": "分",
    "time": """
        工作日 个工作日=工作日 小时 个小时=小时 分钟 秒 秒钟=秒 天 日历天=天 岁 周岁=岁
    """,
    "measure": """
        公里 千米=公里 km=公里 米 延米 厘米 毫米 微米 纳米 海里 里
        平方公里 平方千米=平方公里 km²=平方公里 平方米 平米=平方米 ㎡=平方米 m²=平方米 平方 平方厘米
        立方米 m³=立方米 立方 亩 公顷 顷 升 毫升
        吨 斤 公斤 千克=公斤 克 毫克 微克 吨标准煤 吨标煤=吨标准煤
        千瓦时 kWh=千瓦时 千瓦 kW=千瓦 兆瓦 MW=兆瓦 GW 瓦 度 千伏安 千伏 伏 马力
        摄氏度 ℃=摄氏度 °C=摄氏度 分贝 赫兹 兆帕 吨公里 人公里
        兆 比特 字节 MB GB TB PB P PFLOPS EFLOPS
    """,
}
_WORDS = {
    word: (unit or word, counted)
    for counted, words in _UNITS.items()
    for word, _, unit in (each.partition("=") for each in words.split())
}


UNITS = tuple(_WORDS)
"""Every spelling of every unit."""
_COUNTED = dict(_WORDS.values())


def pattern_of(words: Iterable[str]) -> str:
    """A regular expression for the longest of some words, as few alternatives for one first character as possible."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    single = "".join(first for first, rests in by_first.items() if rests == [""])
    groups = [
        f"{re.escape(first)}(?:{'|'.join(map(re.escape, filter(None, rests)))}){'?' if '' in rests else ''}"
        for first, rests in by_first.items()
        if rests != [""]
    ]
    return "|".join((*groups, f"[{single}]") if single else groups)


SIMPLE_UNIT = pattern_of(UNITS)
"""Pattern of one unit without a rate."""
_LIKE_SCALES = pattern_of(word for word in UNITS if word[0] in "百千" and len(word) > 1)
UNIT = rf"(?:{SIMPLE_UNIT})(?:/(?:(?:(?!{_LIKE_SCALES})[百千万])?(?:{SIMPLE_UNIT})|年|月|日)(?:·(?:年|月|日|天))?)?"
"""Pattern of a unit: 件, 平方公里, 元/人, 微克/立方米."""
SCALE = rf"(?:(?!{_LIKE_SCALES})[百千])?[万亿]{{0,2}}"
"""Pattern of the characters between the digits and the unit that multiply a number; may be empty. 千瓦 is a unit."""
WRITTEN_UNIT = rf"(?:{SCALE}(?:{UNIT})|[百千]?万亿|[百千]?[万亿])"
"""Pattern of a unit as a heading or the head of a column gives it: 件, 万元, 亿立方米, 万."""


def canonical_unit(written: str) -> str:
    """The usual spelling of a unit: 个百分点 is 百分点, ㎡ is 平方米; one that is unknown stays as it is."""
    name, slash, per = written.partition("/")
    known, of = _WORDS.get(name), _WORDS.get(per)
    return (known[0] if known else name) + slash + (of[0] if of else per)


@cache
def counted_by(unit: str) -> Counted:
    """What a unit counts; that of 万元 and 元/人 is that of 元. Unknown ones count things."""
    name = unit.partition("/")[0]
    while name and name not in _COUNTED and name[0] in "十百千万亿":
        name = name[1:]
    if name == "分" and "/" in unit:
        return "money"
    return _COUNTED.get(name, "things")


def normalise_magnitude(value: Decimal, unit: str, scale: str) -> tuple[Decimal, str]:
    """Value and unit as a figure holds them; `scale` is in the value already.

    Money that was written in 万 or 亿 is held in 万元; everything else is held in ones.
    """
    unit = canonical_unit(unit)
    if scale[-1:] in ("万", "亿") and counted_by(unit) == "money":
        return strip_trailing_zeros(value / 10000), "万" + unit
    return value, unit


def strip_trailing_zeros(value: Decimal) -> Decimal:
    """The same value without zeros behind the decimal point; whole numbers without an exponent."""
    whole = value.to_integral()
    return whole if whole == value else value.normalize()


KIND_LABELS: Mapping[Kind, str] = {
    "count": "数量",
    "share": "占比",
    "rate": "比率",
    "change": "增减",
    "score": "得分",
    "money": "金额",
}
"""Chinese names of the kinds of figures."""
