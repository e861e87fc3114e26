"""Commands that open help: guide, glossary, shortcuts, palette, About."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence

from zjviewer import paths
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.commands.command_table import command_label, menu_path

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Actions
    from zjviewer.gui.commands.context import CommandContext


def help_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers of help, by command id."""
    return {
        "help.palette": partial(_open_palette, context),
        "help.guide": partial(_show_guide, context),
        "help.shortcuts": partial(_edit_shortcuts, context),
        "help.pages": partial(_open_pages, context),
        "help.terms": partial(_show_terms, context),
        "help.reading": partial(_show_reading_report, context),
        "help.about": partial(_show_about, context),
    }


def _edit_shortcuts(context: CommandContext) -> None:
    from zjviewer.gui.commands.shortcut_editor import ShortcutEditor

    ShortcutEditor(context)


def _open_palette(context: CommandContext) -> None:
    from zjviewer.gui.commands.command_palette import open_palette

    open_palette(context)


def _show_reading_report(context: CommandContext) -> None:
    from zjviewer.gui.help.import_report_dialog import show_reading_report

    if context.state.analysis:
        show_reading_report(context.state, context.appearance, context.parent)


def _show_guide(context: CommandContext) -> None:
    from zjviewer.gui.help.user_guide import show_guide

    markdown = guide_text(guide_source(context.appearance.language), context.actions)
    show_guide(context.parent, context.appearance, markdown)


def _open_pages(context: CommandContext) -> None:
    page = paths.documentation()
    if page is None:
        context.state.message_posted.emit(
            QCoreApplication.translate(
                "HelpCommands", "The pages are not part of this installation; python3 main.py docs builds them."
            )
        )
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))


def _show_about(context: CommandContext) -> None:
    from zjviewer.gui.help.about_dialog import show_about

    show_about(context.parent, context.appearance)


def _show_terms(context: CommandContext) -> None:
    """Open the glossary, at the selected term or the one at the text cursor."""
    from zjviewer.gui.help.glossary_dialog import show_terms

    analysis, text = context.state.analysis, context.workspace.text
    selected = text.selected_text().strip()
    offset = text.cursor_offset() if analysis else 0
    content = analysis.report.text if analysis else ""
    dialog = show_terms(context.parent, context.appearance, selected, content, offset)
    dialog.search_asked.connect(context.workspace.open_search)


_PLACEHOLDER = re.compile(r"\{\{(cmd|key|menu):([^}]+)\}\}")


def guide_source(language: str) -> str:
    """Source of the guide, in Markdown with placeholders: `{{cmd:search.open}}` for a command, `{{key:Esc}}` for a key
    that belongs to no command, `{{menu:theme.light}}` for the menu of a command."""
    return (paths.resources() / "guide" / f"{language}.md").read_text(encoding="utf-8")


def guide_text(source: str, actions: Actions) -> str:
    """The guide in Markdown, with placeholders replaced by the names of commands and their current shortcuts."""

    def replacement(match: re.Match[str]) -> str:
        if match[1] == "key":
            return f"`{_native(QKeySequence(match[2]))}`"
        if match[1] == "menu":
            return f"*{menu_path(match[2])}*"
        name = f"**{re.sub(r'[(]&[A-Za-z][)]|&', '', command_label(match[2])).rstrip('…')}**"
        keys = _native(actions.action(match[2]).shortcut())
        template = QCoreApplication.translate("Command", "{command} ({keys})")
        return template.format(command=name, keys=f"`{keys}`") if keys else name

    return _PLACEHOLDER.sub(replacement, source)


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
