"""Screens come and go, and some are small: the window is on one of them, and no word in it is cut off."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QToolButton, QWidget

from zjviewer.gui.shell.main_window import GRIP, bring_onto_screen
from zjviewer.gui.state.settings import Settings

AWAY = QPoint(20_000, 12_000)


def is_in_sight(window: QWidget) -> bool:
    frame = window.frameGeometry()
    parts = [screen.availableGeometry() & frame for screen in QGuiApplication.screens()]
    return any(part.width() >= GRIP and part.height() >= GRIP for part in parts)


@pytest.fixture
def far_away(qtbot) -> str:
    """The geometry that a window has kept which lay on a screen to the right and below."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.move(AWAY)
    window.show()
    window.move(AWAY)
    assert not is_in_sight(window)
    return window.saveGeometry().toHex().toStdString()


def test_a_window_that_was_on_another_screen_opens_on_this_one(open_session, tmp_path, far_away):
    kept = Settings(tmp_path / "z.ini")
    kept.change(geometry=far_away)
    kept.save()
    assert is_in_sight(open_session(tmp_path / "z.ini").window)


@pytest.mark.parametrize("state", [Qt.WindowState.WindowMaximized, Qt.WindowState.WindowFullScreen])
def test_a_window_that_filled_the_screen_fills_it_again(qtbot, open_session, tmp_path, state):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setWindowState(state)
    window.show()
    kept = Settings(tmp_path / "z.ini")
    kept.change(geometry=window.saveGeometry().toHex().toStdString())
    kept.save()
    assert open_session(tmp_path / "z.ini").window.windowState() & state


def test_a_window_whose_screen_is_unplugged_comes_back(qapp, session):
    session.window.move(AWAY)
    assert not is_in_sight(session.window)
    qapp.screenRemoved.emit(qapp.primaryScreen())
    assert is_in_sight(session.window)


def test_a_window_that_is_in_sight_stays_where_it_is(session):
    session.window.move(40, 30)
    before = session.window.geometry()
    bring_onto_screen(session.window)
    assert session.window.geometry() == before


def cut_off(window: QWidget) -> list[str]:
    """Words of buttons and labels that have less room than they need; the title of the table shortens itself."""
    found = []
    for each in window.findChildren(QWidget):
        if each.visibleRegion().isEmpty() or each.objectName() == "title":
            continue
        button = isinstance(each, (QPushButton, QToolButton)) and each.text() and each.icon().isNull()
        if button and each.width() < each.fontMetrics().horizontalAdvance(each.text().replace("&", "")):
            found.append(each.text())
        if isinstance(each, QLabel) and not each.wordWrap() and each.width() < each.minimumSizeHint().width():
            found.append(each.text())
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_is_cut_off_whatever_is_shown(qtbot, qapp, open_session, language):
    session = open_session(language=language)
    window = session.window
    window.command_actions.action("search.open").trigger()
    window.workspace.search.field.setText("公开")
    qtbot.waitUntil(lambda: session.state.hits is not None and len(session.state.hits) > 0)
    for command in ("search.open", "checks.next", "notes.show", "library.show"):
        window.command_actions.action(command).trigger()
        for size in ((1280, 800), (1024, 768), (800, 480)):
            window.resize(*size)
            qapp.processEvents()
            assert (window.width(), window.height()) == size
            assert cut_off(window) == [], (command, size)
