"""Extraction of the figures of a text: numbers with value, unit, kind, year, subject and indicator."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from zjviewer.core.figures.named_spans import quantity_free_spans
from zjviewer.core.figures.names import LONGEST, bare_words, divided_lead, name_of, predicate_after
from zjviewer.core.figures.numbers import Number, find_numbers
from zjviewer.core.figures.respective_lists import Item, divide, quarters
from zjviewer.core.figures.verbs import DEGREE, FALL, RATE_OF_FALL, RATE_OF_RISE, RISE, consists_of_verbs, is_verb
from zjviewer.core.figures.vocabulary import counted_by
from zjviewer.core.figures.years import YearReader, year_context
from zjviewer.core.model.analysis import Figure, Kind, Section
from zjviewer.core.model.report import Span
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.segmentation import clause_start, fold_width, mask_spans, sentences
from zjviewer.core.text.traditional import simplified
from zjviewer.core.text.written_years import with_years_in_digits

_PREFIX = re.compile(
    r"(不得少于|不得低于|不得超过|不得高于|不少于|不低于|不超过|不高于|不小于|不大于|不足|不到|不下|大约|接近|超过|超出|突破|将近"
    r"|高于|低于|(?<![节制预公签合契条特])约|(?<![最附临邻接相远])近|逾|(?<![超])超|(?<=[量数额值])过|(?<![以数之加至向线网])上(?=[百千万亿]))$"
    r"|(至少|至多|最多|最少)(?:[有达为])?$"
)
_SUFFIX = re.compile(r"(?:/[^,，。;；、\d]{1,3})?(?:吨?标准煤)?(?:[（(][^()（）]{1,4}[)）])?(以上|以内|以下|左右|上下)")
_DIRECTION = re.compile(
    rf"(?:(?P<rise>{RATE_OF_RISE}|{RISE})|(?P<fall>{RATE_OF_FALL}|{FALL}))(?:幅度|率)?(?P<to>(?:(?:保持|稳定|控制|维持)在|[了为达到至约近超过逾仅是:：])*)$"
)
_DIRECT = re.compile(
    r"(?:提高|提升|上升|下降|降低|下跌|上涨|回落|减少|缩短|下调|上调|上浮|下浮|压减|精简|增产|减产)了?$"
    r"|(?:[余总]额|总量|存款|贷款|人口|人数|件数|数量|[量额值])增[加长]了?$"
)
_COMPARES = re.compile(r"比|较|与|同比|环比|上年|去年|往年|净")
_SHARE = re.compile(r"占|比重|比例|构成|份额")
_JOINT_BEFORE = re.compile(r"[、和及与以,，\s]*(?:到|至|[-—–~～]|——)?[、\s]*")
_RANGE_MARK = re.compile("[、 ]*(?:[-—–~～至到]|——|[:∶︰])[、 ]*")
_JOINT_RATIO = re.compile("[:∶︰]")
_RESPECTIVE = re.compile(r"分别|依次|各(?=占|为|达|有|约|增|降)")
_RATE_OF_CUT = re.compile(r"(?:精简|压缩|缩短|削减|压减)率[^,]{0,3}$")
_NATURAL_RATE = re.compile(r"(?:自然|机械)增长率[^,，]{0,3}$")
"""A name of a level (births less deaths), not of a change of one."""
_MORE_THAN = re.compile(
    r"[比较](?:去年|上一?年|前年|往年|[\d〇一二三四五六七八九]{4}年)(?:同期)?(?:多|(?P<fall>少))(?P<verb>[\u4e00-\u9fff]{2})?了?$"
)
_SPACED_YEAR = re.compile(r"[ \t]{0,4}((?:19|20)\d{2})[ \t]{1,4}(?=年)|(?<=[比较由从与])[ \t]{1,4}(?=(?:19|20)\d{2}年)")
_BASE = lazy_pattern(r"(?:为|是|相当于|[有足到及])(?:(?:19|20)\d{2}年|[去前]年|上一?年)(?:度|同期|全年|[底末初])?的?$")
_RECOVERED = re.compile(r"(?:恢复[到至]|相当于)(?:(?:19|20)\d{2}年|[去前]年|上一?年)(?:度|同期|全年)?的?$")
_LEVEL = re.compile(r"(?:[到至为]|(?:保持|稳定|控制|维持)在)约?$")
_OF_CHANGE = lazy_pattern(
    rf"(?:{RATE_OF_RISE}|{RATE_OF_FALL}|幅度)(?:(?:保持|稳定|控制|维持)在|[了为达到至约近超过逾仅是:：])*$"
)
_SHORT_MOVE = re.compile(r"(?:(?<![新提上回])[升增涨]|(?P<fall>(?<![上])[降减跌]))了?$")
_LONGEST_RATIO = 8
_AFTER = 64
_CLAUSE = 400
"""Code points before a number in which words of comparison and aims are looked for."""


def find_figures(
    text: str,
    sections: Sequence[Section],
    year: int | None,
    subject: str,
    shut: Sequence[Span] = (),
    title: str = "",
) -> tuple[Figure, ...]:
    """Every figure of a text in reading order, except those in the spans `shut`.

    `year`, `subject` and `title` are the report's; year and subject hold for sentences that name none.
    """
    written = mask_spans(fold_width(text), shut)
    plain = with_years_in_digits(simplified(written))
    names = quantity_free_spans(plain)
    numbers = find_numbers(plain, names)
    context = year_context(sections, year, simplified(title), plain[:400])
    reader = _Reader(text, plain, written, subject, YearReader(plain, names, context))
    starts = [section.start for section in sections]
    at = 0
    for sentence in sentences(plain):
        first = at
        while at < len(numbers) and numbers[at].start < sentence.end:
            at += 1
        if at == first:
            continue
        reader.begin_sentence(sentence)
        for number in numbers[first:at]:
            index = bisect_right(starts, number.start) - 1
            reader.read(number, numbers, sections[index].id if index >= 0 else "")
    return tuple(reader.found)


class _Reader:
    """Reads the numbers of a text one by one; each may refer to those before it in its sentence."""

    def __init__(self, text: str, plain: str, written: str, subject: str, years: YearReader) -> None:
        self.found: list[Figure] = []
        self._text = text
        self._plain = plain
        self._written = written
        self._own = subject
        self._years = years
        self._sentence = Span(0, 0)
        self._before: Figure | None = None
        self._inherited = subject
        self._items: tuple[Item, ...] = ()
        self._item_names: list[tuple[str, str]] = []
        self._at_item = 0
        self._is_from = False

    def begin_sentence(self, sentence: Span) -> None:
        """Forget the sentence before, except whose figures it stated where the new one begins with 其中."""
        goes_on = bool(self.found) and self._plain.startswith("其中", sentence.start)
        self._inherited = self.found[-1].subject if goes_on else self._own
        self._sentence = sentence
        self._before = None
        self._items = ()
        self._item_names = []
        self._years.begin_sentence(sentence.start)

    def read(self, number: Number, numbers: Sequence[Number], section: str) -> None:
        """Append the figure of the next number."""
        index = len(self.found)
        plain, before = self._plain, self._before
        floor = max(before.end if before else self._sentence.start, number.start - LONGEST * 4)
        clause = max(clause_start(plain, number.start, floor), floor)
        ahead = plain[max(clause, number.start - LONGEST) : number.start]
        prefix = _PREFIX.search(ahead)
        bare = _SPACED_YEAR.sub(r"\1", ahead[: prefix.start()] if prefix else ahead).rstrip(" \t")
        end = number.end
        for behind in numbers[index + 1 : index + _LONGEST_RATIO]:
            if not 0 < behind.start - end <= 3 or not _RANGE_MARK.fullmatch(plain, end, behind.start):
                break
            end = behind.end
        after = plain[end : end + _AFTER]
        suffix = _SUFFIX.match(plain, number.end)
        joining = _JOINT_RATIO if number.part_of_ratio else _JOINT_BEFORE
        joint = before if before is not None and joining.fullmatch(plain, before.end, number.start) else None
        if joint is not None and joint.end == number.start and joint.unit != number.unit:
            joint = None  # 1630条翻了一番
        qualifier = number.qualifier or (prefix[1] or prefix[2] if prefix else "") or (suffix[1] if suffix else "")

        kind, sign = self._kind(number, bare, clause, joint)
        own_year = self._years.year_of(
            number.start, end, section, bare, number.unit == "倍" or self._of_a_base(number, bare)
        )
        if joint is not None:
            own_year = joint.year
        owner, indicator, item_year = self._names(number, numbers, index, bare, after, clause, joint)
        if item_year is not None:
            own_year = item_year
        if joint is not None and not qualifier and self._items and joint.qualifier in _CARRIED:
            qualifier = joint.qualifier
        around = plain[_last_stop(plain, number.start, self._sentence.start) : number.start]
        amount = counted_by(number.unit) != "things" or bool(_BUDGETED.search(around))
        value = number.value * sign
        low, high = number.low, number.high
        if value < 0 and low is not None and low > 0:
            low, high = (None if limit is None else -limit for limit in (high, low))
        figure = Figure(
            id=f"f{len(self.found) + 1}",
            start=number.start,
            end=number.end,
            literal=self._text[number.start : number.end],
            value=value,
            unit=number.unit,
            kind=kind,
            qualifier=qualifier,
            indicator=self._as_written(indicator, number.start),
            subject=self._as_written(owner, number.start),
            year=own_year,
            section=section,
            low=low,
            high=high,
            status=self._years.status_of(own_year, section, around, amount),
            magnitude=number.magnitude,
        )
        self.found.append(figure)
        self._before = replace(figure, indicator=indicator, subject=owner) if self._written is not plain else figure

    def _of_a_base(self, number: Number, bare: str) -> bool:
        """Whether a part in words compares with the amount of another year: 是上年的三成."""
        if number.unit != "%":
            return False
        in_words = "%" not in self._plain[number.start : number.end]
        return bool(_BASE.search(bare)) if in_words else bool(_RECOVERED.search(bare))

    def _as_written(self, words: str, start: int) -> str:
        """Words of the simplified text as the report writes them."""
        if self._written is self._plain or not words:
            return words
        at = self._plain.rfind(words, max(0, start - _CLAUSE), start + _AFTER + LONGEST)
        return words if at < 0 else self._written[at : at + len(words)]

    def _kind(self, number: Number, bare: str, clause: int, joint: Figure | None) -> tuple[Kind, int]:
        """The kind, and −1 where the sentence says that something fell."""
        counted = counted_by(number.unit)
        relative = counted in ("part", "points", "multiple")
        if number.part_of_ratio:
            return "share", 1
        if self._plain[number.start] in "▲△▼":
            return "change", 1
        if joint is not None and joint.unit == number.unit:
            return joint.kind, -1 if joint.value < 0 < number.value and joint.kind == "change" else 1
        direction = _DIRECTION.search(bare)
        if relative and _NATURAL_RATE.search(bare):
            return "rate", 1
        more = None if direction else _MORE_THAN.search(bare)
        if more and (not more["verb"] or is_verb(more["verb"])):
            return "change", -1 if more["fall"] and number.value > 0 else 1
        if direction:
            level = bool(_LEVEL.search(bare)) and not _OF_CHANGE.search(bare)
            near = max(self._sentence.start, number.start - _CLAUSE)
            ends = not "\u4e00" <= self._plain[number.end : number.end + 1] <= "\u9fff"
            changes = relative or (ends and _DIRECT.search(bare)) or _COMPARES.search(self._plain, near, number.start)
            if changes and not level and not _RATE_OF_CUT.search(bare):
                return "change", -1 if direction["fall"] and number.value > 0 else 1
            if level and relative and self._before is not None and self._before.unit == number.unit:
                return self._before.kind if self._before.kind in ("share", "rate") else "rate", 1
        if counted == "points" or (relative and bare.endswith(("同比", "环比"))):
            return "change", 1
        short = _SHORT_MOVE.search(bare) if relative else None
        if short:
            return "change", -1 if short["fall"] and number.value > 0 else 1
        if counted == "part":
            shared = self._before is not None and self._before.kind == "share"
            shared = shared and bool(direction or _IN_BRACKETS.fullmatch(bare))
            return ("share" if _SHARE.search(bare) or shared else "rate"), 1
        if counted == "multiple":
            return "rate", 1
        if counted == "score":
            return "score", 1
        return ("money" if counted == "money" else "count"), 1

    def _names(
        self,
        number: Number,
        numbers: Sequence[Number],
        index: int,
        bare: str,
        after: str,
        clause: int,
        joint: Figure | None,
    ) -> tuple[str, str, int | None]:
        """Subject, indicator, and the year where the number is one of a list of years."""
        before = self._before
        listed = self._listed(number, numbers, index, bare, after, joint)
        if listed is not None:
            return listed
        if joint is not None and _RANGE_MARK.fullmatch(self._plain, joint.end, number.start):
            return joint.subject, joint.indicator, None
        words = bare
        if before is not None and clause == before.end:
            words = divided_lead(bare, after, number.unit, before.kind == "count", before.indicator)
        if counted_by(number.unit) == "score" and words.endswith("以"):  # 信息公开指数,温州市以78.1分排名第一
            owner, _ = name_of(words.removesuffix("以"), "", "", self._own)
            scored = _SCORED.findall(self._plain, self._sentence.start, clause)
            if scored:
                return owner or self._inherited, _without_lead(scored[-1]), None
        band = self._band(number)
        if band:
            assert before is not None
            return before.subject, band, None
        owner, indicator = name_of(words, after, number.unit, self._own)
        label = "" if words.strip() or indicator else self._label_before_colon(clause)
        if label:
            owner, indicator = name_of(label, "", number.unit, self._own)
        more = _MORE_THAN.search(bare)
        if more and more["verb"]:  # 比上年多录取319名
            indicator = indicator.lstrip("多少")
        if before is not None and self._is_from and _MOVED_TO.fullmatch(words):
            indicator = ""
        self._is_from = bare.endswith(("从", "由", "的")) and bool(_FROM.search(bare))
        if not indicator and not bare and before is not None and clause > before.end:
            indicator = predicate_after(after) if counted_by(number.unit) in ("things", "people", "times") else ""
        if not indicator and _ONLY_MOVES.fullmatch(words.strip(" ,")):
            indicator = self._moved_before(clause)
        if not indicator:
            indicator = before.indicator if before is not None else "" if owner else bare_words(bare)
        elif (
            before is not None
            and before.unit == number.unit
            and (before.indicator.startswith(indicator) or (more and before.indicator.endswith(indicator)))
            and consists_of_verbs(indicator)
        ):
            indicator = before.indicator  # 收到申请186件,今年收到241件
        if not owner:
            owner = before.subject if before is not None else self._inherited
        return owner, indicator, None

    def _moved_before(self, clause: int) -> str:
        """The measure of 投诉量明显回落, which is a clause without a number before 下降12件; empty for none."""
        start = max(self._before.end if self._before else self._sentence.start, clause - LONGEST)
        words = self._plain[clause_start(self._plain, clause - 1, start) : clause - 1]
        moved = _MOVED_CLAUSE.search(words) if clause > start else None
        return name_of(words[: moved.start()], "", "", self._own)[1] if moved else ""

    def _label_before_colon(self, clause: int) -> str:
        """Label of a line such as 受理申请:45件, whose number is behind its colon; empty for any other number."""
        start = max(self._sentence.start, clause - LONGEST)
        line = self._plain.rfind("\n", start, clause) + 1 or start
        label = _COLON_LABEL.fullmatch(self._plain, line, clause)
        return label["label"] if label else ""

    def _band(self, number: Number) -> str:
        """The words of 90分以上8家, where a limit names what is counted; empty elsewhere."""
        before = self._before
        if before is None or before.unit not in _LIMITS:
            return ""
        between = _BAND.fullmatch(self._plain, before.end, number.start)
        if not between or (not between[0] and before.unit == "%"):
            return ""
        start = before.start
        if before.low is not None and before.low < before.value and len(self.found) > 1:
            start = self.found[-2].start
        return self._plain[start : number.start].removesuffix("的")

    def _listed(
        self, number: Number, numbers: Sequence[Number], index: int, bare: str, after: str, joint: Figure | None
    ) -> tuple[str, str, int | None] | None:
        """The names of a number of a list with 分别; None for any other number."""
        moved = self._before is not None and _JOINT_VERB.fullmatch(self._plain, self._before.end, number.start)
        if self._items and (joint is not None or moved) and self._at_item + 1 < len(self._items):
            self._at_item += 1
            return self._item(self._at_item)
        marks = list(_RESPECTIVE.finditer(bare))
        if (
            not marks
            and joint is None
            and self._items
            and _ONLY_MOVED.fullmatch(bare)
            and self._list_length(numbers, index) == len(self._items)
        ):  # 分别达到8万元、5万元,增长4%、5%
            self._at_item = 0
            return self._item(0)
        if not marks and joint is None and self._items_of_bodies(number, numbers, index, bare, after):
            return self._item(0)
        if not marks:
            if joint is None:
                self._at_item = len(self._items)
            return None
        mark = marks[-1]
        head, verb = _IDLE_HEAD.sub("", bare[: mark.start()]), bare[mark.end() :]
        count = self._list_length(numbers, index)
        if count < 2:
            return None
        head = _IDLE_END.sub("", head)
        items = divide(_without_lead(head), count) or self._years_of_a_range(mark.group(), head, number, count)
        items = items or self._years_listed(mark.group(), head, number, count) or quarters(head, count)
        if items is not None:
            self._items = items
            self._item_names = []
            for item in items:
                if item.is_subject:
                    owner, indicator = item.name, name_of(item.measure + verb, after, number.unit, self._own)[1]
                else:
                    owner, indicator = name_of(item.name + verb, after if not item.name else "", number.unit, self._own)
                self._item_names.append((owner, indicator))
        elif _without_lead(head) and len(self._items) == count:
            measure = name_of(head, after, number.unit, self._own)[1]
            of_items = not measure and bool(_OF_SHARES.fullmatch(head)) and not self._items[0].is_subject
            if not of_items:
                if not all(item.is_subject or item.year for item in self._items):
                    return None
                self._item_names = [(owner, measure or _without_lead(head)) for owner, _ in self._item_names]
        elif _without_lead(head) or not (len(self._items) == count or self._take_figures_before(count)):
            return None
        self._at_item = 0
        return self._item(0)

    def _items_of_bodies(self, number: Number, numbers: Sequence[Number], index: int, bare: str, after: str) -> bool:
        """Whether bodies are listed before as many numbers, without 分别; they become the items."""
        if "、" not in bare:
            return False
        count = self._list_length(numbers, index)
        items = divide(_without_lead(bare), count) if count > 1 else None
        if not items or not all(item.is_subject and item.measure for item in items):
            return False
        self._items = items
        names = (name_of(item.measure, after, number.unit, self._own)[1] for item in items)
        self._item_names = [(item.name, name) for item, name in zip(items, names, strict=True)]
        self._at_item = 0
        return True

    def _years_of_a_range(self, mark: str, head: str, number: Number, count: int) -> tuple[Item, ...] | None:
        """The years of 2018年至2020年公开信息分别为96条、118条和143条; None where no range has as many."""
        ahead = self._plain[max(self._sentence.start, number.start - LONGEST) : number.start]
        for found in _YEARS_FROM_TO.finditer(ahead[: ahead.rfind(mark)]):
            first, last = int(found[1]), int(found[2])
            if last - first + 1 == count:
                return tuple(Item(_without_lead(head), year, False) for year in range(first, last + 1))
        return None

    def _years_listed(self, mark: str, head: str, number: Number, count: int) -> tuple[Item, ...] | None:
        """The years of 2020年、2021年、2022年,财政自给率分别为38.2%、39.6%和41.1%; None where others are listed."""
        ahead = self._plain[max(self._sentence.start, number.start - LONGEST) : number.start]
        for found in _YEARS_LISTED.finditer(ahead[: ahead.rfind(mark)]):
            years = re.findall(r"(?:19|20)\d{2}", found[0])
            if len(years) == count:
                return tuple(Item(_without_lead(head), int(year), False) for year in years)
        return None

    def _take_figures_before(self, count: int) -> bool:
        """Take the last figures of the sentence for the items of a list; false where they do not count one thing."""
        named: dict[tuple[str, str], Figure] = {}
        for figure in reversed(self.found[-_LOOK_BACK:]):
            if figure.start < self._sentence.start or len(named) == count:
                break
            if figure.kind != "change":
                named.setdefault((figure.subject, figure.indicator), figure)
        last = list(named.values())[::-1]
        if len(last) < count:
            return False
        self._items = tuple(Item(figure.indicator, figure.year, False) for figure in last)
        self._item_names = [(figure.subject, figure.indicator) for figure in last]
        return True

    def _item(self, at: int) -> tuple[str, str, int | None]:
        owner, indicator = self._item_names[at]
        before = self._before
        if not indicator and before is not None:
            indicator = before.indicator
        fallback = before.subject if before is not None and not self._items[at].is_subject and at else self._inherited
        return owner or fallback, indicator, self._items[at].year

    def _list_length(self, numbers: Sequence[Number], index: int) -> int:
        """How many numbers of one unit stand side by side from here on."""
        count = 1
        while index + count < len(numbers):
            last, following = numbers[index + count - 1], numbers[index + count]
            alike = counted_by(last.unit) in _COUNTED and counted_by(following.unit) in _COUNTED
            if (following.unit != last.unit and not alike) or following.start >= self._sentence.end:
                break
            if following.start - last.end > 8 or not _JOINT_OR_LIMIT.fullmatch(self._plain, last.end, following.start):
                break
            count += 1
        return count


_COUNTED = frozenset(("things", "people", "times", "measure"))
_JOINT_OR_LIMIT = lazy_pattern(rf"(?:以上|左右|以下|以内)?(?:[、和及与以,，\s]+|[、和及与](?:{RISE}|{FALL}))")
_OF_SHARES = lazy_pattern(
    "(?:各|所)?(?:占比|占[^,占]{1,14}(?:比重|比例|份额)|比重|比例|份额|增速|增幅|降幅|涨幅)[,，]?"
)
_JOINT_VERB = re.compile(rf"[、和及与](?:{RISE}|{FALL})")
_LIMITS = frozenset(("分", "岁", "元", "万元", "%", "亩", "公里", "平方米", "工作日", "天"))
_BAND = re.compile("(?:以上|以下|以内)?的?")
_COLON_LABEL = lazy_pattern(r"[-—*•·●▪ \t]*(?P<label>[\u4e00-\u9fff“”()、]{2,20})(?<!如下)(?<!其中):[ \t]*")
_ONLY_MOVED = re.compile(
    rf"[,、]?(?:(?:同比|比上年|较上年)?(?:实际)?(?:{RISE}|{FALL})|(?:约|各)?占(?:[^,占]{{0,12}}的(?:比[重例])?)?[为达]?)"
)
_MOVED_TO = lazy_pattern(
    "(?:逐步|进一步|大幅)?[\u4e00-\u9fff]{1,3}(?:至|到|为|成)(?:(?:本年度?|今年|当年|目前|现在|当前)的?|现有的?)?"
)
_FROM = re.compile("[从由][^,，。;；]{0,12}$")
_YEARS_FROM_TO = lazy_pattern(r"((?:19|20)\d{2})[ ]?年?[ ]?[-—–~～至到]{1,2}[ ]?((?:19|20)\d{2})[ ]?年")
_YEARS_LISTED = lazy_pattern(
    r"(?:19|20)\d{2}[ ]?年?(?:[度底末])?(?:[、,和及与][ ]?(?:19|20)\d{2}[ ]?年?(?:[度底末])?){1,8}"
    r"(?=[,，]|[\u4e00-\u9fff])"
)
_ONLY_MOVES = re.compile(
    rf"(?:今年|去年|上年|(?:19|20)\d{{2}}年|同比|环比|[比较](?:上年|去年|上一?年)(?:同期)?|年均|平均|[再又仍]){{0,3}}"
    rf"(?:{RISE}|{FALL}|{RATE_OF_RISE}|{RATE_OF_FALL}|幅度|[升降增减涨跌])?[了达约为到至]{{0,3}}"
)
_MOVED_CLAUSE = re.compile(
    rf"(?:(?:{DEGREE})地?){{0,3}}(?:{RISE}|{FALL}|回升|向好|由[升降正负增减]转[升降正负增减]|创新高|翻番)$"
)
_SCORED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:年度?)?([\u4e00-\u9fff]{2,30}(?:指数|得分|评分|测评|评估|考核|考评|满意度))(?=[,，、中])"
)
_IDLE_END = re.compile(r"[,、]?(?:同比|环比|[比较](?:上年|去年|上一?年)(?:同期)?|年均)$")
_IN_BRACKETS = re.compile(r"\((?:(?:19|20)\d{2}年|[去前]年|上一?年)(?:度|同期)?为?")
_BUDGETED = lazy_pattern("预算(?!单位|包括|管理|主管)|安排")
_LOOK_BACK = 24
"""Figures of a sentence among which the items of 分别 without a list are looked for."""
_IDLE_HEAD = re.compile(
    r"^[,、;: ]*(?:同比|环比|[比较与](?:上年|去年|上一年|(?:19|20)\d{2}年)(?:同期|度|相比)?|且|并|均|又)?(?=$)"
)
_CARRIED = frozenset(("超过", "超", "突破", "近", "接近", "不低于", "不少于", "约", "逾", "达到"))
_LEADING = re.compile(r"^[\s,、;:和及与]+|^(?:其中|全年|同时|今年|去年|(?:19|20)\d{2}年[,，])[,，]?")


def _without_lead(head: str) -> str:
    return _LEADING.sub("", head)


def _last_stop(plain: str, start: int, floor: int) -> int:
    """Where the last part of the sentence before an offset begins, behind its last semicolon."""
    begin = max(floor, start - _CLAUSE // 4)
    return max(plain.rfind(";", begin, start) + 1, begin)
