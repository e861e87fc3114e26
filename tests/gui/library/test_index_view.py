"""The view of all reports: typing, facets, opening at a hit, previews, collecting, adding, assigning, saving."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

from tests.library.reports import PoolHere
from zjviewer.gui.documents.open_reports import COMPARISON, LIBRARY
from zjviewer.gui.library import index_view as module
from zjviewer.gui.library.assign_dialog import AssignDialog
from zjviewer.gui.library.index_view import IndexView
from zjviewer.gui.library.results_model import ResultsModel
from zjviewer.gui.library.unread_dialog import UnreadDialog
from zjviewer.library.choices import choices_path, read_choices
from zjviewer.library.identity import Assignment

REPORTS = {
    "洪泽区2022.txt": "洪泽区2022年政府信息公开年报\n一、总体情况\n主动公开信息三条。\n二、问题\n鱼塘。",
    "洪泽区2021.txt": "洪泽区2021年政府信息公开年报\n一、总体情况\n鱼塘和公开。鱼塘又鱼塘。",
    "区财政局.txt": "区财政局2021年政府信息公开年报\n一、总体情况\n依申请公开两件。",
    "damaged.docx": "no document",
}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "年报"
    made.mkdir()
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def view(tmp_path, monkeypatch, qtbot, open_session) -> IndexView:
    """View of an empty library, with readers in this process."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session = open_session()
    library = session.window.library_tab
    library._index.pool = PoolHere
    shown = library.show_all()
    wait_until_read(qtbot, shown)
    shown.session = session
    return shown


@pytest.fixture
def filled(view, qtbot, folder) -> IndexView:
    view._index.add([folder])
    qtbot.waitUntil(lambda: len(view._index.rows) == 4 and not view._index.reading)
    return view


def wait_until_read(qtbot, view: IndexView) -> None:
    qtbot.waitUntil(lambda: view._index.loaded and not view._index.reading and bool(view._index.rows))


def type_text(view: IndexView, text: str) -> None:
    view.field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(view.field, event)


def titles(view: IndexView) -> list[str]:
    return [view.model.index(row).data() for row in range(view.model.rowCount())]


def row_of(view: IndexView, word: str):
    return next(view.model.index(at) for at, title in enumerate(titles(view)) if word in title)


def search(qtbot, view: IndexView, text: str, count: int) -> None:
    view.field.clear()
    type_text(view, text)
    qtbot.waitUntil(lambda: view._index.query.pattern == text and view._index.matching is not None)
    qtbot.waitUntil(lambda: view.model.rowCount() == count)


def test_the_bundled_report_is_there_from_the_start(view):
    assert titles(view) == ["浙江省2017年政府信息公开工作年度报告"]
    assert view.count.text() == "1 of 1 reports"


def test_typing_finds_texts_and_titles_with_passages(filled, qtbot):
    search(qtbot, filled, "鱼塘", 2)
    qtbot.waitUntil(lambda: len(filled._index.hits) == 2)
    assert filled._index.hits[filled.model.rows[0].id].hits in (1, 3)
    search(qtbot, filled, "区财政局", 1)
    search(qtbot, filled, "没有这样的词", 0)
    assert "没有这样的词" in filled.empty.text()
    filled.field.clear()
    assert filled.model.rowCount() == 4


