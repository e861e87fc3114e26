"""The worker process: it limits itself, reads one file, and answers in JSON on its standard output."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from zjviewer.errors import UnreadableFile
from zjviewer.readers import read_report
from zjviewer.readers.source import Progress
from zjviewer.readers.wire import packed, plain_problem, plain_report

GRACE = 5
"""Seconds that a worker outlives its time, for whoever asked to end it; nobody does where that one is gone."""


def main(arguments: Sequence[str]) -> NoReturn:
    """Path, encoding, seconds, megabytes. Never returns: the process ends without clearing up after its libraries."""
    path, encoding, seconds, megabytes = arguments
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    _limit(int(seconds), int(megabytes))
    with open(answers, "wb") as out:

        def progress(done: int, total: int) -> None:
            out.write(b"%d/%d\n" % (done, total))
            out.flush()

        out.write(_answer(Path(path), encoding, progress))
    os._exit(0)


def _answer(path: Path, encoding: str, progress: Progress) -> bytes:
    """One of `report`, `problem`, `memory` and `fault`."""
    try:
        return packed({"report": plain_report(read_report(path, encoding, progress))})
    except UnreadableFile as problem:
        answer: dict[str, Any] = {"problem": plain_problem(problem)}
    except MemoryError:
        answer = {"memory": True}
    except Exception as error:  # a fault of the reader, which costs this file and no more
        answer = {"fault": f"{type(error).__name__}: {error}"[:200]}
    return packed(answer)


def _limit(seconds: int, megabytes: int) -> None:
    """Windows has neither limit: there the asking side's clock is all."""
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.alarm(seconds + GRACE)
    for limit, value in ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # macOS knows the limit on memory and refuses to set it
            resource.setrlimit(limit, (allowed, allowed))
