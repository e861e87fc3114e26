"""A library is never kept on a network drive."""

from pathlib import Path

import pytest

from zjviewer import paths
from zjviewer.library import network_folders
from zjviewer.library.network_folders import FILE, is_on_network, library_path


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    def mount(*lines: str) -> None:
        listed = tmp_path / "mounts"
        listed.write_text("".join(f"{line}\n" for line in ("/dev/sda / ext4 rw 0 0", *lines)))
        monkeypatch.setattr(network_folders, "_MOUNTS", listed)
        monkeypatch.setattr(network_folders.sys, "platform", "linux")

    return mount


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_folder_is_on_the_innermost_drive_around_it(tmp_path, mounted, kind):
    mounted(
        f"server:/home {tmp_path}/net\\040drive {kind} rw 0 0", f"/dev/sdb {tmp_path}/net\\040drive/usb vfat rw 0 0"
    )
    assert is_on_network(tmp_path / "net drive" / "zjviewer" / "not yet there")
    assert not is_on_network(tmp_path / "net drive" / "usb")
    assert not is_on_network(tmp_path / "net drive2")


def test_the_library_is_in_the_data_folder_or_else_in_the_first_local_folder_with_a_sentence(tmp_path, mounted):
    mounted()
    assert library_path() == (paths.user_folder() / FILE, None)
    mounted(f"server:/home {paths.user_folder()} nfs rw 0 0")
    path, note = library_path()
    sentence = str(note)
    assert path.name == FILE
    assert not path.is_relative_to(paths.user_folder())
    assert str(paths.user_folder()) in sentence
    assert str(path.parent) in sentence


def test_an_unreadable_list_of_drives_means_a_local_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(network_folders, "_MOUNTS", Path(tmp_path, "none"))
    assert not is_on_network(tmp_path)
