"""`zjviewer check` as a user meets it: keys, exit codes, several files, a memo."""

import json

from tests.checks.reports import write
from tests.cli.test_main import BLOCK_QT, run
from zjviewer.core.annotations.annotation_file import mark_on, save_mark
from zjviewer.pipeline.open_report import open_report

GOOD = "2016年,全市收到申请100件,其中当面申请60件、其他申请40件。全市发布政策解读稿件200篇。"
LATER = "2017年,全市收到申请100件,其中当面申请60件、其他申请40件。全市发布政策解读稿件240篇,比2016年的201篇增加39篇。"
KEYS = "id rule formula stated expected difference tolerance verdict figures"


def test_the_bundled_report_fails_with_one_and_says_by_how_much():
    done = run("check", before=BLOCK_QT)
    assert done.returncode == 1
    assert done.stderr == ""
    (failed,) = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert failed.startswith("✗ 8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711")
    assert "✓ 845 + 231 + 510 = 1,586" in done.stdout


def test_json_has_its_keys_and_points_at_figures():
    done = run("check", "--format", "json", before=BLOCK_QT)
    assert done.returncode == 1
    checks = json.loads(done.stdout)
    figures = {figure["id"] for figure in json.loads(run("figures", "--format", "json", before=BLOCK_QT).stdout)}
    for check in checks:
        assert list(check)[:9] == KEYS.split()
        assert set(check["figures"]) <= figures
        assert len(check["sides"]) == len(check["figures"])
        assert check["verdict"] in ("pass", "fail", "not_assessable")
    (failed,) = [check for check in checks if check["verdict"] == "fail"]
    assert (failed["stated"], failed["expected"], failed["difference"]) == (9341853, 9515564, 173711)


def test_what_adds_up_ends_with_zero(tmp_path):
    done = run("check", write(tmp_path, GOOD), before=BLOCK_QT)
    assert done.returncode == 0
    assert "✓ 60 + 40 = 100" in done.stdout


def test_nothing_to_check_is_no_failure(tmp_path):
    done = run("check", write(tmp_path, "没有数字。"), "--format", "json", before=BLOCK_QT)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_several_reports_are_also_checked_against_each_other(tmp_path):
    titles = [f"甲市{year}年政府信息公开工作年度报告" for year in (2016, 2017)]
    first = write(tmp_path, "一、概述", GOOD, title=titles[0], name="2016.txt")
    second = write(tmp_path, "一、概述", LATER, title=titles[1], name="2017.txt")
    done = run("check", first, second, "--format", "json", before=BLOCK_QT)
    assert done.returncode == 1
    between = [check for check in json.loads(done.stdout) if check["file"] is None]
    assert [(check["formula"], check["figures"]) for check in between if check["verdict"] == "fail"] == [
        ("200 ≠ 201", ["2016/f4", "2017/f5"])
    ]
    told = run("check", first, second, before=BLOCK_QT).stdout
    assert str(first) in told
    assert "报告之间\n" in told


def test_a_memo_carries_what_the_reader_has_said(tmp_path):
    path = write(tmp_path, "全市收到申请30件,其中当面申请10件、其他申请21件。", name="report.txt")
    check = open_report(path).failures[0]
    save_mark(path, check, mark_on(check, "confirmed", "已去函"), None)
    assert run("check", path, "--memo", tmp_path / "memo.md", before=BLOCK_QT).returncode == 1
    assert "已确认：已去函" in (tmp_path / "memo.md").read_text(encoding="utf-8")


def test_a_memo_is_a_pdf_where_that_is_asked_for(tmp_path):
    path = tmp_path / "memo.pdf"
    assert run("check", "--memo", path).returncode == 1
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert b"FontFile" in written
    assert run("check", "--memo", path).returncode == 2
    assert path.read_bytes() == written


def test_a_memo_is_written_and_never_over_a_file(tmp_path):
    for name in ("备忘录.md", "备忘录.xlsx", "备忘录.docx"):
        path = tmp_path / name
        assert run("check", "--memo", path, before=BLOCK_QT).returncode == 1
        kept = path.read_bytes()
        again = run("check", "--memo", path, before=BLOCK_QT)
        assert again.returncode == 2
        assert again.stderr.count("\n") == 1
        assert path.read_bytes() == kept
    done = run("check", "--memo", tmp_path / "memo.rtf", before=BLOCK_QT)
    assert done.returncode == 2
    assert ".docx" in done.stderr
