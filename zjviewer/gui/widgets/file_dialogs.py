"""Where a file is to be written, asked in the system's own dialog."""

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
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QFileSystemModel", "Size"),
)
"""Words of Qt's own dialog that its Chinese leaves out, or calls a volume; ours are asked first."""


def ask_save_path(parent: QWidget, title: str, suggested: Path, kinds: Mapping[str, str]) -> tuple[Path, bool] | None:
    """The path, and whether it may be overwritten; None where the reader changed their mind.

    `kinds`: names of the formats by suffix, the first is the suggested one.
    """
    suffixes = tuple(kinds)
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), ";;".join(kinds.values()))
    if not chosen:
        return None
    path = Path(chosen)
    wanted = next((suffix for suffix in suffixes if kinds[suffix] == kind), suffixes[0])
    if path.suffix.lower() == wanted:
        return path, True
    # The dialog has not asked about a name that it did not see.
    path = path.with_suffix(wanted) if path.suffix.lower() in suffixes else path.with_name(path.name + wanted)
    return path, False


def default_folder() -> str:
    """The user's folder of documents; their home where they have none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def show_in_folder(path: Path) -> None:
    """The file is pointed at where the system can do that; elsewhere its folder opens."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", "/select,", str(path)])
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