def test_the_model_keeps_the_rules_of_its_kind(filled, qtbot):
    QAbstractItemModelTester(ResultsModel(filled), QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(filled.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    search(qtbot, filled, "鱼塘", 2)


def test_facets_filter_and_an_empty_result_names_the_facet_that_excludes(filled, qtbot):
    filled.facets.choose({"year": frozenset({"2021"})})
    assert len(titles(filled)) == 2
    filled.facets.choose({"year": frozenset({"2021"}), "unit_type": frozenset({"county"})})
    assert titles(filled) == ["洪泽区2021年政府信息公开年报"]
    filled.facets.choose({"year": frozenset({"1999"})})
    assert titles(filled) == []
    assert "Year" in filled.empty.text()
    assert "4" in filled.empty.text()


def test_a_click_on_a_facet_chooses_its_value(filled, qtbot):
    group = next(
        filled.facets.topLevelItem(at)
        for at in range(filled.facets.topLevelItemCount())
        if filled.facets.topLevelItem(at).text(0) == "Type of unit"
    )
    item = next(group.child(at) for at in range(group.childCount()) if group.child(at).text(0) == "Department")
    filled.facets.scrollToItem(item)
    filled.facets.setCurrentItem(item)
    qtbot.keyClick(filled.facets, Qt.Key.Key_Return)
    assert titles(filled) == ["区财政局2021年政府信息公开年报"]
    assert filled.facets.chosen == {"unit_type": frozenset({"department"})}


def test_enter_opens_a_report_at_its_hit(filled, qtbot):
    search(qtbot, filled, "鱼塘", 2)
    qtbot.waitUntil(lambda: len(filled._index.hits) == 2)
    qtbot.keyClick(filled.field, Qt.Key.Key_Down)
    filled.results.setCurrentIndex(row_of(filled, "2022"))
    qtbot.keyClick(filled.results, Qt.Key.Key_Return)
    state = filled.session.state
    qtbot.waitUntil(lambda: state.analysis is not None and "2022" in state.analysis.report.title)
    qtbot.waitUntil(lambda: len(state.hits) == 1 and state.current_hit == 0)
    assert state.analysis.report.text[slice(*state.hits.span(0))] == "鱼塘"


def test_space_previews_whose_report_it_is_and_how_that_is_known(filled, qtbot):
    search(qtbot, filled, "公开", 4)
    filled.results.setFocus()
    filled.results.setCurrentIndex(row_of(filled, "洪泽区2022"))
    qtbot.keyClick(filled.results, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "三条" in filled.preview.toPlainText())
    shown = filled.preview.toPlainText()
    assert "淮安市洪泽区人民政府 (title)" in shown
    qtbot.keyClick(filled.results, Qt.Key.Key_Space)
    assert filled.preview.isHidden()


def test_ctrl_click_collects_reports_across_searches_and_opens_them(filled, qtbot):
    search(qtbot, filled, "鱼塘", 2)
    for word in ("2021", "2022"):
        at = filled.results.visualRect(row_of(filled, word)).center()
        qtbot.mouseClick(
            filled.results.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(at)
        )
    search(qtbot, filled, "区财政局", 1)
    assert len(filled.model.collected) == 2
    assert "(2)" in filled.collected.text()
    qtbot.mouseClick(filled.collected, Qt.MouseButton.LeftButton)
    tabs = filled.session.window.open_reports
    qtbot.waitUntil(lambda: {"洪泽区2021.txt", "洪泽区2022.txt"} <= {tab.path.name for tab in tabs.open})


def test_collected_reports_are_compared(filled, qtbot, folder):
    for word in ("2021", "2022"):
        filled._collect(row_of(filled, f"洪泽区{word}"))
    qtbot.mouseClick(filled.compare, Qt.MouseButton.LeftButton)
    window = filled.session.window
    assert window.pages.shown == COMPARISON
    assert {Path(path).name for path in window.comparison_tab._source.added} >= {"洪泽区2021.txt", "洪泽区2022.txt"}


def test_orders_sort_the_results(filled, qtbot):
    filled.order.setCurrentIndex(filled.order.findData("year"))
    filled.order.activated.emit(filled.order.currentIndex())
    years = [row.year for row in filled.model.rows]
    assert years == sorted(years, reverse=True)


def test_files_that_cannot_be_read_are_listed_with_their_reason_and_tried_again(filled, qtbot, monkeypatch, folder):
    assert filled.unread.text().startswith("Files that cannot be read (1)")
    (folder / "damaged.docx").unlink()
    (folder / "damaged.docx").write_text("洪泽区2020年年报，公开信息三条。", encoding="utf-8")

    def run(dialog: UnreadDialog) -> int:
        assert dialog.table.item(0, 0).text() == "damaged.docx"
        assert "damaged" in dialog.table.item(0, 1).text()
        dialog.again.click()
        return 1

    monkeypatch.setattr(UnreadDialog, "exec", run)
    qtbot.mouseClick(filled.unread, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filled._index.reading is False)
    qtbot.waitUntil(lambda: bool(filled._index.unread))


def test_body_and_year_are_assigned_to_several_reports_at_once_and_for_later(filled, qtbot, monkeypatch):
    def run(dialog: AssignDialog) -> int:
        dialog.body.setText("淮安市洪泽区财政局")
        dialog.year.setText("20x")
        assert not dialog._buttons.buttons()[0].isEnabled()
        dialog.year.setText("2020")
        return 1

    monkeypatch.setattr(AssignDialog, "exec", run)
    filled.results.setFocus()
    filled.results.setCurrentIndex(row_of(filled, "区财政局"))
    next(action for action in filled.results.actions() if action.shortcut().toString() == "F2").trigger()
    qtbot.waitUntil(lambda: any(row.body == "淮安市洪泽区财政局" and row.year == 2020 for row in filled._index.rows))
    assert [given for _, given in read_choices(choices_path()).assigned] == [
        Assignment("淮安市洪泽区财政局", year=2020)
    ]


def test_results_are_saved_with_citations(filled, qtbot, monkeypatch, tmp_path):
    search(qtbot, filled, "鱼塘", 2)
    monkeypatch.setattr(module, "ask_save_path", lambda *_: (tmp_path / "out.csv", False))
    filled.save_results()
    qtbot.waitUntil((tmp_path / "out.csv").exists)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["title"][:7] for row in rows} == {"洪泽区2021", "洪泽区2022"}
    assert all(row["citation"].startswith("淮安市洪泽区人民政府：《洪泽区") for row in rows)


def test_searches_are_saved_and_repeated_with_their_facets(filled, qtbot, monkeypatch):
    filled.facets.choose({"year": frozenset({"2021"})})
    search(qtbot, filled, "鱼塘", 1)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Fish", True))
    filled._save_search()
    qtbot.waitUntil(lambda: bool(filled._index.choices.searches))
    filled.facets.choose({})
    filled.field.clear()
    filled._fill_menu()
    next(action for action in filled._menu.actions() if action.text() == "Fish").trigger()
    qtbot.waitUntil(lambda: titles(filled) == ["洪泽区2021年政府信息公开年报"])
    assert filled.facets.chosen == {"year": frozenset({"2021"})}


def test_a_dropped_folder_is_added(view, qtbot, folder):
    window = view.session.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), *arguments))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *arguments, QEvent.Type.Drop))
    qtbot.waitUntil(lambda: len(view._index.rows) == 4)
    assert str(folder) in [each.path for each in read_choices(choices_path()).folders]


