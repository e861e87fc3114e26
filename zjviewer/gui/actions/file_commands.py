"""Commands for files, tabs and printing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from zjviewer import paths
from zjviewer.core.model.report import Span
from zjviewer.errors import Problem
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.commands.command_table import ENCODINGS
from zjviewer.gui.documents.open_reports import COMPARISON, LIBRARY
from zjviewer.gui.labels.annotation_labels import background_of
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.theme.theme import load_theme
from zjviewer.gui.widgets.file_dialogs import ask_save_path, default_folder, show_in_folder
from zjviewer.readers.registry import ENDINGS
from zjviewer.storage.filenames import file_name

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext
    from zjviewer.gui.typesetting.report_printing import Additions


def file_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers for files, tabs, encodings and printing, by command id."""
    return {
        "file.open": partial(_open, context),
        "file.bundled": partial(context.loader.open, paths.bundled_report()),
        "library.show": partial(context.toggle_page, LIBRARY),
        "library.search": partial(_search_library, context),
        "library.add": context.add_to_library,
        "compare.show": partial(context.toggle_page, COMPARISON),
        "compare.corpus": context.ask_corpus,
        "file.reload": context.loader.reload,
        "file.stop": context.loader.stop,
        "tab.close": partial(_close_tab, context),
        "tab.close_others": partial(_close_other_tabs, context),
        "tab.reopen": context.open_reports.reopen,
        "tab.copy_path": partial(_copy_path, context),
        "tab.show_in_folder": partial(_show_in_folder, context),
        "tab.next": partial(context.open_reports.step, 1),
        "tab.previous": partial(context.open_reports.step, -1),
        "recent.clear": context.clear_recent,
        **{id_: partial(context.loader.reload, encoding) for id_, encoding in ENCODINGS.items()},
        "file.print": partial(_print, context, ""),
        "file.preview": partial(_preview, context),
        "file.print_section": partial(_print_section, context),
        "file.save_pdf": partial(_save_pdf, context),
        "file.save_section_pdf": partial(_save_section_pdf, context),
        "file.quit": context.close,
    }


def _open(context: CommandContext) -> None:
    tab = context.open_reports.front_tab
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    reports = QCoreApplication.translate("MainWindow", "Reports ({kinds})").format(kinds=patterns)
    all_files = QCoreApplication.translate("MainWindow", "All files (*)")
    title = QCoreApplication.translate("MainWindow", "Open reports")
    folder = str(tab.path.parent) if tab and not tab.path.is_relative_to(paths.data()) else default_folder()
    chosen, _ = QFileDialog.getOpenFileNames(context.parent, title, folder, f"{reports};;{all_files}")
    context.loader.open_all(map(Path, chosen))


def _search_library(context: CommandContext) -> None:
    context.search_library()


def _close_tab(context: CommandContext) -> None:
    context.open_reports.close(context.open_reports.current)


def _close_other_tabs(context: CommandContext) -> None:
    context.open_reports.close_others(context.open_reports.current)


def _copy_path(context: CommandContext) -> None:
    if tab := context.open_reports.front_tab:
        QGuiApplication.clipboard().setText(str(tab.path.absolute()))
        context.state.message_posted.emit(QCoreApplication.translate("MainWindow", "The path is on the clipboard."))


def _show_in_folder(context: CommandContext) -> None:
    if tab := context.open_reports.front_tab:
        show_in_folder(tab.path.absolute())


def _print(context: CommandContext, section: str) -> None:
    from zjviewer.gui.typesetting.report_printing import print_text  # imports QtPrintSupport

    if context.state.analysis:
        print_text(context.parent, context.state.analysis, section, _additions(context, section))


def _preview(context: CommandContext) -> None:
    from zjviewer.gui.typesetting.report_printing import preview_text  # imports QtPrintSupport

    if context.state.analysis:
        preview_text(context.parent, context.state.analysis, "", _additions(context))


def _additions(context: CommandContext, section: str = "") -> Additions:
    """Highlights, and with the whole text the main chart of each table."""
    from zjviewer.core.annotations.chart_edit import options_for
    from zjviewer.gui.charts.chart_export import ChartExporter, ExportOptions  # imports pyqtgraph
    from zjviewer.gui.typesetting.report_printing import Additions

    analysis = context.state.analysis
    charts = [chart for chart in analysis.charts if chart.id == chart.table] if analysis and not section else []
    if analysis is None or not charts:
        return Additions(_highlights(context))
    exporter = ChartExporter()
    edits = context.state.chart_edits
    pictures = [
        exporter.image(analysis, chart, ExportOptions(), options_for(edits, chart.id, chart.title)) for chart in charts
    ]
    exporter.close()
    return Additions(_highlights(context), pictures)


def _highlights(context: CommandContext) -> list[tuple[Span, str]]:
    """Spans of the reader's highlights and notes with their colours on paper."""
    paper = load_theme(dark=False)
    return [
        (each.span, background_of(each.annotation.colour, paper))
        for each in context.state.annotations
        if each.span and each.annotation.anchor.target == "words" and each.annotation.kind != "bookmark"
    ]


def _print_section(context: CommandContext) -> None:
    _print(context, context.state.section.id if context.state.section else "")


def _save_section_pdf(context: CommandContext) -> None:
    _save_pdf(context, context.state.section.id if context.state.section else "")


def _save_pdf(context: CommandContext, section: str = "") -> None:
    """Save the text, or a section, as PDF after a file dialog; the name gets the suffix if it has none."""
    from zjviewer.gui.typesetting.report_printing import save_text_pdf

    analysis = context.state.analysis
    if analysis is None:
        return
    report = analysis.report
    title = analysis.section_by_id[section].title if section else report.title
    name = file_name(report.issuer, str(report.year or ""), title, suffix=".pdf")
    folder = default_folder()
    caption = QCoreApplication.translate("MainWindow", "Save text as PDF")
    chosen = ask_save_path(context.parent, caption, Path(folder) / name, {".pdf": "PDF (*.pdf)"})
    if chosen is None:
        return
    path, overwrite = chosen
    try:
        save_text_pdf(analysis, path, section, overwrite, _additions(context, section))
    except Problem as problem:
        context.workspace.message_bar.show_message(error_message(problem))
    else:
        context.state.post_saved(path)
