"""Bookmarks, highlights and notes in the whole window, by keys and clicks, and what is in the file afterwards."""

import random
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QTabBar, QToolTip

from zjviewer.core.annotations.annotation import COLOURS, Annotation
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.model.report import Span
from zjviewer.gui.annotations import annotation_export
from zjviewer.gui.annotations.annotation_delegate import lines
from zjviewer.gui.annotations.annotation_model import ANNOTATION
from zjviewer.gui.annotations.note_editor import NoteEditor
from zjviewer.gui.outline.outline_model import ANNOTATIONS, SECTION
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.pipeline.open_report import begin_report, complete_report

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture(autouse=True)
def own_marks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def window(session, qtbot):
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    return session.window


def mark(window, words: str) -> Span:
    at = window.state.analysis.report.text.index(words)
    window.workspace.text.setFocus()
    window.workspace.text.view.select(Span(at, at + len(words)))
    return Span(at, at + len(words))


def kept(state: ViewState) -> tuple[Annotation, ...]:
    return read_annotation_file(marks_path(state.analysis.report.path)).annotations


def file_of(state: ViewState) -> Path:
    return marks_path(state.analysis.report.path)


def colours_at(window, area: QRect) -> set[str]:
    picture = window.workspace.text.view.viewport().grab(area).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def card(qtbot, window) -> NoteEditor:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Key.Key_N, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.findChild(NoteEditor) is not None)
    return window.findChild(NoteEditor)


def write(field, words: str) -> None:
    field.insertPlainText(words)  # QTest's keys are no Chinese


def test_marked_words_are_highlighted_by_a_key_and_kept_in_the_file(window):
    span = mark(window, "全面推进政务公开工作部署")
    QTest.keyClick(window, Key.Key_D, CTRL)
    (made,) = kept(window.state)
    assert (made.kind, made.colour, made.anchor.quote) == ("highlight", "amber", "全面推进政务公开工作部署")
    assert [each.span for each in window.state.annotations] == [span]
    assert not window.workspace.text.view.textCursor().hasSelection()
    box = window.workspace.text.view.positions.box_of(span.start)
    assert window.appearance.theme.notes[0] in colours_at(window, box.rect.toRect())


def test_the_same_key_takes_the_highlight_away_and_undo_brings_it_back_to_the_byte(window):
    mark(window, "全面推进政务公开工作部署")
    QTest.keyClick(window, Key.Key_D, CTRL)
    before = file_of(window.state).read_bytes()
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert kept(window.state) == window.state.annotations == ()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert file_of(window.state).read_bytes() == before
    assert len(window.state.annotations) == 1
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert kept(window.state) == ()
    QTest.keyClick(window, Key.Key_Z, CTRL | SHIFT)
    assert file_of(window.state).read_bytes() == before


def test_a_hit_turns_into_a_highlight_with_one_key(session, window):
    session.show(find="行政复议")
    QTest.keyClick(window, Key.Key_F3)
    hit = window.state.hits.span(window.state.current_hit)
    assert window.focusWidget() is window.workspace.search.field
    QTest.keyClick(window.focusWidget(), Key.Key_D, CTRL)
    assert window.workspace.search.field.text() == "行政复议"
    assert [each.span for each in window.state.annotations] == [hit]


def test_after_a_search_the_paragraph_of_the_hit_is_bookmarked(session, window):
    session.show(find="行政复议")
    QTest.keyClick(window, Key.Key_F3)
    hit = window.state.hits.span(window.state.current_hit)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    (made,) = window.state.annotations
    assert made.span.start <= hit.start < made.span.end


def test_a_note_after_a_check_was_chosen_is_on_the_number_that_it_states(qtbot, window):
    QTest.keyClick(window, Key.Key_F4)
    stated = window.state.analysis.figure_by_id[window.state.selection.result[0]]
    made = card(qtbot, window)
    write(made.findChild(QPlainTextEdit), "两数不符")
    QTest.keyClick(made.findChild(QPlainTextEdit), Key.Key_Return)
    assert [each.span for each in window.state.annotations] == [stated.span]


