"""The library follows its folders: new, changed, copied, missing and unreadable files, pauses, stops and kills."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.library.reports import PoolHere, rows_of
from zjviewer.core.search.engine import Query, find
from zjviewer.errors import NotWritten, UnreadableFile
from zjviewer.library import indexing
from zjviewer.library.choices import Choices, Folder, with_assignments
from zjviewer.library.database import open_for_reading, open_library, transaction
from zjviewer.library.identity import Assignment
from zjviewer.library.indexing import Control, Result, update_library
from zjviewer.library.library_rows import file_rows, report_rows, status_values
from zjviewer.library.library_search import matching
from zjviewer.library.reader_pool import Answer, ReaderPool, Request
from zjviewer.library.stored_text import text_of
from zjviewer.storage import file_locks

PROJECT = Path(__file__).parents[2]


class Shelf:
    """A folder of reports and its library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "江苏省"
        self.path = folder / "library.sqlite"
        self.folder.mkdir()
        self.choices = Choices((Folder(str(self.folder)),))

    def write(self, name: str, title: str, text: str = "一、总体情况\n公开信息3条。") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{title}\n{text}", encoding="utf-8")
        return path

    def update(self, **options) -> Result:
        return update_library(self.path, self.choices, pool=PoolHere, **options)

    def files(self) -> dict[str, tuple[str, str, int | None]]:
        connection = open_for_reading(self.path)
        rows = file_rows(connection)
        connection.close()
        return {str(Path(row.file).relative_to(self.folder)): (row.state, row.body, row.year) for row in rows}

    def rows(self):
        connection = open_for_reading(self.path)
        rows = rows_of(connection)
        connection.close()
        return rows


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path)


def test_files_are_read_once_and_again_when_they_change(shelf):
    first = shelf.write("洪泽区.txt", "洪泽区2022年政府信息公开年报")
    shelf.write("a/b/财政局.md", "淮安市财政局2023年政府信息公开年报")
    shelf.write("notes.log", "no report")
    shelf.write(".hidden.txt", "hidden")
    shelf.write("~$lock.docx", "lock")
    assert shelf.update() == Result(read=2)
    before = shelf.rows()
    assert shelf.update() == Result(unchanged=2)
    assert shelf.rows() == before
    first.write_text("洪泽区2021年政府信息公开年报\n一、总体情况\n公开信息4条。", encoding="utf-8")
    assert shelf.update() == Result(read=1, unchanged=1)
    assert shelf.files() == {
        "洪泽区.txt": ("indexed", "淮安市洪泽区人民政府", 2021),
        "a/b/财政局.md": ("indexed", "淮安市财政局", 2023),
    }
    assert len(shelf.rows()["reports"]) == 2


def test_a_file_with_another_time_and_the_same_content_is_not_read_again(shelf):
    path = shelf.write("a.txt", "洪泽区2022年政府信息公开年报")
    shelf.update()
    os.utime(path, (1, 1))
    readers = ReaderPool(1)
    result = update_library(shelf.path, shelf.choices, pool=lambda: readers)
    assert (result.read, result.unchanged, readers.started) == (1, 0, 0)


def test_the_same_content_in_two_places_is_one_report_with_two_paths(shelf):
    first = shelf.write("a.txt", "区财政局2022年政府信息公开年报")
    shelf.update()
    assert shelf.files()["a.txt"] == ("indexed", "区财政局", 2022)
    (shelf.folder / "淮安市" / "洪泽区").mkdir(parents=True)
    shutil.copy(first, shelf.folder / "淮安市" / "洪泽区" / "b.txt")
    assert shelf.update().read == 1
    rows = shelf.rows()
    assert (len(rows["reports"]), len(rows["files"])) == (1, 2)
    assert {body for _, body, _ in shelf.files().values()} == {"淮安市洪泽区财政局"}
    first.unlink()
    assert shelf.update().missing == 1
    connection = open_for_reading(shelf.path)
    (report,) = report_rows(connection)
    connection.close()
    assert (report.missing, Path(report.file).name, report.copies) == (False, "b.txt", 2)


