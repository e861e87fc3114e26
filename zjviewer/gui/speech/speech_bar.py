"""Bar below the text while it is read aloud: pause, previous and next sentence, speed, stop."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from zjviewer.gui.speech.speaker import Speaker
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button


class SpeechBar(QWidget):
    """Hidden while nothing is read aloud."""

    def __init__(self, speaker: Speaker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("foot", True)
        self._speaker = speaker
        self._theme = theme
        self.pause = self._button("")
        self.back = self._button(self.tr("Sentence before"))
        self.on = self._button(self.tr("Next sentence"))
        self.slower = self._button(self.tr("Slower"))
        self.faster = self._button(self.tr("Faster"))
        self.end = self._button(self.tr("Stop reading aloud"))
        self.speed = QLabel()
        self.speed.setProperty("soft", True)
        self.speed.setAccessibleName(self.tr("Speed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(2)
        for button in (self.back, self.pause, self.on):
            row.addWidget(button)
        row.addStretch()
        widgets: tuple[QWidget, ...] = (self.slower, self.speed, self.faster, self.end)
        for widget in widgets:
            row.addWidget(widget)
        self.pause.clicked.connect(self._toggle)
        self.back.clicked.connect(self._step_back)
        self.on.clicked.connect(self._step_on)
        self.slower.clicked.connect(self._slow_down)
        self.faster.clicked.connect(self._speed_up)
        self.end.clicked.connect(speaker.stop)
        speaker.changed.connect(self.show_state)
        self.show_theme(theme)
        self.show_state()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        buttons = {
            "back": self.back,
            "forward": self.on,
            "slower": self.slower,
            "faster": self.faster,
            "close": self.end,
        }
        for name, button in buttons.items():
            button.setIcon(icons.icon(name, theme))
        self._show_pause()

    def show_state(self) -> None:
        """Show whether the speaker reads, and its speed."""
        self.setVisible(self._speaker.reading)
        self.speed.setText(f"{self._speaker.speed} %")
        self._show_pause()

    def _show_pause(self) -> None:
        paused = self._speaker.paused
        label = self.tr("Go on") if paused else self.tr("Pause")
        self.pause.setIcon(icons.icon("play" if paused else "pause", self._theme))
        self.pause.setToolTip(label)
        self.pause.setAccessibleName(label)

    def _toggle(self) -> None:
        self._speaker.toggle(0)

    def _step_back(self) -> None:
        self._speaker.step(-1)

    def _step_on(self) -> None:
        self._speaker.step(1)

    def _slow_down(self) -> None:
        self._speaker.change_speed(-1)

    def _speed_up(self) -> None:
        self._speaker.change_speed(1)

    def _button(self, name: str) -> QToolButton:
        button = icon_button(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
