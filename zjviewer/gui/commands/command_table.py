"""The command table: every command of the window, the menus, the toolbar and the context menus.

The only list of commands; actions, palette, shortcuts and help are built from it. A handler for each is in `actions`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

Need = Literal[
    "",
    "report",
    "panes",
    "tables",
    "figures",
    "hits",
    "selected text",
    "checks",
    "correctable",
    "encoding",
    "tab",
    "tabs",
    "file",
    "closed tab",
    "loading",
    "back",
    "forward",
    "undo",
    "redo",
    "voice",
    "original pages",
]
"""Condition under which a command is available; `enablement` says when each holds."""

CursorNeed = Literal["", "selection", "figure"]
"""What must be at the text cursor: selected text, or a figure of a table."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the window."""

    id: str
    text: str
    """English label; an ellipsis at the end says that a dialog follows."""
    keys: str = ""
    """Default shortcuts, separated by a space; the menu shows the first one."""
    icon: str = ""
    choice: str = ""
    """Name of an exclusive group, in which exactly one command is checked."""
    switch: bool = False
    """Whether it is on or off; its handler takes a bool."""
    needs: Need = ""
    """Condition without which the command is disabled, or hidden if the system lacks it; empty for none."""
    needs_at_cursor: CursorNeed = ""
    """Condition without which its entry in the context menu of the text is disabled."""


