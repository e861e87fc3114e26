"""The commands of the table as QActions of one window, for menus, toolbar and shortcuts."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from zjviewer.gui.commands.command_table import (
    COMMANDS,
    CONTEXT,
    MENUS,
    SUBMENUS,
    TOOLBAR,
    WORDED,
    Command,
    command_label,
    command_text,
)
from zjviewer.gui.commands.shortcuts import keys_in_force
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import Theme

Handler = Callable[..., object]
"""Function of a command; takes a bool if the command is a switch, else nothing."""


class Actions(QObject):
    """The QActions of one window, by the ids of their commands, and the handlers that they call."""

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
            action.setIconVisibleInMenu(not action.isCheckable())  # so that menus show a tick
            action.setMenuRole(QAction.MenuRole.NoRole)
            if command.choice:
                self._groups.setdefault(command.choice, QActionGroup(self)).addAction(action)
            action.triggered.connect(self._run)
            self._by_id[command.id] = action
        window.addActions(list(self._by_id.values()))
        self._buttons_in: QWidget | None = None
        self.apply_shortcuts(keys or {})
        self.show_theme(theme)

    def action(self, id_: str) -> QAction:
        """The action of a command, by its id."""
        return self._by_id[id_]

    def submenu(self, name: str) -> QMenu:
        """The menu of one of `SUBMENUS`; available once the menu bar has been filled."""
        return self._submenus[name]

    def bind_handlers(self, handlers: Mapping[str, Handler]) -> None:
        """Set the handler of each command. Raises KeyError unless the ids are exactly those of the table."""
        if unmatched := set(handlers) ^ set(self._by_id):
            raise KeyError(*sorted(unmatched))
        self._handlers = handlers

    def describe(self, id_: str, what: str) -> None:
        """Add to the label of a command what it would act on, such as the change that is undone; empty removes it."""
        template = QCoreApplication.translate("Command", "{command}: {what}")
        label = command_label(id_)
        self._by_id[id_].setText(template.format(command=label, what=what) if what else label)

    def apply_shortcuts(self, chosen: Mapping[str, object]) -> None:
        """Apply custom shortcuts by id, and the default ones to all other commands; updates the tooltips."""
        for id_, keys in keys_in_force(chosen).items():
            self._by_id[id_].setShortcuts([QKeySequence(key) for key in keys])
        for command in COMMANDS:
            action = self._by_id[command.id]
            action.setToolTip(_tool_tip(command, action.shortcut()))
        self._show_tooltips()

    def install_tooltips(self, parent: QWidget) -> None:
        """Set tooltips with name and shortcut on buttons in a widget that have a command id as property `command`, and
        again whenever the shortcuts change."""
        self._buttons_in = parent
        self._show_tooltips()

    def show_theme(self, theme: Theme) -> None:
        """Repaint the icons in another theme."""
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
                space = QWidget()
                space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(space)
            else:
                bar.addAction(self._by_id[entry])
                button = bar.widgetForAction(self._by_id[entry])
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if entry in WORDED and isinstance(button, QToolButton):
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def context_menu(
        self, pane: str, parent: QWidget, disabled: Collection[str] = (), labels: Mapping[str, str] | None = None
    ) -> QMenu:
        """Context menu of a pane: its own actions, then its commands of `CONTEXT`. Some can be disabled or have another
        label, by id."""
        menu = QMenu(parent)
        menu.addActions(parent.actions())
        menu.addSeparator()
        for entry in CONTEXT[pane].split():
            self._add_to_context(menu, entry, disabled, labels or {})
        return menu

    def _show_tooltips(self) -> None:
        """Buttons are looked up each time: those of panes that have been replaced are deleted at any moment."""
        if self._buttons_in is None:
            return
        for button in self._buttons_in.findChildren(QAbstractButton):
            if id_ := button.property("command"):
                action = self._by_id[id_]
                button.setToolTip(action.toolTip())
                if not button.text() and not button.accessibleName():
                    button.setAccessibleName(action.text().rstrip("…"))

    def _add_to_context(self, menu: QMenu, entry: str, disabled: Collection[str], labels: Mapping[str, str]) -> None:
        if entry == "-":
            menu.addSeparator()
        elif entry in SUBMENUS:
            submenu = menu.addMenu(QCoreApplication.translate("Menu", entry))
            for id_ in SUBMENUS[entry].split():
                self._add_to_context(submenu, id_, disabled, labels)
        elif self._by_id[entry].isVisible():
            action = self._by_id[entry]
            label = labels.get(entry, action.text())
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            menu_action = menu.addAction(action.icon(), f"{label}\t{keys}" if keys else label, action.trigger)
            menu_action.setObjectName(entry)
            menu_action.setEnabled(action.isEnabled() and entry not in disabled)
            menu_action.setCheckable(action.isCheckable())
            menu_action.setIconVisibleInMenu(action.isIconVisibleInMenu())
            menu_action.setChecked(action.isChecked())

    def _add_to_menu(self, menu: QMenu, entry: str) -> None:
        if entry == "-":
            menu.addSeparator()
        elif entry in SUBMENUS:
            submenu = self._submenus[entry] = menu.addMenu(QCoreApplication.translate("Menu", entry))
            for id_ in SUBMENUS[entry].split():
                self._add_to_menu(submenu, id_)
        else:
            menu.addAction(self._by_id[entry])

    def _run(self, checked: bool) -> None:
        action = self.sender()
        handler = self._handlers.get(action.objectName())
        if handler is None or not isinstance(action, QAction):  # triggered before all panes are built
            return
        if action.isCheckable() and action.actionGroup() is None:
            handler(checked)
        else:
            handler()


def _tool_tip(command: Command, shortcut: QKeySequence) -> str:
    name = command_text(command).rstrip("…")
    keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
    template = QCoreApplication.translate("Command", "{command} ({keys})")
    return template.format(command=name, keys=keys) if keys else name
