"""What is written down of a fault leads to the place in the code and quotes no document."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.errors import Problem, UnreadableFile
from zjviewer.system import crash_log as faults
from zjviewer.system.crash_log import FaultLog, format_fault, key_of, shape_of

WORD = "某局不予公开"


def caught(error: Exception) -> Exception:
    try:
        try:
            int(WORD)
        except ValueError as cause:
            raise error from cause
    except Exception as raised:
        return raised


@pytest.mark.parametrize(
    "error",
    [
        ValueError(WORD),
        KeyError(WORD),
        OSError(28, WORD, f"/home/{WORD}"),
        Problem(f"{WORD} is no report."),
        UnreadableFile("{name} is damaged.", name=WORD),
    ],
)
def test_an_error_is_told_by_kind_and_place_without_its_words(error: Exception):
    words = format_fault(caught(error))
    assert WORD not in words
    assert type(error).__name__ in words
    assert "tests/system/test_crash_log.py" in words
    assert "caused by ValueError" in words
    assert "/home" not in words


def test_an_error_of_the_system_keeps_its_number_and_a_problem_its_template():
    assert format_fault(OSError(28, WORD)).startswith("OSError 28")
    assert format_fault(UnreadableFile("{name} is damaged.", name=WORD)) == "UnreadableFile: {name} is damaged."


def test_errors_of_one_place_have_one_key():
    keys = {key_of(caught(ValueError(str(number)))) for number in range(3)}
    assert len(keys) == 1
    assert key_of(caught(KeyError())) not in keys


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("QPainter::begin: Paint device returned engine == 0", "QPainter::begin: Paint device returned engine"),
        (f'Could not open "{WORD}.txt" for reading', "Could not open for reading"),
        (f"QFile: {WORD} is missing", "QFile: is missing"),
        ("cannot read /home/wang/report2017.txt now", "cannot read now"),
        (r"cannot read C:\Users\wang\report.txt now", "cannot read now"),
    ],
)
def test_of_a_librarys_message_only_its_own_words_are_kept(message: str, kept: str):
    assert shape_of(message) == kept


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1))
def test_no_chinese_comes_through(words: str):
    assert shape_of(f"Could not draw {words} here").isascii()


def test_the_log_rotates_and_stays_small(tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "LARGEST", 2000)
    log = FaultLog(tmp_path)
    for number in range(200):
        log.write(f"fault {number}")
    log.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [faults.LOG, *(f"{faults.LOG}.{number + 1}" for number in range(faults.KEPT))]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert "fault 199" in (tmp_path / faults.LOG).read_text("utf-8")


def test_where_no_log_can_be_written_nothing_happens(tmp_path, capfd):
    (tmp_path / "file").write_text("in the way")
    log = FaultLog(tmp_path / "file")
    log.write("fault")
    assert log.watch_crashes() is False
    log.close()
    assert capfd.readouterr().err == ""


def test_a_process_that_dies_leaves_its_place_for_the_next_start(tmp_path):
    assert watch_and(tmp_path, "os.abort()").returncode != 0
    assert watch_and(tmp_path, "log.close()").stdout == "True\n"
    assert "Fatal Python error: Aborted" in (tmp_path / faults.LOG).read_text("utf-8")
    assert watch_and(tmp_path, "log.close()").stdout == "False\n"


def watch_and(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, for pytest watches this one."""
    code = "import sys, os; from pathlib import Path; from zjviewer.system.crash_log import FaultLog\n"
    code += f"log = FaultLog(Path(sys.argv[1])); print(log.watch_crashes(), flush=True); {then}"
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_fault_before_the_window_is_a_sentence_and_a_line_in_the_log(tmp_path):
    code = (
        "import zjviewer.gui.startup.application as app\n"
        f"def fail(*_, **__): raise ValueError({WORD!r})\napp.launch = fail\napp.run()"
    )
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "zjviewer could not start because of a fault of its own (ValueError)" in done.stderr
    written = [path.read_text("utf-8") for path in tmp_path.rglob(faults.LOG)]
    assert len(written) == 1
    assert "ValueError" in written[0]
    assert WORD not in written[0]
