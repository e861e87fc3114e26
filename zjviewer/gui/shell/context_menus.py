"""Context menus of the panes, filled from the command table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import COMMANDS
from zjviewer.gui.workspace.workspace import Workspace

_LONGEST = 20
"""Characters of the selected text that a menu entry shows."""


class ContextMenus(QObject):
    """Opens the context menus of the panes of one workspace. A child of the workspace."""

    def __init__(self, actions: Actions, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._actions = actions
        self._workspace = workspace
        views = {
            "text": workspace.text.view,
            "outline": workspace.outline.view,
            "hits": workspace.hits.view,
            "chart": workspace.chart,
            "table": workspace.table.view,
            "figures": workspace.figures.view,
            "checks": workspace.checks.view,
            "annotations": workspace.annotations.view,
        }
        for pane, view in views.items():
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._open, pane, view))

    def _open(self, pane: str, view: QWidget, at: QPoint) -> None:
        if hasattr(owner := getattr(self._workspace, pane), "point_at"):
            owner.point_at(at)
        disabled, labels = self._for_text() if pane == "text" else ((), {})
        menu = self._actions.context_menu(pane, view, disabled, labels)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(getattr(view, "viewport", lambda: view)().mapToGlobal(at))

    def _for_text(self) -> tuple[tuple[str, ...], Mapping[str, str]]:
        """Ids of commands that are disabled at the text cursor, and labels that name the selected text, by id."""
        text = self._workspace.text
        selected = text.selected_text().strip().partition("\n")[0]
        met = {"selection": bool(selected), "figure": text.figure_at_cursor() is not None}
        disabled = tuple(command.id for command in COMMANDS if not met.get(command.needs_at_cursor, True))
        if not selected:
            return disabled, {}
        short = selected if len(selected) <= _LONGEST else f"{selected[:_LONGEST]}…"
        find = QCoreApplication.translate("Command", "Find “{words}”").format(words=short)
        return disabled, {"search.selection": find}
