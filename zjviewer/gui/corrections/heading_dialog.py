"""Dialog to add or change a heading: title, number and level."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from zjviewer.core.editorial.corrections import MOST_LEVELS
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.typesetting.document_map import heading_text

_WIDTH = 54 * SPACE
_LONGEST = 24
"""Characters of the parent heading and of the text that are shown."""


class HeadingDialog(QDialog):
    """`start` is the offset of the heading; `new` whether it is to be added."""

    def __init__(
        self, analysis: Analysis, start: int, title: str, number: str, level: int, parent: QWidget, new: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New heading") if new else self.tr("Change heading"))
        self._title = QLineEdit(title)
        self._number = QLineEdit(number, placeholderText=self.tr("None"))
        self._level = QComboBox()
        for depth, above in enumerate(parents_of(analysis, start), 1):
            template = self.tr("{level}, below “{heading}”") if above else self.tr("{level}, a chapter")
            parent_title = _short(heading_text(above)) if above else ""
            self._level.addItem(template.format(level=depth, heading=parent_title), depth)
        self._level.setCurrentIndex(min(level, self._level.count()) - 1)
        place = QLabel(_short(analysis.report.text[start : start + 2 * _LONGEST].partition("\n")[0]))
        place.setProperty("soft", True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Add") if new else self.tr("Change"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE * 2)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, field in (
            (self.tr("Heading"), self._title),
            (self.tr("Number"), self._number),
            (self.tr("Level"), self._level),
            (self.tr("Begins at"), place),
        ):
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.resize(_WIDTH, self.sizeHint().height())
        self._title.textChanged.connect(self._show_state)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._title.selectAll()
        self._title.setFocus()
        self._show_state()

    @property
    def title(self) -> str:
        """Title; not empty when the dialog was accepted."""
        return self._title.text().strip()

    @property
    def number(self) -> str:
        """Number as entered; empty for none."""
        return self._number.text().strip()

    @property
    def level(self) -> int:
        """Level, from 1."""
        return int(self._level.currentData())

    def _show_state(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.title))


def parents_of(analysis: Analysis, start: int) -> list[Section | None]:
    """Possible parents of a heading at an offset, by its level from 1: None for a chapter, then the sections around."""
    parents: list[Section | None] = [None]
    for section in analysis.sections:
        if section.start >= start:
            break
        parents[section.level :] = [section]
    return parents[:MOST_LEVELS]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
