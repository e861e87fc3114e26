"""The numbers that a Chinese text states, told from its years, dates, document numbers, versions and names."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.core.figures.vocabulary import SCALE, UNIT, normalise_magnitude
from zjviewer.core.model.analysis import Figure, Kind, Section
from zjviewer.core.model.report import Span
from zjviewer.core.text.numerals import CHINESE, DIGITS, number_of
from zjviewer.core.text.segmentation import clause_start, fold_width, mask_spans, sentences, strip_unbalanced_quotes

_BEFORE = r"(?<![\d.A-Za-z〔\[第°#+])(?<!\d,)"

_DIGIT_FIGURE = re.compile(
    rf"{_BEFORE}[-−+]?(?P<number>{DIGITS})\s?(?P<loose>[余多来])?\s?(?P<scale>{SCALE})"
    rf"(?P<loose2>[余多])?\s?(?P<unit>{UNIT})?(?![A-Za-z+])"
)
_PERCENT_WORDS = re.compile(rf"(?P<of>百|千)分之(?P<number>[{CHINESE}]+(?:点[{CHINESE}]+)?|{DIGITS})(?!点)")
_CHINESE_FIGURE = re.compile(
    rf"(?<![第{CHINESE}])(?P<number>[{CHINESE}]+(?:点[{CHINESE}]+)?)(?P<loose>[余多])?(?P<scale>[万亿]?)(?P<unit>{UNIT})"
)

# What stands around a number that states nothing.
_NOT_AFTER = re.compile(
    r"年|月|日|号|版|时(?!段)|点(?!多)|[-—~～至到]\d{4}年|\s*[-/.]\d|届|级|线|路|院|楼|室|省道|国道|世纪|周年|后|号文|月份|[A-Za-z]"
)
_DURATION = re.compile(r"\s?(?:多|余)?(?:个月|年|周(?!岁)|季度)")
_TITLE = re.compile(r"《[^《》\n]{0,120}》|〔\d{4}〕\s*(?:第)?\d+\s*号|[\[［(（]\d{4}[\]］)）]\s*(?:第)?\d+\s*号")
_DATE = re.compile(
    r"(?:19|20)\d{2}\s*(?:[-—~～至到、]\s*(?:19|20)?\d{2,4}\s*)?(?:年|学年)(?:度)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*[日号])?"
    r"|(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?<!\d)\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号])?"
    r"|\d{1,2}[:时]\d{2}分?|[vV]\d+(?:\.\d+)*|\d+(?:\.\d+)+(?=版|\.\d)|\d+(?:\.\d+)*版|\d+\+[\dA-Za-z]\w*|\d{1,2}[·•]\d{1,2}"
)
_STATES = re.compile(r"(?:为|达|达到|共|共有|共计|合计|总计|计|数量|总数|分别|是)[:：]?$")
_ENDS = re.compile(r"\s*(?:[,，。;；、)）\n]|$)")

_PREFIX = re.compile(
    r"(不少于|不低于|不超过|不高于|至少|至多|大约|接近|超过|突破|将近|(?<![节制预公])约|(?<![最附临邻接相])近|逾|(?<![超])超)$"
)
_SUFFIX = re.compile(r"(以上|以内|以下|左右|上下)")
_RISE = "增长|增加|上升|提高|提升|上涨|增幅|增速|多增|同比增|净增"
_FALL = "下降|降低|减少|回落|缩减|下滑|减幅|降幅|压减|少增|同比减"
_DIRECTION = re.compile(rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:幅度|率)?[了为达到至约近超过逾仅:：]*$")
_COMPARES = re.compile(r"比|较|同比|环比|上年|去年|往年|净")
_SHARE = re.compile(r"占|比重|比例|构成")
_JOINT = re.compile(r"[、和及与以,，\s]*")

_YEAR = re.compile(
    r"(?P<over>结转(?:至|到)?)?(?P<versus>[比较与同由从]|相比)?(?P<year>(?:19|20)\d{2})年(?P<since>以来|起|至|[-—~～])?"
)
_NEAR_YEAR = re.compile(r"(?:度|同期|[底末])?[的(]?[约近]?")
_LAST_YEAR = re.compile(r"(?:上一?年|去年)(?:度|同期|[底末])?[的(]?$")

_LEAD = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}是(?!否)|[\s,，、:：;；(（)）]+|其中|并且|并|同时|另外|此外|目前|截至目前|今年以来|今年|截至|截止|现|已|全年|年内|累计|本年度|本年|当年|上年|去年"
    r"|(?:到|至|于|在)?(?:19|20)\d{2}年(?:度|末|底|初|以来)?(?:\d{1,2}月(?:底|末|\d{1,2}日)?)?)+"
)
_TAIL = re.compile(
    r"(?:总共|共计|共有|合计为|合计|总计|累计|分别|达到|已达|平均|均为|超过|大约|约|近|逾|数量|(?<![行作认])为|达|(?<![所国享])有"
    r"|共|仅|(?<![统审设预会])计|是|(?<![收接])到|了|的|[以占从])+$"
)
_OPENING = re.compile(r"^共(?=[^同享])|^其(?![他余中])|.*等在内的")
_MOVES = re.compile(rf"(?:(?:同比|环比|{_RISE}|{_FALL}|[跃攀飙回]?[升降增减涨](?=[到至]))[了为达到至约]*)+$")
_MOVED = re.compile(rf"(?:同比|环比)?(?:{_RISE}|{_FALL}|[升降增减涨][到至])")
_COMPARISON = re.compile(
    r"(?:比|较|与|由|从|[是为](?=上|去|[^年]{4}年[^\d]*$))(?:(?:19|20)\d{2}年|上一?年|去年)(?:度|同期)?(?:的|同期|相比)?"
)
_SORTED_OUT = re.compile(r"^(?:共(?=[^同享]))?(?:梳理出)?")
_PLACE = "省|市|自治区|县|区|州|镇|乡|街道"
_OFFICE = "政府部门|政府(?!部门|办公厅|新闻办|网站|信息)|部门|机关|单位|法院系统|法院(?!系统)|办公厅|新闻办|本级"
_SUBJECT = re.compile(
    rf"^(?:(?:全|我|本|各|该)(?:{_PLACE}|局|厅|委|办|院|部|机关|单位|地)(?:各级[\u4e00-\u9fff]{{0,6}}?(?:{_OFFICE})|(?:{_OFFICE}))?"
    rf"|(?:各|全)?(?:设区的?市|设区市|{_PLACE})(?:级|直|本级|及)?[^,，。;；、]{{0,16}}?(?:{_OFFICE})"
    rf"|县\(市、区\)|(?:省市县|(?:省|设区市|市|县|区|乡镇)(?:级(?!以上)|本级))"
    r"|(?!依托|完成|开展|围绕|根据|按照|通过|向|在|对|由|将|为|以|推进|加强|公布|发布|建立|其|及)[^\W\d_全各本我]{1,8}?"
    rf"(?:省|市|自治区|县|区|委员会|办公厅|办公室|人民政府)(?:[\u4e00-\u9fff]{{1,4}}(?:区|县|市)(?!级))?(?:{_OFFICE})?)"
    rf"(?:及其?[各有]?[\u4e00-\u9fff]{{0,6}}?(?:{_OFFICE}))?"
)
_VERB_END = re.compile(
    r"(?:公布|发布|刊发|编发|公开|召开|举行|举办|开展|印发|印制|发行|新设|设立|提供|抽查|检查|对|实现|组织|完成|办理|处理|受理|收到|接到|直播"
    r"|收回|制定|出台|调整|新增|建立|全部|查处|培训|参加|落实|梳理|梳理出|制作|更新|分派|转办)(?:了|出|过|各类|共)?$"
)
_FOLLOWING = re.compile(r"(?:以上|以下|左右)?的?(?!以上|以下|左右)(?P<noun>[^,，。;；、:：\n\d()]{1,24})")
_FOLLOWING_STOP = re.compile(
    rf"已|均|都|在|进行|实现|调整|具备|实行|纷纷|供|{_RISE}|{_FALL}|占|比|较|逐一|全覆盖|和|及|与|共计|反映"
)
_AMONG = re.compile(r"(?<![其集])中有?$")
_LISTED = re.compile(r"[、和及与](?![^()]*\))")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its unit, before its sentence has been read."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate_suffix: str


def find_figures(
    text: str, sections: Sequence[Section], year: int | None, subject: str, shut: Sequence[Span] = ()
) -> tuple[Figure, ...]:
    """Every figure of a text in reading order, but for those in the stretches `shut`; `year` and `subject` are the
    report's, for sentences that name none."""
    plain = mask_spans(fold_width(text), shut)
    numbers = list(_numbers(plain, _non_quantity_spans(plain)))
    starts = [section.start for section in sections]
    found: list[Figure] = []
    at = 0
    for sentence in sentences(plain):
        inside: list[_Number] = []
        while at < len(numbers) and numbers[at].start < sentence.end:
            inside.append(numbers[at])
            at += 1
        if not inside:
            continue
        before: Figure | None = None
        owner = found[-1].subject if found and plain.startswith("其中", sentence.start) else subject
        for number in inside:
            index = bisect_right(starts, number.start) - 1
            section = sections[index].id if index >= 0 else ""
            before = _interpret(plain, text, sentence, number, before, year, owner, section, len(found) + 1)
            found.append(before)
    return tuple(found)


