"""A library is created, migrated, refused when it is newer, and built again when it is damaged."""

import sqlite3

import pytest

from tests.library.reports import answer_of, library_of, rows_of, store
from zjviewer.core.search.engine import Query
from zjviewer.errors import BadLibrary
from zjviewer.library import database
from zjviewer.library.database import is_damage, open_for_reading, open_library, path_key, path_of, transaction
from zjviewer.library.library_search import matching
from zjviewer.library.store import TOKENS, put_report, rebuild_words, remove_folder
from zjviewer.library.stored_report import Cell, Contents, StoredCheck

TEXTS = [("洪泽区2023年年报", "公开信息3条。"), ("浙江省2017年年报", "申请5件。")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "library.sqlite"


def found(connection: sqlite3.Connection, word: str) -> set[int]:
    return set(matching(connection, Query(word), {}))


def test_a_new_library_is_empty_and_a_second_connection_sees_what_is_committed(path):
    connection, damaged = open_library(path)
    reader = open_for_reading(path)
    assert damaged is None
    assert reader.execute("SELECT count(*) FROM reports").fetchone() == (0,)
    rows = store(connection, TEXTS)
    assert found(reader, "公开") == {rows[0]}
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM reports")
    reader.close()
    connection.close()


def test_there_is_nothing_to_read_without_a_library_and_it_is_not_created(path):
    assert open_for_reading(path) is None
    assert not path.exists()


def test_a_library_of_an_older_version_is_migrated_and_keeps_its_reports(path, monkeypatch):
    connection, rows = library_of(path, TEXTS)
    connection.close()
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "ALTER TABLE reports ADD note TEXT DEFAULT 'x'"))
    connection, damaged = open_library(path)
    assert damaged is None
    assert connection.execute("SELECT DISTINCT note FROM reports").fetchall() == [("x",)]
    assert found(connection, "申请") == {rows[1]}
    connection.close()


def test_a_library_of_a_newer_version_is_refused_and_left_as_it_is(path, monkeypatch):
    connection, _ = library_of(path, TEXTS)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    for opening in (open_library, open_for_reading):
        with pytest.raises(BadLibrary, match="newer version"):
            opening(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_library_is_renamed_and_a_new_one_begun(path, damage):
    connection, _ = library_of(path, TEXTS)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path.write_bytes(damage)
    kept = damage
    connection, renamed = open_library(path)
    assert renamed.read_bytes() == kept
    assert connection.execute("SELECT count(*) FROM reports").fetchone() == (0,)
    store(connection, TEXTS)
    assert len(found(connection, "公开")) == 1
    connection.close()


def test_damage_that_only_a_later_read_meets_is_told_from_other_errors(path):
    connection, _ = library_of(path, TEXTS)
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'texts'").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(raw)
    connection, renamed = open_library(path)
    assert renamed is None
    with pytest.raises(sqlite3.DatabaseError) as damage:
        connection.execute("SELECT * FROM texts").fetchall()
    with pytest.raises(sqlite3.Error) as mistake:
        connection.execute("SELECT * FROM nothing")
    assert (is_damage(damage.value), is_damage(mistake.value)) == (True, False)
    connection.close()


def test_a_transaction_is_whole_or_nothing(path):
    connection, _ = library_of(path, TEXTS)
    before = rows_of(connection)

    def fail() -> None:
        with transaction(connection):
            remove_folder(connection, path.parent)
            connection.execute("DELETE FROM files")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert rows_of(connection) == before
    connection.close()


def test_a_report_that_is_stored_again_leaves_nothing_of_the_earlier_one(path):
    connection, _ = open_library(path)
    cells = (Cell("applications", "new", "all", "number", "3", "3件", "件", "", 0, 2),)
    checks = (StoredCheck("c1", "total", "fail", "1 + 1 = 3", "1"),)
    first = answer_of(path, "洪泽区2023年年报", "公开信息3条。", Contents("E3", cells, checks, 1, 1, 0))
    second = answer_of(path, "洪泽区2023年年报", "申请5件。", Contents("E3"))
    with transaction(connection):
        rebuild_words(connection)
        row = put_report(connection, b"x" * 32, first)
        assert put_report(connection, b"x" * 32, second) == row
    assert found(connection, "公开信息") == set()
    assert found(connection, "申请") == {row}
    assert [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("cells", "checks")] == [
        (0,),
        (0,),
    ]
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    connection.close()


def test_an_index_of_other_tokens_is_built_again_from_the_stored_texts(path):
    connection, rows = library_of(path, TEXTS)
    with transaction(connection):
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        connection.execute("UPDATE versions SET number = ?", (TOKENS - 1,))
    assert found(connection, "公开") == set()
    with transaction(connection):
        rebuild_words(connection)
    assert found(connection, "公开") == {rows[0]}
    connection.close()


def test_paths_that_are_no_unicode_are_kept():
    for path in ("/年报/a.txt", "/\udcff\udc80.txt"):
        assert path_of(path_key(path)) == path
