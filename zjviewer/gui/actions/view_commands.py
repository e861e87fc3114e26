"""Commands for the appearance of the window, and for reading aloud."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.theme.appearance import LANGUAGES, SIZES, THEMES, set_motion_reduced
from zjviewer.gui.workspace.page_arrangement import PagesShown
from zjviewer.gui.workspace.workspace import TEXT

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext


def view_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers for themes, sizes, languages and speech, by command id."""
    return {
        "text.zoom_in": partial(context.workspace.pages.change_zoom, 1),
        "text.zoom_out": partial(context.workspace.pages.change_zoom, -1),
        "text.zoom_reset": partial(context.workspace.pages.change_zoom, 0),
        "pages.beside": partial(_show_pages, context, "beside"),
        "pages.only": partial(_show_pages, context, "only"),
        "pages.fit": context.workspace.pages.fit_width,
        "view.full_screen": context.set_full_screen,
        **{f"theme.{choice}": partial(_set_theme, context, choice) for choice in THEMES},
        "theme.switch": partial(_switch_theme, context),
        **{f"size.{per_cent}": partial(_set_size, context, per_cent) for per_cent in SIZES},
        "view.still": partial(_set_reduced_motion, context),
        **{f"language.{choice}": partial(_set_language, context, choice) for choice in LANGUAGES},
        "speech.read": partial(_read_aloud, context),
        "speech.stop": context.workspace.speaker.stop,
        "speech.slower": partial(context.workspace.speaker.change_speed, -1),
        "speech.faster": partial(context.workspace.speaker.change_speed, 1),
        "view.terms": partial(_mark_terms, context),
    }


def _show_pages(context: CommandContext, choice: PagesShown, on: bool) -> None:
    """Show the original pages in this arrangement, or the text only."""
    context.workspace.show_pane(TEXT, True)
    context.workspace.pages.choose(choice if on else "")


def _set_theme(context: CommandContext, choice: str) -> None:
    """Apply and save one of `appearance.THEMES`."""
    context.settings.change(theme=choice)
    context.appearance.choose_theme(choice)


def _set_language(context: CommandContext, choice: str) -> None:
    """Apply and save one of `appearance.LANGUAGES`."""
    context.settings.change(language=choice)
    context.appearance.choose_language(choice)


def _set_size(context: CommandContext, per_cent: int) -> None:
    """Apply and save one of `appearance.SIZES`."""
    context.settings.change(interface=per_cent)
    context.appearance.choose_size(per_cent)


def _set_reduced_motion(context: CommandContext, on: bool) -> None:
    context.settings.change(still=on)
    set_motion_reduced(on)


def _switch_theme(context: CommandContext) -> None:
    theme = context.appearance.theme
    choice = f"{'contrast_' if theme.contrast else ''}{'light' if theme.dark else 'dark'}"
    context.actions.action(f"theme.{choice}").setChecked(True)
    _set_theme(context, choice)


def _mark_terms(context: CommandContext, on: bool) -> None:
    """Show or hide the underlines of technical terms, and save the choice."""
    context.settings.change(terms_marked=on)
    context.workspace.text.view.mark_terms(on)


def _read_aloud(context: CommandContext) -> None:
    """Start reading aloud at the selection or the cursor; pause or resume while reading."""
    text = context.workspace.text
    context.workspace.speaker.toggle(text.view.selected_span().start if text.selected_text() else text.cursor_offset())
