"""Persistence of the pane arrangement and of the options of the panes in the settings."""

from PySide6.QtCore import QObject

from zjviewer.gui.state.settings import Settings
from zjviewer.gui.workspace.page_arrangement import CHOICES
from zjviewer.gui.workspace.workspace import DATA, OUTLINE, TEXT, Workspace


class LayoutPersistence(QObject):
    """Restores the arrangement of one workspace from the settings and saves its changes. A child of the workspace."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._restore_panes()
        workspace.panes_changed.connect(self._save_panes)
        workspace.text.zoom_changed.connect(self._save_zoom)

    def restore_options(self) -> None:
        """Restore the options of the panes that are built after the first frame."""
        workspace, preferences = self._workspace, self._settings.preferences
        workspace.search.restore_settings(preferences.search)
        workspace.search.choices_changed.connect(self._save_search)
        workspace.speaker.set_speed(preferences.speech_speed)
        workspace.chart.restore_settings(preferences.chart)
        workspace.table.restore_settings(preferences.table)
        workspace.data.restore_settings(preferences.data)
        workspace.checks.restore_settings(preferences.checks)
        workspace.side.restore_settings(preferences.side)
        for choice in CHOICES:
            if choice and choice == preferences.pages:
                workspace.pages.choose(choice)
        workspace.pages.changed.connect(self._save_pages)

    def save_options(self) -> None:
        """Save the options that panes do not signal, such as the format of the last export."""
        workspace = self._workspace
        if not workspace.is_built:
            return
        self._settings.change(
            search=workspace.search.settings(),
            speech_speed=workspace.speaker.speed,
            chart=workspace.chart.settings(),
            table=workspace.table.settings(),
            data=workspace.data.settings(),
            checks=workspace.checks.settings(),
            side=workspace.side.settings(),
        )

    def _restore_panes(self) -> None:
        workspace, preferences = self._workspace, self._settings.preferences
        workspace.restore_widths(preferences.panes)
        workspace.show_pane(OUTLINE, preferences.outline_shown)
        workspace.show_pane(TEXT, preferences.text_shown)
        workspace.show_pane(DATA, preferences.data_shown)
        workspace.text.set_zoom(preferences.zoom)

    def _save_pages(self) -> None:
        self._settings.change(pages=self._workspace.pages.choice)

    def _save_zoom(self, zoom: int) -> None:
        self._settings.change(zoom=zoom)

    def _save_search(self) -> None:
        self._settings.change(search=self._workspace.search.settings())

    def _save_panes(self) -> None:
        outline, text, data = (self._workspace.shows(pane) for pane in (OUTLINE, TEXT, DATA))
        self._settings.change(panes=self._workspace.widths(), outline_shown=outline, text_shown=text, data_shown=data)
