"""The popup at selected text: where it appears, what its buttons do, when it disappears."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from zjviewer.core.annotations.annotation import COLOURS
from zjviewer.gui.reading.selection_popup import SelectionPopup

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def own_marks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture
def window(open_session):
    return open_session().window


def drag(window, words: str) -> None:
    view = window.workspace.text.view
    view.selection.clear()  # a press on selected text would drag it
    start = window.state.analysis.report.text.index(words)
    begin, end = view.char_center(start), view.char_center(start + len(words) - 1)
    QTest.mousePress(view.viewport(), LEFT, pos=begin - QPoint(6, 0))
    QTest.mouseMove(view.viewport(), end + QPoint(6, 0))
    QTest.mouseRelease(view.viewport(), LEFT, pos=end + QPoint(6, 0))
    assert view.selected_text() == words


def popup_of(window) -> SelectionPopup:
    return window.findChild(SelectionPopup)


def press(window, id_: str) -> None:
    QTest.mouseClick(popup_of(window).buttons[id_], LEFT)


def test_it_appears_within_the_text_when_the_mouse_has_selected_text_and_every_button_says_what_it_does(window):
    popup, view = popup_of(window), window.workspace.text.view
    assert not popup.isVisible()
    drag(window, "全面推进政务公开工作")
    assert popup.isVisible()
    assert view.rect().contains(popup.geometry())
    assert [id_ for id_, button in popup.buttons.items() if not button.toolTip()] == []
    assert [id_ for id_, button in popup.buttons.items() if not button.accessibleName()] == []
    assert not popup.buttons["correct.table"].isVisible()  # no figures are selected


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_highlights_the_selected_text(window, colour):
    drag(window, "全面推进政务公开工作")
    press(window, f"colour.{colour}")
    (made,) = window.state.annotations
    assert (made.annotation.kind, made.annotation.colour) == ("highlight", colour)
    assert not popup_of(window).isVisible()


def test_copy_quote_and_find_act_on_the_selected_text(window):
    drag(window, "全面推进政务公开工作")
    press(window, "edit.copy")
    assert QGuiApplication.clipboard().text() == "全面推进政务公开工作"
    drag(window, "全面推进政务公开工作")
    press(window, "text.copy_cited")
    assert QGuiApplication.clipboard().text().startswith("“全面推进政务公开工作”\n——")
    drag(window, "全面推进政务公开工作")
    press(window, "search.selection")
    assert window.workspace.search.field.text() == "全面推进政务公开工作"


def test_a_note_is_written_beside_the_text(window):
    drag(window, "全面推进政务公开工作")
    press(window, "notes.write")
    editor = window.workspace.annotations.findChild(type(window.focusWidget())).parentWidget()
    text = window.workspace.text
    assert editor.isVisible()
    assert (
        not text.rect()
        .translated(text.mapTo(window, QPoint()))
        .intersects(editor.rect().translated(editor.mapTo(window, QPoint())))
    )


@pytest.mark.parametrize("leave", ["key", "scroll", "click"])
def test_it_disappears_with_a_key_with_scrolling_and_with_a_click(window, leave):
    drag(window, "全面推进政务公开工作")
    view = window.workspace.text.view
    if leave == "key":
        QTest.keyClick(view, Qt.Key.Key_Down)
    elif leave == "scroll":
        view.verticalScrollBar().setValue(300)
    else:
        QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(30, 200))
    assert not popup_of(window).isVisible()


def test_figures_in_the_selected_text_can_become_a_table(window):
    figure = next(each for each in window.state.analysis.figures if each.id in window.state.analysis.tables_by_figure)
    window.workspace.text.view.ensure_visible(figure.span)
    text = window.state.analysis.report.text
    drag(window, text[figure.start - 6 : figure.end + 2])
    assert popup_of(window).buttons["correct.table"].isVisible()
