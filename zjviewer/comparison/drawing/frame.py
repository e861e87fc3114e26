"""Head and foot of every comparison drawing, and the shapes that its views are made of."""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from zjviewer.comparison.measures import Measure
from zjviewer.comparison.panel import Panel, Semantics
from zjviewer.comparison.series import Point
from zjviewer.core.charts.axis import Axis
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    SMALL_SIZE,
    TITLE_SIZE,
    Box,
    ChartScene,
    LegendSwatch,
    Line,
    LineItem,
    Mark,
    Role,
    Shape,
    TextItem,
    TextMeasure,
    line_height,
    wrap_text,
)
from zjviewer.core.text.line_breaks import elide

PAD = 16.0
DOT = 8.0
NARROWEST = 400.0
_MOST_SOURCES = 3
_MISSING: dict[Semantics, str] = {
    "empty": "空白",
    "not_applicable": "不适用",
    "text": "非数字",
    "no_table": "无此项",
    "no_report": "无年报",
}
FAILED_SIGN = "＊"
"""Behind a number that takes part in a failed check."""
_FAILED_NOTE = f"{FAILED_SIGN} 该数参与的勾稽核对不符。"


class MarkKey(NamedTuple):
    """What a mark stands for; its text form is the id in `Mark.figures`."""

    year: int
    metric: str
    body: str

    def __str__(self) -> str:
        """`2022|applications/new/all|浙江省人民政府`."""
        return f"{self.year}|{self.metric}|{self.body}"


def key_of(figure: str) -> MarkKey:
    """The inverse of `str(key)`."""
    year, metric, body = figure.split("|", 2)
    return MarkKey(int(year), metric, body)


def missing_word(semantics: Semantics) -> str:
    """Chinese word for why there is no number."""
    return _MISSING.get(semantics, "")


def written(value: float | None, unit: str = "") -> str:
    """A number with thousands separators, two places at most, and its unit."""
    if value is None:
        return ""
    number = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number.replace('-', '−')}{unit}"


def signed(value: float | None) -> str:
    """A change in per cent with its sign and one place; empty for none."""
    return "" if value is None else f"{value:+.1f}%".replace("-", "−")


def point_text(point: Point, unit: str = "") -> str:
    """A point's number with the sign of a failed check, or why there is none."""
    if point.value is None:
        return missing_word(point.semantics)
    return written(point.value, unit) + (FAILED_SIGN if point.failed else "")


