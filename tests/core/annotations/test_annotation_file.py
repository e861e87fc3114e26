import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rights import as_plain_user
from zjviewer import paths
from zjviewer.core.annotations import annotation_file as marks
from zjviewer.core.annotations.annotation_file import (
    load_check_marks,
    mark_on,
    marks_path,
    read_annotation_file,
    save_mark,
)
from zjviewer.core.annotations.entry_writer import updated_file
from zjviewer.core.annotations.file_content import AnnotationFile
from zjviewer.core.model.checks import CheckMark
from zjviewer.errors import DamagedMarks
from zjviewer.paths import user_folder
from zjviewer.pipeline.open_report import open_report
from zjviewer.storage.companion_files import user_data_path

TEXT = "2017年共收到申请30件,其中网络申请10件,信函申请21件。"


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    return user_folder()


@pytest.fixture
def report(tmp_path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    return folder / "report.txt"


def failing(report: Path):
    analysis = open_report(report)
    return analysis, analysis.failures[0]


def test_a_mark_is_kept_beside_the_report_and_comes_back_with_it(report):
    _, check = failing(report)
    save_mark(report, check, mark_on(check, "review", " 问过 "), None)
    assert (report.parent / "report.txt.marks.toml").is_file()
    again = open_report(report)
    assert again.mark_by_check == {check.id: CheckMark(check.id, "review", "问过", check.rule, check.formula)}


def test_the_report_and_its_editorial_file_are_not_touched(report):
    editorial = report.with_suffix(".toml")
    editorial.write_text('title = "报告"\n', encoding="utf-8")
    before = report.read_bytes(), editorial.read_bytes()
    _, check = failing(report)
    save_mark(report, check, mark_on(check, "confirmed"), None)
    assert (report.read_bytes(), editorial.read_bytes()) == before
    assert open_report(report).report.title == "报告"


def test_a_mark_goes_with_its_numbers_and_comes_back_with_them(report):
    _, check = failing(report)
    save_mark(report, check, mark_on(check, "dismissed"), None)
    report.write_text(TEXT.replace("21", "19"), encoding="utf-8")
    changed = open_report(report)
    assert changed.failures
    assert changed.mark_by_check == {}
    report.write_text(f"新的开头。{TEXT}", encoding="utf-8")
    assert open_report(report).mark_by_check[check.id].kind == "dismissed"


def test_a_false_alarm_is_no_failure_any_more(report):
    analysis, check = failing(report)
    assert analysis.failures_by_figure[check.figures[0]] == (check,)
    marked = replace(analysis, marks=(mark_on(check, "dismissed"),))
    assert marked.failures == ()
    assert marked.failures_by_figure == {}
    assert replace(analysis, marks=(mark_on(check, "review"),)).failures == (check,)


def test_another_id_of_the_same_check_is_known_by_rule_and_formula(report):
    analysis, check = failing(report)
    older = mark_on(check, "review", "旧")._replace(check="total-0000")
    assert replace(analysis, marks=(older,)).mark_by_check == {check.id: older}
    marks_left = save_mark(report, check, mark_on(check, "confirmed"), older)
    assert [mark.kind for mark in marks_left] == ["confirmed"]


def test_a_formula_that_two_checks_share_is_no_name():
    analysis = open_report(paths.bundled_report())
    alike = [check for check in analysis.checks if (check.rule, check.formula) == ("restated", "11 = 11")]
    assert len(alike) == 2
    older = mark_on(alike[0], "review")._replace(check="restated-0000")
    assert replace(analysis, marks=(older,)).mark_by_check == {}
    assert replace(analysis, marks=(mark_on(alike[0], "review"),)).mark_by_check.keys() == {alike[0].id}


def test_the_reports_of_the_program_keep_their_marks_with_the_user(user):
    assert marks_path(paths.bundled_report()).is_relative_to(user)


def test_where_nothing_is_writable_beside_the_report_the_user_keeps_the_marks(report, user):
    def mark() -> None:
        _, check = failing(report)
        save_mark(report, check, mark_on(check, "review"), None)
        assert marks_path(report).is_relative_to(user)
        assert open_report(report).mark_by_check.keys() == {check.id}

    report.parent.chmod(0o555)
    try:
        as_plain_user(mark)
    finally:
        report.parent.chmod(0o755)


def test_a_folder_that_only_says_that_it_is_writable_to_is_gone_round(report, user, monkeypatch):
    _, check = failing(report)
    write = marks.write_atomically

    def refuse(path, data, overwrite=False):
        if path.parent == report.parent:
            raise marks.NotWritten("no")
        write(path, data, overwrite)

    monkeypatch.setattr(marks, "write_atomically", refuse)
    save_mark(report, check, mark_on(check, "review"), None)
    assert marks_path(report).is_relative_to(user)
    assert open_report(report).mark_by_check.keys() == {check.id}


def test_reports_of_one_name_in_two_folders_have_marks_of_their_own(report, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(report.parent, other)
    assert len({user_data_path(path, "marks", ".marks.toml") for path in (report, other / "report.txt")}) == 2


def test_what_another_window_has_marked_stays(report):
    analysis, check = failing(report)
    foreign = CheckMark("x-1", "confirmed", "别处", "total", "1 + 1 = 3")
    save_mark(report, replace(check, id="x-1"), foreign, None)
    kept = save_mark(report, check, mark_on(check, "review"), None)
    assert foreign in kept
    assert save_mark(report, check, None, kept[-1]) == (foreign,)
    assert analysis.marks == ()


@pytest.mark.parametrize(
    "content", ["[[mark]]\ncheck = 1", '[[mark]]\ncheck = "a"\nkind = "wrong"', "[[mark", "mark = 3", "\xff"]
)
def test_a_spoilt_file_is_told_and_left_alone(report, content):
    _, check = failing(report)
    path = report.with_suffix(".marks.toml")
    path.write_bytes(content.encode("latin-1"))
    opened = open_report(report)
    assert opened.marks == ()
    assert [remark.kind for remark in opened.remarks if "report.marks.toml" in str(remark)] == ["doubted"]
    with pytest.raises(DamagedMarks, match=r"report\.marks\.toml"):
        save_mark(report, check, mark_on(check, "review"), None)
    assert path.read_bytes() == content.encode("latin-1")


def test_a_report_without_a_file_has_no_marks_and_no_doubts():
    assert load_check_marks(None) == ((), ())


@given(st.text(), st.text())
def test_whatever_is_written_is_read_again(tmp_path_factory, note, formula):
    path = tmp_path_factory.getbasetemp() / "any.marks.toml"
    mark = CheckMark("a-1", "review", note, "total", formula)
    path.write_bytes(updated_file(b"", AnnotationFile(), AnnotationFile((mark, mark))))
    assert read_annotation_file(path).marks == (mark, mark)
