"""What each command of the table does, in one window."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from zjviewer import paths
from zjviewer.errors import Problem
from zjviewer.gui.actions import annotation_commands
from zjviewer.gui.actions import copy_commands as copying
from zjviewer.gui.actions.correction_commands import correction_handlers
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.labels.error_messages import sentence
from zjviewer.gui.theme.motion import set_still
from zjviewer.gui.widgets.documents import documents
from zjviewer.gui.widgets.in_folder import show_in_folder
from zjviewer.gui.workspace.workspace import DATA, OUTLINE, TEXT
from zjviewer.readers.registry import ENDINGS
from zjviewer.storage.filenames import file_name

if TYPE_CHECKING:
    from zjviewer.gui.shell.main_window import Window


def handlers(window: Window) -> Mapping[str, Handler]:
    """Handlers by the ids of their commands."""
    desk, state = window.desk, window.state
    return {
        "file.open": partial(_open, window),
        "file.bundled": partial(window.opening.open, paths.bundled_report()),
        "library.show": window.lobby.switch,
        "file.reload": window.opening.reload,
        "file.stop": window.opening.stop,
        "tab.close": partial(_close_tab, window),
        "tab.close_others": partial(_close_other_tabs, window),
        "tab.reopen": window.tabs.reopen,
        "tab.copy_path": partial(_copy_path, window),
        "tab.show_in_folder": partial(_show_in_folder, window),
        "tab.next": partial(window.tabs.step, 1),
        "tab.previous": partial(window.tabs.step, -1),
        "recent.clear": window.recent.clear,
        "encoding.automatic": partial(window.opening.reload, ""),
        "encoding.utf8": partial(window.opening.reload, "utf-8"),
        "encoding.gb18030": partial(window.opening.reload, "gb18030"),
        "encoding.big5": partial(window.opening.reload, "big5"),
        "encoding.utf16": partial(window.opening.reload, "utf-16"),
        "file.print": partial(_print, window, ""),
        "file.print_section": partial(_print_section, window),
        "file.save_pdf": partial(_save_pdf, window),
        "file.save_section_pdf": partial(_save_section_pdf, window),
        "file.quit": window.close,
        "chart.export": desk.chart.export_chart,
        "chart.export_all": desk.chart.export_all_charts,
        "chart.copy": desk.chart.copy_chart,
        "chart.next": desk.chart.next_chart,
        "table.export": desk.table.export_table,
        "table.export_all": desk.table.export_all_tables,
        "table.copy": desk.table.copy_table,
        "table.choose": partial(_choose_table, window),
        "table.next": desk.data.next_table,
        "table.previous": desk.data.previous_table,
        "edit.undo": window.editing.undo,
        "edit.redo": window.editing.redo,
        "edit.copy": partial(copying.copy, window),
        "text.copy_section": desk.text.copy_section,
        "text.show_figure": partial(_show_figure, window),
        "hits.copy": desk.hits.copy_hits,
        "outline.expand_all": desk.outline.expand_all,
        "outline.collapse_all": desk.outline.collapse_all,
        "table.largest": desk.table.sort_largest_first,
        "table.smallest": desk.table.sort_smallest_first,
        "table.report_order": desk.table.restore_order,
        "text.copy_cited": partial(copying.copy_with_citation, window),
        "text.select_all": desk.text.select_all,
        "text.next_figure": desk.text.next_figure,
        "text.previous_figure": desk.text.previous_figure,
        "text.zoom_in": desk.text.zoom_in,
        "text.zoom_out": desk.text.zoom_out,
        "text.zoom_reset": desk.text.zoom_reset,
        "search.open": desk.open_search,
        "search.selection": desk.open_search,
        "search.section": desk.find_in_section,
        "search.next": desk.search.next_hit,
        "search.previous": desk.search.previous_hit,
        "view.outline": partial(desk.show_pane, OUTLINE),
        "view.text": partial(desk.show_pane, TEXT),
        "view.data": partial(desk.show_pane, DATA),
        "view.full_screen": window.set_full_screen,
        "theme.system": partial(_choose_theme, window, "system"),
        "theme.light": partial(_choose_theme, window, "light"),
        "theme.dark": partial(_choose_theme, window, "dark"),
        "theme.contrast_light": partial(_choose_theme, window, "contrast_light"),
        "theme.contrast_dark": partial(_choose_theme, window, "contrast_dark"),
        "theme.switch": partial(_switch_theme, window),
        "size.90": partial(_choose_size, window, 90),
        "size.100": partial(_choose_size, window, 100),
        "size.110": partial(_choose_size, window, 110),
        "size.125": partial(_choose_size, window, 125),
        "size.140": partial(_choose_size, window, 140),
        "size.160": partial(_choose_size, window, 160),
        "view.still": partial(_keep_still, window),
        "language.system": partial(_choose_language, window, "system"),
        "language.zh": partial(_choose_language, window, "zh"),
        "language.en": partial(_choose_language, window, "en"),
        "checks.show": desk.show_checks,
        "checks.next": partial(_step_failure, window, 1),
        "checks.previous": partial(_step_failure, window, -1),
        "checks.memo": desk.checks.save_memo,
        "notes.highlight": partial(annotation_commands.highlight, window),
        "colour.amber": partial(annotation_commands.choose_colour, window, "amber"),
        "colour.green": partial(annotation_commands.choose_colour, window, "green"),
        "colour.teal": partial(annotation_commands.choose_colour, window, "teal"),
        "colour.violet": partial(annotation_commands.choose_colour, window, "violet"),
        "colour.rose": partial(annotation_commands.choose_colour, window, "rose"),
        "notes.bookmark": partial(annotation_commands.bookmark, window),
        "notes.write": partial(annotation_commands.write_note, window),
        "notes.remove": partial(annotation_commands.remove, window),
        "notes.show": desk.show_annotations,
        "notes.next": partial(annotation_commands.step, window, 1),
        "notes.previous": partial(annotation_commands.step, window, -1),
        "notes.export": partial(desk.annotating.save, window),
        "go.back": state.back,
        "go.forward": state.forward,
        "go.to": partial(_go_to, window),
        "go.next_section": partial(_step_section, window, 1),
        "go.previous_section": partial(_step_section, window, -1),
        "go.next_pane": desk.next_pane,
        "help.palette": partial(_open_palette, window),
        "speech.read": partial(_read_aloud, window),
        "speech.stop": desk.speaker.stop,
        "speech.slower": partial(desk.speaker.change_speed, -1),
        "speech.faster": partial(desk.speaker.change_speed, 1),
        "help.guide": partial(_show_guide, window),
        "help.shortcuts": partial(_edit_shortcuts, window),
        "view.terms": partial(_mark_terms, window),
        "help.terms": partial(_show_terms, window),
        "help.reading": partial(_show_reading_report, window),
        "help.about": partial(_show_about, window),
        **correction_handlers(window),
    }


def _open(window: Window) -> None:
    tab = window.tabs.front_tab
    kinds = QCoreApplication.translate("Window", "Reports ({kinds})").format(kinds=" ".join(f"*{e}" for e in ENDINGS))
    everything = QCoreApplication.translate("Window", "All files (*)")
    title = QCoreApplication.translate("Window", "Open reports")
    folder = str(tab.path.parent) if tab and not tab.path.is_relative_to(paths.data()) else documents()
    chosen, _ = QFileDialog.getOpenFileNames(window, title, folder, f"{kinds};;{everything}")
    window.opening.open_all(map(Path, chosen))


def _close_tab(window: Window) -> None:
    window.tabs.close(window.tabs.front)


def _close_other_tabs(window: Window) -> None:
    window.tabs.close_others(window.tabs.front)


def _copy_path(window: Window) -> None:
    if tab := window.tabs.front_tab:
        QGuiApplication.clipboard().setText(str(tab.path.absolute()))
        window.state.notice_given.emit(QCoreApplication.translate("Window", "The path is on the clipboard."))


def _show_in_folder(window: Window) -> None:
    if tab := window.tabs.front_tab:
        show_in_folder(tab.path.absolute())


def _step_section(window: Window, step: int) -> None:
    """To the next section that begins elsewhere, after or before the one that is being read."""
    state = window.state
    if state.analysis is None or state.reading not in state.analysis.section_by_id:
        return
    here = state.analysis.section_by_id[state.reading].start
    sections = state.analysis.sections if step > 0 else state.analysis.sections[::-1]
    elsewhere = (section for section in sections if (section.start - here) * step > 0)
    if section := next(elsewhere, None):
        state.select_section(section)


def _step_failure(window: Window, step: int) -> None:
    window.desk.show_checks()
    if step > 0:
        window.desk.checks.next_failure()
    else:
        window.desk.checks.previous_failure()


def _choose_table(window: Window) -> None:
    window.desk.show_pane(DATA, True)
    window.desk.data.choose_table()


def _show_figure(window: Window) -> None:
    window.desk.show_pane(DATA, True)
    window.desk.text.select_figure_at_cursor()


def _print(window: Window, section: str) -> None:
    from zjviewer.gui.typesetting.report_printing import print_text  # needs QtPrintSupport, which start-up does not

    if window.state.analysis:
        print_text(window, window.state.analysis, section)


def _print_section(window: Window) -> None:
    _print(window, window.state.section.id if window.state.section else "")


def _save_section_pdf(window: Window) -> None:
    _save_pdf(window, window.state.section.id if window.state.section else "")


def _save_pdf(window: Window, section: str = "") -> None:
    """Ask where to, and write; the file dialog has asked before it gives the name of a file that exists."""
    from zjviewer.gui.typesetting.report_printing import save_text_pdf

    analysis = window.state.analysis
    if analysis is None:
        return
    report = analysis.report
    title = analysis.section_by_id[section].title if section else report.title
    name = file_name(report.issuer, str(report.year or ""), title, suffix=".pdf")
    folder = documents()
    asked = QCoreApplication.translate("Window", "Save text as PDF")
    chosen, _ = QFileDialog.getSaveFileName(window, asked, str(Path(folder) / name), "PDF (*.pdf)")
    if not chosen:
        return
    try:
        save_text_pdf(analysis, Path(chosen), section, overwrite=True)
    except Problem as problem:
        window.desk.notice.tell(sentence(problem))
    else:
        saved = QCoreApplication.translate("Window", "Saved as {name}.")
        window.state.notice_given.emit(saved.format(name=Path(chosen).name))


def _choose_theme(window: Window, choice: str) -> None:
    """One of `appearance.THEMES`, now and at the next start."""
    window.settings.change(theme=choice)
    window.appearance.choose_theme(choice)


def _choose_language(window: Window, choice: str) -> None:
    """One of `appearance.LANGUAGES`, now and at the next start."""
    window.settings.change(language=choice)
    window.appearance.choose_language(choice)


def _choose_size(window: Window, per_cent: int) -> None:
    """One of `appearance.SIZES`, now and at the next start."""
    window.settings.change(interface=per_cent)
    window.appearance.choose_size(per_cent)


def _keep_still(window: Window, on: bool) -> None:
    window.settings.change(still=on)
    set_still(on)


def _switch_theme(window: Window) -> None:
    theme = window.appearance.theme
    choice = f"{'contrast_' if theme.contrast else ''}{'light' if theme.dark else 'dark'}"
    window.actions.action(f"theme.{choice}").setChecked(True)
    _choose_theme(window, choice)


def _edit_shortcuts(window: Window) -> None:
    from zjviewer.gui.commands.shortcut_editor import ShortcutEditor

    ShortcutEditor(window)


def _go_to(window: Window) -> None:
    from zjviewer.gui.commands.go_to import open_go_to

    open_go_to(window)


def _open_palette(window: Window) -> None:
    from zjviewer.gui.commands.command_palette import open_palette

    open_palette(window)


def _show_reading_report(window: Window) -> None:
    from zjviewer.gui.help.import_report_dialog import show_reading_report

    if window.state.analysis:
        show_reading_report(window.state, window.appearance, window)


def _show_guide(window: Window) -> None:
    from zjviewer.gui.help.user_guide import show_guide

    show_guide(window)


def _show_about(window: Window) -> None:
    from zjviewer.gui.help.about_dialog import show_about

    show_about(window)


def _mark_terms(window: Window, on: bool) -> None:
    """Now and at the next start."""
    window.settings.change(terms_marked=on)
    window.desk.text.view.mark_terms(on)


def _show_terms(window: Window) -> None:
    """The dialog of terms, at the one that the text's cursor stands on."""
    from zjviewer.gui.help.glossary_dialog import show_terms

    analysis, text = window.state.analysis, window.desk.text
    words = text.selected_text().strip()
    offset = text.cursor_offset() if analysis else 0
    dialog = show_terms(window, words, analysis.report.text if analysis else "", offset)
    dialog.search_asked.connect(window.desk.open_search)


def _read_aloud(window: Window) -> None:
    """What is marked, or from the cursor on; while it reads, pause and go on."""
    text = window.desk.text
    window.desk.speaker.toggle(text.view.selected_span().start if text.selected_text() else text.cursor_offset())
