"""Commands for annotations. Each one determines what to annotate from focus, selection, current hit and cursor."""

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
from zjviewer.core.annotations.annotation import COLOURS, LONGEST, Anchor, Annotation, Colour
from zjviewer.core.annotations.kinds import KINDS, Kind
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.report import Span
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.labels.annotation_labels import quote_of
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.workspace.workspace import DATA

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext


def annotation_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers for bookmarks, highlights and notes, by command id."""
    return {
        "notes.highlight": partial(highlight, context),
        **{f"colour.{colour}": partial(choose_colour, context, colour) for colour in COLOURS},
        "notes.bookmark": partial(bookmark, context),
        "notes.write": partial(write_note, context),
        "notes.remove": partial(remove, context),
        "notes.show": context.workspace.show_annotations,
        "notes.next": partial(go_to_adjacent_annotation, context, 1),
        "notes.previous": partial(go_to_adjacent_annotation, context, -1),
        "notes.export": partial(context.workspace.annotation_service.save, context.parent),
    }


def highlight(context: CommandContext, colour: Colour | None = None) -> None:
    """Highlight the selection, else the current hit, else a figure. A highlight that exists there is removed, or
    recoloured if a colour is passed."""
    analysis, wanted = context.state.analysis, colour or context.workspace.annotation_service.colour
    if analysis is None:
        return
    span = _selection_or_hit(context)
    existing = _annotation_at(context, span)
    span = span or _figure(context)
    if existing is not None:
        _recolour_or_remove(context, existing, wanted, colour is not None)
    elif span is None:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "Mark some words first: they are what is highlighted."))
    elif _fits(context, span):
        context.workspace.annotation_service.add("highlight", anchor_words(analysis, span), colour=wanted)
    context.workspace.text.clear_selection()


def choose_colour(context: CommandContext, colour: Colour) -> None:
    """Set the colour of new annotations, and recolour the current row of the list, or else the annotation at the
    selection or cursor."""
    context.workspace.annotation_service.colour = colour
    context.settings.change(annotation_colour=colour)
    if chosen := _current_in_list(context):
        context.workspace.annotation_service.change(chosen, colour=colour)
    elif (span := _selection_or_hit(context)) or _annotation_at(context, span):
        highlight(context, colour)


def bookmark(context: CommandContext) -> None:
    """Toggle a bookmark on the section, table or chart that has the focus, else on the selection or the paragraph at
    the cursor."""
    if anchor := _item_with_focus(context) or _span_anchor(context, _selected(context)):
        _set_bookmark(context, anchor)


def bookmark_chart(context: CommandContext) -> None:
    """Toggle a bookmark on the chart that is shown."""
    analysis, chart = context.state.analysis, context.workspace.chart.chart
    if analysis and chart:
        _set_bookmark(context, anchor_item(analysis, chart))


def bookmark_table(context: CommandContext) -> None:
    """Toggle a bookmark on the open table."""
    analysis = context.state.analysis
    if analysis and (table := analysis.table_by_id.get(context.state.table)):
        _set_bookmark(context, anchor_item(analysis, table))


def _set_bookmark(context: CommandContext, anchor: Anchor) -> None:
    if existing := _same(context, anchor, "bookmark"):
        context.workspace.annotation_service.remove(existing)
    else:
        context.workspace.annotation_service.add("bookmark", anchor)
        context.workspace.text.clear_selection()


def write_note(context: CommandContext) -> None:
    """Edit the note on what has the focus, is selected or is at the cursor; a new one if there is none."""
    pane = context.workspace.annotations
    if _current_in_list(context):
        pane.view.edit(pane.view.currentIndex())
        return
    anchor = _item_with_focus(context)
    span = None if anchor else _selection_or_hit(context)
    existing = _same(context, anchor, "note") if anchor else _annotation_at(context, span)
    anchor = anchor or _span_anchor(context, span or _figure(context))
    if existing:
        _open_editor(context, existing.anchor, existing)
    elif anchor:
        _open_editor(context, anchor, None)


def remove(context: CommandContext) -> None:
    """Remove the current annotation of the list, else the one at the focus, selection or cursor."""
    anchor = _item_with_focus(context)
    existing = _current_in_list(context)
    if existing is None and anchor:
        existing = next(filter(None, (_same(context, anchor, kind) for kind in KINDS)), None)
    elif existing is None:
        paragraph = _span_anchor(context, _selected(context))
        existing = _annotation_at(context, _selection_or_hit(context)) or (
            _same(context, paragraph, "bookmark") if paragraph else None
        )
    if existing:
        context.workspace.annotation_service.remove(existing)
    else:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "There is no note here."))


def go_to_adjacent_annotation(context: CommandContext, step: int) -> None:
    """Go to the next annotation (1) or the previous one (-1), from the current row of the list, else from the top of
    the text."""
    resolved = [(each.annotation, each.span) for each in context.state.annotations if each.span]
    if not resolved:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "There are no notes in this report."))
        return
    chosen = context.workspace.annotations.chosen
    at = next((index for index, (annotation, _) in enumerate(resolved) if annotation is chosen), None)
    if at is None:
        before = sum(span.start < context.state.top_offset for _, span in resolved)
        at = before if step < 0 else before - 1
    jump_to_annotation(context, resolved[(at + step) % len(resolved)][0])


def jump_to_annotation(context: CommandContext, annotation: Annotation) -> None:
    """Select what an annotation is attached to, and its row in the list."""
    state, workspace = context.state, context.workspace
    workspace.annotations.show_annotation(annotation)
    resolved = next((each for each in state.annotations if each.annotation.id == annotation.id), None)
    if resolved is None or resolved.span is None or state.analysis is None:
        _notify(context, QT_TRANSLATE_NOOP("Annotation", "The words of this note are not in the text any more."))
    elif annotation.anchor.target in ("table", "chart"):
        _show_item(context, state.analysis, resolved)
    else:
        state.select(Selection(resolved.section, resolved.span))


def show_one(context: CommandContext, annotation: Annotation) -> None:
    """Show the list of annotations, with one as its current row."""
    context.workspace.show_annotations()
    context.workspace.annotations.show_annotation(annotation)


def _show_item(context: CommandContext, analysis: Analysis, resolved: ResolvedAnnotation) -> None:
    """Open the table or chart that an annotation is attached to."""
    item = item_of(resolved.annotation.anchor, analysis)
    if item is None:
        return
    context.workspace.show_pane(DATA, True)
    context.state.select(Selection(resolved.section, None, (), item.table if isinstance(item, Chart) else item.id))
    if isinstance(item, Chart):
        context.workspace.chart.open_chart(item.id)


def _recolour_or_remove(context: CommandContext, annotation: Annotation, colour: Colour, keep: bool) -> None:
    if annotation.colour != colour:
        context.workspace.annotation_service.change(annotation, colour=colour)
    elif not keep:
        context.workspace.annotation_service.remove(annotation)


def _open_editor(context: CommandContext, anchor: Anchor, annotation: Annotation | None) -> None:
    from zjviewer.gui.annotations.note_editor import NoteEditor

    title = QCoreApplication.translate("Annotation", "Note")
    editor = NoteEditor(title, quote_of(anchor), annotation.note if annotation else "")
    editor.written.connect(partial(_save_note, context, context.state.analysis, anchor, annotation))
    context.workspace.show_annotations()
    context.workspace.annotations.open_editor(editor)


def _save_note(
    context: CommandContext, analysis: Analysis | None, anchor: Anchor, annotation: Annotation | None, text: str
) -> None:
    """Save a note in its report, which may be behind another one meanwhile."""
    if annotation is not None:
        context.workspace.annotation_service.change(annotation, note=text, analysis=analysis)
    elif text.strip():
        context.workspace.annotation_service.add("note", anchor, text, analysis=analysis)
        context.workspace.text.clear_selection()


def _current_in_list(context: CommandContext) -> Annotation | None:
    """The annotation of the current row, if the list has the focus."""
    focus = QApplication.focusWidget()
    return context.workspace.annotations.chosen if focus and context.workspace.annotations.isAncestorOf(focus) else None


def _selected(context: CommandContext) -> Span | None:
    """Span of the selected text, without surrounding spaces; None if nothing is selected."""
    text, analysis = context.workspace.text, context.state.analysis
    return _trim(analysis, text.view.selected_span()) if analysis and text.selected_text().strip() else None


def _selection_or_hit(context: CommandContext) -> Span | None:
    """Span of the selected text, else of the current hit; if table or chart has the focus, of the selected figure."""
    hits, current = context.state.hits, context.state.current_hit
    if _is_in_data(context):
        return _figure(context)
    hit = hits.span(current) if 0 <= current < len(hits) else None
    return _selected(context) or hit


def _figure(context: CommandContext) -> Span | None:
    """Span of the figure at the text cursor; if table or chart has the focus, of the selected figure."""
    state = context.state
    if _is_in_data(context):
        figures = state.analysis.figure_by_id if state.analysis else {}
        return next((figures[id_].span for id_ in state.selection.figures if id_ in figures), None)
    figure = context.workspace.text.figure_at_cursor()
    return figure.span if figure else None


def _is_in_data(context: CommandContext) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and context.workspace.data.isAncestorOf(focus)


def _annotation_at(context: CommandContext, span: Span | None) -> Annotation | None:
    """The highlight or note on exactly this span; without a span, the innermost one at the text cursor."""
    on_text = [each for each in context.state.annotations if each.annotation.kind != "bookmark" and each.span]
    if span is None:
        return next(iter(annotations_at(on_text, context.workspace.text.cursor_offset())), None)
    return next((each.annotation for each in on_text if each.span == span and is_on_words(each)), None)


def _trim(analysis: Analysis, span: Span) -> Span:
    """The span without spaces at its ends."""
    text = analysis.report.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _span_anchor(context: CommandContext, span: Span | None) -> Anchor | None:
    """Anchor of a span, else of the paragraph at the text cursor; None if it is empty or too long."""
    analysis = context.state.analysis
    if analysis is None:
        return None
    if span is None and analysis.paragraphs:
        span = analysis.paragraphs[analysis.paragraph_at(context.workspace.text.cursor_offset())]
    return anchor_words(analysis, span) if span and _fits(context, span) else None


def _item_with_focus(context: CommandContext) -> Anchor | None:
    """Anchor of the section, chart or table whose pane has the focus."""
    analysis, workspace, focus = context.state.analysis, context.workspace, QApplication.focusWidget()
    if analysis is None or focus is None:
        return None
    if workspace.outline.isAncestorOf(focus):
        focused = analysis.section_by_id.get(workspace.outline.view.section_delegate.focused)
        section = focused or context.state.section
        return anchor_section(analysis, section) if section else None
    if workspace.chart.isAncestorOf(focus) and workspace.chart.chart:
        return anchor_item(analysis, workspace.chart.chart)
    if workspace.table.isAncestorOf(focus) and (table := analysis.table_by_id.get(context.state.table)):
        return anchor_item(analysis, table)
    return None


def _same(context: CommandContext, anchor: Anchor, kind: Kind) -> Annotation | None:
    """The annotation of a kind that has the same anchor: spans are compared by their start, items by id."""
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
    """Whether a span can be annotated: neither empty nor too long. Shows a message if it is too long."""
    if span.end - span.start > LONGEST:
        _notify(
            context,
            QT_TRANSLATE_NOOP("Annotation", "Mark fewer words: up to 10,000 characters can be annotated at once."),
        )
        return False
    return span.end > span.start


def _notify(context: CommandContext, text: str) -> None:
    context.state.message_posted.emit(QCoreApplication.translate("Annotation", text))