class Canvas:
    """Collects the items of a drawing from top to bottom. `top` is where the next part begins."""

    def __init__(self, width: float, measure: TextMeasure) -> None:
        self.width = max(width, NARROWEST)
        self.measure = measure
        self.top = PAD
        self.marks: list[Mark] = []
        self.texts: list[TextItem] = []
        self.rules: list[LineItem] = []
        self.chips: list[LegendSwatch] = []
        self._title = self._subtitle = ""

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * PAD

    def head(self, title: str, subtitle: str = "") -> None:
        """Title and subtitle at the top."""
        self._title, self._subtitle = title, subtitle
        self.block(title, TITLE_SIZE, "title", bold=True)
        if subtitle:
            self.top += 2
            self.block(subtitle, LABEL_SIZE, "subtitle")
        self.top += 12

    def block(self, text: str, size: float, role: Role, bold: bool = False, most: int = 4) -> None:
        """Lines of text over the whole width."""
        for line in wrap_text(text, self.inner, size, self.measure, bold, most):
            self.text(line, PAD, self.top, size, role, bold)
            self.top += line_height(size)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float = SMALL_SIZE,
        role: Role = "value",
        bold: bool = False,
        mark: int | None = None,
        within: float = 0,
        align: str = "left",
        on: str = "",
    ) -> TextItem:
        """One line; `within` is the width that it may take, in which it is aligned."""
        shown = elide(text, within, lambda words: self.measure(words, size, bold)) if within else text
        wide = self.measure(shown, size, bold)
        free = {"left": 0.0, "right": within - wide, "center": (within - wide) / 2}[align] if within else 0.0
        item = TextItem(shown, Box(x + free, y, wide, line_height(size)), size, role, bold, mark, on)
        self.texts.append(item)
        return item

    def mark(
        self, key: MarkKey, point: Point, box: Box, shape: Shape, color: str, unit: str, hit: Box | None = None
    ) -> int:
        """Add a mark and return its index."""
        value = Decimal(str(point.value)) if point.value is not None else Decimal(0)
        label = point_text(point)
        told = f"{key.year}年：{point_text(point, unit) if unit else label}"
        notes = "\n".join(filter(None, ("约数" if point.is_estimate else "", "勾稽不符" if point.failed else "")))
        tip = f"{told}\n{notes}" if notes else told
        hits = (hit or box,)
        self.marks.append(Mark((str(key),), value, key.body, label, tip, shape, box, color, "outside", hits))
        return len(self.marks) - 1

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: Line, color: str = "") -> None:
        """A straight line."""
        self.rules.append(LineItem(x1, y1, x2, y2, kind, color_role=color))

    def swatch(self, x: float, y: float, color: str) -> None:
        """A patch of colour before a line of small text at this height."""
        self.chips.append(LegendSwatch(Box(x, y + 4, 8, 8), color))

    def chip(self, x: float, y: float, color: str, text: str) -> float:
        """A patch of colour with its name; returns the x behind it."""
        self.chips.append(LegendSwatch(Box(x, y + 3, 10, 10), color))
        item = self.text(text, x + 14, y, SMALL_SIZE, "key")
        return item.box.right + 14

    def finish(
        self, id: str, panel: Panel, notes: Iterable[str], axis: Axis | None = None, told: Iterable[str] = ()
    ) -> ChartScene:
        """The scene with notes and sources below; marks of failed checks get their note. `told` describes what is no
        mark."""
        every = list(dict.fromkeys(filter(None, notes)))
        if any(FAILED_SIGN in item.text for item in self.texts):
            every.append(_FAILED_NOTE)
        self.top += 12
        foot = [f"注：{note}" if not note.startswith(FAILED_SIGN) else note for note in every]
        for note in foot:
            self.block(note, SMALL_SIZE, "note")
        source = source_line(panel)
        self.block(source, SMALL_SIZE, "source")
        values = "；".join((*told, *(f"{mark.category} {mark.tooltip.splitlines()[0]}" for mark in self.marks)))
        described = "。".join(filter(None, (self._title, self._subtitle, values, *every, source)))
        return ChartScene(
            chart=id,
            width=self.width,
            height=self.top + PAD,
            title=self._title,
            subtitle=self._subtitle,
            marks=tuple(self.marks),
            texts=tuple(self.texts),
            rules=tuple(self.rules),
            chips=tuple(self.chips),
            axis=axis or Axis(0, 1),
            description=described,
            notes=tuple(every),
            sources=(source,),
            palette="colours",
        )


def elide_text(text: str, width: float, size: float, measure: TextMeasure, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits before a `…`."""
    if measure(text, size, bold) <= width:
        return text
    while text and measure(text + "…", size, bold) > width:
        text = text[:-1]
    return text + "…"


def source_line(panel: Panel) -> str:
    """The reports that the numbers come from."""
    used = panel.used_reports
    first = used[:_MOST_SOURCES]
    shown = "、".join(f"《{report.title}》" if report.title else PurePath(report.file).stem for report in first)
    more = f"等{len(used)}份年报" if len(used) > len(first) else ""
    left = f"；另有{len(panel.excluded)}个文件未纳入" if panel.excluded else ""
    return f"来源：{shown}{more}{left}。"


def value_axis(values: Sequence[float]) -> Axis:
    """From zero, or from the least negative value, to a round number above the greatest, with at most six steps."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span = high - low or 1.0
    power = 10.0 ** math.floor(math.log10(span) - 0.3)
    step = next(each * power for each in (1, 2, 5, 10) if span <= 6 * each * power)
    first, last = math.floor(low / step), math.ceil(high / step) or 1
    ticks = tuple(Decimal(str(round(number * step, 10))) for number in range(first, last + 1))
    return Axis(float(ticks[0]), float(ticks[-1]), ticks=ticks)


def years_text(years: Sequence[int]) -> str:
    """Years in order as `2019—2023年`, or `2019年` for one."""
    return f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年"


def measure_title(measure: Measure) -> str:
    """Name of a metric with its unit."""
    return f"{measure.name}（{measure.unit}）" if measure.unit else measure.name


def without_text(names: Sequence[str], most: int = 12) -> str:
    """Bodies without a value, in one sentence; empty for none."""
    if not names:
        return ""
    more = f"等{len(names)}个" if len(names) > most else ""
    return f"没有数值：{'、'.join(names[:most])}{more}。"
