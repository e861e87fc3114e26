"""Make the pictures of features, with the window on the bundled report: `python -m docs.pictures.make`."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from docs.pictures import charts
from docs.pictures.colours import fewer_colours
from zjviewer import paths
from zjviewer.core.model.report import Span
from zjviewer.gui.actions.help_commands import guide_source, guide_text
from zjviewer.gui.commands.shortcut_editor import ShortcutEditor
from zjviewer.gui.help.user_guide import show_guide
from zjviewer.gui.shell.main_window import MainWindow
from zjviewer.gui.startup.application import launch
from zjviewer.gui.widgets.filter_popup import FilterPopup

HERE = Path(__file__).resolve().parent
SIZE = (1280, 800)
OWN = tempfile.TemporaryDirectory()
"""For the files of the reader, so that one's own are neither read nor written."""
QUIET = 0.4
"""Seconds in which what was asked for is laid out and painted."""


def light(window: MainWindow) -> list[QWidget]:
    """A number in the text, its table and its chart."""
    state = window.state
    state.select_figures(state.analysis.table_by_id["review"].figures[0])
    return []


def dark(window: MainWindow) -> list[QWidget]:
    """The same."""
    window.command_actions.action("theme.dark").trigger()
    return []


def contrast(window: MainWindow) -> list[QWidget]:
    """Strong contrasts, and larger words."""
    window.command_actions.action("theme.contrast_dark").trigger()
    window.command_actions.action("size.125").trigger()
    return []


def checks(window: MainWindow) -> list[QWidget]:
    """The one sum that does not add up."""
    window.command_actions.action("theme.light").trigger()
    window.command_actions.action("size.100").trigger()
    window.command_actions.action("checks.next").trigger()
    return []


def notes(window: MainWindow) -> list[QWidget]:
    """Words in three colours, and a bookmark."""
    text, view = window.state.analysis.report.text, window.workspace.text.view
    view.setFocus()
    for words, colour in (("公开率", "green"), ("依申请公开", "teal"), ("2797179条", "rose")):
        start = text.index(words)
        view.scroll_to(start)
        view.select(Span(start, start + len(words)))
        window.command_actions.action(f"colour.{colour}").trigger()
        settle()
    window.command_actions.action("notes.bookmark").trigger()
    window.command_actions.action("notes.show").trigger()
    return []


def tabs(window: MainWindow) -> list[QWidget]:
    """Three reports; two of them are made up."""
    _open_more(window)
    return []


def library(window: MainWindow) -> list[QWidget]:
    """What was opened."""
    window.command_actions.action("library.show").trigger()
    return []


def guide(window: MainWindow) -> list[QWidget]:
    """At a chapter."""
    window.command_actions.action("library.show").trigger()
    for tab in list(window.open_reports.open)[1:]:
        window.open_reports.close(tab.number)
    markdown = guide_text(guide_source(window.appearance.language), window.command_actions)
    made = show_guide(window, window.appearance, markdown)
    made.outline.setCurrentRow(5)
    return [made]


def search(window: MainWindow) -> list[QWidget]:
    """By pinyin, with the searches made before."""
    bar = window.workspace.search
    for words in ("公开 NEAR/10 申请", "主动公开", "zdgk"):
        window.workspace.open_search(words)
        settle()
        bar.next_hit()
    bar.open_history()
    return [bar.history]


def go_to(window: MainWindow) -> list[QWidget]:
    """By a number."""
    window.workspace.search.close_search()
    window.command_actions.action("go.to").trigger()
    window.workspace.findChild(FilterPopup).field.setText("1")
    return []


def palette(window: MainWindow) -> list[QWidget]:
    """By first letters."""
    window.workspace.findChild(FilterPopup).dismiss()
    window.command_actions.action("help.palette").trigger()
    next(picker for picker in window.workspace.findChildren(FilterPopup) if picker.isVisible()).field.setText("bc")
    return []


def shortcuts(window: MainWindow) -> list[QWidget]:
    """With the question whether keys are to be taken over."""
    next(picker for picker in window.workspace.findChildren(FilterPopup) if picker.isVisible()).dismiss()
    editor = ShortcutEditor(window.context)
    editor.choose("checks.show")
    editor.slots[0].setKeySequence("Ctrl+E")
    return [editor]


PICTURES: tuple[Callable[[MainWindow], list[QWidget]], ...] = (
    *(light, dark, contrast, checks, notes, tabs, library, guide),
    *(search, go_to, palette, shortcuts),
)


def _open_more(window: MainWindow) -> None:
    """Reports of other years, written for the picture."""
    folder = Path(OWN.name)
    text = paths.bundled_report().read_text(encoding="utf-8")
    for year in ("2016", "2018"):
        path = folder / f"{year}年报.txt"
        path.write_text(text.replace("2017", year).replace("浙江", "甲"), encoding="utf-8")
        window.loader.open(path)
        while window.loader.reading:
            QApplication.processEvents()
        settle()


def settle() -> None:
    """Let the window answer."""
    end = time.monotonic() + QUIET
    while time.monotonic() < end:
        QApplication.processEvents()


def main() -> None:
    """Write all of them beside this file."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": OWN.name, "XDG_DATA_HOME": OWN.name}
    session = launch(remember=False, size=SIZE, theme="light", language="zh")
    while not session.is_ready:
        session.app.processEvents()
    window = session.window
    window.activateWindow()
    for picture in PICTURES:
        above = picture(window)
        settle()
        shot = window.grab()
        painter = QPainter(shot)
        for widget in above:
            corner = window.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
            middle = QPoint((window.width() - widget.width()) // 2, (window.height() - widget.height()) // 2)
            place = QRect(middle if widget.isWindow() and widget.windowTitle() else corner, widget.size())
            painter.drawPixmap(place.topLeft(), widget.grab())
            painter.setPen(window.appearance.theme.color("line"))
            painter.drawRect(place)
        painter.end()
        fewer_colours(shot.toImage()).save(str(HERE / f"{picture.__name__.replace('_', '-')}.png"), quality=0)
        for widget in above:
            widget.close()
    charts.draw()
    session.close()


if __name__ == "__main__":
    main()
