"""What was chosen comes back with its type, also after a kill; a spoilt file is as good as none."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QLockFile

from zjviewer.gui.state import settings as module
from zjviewer.gui.state.settings import OldPosition, Preferences, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "文件 夹" / "zjviewer.ini"


def test_everything_comes_back_with_its_type(qapp, path):
    stored = Settings(path)
    stored.change(outline_shown=False, zoom=125, theme="dark", search={"case": True, "words": False}, panes="00ff")
    stored.save()
    read = Settings(path)
    assert read.preferences == stored.preferences
    assert read.preferences.outline_shown is False
    assert read.old_positions == ()


OLD_FILE = """[General]
zoom=125
theme="\\"dark\\""
reports="[{\\"path\\": \\"/a.txt\\", \\"place\\": 47, \\"table\\": \\"review\\", \\"folded\\": [\\"2\\"]}]"
"""


def test_reading_positions_of_an_earlier_version_stay_in_the_file_until_they_are_moved(qapp, path):
    path.parent.mkdir()
    path.write_text(OLD_FILE, encoding="utf-8")
    read = Settings(path)
    assert (read.preferences.zoom, read.preferences.theme) == (125, "dark")
    assert read.old_positions == (OldPosition("/a.txt", 47, "review", ("2",)),)
    read.change(zoom=110)
    read.save()
    assert Settings(path).old_positions == read.old_positions
    read.remove_old_positions()
    again = Settings(path)
    assert again.old_positions == ()
    assert again.preferences.zoom == 110
    assert again.damaged_copy is None


def test_a_change_is_in_the_file_soon_and_without_closing(qtbot, path):
    kept = Settings(path)
    kept.change(zoom=150)
    assert not path.exists()
    qtbot.waitUntil(lambda: path.exists() and Settings(path).preferences.zoom == 150, timeout=2 * module.DELAY)


def test_changes_that_go_on_do_not_put_the_saving_off(qtbot, qapp, path):
    kept = Settings(path)
    zooms = iter(range(10_000))

    def change_and_look() -> bool:
        kept.change(zoom=next(zooms))
        return path.exists()

    qtbot.waitUntil(change_and_look, timeout=3 * module.DELAY)


def test_settings_that_cannot_be_written_are_reported_once_and_written_when_they_can_be(qtbot, path):
    path.parent.write_bytes(b"a file where the folder should be")
    kept = Settings(path)
    reported = []
    kept.save_failed.connect(reported.append)
    for zoom in (110, 120):
        kept.change(zoom=zoom)
        kept.save()
    assert reported == [path]
    path.parent.unlink()
    path.parent.mkdir()
    kept.save()
    assert Settings(path).preferences.zoom == 120


def test_settings_that_were_damaged_and_cannot_be_written_are_reported_too(qapp, path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00garbage\x00")
    kept = Settings(path)
    assert kept.damaged_copy is not None
    kept.damaged_copy.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"")
    reported = []
    kept.save_failed.connect(reported.append)
    kept.change(zoom=110)
    kept.save()
    assert reported == [path]


@pytest.mark.parametrize(
    "spoilt",
    [
        b"\xff\xfe\x00garbage\x00",
        b"[General]\nzoom=large\noutline_shown=\"'false'\"\nreports=7\ntheme=\n",
        b'[General]\nzoom="\\"150\\""\noutline_shown=0\nreports="[{\\"path\\": 3}, 5, null]"\nsearch="[]"\n',
    ],
)
def test_a_spoilt_file_gives_the_defaults_and_can_be_written_again(qapp, path, spoilt):
    path.parent.mkdir()
    path.write_bytes(spoilt)
    read = Settings(path)
    assert read.preferences == Preferences()
    read.change(zoom=90)
    read.save()
    again = Settings(path)
    assert again.preferences.zoom == 90
    assert again.damaged_copy is None


@pytest.mark.parametrize("spoilt", [b"\xff\xfe\x00garbage\x00", b"[General]\nzoom=125\ntheme=dark\n", b"no sign here"])
def test_a_damaged_file_is_put_aside_with_all_its_bytes(qapp, path, spoilt):
    path.parent.mkdir()
    path.write_bytes(spoilt)
    read = Settings(path)
    assert read.preferences.zoom == (125 if b"zoom" in spoilt else 100)
    assert read.damaged_copy.name.startswith("zjviewer.ini.damaged-")
    assert read.damaged_copy.read_bytes() == spoilt
    read.change(theme="light")
    read.save()
    assert Settings(path).preferences == read.preferences


@pytest.mark.parametrize("content", [None, b"", b"[General]\nzoom=125\n"])
def test_a_sound_file_stays_where_it_is(qapp, path, content):
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    assert Settings(path).damaged_copy is None
    assert [each.name for each in path.parent.iterdir()] == ([] if content is None else ["zjviewer.ini"])


def test_what_a_killed_session_left_is_swept_away_but_not_beside_one_that_writes(qapp, path):
    path.parent.mkdir()
    left = path.with_name("zjviewer.ini.aBcDeF")
    for kept in (left, path, path.with_name("zjviewer.ini.damaged-20180305-0941")):
        kept.touch()
    other = QLockFile(f"{path}.lock")
    assert other.tryLock(0)
    Settings(path).remove_stale_temp_files()
    assert left.exists()
    other.unlock()
    Settings(path).remove_stale_temp_files()
    assert {each.name for each in path.parent.iterdir()} == {"zjviewer.ini", "zjviewer.ini.damaged-20180305-0941"}
    Settings(None).remove_stale_temp_files()


def test_what_another_process_has_changed_stays(qapp, path):
    Settings(path).save()
    own = Settings(path)
    own.change(zoom=130)
    own.save()
    other = "import sys; from pathlib import Path; from zjviewer.gui.state.settings import Settings\n"
    other += "each = Settings(Path(sys.argv[1])); each.change(theme='dark'); each.save()"
    subprocess.run([sys.executable, "-c", other, str(path)], check=True, timeout=60)
    own.change(interface=125)
    own.save()
    read = Settings(path).preferences
    assert (read.zoom, read.theme, read.interface) == (130, "dark", 125)


def test_without_a_path_nothing_is_written(qapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kept = Settings(None)
    kept.change(zoom=200)
    kept.save()
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_preference_is_a_fault(qapp):
    with pytest.raises((TypeError, ValueError), match="zoon"):  # the former from Python 3.13 on
        Settings(None).change(zoon=1)


def test_a_file_without_old_positions_is_not_written_to_remove_them(qapp, path):
    settings = Settings(path)
    settings.change(zoom=120)
    settings.save()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    again = Settings(path)
    again.remove_old_positions()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    Settings(None).remove_old_positions()
