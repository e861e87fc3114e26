"""Dialog with format, size and background of a picture of a comparison, and a preview."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zjviewer.core.charts.scene import ChartScene
from zjviewer.gui.charts.chart_export import INCH, ExportOptions, SceneExporter
from zjviewer.gui.charts.chart_export_form import ChartExportForm
from zjviewer.gui.charts.chart_preview import ChartPreview
from zjviewer.gui.compare.view_export import drawing_width
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.accessible_names import set_accessible_names

_DELAY = 60
"""Milliseconds from the last change to the update of the preview."""


class PictureDialog(QDialog):
    """Signals (payload): `chosen` (ExportOptions): the view is to be saved."""

    chosen = Signal(object)

    def __init__(
        self, draw: Callable[[float], ChartScene | None], options: ExportOptions, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._draw = draw
        self._exporter = SceneExporter()
        self.setWindowTitle(self.tr("Save picture"))
        self.form = ChartExportForm(options, with_note=False)
        self.form.setFixedWidth(scaled(SPACE * 34))
        self.preview = ChartPreview(theme)
        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("danger", True)
        self._problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        side = QVBoxLayout()
        side.addWidget(self.form)
        side.addStretch()
        upper = QHBoxLayout()
        upper.setSpacing(SPACE * 3)
        upper.addWidget(self.preview, 1)
        upper.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        column.setSpacing(SPACE)
        column.addLayout(upper, 1)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        self.setMinimumWidth(SPACE * 90)
        set_accessible_names(self)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._show_preview)
        self.form.changed.connect(self._timer.start)
        self.preview.resized.connect(self._timer.start)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        self._timer.start()

    def done(self, result: int) -> None:
        self._timer.stop()
        self._exporter.close()
        super().done(result)

    def show_problem(self, sentence: str) -> None:
        """Say why the picture was not saved."""
        self._problem.setText(sentence)
        self._problem.show()

    def _choose(self) -> None:
        self._problem.hide()
        self.chosen.emit(self.form.chosen())

    def _show_preview(self) -> None:
        export = self.form.chosen()
        scene = self._draw(drawing_width(export))
        if scene is None:
            return
        width = min(self.preview.device_width(), self.preview.height() * scene.width / scene.height)
        shown = replace(export, format="png", unit="mm", width=export.width_mm, dpi=width / export.width_mm * INCH)
        self.preview.show_image(self._exporter.scene_image(scene, shown), scene.title)
