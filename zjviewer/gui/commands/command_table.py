"""Every command of the window, once: menus, toolbar, context menus, palette and shortcuts are made from here."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP


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
    Command("library.show", QT_TRANSLATE_NOOP("Command", "Library"), "Ctrl+L", "library"),
    Command("file.reload", QT_TRANSLATE_NOOP("Command", "Reload"), "F5 Ctrl+R", "reload"),
    Command("tab.close", QT_TRANSLATE_NOOP("Command", "Close report"), "Ctrl+W", "close"),
    Command("tab.close_others", QT_TRANSLATE_NOOP("Command", "Close the other reports")),
    Command("tab.reopen", QT_TRANSLATE_NOOP("Command", "Reopen closed report"), "Ctrl+Shift+T"),
    Command("tab.copy_path", QT_TRANSLATE_NOOP("Command", "Copy path of the file")),
    Command("tab.show_in_folder", QT_TRANSLATE_NOOP("Command", "Show file in its folder")),
    Command("tab.next", QT_TRANSLATE_NOOP("Command", "Next report"), "Ctrl+Tab"),
    Command("tab.previous", QT_TRANSLATE_NOOP("Command", "Previous report"), "Ctrl+Shift+Tab"),
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
    Command("file.save_pdf", QT_TRANSLATE_NOOP("Command", "Save text as PDF…"), "", ""),
    Command("file.save_section_pdf", QT_TRANSLATE_NOOP("Command", "Save this section as PDF…"), "", ""),
    Command("file.quit", QT_TRANSLATE_NOOP("Command", "Quit"), "Ctrl+Q", ""),
    Command("edit.undo", QT_TRANSLATE_NOOP("Command", "Undo"), "Ctrl+Z", "undo"),
    Command("edit.redo", QT_TRANSLATE_NOOP("Command", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo"),
    Command("edit.copy", QT_TRANSLATE_NOOP("Command", "Copy"), "Ctrl+C", "copy"),
    Command("text.copy_cited", QT_TRANSLATE_NOOP("Command", "Copy with citation"), "Ctrl+Shift+C", "quote"),
    Command("text.copy_section", QT_TRANSLATE_NOOP("Command", "Copy this section"), "", "copy"),
    Command("hits.copy", QT_TRANSLATE_NOOP("Command", "Copy the list of hits"), "", "list"),
    Command("chart.copy", QT_TRANSLATE_NOOP("Command", "Copy chart"), "Ctrl+Alt+C", "image"),
    Command("table.copy", QT_TRANSLATE_NOOP("Command", "Copy table"), "Ctrl+Alt+T", "table"),
    Command("text.select_all", QT_TRANSLATE_NOOP("Command", "Select all"), "", ""),
    Command("correct.describe", QT_TRANSLATE_NOOP("Command", "About this report…"), "Ctrl+Shift+I", "info"),
    Command("correct.heading", QT_TRANSLATE_NOOP("Command", "Make this a heading…"), "Ctrl+Alt+H", "section"),
    Command("correct.rename", QT_TRANSLATE_NOOP("Command", "Change heading…"), "F2"),
    Command("correct.promote", QT_TRANSLATE_NOOP("Command", "One level up"), "Alt+Shift+Left"),
    Command("correct.demote", QT_TRANSLATE_NOOP("Command", "One level down"), "Alt+Shift+Right"),
    Command("correct.remove", QT_TRANSLATE_NOOP("Command", "This is no heading"), "Ctrl+Shift+Backspace"),
    Command("correct.restore", QT_TRANSLATE_NOOP("Command", "Heading as it was found")),
    Command("correct.bind", QT_TRANSLATE_NOOP("Command", "Bind figure to a measure…"), "Ctrl+Alt+M"),
    Command("correct.free", QT_TRANSLATE_NOOP("Command", "Free figure from its measure")),
    Command("correct.table", QT_TRANSLATE_NOOP("Command", "Make a table of these figures…"), "Ctrl+Alt+N", "table"),
    Command("correct.remove_table", QT_TRANSLATE_NOOP("Command", "Remove this table")),
    Command("search.open", QT_TRANSLATE_NOOP("Command", "Find…"), "Ctrl+F", "search"),
    Command("search.next", QT_TRANSLATE_NOOP("Command", "Next hit"), "F3", "next"),
    Command("search.previous", QT_TRANSLATE_NOOP("Command", "Previous hit"), "Shift+F3", "previous"),
    Command("search.selection", QT_TRANSLATE_NOOP("Command", "Find the marked words"), "Ctrl+F3", "search"),
    Command("search.section", QT_TRANSLATE_NOOP("Command", "Find in this section…"), "Ctrl+Alt+F", "section"),
    Command("outline.expand_all", QT_TRANSLATE_NOOP("Command", "Expand all headings"), "", "expand-all"),
    Command("outline.collapse_all", QT_TRANSLATE_NOOP("Command", "Collapse all headings"), "", "collapse-all"),
    Command("view.outline", QT_TRANSLATE_NOOP("Command", "Outline"), "F9", "outline", switch=True),
    Command("view.text", QT_TRANSLATE_NOOP("Command", "Text"), "Ctrl+F9", "text", switch=True),
    Command("view.data", QT_TRANSLATE_NOOP("Command", "Tables and charts"), "Shift+F9", "data", switch=True),
    Command("text.zoom_in", QT_TRANSLATE_NOOP("Command", "Larger text"), "Ctrl++ Ctrl+=", "zoom-in"),
    Command("text.zoom_out", QT_TRANSLATE_NOOP("Command", "Smaller text"), "Ctrl+-", "zoom-out"),
    Command("text.zoom_reset", QT_TRANSLATE_NOOP("Command", "Normal text size"), "Ctrl+0", "zoom-reset"),
    Command("theme.system", QT_TRANSLATE_NOOP("Command", "As the system"), "", "theme", choice="theme"),
    Command("theme.light", QT_TRANSLATE_NOOP("Command", "Light"), "", "sun", choice="theme"),
    Command("theme.dark", QT_TRANSLATE_NOOP("Command", "Dark"), "", "moon", choice="theme"),
    Command("theme.contrast_light", QT_TRANSLATE_NOOP("Command", "Light, strong contrast"), choice="theme"),
    Command("theme.contrast_dark", QT_TRANSLATE_NOOP("Command", "Dark, strong contrast"), choice="theme"),
    Command("theme.switch", QT_TRANSLATE_NOOP("Command", "Switch between light and dark"), "F8", "theme"),
    Command("size.90", QT_TRANSLATE_NOOP("Command", "Interface 90 %"), choice="size"),
    Command("size.100", QT_TRANSLATE_NOOP("Command", "Interface 100 %"), choice="size"),
    Command("size.110", QT_TRANSLATE_NOOP("Command", "Interface 110 %"), choice="size"),
    Command("size.125", QT_TRANSLATE_NOOP("Command", "Interface 125 %"), choice="size"),
    Command("size.140", QT_TRANSLATE_NOOP("Command", "Interface 140 %"), choice="size"),
    Command("size.160", QT_TRANSLATE_NOOP("Command", "Interface 160 %"), choice="size"),
    Command("view.still", QT_TRANSLATE_NOOP("Command", "Reduce motion"), switch=True),
    Command("language.system", QT_TRANSLATE_NOOP("Command", "As the system"), choice="language"),
    Command("language.zh", "简体中文", choice="language"),
    Command("language.en", "English", choice="language"),
    Command("view.full_screen", QT_TRANSLATE_NOOP("Command", "Full screen"), "F11", "full-screen", switch=True),
    Command("go.back", QT_TRANSLATE_NOOP("Command", "Back"), "Alt+Left", "back"),
    Command("go.forward", QT_TRANSLATE_NOOP("Command", "Forward"), "Alt+Right", "forward"),
    Command("go.to", QT_TRANSLATE_NOOP("Command", "Go to…"), "Ctrl+G", "target"),
    Command("go.next_section", QT_TRANSLATE_NOOP("Command", "Next section"), "Ctrl+Down", "next"),
    Command("go.previous_section", QT_TRANSLATE_NOOP("Command", "Previous section"), "Ctrl+Up", "previous"),
    Command("text.next_figure", QT_TRANSLATE_NOOP("Command", "Next figure"), "Alt+Down"),
    Command("text.previous_figure", QT_TRANSLATE_NOOP("Command", "Previous figure"), "Alt+Up"),
    Command("chart.next", QT_TRANSLATE_NOOP("Command", "Next chart of this table"), "Ctrl+Alt+Right", "chart"),
    Command("table.choose", QT_TRANSLATE_NOOP("Command", "Choose a table"), "Ctrl+T", "table"),
    Command("table.next", QT_TRANSLATE_NOOP("Command", "Next table"), "Ctrl+PgDown"),
    Command("table.previous", QT_TRANSLATE_NOOP("Command", "Previous table"), "Ctrl+PgUp"),
    Command("table.largest", QT_TRANSLATE_NOOP("Command", "Largest first"), "", "sort"),
    Command("table.smallest", QT_TRANSLATE_NOOP("Command", "Smallest first")),
    Command("table.report_order", QT_TRANSLATE_NOOP("Command", "Report order")),
    Command("text.show_figure", QT_TRANSLATE_NOOP("Command", "Show this figure in its table"), "", "table"),
    Command("checks.show", QT_TRANSLATE_NOOP("Command", "Checks"), "F7", "checks"),
    Command("checks.next", QT_TRANSLATE_NOOP("Command", "Next check that fails"), "F4", "differs"),
    Command("checks.previous", QT_TRANSLATE_NOOP("Command", "Previous check that fails"), "Shift+F4"),
    Command("checks.memo", QT_TRANSLATE_NOOP("Command", "Save memo of checks…"), "Ctrl+M", "memo"),
    Command("notes.highlight", QT_TRANSLATE_NOOP("Command", "Highlight"), "Ctrl+D", "highlight"),
    Command("colour.amber", QT_TRANSLATE_NOOP("Command", "Amber"), choice="colour"),
    Command("colour.green", QT_TRANSLATE_NOOP("Command", "Green"), choice="colour"),
    Command("colour.teal", QT_TRANSLATE_NOOP("Command", "Teal"), choice="colour"),
    Command("colour.violet", QT_TRANSLATE_NOOP("Command", "Violet"), choice="colour"),
    Command("colour.rose", QT_TRANSLATE_NOOP("Command", "Rose"), choice="colour"),
    Command("notes.bookmark", QT_TRANSLATE_NOOP("Command", "Bookmark"), "Ctrl+B", "bookmark"),
    Command("notes.write", QT_TRANSLATE_NOOP("Command", "Note…"), "Ctrl+Shift+N", "note"),
    Command("notes.remove", QT_TRANSLATE_NOOP("Command", "Remove note")),
    Command("notes.show", QT_TRANSLATE_NOOP("Command", "Notes"), "Ctrl+Shift+B", "list"),
    Command("notes.next", QT_TRANSLATE_NOOP("Command", "Next note"), "Alt+Shift+Down", "next"),
    Command("notes.previous", QT_TRANSLATE_NOOP("Command", "Previous note"), "Alt+Shift+Up", "previous"),
    Command("notes.export", QT_TRANSLATE_NOOP("Command", "Save notes…"), "Ctrl+Shift+M", "export"),
    Command("go.next_pane", QT_TRANSLATE_NOOP("Command", "Next pane"), "F6"),
    Command("help.palette", QT_TRANSLATE_NOOP("Command", "Command palette…"), "Ctrl+Shift+P", "list"),
    Command("help.guide", QT_TRANSLATE_NOOP("Command", "User guide"), "Shift+F1", "text"),
    Command("help.shortcuts", QT_TRANSLATE_NOOP("Command", "Keyboard shortcuts"), "F1", "keyboard"),
    Command("speech.read", QT_TRANSLATE_NOOP("Command", "Read aloud, or pause"), "Ctrl+Shift+L", "speak"),
    Command("speech.stop", QT_TRANSLATE_NOOP("Command", "Stop reading aloud"), "Ctrl+Shift+K"),
    Command("speech.slower", QT_TRANSLATE_NOOP("Command", "Read slower"), "Ctrl+["),
    Command("speech.faster", QT_TRANSLATE_NOOP("Command", "Read faster"), "Ctrl+]"),
    Command("view.terms", QT_TRANSLATE_NOOP("Command", "Underline terms"), switch=True),
    Command("help.terms", QT_TRANSLATE_NOOP("Command", "Terms and their sources"), "Ctrl+Shift+H", "quote"),
    Command("help.reading", QT_TRANSLATE_NOOP("Command", "Reading report"), "Ctrl+I", "info"),
    Command("help.about", QT_TRANSLATE_NOOP("Command", "About zjviewer"), "", ""),
)

MENUS = {
    QT_TRANSLATE_NOOP("Menu", "&File"): """
        file.open Recent library.show file.bundled tab.reopen - file.reload Encoding file.stop correct.describe -
        tab.close tab.close_others tab.copy_path tab.show_in_folder -
        chart.export chart.export_all table.export table.export_all checks.memo -
        file.print file.print_section file.save_pdf file.save_section_pdf - file.quit""",
    QT_TRANSLATE_NOOP("Menu", "&Edit"): """
        edit.undo edit.redo - edit.copy text.copy_cited text.copy_section chart.copy table.copy hits.copy
        text.select_all - Correct - search.open search.selection search.section search.next search.previous""",
    QT_TRANSLATE_NOOP("Menu", "&View"): """
        view.outline view.text view.data - text.zoom_in text.zoom_out text.zoom_reset view.terms -
        speech.read speech.stop speech.slower speech.faster -
        outline.expand_all outline.collapse_all Sort - Theme Size Language view.still -
        view.full_screen""",
    QT_TRANSLATE_NOOP("Menu", "&Go"): """
        go.back go.forward - go.to go.next_section go.previous_section -
        text.next_figure text.previous_figure text.show_figure - table.choose table.next table.previous chart.next -
        checks.show checks.next checks.previous - Reports go.next_pane""",
    QT_TRANSLATE_NOOP("Menu", "&Notes"): """
        notes.highlight Colour notes.bookmark notes.write notes.remove - notes.show notes.next notes.previous -
        notes.export""",
    QT_TRANSLATE_NOOP("Menu", "&Help"): "help.guide help.palette help.shortcuts help.terms help.reading - help.about",
}
"""Titles and contents: ids of commands, `-` for a line, the name of a submenu."""

SUBMENUS = {
    QT_TRANSLATE_NOOP("Menu", "Reports"): "- tab.next tab.previous",
    QT_TRANSLATE_NOOP("Menu", "Colour"): "colour.amber colour.green colour.teal colour.violet colour.rose",
    QT_TRANSLATE_NOOP("Menu", "Recent"): "- recent.clear",
    QT_TRANSLATE_NOOP("Menu", "Encoding"): """
        encoding.automatic - encoding.utf8 encoding.gb18030 encoding.big5 encoding.utf16""",
    QT_TRANSLATE_NOOP("Menu", "Correct"): """
        correct.heading correct.rename correct.promote correct.demote correct.remove correct.restore -
        correct.bind correct.free correct.table correct.remove_table""",
    QT_TRANSLATE_NOOP("Menu", "Sort"): "table.largest table.smallest - table.report_order",
    QT_TRANSLATE_NOOP("Menu", "Theme"): """
        theme.system theme.light theme.dark theme.contrast_light theme.contrast_dark - theme.switch""",
    QT_TRANSLATE_NOOP("Menu", "Size"): "size.90 size.100 size.110 size.125 size.140 size.160",
    QT_TRANSLATE_NOOP("Menu", "Language"): "language.system language.zh language.en",
}

TOOLBAR = """
    view.outline - file.open - go.back go.forward - text.zoom_out text.zoom_in <->
    search.open checks.show - file.print chart.export table.export - theme.switch view.data"""
"""As in MENUS; `<->` takes all the room that is left."""

CONTEXT = {
    "text": """
        edit.copy text.copy_cited - notes.highlight Colour notes.bookmark notes.write notes.remove -
        search.selection text.show_figure - text.copy_section search.section
        text.select_all speech.read help.terms - correct.heading correct.bind correct.free correct.table""",
    "outline": """
        correct.rename correct.promote correct.demote correct.remove correct.restore -
        notes.bookmark notes.write - edit.copy text.copy_section search.section -
        outline.expand_all outline.collapse_all -
        file.print_section file.save_section_pdf""",
    "hits": "edit.copy text.copy_cited hits.copy - notes.highlight - search.next search.previous",
    "chart": """
        chart.copy text.copy_cited chart.export - notes.highlight notes.bookmark notes.write -
        chart.next table.choose""",
    "table": """
        edit.copy text.copy_cited table.copy table.export - notes.highlight notes.bookmark notes.write -
        table.largest table.smallest table.report_order - table.choose
        correct.remove_table""",
    "annotations": "notes.write Colour notes.remove - notes.next notes.previous - notes.export",
    "checks": "edit.copy text.copy_cited - checks.next checks.previous - checks.memo",
}
"""Menus of the right mouse button by pane, as in MENUS; entries that a pane has for itself stand before them."""

NEEDS_WORDS = "edit.copy text.copy_cited search.selection"
"""Grey in the menu of the text while no words are marked there."""

SPEECH = "speech.read speech.stop speech.slower speech.faster"
"""Hidden where the system has no voice."""

NEEDS_FIGURE = "text.show_figure"
"""Grey there unless the menu was opened on a figure of a table."""


def command_text(command: Command) -> str:
    """What it is called, in the language of the window."""
    return QCoreApplication.translate("Command", command.text)


def command_label(id_: str) -> str:
    """The same, by its id."""
    return command_text(next(command for command in COMMANDS if command.id == id_))


def menu_title(title: str) -> str:
    """One of `MENUS`, in the language of the window, without its key."""
    return re.sub(r"\(&\w\)|&", "", QCoreApplication.translate("Menu", title))


def menu_path(id_: str) -> str:
    """The menu, and the submenu, in which a command stands."""
    for title, content in MENUS.items():
        menu = menu_title(title)
        for entry in content.split():
            if entry == id_:
                return menu
            if id_ in SUBMENUS.get(entry, "").split():
                return f"{menu} › {QCoreApplication.translate('Menu', entry)}"
    return ""


def menus() -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles of the menus with the ids of their commands, and the name of the submenu that each stands in."""
    found = []
    for title, content in MENUS.items():
        ids: list[tuple[str, str]] = []
        for entry in content.split():
            group = QCoreApplication.translate("Menu", entry) if entry in SUBMENUS else ""
            ids += [(id_, group) for id_ in SUBMENUS.get(entry, entry).split() if id_ != "-"]
        found.append((menu_title(title), ids))
    return found
