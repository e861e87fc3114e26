"""Drawings of a comparison as files."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from zjviewer.core.charts.scene import ChartScene, TextMeasure
from zjviewer.gui.charts.chart_export import INCH, LOGICAL, ExportOptions, SceneExporter
from zjviewer.gui.theme.theme import load_fonts
from zjviewer.storage.atomic_files import write_atomically

LEAST_WIDTH = 720.0
"""Logical pixels of a drawing; a narrower file shows it smaller."""


def drawing_width(export: ExportOptions) -> float:
    """Logical pixels of the drawing of a file."""
    return max(LEAST_WIDTH, export.width_mm / INCH * LOGICAL)


def save_scene(scene: ChartScene, path: Path, export: ExportOptions, overwrite: bool = False) -> None:
    """Write a drawing. Raises NotWritten, also where the file exists and must not be overwritten, and Problem for a
    drawing that is too high for the format."""
    with closing(SceneExporter()) as exporter:
        write_atomically(path, exporter.scene_file(scene, export), overwrite)


def picture_command(draw: Callable[[float, TextMeasure], ChartScene], path: Path, export: ExportOptions) -> None:
    """Write what `draw` gives for a width and a measure of text, without a window, also without a display. Raises
    NotWritten and Problem."""
    application = None
    if QApplication.instance() is None:
        application = QApplication([])
        load_fonts()
    from zjviewer.gui.charts.chart_text import measure

    save_scene(draw(drawing_width(export), measure), path, export)
    del application
