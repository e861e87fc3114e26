"""Announcements for screen readers: the current hit and the selection, wherever the focus is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.search.engine import context
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState

_AROUND = 20
"""Characters of context on either side of a hit."""


def announce(widget: QWidget, sentence: str) -> None:
    """Have a running screen reader speak a translated sentence; nothing without one."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Announcements(QObject):
    """Announces changes of the view state on behalf of a widget. A child of the widget."""

    def __init__(self, state: ViewState, widget: QWidget, speak: Callable[[QWidget, str], None] = announce) -> None:
        super().__init__(widget)
        self._state = state
        self._widget = widget
        self._speak = speak
        state.current_hit_changed.connect(self.announce_hit)
        state.selection_changed.connect(self.announce_selection)

    def announce_hit(self, index: int) -> None:
        """Announce number, context and section of a hit; nothing for -1."""
        state = self._state
        if index < 0 or state.analysis is None or state.restoring:
            return
        start, end = state.hits.span(index)
        words = "".join(context(state.analysis.report.text, start, end, _AROUND)).replace("\n", " ")
        template = self.tr("Hit {number} of {count}: {words}")
        self._announce(template.format(number=index + 1, count=len(state.hits), words=words), start)

    def announce_selection(self, selection: Selection) -> None:
        """Announce the selected figures, or the selected section; nothing for an empty selection."""
        state = self._state
        if selection.span is None or state.analysis is None or state.restoring:
            return
        figures = [state.analysis.figure_by_id[each] for each in selection.every if each in state.analysis.figure_by_id]
        words = "；".join(" ".join(filter(None, (each.indicator, format_figure(each)))) for each in figures)
        self._announce(words, selection.span.start)

    def _announce(self, words: str, offset: int) -> None:
        section = self._state.analysis.section_at(offset) if self._state.analysis else None
        place = f"{section.number} {section.title}".strip() if section else ""
        if sentence := ", ".join(filter(None, (words, place))):
            self._speak(self._widget, sentence)