def _non_quantity_spans(plain: str) -> list[Span]:
    """Stretches whose digits name something: titles, document numbers, dates, versions; merged and in order."""
    spans = sorted(Span(*m.span()) for pattern in (_TITLE, _DATE) for m in pattern.finditer(plain))
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _numbers(plain: str, names: list[Span]) -> Iterator[_Number]:
    """Digits and Chinese numerals that count something, in order and without overlap."""
    found = [*_digits(plain), *_percents(plain), *_chinese(plain)]
    found.sort(key=lambda number: (number.start, -number.end))
    starts = [span.start for span in names]
    last = 0
    for number in found:
        index = bisect_right(starts, number.start) - 1
        covered = index >= 0 and number.start < names[index].end
        if not covered and number.start >= last:
            last = number.end
            yield number


def _digits(plain: str) -> Iterator[_Number]:
    for match in _DIGIT_FIGURE.finditer(plain):
        unit = match["unit"] or ""
        if _DURATION.match(plain, match.end("scale")) and not plain.startswith("个季度", match.end("scale")):
            continue
        if not unit:
            after = match.end()
            stated = _STATES.search(plain, max(0, match.start() - 6), match.start()) and _ENDS.match(plain, after)
            if not stated or _NOT_AFTER.match(plain, after):
                continue
        if unit == "分" and plain[max(0, match.start() - 1) : match.start()] in ("时", ":", "："):
            continue
        written = match["number"] + match["scale"]
        end = match.end() if unit else match.end("number") + len(match["loose"] or "") + len(match["scale"])
        value, unit = normalise_magnitude(number_of(written), unit, match["scale"])
        if plain[match.start()] in "-−" and unit == "%":
            value = -value
        loose = match["loose"] or match["loose2"] or ""
        begin = match.start() if plain[match.start()] in "-−" and unit == "%" else match.start("number")
        yield _Number(begin, end, value, unit, loose)


