"""Correction commands: each one shows its dialog and passes the change to `CorrectionService`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from zjviewer.core.editorial import corrections
from zjviewer.core.editorial.sidecar_writer import SidecarEdit
from zjviewer.core.model.analysis import Analysis, Figure, Section
from zjviewer.core.model.report import Span
from zjviewer.core.outline.heading_numbers import LONGEST_HEADING, split_number
from zjviewer.core.text.segmentation import fold_width, sentence_at
from zjviewer.gui.typesetting.document_map import STOPS

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Handler
    from zjviewer.gui.commands.context import CommandContext


def correction_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers of corrections, by command id. Each waits until the analysis of an earlier correction has finished."""
    acts = {
        "correct.describe": partial(_on_report, context, _describe),
        "correct.heading": partial(_on_report, context, _add_heading),
        "correct.rename": partial(_on_section, context, _change_heading),
        "correct.promote": partial(_on_section, context, partial(_shift, -1)),
        "correct.demote": partial(_on_section, context, partial(_shift, 1)),
        "correct.remove": partial(_on_section, context, _remove_heading),
        "correct.restore": partial(_on_section, context, _restore_heading),
        "correct.bind": partial(_on_figure, context, _bind),
        "correct.free": partial(_on_figure, context, _free),
        "correct.table": partial(_on_report, context, _make_table),
        "correct.remove_table": partial(_on_report, context, _remove_table),
    }
    return {id_: partial(context.corrections.run_when_idle, act) for id_, act in acts.items()}


def _on_report(context: CommandContext, act: Callable[[CommandContext, Analysis], None]) -> None:
    if context.corrections.possible and context.state.analysis:
        act(context, context.state.analysis)
    else:
        context.corrections.notify(_tr("The report is still being read. Try again in a moment."))


def _on_section(context: CommandContext, act: Callable[[CommandContext, Analysis, Section], None]) -> None:
    """Act on the current item of the outline if that has the focus, else on the section being read."""
    section = context.workspace.outline.pointed_at() or context.state.section
    if section is None:
        context.corrections.notify(_tr("There is no heading here."))
    else:
        _on_report(context, lambda _, analysis: act(context, analysis, section))


def _on_figure(context: CommandContext, act: Callable[[CommandContext, Analysis, Figure], None]) -> None:
    """Act on the figure at the text cursor, else on the selected one."""
    state = context.state
    figure = context.workspace.text.any_figure_at_cursor()
    if figure is None and state.analysis and state.selection.every:
        figure = state.analysis.figure_by_id.get(state.selection.every[0])
    if figure is None:
        context.corrections.notify(_tr("There is no figure here. Click on a number first."))
    else:
        _on_report(context, lambda _, analysis: act(context, analysis, figure))


def _add_heading(context: CommandContext, analysis: Analysis) -> None:
    from zjviewer.gui.corrections.heading_dialog import HeadingDialog

    span = _heading_span(context, analysis)
    if span is None:
        context.corrections.notify(_tr("Mark the words of the heading first."))
        return
    if any(grid.span.start <= span.start < grid.span.end for grid in analysis.report.grids):
        context.corrections.notify(_tr("Words in a table cannot be a heading."))
        return
    text = analysis.report.text[span.start : span.end]
    number, _, title = split_number(fold_width(text))
    title = text[len(text) - len(title) :] if number else text
    section = analysis.section_at(span.start)
    if section is not None and section.start == span.start and section.heading:
        _change_heading(context, analysis, section)
        return
    level = max(2, section.level) if section else 1
    dialog = HeadingDialog(analysis, span.start, title[:LONGEST_HEADING], number, level, context.parent, new=True)
    if _asked(dialog):
        edit = partial(_new_heading, span, dialog.title, dialog.level, dialog.number)
        context.corrections.correct(_tr("heading “{title}”").format(title=dialog.title), edit)


def _new_heading(span: Span, title: str, level: int, number: str, analysis: Analysis) -> SidecarEdit:
    return corrections.add_heading(analysis, span, title, level, number)


def _heading_span(context: CommandContext, analysis: Analysis) -> Span | None:
    """First line of the selected text, else the sentence at the cursor, without spaces and final punctuation; None if
    nothing is left."""
    text, view = analysis.report.text, context.workspace.text.view
    start, end = view.selected_span() if view.textCursor().hasSelection() else sentence_at(text, view.caret())
    selected = text[start:end]
    start += len(selected) - len(selected.lstrip())
    heading = selected.strip().partition("\n")[0].rstrip(STOPS + "；;，,").strip()
    return Span(start, start + len(heading)) if heading else None


def _change_heading(context: CommandContext, analysis: Analysis, section: Section) -> None:
    from zjviewer.gui.corrections.heading_dialog import HeadingDialog

    args = (section.title, section.number, section.level)
    dialog = HeadingDialog(analysis, section.start, *args, context.parent, new=False)
    if _asked(dialog) and (dialog.title, dialog.number, dialog.level) != args:
        _change(context, section, dialog.title, dialog.level, dialog.number)


def _shift(step: int, context: CommandContext, analysis: Analysis, section: Section) -> None:
    from zjviewer.gui.corrections.heading_dialog import parents_of

    level = section.level + step
    if 1 <= level <= len(parents_of(analysis, section.start)):
        _change(context, section, section.title, level, section.number)
    elif step < 0:
        context.corrections.notify(_tr("“{title}” is a chapter already.").format(title=section.title))
    else:
        context.corrections.notify(
            _tr("There is no heading above “{title}” to stand under.").format(title=section.title)
        )


