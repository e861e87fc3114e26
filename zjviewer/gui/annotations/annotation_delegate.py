"""How an annotation is drawn in the list, and how its note is written there: sign, words, note and section."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zjviewer.core.annotations.annotation import Annotation
from zjviewer.gui.annotations.annotation_model import ANNOTATION, PLACE
from zjviewer.gui.annotations.note_editor import is_enter
from zjviewer.gui.labels.annotation_labels import ICONS, background_of, text_color_of
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background
from zjviewer.gui.widgets.utf16 import Offsets

SIGN = 16
_HEADING = 5 * SPACE
_LINE = 20
_PLACE = 18
_AIR = 6
_LEFT = 2 * SPACE + SIGN + SPACE
_RIGHT = 2 * SPACE
_QUOTED, _NOTED = 2, 4
"""Lines of the words and of a note, at most."""
_WRITTEN = 4
"""Lines of the field that a note is written in, at least."""

Index = QModelIndex | QPersistentModelIndex


class AnnotationDelegate(QStyledItemDelegate):
    """Draws what AnnotationModel gives; the current row is the chosen one."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        lines.cache_clear()  # the words may be larger than they were

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(ANNOTATION) is None:
            return QSize(0, scaled(_HEADING))
        quote, note = _lines_of(index, _room(option))
        return QSize(0, (len(quote) + len(note)) * scaled(_LINE) + scaled(_PLACE) * bool(index.data(PLACE)) + 2 * _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        annotation = index.data(ANNOTATION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if annotation is None:
            self._draw_heading(painter, option.rect, index.data())
        else:
            paint_row_background(painter, option, self.theme, index == option.widget.currentIndex())
            self._draw_annotation(painter, option, index, annotation)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setAccessibleName(self.tr("Note"))
        editor.setPlaceholderText(self.tr("Enter keeps, Shift+Enter begins a line"))
        editor.setTabChangesFocus(True)
        editor.setProperty("field", True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        quote, note = _lines_of(index, _room(option))
        top = option.rect.top() + _AIR + len(quote) * scaled(_LINE)
        height = max(_WRITTEN, len(note) + 1) * scaled(_LINE)
        bottom = option.widget.viewport().height()
        editor.setGeometry(SPACE, min(top, bottom - height), option.rect.width() - 2 * SPACE, height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)

    def _draw_heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        made = ui_font(SMALL_SIZE, bold=True)
        painter.setFont(made)
        painter.setPen(QColor(self.theme.text_color_soft))
        line = rect.adjusted(2 * SPACE, 0, -2 * SPACE, -SPACE // 2)
        told = QFontMetrics(made).elidedText(words, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom, told)

    def _draw_annotation(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, annotation: Annotation
    ) -> None:
        rect, ratio = option.rect, option.widget.devicePixelRatioF()
        ink = text_color_of(annotation.colour, self.theme)
        sign = icons.pixmap(ICONS[annotation.kind], ink, SIGN, ratio)
        painter.drawPixmap(rect.left() + 2 * SPACE, rect.top() + _AIR + (scaled(_LINE) - SIGN) // 2, sign)
        quote, note = _lines_of(index, _room(option))
        room = rect.adjusted(_LEFT, _AIR, -_RIGHT, -_AIR)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(ui_font())
        metrics = QFontMetrics(painter.font())
        top = room.top()
        for words in quote:
            line = QRect(room.left(), top, room.width() + 1, scaled(_LINE))
            if annotation.kind != "bookmark":
                width = metrics.horizontalAdvance(words)
                ground = QRect(line.left() - 1, top + 1, width + 2, scaled(_LINE) - 2)
                painter.fillRect(ground, QColor(background_of(annotation.colour, self.theme)))
            painter.setPen(QColor(self.theme.text_color))
            painter.drawText(line, middle, words)
            top += scaled(_LINE)
        for words in note:
            painter.setPen(QColor(self.theme.text_color))
            painter.drawText(QRect(room.left(), top, room.width() + 1, scaled(_LINE)), middle, words)
            top += scaled(_LINE)
        small = ui_font(SMALL_SIZE)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.text_color_faint))
        place = QFontMetrics(small).elidedText(index.data(PLACE), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), top, room.width(), scaled(_PLACE)), middle, place)


def _room(option: QStyleOptionViewItem) -> int:
    """Pixels for words."""
    width = option.widget.viewport().width() if option.widget else option.rect.width()
    return width - _LEFT - _RIGHT


def _lines_of(index: Index, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    note = index.data(Qt.ItemDataRole.EditRole)
    return lines(index.data(), width, _QUOTED), lines(note, width, _NOTED) if note else ()


@lru_cache(maxsize=4096)
def lines(words: str, width: int, most: int) -> tuple[str, ...]:
    """Words in lines; what goes beyond the last one is cut off."""
    found: list[str] = []
    for paragraph in words.splitlines():
        layout, offsets = QTextLayout(paragraph, ui_font()), Offsets(paragraph)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid() and len(found) < most:
            line.setLineWidth(max(width, scaled(_LINE)))
            line.setPosition(QPointF(0, 0))
            last = len(found) == most - 1
            start, end = (offsets.offset(at) for at in (line.textStart(), line.textStart() + line.textLength()))
            found.append(_cut(paragraph[start:], width) if last else paragraph[start:end].rstrip())
        layout.endLayout()
        if len(found) == most:
            break
    return tuple(found)


def _cut(words: str, width: int) -> str:
    return QFontMetrics(ui_font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
