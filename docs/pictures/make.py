"""Make the pictures of features, with the window on the bundled report: `python -m docs.pictures.make`."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.gui.app import launch
from zjviewer.gui.picker import Picker
from zjviewer.gui.shortcut_editor import ShortcutEditor
from zjviewer.gui.window import Window

HERE = Path(__file__).resolve().parent
SIZE = (1280, 800)
QUIET = 0.4
"""Seconds in which what was asked for is laid out and painted."""


def search(window: Window) -> list[QWidget]:
    """By pinyin, with the searches made before."""
    bar = window.desk.search
    for words in ("公开 NEAR/10 申请", "主动公开", "zdgk"):
        window.desk.open_search(words)
        settle()
        bar.next_hit()
    bar.open_history()
    return [bar.history]


def go_to(window: Window) -> list[QWidget]:
    """By a number."""
    window.desk.search.close_search()
    window.actions.action("go.to").trigger()
    window.desk.findChild(Picker).field.setText("1")
    return []


def palette(window: Window) -> list[QWidget]:
    """By first letters."""
    window.desk.findChild(Picker).dismiss()
    window.actions.action("help.palette").trigger()
    next(picker for picker in window.desk.findChildren(Picker) if picker.isVisible()).field.setText("bc")
    return []


def shortcuts(window: Window) -> list[QWidget]:
    """With the question whether keys are to be taken over."""
    next(picker for picker in window.desk.findChildren(Picker) if picker.isVisible()).dismiss()
    editor = ShortcutEditor(window)
    editor.choose("checks.show")
    editor.slots[0].setKeySequence("Ctrl+E")
    return [editor]


PICTURES: tuple[Callable[[Window], list[QWidget]], ...] = (search, go_to, palette, shortcuts)


def settle() -> None:
    """Let the window answer."""
    end = time.monotonic() + QUIET
    while time.monotonic() < end:
        QApplication.processEvents()


def main() -> None:
    """Write all of them beside this file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
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
            painter.drawPixmap(middle if widget.isWindow() and widget.windowTitle() else corner, widget.grab())
        painter.end()
        shot.save(str(HERE / f"{picture.__name__.replace('_', '-')}.png"))
        for widget in above:
            widget.close()
    session.close()


if __name__ == "__main__":
    main()
