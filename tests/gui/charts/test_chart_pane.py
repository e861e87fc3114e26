"""The pane of the chart: it follows the open table and the selection, and takes charts out."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar, QToolButton, QWidget

from tests.chart_sample import DISCLOSURE, PILOTS, REVIEW, Cell, analysis_of
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions
from zjviewer.errors import NotWritten
from zjviewer.gui.charts.chart_edit_dialog import ChartEditDialog
from zjviewer.gui.charts.chart_edits import ChartEdits
from zjviewer.gui.charts.chart_pane import ChartPane, preload
from zjviewer.gui.charts.source_line import SourceLine
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme

LIGHT = load_theme(False)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def state(qapp):
    return ViewState()


@pytest.fixture
def undo(state):
    return UndoHistory(state, state)


@pytest.fixture
def edits(state, undo):
    return ChartEdits(state, undo, Jobs(state), state)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(420, 400)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pane(qtbot, state, window, edits):
    preload()
    made = ChartPane(state, LIGHT, edits, window)
    made.resize(420, 400)
    window.show()
    qtbot.waitExposed(window)
    return made


def open_table(state, analysis):
    state.set_analysis(analysis)
    state.set_table("t")


def button(pane, name: str) -> QToolButton:
    return next(each for each in pane.findChildren(QToolButton) if each.accessibleName() == name)


def click_mark(qtbot, pane, mark: int):
    box = pane.canvas.chart_scene.marks[mark].box
    at = pane.canvas.rect_of(mark).center()
    at.setY(round(box.y + box.height / 2))
    qtbot.mouseClick(pane.canvas.viewport(), LEFT, pos=at)


def test_a_chart_of_the_report_before_is_not_drawn_while_another_comes(pane, state, monkeypatch):
    open_table(state, DISCLOSURE)
    assert pane.chart is not None
    shown, drawn = pane._head.show_charts, []

    def resize_first(*titles):  # as the layout does where the heads of two tables differ in height
        pane._scroll_area.resized.emit()
        drawn.append(pane.chart)
        shown(*titles)

    monkeypatch.setattr(pane._head, "show_charts", resize_first)
    state.set_analysis(REVIEW)  # its table has the same id
    assert drawn[0] is None


def test_the_open_table_shows_its_main_chart(pane, state):
    open_table(state, PILOTS)
    assert pane.chart == PILOTS.charts[0]
    assert pane.canvas.chart_scene.title == "浙江省2017年试点公开事项"
    assert pane.canvas.isVisible()


def test_a_bar_click_selects_the_words_it_came_from(pane, state, qtbot):
    open_table(state, PILOTS)
    click_mark(qtbot, pane, 3)
    figure = PILOTS.tables[0].rows[3].cells[0]
    assert state.selection.figures == (figure.id,)
    assert state.selection.table == "t"
    start, end = state.selection.span
    assert PILOTS.report.text[start:end] == "233项"
    assert pane.canvas.selected == {3}


def test_enter_selects_the_mark_that_keys_have_reached(pane, state, qtbot):
    open_table(state, PILOTS)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(pane.canvas, key)
    assert state.selection.figures == (PILOTS.figures[1].id,)


def test_a_selection_from_elsewhere_is_shown_and_not_answered(pane, state):
    open_table(state, PILOTS)
    heard = []
    state.selection_changed.connect(heard.append)
    state.select_figures(PILOTS.figures[5])
    assert pane.canvas.selected == {5}
    assert len(heard) == 1


def test_a_figure_of_another_chart_of_the_table_brings_that_chart(pane, state):
    open_table(state, DISCLOSURE)
    growth = DISCLOSURE.tables[0].rows[2].cells[1]
    state.select_figures(growth)
    assert pane.chart == DISCLOSURE.charts[1]
    assert pane.canvas.selected == {2}


def test_the_charts_of_a_table_are_tabs(pane, state):
    open_table(state, DISCLOSURE)
    tabs = pane.findChild(QTabBar)
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["数量", "同比"]
    pane.next_chart()
    assert pane.chart == DISCLOSURE.charts[1]
    pane.next_chart()
    assert pane.chart == DISCLOSURE.charts[0]
    open_table(state, PILOTS)
    assert not tabs.isVisible()


def test_charts_whose_names_have_no_room_as_tabs_are_a_list(pane, state, qtbot):
    open_table(state, DISCLOSURE)
    tabs, listed = pane.findChild(QTabBar), pane.findChild(QComboBox)
    assert (tabs.isHidden(), listed.isHidden()) == (False, True)
    pane.resize(110, pane.height())
    qtbot.waitUntil(listed.isVisible)
    assert tabs.isHidden()
    listed.setCurrentIndex(1)
    listed.activated.emit(1)
    assert tabs.currentIndex() == 1
    assert pane.chart == DISCLOSURE.charts[1]


def test_buttons_have_words_where_there_is_room(pane, state):
    open_table(state, PILOTS)
    buttons = [button(pane, name) for name in ("Edit chart…", "Copy chart", "Save chart…")]
    pane.resize(700, 400)
    assert {each.toolButtonStyle() for each in buttons} == {Qt.ToolButtonStyle.ToolButtonTextBesideIcon}
    assert [each.text() for each in buttons] == ["Edit", "Copy", "Save"]
    pane.resize(330, 400)
    styles = [each.toolButtonStyle() for each in buttons]
    assert styles[1:] == [Qt.ToolButtonStyle.ToolButtonTextBesideIcon] * 2  # copying and saving can be read
    pane.resize(240, 400)
    assert {each.toolButtonStyle() for each in buttons} == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert all(each.geometry().right() <= pane.width() for each in buttons)


def test_only_options_that_make_a_difference_are_offered(pane, state):
    open_table(state, REVIEW)
    shares, log = button(pane, "Shares instead of counts"), button(pane, "Logarithmic scale")
    assert (shares.isVisible(), log.isVisible()) == (True, False)
    open_table(state, analysis_of(("甲", [Cell("9", "件")]), ("乙", [Cell("9000", "件")])))
    assert (shares.isVisible(), log.isVisible()) == (False, True)


def test_the_buttons_change_measure_and_scale(pane, state, qtbot):
    open_table(state, REVIEW)
    qtbot.mouseClick(button(pane, "Shares instead of counts"), LEFT)
    assert pane.options.measure == "share"
    assert pane.canvas.chart_scene.marks[0].label == "53%"


def test_the_order_is_chosen_from_a_menu(pane, state):
    open_table(state, PILOTS)
    menu = button(pane, "Order of the bars").menu()
    next(action for action in menu.actions() if action.data() == "descending").trigger()
    assert pane.canvas.chart_scene.marks[1].category == "义乌市"
    assert [action.data() for action in menu.actions() if action.isChecked()] == ["descending"]


def test_a_choice_can_be_undone_and_done_again(pane, state, undo, qtbot):
    open_table(state, REVIEW)
    qtbot.mouseClick(button(pane, "Shares instead of counts"), LEFT)
    undo.undo()
    assert pane.options == AS_REPORTED
    assert not button(pane, "Shares instead of counts").isChecked()
    assert pane.canvas.chart_scene.marks[1].label == "845"
    undo.redo()
    assert pane.canvas.chart_scene.marks[0].label == "53%"
    assert button(pane, "Shares instead of counts").isChecked()


def test_the_dialog_changes_the_chart_in_one_step(pane, state, undo, qtbot):
    open_table(state, PILOTS)

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ChartEditDialog)
        dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("lollipop"))
        dialog.form.subtitle.setText("七个试点")
        qtbot.keyClick(dialog.form.subtitle, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    qtbot.mouseClick(button(pane, "Edit chart…"), LEFT)
    assert pane.options == ChartOptions(kind="lollipop", subtitle="七个试点")
    assert {mark.shape for mark in pane.canvas.chart_scene.marks} == {"dot"}
    undo.undo()
    assert pane.options == AS_REPORTED
    assert not undo.can_undo


def test_a_dialog_that_is_cancelled_changes_nothing(pane, state, undo, qtbot):
    open_table(state, PILOTS)

    def leave():
        dialog = QApplication.activeModalWidget()
        dialog.form.log.setChecked(True)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    pane.edit_chart()
    assert pane.options == AS_REPORTED
    assert not undo.can_undo


def test_the_selected_bar_is_highlighted_and_no_longer(pane, state, qtbot):
    open_table(state, PILOTS)
    with qtbot.waitSignal(state.message_posted):
        pane.toggle_highlight()  # nothing is selected
    assert pane.options == AS_REPORTED
    click_mark(qtbot, pane, 5)
    pane.toggle_highlight()
    assert pane.options.highlights == ("义乌市",)
    assert [mark.color_role for mark in pane.canvas.chart_scene.marks[1:]].count("series0") == 1
    assert pane.canvas.selected == {5}
    state.clear_selection()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        qtbot.keyClick(pane.canvas, key)
    pane.toggle_highlight()
    assert pane.options.highlights == ("义乌市", "杭州市拱墅区")
    click_mark(qtbot, pane, 5)
    pane.toggle_highlight()
    assert pane.options.highlights == ("杭州市拱墅区",)


def test_an_edit_is_in_the_file_of_marks_and_comes_back(pane, state, edits, undo, qtbot, tmp_path):
    made = replace(PILOTS, report=replace(PILOTS.report, path=tmp_path / "r.txt"))
    open_table(state, made)
    options = ChartOptions(title="义乌领先", highlights=("义乌市",), kind="dots", width=80.0)
    assert edits.change(made.charts[0], options)
    assert pane.canvas.chart_scene.title == "义乌领先"
    written = (tmp_path / "r.txt.marks.toml").read_text(encoding="utf-8")
    assert 'title = "义乌领先"' in written
    open_table(state, REVIEW)
    assert state.chart_edits == ()
    open_table(state, made)
    qtbot.waitUntil(lambda: pane.canvas.chart_scene.title == "义乌领先")
    undo.undo()
    assert "义乌领先" not in (tmp_path / "r.txt.marks.toml").read_text(encoding="utf-8")
    assert pane.canvas.chart_scene.title == "浙江省2017年试点公开事项"


def test_an_edit_that_cannot_be_saved_changes_nothing(pane, state, undo, qtbot, tmp_path, monkeypatch):
    def refuse(*_):
        raise NotWritten("No room for {path}.", path=str(tmp_path))

    monkeypatch.setattr("zjviewer.gui.charts.chart_edits.update_annotation_file", refuse)
    open_table(state, replace(REVIEW, report=replace(REVIEW.report, path=tmp_path / "r.txt")))
    with qtbot.waitSignal(state.message_posted):
        qtbot.mouseClick(button(pane, "Shares instead of counts"), LEFT)
    assert pane.options == AS_REPORTED
    assert not button(pane, "Shares instead of counts").isChecked()
    assert not undo.can_undo


def test_the_source_is_below_the_chart_however_it_is_scrolled(pane, state):
    pane.resize(300, 200)
    open_table(state, PILOTS)
    line = pane.findChild(SourceLine)
    assert line.isVisible()
    assert line.text().startswith("来源：浙江省人民政府")
    assert 1 <= len(line.text().split("\n")) <= 2
    assert pane.canvas.height() > pane._scroll_area.height()
    assert not any(item.role == "source" for item in pane.canvas.chart_scene.texts)


def test_a_high_pane_is_filled(pane, state):
    open_table(state, REVIEW)
    low = pane.canvas.chart_scene.height
    pane.resize(420, 700)
    assert pane.canvas.chart_scene.height > low
    assert pane.canvas.height() <= pane._scroll_area.height()


def test_a_narrower_pane_plans_the_chart_anew(pane, state):
    open_table(state, PILOTS)
    wide = pane.canvas.chart_scene.width
    pane.resize(340, 400)
    assert 330 <= pane.canvas.chart_scene.width <= 340 < wide  # without the frame


def test_a_chart_higher_than_the_pane_scrolls_to_what_is_selected(pane, state):
    pane.resize(420, 200)
    open_table(state, PILOTS)
    assert pane.canvas.chart_scene.width < 420
    state.select_figures(PILOTS.figures[-1])
    assert pane.canvas.y() < 0
    box = pane.canvas.rect_of(7)
    assert pane.canvas.y() + box.bottom() <= 200


def test_before_the_figures_are_read_the_pane_says_so(pane, state):
    state.set_analysis(replace(PILOTS, tables=(), charts=(), figures=(), complete=False))
    assert message(pane) == "Reading the figures…"
    state.set_analysis(replace(PILOTS, tables=(), charts=(), figures=()))
    assert message(pane).startswith("No tables")


def test_a_table_without_figures_says_why_there_is_no_chart(pane, state):
    open_table(state, analysis_of(("甲", [None])))
    assert message(pane).startswith("This table has nothing")


def message(pane) -> str:
    return pane._message.text() if pane._message.isVisible() else ""


def test_a_theme_reaches_the_canvas(pane, state):
    open_table(state, PILOTS)
    pane.show_theme(load_theme(True))
    assert pane.canvas.grab().toImage().pixelColor(2, 2) == load_theme(True).color("background")


def test_a_copied_chart_is_a_picture_and_a_drawing(pane, state, qtbot):
    open_table(state, PILOTS)
    with qtbot.waitSignal(state.message_posted):
        pane.copy_chart()
    data = QGuiApplication.clipboard().mimeData()
    assert data.imageData().width() == 1890
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")


def test_without_a_chart_nothing_is_copied_or_exported(pane, state):
    heard = []
    state.message_posted.connect(heard.append)
    pane.copy_chart()
    pane.export_chart()
    pane.export_all_charts()
    assert heard == []


def test_the_choices_of_an_export_come_back(pane):
    kept = {"format": "svg", "width": 90.0, "unit": "mm"}
    pane.restore_settings(kept)
    assert pane.settings() == kept
    assert pane.options == AS_REPORTED


def test_a_pane_made_before_its_canvas_waits_for_it(window, state, edits, monkeypatch):
    monkeypatch.setattr("zjviewer.gui.charts.chart_pane._preloaded", Event())
    made = ChartPane(state, LIGHT, edits, window)
    window.show()
    open_table(state, PILOTS)
    assert made.canvas is None
    assert message(made) == "Drawing…"
    list(made.create_canvas())
    assert made.canvas.chart_scene.title == "浙江省2017年试点公开事项"


def test_order_and_scale_belong_to_one_chart(pane, state, qtbot, tmp_path):
    first = replace(DISCLOSURE, report=replace(DISCLOSURE.report, path=tmp_path / "a.txt"))
    state.set_analysis(first)
    state.set_table(first.tables[0].id)
    pane.set_options(ChartOptions(sort="ascending"))
    shown = [mark.category for mark in pane.canvas.chart_scene.marks]
    second = replace(REVIEW, report=replace(REVIEW.report, text=REVIEW.report.text + "。", path=tmp_path / "b.txt"))
    state.set_analysis(second)
    state.set_table(second.tables[0].id)
    assert pane.options == AS_REPORTED
    assert not any(each.isChecked() for each in pane._head._orders.actions() if each.data() == "ascending")
    state.set_analysis(first)
    state.set_table(first.tables[0].id)
    qtbot.waitUntil(lambda: pane.options == ChartOptions(sort="ascending"))  # read from its file
    assert [mark.category for mark in pane.canvas.chart_scene.marks] == shown


def test_every_chart_is_saved_with_the_options_of_its_own(pane, state, monkeypatch):
    open_table(state, DISCLOSURE)
    pane.set_options(ChartOptions(sort="descending", measure="share"))
    asked = []

    class Dialog(QObject):
        saved = Signal(str)

        def __init__(self, analysis, charts, options, *others):
            super().__init__()
            asked.append([(chart.id, options(chart)) for chart in charts])

        def exec(self):
            return 0

        def settings(self):
            return {}

    monkeypatch.setattr("zjviewer.gui.charts.chart_export_dialog.ChartExportDialog", Dialog)
    pane.export_chart()
    pane.export_all_charts()
    assert asked[0] == [(pane.chart.id, pane.options)]
    assert dict(asked[1]) == {
        chart.id: pane.options if chart == pane.chart else AS_REPORTED for chart in DISCLOSURE.charts
    }


def test_a_click_beside_the_marks_clears_the_selection(pane, state, qtbot):
    open_table(state, PILOTS)
    state.select_figures(PILOTS.figures[3])
    qtbot.mouseClick(pane.canvas.viewport(), LEFT, pos=QPoint(2, 2))
    assert state.selection == Selection()
    assert pane.canvas.selected == frozenset()
    state.select_figures(PILOTS.figures[3])
    pane.resize(420, 900)
    qtbot.mouseClick(pane._scroll_area.viewport(), LEFT, pos=QPoint(5, pane._scroll_area.height() - 3))
    assert state.selection == Selection()
