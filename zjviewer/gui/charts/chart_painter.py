"""The colours of a chart, and all of it that is neither bar nor dot: lines, patches, words, what is pointed at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from zjviewer.core.charts.scene import ChartScene, TextItem
from zjviewer.gui.theme.theme import Theme, font

_WORDS = {
    "title": "text_color",
    "subtitle": "text_color_soft",
    "key": "text_color_soft",
    "category": "text_color",
    "value": "text_color",
    "beside": "text_color_soft",
    "tick": "text_color_soft",
    "source": "text_color_faint",
    "note": "text_color_soft",
}
_LINES = {"baseline": ("text_color_faint", 1.0), "grid": ("line", 1.0), "track": ("line", 2.0), "stem": ("", 3.0)}
_WHITE = "#ffffff"


def chart_font(size: float, bold: bool) -> QFont:
    """Without hinting, so that letters are as wide on paper as they were measured on the screen."""
    made = font(size, bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class SceneItem(pg.GraphicsObject):
    """One layer of a drawing, in the pixels of its plan."""

    def __init__(self, plan: ChartScene, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._bounds = QRectF(0, 0, plan.width, plan.height)
        self._draw = draw

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: object) -> None:
        self._draw(painter)


@dataclass(frozen=True, slots=True)
class ScenePainter:
    """A plan in the colours of a theme."""

    theme: Theme
    plan: ChartScene
    selected: frozenset[int]
    result: frozenset[int]
    """Of `selected`, the other side of a check."""
    beside: Mapping[str, str]
    """Colours' names for the figures that are selected, by id, for those that stand beside a mark's own."""
    hovered: int
    current: int
    outlined: bool
    """Letters as paths."""

    def of_mark(self, index: int) -> QBrush:
        """The accent where the mark is selected, or the colour of the other side."""
        if index in self.selected:
            return QBrush(self.theme.color(self._chosen(index)))
        return QBrush(self._tone(self.plan.marks[index].color_role))

    def draw_under(self, painter: QPainter) -> None:
        """What is pointed at, lines and patches."""
        painter.setPen(Qt.PenStyle.NoPen)
        for index, mark in enumerate(self.plan.marks):
            if index == self.hovered or index in self.selected:
                painter.setBrush(self.theme.color(f"{self._chosen(index)}_soft" if index in self.selected else "hover"))
                painter.drawRoundedRect(QRectF(*mark.hit_boxes[-1]).adjusted(0, 1, 0, -1), 4, 4)
        for rule in self.plan.rules:
            name, width = _LINES[rule.line]
            colour = self.theme.color(name) if name else self.of_mark(rule.mark).color()
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
        painter.setPen(Qt.PenStyle.NoPen)
        for chip in self.plan.chips:
            painter.setBrush(self._tone(chip.color_role) if chip.mark is None else self.of_mark(chip.mark))
            painter.drawRect(QRectF(*chip.box))

    def draw_over(self, painter: QPainter) -> None:
        """Words, and the ring around the mark that the keys have reached."""
        for words in self.plan.texts:
            self._write(painter, words)
        if self.current >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 2.0))
            painter.drawRoundedRect(QRectF(*self.plan.marks[self.current].box).adjusted(-4, -4, 4, 4), 4, 4)

    def _write(self, painter: QPainter, words: TextItem) -> None:
        chosen = words.mark in self.selected
        type_ = chart_font(words.size, words.bold or (chosen and words.role == "value"))
        metrics = QFontMetricsF(type_)
        line = words.box.y + (words.box.height + metrics.capHeight()) / 2
        start = QPointF(words.box.x, line)
        colour = self._word_colour(words, chosen)
        if self.outlined:
            path = QPainterPath()
            path.addText(start, type_, words.text)
            painter.fillPath(path, QBrush(colour))
            return
        painter.setFont(type_)
        painter.setPen(colour)
        painter.drawText(start, words.text)

    def _word_colour(self, words: TextItem, chosen: bool) -> QColor:
        if words.background_role:
            bar = self.of_mark(words.mark).color()
            inks = (QColor(_WHITE), self.theme.color("text_color"), self.theme.color("background"))
            return max(inks, key=lambda ink: _contrast(ink, bar))
        if words.role == "beside" and words.mark is not None:
            own = self.plan.marks[words.mark].figures[-1]
            return self.theme.color(self.beside.get(own, _WORDS["beside"]))
        return self.theme.color(self._chosen(words.mark) if chosen and words.role == "value" else _WORDS[words.role])

    def _chosen(self, mark: int) -> str:
        return "result" if mark in self.result else "accent"

    def _tone(self, tone: str) -> QColor:
        if tone.startswith("series"):
            series = self.theme.series
            return QColor(series[int(tone.removeprefix("series")) % len(series)])
        return self.theme.color(tone)


def _contrast(first: QColor, second: QColor) -> float:
    """As in WCAG 2, from 1 to 21."""
    low, high = sorted(map(_luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
