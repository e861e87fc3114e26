"""Signs of bookmarks and notes in the margin behind the lines that they belong to."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from zjviewer.core.annotations.anchors import ResolvedAnnotation
from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.model.report import Span
from zjviewer.gui.labels.annotation_labels import ICONS, text_color_of, tooltip_of
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
    """Where a sign is, in this widget's coordinates."""

    rect: QRect
    annotation: Annotation


class AnnotationMargin(Margin):
    """Lets the mouse through where there is no sign.

    Signals (payload): `pressed` (Annotation), a click on a sign.
    """

    pressed = Signal(object)

    def __init__(
        self, theme: Theme, seen: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(theme, seen, box_of, parent)
        self._signed: tuple[ResolvedAnnotation, ...] = ()
        self.setMouseTracking(True)

    def show_annotations(self, placed: tuple[ResolvedAnnotation, ...]) -> None:
        """Sign these, except highlights without words and what is not in the text."""
        self._signed = tuple(
            each
            for each in placed
            if each.span and each.annotation.anchor.target in ("words", "section") and _has_sign(each.annotation)
        )
        self.update()

    def in_sight(self) -> list[Sign]:
        """Side by side where several belong to one line, as far as there is room."""
        if not self._signed:
            return []
        seen = self._seen()
        found: list[Sign] = []
        for each in self._signed:
            box = self._box_of(each.span.start) if seen.start <= each.span.start < seen.end else None
            if box is None:
                continue
            top = round(box.rect.center().y()) - SIGN // 2
            left = _GAP + sum(abs(sign.rect.top() - top) < SIGN for sign in found) * (SIGN + _GAP)
            if left + SIGN <= self.width():
                found.append(Sign(QRect(left, top, SIGN, SIGN), each.annotation))
        return found

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            annotation = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(tooltip_of(annotation)) if annotation else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (signs := self.in_sight()):
            return
        painter = QPainter(self)
        for rect, annotation in signs:
            ink = text_color_of(annotation.colour, self._theme)
            sign = icons.pixmap(ICONS[annotation.kind], ink, SIGN, self.devicePixelRatioF())
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
        return next((sign.annotation for sign in self.in_sight() if sign.rect.contains(point)), None)


def _has_sign(annotation: Annotation) -> bool:
    return annotation.kind != "highlight" or bool(annotation.note)
