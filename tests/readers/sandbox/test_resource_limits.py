"""The limits that a worker sets itself hold without anybody who watches it."""

import ctypes
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from zjviewer.readers.sandbox import resource_limits

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


ATTEMPTS = {
    "new file": "open(folder + '/new', 'w').write('x')",
    "longer file": "open(folder + '/file', 'a').write('x')",
    "changed file": "open(folder + '/file', 'r+').write('x')",
    "shorter file": "os.truncate(folder + '/file', 0)",
    "removed file": "os.unlink(folder + '/file')",
    "renamed file": "os.rename(folder + '/file', folder + '/other')",
    "moved file": "os.rename(folder + '/file', folder + '/inner/file')",
    "second name": "os.link(folder + '/file', folder + '/inner/name')",
    "symbolic link": "os.symlink('/etc/passwd', folder + '/link')",
    "new folder": "os.mkdir(folder + '/folder')",
    "removed folder": "os.rmdir(folder + '/inner')",
    "pipe": "os.mkfifo(folder + '/pipe')",
    "socket": "socket.socket(socket.AF_UNIX).bind(folder + '/socket')",
    "file in memory that becomes one": "os.link('/proc/self/exe', folder + '/program')",
}
OUTSIDE = {
    "connection": (4, "socket.create_connection(('127.0.0.1', port), 5)"),
    "open port": (4, "socket.socket().bind(('127.0.0.1', 0))"),
    "signal to the parent": (6, "os.kill(os.getppid(), 0)"),
}
"""Attempts on the world outside the process, and the version of Landlock that refuses them."""


def landlock_version() -> int:
    import ctypes

    return max(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1), 0)


def attempted(folder, attempts: dict[str, str], port: int = 0) -> set[str]:
    """Names of the attempts that a limited process succeeds in; each has a process of its own by fork."""
    script = f"""
import os, socket
folder, port = {str(folder)!r}, {port}
for name, attempt in {attempts!r}.items():
    try:
        exec(attempt)
    except OSError:
        continue
    os.write(1, name.encode() + b"\\n")
"""
    done = run_limited(50, 500, script)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.skipif(landlock_version() < 3, reason="a kernel without Landlock, or without its right on truncation")
def test_a_worker_changes_nothing_in_the_file_system(tmp_path):
    (tmp_path / "file").write_text("content")
    (tmp_path / "inner").mkdir()
    assert attempted(tmp_path, ATTEMPTS) == set()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "inner"]
    assert (tmp_path / "file").read_text() == "content"


def test_what_is_refused_to_a_worker_is_possible_without_the_limits(tmp_path):
    import os

    names = {}
    for name, attempt in ATTEMPTS.items():
        folder = tmp_path / str(len(names))
        (folder / "inner").mkdir(parents=True)
        (folder / "file").write_text("content")
        program = f"import os, socket; folder = {str(folder)!r}; {attempt}"
        names[name] = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode
    refused = {name for name, code in names.items() if code}
    assert refused <= {"file in memory that becomes one"}, os.uname()


@pytest.mark.skipif(landlock_version() < 4, reason="a kernel whose Landlock knows no network")
def test_a_worker_reaches_nobody(tmp_path):
    import socket

    possible = {name: attempt for name, (version, attempt) in OUTSIDE.items() if landlock_version() >= version}
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert attempted(tmp_path, possible, server.getsockname()[1]) == set()


@pytest.mark.skipif(landlock_version() < 1, reason="a kernel without Landlock")
def test_a_worker_still_reads_and_writes_to_its_pipe(tmp_path):
    (tmp_path / "file").write_text("content")
    assert run_limited(50, 500, f"print(open({str(tmp_path / 'file')!r}).read())").stdout == "content\n"


class Kernel:
    """The calls for job objects of Windows; `refused` is the name of the one that fails."""

    def __init__(self, refused: str) -> None:
        self.called: list[str] = []

        def call(name: str):
            def answer(*_: object) -> int:
                self.called.append(name)
                return 0 if name == refused else 7

            return answer

        self.CreateJobObjectW = call("CreateJobObjectW")
        self.GetCurrentProcess = call("GetCurrentProcess")
        self.SetInformationJobObject = call("SetInformationJobObject")
        self.AssignProcessToJobObject = call("AssignProcessToJobObject")


@pytest.mark.parametrize("refused", ["", "CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_a_limit_that_windows_refuses_is_an_error(monkeypatch, refused):
    kernel = Kernel(refused)
    monkeypatch.setattr(resource_limits, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "refused"), raising=False)
    if refused:
        with pytest.raises(OSError, match="refused"):
            resource_limits.limit(10, 100)
    else:
        resource_limits.limit(10, 100)
        assert kernel.called[-1] == "AssignProcessToJobObject"
