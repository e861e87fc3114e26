"""Popup at selected text: highlight in a colour, note, copy, quote, find, make a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from zjviewer.core.annotations.annotation import COLOURS
from zjviewer.gui.labels.annotation_labels import swatch
from zjviewer.gui.reading.report_view import ReportTextView
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled

_COMMANDS = {
    "notes.write": "note",
    "edit.copy": "copy",
    "text.copy_cited": "quote",
    "search.selection": "search",
    "correct.table": "table",
}
"""Icons by the ids of the commands, which follow the colours."""
_ICON = 18
_CLOSING = (QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.FocusOut, QEvent.Type.Resize)


class SelectionPopup(QWidget):
    """Appears where the mouse has selected text, and disappears when the selection, the page or the focus changes. It
    never takes the focus, so that every command acts on the selected text.

    Signals (payload): `asked` (str): id of a command whose button was clicked.
    """

    asked = Signal(str)

    def __init__(self, view: ReportTextView, theme: Theme, can_correct: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._can_correct = can_correct
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("Commands for the selected text"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        row.setSpacing(0)
        self.buttons = {id_: self._button(id_) for id_ in (*(f"colour.{each}" for each in COLOURS), *_COMMANDS)}
        for button in self.buttons.values():
            row.addWidget(button)
        view.mouse.text_selected.connect(self.show_at)
        view.selectionChanged.connect(self._hide_without_selection)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        view.installEventFilter(self)
        self.show_theme(theme)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        for colour in COLOURS:
            icon = swatch(colour, theme, self.devicePixelRatioF())
            self.buttons[f"colour.{colour}"].setIcon(icon)
        for id_, name in _COMMANDS.items():
            self.buttons[id_].setIcon(QIcon(icons.icon(name, theme)))
        self.update()

    def show_at(self, point: QPoint) -> None:
        """Show the popup near a point of the viewport, above it where there is room, within the text view."""
        self.buttons["correct.table"].setVisible(self._can_correct() and self._has_figures())
        self.adjustSize()
        at = self._view.viewport().mapTo(self._view, point)
        below = at.y() + 2 * SPACE
        above = at.y() - self.height() - 2 * SPACE
        left = min(max(SPACE, at.x() - self.width() // 2), self._view.width() - self.width() - 2 * SPACE)
        self.move(max(0, left), above if above >= 0 else below)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in _CLOSING:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _has_figures(self) -> bool:
        span, analysis = self._view.selected_span(), self._view.analysis
        return analysis is not None and any(span.start <= each.start < span.end for each in analysis.figures)

    def _hide_without_selection(self) -> None:
        if not self._view.textCursor().hasSelection():
            self.hide()

    def _button(self, id_: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("command", id_)
        button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setObjectName(id_)
        button.clicked.connect(self._ask)
        return button

    def _ask(self) -> None:
        self.hide()
        self.asked.emit(self.sender().objectName())