def test_copies_that_are_new_together_are_read_once(shelf):
    for number in range(5):
        shelf.write(f"{number}.txt", "洪泽区2022年政府信息公开年报")
        shelf.write(f"{number}.pdf", "%PDF-1.4 damaged")
    assert shelf.update() == Result(read=5, failed=5)
    assert len(shelf.rows()["reports"]) == 1
    connection = open_for_reading(shelf.path)
    messages = {row.file: row.message for row in file_rows(connection, "failed")}
    connection.close()
    assert all(Path(file).name in message for file, message in messages.items())


def test_unreadable_files_are_listed_with_their_sentence_and_tried_again_on_request(shelf):
    path = shelf.write("a.docx", "not a document")
    assert shelf.update() == Result(failed=1)
    assert shelf.update() == Result(failed=1, unchanged=1)
    connection = open_for_reading(shelf.path)
    (row,) = file_rows(connection, "failed")
    connection.close()
    assert row.message.startswith("a.docx is damaged")
    assert row.problem.message.startswith("{name}")
    assert shelf.update(again=True) == Result(failed=1)
    size = path.stat().st_size
    path.write_text("洪泽区2022年年报"[: size // 3], encoding="utf-8")


def test_files_of_an_unplugged_drive_stay_and_are_marked(shelf):
    shelf.write("a.txt", "洪泽区2022年政府信息公开年报")
    shelf.update()
    before = shelf.rows()["texts"]
    away = shelf.folder.with_name("unplugged")
    shelf.folder.rename(away)
    assert shelf.update() == Result(missing=1)
    assert shelf.files() == {"a.txt": ("missing", "淮安市洪泽区人民政府", 2022)}
    assert shelf.rows()["texts"] == before
    away.rename(shelf.folder)
    assert shelf.update() == Result(unchanged=1)
    assert shelf.files() == {"a.txt": ("indexed", "淮安市洪泽区人民政府", 2022)}


def test_a_sidecar_changes_whose_report_it_is_and_its_word_wins(shelf):
    path = shelf.write("a.txt", "区财政局2022年政府信息公开年报")
    shelf.update()
    sha256 = bytes(shelf.rows()["reports"][0][1])
    shelf.choices = with_assignments(shelf.choices, {sha256: Assignment("如东县财政局", year=2019)})
    sidecar = path.with_name("a.txt.toml")
    sidecar.write_text('issuer = "淮安市洪泽区财政局"\nyear = 2020\n', encoding="utf-8")
    assert shelf.update().read == 1
    assert shelf.files()["a.txt"] == ("indexed", "淮安市洪泽区财政局", 2020)
    sidecar.unlink()
    shelf.update()
    assert shelf.files()["a.txt"] == ("indexed", "南通市如东县财政局", 2019)


def test_texts_of_an_older_analysis_are_analysed_again_from_the_library(shelf, monkeypatch):
    shelf.write("a.txt", "洪泽区2022年政府信息公开年报", "一、总体情况\n公开信息3条。\n二、主动公开\n无。")
    shelf.update()
    sections = shelf.rows()["sections"]
    connection, _ = open_library(shelf.path)
    with transaction(connection):
        connection.execute("UPDATE reports SET version = 0")
        connection.execute("DELETE FROM sections")
    connection.close()
    assert shelf.update() == Result(read=1)
    assert shelf.rows()["sections"] == sections != []
    assert shelf.update() == Result(unchanged=1)


def test_a_folder_around_another_takes_over_its_files(shelf):
    shelf.write("淮安市/a.txt", "洪泽区2022年政府信息公开年报")
    inner = Choices((Folder(str(shelf.folder / "淮安市")),))
    update_library(shelf.path, inner, pool=PoolHere)
    assert shelf.update() == Result(unchanged=1)
    connection = open_for_reading(shelf.path)
    assert connection.execute("SELECT count(*) FROM folders").fetchone() == (1,)
    connection.close()


def test_a_damaged_library_is_built_again_from_its_folders(shelf):
    shelf.write("a.txt", "洪泽区2022年政府信息公开年报")
    shelf.update()
    shelf.path.write_bytes(b"damage" * 5000)
    for journal in shelf.path.parent.glob("library.sqlite-*"):
        journal.unlink()
    result = shelf.update(folders=[])
    assert result.read == 1
    assert "kept as" in str(result.notes[0])
    assert list(shelf.path.parent.glob("library.sqlite.damaged*"))
    assert shelf.files()["a.txt"][0] == "indexed"


def test_damage_that_is_met_while_writing_is_repaired_too(shelf):
    shelf.write("a.txt", "洪泽区2022年政府信息公开年报")
    shelf.update()
    connection = sqlite3.connect(shelf.path)
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'texts'").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    raw = bytearray(shelf.path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    shelf.path.write_bytes(raw)
    shelf.write("b.txt", "洪泽区2021年政府信息公开年报")
    assert shelf.update().notes
    assert {state for state, _, _ in shelf.files().values()} == {"indexed"}
    assert len(shelf.files()) == 2


def test_a_second_writer_is_refused_with_a_sentence(shelf, monkeypatch):
    monkeypatch.setattr(file_locks, "PATIENCE", 0.0)
    with indexing.writing(shelf.path), pytest.raises(NotWritten, match="adding reports"):
        shelf.update()


def test_a_stop_keeps_what_was_read_and_the_rest_is_read_later(shelf, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 1)
    for number in range(6):
        shelf.write(f"{number}.txt", f"洪泽区{2010 + number}年政府信息公开年报")
    control = Control()

    def stop(progress):
        if progress.done >= 2:
            control.stopped.set()

    result = shelf.update(control=control, progress=stop)
    assert not result.complete
    assert 2 <= len(shelf.files()) < 6
    assert shelf.update().complete
    assert len(shelf.files()) == 6


def test_a_pause_commits_and_a_continuation_finishes(shelf):
    for number in range(4):
        shelf.write(f"{number}.txt", f"洪泽区{2010 + number}年政府信息公开年报")
    control = Control()
    seen: list[int] = []

    def pause(progress):
        if progress.done == 1 and not seen:
            control.paused.set()
            seen.append(0)
        elif control.paused.is_set() and len(shelf.files()) == progress.done:
            control.paused.clear()

    assert shelf.update(control=control, progress=pause) == Result(read=4)
    assert seen


def test_progress_tells_how_many_and_how_long(shelf):
    for number in range(3):
        shelf.write(f"{number}.txt", f"洪泽区{2010 + number}年政府信息公开年报")
    steps = []
    shelf.update(progress=lambda step: steps.append(step) if step.total else None)
    assert (steps[0].done, steps[0].total, steps[0].seconds_left) == (0, 3, None)
    assert (steps[-1].done, steps[-1].total) == (3, 3)
    assert steps[-1].rate > 0
    assert [step.done for step in steps] == sorted(step.done for step in steps)


KILLED = """
import sys
from pathlib import Path
from zjviewer.library import indexing
from zjviewer.library.choices import Choices, Folder
from tests.library.reports import PoolHere
indexing.BATCH = 2
def show(progress):
    print(progress.done, flush=True)
indexing.update_library(Path(sys.argv[1]), Choices((Folder(sys.argv[2]),)), progress=show, pool=PoolHere)
"""


def brute_force(connection: sqlite3.Connection, word: str) -> set[int]:
    rows = connection.execute("SELECT id, title, text FROM reports JOIN texts ON report = id")
    query = Query(word)
    return {row[0] for row in rows if len(find(row[1], query)) or len(find(text_of(row[2]), query))}


def check_whole(path: Path) -> int:
    """The index equals brute force over what is stored, and every table agrees; returns the number of files."""
    connection, damaged = open_library(path)
    assert damaged is None
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for word in ("公开", "3条", "2013年", "一"):
        assert set(matching(connection, Query(word), {})) == brute_force(connection, word)
    counts = status_values(connection)
    assert counts["reports"] == len(connection.execute("SELECT * FROM texts").fetchall())
    connection.close()
    return counts["files"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_kill_at_any_moment_loses_nothing_that_was_committed(shelf, request):
    for number in range(24):
        shelf.write(f"{number}.txt", f"洪泽区{2000 + number}年政府信息公开年报", f"公开信息{number}条。" * 50)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    chance = random.Random(5)
    stored = 0
    for _ in range(100 if request.config.option.nightly else 3):
        command = [sys.executable, "-c", KILLED, str(shelf.path), str(shelf.folder)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            timer = threading.Timer(chance.uniform(0.0, 0.4), process.send_signal, (signal.SIGKILL,))
            for line in process.stdout:
                if int(line) >= chance.randrange(10) and not timer.is_alive():
                    timer.start()
                    break
            process.stdout.read()
            if timer.ident is not None:  # the process may have ended before it was to be killed
                timer.join()
        after = check_whole(shelf.path)
        assert after >= stored
        stored = after
    shelf.update()
    assert check_whole(shelf.path) == 24


def archive_of(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def test_each_document_of_an_archive_is_a_report_of_its_own(shelf):
    texts = {
        f"{city}/{year}年年报.txt": f"{city}{year}年政府信息公开工作年度报告\n一、概述\n公开信息{year}条。"
        for city, year in (("南京市", 2020), ("苏州市", 2021), ("无锡市", 2022))
    }
    archive_of(shelf.folder / "年报.zip", texts | {"坏.pdf": b"%PDF-1.4 broken"})
    shelf.write("单独.txt", "常州市2020年年报")
    result = shelf.update()
    assert (result.read, result.failed) == (4, 1)
    expected = {f"年报.zip/{name}": ("indexed", f"{name[:3]}人民政府", int(name[4:8])) for name in texts}
    files = shelf.files()
    assert {name: files[name] for name in expected} == expected
    assert files["年报.zip/坏.pdf"][0] == "failed"
    assert len(files) == 5
    before = shelf.rows()
    again = shelf.update()
    assert (again.read, again.failed, again.unchanged, shelf.rows()) == (0, 1, 5, before)
    (shelf.folder / "年报.zip").rename(shelf.folder.parent / "年报.zip")
    shelf.update()
    assert {state for state, _, _ in shelf.files().values()} == {"missing", "indexed"}
    (shelf.folder.parent / "年报.zip").rename(shelf.folder / "年报.zip")
    shelf.update()
    assert shelf.files() == files
    del texts["无锡市/2022年年报.txt"]
    archive_of(shelf.folder / "年报.zip", texts | {"徐州市/2023年年报.txt": "徐州市2023年年报\n公开信息1条。"})
    shelf.update()
    files = shelf.files()
    assert files["年报.zip/徐州市/2023年年报.txt"] == ("indexed", "徐州市人民政府", 2023)
    assert files["年报.zip/无锡市/2022年年报.txt"][0] == "missing"


def test_documents_of_an_archive_are_read_after_a_stop_before_them(shelf):
    archive_of(shelf.folder / "年报.zip", {f"{n}.txt": f"南京市{2000 + n}年年报\n公开{n}条。" for n in range(5)})
    control = Control()

    def stop(progress):
        if progress.done:
            control.stopped.set()

    assert not shelf.update(control=control, progress=stop).complete
    shelf.update()
    assert sorted(year for _, _, year in shelf.files().values()) == [2000, 2001, 2002, 2003, 2004]


def test_members_that_lead_outside_are_left_out(tmp_path):
    values = {"members": "../a.txt\n/etc/passwd\nb.txt\n..\n"}
    answer = Answer(Request(tmp_path, ""), UnreadableFile("{name}", name="x", **values))
    assert indexing._members_of(answer) == ("b.txt",)
