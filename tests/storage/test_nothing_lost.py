"""A process that is killed at any moment loses nothing that it has said to be saved, and leaves nothing half written.

The process edits in a loop: marks, annotations, corrections and the list of reports. It is killed before each call of
the system that writes, renames or removes, of two rounds; at night also at hundreds of random moments.
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

from tests.sidecar_file import read_sidecar
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.storage.cleanup import remove_stale_temp_files, stale_temp_files
from zjviewer.storage.library_file import read_library

KILLS = 500
LATEST = 0.1
"""Seconds after which a process that edits is killed; one round of edits takes about half of it."""
SLOTS = 20
FOREVER = float("inf")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and kill")

EDITOR = f"""
import os, sys
from datetime import datetime
from pathlib import Path
from zjviewer.core.annotations.annotation import Anchor, Annotation, with_annotation
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.core.annotations.annotation_file import CheckMark, update_annotation_file
from zjviewer.storage.library_file import LibraryEntry, LibraryFile, write_library
from zjviewer.core.editorial.sidecar_writer import save_edit

folder = Path(sys.argv[1])
report = folder / "report.txt"
import signal
import tomlkit

def stepping(function):
    def call(*arguments, **options):
        step()
        return function(*arguments, **options)
    return call

def step():
    global steps
    steps -= 1
    if steps < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def write_in_halves(path, data):
    with path.open("wb", buffering=0) as file:
        file.write(data[:len(data) // 2])
        step()
        file.write(data[len(data) // 2:])
        step()

steps = 10 ** 9
for name in ("open", "close", "fsync", "link", "replace", "rename", "chmod", "unlink"):
    setattr(os, name, stepping(getattr(os, name)))
Path.write_bytes = write_in_halves

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
        write_library(folder / "library.json", LibraryFile(entries, (str(report),), str(report)))
        tell("shelf", number)

def tell(what, number):
    os.write(1, f"{{what}} {{number}}\\n".encode())

for line in sys.stdin:
    number, wanted = map(int, line.split())
    child = os.fork()
    if not child:
        steps = wanted
        edit(number)
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

    def edit_and_die(self, number: int, seconds: float = FOREVER, steps: int = 10**9) -> dict[str, int]:
        """Edit from a number on until the kill, before one of the calls of the system or some time after the first
        word; the last number of each kind of file that was said to be saved."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number} {steps}\n".encode())
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
                until = FOREVER
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
        left = None if until in (None, FOREVER) else max(0.0, until - time.monotonic())
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


def test_a_kill_before_any_call_of_the_system_loses_nothing_and_leaves_nothing(tmp_path: Path, editor: Editor):
    number, steps, left = 0, 0, 0
    saved = {"marks": 0, "title": 0, "shelf": 0}
    rounds = 0
    while rounds < 2:
        said = editor.edit_and_die(number, steps=steps)
        rounds = said.get("shelf", number) - number
        left += clean_up(tmp_path)
        saved |= {what: said[what] for what in saved if what in said}
        number = check_all_there(tmp_path / "report.txt", saved)
        steps += 1
    assert steps > 30, "each round writes three files, of several calls each"
    assert left > steps / 3, "temporary files were there at many of the kills"


@pytest.mark.nightly
def test_kills_at_any_moment_lose_nothing_and_leave_nothing(tmp_path: Path, editor: Editor):
    chance = random.Random(2017)
    number = 0
    saved = {"marks": 0, "title": 0, "shelf": 0}
    for _ in range(KILLS):
        said = editor.edit_and_die(number, seconds=chance.uniform(0, LATEST))
        saved |= {what: said[what] for what in saved if what in said}
        clean_up(tmp_path)
        number = check_all_there(tmp_path / "report.txt", saved)
    assert number >= saved["shelf"]


def clean_up(folder: Path) -> int:
    """The number of temporary files that were left; nothing else may be left."""
    left = len(list(stale_temp_files(folder)))
    remove_stale_temp_files(folder)
    names = {path.name for path in folder.iterdir()}
    assert names <= {"report.txt", "report.txt.toml", "report.txt.marks.toml", "library.json"}
    return left


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
    sidecar, library = sidecar_path(report), report.with_name("library.json")
    last = {
        "marks": max(marks.values(), default=0),
        "title": number_in(read_sidecar(sidecar).title) if sidecar.exists() else 0,
        "shelf": number_in(read_library(library).entries[0].title) if library.exists() else 0,
    }
    assert all(last[what] >= saved[what] for what in saved)
    assert last["marks"] >= last["title"] >= last["shelf"]
    saved |= last
    return last["marks"]


def number_in(said: str) -> int:
    return int("".join(sign for sign in said if sign.isdigit()) or 0)
