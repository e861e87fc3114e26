"""What can be pressed or filled in says what it is, is reached by Tab in reading order, and shows the focus."""

from itertools import pairwise, product

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QTabBar, QTableView, QWidget

from zjviewer.core.charts.compose import chart_content
from zjviewer.core.charts.kinds import chart_type
from zjviewer.core.model.chart_options import AS_REPORTED
from zjviewer.gui.startup.crash_dialog import CrashDialog

NARROW = 4
"""Pixels around a control in which its focus may show."""


DIALOGS = (
    *("help.about", "help.shortcuts", "help.reading", "help.terms", "help.guide", "chart.export"),
    *("chart.edit", "chart.export_all"),
    *("correct.describe", "correct.bind", "correct.table", "correct.rename"),
)
"""Commands that open a window of their own, other than the system's for files and printers."""


def do(window, command: str) -> None:
    window.command_actions.action(command).trigger()


def controls(root: QWidget) -> list[QWidget]:
    """What can be pressed, or has the focus."""
    found = [root, *root.findChildren(QWidget)]
    return [each for each in found if _is_control(each) and each.focusProxy() is None]


def _is_control(widget: QWidget) -> bool:
    if not widget.isVisible() or (isinstance(widget, QLabel) and not widget.text()):
        return False
    corner = isinstance(widget.parentWidget(), QTableView) and isinstance(widget, QAbstractButton)
    return (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)) and not corner


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    return [f"{type(each).__name__} {each.objectName()}" for each in controls(root) if not spoken(each).strip()]


@pytest.fixture(params=["reading", "searching", "checking", "annotating", "choosing"])
def window(request, qtbot, session):
    """The window, with what is shown at some work."""
    window = session.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.text.setFocus()
    if request.param == "searching":
        do(window, "search.open")
        window.workspace.search.field.setText("公开")
        qtbot.waitUntil(lambda: session.state.hits is not None and len(session.state.hits) > 0)
    elif request.param == "checking":
        do(window, "checks.next")
    elif request.param == "annotating":
        do(window, "notes.show")
    elif request.param == "choosing":
        do(window, "library.show")
    return window


def walk_by_tab(start: QWidget) -> list[QWidget]:
    """Once around, from the control that lies highest."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in found:
        found.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert focus is found[0]
    first = min(range(len(found)), key=lambda at: _place(found[at], start.window()).y())
    return found[first:] + found[:first]


def _place(widget: QWidget, window: QWidget) -> QRect:
    """What is seen of it."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def test_every_control_of_the_window_has_a_name(window):
    assert nameless(window) == []


def test_the_tabs_of_the_side_pane_have_names_whether_words_or_icons_are_shown(qapp, session):
    window = session.window
    do(window, "search.open")
    for size, width in product(("size.160", "size.100"), (1920, 1024, 800)):
        do(window, size)
        window.resize(width, 700)
        qapp.processEvents()
        bar = window.workspace.side.findChild(QTabBar)
        tabs = QAccessible.queryAccessibleInterface(bar)
        names = [tabs.child(index).text(QAccessible.Text.Name) for index in range(bar.count())]
        assert [name.partition(" (")[0] for name in names] == ["Outline", "Hits", "Checks", "Notes"], (size, width)


def test_tab_reaches_everything_in_reading_order_shows_it_and_comes_back(window):
    stops = walk_by_tab(QApplication.focusWidget())
    buttons = {each for each in controls(window) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()}
    assert buttons - set(stops) == set()
    are_in_order(window, stops)
    comes_back(stops[1])
    assert unmarked(stops) == []


def are_in_order(window: QWidget, stops: list[QWidget]) -> None:
    """Every pane from left to right and from top to bottom."""
    desk = window.workspace
    panes = [next((at for at, pane in enumerate(desk._panes) if pane.isAncestorOf(stop)), -1) for stop in stops]
    inside = [pane for pane in panes if pane >= 0]
    assert inside == sorted(inside)
    for (pane, before), (after_pane, after) in pairwise(zip(panes, stops, strict=True)):
        if pane == after_pane >= 0:
            assert in_reading_order(before, after), (spoken(before), spoken(after))


def comes_back(start: QWidget) -> None:
    """Tab and the key for the way back."""
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is start


def unmarked(stops: list[QWidget]) -> list[str]:
    """Those that look the same with the focus and without it."""
    found = []
    for stop in stops:
        window = stop.window()
        stops[stop is stops[0]].setFocus()
        QApplication.processEvents()
        around = _place(stop, window).adjusted(-NARROW, -NARROW, NARROW, NARROW) & window.rect()
        before = window.grab(around).toImage()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if window.grab(around).toImage() == before:
            found.append(spoken(stop) or type(stop).__name__)
    return found


def in_reading_order(before: QWidget, after: QWidget) -> bool:
    one, other = _place(before, before.window()), _place(after, after.window())
    return one.bottom() <= other.top() or one.right() <= other.left()


def test_dialogs_name_their_controls_lead_tab_in_reading_order_and_show_the_focus(qtbot, session):
    window, seen = session.window, []
    state = session.state
    state.select_figures(state.analysis.table_by_id["review"].figures[0])

    def look() -> None:
        dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
        try:
            seen.append(problems(dialog))
        finally:
            dialog.reject()

    for command in DIALOGS:
        seen.clear()
        QTimer.singleShot(0, look)
        do(window, command)
        qtbot.waitUntil(lambda: bool(seen))
        assert seen == [([], [], [])], command


def problems(dialog: QDialog) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Controls without a name, those that Tab reaches out of order, those that do not show the focus."""
    dialog.activateWindow()
    QApplication.processEvents()
    stops = walk_by_tab(next(each for each in controls(dialog) if each.focusPolicy() & Qt.FocusPolicy.TabFocus))
    disorder = [(spoken(one), spoken(next_)) for one, next_ in pairwise(stops) if not in_reading_order(one, next_)]
    return nameless(dialog), disorder, unmarked(stops)


def test_a_chart_tells_title_kind_unit_and_every_label_and_value(session, analysis):
    canvas = session.window.workspace.chart.canvas
    for chart in analysis.charts:
        if chart.id != chart.table:
            continue
        session.state.set_table(chart.table)
        heard = QAccessible.queryAccessibleInterface(canvas)
        words = heard.text(QAccessible.Text.Description)
        assert heard.text(QAccessible.Text.Name) == canvas.chart_scene.title
        scene = canvas.chart_scene
        kind = chart_type(chart_content(analysis, chart, AS_REPORTED).kind)
        drawn = "，".join(filter(None, (kind.label, scene.subtitle)))
        assert words.startswith(f"{scene.title}。{drawn}。")
        told = [f"{mark.category} {mark.tooltip.splitlines()[0]}" for mark in canvas.chart_scene.marks]
        assert told
        assert [each for each in told if each not in words] == []


@pytest.mark.parametrize("command", ["help.palette", "go.to", "table.choose"])
def test_what_opens_over_the_panes_names_its_controls(qtbot, session, command):
    window = session.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.text.setFocus()
    do(window, command)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert nameless(window) == []
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not field.isVisible())


def test_the_report_of_a_fault_names_its_controls(qtbot, session):
    dialog = CrashDialog(session.window, "zjviewer.log")
    dialog.show()
    found = problems(dialog)
    dialog.close()
    assert found == ([], [], [])
