import csv
import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMessageBox, QToolButton

from tests.sample import sample_analysis
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.tables.table_pane import TablePane
from zjviewer.gui.theme.theme import load_theme

ANALYSIS = sample_analysis()
OPENED = ANALYSIS.table_by_id["opened"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def state(qapp):
    made = ViewState()
    made.set_analysis(ANALYSIS)
    return made


@pytest.fixture
def pane(qtbot, state):
    jobs = Jobs()
    made = TablePane(state, load_theme(False), jobs)
    qtbot.addWidget(made)
    made.resize(440, 320)
    made.show()
    qtbot.waitExposed(made)
    state.set_table("opened")
    yield made
    jobs.close()


def click(qtbot, pane, row, column, modifier=Qt.KeyboardModifier.NoModifier):
    view = pane.view
    at = view.visualRect(view.model().index(row, column)).center()
    qtbot.mouseClick(view.viewport(), LEFT, modifier, at)


def click_heading(qtbot, pane, column):
    heading = pane.view.horizontalHeader()
    at = QPoint(heading.sectionViewportPosition(column) + heading.sectionSize(column) // 2, heading.height() // 2)
    qtbot.mouseClick(heading.viewport(), LEFT, pos=at)


def marked(pane) -> list[str]:
    return sorted(index.data() for index in pane.view.selectionModel().selectedIndexes())


def labels(pane) -> list[str]:
    model = pane.view.model()
    return [model.index(row, 0).data()[:2] for row in range(model.rowCount())]


def test_a_click_on_a_cell_selects_its_figure_in_this_table(qtbot, pane, state):
    click(qtbot, pane, 2, 2)
    figure = OPENED.rows[2].cells[1]
    assert state.selection == Selection("2.1", figure.span, (figure.id,), "opened")
    assert marked(pane) == ["−7%"]


def test_a_click_on_a_label_selects_the_figures_of_its_row(qtbot, pane, state):
    click(qtbot, pane, 0, 0)
    assert state.selection.figures == tuple(f.id for f in OPENED.rows[0].cells)
    assert marked(pane) == ["+11%", "9,341,853"]


def test_a_click_on_an_empty_cell_selects_nothing(qtbot, pane, state):
    state.set_table("review")
    click(qtbot, pane, 0, 2)
    assert state.selection == Selection()


def test_enter_selects_at_once_and_arrow_keys_after_a_pause(qtbot, pane, state):
    click(qtbot, pane, 0, 1)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert state.selection.figures == (OPENED.rows[0].cells[0].id,)
    with qtbot.waitSignal(state.selection_changed):
        pass
    assert state.selection.figures == (OPENED.rows[1].cells[0].id,)
    qtbot.keyClick(pane.view, Qt.Key.Key_Right)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert state.selection.figures == (OPENED.rows[1].cells[1].id,)


def test_a_selection_from_elsewhere_is_marked_and_not_answered(qtbot, pane, state):
    figure = OPENED.rows[1].cells[1]
    with qtbot.assertNotEmitted(state.selection_changed):
        pane.show_selection(Selection(figure.section, figure.span, (figure.id,)))
    assert marked(pane) == ["+16%"]
    pane.show_selection(Selection("1"))
    assert marked(pane) == []


def test_a_selected_figure_is_marked_when_its_table_is_opened_later(pane, state):
    state.select_figures(ANALYSIS.table_by_id["review"].rows[3].cells[0])
    state.set_table("review")
    assert marked(pane) == ["510"]


def test_a_selected_figure_comes_into_view(pane, state):
    pane.resize(440, 96)
    figure = OPENED.rows[2].cells[0]
    state.select_figures(figure)
    view = pane.view
    rect = view.visualRect(view.model().index(2, 1))
    assert view.viewport().rect().contains(rect.center())


def test_a_heading_sorts_largest_first_smallest_first_and_back_to_the_report(qtbot, pane):
    order = []
    for _ in range(3):
        click_heading(qtbot, pane, 2)
        order.append(labels(pane))
    assert order == [["各设", "全省", "省级"], ["省级", "全省", "各设"], ["全省", "各设", "省级"]]


def test_a_click_after_sorting_selects_the_figure_that_is_seen(qtbot, pane, state):
    click_heading(qtbot, pane, 2)
    click(qtbot, pane, 0, 2)
    assert ANALYSIS.figure_by_id[state.selection.figures[0]].literal == "16%"


def test_the_column_of_the_current_cell_sorts_and_the_report_s_order_comes_back(qtbot, pane):
    click(qtbot, pane, 0, 1)
    pane.sort_smallest_first()
    assert labels(pane) == ["省级", "各设", "全省"]
    pane.sort_largest_first()
    assert labels(pane)[0] == "全省"
    pane.restore_order()
    assert labels(pane) == ["全省", "各设", "省级"]


def test_copy_takes_the_chosen_cells_as_text_and_html(qtbot, pane):
    click(qtbot, pane, 0, 0)
    click(qtbot, pane, 0, 1)
    click(qtbot, pane, 2, 2, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "9341853\t+11%\r\n8517780\t+16%\r\n997784\t-7%"
    assert data.html().count("<td") == 6


def test_copy_with_nothing_chosen_and_the_button_take_the_whole_table(qtbot, pane, state):
    with qtbot.waitSignal(state.message_posted):
        qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    whole = QGuiApplication.clipboard().text()
    assert whole.startswith("\t数量（条）\t同比\r\n全省\t9341853\t+11%")
    QGuiApplication.clipboard().clear()
    button = next(b for b in pane.findChildren(QToolButton) if b.toolTip() == "Copy table")
    qtbot.mouseClick(button, LEFT)
    assert QGuiApplication.clipboard().text() == whole


def press_save(qtbot, dialog: QFileDialog):
    buttons = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Save), LEFT)


def save_as(qtbot, state, start, path: Path, filter_name: str = "", answer: QMessageBox.StandardButton | None = None):
    """Drives the file dialog; gives the notice that follows."""

    def fill():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        if filter_name:
            chosen = next(f for f in dialog.nameFilters() if filter_name in f)
            dialog.selectNameFilter(chosen)
            dialog.filterSelected.emit(chosen)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        if answer is not None:
            QTimer.singleShot(0, reply)
        press_save(qtbot, dialog)

    def reply():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.mouseClick(box.button(answer), LEFT)

    QTimer.singleShot(0, fill)
    with qtbot.waitSignal(state.message_posted, timeout=10_000) as notice:
        start()
    return notice.args[0]


@pytest.fixture
def own_dialogs(qapp):
    """Qt's own file dialog, which a test can drive on any system."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


@pytest.mark.usefixtures("own_dialogs")
def test_a_table_is_saved_as_a_workbook_that_opens_again(qtbot, pane, state, tmp_path):
    notice = save_as(qtbot, state, pane.export_table, tmp_path / "表.xlsx")
    assert "表.xlsx" in notice
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    assert [cell.value for cell in sheet[5]] == ["全省", 9341853, 0.11]
    assert pane.settings() == {"folder": str(tmp_path), "format": "xlsx"}


@pytest.mark.usefixtures("own_dialogs")
def test_the_kind_of_file_that_is_chosen_gives_the_suffix(qtbot, pane, state, tmp_path):
    save_as(qtbot, state, pane.export_table, tmp_path / "数据", filter_name="CSV")
    lines = list(csv.reader(io.StringIO((tmp_path / "数据.csv").read_text("utf-8-sig"))))
    assert len(lines) == 1 + len(OPENED.figures)


@pytest.mark.usefixtures("own_dialogs")
def test_all_tables_go_into_one_workbook(qtbot, pane, state, tmp_path):
    save_as(qtbot, state, pane.export_all_tables, tmp_path / "全部.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "全部.xlsx").sheetnames) == len(ANALYSIS.tables) + 2


@pytest.mark.usefixtures("own_dialogs")
def test_an_existing_file_is_overwritten_after_a_yes(qtbot, pane, state, tmp_path):
    (tmp_path / "表.xlsx").write_text("old")
    save_as(qtbot, state, pane.export_table, tmp_path / "表.xlsx", answer=QMessageBox.StandardButton.Yes)
    assert openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames == ["表", "出处"]


@pytest.mark.usefixtures("own_dialogs")
def test_a_file_that_cannot_be_written_is_a_sentence_and_leaves_nothing(qtbot, pane, state, tmp_path):
    folder = tmp_path / "gone"
    pane.restore_settings({"folder": str(tmp_path)})

    def fill():
        dialog = QApplication.activeModalWidget()
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("长" * 100 + ".xlsx")
        press_save(qtbot, dialog)

    QTimer.singleShot(0, fill)
    with qtbot.waitSignal(state.message_posted, timeout=10_000) as notice:
        pane.export_table()
    assert "too long" in notice.args[0]
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_columns_fill_the_width_and_a_long_label_takes_several_lines(pane, qtbot):
    view = pane.view
    for width in (520, 360, 300):
        pane.resize(width, 320)
        qtbot.waitUntil(lambda w=width: view.horizontalHeader().length() == view.viewport().width() == w)
    assert view.rowHeight(1) > view.rowHeight(0)
    assert view.columnWidth(1) >= view.fontMetrics().horizontalAdvance("9,341,853")


def test_the_note_and_the_caption_tell_what_the_numbers_are(pane, state):
    texts = [label.text() for label in pane.findChildren(type(pane._note)) if label.isVisible()]
    assert texts == ["Year 2017 · 公开数量和渠道", OPENED.note]
    state.set_table("articles")
    texts = [label.full_text for label in pane.findChildren(type(pane._note)) if label.isVisible()]
    assert texts == ["Year 2016–2017 · 新闻发布、解读和回应数据"]


def test_without_a_table_there_is_nothing_to_copy_or_save(qtbot, pane, state):
    state.set_analysis(None)
    assert all(not b.isEnabled() for b in pane.findChildren(QToolButton) if b.toolTip())
    with qtbot.assertNotEmitted(state.message_posted):
        pane.copy_table()
        pane.export_table()
        pane.export_all_tables()


def test_the_pane_follows_the_theme(pane):
    pane.show_theme(load_theme(True))
    dark = load_theme(True)
    assert pane.view.horizontalHeader().grab().toImage().pixelColor(4, 4).name() == dark.background
