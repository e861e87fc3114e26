"""Lists with 分别: which item of the list before it each number behind it belongs to."""

import re
from typing import NamedTuple

from zjviewer.core.figures.verbs import consists_of_verbs
from zjviewer.core.text.lazy_patterns import lazy_pattern

_SEPARATOR = lazy_pattern(r"[、，,](?![^()]{0,200}+\))|(?<![调饱柔温缓共总中])[和与及](?![谐美平田区县市镇乡])")
_MEASURE = lazy_pattern(
    r"(?:[总日年月均]|平均|累计|人均){0,6}(?:产销量|产量|销量|销售量|吞吐量|发电量|用电量|运量|总量|数量|流量|交易量|收入|支出|增加值|总产值|产值|投资额|投资|营收|利润"
    r"|总额|金额|销售额|零售额|成交额|贸易额|存款|贷款|余额|比重|占比|比例|份额|增速|增幅|价格|指数|面积|里程|总数|人数|件数|户数|起数|次数|案损数|受理数|立案数"
    r"|(?:粉丝|阅读|浏览|访问|播放|点击|下载|受理|办结|申请|公开|发布|关注|投诉|咨询|办理|接待|注册|用户|接听|办件)[数量]|[\u4e00-\u9fff]{2}率|覆盖率|完成率|公开率|满意率|达标率|普及率|[\u4e00-\u9fff]?率|规模|浓度|标准|进出口|出口|进口|业务|需求|消费|成本|数|量|额)$"
)
_WITH_MODIFIERS = lazy_pattern(
    r"(?:居民|职工|全体|常住)?(?:人均|平均|户均)[\u4e00-\u9fff]{2,8}$|(?:支持|占)[\u4e00-\u9fff]{2,20}$"
)
_COUNTED = lazy_pattern(
    r"(?:等)?(?:这)?(?P<number>[两二三四五六七八九十\d]{1,3})(?P<word>个?(?P<kind>区|县|市|省|镇|乡|街道|部门|单位|地区|局|县市|区县|市县|企业|平台|渠道|方面|项目|指标|行业|产业|季度|类|项|者))$"
)
_COUNTED_INSIDE = lazy_pattern(_COUNTED.pattern[:-1] + r"(?P<rest>[\u4e00-\u9fff]{2,20})$")
_CARDINALS = {**{char: value for value, char in enumerate("一二三四五六七八九十", 1)}, "两": 2}
_YEAR = re.compile(r"(?:19|20)\d{2}[ ]{0,4}年?(?:度|底|末)?")
_ORGANISATION = re.compile(
    r"(?:[省市县区旗州镇乡]|街道|局|厅|委|办|署|部门|政府|单位|公司|中心|学院|大学|医院|集团|银行|机关|法院|检察院|办公室|地区|企业)$"
)
_IN_YEARS = re.compile("^[两三四五六]年|^[、,]")
_LAST_ORGANISATION = lazy_pattern(
    r"[\u4e00-\u9fff]{2,12}?(?:[区县市旗镇乡](?![域级场属直])|街道|局|厅|委(?!员)|管委会|署|部门|单位|公司|中心|学院|大学|医院|集团|银行)"
)
_NUMERALS = "一二三四1234"
_QUARTERS = lazy_pattern(r"第?(?P<first>[一二三1-3])[至到—~～-](?P<last>[二三四2-4])季度(?:各)?")
_COMMON_END = 2
_ORDINAL = re.compile("第?[一二三四五六七八九十]{1,2}")


class Item(NamedTuple):
    """What one of the numbers behind 分别 belongs to."""

    name: str
    """Whole name of the item, with what the last item of the list shares with all: 城镇居民人均可支配收入."""
    year: int | None
    """Where the items are years."""
    is_subject: bool
    """Whether the item is a body or a place, and not a measure."""
    measure: str = ""
    """Of bodies: what stands behind the last of them, for all."""


