"""The chart of the open table: which of its charts, in what order and scale, and the ways to take it out.

The canvas comes late: `preload` in a worker, then `get_ready` in the GUI thread.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from zjviewer.core.charts.chart_data import AS_REPORTED, Options, available_options, data_points, short_title
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.model.analysis import Analysis, Chart, Table
from zjviewer.gui.charts.chart_header import ChartHeader
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import SPACE, Theme

if TYPE_CHECKING:
    from zjviewer.gui.charts.chart_canvas import ChartCanvas

_MESSAGE, _CHART = 0, 1
_preloaded = Event()
"""A pane that is made later, in another language, has its canvas at once."""


def preload() -> None:
    """Import what drawing needs; slow, and free of widgets, so that a worker can do it."""
    import_module("zjviewer.gui.charts.chart_canvas")
    _preloaded.set()


class _ResizingScrollArea(QScrollArea):
    """Tells how wide a chart may be, now and whenever that changes. Signals: `resized` ()."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(SPACE * 20, SPACE * 15)


class ChartPane(QWidget):
    """A click on a mark, or Enter, selects its figure; keys move along the marks.

    Signals: `bookmark_asked` ()
    """

    bookmark_asked = Signal()

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", True)
        self._state = state
        self._theme = theme
        self._analysis: Analysis | None = None
        self._charts: tuple[Chart, ...] = ()
        self._export: Mapping[str, Any] = {}
        self._canvas: ChartCanvas | None = None
        self._chart: Chart | None = None

        self._head = ChartHeader(theme)
        self._message = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._message.setProperty("soft", True)
        self._room = _ResizingScrollArea()

        self._pages = QStackedLayout()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._pages, 1)

        self._head.chart_chosen.connect(self._show_chart_at)
        self._head.options_changed.connect(self._draw)
        self._head.bookmark_asked.connect(self.bookmark_asked)
        self._head.copy_asked.connect(self.copy_chart)
        self._head.save_asked.connect(self.export_chart)
        self._room.resized.connect(self._draw)
        state.analysis_changed.connect(self.show_analysis)
        state.table_changed.connect(self.show_table)
        state.selection_changed.connect(self.show_selection)
        state.marks_changed.connect(self.show_marks)
        state.annotations_changed.connect(self.show_annotations)
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
        """What it is drawn on; None before `get_ready`."""
        return self._canvas

    def create_canvas(self) -> Iterator[None]:
        """Make the canvas, and draw on it, in steps that are short when `preload` has run."""
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
        self._canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._room.setWidget(self._canvas)
        self.setFocusProxy(self._canvas)
        self._draw()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self._head.show_theme(theme)
        if self._canvas is not None:
            self._canvas.show_theme(theme)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Another report, or more is known of it."""
        self._analysis, self._chart = analysis, None  # a chart of the report before is drawn no more
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
        """Mark what is selected; another chart of the table comes to the front where only it can show that."""
        if self._chart is None or self._analysis is None:
            return
        chosen = set(selection.every)
        if chosen and not chosen & self._figures_of(self._chart):
            better = next((chart for chart in self._charts if chosen & self._figures_of(chart)), None)
            if better is not None:
                self._head.choose(self._charts.index(better))
        if self._canvas is not None and self._canvas.show_selected(selection.figures, selection.result):
            self._scroll_to(self._canvas.place_of(min(self._canvas.selected)))

    def show_marks(self) -> None:
        """Draw what does not add up where another check is marked as a false alarm."""
        self._analysis = self._state.analysis
        self._draw()

    def show_annotations(self) -> None:
        """Show what the reader has said of the chart."""
        shown = self._chart.id if self._chart else ""
        self._head.bookmark.show_annotations(self._state.annotations, "chart", shown)

    def open_chart(self, chart: str) -> None:
        """Bring a chart of the open table to the front, by its id."""
        index = next((place for place, each in enumerate(self._charts) if each.id == chart), 0)
        self._head.choose(index)

    def next_chart(self) -> None:
        """The next chart of this table; after the last comes the first."""
        self._head.next()

    @property
    def options(self) -> Options:
        """What the reader chose."""
        return self._head.options

    def set_options(self, options: Options) -> None:
        """Draw in another order, measure or scale, from now on."""
        self._head.set_options(options)

    def copy_chart(self) -> None:
        """Put the chart on the clipboard as a picture, as it would be saved."""
        if self._analysis is None or self._chart is None:
            return
        from zjviewer.gui.charts.chart_export import ExportOptions, copy_chart

        copy_chart(self._analysis, self._chart, ExportOptions.from_dict(self._export), self.options)
        self._state.message_posted.emit(self.tr("The chart is on the clipboard."))

    def export_chart(self) -> None:
        """Ask how and where, and save the chart."""
        if self._analysis is None or self._chart is None:
            return
        from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog

        dialog = ChartExportDialog(self._analysis, (self._chart,), self.options, self._export, self._theme, self)
        self._open(dialog)

    def export_all_charts(self) -> None:
        """Ask how and where, and save all charts of the report."""
        if self._analysis is None or not self._analysis.charts:
            return
        from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog

        dialog = ChartExportDialog(self._analysis, self._analysis.charts, AS_REPORTED, self._export, self._theme, self)
        self._open(dialog)

    def settings(self) -> dict[str, Any]:
        """The choices of the last export, for `restore_settings` at the next start."""
        return dict(self._export)

    def restore_settings(self, kept: Mapping[str, Any]) -> None:
        """What is missing or spoilt is as it is by default."""
        self._export = dict(kept)

    def _open(self, dialog: Any) -> None:
        dialog.saved.connect(self._state.message_posted)
        dialog.exec()
        self._export = dialog.settings()
        dialog.deleteLater()

    def _show_chart_at(self, index: int) -> None:
        if 0 <= index < len(self._charts):
            self._show_chart(self._charts[index])

    def _show_chart(self, chart: Chart | None) -> None:
        self._chart = chart
        self._head.show_choices(available_options(self._table_of(chart), chart) if chart else None)
        self.show_annotations()
        self._draw()

    def _draw(self) -> None:
        """Plan for the room that there is, a scroll bar's width less where the chart is higher than that."""
        known = self._analysis.table_by_id if self._analysis else {}
        if self._canvas is None or self._chart is None or self._chart.table not in known:
            self._message.setText(self._reason())
            self._pages.setCurrentIndex(_MESSAGE)
            return
        from zjviewer.gui.charts.chart_canvas import measure

        self._pages.setCurrentIndex(_CHART)
        width, height = self._room.width(), self._room.height()
        made = compose_scene(self._analysis, self._chart, self.options, Size(width, height), measure)
        if made.height > height:
            width -= self._room.verticalScrollBar().sizeHint().width()
            made = compose_scene(self._analysis, self._chart, self.options, Size(width, height), measure)
        self._canvas.show_scene(made, self._state.selection.figures, self._state.selection.result)

    def _reason(self) -> str:
        """Why there is no chart to be seen."""
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
        shown = data_points(self._table_of(chart), chart, self.options)
        return {figure.id for entry in shown for figure in (entry.figure, entry.secondary) if figure}

    def _table_of(self, chart: Chart) -> Table:
        return self._analysis.table_by_id[chart.table]

    def _select_mark(self, mark: int) -> None:
        figure = self._analysis.figure_by_id[self._canvas.plan.marks[mark].figures[0]]
        self._state.select_figures(figure, table=self._chart.table)

    def _scroll_to(self, place: QRect) -> None:
        middle: QPoint = place.center()
        self._room.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + SPACE)
