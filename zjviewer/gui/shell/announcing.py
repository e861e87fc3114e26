"""What is told while files are opened: that one is being read, how far, and why one could not be."""

from PySide6.QtCore import QObject

from zjviewer.gui.documents.report_loader import Opening
from zjviewer.gui.shell.loading import OpeningCard
from zjviewer.gui.state.view_state import State
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Desk

PROBLEMS = 5
"""Sentences that stand above the panes at once, where several files cannot be opened."""


class Announcing(QObject):
    """A child of the desk, so that it goes with it."""

    def __init__(self, desk: Desk, state: State, opening: Opening, theme: Theme) -> None:
        super().__init__(desk)
        self._desk = desk
        self._state = state
        self._card = OpeningCard(desk, desk.text, theme)
        self._card.stopped.connect(opening.stop)
        opening.progressed.connect(self._card.show_progress)
        opening.asked.connect(desk.notice.hide)
        opening.begun.connect(self._show_loading)
        opening.settled.connect(self._card.end)
        opening.failed.connect(self._show_problem)
        if name := opening.reading:
            self._show_loading(name)

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._card.show_theme(theme)

    def tell(self, sentence: str) -> None:
        """Say something above the panes, in place of what stands there."""
        self._desk.notice.tell(sentence)

    def _show_loading(self, name: str) -> None:
        """In the place of the text where there is none, else over it."""
        if self._state.analysis is None and self._desk.page is None:
            self._desk.text.show_loading(name)
        else:
            self._card.begin(name)

    def _show_problem(self, sentence: str) -> None:
        """A report that is open stays open, and the sentence stands above it."""
        before = self._desk.notice.sentence.splitlines()
        self._desk.notice.tell("\n".join((*before, sentence)[-PROBLEMS:]))
