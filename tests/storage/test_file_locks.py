"""Locks between processes, and edits of one report by two processes at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rights import as_plain_user
from tests.sidecar_file import read_sidecar
from zjviewer.core.annotations.annotation_file import load_annotation_file
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.errors import NotWritten
from zjviewer.storage import file_locks
from zjviewer.storage.file_locks import locked

EDITS = 100
EDITOR = f"""
import sys
from datetime import datetime
from pathlib import Path
from zjviewer.core.annotations.annotation import Anchor, Annotation, with_annotation
from zjviewer.core.annotations.annotation_file import update_annotation_file
from zjviewer.core.editorial.sidecar_writer import EntryEdit, save_edit

report, name, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
sys.stdin.readline()
for number in range({EDITS}):
    ident = f"{{name}}-{{number}}"
    if what == "marks":
        note = Annotation(ident, "note", "amber", ident, Anchor("words", "申请"), datetime.now().astimezone())
        update_annotation_file(report, lambda now: now._replace(annotations=with_annotation(now.annotations, note)))
    else:
        entry = {{"title": ident, "begins": "申请"}}
        save_edit(report, lambda values: [EntryEdit("removed", None, entry)])
"""


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))


def edit_twice_at_once(report: Path, what: str) -> None:
    command = [sys.executable, "-c", EDITOR, str(report)]
    processes = [
        subprocess.Popen([*command, name, what], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("one", "other")
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=100)
        assert process.returncode == 0, errors


def no_litter(report: Path) -> bool:
    return len(list(report.parent.iterdir())) == 2 and not list((file_locks.paths.user_folder() / "locks").iterdir())


def test_of_two_hundred_notes_at_once_all_are_there(tmp_path):
    (tmp_path / "reports").mkdir()
    report = tmp_path / "reports" / "r.txt"
    report.write_text("收到申请1件。", encoding="utf-8")
    edit_twice_at_once(report, "marks")
    assert len({each.id for each in load_annotation_file(report).annotations}) == 2 * EDITS
    assert no_litter(report)


def test_of_two_hundred_corrections_at_once_all_are_there(tmp_path):
    (tmp_path / "reports").mkdir()
    report = tmp_path / "reports" / "r.txt"
    report.write_text("收到申请1件。", encoding="utf-8")
    edit_twice_at_once(report, "corrections")
    assert len({each.title for each in read_sidecar(sidecar_path(report)).removed}) == 2 * EDITS
    assert no_litter(report)


def test_a_lock_that_is_held_too_long_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(file_locks, "PATIENCE", 0.05)
    with locked(tmp_path / "a"):
        with pytest.raises(NotWritten, match="another window"), locked(tmp_path / "a"):
            pass
        with locked(tmp_path / "b"):
            pass
    with locked(tmp_path / "a"):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    code = f"""
import os
from pathlib import Path
from zjviewer.storage.file_locks import locked
with locked(Path({str(tmp_path / "a")!r})):
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    with locked(tmp_path / "a"):
        pass


def test_without_a_folder_for_locks_nothing_is_locked(tmp_path, monkeypatch):
    (tmp_path / "user").mkdir(mode=0o500)

    def lock_twice() -> None:
        with locked(tmp_path / "a"), locked(tmp_path / "a"):
            pass

    as_plain_user(lock_twice)
