"""Button in the status bar with the number of checks of each verdict, as icons and numbers."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from zjviewer.core.model.checks import Verdict
from zjviewer.gui.labels.check_labels import COLORS, ICONS, count_verdicts, verdict_label
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

_ICON = 14
_ORDER: tuple[Verdict, ...] = ("pass", "fail", "not_assessable")


class CheckSummary(QToolButton):
    """Counts of the checks of the report in front; hidden if there are none."""

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._counts: tuple[tuple[Verdict, str], ...] = ()
        state.analysis_changed.connect(self.show_counts)
        state.cross_checks_changed.connect(self.show_counts)
        self.show_counts()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.update()

    def show_counts(self, *_: object) -> None:
        """Update the counts; a verdict that no check has is omitted."""
        analysis = self._state.analysis
        counts = count_verdicts((*analysis.checks, *self._state.cross_checks) if analysis else ())
        self._counts = tuple((verdict, f"{counts[verdict]:,}") for verdict in _ORDER if counts[verdict])
        text = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in self._counts)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Checks: {counts}").format(counts=text))
        self.setVisible(bool(self._counts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(ui_font(SMALL_SIZE))
        width = sum(scaled(_ICON) + SPACE // 2 + metrics.horizontalAdvance(count) + SPACE for _, count in self._counts)
        return QSize(width + SPACE, max(super().sizeHint().height(), scaled(_ICON) + SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        text_font = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(text_font)
        painter.setFont(text_font)
        painter.setPen(QColor(self._theme.text_color_soft))
        x = SPACE
        for verdict, count in self._counts:
            color = getattr(self._theme, COLORS[verdict])
            icon = icons.pixmap(ICONS[verdict], color, scaled(_ICON), self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - scaled(_ICON)) // 2, icon)
            x += scaled(_ICON) + SPACE // 2
            width = metrics.horizontalAdvance(count)
            painter.drawText(QRect(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, count)
            x += width + SPACE
