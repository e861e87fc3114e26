"""Worker process that reads and analyses one file after another, within limits of time and memory of its own.

The worker says when it is ready. A request is one line of JSON. The reply is two messages, each its length in eight
bytes and JSON: the report with its outline and identity, then what was extracted from it; only one message where the
file cannot be read.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NoReturn

from zjviewer.core.model.report import Report
from zjviewer.library.identity import Assignment, Evidence, evidence_of, identify
from zjviewer.library.stored_report import contents_to_json, sections_to_json
from zjviewer.pipeline.open_report import begin_report, compute
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox.report_json import encode_reply, report_from_json, report_to_json
from zjviewer.readers.sandbox.resource_limits import GRACE, limit
from zjviewer.readers.sandbox.worker import plain_failure
from zjviewer.system.child_processes import end_with_parent

_NICE = 10
"""By how much the priority is lowered, so that the window is not slowed down."""
_LONGEST_TITLE = 400


def main(arguments: Sequence[str]) -> NoReturn:
    """Entry point. Arguments: limit in megabytes, and environment variables that name the user's folders, as JSON."""
    end_with_parent()
    megabytes, folders = arguments
    os.environ.update(json.loads(folders))
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    import zjviewer.checks.registry
    import zjviewer.pipeline.extraction  # noqa: F401  # imported before writing is forbidden, so that bytecode is stored

    if hasattr(os, "nice"):
        os.nice(_NICE)
    limit(0, int(megabytes))
    gc.collect()
    gc.freeze()
    with open(answers, "wb") as out:
        _write(out, {"ready": True})
        for line in sys.stdin.buffer:
            _answer(json.loads(line.decode("utf-8", "surrogatepass")), out)
            gc.collect()
    os._exit(0)


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    """Write the messages for one request."""
    path = Path(request["path"])
    _set_alarm(request["seconds"])
    try:
        given = request["report"]

        def read(other: Path, encoding: str) -> Report:
            if given is not None and other == path:
                return report_from_json(given, path)
            return read_report(other, encoding)

        begun = begin_report(path, request["encoding"], read)
        original = begun.original_report or begun.report
        evidence: Evidence = evidence_of(
            original,
            begun.sidecar,
            PurePosixPath(request["within"]),
            tuple(request["above"]),
            Assignment(*request["assigned"]),
        )
        first = {
            "report": report_to_json(original),
            "title": begun.report.title[:_LONGEST_TITLE],
            "published": begun.report.published.isoformat() if begun.report.published else "",
            "sections": sections_to_json(begun),
            "identity": list(identify(evidence)),
        }
    except Exception as error:  # a bug in the reader affects this file only
        _write(out, plain_failure(error))
        return
    _write(out, first)
    try:
        contents = contents_to_json(compute(begun), request["everything"])
        second: dict[str, Any] = {"contents": contents, "megabytes": _peak()}
    except Exception as error:
        second = plain_failure(error)
    _write(out, second)
    _set_alarm(0)


def _write(out: BinaryIO, message: dict[str, Any]) -> None:
    raw = encode_reply(message)
    out.write(len(raw).to_bytes(8, "big") + raw)
    out.flush()


def _peak() -> int:
    """Most memory that this process has used, in megabytes; 0 where the system does not say.

    On Linux `ru_maxrss` begins with the size of the process that started this one; `VmHWM` does not.
    """
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":
        with suppress(OSError, ValueError, StopIteration), open("/proc/self/status", encoding="ascii") as status:
            return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) >> 10
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


def _set_alarm(seconds: int) -> None:
    """End this process after so many seconds, in case its parent does not; 0 for never."""
    if sys.platform != "win32":
        signal.alarm(seconds + GRACE if seconds else 0)