def _percents(plain: str) -> Iterator[_Number]:
    for match in _PERCENT_WORDS.finditer(plain):
        if plain[match.start() - 1 : match.start()] == "个":  # 四个百分之百 is a name
            continue
        try:
            value = number_of(match["number"])
        except ValueError:
            continue
        yield _Number(match.start(), match.end(), value if match["of"] == "百" else value / 10, "%", "")


def _chinese(plain: str) -> Iterator[_Number]:
    for match in _CHINESE_FIGURE.finditer(plain):
        written, unit = match["number"], match["unit"]
        if len(written) == 1 and not _single_counts(plain, match):
            continue
        if _DURATION.match(plain, match.end("number")) or plain.startswith("分之", match.end("number")):
            continue
        try:
            value = number_of(written + match["scale"])
        except ValueError:
            continue
        value, unit = normalise_magnitude(value, unit, match["scale"] or written[-1:])
        yield _Number(match.start(), match.end(), value, unit, match["loose"] or "")


_SINGLE_AFTER = re.compile(
    r"(?:共|达|为|召开|举办|举行|发布|发生|受理|收到|办理|印发|出台|计|分别|新增|减少|增加|公布)了?$"
)


def _single_counts(plain: str, match: re.Match[str]) -> bool:
    """五位一体, 四个全面 and 一件事 are names; 召开三次会议 and 培训班三期 are counts."""
    if match["unit"] in ("%", "‰", "分", "本", "部", "名", "所", "处"):
        return False
    bounded = bool(_ENDS.match(plain, match.end()))
    led = bool(_SINGLE_AFTER.search(plain, max(0, match.start() - 5), match.start()))
    if match["number"] == "一" or match["unit"] in ("个", "位", "类", "项", "条"):
        return led and bounded
    return led or (bounded and match["unit"] in ("件", "次", "期", "篇", "场", "份", "人次", "批", "家"))


