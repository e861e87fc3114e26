"""Commands on annotations: what each is about, where the reader is now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QApplication

from zjviewer.core.annotations.anchors import (
    Placed,
    anchor_item,
    anchor_section,
    anchor_words,
    annotations_at,
    is_on_words,
    item_of,
)
from zjviewer.core.annotations.annotation import KINDS, LONGEST, Anchor, Annotation, Colour, Kind
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits
from zjviewer.gui.labels.annotation_labels import quote_of
from zjviewer.gui.state.view_state import Selection
from zjviewer.gui.workspace.workspace import DATA

if TYPE_CHECKING:
    from zjviewer.gui.shell.main_window import Window


def highlight(window: Window, colour: Colour | None = None) -> None:
    """Highlight what is marked, else the current hit, else a figure; what is highlighted already loses that, or gets
    another colour where one is named."""
    analysis, wanted = window.state.analysis, colour or window.desk.annotating.colour
    if analysis is None:
        return
    span = _marked(window)
    there = _noted(window, span)
    span = span or _figure(window)
    if there is not None:
        _recolour_or_remove(window, there, wanted, colour is not None)
    elif span is None:
        _tell(window, QT_TRANSLATE_NOOP("Annotation", "Mark some words first: they are what is highlighted."))
    elif _fits(window, span):
        window.desk.annotating.add("highlight", anchor_words(analysis, span), colour=wanted)
    window.desk.text.unmark()


def choose_colour(window: Window, colour: Colour) -> None:
    """The colour of what is annotated from now on, and of the words that are marked or around the cursor, or of the
    current row of the list."""
    window.desk.annotating.colour = colour
    window.settings.change(annotation_colour=colour)
    if chosen := _chosen_in_list(window):
        window.desk.annotating.change(chosen, colour=colour)
    elif (span := _marked(window)) or _noted(window, span):
        highlight(window, colour)


def bookmark(window: Window) -> None:
    """Set a bookmark on the section, the table or the chart that has the focus, else on what is marked or on the
    paragraph at the cursor; once more takes it away."""
    if anchor := _item_with_focus(window) or _words_or_paragraph(window, _selected(window)):
        _set_bookmark(window, anchor)


def bookmark_chart(window: Window) -> None:
    """The same with the chart that is shown."""
    analysis, chart = window.state.analysis, window.desk.chart.chart
    if analysis and chart:
        _set_bookmark(window, anchor_item(analysis, chart))


def bookmark_table(window: Window) -> None:
    """The same with the table that is open."""
    analysis = window.state.analysis
    if analysis and (table := analysis.table_by_id.get(window.state.table)):
        _set_bookmark(window, anchor_item(analysis, table))


def _set_bookmark(window: Window, anchor: Anchor) -> None:
    if there := _same(window, anchor, "bookmark"):
        window.desk.annotating.remove(there)
    else:
        window.desk.annotating.add("bookmark", anchor)
        window.desk.text.unmark()


def write_note(window: Window) -> None:
    """Write a note on what has the focus, is marked or stands at the cursor; one that is there is written on."""
    pane = window.desk.annotations
    if _chosen_in_list(window):
        pane.view.edit(pane.view.currentIndex())
        return
    anchor = _item_with_focus(window)
    span = None if anchor else _marked(window)
    there = _same(window, anchor, "note") if anchor else _noted(window, span)
    anchor = anchor or _words_or_paragraph(window, span or _figure(window))
    if there:
        _open_card(window, there.anchor, there)
    elif anchor:
        _open_card(window, anchor, None)


def remove(window: Window) -> None:
    """Take away what is annotated where the reader is: the current one of the list, else the one at the cursor."""
    anchor = _item_with_focus(window)
    there = _chosen_in_list(window)
    if there is None and anchor:
        there = next(filter(None, (_same(window, anchor, kind) for kind in KINDS)), None)
    elif there is None:
        paragraph = _words_or_paragraph(window, _selected(window))
        there = _noted(window, _marked(window)) or (_same(window, paragraph, "bookmark") if paragraph else None)
    if there:
        window.desk.annotating.remove(there)
    else:
        _tell(window, QT_TRANSLATE_NOOP("Annotation", "There is no note here."))


def step(window: Window, way: int) -> None:
    """Go to the next annotation, or the one before, from the one gone to last or else from the top of the text."""
    placed = [each for each in window.state.annotations if each.span]
    if not placed:
        _tell(window, QT_TRANSLATE_NOOP("Annotation", "There are no notes in this report."))
        return
    chosen = window.desk.annotations.chosen
    at = next((place for place, each in enumerate(placed) if each.annotation is chosen), None)
    if at is None:
        before = sum(each.span.start < window.state.place for each in placed)
        at = before if way < 0 else before - 1
    go(window, placed[(at + way) % len(placed)].annotation)


def go(window: Window, annotation: Annotation) -> None:
    """Show what an annotation is about, and its row in the list."""
    state, desk = window.state, window.desk
    desk.annotations.show_annotation(annotation)
    placed = next((each for each in state.annotations if each.annotation.id == annotation.id), None)
    if placed is None or placed.span is None or state.analysis is None:
        _tell(window, QT_TRANSLATE_NOOP("Annotation", "The words of this note are not in the text any more."))
    elif annotation.anchor.target in ("table", "chart"):
        _show_item(window, state.analysis, placed)
    else:
        state.select(Selection(placed.section, placed.span))


def show(window: Window) -> None:
    """Show the list, and give it the focus."""
    window.desk.show_annotations()


def show_one(window: Window, annotation: Annotation) -> None:
    """Show the row of one in the list."""
    window.desk.show_annotations()
    window.desk.annotations.show_annotation(annotation)


def _show_item(window: Window, analysis: Analysis, placed: Placed) -> None:
    item = item_of(placed.annotation.anchor, analysis)
    window.desk.show_pane(DATA, True)
    window.state.select(Selection(placed.section, None, (), item.table if isinstance(item, Chart) else item.id))
    if isinstance(item, Chart):
        window.desk.chart.open_chart(item.id)


def _recolour_or_remove(window: Window, annotation: Annotation, colour: Colour, keep: bool) -> None:
    if annotation.colour != colour:
        window.desk.annotating.change(annotation, colour=colour)
    elif not keep:
        window.desk.annotating.remove(annotation)


def _open_card(window: Window, anchor: Anchor, annotation: Annotation | None) -> None:
    from zjviewer.gui.annotations.note_editor import AnnotationCard

    title = QCoreApplication.translate("Annotation", "Note")
    card = AnnotationCard(title, quote_of(anchor), annotation.note if annotation else "", window)
    card.written.connect(partial(_keep_note, window, anchor, annotation))
    card.open()


def _keep_note(window: Window, anchor: Anchor, annotation: Annotation | None, words: str) -> None:
    if annotation is not None:
        window.desk.annotating.change(annotation, note=words)
    elif words.strip():
        window.desk.annotating.add("note", anchor, words)
        window.desk.text.unmark()


def _chosen_in_list(window: Window) -> Annotation | None:
    """The current row of the list while that has the focus."""
    focus = QApplication.focusWidget()
    return window.desk.annotations.chosen if focus and window.desk.annotations.isAncestorOf(focus) else None


def _selected(window: Window) -> Span | None:
    """Words that the reader has marked."""
    text = window.desk.text
    return _trimmed(window.state.analysis, text.view.selected_span()) if text.selected_text().strip() else None


def _marked(window: Window) -> Span | None:
    """The same, else the current hit; in table and chart the selected figure."""
    hits, current = window.state.hits, window.state.current_hit
    if _is_in_data(window):
        return _figure(window)
    hit = hits.span(current) if isinstance(hits, Hits) and 0 <= current < len(hits) else None
    return _selected(window) or hit


def _figure(window: Window) -> Span | None:
    """The figure at the cursor of the text; in table and chart the selected one."""
    state = window.state
    if _is_in_data(window):
        known = state.analysis.figure_by_id if state.analysis else {}
        return next((known[figure].span for figure in state.selection.figures if figure in known), None)
    figure = window.desk.text.figure_at_cursor()
    return figure.span if figure else None


def _is_in_data(window: Window) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and window.desk.data.isAncestorOf(focus)


def _noted(window: Window, span: Span | None) -> Annotation | None:
    """The highlight or the note on just these words; without any, the innermost around the cursor."""
    on_words = [each for each in window.state.annotations if each.annotation.kind != "bookmark" and each.span]
    if span is None:
        return next(iter(annotations_at(on_words, window.desk.text.cursor_offset())), None)
    return next((each.annotation for each in on_words if each.span == span and is_on_words(each)), None)


def _trimmed(analysis: Analysis, span: Span) -> Span:
    words = analysis.report.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _words_or_paragraph(window: Window, span: Span | None) -> Anchor | None:
    """Of some words, else of the paragraph at the cursor."""
    analysis = window.state.analysis
    if analysis is None:
        return None
    if span is None and analysis.paragraphs:
        span = analysis.paragraphs[analysis.paragraph_at(window.desk.text.cursor_offset())]
    return anchor_words(analysis, span) if span and _fits(window, span) else None


def _item_with_focus(window: Window) -> Anchor | None:
    analysis, desk, focus = window.state.analysis, window.desk, QApplication.focusWidget()
    if analysis is None or focus is None:
        return None
    if desk.outline.isAncestorOf(focus):
        focused = analysis.section_by_id.get(desk.outline.view.drawing.focused)
        section = focused or window.state.section
        return anchor_section(analysis, section) if section else None
    if desk.chart.isAncestorOf(focus) and desk.chart.chart:
        return anchor_item(analysis, desk.chart.chart)
    if desk.table.isAncestorOf(focus) and (table := analysis.table_by_id.get(window.state.table)):
        return anchor_item(analysis, table)
    return None


def _same(window: Window, anchor: Anchor, kind: Kind) -> Annotation | None:
    """What is annotated there already: words by where they begin, the rest by what they are."""
    for each in window.state.annotations:
        other = each.annotation.anchor
        begins = each.span.start if each.span and is_on_words(each) else anchor.near
        if each.annotation.kind == kind and (other.target, other.item, begins) == (
            *(anchor.target, anchor.item),
            anchor.near,
        ):
            return each.annotation
    return None


def _fits(window: Window, span: Span) -> bool:
    if span.end - span.start > LONGEST:
        _tell(
            window,
            QT_TRANSLATE_NOOP("Annotation", "Mark fewer words: up to 10,000 characters can be annotated at once."),
        )
        return False
    return span.end > span.start


def _tell(window: Window, words: str) -> None:
    window.state.notice_given.emit(QCoreApplication.translate("Annotation", words))
