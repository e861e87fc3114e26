"""Processes of the program's own: how they are started, listened to, and ended when nobody waits for them."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

WORKER = "--read-for-another-process"
"""The first argument by which a bundled program, where there is no Python to call, becomes the reader of one file."""
COMPLETER = "--complete-for-another-process"
"""Likewise, by which it becomes what completes one report."""

_LOOK_UP = 0.05
"""Seconds between two looks at the clock and at whether the answer is still wanted."""
_GRACE = 1.0
"""Seconds in which a process that has said all ends by itself, with an exit code of its own."""
_GULP = 1 << 20
_PROGRESS = re.compile(rb"(\d{1,6})/(\d{1,6})\n")
"""A line before the answer: how much is done, of how much."""

# The process stands on the paths of this one, not on the folder that it happens to be started in. It lives too short to
# be tidied up often.
_START = """
import gc, sys
gc.set_threshold(50_000)
sys.path[:] = sys.argv.pop(1).split("\\n")
from {module} import main
main(sys.argv[1:])
"""


class Cancelled(Exception):
    """Nobody waits for the answer any longer."""


class TimedOut(Exception):
    """The answer takes too long."""


def worker_command(role: str, module: str, *arguments: str) -> list[str]:
    """How `module.main(arguments)` is started; a bundled program, where there is no Python to call, knows the module by
    its role. `-I -S` keep out what lies in the current folder and in the environment."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role, *arguments]
    root = str(Path(__file__).resolve().parents[2])
    start = _START.format(module=module)
    return [sys.executable, "-I", "-S", "-c", start, "\n".join([root, *filter(None, sys.path)]), *arguments]


def run_worker(
    command: Sequence[str],
    given: bytes = b"",
    *,
    seconds: float = float("inf"),
    longest: int = sys.maxsize,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[bytes, int]:
    """What a process says until it ends, or until it has said more bytes than `longest`; and its exit code, or the
    signal that ended it with a minus sign. It is gone when this returns.

    `cancelled` is asked many times a second and `progress` is told of lines such as `3/100` before the answer, both in
    this thread. Raises Unwanted and Overdue.
    """
    import subprocess
    import time
    from threading import Thread

    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    said = bytearray()
    listener = Thread(target=_listen, args=(process, said, longest), daemon=True)
    listener.start()
    speaker = Thread(target=_speak, args=(process, given), daemon=True) if given else None
    if speaker:
        speaker.start()
    until = time.monotonic() + seconds
    begins = 0
    grace = 0.0
    try:
        while listener.is_alive():
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > until:
                raise TimedOut
            listener.join(_LOOK_UP)
            begins = _tell(said, begins, progress)
        grace = _GRACE
    finally:
        code = _end(process, grace)
        listener.join(1)  # its own end comes with the process's
        if speaker:
            speaker.join(1)
    return bytes(said[_tell(said, begins, None) :]), code


def _end(process: "Popen[bytes]", grace: float) -> int:
    import subprocess

    try:
        return process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _listen(process: "Popen[bytes]", said: bytearray, longest: int) -> None:
    """Until the process has said all; one that does not stop is not listened to for longer."""
    assert process.stdout is not None
    with process.stdout as pipe:
        while (part := os.read(pipe.fileno(), _GULP)) and len(said) < longest:
            said += part


def _speak(process: "Popen[bytes]", given: bytes) -> None:
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(given)
    except OSError:
        return  # it has ended without hearing all; its exit code tells why


def _tell(said: bytearray, begins: int, progress: Callable[[int, int], None] | None) -> int:
    """Where the answer, or the next line before it, begins."""
    latest: tuple[int, int] | None = None
    while line := _PROGRESS.match(said, begins):
        latest, begins = (int(line[1]), int(line[2])), line.end()
    if latest and progress is not None and 0 <= latest[0] <= latest[1]:
        progress(*latest)
    return begins
