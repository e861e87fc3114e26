"""Save dialog, default folder, and showing a file in the file manager."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

QT_ENGLISH = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown"),
    QT_TRANSLATE_NOOP("QFileSystemModel", "Size"),
)
"""Texts of Qt's file dialog that its Chinese translation lacks, or gets wrong; ours are looked up first."""


def ask_save_path(parent: QWidget, title: str, suggested: Path, kinds: Mapping[str, str]) -> tuple[Path, bool] | None:
    """Show the save dialog: the path, and whether an existing file may be overwritten; None when cancelled.

    `kinds` are the names of the formats by suffix; the first is the default. A name that was typed with the ending of
    another format has that format.
    """
    suffixes = tuple(kinds)
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), ";;".join(kinds.values()))
    if not chosen:
        return None
    path = Path(chosen)
    wanted = next((suffix for suffix in suffixes if kinds[suffix] == kind), suffixes[0])
    typed = path.suffix.lower()
    if typed == wanted or (typed in suffixes and typed != suggested.suffix.lower()):
        return path, True  # an ending that was typed says more than the list of formats
    # The dialog has asked about overwriting the name without the suffix only.
    path = path.with_suffix(wanted) if path.suffix.lower() in suffixes else path.with_name(path.name + wanted)
    return path, False


def default_folder() -> str:
    """The user's documents folder; the home folder where there is none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if os.path.isdir(folder) else str(Path.home())


def show_in_folder(path: Path) -> None:
    """Select a file in the file manager; on Linux open its folder."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", "/select,", str(path)])
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
