"""Bar above the panes that shows an error message until it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import ICON, SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button


class MessageBar(QWidget):
    """Hidden while there is no message."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("notice", True)
        self._icon = QLabel()
        self._label = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = icon_button(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self.show_theme(theme)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._icon.setPixmap(icons.pixmap("warning", theme.danger, ICON, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", theme))

    def show_message(self, sentence: str) -> None:
        """Show a translated sentence; it replaces the one before."""
        self._label.setText(sentence)
        self.show()

    @property
    def sentence(self) -> str:
        """The message; empty while the bar is hidden."""
        return "" if self.isHidden() else self._label.text()
