"""A place in the desktop's menus: what is written, where, and that all of it goes again."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zjviewer import paths
from zjviewer.cli.main import main
from zjviewer.errors import NotWritten, Problem
from zjviewer.readers.registry import ENDINGS
from zjviewer.system import desktop_entry
from zjviewer.system.desktop_entry import ENTRY, METAINFO, exec_line, install_desktop, start_command, uninstall_desktop

PACKAGING = paths.resources() / "packaging"
MIME = {
    "text/plain": (".txt", ".text"),
    "text/markdown": (".md", ".markdown"),
    "text/csv": (".csv",),
    "text/tab-separated-values": (".tsv",),
    "text/html": (".html", ".htm", ".shtml"),
    "application/xhtml+xml": (".xhtml",),
    "application/x-mimearchive": (".mht", ".mhtml"),
    "application/ofd": (".ofd",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/tiff": (".tif", ".tiff"),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.ms-word.document.macroEnabled.12": (".docm",),
    "application/msword": (".doc",),
    "application/wps-office.wps": (".wps",),
    "application/rtf": (".rtf",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.ms-excel.sheet.macroEnabled.12": (".xlsm",),
    "application/vnd.ms-excel": (".xls",),
    "application/wps-office.et": (".et",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "message/rfc822": (".eml",),
    "application/zip": (".zip",),
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are for Linux")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_lies_where_desktops_look(home):
    written = install_desktop()
    there = set(files(home))
    assert {str(path.relative_to(home)) for path in written} == there
    sides = [int(match[1]) for name in there if (match := re.fullmatch(r"icons/hicolor/(\d+)x\1/apps/.*png", name))]
    assert sorted(sides) == [16, 22, 24, 32, 48, 64, 128, 256, 512]
    assert {ENTRY, METAINFO, "icons/hicolor/scalable/apps/zjviewer.svg"} <= there


def test_again_is_the_same_and_the_end_is_as_the_beginning(home):
    (home / "applications").mkdir()
    (home / "applications" / "other.desktop").write_text("[Desktop Entry]")
    before = files(home)
    install_desktop()
    once = files(home)
    install_desktop()
    assert files(home) == once
    assert len(uninstall_desktop()) == len(once) - 1
    assert files(home) == before
    assert [path.name for path in home.iterdir()] == ["applications"]
    assert uninstall_desktop() == ()


def test_an_entry_written_by_hand_is_left_alone(home):
    (home / "applications").mkdir()
    (home / ENTRY).write_text("[Desktop Entry]\nExec=mine\n")
    with pytest.raises(Problem, match="was not written by zjviewer"):
        install_desktop()
    assert uninstall_desktop() == ()
    assert (home / ENTRY).read_text() == "[Desktop Entry]\nExec=mine\n"


def test_a_folder_that_may_not_be_written_is_a_sentence(home):
    (home / "icons").write_text("in the way")
    with pytest.raises(NotWritten, match="is not a folder"):
        install_desktop()


def test_the_entry_starts_this_installation(home):
    install_desktop()
    line = next(line for line in (home / ENTRY).read_text("utf-8").splitlines() if line.startswith("Exec="))
    words = shlex.split(line.removeprefix("Exec=").replace("\\\\", "\\"))
    assert words == [*start_command(), "%F"]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("/opt/zj viewer/main.py", '"/opt/zj viewer/main.py" %F'),
        ("/opt/中文/100%/main.py", '"/opt/中文/100%%/main.py" %F'),
        ('/a"b/$c/`d`/main.py', r'"/a\\"b/\\$c/\\`d\\`/main.py" %F'),
        ("/a\\b", r'"/a\\\\b" %F'),
    ],
)
def test_any_folder_can_be_named(word: str, value: str):
    assert exec_line([word]) == value


def test_a_line_break_in_a_folder_is_a_sentence():
    with pytest.raises(Problem, match="line break"):
        exec_line(["/a\nb/main.py"])


def test_a_bundle_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/zjviewer/zjviewer")
    assert start_command() == ["/opt/zjviewer/zjviewer"]


@pytest.mark.parametrize(("platform", "hint"), [("win32", "Open with"), ("darwin", "main.py bundle")])
@pytest.mark.parametrize("command", [install_desktop, uninstall_desktop])
def test_other_systems_are_told_their_own_way(home, monkeypatch, command, platform: str, hint: str):
    monkeypatch.setattr(desktop_entry.sys, "platform", platform)
    with pytest.raises(Problem, match=hint):
        command()
    assert files(home) == {}


def test_the_commands_print_what_they_have_written_and_removed(home, capsys):
    assert main(["install-desktop"]) == 0
    assert str(home / ENTRY) in capsys.readouterr().out.splitlines()
    assert main(["uninstall-desktop"]) == 0
    assert str(home / ENTRY) in capsys.readouterr().out.splitlines()
    assert main(["uninstall-desktop"]) == 0
    assert capsys.readouterr().out == ""


def test_every_kind_of_file_that_can_be_read_is_in_the_entry():
    entry = (PACKAGING / "zjviewer.desktop").read_text("utf-8")
    kinds = re.search(r"^MimeType=(.*);$", entry, re.M)[1].split(";")
    assert sorted(kinds) == sorted(MIME)
    assert sorted(ending for endings in MIME.values() for ending in endings) == sorted(ENDINGS)


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no desktop-file-validate")
def test_the_entry_is_valid(home):
    install_desktop()
    for path in (PACKAGING / "zjviewer.desktop", home / ENTRY):
        done = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="no appstreamcli")
def test_the_metainfo_is_valid():
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", str(PACKAGING / Path(METAINFO).name)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout
