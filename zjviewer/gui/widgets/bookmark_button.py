"""The button above a chart or a table that bookmarks it, and shows what the reader has said of it."""

from PySide6.QtWidgets import QToolButton, QWidget

from zjviewer.core.annotations.anchors import ResolvedAnnotation
from zjviewer.core.annotations.annotation import Target
from zjviewer.gui.labels.annotation_labels import tooltip_of
from zjviewer.gui.labels.tooltips import plain_tip
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import Theme


class BookmarkButton(QToolButton):
    """Checked while there is a bookmark; the sign is that of a note where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, checkable=True)
        self._theme = theme
        self._sign = "bookmark"
        self.show_annotations((), "chart", "")
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self.setIcon(icons.icon(self._sign, theme))

    def show_annotations(self, placed: tuple[ResolvedAnnotation, ...], target: Target, id_: str) -> None:
        """Show those of a table or a chart."""
        found = [each.annotation for each in placed if _is_of(each, target, id_)]
        notes = [tooltip_of(each) for each in found]
        words = self.tr("Bookmark")
        self.setChecked(bool(found))
        self.setToolTip(plain_tip("\n".join((words, *(note for note in notes if note != words)))))
        self.setAccessibleName(words)
        self._sign = "note" if any(each.kind == "note" for each in found) else "bookmark"
        self.setIcon(icons.icon(self._sign, self._theme))


def _is_of(placed: ResolvedAnnotation, target: Target, id_: str) -> bool:
    return placed.span is not None and placed.annotation.anchor.target == target and placed.item == id_
