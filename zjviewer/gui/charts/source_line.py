"""Line below the chart pane that names the source of the chart, visible however far the chart is scrolled."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from zjviewer.core.charts.scene import SOURCE_LINES, TextMeasure, fitting_text, wrap_text
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, font, scaled, ui_scale

_MARGIN = SPACE * 2


class SourceLine(QLabel):
    """Wraps its text into at most two balanced lines; a shorter text is shown where the whole one has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[str, ...] = ("",)
        self._measure: TextMeasure | None = None
        self.setProperty("soft", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_source(self, sources: tuple[str, ...], measure: TextMeasure) -> None:
        """Show a source, given whole and in shorter forms; an empty one hides the line. `measure` gives widths of text
        in the font of charts."""
        self._sources, self._measure = sources, measure
        source = sources[0]
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
            source = fitting_text(self._sources, room, SMALL_SIZE, self._measure, SOURCE_LINES)
            lines = wrap_text(source, room, SMALL_SIZE, self._measure, most=SOURCE_LINES)
            if (text := "\n".join(lines)) != self.text():
                self.setText(text)
