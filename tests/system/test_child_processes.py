"""What a process of our own says, and how it ended."""

import sys

import pytest

from zjviewer.system import child_processes as processes
from zjviewer.system.child_processes import Cancelled, TimedOut, run_worker


def python(program: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", program]


SILENT = "import os, sys, time; os.write(1, b'answer'); os.close(1); sys.stdout = None\n"


def test_a_process_that_has_answered_ends_by_itself():
    assert run_worker(python(SILENT + "time.sleep(0.3); os._exit(3)")) == (b"answer", 3)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not told there")
def test_one_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(processes, "_GRACE", 0.1)
    assert run_worker(python(SILENT + "time.sleep(600)")) == (b"answer", -9)


def test_it_hears_what_it_is_given_and_tells_of_its_progress():
    told: list[tuple[int, int]] = []
    program = "import sys; said = sys.stdin.read(); print('1/2', flush=True); print('2/2'); print(said[::-1], end='')"
    assert run_worker(python(program), b"abc", progress=lambda *at: told.append(at))[0] == b"cba"
    assert told[-1] == (2, 2)


def test_nobody_waits_for_what_takes_too_long():
    with pytest.raises(TimedOut):
        run_worker(python("import time; time.sleep(60)"), seconds=0.1)
    with pytest.raises(Cancelled):
        run_worker(python("import time; time.sleep(60)"), cancelled=lambda: True)


def test_one_that_talks_on_is_not_listened_to(monkeypatch):
    monkeypatch.setattr(processes, "_GRACE", 0.1)
    said, _ = run_worker(python("while True: print('a' * 1000)"), longest=10_000)
    assert len(said) >= 10_000


@pytest.mark.parametrize(
    ("output", "result", "renewals", "seen"),
    [
        (b"0/3+\n1/3+\n{}", b"{}", 2, [(1, 3)]),
        (b"0/3+\n1/3\n2/3+\n3/", b"3/", 2, [(2, 3)]),
        (b"1/3\n{}", b"{}", 0, [(1, 3)]),
        (b"1/3++\n", b"1/3++\n", 0, []),
        (b"{}", b"{}", 0, []),
        (b"=3\nabc1/3+\n=4\n{{{{2/3+\n{}", b"{}", 2, [b"{{{{", (2, 3)]),
        (b"=3\nabc=4\n{{{", b"=4\n{{{", 0, [b"abc"]),
        (b"=3", b"=3", 0, []),
        (b"=-1\n{}", b"=-1\n{}", 0, []),
    ],
)
def test_what_comes_before_the_result_is_taken_from_it(output, result, renewals, seen):
    """Pages in all and pages read, requests for more time, and results of a part, the latest of which is given."""
    told = []
    written = bytearray(output)
    asked = processes._take_progress(written, lambda *at: told.append(at), told.append)
    assert (written, asked, told) == (result, renewals, seen)


def test_a_process_that_asks_for_time_again_and_again_is_stopped(monkeypatch):
    monkeypatch.setattr(processes, "_MOST_RENEWALS", 3)
    program = "import time\nwhile True: print('0/9+', flush=True); time.sleep(0.01)"
    with pytest.raises(TimedOut):
        run_worker(python(program), seconds=0.3)
