"""Indicator of a file that is being read: a card with its name, a progress line and a button to cancel."""

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import is_motion_reduced
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.overlay import Overlay
from zjviewer.gui.workspace.workspace import Workspace
from zjviewer.pipeline.background_completion import missing_data

PATIENCE = 200
"""Milliseconds before the card appears; a file that is read sooner is opened without it."""
_WIDTH = 46 * SPACE
_TEXT_WIDTH = 30 * SPACE
"""Pixels of the text, next to the button."""
_CYCLE = 1600
"""Milliseconds in which the moving part of the line crosses it."""


class LoadingCard(Overlay):
    """Card over the text, at its lower edge.

    Signals (payload):

    - `stopped` (): the reader has pressed `Cancel`
    """

    stopped = Signal()

    def __init__(self, workspace: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(workspace, text, theme)
        self._name = ""
        self._label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._line = _ProgressLine(theme)
        self._stop = QPushButton(self.tr("Cancel"))
        self._stop.setToolTip(self.tr("Stop opening (Esc)"))
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._label)
        column.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addLayout(column, 1)
        row.addWidget(self._stop)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self.show_on_top)
        self._stop.clicked.connect(self._emit_stopped)

    def begin(self, name: str) -> None:
        """Show that a file is being read, by its name; after a moment."""
        self._name = name
        self._line.show_share(None)
        self._show_text(self.tr("Opening {name}…"))
        if not self.isVisible():
            self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many pages have been read, of how many."""
        self._line.show_share(done / max(1, total))
        template = self.tr("Opening {name}, page {page} of {pages}")
        self._show_text(template.replace("{page}", str(done)).replace("{pages}", str(total)))

    def end(self) -> None:
        """Hide the card; no file is being read."""
        self._timer.stop()
        self.hide()

    def fit_to(self, area: QRect) -> None:
        """Place the card at the lower edge of the area, centred."""
        width = min(_WIDTH, area.width() - 2 * SPACE)
        height = self.sizeHint().height()
        self.setGeometry(area.center().x() - width // 2, area.bottom() - height - 3 * SPACE, width, height)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        super().show_theme(theme)
        self._line.show_theme(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_card(painter, self.rect())
        painter.end()

    def _show_text(self, template: str) -> None:
        """Show a text with the placeholder `{name}`; the name is elided to the width."""
        metrics = QFontMetrics(self.font())
        room = max(6 * SPACE, _TEXT_WIDTH - metrics.horizontalAdvance(template.format(name="")))
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self._label.setText(template.format(name=name))
        self._label.setToolTip(template.format(name=self._name))

    def _emit_stopped(self, _: bool) -> None:
        self.stopped.emit()


class _ProgressLine(QWidget):
    """Thin progress bar; a part of it moves along while the number of pages is unknown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share: float | None = None
        self.setFixedHeight(4)
        self._animation = QVariantAnimation(self, duration=_CYCLE, startValue=0.0, endValue=1.0)
        self._animation.setLoopCount(-1)
        self._animation.valueChanged.connect(self._repaint)

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_share(self, share: float | None) -> None:
        """Show the share that has been read, from 0 to 1; None if it is unknown."""
        self._share = share
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        if not is_motion_reduced():
            self._animation.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._animation.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        part = 0.3
        at = 0.5 - part / 2 if is_motion_reduced() else (self._animation.currentValue() or 0.0) * (1 + part) - part
        first, last = (max(0.0, at), min(1.0, at + part)) if self._share is None else (0.0, self._share)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(self.rect(), 2, 2)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawRoundedRect(QRectF(first * self.width(), 0, (last - first) * self.width(), 4), 2, 2)
        painter.end()

    def _repaint(self, _: float) -> None:
        self.update()


PROBLEMS = 5
"""Messages that are shown at once if several files cannot be opened."""


class LoadingIndicator(QObject):
    """Controller of the card and of the messages about files that cannot be opened. A child of the workspace."""

    def __init__(self, workspace: Workspace, state: ViewState, loader: ReportLoader, theme: Theme) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._state = state
        self._card = LoadingCard(workspace, workspace.text, theme)
        self._card.stopped.connect(loader.stop)
        loader.progressed.connect(self._card.show_progress)
        loader.asked.connect(workspace.message_bar.hide)
        loader.begun.connect(self._show_loading)
        loader.settled.connect(self._card.end)
        loader.failed.connect(self._show_problem)
        state.analysis_changed.connect(self._offer_completion)
        workspace.message_bar.action_clicked.connect(loader.complete_anyway)
        self._offer_completion(state.analysis)
        if name := loader.reading:
            self._show_loading(name)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._card.show_theme(theme)

    def show_message(self, sentence: str) -> None:
        """Replace the message in the bar above the panes."""
        self._workspace.message_bar.show_message(sentence)

    def _offer_completion(self, analysis: Analysis | None) -> None:
        """Say what is missing in a report that exceeds the limits, and offer to compute it; an offer for another report
        is withdrawn."""
        remark = missing_data(analysis) if analysis else None
        if remark is not None:
            sentence = error_message(Problem(remark.message, **dict(remark.values)))
            self._workspace.message_bar.show_message(sentence, self.tr("Compute anyway"))
        elif self._workspace.message_bar.has_action:
            self._workspace.message_bar.hide()

    def _show_loading(self, name: str) -> None:
        """Show the name in the text pane if it is empty, else on the card."""
        if self._state.analysis is None and self._workspace.page is None:
            self._workspace.text.show_loading(name)
        else:
            self._card.begin(name)

    def _show_problem(self, sentence: str) -> None:
        """Add a message to the bar above the panes."""
        before = self._workspace.message_bar.sentence.splitlines()
        self._workspace.message_bar.show_message("\n".join((*before, sentence)[-PROBLEMS:]))
