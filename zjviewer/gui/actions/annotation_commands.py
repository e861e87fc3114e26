"""Commands on annotations: what each is about, where the reader is now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from zjviewer.core.annotations.anchors import (
    ResolvedAnnotation,
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
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.labels.annotation_labels import quote_of
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.workspace.workspace import DATA

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext


def annotation_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers of bookmarks, highlights and notes, by the ids of their commands."""
    return {
        "notes.highlight": partial(highlight, context),
        "colour.amber": partial(choose_colour, context, "amber"),
        "colour.green": partial(choose_colour, context, "green"),
        "colour.teal": partial(choose_colour, context, "teal"),
        "colour.violet": partial(choose_colour, context, "violet"),
        "colour.rose": partial(choose_colour, context, "rose"),
        "notes.bookmark": partial(bookmark, context),
        "notes.write": partial(write_note, context),
        "notes.remove": partial(remove, context),
        "notes.show": context.workspace.show_annotations,
        "notes.next": partial(go_to_adjacent_annotation, context, 1),
        "notes.previous": partial(go_to_adjacent_annotation, context, -1),
        "notes.export": partial(context.workspace.annotation_service.save, context),
    }


def highlight(context: CommandContext, colour: Colour | None = None) -> None:
    """Highlight what is marked, else the current hit, else a figure; what is highlighted already loses that, or gets
    another colour where one is named."""
    analysis, wanted = context.state.analysis, colour or context.workspace.annotation_service.colour
    if analysis is None:
        return
    span = _marked(context)
    there = _noted(context, span)
    span = span or _figure(context)
    if there is not None:
        _recolour_or_remove(context, there, wanted, colour is not None)
    elif span is None:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "Mark some words first: they are what is highlighted."))
    elif _fits(context, span):
        context.workspace.annotation_service.add("highlight", anchor_words(analysis, span), colour=wanted)
    context.workspace.text.clear_selection()


def choose_colour(context: CommandContext, colour: Colour) -> None:
    """The colour of what is annotated from now on, and of the words that are marked or around the cursor, or of the
    current row of the list."""
    context.workspace.annotation_service.colour = colour
    context.settings.change(annotation_colour=colour)
    if chosen := _chosen_in_list(context):
        context.workspace.annotation_service.change(chosen, colour=colour)
    elif (span := _marked(context)) or _noted(context, span):
        highlight(context, colour)


def bookmark(context: CommandContext) -> None:
    """Set a bookmark on the section, the table or the chart that has the focus, else on what is marked or on the
    paragraph at the cursor; once more takes it away."""
    if anchor := _item_with_focus(context) or _words_or_paragraph(context, _selected(context)):
        _set_bookmark(context, anchor)


def bookmark_chart(context: CommandContext) -> None:
    """The same with the chart that is shown."""
    analysis, chart = context.state.analysis, context.workspace.chart.chart
    if analysis and chart:
        _set_bookmark(context, anchor_item(analysis, chart))


def bookmark_table(context: CommandContext) -> None:
    """The same with the table that is open."""
    analysis = context.state.analysis
    if analysis and (table := analysis.table_by_id.get(context.state.table)):
        _set_bookmark(context, anchor_item(analysis, table))


def _set_bookmark(context: CommandContext, anchor: Anchor) -> None:
    if there := _same(context, anchor, "bookmark"):
        context.workspace.annotation_service.remove(there)
    else:
        context.workspace.annotation_service.add("bookmark", anchor)
        context.workspace.text.clear_selection()


def write_note(context: CommandContext) -> None:
    """Write a note on what has the focus, is marked or stands at the cursor; one that is there is written on."""
    pane = context.workspace.annotations
    if _chosen_in_list(context):
        pane.view.edit(pane.view.currentIndex())
        return
    anchor = _item_with_focus(context)
    span = None if anchor else _marked(context)
    there = _same(context, anchor, "note") if anchor else _noted(context, span)
    anchor = anchor or _words_or_paragraph(context, span or _figure(context))
    if there:
        _open_card(context, there.anchor, there)
    elif anchor:
        _open_card(context, anchor, None)


def remove(context: CommandContext) -> None:
    """Take away what is annotated where the reader is: the current one of the list, else the one at the cursor."""
    anchor = _item_with_focus(context)
    there = _chosen_in_list(context)
    if there is None and anchor:
        there = next(filter(None, (_same(context, anchor, kind) for kind in KINDS)), None)
    elif there is None:
        paragraph = _words_or_paragraph(context, _selected(context))
        there = _noted(context, _marked(context)) or (_same(context, paragraph, "bookmark") if paragraph else None)
    if there:
        context.workspace.annotation_service.remove(there)
    else:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "There is no note here."))


def go_to_adjacent_annotation(context: CommandContext, way: int) -> None:
    """Go to the next annotation, or the one before, from the one gone to last or else from the top of the text."""
    placed = [each for each in context.state.annotations if each.span]
    if not placed:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "There are no notes in this report."))
        return
    chosen = context.workspace.annotations.chosen
    at = next((place for place, each in enumerate(placed) if each.annotation is chosen), None)
    if at is None:
        before = sum(each.span.start < context.state.top_offset for each in placed)
        at = before if way < 0 else before - 1
    jump_to_annotation(context, placed[(at + way) % len(placed)].annotation)


def jump_to_annotation(context: CommandContext, annotation: Annotation) -> None:
    """Show what an annotation is about, and its row in the list."""
    state, desk = context.state, context.workspace
    desk.annotations.show_annotation(annotation)
    placed = next((each for each in state.annotations if each.annotation.id == annotation.id), None)
    if placed is None or placed.span is None or state.analysis is None:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "The words of this note are not in the text any more."))
    elif annotation.anchor.target in ("table", "chart"):
        _show_item(context, state.analysis, placed)
    else:
        state.select(Selection(placed.section, placed.span))


