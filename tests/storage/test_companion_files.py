"""Names of a reader's own files: whole names, older bare stems, names that are too long, bytes that are no UTF-8."""

import os
from pathlib import Path

import pytest

from zjviewer.readers.registry import ENDINGS
from zjviewer.storage.companion_files import (
    ENDINGS as KNOWN,
)
from zjviewer.storage.companion_files import (
    bare_path,
    beside_path,
    companion_path,
    inherited_path,
    namesakes,
    set_inherited,
    shared_path,
    user_data_path,
)


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def put(path: Path, content: str = "x") -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_every_ending_of_a_reader_is_known():
    assert set(ENDINGS) <= KNOWN


@pytest.mark.parametrize("suffix", [".toml", ".marks.toml"])
def test_a_new_file_has_the_whole_name(folder, suffix):
    text, pdf = put(folder / "r.txt"), put(folder / "r.pdf")
    assert beside_path(text, suffix).name == f"r.txt{suffix}"
    assert companion_path(pdf, "x", suffix) == folder / f"r.pdf{suffix}"
    assert namesakes(text) == (pdf,)


def test_an_older_file_is_used_in_place_while_one_document_has_the_stem(folder):
    text, older = put(folder / "r.txt"), put(folder / "r.toml")
    assert beside_path(text, ".toml") == older
    assert shared_path(text, ".toml") is None
    put(folder / "r.md")
    assert beside_path(text, ".toml").name == "r.txt.toml"
    assert shared_path(text, ".toml") == older
    assert inherited_path(text, ".toml") is None
    set_inherited(older, text, True)
    assert inherited_path(text, ".toml") == older
    put(folder / "r.txt.toml")
    assert inherited_path(text, ".toml") is None


def test_the_file_of_another_document_is_no_older_file(folder):
    put(folder / "r.txt")
    pdf = put(folder / "r.txt.pdf")
    put(folder / "r.txt.toml")
    assert bare_path(pdf, ".toml") is None
    assert beside_path(pdf, ".toml").name == "r.txt.pdf.toml"


@pytest.mark.parametrize("length", [70, 77, 78, 80, 83])
@pytest.mark.parametrize("suffix", [".toml", ".marks.toml"])
def test_long_names_are_cut_and_stay_unique(folder, length, suffix):
    reports = [put(folder / ("长" * length + ending)) for ending in (".txt", ".md")]
    paths = {beside_path(report, suffix) for report in reports} | {
        user_data_path(each, "x", suffix) for each in reports
    }
    assert len(paths) == 4
    for path in paths:
        assert len(os.fsencode(path.name)) <= 255
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path)


def test_a_name_in_gbk_bytes_has_companions(folder):
    report = folder / os.fsdecode("县年报".encode("gbk") + b".txt")
    report.write_bytes(b"x")
    path = beside_path(report, ".toml")
    path.write_bytes(b"x")
    assert os.fsencode(path.name) == "县年报".encode("gbk") + b".txt.toml"
    assert user_data_path(report, "x", ".toml").name.endswith(".toml")
