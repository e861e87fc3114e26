"""Past its limits, an analysis has text and outline, a sentence says what is missing, and a command exits with 1."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zjviewer.cli.main import main
from zjviewer.pipeline import background_completion
from zjviewer.pipeline.background_completion import (
    complete_in_subprocess,
    missing_data,
    open_within_limits,
    without_partial_remarks,
)
from zjviewer.pipeline.open_report import begin_report, complete_report

TEXT = "一、总体情况\n" + "2024年，全县主动公开政府信息120条，收到申请12件。\n" * 1500
STUCK = "import time; time.sleep(100)"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def worker(code: str):
    return lambda *_: [sys.executable, "-c", code]


def test_a_long_report_is_the_same_with_and_without_limits(report):
    assert open_within_limits(report) == complete_report(begin_report(report))


@pytest.mark.parametrize(
    ("code", "reason"),
    [(STUCK, "1 seconds"), ("import os; os._exit(97)", "1024 MB"), ("import os; os.kill(os.getpid(), 9)", "signal 9")],
)
def test_past_a_limit_text_and_outline_stand_and_a_sentence_says_why(report, monkeypatch, code, reason):
    monkeypatch.setattr(background_completion, "worker_command", worker(code))
    begun = begin_report(report)
    partial = complete_in_subprocess(begun, seconds=1)
    remark = missing_data(partial)
    assert remark is not None
    assert "r.txt" in str(remark)
    assert reason in str(remark)
    assert (partial.complete, partial.report.text, partial.sections) == (True, begun.report.text, begun.sections)
    monkeypatch.undo()
    again = complete_in_subprocess(without_partial_remarks(partial), seconds=float("inf"))
    assert again == complete_report(begun)
    assert missing_data(again) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space")
def test_memory_is_limited(report):
    partial = complete_in_subprocess(begin_report(report), megabytes=24)
    assert missing_data(partial) is not None


@pytest.mark.parametrize("command", ["figures", "tables", "check", "charts"])
def test_a_command_prints_the_partial_result_and_exits_with_one(report, monkeypatch, capsys, command):
    monkeypatch.setattr(background_completion, "worker_command", worker("import os; os._exit(97)"))
    assert main([command, str(report), *(["--out", str(report.parent / "x")] if command == "charts" else [])]) == 1
    assert "are missing" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock and the signal of a parent's death")
def test_a_worker_writes_no_file_and_ends_with_its_parent(tmp_path):
    code = f"""
import os, sys
sys.path[:] = {sys.path!r}
from zjviewer.readers.sandbox.resource_limits import limit
from zjviewer.system.child_processes import end_with_parent
end_with_parent()
limit(100, 2048)
for attempt in (lambda: open({str(tmp_path / "a")!r}, "w").write("x" * 10), lambda: os.mkdir({str(tmp_path / "b")!r})):
    try:
        attempt()
    except OSError:
        continue
print(os.getpid(), sorted(os.environ), flush=True)
import time
time.sleep(100)
"""
    parent = f"""
import subprocess, sys
from zjviewer.system.child_processes import worker_environment
command = [sys.executable, "-c", {code!r}]
process = subprocess.Popen(command, env=worker_environment(), stdout=subprocess.PIPE, text=True)
print(process.stdout.readline(), flush=True)
import os
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", parent], capture_output=True, text=True, env={**os.environ, "SECRET": "x"}, timeout=60
    )
    pid, _, names = done.stdout.partition(" ")
    assert "SECRET" not in names
    assert "ZJVIEWER_PARENT" in names
    assert not (tmp_path / "a").exists() or not (tmp_path / "a").read_bytes()
    while is_running(int(pid)):  # within the time limit of a test
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
