"""What the first frame shows: files that are named, what was open at the end, or the bundled report."""

import pytest

from zjviewer import paths
from zjviewer.errors import UnreadableFile
from zjviewer.gui.startup.first_report import PATIENCE, read_first_report
from zjviewer.storage.library_file import LibraryEntry, LibraryFile, library_path, report_key, write_library

WORDS = "{body}2021年政府信息公开工作年度报告\n一、总体情况\n2021年,全市共公开100条。\n"


@pytest.fixture(autouse=True)
def config(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "settings_folder", lambda: tmp_path / "config")


def first_report(files=(), remember=True, **options):
    """Analysis of the first frame, and the file of a reading that goes on without it."""
    first = read_first_report(files, remember, **options)
    if first is None:
        return None, ""
    begun = first.begun()
    return begun, "" if begun or first.patience != PATIENCE else first.reading.path.name


@pytest.fixture
def reports(tmp_path):
    made = []
    for body in ("甲市", "乙市", "丙市"):
        path = tmp_path / f"{body}.txt"
        path.write_text(WORDS.format(body=body), encoding="utf-8")
        made.append(path)
    return made


def keep(tabs, front="", entries=()):
    write_library(
        library_path(), LibraryFile(tuple(entries), tuple(map(report_key, tabs)), report_key(front) if front else "")
    )


def test_the_first_start_shows_the_bundled_report():
    assert first_report((), remember=True)[0].report.path == paths.bundled_report()


def test_the_tab_that_was_in_front_is_shown(reports):
    keep(reports, front=reports[1])
    assert first_report((), remember=True)[0].report.path == reports[1]


def test_another_tab_is_shown_where_that_file_is_gone(reports):
    keep(reports, front=reports[1])
    reports[1].unlink()
    assert first_report((), remember=True)[0].report.path == reports[0]


def test_where_all_are_gone_or_closed_nothing_is_shown(reports):
    keep([])
    assert first_report((), remember=True) == (None, "")
    keep(reports[:1], front=reports[0])
    reports[0].unlink()
    assert first_report((), remember=True) == (None, "")


def test_a_fault_in_reading_what_was_open_does_not_keep_the_window_from_opening(reports, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    keep(reports, front=reports[1])
    monkeypatch.setattr("zjviewer.pipeline.open_report.begin_report", fail)
    assert first_report((), remember=True) == (None, "")


def test_named_files_go_before_what_was_open_and_the_first_that_can_be_read_is_shown(reports, tmp_path):
    keep(reports[2:], front=reports[2])
    assert first_report([tmp_path / "none.txt", reports[1]], remember=True)[0].report.path == reports[1]
    with pytest.raises(UnreadableFile, match="none"):
        first_report([tmp_path / "none.txt"], remember=True)


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"%PDF-1.4 and no more")
    return path


def test_the_window_does_not_wait_for_a_pdf_that_was_open(reports, pdf):
    keep([*reports, pdf], front=pdf)
    assert first_report((), remember=True) == (None, "报告.pdf")
    keep([*reports, pdf], front=reports[0])
    assert first_report((), remember=True)[0].report.path == reports[0]


def test_a_terminal_is_told_of_a_named_pdf_and_a_double_click_has_a_window_at_once(pdf, monkeypatch):
    assert first_report([pdf], remember=True) == (None, "报告.pdf")
    for whole, terminal in ((True, False), (False, True)):
        monkeypatch.setattr("zjviewer.gui.startup.first_report._in_terminal", lambda terminal=terminal: terminal)
        with pytest.raises(UnreadableFile):
            first_report([pdf], remember=True, whole=whole)


def test_the_encoding_that_was_chosen_before_is_used_again(tmp_path):
    path = tmp_path / "報告.txt"
    path.write_bytes("本府主動公開政府資訊一千二百件。\n".encode("big5"))
    keep([path], front=path, entries=[LibraryEntry(report_key(path), encoding="big5")])
    assert first_report((), remember=True)[0].report.encoding == "big5"
    assert first_report([path], remember=True)[0].report.encoding == "big5"


def test_a_damaged_list_does_not_keep_the_window_from_opening():
    library_path().parent.mkdir()
    library_path().write_bytes(b"{")
    assert first_report((), remember=True)[0].report.path == paths.bundled_report()


def test_without_memory_nothing_that_was_open_is_shown(reports):
    keep(reports, front=reports[1])
    assert first_report((), remember=False)[0].report.path == paths.bundled_report()


def test_files_that_are_not_there_are_said_before_a_window_is_made(tmp_path, reports):
    first = read_first_report([tmp_path / "none.txt", tmp_path / "none.pdf"], remember=False)
    with pytest.raises(UnreadableFile, match=r"none\.txt"):
        first.check()
    read_first_report([tmp_path / "none.txt", reports[0]], remember=False).check()
    keep(reports[:1], front=reports[0])
    reports[0].unlink()
    read_first_report((), remember=True).check()
