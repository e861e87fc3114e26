"""What a person without a terminal gets to see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zjviewer.system import native_messages as notice

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="a screen is named by DISPLAY")
KEEP_INPUT = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
UNSEEN = "import sys; from zjviewer.system.native_messages import unseen; sys.exit(10 + unseen())"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "chinese"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "english"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, "chinese"),
        ({"LANG": "de_DE"}, "english"),
    ],
)
def test_a_sentence_follows_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, variables.get(name, ""))
    assert notice.in_language("english", "chinese") == language


def test_no_chinese_goes_to_a_stream_that_cannot_write_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("LC_ALL", "zh_CN")
    with (tmp_path / "log").open("w", encoding="ascii") as log:
        monkeypatch.setattr(sys, "stderr", log)
        assert notice.in_language("english", "中文") == "english"


@POSIX_ONLY
@pytest.mark.parametrize(
    ("display", "stream", "is_unseen"),
    [(":0", subprocess.DEVNULL, True), (":0", subprocess.PIPE, False), ("", subprocess.DEVNULL, False)],
)
def test_only_a_start_from_a_desktop_is_unseen(display: str, stream: int, is_unseen: bool):
    environment = {**os.environ, "DISPLAY": display, "WAYLAND_DISPLAY": ""}
    done = subprocess.run(
        [sys.executable, "-c", UNSEEN],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=stream,
        check=False,
    )
    assert done.returncode == 10 + is_unseen


def test_a_seen_sentence_opens_no_box(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(notice, "unseen", lambda: False)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: pytest.fail("a box"))
    notice.show_message("A sentence.")
    assert capsys.readouterr().err == "A sentence.\n"


def test_an_unseen_sentence_is_shown_in_a_box(monkeypatch: pytest.MonkeyPatch):
    shown = []
    monkeypatch.setattr(notice, "unseen", lambda: True)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: shown.append(command))
    monkeypatch.setattr(notice, "_first_installed", lambda commands: commands[1])
    notice.show_message("A <sentence>.")
    assert shown == [["zenity", "--error", "--no-markup", "--title=zjviewer", "--text=A <sentence>."]]


def test_unseen_progress_goes_to_a_window_and_a_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    fed = tmp_path / "fed"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(notice, "unseen", lambda: True)
    monkeypatch.setattr(notice, "_first_installed", lambda _: [sys.executable, "-c", KEEP_INPUT, str(fed)])
    progress = notice.Progress("正在准备", 3, str(tmp_path / "log"))
    progress.copy("Collecting numpy==2.4.6 (from -r requirements.lock (line 8))")
    progress.copy("  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.9 MB)")
    progress.copy("Processing /mirror/pandas-3.1.1.whl")
    progress.copy("Installing collected packages: pandas, numpy")
    progress.close()
    assert fed.read_text("utf-8").splitlines() == [
        "# 正在准备",
        "25",
        "# 正在下载 numpy (16.9 MB)",
        "50",
        "# 正在安装",
        "100",
    ]
    log = (tmp_path / "log").read_text("utf-8")
    assert log == capsys.readouterr().err
    assert log.count("\n") == 5


def test_a_window_that_the_reader_closes_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(notice, "unseen", lambda: True)
    monkeypatch.setattr(notice, "_first_installed", lambda _: [sys.executable, "-c", "pass"])
    progress = notice.Progress("Preparing", 3, str(tmp_path / "log"))
    progress._window.wait()
    progress.say("Ready")
    progress.close()
    assert (tmp_path / "log").read_text("utf-8") == "zjviewer: Preparing\nzjviewer: Ready\n"
