"""Reading of a file in a worker process with limits of time and memory: a reader that hangs, crashes or is exploited
by a malicious file causes only an error message."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.file_type import detect_type
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.container.member_paths import split_member
from zjviewer.readers.registry import READERS, read_report
from zjviewer.storage.regular_files import TooLarge, read_regular
from zjviewer.system.child_processes import WORKER

PageCount = Callable[[int, int], None]
"""Callback with the number of pages read and the number of all pages."""
Finished = Callable[[Report], None]
"""Callback with the report as far as its pages have been recognised."""

SECONDS = 120
"""Limit of time; a page that is recognised from a picture has a limit of its own."""
MEGABYTES = 2048
"""Limit of the address space in megabytes; the libraries of a reader need about 100."""

_LONGEST_ANSWER = 512 << 20
"""Maximum size of the reply in bytes: eight times the largest file, because Chinese in UTF-16 grows by half."""
_HEAD = 65536
"""Number of bytes from which the format of a file is detected."""
_SHORT = 256 << 10
"""Maximum size in bytes of a text that is read in this process, which takes some milliseconds."""


def read_isolated_if_needed(
    path: Path,
    encoding: str = "",
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: PageCount | None = None,
    finished: Finished | None = None,
) -> Report:
    """Read a short plain text in this process, and any other file with `read_isolated`; the result is the same.

    Raises UnreadableFile.
    """
    if is_safe_in_process(path):
        return read_report(path, encoding)
    return read_isolated(path, encoding, cancelled=cancelled, progress=progress, finished=finished)


def read_isolated(
    path: Path,
    encoding: str = "",
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    cancelled: Callable[[], bool] | None = None,
    progress: PageCount | None = None,
    finished: Finished | None = None,
) -> Report:
    """Result of `read_report` from a worker process, which has ended when this function returns.

    `cancelled` is called many times a second, `progress` with page counts, and `finished` with the report as far as its
    pages have been recognised, all in this thread. Raises UnreadableFile also where the worker exceeds its time or
    memory, ends without a reply, or is cancelled.
    """

    def take(part: bytes) -> None:
        if finished is not None:
            finished(report_from_reply(WorkerReply(part, 0), path, megabytes))

    reply = reply_of_worker(
        path, encoding, seconds=seconds, megabytes=megabytes, cancelled=cancelled, progress=progress, part=take
    )
    return report_from_reply(reply, path, megabytes)


class WorkerReply(NamedTuple):
    """What a worker process has answered, which is not trusted, and its exit code."""

    raw: bytes
    code: int


def reply_of_worker(
    path: Path,
    encoding: str = "",
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    started: Callable[[], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: PageCount | None = None,
    part: Callable[[bytes], None] | None = None,
) -> WorkerReply:
    """Reply of the worker process that reads a file; `part` is called with the replies for the pages recognised so far.
    After `started` has been called, this thread imports no module any more. Raises UnreadableFile where the worker
    exceeds its time or is cancelled."""
    from zjviewer.system.child_processes import Cancelled, TimedOut, run_worker

    command = reader_command(path, encoding, seconds, megabytes)
    try:
        raw, code = run_worker(
            command,
            seconds=seconds,
            longest=_LONGEST_ANSWER,
            started=started,
            cancelled=cancelled,
            progress=progress,
            part=part,
        )
    except Cancelled as error:
        raise UnreadableFile("Reading {name} was given up.", name=path.name) from error
    except TimedOut as error:
        raise timed_out(path, seconds) from error
    return WorkerReply(raw, code)


def report_from_reply(reply: WorkerReply, path: Path, megabytes: int = MEGABYTES) -> Report:
    """Report of a validated reply. Raises UnreadableFile where there is none."""
    from zjviewer.readers.sandbox.report_json import InvalidWorkerReply, decode_reply, problem_from, report_from_json
    from zjviewer.readers.sandbox.resource_limits import OUT_OF_MEMORY

    raw, code = reply
    if code == OUT_OF_MEMORY:
        raise too_much_memory(path, megabytes)
    if not raw:
        raise stopped(path, f"signal {-code}" if code < 0 else f"exit code {code}")
    try:
        answer = decode_reply(raw)
        if "report" in answer:
            return report_from_json(answer["report"], path)
        if "problem" in answer:
            raise problem_from(answer["problem"])
    except InvalidWorkerReply as error:
        raise stopped(path, f"bad answer, {error}") from error
    if "memory" in answer:
        raise too_much_memory(path, megabytes)
    raise stopped(path, str(answer.get("fault", "no answer"))[:200])


def reader_command(path: Path, encoding: str, seconds: int, megabytes: int) -> list[str]:
    """Command line of the worker process."""
    from zjviewer.system.child_processes import worker_command

    return worker_command(WORKER, "zjviewer.readers.sandbox.worker", str(path), encoding, str(seconds), str(megabytes))


def timed_out(path: Path, seconds: int) -> UnreadableFile:
    """Error for a file that exceeds the time limit."""
    return UnreadableFile(
        "{name} takes longer than {seconds} seconds to read. It may be damaged; fetch it again, or open a part of it.",
        name=path.name,
        seconds=seconds,
    )


def too_much_memory(path: Path, megabytes: int) -> UnreadableFile:
    """Error for a file that exceeds the memory limit."""
    return UnreadableFile(
        "{name} needs more than {megabytes} MB of memory to be read. It may be damaged; fetch it again, or save it "
        "anew as PDF.",
        name=path.name,
        megabytes=megabytes,
    )


def stopped(path: Path, why: str) -> UnreadableFile:
    """Error for a worker that ended without a valid reply; `why` says how."""
    return UnreadableFile(
        "{name} cannot be read: its reader stopped unexpectedly ({why}). It may be damaged; fetch it again, or save "
        "it anew as PDF.",
        name=path.name,
        why=why,
    )


def is_safe_in_process(path: Path) -> bool:
    """Whether the file is a short text that Python itself decodes, or cannot be read at all. Raises no exception.

    At most 64 KB of the file are examined.
    """
    if split_member(path) is not None:
        return False
    ending = path.suffix.lower()
    if not any(ending in reader.endings and reader.harmless for reader in READERS):
        return not os.path.exists(path)
    try:
        return not detect_type(Source(path, read_regular(path, _SHORT)[:_HEAD]))
    except UnreadableFile:
        return False
    except OSError as error:
        return not isinstance(error, TooLarge)  # reading it in this process raises the error message immediately
