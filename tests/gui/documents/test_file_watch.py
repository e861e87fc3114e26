"""A file that another program replaces, writes or deletes is noticed and can be read again; nothing of the reader is
lost."""

import os
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from zjviewer.core.annotations.anchors import anchor_words
from zjviewer.core.model.report import Span
from zjviewer.gui.widgets.filter_popup import FilterPopup
from zjviewer.gui.workspace.reading_position import moved_offset
from zjviewer.storage.file_version import file_version

HEAD = "甲市2021年政府信息公开工作年度报告\n一、总体情况\n"
KEPT = "2021年,全市主动公开政府信息1234条,同比增长5%。\n"
ADDED = "全年新增政务新媒体账号12个，关停4个，均按规定备案并向社会公告。\n"


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "甲市.txt"
    made.write_text(HEAD + KEPT, encoding="utf-8")
    return made


@pytest.fixture
def opened(qtbot, session, path):
    show(qtbot, session, path)
    return path


def show(qtbot, session, path):
    with qtbot.waitSignal(session.loader.ended):
        session.loader.open(path)


def replace_atomically(path, text):
    other = path.with_name("new")
    other.write_text(text, encoding="utf-8")
    os.replace(other, path)


def sentence(window):
    return window.file_notice.bar.sentence


def button(window):
    return next(each for each in window.file_notice.bar.findChildren(QPushButton) if each.isVisible())


def text_of(session):
    return session.state.analysis.report.text


@pytest.mark.parametrize("atomically", [True, False])
def test_a_file_that_changes_is_noticed_and_read_again_by_the_button(qtbot, session, window, opened, atomically):
    assert sentence(window) == ""
    if atomically:
        replace_atomically(opened, HEAD + ADDED + KEPT)
    else:
        opened.write_text(HEAD + ADDED + KEPT, encoding="utf-8")
    qtbot.waitUntil(lambda: "甲市.txt has changed" in sentence(window))
    assert ADDED.strip() not in text_of(session)
    with qtbot.waitSignal(session.loader.ended):
        qtbot.mouseClick(button(window), Qt.MouseButton.LeftButton)
    assert ADDED.strip() in text_of(session)
    assert sentence(window) == ""


def test_a_second_change_after_the_first_was_read_is_noticed_too(qtbot, session, window, opened):
    for added in (ADDED, ADDED + ADDED):
        replace_atomically(opened, HEAD + added + KEPT)
        qtbot.waitUntil(lambda: "has changed" in sentence(window))
        with qtbot.waitSignal(session.loader.ended):
            window.command_actions.action("file.reload").trigger()
        assert text_of(session).count(ADDED.strip()) == added.count(ADDED)
        assert sentence(window) == ""


def test_a_deleted_file_stays_on_the_screen_and_its_return_is_noticed(qtbot, session, window, opened):
    opened.unlink()
    qtbot.waitUntil(lambda: "moved or deleted" in sentence(window))
    assert not any(each.isVisible() for each in window.file_notice.bar.findChildren(QPushButton))
    assert KEPT.strip() in text_of(session)
    opened.write_text(HEAD + ADDED + KEPT, encoding="utf-8")
    qtbot.waitUntil(lambda: "has changed" in sentence(window))


def test_a_file_that_grows_is_offered_once_it_is_written(qtbot, session, window, opened, monkeypatch):
    looks = []
    watch = window.file_watch
    compare = watch._compare

    def compare_and_write(files, found):
        looks.append(watch.state(session.open_reports.front))
        if len(looks) < 4:
            with open(opened, "a", encoding="utf-8") as file:
                file.write(ADDED)
        compare(files, found)

    monkeypatch.setattr(watch, "_compare", compare_and_write)
    with open(opened, "a", encoding="utf-8") as file:
        file.write(ADDED)
    watch.look()
    qtbot.waitUntil(lambda: watch.state(session.open_reports.front) == "changed")
    assert len(looks) >= 4
    assert set(looks) == {"same"}
    with qtbot.waitSignal(session.loader.ended):
        session.loader.reload()
    assert text_of(session).count(ADDED.strip()) == 4


def test_a_file_that_is_opened_again_is_read_again_where_it_has_changed(qtbot, session, opened):
    text = text_of(session)
    session.loader.open(opened)
    assert not session.loader.reading
    replace_atomically(opened, HEAD + ADDED + KEPT)
    show(qtbot, session, opened)
    assert text_of(session) != text
    assert ADDED.strip() in text_of(session)
    assert len([tab for tab in session.open_reports.open if tab.path == opened]) == 1


def test_a_change_of_a_tab_in_the_background_is_said_when_it_comes_to_the_front(qtbot, session, window, opened):
    number = session.open_reports.front
    session.open_reports.show(session.open_reports.open[0].number)
    replace_atomically(opened, HEAD + ADDED + KEPT)
    qtbot.waitUntil(lambda: window.file_watch.state(number) == "changed")
    assert sentence(window) == ""
    session.open_reports.show(number)
    assert "has changed" in sentence(window)


