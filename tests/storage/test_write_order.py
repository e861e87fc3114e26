"""The order of the calls of the system with which a file is replaced: data first, then the name, then the folder.

A loss of power keeps what was flushed, and nothing else: a name that reaches the disk before the data of its file
leaves an empty file, a folder that was never flushed forgets the new name.
"""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import replacing, write_atomically

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows flushes no folders")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Calls that flush or rename, as they come; the data and the folder are told apart."""
    made: list[str] = []

    def record(name: str, describe: Callable[..., str]) -> None:
        original = getattr(os, name)

        def call(*arguments, **options):
            made.append(describe(*arguments))
            return original(*arguments, **options)

        monkeypatch.setattr(os, name, call)

    def flushed(file: int) -> str:
        state = os.fstat(file)
        return "flush folder" if stat.S_ISDIR(state.st_mode) else f"flush {state.st_size} bytes"

    record("fsync", flushed)
    record("replace", lambda source, target: f"rename to {Path(target).name}")
    record("link", lambda source, target: f"link as {Path(target).name}")
    return made


def refuse(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_that_is_overwritten_is_flushed_renamed_and_its_folder_flushed(tmp_path, calls):
    (tmp_path / "a.toml").write_bytes(b"old")
    write_atomically(tmp_path / "a.toml", b"12345", overwrite=True)
    assert calls == ["flush 5 bytes", "rename to a.toml", "flush folder"]


def test_a_new_file_is_flushed_linked_and_its_folder_flushed(tmp_path, calls):
    write_atomically(tmp_path / "a.toml", b"12345")
    assert calls == ["flush 5 bytes", "link as a.toml", "flush folder"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK])
def test_where_files_have_one_name_only_a_new_file_is_renamed_over_the_claimed_name(
    tmp_path, calls, monkeypatch, number
):
    monkeypatch.setattr(os, "link", refuse(number))
    write_atomically(tmp_path / "a.toml", b"12345")
    assert calls == ["flush 5 bytes", "rename to a.toml", "flush folder"]
    assert (tmp_path / "a.toml").read_bytes() == b"12345"
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_claimed_name_is_given_up_when_the_file_cannot_take_it(tmp_path, monkeypatch, number):
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    monkeypatch.setattr(os, "replace", refuse(number))
    with pytest.raises(NotWritten):
        write_atomically(tmp_path / "a.toml", b"12345")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_before_it_can_be_claimed_is_not_overwritten(tmp_path, monkeypatch):
    def taken(_source: Path, target: Path) -> None:
        Path(target).write_bytes(b"theirs")
        raise OSError(errno.EPERM, "no second names")

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(NotWritten, match="exists already"):
        write_atomically(tmp_path / "a.toml", b"mine")
    assert (tmp_path / "a.toml").read_bytes() == b"theirs"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_disk_that_fails_while_it_is_flushed_leaves_the_folder_as_it_was(tmp_path, monkeypatch, overwrite):
    if overwrite:
        (tmp_path / "a.toml").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(NotWritten, match="The disk is full"):
        write_atomically(tmp_path / "a.toml", b"12345", overwrite=overwrite)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([b"old"] if overwrite else [])


def test_a_folder_that_cannot_be_flushed_is_no_failure(tmp_path, monkeypatch):
    flush = os.fsync

    def only_files(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "no folders")
        flush(file)

    monkeypatch.setattr(os, "fsync", only_files)
    write_atomically(tmp_path / "a.toml", b"12345")
    assert (tmp_path / "a.toml").read_bytes() == b"12345"


def test_no_file_descriptor_is_left_open(tmp_path):
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("open files are listed on Linux only")
    before = len(list(folder.iterdir()))
    for number in range(20):
        write_atomically(tmp_path / f"{number}.toml", b"12345")
        with replacing(tmp_path / f"{number}.toml", overwrite=True) as temporary:
            temporary.write_bytes(b"678")
    assert len(list(folder.iterdir())) == before
