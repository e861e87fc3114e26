"""Dialog that saves one chart, or all charts of a report, with a preview."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.errors import Problem
from zjviewer.gui.charts.chart_export import (
    BOOKS,
    ChartExporter,
    ExportOptions,
    book_name,
    export_all,
    paths_in,
    save_book,
    save_chart,
    suggested_name,
    with_own_width,
)
from zjviewer.gui.charts.chart_export_form import ChartExportForm
from zjviewer.gui.charts.chart_preview import ChartPreview
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.file_dialogs import default_folder
from zjviewer.storage.atomic_files import free_name
from zjviewer.storage.filenames import file_name

_PREVIEW_DELAY = 60
"""Milliseconds from the last change to the update of the preview."""


class ChartExportDialog(QDialog):
    """Asks for a file name where there is one chart, else for a folder only. `options` returns order, measure and scale
    of a chart.

    Signals (payload): `saved` (str, Path): a translated sentence with the path, and a file that was written.
    """

    saved = Signal(str, Path)

    def __init__(
        self,
        analysis: Analysis,
        charts: tuple[Chart, ...],
        options: Callable[[Chart], ChartOptions],
        stored: Mapping[str, Any],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._analysis = analysis
        self._charts = charts
        self._options = options
        self._exporter = ChartExporter()
        self._steps: Iterator[Path | int] | None = None
        self._written: list[Path | int] = []
        self._saved_as = ""
        """Path of the file that holds all charts; empty for a file each."""
        several = len(charts) > 1
        self.setWindowTitle(self.tr("Save all charts") if several else self.tr("Save chart"))

        self.form = ChartExportForm(_first_options(stored, charts, options), several)
        self.preview = ChartPreview(theme)
        self.folder = QLineEdit(str(stored.get("folder") or default_folder()))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.name = QLineEdit(Path(suggested_name(analysis, charts[0], "png")).stem)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setVisible(not several)
        self._suffix = QLabel()
        self._suffix.setProperty("soft", True)
        self._suffix.setVisible(not several)
        self._browse = QPushButton(self.tr("Choose…"), autoDefault=False)
        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("danger", True)
        self._problem.hide()
        self._progress = QProgressBar(textVisible=False, maximum=len(charts))
        self._progress.hide()
        self._buttons = QDialogButtonBox()
        self._cancel = self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        save = self.tr("Save {count} charts").format(count=len(charts)) if several else self.tr("Save")
        self._save = self._buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel.setAutoDefault(False)
        self._save.setDefault(True)
        self._lay_out(several)

        self._preview_timer = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY)
        self._preview_timer.timeout.connect(self._show_preview)
        self._step_timer = QTimer(self, interval=0)
        self._step_timer.timeout.connect(self._step)
        self.form.changed.connect(self._show_choices)
        self.preview.resized.connect(self._preview_timer.start)
        self._browse.clicked.connect(self._choose_folder)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        self._show_choices()

    def settings(self) -> dict[str, Any]:
        """Values for the next dialog."""
        return {**self.form.chosen().to_dict(), "folder": self.folder.text()}

    def path(self) -> Path:
        """Path of one chart: the name without characters that file systems refuse, and the suffix of the format."""
        suffix = f".{self.form.chosen().format}"
        stem = self.name.text().removesuffix(suffix)
        return self._folder() / file_name(stem, suffix=suffix)

    def save(self) -> None:
        """Save, after a question where a file exists; a problem is shown in the dialog."""
        export = self.form.chosen()
        targets = (self.path(),) if len(self._charts) == 1 else self._targets(export)
        overwrite = False
        if existing := [path for path in targets if os.path.exists(path)]:
            answer = self._ask_about(existing)
            if answer == QMessageBox.StandardButton.Cancel:
                return
            overwrite = answer == QMessageBox.StandardButton.Yes
        self._problem.hide()
        if len(self._charts) == 1:
            self._save_one(targets[0], export, overwrite)
        else:
            self._save_all(export, overwrite)

    def done(self, result: int) -> None:
        self._step_timer.stop()
        self._preview_timer.stop()
        self._steps = None
        self._exporter.close()
        super().done(result)

    def _save_one(self, path: Path, export: ExportOptions, overwrite: bool) -> None:
        try:
            chart = self._charts[0]
            options = self._options_to_save(chart, export)
            save_chart(self._analysis, chart, path, export, options, overwrite, self._exporter)
        except Problem as problem:
            self._show_problem(problem)
            return
        self.saved.emit(self.tr("Saved {path}").format(path=path), path)
        self.accept()

    def _options_to_save(self, chart: Chart, export: ExportOptions) -> ChartOptions:
        """The options of a chart; of a single one with the width that the form shows."""
        options = self._options(chart)
        if len(self._charts) > 1 or not options.width:
            return options
        return replace(options, width=export.width_mm)

    def _save_all(self, export: ExportOptions, overwrite: bool) -> None:
        self._written = []
        if export.format in BOOKS:
            (target,) = self._targets(export)
            target = target if overwrite else free_name(target)
            self._steps = save_book(self._analysis, self._charts, target, export, self._options, overwrite)
            self._saved_as = str(target)
        else:
            self._steps = export_all(self._analysis, self._charts, self._folder(), export, self._options, overwrite)
            self._saved_as = ""
        self._show_running(True)
        self._step_timer.start()

    def _step(self) -> None:
        """Save one chart for each event of the timer, so that the window responds and saving can be stopped."""
        if self._steps is None:
            return
        try:
            self._written.append(next(self._steps))
        except StopIteration:
            template = self.tr("Saved {count} charts in {folder}")
            place = self._saved_as or self._folder()
            self.saved.emit(template.format(count=len(self._charts), folder=place), self._last_file())
            self.accept()
        except Problem as problem:
            self._step_timer.stop()
            self._show_running(False)
            self._show_problem(problem)
        else:
            self._progress.setValue(len(self._written))

    def reject(self) -> None:
        if self._steps is not None and self._written and not self._saved_as:
            template = self.tr("Stopped: {count} of {all} charts were saved in {folder}")
            message = template.format(count=len(self._written), all=len(self._charts), folder=self._folder())
            self.saved.emit(message, self._last_file())
        super().reject()

    def _last_file(self) -> Path:
        last = self._written[-1] if self._written else None
        return last if isinstance(last, Path) else Path(self._saved_as or self._folder())

    def _show_running(self, on: bool) -> None:
        self._progress.setValue(0)
        self._progress.setVisible(on)
        for widget in (self.form, self.folder, self._browse, self._save):
            widget.setEnabled(not on)
        self._cancel.setText(self.tr("Stop") if on else self.tr("Cancel"))
        if not on:
            self._steps = None

    def _show_choices(self) -> None:
        self._suffix.setText(f".{self.form.chosen().format}")
        self._preview_timer.start()

    def _show_preview(self) -> None:
        chart = self._charts[0]
        chosen = self.form.chosen()
        options = self._options_to_save(chart, chosen)
        width = self.preview.device_width()
        image = self._exporter.preview(self._analysis, chart, chosen, options, width)
        self.preview.show_image(image, chart.title)

    def _ask_about(self, existing: list[Path]) -> QMessageBox.StandardButton:
        """Ask what to do with existing files: Yes replaces them, No gives the new files other names, Cancel does
        nothing."""
        buttons = QMessageBox.StandardButton
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), "", parent=self)
        if len(self._charts) == 1:
            box.setText(self.tr("{name} exists already. Replace it?").format(name=existing[0].name))
        else:
            template = self.tr("{count} of these files exist already. Replace them, or keep both?")
            box.setText(template.format(count=len(existing)))
            box.addButton(self.tr("Keep both"), QMessageBox.ButtonRole.NoRole)
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.YesRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is replace:
            return buttons.Yes
        return buttons.Cancel if clicked is cancel else buttons.No

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for charts"), str(self._folder()))
        if chosen:
            self.folder.setText(chosen)

    def _show_problem(self, problem: Problem) -> None:
        self._problem.setText(error_message(problem))
        self._problem.show()

    def _folder(self) -> Path:
        return Path(self.folder.text().strip() or ".").expanduser()

    def _targets(self, export: ExportOptions) -> tuple[Path, ...]:
        if export.format in BOOKS:
            return (self._folder() / book_name(self._analysis, export.format),)
        return paths_in(self._analysis, self._charts, self._folder(), export.format)

    def _lay_out(self, several: bool) -> None:
        side = QVBoxLayout()
        side.setSpacing(SPACE * 2)
        side.addWidget(self.form)
        side.addStretch()
        upper = QHBoxLayout()
        upper.setSpacing(SPACE * 3)
        shown = QVBoxLayout()
        shown.setSpacing(SPACE)
        shown.addWidget(self.preview, 1)
        if several:
            caption = QLabel(self.tr("The first of {count} charts").format(count=len(self._charts)))
            caption.setProperty("small", True)
            shown.addWidget(caption)
        upper.addLayout(shown, 1)
        upper.addLayout(side)
        self.form.setFixedWidth(scaled(SPACE * 34))
        place = QHBoxLayout()
        place.setSpacing(SPACE)
        place.addWidget(self.folder, 1)
        place.addWidget(self._browse)
        name = QHBoxLayout()
        name.setSpacing(SPACE // 2)
        name.addWidget(self.name, 1)
        name.addWidget(self._suffix)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._progress, 1)
        buttons.addStretch()
        buttons.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        column.setSpacing(SPACE)
        column.addLayout(upper, 1)
        column.addSpacing(SPACE)
        column.addLayout(name)
        column.addLayout(place)
        column.addWidget(self._problem)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        self.setMinimumWidth(SPACE * 90)
        first = self.folder if several else self.name
        first.setFocus()


def _first_options(
    stored: Mapping[str, Any], charts: tuple[Chart, ...], options: Callable[[Chart], ChartOptions]
) -> ExportOptions:
    """The options of the last export; for a single chart with a width of its own, that width."""
    export = ExportOptions.from_dict(stored)
    return with_own_width(export, options(charts[0])) if len(charts) == 1 else export