def test_another_colour_recolours_and_is_the_one_of_the_next(window):
    mark(window, "全面推进政务公开工作部署")
    QTest.keyClick(window, Key.Key_D, CTRL)
    window.command_actions.action("colour.violet").trigger()
    assert [each.colour for each in kept(window.state)] == ["violet"]
    mark(window, "监督权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert [each.colour for each in kept(window.state)] == ["violet", "violet"]
    assert window.settings.preferences.annotation_colour == "violet"


def test_the_menu_of_the_text_gives_words_another_colour(qtbot, window):
    span = mark(window, "全面推进政务公开工作部署")
    QTest.keyClick(window, Key.Key_D, CTRL)
    view = window.workspace.text.view
    point = view.char_center(span.start + 3)
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    )
    menu = QApplication.activePopupWidget()
    (colours,) = [action.menu() for action in menu.actions() if action.menu()]
    assert [action.objectName() for action in colours.actions()] == [f"colour.{colour}" for colour in COLOURS]
    next(action for action in colours.actions() if action.objectName() == "colour.teal").trigger()
    assert [each.colour for each in kept(window.state)] == ["teal"]
    menu.close()


def test_a_paragraph_is_bookmarked_and_signed_in_the_margin(window):
    text = window.workspace.text
    span = mark(window, "全面推进政务公开工作部署")
    text.clear_selection()
    QTest.keyClick(window, Key.Key_B, CTRL)
    analysis = window.state.analysis
    paragraph = analysis.paragraphs[analysis.paragraph_at(span.start)]
    (placed,) = window.state.annotations
    assert (placed.annotation.kind, placed.span) == ("bookmark", paragraph)
    (sign,) = text.view.margins.signs.visible_signs()
    assert abs(sign.rect.center().y() - text.view.positions.box_of(paragraph.start).rect.center().y()) < 2
    QTest.mouseClick(text.view.margins.signs, LEFT, pos=sign.rect.center())
    assert window.workspace.annotations.isVisible()
    assert window.workspace.annotations.chosen == placed.annotation
    text.setFocus()
    QTest.keyClick(window, Key.Key_B, CTRL)
    assert window.state.annotations == ()


def test_beside_a_sign_the_margin_belongs_to_the_text(window):
    text = window.workspace.text
    mark(window, "全面推进政务公开工作部署")
    QTest.keyClick(window, Key.Key_B, CTRL)
    (sign,) = text.view.margins.signs.visible_signs()
    below = sign.rect.center() + QPoint(0, 120)
    QTest.mousePress(text.view.margins.signs, LEFT, pos=below)
    QTest.mouseRelease(text.view.margins.signs, LEFT, pos=below)
    assert not window.workspace.annotations.isVisible()


def test_a_note_is_kept_when_what_had_the_focus_before_is_gone(qtbot, window):
    mark(window, "全面推进政务公开工作部署")
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    made = card(qtbot, window)
    shiboken6.delete(field)
    write(made.field, "和去年一样？")
    QTest.keyClick(made.field, Key.Key_Return)
    (note,) = kept(window.state)
    assert note.note == "和去年一样？"


def test_a_note_is_written_told_over_its_words_and_changed(qtbot, window):
    span = mark(window, "全面推进政务公开工作部署")
    made = card(qtbot, window)
    write(made.field, "和去年一样？")
    QTest.keyClick(made.field, Key.Key_Return)
    (note,) = kept(window.state)
    assert (note.kind, note.note) == ("note", "和去年一样？")
    view = window.workspace.text.view
    point = view.char_center(span.start + 2)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)))
    assert "和去年一样？" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: window.findChild(NoteEditor) is None)
    again = card(qtbot, window)
    assert again.field.toPlainText() == "和去年一样？"
    again.field.selectAll()
    write(again.field, "问过")
    QTest.keyClick(again.field, Key.Key_Return, SHIFT)
    QTest.keyClick(again.field, Key.Key_Return)
    assert [each.note for each in kept(window.state)] == ["问过"]


def test_a_note_that_is_given_up_is_not_kept(qtbot, window):
    mark(window, "全面推进政务公开工作部署")
    made = card(qtbot, window)
    write(made.field, "算了")
    QTest.keyClick(made.field, Key.Key_Escape)
    assert window.state.annotations == ()
    assert not file_of(window.state).exists()


