"""Only regular files are opened, and of them no more than a limit is read."""

import os
import socket
import sys

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.sandbox.isolated_reading import is_safe_in_process
from zjviewer.storage.regular_files import NotRegular, TooLarge, read_regular

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert read_regular(path, 3) == b"abc"
    with pytest.raises(TooLarge):
        read_regular(path, 2)


@pytest.mark.parametrize("name", ["nowhere", "长" * 300, "a\0b", "file/below"])
def test_a_name_that_no_file_has_is_a_missing_file(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / name, 10)


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.pdf", "a.md", "a.docx"])
@pytest.mark.parametrize("through_link", [False, True])
def test_pipes_and_sockets_are_refused_at_once(tmp_path, name, through_link):
    pipe, made = tmp_path / name, tmp_path / ("socket-" + name)
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(made))
        for path in (pipe, made):
            if through_link:
                link = tmp_path / f"link-{path.name}"
                link.symlink_to(path)
                path = link
            is_safe_in_process(path)
            with pytest.raises(NotRegular):
                read_regular(path, 10)
            with pytest.raises(UnreadableFile):
                begin_report(path)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_devices_and_files_of_the_kernel_are_refused_or_empty():
    reading, writing = os.pipe()
    from pathlib import Path

    try:
        for path in ("/dev/zero", "/dev/tty", "/dev/full", f"/proc/self/fd/{reading}", "/proc/kmsg", "/proc/self/mem"):
            with pytest.raises(UnreadableFile):
                begin_report(Path(path))
    finally:
        os.close(reading)
        os.close(writing)


def test_a_report_whose_name_is_too_long_is_missing(tmp_path):
    with pytest.raises(UnreadableFile, match="There is no file"):
        begin_report(tmp_path / ("长" * 100 + ".txt"))
