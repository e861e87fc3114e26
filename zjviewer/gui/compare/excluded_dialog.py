"""Dialog with the files that a comparison leaves out: why, and what the reader can assign."""

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from zjviewer.comparison.panel import ExcludedFile
from zjviewer.gui.compare.panel_source import PanelSource
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names

_NO_YEAR = 1989


class ExcludedDialog(QDialog):
    """List of the excluded files; body and year of the selected one can be assigned, or it can be used instead of the
    other file of its body and year."""

    def __init__(self, source: PanelSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.setWindowTitle(self.tr("Files that are left out"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.body = QLineEdit()
        self.body.setAccessibleName(self.tr("Body"))
        self.body.setPlaceholderText("江苏省淮安市洪泽区人民政府")
        self.year = QSpinBox(minimum=_NO_YEAR, maximum=2100)
        self.year.setSpecialValueText(self.tr("unknown"))
        self.year.setAccessibleName(self.tr("Year"))
        self.assign = QPushButton(self.tr("Assign"))
        self.use = QPushButton(self.tr("Use this file instead"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.assign, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.use, QDialogButtonBox.ButtonRole.ActionRole)
        form = QFormLayout()
        form.addRow(self.tr("Body"), self.body)
        form.addRow(self.tr("Year"), self.year)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addWidget(buttons)
        self.resize(80 * SPACE, 48 * SPACE)
        set_accessible_names(self)
        buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(self._show_row)
        self.assign.clicked.connect(self._assign)
        self.use.clicked.connect(self._use)
        source.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """List the files that are left out now."""
        self.list.clear()
        for excluded in self._source.panel.excluded:
            self.list.addItem(reason_text(excluded))
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self._show_row(self.list.currentRow())

    def _selected(self) -> ExcludedFile | None:
        excluded, row = self._source.panel.excluded, self.list.currentRow()
        return excluded[row] if 0 <= row < len(excluded) else None

    def _show_row(self, _: int) -> None:
        chosen = self._selected()
        can_assign = chosen is not None and chosen.reason in ("body", "place", "year")
        for widget in (self.body, self.year, self.assign):
            widget.setEnabled(can_assign)
        self.use.setEnabled(chosen is not None and chosen.reason == "older")
        self.body.setText(chosen.body if chosen else "")
        self.year.setValue(chosen.year if chosen and chosen.year else _NO_YEAR)

    def _assign(self) -> None:
        if chosen := self._selected():
            year = self.year.value()
            self._source.assign(chosen.file, self.body.text().strip(), year if year > _NO_YEAR else None)

    def _use(self) -> None:
        if chosen := self._selected():
            self._source.prefer(chosen.file)


def reason_text(excluded: ExcludedFile) -> str:
    """Why a file is left out, translated."""

    file = PurePath(excluded.file).name
    if excluded.reason == "body":
        return QCoreApplication.translate("ExcludedDialog", "{file}: its body is unknown.").format(file=file)
    if excluded.reason == "year":
        return QCoreApplication.translate("ExcludedDialog", "{file}: its year is unknown.").format(file=file)
    if excluded.reason == "place":
        text = QCoreApplication.translate("ExcludedDialog", "{file}: which place {body} belongs to is unknown.")
        return text.format(file=file, body=excluded.body)
    if excluded.reason == "older":
        text = QCoreApplication.translate("ExcludedDialog", "{file}: {other} is used for {body}, {year}.")
        return text.format(file=file, other=PurePath(excluded.used).name, body=excluded.body, year=excluded.year)
    return f"{file}: {excluded.message}"
