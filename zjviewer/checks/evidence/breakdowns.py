"""Breakdowns behind 其中: a whole and its parts, and whether the text names all parts."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from zjviewer.checks.evidence.breakdown_candidates import Breakdown, most_plausible
from zjviewer.checks.evidence.sentence_context import SentenceContext, depth_at, is_amount, same_quantity, unit_of
from zjviewer.core.dictionary.metrics import subject_class
from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.lazy_patterns import lazy_pattern

_CUE = re.compile(r"(?<!尤)其中(?!之一|一[个项种类]|的)")
_OF_THESE = re.compile(r"[^,;。、:\d()]{0,14}(?<![其集])中(?:[,:]|有(?!关))")
_BRACKET = re.compile(r"[^,;。、:\d()]{0,8}\((?!其中)")
_STOP = re.compile(
    r"^[个项件名家]?[^,;。、]{0,12}[,;。]\s*(?:同时|另外|另有|另|此外|并且|全年|累计|合计|共计|总计|总共|[今当本]年|20\d\d年"
    r"|(?:全[省市县区州国])?共(?![同享产有青])|(?<=;)(?:审结|办结)|[^,;。\d]{0,8}结转(?:至|到)?(?:下|次|明|20\d\d)|[两三四五六七八]项合计)"
)
_COMPARED = re.compile(r"[比较][^比较,;。]*[多少增减]$")
_NO_PART = re.compile(
    r"平均|[日月年人户场]均|最[多少高低大小]|累计|目标|(?<!列入)(?<!规划)计划(?!生育|类)|同期|上年|去年"
)
_NO_WHOLE = re.compile(
    r"平均|每[^,;。\d]{0,4}$|[日月年人户场次期件篇案]均|最[多少高低大小]|(?:年度|全年)?(?:计划|目标|任务)[^,;。\d]{0,4}$"
)
_OPEN = re.compile(r"^[^,;。、\d]{0,12}等(?!级)|^[^,;。\d]{0,20}等(?:[个类项方面]|多)")
_MAINLY = re.compile(r"主要(?!领导|负责)|突出|前[三四五十]|居前|较多|最多")
REST = re.compile(r"其他|其它|其余|剩余|余下|另外")
_COMPLEMENTS = tuple(
    (lazy_pattern(first), lazy_pattern(second))
    for first, second in (
        ("按[时期]", "延期|逾期|超期"),
        ("线上|网上|网络|互联网", "线下|现场|窗口|当面"),
        ("专职", "兼职"),
        ("男", "女"),
        ("城镇|城市|市区", "农村|乡村"),
        ("(?<!不)合格", "不合格"),
        ("(?<![未不])(?:已|全部)?办结", "未办结|在办|正在办理|结转"),
        ("境内|国内", "境外|国外"),
        ("主办", "[协会分]办"),
        ("维持|纠正|纠错", "[尚未]{1,2}审结"),
        ("直接起诉", "复议后起诉|经复议"),
        ("废止|失效", "继续有效|保留"),
        ("(?<!不)(?<!不予)(?:同意|予以)公开", "不同意公开|不予公开"),
        ("(?<!非)自然人|个人|公民", "法人|组织|单位|企业"),
        ("主动公开", "依申请公开"),
    )
)
_PAIRS = tuple(
    (lazy_pattern(first), lazy_pattern(second))
    for first, second in (
        ("(?<!非)建议", "提案"),
        ("一审", "二审"),
        ("图文|文字|文本", "视频"),
        ("直接(?:解答|办理|答复|办结)", "派单|转办|转派|交办"),
        ("省[级直]|省本级", "市县|地市|[市州]级"),
        ("市[级直]|市本级", r"[区县]级|区县|县区|县\("),
        ("[区县][级直]|[区县]本级", "乡|镇|街道"),
        ("基本支出", "项目支出"),
        ("新增|新收|本年", "上年|结转"),
        ("省直|市直|区直|县直|[省市县区]级|本级", "乡镇|街道|各?[市县区]{1,2}政府|各[市县区地]|县\\(市、区\\)"),
    )
)
"""Pairs of opposites that are all parts of a breakdown with two parts."""
_THREE_EXPENSES = ("因公出国", "公务用车", "公务接待")
"""All parts of 三公经费, by its definition (国务院, 2011)."""
_CHANNEL = re.compile(r"网站|微博|微信|客户端|公报|报刊|报纸|广播|电视|新媒体|公众号|专栏|渠道|平台|公示栏|其他方式")
_PUBLISHED = re.compile(r"公开|发布|推送|刊登|刊发|推出|宣传|转载|转发|报道")
_PIECES = re.compile(r"信息|内容|稿件|文件|政策|公告|新闻|消息|文章|动态")
_CARRIED = re.compile(r"(?:上年|上一年|去年)度?结转|结转(?:上年|上一年|去年)")
_DONE = re.compile(r"答复|办结|办毕|办理完")
_CARRIED_OUT = re.compile(r"(?:结转|转入|转至|转到|延至|顺延)[至到入]?(?:下|次|明|20\d\d)")
_OWN_OFFICE = re.compile(r"(?:本部|本级|机关|本身|本单位)[^,;。\d]{0,4}(?:以及|及|和|与|加上?)[^,;。\d]{0,8}$")
"""A head office that is counted beside a number of units: 街道本部以及下属5家预算单位."""
_SUMMED_UP = re.compile(r"(?:合计|总计|共计|总共|一共|共)[^,;。\d]{0,8}$")
_BACK = 4
"""Sentences before one that begins with its cue in which its whole is looked for."""
_MOST_WHOLES = 16
"""Figures of one sentence that are tried as the whole of those behind them."""
_MOST_CUES = 12
"""Cues of one sentence that are read."""
_MANY = 3
"""Fewest parts whose sum is no coincidence."""
LARGE = 50
"""Smallest whole that parts without a cue give by intent and not by coincidence."""
_NUMBERED = ("个", "家", "类", "种", "项", "方面")


def find_breakdowns(prose: SentenceContext) -> tuple[Breakdown, ...]:
    """One for each 其中 behind a whole and each 100件申请中, in reading order; searched for once."""
    return prose.once("breakdowns", lambda: tuple(_find_breakdowns(prose)))


def _find_breakdowns(prose: SentenceContext) -> Iterator[Breakdown]:
    for index, span in enumerate(prose.spans):
        for cue in islice(_CUE.finditer(prose.plain, *span), _MOST_CUES):
            readings = list(_readings(prose, index, cue.end()))
            near = [reading for reading in (*readings, *_farther(prose, index, cue.end())) if reading.is_near]
            if near:
                yield most_plausible(prose, near)
            elif readings:
                yield readings[0]
        for whole in prose.inside[index]:
            among = _OF_THESE.match(prose.plain, whole.end, span.end)
            if among is not None and is_amount(whole):
                yield from _of_these(prose, index, whole, among.end())
            yield from _in_brackets(prose, index, whole)


def _of_these(prose: SentenceContext, index: int, whole: Figure, at: int) -> Iterator[Breakdown]:
    """Breakdown whose whole stands right before its parts: 在100件申请中,予以公开60件."""
    region = _region(prose, index, at)
    readings = [
        listing_of(prose, index, at, whole, parts, alone=True)
        for parts in _cuts(prose, whole, [f for f in region if same_quantity(f, whole)])
    ]
    if readings:
        yield next((reading for reading in readings if reading.is_near), readings[0])


def _in_brackets(prose: SentenceContext, index: int, whole: Figure) -> Iterator[Breakdown]:
    """Breakdown in brackets right behind its whole: 215件(自然人198件、法人17件)."""
    opened = _BRACKET.match(prose.plain, whole.end, prose.spans[index].end)
    if opened is None or not is_amount(whole) or not whole.value:
        return
    parts = _region(prose, index, opened.end())
    if len(parts) > 1 and all(same_quantity(part, whole) and part.year == whole.year for part in parts):
        listing = listing_of(prose, index, opened.end(), whole, parts, alone=True)
        closes = prose.plain.startswith(")", parts[-1].end)
        if (listing.is_near or (closes and listing.complete)) and not listing.overlapping:
            yield listing


def _farther(prose: SentenceContext, index: int, at: int) -> Iterator[Breakdown]:
    """Readings of a sentence that begins with its cue by amounts of the sentences before the last one."""
    if not index or not _adjoins(prose, index, at):
        return
    region = _region(prose, index, at)
    section = prose.inside[index][0].section
    for whole in (f for group in prose.inside[max(0, index - _BACK) : index - 1] for f in group):
        if is_amount(whole) and whole.section == section and not _NO_WHOLE.search(prose.before(whole)):
            for parts in _cuts(prose, whole, [f for f in region if same_quantity(f, whole)]):
                if len(parts) > 1:
                    yield listing_of(prose, index, at, whole, parts, alone=False)


def find_uncued_breakdowns(prose: SentenceContext) -> Iterator[Breakdown]:
    """Breakdowns without 其中 in one sentence, or with 分别 alone, whose parts come near the whole: complete ones,
    and those of large wholes with several parts."""
    for index, group in enumerate(prose.inside):
        if _CARRIED.search(prose.plain, *prose.spans[index]) or _cued(prose, index):
            continue
        for at, whole in enumerate(group[:_MOST_WHOLES]):
            if not is_amount(whole) or not whole.value:
                continue
            parts = consecutive_parts(prose, whole, group[at + 1 :])
            if len(parts) < 2 or re.search("[;占]", prose.between(whole.end, parts[0].start)):
                continue
            listing = listing_of(prose, index, whole.end, whole, parts, alone=True)
            large = len(parts) >= _MANY and whole.value >= LARGE
            near = listing.is_near and (listing.complete or large)
            if (near or _is_announced(prose, index, listing)) and not listing.overlapping:
                yield listing


def _is_announced(prose: SentenceContext, index: int, listing: Breakdown) -> bool:
    """Whether a sum and a colon announce a list that fills the rest of the sentence and names all parts:
    共386件:予以公开210件、不予公开146件、其他30件."""
    span, whole, parts = prose.spans[index], listing.whole, listing.parts
    return (
        listing.complete
        and len(parts) >= _MANY
        and listing.gap * _MANY <= whole.value
        and prose.plain.startswith(":", whole.end)
        and bool(_SUMMED_UP.search(prose.before(whole)))
        and not prose.plain[parts[-1].end : span.end].strip("。;) \n")
    )


def _cued(prose: SentenceContext, index: int) -> bool:
    """Whether 其中 stands in a sentence outside of brackets."""
    start, end = prose.spans[index]
    cues = (cue.start() for cue in _CUE.finditer(prose.plain, start, end))
    return any(depth_at(prose.plain, start, at) <= 0 for at in cues)


def consecutive_parts(prose: SentenceContext, whole: Figure, behind: Sequence[Figure]) -> list[Figure]:
    """Amounts of the kind of the whole right behind it, up to the next amount of another kind."""
    parts: list[Figure] = []
    last = whole
    for figure in behind:
        deeper = depth_at(prose.plain, whole.end, figure.start)
        if deeper < 0:
            break
        if deeper:
            continue
        text = prose.between(last.end, figure.start)
        if is_amount(figure):
            if not same_quantity(figure, whole) or figure.year != whole.year or _STOP.search(text) or "率" in text:
                break
            if _NO_PART.search(text) or _COMPARED.search(text) or _carried_on(prose, whole, figure):
                break
            parts.append(figure)
        last = figure
    return parts


def _readings(prose: SentenceContext, index: int, at: int) -> Iterator[Breakdown]:
    """The ways to read what follows a cue that ends at an offset, the likeliest first."""
    region = _region(prose, index, at)
    for unit in dict.fromkeys(unit_of(figure) for figure in region if is_amount(figure)):
        wholes = _wholes(prose, index, at, unit)
        for whole in wholes:
            for parts in _cuts(prose, whole, [f for f in region if same_quantity(f, whole)]):
                yield listing_of(prose, index, at, whole, parts, len(wholes) == 1)
        if wholes:
            return


def _region(prose: SentenceContext, index: int, at: int) -> list[Figure]:
    """The figures behind a cue that may be parts: to the end of its sentence or bracket, none inside deeper brackets,
    and where another 其中 stands among them, none between it and the next semicolon."""
    span, plain = prose.spans[index], prose.plain
    depth = depth_at(plain, span.start, at)
    found: list[Figure] = []
    last = at
    skip_to = at
    for figure in prose.inside[index]:
        if figure.start < at:
            continue
        here = depth_at(plain, span.start, figure.start)
        if here < depth or min(_depths(plain, span.start, last, figure.start), default=depth) < depth:
            break
        nested = next(
            (
                cue.end()
                for cue in _CUE.finditer(plain, max(last, skip_to), figure.start)
                if depth_at(plain, span.start, cue.start()) == depth
            ),
            None,
        )
        if nested is not None and here == depth:
            stop = plain.find(";", nested, span.end)
            skip_to = stop if stop >= 0 else span.end
        if here == depth and figure.start >= skip_to:
            if found and _STOP.search(plain[last : figure.start]):
                break
            found.append(figure)
        if here == depth:
            last = figure.end
    return found


def _depths(plain: str, floor: int, start: int, end: int) -> list[int]:
    """Depth of brackets behind each closing bracket of a range."""
    return [depth_at(plain, floor, at + 1) for at in range(start, end) if plain[at] == ")"]


def _wholes(prose: SentenceContext, index: int, at: int, unit: str) -> list[Figure]:
    """Candidates for the whole, the nearest first: before the cue in its sentence, else in the sentence before."""
    own = [f for f in prose.inside[index] if f.end <= at and is_amount(f) and unit_of(f) == unit]
    if not own and index and _adjoins(prose, index, at):
        own = [f for f in prose.inside[index - 1] if is_amount(f) and unit_of(f) == unit]
    span = prose.spans[index]
    if depth_at(prose.plain, span.start, at) > 0:  # in brackets, parts are those of what stands right before
        opened = prose.plain.rfind("(", span.start, at)
        own = [f for f in own if f.end <= opened][-1:] or own
    latest = max((f.year for f in own if f.year is not None), default=None)
    fitting = [f for f in own if (latest is None or f.year == latest) and not _NO_WHOLE.search(prose.before(f))]
    return fitting[::-1]


def _adjoins(prose: SentenceContext, index: int, at: int) -> bool:
    """Whether a sentence opens with its cue, right behind the sentence before."""
    before, own = prose.spans[index - 1], prose.spans[index]
    return at - own.start <= 8 and own.start - before.end <= 2 and not prose.inside[index][0].end <= at


def _cuts(prose: SentenceContext, whole: Figure, region: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Candidates for the parts: all figures that may be parts; then those before each semicolon, because a new
    statement may begin there; and where all of them are far from the whole, those before each comma."""
    parts = [
        f
        for f in region
        if (f.year == whole.year or None in (f.year, whole.year))
        and not _NO_PART.search(prose.before(f))
        and not _COMPARED.search(prose.before(f))
        and not _carried_on(prose, whole, f)
    ]
    listed = not whole.value and bool(parts) and bool(REST.search(prose.before(parts[-1])))
    larger = (
        n for n, f in enumerate(parts) if n and f.value > whole.value and _parted(prose, parts[n - 1], f) and not listed
    )
    parts = parts[: next(larger, len(parts))]
    if parts:
        yield parts
    marks = "[;]" if Breakdown(whole, tuple(parts), True, True, False, False).is_near else "[;,]"
    for count in range(len(parts) - 1, 1, -1):
        if re.search(marks, prose.between(parts[count - 1].end, parts[count].start)):
            yield parts[:count]