COMMANDS = (
    Command("file.open", QT_TRANSLATE_NOOP("Command", "Open…"), "Ctrl+O", "open"),
    Command("file.bundled", QT_TRANSLATE_NOOP("Command", "Open the bundled report"), "", "file"),
    Command("library.show", QT_TRANSLATE_NOOP("Command", "Library"), "Ctrl+L", "library"),
    Command("library.search", QT_TRANSLATE_NOOP("Command", "Search all reports"), "Ctrl+Alt+L"),
    Command("library.add", QT_TRANSLATE_NOOP("Command", "Add a folder to the library…")),
    Command("compare.show", QT_TRANSLATE_NOOP("Command", "Compare reports"), "Ctrl+Alt+V", "chart"),
    Command("compare.corpus", QT_TRANSLATE_NOOP("Command", "Open a corpus…")),
    Command("file.reload", QT_TRANSLATE_NOOP("Command", "Reload"), "F5 Ctrl+R", "reload", needs="report"),
    Command("tab.close", QT_TRANSLATE_NOOP("Command", "Close tab"), "Ctrl+W", "close", needs="tab"),
    Command("tab.close_others", QT_TRANSLATE_NOOP("Command", "Close the other tabs"), needs="tabs"),
    Command("tab.reopen", QT_TRANSLATE_NOOP("Command", "Reopen closed tab"), "Ctrl+Shift+T", needs="closed tab"),
    Command("tab.copy_path", QT_TRANSLATE_NOOP("Command", "Copy path of the file"), needs="file"),
    Command("tab.show_in_folder", QT_TRANSLATE_NOOP("Command", "Show file in its folder"), needs="file"),
    Command("tab.next", QT_TRANSLATE_NOOP("Command", "Next tab"), "Ctrl+Tab", needs="tabs"),
    Command("tab.previous", QT_TRANSLATE_NOOP("Command", "Previous tab"), "Ctrl+Shift+Tab", needs="tabs"),
    Command("file.stop", QT_TRANSLATE_NOOP("Command", "Stop opening"), "Esc", needs="loading"),
    Command("recent.clear", QT_TRANSLATE_NOOP("Command", "Clear this list")),
    Command("encoding.automatic", QT_TRANSLATE_NOOP("Command", "Automatic"), choice="encoding", needs="encoding"),
    Command("encoding.utf8", "UTF-8", choice="encoding", needs="encoding"),
    Command("encoding.gb18030", "GB18030 (GBK, GB2312)", choice="encoding", needs="encoding"),
    Command("encoding.big5", "Big5", choice="encoding", needs="encoding"),
    Command("encoding.utf16", "UTF-16", choice="encoding", needs="encoding"),
    Command("chart.export", QT_TRANSLATE_NOOP("Command", "Save chart…"), "Ctrl+E", "export", needs="tables"),
    Command(
        "chart.export_all",
        QT_TRANSLATE_NOOP("Command", "Save all charts…"),
        "Ctrl+Shift+E",
        "folder-all",
        needs="tables",
    ),
    Command("table.export", QT_TRANSLATE_NOOP("Command", "Save table…"), "Ctrl+S", "export", needs="tables"),
    Command("table.export_all", QT_TRANSLATE_NOOP("Command", "Save all tables…"), "Ctrl+Shift+S", needs="tables"),
    Command("figures.export", QT_TRANSLATE_NOOP("Command", "Save all figures…"), "", "export", needs="figures"),
    Command("file.print", QT_TRANSLATE_NOOP("Command", "Print…"), "Ctrl+P", "print", needs="report"),
    Command("file.preview", QT_TRANSLATE_NOOP("Command", "Print preview…"), needs="report"),
    Command("file.print_section", QT_TRANSLATE_NOOP("Command", "Print this section…"), needs="report"),
    Command("file.save_pdf", QT_TRANSLATE_NOOP("Command", "Save text as PDF…"), needs="report"),
    Command("file.save_section_pdf", QT_TRANSLATE_NOOP("Command", "Save this section as PDF…"), needs="report"),
    Command("file.quit", QT_TRANSLATE_NOOP("Command", "Quit"), "Ctrl+Q"),
    Command("edit.undo", QT_TRANSLATE_NOOP("Command", "Undo"), "Ctrl+Z", "undo", needs="undo"),
    Command("edit.redo", QT_TRANSLATE_NOOP("Command", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo", needs="redo"),
    Command(
        "edit.copy", QT_TRANSLATE_NOOP("Command", "Copy"), "Ctrl+C", "copy", needs="report", needs_at_cursor="selection"
    ),
    Command(
        "text.copy_cited",
        QT_TRANSLATE_NOOP("Command", "Copy with citation"),
        "Ctrl+Shift+C",
        "quote",
        needs_at_cursor="selection",
    ),
    Command("text.copy_citation", QT_TRANSLATE_NOOP("Command", "Copy citation of this report"), needs="report"),
    Command("cite.passage", QT_TRANSLATE_NOOP("Command", "Body, section and paragraph"), choice="citation"),
    Command("cite.gbt", "GB/T 7714-2015", choice="citation"),
    Command("cite.apa", "APA", choice="citation"),
    Command("cite.bibtex", "BibTeX", choice="citation"),
    Command("cite.ris", "RIS", choice="citation"),
    Command("cite.csl", "CSL-JSON", choice="citation"),
    Command("text.copy_section", QT_TRANSLATE_NOOP("Command", "Copy this section"), "", "copy", needs="report"),
    Command("hits.copy", QT_TRANSLATE_NOOP("Command", "Copy the list of hits"), "", "copy", needs="hits"),
    Command("chart.edit", QT_TRANSLATE_NOOP("Command", "Edit chart…"), "Ctrl+Alt+E", "edit", needs="tables"),
    Command("chart.highlight", QT_TRANSLATE_NOOP("Command", "Highlight bar"), needs="tables"),
    Command("chart.copy", QT_TRANSLATE_NOOP("Command", "Copy chart"), "Ctrl+Alt+C", "copy", needs="tables"),
    Command("table.copy", QT_TRANSLATE_NOOP("Command", "Copy table"), "Ctrl+Alt+T", "copy", needs="tables"),
    Command("text.select_all", QT_TRANSLATE_NOOP("Command", "Select all"), needs="report"),
    Command(
        "correct.describe",
        QT_TRANSLATE_NOOP("Command", "About this report…"),
        "Ctrl+Shift+I",
        "info",
        needs="correctable",
    ),
    Command(
        "correct.heading",
        QT_TRANSLATE_NOOP("Command", "Make this a heading…"),
        "Ctrl+Alt+H",
        "section",
        needs="correctable",
    ),
    Command("correct.rename", QT_TRANSLATE_NOOP("Command", "Change heading…"), "F2", needs="correctable"),
    Command("correct.promote", QT_TRANSLATE_NOOP("Command", "One level up"), "Alt+Shift+Left", needs="correctable"),
    Command("correct.demote", QT_TRANSLATE_NOOP("Command", "One level down"), "Alt+Shift+Right", needs="correctable"),
    Command(
        "correct.remove",
        QT_TRANSLATE_NOOP("Command", "This is no heading"),
        "Ctrl+Shift+Backspace",
        needs="correctable",
    ),
    Command("correct.restore", QT_TRANSLATE_NOOP("Command", "Heading as it was found"), needs="correctable"),
    Command(
        "correct.bind", QT_TRANSLATE_NOOP("Command", "Bind figure to a measure…"), "Ctrl+Alt+M", needs="correctable"
    ),
    Command("correct.free", QT_TRANSLATE_NOOP("Command", "Free figure from its measure"), needs="correctable"),
    Command(
        "correct.table",
        QT_TRANSLATE_NOOP("Command", "Make a table of these figures…"),
        "Ctrl+Alt+N",
        "",
        needs="correctable",
    ),
    Command("correct.remove_table", QT_TRANSLATE_NOOP("Command", "Remove this table"), needs="correctable"),
    Command("search.open", QT_TRANSLATE_NOOP("Command", "Find…"), "Ctrl+F", "search", needs="report"),
    Command("search.next", QT_TRANSLATE_NOOP("Command", "Next hit"), "F3", "next"),
    Command("search.previous", QT_TRANSLATE_NOOP("Command", "Previous hit"), "Shift+F3", "previous"),
    Command(
        "search.selection",
        QT_TRANSLATE_NOOP("Command", "Find the marked words"),
        "Ctrl+F3",
        "search",
        needs="selected text",
        needs_at_cursor="selection",
    ),
    Command(
        "search.section", QT_TRANSLATE_NOOP("Command", "Find in this section…"), "Ctrl+Alt+F", "search", needs="report"
    ),
    Command("outline.expand_all", QT_TRANSLATE_NOOP("Command", "Expand all headings"), "", "expand-all"),
    Command("outline.collapse_all", QT_TRANSLATE_NOOP("Command", "Collapse all headings"), "", "collapse-all"),
    Command("view.outline", QT_TRANSLATE_NOOP("Command", "Outline"), "F9", "outline", switch=True, needs="panes"),
    Command("view.text", QT_TRANSLATE_NOOP("Command", "Text"), "Ctrl+F9", "text", switch=True, needs="panes"),
    Command(
        "view.data", QT_TRANSLATE_NOOP("Command", "Tables and charts"), "Shift+F9", "data", switch=True, needs="panes"
    ),
    Command(
        "pages.beside",
        QT_TRANSLATE_NOOP("Command", "Original pages beside the text"),
        "Alt+F9",
        switch=True,
        needs="original pages",
    ),
    Command(
        "pages.only",
        QT_TRANSLATE_NOOP("Command", "Original pages instead of the text"),
        "Alt+Shift+F9",
        switch=True,
        needs="original pages",
    ),
    Command(
        "pages.fit", QT_TRANSLATE_NOOP("Command", "Fit page to width"), "Ctrl+Alt+0", "width", needs="original pages"
    ),
    Command("text.zoom_in", QT_TRANSLATE_NOOP("Command", "Larger text"), "Ctrl++ Ctrl+=", "zoom-in"),
    Command("text.zoom_out", QT_TRANSLATE_NOOP("Command", "Smaller text"), "Ctrl+-", "zoom-out"),
    Command("text.zoom_reset", QT_TRANSLATE_NOOP("Command", "Normal text size"), "Ctrl+0", "zoom-reset"),
    Command("theme.system", QT_TRANSLATE_NOOP("Command", "As the system"), choice="theme"),
    Command("theme.light", QT_TRANSLATE_NOOP("Command", "Light"), choice="theme"),
    Command("theme.dark", QT_TRANSLATE_NOOP("Command", "Dark"), choice="theme"),
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
    Command("go.back", QT_TRANSLATE_NOOP("Command", "Back"), "Alt+Left", "back", needs="back"),
    Command("go.forward", QT_TRANSLATE_NOOP("Command", "Forward"), "Alt+Right", "forward", needs="forward"),
    Command("go.to", QT_TRANSLATE_NOOP("Command", "Go to…"), "Ctrl+G", "target", needs="report"),
    Command("go.next_section", QT_TRANSLATE_NOOP("Command", "Next section"), "Ctrl+Down", "next"),
    Command("go.previous_section", QT_TRANSLATE_NOOP("Command", "Previous section"), "Ctrl+Up", "previous"),
    Command("text.next_figure", QT_TRANSLATE_NOOP("Command", "Next figure"), "Alt+Down"),
    Command("text.previous_figure", QT_TRANSLATE_NOOP("Command", "Previous figure"), "Alt+Up"),
    Command(
        "chart.next",
        QT_TRANSLATE_NOOP("Command", "Next chart of this table"),
        "Ctrl+Alt+Right",
        "",
        needs="tables",
    ),
    Command("table.choose", QT_TRANSLATE_NOOP("Command", "Choose a table"), "Ctrl+T", "table", needs="tables"),
    Command("table.next", QT_TRANSLATE_NOOP("Command", "Next table"), "Ctrl+PgDown", needs="tables"),
    Command("table.previous", QT_TRANSLATE_NOOP("Command", "Previous table"), "Ctrl+PgUp", needs="tables"),
    Command("table.largest", QT_TRANSLATE_NOOP("Command", "Largest first"), "", "sort"),
    Command("table.smallest", QT_TRANSLATE_NOOP("Command", "Smallest first")),
    Command("table.report_order", QT_TRANSLATE_NOOP("Command", "Report order")),
    Command(
        "text.show_figure",
        QT_TRANSLATE_NOOP("Command", "Show this figure in its table"),
        "",
        "",
        needs_at_cursor="figure",
    ),
    Command("figures.show", QT_TRANSLATE_NOOP("Command", "All figures"), "Ctrl+Alt+A", "number", needs="figures"),
    Command("checks.show", QT_TRANSLATE_NOOP("Command", "Checks"), "F7", "checks", needs="panes"),
    Command("checks.next", QT_TRANSLATE_NOOP("Command", "Next check that fails"), "F4", "differs", needs="checks"),
    Command("checks.previous", QT_TRANSLATE_NOOP("Command", "Previous check that fails"), "Shift+F4", needs="checks"),
    Command("checks.memo", QT_TRANSLATE_NOOP("Command", "Save memo of checks…"), "Ctrl+M", "memo", needs="checks"),
    Command("checks.memo_all", QT_TRANSLATE_NOOP("Command", "Save memo with passed checks…"), needs="checks"),
    Command("notes.highlight", QT_TRANSLATE_NOOP("Command", "Highlight"), "Ctrl+D", "highlight", needs="report"),
    Command("colour.amber", QT_TRANSLATE_NOOP("Command", "Amber"), choice="colour"),
    Command("colour.green", QT_TRANSLATE_NOOP("Command", "Green"), choice="colour"),
    Command("colour.teal", QT_TRANSLATE_NOOP("Command", "Teal"), choice="colour"),
    Command("colour.violet", QT_TRANSLATE_NOOP("Command", "Violet"), choice="colour"),
    Command("colour.rose", QT_TRANSLATE_NOOP("Command", "Rose"), choice="colour"),
    Command("notes.bookmark", QT_TRANSLATE_NOOP("Command", "Bookmark"), "Ctrl+B", "bookmark", needs="report"),
    Command("notes.write", QT_TRANSLATE_NOOP("Command", "Note…"), "Ctrl+Shift+N", "note", needs="report"),
    Command("notes.remove", QT_TRANSLATE_NOOP("Command", "Remove note"), needs="report"),
    Command("notes.show", QT_TRANSLATE_NOOP("Command", "Notes"), "Ctrl+Shift+B", "list", needs="panes"),
    Command("notes.next", QT_TRANSLATE_NOOP("Command", "Next note"), "Alt+Shift+Down", "next"),
    Command("notes.previous", QT_TRANSLATE_NOOP("Command", "Previous note"), "Alt+Shift+Up", "previous"),
    Command("notes.export", QT_TRANSLATE_NOOP("Command", "Save notes…"), "Ctrl+Shift+M", "export"),
    Command("go.next_pane", QT_TRANSLATE_NOOP("Command", "Next pane"), "F6"),
    Command("help.palette", QT_TRANSLATE_NOOP("Command", "Command palette…"), "Ctrl+Shift+P"),
    Command("help.guide", QT_TRANSLATE_NOOP("Command", "User guide"), "Shift+F1"),
    Command("help.shortcuts", QT_TRANSLATE_NOOP("Command", "Keyboard shortcuts"), "F1", "keyboard"),
    Command(
        "speech.read", QT_TRANSLATE_NOOP("Command", "Read aloud, or pause"), "Ctrl+Shift+L", "speak", needs="voice"
    ),
    Command("speech.stop", QT_TRANSLATE_NOOP("Command", "Stop reading aloud"), "Ctrl+Shift+K", needs="voice"),
    Command("speech.slower", QT_TRANSLATE_NOOP("Command", "Read slower"), "Ctrl+[", needs="voice"),
    Command("speech.faster", QT_TRANSLATE_NOOP("Command", "Read faster"), "Ctrl+]", needs="voice"),
    Command("view.terms", QT_TRANSLATE_NOOP("Command", "Underline terms"), switch=True),
    Command("help.pages", QT_TRANSLATE_NOOP("Command", "Tutorial and reference as web pages")),
    Command("help.terms", QT_TRANSLATE_NOOP("Command", "Terms and their sources"), "Ctrl+Shift+H"),
    Command("help.reading", QT_TRANSLATE_NOOP("Command", "Reading report"), "Ctrl+I", needs="report"),
    Command("help.about", QT_TRANSLATE_NOOP("Command", "About zjviewer")),
)

ENCODINGS = {
    "encoding.automatic": "",
    "encoding.utf8": "utf-8",
    "encoding.gb18030": "gb18030",
    "encoding.big5": "big5",
    "encoding.utf16": "utf-16",
}
"""Names of encodings by the ids of their commands; empty for detection."""

MENUS = {
    QT_TRANSLATE_NOOP("Menu", "&File"): """
        file.open Recent library.show library.search library.add compare.show
        file.bundled -
        file.reload Encoding file.stop correct.describe -
        tab.close tab.close_others Location -
        chart.export table.export Export file.print Printing - file.quit""",
    QT_TRANSLATE_NOOP("Menu", "&Edit"): """
        edit.undo edit.redo - edit.copy text.copy_cited text.copy_citation Citation text.copy_section
        chart.copy table.copy hits.copy
        text.select_all - chart.edit chart.highlight Correct - search.open search.selection search.section
        search.next search.previous""",
    QT_TRANSLATE_NOOP("Menu", "&View"): """
        view.outline view.text view.data pages.beside pages.only pages.fit -
        text.zoom_in text.zoom_out text.zoom_reset view.terms -
        speech.read speech.stop speech.slower speech.faster -
        outline.expand_all outline.collapse_all Sort - Theme Size Language view.still -
        view.full_screen""",
    QT_TRANSLATE_NOOP("Menu", "&Go"): """
        go.back go.forward - go.to go.next_section go.previous_section -
        text.next_figure text.previous_figure text.show_figure - table.choose table.next table.previous chart.next
        figures.show compare.corpus -
        checks.show checks.next checks.previous - Reports go.next_pane""",
    QT_TRANSLATE_NOOP("Menu", "&Notes"): """
        notes.highlight Colour notes.bookmark notes.write notes.remove - notes.show notes.next notes.previous -
        notes.export""",
    QT_TRANSLATE_NOOP(
        "Menu", "&Help"
    ): "help.guide help.pages help.palette help.shortcuts help.terms help.reading - help.about",
}
"""Menus by title: ids of commands, `-` for a separator, names of submenus."""

SUBMENUS = {
    QT_TRANSLATE_NOOP("Menu", "Reports"): "- tab.next tab.previous",
    QT_TRANSLATE_NOOP("Menu", "Colour"): "colour.amber colour.green colour.teal colour.violet colour.rose",
    QT_TRANSLATE_NOOP("Menu", "Citation"): "cite.passage cite.gbt cite.apa - cite.bibtex cite.ris cite.csl",
    QT_TRANSLATE_NOOP("Menu", "Recent"): "- tab.reopen recent.clear",
    QT_TRANSLATE_NOOP("Menu", "Location"): "tab.copy_path tab.show_in_folder",
    QT_TRANSLATE_NOOP("Menu", "Export"): """
        chart.export_all table.export_all figures.export - checks.memo checks.memo_all""",
    QT_TRANSLATE_NOOP("Menu", "Printing"): "file.preview file.print_section - file.save_pdf file.save_section_pdf",
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
"""Buttons of the toolbar, as in `MENUS`; `<->` is an expanding space."""

WORDED = ("chart.export", "table.export")
"""Buttons of the toolbar that have words beside their icon."""

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
        chart.edit chart.highlight chart.copy text.copy_cited chart.export -
        notes.highlight notes.bookmark notes.write - chart.next table.choose""",
    "table": """
        edit.copy text.copy_cited table.copy table.export - notes.highlight notes.bookmark notes.write -
        table.largest table.smallest table.report_order - table.choose
        correct.remove_table""",
    "figures": """
        edit.copy text.copy_cited figures.export - correct.table notes.highlight notes.write - text.show_figure""",
    "annotations": "notes.write Colour notes.remove - notes.next notes.previous - notes.export",
    "checks": "edit.copy text.copy_cited - checks.next checks.previous - checks.memo checks.memo_all",
}
"""Context menus by pane, as in `MENUS`; a pane's own actions precede them."""


def command_text(command: Command) -> str:
    """Label of a command, translated."""
    return QCoreApplication.translate("Command", command.text)


def command_label(id_: str) -> str:
    """Label of the command with an id, translated. Raises StopIteration for an unknown id."""
    return command_text(next(command for command in COMMANDS if command.id == id_))


def command_icon(id_: str) -> str:
    """Name of the icon of a command; empty for none. Raises StopIteration for an unknown id."""
    return next(command.icon for command in COMMANDS if command.id == id_)


def menu_title(title: str) -> str:
    """Title of one of `MENUS`, translated, without the mnemonic."""
    return re.sub(r"\(&\w\)|&", "", QCoreApplication.translate("Menu", title))


def menu_path(id_: str) -> str:
    """Title of the menu of a command, and of its submenu, separated by ` › `; empty for an unknown id."""
    for title, content in MENUS.items():
        menu = menu_title(title)
        for entry in content.split():
            if entry == id_:
                return menu
            if id_ in SUBMENUS.get(entry, "").split():
                return f"{menu} › {QCoreApplication.translate('Menu', entry)}"
    return ""


def menus() -> list[tuple[str, list[tuple[str, str]]]]:
    """All menus: title, and the ids of the commands with the title of the submenu that each is in, empty for none."""
    result = []
    for title, content in MENUS.items():
        ids: list[tuple[str, str]] = []
        for entry in content.split():
            group = QCoreApplication.translate("Menu", entry) if entry in SUBMENUS else ""
            ids += [(id_, group) for id_ in SUBMENUS.get(entry, entry).split() if id_ != "-"]
        result.append((menu_title(title), ids))
    return result
