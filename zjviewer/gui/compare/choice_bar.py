"""Bar of choosers above a comparison view: which metric, bodies and years; only those that the view has."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from zjviewer.comparison.choices import Choices, View, stated_metrics
from zjviewer.comparison.measures import measure_of
from zjviewer.comparison.panel import Panel
from zjviewer.core.dictionary.places import divisions_below
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names

_FIELDS: dict[View, tuple[str, ...]] = {
    "table": ("metric", "whole", "body"),
    "trend": ("metric", "whole", "body", "indexed", "slope", "earlier", "year"),
    "ranking": ("metric", "whole", "year", "body"),
    "multiples": ("metric", "whole", "body", "own_scale"),
    "profile": ("body",),
    "text": ("body", "earlier", "other", "year", "chapter"),
    "checks": ("body", "metric"),
    "map": ("metric", "whole", "year", "province"),
    "scatter": ("metric", "second", "year", "body"),
}
"""Fields of `Choices` that a view has, in their order."""
_STRETCH = {"metric": 4, "second": 4, "body": 3, "other": 3, "whole": 2, "chapter": 2, "province": 1}
_LENGTHS = {"year": 4, "earlier": 4, "whole": 4, "province": 4}
"""Least width of a chooser, in characters."""
_WIDEST = 40 * SPACE


class ChoiceBar(QWidget):
    """Signals: `chosen` (dict): the reader has changed a chooser; new values by their fields of `Choices`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        names = {
            "metric": self.tr("Metric"),
            "whole": self.tr("Share of"),
            "second": self.tr("Second metric"),
            "body": self.tr("Body"),
            "other": self.tr("Second body"),
            "earlier": self.tr("From year"),
            "year": self.tr("Year"),
            "province": self.tr("Area"),
            "chapter": self.tr("Chapter"),
        }
        self.boxes = {field: QComboBox() for field in names}
        self.checks = {
            "indexed": QCheckBox(self.tr("Index 100")),
            "slope": QCheckBox(self.tr("Two years")),
            "own_scale": QCheckBox(self.tr("Own scales")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._labels: dict[str, QLabel] = {}
        for field in dict.fromkeys(field for fields in _FIELDS.values() for field in fields):
            if field in self.checks:
                self.checks[field].toggled.connect(self._choose)
                row.addWidget(self.checks[field])
                continue
            box = self.boxes[field]
            box.setAccessibleName(names[field])
            box.setObjectName(field)
            box.setMaximumWidth(_WIDEST)
            box.setMinimumContentsLength(_LENGTHS.get(field, 8))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.view().setMinimumWidth(_WIDEST)
            box.activated.connect(self._choose)
            label = QLabel(names[field])
            label.setProperty("soft", True)
            label.setBuddy(box)
            self._labels[field] = label
            row.addWidget(label)
            row.addWidget(box, _STRETCH.get(field, 1))
        row.addStretch(0)
        set_accessible_names(self)

    def show_choices(self, panel: Panel, choices: Choices, chapters: Sequence[str] = ()) -> None:
        """Show settled choices, and what the panel offers; `chapters` are the titles of the compared text."""
        self._choices = choices
        metrics = [(metric, measure_of(metric).name) for metric in stated_metrics(panel)]
        bodies = [(body, body) for body in panel.bodies]
        years = [(year, str(year)) for year in panel.years]
        self._fill("metric", metrics, choices.metric)
        self._fill("second", metrics, choices.second)
        self._fill("whole", [("", self.tr("none")), *metrics], choices.whole)
        self._fill("body", bodies, choices.body)
        self._fill("other", bodies, choices.other)
        self._fill("earlier", years, choices.earlier)
        self._fill("year", years, choices.year)
        areas = [(place.code, place.short) for place in divisions_below("", "province")]
        self._fill("province", [("", self.tr("Provinces")), *areas], choices.province)
        numbered = [(0, self.tr("All chapters")), *enumerate(chapters, 1)]
        self._fill("chapter", numbered, choices.chapter if choices.chapter <= len(chapters) else 0)
        for field, box in self.checks.items():
            box.blockSignals(True)
            box.setChecked(bool(getattr(choices, field)))
            box.blockSignals(False)
        shown = _fields_of(choices)
        for field, combo in self.boxes.items():
            combo.setVisible(field in shown)
            self._labels[field].setVisible(field in shown)
        for field, box in self.checks.items():
            box.setVisible(field in shown)

    def _fill(self, field: str, items: Iterable[tuple[object, str]], current: object) -> None:
        box = self.boxes[field]
        listed = list(items)
        if [box.itemData(index) for index in range(box.count())] != [data for data, _ in listed]:
            box.clear()
            for data, text in listed:
                box.addItem(text, data)
        elif [box.itemText(index) for index in range(box.count())] != [text for _, text in listed]:
            for index, (_, text) in enumerate(listed):
                box.setItemText(index, text)
        box.setCurrentIndex(max(0, next((i for i, (data, _) in enumerate(listed) if data == current), 0)))
        box.setToolTip(box.currentText())

    def _choose(self, *_: object) -> None:
        shown = _fields_of(self._choices)
        values = {field: box.currentData() for field, box in self.boxes.items() if field in shown and box.count()}
        values |= {field: box.isChecked() for field, box in self.checks.items() if field in shown}
        self.chosen.emit({field: value for field, value in values.items() if value != getattr(self._choices, field)})


def _fields_of(choices: Choices) -> tuple[str, ...]:
    """Fields of a view; those of years only where a trend compares with one."""
    fields = _FIELDS[choices.view]
    if choices.view != "trend":
        return fields
    needed = {"earlier": choices.indexed or choices.slope, "year": choices.slope, "indexed": not choices.slope}
    return tuple(field for field in fields if needed.get(field, True))