def _interpret(
    plain: str,
    text: str,
    sentence: Span,
    number: _Number,
    before: Figure | None,
    year: int | None,
    subject: str,
    section: str,
    count: int,
) -> Figure:
    """What the sentence says of a number; `before` is the figure that stands before it in the same sentence."""
    floor = before.end if before else sentence.start
    clause = max(clause_start(plain, number.start, sentence.start), floor)
    ahead = plain[clause : number.start]
    prefix = _PREFIX.search(ahead)
    bare = ahead[: prefix.start()] if prefix else ahead
    suffix = _SUFFIX.match(plain, number.end)
    qualifier = number.approximate_suffix or (prefix[1] if prefix else "") or (suffix[1] if suffix else "")
    joint = before is not None and bool(_JOINT.fullmatch(plain, before.end, number.start))

    kind, sign = _kind(plain, sentence, number, bare, before if joint else None)
    owner, indicator = _indicator(plain, number, bare, before is not None and clause == before.end)
    if not indicator and before is not None:
        indicator = before.indicator
    if not owner:
        owner = before.subject if before is not None else subject
    return Figure(
        id=f"f{count}",
        start=number.start,
        end=number.end,
        literal=text[number.start : number.end],
        value=number.value * sign,
        unit=number.unit,
        kind=kind,
        qualifier=qualifier,
        indicator=indicator,
        subject=owner,
        year=_year(plain, sentence, number, bare, before if joint else None, year),
        section=section,
    )


def _kind(plain: str, sentence: Span, number: _Number, bare: str, joint: Figure | None) -> tuple[Kind, int]:
    """The kind, and −1 where the sentence says that something fell."""
    if joint is not None and joint.unit == number.unit:
        return joint.kind, -1 if joint.value < 0 and number.value > 0 else 1
    direction = _DIRECTION.search(bare)
    relative = number.unit in ("%", "百分点", "倍", "‰")
    if direction and (relative or _COMPARES.search(plain, sentence.start, number.start)):
        to = bare[direction.start() :].endswith(("到", "至", "为")) and "幅" not in bare and "率" not in bare[-4:]
        if not to:
            return "change", -1 if direction["fall"] and number.value > 0 else 1
    if number.unit == "百分点" or (relative and bare.endswith(("同比", "环比"))):
        return "change", 1
    if number.unit in ("%", "‰"):
        return ("share" if _SHARE.search(bare) else "rate"), 1
    if number.unit == "倍":
        return "rate", 1
    if number.unit == "分":
        return "score", 1
    if number.unit.endswith("元"):
        return "money", 1
    return "count", 1


def _indicator(plain: str, number: _Number, bare: str, follows: bool) -> tuple[str, str]:
    """Whose it is and what is counted, in the words of the clause; empty where the clause has none.

    `follows`: another figure stands before it in the clause, so that only the last item of a list is its own.
    """
    if follows:
        bare = _LISTED.split(bare)[-1]
    words = _OPENING.sub("", _LEAD.sub("", bare).strip("“”\"' "))
    words = _COMPARISON.sub("", _MOVES.sub("", words))
    if "占" in words:
        words = words[: words.rindex("占")]
    match = _SUBJECT.match(words)
    owner = match[0] if match else ""
    words = _SORTED_OUT.sub("", _LEAD.sub("", words[len(owner) :]))
    stripped = strip_unbalanced_quotes(_TAIL.sub("", words))
    if not stripped or words.endswith(("的", "等")) or _VERB_END.search(stripped):
        noun = _noun_after(plain, number)
        if noun:
            return owner, noun
    return owner, stripped


def _noun_after(plain: str, number: _Number) -> str:
    """What a number counts where the noun follows it: 46家省级单位, 13期《国资监管工作简报》."""
    if plain.startswith("《", number.end):
        end = plain.find("》", number.end, number.end + 60)
        return plain[number.end : end + 1] if end > 0 else ""
    following = _FOLLOWING.match(plain, number.end)
    if following is None or number.unit == "倍":
        return ""
    if number.unit == "%":
        return "" if _MOVED.match(following["noun"]) else following["noun"]
    noun = _FOLLOWING_STOP.split(following["noun"], maxsplit=1)[0].removesuffix("的")
    return _AMONG.sub("", noun)


def _year(plain: str, sentence: Span, number: _Number, bare: str, joint: Figure | None, year: int | None) -> int | None:
    """A year that a value is compared with is not its own, unless it stands right before it."""
    if joint is not None:
        return joint.year
    if year is not None and number.unit != "倍" and _LAST_YEAR.search(bare):
        return year - 1
    named: list[int] = []
    for match in _YEAR.finditer(plain, sentence.start, number.start):
        near = _NEAR_YEAR.fullmatch(plain, match.end(), number.start)
        if match["since"] or match["over"] or (near and number.unit == "倍") or (match["versus"] and not near):
            continue
        named.append(int(match["year"]))
    return (max(named) if "同比" in bare else named[-1]) if named else year
