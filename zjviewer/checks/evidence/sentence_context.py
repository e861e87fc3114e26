"""Sentence context of figures: figures by sentence, the text between them, their names in formulas."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from zjviewer.core.figures.number_format import is_vague
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span
from zjviewer.core.text.label_matching import strip_label
from zjviewer.core.text.segmentation import fold_width, sentences

T = TypeVar("T")

_SAME_UNITS = (("件", "宗", "起"), ("人", "名", "位"), ("场", "场次"), ("次", "件次"), ("个", "家"))
_UNIT = {unit: group[0] for group in _SAME_UNITS for unit in group}

_AHEAD = re.compile(r"目标|计划(?!的?项目|名称)|拟|预计|预期|力争|争取|确保|不得|应当|将(?:达|增|降|新)|到20\d{2}年")
_PLANS = re.compile(r"下一步|打算|计划|目标|任务|展望|改进|重点工作|工作安排|总体要求")
_YEAR = re.compile(r"20\d{2}(?=年)")
_PERIOD = re.compile(
    r"全年|[上下]半年|[一二三四1-4]季度|\d{1,2}月|五年|十年|十[二三四五]五|[三四六七八九]年来|年均|以来|累计|新增"
)
_IDLE = re.compile(
    r"[^\u4e00-\u9fff]+|各类|各种|有关|相关|共计|共有|截至|目前|全年|累计|分别|达到|[了的和与及等共达为有是在对以]"
)
_SUMMED = re.compile(r"[\s,、;]*(?P<how>(?:[两三四五六七八][者项类])?(?:合计|共计|总计|总共|一共|共))(?:为|达到?|有)?")
_PIECES = re.compile(r"[,;:、()]")
_EDGES = "等的\n “”"
_LONGEST_NAME = 36
_ITEM = re.compile(
    r"\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.])\s*(?P<label>[^,;。:\d\n]{2,60})"
)
_LONGEST_LABEL = 80
"""Code points of a table cell that may be a label."""
_MOST_FIGURES = 40
"""Figures of one sentence that are compared with each other."""
_LONGEST_SENTENCE = 2400
"""Code points of a sentence, and around its figures, that are read."""
_LONGEST_LIST = 2000
"""Code points."""
_CONTEXT = 8
"""Code points before a figure that distinguish it from others with the same literal."""


@dataclass(frozen=True)
class SentenceContext:
    """Figures of a report by sentence; `plain` is the text with half-width punctuation at the same offsets."""

    analysis: Analysis
    plain: str
    spans: tuple[Span, ...]
    """Ranges of the sentences with figures, in order; without the lines of source tables."""
    inside: tuple[tuple[Figure, ...], ...]
    """Figures of each sentence, in the order of `spans`."""
    _results: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, find: Callable[[], T]) -> T:
        """Result of a search over the whole report, which runs once for all rules that ask for it."""
        if name not in self._results:
            self._results[name] = find()
        found: T = self._results[name]
        return found

    @cached_property
    def index_of(self) -> Mapping[str, int]:
        """Index into `spans`, by figure id; figures of source tables are missing."""
        return {figure.id: index for index, group in enumerate(self.inside) for figure in group}

    @cached_property
    def source_labels(self) -> frozenset[str]:
        """Texts of the cells of the source's own tables, without numbers, brackets and white space."""
        report = self.analysis.report
        cells = (cell.span for grid in report.grids for cell in grid.cells)
        return frozenset(strip_label(report.text[start:end]) for start, end in cells if end - start <= _LONGEST_LABEL)

    @cached_property
    def _floors(self) -> Mapping[str, int]:
        """End of the preceding figure, or start of the sentence, by figure id."""
        found: dict[str, int] = {}
        for span, group in zip(self.spans, self.inside, strict=True):
            floor = span.start
            for figure in group:
                found[figure.id] = floor
                floor = figure.end
        return found

    def sentence_of(self, figure: Figure) -> str:
        """The sentence that a figure stands in, as the report writes it; for a cell of a source table its line."""
        index = self.index_of.get(figure.id)
        text = self.analysis.report.text
        if index is not None:
            return text[slice(*self.spans[index])]
        start = text.rfind("\n", 0, figure.start) + 1
        end = text.find("\n", figure.end)
        return " ".join(text[start : end if end >= 0 else len(text)].split())

    def between(self, start: int, end: int) -> str:
        """Text of a range, with half-width punctuation."""
        return self.plain[start:end]

    def before(self, figure: Figure) -> str:
        """Text between the preceding figure, or the start of the sentence, and this figure; empty for cells of source
        tables."""
        floor = self._floors.get(figure.id)
        return "" if floor is None else self.plain[floor : figure.start]

    def sentence_before(self, figure: Figure) -> str:
        """Text from the start of the sentence to a figure of the prose."""
        return self.plain[self.spans[self.index_of[figure.id]].start : figure.start]

    def clause_of(self, figure: Figure) -> str:
        """Clause of a figure: from the comma, semicolon or stop before it to the next behind it."""
        span = self.spans[self.index_of[figure.id]] if figure.id in self.index_of else figure.span
        start = max(self.plain.rfind(mark, span.start, figure.start) for mark in ",;:。") + 1
        ends = [at for mark in ",;。" if (at := self.plain.find(mark, figure.end, span.end)) >= 0]
        return self.plain[max(start, span.start) : min(ends, default=span.end)]

    def name(self, figure: Figure) -> str:
        """Name of a figure in a formula: its subject, where the text right before it names one, and its indicator."""
        before = self.before(figure)
        if summed := _SUMMED.fullmatch(before):
            return summed["how"]
        whose = figure.subject if figure.subject in before else ""
        what = figure.indicator.rpartition("其中")[2]
        if figure.kind == "share":
            what = f"{what}占比" if not what.endswith(("率", "比")) else what
        elif figure.kind == "change":
            what = f"{what}{'增减' if figure.unit not in ('%', '百分点', '倍') else '增幅'}"
        elif figure.year is not None and figure.year != self.analysis.report.year:
            what = f"{figure.year}年{what}"
        name = what if whose in what else f"{whose}{what}"
        if name.count("(") != name.count(")"):
            name = next((piece for piece in _PIECES.split(before)[::-1] if piece.strip(_EDGES)), name).strip(_EDGES)
        return (name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…") or figure.literal

    def mark_of(self, figure: str) -> str:
        """Literal of a figure with the text before it, without white space."""
        found = self.analysis.figure_by_id[figure]
        return "".join(self.plain[max(0, found.start - _CONTEXT) : found.end].split())

    def is_planned(self, figure: Figure) -> bool:
        """Whether a figure is a target or a forecast."""
        headings = " ".join(section.title for section in self.analysis.path_of(figure.section))
        return bool(_AHEAD.search(self.clause_of(figure)) or _PLANS.search(headings))

    def year_of_section(self, figure: Figure) -> str:
        """Year in the headings above a figure; empty where they name none."""
        for section in reversed(self.analysis.path_of(figure.section)):
            match = _YEAR.search(section.title)
            if match:
                return match[0]
        return ""

    def item_of(self, figure: Figure) -> str:
        """Label of the numbered list item that a figure stands in, without its number; empty where the line of the
        figure and the heading above it have none."""
        start = self.plain.rfind("\n", 0, figure.start) + 1
        if match := _ITEM.match(self.plain, start, figure.start):
            return match["label"]
        section = self.analysis.section_at(figure.start)
        return strip_label(section.title) if section is not None and section.number else ""

    def part_of_year(self, figure: Figure) -> str:
        """Text that limits a figure to a part of its year, such as 上半年; empty where there is none."""
        if figure.id not in self.index_of:
            return ""
        *_, last = ("", *_PERIOD.findall(self.sentence_before(figure)))
        return "" if last == "全年" else last


def build_context(analysis: Analysis) -> SentenceContext:
    """Sentence context of a report."""
    plain = fold_width(analysis.report.text)
    spans: list[Span] = []
    inside: list[tuple[Figure, ...]] = []
    figures = analysis.figures
    starts = [figure.start for figure in figures]
    for sentence in _joined(plain, analysis):
        first, last = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end - 1)
        if last > first and "\t" not in plain[sentence.start : sentence.end]:
            for span, inner in _bounded(plain, sentence, figures[first:last]):
                spans.append(span)
                inside.append(inner)
    return SentenceContext(analysis, plain, tuple(spans), tuple(inside))