def test_a_closed_bar_comes_back_for_another_change_only(qtbot, session, window, opened):
    replace_atomically(opened, HEAD + ADDED)
    qtbot.waitUntil(lambda: "has changed" in sentence(window))
    window.file_notice.bar.hide()
    window.file_notice.refresh()
    assert sentence(window) == ""
    replace_atomically(opened, HEAD + ADDED + KEPT + KEPT)
    qtbot.waitUntil(lambda: "has changed" in sentence(window))


def test_annotations_and_the_place_follow_the_words(qtbot, session, window, opened):
    analysis = session.state.analysis
    start = analysis.report.text.index("1234条")
    anchor = anchor_words(analysis, Span(start, start + 5))
    window.workspace.annotation_service.add("note", anchor, "核对")
    replace_atomically(opened, HEAD + ADDED + KEPT)
    qtbot.waitUntil(lambda: "has changed" in sentence(window))
    with qtbot.waitSignal(session.loader.ended):
        session.loader.reload()
    qtbot.waitUntil(lambda: bool(session.state.annotations))
    [found] = session.state.annotations
    assert found.annotation.note == "核对"
    assert text_of(session)[found.span.start : found.span.end] == "1234条"
    assert found.span.start > start


def test_a_file_that_is_being_written_leaves_the_report_on_the_screen(qtbot, session, opened):
    opened.write_bytes(b"")
    with qtbot.waitSignal(session.loader.failed):
        session.loader.reload()
    assert KEPT.strip() in text_of(session)


def archive(path, *names):
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, HEAD + name + "。\n" + KEPT)
    return path


def test_an_archive_of_several_documents_opens_a_list_from_which_the_keyboard_chooses(qtbot, session, window, tmp_path):
    path = archive(tmp_path / "附件.zip", "年报/甲.txt", "年报/乙.txt", "说明.md")
    with qtbot.waitSignal(session.loader.choice_needed):
        session.loader.open(path)
    [popup] = window.findChildren(FilterPopup)
    assert "附件.zip holds 3 documents" in popup.field.placeholderText()
    assert popup.list.accessibleName()
    rows = [popup.list.candidates.index(row).data() for row in range(popup.list.candidates.rowCount())]
    assert rows == ["甲.txt", "乙.txt", "说明.md"]
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.loader.ended):
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert session.open_reports.front_tab.path == path / "年报" / "乙.txt"
    assert "年报/乙.txt" in text_of(session)
    assert window.workspace.message_bar.sentence == ""


def test_a_list_that_is_closed_opens_nothing(qtbot, session, window, tmp_path):
    before = session.open_reports.open
    with qtbot.waitSignal(session.loader.choice_needed):
        session.loader.open(archive(tmp_path / "附件.zip", "甲.txt", "乙.txt"))
    [popup] = window.findChildren(FilterPopup)
    qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert session.open_reports.open == before


def test_a_replaced_archive_is_noticed_for_its_member(qtbot, session, window, tmp_path):
    path = archive(tmp_path / "附件.zip", "甲.txt", "乙.txt")
    show(qtbot, session, path / "甲.txt")
    archive(path.with_name("new"), "甲.txt")
    os.replace(path.with_name("new"), path)
    qtbot.waitUntil(lambda: "has changed" in sentence(window))
    assert any("甲.txt" in label.text() for label in window.file_notice.bar.findChildren(QLabel))


@pytest.mark.parametrize(
    ("before", "offset", "now", "expected"),
    [
        ("", 0, "", 0),
        ("甲乙丙丁", 2, "甲乙丙丁", 2),
        ("甲乙丙丁", 2, "前言甲乙丙丁", 4),
        ("前言甲乙丙丁", 4, "甲乙丙丁", 2),
        ("甲乙丙丁", 3, "戊", 1),
        ("甲乙" * 5 + "丙", 10, "丙" + "甲乙" * 5 + "丙", 11),
    ],
)
def test_a_place_moves_with_its_words(before, offset, now, expected):
    assert moved_offset(before, offset, now) == expected


def test_a_version_is_that_of_the_file_and_none_where_there_is_none(tmp_path):
    path = tmp_path / "甲.txt"
    assert file_version(path) is None
    assert file_version(tmp_path / "a\0b") is None
    path.write_text("甲", encoding="utf-8")
    first = file_version(path)
    assert file_version(path) == first
    other = tmp_path / "乙.txt"
    other.write_text("甲", encoding="utf-8")
    os.utime(other, ns=(first.modified, first.modified))
    os.replace(other, path)
    assert file_version(path) != first
