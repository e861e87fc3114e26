"""Signs of bookmarks and notes in the right margin of the text view."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from zjviewer.core.annotations.anchors import ResolvedAnnotation
from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.annotations.kinds import ICONS
from zjviewer.core.model.report import Span
from zjviewer.gui.labels.annotation_labels import text_color_of, tooltip_of
from zjviewer.gui.labels.tooltips import plain_tip
from zjviewer.gui.reading.margins import Margin
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.typesetting.glyph_boxes import Box

SIGN = 16
_GAP = 4
"""Pixels between the text and a sign, and between two signs."""
WIDEST = 3 * (SIGN + _GAP)


class Sign(NamedTuple):
    """An annotation and the rectangle of its sign, in the widget's coordinates."""

    rect: QRect
    annotation: Annotation


class AnnotationMargin(Margin):
    """One sign for each bookmark and note, next to the line where it begins. Ignores the mouse between signs.

    Signals (payload): `pressed` (Annotation), a click on a sign.
    """

    pressed = Signal(object)

    def __init__(
        self, theme: Theme, visible: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(theme, visible, box_of, parent)
        self._annotations: tuple[ResolvedAnnotation, ...] = ()
        self.setMouseTracking(True)

    def show_annotations(self, resolved: tuple[ResolvedAnnotation, ...]) -> None:
        """Show the signs of these, except of highlights without a note and of annotations not found in the text."""
        self._annotations = tuple(
            each
            for each in resolved
            if each.span and each.annotation.anchor.target in ("words", "section") and _has_sign(each.annotation)
        )
        self.update()

    def visible_signs(self) -> list[Sign]:
        """Signs in the visible part, side by side where several belong to one line, as far as they fit."""
        if not self._annotations:
            return []
        visible = self._visible_span()
        signs: list[Sign] = []
        for each in self._annotations:
            if each.span is None or not visible.start <= each.span.start < visible.end:
                continue
            if (box := self._box_of(each.span.start)) is None:
                continue
            top = round(box.rect.center().y()) - SIGN // 2
            left = _GAP + sum(abs(sign.rect.top() - top) < SIGN for sign in signs) * (SIGN + _GAP)
            if left + SIGN <= self.width():
                signs.append(Sign(QRect(left, top, SIGN, SIGN), each.annotation))
        return signs

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            annotation = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(tooltip_of(annotation)) if annotation else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (signs := self.visible_signs()):
            return
        painter = QPainter(self)
        for rect, annotation in signs:
            color = text_color_of(annotation.colour, self._theme)
            sign = icons.pixmap(ICONS[annotation.kind], color, SIGN, self.devicePixelRatioF())
            painter.drawPixmap(rect.topLeft(), sign)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        annotation = self._at(event.position().toPoint())
        if annotation is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        else:
            self.pressed.emit(annotation)

    def _at(self, point: QPoint) -> Annotation | None:
        return next((sign.annotation for sign in self.visible_signs() if sign.rect.contains(point)), None)


def _has_sign(annotation: Annotation) -> bool:
    return annotation.kind != "highlight" or bool(annotation.note)
