"""Terms of the field in the window: over their words, underlined on demand, and in a dialog of their own."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from zjviewer.core.model.report import Span
from zjviewer.core.search.glossary import terms
from zjviewer.gui.help.glossary_dialog import GlossaryDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def own_marks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def window(session, qtbot):
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    return session.window


def tip_over(window, words: str) -> str:
    view = window.workspace.text.view
    at = window.state.analysis.report.text.index(words)
    view.ensure_visible(Span(at, at + len(words)))
    point = view.char_center(at + 1)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)))
    told = QToolTip.text()
    QToolTip.hideText()
    return told


def dialog_of(qtbot, window) -> GlossaryDialog:
    QTest.keyClick(window, Qt.Key.Key_H, CTRL | SHIFT)
    return window.findChild(GlossaryDialog)


def test_a_term_is_explained_over_its_words_with_its_source(window):
    assert tip_over(window, "互联网、大数据") == ""
    told = tip_over(window, "规范性文件")
    assert "普遍约束力" in told
    assert "国办发〔2018〕37号" in told


def test_a_term_in_the_label_of_a_row_is_explained_too(window):
    window.state.set_table("review")
    model = window.workspace.table.view.model()
    tips = {model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(4)}
    label = next(label for label in tips if "维持" in label)
    assert label in tips[label]
    assert "第六十八条" in tips[label]


def test_a_note_of_the_reader_s_comes_before_a_term_and_is_no_markup(window):
    at = window.state.analysis.report.text.index("规范性文件")
    window.workspace.text.view.select(Span(at, at + 5))
    window.command_actions.action("notes.highlight").trigger()
    window.workspace.annotation_service.change(window.state.annotations[0].annotation, note="<b>见附件</b>")
    assert "&lt;b&gt;见附件&lt;/b&gt;" in tip_over(window, "规范性文件")


def test_terms_are_underlined_only_on_demand(window):
    view = window.workspace.text.view
    at = window.state.analysis.report.text.index("规范性文件")
    view.ensure_visible(Span(at, at + 5))
    QApplication.processEvents()
    before = view.viewport().grab().toImage()
    window.command_actions.action("view.terms").trigger()
    assert window.settings.preferences.terms_marked
    assert view.viewport().grab().toImage() != before
    window.command_actions.action("view.terms").trigger()
    assert view.viewport().grab().toImage() == before


def test_the_dialog_opens_at_the_term_of_the_cursor_and_finds_others(qtbot, window):
    at = window.state.analysis.report.text.index("行政诉讼")
    view = window.workspace.text.view
    view.ensure_visible(Span(at, at + 4))
    view.select(Span(at, at))
    dialog = dialog_of(qtbot, window)
    assert dialog.term.name == "行政诉讼"
    assert "第五十条" in dialog.details.text()
    QTest.keyClicks(dialog.field, "sbaqywd")
    assert dialog.list.count() == 0
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "saqywd")
    assert dialog.term.name == "三安全一稳定"
    dialog.field.clear()
    assert dialog.list.count() == len(terms())
    row = dialog.list.currentRow()
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.list.currentRow() == row + 1
    dialog.close()


def test_a_term_is_looked_for_in_the_text_from_the_dialog(qtbot, window):
    dialog = dialog_of(qtbot, window)
    dialog.field.setText("五公开")
    find = next(button for button in dialog.findChildren(QPushButton) if "Find" in button.text())
    QTest.mouseClick(find, Qt.MouseButton.LeftButton)
    assert window.workspace.search.field.text() == "五公开"
    qtbot.waitUntil(lambda: len(window.state.hits) == 3)