def test_a_section_is_bookmarked_in_the_outline_and_signed_there(window):
    desk = window.workspace
    tree, model = desk.outline.view, desk.outline.view.model()
    desk.outline.setFocus()
    for _ in range(2):
        QTest.keyClick(tree, Key.Key_Down)
    focused = tree.currentIndex().data(SECTION)
    QTest.keyClick(window, Key.Key_B, CTRL)
    (placed,) = window.state.annotations
    assert (placed.annotation.anchor.target, placed.section) == ("section", focused.id)
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert [row.data(SECTION).id for row in rows if row.data(ANNOTATIONS)] == [focused.id]
    QTest.keyClick(window, Key.Key_B, CTRL)
    assert window.state.annotations == ()


def test_a_section_that_is_clicked_is_bookmarked(window):
    tree = window.workspace.outline.view
    index = tree.model().index(3, 0)
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())
    QTest.keyClick(window, Key.Key_B, CTRL)
    assert [each.section for each in window.state.annotations] == [index.data(SECTION).id]


@pytest.mark.parametrize("target", ["chart", "table"])
def test_a_chart_and_a_table_are_bookmarked_and_gone_to(window, target):
    desk, state = window.workspace, window.state
    state.set_table("review")
    button = desk.chart._head.bookmark if target == "chart" else desk.table._bookmark
    QTest.mouseClick(button, LEFT)
    (placed,) = state.annotations
    assert placed.annotation.anchor.target == target
    assert button.isChecked()
    desk.data.open_table(state.analysis.tables[0].id)
    assert not button.isChecked()
    desk.show_annotations()
    QTest.keyClick(desk.annotations.view, Key.Key_Return)
    assert state.table == "review"
    assert button.isChecked()
    (desk.chart.canvas if target == "chart" else desk.table.view).setFocus()
    QTest.keyClick(window, Key.Key_B, CTRL)
    assert state.annotations == ()
    assert not button.isChecked()


def test_a_number_of_a_table_is_highlighted_there_and_in_the_text(window):
    desk, state = window.workspace, window.state
    desk.data.set_following(False)  # without a selection, the table of the section being read would open
    state.set_table("review")
    cell = desk.table.view.model().index(1, 1)
    QTest.mouseClick(desk.table.view.viewport(), LEFT, pos=desk.table.view.visualRect(cell).center())
    desk.table.view.setFocus()
    QTest.keyClick(window, Key.Key_D, CTRL)
    figure = state.analysis.figure_by_id[state.selection.figures[0]]
    assert [each.span for each in state.annotations] == [figure.span]
    state.select(Selection())
    desk.table.view.clearSelection()
    area = desk.table.view.visualRect(cell)
    picture = desk.table.view.viewport().grab(area).toImage()
    assert picture.pixelColor(3, 3).name() == window.appearance.theme.notes[0]
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert state.annotations == ()


def test_in_the_chart_its_figure_is_meant_and_not_a_hit(session, window):
    session.show(find="行政复议")
    desk, state = window.workspace, window.state
    state.set_table("review")
    figure = state.analysis.table_by_id["review"].figures[1]
    state.select_figures(figure, table="review")
    desk.chart.canvas.setFocus()
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert [each.span for each in state.annotations] == [figure.span]


