"""Saves the annotations of the open report as Word, Markdown or CSV."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from zjviewer.core.export.annotations import TITLE, lines_of, write_lines
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.widgets.file_dialogs import ask_save_path, default_folder
from zjviewer.storage.filenames import file_name


def save_annotations(parent: QWidget, state: ViewState, jobs: Jobs) -> None:
    """Show the save dialog, and write the annotations of the open report with their citations."""
    analysis = state.analysis
    if analysis is None or not state.annotations:
        state.message_posted.emit(QCoreApplication.translate("Annotation", "There are no notes in this report."))
        return
    names = {
        ".docx": QCoreApplication.translate("Annotation", "Word document (*.docx)"),
        ".md": QCoreApplication.translate("Annotation", "Markdown (*.md)"),
        ".csv": QCoreApplication.translate("Annotation", "CSV for spreadsheets (*.csv)"),
    }
    name = file_name(analysis.report.issuer, str(analysis.report.year or ""), TITLE, suffix=".docx")
    folder = default_folder()
    title = QCoreApplication.translate("Annotation", "Save notes")
    chosen = ask_save_path(parent, title, Path(folder) / name, names)
    if chosen is None:
        return
    path, overwrite = chosen
    lines = lines_of(analysis, state.annotations)
    write = partial(write_lines, lines, path, path.suffix.lower()[1:], overwrite)
    jobs.start("annotations.save", write, partial(_show_saved, state, path), partial(_show_problem, state))


def _show_saved(state: ViewState, path: Path, _: object = None) -> None:
    state.post_saved(path)


def _show_problem(state: ViewState, problem: Exception) -> None:
    state.message_posted.emit(error_message(problem))
