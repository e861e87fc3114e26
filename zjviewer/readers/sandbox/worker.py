"""Worker process that sets its own limits, reads one file, and writes the report as JSON to standard output."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Progress
from zjviewer.readers.registry import READERS, read_report, without_controls
from zjviewer.readers.sandbox.report_json import encode_reply, plain_problem, report_to_json
from zjviewer.readers.sandbox.resource_limits import limit, renew_time_limit
from zjviewer.system.child_processes import end_with_parent

_MODULES = {
    "Markdown": "zjviewer.readers.text.markdown",
    "CSV": "zjviewer.readers.text.csv_text",
    "HTML": "zjviewer.readers.html.page",
    "MHTML": "zjviewer.readers.html.page",
    "DOCX": "zjviewer.readers.docx.document",
    "PDF": "zjviewer.readers.pdf.document",
    "OFD": "zjviewer.readers.ofd.document",
}
"""Reader modules by file format, imported before writing is forbidden so that Python stores their bytecode."""


def main(arguments: Sequence[str]) -> NoReturn:
    """Entry point. Arguments: path, encoding, seconds, megabytes. Never returns: the process ends without finalising
    libraries."""
    end_with_parent()
    path, encoding, seconds, megabytes = arguments
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # output printed by libraries is discarded
    ending = Path(path).suffix.lower()
    for reader in READERS:
        if ending in reader.endings and reader.kind in _MODULES:
            import_module(_MODULES[reader.kind])
    limit(int(seconds), int(megabytes))
    with open(answers, "wb") as out:

        def progress(done: int, total: int, *, recognising: bool = False, finished: Report | None = None) -> None:
            if finished is not None:
                part = encode_reply({"report": report_to_json(without_controls(finished))})
                out.write(b"=%d\n%s" % (len(part), part))
            if recognising:
                renew_time_limit(int(seconds))
            out.write(b"%d/%d%s\n" % (done, total, b"+" if recognising else b""))
            out.flush()

        out.write(_answer(Path(path), encoding, progress))
    os._exit(0)


def _answer(path: Path, encoding: str, progress: Progress) -> bytes:
    """JSON object with one of the keys `report`, `problem`, `memory` and `fault`."""
    try:
        return encode_reply({"report": report_to_json(read_report(path, encoding, progress))})
    except Exception as error:  # a bug in the reader affects this file only
        return encode_reply(plain_failure(error))


def plain_failure(error: Exception) -> dict[str, Any]:
    """Reply for a file that was not read, with one of the keys `problem`, `memory` and `fault`."""
    if isinstance(error, UnreadableFile):
        return {"problem": plain_problem(error)}
    if isinstance(error, MemoryError):
        return {"memory": True}
    return {"fault": f"{type(error).__name__}: {error}"[:200]}
