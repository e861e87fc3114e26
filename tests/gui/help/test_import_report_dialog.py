"""The reading report tells what is known of a reading, and leads to each place."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPushButton, QTextBrowser

from zjviewer.core.model.report import ImportRemark, Span
from zjviewer.gui.help.import_report_dialog import ImportReportDialog
from zjviewer.gui.help.import_report_text import as_text, import_report_sections


@pytest.fixture
def opened(session):
    session.window.command_actions.action("help.reading").trigger()
    dialog = session.window.findChild(ImportReportDialog)
    yield dialog
    if dialog := session.window.findChild(ImportReportDialog):
        dialog.close()


def part(analysis, title):
    return next((p for p in import_report_sections(analysis) if p.title == title), None)


def words_by_name(analysis) -> dict[str, str]:
    return {entry.name: entry.text for entry in part(analysis, "Recognised").entries}


def test_what_was_recognised_is_told_with_its_counts(qapp, analysis):
    told = words_by_name(analysis)
    report = analysis.report
    assert told["Title"] == report.title
    assert told["Body"] == report.issuer
    assert told["Year"] == str(report.year)
    assert told["National format"].endswith("(E1)")
    assert told["Headings found"].startswith(str(len(analysis.sections)))
    assert told["Figures"].startswith(str(len(analysis.figures)))
    assert told["Tables of figures"] == str(len(analysis.tables))


def test_what_is_not_recognised_says_so(qapp, analysis):
    bare = replace(analysis, report=replace(analysis.report, issuer="", published=None))
    told = words_by_name(bare)
    assert told["Body"] == told["Published"] == "Not recognised"


def test_a_date_names_the_metadata_that_it_was_read_from(qapp, analysis):
    report = replace(analysis.report, metadata=(("发布日期", "2018-03-21"),), published=date(2018, 3, 21))
    entry = next(e for e in part(replace(analysis, report=report), "Recognised").entries if e.name == "Published")
    assert (entry.text, entry.place) == ("2018-03-21", "发布日期")


def test_all_that_was_left_out_is_told_with_its_line(qapp, analysis):
    told = part(analysis, "Left out").entries
    assert [entry.text for entry in told] == [dropped.text.strip() for dropped in analysis.report.dropped]
    assert told[0].place == f"Line {analysis.report.dropped[0].line} of the file"


def test_remarks_stand_under_their_kinds_with_their_places(qapp, analysis):
    doubt = ImportRemark("doubted", "{name} is odd.", (("name", "X"),), Span(40, 44))
    mended = ImportRemark("repaired", "Mended.")
    made = replace(analysis, remarks=(doubt, mended))
    [entry] = part(made, "Doubted").entries
    assert (entry.text, entry.span) == ("X is odd.", Span(40, 44))
    assert entry.place
    [entry] = part(made, "Repaired").entries
    assert (entry.text, entry.place, entry.span) == ("Mended.", "", None)
    assert part(replace(analysis, remarks=()), "Doubted") is None


def test_entries_of_the_editorial_file_that_are_lost_are_told(qapp, analysis):
    [entry, kept, *_] = part(
        replace(analysis, unresolved_quotations=("拱墅区{}项",)), "In the editorial file, but not in the text"
    ).entries
    assert "report.toml" in kept.text
    assert entry.text == "拱墅区{}项"
    assert entry.name == ""


def test_what_stands_on_a_page_leads_to_that_page(qapp, analysis):
    pages = (0, 500, 1000)
    dropped = tuple(d._replace(line=0, page=2) for d in analysis.report.dropped[:1])
    made = replace(analysis, report=replace(analysis.report, pages=pages, dropped=dropped))
    [entry] = part(made, "Left out").entries
    assert entry.place == "Page 2"
    assert entry.span.start == 500


def click(qtbot, browser: QTextBrowser, words: str) -> None:
    """A real click on the first link with these words."""
    cursor = QTextCursor(browser.document())
    while True:
        cursor = browser.document().find(words, cursor)
        assert not cursor.isNull()
        if cursor.charFormat().isAnchor():
            break
    cursor.setPosition(cursor.selectionStart() + 1)
    browser.setTextCursor(cursor)
    browser.ensureCursorVisible()
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=browser.cursorRect(cursor).center())


def test_a_click_on_a_place_goes_there_in_the_text(qtbot, session, opened):
    state = session.state
    doubt = ImportRemark("doubted", "Odd.", (), Span(4000, 4010))
    state.set_analysis(replace(state.analysis, remarks=(doubt,)))
    [entry] = part(state.analysis, "Doubted").entries
    click(qtbot, opened.findChild(QTextBrowser), entry.place)
    assert state.selection.span == Span(4000, 4010)
    assert state.selection.section == state.analysis.section_at(4000).id
    assert state.steps() == (True, False)


def test_all_of_it_is_copied_as_text(qtbot, session, opened):
    [button] = [b for b in opened.findChildren(QPushButton) if b.text() == "Copy all"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == as_text(session.state.analysis.report.title, import_report_sections(session.state.analysis))
    assert all(dropped.text.strip() in copied for dropped in session.state.analysis.report.dropped)


def test_it_follows_the_report_that_is_open(qtbot, session, opened, tmp_path):
    path = tmp_path / "某县报告.txt"
    path.write_text("某县2022年政府信息公开工作年度报告\n一、总体情况\n全年公开信息12条。\n", encoding="utf-8")
    with qtbot.waitSignal(session.loader.ended, timeout=10_000):
        session.loader.open(path)
    assert "2022" in opened.text
    assert "某县2022年" in opened.text


def test_asked_for_twice_it_is_one_window_and_another_language_closes_it(session, opened):
    session.window.command_actions.action("help.reading").trigger()
    assert len(session.window.findChildren(ImportReportDialog)) == 1
    session.window.command_actions.action("language.zh").trigger()
    assert not opened.isVisible()
    session.window.command_actions.action("language.en").trigger()


def test_it_is_repainted_with_the_theme(session, opened):
    light = opened.grab().toImage()
    session.window.command_actions.action("theme.switch").trigger()
    assert opened.grab().toImage() != light
