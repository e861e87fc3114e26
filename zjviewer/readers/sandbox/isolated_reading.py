"""Files from strangers are read in a process of their own: one that hangs or kills its reader costs a sentence."""

from collections.abc import Callable
from pathlib import Path

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.file_type import detect_type
from zjviewer.readers.common.input_file import Progress, Source
from zjviewer.readers.registry import READERS, read_report
from zjviewer.system.child_processes import WORKER

SECONDS = 120
MEGABYTES = 2048
"""Of address space, of which a reader's libraries take some 100."""

_LONGEST_ANSWER = 512 << 20
"""Bytes: eight times the largest file, where Chinese in UTF-16 grows by half."""
_HEAD = 65536
_SHORT = 1 << 20
"""Bytes of a text that is read in this process without the window's noticing."""


def read_isolated_if_needed(
    path: Path, encoding: str = "", *, cancelled: Callable[[], bool] | None = None, progress: Progress | None = None
) -> Report:
    """A plain text at once, every other format and a very long text by `read_isolated`, to the same result.

    Raises UnreadableFile.
    """
    if is_safe_in_process(path):
        return read_report(path, encoding)
    return read_isolated(path, encoding, cancelled=cancelled, progress=progress)


def read_isolated(
    path: Path,
    encoding: str = "",
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    cancelled: Callable[[], bool] | None = None,
    progress: Progress | None = None,
) -> Report:
    """What `read_report` gives, from a worker process that is gone when this returns.

    `cancelled` is asked many times a second and `progress` is told of pages, both in this thread. Raises UnreadableFile
    also where the worker takes too long or too much memory, ends without an answer, or is cancelled.
    """
    from zjviewer.readers.sandbox.report_json import InvalidWorkerReply, decode_reply, problem_from, report_from_json
    from zjviewer.readers.sandbox.resource_limits import OUT_OF_MEMORY
    from zjviewer.system.child_processes import Cancelled, TimedOut, run_worker

    command = reader_command(path, encoding, seconds, megabytes)
    try:
        raw, code = run_worker(
            command, seconds=seconds, longest=_LONGEST_ANSWER, cancelled=cancelled, progress=progress
        )
    except Cancelled as error:
        raise UnreadableFile("Reading {name} was given up.", name=path.name) from error
    except TimedOut as error:
        raise UnreadableFile(
            "{name} takes longer than {seconds} seconds to read. It may be damaged; fetch it again, or open a part of "
            "it.",
            name=path.name,
            seconds=seconds,
        ) from error
    if code == OUT_OF_MEMORY:
        raise _too_much(path, megabytes)
    if not raw:
        raise _stopped(path, f"signal {-code}" if code < 0 else f"exit code {code}")
    try:
        answer = decode_reply(raw)
        if "report" in answer:
            return report_from_json(answer["report"], path)
        if "problem" in answer:
            raise problem_from(answer["problem"])
    except InvalidWorkerReply as error:
        raise _stopped(path, f"bad answer, {error}") from error
    if "memory" in answer:
        raise _too_much(path, megabytes)
    raise _stopped(path, str(answer.get("fault", "no answer"))[:200])


def reader_command(path: Path, encoding: str, seconds: int, megabytes: int) -> list[str]:
    """How the worker is started."""
    from zjviewer.system.child_processes import worker_command

    return worker_command(WORKER, "zjviewer.readers.sandbox.worker", str(path), encoding, str(seconds), str(megabytes))


def _too_much(path: Path, megabytes: int) -> UnreadableFile:
    return UnreadableFile(
        "{name} needs more than {megabytes} MB of memory to be read. It may be damaged; fetch it again, or save it "
        "anew as PDF.",
        name=path.name,
        megabytes=megabytes,
    )


def _stopped(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile(
        "{name} cannot be read: its reader stopped unexpectedly ({why}). It may be damaged; fetch it again, or save "
        "it anew as PDF.",
        name=path.name,
        why=why,
    )


def is_safe_in_process(path: Path) -> bool:
    """Whether only Python's own decoding, of no more than a moment, stands between the file and its text, or there is
    nothing to read at all."""
    ending = path.suffix.lower()
    if not any(ending in reader.endings and reader.harmless for reader in READERS):
        return not path.exists()
    try:
        with path.open("rb") as file:
            return path.stat().st_size <= _SHORT and not detect_type(Source(path, file.read(_HEAD)))
    except UnreadableFile:
        return False
    except OSError:
        return True
