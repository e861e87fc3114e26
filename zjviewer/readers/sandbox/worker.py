"""The worker process: it limits itself, reads one file, and answers in JSON on its standard output."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Progress
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox.report_json import encode_reply, plain_problem, report_to_json
from zjviewer.readers.sandbox.resource_limits import limit


def main(arguments: Sequence[str]) -> NoReturn:
    """Path, encoding, seconds, megabytes. Never returns: the process ends without clearing up after its libraries."""
    path, encoding, seconds, megabytes = arguments
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    limit(int(seconds), int(megabytes))
    with open(answers, "wb") as out:

        def progress(done: int, total: int) -> None:
            out.write(b"%d/%d\n" % (done, total))
            out.flush()

        out.write(_answer(Path(path), encoding, progress))
    os._exit(0)


def _answer(path: Path, encoding: str, progress: Progress) -> bytes:
    """One of `report`, `problem`, `memory` and `fault`."""
    try:
        return encode_reply({"report": report_to_json(read_report(path, encoding, progress))})
    except UnreadableFile as problem:
        answer: dict[str, Any] = {"problem": plain_problem(problem)}
    except MemoryError:
        answer = {"memory": True}
    except Exception as error:  # a fault of the reader, which costs this file and no more
        answer = {"fault": f"{type(error).__name__}: {error}"[:200]}
    return encode_reply(answer)
