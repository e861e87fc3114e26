"""The comparison page: reports side by side over years and bodies, in nine views."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.comparison.choices import VIEWS, Choices, View, settled
from zjviewer.comparison.drawing.frame import key_of
from zjviewer.comparison.panel import PanelReport
from zjviewer.comparison.text_difference import ComparedTexts, chapter_pairs, compare_chapters
from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.compare.choice_bar import ChoiceBar
from zjviewer.gui.compare.choice_history import ChoiceHistory
from zjviewer.gui.compare.difference_view import LEFT, DifferenceView, opening_name
from zjviewer.gui.compare.excluded_dialog import ExcludedDialog
from zjviewer.gui.compare.panel_source import PanelSource
from zjviewer.gui.compare.view_saver import ViewSaver
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.theme.icons import icon
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.accessible_names import set_accessible_names
from zjviewer.gui.widgets.buttons import icon_button
from zjviewer.gui.widgets.file_dialogs import default_folder
from zjviewer.readers.container.member_paths import document_file
from zjviewer.readers.registry import ENDINGS

if TYPE_CHECKING:
    from zjviewer.core.charts.scene import ChartScene
    from zjviewer.gui.charts.chart_canvas import ChartCanvas

_TEXT_JOB = "compare texts"
_EXPORT_JOB = "compare export"
_DRAWING, _TEXT, _EMPTY = 0, 1, 2
_REDRAW = 30
"""Milliseconds from a change of size until the view is drawn again."""


class ComparePage(QWidget):
    """Signals (payload):

    - `place_chosen` (str, int, int): a file and a range of its text, to be opened there
    - `left` (): Esc was pressed, to return to the report in front
    - `message_posted` (str): what could not be done
    """

    place_chosen = Signal(str, int, int)
    left = Signal()
    message_posted = Signal(str)

    def __init__(
        self, source: PanelSource, history: ChoiceHistory, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._source, self._history, self._jobs, self._theme = source, history, jobs, theme
        self._compared: tuple[PanelReport, PanelReport] | None = None
        self._texts: ComparedTexts | None = None
        self.saver = ViewSaver(self, self.scene, source, history, jobs, theme)
        self.canvas: ChartCanvas | None = None
        self.views = QTabBar()
        self.views.setAccessibleName(self.tr("View of the comparison"))
        self.views.setProperty("tight", True)
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setUsesScrollButtons(True)
        for view, name in self._view_names().items():
            self.views.setTabData(self.views.addTab(name), view)
        self.bar = ChoiceBar()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width must not depend on it
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = DifferenceView(theme)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setProperty("soft", True)
        self._build_buttons()
        self._lay_out()
        set_accessible_names(self)
        self.setFocusProxy(self.views)
        self._show_icons()
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW)
        self._redraw.timeout.connect(self.draw)
        self.views.currentChanged.connect(self._choose_view)
        self.bar.chosen.connect(self._choose)
        self.text.place_chosen.connect(self._go_to_text)
        history.changed.connect(self._redraw.start)
        source.changed.connect(self._redraw.start)
        source.progressed.connect(self._show_progress)
        source.failed.connect(self._show_failure)
        self.draw()

    def _view_names(self) -> Mapping[View, str]:
        names = {
            "table": self.tr("Table"),
            "trend": self.tr("Trend"),
            "ranking": self.tr("Ranking"),
            "multiples": self.tr("Small multiples"),
            "profile": self.tr("Profile"),
            "text": self.tr("Text"),
            "checks": self.tr("Checks"),
            "map": self.tr("Tile map"),
            "scatter": self.tr("Scatter"),
        }
        return {view: names[view] for view in VIEWS}

    def _build_buttons(self) -> None:
        self.library = _tool_button(self.tr("Library"))
        self.library.setCheckable(True)
        self.library.setChecked(self._source.from_library)
        self.library.setToolTip(self.tr("Compare all reports of the library"))
        self.library.toggled.connect(self._source.use_library)
        self.corpus = _tool_button("")
        self.corpus.setCheckable(True)
        self.corpus.setToolTip(self.tr("Reports of this corpus; press to return to the open reports"))
        self.corpus.hide()
        self.corpus.toggled.connect(self._close_corpus)
        self.add = QPushButton(self.tr("Add files…"))
        self.add.clicked.connect(self.ask_files)
        self.saved = _tool_button(self.tr("Saved views"))
        self.saved.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.saved.setMenu(QMenu(self.saved))
        self.saved.menu().aboutToShow.connect(self._fill_saved)
        self.undo = icon_button(self.tr("Undo choice"), auto_raise=True)
        self.redo = icon_button(self.tr("Redo choice"), auto_raise=True)
        self.undo.clicked.connect(self._history.undo)
        self.redo.clicked.connect(self._history.redo)
        self.export = _tool_button(self.tr("Save"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        menu.addAction(self.tr("Save picture…")).triggered.connect(self.saver.ask_picture)
        menu.addAction(self.tr("Save data…")).triggered.connect(self.saver.ask_data)
        self.export.setMenu(menu)
        self.excluded = QPushButton()
        self.excluded.setFlat(True)
        self.excluded.clicked.connect(self.show_excluded)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE // 4)  # so that every view has room in a narrow window
        head.addWidget(self.views, 1)
        for button in (self.undo, self.redo, self.saved, self.export, self.corpus, self.library, self.add):
            head.addWidget(button)
        self._stack = QStackedLayout()
        for widget in (self._scroll, self.text, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self.excluded, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def choices(self) -> Choices:
        """The choices of the reader, settled to what the panel has."""
        return settled(self._history.current, self._source.panel)

    def scene(self, width: float) -> ChartScene | None:
        """The view as a drawing that is so many pixels wide, or as wide as it needs; None where there is nothing to
        draw."""
        from zjviewer.comparison.drawing.compose_view import compose_view
        from zjviewer.comparison.drawing.text_scene import text_scene
        from zjviewer.gui.charts.chart_text import measure

        panel = self._source.panel
        if not panel.reports:
            return None
        if self.choices.view != "text":
            return compose_view(panel, self.choices, width, measure)
        if self._texts is None or self._compared is None:
            return None
        return text_scene(panel, self._texts, *self._compared, width, measure)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = self.saver.theme = theme
        self._show_icons()
        self.text.show_theme(theme)
        if self.canvas is not None:
            self.canvas.show_theme(theme)

    def _show_icons(self) -> None:
        self.undo.setIcon(icon("undo", self._theme))
        self.redo.setIcon(icon("redo", self._theme))

    def event(self, event: QEvent) -> bool:
        """Take the keys of undo and redo from the window: here they mean the choices."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step := self._step_of(event):
            (self._history.undo if step < 0 else self._history.redo)()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw.start()

    def sizeHint(self) -> QSize:
        return QSize(100 * SPACE, 80 * SPACE)

    def draw(self) -> None:
        """Show the view of the current choices."""
        panel, choices = self._source.panel, self.choices
        self._show_state(choices)
        if not panel.reports:
            self.bar.setVisible(False)
            self._empty.setText(self.tr("Nothing to compare yet: open reports in tabs, or add files here."))
            self._stack.setCurrentIndex(_EMPTY)
            return
        self.bar.setVisible(True)
        if choices.view == "text":
            self._stack.setCurrentIndex(_TEXT)
            self._compare_texts(choices)
            return
        self.bar.show_choices(panel, choices)
        self._stack.setCurrentIndex(_DRAWING)
        self._draw_scene()

    def _draw_scene(self) -> None:
        from zjviewer.gui.charts.chart_canvas import ChartCanvas

        if self.canvas is None:
            self.canvas = ChartCanvas(self._theme)
            self.canvas.mark_chosen.connect(self._go_to_mark)
            self.canvas.mark_reached.connect(self._show_mark)
            self._scroll.setWidget(self.canvas)
        if (scene := self.scene(self._scroll.viewport().width())) is not None:
            self.canvas.show_scene(scene)

    def _show_state(self, choices: Choices) -> None:
        self.views.blockSignals(True)
        self.views.setCurrentIndex(VIEWS.index(choices.view))
        self.views.blockSignals(False)
        self.undo.setEnabled(self._history.can_undo)
        self.redo.setEnabled(self._history.can_redo)
        self._show_source()
        panel = self._source.panel
        self.export.setEnabled(bool(panel.reports))
        counts = self.tr("{reports} reports of {bodies} bodies").format(
            reports=len(panel.reports), bodies=len(panel.bodies)
        )
        left = self.tr("{count} files left out…").format(count=len(panel.excluded)) if panel.excluded else ""
        self.excluded.setText(" · ".join(filter(None, (counts, left))))
        self.excluded.setEnabled(bool(panel.excluded))

    def _show_source(self) -> None:
        corpus = self._source.corpus
        self.library.setChecked(self._source.from_library)
        self.corpus.setVisible(corpus is not None)
        self.corpus.setText(corpus.name if corpus else "")
        self.corpus.setChecked(corpus is not None)

    def _show_failure(self, sentence: str) -> None:
        """Say why there is no panel; without a library or corpus, return to the open reports."""
        self._source.use_library(False)
        self._source.use_corpus(None)
        self._show_source()
        self.message_posted.emit(sentence)

    def _show_progress(self, done: int, total: int) -> None:
        self.excluded.setText(self.tr("Reading file {number} of {total}").format(number=done + 1, total=total))

    def _choose_view(self, index: int) -> None:
        self._choose({"view": VIEWS[index]})

    def _choose(self, values: Mapping[str, Any]) -> None:
        """Change what the reader has chosen; the rest stays open to what the panel has."""
        self._history.choose(replace(self._history.current, **values))

    def _step_of(self, event: QKeyEvent) -> int:
        if event.matches(QKeySequence.StandardKey.Undo):
            return -1
        return 1 if event.matches(QKeySequence.StandardKey.Redo) else 0

    def _go_to_mark(self, mark: int) -> None:
        """Lead to the place of a mark's number; of a sum, to its first term."""
        scene = self.canvas.chart_scene if self.canvas else None
        if scene is None:
            return
        from zjviewer.comparison.measures import measure_of
        from zjviewer.comparison.series import point_at

        panel = self._source.panel
        key = key_of(scene.marks[mark].figures[0])
        report = panel.report_of(key.body, key.year)
        cells = point_at(panel, measure_of(key.metric), key.body, key.year).cells
        cell = next((cell for cell in cells if cell.start is not None), None)
        if report is None or cell is None or cell.start is None or cell.end is None:
            return
        if self._source.corpus is not None and not os.path.isfile(document_file(Path(report.file))):
            self.message_posted.emit(
                self.tr("{file} is no longer there. It said: {sentence}").format(
                    file=report.file, sentence=cell.sentence.strip()
                )
            )
        else:
            self.place_chosen.emit(report.file, cell.start, cell.end)

    def _show_mark(self, rect: QRect) -> None:
        self._scroll.ensureVisible(rect.center().x(), rect.center().y(), rect.width() // 2 + 8, rect.height() // 2 + 8)

    def _compare_texts(self, choices: Choices) -> None:
        """Show the differences of the two chosen texts; those of the library or a corpus are read first."""
        panel = self._source.panel
        chosen = panel.report_of(choices.body, choices.earlier), panel.report_of(choices.other, choices.year)
        files = [report.file for report in chosen if report is not None]
        if len(files) == 2 and self._source.is_stored:
            read = partial(self._compare_read, choices, files)
            self._jobs.start(_TEXT_JOB, partial(_begun, files), read, self._fail)
        else:
            self._compare_analyses(choices)

    def _compare_analyses(self, choices: Choices) -> None:
        panel = self._source.panel
        reports = panel.report_of(choices.body, choices.earlier), panel.report_of(choices.other, choices.year)
        first, second = (self._source.analyses.get(report.file) if report else None for report in reports)
        if first is None or second is None or reports[0] is None or reports[1] is None:
            self.bar.show_choices(panel, choices)
            self._compared = None
            self._texts = None
            self.text.show_difference(None)
            return
        titles = [
            section.title or opening_name()
            for left, right in chapter_pairs(first, second)
            if (section := right or left)
        ]
        self.bar.show_choices(panel, choices, titles)
        self._compared = (reports[0], reports[1])
        work = partial(compare_chapters, first, second, choices.chapter)
        self._jobs.start(_TEXT_JOB, work, self._show_texts, self._fail)

    def _compare_read(self, choices: Choices, files: list[str], read: list[Analysis]) -> None:
        """Go on with the texts of two reports of the library or a corpus, which have been read."""
        if choices == self.choices:
            self._source.analyses = dict(zip(files, read, strict=True))
            self._compare_analyses(choices)

    def _show_texts(self, compared: ComparedTexts) -> None:
        if self._compared is not None:
            self._texts = compared
            first, second = (f"{report.body} {report.year}" for report in self._compared)
            self.text.show_difference(compared, first, second)

    def _go_to_text(self, side: str, start: int, end: int) -> None:
        if self._compared is not None:
            self.place_chosen.emit(self._compared[0 if side == LEFT else 1].file, start, end)

    def _fail(self, problem: Exception) -> None:
        self.message_posted.emit(error_message(problem))

    def _fill_saved(self) -> None:
        menu = self.saved.menu()
        menu.clear()
        menu.addAction(self.tr("Save this view…")).triggered.connect(self.ask_name)
        menu.addSeparator()
        for name in self._history.named:
            action = menu.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.triggered.connect(self._open_saved)
        if self._history.named:
            remove = menu.addMenu(self.tr("Delete"))
            for name in self._history.named:
                action = remove.addAction(name.replace("&", "&&"))
                action.setData(name)
                action.triggered.connect(self._remove_saved)

    def _open_saved(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._history.choose(self._history.named[action.data()])

    def _remove_saved(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._history.remove(action.data())

    def ask_name(self) -> None:
        """Ask for a name, and save the current view under it."""
        name, accepted = QInputDialog.getText(self, self.tr("Save this view"), self.tr("Name"))
        if accepted and name.strip():
            self._history.save_as(name.strip())

    def _close_corpus(self, on: bool) -> None:
        if not on:
            self._source.use_corpus(None)
            self._show_source()

    def ask_corpus(self) -> None:
        """Ask for the folder of a corpus, and show its reports."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a corpus"), default_folder())
        if chosen and not self._open_corpus(Path(chosen)):
            self.message_posted.emit(self.tr("{folder} is not a corpus: it has no corpus.json.").format(folder=chosen))

    def _open_corpus(self, path: Path) -> bool:
        from zjviewer.corpus.corpus_panel import corpus_folder

        folder = corpus_folder(path)
        if folder is not None:
            self._source.use_corpus(folder)
        return folder is not None

    def ask_files(self) -> None:
        """Ask for files, and add them; the `corpus.json` of a corpus opens the corpus."""
        patterns = " ".join((*(f"*{ending}" for ending in ENDINGS), "corpus.json"))
        kinds = self.tr("Reports ({kinds})").format(kinds=patterns)
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"), default_folder(), kinds)
        files = [path for path in map(Path, chosen) if not self._open_corpus(path)]
        if files:
            self._source.add_files(files)

    def show_excluded(self) -> None:
        """Show the dialog with the files that are left out."""
        dialog = ExcludedDialog(self._source, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _begun(files: list[str]) -> list[Analysis]:
    """Text and outline of two files. Raises UnreadableFile."""
    from zjviewer.pipeline.open_report import begin_report

    return [begin_report(Path(file)) for file in files]


def _tool_button(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    return button
