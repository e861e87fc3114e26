"""The command palette: all commands, found by their Chinese or English name or by pinyin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence

from zjviewer import paths
from zjviewer.core.search.name_ranking import rank_match
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import COMMANDS, menu_path
from zjviewer.gui.widgets.filter_popup import FilterPopup
from zjviewer.gui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext

RECENT = 12
"""Number of commands last run from the palette that are listed first."""


def open_palette(context: CommandContext) -> FilterPopup:
    """Open the palette. The chosen command is run with the focus where it was before."""
    workspace, recent = context.workspace, context.settings.preferences.commands
    hint = QCoreApplication.translate("Palette", "What to do? By name, English name or pinyin")
    chinese = QTranslator()
    chinese.load(str(paths.resources() / "translations" / "zjviewer_zh_CN.qm"))
    names = {command.id: chinese.translate("Command", command.text) or "" for command in COMMANDS}
    popup = FilterPopup(
        workspace, workspace.text, context.appearance.theme, hint, partial(candidates, context.actions, names, recent)
    )
    popup.picked.connect(partial(_run, context))
    return popup


def candidates(actions: Actions, chinese: dict[str, str], recent: tuple[str, ...], typed: str) -> list[PickItem]:
    """Matching commands, best match first; of equal matches, those run recently first; disabled commands last."""
    matches = []
    for index, command in enumerate(COMMANDS):
        action = actions.action(command.id)
        name = action.text().rstrip("…")
        rank = rank_match(typed, name, command.text, chinese[command.id], command.id)
        if rank is None or command.id == "help.palette" or not action.isVisible():
            continue
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        recency = recent.index(command.id) if command.id in recent else len(recent)
        order = (not action.isEnabled(), rank, recency, index)
        icon = command.icon or ("confirmed" if action.isChecked() else "")
        item = PickItem(name, command.id, menu_path(command.id), keys, icon, action.isEnabled())
        matches.append((order, item))
    return [item for _, item in sorted(matches, key=lambda pair: pair[0])]


def _run(context: CommandContext, id_: str) -> None:
    others = (other for other in context.settings.preferences.commands if other != id_)
    context.settings.change(commands=(id_, *others)[:RECENT])
    context.actions.action(id_).trigger()
