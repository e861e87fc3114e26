"""Values of the navigation history, and the view state of a report that is not in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zjviewer.gui.state.selection import Selection

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis


class HistoryEntry(NamedTuple):
    """One entry of the navigation history: a selection, and the view when the reader navigated away from it."""

    selection: Selection
    top_offset: int | None = None
    """Offset at the top of the text; None for the newest entry, which nobody has navigated away from."""
    table: str = ""
    hit: bool = False
    """Whether a search hit created the entry; moving between hits stays in one entry."""


class ReportViewState(NamedTuple):
    """View state of one report, stored while another report is in front and restored afterwards."""

    analysis: Analysis | None
    selection: Selection = Selection()
    table: str = ""
    top_offset: int | None = None
    """None for a report that has not been in front yet."""
    history: tuple[HistoryEntry, ...] = (HistoryEntry(Selection(), 0),)
    at: int = 0
    """Index of the current entry of `history`."""
