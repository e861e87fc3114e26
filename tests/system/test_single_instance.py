"""A second start hands its files to the window that runs, and opens one of its own where none answers."""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from zjviewer.storage.library_file import read_library
from zjviewer.system import single_instance as running

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Settings and sockets of the test's own."""
    for name in ("config", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


@pytest.fixture
def start():
    """Starts the program; what still runs at the end is ended."""
    started = []

    def begin(*arguments: object) -> subprocess.Popen:
        command = [sys.executable, "-m", "zjviewer", *map(str, arguments)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def report(folder: Path, year: int) -> Path:
    path = folder / f"报告 {year}.txt"
    path.write_text(f"甲市{year}年政府信息公开工作年度报告\n一、概述\n{year}年,共公开100条。\n", encoding="utf-8")
    return path


def listens() -> bool:
    """Whether a process accepts connections; the file of the socket is there before it does."""
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
        client.connect(running.address())
        return True
    return False


def wait_until(condition, process: subprocess.Popen) -> None:
    """While the process runs, and within the time limit of a test."""
    while not condition():
        with suppress(subprocess.TimeoutExpired):
            assert process.wait(0.05) is None, process.communicate()[1]


def tabs(folders: Path) -> list[str]:
    kept = read_library(folders / "config" / "zjviewer" / "library.json").tabs or ()
    return [Path(name).name for name in kept]


def test_the_files_of_a_second_start_open_in_the_first_window(folders, start):
    first = start(report(folders, 2020))
    wait_until(listens, first)
    second = start(report(folders, 2021), report(folders, 2022))
    assert second.wait(30) == 0
    assert second.communicate() == ("", "")
    wait_until(lambda: len(tabs(folders)) == 3, first)
    assert tabs(folders) == ["报告 2020.txt", "报告 2021.txt", "报告 2022.txt"]
    kept = read_library(folders / "config" / "zjviewer" / "library.json")
    assert Path(kept.front).name == "报告 2021.txt"
    missing = start(folders / "nowhere.txt")
    assert missing.wait(30) == 2
    assert "nowhere.txt" in missing.communicate()[1]


def test_the_tabs_of_a_killed_window_come_back(folders, start):
    first = start(report(folders, 2020), report(folders, 2021))
    wait_until(lambda: len(tabs(folders)) == 2, first)
    first.kill()
    first.wait()
    second = start()
    wait_until(lambda: running.send_to_running_instance([report(folders, 2022)]), second)
    wait_until(lambda: len(tabs(folders)) == 3, second)
    assert tabs(folders) == ["报告 2020.txt", "报告 2021.txt", "报告 2022.txt"]


def test_a_window_of_its_own_is_asked_for_and_the_first_goes_on_listening(folders, start):
    first = start()
    wait_until(listens, first)
    other = start("--new-window", report(folders, 2021))
    wait_until(lambda: "报告 2021.txt" in tabs(folders), other)
    assert running.is_instance_running(running.address())
    other.kill()
    other.wait()
    assert running.is_instance_running(running.address())


def test_where_no_window_runs_nothing_is_handed_over(folders):
    assert not running.send_to_running_instance([])


def test_what_a_killed_window_left_is_cleared_away(folders):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(running.address())
    assert os.path.exists(running.address())
    assert not running.send_to_running_instance([])
    assert not os.path.exists(running.address())


def test_a_window_that_does_not_answer_is_not_waited_for_for_long(folders, monkeypatch):
    monkeypatch.setattr(running, "PATIENCE", 0.1)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(running.address())
        deaf.listen()
        assert not running.send_to_running_instance([])
    assert os.path.exists(running.address())


def test_what_another_user_has_put_there_is_not_spoken_to(folders, monkeypatch):
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(running.address())
        other.listen()
        monkeypatch.setattr(os, "getuid", lambda: 4711)
        assert not running.send_to_running_instance([])


@pytest.mark.parametrize(
    "said",
    [b"", b"\n", b"{}\n", b'{"files": 3, "tokens": {}}\n', b'{"files": [1], "tokens": {}}\n', b"\xff\n", b"[]\n"],
)
def test_what_no_start_says_is_not_listened_to(said):
    assert running.request_of(said) is None


def test_only_whole_paths_and_the_desktop_s_tokens_are_taken():
    said = b'{"files": ["/a.txt", "b.txt"], "tokens": {"XDG_ACTIVATION_TOKEN": "x", "LD_PRELOAD": "y"}}\n'
    assert running.request_of(said) == ([Path("/a.txt")], {"XDG_ACTIVATION_TOKEN": "x"})


def test_the_question_costs_no_import_where_no_window_runs(folders):
    code = (
        "import sys; from zjviewer.system.single_instance import send_to_running_instance\n"
        "send_to_running_instance([]); print('socket' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    "line",
    [b"[" * 100_000 + b"\n", b'{"files": ["/a\\u0000b"], "tokens": {}}\n', b'{"files": ["/\\ud800"], "tokens": {}}\n'],
    ids=["nested", "NUL", "half a character"],
)
def test_a_name_that_no_file_can_have_is_never_opened(line):
    request = running.request_of(line)
    assert request is None or request[0] == []


def test_a_runtime_folder_that_others_may_read_is_not_used(folders, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(folders))
    os.chmod(folders / "run", 0o755)
    assert running.address().startswith(str(folders / f"zjviewer-{os.getuid()}"))


def test_a_file_or_a_link_at_the_address_is_never_deleted(folders):
    place = Path(running.address())
    place.write_text("mine", encoding="utf-8")
    assert not running.send_to_running_instance([])
    assert not running.is_instance_running(str(place))
    running.remove_socket(str(place))
    assert place.read_text(encoding="utf-8") == "mine"
    place.unlink()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(folders / "run" / "other"))
    place.symlink_to(folders / "run" / "other")
    assert not running.is_instance_running(str(place))
    assert place.is_symlink()
    assert (folders / "run" / "other").exists()


def test_garbage_is_answered_with_silence(folders, start):
    first = start(report(folders, 2020))
    wait_until(listens, first)
    for garbage in (b"GET / HTTP/1.1\r\n\r\n", b"{}\n", b"\xff\n", b"[" * 50_000 + b"\n"):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(10)
            client.connect(running.address())
            client.sendall(garbage)
            client.shutdown(socket.SHUT_WR)
            assert client.recv(100) == b""
        assert running.send_to_running_instance([])
