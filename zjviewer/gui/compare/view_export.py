"""Pictures of the comparison views as files."""

from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from zjviewer.comparison.choices import Choices
from zjviewer.comparison.drawing.compose_view import compose_view
from zjviewer.comparison.panel import Panel
from zjviewer.gui.charts.chart_export import INCH, LOGICAL, ExportOptions, SceneExporter
from zjviewer.gui.theme.theme import load_fonts
from zjviewer.storage.atomic_files import write_atomically

LEAST_WIDTH = 720.0
"""Logical pixels of a drawing; a narrower file shows it smaller."""


def save_view(panel: Panel, choices: Choices, path: Path, export: ExportOptions, overwrite: bool = False) -> None:
    """Write the drawing of a view. Raises NotWritten, also where the file exists and must not be overwritten."""
    from zjviewer.gui.charts.chart_text import measure

    scene = compose_view(panel, choices, max(LEAST_WIDTH, export.width_mm / INCH * LOGICAL), measure)
    with closing(SceneExporter()) as exporter:
        write_atomically(path, exporter.scene_file(scene, export), overwrite)


def view_command(panel: Panel, choices: Choices, path: Path, export: ExportOptions) -> None:
    """Write a view without a window, also without a display. Raises NotWritten."""
    if QApplication.instance() is None:
        application = QApplication([])
        load_fonts()
        save_view(panel, choices, path, export)
        del application
        return
    save_view(panel, choices, path, export)