def _change(context: CommandContext, section: Section, title: str, level: int, number: str) -> None:
    def edit(analysis: Analysis) -> SidecarEdit:
        return corrections.change_heading(analysis, section, title, level, number)

    text = _tr("level of “{title}”") if title == section.title else _tr("heading “{title}”")
    context.corrections.correct(text.format(title=title), edit)


def _remove_heading(context: CommandContext, _: Analysis, section: Section) -> None:
    text = _tr("“{title}” is no heading").format(title=section.title)
    context.corrections.correct(text, lambda analysis: corrections.remove_heading(analysis, section))


def _restore_heading(context: CommandContext, _: Analysis, section: Section) -> None:
    text = _tr("“{title}” as it was found").format(title=section.title)
    if not context.corrections.correct(text, lambda analysis: corrections.restore_heading(analysis, section)):
        context.corrections.notify(_tr("“{title}” stands as it was found.").format(title=section.title))


def _bind(context: CommandContext, analysis: Analysis, figure: Figure) -> None:
    from zjviewer.core.dictionary.metrics import dictionary_for_era, dictionary_for_year
    from zjviewer.core.tables.metric_bindings import list_metric_cells
    from zjviewer.gui.corrections.metric_dialog import MetricDialog

    dictionary = dictionary_for_era(analysis.era) or dictionary_for_year(analysis.report.year)
    if dictionary is None:
        context.corrections.notify(_tr("No measures are known for this year. Set the year in “About this report”."))
        return
    text = analysis.report.text
    sentence = sentence_at(text, figure.start)
    measures = list_metric_cells(dictionary, analysis.report.region)
    bound = _cell_of(analysis, figure)
    initial = bound or _detected_cell(analysis, figure)
    dialog = MetricDialog(measures, initial, figure.literal, text[sentence.start : sentence.end], context.parent)
    if _asked(dialog) and (cell := dialog.chosen) != bound:
        name = next(measure.name for measure in measures if measure.cell == cell)
        description = _tr("{figure} as “{measure}”").format(figure=figure.literal, measure=name)
        context.corrections.correct(description, lambda now: corrections.bind_figure(now, figure, cell))


def _free(context: CommandContext, analysis: Analysis, figure: Figure) -> None:
    if cell := _cell_of(analysis, figure):
        text = _tr("{figure} is not bound").format(figure=figure.literal)
        if context.corrections.correct(text, lambda _: corrections.unbind_cell(cell)):
            return
    context.corrections.notify(_tr("{figure} was not bound by hand.").format(figure=figure.literal))


def _cell_of(analysis: Analysis, figure: Figure) -> str:
    """Key of the metric cell to which the reader has bound a figure; empty for none."""
    from zjviewer.core.tables.prose_tables import figure_in_placeholder

    text, figures = analysis.report.text, analysis.figures
    bound = (
        cell
        for cell, quotation in analysis.sidecar.metrics
        if figure_in_placeholder(text, figures, quotation) == figure
    )
    return next(bound, "")


def _detected_cell(analysis: Analysis, figure: Figure) -> str:
    """Key of the metric cell that the program has detected for a figure; empty for none."""
    from zjviewer.core.dictionary.metrics import Facet

    facets = get_args(Facet)
    for table in analysis.tables:
        for row in table.rows:
            if row.key and figure in row.cells:
                key = table.keys[row.cells.index(figure)]
                return row.key if key in facets else f"{table.id}/{row.key}/{key}"
    return ""


def make_table_of(context: CommandContext, figures: tuple[Figure, ...]) -> None:
    """Ask for a table of figures, and add it to the report."""
    context.corrections.run_when_idle(partial(_on_report, context, partial(_make_table, chosen=figures)))


def _make_table(context: CommandContext, analysis: Analysis, chosen: tuple[Figure, ...] = ()) -> None:
    """Make a table of figures; default: those in the selected text, else the selected ones."""
    from zjviewer.gui.corrections.table_dialog import TableDialog

    span, state = context.workspace.text.view.selected_span(), context.state
    if not chosen:
        chosen = tuple(figure for figure in analysis.figures if span.start <= figure.start and figure.end <= span.end)
    if not chosen:
        chosen = tuple(figure for figure in analysis.figures if figure.id in state.selection.every)
    if not chosen:
        context.corrections.notify(_tr("Mark a stretch of the text with figures first, or click on figures with Ctrl."))
        return
    section = analysis.section_at(chosen[0].start)
    dialog = TableDialog(chosen, section.title if section else analysis.report.title, context.parent)
    if _asked(dialog):
        draft = dialog.draft
        text = _tr("table “{title}”").format(title=draft.title)
        context.corrections.correct(
            text, lambda now: corrections.add_table(now, draft.title, draft.columns, draft.rows)
        )


def _remove_table(context: CommandContext, analysis: Analysis) -> None:
    table = analysis.table_by_id.get(context.state.table)
    text = _tr("no table “{title}”").format(title=table.title) if table else ""
    if table is None or not context.corrections.correct(text, lambda _: corrections.remove_table(table.id)):
        context.corrections.notify(_tr("Only tables that you have made yourself can be removed."))


def _describe(context: CommandContext, analysis: Analysis) -> None:
    from zjviewer.gui.corrections.report_properties_dialog import ReportPropertiesDialog

    dialog = ReportPropertiesDialog(analysis, context.appearance.theme, context.parent)
    if _asked(dialog):
        properties = dialog.wanted()
        context.corrections.correct(_tr("what this report is"), lambda _: corrections.set_report_properties(properties))


def _asked(dialog: QDialog) -> bool:
    """Run a dialog. True if it was accepted; its values can be read afterwards, although it is deleted later."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def _tr(text: str) -> str:
    return QCoreApplication.translate("Correction", text)
