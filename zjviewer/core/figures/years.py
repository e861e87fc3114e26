"""The years that figures belong to, and whether they are planned, from headings and sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zjviewer.core.model.analysis import Section, Status
from zjviewer.core.model.report import Span
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.segmentation import fold_width
from zjviewer.core.text.traditional import simplified
from zjviewer.core.text.written_years import with_years_in_digits

_MENTION = re.compile(
    r"(?:(?P<year>(?<!\d)(?:19|20)\d{2})"
    r"(?:[ \t]?年?[ \t]?[-—~～至到]{1,2}[ \t]?(?P<last>(?:19|20)\d{2}))?[ \t]{0,4}(?:学?年)"
    r"|(?P<word>去年|上一?[学财]?年|今年|本年(?=度)|前一[学财]?年|前年|明年))"
    r"(?:度|同期|[底末初])?"
)
_PERIOD_END = re.compile('[“"]?十([一二三四五六])五[”"]?(?:规划)?(?:时期)?(?:期?末|收官)')
_CLASS_OF = re.compile(r"(?<!\d)((?:19|20)\d{2})届(?:同期)?")
_PERIOD_OTHER = re.compile('[“"]?十([一二三四五六])五[”"]?(?:期间|时期)')
_PERIOD = re.compile('[“"]?十([一二三四五六])五[”"]?')
_REVIEW = re.compile("回顾|过去[一五]年|总结|成就|完成情况|执行情况|主要工作$|工作情况|工作成效")
_PLAN = re.compile(
    "下一步|打算|目标|展望|重点工作|工作安排|总体要求|工作思路|主要任务|工作计划|改进措施|民生实事|重点任务|草案|(?:工作|任务|总体)部署|工作建议"
)
_WORK_REPORT = re.compile("政府工作报告|国民经济和社会发展计划执行情况|预算执行情况")
_BUDGET = re.compile("预算(?!.{0,12}(?:执行|决算|绩效|公开情况))")

_TITLE_LINE = lazy_pattern(r"\s{0,8}[^\n,。;:、]{4,40}(?=\n)")
_LONGEST_TITLE = 40
_LONGEST_MENTION = 16
_LONGEST_END = 10
"""Code points behind the first 年 of a range of years."""
_LONGEST_BRACKET = 80
_LONGEST_PART = 400
_NEVER = 1 << 62
_BEFORE_YEAR = frozenset("0123456789 \t去上一今本前明学〇零○O二三四五六七八九")

_VERSUS_BEFORE = re.compile(r"(?:[比较与同]|相比|相较于?|对比)[于]?(?:全省|全市|全县|全国)?$")
_FROM_BEFORE = re.compile(r"[从由自]$")
_SINCE_AFTER = re.compile(r"以来|起(?!草|诉)|至今|开始|[-—~～至到]")
_CARRIED_BEFORE = re.compile(r"结转(?:至|到)?$")
_CARRIED_AFTER = re.compile(r"结转|未办结|遗留|转来|延续")
_NEAR = re.compile(r"[的(为达至到共约近超有达:,]{0,4}(?:约|近|超过|将近|不足)?")
_OPEN_FROM = re.compile(r"[从由](?:原来的|最初的|过去的|此前的|开始时的)?(?:每[人户][每][年月])?(?:约|近|不足|不到)?$")
_MOVES = re.compile(
    r"[余多]?(?:左右|以上)?[,，]?(?:逐[步年])?(?:提[高升]|增[加长至到]|上升|上涨|扩大|跃升|攀升|下降|降|减|缩|回落|压|升|涨|增|扩|改善"
    r"|优化|调整|变|跃|拓展|发展|扩展)"
)
_AIMED = re.compile(
    r"目标|力争|争取|预计|预期|计划(?!生育|单列|项目|执行|列|的|数|投资|招|总|名称)|(?<![草虚模])拟|确保(?![^;；]{0,300}[;；])|打算|规划(?:建设|新建|到)"
    r"|[将要](?=达|增|新|建成|实现|完成|力争|继续|进一步|安排|投入|推出|突破|超过|于20)"
)
_AIMED_YEAR = re.compile(r"(?<![高加长升降少增])到20\d{2}年(?!底?的)")
_DONE = lazy_pattern(
    r"[,、;；](?:[^,、;；]{0,12}?)(?:(?<!早)(?<!而)已|目前|截至|截止|现有|累计|去年|上年|上一年|(?P<year>(?:19|20)\d{2})年)"
)
"""Words behind an aim by which the sentence turns to what has happened."""


class YearContext(NamedTuple):
    """What a document says about time: the year of the report, the kind of report, years and plans by section."""

    year: int | None
    """Of the report: the year it reviews, or the year in which a work report is delivered."""
    work_report: bool
    budget: bool
    sections: Mapping[str, tuple[int | None, bool | None]]
    """Year, and whether it is a plan (True), a review (False) or neither (None), by section id."""


class Mention(NamedTuple):
    """A year that the text names."""

    start: int
    end: int
    year: int | None
    """None where a word (去年) has no year to start from."""
    near_only: bool
    """It belongs only to a number right behind it: compared years, beginnings, 截至 of what is carried over."""
    ignored: bool
    """It belongs to no number, such as 2016年以来."""
    is_relative: bool = False
    """It counts from the year of the report: 今年, 去年."""
    ends_with_part: bool = False
    """It holds until the next semicolon only: 去年 in the report of a year."""


def year_context(sections: Sequence[Section], year: int | None, title: str, opening: str) -> YearContext:
    """The years of all sections; `title` and `opening` (the first characters of the text) tell the kind of report."""
    work = bool(_WORK_REPORT.search(title) or (not title and "政府工作报告" in opening))
    first_line = _TITLE_LINE.match(opening)
    budget = is_budget(title or (first_line[0] if first_line else "")) and not work
    found: dict[str, tuple[int | None, bool | None]] = {}
    for section in sections:
        above = found.get(section.parent or "", (year, None))
        heading = with_years_in_digits(simplified(fold_width(section.title)))
        own_year = _year_of_title(heading, year)
        plan = _plan_of_title(heading)
        if own_year is None and plan is not None and work and section.level == 1 and year is not None:
            own_year = year if plan else year - 1
        if own_year is not None and plan is None and year is not None and work:
            plan = own_year >= year
        found[section.id] = (own_year or above[0], above[1] if plan is None else plan)
    return YearContext(year, work, budget, found)


def is_budget(title: str) -> bool:
    """Whether a title is that of a budget: what it states of its own year is planned."""
    return bool(_BUDGET.search(title)) and "决算" not in title and not _WORK_REPORT.search(title)


def _year_of_title(title: str, year: int | None) -> int | None:
    """The last year that a heading names; else the end of a five-year plan; None where it names neither."""
    if len(title) > _LONGEST_TITLE:  # a sentence that was taken for a heading
        return None
    named = [_value(match, year) for match in _MENTION.finditer(title)]
    known = [each for each in named if each is not None]
    if known:
        return max(known)
    if year is not None and re.search("过去一年|一年来", title):
        return year - 1
    period = _PERIOD.search(title)
    return _end_of_period(period) if period else None


def _end_of_period(match: re.Match[str]) -> int:
    """Last year of a five-year plan: 2020 for 十三五."""
    return 2005 + 5 * "一二三四五六".index(match[1]) + 5


def _plan_of_title(title: str) -> bool | None:
    review, plan = _REVIEW.search(title), _PLAN.search(title)
    if bool(review) == bool(plan):
        return None if not plan else True
    return bool(plan)


def _value(match: re.Match[str], year: int | None) -> int | None:
    if match["word"]:
        steps = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -1 if "一" in match["word"] else -2, "明": 1}[
            match["word"][0]
        ]
        return None if year is None else year + steps
    return int(match["last"] or match["year"])


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """The same as `_MENTION.finditer`, but faster: it is tried only before each 年."""
    last = at = 0
    while (at := plain.find("年", at) + 1) > 0:
        if at > last and plain[at - 2 : at - 1] in _BEFORE_YEAR:
            match = _MENTION.search(plain, max(last, at - _LONGEST_MENTION), min(len(plain), at + _LONGEST_END))
            if match:
                last = match.end()
                yield match


def find_mentions(plain: str, names: Sequence[Span], context: YearContext) -> list[Mention]:
    """The years that a text names, in order, without those inside titles of documents (《…》)."""
    titles = [span for span in names if plain[span.start] == "《"]
    starts = [span.start for span in titles]
    found: list[Mention] = []
    for match in _PERIOD_END.finditer(plain):
        found.append(Mention(*match.span(), _end_of_period(match), False, False))
    for match in _CLASS_OF.finditer(plain):
        found.append(Mention(*match.span(), int(match[1]), False, False))
    for match in _PERIOD_OTHER.finditer(plain):
        last = _end_of_period(match)
        if context.year is not None and not last - 5 < context.year <= last:  # what lies in it is of this year so far
            found.append(Mention(*match.span(), last, False, False))
    for match in _matches(plain):
        start, end = match.span()
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < titles[index].end:
            continue
        before = plain[max(0, start - 8) : start].rstrip()
        beyond = before.endswith(("高于", "低于", "多于", "少于")) and plain[end : end + 1].isdecimal()  # by how much
        carried = beyond or bool(_CARRIED_BEFORE.search(before) or _CARRIED_AFTER.match(plain, end))
        value = _value(match, context.year)
        future = value is not None and context.year is not None and value > context.year  # 明年起
        since = bool(_SINCE_AFTER.match(plain, end)) and not match["last"] and not future
        versus = bool(_VERSUS_BEFORE.search(before)) or plain[end - 2 : end] == "同期"
        versus = versus or bool(re.match("同期|相比", plain[end : end + 2]))
        begins = bool(_FROM_BEFORE.search(before)) or (
            bool(match["last"]) and before.endswith(("是", "相当于", "超过"))
        )
        before_this = match["word"] is not None and context.year is not None and (value or 0) < context.year
        found.append(
            Mention(
                start,
                end,
                value,
                versus or begins,
                carried or since,
                match["word"] is not None,
                before_this and not context.work_report,
            )
        )
    return sorted(found)


class YearReader:
    """Gives each number of a text its year and status, in reading order."""

    def __init__(self, plain: str, names: Sequence[Span], context: YearContext) -> None:
        self._plain = plain
        self._context = context
        self._mentions = find_mentions(plain, names, context)
        self._next = 0
        self._current: int | None = None
        self._latest: int | None = None
        self._given: int | None = None
        self._outside: int | None = None
        self._bracket_end = _NEVER
        self._part_end = _NEVER

    def begin_sentence(self, start: int) -> None:
        """Forget what the sentence before says."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < start:
            self._next += 1
        self._current = self._latest = self._outside = self._given = None
        self._bracket_end = self._part_end = _NEVER

    def year_of(self, start: int, end: int, section: str, bare: str, multiple: bool) -> int | None:
        """The year of the number from `start` to `end`; `bare` are the words before it, `multiple` is true for 倍."""
        self._given = self._read_year(start, end, section, bare, multiple)
        return self._given

    def _read_year(self, start: int, end: int, section: str, bare: str, multiple: bool) -> int | None:
        """Years named in a sentence hold for the numbers behind them; those of comparison only for the next."""
        base, plan = self._context.sections.get(section, (self._context.year, None))
        later = 0  # 今年 among the aims of a later year is that year
        if plan and base is not None and self._context.year is not None and base == self._context.year + 1:
            later = 1
        near: int | None = None
        if start > self._bracket_end:
            self._current, self._bracket_end = self._outside, _NEVER
        if start > self._part_end:
            self._current, self._part_end = None, _NEVER
        while self._next < len(self._mentions) and self._mentions[self._next].end <= start:
            mention = self._mentions[self._next]
            self._next += 1
            if mention.year is None or mention.ignored:
                continue
            year = mention.year + (later if mention.is_relative else 0)
            close = _NEAR.fullmatch(self._plain, mention.end, start) and self._plain[start] not in "▲△▼"
            if close and not multiple:
                near = year
            earlier = self._given is not None and year < self._given
            if mention.near_only or (close and (multiple or earlier)):  # 203件,2021年为188件,增长8%
                continue
            if self._plain[mention.start - 1 : mention.start] == "(" and self._bracket_end == _NEVER:
                self._outside = self._current  # 46件(2016年为38件),增长21.1%
                closing = self._plain.find(")", mention.end, mention.end + _LONGEST_BRACKET)
                self._bracket_end = closing if closing > start else _NEVER
                if 0 <= closing < start:
                    continue
            self._current = year
            part_end = self._plain.find(";", mention.end, mention.end + _LONGEST_PART) if mention.ends_with_part else -1
            self._part_end = part_end if part_end >= 0 else _NEVER
            if part_end >= 0 and part_end < start:
                self._current = None
            self._latest = max(year, self._latest or 0)
        if near is not None:
            return near
        behind = re.match(r"\(((?:19|20)\d{2})年\)", self._plain[end : end + 7])
        if behind:
            return int(behind[1])
        if _OPEN_FROM.search(bare) and _MOVES.match(self._plain, end):
            return None
        if "同比" in bare and self._latest is not None:
            return self._latest
        return base if self._current is None else self._current

    def status_of(self, year: int | None, section: str, clause: str, amount: bool) -> Status:
        """Whether a figure is planned; `clause` is the text before it, `amount` is false for counts."""
        base, plan = self._context.sections.get(section, (self._context.year, None))
        reviewed = self._context.year if self._context.year is not None else base
        if self._context.budget and amount and year == self._context.year:
            return "planned"
        if year is not None and reviewed is not None and year > reviewed:
            return "planned"
        if plan is True:
            past = year is not None and base is not None and year < base
            return "stated" if past else "planned"
        if plan is False:
            return "stated"
        return "planned" if _is_aimed(clause, reviewed) else "stated"


def _is_aimed(clause: str, reviewed: int | None) -> bool:
    """Whether the last aim of the words before a number still holds for it."""
    end = max((aim.end() for aim in _AIMED.finditer(clause)), default=-1)
    if end < 0:
        return reviewed is None and bool(_AIMED_YEAR.search(clause))
    return not any(
        done["year"] is None or (reviewed is not None and int(done["year"]) <= reviewed)
        for done in _DONE.finditer(clause, end)
    )
