"""The command palette: every command of the window by what it is called, in Chinese, in English or in pinyin."""

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
"""Commands run from the palette that stand first in it."""


def open_palette(context: CommandContext) -> FilterPopup:
    """Offer the commands; the one that is picked is run where the focus was before."""
    desk, recent = context.workspace, context.settings.preferences.commands
    hint = QCoreApplication.translate("Palette", "What to do? By name, English name or pinyin")
    chinese = QTranslator()
    chinese.load(str(paths.resources() / "translations" / "zjviewer_zh_CN.qm"))
    names = {command.id: chinese.translate("Command", command.text) for command in COMMANDS}
    picker = FilterPopup(
        desk, desk.text, context.appearance.theme, hint, partial(candidates, context.actions, names, recent)
    )
    picker.picked.connect(partial(_run, context))
    return picker


def candidates(actions: Actions, chinese: dict[str, str], recent: tuple[str, ...], typed: str) -> list[PickItem]:
    """Best first; those run lately before others that answer as well, those that cannot be run now at the end."""
    found = []
    for place, command in enumerate(COMMANDS):
        action = actions.action(command.id)
        name = action.text().rstrip("…")
        how_well = rank_match(typed, name, command.text, chinese[command.id], command.id)
        if how_well is None or command.id == "help.palette" or not action.isVisible():
            continue
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        lately = recent.index(command.id) if command.id in recent else len(recent)
        order = (not action.isEnabled(), how_well, lately, place)
        icon = command.icon or ("confirmed" if action.isChecked() else "")
        candidate = PickItem(name, command.id, menu_path(command.id), keys, icon, action.isEnabled())
        found.append((order, candidate))
    return [candidate for _, candidate in sorted(found, key=lambda pair: pair[0])]


def _run(context: CommandContext, id_: str) -> None:
    before = (other for other in context.settings.preferences.commands if other != id_)
    context.settings.change(commands=(id_, *before)[:RECENT])
    context.actions.action(id_).trigger()