def _bounded(plain: str, sentence: Span, figures: tuple[Figure, ...]) -> Iterator[tuple[Span, tuple[Figure, ...]]]:
    """A sentence with its figures; in pieces where it holds so many figures or is so long that comparing each figure
    of it with the others would take more than linear time."""
    if len(figures) <= _MOST_FIGURES and sentence.end - sentence.start <= _LONGEST_SENTENCE:
        yield sentence, figures
        return
    start, first = sentence.start, 0
    for at in range(1, len(figures) + 1):
        last = at == len(figures)
        far = not last and figures[at].end - start > _LONGEST_SENTENCE
        if not (last or far or at - first >= _MOST_FIGURES):
            continue
        end = (
            sentence.end
            if last
            else max(plain.rfind(mark, figures[at - 1].end, figures[at].start) for mark in ";,、") + 1
        )
        end = max(end, figures[at - 1].end)
        begin = max(start, figures[first].start - _LONGEST_SENTENCE)
        yield Span(begin, min(end, figures[at - 1].end + _LONGEST_SENTENCE)), figures[first:at]
        start, first = end, at


def _joined(plain: str, analysis: Analysis) -> Iterator[Span]:
    """Sentences of the text; a list with a line for each part, behind a colon and semicolons, is one sentence."""
    begins = {section.start for section in analysis.sections}
    pending: Span | None = None
    for sentence in sentences(plain):
        goes_on = pending is not None and plain[pending.end - 1] in ":;" and sentence.start not in begins
        if pending is not None and goes_on and sentence.end - pending.start <= _LONGEST_LIST:
            pending = Span(pending.start, sentence.end)
            continue
        if pending is not None:
            yield pending
        pending = sentence
    if pending is not None:
        yield pending


def unit_of(figure: Figure) -> str:
    """Unit of a figure, one for all units that count the same things: 件 for 起 and 宗."""
    return _UNIT.get(figure.unit, figure.unit)


def bare(text: str) -> str:
    """Text without the parts that do not distinguish measures."""
    return _IDLE.sub("", text)


def bare_name(figure: Figure) -> str:
    """Indicator of a figure without the parts that do not distinguish measures."""
    return bare(figure.indicator)


def is_amount(figure: Figure) -> bool:
    """Whether a figure is a count or an amount of money, which can be added; no number as vague as 数千件 can."""
    return figure.kind in ("count", "money") and bool(figure.unit) and figure.value >= 0 and not is_vague(figure)


def same_quantity(first: Figure, second: Figure) -> bool:
    """Whether two figures are amounts with the same unit, which can be added and compared."""
    return is_amount(first) and is_amount(second) and unit_of(first) == unit_of(second)


def depth_at(plain: str, start: int, offset: int) -> int:
    """Number of brackets that open after `start` and are still open at an offset."""
    return plain.count("(", start, offset) - plain.count(")", start, offset)


def list_is_closed(plain: str, start: int, end: int) -> bool:
    """Whether a bracket that opened before a range closes in it, so that the text before the range is in brackets."""
    depth = 0
    for letter in plain[start:end]:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return True
    return False
