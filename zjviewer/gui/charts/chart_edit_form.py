"""Form with the options of a chart: texts, kind, order, scale, labels, highlights, colours and size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from zjviewer.core.model.chart_options import (
    AS_REPORTED,
    LARGEST_TEXT,
    LONGEST_NOTE,
    LONGEST_TITLE,
    NARROWEST,
    PALETTES,
    PRESETS,
    SMALLEST_TEXT,
    WIDEST,
    ChartOptions,
    SizePreset,
)
from zjviewer.gui.labels.chart_labels import kind_name, label_names, order_names, palette_names, preset_names
from zjviewer.gui.theme.palettes import chart_colors
from zjviewer.gui.theme.theme import SPACE, Theme, scaled

_TABLE, _FINDING, _OWN = "table", "finding", "own"
"""Where the title comes from."""
_AUTOMATIC, _CUSTOM = "", "own"
"""Sizes beside the presets."""
_ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ChartChoices:
    """What can be chosen for a chart."""

    title: str
    """The neutral title."""
    finding: str
    """Empty where none is proposed."""
    subtitle: str
    kinds: tuple[str, ...]
    """Names of kinds, the one that suits the chart first."""
    labels: tuple[str, ...]
    """Labels that can be highlighted."""
    sort: bool
    share: bool
    log: bool


class _NoteEdit(QPlainTextEdit):
    """A note of a few lines; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("field", True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * 2)


