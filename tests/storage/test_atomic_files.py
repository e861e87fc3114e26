import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from zjviewer.errors import BadPattern, NotWritten
from zjviewer.storage import atomic_files
from zjviewer.storage.atomic_files import free_name, long_path, make_folder, replacing, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_written_file_holds_the_bytes_and_nothing_stays_beside_it(tmp_path):
    write_atomically(tmp_path / "图表 1.png", b"abc")
    assert (tmp_path / "图表 1.png").read_bytes() == b"abc"
    assert names(tmp_path) == ["图表 1.png"]


def test_an_existing_file_is_kept_unless_it_may_be_overwritten(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(NotWritten, match="exists already"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


def test_the_temporary_file_has_the_suffix_and_the_folder_of_the_real_one(tmp_path):
    with replacing(tmp_path / "a.svg") as temporary:
        assert (temporary.parent, temporary.suffix) == (tmp_path, ".svg")
        assert not (tmp_path / "a.svg").exists()
        temporary.write_bytes(b"<svg/>")
    assert names(tmp_path) == ["a.svg"]


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "no space"), RuntimeError("bug"), KeyboardInterrupt()])
def test_a_block_that_fails_leaves_the_folder_as_it_was(tmp_path, failure):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def write_half():
        with replacing(path, overwrite=True) as temporary:
            temporary.write_bytes(b"half")
            raise failure

    with pytest.raises(NotWritten if isinstance(failure, OSError) else type(failure)):
        write_half()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


def test_a_full_disk_is_told_in_a_sentence_that_names_the_file(tmp_path):
    with pytest.raises(NotWritten, match=r"The disk is full, so .*a\.png"), replacing(tmp_path / "a.png"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_problem_of_the_writer_stays_what_it_is(tmp_path):
    with pytest.raises(BadPattern), replacing(tmp_path / "a.png"):
        raise BadPattern("no")


def test_a_writer_that_writes_nothing_makes_no_file(tmp_path):
    with pytest.raises(NotWritten, match="nothing to put into it"), replacing(tmp_path / "a.svg"):
        pass
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing/a.csv", "there is no folder"),
        ("file/a.csv", "is not a folder"),
        ("folder", "a folder has this name"),
        ("长" * 100 + ".csv", "too long"),
        ("a\0b.csv", "characters that may not be there"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_a_clear_sentence(tmp_path, name, sentence):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten, match=sentence):
        write_atomically(tmp_path / name, b"x")
    assert names(tmp_path) == ["file", "folder"]


def test_a_folder_that_may_not_be_written_is_a_clear_sentence(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotWritten, match="is read-only"):
        write_atomically(tmp_path / "a.csv", b"x")


def test_an_error_without_a_sentence_of_its_own_gives_the_reason_of_the_system(tmp_path):
    with pytest.raises(NotWritten, match="Input/output error"), replacing(tmp_path / "a.csv"):
        raise OSError(errno.EIO, "Input/output error")


def test_a_name_that_is_taken_while_the_file_is_made_is_not_overwritten(tmp_path):
    def write_late():
        with replacing(tmp_path / "a.csv") as temporary:
            temporary.write_bytes(b"mine")
            (tmp_path / "a.csv").write_bytes(b"theirs")

    with pytest.raises(NotWritten, match="exists already"):
        write_late()
    assert (tmp_path / "a.csv").read_bytes() == b"theirs"


def test_a_new_file_has_the_rights_of_any_new_file_and_an_overwritten_one_keeps_its_own(tmp_path):
    (tmp_path / "plain").write_bytes(b"x")
    write_atomically(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_atomically(tmp_path / "new", b"y", overwrite=True)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_stays_and_the_file_behind_it_is_replaced(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_atomically(tmp_path / "link.csv", b"new", overwrite=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_free_name_is_the_first_number_that_is_not_taken(tmp_path):
    path = tmp_path / "浙江省_2017年_表.csv"
    assert free_name(path) == path
    path.touch()
    assert free_name(path).name == "浙江省_2017年_表-2.csv"
    free_name(path).touch()
    assert free_name(path).name == "浙江省_2017年_表-3.csv"


def test_a_folder_is_made_with_those_above_it_and_a_file_in_the_way_is_told(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten, match="file is not a folder"):
        make_folder(tmp_path / "file")


@pytest.fixture
def on_windows(monkeypatch):
    monkeypatch.setattr(atomic_files, "sys", SimpleNamespace(platform="win32"))


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("C:\\" + "a" * 300, "\\\\?\\C:\\" + "a" * 300),
        ("\\\\server\\share\\" + "a" * 300, "\\\\?\\UNC\\server\\share\\" + "a" * 300),
        ("\\\\?\\C:\\" + "a" * 300, "\\\\?\\C:\\" + "a" * 300),
        ("C:\\report.txt", "C:\\report.txt"),
    ],
)
def test_long_paths_have_the_form_that_windows_accepts(on_windows, path, form):
    assert str(long_path(path)) == form


def test_paths_of_other_systems_stay_as_they_are():
    assert str(long_path("/" + "a" * 300)) == "/" + "a" * 300


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_file_that_windows_holds_open_for_a_moment_is_replaced(tmp_path, on_windows, monkeypatch, overwrite):
    refusals = [PermissionError(13, "in use")] * 3
    replace = os.replace

    def held(source, target):
        if refusals:
            raise refusals.pop()
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(1, "no links")))
    path = tmp_path / "a.txt"
    if overwrite:
        path.write_bytes(b"old")
    write_atomically(path, b"new", overwrite)
    assert (path.read_bytes(), refusals, names(tmp_path)) == (b"new", [], ["a.txt"])


def test_a_file_that_stays_open_is_kept_and_the_reason_is_told(tmp_path, on_windows, monkeypatch):
    monkeypatch.setattr(atomic_files, "_PATIENCE", 0.1)
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "in use")))
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(NotWritten, match="open in another program"):
        write_atomically(path, b"new", overwrite=True)
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.txt"])