def test_the_command_adds_a_folder_and_a_folder_is_removed_again(view, qtbot, monkeypatch, folder):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    view.session.window.command_actions.action("library.add").trigger()
    qtbot.waitUntil(lambda: len(view._index.rows) == 4 and not view._index.reading)
    view._index.remove([str(folder)])
    qtbot.waitUntil(lambda: len(view._index.rows) == 1)
    assert (folder / "洪泽区2022.txt").exists()


def test_reading_is_paused_goes_on_and_is_stopped_while_the_view_is_used(view, qtbot, folder):
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"洪泽区{1990 + number}年年报\n公开{number}条。", encoding="utf-8")
    index = view._index
    index.add([folder])
    qtbot.waitUntil(lambda: index.reading)
    qtbot.mouseClick(view.pause_button, Qt.MouseButton.LeftButton)
    assert view.pause_button.text() == "Go on"
    search(qtbot, view, "公开", 1)
    qtbot.mouseClick(view.pause_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not index.reading)
    assert view._foot.isHidden()
    index.update()
    qtbot.waitUntil(lambda: not index.reading and len(index.rows) == 34)


def test_watched_folders_are_looked_through_when_the_library_is_shown(filled, qtbot, folder):
    filled._index.watch(True)
    qtbot.waitUntil(lambda: all(each.watched for each in filled._index.choices.folders))
    tabs = filled.session.open_reports
    tabs.leave_page()
    (folder / "new.txt").write_text("洪泽区2019年政府信息公开年报\n公开信息。", encoding="utf-8")
    tabs.show_page(LIBRARY)
    qtbot.waitUntil(lambda: len(filled._index.rows) == 5 and not filled._index.reading)


def test_a_query_that_cannot_be_executed_says_why(filled, qtbot):
    type_text(filled, "公" * 1001)
    qtbot.waitUntil(lambda: bool(filled._index.problem))
    assert "1001" in filled.empty.text().replace(",", "")


def test_a_report_whose_file_is_gone_stays_and_is_not_opened(filled, qtbot, folder):
    (folder / "洪泽区2022.txt").unlink()
    filled._index.update()
    qtbot.waitUntil(lambda: any(row.missing for row in filled._index.rows))
    chosen: list[object] = []
    filled.chosen.connect(chosen.append)
    filled.results.setCurrentIndex(row_of(filled, "2022"))
    with qtbot.waitSignal(filled._index._state.message_posted) as posted:
        qtbot.keyClick(filled.results, Qt.Key.Key_Return)
    assert "洪泽区2022.txt" in posted.args[0]
    assert chosen == []
    assert len(filled._index.rows) == 4


def test_the_index_is_not_touched_before_its_tab_is_shown(open_session, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session = open_session()
    session.window.pages.toggle(LIBRARY)
    assert not session.window.library_tab._index.loaded
    assert not list(Path(tmp_path).rglob("library.sqlite"))
