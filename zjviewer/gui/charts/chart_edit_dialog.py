"""Dialog to edit a chart, with a live preview."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.charts.chart_data import available_options
from zjviewer.core.charts.compose import ChartContent, chart_content
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.gui.charts.chart_edit_form import ChartChoices, ChartEditForm
from zjviewer.gui.charts.chart_export import ChartExporter, ExportOptions
from zjviewer.gui.charts.chart_preview import ChartPreview
from zjviewer.gui.theme.theme import SPACE, Theme, scaled

_PREVIEW_DELAY = 60
"""Milliseconds from the last change to the update of the preview."""
_SIZE = (118 * SPACE, 80 * SPACE)


class ChartEditDialog(QDialog):
    """Edits the options of one chart; `options` has the result when it was accepted."""

    def __init__(
        self, analysis: Analysis, chart: Chart, options: ChartOptions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edit chart"))
        self._analysis = analysis
        self._chart = chart
        self._export = ExportOptions(ground="dark" if theme.dark else "white")
        self._exporter = ChartExporter()
        self.form = ChartEditForm(self._choices(options), options, theme)
        self.preview = ChartPreview(theme)
        self._size = QLabel()
        self._size.setProperty("small", True)
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY)
        self._timer.timeout.connect(self._show_preview)
        self.form.changed.connect(self._update)
        self.preview.resized.connect(self._timer.start)
        self._lay_out()
        self._timer.start()

    @property
    def options(self) -> ChartOptions:
        """The options as shown."""
        return self.form.chosen()

    def done(self, result: int) -> None:
        self._timer.stop()
        self._exporter.close()
        super().done(result)

    def _choices(self, options: ChartOptions) -> ChartChoices:
        content = self._content(options)
        table = self._analysis.table_by_id[self._chart.table]
        offered = available_options(table, self._chart)
        labels = [point.label for point in content.shown if not point.is_total]
        if len({point.series for point in content.shown}) > 1:
            labels += [table.columns[column] for column in self._chart.columns]
        neutral = chart_content(self._analysis, self._chart, ChartOptions(measure=options.measure))
        subtitle = self.tr("automatic")
        kinds = neutral.kinds
        unique = tuple(dict.fromkeys(labels))
        return ChartChoices(
            content.title, content.finding.text, subtitle, kinds, unique, offered.sort, offered.share, offered.log
        )

    def _content(self, options: ChartOptions) -> ChartContent:
        return chart_content(self._analysis, self._chart, options)

    def _update(self) -> None:
        content = self._content(self.options)
        self.form.show_finding(content.finding.text, content.title)
        self._timer.start()

    def _show_preview(self) -> None:
        options = self.options
        image = self._exporter.preview(self._analysis, self._chart, self._export, options, self.preview.device_width())
        scene = self._exporter.scene(self._analysis, self._chart, self._export, options)
        self.preview.show_image(image, scene.description)
        width = options.width or self._export.width_mm
        height = options.height or width * image.height() / max(image.width(), 1)
        self._size.setText(self.tr("{width:.0f} × {height:.0f} mm").format(width=width, height=height))

    def _lay_out(self) -> None:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setProperty("plain", True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        area.setMinimumWidth(self.form.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        shown = QVBoxLayout()
        shown.setSpacing(SPACE)
        shown.addWidget(self.preview, 1)
        shown.addWidget(self._size)
        upper = QHBoxLayout()
        upper.setSpacing(SPACE * 3)
        upper.addLayout(shown, 3)
        upper.addWidget(area, 2)
        self.form.setMinimumWidth(scaled(SPACE * 36))
        buttons = QDialogButtonBox()
        save = buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        save.setText(self.tr("Apply to the chart"))
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        reset = QPushButton(self.tr("As the report has it"))
        reset.setAutoDefault(False)
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        reset.clicked.connect(self.form.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addLayout(upper, 1)
        column.addWidget(buttons)
        room = self.screen().availableGeometry().size()
        self.resize(min(scaled(_SIZE[0]), room.width() - SPACE * 4), min(scaled(_SIZE[1]), room.height() - SPACE * 8))
        save.setDefault(True)
        self.form.title.setFocus()
