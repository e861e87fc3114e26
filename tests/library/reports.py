"""Small libraries for the tests: texts stored without readers, and files on disk."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from zjviewer.core.model.report import Report
from zjviewer.library import report_worker
from zjviewer.library.database import open_library, transaction
from zjviewer.library.identity import Evidence, identify
from zjviewer.library.reader_pool import Answer, ReaderPool, Request, _Worker
from zjviewer.library.store import FoundFile, folder_row, put_file, put_report, rebuild_words
from zjviewer.library.stored_report import Contents, StoredSection
from zjviewer.readers.sandbox.report_json import decode_reply, encode_reply


class _WorkerHere(_Worker):
    """Worker without a process."""

    def __init__(self) -> None:
        self.served = self.peak = 0
        self._messages: list[bytes] = [encode_reply({"ready": True})]

    def _exchange(self, request: bytes, seconds: int) -> dict[str, Any]:
        if request:
            out = BytesIO()
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(report_worker, "_set_alarm", lambda seconds: None)
                report_worker._answer(json.loads(request), out)
            raw = out.getvalue()
            while raw:
                length = int.from_bytes(raw[:8], "big")
                self._messages.append(raw[8 : 8 + length])
                raw = raw[8 + length :]
        return decode_reply(self._messages.pop(0))


class PoolHere(ReaderPool):
    """Pool that reads in this process, which is much faster; the code of the worker is the same."""

    def __init__(self) -> None:
        super().__init__(1)

    def run(self, requests: Iterable[Request], held: Callable[[], bool] = lambda: False) -> Iterator[Answer | None]:
        worker = _WorkerHere()
        for request in requests:
            yield worker.ask(request, 120, 2048)[0]
            while held():
                yield None


def answer_of(path: Path, title: str, text: str, contents: Contents | None = None) -> Answer:
    report = Report(text, title, "", "", None, path)
    sections = (StoredSection("1", 1, 0, len(text), "总体情况"),)
    identity = identify(Evidence(title=title, text=text))
    return Answer(Request(path, path.name), None, report, title, "", sections, identity, contents or Contents("E3"))


def store(connection: sqlite3.Connection, reports: Iterable[tuple[str, str]], folder: str = "/reports") -> list[int]:
    """Store titles and texts; returns the rows of the reports."""
    with transaction(connection):
        rebuild_words(connection)
        row = folder_row(connection, Path(folder))
        rows = []
        for number, (title, text) in enumerate(reports):
            path = Path(folder, f"{number}.txt")
            sha256 = hashlib.sha256(f"{folder}{number}{title}{text}".encode("utf-8", "surrogatepass")).digest()
            rows.append(put_report(connection, sha256, answer_of(path, title, text)))
            put_file(connection, FoundFile(path, row, len(text), 0, ""), rows[-1], None)
    return rows


def library_of(path: Path, reports: Iterable[tuple[str, str]]) -> tuple[sqlite3.Connection, list[int]]:
    connection, _ = open_library(path)
    return connection, store(connection, reports)


def rows_of(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Content of every table but the index."""
    names = ("bodies", "reports", "files", "texts", "sections", "measures", "cells", "checks")
    return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}