def _carried_on(prose: SentenceContext, whole: Figure, part: Figure) -> bool:
    """Whether a part is carried over to the next year, so that it is no part of what has been closed."""
    done = _DONE.search(prose.before(whole) or whole.indicator)
    return bool(done and _CARRIED_OUT.search(part.indicator))


def _parted(prose: SentenceContext, first: Figure, second: Figure) -> bool:
    return ";" in prose.between(first.end, second.start)


def listing_of(
    prose: SentenceContext, index: int, at: int, whole: Figure, parts: list[Figure], alone: bool
) -> Breakdown:
    """Breakdown of a whole into parts, by the text from an offset in a sentence on; `alone`: no other whole fits."""
    labels = [prose.before(part) or part.indicator for part in parts]
    counted = [f for f in prose.inside[index] if whole.end <= f.start < parts[0].start and is_amount(f)]
    text = prose.between(at, parts[-1].end)
    return Breakdown(
        whole,
        tuple(parts),
        complete=len(parts) > 1
        and not _MAINLY.search(text)
        and _says_all(prose, index, whole, parts, [*labels, *(p.subject for p in parts)]),
        clear=alone and not counted,
        open=bool(_OPEN.match(prose.plain, parts[-1].end) or _MAINLY.search(text)),
        overlapping=_overlaps(prose, whole, parts, labels),
        own=int(bool(_OWN_OFFICE.search(prose.before(whole)))),
    )


