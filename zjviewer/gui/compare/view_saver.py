"""Saving of a comparison: the view as a picture, every row of its numbers as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zjviewer.comparison.panel import Panel
from zjviewer.errors import Problem
from zjviewer.gui.compare.choice_history import ChoiceHistory
from zjviewer.gui.compare.panel_source import PanelSource
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.file_dialogs import ask_save_path, default_folder

if TYPE_CHECKING:
    from zjviewer.core.charts.scene import ChartScene
    from zjviewer.gui.charts.chart_export import ExportOptions
    from zjviewer.gui.compare.picture_dialog import PictureDialog

_JOB = "compare export"


class ViewSaver(QObject):
    """Asks for files and writes them. `draw` gives the drawing of a width, None for none. A child of the page.

    Signals (payload):

    - `failed` (str): why a file could not be written
    - `file_saved` (Path): a file was written
    """

    failed = Signal(str)
    file_saved = Signal(object)

    def __init__(
        self,
        page: QWidget,
        draw: Callable[[float], ChartScene | None],
        source: PanelSource,
        history: ChoiceHistory,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(page)
        self._page, self._draw, self._source, self._history, self._jobs = page, draw, source, history, jobs
        self.theme = theme
        self.dialog: PictureDialog | None = None

    def ask_picture(self) -> None:
        """Show the view as it would be saved, and save it as the reader chooses there."""
        from zjviewer.gui.charts.chart_export import ExportOptions
        from zjviewer.gui.compare.picture_dialog import PictureDialog

        if self._draw(1.0) is None:
            self.failed.emit(self.tr("There is nothing to save yet."))
            return
        chosen = ExportOptions.from_dict({"width": 190.0, **self._history.picture})
        self.dialog = dialog = PictureDialog(self._draw, chosen, self.theme, self._page)
        dialog.chosen.connect(self._ask_picture_path)
        dialog.open()

    def _ask_picture_path(self, export: ExportOptions) -> None:
        self._history.keep_picture(export.to_dict())
        suffix = f".{export.format}"
        kinds = {suffix: f"{export.format.upper()} (*{suffix})"}
        chosen = self._ask_path(self.tr("Save picture"), kinds)
        if chosen is not None and self.save_picture(chosen[0], export, chosen[1]) and self.dialog is not None:
            self.dialog.accept()

    def save_picture(self, path: Path, export: ExportOptions, overwrite: bool = False) -> bool:
        """Save the view, in the format of the options. Returns whether that succeeded."""
        from zjviewer.gui.compare.view_export import drawing_width, save_scene

        scene = self._draw(drawing_width(export))
        if scene is None:
            return False
        try:
            save_scene(scene, path, export, overwrite)
        except Problem as problem:
            self._fail(problem)
            return False
        self.file_saved.emit(path)
        return True

    def ask_data(self) -> None:
        """Ask for a file, and save the panel's rows there."""
        kinds = {
            ".xlsx": self.tr("Excel workbook (*.xlsx)"),
            ".csv": "CSV (*.csv)",
            ".json": "JSON (*.json)",
            ".parquet": "Parquet (*.parquet)",
        }
        chosen = self._ask_path(self.tr("Save data"), kinds)
        if chosen is not None:
            self.save_data(*chosen)

    def save_data(self, path: Path, overwrite: bool = False) -> None:
        """Save every row of the panel in a job, in the format of the suffix."""
        work = partial(_write_rows, self._source.panel, path, overwrite)
        self._jobs.start(_JOB, work, partial(self._report_saved, path), self._fail)

    def _report_saved(self, path: Path, _: object) -> None:
        self.file_saved.emit(path)

    def _fail(self, problem: Exception) -> None:
        sentence = error_message(problem)
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_problem(sentence)
        else:
            self.failed.emit(sentence)

    def _ask_path(self, title: str, kinds: Mapping[str, str]) -> tuple[Path, bool] | None:
        name = self.tr("comparison") + next(iter(kinds))
        return ask_save_path(self._page, title, Path(default_folder()) / name, kinds)


def _write_rows(panel: Panel, path: Path, overwrite: bool) -> None:
    from zjviewer.comparison.library_panel import with_sentences
    from zjviewer.comparison.panel_files import write_panel

    write_panel(with_sentences(panel), path, (), overwrite)
