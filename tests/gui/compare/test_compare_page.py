"""The comparison page: its views, choices with undo and names, marks that lead to their sentences, files that are left
out, and files that are saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from benchmarks.comparison_library import AMBIGUOUS, write_library
from tests.library.reports import PoolHere
from zjviewer.comparison.choices import VIEWS
from zjviewer.comparison.drawing.frame import key_of
from zjviewer.comparison.panel_files import read_rows
from zjviewer.corpus.building import Options, build
from zjviewer.gui.charts.chart_export import ExportOptions
from zjviewer.gui.compare.excluded_dialog import ExcludedDialog
from zjviewer.gui.documents.open_reports import COMPARISON
from zjviewer.library.choices import Choices as LibraryChoices
from zjviewer.library.choices import Folder
from zjviewer.library.indexing import update_library
from zjviewer.library.network_folders import library_path

NEW = "applications/new/all"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Reports of one body for 2021 and later, and one whose body may be of several places."""
    folder = tmp_path_factory.mktemp("compared")
    written = write_library(folder, 16)
    recent = [path for path, report in written if report.year >= 2021 and report.body == "北京市人民政府"]
    return [*recent[:3], sorted(folder.glob(f"{AMBIGUOUS}*"))[0]]


@pytest.fixture
def page(session, qtbot, files):
    tab = session.window.comparison_tab
    session.window.resize(1024, 768)
    session.window.show()
    session.window.command_actions.action("compare.show").trigger()
    tab._source.add_files(files)
    qtbot.waitUntil(lambda: len(tab.page._source.panel.reports) == 4)
    settle(qtbot, tab.page)
    return tab.page


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page._redraw.isActive())


def choose(qtbot, page, view):
    page.views.setCurrentIndex(VIEWS.index(view))
    settle(qtbot, page)
    assert page.choices.view == view


def pick(qtbot, page, field, text):
    """Choose an entry of a chooser by its keyboard."""
    box = page.bar.boxes[field]
    box.setFocus()
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())
    settle(qtbot, page)


def test_every_view_is_drawn_inside_the_window_with_a_description(page, qtbot):
    for view in (each for each in VIEWS if each != "text"):
        choose(qtbot, page, view)
        scene = page.canvas.chart_scene
        assert scene.chart == view or view == "trend"
        assert scene.width <= page._scroll.viewport().width() + 1, view
        assert page.canvas.accessibleDescription() == scene.description != "", view
        assert page.bar.minimumSizeHint().width() <= page.width(), view


def test_a_mark_leads_to_its_number_in_its_report_and_back(session, page, qtbot):
    choose(qtbot, page, "table")
    pick(qtbot, page, "metric", "本年新收政府信息公开申请数量")
    scene = page.canvas.chart_scene
    number, mark = next((i, m) for i, m in enumerate(scene.marks) if key_of(m.figures[0]).year == 2022)
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=mark_point(mark))
    qtbot.waitUntil(lambda: session.state.selection.figures != ())
    analysis = session.state.analysis
    assert "2022" in analysis.report.title
    figure = analysis.figure_by_id[session.state.selection.figures[0]]
    assert figure.value == scene.marks[number].value
    assert session.window.pages.shown == ""
    session.window.command_actions.action("compare.show").trigger()
    assert session.window.pages.shown == COMPARISON
    assert page.choices.metric == NEW


def mark_point(mark):
    return QPoint(round(mark.box.x + mark.box.width / 2), round(mark.box.y + mark.box.height / 2))


def test_marks_are_reached_and_opened_by_keys(page, qtbot):
    choose(qtbot, page, "ranking")
    page.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.canvas, Qt.Key.Key_End)
    assert page.canvas.current == len(page.canvas.chart_scene.marks) - 1
    with qtbot.waitSignal(page.place_chosen) as chosen:
        qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    file, start, end = chosen.args
    assert page._source.analyses[file].report.text[start:end]


