"""Every command of the window, once: menus, toolbar, shortcuts and the list of shortcuts are made from here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from zjviewer.gui import icons
from zjviewer.gui.theme import Theme

Handler = Callable[[], object] | Callable[[bool], object]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the reader can ask for."""

    id: str
    text: str
    """In English, for menus; an ellipsis says that a question follows."""
    keys: str = ""
    """Shortcuts, divided by a space; the first is shown in the menu."""
    icon: str = ""
    choice: str = ""
    """Name of the group of which just one command is switched on."""
    switch: bool = False
    """On or off; its handler takes a bool."""


COMMANDS = (
    Command("file.open", QT_TRANSLATE_NOOP("Command", "Open…"), "Ctrl+O", "open"),
    Command("file.bundled", QT_TRANSLATE_NOOP("Command", "Open the bundled report"), "", "file"),
    Command("file.reload", QT_TRANSLATE_NOOP("Command", "Reload"), "F5 Ctrl+R", "reload"),
    Command("file.stop", QT_TRANSLATE_NOOP("Command", "Stop opening"), "Esc"),
    Command("recent.clear", QT_TRANSLATE_NOOP("Command", "Clear this list")),
    Command("encoding.automatic", QT_TRANSLATE_NOOP("Command", "Automatic"), choice="encoding"),
    Command("encoding.utf8", "UTF-8", choice="encoding"),
    Command("encoding.gb18030", "GB18030 (GBK, GB2312)", choice="encoding"),
    Command("encoding.big5", "Big5", choice="encoding"),
    Command("encoding.utf16", "UTF-16", choice="encoding"),
    Command("chart.export", QT_TRANSLATE_NOOP("Command", "Save chart…"), "Ctrl+E", "image"),
    Command("chart.export_all", QT_TRANSLATE_NOOP("Command", "Save all charts…"), "Ctrl+Shift+E", "folder-all"),
    Command("table.export", QT_TRANSLATE_NOOP("Command", "Save table…"), "Ctrl+S", "export"),
    Command("table.export_all", QT_TRANSLATE_NOOP("Command", "Save all tables…"), "Ctrl+Shift+S"),
    Command("file.print", QT_TRANSLATE_NOOP("Command", "Print…"), "Ctrl+P", "print"),
    Command("file.print_section", QT_TRANSLATE_NOOP("Command", "Print this section…"), "", ""),
    Command("file.save_pdf", QT_TRANSLATE_NOOP("Command", "Save text as PDF…"), "Ctrl+Shift+P", ""),
    Command("file.save_section_pdf", QT_TRANSLATE_NOOP("Command", "Save this section as PDF…"), "", ""),
    Command("file.quit", QT_TRANSLATE_NOOP("Command", "Quit"), "Ctrl+Q", ""),
    Command("edit.undo", QT_TRANSLATE_NOOP("Command", "Undo"), "Ctrl+Z", "undo"),
    Command("edit.redo", QT_TRANSLATE_NOOP("Command", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo"),
    Command("edit.copy", QT_TRANSLATE_NOOP("Command", "Copy"), "Ctrl+C", "copy"),
    Command("text.copy_cited", QT_TRANSLATE_NOOP("Command", "Copy with citation"), "Ctrl+Shift+C", "quote"),
    Command("chart.copy", QT_TRANSLATE_NOOP("Command", "Copy chart"), "Ctrl+Alt+C", "image"),
    Command("table.copy", QT_TRANSLATE_NOOP("Command", "Copy table"), "Ctrl+Alt+T", "table"),
    Command("text.select_all", QT_TRANSLATE_NOOP("Command", "Select all"), "", ""),
    Command("search.open", QT_TRANSLATE_NOOP("Command", "Find…"), "Ctrl+F", "search"),
    Command("search.next", QT_TRANSLATE_NOOP("Command", "Next hit"), "F3 Ctrl+G", "next"),
    Command("search.previous", QT_TRANSLATE_NOOP("Command", "Previous hit"), "Shift+F3 Ctrl+Shift+G", "previous"),
    Command("view.outline", QT_TRANSLATE_NOOP("Command", "Outline"), "F9", "outline", switch=True),
    Command("view.text", QT_TRANSLATE_NOOP("Command", "Text"), "Ctrl+F9", "text", switch=True),
    Command("view.data", QT_TRANSLATE_NOOP("Command", "Tables and charts"), "Shift+F9", "data", switch=True),
    Command("text.zoom_in", QT_TRANSLATE_NOOP("Command", "Larger text"), "Ctrl++ Ctrl+=", "zoom-in"),
    Command("text.zoom_out", QT_TRANSLATE_NOOP("Command", "Smaller text"), "Ctrl+-", "zoom-out"),
    Command("text.zoom_reset", QT_TRANSLATE_NOOP("Command", "Normal text size"), "Ctrl+0", "zoom-reset"),
    Command("theme.system", QT_TRANSLATE_NOOP("Command", "As the system"), "", "theme", choice="theme"),
    Command("theme.light", QT_TRANSLATE_NOOP("Command", "Light"), "", "sun", choice="theme"),
    Command("theme.dark", QT_TRANSLATE_NOOP("Command", "Dark"), "", "moon", choice="theme"),
    Command("theme.switch", QT_TRANSLATE_NOOP("Command", "Switch between light and dark"), "F8", "theme"),
    Command("language.system", QT_TRANSLATE_NOOP("Command", "As the system"), choice="language"),
    Command("language.zh", "简体中文", choice="language"),
    Command("language.en", "English", choice="language"),
    Command("view.full_screen", QT_TRANSLATE_NOOP("Command", "Full screen"), "F11", "full-screen", switch=True),
    Command("go.back", QT_TRANSLATE_NOOP("Command", "Back"), "Alt+Left", "back"),
    Command("go.forward", QT_TRANSLATE_NOOP("Command", "Forward"), "Alt+Right", "forward"),
    Command("go.next_section", QT_TRANSLATE_NOOP("Command", "Next section"), "Ctrl+Down", "next"),
    Command("go.previous_section", QT_TRANSLATE_NOOP("Command", "Previous section"), "Ctrl+Up", "previous"),
    Command("text.next_figure", QT_TRANSLATE_NOOP("Command", "Next figure"), "Alt+Down"),
    Command("text.previous_figure", QT_TRANSLATE_NOOP("Command", "Previous figure"), "Alt+Up"),
    Command("chart.next", QT_TRANSLATE_NOOP("Command", "Next chart of this table"), "Ctrl+Alt+Right", "chart"),
    Command("table.choose", QT_TRANSLATE_NOOP("Command", "Choose a table"), "Ctrl+T", "table"),
    Command("table.next", QT_TRANSLATE_NOOP("Command", "Next table"), "Ctrl+PgDown"),
    Command("table.previous", QT_TRANSLATE_NOOP("Command", "Previous table"), "Ctrl+PgUp"),
    Command("checks.show", QT_TRANSLATE_NOOP("Command", "Checks"), "F7", "checks"),
    Command("checks.next", QT_TRANSLATE_NOOP("Command", "Next check that fails"), "F4", "differs"),
    Command("checks.previous", QT_TRANSLATE_NOOP("Command", "Previous check that fails"), "Shift+F4"),
    Command("checks.memo", QT_TRANSLATE_NOOP("Command", "Save memo of checks…"), "Ctrl+M", "memo"),
    Command("go.next_pane", QT_TRANSLATE_NOOP("Command", "Next pane"), "F6"),
    Command("help.shortcuts", QT_TRANSLATE_NOOP("Command", "Keyboard shortcuts"), "F1", "keyboard"),
    Command("help.reading", QT_TRANSLATE_NOOP("Command", "Reading report"), "Ctrl+I", "info"),
    Command("help.about", QT_TRANSLATE_NOOP("Command", "About zjviewer"), "", ""),
)

MENUS = {
    QT_TRANSLATE_NOOP("Menu", "&File"): """
        file.open Recent file.bundled - file.reload Encoding file.stop -
        chart.export chart.export_all table.export table.export_all checks.memo -
        file.print file.print_section file.save_pdf file.save_section_pdf - file.quit""",
    QT_TRANSLATE_NOOP("Menu", "&Edit"): """
        edit.undo edit.redo - edit.copy text.copy_cited chart.copy table.copy text.select_all -
        search.open search.next search.previous""",
    QT_TRANSLATE_NOOP("Menu", "&View"): """
        view.outline view.text view.data - text.zoom_in text.zoom_out text.zoom_reset - Theme Language -
        view.full_screen""",
    QT_TRANSLATE_NOOP("Menu", "&Go"): """
        go.back go.forward - go.next_section go.previous_section - text.next_figure text.previous_figure -
        table.choose table.next table.previous chart.next - checks.show checks.next checks.previous - go.next_pane""",
    QT_TRANSLATE_NOOP("Menu", "&Help"): "help.shortcuts help.reading - help.about",
}
"""Titles and contents: ids of commands, `-` for a line, the name of a submenu."""

SUBMENUS = {
    QT_TRANSLATE_NOOP("Menu", "Recent"): "- recent.clear",
    QT_TRANSLATE_NOOP("Menu", "Encoding"): """
        encoding.automatic - encoding.utf8 encoding.gb18030 encoding.big5 encoding.utf16""",
    QT_TRANSLATE_NOOP("Menu", "Theme"): "theme.system theme.light theme.dark - theme.switch",
    QT_TRANSLATE_NOOP("Menu", "Language"): "language.system language.zh language.en",
}

TOOLBAR = """
    view.outline - file.open - go.back go.forward - text.zoom_out text.zoom_in <->
    search.open checks.show - file.print chart.export table.export - theme.switch view.data"""
"""As in MENUS; `<->` takes all the room that is left."""


def words_of(command: Command) -> str:
    """What it is called, in the language of the window."""
    return QCoreApplication.translate("Command", command.text)


def words_of_id(id_: str) -> str:
    """The same, by its id."""
    return words_of(next(command for command in COMMANDS if command.id == id_))


class Actions(QObject):
    """The commands as QActions of one window, each tied to what it does."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._by_id: dict[str, QAction] = {}
        self._handlers: Mapping[str, Handler] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._submenus: dict[str, QMenu] = {}
        for command in COMMANDS:
            action = QAction(words_of(command), self)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys.split()])
            action.setToolTip(_tool_tip(command))
            action.setCheckable(command.switch or bool(command.choice))
            action.setMenuRole(QAction.MenuRole.NoRole)
            if command.choice:
                self._groups.setdefault(command.choice, QActionGroup(self)).addAction(action)
            action.triggered.connect(self._run)
            self._by_id[command.id] = action
        window.addActions(list(self._by_id.values()))
        self.show_theme(theme)

    def action(self, id_: str) -> QAction:
        """A command's action, by its id."""
        return self._by_id[id_]

    def submenu(self, name: str) -> QMenu:
        """One of `SUBMENUS`, after the menu bar has been filled."""
        return self._submenus[name]

    def connect_to(self, handlers: Mapping[str, Handler]) -> None:
        """Say what each command does. Raises KeyError unless it is just the commands of the table."""
        if unmatched := set(handlers) ^ set(self._by_id):
            raise KeyError(*sorted(unmatched))
        self._handlers = handlers

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
        action.setText(named.format(command=words_of(command), what=words) if words else words_of(command))

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


def _tool_tip(command: Command) -> str:
    keys = (
        QKeySequence(command.keys.split()[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.keys else ""
    )
    name = words_of(command).rstrip("…")
    return f"{name} ({keys})" if keys else name


def shortcuts() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Menu titles with the commands in them that have shortcuts, and these; no command twice."""
    by_id = {command.id: command for command in COMMANDS}
    found = []
    for title, content in MENUS.items():
        ids = [id_ for entry in content.split() for id_ in SUBMENUS.get(entry, entry).split()]
        lines = [
            (words_of(by_id[id_]).rstrip("…"), by_id[id_].keys.split()) for id_ in ids if id_ != "-" and by_id[id_].keys
        ]
        found.append((QCoreApplication.translate("Menu", title).replace("&", ""), lines))
    return found
