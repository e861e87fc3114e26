"""The report's text in the middle of the window, and what stands there while there is none."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolTip, QWidget

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span
from zjviewer.core.outline.citation import citation
from zjviewer.core.search.engine import Hits
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.reading.empty_page import EmptyPage
from zjviewer.gui.reading.hit_markers import HitMarkerBar
from zjviewer.gui.reading.report_view import ReportTextView
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme


class TextPane(QWidget):
    """Signals (payload):

    - `zoom_changed` (int): per cent
    - `annotation_pressed` (Annotation): the reader wants to know more of it
    """

    zoom_changed = Signal(int)
    annotation_pressed = Signal(object)

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._analysis: Analysis | None = None
        self.view = ReportTextView(theme, self)
        self.marks = HitMarkerBar(theme, self.view.scale, self)
        self._blank = EmptyPage(theme, self)
        self.setProperty("ground", True)
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

        self.view.place_changed.connect(state.set_top_offset)
        self.view.zoom_changed.connect(self.zoom_changed)
        self.view.figure_pressed.connect(self._select_figure)
        self.view.figure_added.connect(self._add_figure)
        self.view.annotation_pressed.connect(self.annotation_pressed)
        self.view.page_changed.connect(self.marks.refresh)
        self.marks.hit_chosen.connect(state.set_current_hit)
        state.analysis_changed.connect(self.show_analysis)
        state.selection_changed.connect(self.show_selection)
        state.annotations_changed.connect(self.show_annotations)
        state.scroll_requested.connect(self.view.scroll_to)
        state.hits_changed.connect(self._show_hits)
        state.current_hit_changed.connect(self._show_current_hit)
        self.show_analysis(state.analysis)

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self.view.zoom

    def show_theme(self, theme: Theme) -> None:
        """Show the same place in other colours."""
        self.view.show_theme(theme)
        self.marks.show_theme(theme)
        self._blank.show_theme(theme)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show a report from its beginning; more knowledge of the one that is shown leaves everything in place."""
        self._analysis = analysis
        if analysis is None:
            self._show_blank(self.tr("No report is open"), self.tr("Open a file, or drop one here."))
            return
        self._stack.setCurrentWidget(self._page)
        self._stack.activate()  # the text is set for the width that it is going to have, and not twice
        self.view.show_analysis(analysis)
        self.show_annotations()
        self._show_figures(self._state.selection)

    def show_annotations(self) -> None:
        """Show the reader's bookmarks, highlights and notes."""
        self.view.show_annotations(self._state.annotations)

    def show_loading(self, name: str) -> None:
        """Say that a file is being read."""
        self._show_blank(self.tr("Opening {name}").format(name=name), self.tr("One moment."))

    def show_problem(self, sentence: str) -> None:
        """Say why a report could not be opened; the sentence is already translated."""
        self._show_blank(self.tr("This report could not be opened"), sentence, problem=True)

    def show_selection(self, selection: Selection) -> None:
        """Bring what is selected into sight: a section's heading to the top, words to the middle with a flash, and the
        cursor to them."""
        self._show_figures(selection)
        span, analysis = selection.span, self._analysis
        if span is None or analysis is None or self._state.restoring:
            return
        section = analysis.section_by_id.get(selection.section)
        if section and not selection.every and span == Span(section.start, section.end):
            self.view.scroll_to(section.start)
            return
        self.view.ensure_visible(span)
        self.view.set_caret(span.start)
        self.view.flash(sentence_at(analysis.report.text, span.start))

    def set_zoom(self, per_cent: int) -> None:
        """Show the same place in another size."""
        self.view.set_zoom(per_cent)

    def zoom_in(self, *_: object) -> None:
        """One step larger."""
        self.view.zoom_in()

    def zoom_out(self, *_: object) -> None:
        """One step smaller."""
        self.view.zoom_out()

    def zoom_reset(self, *_: object) -> None:
        """As large as at first."""
        self.view.set_zoom(100)

    def selected_text(self) -> str:
        """The marked words as they stand in the report; empty where none are marked."""
        return self.view.selected_text() if self._analysis else ""

    def copy(self, *_: object) -> None:
        """Put the marked words on the clipboard, without anything that is not the report's."""
        if words := self.selected_text():
            QGuiApplication.clipboard().setText(words)

    def copy_with_citation(self, *_: object) -> None:
        """The same, followed by a line that names report, section and paragraph."""
        if words := self.selected_text():
            self._copy_cited(words, self.view.selected_span())

    def copy_cited(self, span: Span) -> None:
        """Put a passage on the clipboard, followed by that line."""
        if self._analysis:
            self._copy_cited(self._analysis.report.text[span.start : span.end], span)

    def select_all(self, *_: object) -> None:
        """Mark the whole report."""
        self.view.selectAll()

    def copy_section(self, *_: object) -> None:
        """Put the whole section that is being read on the clipboard, its heading included."""
        if self._analysis and (section := self._state.section):
            QGuiApplication.clipboard().setText(self._analysis.report.text[section.start : section.end].rstrip())
            self._state.message_posted.emit(self.tr("Copied: {section}").format(section=section.title))

    def point_at(self, point: QPoint) -> None:
        """Put the cursor at a point of the view, unless words are marked."""
        if not self.view.textCursor().hasSelection():
            self.view.setTextCursor(self.view.cursorForPosition(point))

    def figure_at_cursor(self) -> Figure | None:
        """The figure of a table that the cursor, or the beginning of what is marked, stands at."""
        figure = self.any_figure_at_cursor()
        return figure if figure and figure.id in self._analysis.tables_by_figure else None

    def any_figure_at_cursor(self) -> Figure | None:
        """The same, whether it stands in a table or not."""
        if self._analysis is None:
            return None
        return self._analysis.figure_at(self.view.places.offset(self.view.textCursor().selectionStart()))

    def select_figure_at_cursor(self, *_: object) -> None:
        """Select that figure, if there is one."""
        if figure := self.figure_at_cursor():
            self._state.select_figures(figure)

    def cursor_offset(self) -> int:
        """Where the cursor is, in the report's text; the top of the page where it is out of sight."""
        if self.view.viewport().rect().intersects(self.view.cursorRect()):
            return self.view.places.offset(self.view.textCursor().position())
        return self.view.top_offset

    def clear_selection(self) -> None:
        """Take the marking off the words, and leave the cursor at their beginning."""
        cursor, bar = self.view.textCursor(), self.view.verticalScrollBar()
        if cursor.hasSelection():
            place = bar.value()
            cursor.setPosition(cursor.selectionStart())
            self.view.setTextCursor(cursor)
            bar.setValue(place)  # Qt brings a cursor into sight that is set

    def next_figure(self, *_: object) -> None:
        """Select the next figure that stands in a table, from the selected one or from the top of the page on."""
        self._step_figure(1)

    def previous_figure(self, *_: object) -> None:
        """Select the one before."""
        self._step_figure(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().eventFilter(watched, event)

    def _copy_cited(self, words: str, span: Span) -> None:
        QGuiApplication.clipboard().setText(f"{words.strip()}\n{citation(self._analysis, span)}")
        self._state.message_posted.emit(self.tr("Copied with its source."))

    def _show_blank(self, title: str, hint: str, problem: bool = False) -> None:
        self._blank.show_words(title, hint, problem)
        self._stack.setCurrentWidget(self._blank)

    def _show_figures(self, selection: Selection) -> None:
        known = self._analysis.figure_by_id if self._analysis else {}
        sides = (selection.figures, selection.result)
        self.view.show_figures(*(tuple(known[figure] for figure in side if figure in known) for side in sides))

    def _show_hits(self, hits: Hits) -> None:
        self.view.show_hits(hits)
        self.marks.show_hits(hits)

    def _show_current_hit(self, index: int) -> None:
        self.view.show_current_hit(index)
        self.marks.show_current_hit(index)

    def _select_figure(self, figure: Figure) -> None:
        self._state.select_figures(figure)

    def _add_figure(self, figure: Figure) -> None:
        """To those that are selected, or, if it is one of them, take it away."""
        chosen = self._state.selection.figures
        others = tuple(each for each in chosen if each != figure.id)
        figures = others if others != chosen else (*chosen, figure.id)
        self._state.select(Selection(figure.section, figure.span, figures))

    def _step_figure(self, step: int) -> None:
        if self._analysis is None:
            return
        marked = [f for f in self._analysis.figures if f.id in self._analysis.tables_by_figure]
        chosen = [f for f in marked if f.id in self._state.selection.every]
        at = chosen[0].start if chosen else self.view.top_offset - (step > 0)
        ahead = [f for f in marked if (f.start > at if step > 0 else f.start < at)]
        if ahead:
            self._state.select_figures(ahead[0] if step > 0 else ahead[-1])
        else:
            self._state.message_posted.emit(self.tr("There is no further figure."))

    def _show_tip(self, event: QHelpEvent) -> None:
        from zjviewer.gui.reading.tooltips import tip_at  # not needed for the first frame

        analysis = self._state.analysis
        tip = tip_at(self.view, analysis, self._state.annotations, event.pos()) if analysis else ""
        QToolTip.showText(event.globalPos(), tip, self.view)