def show(context: CommandContext) -> None:
    """Show the list, and give it the focus."""
    context.workspace.show_annotations()


def show_one(context: CommandContext, annotation: Annotation) -> None:
    """Show the row of one in the list."""
    context.workspace.show_annotations()
    context.workspace.annotations.show_annotation(annotation)


def _show_item(context: CommandContext, analysis: Analysis, placed: ResolvedAnnotation) -> None:
    item = item_of(placed.annotation.anchor, analysis)
    context.workspace.show_pane(DATA, True)
    context.state.select(Selection(placed.section, None, (), item.table if isinstance(item, Chart) else item.id))
    if isinstance(item, Chart):
        context.workspace.chart.open_chart(item.id)


def _recolour_or_remove(context: CommandContext, annotation: Annotation, colour: Colour, keep: bool) -> None:
    if annotation.colour != colour:
        context.workspace.annotation_service.change(annotation, colour=colour)
    elif not keep:
        context.workspace.annotation_service.remove(annotation)


def _open_card(context: CommandContext, anchor: Anchor, annotation: Annotation | None) -> None:
    from zjviewer.gui.annotations.note_editor import NoteEditor

    title = QCoreApplication.translate("Annotation", "Note")
    card = NoteEditor(title, quote_of(anchor), annotation.note if annotation else "", context.parent)
    card.written.connect(partial(_keep_note, context, anchor, annotation))
    card.open()


def _keep_note(context: CommandContext, anchor: Anchor, annotation: Annotation | None, words: str) -> None:
    if annotation is not None:
        context.workspace.annotation_service.change(annotation, note=words)
    elif words.strip():
        context.workspace.annotation_service.add("note", anchor, words)
        context.workspace.text.clear_selection()


def _chosen_in_list(context: CommandContext) -> Annotation | None:
    """The current row of the list while that has the focus."""
    focus = QApplication.focusWidget()
    return context.workspace.annotations.chosen if focus and context.workspace.annotations.isAncestorOf(focus) else None


def _selected(context: CommandContext) -> Span | None:
    """Words that the reader has marked."""
    text = context.workspace.text
    return _trimmed(context.state.analysis, text.view.selected_span()) if text.selected_text().strip() else None


def _marked(context: CommandContext) -> Span | None:
    """The same, else the current hit; in table and chart the selected figure."""
    hits, current = context.state.hits, context.state.current_hit
    if _is_in_data(context):
        return _figure(context)
    hit = hits.span(current) if isinstance(hits, Hits) and 0 <= current < len(hits) else None
    return _selected(context) or hit


def _figure(context: CommandContext) -> Span | None:
    """The figure at the cursor of the text; in table and chart the selected one."""
    state = context.state
    if _is_in_data(context):
        known = state.analysis.figure_by_id if state.analysis else {}
        return next((known[figure].span for figure in state.selection.figures if figure in known), None)
    figure = context.workspace.text.figure_at_cursor()
    return figure.span if figure else None


def _is_in_data(context: CommandContext) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and context.workspace.data.isAncestorOf(focus)


def _noted(context: CommandContext, span: Span | None) -> Annotation | None:
    """The highlight or the note on just these words; without any, the innermost around the cursor."""
    on_words = [each for each in context.state.annotations if each.annotation.kind != "bookmark" and each.span]
    if span is None:
        return next(iter(annotations_at(on_words, context.workspace.text.cursor_offset())), None)
    return next((each.annotation for each in on_words if each.span == span and is_on_words(each)), None)


def _trimmed(analysis: Analysis, span: Span) -> Span:
    words = analysis.report.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _words_or_paragraph(context: CommandContext, span: Span | None) -> Anchor | None:
    """Of some words, else of the paragraph at the cursor."""
    analysis = context.state.analysis
    if analysis is None:
        return None
    if span is None and analysis.paragraphs:
        span = analysis.paragraphs[analysis.paragraph_at(context.workspace.text.cursor_offset())]
    return anchor_words(analysis, span) if span and _fits(context, span) else None


def _item_with_focus(context: CommandContext) -> Anchor | None:
    analysis, desk, focus = context.state.analysis, context.workspace, QApplication.focusWidget()
    if analysis is None or focus is None:
        return None
    if desk.outline.isAncestorOf(focus):
        focused = analysis.section_by_id.get(desk.outline.view.section_delegate.focused)
        section = focused or context.state.section
        return anchor_section(analysis, section) if section else None
    if desk.chart.isAncestorOf(focus) and desk.chart.chart:
        return anchor_item(analysis, desk.chart.chart)
    if desk.table.isAncestorOf(focus) and (table := analysis.table_by_id.get(context.state.table)):
        return anchor_item(analysis, table)
    return None


def _same(context: CommandContext, anchor: Anchor, kind: Kind) -> Annotation | None:
    """What is annotated there already: words by where they begin, the rest by what they are."""
    for each in context.state.annotations:
        other = each.annotation.anchor
        begins = each.span.start if each.span and is_on_words(each) else anchor.approximate_offset
        if each.annotation.kind == kind and (other.target, other.item, begins) == (
            *(anchor.target, anchor.item),
            anchor.approximate_offset,
        ):
            return each.annotation
    return None


def _fits(context: CommandContext, span: Span) -> bool:
    if span.end - span.start > LONGEST:
        _notify(
            context,
            QT_TRANSLATE_NOOP("Annotation", "Mark fewer words: up to 10,000 characters can be annotated at once."),
        )
        return False
    return span.end > span.start


def _notify(context: CommandContext, words: str) -> None:
    context.state.message_posted.emit(QCoreApplication.translate("Annotation", words))
