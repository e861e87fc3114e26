"""Search for numbers in a text: amounts with their units, vague amounts, fractions, ranges, ratios."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from zjviewer.core.figures.named_spans import matches_at
from zjviewer.core.figures.vocabulary import SCALE, SIMPLE_UNIT, UNIT, canonical_unit, counted_by, normalise_magnitude
from zjviewer.core.model.report import Span
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.numerals import CHINESE, DIGITS, number_of


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, before its sentence has been read."""

    start: int
    end: int
    """Exclusive end of the literal, the unit included."""
    value: Decimal
    unit: str
    qualifier: str = ""
    """Word of approximation inside the literal: 余, 多, 几, 数, 两三."""
    low: Decimal | None = None
    high: Decimal | None = None
    magnitude: str = ""
    part_of_ratio: bool = False


_REACH = 24
"""Code points on either side of a mark in which the number that holds it is looked for."""
_LONGEST_NUMBER = 24
_GROUPED = r"\d{1,3}(?:[ '’]\d{3}){1,7}(?!\d)(?:\.\d+)?"
_BEFORE = r"(?<![\d.A-Za-z〔\[第°#+/])(?<!\d,)(?<!第 )"
_LOOSE = "余多来"
_NOT_UNIT = (
    "家庭|家族|人口|人才|人民|人员|部门|单位|项目|条例|条件|场所|场地|组织|村民|户籍|门户|门诊|分别|台账|处理|处罚|期间|类型"
    "|个性|个体|名单|支持|本级|升级|集中|面积|包括|节能|道路|站点|首次|首批|天然|回复|种植|米粮|里程|对外|对于|对口|对接|对应|对象|对照|对比|对等|对策|度假|班子|口岸|位于|管理|管道|管网|管线|管辖|管护|管委|管控|管用|剂量"
)
_UNIT = rf"(?!(?:{_NOT_UNIT}))(?:{UNIT})"

_MORE = (
    r"(?P<rest>(?:零?(?:\d,\d{3}|\d{1,4})(?:\.\d+)?(?:[十百千]?万|[十百千])){1,3}"
    rf"|(?<=[万亿])零?(?:\d,\d{{3}}|\d{{3,4}})(?=[ ]?{_UNIT}))?"
)
_DIGITS = re.compile(
    rf"{_BEFORE}(?:(?P<grouped>{_GROUPED})(?=[ ]?(?:{SCALE})(?:{_UNIT}))|(?P<number>{DIGITS}))"
    rf"[ \t]?(?P<loose>[{_LOOSE}几])?[ \t]?(?P<scale>{SCALE})"
    rf"{_MORE}(?P<loose2>[{_LOOSE}])?[ \t]?(?P<unit>{_UNIT})?(?![A-Za-z+])(?!(?<=[A-Za-z])\d)"
)
_CHARACTERS = re.compile(
    rf"(?<![第点{CHINESE}几数])(?P<lead>[数几上])?(?P<number>[{CHINESE}几]+(?:点[{CHINESE}]+)?)(?<!点)(?P<loose>[{_LOOSE}])?"
    rf"(?P<scale>(?<=[{_LOOSE}几])[万亿]{{1,2}})?(?:(?P<unit>{_UNIT})|(?<=[万亿])(?=[\u4e00-\u9fff,。;、]|$))"
)
_IN_THOUSANDS = re.compile(rf"成(?:千上万|百上千)(?P<unit>{_UNIT})")
_PARTS = re.compile(
    rf"(?P<of>百|千|万)分之(?P<of_number>[{CHINESE}]+(?:点[{CHINESE}]+)?|{DIGITS})(?!点)"
    rf"|(?<![第{CHINESE}])(?P<whole>[二三四五六七八九十]{{1,3}})分之(?P<part>[一二两三四五六七八九十]{{1,3}})"
    r"|(?<![\d./])(?P<upper>\d{1,2})/(?P<lower>\d{1,3})(?=的|以上|以下|左右|强|弱)"
    r"|(?<![一二三四五六七八九十完成形构组])(?P<tenths>[一二两三四五六七八九](?:点[一二三四五六七八九])?)(?P<tenths_loose>多)?成"
    r"(?P<tenths_more>多)?(?![立员为功果效交绩本年都分熟长品套不])"
    rf"(?P<half>半|[一二三四五六七八九](?!(?:{_UNIT}|[级甲乙保])(?![到至为])))?"
    r"|翻(?:了)?(?P<doubled>[一两二三四])番|翻番|(?P<even>(?<!另)一半|半数(?=以上|左右))(?![天夜年月日路截岛径导决拉百万千])"
)
_RANGE = re.compile(
    rf"{_BEFORE}(?<![-—–~～])(?P<first>{DIGITS})[ \t]?(?P<first_scale>[百千]?[万亿]{{0,2}})[ \t]?"
    r"(?:[-—–~～至到]|——)[ \t]?"
    rf"(?P<second>{DIGITS})[ \t]?(?P<scale>{SCALE})[余多]?[ \t]?(?P<unit>{_UNIT})(?![A-Za-z+])"
)
_RATIO = re.compile(r"(?<![\d:.∶︰/])\d{1,6}(?:\.\d{1,4})?(?:[:∶︰]\d{1,6}(?:\.\d{1,4})?){1,7}(?![\d:∶︰])")
_RATIO_WORDS = lazy_pattern(
    r"(?:比例|之比|比重|配比|结构|构成|比值|比)(?:关系)?(?:[调缩扩提下降优变改上][整小大高降低化善升])?[为是达由从到至约了]{0,3}(?:(?:去年|上一?年|(?:19|20)\d{2}年)的?)?$"
    r"|[:∶︰]\d{1,6}(?:\.\d{1,4})?[调缩扩提下降优变改上][整小大高降低化善升][为到至]$"
)
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
_UNIT_BEFORE = re.compile(
    rf"(?<=[\u4e00-\u9fff\d])[ \t]{{1,4}}(?:{SIMPLE_UNIT})[ \t]{{1,4}}(?P<number>{DIGITS})[ \t]{{0,4}}(?=\n|$)"
)
_ONE_UNIT = lazy_pattern(rf"(?:{SIMPLE_UNIT})")

