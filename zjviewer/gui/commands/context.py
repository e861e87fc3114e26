"""What the commands act on: one frozen value that the main window builds, so that no command imports the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zjviewer.gui.commands.actions import Actions
    from zjviewer.gui.corrections.correction_service import Correcting
    from zjviewer.gui.documents.library_store import Library
    from zjviewer.gui.documents.open_reports import Tabs
    from zjviewer.gui.documents.report_loader import Opening
    from zjviewer.gui.state.settings import Settings
    from zjviewer.gui.state.undo_history import Editing
    from zjviewer.gui.state.view_state import State
    from zjviewer.gui.theme.appearance import Appearance
    from zjviewer.gui.workspace.workspace import Desk


@dataclass(frozen=True, slots=True)
class CommandContext:
    """Everything that a command may read, change or call."""

    parent: QWidget
    """The main window, as the parent of dialogs only."""
    state: State
    workspace: Desk
    open_reports: Tabs
    loader: Opening
    library: Library
    undo: Editing
    corrections: Correcting
    settings: Settings
    appearance: Appearance
    actions: Actions
    switch_library: Callable[[], None]
    """Shows the library page, or returns to the report in front."""
    clear_recent: Callable[[], None]
    """Empties the menu of recent reports."""
    set_full_screen: Callable[[bool], None]
    close: Callable[[], None]
    """Closes the window, and with it the program."""
