"""Damaged files of the program's own: every parser gives values or a Problem, and never another exception."""

import os
import random
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.hostile.damage import damaged_bytes, damaged_json, damaged_settings, damaged_toml
from zjviewer.core.annotations.annotation import Anchor, Annotation
from zjviewer.core.annotations.annotation_file import read_annotation_file
from zjviewer.core.annotations.entry_writer import updated_file
from zjviewer.core.annotations.file_content import AnnotationFile
from zjviewer.core.editorial.sidecar import parse_sidecar
from zjviewer.core.model.checks import CheckMark
from zjviewer.errors import Problem
from zjviewer.paths import bundled_report
from zjviewer.storage.library_file import (
    MOST_TABS,
    LibraryEntry,
    LibraryFile,
    path_for_key,
    read_library,
    report_key,
    split_tabs,
    write_library,
)

DAMAGES = 1_000
LIBRARY = LibraryFile(
    tuple(
        LibraryEntry(
            f"/a/{n}.txt",
            "标题",
            "某县",
            2017,
            "一 / 二",
            3,
            4,
            "2026-01-01T00:00:00",
            "gb18030",
            5,
            "t",
            ("s1",),
            ("s2",),
        )
        for n in range(5)
    ),
    ("/a/1.txt", "bundled"),
    "/a/1.txt",
)
NOTE = Annotation(
    "a", "note", "amber", "看", Anchor("words", "申请", "收", "1", "概述"), datetime(2026, 1, 1, tzinfo=UTC)
)


@pytest.mark.parametrize("damage", [damaged_bytes, damaged_json])
def test_a_damaged_library_is_read_or_refused(tmp_path: Path, damage):
    file = tmp_path / "library.json"
    write_library(file, LIBRARY)
    raw, chance = file.read_bytes(), random.Random(6)
    for _ in range(DAMAGES):
        file.write_bytes(damage(raw, chance))
        with suppress(Problem):
            content = read_library(file)
            for key in split_tabs(content).restored:
                report_key(path_for_key(key))
                os.path.exists(path_for_key(key))
            write_library(file, content)
            assert read_library(file) == content


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"tabs": ["\\ud800.txt", "a\\u0000b"]}', b"\xff", b"3", b'{"tabs": "a"}']
)
def test_what_no_version_wrote_is_refused_or_dropped(tmp_path: Path, content: bytes):
    file = tmp_path / "library.json"
    file.write_bytes(content)
    with suppress(Problem):
        assert read_library(file).tabs == ()


def test_a_name_in_gbk_bytes_survives_the_library(tmp_path: Path):
    key = str(tmp_path / os.fsdecode("县年报".encode("gbk") + b".txt"))
    content = LibraryFile((LibraryEntry(key, opened="2026"),), (key,), key)
    write_library(tmp_path / "library.json", content)
    assert read_library(tmp_path / "library.json") == content


def test_of_very_many_tabs_those_around_the_front_one_are_opened():
    tabs = tuple(f"/a/{number}" for number in range(5_000))
    kept = split_tabs(LibraryFile((), tabs, "/a/4999")).restored
    assert len(kept) == MOST_TABS
    assert kept[-1] == "/a/4999"
    assert split_tabs(LibraryFile((), tabs, "/a/0")).restored[0] == "/a/0"
    assert split_tabs(LibraryFile((), tabs[:3], "/a/9")).restored == tabs[:3]
    assert split_tabs(LibraryFile()).restored == ()


@pytest.mark.parametrize("damage", [damaged_bytes, damaged_settings])
def test_damaged_settings_are_read_and_written_again(tmp_path: Path, damage, qapp):
    from zjviewer.gui.state.settings import Settings

    file = tmp_path / "zjviewer.ini"
    settings = Settings(file)
    settings.change(zoom=130, keys={"a": "Ctrl+A"}, commands=("a",), chart={"kind": "bars"})
    settings.save()
    raw, chance = file.read_bytes(), random.Random(6)
    for _ in range(DAMAGES // 5):
        file.write_bytes(damage(raw, chance))
        again = Settings(file)
        again.change(zoom=123)
        again.save()
        for path in tmp_path.iterdir():
            path.unlink()


@pytest.mark.parametrize("damage", [damaged_bytes, damaged_toml])
def test_damaged_marks_are_read_or_refused(tmp_path: Path, damage):
    marks = tuple(CheckMark(f"c{n}", "review", "问", "total", "1 + 1 = 3") for n in range(3))
    raw = updated_file(b"", AnnotationFile(), AnnotationFile(marks, (NOTE,)))
    file, chance = tmp_path / "r.txt.marks.toml", random.Random(6)
    for _ in range(DAMAGES):
        file.write_bytes(damage(raw, chance))
        with suppress(Problem):
            content = read_annotation_file(file)
            changed = content._replace(marks=(*content.marks, CheckMark("new", "review", "", "total", "")))
            updated_file(file.read_bytes(), content, changed)


@pytest.mark.parametrize("damage", [damaged_bytes, damaged_toml])
def test_a_damaged_editorial_file_is_read_or_refused(damage):
    raw, chance = bundled_report().with_suffix(".toml").read_bytes(), random.Random(6)
    for _ in range(DAMAGES // 2):
        with suppress(Problem):
            parse_sidecar(damage(raw, chance), "report.toml")