# Text around a number that is no quantity.
_NOT_AFTER = re.compile(
    r"年|月|日|号|版|时(?!段)|点(?!多)|[-—~～至到]\d{4}年|\s?[-/.]\d|届|级|线|路|院|楼|室|省道|国道|世纪|周年|后|号文|月份|[A-Za-z]"
)
_DURATION = re.compile(r"\s?(?:多|余)?(?:个月|年|周(?!岁)|季度)")
_ROUND_THE_CLOCK = re.compile("[\u4e00-\u9fff](?<![内以之后前未不左上中的])")
"""Names such as 24小时自助区."""
_AREA_AFTER = re.compile(r"[^,，。;；、\d\n“”]{0,8}圈")
"""Names such as 15分钟生活圈."""
_CLASS_AFTER = re.compile(r"级(?!别|差)")
"""Classes such as 30万吨级."""
_PHASE_AFTER = re.compile(r"(?:工程|项目|建设|扩建|开发|改造|厂房|机组|地块|核电|用地|国债)")
_ISSUED = re.compile(
    r"(?:班|培训|简报|公报|专刊|期刊|杂志|》|\)|节目|专栏|月刊|会|讲座|论坛|课堂|课程|沙龙|直播|访谈|栏目|信息|通报|快报|专报|动态|报告"
    r"|周刊|电视|政策|活动|举办|开设|编印|编发|印发|印制|刊发|发布|推出|出版|制作|播出|共|达|了|公示|公告|通告|名单|计|各|分别|[、和])$"
)
_SITE = re.compile(
    r"(?:核电|机场|工程|项目|中心|园|厂|站|港区?|花园|家园|小区|地块|隧道|大学|学校|校区|基地|码头|铁路|高铁|线|院|馆|城|路|桥|区)$"
)
_DIGIT_STARTS = re.compile(r"\d")
_CHARACTER_STARTS = re.compile(rf"[{CHINESE}几数上]")
_PART_MARKS = re.compile("成|番|分之|/|半")
_RANGE_MARKS = re.compile(r"[-—–~～至到](?=[ \t—]?[ \t]?\d)")
_STATES = re.compile(r"(?:为|达|达到|共|共有|共计|合计|总计|计|数量|总数|分别|是)[:：]?$")
_MEASURED = re.compile(
    r"(?:数|数量|总量|存量|流量|额|率|指数|系数|数值|得分|评分|满意度|倍差|阅读量|播放量|访问量|点击量|浏览量|下载量|人次|户数)[:：]?$"
)
_ENDS = re.compile(r"[ \t]*(?:[,，。;；、)）\n]|$)")
_MOVES_FROM = re.compile(r"(?:从|由)(?:原来的|上年的|去年的|[\d年]{4,5}的)?$")
_MOVES_TO = lazy_pattern(
    r"(?:提[高升]|增[加长至到]|上升|升|扩大|跃升|下降|降|减少|降低|缩小|缩减|回落|改善|优化|压缩|调整|变|增)(?:至|到|为|了)?(?:\d{4}年的?|去年的|今年的)?"
)


