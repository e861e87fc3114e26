"""Worker processes: command line, environment, output, time limit, and termination together with the parent."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

WORKER = "--read-for-another-process"
"""First argument that makes a frozen program, which has no separate Python interpreter, the reader of one file."""
PAGES = "--draw-pages-for-another-process"
"""First argument that makes a frozen program the process that draws the pages of one document."""
COMPLETER = "--complete-for-another-process"
"""First argument that makes a frozen program the process that completes one report."""
POOLED = "--read-many-for-another-process"
"""First argument that makes a frozen program the reader of many files, one after another."""

_PARENT = "ZJVIEWER_PARENT"
"""Environment variable with the process id of the parent."""
_ENVIRONMENT = (
    *("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ"),
    *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT"),
)
"""Environment variables that a worker inherits: locale, libraries of the interpreter, and those that Windows
requires."""

_POLL_INTERVAL = 0.05
"""Seconds between two checks of the time limit and of cancellation."""
_PARENT_INTERVAL = 0.5
"""Seconds between two checks of the parent, where the system does not report its end."""
_GRACE = 1.0
"""Seconds in which a process that has closed its output must end with an exit code of its own."""
_CHUNK = 1 << 20
_PROGRESS = re.compile(rb"(\d{1,6})/(\d{1,6})(\+?)\n")
"""A progress line before the result: number of finished parts, of all, and whether the next part has a time limit of
its own."""
_PART = re.compile(rb"=(\d{1,9})\n")
"""A line before a part of the result, which is given before the whole: its length in bytes."""
_MOST_RENEWALS = 250
"""Largest number of times that a process may ask for its time limit again."""
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
    """The caller has cancelled the request."""


class TimedOut(Exception):
    """The time limit of the caller was exceeded."""


def worker_command(role: str, module: str, *arguments: str) -> list[str]:
    """Command line that runs `module.main(arguments)`. A frozen program selects the module by the role. `-I -S`
    exclude the current folder and the environment from the import path."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role, *arguments]
    root = str(Path(__file__).resolve().parents[2])
    bootstrap = _BOOTSTRAP.format(module=module)
    return [sys.executable, "-I", "-S", "-c", bootstrap, "\n".join([root, *filter(None, sys.path)]), *arguments]


def worker_environment() -> dict[str, str]:
    """Environment of a worker: the variables that it needs, and the process id of this process."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {_PARENT: str(os.getpid())}


def end_with_parent() -> None:
    """Make this worker end when its parent dies; must be called first. No effect in a process that was not started
    as a worker."""
    parent = int(os.environ.get(_PARENT) or 0)
    if not parent:
        return
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the call
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
    started: Callable[[], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
    part: Callable[[bytes], None] | None = None,
) -> tuple[bytes, int]:
    """Output of a process, at most slightly more bytes than `longest`, and its exit code, negative for a signal.
    `given` is its input. The process has ended when this function returns.

    `started` is called once the process runs, `cancelled` many times a second, and `progress` for lines such as `3/100`
    before the result, all in this thread, and `part` for results of a part, which follow their length as in
    `=5\\nabcde`. `seconds` begins again at a line such as `3/100+`. Raises Cancelled and TimedOut.
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
    if started is not None:
        started()
    renewals = 0
    grace = 0.0
    try:
        while reader.is_alive():
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise TimedOut
            reader.join(_POLL_INTERVAL)
            asked = _take_progress(output, progress, part)
            if asked and renewals < _MOST_RENEWALS:
                renewals += asked
                deadline = time.monotonic() + seconds
        _take_progress(output, progress, part)  # of a process that ended before the first turn
        grace = _GRACE
    finally:
        code = _end(process, grace)
        reader.join(1)  # the reader thread ends with the process
        if writer:
            writer.join(1)
    _take_progress(output, None, None)
    return bytes(output), code


def _end(process: "Popen[bytes]", grace: float) -> int:
    import subprocess

    try:
        return process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _read_output(process: "Popen[bytes]", output: bytearray, longest: int) -> None:
    """Read until the process closes its output or exceeds the limit."""
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
        return  # the process ended without reading all input; its exit code gives the reason


def _take_progress(
    output: bytearray, progress: Callable[[int, int], None] | None, part: Callable[[bytes], None] | None
) -> int:
    """Remove what a process has written before its result, as far as it is complete, and report the latest of it.
    Returns the number of requests for a new time limit."""
    latest: tuple[int, int] | None = None
    finished: bytes | None = None
    renewals = start = 0
    while True:
        if line := _PROGRESS.match(output, start):
            latest, start = (int(line[1]), int(line[2])), line.end()
            renewals += line[3] == b"+"
        elif (head := _PART.match(output, start)) and len(output) >= head.end() + int(head[1]):
            start = head.end() + int(head[1])
            finished = bytes(output[head.end() : start])
        else:
            break
    del output[:start]
    if finished is not None and part is not None:
        part(finished)
    if latest and progress is not None and 0 <= latest[0] <= latest[1]:
        progress(*latest)
    return renewals


def _watch_parent(parent: int) -> None:
    """End this process when the parent ends: by polling, or on Windows by waiting for the process handle."""
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
