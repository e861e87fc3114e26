"""The window fits its screen, and every size of the interface fits the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMainWindow, QToolButton, QWidget

from zjviewer.gui.shell.main_window import fit_to_size
from zjviewer.gui.theme.appearance import SIZES
from zjviewer.gui.workspace.workspace import DATA, STRIP, WIDE, WIDE_DATA


def shows_text(button: QAbstractButton) -> bool:
    icon_only = isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    elided = button.objectName() == "title"
    return bool(button.text()) and not elided and not (icon_only and not button.icon().isNull())


def icons_in(window) -> dict[str, int]:
    """Widths of the icons of visible buttons that the program has made, by their tooltips."""
    buttons = (each for each in window.findChildren(QToolButton) if each.isVisible() and each.toolTip())
    own = (each for each in buttons if not isinstance(each.parentWidget(), QLineEdit))
    return {each.toolTip(): each.iconSize().width() for each in own if not each.icon().isNull()}


def cut(root: QWidget) -> list[str]:
    """Texts of visible buttons, fields and labels of one line that are wider than their place."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QComboBox):
            text, room = widget.currentText(), widget.width() - 24
        elif isinstance(widget, QAbstractButton) and shows_text(widget):
            text, room = widget.text().replace("&", ""), widget.width()
        elif isinstance(widget, QLabel) and not widget.wordWrap():
            text, room = widget.text(), widget.width()
        else:
            continue
        if text and QFontMetrics(widget.font()).horizontalAdvance(text) > room + 1:
            found.append(text)
    return found


@pytest.mark.parametrize("free", [QSize(1280, 672), QSize(1024, 728), QSize(1920, 1040), QSize(640, 400)])
def test_a_window_and_its_minimum_fit_the_free_part_of_the_screen(qtbot, free):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setMinimumSize(800, 480)
    window.resize(1280, 800)
    fit_to_size(window, free)
    assert window.width() <= free.width()
    assert window.height() <= free.height()
    assert (window.width(), window.height()) == (min(1280, free.width()), min(800, free.height()))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_cut_at_any_size_from_1280_by_800_on(open_session, language):
    window = open_session(language=language).window
    window.resize(1280, 800)
    for size in (SIZES[0], SIZES[-1]):
        window.appearance.choose_size(size)
        for id_ in ("figures.show", "checks.show", "notes.show"):
            window.command_actions.action(id_).trigger()
            QTest.qWait(0)
            assert cut(window) == [], (size, id_)
        assert window.minimumSizeHint().width() <= 1280
        assert window.minimumSizeHint().height() <= 720
    window.appearance.choose_size(100)


@pytest.mark.parametrize("width", [1024, 1280, WIDE, 1920, 2560])
def test_the_data_pane_is_wide_in_a_wide_window(open_session, width):
    window = open_session().window
    window.resize(width, 900)
    QTest.qWait(0)
    shown = window.workspace.data.width()
    if width >= WIDE:
        assert WIDE_DATA[0] <= shown <= WIDE_DATA[1]
    else:
        assert shown <= 420


def test_a_report_without_tables_folds_the_data_to_a_strip_that_leads_to_the_figures(open_session):
    window = open_session().window
    window.resize(1280, 800)
    desk, state = window.workspace, window.state
    analysis, before = state.analysis, desk.data.width()
    state.set_analysis(replace(analysis, tables=(), charts=()))
    QTest.qWait(0)
    assert desk.data.folded
    assert desk.data.width() == STRIP
    assert desk.text.width() > 1280 - before - STRIP - 300
    hint = next(each for each in desk.data.findChildren(QLabel) if each.isVisible())
    assert "Make a table" in " ".join(hint.text().split())
    button = next(each for each in desk.data.findChildren(QAbstractButton) if each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.figures.isVisible()
    assert desk.data.width() == before
    state.set_analysis(analysis)
    assert not desk.data.folded
    assert desk.shows(DATA)


def test_labels_of_a_wide_table_stay_in_place_and_a_table_that_fits_does_not_scroll(open_session):
    window = open_session().window
    view = window.workspace.table.view
    window.resize(1280, 800)
    for table in window.state.analysis.tables:
        window.state.set_table(table.id)
        QTest.qWait(0)
        scrolls = view.horizontalScrollBar().maximum() > 0
        assert view.labels.isVisible() == scrolls
        assert not scrolls or len(table.columns) > 2
    widest = max(window.state.analysis.tables, key=lambda table: len(table.columns))
    figures = [cell for cell in widest.rows[0].cells if cell]
    wide = replace(
        widest,
        columns=tuple(f"第{number}列" for number in range(20)),
        rows=tuple(replace(row, cells=(figures[0],) * 20, cell_texts=()) for row in widest.rows),
    )
    window.state.set_analysis(replace(window.state.analysis, tables=(wide,), charts=()))
    window.state.set_table(wide.id)
    QTest.qWait(0)
    assert view.labels.isVisible()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    label = view.labels.visualRect(view.labels.model().index(0, 0))
    assert view.labels.viewport().rect().contains(label.center())
    QTest.mouseClick(view.labels.viewport(), Qt.MouseButton.LeftButton, pos=label.center())
    assert set(window.state.selection.figures) == {figures[0].id}


def test_icons_grow_with_the_interface(open_session):
    window = open_session().window
    before = icons_in(window)
    window.appearance.choose_size(160)
    QTest.qWait(0)
    after = icons_in(window)
    window.appearance.choose_size(100)
    assert len(before) > 10
    assert [tip for tip in before if tip in after and after[tip] <= before[tip]] == []
