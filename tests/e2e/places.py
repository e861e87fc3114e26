"""Where the mouse finds things: `python -m tests.e2e.places REPORT WIDTHxHEIGHT` lays the same window out unseen.

It prints the middle of each control; of what answers a question, from the lower right corner.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QToolBar, QWidget

from zjviewer.gui.startup.application import launch
from zjviewer.gui.startup.session import Session

TOOLS = ("chart.export", "table.export", "view.outline", "checks.show")
QUESTIONS = {"chart.export": "Save", "table.export": "Save"}
"""Commands that ask, and the button that agrees."""


def places(session: Session) -> dict[str, tuple[int, int]]:
    window, found = session.window, {}
    bar = window.findChild(QToolBar)
    for name in TOOLS:
        found[name] = _middle(bar.widgetForAction(window.command_actions.action(name)), window)
    desk = window.workspace
    found["bar"] = _at(desk.chart.canvas, desk.chart.canvas.rect_of(1).center(), window)
    outline = desk.outline.view
    row = outline.visualRect(outline.model().index(3, 0)).center()
    found["heading"] = _at(outline.viewport(), row, window)
    found["text"] = _middle(desk.text.view.viewport(), window)
    titles = window.menuBar().actions()
    for place, title in enumerate(titles):
        found[f"menu {place}"] = _at(window.menuBar(), window.menuBar().actionGeometry(title).center(), window)
        found |= {f"in menu {entry}": spot for entry, spot in _entries(title.menu()).items()}
    return found | {f"answer {name}": _answer(session, name, words) for name, words in QUESTIONS.items()}


def _entries(menu: QMenu) -> dict[str, tuple[int, int]]:
    """By the name of the command, from the corner of the menu."""
    return {each.objectName(): menu.actionGeometry(each).center().toTuple() for each in menu.actions()}


def _answer(session: Session, command: str, words: str) -> tuple[int, int]:
    """The button of the question that a command asks, from its lower right corner."""
    found = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        button = next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words)
        x, y = _middle(button, dialog)
        found.append((x - dialog.width(), y - dialog.height()))
        dialog.reject()

    QTimer.singleShot(300, look)
    session.window.command_actions.action(command).trigger()
    return found[0]


def _middle(widget: QWidget, window: QWidget) -> tuple[int, int]:
    return _at(widget, widget.rect().center(), window)


def _at(widget: QWidget, point: QPoint, window: QWidget) -> tuple[int, int]:
    return widget.mapTo(window, point).toTuple()


def main(report: str, size: str) -> None:
    width, height = map(int, size.split("x"))
    session = launch([Path(report)], remember=False, size=(width, height), theme="light", language="en")
    deadline = QDeadlineTimer(60_000)
    while not session.is_ready and not deadline.hasExpired():
        session.app.processEvents()
    for _ in range(5):
        session.app.processEvents()
    print(json.dumps(places(session)))
    session.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
