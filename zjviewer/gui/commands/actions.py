"""The commands of the table as actions of one window: what the menus, the toolbar and the keys set off."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from zjviewer.gui.commands.command_table import COMMANDS, CONTEXT, MENUS, SUBMENUS, TOOLBAR, Command, command_text
from zjviewer.gui.commands.shortcuts import keys_in_force
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import Theme

Handler = Callable[[], object] | Callable[[bool], object]


class Actions(QObject):
    """The commands as QActions of one window, each tied to what it does."""

    def __init__(self, window: QWidget, theme: Theme, keys: Mapping[str, object] | None = None) -> None:
        super().__init__(window)
        self._by_id: dict[str, QAction] = {}
        self._handlers: Mapping[str, Handler] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._submenus: dict[str, QMenu] = {}
        for command in COMMANDS:
            action = QAction(command_text(command), self)
            action.setObjectName(command.id)
            action.setCheckable(command.switch or bool(command.choice))
            action.setMenuRole(QAction.MenuRole.NoRole)
            if command.choice:
                self._groups.setdefault(command.choice, QActionGroup(self)).addAction(action)
            action.triggered.connect(self._run)
            self._by_id[command.id] = action
        window.addActions(list(self._by_id.values()))
        self._followers: list[tuple[str, QWidget]] = []
        self.apply_shortcuts(keys or {})
        self.show_theme(theme)

    def action(self, id_: str) -> QAction:
        """A command's action, by its id."""
        return self._by_id[id_]

    def submenu(self, name: str) -> QMenu:
        """One of `SUBMENUS`, after the menu bar has been filled."""
        return self._submenus[name]

    def bind_handlers(self, handlers: Mapping[str, Handler]) -> None:
        """Say what each command does. Raises KeyError unless it is just the commands of the table."""
        if unmatched := set(handlers) ^ set(self._by_id):
            raise KeyError(*sorted(unmatched))
        self._handlers = handlers

    def ids(self, group: str) -> tuple[str, ...]:
        """Of the commands of a group, such as `correct`."""
        return tuple(id_ for id_ in self._by_id if id_.startswith(f"{group}."))

    def enable(self, on: bool, *ids: str) -> None:
        """Switch commands on or off by their ids."""
        for id_ in ids:
            self._by_id[id_].setEnabled(on)

    def show_step(self, id_: str, on: bool, words: str) -> None:
        """Say in the menu which step a command would take back or make again."""
        action = self._by_id[id_]
        command = next(command for command in COMMANDS if command.id == id_)
        named = QCoreApplication.translate("Command", "{command}: {what}")
        action.setEnabled(on)
        action.setText(named.format(command=command_text(command), what=words) if words else command_text(command))

    def show(self, on: bool, *ids: str) -> None:
        """Offer commands by their ids, or hide what this system cannot do."""
        for id_ in ids:
            self._by_id[id_].setVisible(on)
            self._by_id[id_].setEnabled(on)

    def apply_shortcuts(self, chosen: Mapping[str, object]) -> None:
        """Take the keys that the reader chose, and those of the table for all other commands."""
        for id_, keys in keys_in_force(chosen).items():
            self._by_id[id_].setShortcuts([QKeySequence(key) for key in keys])
        for command in COMMANDS:
            action = self._by_id[command.id]
            action.setToolTip(_tool_tip(command, action.shortcut()))
        for id_, widget in self._followers:
            widget.setToolTip(self._by_id[id_].toolTip())

    def install_tooltips(self, parent: QWidget) -> None:
        """Let the buttons below a widget whose property `command` names a command tell its name and its keys."""
        buttons = ((button.property("command"), button) for button in parent.findChildren(QAbstractButton))
        self._followers = [(id_, button) for id_, button in buttons if id_]
        for id_, button in self._followers:
            button.setToolTip(self._by_id[id_].toolTip())

    def show_theme(self, theme: Theme) -> None:
        """Draw the icons in another theme."""
        for command in COMMANDS:
            if command.icon:
                self._by_id[command.id].setIcon(icons.icon(command.icon, theme))

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Add the menus of `MENUS`."""
        for title, content in MENUS.items():
            menu = bar.addMenu(QCoreApplication.translate("Menu", title))
            for entry in content.split():
                self._add_to_menu(menu, entry)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Add the buttons of `TOOLBAR`."""
        for entry in TOOLBAR.split():
            if entry == "-":
                bar.addSeparator()
            elif entry == "<->":
                room = QWidget()
                room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(room)
            else:
                bar.addAction(self._by_id[entry])
                bar.widgetForAction(self._by_id[entry]).setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def context_menu(
        self, pane: str, parent: QWidget, off: Collection[str] = (), named: Mapping[str, str] | None = None
    ) -> QMenu:
        """The entries that a pane has for itself as its actions, then its commands of `CONTEXT`; those of `off` grey,
        some under another name.
        """
        menu = QMenu(parent)
        menu.addActions(parent.actions())
        menu.addSeparator()
        for entry in CONTEXT[pane].split():
            self._add_to_context(menu, entry, off, named or {})
        return menu

    def _add_to_context(self, menu: QMenu, entry: str, off: Collection[str], named: Mapping[str, str]) -> None:
        if entry == "-":
            menu.addSeparator()
        elif entry in SUBMENUS:
            below = menu.addMenu(QCoreApplication.translate("Menu", entry))
            for id_ in SUBMENUS[entry].split():
                self._add_to_context(below, id_, off, named)
        elif self._by_id[entry].isVisible():
            action = self._by_id[entry]
            words = named.get(entry, action.text())
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            made = menu.addAction(action.icon(), f"{words}\t{keys}" if keys else words, action.trigger)
            made.setObjectName(entry)
            made.setEnabled(action.isEnabled() and entry not in off)
            made.setCheckable(action.isCheckable())
            made.setChecked(action.isChecked())

    def _add_to_menu(self, menu: QMenu, entry: str) -> None:
        if entry == "-":
            menu.addSeparator()
        elif entry in SUBMENUS:
            below = self._submenus[entry] = menu.addMenu(QCoreApplication.translate("Menu", entry))
            for id_ in SUBMENUS[entry].split():
                self._add_to_menu(below, id_)
        else:
            menu.addAction(self._by_id[entry])

    def _run(self, checked: bool) -> None:
        action = self.sender()
        handler = self._handlers.get(action.objectName())
        if handler is None:  # asked for in the moment between the first frame and the last pane
            return
        if action.isCheckable() and action.actionGroup() is None:
            handler(checked)
        else:
            handler()


def _tool_tip(command: Command, shortcut: QKeySequence) -> str:
    name = command_text(command).rstrip("…")
    keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({keys})" if keys else name
