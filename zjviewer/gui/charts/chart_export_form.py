"""Form with the options of an export: format, width, resolution, background, note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from zjviewer.core.model.chart_options import NARROWEST, WIDEST
from zjviewer.gui.charts.chart_export import (
    INCH,
    LOGICAL,
    MOST_PIXELS,
    RESOLUTIONS,
    ExportOptions,
)
from zjviewer.gui.theme.theme import SPACE


class ChartExportForm(QWidget):
    """Signals: `changed` (): an option has changed."""

    changed = Signal()

    def __init__(self, chosen: ExportOptions, several: bool = False, with_note: bool = True) -> None:
        super().__init__()
        self._format = self._choice(
            (self.tr("PNG, a picture"), "png"), (self.tr("SVG, a drawing"), "svg"), (self.tr("PDF, a page"), "pdf")
        )
        if several:
            self._format.addItem(self.tr("One PDF, a chart a page"), "book.pdf")
            self._format.addItem(self.tr("One PowerPoint file, a chart a slide"), "pptx")
        self._live_text = QCheckBox(self.tr("Text as text"))
        self._width = QDoubleSpinBox(decimals=0)
        self._width.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._unit = self._choice((self.tr("mm"), "mm"), (self.tr("px"), "px"))
        self._dpi = self._choice(*((self.tr("{dpi} dpi").format(dpi=dpi), dpi) for dpi in RESOLUTIONS))
        self._background = self._choice(
            (self.tr("White"), "white"), (self.tr("Transparent"), "transparent"), (self.tr("Dark"), "dark")
        )
        self._note = QCheckBox(self.tr("With the note"))
        self._hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._hint.setProperty("small", True)
        self._hint.setMinimumHeight(SPACE * 7)

        width = QHBoxLayout()
        width.setSpacing(SPACE)
        width.addWidget(self._width, 1)
        width.addWidget(self._unit)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE * 2)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Format"), self._format)
        form.addRow(self.tr("Width"), width)
        form.addRow(self.tr("Resolution"), self._dpi)
        form.addRow(self.tr("Ground"), self._background)
        if with_note:
            form.addRow("", self._note)
        form.addRow("", self._live_text)
        form.addRow("", self._hint)
        self._width.setAccessibleName(self.tr("Width"))
        self._unit.setAccessibleName(self.tr("Unit of the width"))

        self._show(chosen)
        for combo in (self._format, self._dpi, self._background):
            combo.currentIndexChanged.connect(self._update)
        self._unit.currentIndexChanged.connect(self._change_unit)
        self._width.valueChanged.connect(self._update)
        self._note.toggled.connect(self._update)
        self._live_text.toggled.connect(self._update)

    def chosen(self) -> ExportOptions:
        """The options as shown."""
        return ExportOptions(
            self._format.currentData(),
            self._width.value(),
            self._unit.currentData(),
            self._dpi.currentData(),
            self._background.currentData(),
            self._note.isChecked(),
            self._live_text.isChecked(),
        )

    def _show(self, chosen: ExportOptions) -> None:
        for combo, value in (
            (self._format, chosen.format),
            (self._unit, chosen.unit),
            (self._dpi, chosen.dpi),
            (self._background, chosen.ground),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self._note.setChecked(chosen.note)
        self._live_text.setChecked(chosen.live_text)
        self._set_range()
        self._width.setValue(chosen.width)
        self._unit_before = chosen.unit
        self._update()

    def _change_unit(self) -> None:
        """Convert the width to the other unit."""
        before = self.chosen()
        dots = (before.dpi if before.format == "png" else LOGICAL) / INCH
        width = before.width * dots if before.unit == "px" else before.width / dots
        self._width.blockSignals(True)
        self._set_range()
        self._width.setValue(width)
        self._width.blockSignals(False)
        self._update()

    def _set_range(self) -> None:
        chosen = self.chosen()
        dots = (chosen.dpi if chosen.format == "png" else LOGICAL) / INCH
        most = min(WIDEST, MOST_PIXELS / dots)
        scale = dots if chosen.unit == "px" else 1.0
        self._width.setRange(NARROWEST * scale, most * scale)
        self._width.setSingleStep(10 if chosen.unit == "mm" else 100)

    def _update(self) -> None:
        self._set_range()
        chosen = self.chosen()
        self._dpi.setEnabled(chosen.format in ("png", "pptx"))
        self._live_text.setEnabled(chosen.format == "svg")
        for widget in (self._width, self._unit, self._background):
            widget.setEnabled(chosen.format != "pptx")
        hints = {
            "png": self.tr("{pixels} pixels wide, the resolution written into the file."),
            "svg": self.tr("Text can be edited, and is drawn in the fonts of the machine that opens the file.")
            if chosen.live_text
            else self.tr("Text is outlined: it looks the same on every machine, and can no longer be edited as text."),
            "pdf": self.tr("One page as large as the chart, fonts embedded; text can be selected."),
            "book.pdf": self.tr("Each page as large as its chart, with its note; fonts embedded."),
            "pptx": self.tr("Slides of 16:9: the title as text, the chart as a picture, its note below the slide."),
        }
        self._hint.setText(hints[chosen.format].format(pixels=chosen.width_px))
        self.changed.emit()

    def _choice(self, *items: tuple[str, str | int]) -> QComboBox:
        combo = QComboBox()
        for name, value in items:
            combo.addItem(name, value)
        return combo
