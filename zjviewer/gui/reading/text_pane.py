"""Text pane: the text view with its bar of hit markers, or a page that says why there is no text."""

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolTip, QWidget

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.reading.hit_markers import HitMarkerBar
from zjviewer.gui.reading.report_view import ReportTextView
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.empty_page import EmptyPage


class TextPane(QWidget):
    """Signals (payload):

    - `zoom_changed` (int): per cent
    - `annotation_pressed` (Annotation): a click on its sign in the margin
    """

    zoom_changed = Signal(int)
    annotation_pressed = Signal(object)

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._analysis: Analysis | None = None
        self.citation_style = "passage"
        """One of `citations.STYLE_NAMES`."""
        self.view = ReportTextView(theme, self)
        self.marks = HitMarkerBar(state, theme, self.view.positions.scale, self)
        self._blank = EmptyPage(theme, self)
        self.setProperty("background", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.view)
        self.view.setAccessibleName(self.tr("Text of the report"))
        self._page = QWidget(self)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.marks)
        row.insertWidget(0, self.view)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._page)
        self.view.viewport().installEventFilter(self)

        self.view.top_changed.connect(self._follow_scrolling)
        self.view.zoom_changed.connect(self.zoom_changed)
        self.view.figure_pressed.connect(self._select_figure)
        self.view.figure_added.connect(self._add_figure)
        self.view.background_clicked.connect(state.clear_selection)
        self.view.annotation_pressed.connect(self.annotation_pressed)
        self.view.page_changed.connect(self.marks.refresh)
        state.analysis_changed.connect(self.show_analysis)
        state.selection_changed.connect(self.show_selection)
        state.annotations_changed.connect(self.show_annotations)
        state.scroll_requested.connect(self.view.scroll_to)
        state.hits_changed.connect(self.view.show_hits)
        state.current_hit_changed.connect(self.view.show_current_hit)
        self.show_analysis(state.analysis)

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self.view.column.zoom

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme; the scroll position stays."""
        self.view.show_theme(theme)
        self.marks.show_theme(theme)
        self._blank.show_theme(theme)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show a report from its beginning; another analysis of the same text keeps the scroll position."""
        self._analysis = analysis
        if analysis is None:
            self._show_blank(self.tr("No report is open"), self.tr("Open a file, or drop one here."))
            return
        self._stack.setCurrentWidget(self._page)
        self._stack.activate()  # so that the document is built once, for its final width
        self.view.show_analysis(analysis)
        self.show_annotations()
        self._show_figures(self._state.selection)

    def show_annotations(self) -> None:
        """Show the bookmarks, highlights and notes of the state."""
        self.view.show_annotations(self._state.annotations)

    def show_loading(self, name: str) -> None:
        """Show that a file is being read."""
        self._show_blank(self.tr("Opening {name}").format(name=name), self.tr("One moment."))

    def show_problem(self, sentence: str) -> None:
        """Show why a report could not be opened; the sentence is translated."""
        self._show_blank(self.tr("This report could not be opened"), sentence, problem=True)

    def show_selection(self, selection: Selection) -> None:
        """Scroll to the selection: the heading of a section to the top, anything else to the middle with a flash, and
        the cursor to its start."""
        self._show_figures(selection)
        span, analysis = selection.span, self._analysis
        if span is None or analysis is None or self._state.restoring:
            return
        section = analysis.section_by_id.get(selection.section)
        if section and not selection.every and span == Span(section.start, section.end):
            self.view.scroll_to(section.start)
            return
        self.view.ensure_visible(span)
        self.view.selection.set_caret(span.start)
        self.view.flash(sentence_at(analysis.report.text, span.start))

    def set_zoom(self, per_cent: int) -> None:
        """Change the zoom in per cent; the scroll position stays."""
        self.view.column.set_zoom(per_cent)

    def zoom_in(self, *_: object) -> None:
        """Zoom in by one step."""
        self.view.column.zoom_in()

    def zoom_out(self, *_: object) -> None:
        """Zoom out by one step."""
        self.view.column.zoom_out()

    def zoom_reset(self, *_: object) -> None:
        """Zoom to 100 %."""
        self.view.column.set_zoom(100)

    def selected_text(self) -> str:
        """Selected text as it stands in the report; empty where nothing is selected."""
        return self.view.selected_text() if self._analysis else ""

    def copy(self, *_: object) -> None:
        """Copy the selected text, without editorial headings."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def copy_with_citation(self, *_: object) -> None:
        """Copy the selected text in quotation marks, followed by its citation in the chosen style."""
        if text := self.selected_text():
            self._copy_cited(text, self.view.selected_span())

    def copy_citation(self, *_: object) -> None:
        """Copy the citation of the report, with the page of the selected text or of the current place."""
        from zjviewer.core.export.citations import PASSAGE, STYLES, cite  # not needed for the first frame

        if self._analysis:
            place = self._state.place
            span = self.view.selected_span() if self.selected_text() else Span(place, place + 1)
            style = STYLES[0].name if self.citation_style == PASSAGE else self.citation_style
            self._put_on_clipboard(*cite(self._analysis, style, date.today(), span))
            self._state.message_posted.emit(self.tr("The citation is on the clipboard."))

    def copy_cited(self, span: Span) -> None:
        """Copy a part of the text, in the same way."""
        if self._analysis:
            self._copy_cited(self._analysis.report.text[span.start : span.end], span)

    def select_all(self, *_: object) -> None:
        """Select the whole report."""
        self.view.selectAll()

    def copy_section(self, *_: object) -> None:
        """Copy the section at the top of the page, its heading included."""
        if self._analysis and (section := self._state.section):
            QGuiApplication.clipboard().setText(self._analysis.report.text[section.start : section.end].rstrip())
            self._state.message_posted.emit(self.tr("Copied: {section}").format(section=section.title))

    def point_at(self, point: QPoint) -> None:
        """Move the cursor to a point of the view, unless text is selected."""
        if not self.view.textCursor().hasSelection():
            self.view.setTextCursor(self.view.cursorForPosition(point))

    def figure_at_cursor(self) -> Figure | None:
        """Figure of a table at the cursor, or at the start of the selection; None where there is none."""
        figure = self.any_figure_at_cursor()
        return figure if figure and self._analysis and figure.id in self._analysis.tables_by_figure else None

    def any_figure_at_cursor(self) -> Figure | None:
        """Figure at the cursor, whether it stands in a table or not."""
        if self._analysis is None:
            return None
        return self._analysis.figure_at(self.view.offsets.offset(self.view.textCursor().selectionStart()))

    def select_figure_at_cursor(self, *_: object) -> None:
        """Select that figure, if there is one."""
        if figure := self.figure_at_cursor():
            self._state.select_figures(figure)

    def cursor_offset(self) -> int:
        """Offset at the cursor; at the top of the page where the cursor is not visible."""
        if self.view.viewport().rect().intersects(self.view.cursorRect()):
            return self.view.offsets.offset(self.view.textCursor().position())
        return self.view.top_offset

    def clear_selection(self) -> None:
        """Remove the text selection; the cursor stays at its start."""
        self.view.selection.clear()

    def next_figure(self, *_: object) -> None:
        """Select the next figure that stands in a table, after the selected one or from the top of the page."""
        self._step_figure(1)

    def previous_figure(self, *_: object) -> None:
        """Select the previous figure that stands in a table."""
        self._step_figure(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().eventFilter(watched, event)

    def _copy_cited(self, text: str, span: Span) -> None:
        from zjviewer.core.export.citations import cite_quotation  # not needed for the first frame

        if self._analysis is None:
            return
        plain, html = cite_quotation(self._analysis, self.citation_style, date.today(), text, span)
        self._put_on_clipboard(plain, html)
        self._state.message_posted.emit(self.tr("Copied with its source."))

    def _put_on_clipboard(self, plain: str, html: str) -> None:
        data = QMimeData()
        data.setText(plain)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def _show_blank(self, title: str, hint: str, problem: bool = False) -> None:
        self._blank.show_text(title, hint, problem)
        self._stack.setCurrentWidget(self._blank)

    def _show_figures(self, selection: Selection) -> None:
        by_id = self._analysis.figure_by_id if self._analysis else {}
        figures, result = (
            tuple(by_id[figure] for figure in side if figure in by_id) for side in (selection.figures, selection.result)
        )
        self.view.show_figures(figures, result)

    def _follow_scrolling(self, top: int) -> None:
        self._state.set_top_offset(top, self.view.bottom_offset())

    def _select_figure(self, figure: Figure) -> None:
        self._state.select_figures(figure)

    def _add_figure(self, figure: Figure) -> None:
        """Add a figure to the selection, or remove it if it is selected."""
        selected = self._state.selection.figures
        others = tuple(each for each in selected if each != figure.id)
        figures = others if others != selected else (*selected, figure.id)
        self._state.select(Selection(figure.section, figure.span, figures))

    def _step_figure(self, step: int) -> None:
        if self._analysis is None:
            return
        in_tables = [f for f in self._analysis.figures if f.id in self._analysis.tables_by_figure]
        selected = [f for f in in_tables if f.id in self._state.selection.every]
        at = selected[0].start if selected else self.view.top_offset - (step > 0)
        ahead = [f for f in in_tables if (f.start > at if step > 0 else f.start < at)]
        if ahead:
            self._state.select_figures(ahead[0] if step > 0 else ahead[-1])
        else:
            self._state.message_posted.emit(self.tr("There is no further figure."))

    def _show_tip(self, event: QHelpEvent) -> None:
        from zjviewer.gui.reading.tooltips import tip_at  # not needed for the first frame

        analysis = self._state.analysis
        tip = tip_at(self.view, analysis, self._state.annotations, event.pos()) if analysis else ""
        QToolTip.showText(event.globalPos(), tip, self.view)
