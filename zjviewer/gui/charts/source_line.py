"""Line below the chart pane that names the source of the chart, visible however far the chart is scrolled."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from zjviewer.core.charts.scene import TextMeasure, wrap_text
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, font, scaled, ui_scale

_MARGIN = SPACE * 2
_MOST_LINES = 2


class SourceLine(QLabel):
    """Wraps its text into at most two balanced lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._measure: TextMeasure | None = None
        self.setProperty("soft", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_source(self, source: str, measure: TextMeasure) -> None:
        """Show a source; an empty one hides the line. `measure` gives widths of text in the font of charts."""
        self._source, self._measure = source, measure
        self.setFont(font(SMALL_SIZE * ui_scale()))
        self.setContentsMargins(scaled(_MARGIN), SPACE // 2, scaled(_MARGIN), SPACE)
        self.setAccessibleName(source)
        self.setToolTip(source)
        self._wrap()
        self.setVisible(bool(source))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        room = (self.width() - 2 * scaled(_MARGIN)) / ui_scale()
        if self._measure is not None and room > 0:
            lines = wrap_text(self._source, room, SMALL_SIZE, self._measure, most=_MOST_LINES)
            if (text := "\n".join(lines)) != self.text():
                self.setText(text)
