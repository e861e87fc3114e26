"""The menus of the right mouse button, one for each pane, filled from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import NEEDS_FIGURE, NEEDS_WORDS
from zjviewer.gui.workspace.workspace import Workspace

_LONGEST = 20
"""Characters of marked words that an entry of the menu names."""


class ContextMenus(QObject):
    """Opens them for the panes of one desk; a child of it, so that it goes with it."""

    def __init__(self, actions: Actions, desk: Workspace) -> None:
        super().__init__(desk)
        self._actions = actions
        self._desk = desk
        views = {
            "text": desk.text.view,
            "outline": desk.outline.view,
            "hits": desk.hits.view,
            "chart": desk.chart,
            "table": desk.table.view,
            "checks": desk.checks.view,
            "annotations": desk.annotations.view,
        }
        for pane, view in views.items():
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._open, pane, view))

    def _open(self, pane: str, view: QWidget, at: QPoint) -> None:
        if hasattr(owner := getattr(self._desk, pane), "point_at"):
            owner.point_at(at)
        off, named = self._for_text() if pane == "text" else ((), {})
        menu = self._actions.context_menu(pane, view, off, named)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(getattr(view, "viewport", lambda: view)().mapToGlobal(at))

    def _for_text(self) -> tuple[tuple[str, ...], Mapping[str, str]]:
        """Commands that mean nothing where the text's cursor is, and entries that name what they are about."""
        text = self._desk.text
        off = () if text.figure_at_cursor() else tuple(NEEDS_FIGURE.split())
        words = text.selected_text().strip().partition("\n")[0]
        if not words:
            return (*off, *NEEDS_WORDS.split()), {}
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        find = QCoreApplication.translate("Command", "Find “{words}”").format(words=short)
        return off, {"search.selection": find}