def _near(pattern: re.Pattern[str], marks: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """Matches of a pattern around the marks that each of its matches holds, in order and without overlap."""
    last = 0
    for mark in marks.finditer(plain):
        if mark.start() < last:
            continue
        match = pattern.search(plain, max(last, mark.start() - _REACH), mark.end() + _REACH)
        if match:
            last = match.end()
            yield match


def find_numbers(plain: str, names: Sequence[Span]) -> list[Number]:
    """Every number that counts or measures something, in order and without overlap.

    `plain` has half-width digits and simplified characters; `names` are the spans of `quantity_free_spans`.
    """
    starts = [span.start for span in names]

    def inside_name(number: Number) -> bool:
        index = bisect_right(starts, number.start) - 1
        return index >= 0 and number.start < names[index].end and not number.part_of_ratio

    found = [number for number in _candidates(plain) if not inside_name(number)]
    found.sort(key=lambda number: (number.start, number.unit == "个", -number.end))
    last = 0
    chosen: list[Number] = []
    for number in found:
        if number.start >= last:
            chosen.append(number)
            last = number.end
    return _with_limits_of_ranges(plain, chosen)


def _candidates(plain: str) -> Iterator[Number]:
    if ":" in plain or "∶" in plain or "︰" in plain:
        yield from _ratios(plain)
    yield from _ranges(plain)
    yield from _digits(plain)
    yield from _parts(plain)
    yield from _characters(plain)
    yield from _behind_their_unit(plain)
    yield from _listed_before_their_unit(plain)


def _ratios(plain: str) -> Iterator[Number]:
    """The parts of 21.5∶36.1∶42.4; two parts only where words name a ratio, because 9:30 is a time."""
    for match in _RATIO.finditer(plain):
        named = _RATIO_WORDS.search(plain, max(0, match.start() - 12), match.start())
        marks = sum(match[0].count(mark) for mark in ":∶︰")
        if not named and (marks == 1 or _CLOCK.fullmatch(match[0])):
            continue
        for part in re.finditer(r"\d+(?:\.\d+)?", match[0]):
            begin = match.start() + part.start()
            yield Number(begin, begin + len(part[0]), number_of(part[0]), "", part_of_ratio=True)


def _ranges(plain: str) -> Iterator[Number]:
    """The first end of 3至5个, which has the unit of the second."""
    for match in _near(_RANGE, _RANGE_MARKS, plain):
        scale = match["first_scale"] or match["scale"]
        try:
            first, second = number_of(match["first"] + scale), number_of(match["second"] + match["scale"])
        except ValueError:  # too many digits
            continue
        if (
            first >= second
            or _DURATION.match(plain, match.end("scale"))
            or match["unit"] in ("岁", "周岁")
            or plain[max(0, match.start() - 1) : match.start()] in ("从", "由", "自")
        ):
            continue
        value, unit = normalise_magnitude(first, match["unit"], scale)
        end = match.end("first_scale") if match["first_scale"] else match.end("first")
        yield Number(match.start(), end, value, unit, magnitude=scale)


def _digits(plain: str) -> Iterator[Number]:
    for match in matches_at(_DIGITS, _DIGIT_STARTS, plain):
        written = match["grouped"] or match["number"]
        unit = match["unit"] or ""
        start, after_scale = match.start(), match.end("scale")
        if _is_name(plain, match, written, unit, after_scale):
            continue
        if (match["loose"] == "几" and not match["scale"]) or len(written) > _LONGEST_NUMBER:
            continue
        if not unit and not _counts_without_unit(plain, match, written):
            continue
        scale = match["scale"]
        try:
            value = number_of(written + scale + (match["rest"] or ""))
        except ValueError:
            continue
        loose = match["loose"] or match["loose2"] or ""
        end = match.end() if unit else max(match.end("rest"), match.end("loose2"), after_scale)
        if not unit and not scale:
            end = match.end("loose") if match["loose"] else match.end("grouped" if match["grouped"] else "number")
        high = value + _step(value) if loose else None
        begin, negative = _sign(plain, start)
        sign = -1 if negative else 1
        low = value if loose else None
        value, held = normalise_magnitude(value, unit, scale)
        low, high = (_held(each, unit, scale) for each in (low, high))
        yield Number(begin, end, sign * value, held, loose, low, high, scale)


def _held(limit: Decimal | None, unit: str, scale: str) -> Decimal | None:
    return None if limit is None else normalise_magnitude(limit, unit, scale)[0]


def _step(value: Decimal) -> Decimal:
    """What 余 and 多 leave open: the last place that is no zero. 100 for 5300, 10000 for 30000."""
    step = Decimal(1)
    if value != value.to_integral_value():
        return Decimal(1).scaleb(int(value.as_tuple().exponent))
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _is_name(plain: str, match: re.Match[str], written: str, unit: str, after_scale: int) -> bool:
    """Whether digits are a code, a phase, a length of time or the beginning of a name, and no quantity."""
    start, end = match.start(), match.end()
    if len(written) > 1 and written[0] == "0" and written[1].isdecimal():  # 06款, 007
        return True
    if _DURATION.match(plain, after_scale) and not plain.startswith("个季度", after_scale):
        return True
    if unit in ("类", "款", "项") and plain[start - 1 : start] == "(" and plain[end : end + 1] == ")":
        return True
    if unit == "期" and (_PHASE_AFTER.match(plain, end) or _SITE.search(plain, max(0, start - 2), start)):
        return True
    if (written, unit) == ("24", "小时") and _ROUND_THE_CLOCK.match(plain, end):
        return True
    if unit == "分" and plain[max(0, start - 1) : start] in ("时", ":"):
        return True
    if unit == "位" and plain[max(0, start - 1) : start] in ("前", "第"):
        return True
    if unit in ("强", "名") and plain[max(0, start - 1) : start] == "前":
        return True
    if counted_by(unit) in ("time", "measure") and _AREA_AFTER.match(plain, end):
        return True
    return bool(unit and _CLASS_AFTER.match(plain, end))


def _sign(plain: str, start: int) -> tuple[int, bool]:
    """Where the number begins with its sign, and whether it is negative. A dash behind a word or digit joins."""
    before = plain[max(0, start - 2) : start]
    if before == "零下":
        return start - 2, True
    if before[-1:] in "▲△▼−负" and before[-1:]:
        if before[-1:] == "负" and not _BEFORE_MINUS.match(before):
            return start, False
        return start - 1, True
    if before[-1:] == "-" and start > 1 and not re.match(r"[\dA-Za-z\s%‰元件个)）-]", before[:1]):
        return start - 1, True
    return start, False


_BEFORE_MINUS = re.compile(r"[为增达至到是于长净润余额共值,(: \n]?负")


def _counts_without_unit(plain: str, match: re.Match[str], written: str) -> bool:
    """Whether a number without a unit is a quantity: 3300万, 申请数为128, 从1.96缩小至1.81."""
    start, after = match.start(), match.end("scale")
    if match["scale"][-1:] in ("万", "亿"):
        return not _NOT_AFTER.match(plain, after)
    if _NOT_AFTER.match(plain, match.end()):
        return False
    from_here = _MOVES_FROM.search(plain, max(0, start - 12), start)
    if from_here and _MOVES_TO.match(plain, match.end()):
        return True
    if not _ENDS.match(plain, match.end()) and not re.match("以上|以下|左右", plain[match.end() : match.end() + 2]):
        return False
    if _STATES.search(plain, max(0, start - 6), start):
        return True
    if re.search(r"(?:至|到|为)$", plain[max(0, start - 4) : start]) and "." in written:
        return True
    return len(written) > 1 and bool(_MEASURED.search(plain, max(0, start - 6), start))


_TENTHS = {**{char: value for value, char in enumerate("一二三四五六七八九", 1)}, "两": 2, "半": 5}


def _parts(plain: str) -> Iterator[Number]:
    """Fractions in per cent, rounded to hundredths, and multiples: 三分之二, 1/3, 万分之二, 八成, 翻一番."""
    for match in _near(_PARTS, _PART_MARKS, plain):
        loose = ""
        try:
            if match["of"]:
                if plain[match.start() - 1 : match.start()] == "个":  # 四个百分之百 is a name
                    continue
                value = number_of(match["of_number"]) / {"百": 1, "千": 10, "万": 100}[match["of"]]
            elif match["whole"]:
                value = _fraction(number_of(match["part"]), number_of(match["whole"]))
            elif match["upper"]:
                value = _fraction(Decimal(match["upper"]), Decimal(match["lower"]))
            elif match["tenths"]:
                value = number_of(match["tenths"]) * 10 + _TENTHS.get(match["half"] or "", 0)
                loose = match["tenths_loose"] or match["tenths_more"] or ""
            elif match["even"]:
                value = Decimal(50)
            else:
                times = _TENTHS[match["doubled"]] if match["doubled"] else 1
                yield Number(match.start(), match.end(), Decimal(2**times), "倍")
                continue
        except (ValueError, ZeroDivisionError):
            continue
        low, high = (value, value + 10) if loose else (None, None)
        yield Number(match.start(), match.end(), value, "%", loose, low, high)


def _fraction(part: Decimal, whole: Decimal) -> Decimal:
    if part > whole:
        raise ValueError(part)
    value = (part * 100 / whole).quantize(Decimal("0.01"))
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _characters(plain: str) -> Iterator[Number]:
    for match in _IN_THOUSANDS.finditer(plain):
        least = Decimal(1000 if match[0][1] == "千" else 100)
        value, unit = normalise_magnitude(least, match["unit"], "")
        yield Number(match.start(), match.end(), value, unit, match[0][:4], value)
    for match in matches_at(_CHARACTERS, _CHARACTER_STARTS, plain):
        written, unit, lead = match["number"], match["unit"] or "", match["lead"] or ""
        start = match.start()
        if lead and lead != "几" and written[0] not in "十百千万亿":  # 人数三千人
            start, lead = start + 1, ""
        if _DURATION.match(plain, match.end("number")) or plain.startswith("分之", match.end("number")):
            continue
        if _CLASS_AFTER.match(plain, match.end()):
            continue
        if unit in ("%", "‰") or (unit == "期" and not _is_issue(plain, match)):
            continue
        scale = match["scale"] or ""
        try:
            low, high, word = _limits(lead, written, scale, match["loose"] or "")
        except ValueError:
            continue
        exact = not word
        if exact and not unit and not _QUALIFIED.search(plain, max(0, start - 3), start):
            continue
        scale_only = all(char in "百千万亿" for char in written)
        if exact and len(written) == 1 and not scale_only and not _single_counts(plain, match):
            continue
        if exact and scale_only and not _QUALIFIED.search(plain, max(0, start - 3), start):
            continue
        if word == "几" and plain[start - 1 : start] == "好" and plain[start] == "几":
            start -= 1
        last = scale or written[-1:]
        value, held = normalise_magnitude(low, unit, last)
        magnitude = last if last in ("万", "亿") else ""
        begin, negative = _sign(plain, start)
        limit = None if exact else _held(high, unit, last)
        value = -value if negative else value
        yield Number(begin, match.end(), value, held, word, None if exact else abs(value), limit, magnitude)


_QUALIFIED = re.compile(r"(?<![附临邻靠])(?:近|超|逾|约|达|达到|破|过|计)$")
_PAIR = re.compile("一[二两]|[两二]三|三四|四五|五六|六七|七八|八九|三五")


def _limits(lead: str, written: str, scale: str, loose: str) -> tuple[Decimal, Decimal | None, str]:
    """Least and greatest value of a number in characters, and its word of approximation (empty for an exact one).

    Raises ValueError for what is no number.
    """
    if lead == "上":  # 上千万: at least
        value = number_of(written + scale)
        if any(char not in "十百千万亿" for char in written):
            raise ValueError(written)
        return value, None, "上"
    if lead or "几" in written:
        if lead == "几" or written.startswith("几"):
            written = "几" + written.lstrip("几")
        elif lead:
            written = "几" + written
        if written.count("几") != 1:
            raise ValueError(written)
        before, _, after = written.partition("几")
        least = "二" if not before and after else "一" if before else "二"
        low, high = number_of(before + least + after + scale), number_of(before + "九" + after + scale)
        if after or scale:  # 几百 reaches up to 999
            high += high / 9 if not before else 0
        return low, high, "数" if lead == "数" else "几"
    pairs = _PAIR.findall(written)
    if len(pairs) == 1:
        pair = pairs[0]
        low = number_of(written.replace(pair, pair[0]) + scale)
        return low, number_of(written.replace(pair, pair[1]) + scale), pair
    value = number_of(written + scale)
    return value, (value + _step(value)) if loose else value, loose


def _is_issue(plain: str, match: re.Match[str]) -> bool:
    """Whether 期 counts issues or courses (培训班三期); else it is a phase of a work (机场三期)."""
    if _PHASE_AFTER.match(plain, match.end()):
        return False
    return bool(_ISSUED.search(plain, max(0, match.start() - 4), match.start()))


_SINGLE_AFTER = re.compile(
    r"(?:共|达|为|召开|举办|举行|发布|发生|受理|收到|办理|印发|出台|计|分别|新增|减少|增加|公布|负)了?$"
)


def _single_counts(plain: str, match: re.Match[str]) -> bool:
    """五位一体, 四个全面 and 一件事 are names; 召开三次会议 and 培训班三期 are counts."""
    if counted_by(canonical_unit(match["unit"])) == "points":
        return True
    if match["unit"] in ("%", "‰", "分", "本", "部", "名", "所", "处"):
        return False
    bounded = bool(_ENDS.match(plain, match.end()))
    led = bool(_SINGLE_AFTER.search(plain, max(0, match.start() - 5), match.start()))
    if match["number"] == "一" or match["unit"] in ("个", "位", "类", "项", "条"):
        return led and bounded
    return led or (bounded and match["unit"] in ("件", "次", "期", "篇", "场", "份", "人次", "批", "家", "倍"))


def _behind_their_unit(plain: str) -> Iterator[Number]:
    """Numbers at the end of a line of a pasted table: 接受培训人员数 人次 1450."""
    for match in _UNIT_BEFORE.finditer(plain):
        unit = _ONE_UNIT.search(plain, match.start(), match.start("number"))
        try:
            value = number_of(match["number"])
        except ValueError:  # too many digits
            continue
        if unit:
            value, held = normalise_magnitude(value, unit[0], "")
            yield Number(match.start("number"), match.end("number"), value, held)


def _listed_before_their_unit(plain: str) -> Iterator[Number]:
    """The first numbers of 分别提高8.2、6.3、5.9个百分点, which have the unit of the last."""
    at = plain.find("分别")
    while at >= 0:
        match = _LIST_BEFORE_UNIT.match(plain, at)
        if match:
            scale = match["scale"]
            for part in re.finditer(r"(\d+(?:\.\d+)?)个?", match["list"]):
                start = match.start("list") + part.start()
                value, unit = normalise_magnitude(number_of(part[1] + scale), match["unit"], scale)
                yield Number(start, start + len(part[0]), value, unit, magnitude=scale)
        at = plain.find("分别", at + 1)


_LIST_BEFORE_UNIT = lazy_pattern(
    rf"分别[^\d,。;\n]{{0,14}}(?P<list>(?:\d{{1,9}}(?:\.\d{{1,4}})?个?[、和]){{1,8}})\d{{1,9}}(?:\.\d{{1,4}})?(?P<scale>{SCALE})(?P<unit>{_UNIT})"
)
_RANGE_MARK = re.compile(r"[ \t]?(?:[-—–~～至到]|——)[ \t]?")


def _with_limits_of_ranges(plain: str, numbers: Sequence[Number]) -> list[Number]:
    """The same numbers; both ends of a range (5%—5.5%) have its limits."""
    found = list(numbers)
    for index, (first, second) in enumerate(pairwise(numbers)):
        if first.unit != second.unit or not 0 < second.start - first.end <= 3 or first.value >= second.value:
            continue
        led = plain[max(0, first.start - 1) : first.start] in ("从", "由", "自")
        if not led and _RANGE_MARK.fullmatch(plain, first.end, second.start):
            found[index] = replace(found[index], low=first.value, high=second.value)
            found[index + 1] = replace(second, low=first.value, high=second.value)
    return found
