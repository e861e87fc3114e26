"""Where the first file to be opened or saved is looked for."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> str:
    """The user's folder of documents; their home where they have none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())