def test_choices_are_undone_and_made_again_by_keys(page, qtbot):
    choose(qtbot, page, "trend")
    choose(qtbot, page, "map")
    qtbot.keyClick(page.views, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    assert page.choices.view == "trend"
    qtbot.keyClick(page.views, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, page)
    assert page.choices.view == "map"


def test_a_view_is_saved_by_name_and_opened_again(page, qtbot):
    choose(qtbot, page, "trend")
    page._history.save_as("趋势一")
    choose(qtbot, page, "table")
    page.saved.menu().aboutToShow.emit()
    next(action for action in page.saved.menu().actions() if action.text() == "趋势一").trigger()
    settle(qtbot, page)
    assert page.choices.view == "trend"


def test_the_page_its_files_and_choices_are_there_at_the_next_start(open_session, qtbot, files, tmp_path):
    path = tmp_path / "zjviewer.ini"
    first = open_session(path)
    first.window.command_actions.action("compare.show").trigger()
    tab = first.window.comparison_tab
    tab._source.add_files(files[:2])
    qtbot.waitUntil(lambda: len(tab._source.panel.reports) == 3)
    choose(qtbot, tab.page, "scatter")
    first.settings.save()
    first.library.save()
    second = open_session(path)
    again = second.window.comparison_tab
    assert second.window.pages.shown == COMPARISON
    qtbot.waitUntil(lambda: len(again._source.panel.reports) == 3)
    assert again.page.choices.view == "scatter"


def test_the_differences_of_two_years_are_shown_and_lead_to_their_places(page, qtbot):
    choose(qtbot, page, "text")
    years = sorted(report.year for report in page._source.panel.reports if "北京" in report.body)
    pick(qtbot, page, "body", "北京市人民政府")
    pick(qtbot, page, "other", "北京市人民政府")
    pick(qtbot, page, "earlier", str(years[0]))
    pick(qtbot, page, "year", str(years[1]))
    names = [f"北京市人民政府 {year}" for year in years[:2]]
    qtbot.waitUntil(lambda: " → ".join(names) in page.text.toPlainText())
    shown = page.text.toPlainText()
    assert f"[−{years[0]}]" in shown
    assert f"[＋{years[1]}]" in shown
    address = page.text.toHtml().split('href="')[1].split('"')[0]
    with qtbot.waitSignal(page.place_chosen) as chosen:
        page.text.anchorClicked.emit(address)
    file, start, end = chosen.args
    assert str(years[1]) in file
    assert page._source.analyses[file].report.text[start:end].strip()


def test_an_excluded_file_is_assigned_in_two_clicks(page, qtbot):
    assert "1 files left out" in page.excluded.text()
    qtbot.mouseClick(page.excluded, Qt.MouseButton.LeftButton)
    dialog = page.findChild(ExcludedDialog)
    assert AMBIGUOUS in dialog.list.item(0).text()
    dialog.body.setText("江苏省南京市鼓楼区人民政府")
    qtbot.mouseClick(dialog.assign, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._source.panel.excluded)
    assert any("鼓楼区" in body for body in page._source.panel.bodies)
    dialog.close()


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_view_is_saved_as_a_picture(page, qtbot, tmp_path, suffix):
    path = tmp_path / f"view.{suffix}"
    with qtbot.waitSignal(page.saver.file_saved):
        page.saver.save_picture(path, ExportOptions(suffix))
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_text_view_is_saved_as_a_picture(page, qtbot, tmp_path, suffix):
    choose(qtbot, page, "text")
    qtbot.waitUntil(lambda: page._texts is not None)
    path = tmp_path / f"text.{suffix}"
    with qtbot.waitSignal(page.saver.file_saved):
        page.saver.save_picture(path, ExportOptions(suffix))
    assert path.stat().st_size > 1000
    if suffix == "svg":
        assert "北京市人民政府2022年 →" in path.read_text(encoding="utf-8")


def test_a_picture_is_saved_as_its_dialog_shows_it(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "ranking.svg"
    monkeypatch.setattr("zjviewer.gui.compare.view_saver.ask_save_path", lambda *_: (path, False))
    choose(qtbot, page, "ranking")
    page.saver.ask_picture()
    dialog = page.saver.dialog
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    assert dialog.preview.accessibleDescription() == page.canvas.chart_scene.title
    dialog.form._format.setCurrentIndex(1)
    with qtbot.waitSignal(page.saver.file_saved):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert path.read_bytes().startswith(b"<?xml")
    assert not dialog.isVisible()
    page.saver.ask_picture()
    assert page.saver.dialog.form.chosen().format == "svg"
    with qtbot.assertNotEmitted(page.saver.file_saved):
        qtbot.mouseClick(page.saver.dialog.save, Qt.MouseButton.LeftButton)
    assert "exists" in page.saver.dialog._problem.text()
    page.saver.dialog.reject()


def test_the_data_are_saved_with_every_row(page, qtbot, tmp_path):
    path = tmp_path / "data.csv"
    with qtbot.waitSignal(page.saver.file_saved):
        page.saver.save_data(path)
    rows = read_rows(path)
    assert {Path(row["file"]).name for row in rows if row["file"]} == {
        Path(report.file).name for report in page._source.panel.reports
    }


def test_the_library_is_compared_instead_of_the_open_reports(session, page, qtbot, files, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "年报"
    folder.mkdir()
    for file in files[:2]:
        (folder / file.name).write_bytes(file.read_bytes())
    update_library(library_path()[0], LibraryChoices(folders=(Folder(str(folder)),)), pool=PoolHere)
    page.library.click()
    qtbot.waitUntil(lambda: len(page._source.panel.reports) == 2)
    choose(qtbot, page, "table")
    assert {key_of(mark.figures[0]).body for mark in page.canvas.chart_scene.marks} == {"北京市人民政府"}
    choose(qtbot, page, "text")
    qtbot.waitUntil(lambda: "北京市人民政府 2021 → 北京市人民政府" in page.text.toPlainText())
    (folder / files[2].name).write_bytes(files[2].read_bytes())
    update_library(library_path()[0], LibraryChoices(folders=(Folder(str(folder)),)), pool=PoolHere)
    session.open_reports.leave_page()
    session.open_reports.show_page(COMPARISON)
    qtbot.waitUntil(lambda: len(page._source.panel.reports) == 3)
    page.library.click()
    qtbot.waitUntil(lambda: len(page._source.panel.reports) == 4)


def test_without_a_library_the_open_reports_stay(page, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with qtbot.waitSignal(page.message_posted) as said:
        page.library.click()
    assert "library" in said.args[0]
    assert not page.library.isChecked()
    assert len(page._source.panel.reports) == 4


def test_collected_reports_are_compared_also_where_the_library_was(session, qtbot, page, files, tmp_path):
    again = tmp_path / files[0].name
    again.write_bytes(files[0].read_bytes().replace("北京市".encode(), "上海市".encode()))
    page.library.blockSignals(True)
    page.library.setChecked(True)
    page.library.blockSignals(False)
    session.window.comparison_tab.compare((again,))
    assert not page.library.isChecked()
    qtbot.waitUntil(lambda: len(page._source.panel.reports) == 5)


def test_esc_returns_to_the_report(session, page, qtbot):
    qtbot.keyClick(page.views, Qt.Key.Key_Escape)
    assert session.window.pages.shown == ""
    assert session.window.workspace.text.isVisible()


def test_every_widget_of_the_page_has_an_accessible_name(page):
    for widget in (page.views, page.undo, page.redo, page.text, *page.bar.boxes.values()):
        assert widget.accessibleName(), widget
    QApplication.processEvents()


def test_a_dropped_corpus_is_compared_and_its_marks_lead_to_their_sentences(open_session, qtbot, files, tmp_path):
    folder = tmp_path / "年报"
    folder.mkdir()
    for path in files[:2]:
        (folder / path.name).write_bytes(path.read_bytes())
    build([folder], tmp_path / "corpus", Options(workers=1))
    session = open_session(tmp_path / "zjviewer.ini")
    window, tab = session.window, session.window.comparison_tab
    window.resize(1024, 768)
    window.show()
    drop(window, tmp_path / "corpus" / "corpus.json")
    qtbot.waitUntil(lambda: tab.page is not None and len(tab.page._source.panel.reports) == 2)
    page = tab.page
    settle(qtbot, page)
    assert (page.corpus.isVisible(), page.corpus.text()) == (True, "corpus")
    choose(qtbot, page, "table")
    pick(qtbot, page, "metric", "本年新收政府信息公开申请数量")
    point = mark_point(page.canvas.chart_scene.marks[0])
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: session.state.selection.figures != ())
    figure = session.state.analysis.figure_by_id[session.state.selection.figures[0]]
    assert figure.value == page.canvas.chart_scene.marks[0].value
    for path in folder.iterdir():
        path.unlink()
    drop(window, tmp_path / "corpus")
    assert window.workspace.page is page
    settle(qtbot, page)
    with qtbot.waitSignal(page.message_posted) as posted:
        qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert figure.literal in posted.args[0]
    choose(qtbot, page, "text")
    qtbot.mouseClick(page.corpus, Qt.MouseButton.LeftButton)
    assert not page.corpus.isVisible()
    assert page._source.corpus is None


def drop(window, path):
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    allowed, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), allowed, data, button, Qt.KeyboardModifier.NoModifier))
    QApplication.sendEvent(
        window, QDropEvent(QPointF(9, 9), allowed, data, button, Qt.KeyboardModifier.NoModifier, QDropEvent.Type.Drop)
    )
