"""What the commands of correction do: each asks what it has to ask, and leaves the change to `CorrectionService`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from zjviewer.core.dictionary.metrics import Facet, dictionary_for_era, dictionary_for_year
from zjviewer.core.editorial import corrections
from zjviewer.core.model.analysis import Analysis, Figure, Section
from zjviewer.core.model.report import Span
from zjviewer.core.outline.heading_numbers import LONGEST_HEADING, split_number
from zjviewer.core.tables.metric_bindings import list_metric_cells
from zjviewer.core.text.segmentation import fold_width, sentence_at
from zjviewer.gui.typesetting.document_map import STOPS

_FACETS = get_args(Facet)

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Handler
    from zjviewer.gui.commands.context import CommandContext


def correction_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers by the ids of their commands; each waits until what was corrected before is understood."""
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
    if context.corrections.possible:
        act(context, context.state.analysis)
    else:
        context.corrections.notify(_tr("The report is still being read. Try again in a moment."))


def _on_section(context: CommandContext, act: Callable[[CommandContext, Analysis, Section], None]) -> None:
    """The section that commands are about: in the outline the one that keys point at."""
    section = context.workspace.outline.pointed_at() or context.state.section
    if section is None:
        context.corrections.notify(_tr("There is no heading here."))
    else:
        _on_report(context, lambda _, analysis: act(context, analysis, section))


def _on_figure(context: CommandContext, act: Callable[[CommandContext, Analysis, Figure], None]) -> None:
    """The figure at the cursor of the text, else the selected one."""
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

    span = _words_for_heading(context, analysis)
    if span is None:
        context.corrections.notify(_tr("Mark the words of the heading first."))
        return
    if any(grid.span.start <= span.start < grid.span.end for grid in analysis.report.grids):
        context.corrections.notify(_tr("Words in a table cannot be a heading."))
        return
    words = analysis.report.text[span.start : span.end]
    number, _, title = split_number(fold_width(words))
    title = words[len(words) - len(title) :] if number else words
    around = analysis.section_at(span.start)
    if around is not None and around.start == span.start and around.heading:
        _change_heading(context, analysis, around)
        return
    level = max(2, around.level) if around else 1
    dialog = HeadingDialog(analysis, span.start, title[:LONGEST_HEADING], number, level, context.parent, new=True)
    if _asked(dialog):
        made = partial(_new_heading, span, dialog.title, dialog.level, dialog.number)
        context.corrections.correct(_tr("heading “{title}”").format(title=dialog.title), made)


def _new_heading(span: Span, title: str, level: int, number: str, analysis: Analysis) -> corrections.Change:
    return corrections.add_heading(analysis, span, title, level, number)


def _words_for_heading(context: CommandContext, analysis: Analysis) -> Span | None:
    """The first line of what is marked, else the sentence at the cursor; without what ends it."""
    text, view = analysis.report.text, context.workspace.text.view
    start, end = view.selected_span() if view.textCursor().hasSelection() else sentence_at(text, view.caret())
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip().partition("\n")[0].rstrip(STOPS + "；;，,").strip()
    return Span(start, start + len(words)) if words else None


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
    def made(analysis: Analysis) -> corrections.Change:
        return corrections.change_heading(analysis, section, title, level, number)

    words = _tr("level of “{title}”") if title == section.title else _tr("heading “{title}”")
    context.corrections.correct(words.format(title=title), made)


def _remove_heading(context: CommandContext, _: Analysis, section: Section) -> None:
    words = _tr("“{title}” is no heading").format(title=section.title)
    context.corrections.correct(words, lambda analysis: corrections.remove_heading(analysis, section))


def _restore_heading(context: CommandContext, _: Analysis, section: Section) -> None:
    words = _tr("“{title}” as it was found").format(title=section.title)
    if not context.corrections.correct(words, lambda analysis: corrections.restore_heading(analysis, section)):
        context.corrections.notify(_tr("“{title}” stands as it was found.").format(title=section.title))


def _bind(context: CommandContext, analysis: Analysis, figure: Figure) -> None:
    from zjviewer.gui.corrections.metric_dialog import MetricDialog

    dictionary = dictionary_for_era(analysis.era) or dictionary_for_year(analysis.report.year)
    if dictionary is None:
        context.corrections.notify(_tr("No measures are known for this year. Set the year in “About this report”."))
        return
    text = analysis.report.text
    sentence = sentence_at(text, figure.start)
    measures = list_metric_cells(dictionary, analysis.report.region)
    bound = _cell_of(analysis, figure)
    known = bound or _cell_by_itself(analysis, figure)
    dialog = MetricDialog(measures, known, figure.literal, text[sentence.start : sentence.end], context.parent)
    if _asked(dialog) and (cell := dialog.chosen) != bound:
        name = next(measure.name for measure in measures if measure.cell == cell)
        words = _tr("{figure} as “{measure}”").format(figure=figure.literal, measure=name)
        context.corrections.correct(words, lambda now: corrections.bind_figure(now, figure, cell))


def _free(context: CommandContext, analysis: Analysis, figure: Figure) -> None:
    if cell := _cell_of(analysis, figure):
        words = _tr("{figure} is not bound").format(figure=figure.literal)
        if context.corrections.correct(words, lambda _: corrections.unbind_cell(cell)):
            return
    context.corrections.notify(_tr("{figure} was not bound by hand.").format(figure=figure.literal))


def _cell_of(analysis: Analysis, figure: Figure) -> str:
    """The cell that an editor has bound a figure to; empty for none."""
    from zjviewer.core.tables.prose_tables import figure_in_placeholder

    text, figures = analysis.report.text, analysis.figures
    bound = (
        cell
        for cell, quotation in analysis.sidecar.metrics
        if figure_in_placeholder(text, figures, quotation) == figure
    )
    return next(bound, "")


def _cell_by_itself(analysis: Analysis, figure: Figure) -> str:
    """The cell that the program takes a figure for; empty for none."""
    for table in analysis.tables:
        for row in table.rows:
            if row.key and figure in row.cells:
                key = table.keys[row.cells.index(figure)]
                return row.key if key in _FACETS else f"{table.id}/{row.key}/{key}"
    return ""


def _make_table(context: CommandContext, analysis: Analysis) -> None:
    from zjviewer.gui.corrections.table_dialog import TableDialog

    span, state = context.workspace.text.view.selected_span(), context.state
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
        words = _tr("table “{title}”").format(title=draft.title)
        context.corrections.correct(
            words, lambda now: corrections.add_table(now, draft.title, draft.columns, draft.rows)
        )


def _remove_table(context: CommandContext, analysis: Analysis) -> None:
    table = analysis.table_by_id.get(context.state.table)
    words = _tr("no table “{title}”").format(title=table.title) if table else ""
    if table is None or not context.corrections.correct(words, lambda _: corrections.remove_table(table.id)):
        context.corrections.notify(_tr("Only tables that you have made yourself can be removed."))


def _describe(context: CommandContext, analysis: Analysis) -> None:
    from zjviewer.gui.corrections.report_properties_dialog import ReportPropertiesDialog

    dialog = ReportPropertiesDialog(analysis, context.appearance.theme, context.parent)
    if _asked(dialog):
        wanted = dialog.wanted()
        context.corrections.correct(_tr("what this report is"), lambda _: corrections.set_report_properties(wanted))


def _asked(dialog: QDialog) -> bool:
    """Whether the reader has accepted; the dialog is gone afterwards, what it says can still be read."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def _tr(words: str) -> str:
    return QCoreApplication.translate("Correction", words)
