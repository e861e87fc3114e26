"""Scene of the differences of two texts: what differs, with its sign, and how much is the same."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from zjviewer.comparison.drawing.frame import PAD, Canvas
from zjviewer.comparison.panel import Panel, PanelReport
from zjviewer.comparison.text_difference import (
    SIGNS,
    ComparedChapter,
    ComparedTexts,
    Kind,
    Passage,
    TextDifference,
    Words,
)
from zjviewer.core.charts.scene import (
    LABEL_SIZE,
    SMALL_SIZE,
    Box,
    ChartScene,
    LegendSwatch,
    TextMeasure,
    line_height,
    wrap_text,
)

NAMES: Mapping[Kind, str] = {
    "new": "新增",
    "gone": "删去",
    "changed": "改写",
    "numbers": "数字变动",
    "moved": "移动",
    "same": "相同",
}
_COLORS: Mapping[Kind, str] = {
    "new": "positive",
    "gone": "negative",
    "changed": "series0",
    "numbers": "series1",
    "moved": "muted",
}
_INDENT = 24.0
_BAR = 3.0
_MOST_LINES = 1000
_MARKS: Mapping[str, tuple[str, str]] = {"both": ("", ""), "left": ("[−", "]"), "right": ("[＋", "]")}


def text_scene(
    panel: Panel, compared: ComparedTexts, first: PanelReport, second: PanelReport, width: float, measure: TextMeasure
) -> ChartScene:
    """The passages that differ, in the order of the second report; passages in both are counted."""
    canvas = Canvas(width, measure)
    key = "　".join(f"{sign} {NAMES[kind]}" for kind, sign in SIGNS.items())
    canvas.head(f"{first.body}{first.year}年 → {second.body}{second.year}年", key)
    told = []
    for chapter in compared.chapters:
        canvas.block(chapter.title or "开头", LABEL_SIZE, "heading", bold=True)
        canvas.block(_summary(chapter.difference), SMALL_SIZE, "note")
        told.append(f"{chapter.title or '开头'}：{_summary(chapter.difference)}")
        canvas.top += 4
        for kind, text in _blocks(compared, chapter):
            told.append(f"{SIGNS.get(kind, '')}{text}")
            _draw(canvas, kind, text)
        canvas.top += 8
    sources = tuple(dict.fromkeys((first, second)))
    used = replace(panel, reports=sources, chosen_bodies=(), chosen_years=())
    return canvas.finish("text", used, (), told=told)


def _summary(difference: TextDifference) -> str:
    counts = [f"{sign} {difference.count(kind)}" for kind, sign in SIGNS.items() if difference.count(kind)]
    left, right = round(difference.shared_left * 100), round(difference.shared_right * 100)
    return " · ".join((*counts, f"相同文字占前者{left}%、后者{right}%"))


def _blocks(compared: ComparedTexts, chapter: ComparedChapter) -> Iterator[tuple[Kind, str]]:
    for same, passages in groupby(chapter.difference.passages, lambda passage: passage.kind == "same"):
        if same:
            yield "same", f"…… 相同{len(list(passages))}句"
            continue
        for passage in passages:
            yield passage.kind, _written(compared, passage)


def _written(compared: ComparedTexts, passage: Passage) -> str:
    if passage.words:
        return "".join(map(marked_words, passage.words))
    return " ".join(compared.text_of(passage).split())


def marked_words(words: Words) -> str:
    """A piece of a changed sentence, in brackets with a sign where only one text has it."""
    before, after = _MARKS[words.side]
    return f"{before}{words.text}{after}"


def _draw(canvas: Canvas, kind: Kind, text: str) -> None:
    """A passage with its sign and a bar in its colour; what is gone is struck through."""
    if kind == "same":
        canvas.text(text, PAD + _INDENT, canvas.top, SMALL_SIZE, "note")
        canvas.top += line_height(SMALL_SIZE) + 2
        return
    high, begin = line_height(LABEL_SIZE), canvas.top
    canvas.text(SIGNS[kind], PAD + _BAR + 4, begin, LABEL_SIZE, "value", bold=True)
    for line in wrap_text(text, canvas.inner - _INDENT, LABEL_SIZE, canvas.measure, most=_MOST_LINES):
        item = canvas.text(line, PAD + _INDENT, canvas.top, LABEL_SIZE, "value")
        if kind == "gone":
            middle = canvas.top + high / 2
            canvas.line(item.box.x, middle, item.box.right, middle, "grid", _COLORS[kind])
        canvas.top += high
    canvas.chips.append(LegendSwatch(Box(PAD, begin + 1, _BAR, canvas.top - begin - 2), _COLORS[kind]))
    canvas.top += 4
