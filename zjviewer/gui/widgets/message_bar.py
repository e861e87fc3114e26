"""Bar above the panes that shows a message, with a button where something can be done about it, until it is closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import ICON, SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button


class MessageBar(QWidget):
    """Hidden while there is no message.

    Signals: `action_clicked` (): the button beside the message.
    """

    action_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("notice", True)
        self._icon = QLabel()
        self._label = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._close = icon_button(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        self.show_theme(theme)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._icon.setPixmap(icons.pixmap("warning", theme.danger, ICON, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", theme))

    def show_message(self, sentence: str, action: str = "") -> None:
        """Show a translated sentence, and a button if it has a text; they replace those before."""
        self._label.setText(sentence)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        self.hide()
        self.action_clicked.emit()

    @property
    def has_action(self) -> bool:
        """Whether a message with a button is shown."""
        return not self.isHidden() and not self._action.isHidden()

    @property
    def sentence(self) -> str:
        """The message; empty while the bar is hidden."""
        return "" if self.isHidden() else self._label.text()
