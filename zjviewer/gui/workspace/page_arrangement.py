"""Arrangement of the text and the original pages in the middle of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjviewer.gui.reading.text_pane import TextPane
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.splitter import Splitter

if TYPE_CHECKING:
    from zjviewer.gui.pages.page_pane import PagePane

PagesShown = Literal["", "beside", "only"]
"""Not at all, beside the text, or instead of it."""
CHOICES: tuple[PagesShown, ...] = get_args(PagesShown)

FORMATS = frozenset({"PDF", "OFD", "PNG", "JPEG", "TIFF"})
"""Formats of files whose pages can be drawn."""


class PageArrangement(QObject):
    """Shows the pages as the reader chose, where the report in front has pages that can be drawn; the pane is built
    when it is first shown. A child of the workspace.

    Signals: `changed` (): the reader has chosen another arrangement.
    """

    changed = Signal()

    def __init__(self, state: ViewState, theme: Theme, column: QVBoxLayout, text: TextPane, workspace: QWidget) -> None:
        super().__init__(workspace)
        self.choice: PagesShown = ""
        self.pane: PagePane | None = None
        """None until the pages are shown."""
        self._state = state
        self._theme = theme
        self._column = column
        self._text = text
        state.analysis_changed.connect(self.arrange)

    @property
    def possible(self) -> bool:
        """Whether the original pages of the report in front can be shown."""
        report = self._state.analysis.report if self._state.analysis else None
        return bool(report and report.path and report.format in FORMATS and report.pages)

    def choose(self, choice: PagesShown) -> None:
        """Show the pages in another arrangement, and give them the focus if they replace the text."""
        self.choice = choice
        self.arrange()
        focused = self._text if not self._text.isHidden() else self.pane
        if focused is not None and choice != "beside":
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        if self.pane is not None:
            self.pane.show_theme(theme)

    def arrange(self, *_: object) -> None:
        """Follow the choice and the report in front."""
        shown = self.choice if self.possible else ""
        if shown and self.pane is None:
            self._build()
        if self.pane is not None:
            self.pane.setVisible(bool(shown))
        self._text.setVisible(shown != "only")

    def focus_target(self) -> QWidget:
        """The widget that stands for the middle of the window."""
        return self.pane if self.pane is not None and self._text.isHidden() else self._text

    def change_zoom(self, step: int) -> None:
        """Zoom the pages if they have the focus or replace the text, else the text; 0 resets it."""
        pane = self.pane
        if (
            pane is not None
            and pane.isVisible()
            and (self._text.isHidden() or pane.window().focusWidget() is pane.view)
        ):
            (pane.zoom_in if step > 0 else pane.zoom_out if step else pane.fit_width)()
        else:
            (self._text.zoom_in if step > 0 else self._text.zoom_out if step else self._text.zoom_reset)()

    def fit_width(self) -> None:
        """Let the zoom of the pages follow their width."""
        if self.pane is not None:
            self.pane.fit_width()

    def close(self) -> None:
        """End the worker that draws the pages; called before the workspace is deleted."""
        if self.pane is not None:
            self.pane.close_worker()

    def _build(self) -> None:
        from zjviewer.gui.pages.page_pane import PagePane

        splitter = Splitter(Qt.Orientation.Horizontal)
        index = self._column.indexOf(self._text)
        self._column.insertWidget(index, splitter, 1)
        self.pane = PagePane(self._state, self._theme)
        self.pane.hide()
        splitter.addWidget(self._text)
        splitter.addWidget(self.pane)
        splitter.setSizes([1_000, 1_000])
        self.pane.closed.connect(self._leave)

    def _leave(self) -> None:
        self.choose("")
