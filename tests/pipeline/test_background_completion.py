"""A long report is completed in another process, to the same result as in this one."""

import subprocess
import sys

import pytest

from tests.papers import as_text, national
from zjviewer.pipeline import background_completion as aside
from zjviewer.pipeline.background_completion import complete_in_subprocess
from zjviewer.pipeline.open_report import begin_report, complete_report
from zjviewer.system.child_processes import COMPLETER, worker_command


@pytest.fixture
def begun(tmp_path, monkeypatch):
    monkeypatch.setattr(aside, "LONG", 100)
    monkeypatch.setattr(aside, "_BATCH", 7)
    path = tmp_path / "report.txt"
    path.write_text(as_text(national()), encoding="utf-8")
    return begin_report(path)


@pytest.fixture
def started(monkeypatch):
    found = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return found


def test_the_other_process_comes_to_the_same(begun, started):
    complete = complete_in_subprocess(begun)
    assert complete == complete_report(begun)
    assert complete.report is begun.report
    assert complete.figures
    assert complete.checks
    assert complete.charts
    assert [process.returncode for process in started] == [0]


def test_a_figure_of_a_table_is_the_figure_of_the_report(begun):
    complete = complete_in_subprocess(begun)
    known = {id(figure) for figure in complete.figures}
    assert all(id(figure) in known for table in complete.tables for figure in table.figures)


def test_a_short_report_needs_no_process(begun, started, monkeypatch):
    monkeypatch.setattr(aside, "LONG", 60_000)
    assert complete_in_subprocess(begun).complete
    assert started == []


def test_nobody_waits_and_the_process_is_gone(begun, started):
    assert complete_in_subprocess(begun, cancelled=lambda: True) is begun
    assert [process.returncode is not None for process in started] == [True]


@pytest.mark.parametrize(
    "says", ["", "import os; os._exit(3)", "import sys; sys.stdout.buffer.write((9).to_bytes(8, 'big') + b'123')"]
)
def test_where_the_process_fails_the_report_is_completed_here(begun, monkeypatch, says):
    monkeypatch.setattr(aside, "worker_command", lambda *_: [sys.executable, "-c", says])
    assert complete_in_subprocess(begun) == complete_report(begun)


def test_the_answer_makes_nothing_but_an_analysis(begun):
    evil = b"cos\nsystem\n(S'true'\ntR."
    with pytest.raises(Exception, match="no part of an analysis"):
        aside._unpickle_result(begun, len(evil).to_bytes(8, "big") + evil)


def test_a_bundled_program_completes_by_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command(COMPLETER, "zjviewer.pipeline.background_completion") == [sys.executable, COMPLETER]
