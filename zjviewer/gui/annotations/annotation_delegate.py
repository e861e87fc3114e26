"""Paints the rows of the annotation list and creates the editor of a note: sign, quotation, note, section."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.annotations.kinds import ICONS
from zjviewer.core.text.line_breaks import break_lines
from zjviewer.gui.annotations.annotation_model import ANNOTATION, PLACE
from zjviewer.gui.annotations.note_editor import is_enter
from zjviewer.gui.labels.annotation_labels import background_of, text_color_of
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background, text_width, view_of

SIGN = 16
_HEADING = 5 * SPACE
_LINE = 20
_PLACE = 18
_PADDING = 6
_LEFT = 2 * SPACE + SIGN + SPACE
_RIGHT = 2 * SPACE
_QUOTED, _NOTED = 2, 4
"""Largest number of lines of the quotation and of the note."""
_EDITOR_LINES = 4
"""Smallest height of the editor of a note, in lines."""

Index = QModelIndex | QPersistentModelIndex


class AnnotationDelegate(QStyledItemDelegate):
    """Delegate for AnnotationModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        lines.cache_clear()  # the font size may have changed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(ANNOTATION) is None:
            return QSize(0, scaled(_HEADING))
        quote, note = _lines_of(index, text_width(option, _LEFT, _RIGHT))
        return QSize(
            0, (len(quote) + len(note)) * scaled(_LINE) + scaled(_PLACE) * bool(index.data(PLACE)) + 2 * _PADDING
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        annotation = index.data(ANNOTATION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if annotation is None:
            self._draw_heading(painter, option.rect, index.data())
        else:
            paint_row_background(painter, option, self.theme, index == view_of(option).currentIndex())
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
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        quote, note = _lines_of(index, text_width(option, _LEFT, _RIGHT))
        top = option.rect.top() + _PADDING + len(quote) * scaled(_LINE)
        height = max(_EDITOR_LINES, len(note) + 1) * scaled(_LINE)
        bottom = view_of(option).viewport().height()
        editor.setGeometry(SPACE, min(top, bottom - height), option.rect.width() - 2 * SPACE, height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)

    def _draw_heading(self, painter: QPainter, rect: QRect, title: str) -> None:
        bold = ui_font(SMALL_SIZE, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(self.theme.text_color_soft))
        line = rect.adjusted(2 * SPACE, 0, -2 * SPACE, -SPACE // 2)
        elided = QFontMetrics(bold).elidedText(title, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom, elided)

    def _draw_annotation(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, annotation: Annotation
    ) -> None:
        rect, ratio = option.rect, option.widget.devicePixelRatioF()
        color = text_color_of(annotation.colour, self.theme)
        sign = icons.pixmap(ICONS[annotation.kind], color, SIGN, ratio)
        painter.drawPixmap(rect.left() + 2 * SPACE, rect.top() + _PADDING + (scaled(_LINE) - SIGN) // 2, sign)
        quote, note = _lines_of(index, text_width(option, _LEFT, _RIGHT))
        room = rect.adjusted(_LEFT, _PADDING, -_RIGHT, -_PADDING)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(ui_font())
        metrics = QFontMetrics(painter.font())
        top = room.top()
        for text in quote:
            line = QRect(room.left(), top, room.width() + 1, scaled(_LINE))
            if annotation.kind != "bookmark":
                width = metrics.horizontalAdvance(text)
                background = QRect(line.left() - 1, top + 1, width + 2, scaled(_LINE) - 2)
                painter.fillRect(background, QColor(background_of(annotation.colour, self.theme)))
            painter.setPen(QColor(self.theme.text_color))
            painter.drawText(line, middle, text)
            top += scaled(_LINE)
        for text in note:
            painter.setPen(QColor(self.theme.text_color))
            painter.drawText(QRect(room.left(), top, room.width() + 1, scaled(_LINE)), middle, text)
            top += scaled(_LINE)
        small = ui_font(SMALL_SIZE)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.text_color_faint))
        place = QFontMetrics(small).elidedText(index.data(PLACE), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), top, room.width(), scaled(_PLACE)), middle, place)


def _lines_of(index: Index, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    note = index.data(Qt.ItemDataRole.EditRole)
    return lines(index.data(), width, _QUOTED), lines(note, width, _NOTED) if note else ()


@lru_cache(maxsize=4096)
def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Text broken into at most so many lines; the last one is elided."""
    measure = QFontMetricsF(ui_font()).horizontalAdvance
    broken: list[str] = []
    for paragraph in text.splitlines():
        if len(broken) < most:
            broken += break_lines(paragraph, max(width, scaled(_LINE)), measure, most - len(broken), balanced=False)
    return tuple(broken)
