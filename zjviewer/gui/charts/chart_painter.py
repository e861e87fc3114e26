"""Colours of a chart, and painting of everything but bars and dots: lines, legend, text, hovered and current marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from zjviewer.core.charts.scene import ChartScene, TextItem
from zjviewer.gui.charts.chart_text import chart_font, text_runs
from zjviewer.gui.theme.palettes import chart_colors
from zjviewer.gui.theme.theme import Theme

_TEXT_COLORS = {
    "title": "text_color",
    "subtitle": "text_color_soft",
    "key": "text_color_soft",
    "heading": "text_color",
    "category": "text_color",
    "value": "text_color",
    "beside": "text_color_soft",
    "tick": "text_color_soft",
    "source": "text_color_faint",
    "note": "text_color_soft",
}
_LINE_STYLES = {
    "baseline": ("text_color_faint", 1.0),
    "grid": ("line", 1.0),
    "track": ("line", 2.0),
    "stem": ("", 3.0),
    "trend": ("text_color_faint", 2.0),
    "near": ("text_color_faint", 2.0),
    "change": ("text_color_faint", 1.0),
}
_PEN_STYLES = {"near": Qt.PenStyle.DotLine, "change": Qt.PenStyle.DashLine}
_LEVELS = 5
"""Classes of values that are told apart by the strength of one colour."""
_WHITE = "#ffffff"
_RECEDED = 0.4
"""Strength of the colour of marks that are not selected while others are."""
_THICKER = 0.045
"""Width of the line around a character that stands for a bold one, of the size of the text."""
_OUTLINE = 2.0
"""Width of the outline of selected marks, in pixels."""


class SceneItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no type hints
    """Graphics item that calls a function to paint one layer of a scene."""

    def __init__(self, scene: ChartScene, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._bounds = QRectF(0, 0, scene.width, scene.height)
        self._draw = draw

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: object) -> None:
        self._draw(painter)


@dataclass(frozen=True, slots=True)
class ScenePainter:
    """Paints a scene in the colours of a theme."""

    theme: Theme
    scene: ChartScene
    selected: frozenset[int]
    result: frozenset[int]
    """Indices among `selected` that are the result of a check."""
    secondary_colors: Mapping[str, str]
    """Names of colours by the ids of selected figures, for those that are secondary values of a mark."""
    hovered: int
    current: int
    outlined: bool
    """Whether text is painted as paths."""

    def of_mark(self, index: int) -> QBrush:
        """Brush of a mark: its own colour, paler where other marks are selected."""
        color = self._color(self.scene.marks[index].color_role)
        if self.selected and index not in self.selected:
            color = _mix(color, self.theme.color("background"), _RECEDED)
        return QBrush(color)

    def draw_under(self, painter: QPainter) -> None:
        """Paint the layer below the marks: hovered and selected backgrounds, lines, legend swatches."""
        painter.setPen(Qt.PenStyle.NoPen)
        for index, mark in enumerate(self.scene.marks):
            if index == self.hovered or index in self.selected:
                painter.setBrush(
                    self.theme.color(f"{self._selection_color(index)}_soft" if index in self.selected else "hover")
                )
                painter.drawRoundedRect(QRectF(*mark.hit_boxes[-1]).adjusted(0, 1, 0, -1), 4, 4)
        for rule in self.scene.rules:
            name, width = _LINE_STYLES[rule.line]
            colour = self.theme.color(name) if name or rule.mark is None else self.of_mark(rule.mark).color()
            colour = self._color(rule.color_role) if rule.color_role else colour
            style = _PEN_STYLES.get(rule.line, Qt.PenStyle.SolidLine)
            painter.setPen(QPen(colour, width, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
        painter.setPen(Qt.PenStyle.NoPen)
        for chip in self.scene.chips:
            painter.setBrush(self._color(chip.color_role) if chip.mark is None else self.of_mark(chip.mark))
            painter.drawRect(QRectF(*chip.box))

    def draw_over(self, painter: QPainter) -> None:
        """Paint the layer above the marks: outlines of selected marks, text, and the focus ring around the current
        one."""
        for index in sorted(self.selected):
            self._draw_outline(painter, index)
        for item in self.scene.texts:
            self._draw_text(painter, item)
        if self.current >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 2.0))
            painter.drawRoundedRect(QRectF(*self.scene.marks[self.current].box).adjusted(-4, -4, 4, 4), 4, 4)

    def _draw_outline(self, painter: QPainter, index: int) -> None:
        mark = self.scene.marks[index]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color(self._selection_color(index)), _OUTLINE))
        rect = QRectF(*mark.box).adjusted(-_OUTLINE, -_OUTLINE, _OUTLINE, _OUTLINE)
        if mark.shape == "dot":
            painter.drawEllipse(rect)
        else:
            painter.drawRoundedRect(rect, _OUTLINE, _OUTLINE)

    def _draw_text(self, painter: QPainter, item: TextItem) -> None:
        selected = item.mark in self.selected
        bold = item.bold or (selected and item.role == "value")
        baseline = item.box.y + (item.box.height + QFontMetricsF(chart_font(item.size, bold)).capHeight()) / 2
        colour = self._text_color(item, selected)
        for run in text_runs(item.text, item.size, bold):
            start = QPointF(item.box.x + run.x, baseline)
            if self.outlined or run.thickened:
                path = QPainterPath()
                path.addText(start, run.font, run.text)
                painter.fillPath(path, QBrush(colour))
                if run.thickened:
                    painter.strokePath(path, QPen(colour, item.size * _THICKER))
            else:
                painter.setFont(run.font)
                painter.setPen(colour)
                painter.drawText(start, run.text)

    def _text_color(self, item: TextItem, selected: bool) -> QColor:
        if item.background_role and item.mark is not None:
            bar = self.of_mark(item.mark).color()
            candidates = (QColor(_WHITE), self.theme.color("text_color"), self.theme.color("background"))
            return max(candidates, key=lambda candidate: _contrast(candidate, bar))
        if item.role == "beside" and item.mark is not None:
            own = self.scene.marks[item.mark].figures[-1]
            return self.theme.color(self.secondary_colors.get(own, _TEXT_COLORS["beside"]))
        if selected and item.mark is not None and item.role == "value":
            return self.theme.color(self._selection_color(item.mark))
        return self.theme.color(_TEXT_COLORS[item.role])

    def _selection_color(self, mark: int) -> str:
        return "result" if mark in self.result else "accent"

    def _color(self, role: str) -> QColor:
        if role == "nothing":
            return self.theme.color("line")
        if role.startswith("level"):
            accent = QColor(chart_colors(self.theme, self.scene.palette).of_role("series0"))
            return _mix(accent, self.theme.color("background"), (int(role[len("level") :]) + 1) / _LEVELS)
        return QColor(chart_colors(self.theme, self.scene.palette).of_role(role))


def _mix(color: QColor, background: QColor, strength: float) -> QColor:
    """An opaque colour between a background (0) and a colour (1)."""
    front, back = ((each.redF(), each.greenF(), each.blueF()) for each in (color, background))
    return QColor.fromRgbF(*(strength * one + (1 - strength) * other for one, other in zip(front, back, strict=True)))


def _contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted(map(_luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