def test_the_list_counts_filters_goes_writes_and_takes_away(qtbot, window):
    state, pane = window.state, window.workspace.annotations
    for words, colour in (("知情权", "green"), ("监督权", "rose"), ("公信力", "green")):
        window.workspace.annotation_service.colour = colour
        mark(window, words)
        QTest.keyClick(window, Key.Key_D, CTRL)
    tabs = window.workspace.side.findChild(QTabBar)
    assert tabs.tabText(3) == "Notes (3)"
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(3).center())

    def listed() -> list[str]:
        return [pane.model.index(row).data() for row in range(pane.model.rowCount())]

    assert listed() == ["公信力", "知情权", "监督权"]
    QTest.mouseClick(pane.colours["rose"], LEFT)
    assert listed() == ["监督权"]
    QTest.mouseClick(pane.colours["rose"], LEFT)
    pane.field.setText("知情")
    assert listed() == ["知情权"]
    pane.field.clear()
    QTest.mouseClick(pane.kinds["bookmark"], LEFT)
    assert listed() == []
    QTest.mouseClick(pane.kinds["bookmark"], LEFT)

    row = pane.view.visualRect(pane.model.index(2))
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=row.center())
    assert state.analysis.report.text[slice(*state.selection.span)] == "监督权"
    pane.view.setFocus()
    QTest.keyClick(pane.view, Key.Key_F2)
    editor = pane.view.viewport().findChild(QPlainTextEdit)
    write(editor, "核对")
    QTest.keyClick(editor, Key.Key_Return)
    assert [each.note for each in kept(state)] == ["", "核对", ""]
    qtbot.waitUntil(lambda: pane.view.viewport().findChild(QPlainTextEdit) is None)
    assert pane.chosen.note == "核对"
    QTest.keyClick(pane.view, Key.Key_Delete)
    assert [each.anchor.quote for each in kept(state)] == ["知情权", "公信力"]
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert [each.anchor.quote for each in kept(state)] == ["知情权", "监督权", "公信力"]


def test_next_and_previous_go_round(window):
    spans = sorted(mark(window, words) for words in ("知情权", "监督权", "公信力"))
    for span in spans:
        window.workspace.text.view.select(span)
        QTest.keyClick(window, Key.Key_D, CTRL)
    window.state.scroll_requested.emit(0)
    gone = []
    for _ in range(4):
        window.command_actions.action("notes.next").trigger()
        gone.append(window.state.selection.span)
    assert gone == [*spans, spans[0]]
    window.command_actions.action("notes.previous").trigger()
    assert window.state.selection.span == spans[2]


def test_what_is_lost_stays_in_the_file_and_is_listed(qtbot, session, window, tmp_path):
    report = tmp_path / "report.txt"
    words = "2017年全省主动公开政府信息30条。这一句话以后会被删去不见。"
    report.write_text(words, encoding="utf-8")
    opened = complete_report(begin_report(report))
    session.state.set_analysis(opened)
    mark(window, "这一句话以后会被删去不见")
    QTest.keyClick(window, Key.Key_D, CTRL)
    report.write_text("2017年全省主动公开政府信息30条。别的内容与前面毫无关系，另起一段。", encoding="utf-8")
    session.state.set_analysis(complete_report(begin_report(report)))
    qtbot.waitUntil(lambda: bool(session.state.annotations))
    assert [each.span for each in session.state.annotations] == [None]
    window.workspace.show_annotations()
    model = window.workspace.annotations.model
    assert [model.index(row).data(ANNOTATION) is None for row in range(model.rowCount())] == [True, False]
    assert len(kept(session.state)) == 1


