"""Button above a chart or a table that bookmarks it and shows the annotations of it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from zjviewer.core.annotations.anchors import ResolvedAnnotation
from zjviewer.core.annotations.annotation import Target
from zjviewer.gui.labels.annotation_labels import tooltip_of
from zjviewer.gui.labels.tooltips import plain_tip
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import ICON, Theme, scaled


class BookmarkButton(QToolButton):
    """Checked while there is an annotation; its icon is that of a note where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        self._theme = theme
        self._icon = "bookmark"
        self.show_annotations((), "chart", "")
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.setIcon(icons.icon(self._icon, theme))

    def show_annotations(self, resolved: tuple[ResolvedAnnotation, ...], target: Target, id_: str) -> None:
        """Show the annotations of a table or a chart, by its id."""
        annotations = [each.annotation for each in resolved if _is_of(each, target, id_)]
        notes = [tooltip_of(each) for each in annotations]
        name = self.tr("Bookmark")
        self.setChecked(bool(annotations))
        self.setToolTip(plain_tip("\n".join((name, *(note for note in notes if note != name)))))
        self.setAccessibleName(name)
        self._icon = "note" if any(each.kind == "note" for each in annotations) else "bookmark"
        self.setIcon(icons.icon(self._icon, self._theme))


def _is_of(resolved: ResolvedAnnotation, target: Target, id_: str) -> bool:
    return resolved.span is not None and resolved.annotation.anchor.target == target and resolved.item == id_
