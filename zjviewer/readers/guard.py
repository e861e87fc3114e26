"""Files from strangers are read in a process of their own: one that hangs or kills its reader costs a sentence."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zjviewer import WORKER
from zjviewer.core.source import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers import READERS, read_report
from zjviewer.readers.sniff import kind_of
from zjviewer.readers.source import Source

if TYPE_CHECKING:
    from subprocess import Popen

SECONDS = 120
MEGABYTES = 2048
"""Of address space, of which a reader's libraries take some 100."""

_LONGEST_ANSWER = 512 << 20
"""Bytes: eight times the largest file, where Chinese in UTF-16 grows by half."""
_LOOK_UP = 0.05
"""Seconds between two looks at the clock and at whether the report is still wanted."""
_HEAD = 65536
_GULP = 1 << 20

# The worker stands on the paths of this process, not on the folder that it happens to be started in. It lives too short
# to be tidied up often.
_START = """
import gc, sys
gc.set_threshold(50_000)
sys.path[:] = sys.argv.pop(1).split("\\n")
from zjviewer.readers.worker import main
main(sys.argv[1:])
"""


def read_warily(path: Path, encoding: str = "", *, cancelled: Callable[[], bool] | None = None) -> Report:
    """A plain text at once, every other format by `read_guarded`, to the same result. Raises UnreadableFile."""
    if _is_harmless(path):
        return read_report(path, encoding)
    return read_guarded(path, encoding, cancelled=cancelled)


def read_guarded(
    path: Path,
    encoding: str = "",
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """What `read_report` gives, from a worker process that is gone when this returns.

    `cancelled` is asked many times a second, in this thread. Raises UnreadableFile also where the worker takes too long
    or too much memory, ends without an answer, or is cancelled. Memory is limited where the system can, on Linux.
    """
    from zjviewer.readers.wire import Garbled, problem_from, report_from, unpacked

    raw, code = _answered(worker_command(path, encoding, seconds, megabytes), path, seconds, cancelled)
    if not raw:
        raise _stopped(path, f"signal {-code}" if code < 0 else f"exit code {code}")
    try:
        answer = unpacked(raw)
        if "report" in answer:
            return report_from(answer["report"], path)
        if "problem" in answer:
            raise problem_from(answer["problem"])
    except Garbled as error:
        raise _stopped(path, f"bad answer, {error}") from error
    if "memory" in answer:
        raise UnreadableFile(
            "{name} needs more than {megabytes} MB of memory to be read. It may be damaged; fetch it again, or save "
            "it anew as PDF.",
            name=path.name,
            megabytes=megabytes,
        )
    raise _stopped(path, str(answer.get("fault", "no answer"))[:200])


def worker_command(path: Path, encoding: str, seconds: int, megabytes: int) -> list[str]:
    """How the worker is started; `-I -S` keep out what lies in the current folder and in the environment."""
    arguments = [str(path), encoding, str(seconds), str(megabytes)]
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER, *arguments]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-I", "-S", "-c", _START, "\n".join([root, *filter(None, sys.path)]), *arguments]


def _answered(
    command: Sequence[str], path: Path, seconds: int, cancelled: Callable[[], bool] | None
) -> tuple[bytes, int]:
    """What the worker said, and its exit code, or the signal that ended it with a minus sign."""
    import subprocess
    import time
    from threading import Thread

    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    said = bytearray()
    listener = Thread(target=_listen, args=(process, said), daemon=True)
    listener.start()
    until = time.monotonic() + seconds
    try:
        while listener.is_alive():
            if cancelled is not None and cancelled():
                raise UnreadableFile("Reading {name} was given up.", name=path.name)
            if time.monotonic() > until:
                raise UnreadableFile(
                    "{name} takes longer than {seconds} seconds to read. It may be damaged; fetch it again, or open "
                    "a part of it.",
                    name=path.name,
                    seconds=seconds,
                )
            listener.join(_LOOK_UP)
    finally:
        process.kill()  # one that has answered has nothing left to do
        code = process.wait()
        listener.join(1)  # its own end comes with the worker's
    return bytes(said), code


def _listen(process: "Popen[bytes]", said: bytearray) -> None:
    """Until the worker has said all; one that does not stop is not listened to for longer."""
    assert process.stdout is not None
    with process.stdout as pipe:
        while (part := os.read(pipe.fileno(), _GULP)) and len(said) < _LONGEST_ANSWER:
            said += part


def _stopped(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile(
        "{name} cannot be read: its reader stopped unexpectedly ({why}). It may be damaged; fetch it again, or save "
        "it anew as PDF.",
        name=path.name,
        why=why,
    )


def _is_harmless(path: Path) -> bool:
    """Whether only Python's own decoding stands between the file and its text, or there is nothing to read at all."""
    ending = path.suffix.lower()
    if not any(ending in reader.endings and reader.harmless for reader in READERS):
        return not path.exists()
    try:
        with path.open("rb") as file:
            return not kind_of(Source(path, file.read(_HEAD)))
    except UnreadableFile:
        return False
    except OSError:
        return True
