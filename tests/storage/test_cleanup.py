"""What dead processes leave goes, what living ones write stays, and what is damaged keeps its bytes."""

import os
import subprocess
import sys

import pytest

from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import machine_id, replacing
from zjviewer.storage.cleanup import quarantine, remove_stale_temp_files, stale_temp_files


@pytest.fixture
def dead() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_only_what_a_dead_process_of_this_machine_left_is_swept_away(tmp_path, dead):
    machine = machine_id()
    left = f".zjviewer-{machine}-{dead}-0a1b2c3d.toml"
    stay = {
        f".zjviewer-{machine}-{os.getpid()}-0a1b2c3d.toml",
        f".zjviewer-00000000-{dead}-0a1b2c3d.toml",
        f"zjviewer-{machine}-{dead}-0a1b2c3d.toml",
        "report.txt",
        ".hidden",
    }
    for name in (left, *stay):
        (tmp_path / name).touch()
    assert [path.name for path in stale_temp_files(tmp_path)] == [left]
    remove_stale_temp_files(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == stay
    remove_stale_temp_files(tmp_path / "nowhere")


def test_a_file_that_is_being_written_is_no_leftover(tmp_path):
    with replacing(tmp_path / "a.csv") as temporary:
        remove_stale_temp_files(tmp_path)
        temporary.write_bytes(b"abc")
    assert (tmp_path / "a.csv").read_bytes() == b"abc"


def test_a_damaged_file_keeps_its_bytes_under_another_name(tmp_path):
    asides = []
    for content in (b"one", b"two"):
        (tmp_path / "zjviewer.ini").write_bytes(content)
        asides.append(quarantine(tmp_path / "zjviewer.ini"))
    assert [path.read_bytes() for path in asides] == [b"one", b"two"]
    assert all("zjviewer.ini" in path.name and "damaged-" in path.name for path in asides)
    assert not (tmp_path / "zjviewer.ini").exists()


def test_one_that_cannot_be_put_aside_is_a_sentence(tmp_path):
    with pytest.raises(NotWritten, match="could not be put aside"):
        quarantine(tmp_path / "nothing.toml")
