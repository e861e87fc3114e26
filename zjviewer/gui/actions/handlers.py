"""Handlers of all commands of the table, collected from the command modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from zjviewer.gui.actions.annotation_commands import annotation_handlers
from zjviewer.gui.actions.correction_commands import correction_handlers
from zjviewer.gui.actions.file_commands import file_handlers
from zjviewer.gui.actions.help_commands import help_handlers
from zjviewer.gui.actions.navigation_commands import navigation_handlers
from zjviewer.gui.actions.view_commands import view_handlers

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Handler
    from zjviewer.gui.commands.context import CommandContext


def handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers by command id."""
    return {
        **file_handlers(context),
        **navigation_handlers(context),
        **annotation_handlers(context),
        **correction_handlers(context),
        **view_handlers(context),
        **help_handlers(context),
    }
