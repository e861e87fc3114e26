"""Everything that can be pressed or filled in says what it is, is reached by Tab in reading order, and shows that it has
the focus."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from zjviewer.gui.desk import OUTLINE

NARROW = 4
"""Pixels around a control in which its focus may show."""


def do(window, command: str) -> None:
    window.actions.action(command).trigger()


def controls(root: QWidget) -> list[QWidget]:
    """What can be pressed, or has the focus."""
    found = [root, *root.findChildren(QWidget)]
    return [each for each in found if _is_control(each) and each.focusProxy() is None]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and not widget.text():
        return False
    corner = isinstance(widget.parentWidget(), QTableView) and isinstance(widget, QAbstractButton)
    return (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)) and not corner


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    return [f"{type(each).__name__} {each.objectName()}" for each in controls(root) if not spoken(each).strip()]


def begin(window: QWidget, qtbot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_every_control_of_the_window_has_a_name(session):
    window = session.window
    assert nameless(window) == []
    do(window, "search.open")
    do(window, "checks.show")
    assert nameless(window) == []
