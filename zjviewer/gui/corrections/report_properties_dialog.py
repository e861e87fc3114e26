"""Dialog to correct the properties of a report, such as title and year."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.dictionary.metrics import list_eras
from zjviewer.core.editorial.sidecar_writer import base_values
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.text.report_metadata import date_in, period_in
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button
from zjviewer.gui.widgets.wrapped_label import WrappedLabel

_WIDTH = 68 * SPACE
_FIRST, _LAST = 1949, 2199
"""First and last year that is accepted."""


class _Kind(NamedTuple):
    """Formats and parses a property; `read` raises ValueError for invalid text."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


class _Field(QLineEdit):
    """Text field of a property; empty for the recognised value, which is its placeholder."""

    def __init__(self, kind: _Kind, recognised: Any, corrected: Any, none: str) -> None:
        super().__init__(kind.write(corrected) if corrected else "")
        self._kind = kind
        self._recognised = kind.write(recognised) if recognised else ""
        self.setPlaceholderText(self._recognised or none)

    def value(self) -> Any:
        """The corrected value; None for the recognised one. Raises ValueError."""
        text = self.text().strip()
        return self._kind.read(text) if text and text != self._recognised else None


class _Era(QComboBox):
    """Combo box for the era, with the interface of _Field."""

    textChanged = Signal(str)

    def __init__(self, default: str, recognised: str, corrected: str) -> None:
        super().__init__()
        self.addItem(f"{default} ({recognised})" if recognised and not corrected else default, "")
        for era in list_eras():
            self.addItem(f"{era.name} ({era.first_year}–{era.last_year or ''})", era.name)
        self.setCurrentIndex(max(0, self.findData(corrected)))
        self.currentTextChanged.connect(self.textChanged)

    def clear(self) -> None:
        self.setCurrentIndex(0)

    def text(self) -> str:
        return str(self.currentData())

    def value(self) -> str | None:
        return self.currentData() or None


class ReportPropertiesDialog(QDialog):
    """An empty field stands for the recognised value."""

    def __init__(self, analysis: Analysis, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this report"))
        text, number = _Kind(str, str), _Kind(str, _year)
        day, days = _Kind(date.isoformat, _day), _Kind(_period_text, _period)
        original, sidecar, base = analysis.original_report or analysis.report, analysis.sidecar, base_values(analysis)

        def field(key: str, kind: _Kind) -> _Field:
            default, value = getattr(base, key) or getattr(original, key), getattr(sidecar, key)
            corrected = value if value != getattr(base, key) else None
            return _Field(kind, default, corrected, self.tr("Not recognised"))

        self._rows: list[tuple[str, str, _Field | _Era]] = [
            ("title", self.tr("Title"), field("title", text)),
            ("issuer", self.tr("Body"), field("issuer", text)),
            ("region", self.tr("Region"), field("region", text)),
            ("year", self.tr("Year"), field("year", number)),
            ("era", self.tr("National format"), _Era(self.tr("As recognised"), analysis.era, sidecar.era)),
            ("period", self.tr("Period"), field("period", days)),
            ("published", self.tr("Published"), field("published", day)),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        self._resets: list[QToolButton] = []
        for row, (_, name, widget) in enumerate(self._rows):
            reset = icon_button(self.tr("Leave it to the program"), auto_raise=True)
            reset.setAccessibleName(f"{reset.toolTip()}: {name}")
            reset.setIcon(icons.icon("reload", theme))
            reset.clicked.connect(widget.clear)
            widget.setAccessibleName(name)
            widget.textChanged.connect(self._show_state)
            self._resets.append(reset)
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(widget, row, 1)
            grid.addWidget(reset, row, 2)
        hint = WrappedLabel(self.tr("Grey words are what the program recognised; it stays where nothing is written."))
        hint.setProperty("small", True)
        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("danger", True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Keep"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(2 * SPACE)
        column.addLayout(grid)
        column.addWidget(hint)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._show_state()
        self.field("title").setFocus()
        self.resize(_WIDTH, self.heightForWidth(_WIDTH) if self.hasHeightForWidth() else self.sizeHint().height())

    def wanted(self) -> dict[str, Any]:
        """Corrected values by the keys of the editorial file; None for recognised values."""
        return {key: field.value() for key, _, field in self._rows}

    def field(self, key: str) -> "_Field | _Era":
        """Widget of a property."""
        return next(field for name, _, field in self._rows if name == key)

    def _show_state(self, *_: object) -> None:
        wrong = ""
        for (key, name, field), reset in zip(self._rows, self._resets, strict=True):
            reset.setEnabled(bool(field.text()))
            try:
                field.value()
            except ValueError:
                bad = True
                examples = {"year": "2017", "published": "2018-03-15", "period": "2017-01-01 – 2017-12-31"}
                template = self.tr("{name} is written like this: {example}")
                wrong = template.format(name=name, example=examples[key])
            else:
                bad = False
            if field.property("bad") != bad:
                field.setProperty("bad", bad)
                field.style().polish(field)
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        self._ok.setEnabled(not wrong)


def _year(text: str) -> int:
    year = int(text.removesuffix("年"))
    if not _FIRST <= year <= _LAST:
        raise ValueError(text)
    return year


def _day(text: str) -> date:
    day = date_in(text)
    if day is None:
        raise ValueError(text)
    return day


def _period(text: str) -> tuple[date, date]:
    period = period_in(text)
    if period is None:
        raise ValueError(text)
    return period


def _period_text(period: tuple[date, date]) -> str:
    return " – ".join(day.isoformat() for day in period)