def _says_all(
    prose: SentenceContext, index: int, whole: Figure, parts: Sequence[Figure], labels: Sequence[str]
) -> bool:
    """Whether the text names all parts: the last part is the rest, two parts are opposites, 分别, as many parts as the
    sentence has counted, or shares that add up to 100."""
    if REST.search(labels[len(parts) - 1]) or any("分别" in label for label in labels):
        return True
    joined = "\n".join(labels)
    if all(name in joined for name in _THREE_EXPENSES):
        return True
    for first, second in (*_COMPLEMENTS, *(_PAIRS if len(parts) == len(_PAIRS[0]) else ())):
        if first.search(joined) and second.search(joined):
            return True
    region = prose.analysis.report.region
    if {"own", "lower"} <= {subject_class(part.subject, region) for part in parts}:
        return True
    counted = {f.value for f in prose.inside[index] if f.end <= parts[0].start and f.unit in _NUMBERED and f != whole}
    if len(parts) > 2 and Decimal(len(parts)) in counted:
        return True
    shares = [f for f in prose.inside[index] if f.kind == "share" and f.start > parts[0].start]
    given = sum((f.value for f in shares), Decimal(0))
    return len(shares) == len(parts) and abs(given - 100) * 2 <= len(shares)


def _overlaps(prose: SentenceContext, whole: Figure, parts: Sequence[Figure], labels: Sequence[str]) -> bool:
    """Whether the parts are channels, each of which counts the same published information."""
    channels = sum(1 for label in labels if _CHANNEL.search(label))
    what = whole.indicator + "".join(part.indicator for part in parts)
    return channels * 2 >= len(parts) and bool(_PUBLISHED.search(what) and _PIECES.search(what))
