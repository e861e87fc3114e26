"""The limits that a worker sets itself hold without anybody who watches it."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of these limits")


def run_limited(seconds: int, megabytes: int, script: str) -> subprocess.CompletedProcess[str]:
    program = (
        "from zjviewer.readers.sandbox import resource_limits\n"
        f"resource_limits.GRACE = 0\nresource_limits.limit({seconds}, {megabytes})\n{script}\n"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("script", ["while True: pass", "import time; time.sleep(50)"])
def test_a_worker_is_ended_by_the_alarm_when_its_time_is_over(script):
    assert run_limited(1, 500, script).returncode == -signal.SIGALRM


def test_an_alarm_waits_for_the_time_of_grace():
    script = "import signal; left = signal.alarm(0); print(left)"
    program = f"from zjviewer.readers.sandbox import resource_limits as r; r.limit(30, 500); {script}; print(r.GRACE)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    left, grace = map(int, done.stdout.split())
    assert 30 < left <= 30 + grace


def test_memory_beyond_the_limit_is_refused():
    done = run_limited(50, 300, "eaten = b'x' * (400 << 20)")
    assert done.returncode == 1
    assert "MemoryError" in done.stderr
    assert run_limited(50, 900, "eaten = b'x' * (400 << 20)").returncode == 0


def test_an_interrupt_ends_a_worker_without_a_traceback():
    done = run_limited(50, 500, "import os, signal; os.kill(os.getpid(), signal.SIGINT)")
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
