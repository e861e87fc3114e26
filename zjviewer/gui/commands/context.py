"""Context of the commands: one frozen value that the main window builds, so that no command imports the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zjviewer.gui.commands.actions import Actions
    from zjviewer.gui.corrections.correction_service import CorrectionService
    from zjviewer.gui.documents.library_store import LibraryStore
    from zjviewer.gui.documents.open_reports import OpenReports
    from zjviewer.gui.documents.report_loader import ReportLoader
    from zjviewer.gui.state.settings import Settings
    from zjviewer.gui.state.undo_history import UndoHistory
    from zjviewer.gui.state.view_state import ViewState
    from zjviewer.gui.theme.appearance import Appearance
    from zjviewer.gui.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CommandContext:
    """Everything that a command can read, change or call."""

    parent: QWidget
    """The main window; only to be used as the parent of dialogs."""
    state: ViewState
    workspace: Workspace
    open_reports: OpenReports
    loader: ReportLoader
    library: LibraryStore
    undo: UndoHistory
    corrections: CorrectionService
    settings: Settings
    appearance: Appearance
    actions: Actions
    toggle_page: Callable[[str], None]
    """Shows a page by its name, or returns from it to the report in front."""
    search_library: Callable[[], object]
    """Shows all reports of the library, with the cursor in the search field."""
    add_to_library: Callable[[], None]
    """Asks for a folder, and adds it to the library."""
    ask_corpus: Callable[[], None]
    """Asks for the folder of a corpus, and shows its reports on the comparison page."""
    clear_recent: Callable[[], None]
    """Empties the menu of recent reports."""
    set_full_screen: Callable[[bool], None]
    close: Callable[[], None]
    """Closes the window and ends the program."""
