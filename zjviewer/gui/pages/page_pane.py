"""Pane of the original pages: follows the text and the selection, and leads back to the text."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.pages.contents_lines import contents_lines, section_of_line
from zjviewer.gui.pages.page_client import PageClient
from zjviewer.gui.pages.page_view import PageView
from zjviewer.gui.pages.placement import (
    LONGEST,
    PageLink,
    PageText,
    PlainText,
    Rect,
    character_at,
    located,
    places_of,
    plain_text,
    rects_of,
)
from zjviewer.gui.state.selection import Selection, is_same_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button

_SETTLED_MS = 250
"""Milliseconds after the pages were scrolled in which the text follows them, and they do not follow the text."""


@dataclass(slots=True)
class _Page:
    """What is known of a page that has been read."""

    text: PageText
    plain: PlainText
    """Plain form of its characters."""
    report: PlainText = field(default_factory=lambda: PlainText("", ()))
    """Plain form of the part of the report's text that stands on it."""


class PagePane(QWidget):
    """The worker that draws the pages runs only while the pane is visible.

    Signals: `closed` (): the reader wants to see the text only.
    """

    closed = Signal()

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._analysis: Analysis | None = None
        self._client: PageClient | None = None
        self._pages: dict[int, _Page] = {}
        self._count = 0
        self._unreadable: set[int] = set()
        self._marked: tuple[tuple[Span, str], ...] = ()
        """Spans that are marked, and their colours."""
        self._target: Span | None = None
        """Span that is to be scrolled to once its page is known."""
        self.view = PageView(theme)
        self.view.setAccessibleName(self.tr("Original pages"))
        self.setFocusProxy(self.view)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._label = QLabel()
        self._message = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._message.hide()
        self._buttons = {
            "zoom-out": icon_button(self.tr("Smaller pages")),
            "zoom-in": icon_button(self.tr("Larger pages")),
            "width": icon_button(self.tr("Fit page to width")),
            "close": icon_button(self.tr("Hide the original pages")),
        }
        row = QHBoxLayout()
        row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self._label, 1)
        for button in self._buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._message, 1)
        column.addWidget(self.view, 1)
        self._leading = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._buttons["zoom-out"].clicked.connect(self.zoom_out)
        self._buttons["zoom-in"].clicked.connect(self.zoom_in)
        self._buttons["width"].clicked.connect(self.fit_width)
        self._buttons["close"].clicked.connect(self.closed)
        self.view.wanted_changed.connect(self._ask)
        self.view.scrolled.connect(self._lead)
        self.view.pressed.connect(self._choose)
        self.view.link_pressed.connect(self._follow_link)
        self.view.target_focused.connect(self._name_target)
        state.analysis_changed.connect(self.show_analysis)
        state.selection_changed.connect(self.show_selection)
        state.current_hit_changed.connect(self._show_hit)
        state.top_offset_changed.connect(self._follow_text)
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.view.show_theme(theme)
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, theme))
        self._mark(self._state.selection)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show the pages of another report; another analysis of the same text changes nothing."""
        before, self._analysis = self._analysis, analysis
        if before and analysis and before.report.pending and before.report.path == analysis.report.path:
            self._pages.clear()  # the same pages, of which more have been recognised
            self._marked = ()
            self._ask()
        elif not is_same_text(before, analysis):
            self._end()
            if self.isVisible():
                self._begin()

    def show_selection(self, selection: Selection) -> None:
        """Mark the selected figures, or the beginning of what is selected, and scroll to it."""
        self._mark(selection)
        if selection.span is not None and not self._state.restoring:
            self._go(selection.span)

    def zoom_in(self, *_: object) -> None:
        """Zoom in by one step."""
        self.view.zoom_in()

    def zoom_out(self, *_: object) -> None:
        """Zoom out by one step."""
        self.view.zoom_out()

    def fit_width(self, *_: object) -> None:
        """Let the zoom follow the width of the pane."""
        self.view.set_zoom(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._analysis = self._state.analysis
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._end()

    def close_worker(self) -> None:
        """End the worker; called before the window is closed."""
        self._end()

    def _begin(self) -> None:
        analysis = self._analysis
        path = analysis.report.path if analysis else None
        if self._client is not None or path is None:
            return
        self._message.hide()
        self.view.show()
        self._client = client = PageClient(path, self)
        client.opened.connect(self._show_pages)
        client.drawn.connect(self._show_picture)
        client.text_read.connect(self._show_text)
        client.page_failed.connect(self._leave_out)
        client.failed.connect(self._show_failure)

    def _end(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.blockSignals(True)
            client.close()
            client.deleteLater()
        self._pages.clear()
        self._unreadable.clear()
        self._count = 0
        self._marked, self._target = (), None
        self.view.show_pages(())
        self._label.clear()

    def _show_pages(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self._count = len(sizes)
        self.view.show_pages(sizes)
        self._mark(self._state.selection)
        self._follow_text(self._state.top_offset)
        if (span := self._state.selection.span) is not None:
            self._go(span)
        self._ask()

    def _show_failure(self) -> None:
        self._end()
        self.view.hide()
        self._message.setText(self.tr("The original pages of this file cannot be shown."))
        self._message.show()

    def _show_picture(self, page: int, width: int, picture: QImage) -> None:
        self.view.show_picture(page, width, picture)
        self._ask()

    def _leave_out(self, page: int) -> None:
        self._unreadable.add(page)
        self._ask()

    def _show_text(self, page: int, text: PageText) -> None:
        span = self._span_of(page)
        report = self._analysis.report.text[span.start : span.end] if self._analysis else ""
        recognised = self._analysis.report.letters if self._analysis else ()
        if (letters := next((each for each in recognised if each.page == page + 1), None)) is not None:
            text = text._replace(characters=letters.characters, rects=places_of(letters, *self.view.page_size(page)))
        self._pages[page] = _Page(text, plain_text(text.characters), plain_text(report, span.start))
        sections = self._analysis.sections if self._analysis else ()
        self.view.show_links(page, text.links, contents_lines(text, sections))
        self._show_marks()
        if self._target is not None and self._page_of(self._target.start) == page:
            self._go(self._target)
        self._ask()

    def _ask(self) -> None:
        """Ask for what the screen needs: places to scroll to, pictures, then the characters of what is visible."""
        page, _ = self.view.top
        if self._count:
            label = self.tr("Page {page} of {count}").format(page=page + 1, count=self._count)
            self._label.setText(label)
            self.view.setAccessibleDescription(label)
        if self._client is None or not self._count:
            return
        spans = [span for span, _ in self._marked] + ([self._target] if self._target else [])
        marked = [self._page_of(span.start) for span in spans]
        texts = [each for each in dict.fromkeys((*marked, *self.view.visible_pages())) if each not in self._pages]
        seen = set(self.view.visible_pages())
        wanted = [each for each in self.view.wanted() if each[0] not in self._unreadable]
        first = [("picture", *each) for each in wanted if each[0] in seen]
        later = [("picture", *each) for each in wanted if each[0] not in seen]
        self._client.ask((*first, *(("text", each) for each in texts if each not in self._unreadable), *later))

    def _mark(self, selection: Selection) -> None:
        """Mark what is selected: each figure, or the beginning of a longer part."""
        figures = self._analysis.figure_by_id if self._analysis else {}
        sides = ((selection.figures, self._theme.accent), (selection.result, self._theme.result))
        marked = [(figures[each].span, colour) for ids, colour in sides for each in ids if each in figures]
        if not marked and selection.span is not None:
            marked = [(selection.span, self._theme.accent)]
        self._marked = tuple(marked)
        self._show_marks()

    def _show_marks(self) -> None:
        marks: dict[int, list[tuple[Rect, str]]] = {}
        for span, colour in self._marked:
            for rect in self._rects(span):
                marks.setdefault(self._page_of(span.start), []).append((rect, colour))
        self.view.show_marks(marks)
        self._ask()

    def _show_hit(self, index: int) -> None:
        if index >= 0 and (hits := self._state.hits) and index < len(hits.starts):
            span = Span(hits.starts[index], hits.ends[index])
            self._marked = ((span, self._theme.hit_current),)
            self._show_marks()
            self._go(span)

    def _go(self, span: Span) -> None:
        """Scroll to a part of the text; to its page until that has been read."""
        if not self._count:
            return
        page = self._page_of(span.start)
        self._target = None if page in self._pages or page in self._unreadable else span
        if rects := self._rects(span):
            self.view.ensure_visible(page, rects[0])
        elif page not in self.view.visible_pages() or self._target is None:
            self.view.scroll_to(page, self._height(page, span.start))
        self._ask()

    def _follow_text(self, offset: int) -> None:
        """Scroll to what stands at the top of the text, unless the text follows the pages."""
        if self._count and not self._leading.isActive() and self._analysis is not None:
            page = self._page_of(offset)
            rects = self._rects(Span(offset, min(offset + LONGEST, len(self._analysis.report.text))))
            self.view.scroll_to(page, rects[0][1] if rects else self._height(page, offset))
            self._ask()

    def _lead(self) -> None:
        """Scroll the text to what stands at the upper edge of the pages."""
        if not self._count or self._analysis is None:
            return
        self._leading.start()
        page, top = self.view.top
        offset = self._offset_near(page, top)
        self._state.scroll_requested.emit(offset)

    def _choose(self, page: int, x: float, y: float) -> None:
        """Select what stands at a point: a figure, the section that a line of contents names, or the sentence."""
        analysis = self._analysis
        found = self._pages.get(page)
        if analysis is None or found is None:
            return
        index = character_at(x, y, found.text.rects)
        if index is None:
            self._state.clear_selection()
            return
        section = section_of_line(index, found.text, analysis.sections)
        if section is not None:
            self._state.select_section(section)
            return
        offset = self._offset_of(found, index)
        if offset is None:
            self._state.message_posted.emit(self.tr("This place of the page is not in the text."))
            return
        figure = analysis.figure_at(offset)
        if figure is not None and figure.id in analysis.tables_by_figure:
            self._state.select_figures(figure)
        else:
            around = analysis.section_at(offset)
            self._state.select(Selection(around.id if around else "", sentence_at(analysis.report.text, offset)))

    def _name_target(self, page: int, rect: Rect) -> None:
        """Say the words of a link or an entry of contents to which Tab has moved."""
        text = self._pages[page].text if page in self._pages else PageText("", (), ())
        words = "".join(
            char
            for char, (left, top, right, bottom) in zip(text.characters, text.rects, strict=True)
            if rect[0] <= (left + right) / 2 <= rect[2] and rect[1] <= (top + bottom) / 2 <= rect[3]
        )
        if words.strip():
            self._state.message_posted.emit(self.tr("Link: {words}. Enter follows it.").format(words=words.strip()))

    def _follow_link(self, link: PageLink) -> None:
        self.view.scroll_to(link.page, link.top)
        self._lead()
        self._ask()

    def _rects(self, span: Span) -> list[Rect]:
        """Places of a span, or of its beginning if it is long; empty where they are not known."""
        page = self._page_of(span.start)
        found = self._pages.get(page)
        if found is None:
            return []
        places = located(span, found.report, found.plain)
        if places is None:
            places = located(Span(span.start, min(span.end, span.start + LONGEST)), found.report, found.plain)
        return rects_of(places, found.plain, found.text.rects) if places else []

    def _offset_of(self, page: _Page, index: int) -> int | None:
        """Offset in the report's text of a character of a page."""
        places = located(Span(index, index + 1), page.plain, page.report)
        return page.report.at[places[0]] if places else None

    def _offset_near(self, page: int, top: float) -> int:
        """Offset of the first words below a height of a page that stand in the text."""
        span, found = self._span_of(page), self._pages.get(page)
        if found is not None:
            below = [(rect[1], rect[0], index) for index, rect in enumerate(found.text.rects) if rect[3] > max(top, 1)]
            for _, _, index in sorted(below)[:LONGEST]:
                if (offset := self._offset_of(found, index)) is not None:
                    return offset
        height = self.view.page_height(page)
        return span.start + round((span.end - span.start) * min(1.0, top / height))

    def _height(self, page: int, offset: int) -> float:
        """Estimated height of an offset on its page, by its share of the text there."""
        span = self._span_of(page)
        share = (offset - span.start) / max(1, span.end - span.start)
        return share * self.view.page_height(page) if 0 <= share <= 1 else 0.0

    def _page_of(self, offset: int) -> int:
        """Index of the page of an offset, within the pages that are shown."""
        page = self._analysis.report.page_at(offset) - 1 if self._analysis else 0
        return min(max(0, page), max(0, self._count - 1))

    def _span_of(self, page: int) -> Span:
        """Part of the report's text that stands on a page."""
        if self._analysis is None:
            return Span(0, 0)
        report = self._analysis.report
        bounds = (*report.pages, len(report.text), len(report.text))
        page = min(page, len(report.pages))
        return Span(bounds[page], bounds[page + 1])
