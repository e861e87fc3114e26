"""Child processes of the program: command line, environment, output, time limit, and the end with the parent."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

WORKER = "--read-for-another-process"
"""First argument by which a frozen program, which has no Python interpreter to call, becomes the reader of one file."""
COMPLETER = "--complete-for-another-process"
"""First argument by which a frozen program becomes the process that completes one report."""

_PARENT = "ZJVIEWER_PARENT"
"""Environment variable with the process number of the parent."""
_ENVIRONMENT = (
    *("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ"),
    *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT"),
)
"""Variables that a worker inherits: locale, libraries of the interpreter, and what Windows itself requires."""

_POLL_INTERVAL = 0.05
"""Seconds between two looks at the clock and at whether the answer is still wanted."""
_PARENT_INTERVAL = 0.5
"""Seconds between two looks at the parent, where the system does not report its end."""
_GRACE = 1.0
"""Seconds in which a process that has closed its output ends by itself, with an exit code of its own."""
_CHUNK = 1 << 20
_PROGRESS = re.compile(rb"(\d{1,6})/(\d{1,6})\n")
"""A line before the answer: how much is done, of how much."""
_PR_SET_PDEATHSIG = 1

# The worker uses the import paths of this process, not the current folder. It is too short-lived for frequent garbage
# collection.
_BOOTSTRAP = """
import gc, sys
gc.set_threshold(50_000)
sys.path[:] = sys.argv.pop(1).split("\\n")
from {module} import main
main(sys.argv[1:])
"""


class Cancelled(Exception):
    """The caller no longer wants the answer."""


class TimedOut(Exception):
    """The answer takes longer than the caller allows."""


def worker_command(role: str, module: str, *arguments: str) -> list[str]:
    """Command line that runs `module.main(arguments)`. A frozen program finds the module by its role. `-I -S` exclude
    the current folder and the environment from the import path."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role, *arguments]
    root = str(Path(__file__).resolve().parents[2])
    bootstrap = _BOOTSTRAP.format(module=module)
    return [sys.executable, "-I", "-S", "-c", bootstrap, "\n".join([root, *filter(None, sys.path)]), *arguments]


def worker_environment() -> dict[str, str]:
    """Environment of a worker: the few variables that it needs, and the process number of this process."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {_PARENT: str(os.getpid())}


def end_with_parent() -> None:
    """End this worker as soon as its parent dies; to be called first. Nothing happens in a process without a parent
    that started it as a worker."""
    parent = int(os.environ.get(_PARENT) or 0)
    if not parent:
        return
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)
        return
    from threading import Thread

    Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def run_worker(
    command: Sequence[str],
    given: bytes = b"",
    *,
    seconds: float = float("inf"),
    longest: int = sys.maxsize,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[bytes, int]:
    """Output of a process, at most some more bytes than `longest`, and its exit code, negative for a signal. `given` is
    its input. The process has ended when this returns.

    `cancelled` is called many times a second, and `progress` with lines such as `3/100` before the answer, both in this
    thread. Raises Cancelled and TimedOut.
    """
    import subprocess
    import time
    from threading import Thread

    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=worker_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    output = bytearray()
    reader = Thread(target=_read_output, args=(process, output, longest), daemon=True)
    reader.start()
    writer = Thread(target=_write_input, args=(process, given), daemon=True) if given else None
    if writer:
        writer.start()
    deadline = time.monotonic() + seconds
    start = 0
    grace = 0.0
    try:
        while reader.is_alive():
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise TimedOut
            reader.join(_POLL_INTERVAL)
            start = _skip_progress(output, start, progress)
        grace = _GRACE
    finally:
        code = _end(process, grace)
        reader.join(1)  # it ends with the process
        if writer:
            writer.join(1)
    return bytes(output[_skip_progress(output, start, None) :]), code


def _end(process: "Popen[bytes]", grace: float) -> int:
    import subprocess

    try:
        return process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _read_output(process: "Popen[bytes]", output: bytearray, longest: int) -> None:
    """Until the process closes its output or exceeds the limit."""
    assert process.stdout is not None
    with process.stdout as pipe:
        while (part := os.read(pipe.fileno(), _CHUNK)) and len(output) < longest:
            output += part


def _write_input(process: "Popen[bytes]", given: bytes) -> None:
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(given)
    except OSError:
        return  # it has ended without reading everything; its exit code gives the reason


def _skip_progress(output: bytearray, start: int, progress: Callable[[int, int], None] | None) -> int:
    """Offset of the answer, or of the next incomplete line before it."""
    latest: tuple[int, int] | None = None
    while line := _PROGRESS.match(output, start):
        latest, start = (int(line[1]), int(line[2])), line.end()
    if latest and progress is not None and 0 <= latest[0] <= latest[1]:
        progress(*latest)
    return start


def _watch_parent(parent: int) -> None:
    """Poll the parent; on Windows, wait for its handle."""
    if sys.platform == "win32":
        import ctypes

        synchronise, infinite = 0x100000, 0xFFFFFFFF
        handle = ctypes.windll.kernel32.OpenProcess(synchronise, False, parent)
        if handle:
            ctypes.windll.kernel32.WaitForSingleObject(handle, infinite)
        os._exit(1)
    import time

    while os.getppid() == parent:
        time.sleep(_PARENT_INTERVAL)
    os._exit(1)
