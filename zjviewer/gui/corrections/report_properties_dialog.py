"""About this report: what the program recognised, what its reader knows better, and the way back to the former."""

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

from zjviewer.core.editorial.sidecar_writer import base_values
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.text.report_metadata import date_in, period_in
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme

_WIDTH = 68 * SPACE
_ERAS = ("E1", "E2", "E3")
_FIRST, _LAST = 1949, 2199
"""Years that a report may be of."""


class _Kind(NamedTuple):
    """How a property is written and read; `read` raises ValueError for what it cannot be."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


class _Field(QLineEdit):
    """One property: what is written in it, or, where nothing is, what was recognised."""

    def __init__(self, kind: _Kind, recognised: Any, said: Any, none: str) -> None:
        super().__init__(kind.write(said) if said else "")
        self._kind = kind
        self._recognised = kind.write(recognised) if recognised else ""
        self.setPlaceholderText(self._recognised or none)

    def value(self) -> Any:
        """None for what is recognised. Raises ValueError."""
        words = self.text().strip()
        return self._kind.read(words) if words and words != self._recognised else None


class _Era(QComboBox):
    """The same as a choice."""

    textChanged = Signal(str)

    def __init__(self, default: str, recognised: str, said: str) -> None:
        super().__init__()
        self.addItem(f"{default} ({recognised})" if recognised and not said else default, "")
        for era in _ERAS:
            self.addItem(era, era)
        self.setCurrentIndex(max(0, self.findData(said)))
        self.currentTextChanged.connect(self.textChanged)

    def clear(self) -> None:
        self.setCurrentIndex(0)

    def text(self) -> str:
        return self.currentData()

    def value(self) -> str | None:
        return self.currentData() or None


class ReportPropertiesDialog(QDialog):
    """Fields that the reader leaves empty stay as the program recognises them."""

    def __init__(self, analysis: Analysis, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this report"))
        words, number = _Kind(str, str), _Kind(str, _year)
        day, days = _Kind(date.isoformat, _day), _Kind(_period_words, _period)
        read, said, under = analysis.original_report or analysis.report, analysis.sidecar, base_values(analysis)

        def field(key: str, kind: _Kind) -> _Field:
            default, here = getattr(under, key) or getattr(read, key), getattr(said, key)
            said_here = here if here != getattr(under, key) else None
            return _Field(kind, default, said_here, self.tr("Not recognised"))

        self._rows = (
            ("title", self.tr("Title"), field("title", words)),
            ("issuer", self.tr("Body"), field("issuer", words)),
            ("region", self.tr("Region"), field("region", words)),
            ("year", self.tr("Year"), field("year", number)),
            ("era", self.tr("National format"), _Era(self.tr("As recognised"), analysis.era, said.era)),
            ("period", self.tr("Period"), field("period", days)),
            ("published", self.tr("Published"), field("published", day)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        self._resets: list[QToolButton] = []
        for row, (_, name, field) in enumerate(self._rows):
            reset = QToolButton(toolTip=self.tr("Leave it to the program"), autoRaise=True)
            reset.setAccessibleName(f"{reset.toolTip()}: {name}")
            reset.setIcon(icons.icon("reload", theme))
            reset.clicked.connect(field.clear)
            field.setAccessibleName(name)
            field.textChanged.connect(self._show_state)
            self._resets.append(reset)
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(reset, row, 2)
        hint = QLabel(self.tr("Grey words are what the program recognised; it stays where nothing is written."))
        hint.setProperty("small", True)
        hint.setWordWrap(True)
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
        """What the reader says by the names of the editorial file; None for what is left to the program."""
        return {key: field.value() for key, _, field in self._rows}

    def field(self, key: str) -> QWidget:
        """Where a property is written."""
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
                told = self.tr("{name} is written like this: {example}")
                wrong = told.format(name=name, example=examples[key])
            else:
                bad = False
            if field.property("bad") != bad:
                field.setProperty("bad", bad)
                field.style().polish(field)
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        self._ok.setEnabled(not wrong)


def _year(words: str) -> int:
    year = int(words.removesuffix("年"))
    if not _FIRST <= year <= _LAST:
        raise ValueError(words)
    return year


def _day(words: str) -> date:
    day = date_in(words)
    if day is None:
        raise ValueError(words)
    return day


def _period(words: str) -> tuple[date, date]:
    period = period_in(words)
    if period is None:
        raise ValueError(words)
    return period


def _period_words(period: tuple[date, date]) -> str:
    return " – ".join(day.isoformat() for day in period)
