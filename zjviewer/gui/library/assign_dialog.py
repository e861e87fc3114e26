"""Dialog that assigns a body, its type, its region and a year to reports; empty fields assign nothing."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from zjviewer.gui.labels.library_labels import library_label
from zjviewer.gui.theme.theme import SPACE, scaled
from zjviewer.gui.widgets.accessible_names import set_accessible_names
from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.identity import Assignment

_WIDTH = 56 * SPACE
_YEARS = (1, 9999)


class AssignDialog(QDialog):
    """Fields for what the reports are of; the editorial file of a report still has precedence."""

    def __init__(self, count: int, given: Assignment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Assign body and year"))
        self.setMinimumWidth(scaled(_WIDTH))
        note = QLabel(
            self.tr("Reports: {count}. Empty fields are taken from the report.").format(count=count), wordWrap=True
        )
        note.setProperty("soft", True)
        self.body = QLineEdit(given.body, placeholderText="淮安市洪泽区人民政府")
        self.unit_type = QComboBox()
        self.unit_type.addItem(self.tr("As the name says"), "")
        for name in UNIT_TYPES:
            self.unit_type.addItem(library_label(name), name)
        self.unit_type.setCurrentIndex(max(0, self.unit_type.findData(given.unit_type)))
        self.region = QLineEdit(given.region, placeholderText="江苏省淮安市洪泽区")
        self.year = QLineEdit(str(given.year or ""), placeholderText="2023")
        self.year.setMaxLength(4)
        form = QFormLayout()
        for label, field in (
            (self.tr("Body"), self.body),
            (self.tr("Type of unit"), self.unit_type),
            (self.tr("Region"), self.region),
            (self.tr("Year"), self.year),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addLayout(form)
        column.addWidget(self._buttons)
        set_accessible_names(self)
        self.year.textChanged.connect(self._check)

    @property
    def assignment(self) -> Assignment:
        """What the fields say."""
        year = self.year.text().strip()
        return Assignment(
            self.body.text().strip(),
            self.unit_type.currentData(),
            self.region.text().strip(),
            int(year) if year else None,
        )

    def _check(self, text: str) -> None:
        year = text.strip()
        valid = not year or (year.isdecimal() and _YEARS[0] <= int(year) <= _YEARS[1])
        self.year.setProperty("bad", not valid)
        self.year.style().polish(self.year)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(valid)
