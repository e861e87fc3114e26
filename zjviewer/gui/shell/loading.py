"""What tells that a file is being read: its name, a bar that moves, and a way to give it up."""

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import is_motion_reduced
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.overlay import Overlay
from zjviewer.gui.workspace.workspace import Workspace

PATIENCE = 200
"""Milliseconds; a file that is read sooner is opened without a word."""
_WIDTH = 46 * SPACE
_WORDS = 30 * SPACE
"""Pixels that the words have beside the button."""
_TURN = 1600
"""Milliseconds that the bar takes from end to end."""


class OpeningCard(Overlay):
    """Signals (payload):

    - `stopped` (): the reader gives the file up
    """

    stopped = Signal()

    def __init__(self, desk: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(desk, text, theme)
        self._name = ""
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._bar = _Bar(theme)
        self._stop = QPushButton(self.tr("Cancel"))
        self._stop.setToolTip(self.tr("Stop opening (Esc)"))
        told = QVBoxLayout()
        told.setSpacing(SPACE)
        told.addWidget(self._words)
        told.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addLayout(told, 1)
        row.addWidget(self._stop)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self.show_on_top)
        self._stop.clicked.connect(self._give_up)

    def begin(self, name: str) -> None:
        """A file of this name is being read."""
        self._name = name
        self._bar.show_share(None)
        self._tell(self.tr("Opening {name}…"))
        if not self.isVisible():
            self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        """So many of its pages are read, of so many."""
        self._bar.show_share(done / max(1, total))
        told = self.tr("Opening {name}, page {page} of {pages}")
        self._tell(told.replace("{page}", str(done)).replace("{pages}", str(total)))

    def end(self) -> None:
        """No file is being read."""
        self._timer.stop()
        self.hide()

    def fit_to(self, area: QRect) -> None:
        """At the foot of the area, in the middle."""
        width = min(_WIDTH, area.width() - 2 * SPACE)
        height = self.sizeHint().height()
        self.setGeometry(area.center().x() - width // 2, area.bottom() - height - 3 * SPACE, width, height)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        super().show_theme(theme)
        self._bar.show_theme(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_card(painter, self.rect())
        painter.end()

    def _tell(self, sentence: str) -> None:
        """A sentence with a hole for the name, which is what becomes shorter where there is no room."""
        metrics = QFontMetrics(self.font())
        room = max(6 * SPACE, _WORDS - metrics.horizontalAdvance(sentence.format(name="")))
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self._words.setText(sentence.format(name=name))
        self._words.setToolTip(sentence.format(name=self._name))

    def _give_up(self, _: bool) -> None:
        self.stopped.emit()


class _Bar(QWidget):
    """A line that fills; a stretch that moves along it while nobody knows how much is left to read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share: float | None = None
        self.setFixedHeight(4)
        self._move = QVariantAnimation(self, duration=_TURN, startValue=0.0, endValue=1.0, loopCount=-1)
        self._move.valueChanged.connect(self._go_on)

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_share(self, share: float | None) -> None:
        """How much is read; None where that is not known."""
        self._share = share
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        if not is_motion_reduced():
            self._move.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._move.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        part = 0.3
        at = 0.5 - part / 2 if is_motion_reduced() else (self._move.currentValue() or 0.0) * (1 + part) - part
        first, last = (max(0.0, at), min(1.0, at + part)) if self._share is None else (0.0, self._share)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(self.rect(), 2, 2)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawRoundedRect(QRectF(first * self.width(), 0, (last - first) * self.width(), 4), 2, 2)
        painter.end()

    def _go_on(self, _: float) -> None:
        self.update()


PROBLEMS = 5
"""Sentences that stand above the panes at once, where several files cannot be opened."""


class Announcing(QObject):
    """A child of the desk, so that it goes with it."""

    def __init__(self, desk: Workspace, state: ViewState, opening: ReportLoader, theme: Theme) -> None:
        super().__init__(desk)
        self._desk = desk
        self._state = state
        self._card = OpeningCard(desk, desk.text, theme)
        self._card.stopped.connect(opening.stop)
        opening.progressed.connect(self._card.show_progress)
        opening.asked.connect(desk.message_bar.hide)
        opening.begun.connect(self._show_loading)
        opening.settled.connect(self._card.end)
        opening.failed.connect(self._show_problem)
        if name := opening.reading:
            self._show_loading(name)

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._card.show_theme(theme)

    def show_message(self, sentence: str) -> None:
        """Say something above the panes, in place of what stands there."""
        self._desk.message_bar.show_message(sentence)

    def _show_loading(self, name: str) -> None:
        """In the place of the text where there is none, else over it."""
        if self._state.analysis is None and self._desk.page is None:
            self._desk.text.show_loading(name)
        else:
            self._card.begin(name)

    def _show_problem(self, sentence: str) -> None:
        """A report that is open stays open, and the sentence stands above it."""
        before = self._desk.message_bar.sentence.splitlines()
        self._desk.message_bar.show_message("\n".join((*before, sentence)[-PROBLEMS:]))
