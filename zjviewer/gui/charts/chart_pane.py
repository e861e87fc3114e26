"""Chart pane: the charts of the open table, one at a time, below a bar with their options.

The canvas is created late: `preload` runs in a worker, then `create_canvas` in the GUI thread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from math import ceil
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from zjviewer.core.charts.chart_data import available_options, data_points, short_title
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.analysis import Analysis, Chart, Table
from zjviewer.core.model.chart_options import AS_REPORTED, MOST_HIGHLIGHTS, ChartOptions
from zjviewer.gui.charts.chart_edits import ChartEdits
from zjviewer.gui.charts.chart_header import ChartHeader
from zjviewer.gui.charts.source_line import SourceLine
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import SPACE, Theme, ui_scale

if TYPE_CHECKING:
    from zjviewer.gui.charts.chart_canvas import ChartCanvas
    from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog

_MESSAGE, _CHART = 0, 1
_preloaded = Event()
"""Set after `preload`: a pane that is created later, in another language, creates its canvas at once."""


def preload() -> None:
    """Import the modules for drawing; slow, but without widgets, so that a worker thread can do it."""
    import_module("zjviewer.gui.charts.chart_canvas")
    _preloaded.set()


class _ResizingScrollArea(QScrollArea):
    """Scroll area of the chart.

    Signals: `resized` (): the space for the chart has changed; `background_clicked` (): a click beside the chart.
    """

    resized = Signal()
    background_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.background_clicked.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(SPACE * 20, SPACE * 15)


class ChartPane(QWidget):
    """A click or Enter on a mark selects its figure; arrow keys change the current mark.

    Signals: `bookmark_asked` (): a click on the bookmark button
    """

    bookmark_asked = Signal()

    def __init__(self, state: ViewState, theme: Theme, edits: ChartEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._state = state
        self._theme = theme
        self._analysis: Analysis | None = None
        self._charts: tuple[Chart, ...] = ()
        self._edits = edits
        self._export: Mapping[str, Any] = {}
        self._canvas: ChartCanvas | None = None
        self._chart: Chart | None = None

        self._head = ChartHeader(theme)
        self._message = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._message.setProperty("soft", True)
        self._scroll_area = _ResizingScrollArea()

        self._pages = QStackedLayout()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._scroll_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._pages, 1)
        self._source = SourceLine()
        column.addWidget(self._source)

        self._head.chart_chosen.connect(self._show_chart_at)
        self._head.options_changed.connect(self._change_options)
        self._head.edit_asked.connect(self.edit_chart)
        self._head.bookmark_asked.connect(self.bookmark_asked)
        self._head.copy_asked.connect(self.copy_chart)
        self._head.save_asked.connect(self.export_chart)
        self._scroll_area.resized.connect(self._draw)
        self._scroll_area.background_clicked.connect(state.clear_selection)
        state.analysis_changed.connect(self.show_analysis)
        state.table_changed.connect(self.show_table)
        state.selection_changed.connect(self.show_selection)
        state.marks_changed.connect(self.show_marks)
        state.annotations_changed.connect(self.show_annotations)
        state.chart_edits_changed.connect(self.show_edits)
        if _preloaded.is_set():
            for _ in self.create_canvas():
                pass
        self.show_analysis(state.analysis)

    @property
    def chart(self) -> Chart | None:
        """The chart that is shown."""
        return self._chart

    @property
    def canvas(self) -> "ChartCanvas | None":
        """Canvas of the chart; None before `create_canvas`."""
        return self._canvas

    def create_canvas(self) -> Iterator[None]:
        """Create the canvas and draw on it, in steps that are short after `preload`."""
        if self._canvas is not None:
            return
        from zjviewer.gui.charts.chart_canvas import ChartCanvas

        canvas = ChartCanvas(self._theme)
        yield
        if self._canvas is not None:
            return
        self._canvas = canvas
        self._canvas.mark_chosen.connect(self._select_mark)
        self._canvas.mark_reached.connect(self._scroll_to)
        self._canvas.background_clicked.connect(self._state.clear_selection)
        self._canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._scroll_area.setWidget(self._canvas)
        self.setFocusProxy(self._canvas)
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self._head.show_theme(theme)
        if self._canvas is not None:
            self._canvas.show_theme(theme)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show another report, or another analysis of the same one."""
        self._analysis, self._chart = analysis, None  # the chart of the previous report is not valid any more
        self.show_table(self._state.table)

    def show_table(self, table: str) -> None:
        """Show the main chart of a table by its id."""
        charts = self._analysis.charts if self._analysis else ()
        self._charts = tuple(chart for chart in charts if chart.table == table)
        titles = [short_title(self._table_of(chart), chart, self._charts) for chart in self._charts]
        self._head.show_charts(titles, [chart.title for chart in self._charts])
        self._show_chart(self._charts[0] if self._charts else None)
        self.show_selection(self._state.selection)

    def show_selection(self, selection: Selection) -> None:
        """Draw the selection; another chart of the table is shown where only it contains the selected figures."""
        if self._chart is None or self._analysis is None:
            return
        selected = set(selection.every)
        if selected and not selected & self._figures_of(self._chart):
            better = next((chart for chart in self._charts if selected & self._figures_of(chart)), None)
            if better is not None:
                self._head.choose(self._charts.index(better))
        if self._canvas is not None and self._canvas.show_selected(selection.figures, selection.result):
            self._scroll_to(self._canvas.rect_of(min(self._canvas.selected)))

    def show_marks(self) -> None:
        """Redraw the note on failed checks after a check was marked as a false alarm."""
        self._analysis = self._state.analysis
        self._draw()

    def show_annotations(self) -> None:
        """Show the annotations of the chart."""
        shown = self._chart.id if self._chart else ""
        self._head.bookmark.show_annotations(self._state.annotations, "chart", shown)

    def show_edits(self) -> None:
        """Draw the chart with the reader's edits."""
        self._show_choices()
        self._draw()
        self.show_selection(self._state.selection)

    def open_chart(self, chart: str) -> None:
        """Show a chart of the open table, by its id."""
        index = next((place for place, each in enumerate(self._charts) if each.id == chart), 0)
        self._head.choose(index)

    def next_chart(self) -> None:
        """Show the next chart of this table; the first after the last."""
        self._head.next()

    @property
    def options(self) -> ChartOptions:
        """Order, measure and scale of the chart that is shown."""
        return self._options_of(self._chart) if self._chart else AS_REPORTED

    def set_options(self, options: ChartOptions) -> None:
        """Set order, measure and scale of the chart that is shown."""
        self._head.set_options(options)

    def edit_chart(self) -> None:
        """Show the dialog that edits the chart, and save what was chosen."""
        if self._analysis is None or self._chart is None:
            return
        from zjviewer.gui.charts.chart_edit_dialog import ChartEditDialog

        chart = self._chart
        dialog = ChartEditDialog(self._analysis, chart, self.options, self._theme, self)
        if dialog.exec() == ChartEditDialog.DialogCode.Accepted:
            self._edits.change(chart, dialog.options)
        dialog.deleteLater()

    def toggle_highlight(self) -> None:
        """Highlight the selected bars, or the one that keys have reached, or highlight them no longer."""
        canvas = self._canvas
        scene = canvas.chart_scene if canvas else None
        if canvas is None or scene is None or self._chart is None:
            return
        marks = sorted(canvas.selected) or [mark for mark in (canvas.current,) if mark >= 0]
        labels = tuple(dict.fromkeys(scene.marks[mark].category for mark in marks))
        if not labels:
            self._state.message_posted.emit(self.tr("Select a bar first."))
            return
        before = self.options.highlights
        if set(labels) <= set(before):
            now = tuple(label for label in before if label not in labels)
        else:
            now = tuple(dict.fromkeys((*before, *labels)))[:MOST_HIGHLIGHTS]
        self._edits.change(self._chart, replace(self.options, highlights=now), self.tr("highlighted bars"))

    def copy_chart(self) -> None:
        """Copy the chart as an image, with the options of the last export."""
        if self._analysis is None or self._chart is None:
            return
        from zjviewer.gui.charts.chart_export import ExportOptions, copy_chart

        copy_chart(self._analysis, self._chart, ExportOptions.from_dict(self._export), self.options)
        self._state.message_posted.emit(self.tr("The chart is on the clipboard."))

    def export_chart(self) -> None:
        """Show the dialog that saves the chart."""
        if self._analysis is None or self._chart is None:
            return
        from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog

        dialog = ChartExportDialog(self._analysis, (self._chart,), self._options_of, self._export, self._theme, self)
        self._open(dialog)

    def export_all_charts(self) -> None:
        """Show the dialog that saves all charts of the report."""
        if self._analysis is None or not self._analysis.charts:
            return
        from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog

        dialog = ChartExportDialog(
            self._analysis, self._analysis.charts, self._options_of, self._export, self._theme, self
        )
        self._open(dialog)

    def _announce_saved(self, message: str, path: Path) -> None:
        self._state.message_posted.emit(message)
        self._state.file_saved.emit(path)

    def settings(self) -> dict[str, Any]:
        """ChartOptions of the last export, for `restore_settings` at the next start."""
        return dict(self._export)

    def restore_settings(self, stored: Mapping[str, Any]) -> None:
        """Restore the result of `settings`; missing or invalid values are the default ones."""
        self._export = dict(stored)

    def _open(self, dialog: "ChartExportDialog") -> None:
        dialog.saved.connect(self._announce_saved)
        dialog.exec()
        self._export = dialog.settings()
        dialog.deleteLater()

    def _show_chart_at(self, index: int) -> None:
        if 0 <= index < len(self._charts):
            self._show_chart(self._charts[index])

    def _show_chart(self, chart: Chart | None) -> None:
        self._chart = chart
        self._show_choices()
        self.show_annotations()
        self._draw()

    def _show_choices(self) -> None:
        chart = self._chart
        self._head.show_choices(available_options(self._table_of(chart), chart) if chart else None, self.options)

    def _draw(self) -> None:
        """Draw the chart for the present width, less the width of the scroll bar where the chart is higher than the
        pane."""
        analysis, chart, canvas = self._analysis, self._chart, self._canvas
        if analysis is None or canvas is None or chart is None or chart.table not in analysis.table_by_id:
            self._message.setText(self._reason())
            self._pages.setCurrentIndex(_MESSAGE)
            self._source.hide()
            return
        from zjviewer.gui.charts.chart_text import measure, spell

        self._pages.setCurrentIndex(_CHART)
        zoom = ui_scale()
        room = self._scroll_area.maximumViewportSize()
        width, height = room.width(), room.height()
        size = Size(width / zoom, height / zoom, True, source=False)
        scene = compose_scene(analysis, chart, self.options, size, measure, spell)
        if ceil(scene.height * zoom) > height:
            width -= self._scroll_area.verticalScrollBar().sizeHint().width()
            scene = compose_scene(analysis, chart, self.options, size._replace(width=width / zoom), measure, spell)
        canvas.show_scene(scene, self._state.selection.figures, self._state.selection.result, zoom)
        self._source.show_source(scene.sources, measure)

    def _reason(self) -> str:
        """Text shown in place of a chart, translated."""
        if self._analysis is None:
            return ""
        if not self._analysis.complete:
            return self.tr("Reading the figures…")
        if not self._analysis.tables:
            return self.tr("No tables were found in this report, so there is nothing to draw.")
        if self._chart is not None:
            return self.tr("Drawing…")
        if self._state.table:
            return self.tr("This table has nothing that a chart could show.")
        return self.tr("Choose a table to see its chart.")

    def _figures_of(self, chart: Chart) -> set[str]:
        points = data_points(self._table_of(chart), chart, self._options_of(chart))
        return {figure.id for point in points for figure in (point.figure, point.secondary) if figure}

    def _change_options(self, options: ChartOptions) -> None:
        if self._chart is not None and not self._edits.change(self._chart, options):
            self._show_choices()

    def _options_of(self, chart: Chart) -> ChartOptions:
        return self._edits.options_of(chart)

    def _table_of(self, chart: Chart) -> Table:
        assert self._analysis is not None  # there is no chart without it
        return self._analysis.table_by_id[chart.table]

    def _select_mark(self, mark: int) -> None:
        scene = self._canvas.chart_scene if self._canvas else None
        if scene and self._analysis and self._chart:
            figure = self._analysis.figure_by_id[scene.marks[mark].figures[0]]
            self._state.select_figures(figure, table=self._chart.table)

    def _scroll_to(self, rect: QRect) -> None:
        middle: QPoint = rect.center()
        self._scroll_area.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + SPACE)