class _CheckList(QListWidget):
    """Labels with boxes; Space and Enter check the current one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        rows = min(max(self.count(), 2), _ROWS_SHOWN)
        return QSize(super().sizeHint().width(), rows * max(self.sizeHintForRow(0), SPACE * 3) + 4)


class ChartEditForm(QWidget):
    """Signals: `changed` (): an option has changed."""

    changed = Signal()

    def __init__(
        self, choices: ChartChoices, options: ChartOptions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._start = options
        self._silent = True
        self._source = self._combo({_TABLE: self.tr("Name of the table")}, self.tr("Title from"))
        if choices.finding:
            self._source.addItem(self.tr("Finding"), _FINDING)
        self._source.addItem(self.tr("Own words"), _OWN)
        self.title = self._line(self.tr("Title"))
        self.subtitle = self._line(self.tr("Subtitle"))
        self.subtitle.setPlaceholderText(choices.subtitle)
        self.note = _NoteEdit()
        self.note.setAccessibleName(self.tr("Own note"))
        self.kind = self._combo({name: kind_name(name) for name in choices.kinds}, self.tr("Kind"))
        self.sort = self._combo(order_names(), self.tr("Order"))
        self.sort.setEnabled(choices.sort)
        self.log = QCheckBox(self.tr("Logarithmic scale"))
        self.log.setVisible(choices.log)
        self.share = QCheckBox(self.tr("Shares instead of counts"))
        self.share.setVisible(choices.share)
        self.labels = self._combo(label_names(), self.tr("Labels"))
        self.highlights = _CheckList()
        self.highlights.setAccessibleName(self.tr("Highlighted bars"))
        for label in choices.labels:
            item = QListWidgetItem(label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.highlights.addItem(item)
        self.palette_choice = self._combo({name: palette_names()[name] for name in PALETTES}, self.tr("Colours"))
        self._draw_swatches(theme)
        sizes = {_AUTOMATIC: self.tr("Automatic"), **preset_names(), _CUSTOM: self.tr("Own size")}
        self.size_choice = self._combo(sizes, self.tr("Size"))
        self.width_mm = self._millimetres(self.tr("Width"))
        self.height_mm = self._millimetres(self.tr("Height"))
        self.text_size = QSpinBox(minimum=SMALLEST_TEXT, maximum=LARGEST_TEXT, singleStep=5)
        self.text_size.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.text_size.setSuffix(self.tr(" %"))
        self.text_size.setAccessibleName(self.tr("Size of text"))
        self._lay_out()
        self._show(options)
        self._connect()
        self._silent = False

    def chosen(self) -> ChartOptions:
        """The options as shown."""
        source = self._source.currentData()
        labels = [self.highlights.item(row) for row in range(self.highlights.count())]
        marked = tuple(item.text() for item in labels if item.checkState() == Qt.CheckState.Checked)
        kind = self.kind.currentData()
        return replace(
            self._start,
            title=self.title.text().strip() if source == _OWN else "",
            finding=source == _FINDING,
            subtitle=self.subtitle.text().strip(),
            own_note=self.note.toPlainText().strip()[:LONGEST_NOTE],
            kind="" if kind == self._choices.kinds[0] else kind,
            sort=self.sort.currentData(),
            log=self.log.isChecked(),
            measure="share" if self.share.isChecked() else "count",
            labels=self.labels.currentData(),
            highlights=marked,
            palette=self.palette_choice.currentData(),
            width=self.width_mm.value(),
            height=self.height_mm.value(),
            text_size=self.text_size.value(),
        )

    def reset(self) -> None:
        """Show the default options."""
        self._show(AS_REPORTED)
        self.changed.emit()

    def show_finding(self, finding: str, title: str) -> None:
        """Show the finding and the neutral title of the chart with its other options."""
        self._choices = replace(self._choices, finding=finding, title=title)
        self._show_title()

    def _show(self, options: ChartOptions) -> None:
        self._silent = True
        source = _OWN if options.title else _FINDING if options.finding and self._choices.finding else _TABLE
        self._source.setCurrentIndex(self._source.findData(source))
        self.title.setText(options.title)
        self._show_title()
        self.subtitle.setText(options.subtitle)
        self.note.setPlainText(options.own_note)
        for combo, value in (
            (self.kind, options.kind or self._choices.kinds[0]),
            (self.sort, options.sort),
            (self.labels, options.labels),
            (self.palette_choice, options.palette),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self.log.setChecked(options.log)
        self.share.setChecked(options.measure == "share")
        for row in range(self.highlights.count()):
            item = self.highlights.item(row)
            on = item.text() in options.highlights
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.width_mm.setValue(options.width)
        self.height_mm.setValue(options.height)
        self.text_size.setValue(options.text_size)
        self._show_preset()
        self._silent = False

    def _show_title(self) -> None:
        """Show the title that is not the reader's own."""
        source = self._source.currentData()
        if source != _OWN:
            self.title.setText(self._choices.finding if source == _FINDING else self._choices.title)
            self.title.setCursorPosition(0)

    def _show_preset(self) -> None:
        now = SizePreset(self.width_mm.value(), self.height_mm.value(), self.text_size.value())
        names = [name for name, preset in PRESETS.items() if preset == now]
        plain = now == SizePreset(0.0, 0.0, 100)
        chosen = names[0] if names else _AUTOMATIC if plain else _CUSTOM
        self.size_choice.blockSignals(True)
        self.size_choice.setCurrentIndex(self.size_choice.findData(chosen))
        self.size_choice.blockSignals(False)

    def _choose_size(self) -> None:
        name = self.size_choice.currentData()
        if name == _CUSTOM:
            self.width_mm.setFocus()
            return
        preset = PRESETS.get(name, SizePreset(0.0, 0.0, 100))
        self._silent = True
        self.width_mm.setValue(preset.width)
        self.height_mm.setValue(preset.height)
        self.text_size.setValue(preset.text_size)
        self._silent = False
        self._tell()

    def _choose_source(self) -> None:
        self._show_title()
        if self._source.currentData() == _OWN:
            self.title.setFocus()
            self.title.selectAll()
        self._tell()

    def _write_title(self) -> None:
        self._source.blockSignals(True)
        self._source.setCurrentIndex(self._source.findData(_OWN))
        self._source.blockSignals(False)
        self._tell()

    def _change_size(self) -> None:
        if not self._silent:
            self._show_preset()
        self._tell()

    def _tell(self) -> None:
        if not self._silent:
            self.changed.emit()

    def _connect(self) -> None:
        self._source.currentIndexChanged.connect(self._choose_source)
        self.title.textEdited.connect(self._write_title)
        self.subtitle.textChanged.connect(self._tell)
        self.note.textChanged.connect(self._tell)
        for combo in (self.kind, self.sort, self.labels, self.palette_choice):
            combo.currentIndexChanged.connect(self._tell)
        for box in (self.log, self.share):
            box.toggled.connect(self._tell)
        self.highlights.itemChanged.connect(self._tell)
        self.size_choice.currentIndexChanged.connect(self._choose_size)
        for spin in (self.width_mm, self.height_mm, self.text_size):
            spin.valueChanged.connect(self._change_size)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, SPACE, 0)
        form.setHorizontalSpacing(SPACE * 2)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        size = QHBoxLayout()
        size.setSpacing(SPACE // 2)
        size.addWidget(self.width_mm, 1)
        size.addWidget(QLabel("×"))
        size.addWidget(self.height_mm, 1)
        form.addRow(self.tr("Title"), self._source)
        form.addRow("", self.title)
        form.addRow(self.tr("Subtitle"), self.subtitle)
        form.addRow(self.tr("Own note"), self.note)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.tr("Order"), self.sort)
        form.addRow("", self.log)
        form.addRow("", self.share)
        form.addRow(self.tr("Labels"), self.labels)
        form.addRow(self.tr("Highlighted"), self.highlights)
        form.addRow(self.tr("Colours"), self.palette_choice)
        form.addRow(self.tr("Size"), self.size_choice)
        form.addRow("", size)
        form.addRow(self.tr("Text"), self.text_size)

    def _draw_swatches(self, theme: Theme) -> None:
        side = scaled(SPACE * 2)
        self.palette_choice.setIconSize(QSize(side * 3, side))
        for row, palette in enumerate(PALETTES):
            colors = chart_colors(theme, palette)
            picture = QPixmap(side * 3, side)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            for place, color in enumerate((colors.series[0], colors.series[1], colors.total)):
                painter.fillRect(place * side, 0, side - 2, side, QColor(color))
            painter.end()
            self.palette_choice.setItemIcon(row, QIcon(picture))

    def _combo(self, items: Mapping[str, str], name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        for value, text in items.items():
            combo.addItem(text, value)
        return combo

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit(maxLength=LONGEST_TITLE)
        field.setAccessibleName(name)
        return field

    def _millimetres(self, name: str) -> QDoubleSpinBox:
        spin = _Millimetres(decimals=1, minimum=0.0, maximum=WIDEST, singleStep=5.0)
        spin.setSpecialValueText(self.tr("automatic"))
        spin.setSuffix(self.tr(" mm"))
        spin.setAccessibleName(name)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.setKeyboardTracking(False)
        return spin


class _Millimetres(QDoubleSpinBox):
    """A length of 0, for automatic, or from the least to the largest one."""

    def stepBy(self, steps: int) -> None:
        if steps > 0 and not self.value():
            self.setValue(NARROWEST)
        elif steps < 0 and self.value() <= NARROWEST:
            self.setValue(0.0)
        else:
            super().stepBy(steps)

    def valueFromText(self, text: str) -> float:
        value = super().valueFromText(text)
        return value if not value or value >= NARROWEST else NARROWEST
