"""Commands that open help: guide, terms, shortcuts, palette, About."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from zjviewer import paths
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.commands.command_table import menu_path

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Actions
    from zjviewer.gui.commands.context import CommandContext


def help_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers of help, by the ids of their commands."""
    return {
        "help.palette": partial(_open_palette, context),
        "help.guide": partial(_show_guide, context),
        "help.shortcuts": partial(_edit_shortcuts, context),
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

    markdown = guide_words(guide_source(context.appearance.language), context.actions)
    show_guide(context.parent, context.appearance, markdown)


def _show_about(context: CommandContext) -> None:
    from zjviewer.gui.help.about_dialog import show_about

    show_about(context.parent)


def _show_terms(context: CommandContext) -> None:
    """The dialog of terms, at the one that the text's cursor stands on."""
    from zjviewer.gui.help.glossary_dialog import show_terms

    analysis, text = context.state.analysis, context.workspace.text
    words = text.selected_text().strip()
    offset = text.cursor_offset() if analysis else 0
    dialog = show_terms(context.parent, words, analysis.report.text if analysis else "", offset)
    dialog.search_asked.connect(context.workspace.open_search)


_MARK = re.compile(r"\{\{(cmd|key|menu):([^}]+)\}\}")


def guide_source(language: str) -> str:
    """The guide as it is written: `{{cmd:search.open}}` for a command, `{{key:Esc}}` for a key that no command has,
    `{{menu:theme.light}}` for the menu in which a command stands."""
    return (paths.resources() / "guide" / f"{language}.md").read_text(encoding="utf-8")


def guide_words(source: str, actions: Actions) -> str:
    """The guide as Markdown, with the names of commands and the shortcuts that they have now."""

    def told(mark: re.Match[str]) -> str:
        if mark[1] == "key":
            return f"`{_native(QKeySequence(mark[2]))}`"
        if mark[1] == "menu":
            return f"*{menu_path(mark[2])}*"
        action = actions.action(mark[2])
        name = re.sub(r"\(&\w\)|&", "", action.text().partition(": ")[0]).rstrip("…")
        keys = _native(action.shortcut())
        return f"**{name}** (`{keys}`)" if keys else f"**{name}**"

    return _MARK.sub(told, source)


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
