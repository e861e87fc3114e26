"""A process that is killed at any moment loses nothing that it has said to be saved, and leaves nothing half written.

The process edits in a loop: marks, annotations, corrections and the list of reports. It is killed a hundred times.
"""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.editorial.sidecar import read_sidecar
from zjviewer.storage.cleanup import remove_stale_temp_files, stale_temp_files
from zjviewer.storage.library_file import read_shelf

KILLS = 100
LATEST = 0.1
"""Seconds after which a process that edits is killed; one round of edits takes about half of it."""
SLOTS = 20

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and kill")

EDITOR = f"""
import os, sys
from datetime import datetime
from pathlib import Path
from zjviewer.core.annotations.annotation import Anchor, Annotation, with_annotation
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.core.annotations.annotation_file import CheckMark, update_annotation_file
from zjviewer.storage.library_file import LibraryEntry, LibraryFile, write_shelf
from zjviewer.core.editorial.sidecar_writer import save_edit

folder = Path(sys.argv[1])
report = folder / "report.txt"
import tomlkit

def edit(number):
    while True:
        number += 1
        slot, said = number % {SLOTS}, f"第{{number}}次修改"
        mark = CheckMark(f"c{{slot}}", "confirmed", said, "total", "1 + 1 = 2")
        now = datetime.now().astimezone()
        annotation = Annotation(f"a{{slot}}", "note", "amber", said, Anchor("words", "申请"), now)
        update_annotation_file(report, lambda kept: kept._replace(
            marks=(*(each for each in kept.marks if each.check != mark.check), mark),
            annotations=with_annotation(kept.annotations, annotation)))
        tell("marks", number)
        save_edit(report, set_report_properties({{"title": said}}))
        tell("title", number)
        entries = (LibraryEntry(str(report), said),)
        write_shelf(folder / "library.json", LibraryFile(entries, (str(report),), str(report)))
        tell("shelf", number)

def tell(what, number):
    os.write(1, f"{{what}} {{number}}\\n".encode())

for line in sys.stdin:
    child = os.fork()
    if not child:
        edit(int(line))
    os.write(1, f"begun {{child}}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"ended 0\\n")
"""


class Editor:
    """A process that makes editing processes, one after the other; they have everything imported already."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", EDITOR, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._rest = b""

    def edit_and_die(self, number: int, seconds: float) -> dict[str, int]:
        """Edit from a number on until the kill, some time after the first word; the last number of each kind of file
        that was said to be saved."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number}\n".encode())
        self._process.stdin.flush()
        said: dict[str, int] = {}
        child, until = 0, None
        while "ended" not in said:
            for what, value in self._heard(until):
                said[what] = value
                child = value if what == "begun" else child
            if child and until is None:
                until = time.monotonic() + seconds
            if until is not None and time.monotonic() >= until:
                os.kill(child, signal.SIGKILL)
                until = float("inf")
        return said

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _heard(self, until: float | None) -> Iterator[tuple[str, int]]:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        left = None if until in (None, float("inf")) else max(0.0, until - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            return
        part = os.read(pipe, 65536)
        assert part, "the editing process is gone"
        *lines, self._rest = (self._rest + part).split(b"\n")
        for line in lines:
            what, value = line.decode().split()
            yield what, int(value)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    (tmp_path / "report.txt").write_text("2017年共收到申请1586件。", encoding="utf-8")
    made = Editor(tmp_path)
    yield made
    made.close()


def test_a_hundred_kills_lose_nothing_and_leave_nothing(tmp_path: Path, editor: Editor):
    chance = random.Random(2017)
    report = tmp_path / "report.txt"
    number, left = 0, 0
    saved = {"marks": 0, "title": 0, "shelf": 0}
    for _ in range(KILLS):
        said = editor.edit_and_die(number, chance.uniform(0, LATEST))
        saved |= {what: said[what] for what in saved if what in said}
        left += len(list(stale_temp_files(tmp_path)))
        remove_stale_temp_files(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} <= {
            "report.txt", "report.toml", "report.marks.toml", "library.json",
        }  # fmt: skip
        number = check_all_there(report, saved)
    assert number >= saved["shelf"] > 0
    assert left, "no kill came in the middle of writing"


def check_all_there(report: Path, saved: dict[str, int]) -> int:
    """What was said to be saved is there, or what came right after it; gives the last number in any file."""
    kept = read_annotation_file(marks_path(report))
    marks = {mark.check: number_in(mark.note) for mark in kept.marks}
    notes = {each.id: number_in(each.note) for each in kept.annotations}
    assert len(marks) == len(kept.marks)
    assert len(notes) == len(kept.annotations)
    for number in range(max(1, saved["marks"] - SLOTS + 1), saved["marks"] + 1):
        assert marks[f"c{number % SLOTS}"] >= number
        assert notes[f"a{number % SLOTS}"] >= number
    sidecar, library = report.with_suffix(".toml"), report.with_name("library.json")
    last = {
        "marks": max(marks.values(), default=0),
        "title": number_in(read_sidecar(sidecar).title) if sidecar.exists() else 0,
        "shelf": number_in(read_shelf(library).entries[0].title) if library.exists() else 0,
    }
    assert all(last[what] >= saved[what] for what in saved)
    assert last["marks"] >= last["title"] >= last["shelf"]
    saved |= last
    return last["marks"]


def number_in(said: str) -> int:
    return int("".join(sign for sign in said if sign.isdigit()) or 0)
