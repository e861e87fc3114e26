"""A report that exceeds the limits of the analysis: the window says what is missing, and computes it on request."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from zjviewer.pipeline import background_completion

TEXT = "一、总体情况\n" + "2024年，全县主动公开政府信息120条，收到申请12件。\n" * 1500


@pytest.fixture
def long_report(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def bar(session, qtbot, long_report, monkeypatch):
    """The bar above the panes, after the long report was opened with workers that have no memory."""
    with monkeypatch.context() as patch:
        no_memory = [sys.executable, "-c", "import os; os._exit(97)"]
        patch.setattr(background_completion, "worker_command", lambda *_: no_memory)
        session.loader.open(long_report)
        bar = session.window.workspace.message_bar
        qtbot.waitUntil(lambda: "1024 MB" in bar.sentence)
    return bar


def button(bar) -> QPushButton:
    return next(each for each in bar.findChildren(QPushButton) if each.text() == "Compute anyway")


def test_the_text_stands_and_a_click_computes_the_rest(session, qtbot, bar):
    analysis = session.state.analysis
    assert analysis.report.text.startswith("一、总体情况")
    assert analysis.sections
    assert not analysis.figures
    qtbot.mouseClick(button(bar), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.state.analysis.figures) >= 3000)
    assert background_completion.missing_data(session.state.analysis) is None
    assert bar.sentence == ""


def test_the_offer_can_be_taken_by_the_keyboard(session, qtbot, bar):
    button(bar).setFocus()
    qtbot.keyClick(button(bar), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(session.state.analysis.figures) >= 3000)


def test_the_offer_belongs_to_one_report(session, qtbot, bar):
    reports = session.open_reports
    long = reports.front
    other = next(tab.number for tab in reports.open if tab.number != long)
    reports.show(other)
    qtbot.waitUntil(lambda: len(session.state.analysis.figures) > 100)
    assert bar.sentence == ""
    reports.show(long)
    qtbot.waitUntil(lambda: "1024 MB" in bar.sentence)
