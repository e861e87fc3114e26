"""The history of jumps, and what the state holds of a report that is not in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zjviewer.gui.state.selection import Selection

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis


class HistoryEntry(NamedTuple):
    """One stop of the history: what was selected, and what stood there when it was left."""

    selection: Selection
    top_offset: int | None = None
    """Offset at the top of the text; None while nothing else has been gone to from here."""
    table: str = ""
    hit: bool = False
    """Whether a search led here; going on from hit to hit stays at one stop."""


class ReportViewState(NamedTuple):
    """What the state holds of one report, put away while another is in front."""

    analysis: Analysis | None
    selection: Selection = Selection()
    table: str = ""
    top_offset: int | None = None
    """None for a report that has not been in front yet."""
    history: tuple[HistoryEntry, ...] = (HistoryEntry(Selection(), 0),)
    at: int = 0
