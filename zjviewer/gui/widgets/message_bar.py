"""A quiet line above the panes that says what went wrong and stays until it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import ICON, SPACE, Theme


class MessageBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("notice", True)
        self._sign = QLabel()
        self._words = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(toolTip=self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self.show_theme(theme)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._sign.setPixmap(icons.pixmap("warning", theme.danger, ICON, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", theme))

    def show_message(self, sentence: str) -> None:
        """Show a sentence in place of the one before."""
        self._words.setText(sentence)
        self.show()

    @property
    def sentence(self) -> str:
        """What is shown; empty when the bar is hidden."""
        return "" if self.isHidden() else self._words.text()