def divide(head: str, count: int) -> tuple[Item, ...] | None:
    """The items of a list of `count` items; None where the words are no such list.

    The words that only the last item has, but that hold for all (人均可支配收入), are given to each; so are those of
    the first (生产安全事故) to a measure that stands alone behind it (死亡人数).
    """
    head = head.strip(" ,:;")
    counted = _COUNTED.search(head)
    kind = rest = ""
    if not counted:  # 微信、微博两个平台粉丝数
        inside = None if _ORDINAL.match(head) else _COUNTED_INSIDE.search(head)  # not 第一、二、三产业增加值
        if inside and _CARDINALS.get(inside["number"], 0) == count:
            counted, rest = inside, inside["rest"]
    if counted:
        head, kind = head[: counted.start()].removesuffix("等"), counted["kind"]
    parts = [part.strip() for part in _SEPARATOR.split(head)]
    if len(parts) != count or count < 2 or not all(parts):
        return None
    years = [_YEAR.match(part) for part in parts]
    if all(year and year.end() == len(part) for year, part in zip(years[:-1], parts, strict=False)) and years[-1]:
        name = _IN_YEARS.sub("", parts[-1][years[-1].end() :])  # 2021年、2022年办结率
        return tuple(Item(name, int(year[0][:4]), False) for year in years if year)
    if kind in ("区", "县", "市", "省", "镇", "乡", "街道", "局"):
        parts = [part if part.endswith(kind) else part + kind for part in parts]
    if kind or all(_ORGANISATION.search(part) for part in parts):
        return tuple(Item(part, None, True, rest) for part in parts)
    own_last = _LAST_ORGANISATION.match(parts[-1])
    if own_last and all(_ORGANISATION.search(part) for part in parts[:-1]):  # 县水利局、县住建局受理申请
        rest = parts[-1][own_last.end() :]
        return tuple(Item(part, None, True, rest) for part in (*parts[:-1], own_last[0]))
    shared = _shared_end(parts)
    if shared:
        return tuple(Item(part if part.endswith(shared) else part + shared, None, False) for part in parts)
    return tuple(Item(name, None, False) for name in _with_shared_start(parts))


def quarters(head: str, count: int) -> tuple[Item, ...] | None:
    """The quarters of 一至四季度受理, each with what is counted; None where there are others, or not as many."""
    found = _QUARTERS.search(head)
    first, last = (_NUMERALS.index(found[name]) % 4 for name in ("first", "last")) if found else (0, -1)
    if found is None or last - first + 1 != count:
        return None
    rest = head[found.end() :]
    return tuple(Item(f"{_NUMERALS[number]}季度{rest}", None, False) for number in range(first, last + 1))


def _shared_end(parts: list[str]) -> str:
    """What the last item has behind its own name for all of them; empty where each has a measure of its own."""
    *others, last = parts
    if any(_MEASURE.search(part) for part in others):
        return ""
    ordinal = _ORDINAL.match(last)
    if ordinal and all(_ORDINAL.fullmatch(part) for part in others):
        return last[ordinal.end() :]
    verbs = [part for part in others if consists_of_verbs(part)]
    if len(verbs) == len(others) and len(last) > 3 and {len(part) for part in others} == {2}:  # 受理、办结、结转申请
        return last[2:]
    measure = _MEASURE.search(last)
    length = len(others[0])
    if measure and 0 < measure.start() < length:
        return measure[0]
    starts = {part[:_COMMON_END] for part in parts}
    if len(starts) == 1 and length > _COMMON_END and all(len(part) == length < len(last) for part in others):
        return last[length:]  # 行政许可、行政处罚、行政强制信息公示率
    ends = {part[-_COMMON_END:] for part in others}
    for end in ends:  # 战略性新兴产业、高新技术产业|增加值
        at = last.rfind(end)
        if at >= 0 and last[at + len(end) :]:
            return last[at + len(end) :]
    alike = len(last) > length and len(others) > 1 and len({len(part) for part in others}) == 1
    if alike and last[length - 1] in {part[-1] for part in others}:  # 小学、初中、高中|专任教师
        return last[length:]
    final = {part[-1] for part in others}
    if len(final) == 1 and len(others) > 1:
        at = last.find(others[0][-1], 1)
        if at > 0 and last[at + 1 :]:  # 规上工业、限上零售业、服务业|企业
            return last[at + 1 :]
    modified = _WITH_MODIFIERS.search(last)
    if modified and modified.start() > 0:
        return modified[0]
    if measure and measure.start() > 0:
        return measure[0]
    return ""


def _with_shared_start(parts: list[str]) -> list[str]:
    """Measures that stand alone get the beginning of the first: 事故起数和死亡人数 are 事故起数 and 事故死亡人数."""
    first, *others = parts
    measure = _MEASURE.search(first)
    if measure is None or not measure.start():
        return parts
    start = first[: measure.start()]
    alone = [part for part in others if len(part) <= 4 and _MEASURE.search(part)]
    if len(alone) < len(others) or len(start) < 4:
        return parts
    return [first, *(start + part for part in others)]
