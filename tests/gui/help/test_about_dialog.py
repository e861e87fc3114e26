"""The About box names every part with its licence and copies what a report of a problem needs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTreeWidget, QWidget

from zjviewer.gui.help.about_dialog import About, show_about
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.system import licences
from zjviewer.version import __version__


@pytest.fixture
def about(qtbot, qapp) -> About:
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    appearance = Appearance(qapp, "light", "en")
    dialog = show_about(window, appearance)
    yield dialog
    dialog.reject()
    appearance.deleteLater()


def test_every_part_is_listed_and_its_licence_can_be_read(qtbot, about):
    shown, text = about.findChild(QTreeWidget), about.findChild(QPlainTextEdit)
    parts = {part.name.replace("_", "-"): part for part in licences.parts()}
    assert {shown.topLevelItem(row).text(0) for row in range(shown.topLevelItemCount())} == set(parts)
    for row in range(shown.topLevelItemCount()):
        item = shown.topLevelItem(row)
        assert (item.text(1), item.text(2)) == parts[item.text(0)][1:3]
        if row:
            qtbot.keyClick(shown, Qt.Key.Key_Down)
        assert text.toPlainText().split()[:50] == parts[item.text(0)].text.split()[:50]


def test_the_system_report_is_copied(qtbot, about):
    button = next(each for each in about.findChildren(QPushButton) if each.text() == "Copy system report")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith(f"zjviewer {__version__}")
    assert button.text() == "Copied"


def test_asked_for_again_the_open_one_comes_to_the_front(session):
    about = show_about(session.window, session.appearance)
    assert show_about(session.window, session.appearance) is about
    about.close()
