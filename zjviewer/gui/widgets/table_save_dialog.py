"""Save dialog for tables: path and format."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from zjviewer.core.export.table_formats import TABLE_FORMATS

_OFFERED = tuple(each for each in reversed(TABLE_FORMATS) if each.filter)
FORMATS = tuple(each.name for each in _OFFERED)


def ask_table_path(parent: QWidget, title: str, suggested: Path, format: str) -> tuple[Path, bool] | None:
    """Show the save dialog: the path with the suffix of a format, and whether an existing file may be overwritten; None
    when cancelled."""
    filters = {each.name: QCoreApplication.translate("TableExport", each.filter) for each in _OFFERED}
    dialog = QFileDialog(parent, title, str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters([filters[each] for each in FORMATS])

    def use_suffix(chosen: str) -> None:
        suffix = next(each for each in FORMATS if filters[each] == chosen)
        dialog.setDefaultSuffix(suffix)
        if names := dialog.selectedFiles():
            name = Path(names[0])
            if name.suffix[1:].casefold() in FORMATS:
                dialog.selectFile(name.with_suffix(f".{suffix}").name)

    dialog.filterSelected.connect(use_suffix)
    dialog.selectNameFilter(filters[format])
    dialog.setDefaultSuffix(format)
    dialog.selectFile(f"{suggested.name}.{format}")
    accepted = dialog.exec()
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    if not accepted or not chosen:
        return None
    path = Path(chosen[0])
    if path.suffix[1:].casefold() in FORMATS:
        return path, True
    # The dialog takes the end of `平台2.0版` for a suffix, so it has not asked about the file with our suffix.
    return path.with_name(f"{path.name}.{dialog.defaultSuffix()}"), False