def test_annotations_come_back_with_their_report(qtbot, open_session):
    first = open_session()
    qtbot.waitUntil(lambda: not first.jobs.busy)
    mark(first.window, "知情权")
    first.window.command_actions.action("notes.highlight").trigger()
    spans = [each.span for each in first.state.annotations]
    second = open_session()
    qtbot.waitUntil(lambda: [each.span for each in second.state.annotations] == spans)


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_shown(window, monkeypatch):
    told = []
    window.state.message_posted.connect(told.append)
    file_of(window.state).mkdir(parents=True)
    mark(window, "知情权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert window.state.annotations == ()
    assert not window.undo.can_undo
    assert "cannot be read" in told[-1]


def test_a_damaged_file_is_put_aside_and_annotating_goes_on(window):
    told = []
    window.state.message_posted.connect(told.append)
    file = file_of(window.state)
    file.parent.mkdir(parents=True)
    file.write_text("[[annotation", encoding="utf-8")
    mark(window, "知情权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert len(window.state.annotations) == len(kept(window.state)) == 1
    aside = next(path for path in file.parent.iterdir() if "damaged" in path.name)
    assert aside.read_text("utf-8") == "[[annotation"
    assert any(aside.name in each for each in told)


def test_any_steps_undone_leave_the_file_as_it_was(window):
    state, annotating = window.state, window.workspace.annotation_service
    mark(window, "知情权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    before, shown = file_of(state).read_bytes(), state.annotations
    dice = random.Random(7)
    length = len(state.analysis.report.text)
    for _ in range(40):
        choice = dice.random()
        chosen = dice.choice(state.annotations).annotation if state.annotations else None
        at = dice.randrange(length - 50)
        if chosen and choice < 0.25:
            annotating.remove(chosen)
        elif chosen and choice < 0.5:
            annotating.change(chosen, note=str(dice.random()))
        else:
            window.workspace.text.view.select(Span(at, at + dice.randrange(1, 50)))
            annotating.colour = dice.choice(("green", "rose"))
            window.command_actions.action("notes.highlight").trigger()
    after = file_of(state).read_bytes()
    while window.undo.undo_text and file_of(state).read_bytes() != before:
        window.undo.undo()
    assert file_of(state).read_bytes() == before
    assert state.annotations == shown
    while window.undo.can_redo:
        window.undo.redo()
    assert file_of(state).read_bytes() == after


def test_lines_of_a_note_hold_all_its_words_until_they_are_cut(qapp):
    words = "𠮷第一行的话很长很长很长\n第二行"
    assert "".join(lines(words, 60, 20)) == words.replace("\n", "")
    assert len(lines(words, 60, 2)) == 2
    assert lines("", 60, 2) == ()


def test_the_list_answers_where_there_is_nothing(window):
    window.workspace.show_annotations()
    assert "Ctrl+D" in window.workspace.annotations._empty.text()
    QTest.keyClick(window, Key.Key_Delete)
    window.command_actions.action("notes.next").trigger()
    window.command_actions.action("notes.remove").trigger()


@pytest.mark.parametrize(("kind", "name"), [("Word", "notes.docx"), ("Markdown", "notes.md"), ("CSV", "notes.csv")])
def test_annotations_are_saved_as_a_file(qtbot, window, tmp_path, monkeypatch, kind, name):
    def choose(parent, title, suggested, filters):
        return str(tmp_path / "notes"), next(each for each in filters.split(";;") if kind in each)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    mark(window, "知情权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    QTest.keyClick(window, Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil((tmp_path / name).exists)
    told = []
    window.state.message_posted.connect(told.append)
    qtbot.waitUntil(lambda: not window.workspace.annotation_service._jobs.busy)
    before = (tmp_path / name).read_bytes()
    QTest.keyClick(window, Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(told) and "exists already" in told[-1])
    assert (tmp_path / name).read_bytes() == before


def test_each_tab_has_its_own_annotations_and_its_own_way_back(qtbot, session, window, tmp_path):
    report = tmp_path / "另一份.txt"
    report.write_text("一、总体情况\n2017年全省主动公开政府信息30条。各部门做好各项工作。", encoding="utf-8")
    mark(window, "知情权")
    QTest.keyClick(window, Key.Key_D, CTRL)
    first = window.state.analysis.report.path
    session.loader.open(report)
    qtbot.waitUntil(lambda: window.state.analysis.report.path == report and not session.jobs.busy)
    assert window.state.annotations == ()
    mark(window, "主动公开")
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert [each.annotation.anchor.quote for each in window.state.annotations] == ["主动公开"]
    QTest.keyClick(window, Key.Key_Tab, CTRL)
    qtbot.waitUntil(lambda: window.state.analysis.report.path == first and bool(window.state.annotations))
    assert [each.annotation.anchor.quote for each in window.state.annotations] == ["知情权"]
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert window.state.annotations == ()
    QTest.keyClick(window, Key.Key_Tab, CTRL)
    qtbot.waitUntil(lambda: window.state.analysis.report.path == report and bool(window.state.annotations))
    assert [each.anchor.quote for each in read_annotation_file(marks_path(report)).annotations] == ["主动公开"]


def test_the_command_to_save_notes_asks_for_a_file_over_the_window(window, monkeypatch):
    asked = []
    monkeypatch.setattr(annotation_export, "ask_save_path", lambda parent, *_: asked.append(parent))
    mark(window, "行政复议")
    window.command_actions.action("notes.highlight").trigger()
    window.command_actions.action("notes.export").trigger()
    assert asked == [window]
