"""How many checks agree and how many do not, as signs and numbers in the status bar; a click opens their list."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from zjviewer.core.model.checks import Verdict
from zjviewer.gui.labels.check_labels import ICONS, INKS, count_verdicts, verdict_label
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, ui_font

_SIGN = 14
_ORDER: tuple[Verdict, ...] = ("pass", "fail", "not_assessable")


class CheckSummary(QToolButton):
    """Not to be seen where nothing was checked."""

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._told: tuple[tuple[Verdict, str], ...] = ()
        state.analysis_changed.connect(self.show_counts)
        state.cross_checks_changed.connect(self.show_counts)
        self.show_counts()

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self.update()

    def show_counts(self, *_: object) -> None:
        """Count the checks of the open report; a verdict that none has is left out."""
        analysis = self._state.analysis
        counts = count_verdicts((*analysis.checks, *self._state.cross_checks) if analysis else ())
        self._told = tuple((verdict, f"{counts[verdict]:,}") for verdict in _ORDER if counts[verdict])
        words = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in self._told)
        self.setToolTip(words)
        self.setAccessibleName(self.tr("Checks: {counts}").format(counts=words))
        self.setVisible(bool(self._told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(ui_font(SMALL_SIZE))
        width = sum(_SIGN + SPACE // 2 + metrics.horizontalAdvance(count) + SPACE for _, count in self._told)
        return QSize(width + SPACE, max(super().sizeHint().height(), _SIGN + SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        made = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(made)
        painter.setFont(made)
        painter.setPen(QColor(self._theme.text_color_soft))
        x = SPACE
        for verdict, count in self._told:
            ink = getattr(self._theme, INKS[verdict])
            sign = icons.pixmap(ICONS[verdict], ink, _SIGN, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - _SIGN) // 2, sign)
            x += _SIGN + SPACE // 2
            width = metrics.horizontalAdvance(count)
            painter.drawText(QRect(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, count)
            x += width + SPACE
