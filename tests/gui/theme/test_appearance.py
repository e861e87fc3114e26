"""What the reader chooses for eyes and for calm: larger words, stronger contrasts, nothing that moves by itself."""

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenuBar, QTabBar, QWidget

from zjviewer.core.model.report import Span
from zjviewer.gui.shell.loading import LoadingCard
from zjviewer.gui.theme.appearance import SIZES, set_motion_reduced
from zjviewer.gui.theme.theme import FAMILY, SMALL_SIZE, load_theme, scaled

WORDS = (QAbstractButton, QComboBox, QLabel, QLineEdit, QMenuBar, QTabBar)


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


@pytest.fixture(autouse=True)
def normal_again(qapp):
    before = qapp.font()
    yield
    qapp.setFont(before)
    set_motion_reduced(False)


def sizes_of(window: QWidget) -> dict[str, int]:
    """Of everything that shows words, by what it is."""
    shown = (each for each in window.findChildren(QWidget) if isinstance(each, WORDS) and each.isVisible())
    return {f"{type(each).__name__} {each.accessibleName()}": QFontInfo(each.font()).pixelSize() for each in shown}


def test_all_words_of_the_interface_have_the_size_that_is_chosen(session):
    window = session.window
    for size in SIZES:
        do(window, f"size.{size}")
        session.app.processEvents()
        assert min(sizes_of(window).values()) >= round(SMALL_SIZE * size / 100) - 1
        assert QGuiApplication.font().family() == FAMILY
        assert window.command_actions.action(f"size.{size}").isChecked()
        assert window.workspace.text.zoom == 100


def heights_of(window: QWidget) -> tuple[int, ...]:
    return window.statusBar().height(), window.workspace.outline.view.sizeHintForRow(0)


def test_lines_and_bars_grow_with_the_words(session):
    before = heights_of(session.window)
    do(session.window, "size.160")
    session.app.processEvents()
    assert all(new > 1.3 * old for old, new in zip(before, heights_of(session.window), strict=True))
    assert scaled(100) == round(100 * 21 / 13)


@pytest.mark.parametrize("command", ["size.140", "language.zh"])
def test_what_is_open_stays_as_it_is_when_size_or_language_changes(qtbot, session, command):
    window, state = session.window, session.state
    state.select_section(state.analysis.section_by_id["7"])
    do(window, "search.open")
    window.workspace.search.field.setText("公开")
    qtbot.waitUntil(lambda: state.hits is not None and len(state.hits) > 0)
    state.set_current_hit(90)
    state.select_section(state.analysis.section_by_id["7"])
    session.app.processEvents()
    before = (state.top_offset, state.current_section_id, state.table, state.selection)
    assert state.current_section_id == "7"
    do(window, command)
    session.app.processEvents()
    assert (state.top_offset, state.current_section_id, state.table, state.selection) == before
    assert window.workspace.search.isVisible()
    assert window.workspace.search.field.text() == "公开"


def test_size_contrast_and_calm_come_back_at_the_next_start(open_session, tmp_path):
    first = open_session(tmp_path / "z.ini", theme="")
    for command in ("size.125", "theme.contrast_dark", "view.still"):
        do(first.window, command)
    first.settings.save()
    set_motion_reduced(False)
    second = open_session(tmp_path / "z.ini", theme="")
    assert second.appearance.theme == load_theme(dark=True, contrast=True)
    assert second.appearance.size == 125
    for command in ("size.125", "theme.contrast_dark", "view.still"):
        assert second.window.command_actions.action(command).isChecked()


def test_switching_between_light_and_dark_keeps_the_contrast(session):
    do(session.window, "theme.contrast_light")
    do(session.window, "theme.switch")
    assert (session.appearance.theme.dark, session.appearance.theme.contrast) == (True, True)
    do(session.window, "theme.light")
    do(session.window, "theme.switch")
    assert (session.appearance.theme.dark, session.appearance.theme.contrast) == (True, False)


def test_nothing_moves_where_the_reader_wants_it_still(session):
    view = session.window.workspace.text.view
    view.flash(Span(0, 40))
    assert view.highlights._fade.state() == QAbstractAnimation.State.Running
    view.highlights._fade.stop()
    do(session.window, "view.still")
    before = view.grab().toImage()
    view.flash(Span(0, 40))
    assert view.highlights._fade.state() == QAbstractAnimation.State.Stopped
    assert view.grab().toImage() == before
    assert QGuiApplication.styleHints().cursorFlashTime() == 0
    card = session.window.findChild(LoadingCard)
    card.begin("report.pdf")
    assert card._line._animation.state() == QAbstractAnimation.State.Stopped
    card.end()


def test_in_chinese_the_dialog_for_files_is_chinese_throughout(session):
    do(session.window, "language.zh")
    kinds = [("QAbstractFileIconProvider", kind) for kind in ("Drive", "Folder", "Shortcut", "Unknown")]
    shown = [("QFileDialog", "&Look in:"), ("QFileDialog", "Files of &type:"), *kinds]
    told = [QCoreApplication.translate(*words) for words in shown]
    assert all(any(char >= "一" for char in words) for words in told)
    assert QCoreApplication.translate("QFileSystemModel", "Size") == "大小"
