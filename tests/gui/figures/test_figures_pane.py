"""All figures: filters, order, marks, and what the other panes show of them, with real clicks and keys."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.sample import sample_analysis
from zjviewer.core.figures.figure_filter import FigureFilter, Standing
from zjviewer.core.figures.number_format import format_figure
from zjviewer.gui.figures import figures_pane
from zjviewer.gui.figures.figures_model import FIGURE, NAME, ORDERS, SECTION, VALUE, FiguresModel
from zjviewer.gui.figures.figures_pane import FiguresPane
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme

ANALYSIS = sample_analysis()
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def state(qapp):
    return ViewState()


@pytest.fixture
def pane(qtbot, state):
    jobs = Jobs()
    made = FiguresPane(state, load_theme(False), jobs)
    qtbot.addWidget(made)
    made.resize(560, 640)
    state.set_analysis(ANALYSIS)
    made.show()
    qtbot.waitExposed(made)
    yield made
    jobs.close()


def click(pane, row, modifier=Qt.KeyboardModifier.NoModifier):
    at = pane.view.visualRect(pane.model.index(row, NAME)).center()
    QTest.mouseClick(pane.view.viewport(), LEFT, modifier, at)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_every_figure_is_listed_with_its_value_and_its_section(pane):
    assert pane.model.figures == ANALYSIS.figures
    for row, figure in enumerate(ANALYSIS.figures):
        assert pane.model.index(row, VALUE).data() == format_figure(figure)
        assert pane.model.index(row, SECTION).data().endswith(ANALYSIS.section_by_id[figure.section].title)
        assert pane.model.index(row, NAME).data(FIGURE) is figure


def test_the_model_is_sound_with_every_filter_and_order(qtbot):
    model = FiguresModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_analysis(ANALYSIS)
    for order in ORDERS:
        model.set_order(order, True)
        model.set_filter(FigureFilter(words=order, standing="loose"))
        model.set_filter(FigureFilter())
    model.show_analysis(None)
    assert model.rowCount() == 0
    del tester


def test_a_click_selects_the_figure_everywhere_and_ctrl_adds_another(pane, state):
    click(pane, 2)
    assert state.selection.figures == (ANALYSIS.figures[2].id,)
    click(pane, 5, CONTROL)
    assert state.selection.figures == (ANALYSIS.figures[2].id, ANALYSIS.figures[5].id)
    assert pane.chosen == (ANALYSIS.figures[2], ANALYSIS.figures[5])


def test_arrow_keys_select_after_a_moment_and_focus_alone_selects_nothing(qtbot, pane, state):
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert state.selection.figures == ()
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(state.selection.figures))
    assert state.selection.figures == (pane.view.currentIndex().data(FIGURE).id,)


def test_a_selection_from_elsewhere_marks_its_rows_and_a_click_on_empty_ground_clears_it(pane, state):
    figures = ANALYSIS.figures[3:5]
    state.select_figures(*figures)
    assert pane.chosen == figures
    pane.field.setText(ANALYSIS.figures[0].literal)
    pane.apply_filter()
    inside = pane.view.viewport().rect()
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=inside.bottomLeft())
    assert state.selection.figures == ()


def test_words_typed_into_the_field_filter_and_what_does_not_exist_says_so(qtbot, pane):
    figure = ANALYSIS.figures[4]
    pane.field.setFocus()
    QTest.keyClicks(pane.field, "".join(each for each in figure.literal if each.isascii()))
    qtbot.waitUntil(lambda: len(pane.model.figures) < len(ANALYSIS.figures))
    assert figure in pane.model.figures
    pane.field.setText("no such figure")
    pane.apply_filter()
    assert pane._empty.isVisible()
    pane.clear_filter()
    assert pane.model.figures == ANALYSIS.figures


@pytest.mark.parametrize("name", ["section", "unit", "kind", "year", "standing"])
def test_every_entry_of_every_field_lists_what_has_it(pane, name):
    box = getattr(pane, name)
    for index in range(1, box.count()):
        choose(box, box.itemData(index))
        assert pane.model.figures
        assert len(pane.model.figures) <= len(ANALYSIS.figures)
    choose(box, None)
    assert pane.model.figures == ANALYSIS.figures


def test_figures_that_stand_in_no_table_are_found(pane):
    loose: Standing = "loose"
    choose(pane.standing, loose)
    assert pane.model.figures
    assert not set(ANALYSIS.tables_by_figure) & {each.id for each in pane.model.figures}


def test_a_click_on_a_title_sorts_and_a_third_one_restores_the_order_of_the_report(pane):
    header = pane.view.horizontalHeader()
    x = header.sectionViewportPosition(VALUE) + 10
    values = [each.value for each in ANALYSIS.figures]
    for wanted in (sorted(values, reverse=True), sorted(values), values):
        QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(x, header.height() // 2))
        assert [each.value for each in pane.model.figures] == wanted


def test_marked_figures_are_offered_for_a_table(qtbot, pane):
    assert not pane._make.isEnabled()
    click(pane, 0)
    click(pane, 1, CONTROL)
    with qtbot.waitSignal(pane.table_asked) as asked:
        QTest.mouseClick(pane._make, LEFT)
    assert asked.args == [ANALYSIS.figures[:2]]


def test_marked_figures_are_copied_and_without_marks_all_listed_ones(pane):
    pane.copy_figures()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(ANALYSIS.figures) + 1
    click(pane, 1)
    QTest.keyClick(pane.view, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert "<table" in QGuiApplication.clipboard().mimeData().html()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_saved_file_has_the_listed_figures(qtbot, pane, state, tmp_path, monkeypatch, suffix):
    path = tmp_path / f"figures.{suffix}"
    monkeypatch.setattr(figures_pane, "ask_table_path", lambda *_: (path, True))
    choose(pane.standing, "loose")
    with qtbot.waitSignal(state.file_saved):
        pane.export_figures()
    literals = [each.literal for each in pane.model.figures]
    if suffix == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert [row[4] for row in rows[1:]] == literals
    else:
        workbook = load_workbook(path)
        values = [cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row]
        assert all(literal in values for literal in literals)


def test_twenty_thousand_figures_are_listed_and_the_last_one_can_be_seen_and_chosen(pane, state):
    figures = tuple(replace(ANALYSIS.figures[0], id=f"f{n}", value=Decimal(n)) for n in range(20_000))
    state.set_analysis(replace(ANALYSIS, figures=figures, tables=(), checks=()))
    assert pane.model.rowCount() == 20_000
    pane.view.scrollToBottom()
    click(pane, 19_999)
    assert state.selection.figures == ("f19999",)


def test_the_window_makes_a_table_of_marked_figures_and_lists_a_figure_of_no_table(open_session, monkeypatch):
    window = open_session().window
    window.command_actions.action("figures.show").trigger()
    pane = window.workspace.figures
    assert pane.isVisible()
    assert len(pane.model.figures) == len(window.state.analysis.figures)
    asked = []
    monkeypatch.setattr(
        "zjviewer.gui.corrections.table_dialog.TableDialog.exec", lambda dialog: asked.append(dialog.draft) or 0
    )
    click(pane, 0)
    click(pane, 3, CONTROL)
    QTest.mouseClick(pane._make, LEFT)
    assert [len(draft.figures) for draft in asked] == [2]
    assert asked[0].figures == tuple(window.state.analysis.figures[row] for row in (0, 3))
