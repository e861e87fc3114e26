"""What lies over a margin of the text and follows it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjviewer.core.model.report import Span
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.typesetting.glyph_boxes import Box


class Margin(QWidget):
    """`seen` gives the part of the text in sight, `box_of` the box of a character in the viewport, which begins at the
    same height as this."""

    def __init__(
        self, theme: Theme, seen: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seen = seen
        self._box_of = box_of

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()
